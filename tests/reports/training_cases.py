"""Trainings of every size, for the tests of トレーニング: what is read, and what is written."""

from dataclasses import replace

from pmo_xl import rules
from pmo_xl.metrics.catalogue import measure
from pmo_xl.reports.training_lists import ROWS
from pmo_xl.reports.training_pack import training_report
from tests.reports.meeting_cases import SIXTY, STAMPED
from tests.support.build import register, situation

AS_OF = "2024-05-07"
PEOPLE = """
    | id | title | owner    | owner_org | planned_date | precondition | precondition_2 | result   | remarks              |
    | 1  | 受注  | 青葉 葉  | 営業部    | 2024-05-01   | 済           | 済             | pass     | 説明書の図が古い     |
    | 2  | 受注  | 若葉 花  | 営業部    | 2024-05-01   | 済           | 済             | pass     | 説明書の図が古いです |
    | 3  | 受注  | 双葉 実  | 営業部    | 2024-05-01   | 済           | 済             | 代理出席 |                      |
    | 4  | 受注  | 楓 紅    | 経理部    | 2024-05-01   | 済           | 済             | fail     | なし                 |
    | 5  | 受注  | 桂 樹    | 経理部    | 2024-05-02   | 済           | 済             |          |                      |
    | 6  | 受注  | 椿 花    | 経理部    | 2024-05-08   | 済           |                |          |                      |
    | 7  | 受注  | 欅 木    | 物流部    | 2024-05-20   | 未           | 済             |          | 画面を大きくしてほしい |
    | 8  | 受注  | 樫 実    | 物流部    | 2024-05-08   | 済           | 済             | pass     | 机が低い             |
    | 9  | 受注  | 榎 葉    | 物流部    |              | 済           | 済             |          |                      |
    | 10 | 受注  | 桐 花    | 総務部    | 2024-05-01   |              |                | withdrawn |                     |
"""


def people(text=PEOPLE, **headers):
    """The training list; the word 代理出席 is one the reader knows no meaning of."""
    made = register("training", text, file="受講者名簿.xlsx", sheet="名簿")
    called = {"precondition": "資料準備", "precondition_2": "ID準備", "remarks": "気づき"} | headers
    table = replace_headers(made.tables[0], called)
    records = [
        record.replace(table=table, **({"result": None} if "代理" in (record.result or "") else {})) for record in made
    ]
    return replace(made, records=tuple(records), tables=(table,))


def replace_headers(table, called):
    from msgspec.structs import replace as changed

    headers = {number: called.get(name, name) for name, number in table.columns.items()}
    return changed(table, headers=headers)


def report(*registers, config=None, as_of=AS_OF):
    seen = situation(as_of, *registers, config=config)
    checked = rules.run(seen)
    return training_report(seen, measure(seen, checked.findings), checked)


def full():
    """One person more than the page allows, every name and text sixty characters long."""
    assert len(SIXTY) == 60
    rows = [f"| {n} | {SIXTY} | {SIXTY} | {SIXTY} | 2024-05-08 | 未 | 未 | | {SIXTY}{n} |" for n in range(ROWS + 1)]
    rows += [f"| 9{n} | {SIXTY} | {SIXTY} | 経理部 | 2024-05-01 | 済 | 済 | fail | |" for n in range(14)]
    head = "| id | title | owner | owner_org | planned_date | precondition | precondition_2 | result | remarks |"
    issues = [f"| K-{n:03} | {SIXTY} | 研修 | 説明書 | open | | {SIXTY} |" for n in range(31)]
    issue = "| id | title | phase | category | status | due_date | action |"
    reviews = [f"| V-{n:03} | {SIXTY} | closed | 1.{n} | M-01 | {SIXTY} |" for n in range(31)]
    review = "| id | title | status | version | related_id | reviewer |"
    made = report(
        people("\n".join([head, *rows])),
        register("issue", "\n".join([issue, *issues])),
        register("review", "\n".join([review, *reviews])),
    )
    return replace(made, **STAMPED)


def issues():
    return register(
        "issue",
        """
        | id    | title                    | phase        | category          | status | raised_date | due_date   | action |
        | K-001 | 返品の計算が違う         | トレーニング | ロジック確認      | open   | 2024-05-01  | 2024-05-10 | 確認中 |
        | K-002 | 説明書と釦名が違い小さい | 研修         | 説明書・機能改善  | open   | 2024-05-01  |            |        |
        | K-003 | 会場が寒い               | 研修         | その他            | open   | 2024-05-01  |            |        |
        | K-004 | 受注の桁                 | UAT          | 説明書            | open   | 2024-05-01  |            |        |
        | K-005 | 誤字                     | UAT          | 研修の説明書      | closed | 2024-05-01  | 2024-05-02 | 直した |
        """,
    )


def reviews():
    return register(
        "review",
        """
        | id    | title      | status | version | related_id | reviewer |
        | V-001 | 用語の誤り | closed | 1.10    | M-01       | 星川     |
        | V-002 | 手順不足   | open   | 1.1     | M-01       | 月岡     |
        | V-003 | 図が古い   | closed | 1.2     | M-01       | 星川     |
        | V-004 | 誤字       | closed | 1.0     | M-02       | 月岡     |
        | V-005 | 口頭の指摘 | open   |         |            | 月岡     |
        """,
    )


CASES = {
    "all": lambda: report(people(), issues(), reviews()),
    "full": full,
    "empty": report,
    "one": lambda: report(people("| owner | planned_date |\n| 青葉 | 2024-05-08 |")),
    "columns": lambda: report(people("| owner |\n| 青葉 |"), register("issue", "| id |\n| K-1 |")),
    "issues": lambda: report(issues()),
}

"""作業報告: only what changed since the kept state, by whoever changed it; without one, what is dated today."""

from datetime import date

import pytest

from pmo_xl import rules
from pmo_xl.history.rows import row_of
from pmo_xl.metrics.catalogue import measure
from pmo_xl.model.kept import Kept
from pmo_xl.reports.work import work_report
from pmo_xl.reports.work_lists import NOBODY, headline, summary
from tests.support.build import register, situation

BEFORE = date(2024, 5, 2)


def kept_of(*registers, day=BEFORE):
    """What `history keep` keeps of the rows."""
    return Kept(day, {r.name: tuple(row_of(record) for record in r) for r in registers})


def report(*registers, kept=(), as_of="2024-05-07"):
    seen = situation(as_of, *registers, kept=kept)
    checked = rules.run(seen)
    return work_report(seen, measure(seen, checked.findings), checked)


def done(made):
    """name → (区分, id, what changed)."""
    return {one.name: [(work.sort, work.id, work.told) for work in one.done] for one in made.people}


ISSUES = """
    | id    | title | status      | owner | due_date   | action | closed_date | raised_by |
    | K-001 | 課題1 | in_progress | 若葉  | 2024-05-07 |        |             | 紅葉      |
    | K-002 | 課題2 | open        | 若葉  | 2024-05-07 |        |             | 紅葉      |
    | K-003 | 課題3 | open        | 桜庭  | 2024-05-07 |        |             | 紅葉      |
    | K-004 | 課題4 | open        | 桜庭  | 2024-05-07 |        |             | 紅葉      |
    """
ISSUES_NOW = """
    | id    | title | status      | owner | due_date   | action     | closed_date | raised_by |
    | K-001 | 課題1 | closed      | 若葉  | 2024-05-07 |            | 2024-05-07  | 紅葉      |
    | K-002 | 課題2 | open        | 若葉  | 2024-05-07 |            |             | 紅葉      |
    | K-003 | 課題3 | open        | 桜庭  | 2024-05-10 | 検証で確認 |             | 紅葉      |
    | K-004 | 課題4 | open        | 桜庭  | 2024-05-07 |            |             | 紅葉      |
    | K-005 | 課題5 | open        | 桜庭  | 2024-05-10 |            |             | 紅葉      |
    """


def test_only_the_rows_a_person_changed_since_the_kept_state():
    made = report(register("issue", ISSUES_NOW), kept=[kept_of(register("issue", ISSUES))])
    assert done(made) == {
        "桜庭": [("postponed", "K-003", "期限 5/7→5/10、対応内容を記入")],
        "若葉": [("closed", "K-001", "状態 対応中→closed")],
        "紅葉": [("new", "K-005", "起票")],  # whoever raised it wrote the row, not whose it is now
    }
    assert made.since == BEFORE
    assert made.basis == "5/2(木)の記録から変わった行です。"
    assert headline(made) == "3名が3件の記録を更新しました。"


def test_nothing_changed_is_said():
    made = report(register("issue", ISSUES), kept=[kept_of(register("issue", ISSUES))])
    assert (made.people, made.nobodys, headline(made)) == ((), (), "変わった行はありません。")


def test_without_a_kept_state_the_page_says_so_and_lists_what_is_dated_today():
    tests = register(
        "test",
        """
        | id    | title | tester | planned_date | executed_date | result |
        | T-001 | 登録  | 若葉   | 2024-05-07   | 2024-05-07    | pass   |
        | T-002 | 変更  | 若葉   | 2024-05-07   | 2024-05-02    | pass   |
        | T-003 | 取消  | 桜庭   | 2024-05-07   |               |        |
        """,
    )
    issues = register(
        "issue",
        """
        | id    | title | status | owner | raised_by | raised_date | closed_date | due_date   |
        | K-001 | 課題1 | closed | 若葉  | 紅葉      | 2024-05-01  | 2024-05-07  | 2024-05-07 |
        | K-002 | 課題2 | open   | 若葉  | 紅葉      | 2024-05-07  |             | 2024-05-07 |
        | K-003 | 課題3 | open   | 若葉  | 紅葉      | 2024-05-01  |             | 2024-05-07 |
        """,
    )
    made = report(tests, issues)
    assert done(made) == {
        "若葉": [("closed", "K-001", "完了日 5/7"), ("run", "T-001", "結果 pass")],
        "紅葉": [("new", "K-002", "起票日 5/7")],
    }
    assert made.since is None
    assert made.basis.startswith("前回の記録がないため、日付が本日(5/7(火))の行を載せています。")


TESTS = """
    | id    | title | tester | planned_date | executed_date | result  | evidence | tester_2 | executed_date_2 | result_2 | approved_by |
    | T-001 | 登録  | 若葉   | 2024-05-07   |               |         |          |          |                 |          |             |
    | T-002 | 変更  | 若葉   | 2024-05-02   | 2024-05-02    | fail    | 1.png    |          |                 |          |             |
    | T-003 | 取消  | 若葉   | 2024-05-02   | 2024-05-02    | pass    | 2.png    |          |                 |          |             |
    | T-004 | 印刷  | 若葉   | 2024-05-02   | 2024-05-02    | pass    | 3.png    |          |                 |          |             |
    """  # fmt: skip
TESTS_NOW = """
    | id    | title | tester | planned_date | executed_date | result  | evidence | tester_2 | executed_date_2 | result_2 | approved_by |
    | T-001 | 登録  | 若葉   | 2024-05-07   | 2024-05-07    | pass    | 4.png    |          |                 |          |             |
    | T-002 | 変更  | 若葉   | 2024-05-02   | 2024-05-02    | fail    | 1.png    | 桜庭     | 2024-05-07      | pass     |             |
    | T-003 | 取消  | 若葉   | 2024-05-02   | 2024-05-02    | pass    | 2.png    |          |                 |          | 紅葉        |
    | T-004 | 印刷  | 若葉   | 2024-05-02   | 2024-05-02    | blocked | 3.png    |          |                 |          |             |
    """  # fmt: skip


def test_a_run_is_of_the_tester_of_its_round_and_an_approval_of_whoever_approved():
    made = report(register("test", TESTS_NOW), kept=[kept_of(register("test", TESTS))])
    found = done(made)
    assert found["若葉"] == [
        ("run", "T-001", "結果 pass、エビデンスを記入"),
        ("reversed", "T-004", "結果 OK→blocked"),
    ]
    assert [(sort, name) for sort, name, _ in found["桜庭"]] == [("run", "T-002")]
    assert found["紅葉"] == [("approved", "T-003", "承認者の記入")]
    people = {one.name: one for one in made.people}
    assert summary(people["若葉"].done) == "テスト実施1件(OK1)、逆戻り1件"


def test_two_people_of_one_cell_each_have_the_row_and_a_company_is_nobody():
    before = register(
        "todo", "| id | title | status | owner |\n| A-1 | 甲 | open | 若葉、桜庭 |\n| A-2 | 乙 | open | A社 |"
    )
    now = register(
        "todo", "| id | title | status | owner |\n| A-1 | 甲 | closed | 若葉、桜庭 |\n| A-2 | 乙 | closed | A社 |"
    )
    roster = register("roster", "| owner | owner_org |\n| 若葉 | 営業部 |\n| 桜庭 | 営業部 |\n| 甲野 | A社 |")
    made = report(now, roster, kept=[kept_of(before)])
    assert set(done(made)) == {"若葉", "桜庭"}
    assert [(work.id, work.sort) for work in made.nobodys] == [("A-2", "closed")]
    assert made.values()["people"][-1]["name"] == NOBODY
    assert {one.org for one in made.people} == {"営業部"}


def test_a_row_that_is_gone_is_nobodys_and_is_not_lost():
    gone = register("todo", "| id | title | status | owner |\n| A-1 | 甲 | open | 若葉 |\n| A-2 | 乙 | open | 若葉 |")
    now = register("todo", "| id | title | status | owner |\n| A-1 | 甲 | open | 若葉 |")
    made = report(now, kept=[kept_of(gone)])
    assert made.people == ()
    assert [(work.id, work.told) for work in made.nobodys] == [("A-2", "行がなくなった")]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [("2024-05-07", ["T-001", "A-001"]), ("2024-05-10", ["T-002"])],  # 5/8; Friday 5/10: Monday 5/13
)
def test_the_page_ends_with_what_comes_on_the_next_working_day(as_of, expected):
    tests = register(
        "test", "| id | tester | planned_date |\n| T-001 | 若葉 | 2024-05-08 |\n| T-002 | 若葉 | 2024-05-13 |"
    )
    todos = register(
        "todo",
        f"""
        | id    | title | status | owner | due_date   | updated_date |
        | A-001 | 依頼1 | open   | 若葉  | 2024-05-08 |              |
        | A-002 | 依頼2 | open   | 若葉  | 2024-06-08 | {as_of}      |
        """,
    )
    (person,) = report(tests, todos, as_of=as_of).people
    assert [row.record.id for row in person.ahead] == expected


def test_the_counts_of_a_person_are_all_rows_each_once():
    made = report(
        register("issue", ISSUES_NOW),
        register("test", TESTS_NOW),
        kept=[kept_of(register("issue", ISSUES), register("test", TESTS))],
    )
    columns = ("closed", "run", "approved", "new", "postponed", "reversed", "changed")
    for line in made.values()["people"]:
        assert sum(line[column] or 0 for column in columns) == line["total"], line["name"]

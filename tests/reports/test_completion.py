"""The completion report: criteria that are never embellished, open items in their order, and nothing invented."""

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from msgspec import structs

from pmo_xl import rules
from pmo_xl.metrics.catalogue import measure
from pmo_xl.render import docx as word
from pmo_xl.render import soundness, template
from pmo_xl.render.tags import known_names
from pmo_xl.reports.completion import completion_report
from pmo_xl.reports.criteria import criteria, criteria_line
from pmo_xl.reports.fields.completion import FIELDS
from pmo_xl.reports.open_items import open_items
from pmo_xl.reports.way_round import way_round
from pmo_xl.resources import template as shipped
from pmo_xl.rules.context import Context
from pmo_xl.situation import Source
from tests.make import completion_document
from tests.metrics import g1
from tests.support.build import register, situation
from tests.support.office import complaints, pages

WORD = shipped("完了報告.docx")
AS_OF = "2024-05-17"
SETTINGS = g1.config(name="基幹システム刷新", phase="UAT")
SIXTY = "受注伝票を登録したときに在庫引当が二重に行われ出荷指示が重複して倉庫へ届くため手作業で突き合わせて取り消す必要がある案件"


def report(seen):
    checked = rules.run(seen)
    return completion_report(seen, measure(seen, checked.findings), checked)


def golden():
    source = Source("テスト.xlsx", "../テスト.xlsx", "2024-05-07 15:42", "a91f" * 16)
    return report(replace(g1.g1(settings=SETTINGS), sources=(source,)))


def full():
    """Names of sixty characters, more rows than a page has, a stamp, and an item nobody has decided about."""
    assert len(SIXTY) == 60
    defects = "\n".join(f"| D-{n:03} | {SIXTY} | high | open | 2024-06-10 |" for n in range(60))
    risks = "\n".join(f"| RK-{n:02} | {SIXTY} | high | open |" for n in range(9))
    tests = "\n".join(f"| T-{n:03} | R-{n:03} | blocked | D-{n:03} | 正常系 |" for n in range(60))
    requirements = "\n".join(f"| R-{n:03} | {SIXTY} | high |" for n in range(61))
    lessons = f"| 教訓 | {SIXTY} |\n| 再利用 | {SIXTY} |\n| 論点 | ほかの話 |"
    seen = situation(
        AS_OF,
        register("defect", f"| id | title | severity | status | fix_plan_date |\n{defects}"),
        register("risk", f"| id | title | severity | status |\n{risks}"),
        register("test", f"| id | requirement_id | result | defect_id | viewpoint |\n{tests}"),
        register("requirement", f"| id | title | severity |\n{requirements}"),
        register("meeting", f"| kind | description |\n{lessons}"),
        config=g1.config(name=SIXTY, phase="UAT"),
    )
    return replace(report(seen), stamp="参考値", stamp_reason="B9 消化推移の最終点と消化件数が一致しません（1と2）")


def empty():
    return report(situation(AS_OF))


def one():
    return report(situation(AS_OF, register("test", "| id | result |\n| T-1 | pass |"), config=SETTINGS))


CASES = {"g1": golden, "full": full, "empty": empty, "one": one}


def paragraphs(data):
    body = docx.Document(io.BytesIO(data)).element.body
    return ["".join(text.text or "" for text in paragraph.iter(qn("w:t"))) for paragraph in body.iter(qn("w:p"))]


def replace_basis(config, basis):
    return structs.replace(config, metrics=structs.replace(config.metrics, basis=basis))


def met(found):
    return {row.name: (row.actual, row.met) for row in found}


def judged(*registers, config=SETTINGS):
    seen = situation(AS_OF, *registers, config=config)
    return criteria(seen, measure(seen))


def test_the_criteria_of_g1():
    seen = g1.g1(settings=SETTINGS)
    found = criteria(seen, measure(seen))
    assert met(found) == {
        # metrics.md §8: passed 96 of 200, all passed in 3 of 22 requirements
        "テストの完了率": ("48.0%", "not_met"),
        "要件の充足率(全件OK)": ("13.6%", "not_met"),
        "重大な不具合の未解決": ("1件", "not_met"),
        # high and open: three of A社 in progress, two of B社 new; nobody wrote a workaround
        "重要度「高」の未解決に回避策": ("0/5件", "not_met"),
        "業務担当者の承認率": ("−", "unknown"),
        "トレーニングの受講率": ("", "unknown"),
        "移行の準備": ("", "unknown"),
        "稼働後の体制": ("", "unknown"),
    }
    assert criteria_line(found) == "8項目のうち ○0、△0、×4、未確認4"


def test_a_criterion_without_data_is_unknown_and_never_met():
    assert {row.met for row in judged()} == {"unknown"}


def test_what_was_reached_is_met():
    found = judged(
        register("test", "| id | result | requirement_id | approved_by |\n| T-1 | pass | R-1 | 紅葉 |"),
        register("requirement", "| id | title |\n| R-1 | 受注 |"),
        register("defect", "| id | title | severity | status |\n| D-1 | 停止 | critical | closed |"),
        register("training", "| owner | result |\n| 若葉 | pass |\n| 桜庭 | not_applicable |"),
    )
    assert [row.met for row in found] == ["met"] * 6 + ["unknown"] * 2


def test_rates_of_runs_are_judged_by_the_rate():
    tests = register("test", "| id | result | result_2 |\n| T-1 | fail | pass |\n| T-2 | not_run | |")
    by_runs = replace_basis(SETTINGS, "run")
    # T-1 was run twice, T-2 needs one run: 2 of 3
    assert met(judged(tests, config=by_runs))["テストの完了率"] == ("66.7%", "not_met")
    done = register("test", "| id | result | result_2 |\n| T-1 | fail | pass |")
    assert met(judged(done, config=by_runs))["テストの完了率"] == ("100.0%", "met")
    said = report(situation(AS_OF, tests, config=by_runs)).values()["done"]
    assert said[0]["text"] == "有効なテスト2件のうち1件を実施し、1件がOKです(消化率66.7%、完了率66.7%)。"


def test_open_defects_nobody_has_graded_leave_the_criterion_open():
    found = met(judged(register("defect", "| id | title | severity | status |\n| D-1 | 停止 | | open |")))
    assert found["重大な不具合の未解決"] == ("0件", "unknown")
    assert found["重要度「高」の未解決に回避策"] == ("未解決0件", "unknown")


TESTS = "| id | result | defect_id | requirement_id |\n| T-1 | pass | | R-1 |\n| T-2 | fail | D-1 | R-2 |"


def test_what_is_missing_for_known_reasons_only_is_partly_met():
    requirements = register("requirement", "| id | title |\n| R-1 | 受注 |\n| R-2 | 出荷 |")
    with_workaround = register(
        "defect", "| id | title | severity | status | action |\n| D-1 | 桁 | high | open | 手動対応で補う |"
    )
    found = met(judged(register("test", TESTS), with_workaround, requirements))
    assert found["テストの完了率"] == ("50.0%", "partly")
    assert found["要件の充足率(全件OK)"] == ("50.0%", "partly")
    assert found["重要度「高」の未解決に回避策"] == ("1/1件", "met")
    without = register("defect", "| id | title | severity | status | action |\n| D-1 | 桁 | high | open | 修正する |")
    found = met(judged(register("test", TESTS), without, requirements))
    assert found["テストの完了率"] == ("50.0%", "not_met")
    # a test that was never run has no such reason
    third = register("test", f"{TESTS}\n| T-3 | not_run | | R-2 |")
    assert met(judged(third, with_workaround, requirements))["要件の充足率(全件OK)"] == ("50.0%", "not_met")


@pytest.mark.parametrize(
    ("action", "decision", "manual", "said"),
    [
        ("運用回避とする", "", "", "運用回避とする"),
        ("修正する", "", "MW-1", "手動対応 突合せ"),
        ("修正する", "決定", "", "決定DC-1 暫定運用"),
        ("修正する", "判断待ち", "", None),  # only asked, not decided
        ("修正する", "決定（置換）", "", None),  # another one has taken its place
        ("修正する", "取消", "", None),
        ("", "", "", None),
    ],
)
def test_a_way_round_is_what_somebody_wrote(action, decision, manual, said):
    defects = register("defect", f"| id | title | status | action |\n| D-1 | 桁 | open | {action} |")
    others = []
    if decision:
        others.append(
            register("decision", f"| id | title | kind | related_id |\n| DC-1 | 暫定運用 | {decision} | D-1 |")
        )
    if manual:
        others.append(register("manual_work", f"| id | title | related_id |\n| {manual} | 突合せ | D-1 |"))
    seen = situation(AS_OF, defects, *others)
    assert way_round(seen.one("defect")[0], Context(seen)) == said


def test_what_stays_open_after_go_live_without_a_decision_comes_first():
    defects = register(
        "defect",
        """
        | id    | title | severity | status | fix_plan_date | action   |
        | D-001 | 甲    | critical | open   | 2024-05-20    |          |
        | D-002 | 乙    | low      | open   | 2024-06-10    |          |
        | D-003 | 丙    | high     | open   | 2024-06-10    | 運用回避 |
        | D-004 | 丁    | medium   | open   |               | 運用回避 |
        | D-005 | 戊    | medium   | open   |               |          |
        | D-006 | 己    | high     | closed |               |          |
        """,
    )
    seen = situation(AS_OF, defects, config=SETTINGS)  # go-live 6/3
    assert [(item.record.id, item.standing, item.exposed) for item in open_items(seen)] == [
        ("D-002", "ask", True),
        ("D-001", "before", False),
        ("D-003", "after", False),
        ("D-004", "round", False),
        ("D-005", "ask", False),
    ]


def test_the_shipped_template_comes_from_its_builder(tmp_path):
    made = tmp_path / "完了報告.docx"
    completion_document.build(made)
    once = made.read_bytes()
    completion_document.build(made)
    assert once == made.read_bytes()
    assert template.names(WORD) == template.names(made)


def test_the_template_asks_only_for_what_the_report_gives():
    assert [str(problem) for problem in soundness.check(WORD, FIELDS)] == []
    given = {name for made in CASES.values() for name in known_names(made().values())}
    assert {name for name in given if not name.endswith("[]")} - set(FIELDS) == set()
    assert {name for name in FIELDS if "[]" not in name} - given == set()


@pytest.mark.parametrize("case", CASES)
def test_office_finds_nothing_to_repair_and_nothing_of_the_template_is_left(case, tmp_path):
    data = word.fill(WORD, CASES[case]().values())
    (tmp_path / "c.docx").write_bytes(data)
    assert complaints(tmp_path / "c.docx") == []
    assert not [text for text in paragraphs(data) if "{{" in text or "{%" in text or "None" in text]


def test_every_section_is_there_also_when_nothing_was_read():
    for made in (golden(), empty()):
        document = docx.Document(io.BytesIO(word.fill(WORD, made.values())))
        headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
        assert headings == [
            "1 範囲",
            "2 実施した内容",
            "3 計画からの差異",
            "4 完了基準の評価",
            "5 阻害要因",
            "6 指標(最終値)",
            "7 残存リスク・未解決の不具合",
            "8 成果物一覧",
            "9 再利用できるもの",
            "10 教訓",
            "11 承認",
            "付録A 指標の定義",
            "付録B 要件×テスト",
        ]


def test_g1_in_words():
    said = paragraphs(word.fill(WORD, golden().values()))
    # 96 OK and 14 NG of 200
    assert "有効なテスト200件のうち110件を実施し、96件がOKです(消化率55.0%、完了率48.0%)。" in said
    assert "不具合を34件検出し、13件を完了しました(残り21件)。" in said
    assert "要件22件のうちテストあり20件(90.9%)、全件OK3件(13.6%)、未検証2件、弱い要件7件" in said
    # 220 tests were written, 12 are 対象外, 8 were taken out
    at = said.index("テスト件数")
    assert said[at : at + 4] == ["テスト件数", "220件", "200件", "▲20件(対象外12、取下8)"]
    at = said.index("R-21")
    assert said[at + 1 : at + 4] == ["要件その21", "−", "未検証"]
    assert "データなし: リスクの表がありません" in said


def test_the_numbers_are_those_of_the_metrics():
    made = golden()
    rows = {row["name"]: row for row in made.values()["figures"]}
    assert rows["消化率"]["text"] == made.metrics["execution_rate"].text == "55.0%"
    assert rows["消化率"]["parts"] == "110/200"
    assert rows["初回合格率"] == {
        "name": "初回合格率",
        "text": "−",
        "parts": "−",
        "reason": made.metrics["first_pass_rate"].reason,
    }


def test_what_only_people_can_write_is_asked_for_and_taken_from_the_memos():
    asked = golden()
    assert asked.missing[-2:] == ("再利用できるもの", "教訓")
    assert any("【要確認】教訓を記入してください" in text for text in paragraphs(word.fill(WORD, asked.values())))
    assert full().lessons == full().reuse == (SIXTY,)
    assert not {"再利用できるもの", "教訓"} & set(full().missing)


def test_a_stamp_is_in_the_title_and_on_every_page():
    data = word.fill(WORD, full().values())
    assert "【参考値】UAT完了報告" in paragraphs(data)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        headers = [package.read(name).decode() for name in package.namelist() if "word/header" in name]
    assert any("【参考値】" in header for header in headers)


def test_tables_are_whole_and_their_heading_rows_are_marked():
    data = word.fill(WORD, full().values())
    said = paragraphs(data)
    # an open defect stands among the blockers and the open items; all sixty, the last of each
    assert said.count("D-059") == 2
    body = docx.Document(io.BytesIO(data)).element.body
    tables = list(body.iter(qn("w:tbl")))
    marked = [table for table in tables if list(table.iter(qn("w:tblHeader")))]
    assert len(tables) - len(marked) == 1  # the facts of 範囲 have labels instead


@pytest.mark.office
def test_it_prints(tmp_path):
    (tmp_path / "c.docx").write_bytes(word.fill(WORD, full().values()))
    assert pages(tmp_path / "c.docx", tmp_path) > 3


def test_the_end_of_a_phase_that_is_done_is_its_last_day():
    tests = register(
        "test", "| id | executed_date | result |\n| T-1 | 2024-04-22 | pass |\n| T-2 | 2024-05-16 | pass |"
    )
    rows = {row.name: row for row in report(situation(AS_OF, tests, config=SETTINGS)).differences}
    assert rows["開始日"].difference == "±0営業日"
    assert (rows["終了日"].done, rows["終了日"].difference) == ("2024/05/16(木)", "▲1営業日")  # planned for 5/17

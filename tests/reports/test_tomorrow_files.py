"""The written 明日の準備: one page, whatever the project holds, each count traceable."""

import io
import re
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from pmo_xl import rules
from pmo_xl.metrics.catalogue import measure
from pmo_xl.render import soundness, template, xlsx
from pmo_xl.render.tags import known_names
from pmo_xl.reports.fields.tomorrow import FIELDS
from pmo_xl.reports.meetings import Meeting
from pmo_xl.reports.tomorrow import tomorrow_report
from pmo_xl.reports.tomorrow_lists import ROWS
from pmo_xl.resources import template as shipped
from tests.make import tomorrow_template
from tests.metrics import g1
from tests.support.build import register, situation
from tests.support.office import complaints, pages

EXCEL = shipped("明日の準備.xlsx")
CELLS = {asked.name: asked.where for asked in reversed(template.names(EXCEL))}
SIXTY = "受注伝票を登録したときに在庫引当が二重に行われ出荷指示が重複して倉庫へ届くため手作業で突き合わせて取り消す必要がある案件"


def report(seen):
    checked = rules.run(seen)
    return tomorrow_report(seen, measure(seen, checked.findings), checked)


def golden():
    return report(g1.g1(settings=g1.config(name="基幹システム刷新", phase="UAT")))


def full():
    """Every list one longer than the page allows, every name sixty characters long, and a stamp."""
    assert len(SIXTY) == 60
    tests = "\n".join(
        f"| T-{n:03} | {SIXTY} | 2024-05-08 | blocked | D-{n:03} | {SIXTY} |" for n in range(ROWS["tests"] + 1)
    )
    defects = "\n".join(
        f"| D-{n:03} | {SIXTY} | critical | open | 2024-05-07 | 株式会社サンプルシステムズ関東第二開発部 |"
        for n in range(ROWS["tests"] + 1)
    )
    issues = "\n".join(f"| K-{n:03} | {SIXTY} | high | waiting | 2024-05-08 | {SIXTY} |" for n in range(8))
    seen = situation(
        "2024-05-07",
        register("test", f"| id | title | planned_date | result | defect_id | tester |\n{tests}"),
        register("defect", f"| id | title | severity | status | fix_plan_date | vendor |\n{defects}"),
        register("issue", f"| id | title | severity | status | due_date | owner |\n{issues}"),
        config=g1.config(name=SIXTY, phase="UAT"),
    )
    made = report(seen)
    place = made.planned[0].test.place("id")
    away = tuple(f"{SIXTY[:20]}(休暇)" for _ in range(5))
    meeting = Meeting(date(2024, 5, 8), "13:00〜14:00", SIXTY, SIXTY, (SIXTY,) * 12, away, SIXTY, True, place)
    return replace(
        made,
        stamp="参考値",
        stamp_reason=f"B9 消化推移の最終点と消化件数が一致しません（109と110）{SIXTY}",
        meetings=(meeting,) * (ROWS["meetings"] + 1),
    )


def empty():
    return report(situation("2024-05-07"))


def one():
    return report(situation("2024-05-07", register("test", "| id | planned_date |\n| T-1 | 2024-05-08 |")))


def without_columns():
    """Tests that have an id and nothing else, issues without a due date."""
    return report(situation("2024-05-07", register("test", "| id |\n| T-1 |"), register("issue", "| id |\n| K-1 |")))


CASES = {"g1": golden, "full": full, "empty": empty, "one": one, "columns": without_columns}


def book_of(made):
    return openpyxl.load_workbook(io.BytesIO(xlsx.fill(EXCEL, made.values(CELLS))))


def said_on(page):
    return {str(cell.value) for row in page.iter_rows() for cell in row if cell.value is not None}


def test_the_shipped_template_comes_from_its_builder(tmp_path):
    tomorrow_template.build(tmp_path / "once.xlsx")
    tomorrow_template.build(tmp_path / "twice.xlsx")
    assert (tmp_path / "once.xlsx").read_bytes() == (tmp_path / "twice.xlsx").read_bytes()
    assert template.names(EXCEL) == template.names(tmp_path / "once.xlsx")


def test_the_template_asks_only_for_what_the_report_gives():
    assert [str(problem) for problem in soundness.check(EXCEL, FIELDS)] == []


def test_every_value_is_a_field_with_its_meaning():
    given = {name for make in CASES.values() for name in known_names(make().values(CELLS))}
    assert {name for name in given if not name.endswith("[]")} - set(FIELDS) == set()
    assert {name for name in FIELDS if "[]" not in name} - given == set()


@pytest.mark.parametrize("case", CASES)
def test_office_finds_nothing_to_repair(case, tmp_path):
    path = tmp_path / "t.xlsx"
    path.write_bytes(xlsx.fill(EXCEL, CASES[case]().values(CELLS)))
    assert complaints(path) == []


@pytest.mark.parametrize("case", CASES)
@pytest.mark.office
def test_the_report_is_one_page(case, tmp_path):
    made = book_of(CASES[case]())
    for name in made.sheetnames[1:]:  # the lists behind it are taken out before printing
        del made[name]
    made.save(tmp_path / "t.xlsx")
    assert pages(tmp_path / "t.xlsx", tmp_path) == 1


@pytest.mark.parametrize("case", CASES)
def test_nothing_of_the_template_and_of_the_program_is_left(case):
    for sheet in book_of(CASES[case]()):
        assert not [text for text in said_on(sheet) if "{{" in text or re.search(r"\bNone\b", text)]


def test_the_same_report_is_the_same_bytes():
    assert xlsx.fill(EXCEL, golden().values(CELLS)) == xlsx.fill(EXCEL, golden().values(CELLS))


def test_what_is_not_there_is_said():
    said = said_on(book_of(empty())["明日の準備"])
    assert {
        "明日の準備 5/8(水)",
        "データなし: テストの表がありません",
        "データなし: 会議の表・議事メモがありません",
        "本日までの未了はありません",
        "期限の来るものはありません",
        "回答待ちの依頼はありません",
    } <= said


def test_lists_that_are_cut_say_how_many_are_left_and_stand_whole_behind():
    book = book_of(full())
    said = said_on(book["明日の準備"])
    # thirteen tests, of which twelve fit; thirteen defects undone of which seven; five meetings; eight issues
    assert {"他1件(別紙 明細)", "他6件(別紙 明細)"} <= said
    assert any(text.startswith("【参考値】明日の準備") for text in said)
    ids = [cell.value for cell in book["明細"]["B"]]
    assert [name for name in ids if str(name).startswith("T-")] == [f"T-{n:03}" for n in range(13)]


def test_the_lists_behind_name_everything_that_waits():
    issues = register("issue", "| id | title | status | due_date |\n| K-001 | 課題 | open | 2024-05-07 |")
    todos = register("todo", "| id | title | status | related_id |\n| A-001 | 依頼 | open | K-001 |", sheet="ToDo")
    book = book_of(report(situation("2024-05-07", issues, todos)))
    assert "ToDo1件が待つ" in said_on(book["明日の準備"])
    assert "ToDo A-001" in said_on(book["明細"])


def test_every_count_of_the_page_leads_to_its_records():
    book = book_of(golden())
    rows = [row for row in book["根拠"].iter_rows(min_row=5, values_only=True) if str(row[0]).startswith("N")]
    found = {row[2]: row for row in rows}
    # metrics.md §8: T-129 to T-137 are planned for 5/8; K-001 … K-008 and the defects of B社 are due by today
    assert (found["明日のテスト"][4], found["明日のテスト"][8]) == (9, "T-129〜T-137")
    undone = found["本日までの未了"]
    assert undone[4] == 31
    sheet, _, cell = undone[1].split()[0].partition("!")
    assert str(book[sheet][cell].value).endswith("31件")


@pytest.mark.parametrize("case", ["g1", "full"])
def test_every_row_of_the_evidence_leads_to_a_cell_that_holds_its_number(case):
    book = book_of(CASES[case]())
    rows = [
        row
        for row in book["根拠"].iter_rows(min_row=5, values_only=True)
        if re.fullmatch(r"N\d+", str(row[0])) and row[1]
    ]
    places = [row[1].split()[0].rpartition("!") for row in rows]
    assert {sheet for sheet, _, _ in places} == {"明日の準備"}
    for (sheet, _, cell), row in zip(places, rows, strict=True):
        assert str(row[3]).removesuffix("件") in str(book[sheet][cell].value), row


def test_the_reasons_of_the_conclusion_lead_to_the_tests_they_stop():
    tests = register(
        "test",
        """
        | id    | planned_date | executed_date | result | depends_on | tester |
        | T-001 | 2024-05-02   | 2024-05-02    | fail   |            | 若葉   |
        | T-002 | 2024-05-08   |               |        | T-001      | 若葉   |
        | T-003 | 2024-05-08   |               |        | T-001      | 若葉   |
        | T-004 | 2024-05-08   |               | hold   |            | 若葉   |
        """,
    )
    made = report(situation("2024-05-07", tests))
    assert made.values()["headline"]["cause"] == "理由は先行テストの未合格2件、その他1件です。"
    rows = {row["name"]: (row["value"], row["ids"]) for row in made.values()["evidence"]}
    assert rows["開始できない理由 先行テストの未合格"] == (2, "T-002、T-003")
    assert rows["開始できない理由 その他"] == (1, "T-004")


def test_what_stands_in_a_cell_stays_text():
    tests = register(
        "test",
        """
        | id    | title         | planned_date | tester |
        | T-001 | =HYPERLINK(1) | 2024-05-08   | 若葉   |
        | T-002 | {{ title }}   | 2024-05-08   | 若葉   |
        """,
    )
    book = book_of(report(situation("2024-05-07", tests)))
    cells = [cell for row in book["明細"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value == "=HYPERLINK(1)"} == {"s"}
    assert "{{ title }}" in said_on(book["明日の準備"])

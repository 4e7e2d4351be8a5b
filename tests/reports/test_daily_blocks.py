"""The smaller blocks of the page: vendors, decisions, events, ids in few words, texts that fit their line."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_xl.metrics.catalogue import measure
from pmo_xl.model.grid import Grid
from pmo_xl.model.ids import split_ids
from pmo_xl.model.kept import Kept
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.model.table import Table
from pmo_xl.reports.common import cut, fitted, moment, origins
from pmo_xl.reports.daily import daily_report
from pmo_xl.reports.decisions import decisions_wanted
from pmo_xl.reports.details import tests_today as ran_or_planned
from pmo_xl.reports.escalation import escalation_list
from pmo_xl.reports.folding import fold_ids, fold_in_parts, fold_rows
from pmo_xl.reports.printed import Printed, on_page
from pmo_xl.reports.today import next_events, todays_events
from pmo_xl.reports.vendor_evidence import vendor_evidence
from pmo_xl.reports.vendors import vendor_rows
from pmo_xl.rules import run
from pmo_xl.situation import Source
from tests.metrics import g1
from tests.support.build import register, situation

AS_OF = "2024-05-07"


def by_vendor(*rows):
    names = ("vendor", "previous", "new", "transferred", "closed", "open", "overdue_fix")
    return {"by_vendor": Metric("by_vendor", 0, "", "", rows=tuple(dict(zip(names, row, strict=True)) for row in rows))}


def test_vendors_stand_by_what_they_still_have_and_the_sixth_is_summed():
    rows = [(f"{letter}社", 1, 1, 0, 1, count, 0) for count, letter in enumerate("ABCDEFG")]
    shown = vendor_rows(by_vendor(*rows))
    assert [row.vendor for row in shown] == ["G社", "F社", "E社", "D社", "C社", "その他(2社)", "合計"]
    assert shown[-2].open == 0 + 1
    assert shown[-1].open == sum(range(7))


def test_five_vendors_leave_nobody_over():
    shown = vendor_rows(by_vendor(*[(f"{letter}社", 0, 0, 0, 0, 1, 0) for letter in "ABCDE"]))
    assert [row.vendor for row in shown] == ["A社", "B社", "C社", "D社", "E社", "合計"]


def test_a_defect_nobody_has_is_named_as_such():
    assert vendor_rows(by_vendor(("", 1, 0, 0, 0, 1, 0)))[0].vendor == "担当未定"


def test_without_an_earlier_state_a_sum_is_not_invented():
    shown = vendor_rows(by_vendor(("A社", None, 2, None, 0, 2, 0), ("B社", 1, 0, 0, 0, 1, 0)))
    assert shown[-1].previous is None
    assert shown[-1].open == 3


@pytest.mark.parametrize(
    ("unread", "said"),
    [(("課題.xls", "壊れた.xlsx"), "読めないブック2冊を含みません: 課題.xls、壊れた.xlsx"), ((), "")],
)
def test_a_page_says_which_workbooks_it_lacks(unread, said):
    seen = replace(situation("2024-05-07"), unread=unread)
    checked = run(seen)
    assert daily_report(seen, measure(seen, checked.findings), checked).values()["stamp_reason"] == said


def test_a_vendors_line_adds_up_also_when_a_defect_came_back():
    counts = {"vendor": "A社", "previous": 17, "new": 1, "transferred": -1, "closed": 3, "reopened": 2, "open": 16}
    figure = Metric("by_vendor", 16, "16件", "", rows=(counts | {"overdue_fix": 0},))
    row, _ = vendor_rows({"by_vendor": figure})
    assert row.previous + row.new - row.closed + row.moved == row.open
    lines = vendor_evidence(situation(AS_OF), {"by_vendor": figure}, [row])
    assert next(line.formula for line in lines if line.value == 16) == "前回残17+新規1−完了3−移管1+再開2=16"


def test_a_pending_decision_asks_for_itself_and_counts_the_tests_that_wait():
    decisions = register(
        "decision",
        """
        | id    | title              | kind     | decided_by | due_date   | related_id | impact       |
        | C-001 | 修正を夜間に入れる | 判断待ち | 業務部長   | 2024-05-08 | D-001      |              |
        | C-002 | 帳票を次期に送る   | 判断待ち |            |            |            | 月45時間増加 |
        | C-003 | もう決めた         | 決定     | 業務部長   | 2024-05-01 |            |              |
        """,
    )
    defects = register("defect", "| id | title | status |\n| D-001 | 受注が落ちる | open |")
    tests = register(
        "test",
        """
        | id    | result  | defect_id | depends_on |
        | T-001 | blocked | D-001     |            |
        | T-002 | not_run |           | T-001      |
        | T-003 | pass    | D-001     |            |
        """,
    )
    first, second = decisions_wanted(situation(AS_OF, decisions, defects, tests))
    assert (first.what, first.who, first.until) == ("修正を夜間に入れる", "業務部長様", date(2024, 5, 8))
    assert first.otherwise == "テスト2件が待ちになります"  # T-001 and, after it, T-002; T-003 has passed
    assert (second.who, second.until, second.otherwise) == (None, None, "月45時間増加")


def test_an_escalated_issue_that_a_pending_decision_names_is_asked_once():
    issues = register(
        "issue",
        """
        | id    | title        | status | severity | due_date   |
        | K-001 | 受注が止まる | open   | high     | 2024-04-26 |
        """,
    )
    decisions = register(
        "decision",
        """
        | id    | title        | kind     | decided_by | due_date   | related_id |
        | C-001 | 手作業で回す | 判断待ち | 業務部長   | 2024-05-08 | K-001      |
        """,
    )
    seen = situation(AS_OF, issues, decisions)
    items = escalation_list(seen, {}).items
    assert [item.id for item in items] == ["K-001"]
    assert [wanted.what for wanted in decisions_wanted(seen, items)] == ["手作業で回す"]
    alone = situation(AS_OF, issues)
    items = escalation_list(alone, {}).items
    assert [wanted.what for wanted in decisions_wanted(alone, items)] == ["受注が止まる(K-001)"]


def test_a_deadline_keeps_the_time_of_day_its_cell_has():
    grid = Grid("決定.xlsx", "一覧", [["t", "k", "d"], ["適用する", "判断待ち", datetime(2024, 5, 8, 12)]])
    columns = {"title": 1, "kind": 2, "due_date": 3}
    table = Table("decision", grid, (1,), columns, {}, record_rows=(2,))
    record = Record(table, 2, {"title": "適用する", "kind": "判断待ち", "due_date": date(2024, 5, 8)})
    seen = situation(AS_OF, Register("decisions", "decision", (record,), (table,)))
    assert decisions_wanted(seen)[0].until == datetime(2024, 5, 8, 12)


def test_a_correction_of_reported_figures_comes_first():
    from pmo_xl.model.finding import Finding
    from pmo_xl.model.place import Place

    finding = Finding("H-004", "warning", Place("テスト.xlsx", "一覧", 5), "5/2に報告した消化94件が現在は93件です。")
    assert todays_events(situation(AS_OF), {}, [finding])[0] == "5/2に報告した消化94件が現在は93件です。"


def test_a_correction_stands_on_the_page_without_ids_and_on_the_sheets_with_them():
    seen = g1.g1()
    checked = run(seen)
    row = {"date": date(2024, 5, 2), "name": "消化", "reported": 94, "now": 93, "ids": ["T-005"]}
    known = measure(seen, checked.findings) | {"corrections": Metric("corrections", 1, "1件", "", rows=(row,))}
    values = daily_report(seen, known, checked).values()
    assert values["events"][0]["text"] == "・訂正 5/2に報告した消化94→93件"
    assert values["all_lines"][0] == {"block": "本日", "text": "訂正 5/2に報告した消化94→93件(T-005)"}
    behind = {each["name"]: each["text"] for each in values["evidence"]}
    assert (behind["訂正 消化(報告)"], behind["訂正 消化(現在)"]) == ("94", "93")


def test_tests_moved_since_the_last_kept_state_are_told_with_their_new_day():
    tests = register(
        "test",
        """
        | id    | planned_date | result  |
        | T-001 | 2024-05-09   | not_run |
        | T-002 | 2024-05-07   | not_run |
        """,
    )
    rows = tuple({"id": f"T-00{n}", "planned_date": "2024-05-07"} for n in (1, 2))
    seen = situation(AS_OF, tests, kept=[Kept(date(2024, 5, 2), {"tests": rows})])
    told = todays_events(seen, {"executed_today": Metric("executed_today", 0, "0件", "")}, [])
    assert "本日計画の未実施1件(新しい予定日は未記入)" in told
    assert "本日計画からの延期1件(5/9へ1件)" in told


def test_what_is_written_twice_counts_once_also_among_the_events():
    tests = register(
        "test",
        """
        | id    | planned_date | executed_date | result |
        | T-001 | 2024-05-07   |               |        |
        | t-001 | 2024-05-07   |               |        |
        | T-002 | 2024-05-08   |               |        |
        | T-002 | 2024-05-08   |               |        |
        """,
    )
    seen = situation("2024-05-07", tests)
    assert "本日計画の未実施1件(新しい予定日は未記入)" in todays_events(seen, measure(seen), [])
    assert next_events(seen, ())[1] == ("テスト計画1件、ほか未消化の持越し1件",)
    assert [test.id for test in ran_or_planned(seen)] == ["T-001"]


def test_tomorrow_is_the_next_working_day_and_tells_what_is_due_on_it():
    issues = register(
        "issue",
        """
        | id    | status | due_date   |
        | K-001 | open   | 2024-05-11 |
        | K-002 | closed | 2024-05-13 |
        """,
    )
    defects = register(
        "defect",
        """
        | id    | status      | vendor | fix_plan_date |
        | D-001 | in_progress | A社    | 2024-05-13    |
        """,
    )
    meetings = register("meeting", "| title | next_at |\n| テスト定例 | 2024/05/13 10:00 |")
    day, lines = next_events(situation("2024-05-10", issues, defects, meetings), ())
    assert day == date(2024, 5, 13)  # a Friday's tomorrow is Monday
    # K-001 is due on Saturday the 11th, which moves to Monday
    assert lines == ("会議 テスト定例 10:00", "不具合の修正予定 1件(A社1件)", "課題の期限 1件")


@pytest.mark.parametrize(
    ("ids", "folded"),
    [
        (["T-001", "T-002", "T-003"], "T-001〜T-003"),
        (["T-001", "T-002"], "T-001、T-002"),
        (["T-009", "T-010", "T-011", "T-013"], "T-009〜T-011、T-013"),
        (["T-99", "T-100", "T-101"], "T-99、T-100、T-101"),  # other widths are other numberings
        (["A-1", "B-2", "B-3", "B-4"], "A-1、B-2〜B-4"),
        ([], ""),
    ],
)
def test_ids_are_folded_into_ranges(ids, folded):
    assert fold_ids(ids) == folded


def test_a_long_list_of_ids_is_cut_where_asked():
    assert fold_ids(["T-001", "T-003", "T-005"], longest=11) == "T-001、T-003…"
    assert fold_ids(["T-001", "T-003"], longest=11) == "T-001、T-003"


def test_cells_are_folded_by_their_rows():
    assert fold_rows("A", [2, 3, 4, 7, 9, 10]) == "A2〜A4、A7、A9〜A10"
    assert fold_rows("AB", [9, 10, 11]) == "AB9〜AB11"  # also where a digit is added
    assert fold_rows("C", [5]) == "C5"


def test_a_long_list_is_folded_in_parts_that_say_all_of_it():
    ids = [f"T-{number:03}" for number in range(1, 200, 2)]
    parts = list(fold_in_parts(ids, 60))
    assert sum(count for _, count in parts) == len(ids)
    assert "、".join(text for text, _ in parts) == "、".join(ids)


@given(st.lists(st.integers(1, 60), unique=True, max_size=40))
def test_folded_ids_say_exactly_the_ids_they_were_made_of(numbers):
    ids = [f"T-{number:03}" for number in numbers]
    assert list(split_ids(fold_ids(ids))) == ids


@given(st.text(max_size=80), st.integers(12, 40))
def test_a_cut_text_has_at_most_its_characters(text, limit):
    assert len(cut(text, limit)) <= limit
    if len(" ".join(text.split())) <= limit:
        assert cut(text, limit) == " ".join(text.split())


def test_no_text_is_cut_below_twelve_characters():
    assert cut("あ" * 20, 5) == "あ" * 11 + "…"


def test_half_width_characters_take_half_a_place():
    assert fitted("A" * 20, 10) == "A" * 20
    assert fitted("あ" * 11, 10) == "あ" * 9 + "…"


def test_a_day_without_time_says_only_the_day():
    assert moment(date(2024, 5, 7), None) == "2024/05/07(火)現在"


def test_sources_that_do_not_fit_are_counted():
    sources = [Source(f"管理表{n}.xlsx", "", "2024-05-07 15:42", f"a91{n}ff") for n in range(5)]
    assert origins(sources[:1]) == "出典:管理表0.xlsx 05/07 15:42 #a910"
    assert origins(sources, ems=40).endswith(" 他3冊(根拠)")


def test_a_number_is_found_in_its_words_and_not_inside_another_number():
    printed = (
        Printed("load_ratio", "負荷率", "信号", "signals.progress.reason", "負荷率{}"),
        Printed("remaining", "残件数", "総合", "headline.outcome", "残りは{}"),
        Printed("overdue", "期限超過", "③", "figures.third.note"),
    )
    metrics = {
        "load_ratio": Metric("load_ratio", 0.993, "99.3%", ""),
        "remaining": Metric("remaining", 4, "4件", ""),
        "overdue": Metric("overdue", 4, "4件", ""),
    }
    page = {
        "headline": {"outcome": "残りは24件です。"},
        "signals": {"progress": {"reason": "日別0.1、負荷率99.3%"}},
        "figures": {"third": {"note": "24件、▲4件"}},
    }
    assert [(row.name, row.field) for row in on_page(printed, metrics, page)] == [("負荷率", "signals.progress.reason")]

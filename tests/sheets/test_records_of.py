"""From the rows of a table to records: what each field says, what is reported, what is worked out."""

from datetime import date

import pytest

from pmo_xl.model.grid import Area, Grid, SheetFacts, Validation
from pmo_xl.model.table import Table
from pmo_xl.sheets.records_of import read_table
from tests.support.sheet import rows_of, sheet


def table(kind, text, *, facts=None, header_rows=1, **more):
    """A table whose headings are field names: what is tested here comes after the headings."""
    rows = rows_of(text)
    fields = [str(name) for name in rows[header_rows - 1]]
    numbers = {name: number for number, name in enumerate(fields, 1) if name != "None"}
    grid = Grid("台帳.xlsx", "一覧", rows, facts or SheetFacts())
    more.setdefault("record_rows", tuple(range(header_rows + 1, len(rows) + 1)))
    return Table(kind, grid, (header_rows,), numbers, {number: name for name, number in numbers.items()}, **more)


def column(read, field):
    return [record.get(field) for record in read.records]


def test_a_row_becomes_a_record_that_points_at_its_cells():
    issues = sheet("""
        | 課題ID | 課題名         | 状態   | 期限       | 担当者 |
        | K-001  | 受注が止まる   | 対応中 | 2024/04/30 | 山田   |
        | K-002  | 帳票が出ない   | 完了   | R6.5.7     | -      |""")
    first, second = issues
    assert (issues.kind, first.id, first.title, first.status, first.due_date, first.owner) == (
        "issue", "K-001", "受注が止まる", "in_progress", date(2024, 4, 30), "山田",
    )  # fmt: skip
    assert (second.due_date, second.owner) == (date(2024, 5, 7), None)
    assert first.place("due_date").cell == "D2"
    (odd,) = issues.oddities
    assert (odd.what, odd.row, odd.field, odd.text, odd.meaning) == (
        "text_date", 3, "due_date", "R6.5.7", date(2024, 5, 7),
    )  # fmt: skip
    assert odd.table is first.table


def test_in_a_test_table_with_two_numbers_the_test_id_is_the_id():
    read = read_table(table("test", """
        | id | test_case_id | result |
        | 1  | T-010        | OK     |
        | 2  |              |        |"""))  # fmt: skip
    assert column(read, "id") == ["T-010", None]
    assert column(read, "result") == ["pass", "not_run"]


def test_the_last_filled_round_is_the_verdict():
    read = read_table(table("test", """
        | id | result | executed_date | result_2 | executed_date_2 |
        | T1 | NG     | 2024/04/22    | OK       | 2024/04/24      |
        | T2 | NG     | 2024/04/22    |          |                 |
        | T3 |        |               |          |                 |"""))  # fmt: skip
    assert column(read, "verdict") == ["pass", "fail", "not_run"]
    assert column(read, "verdict_date") == [date(2024, 4, 24), date(2024, 4, 22), None]


def test_without_a_state_column_what_has_a_closing_day_is_closed():
    read = read_table(table("issue", """
        | id  | title | closed_date |
        | K-1 | あ    | 2024/05/07  |
        | K-2 | い    |             |
        | K-3 | う    | 済          |
        | K-4 | え    | 2/30        |
        | K-5 | お    | 未定        |"""))  # fmt: skip
    assert column(read, "status") == ["closed", "open", "closed", "closed", "open"]
    assert read.table.synthetic == {"status"}
    assert not read.table.has("status")
    assert "状態の列がないため、C列「closed_date」が入っているものを完了とみなしました" in read.table.notes


def test_section_rows_name_the_category_below_them():
    read = read_table(table("test", """
        | id         | title |
        | 【ログイン】 |       |
        | T-1        | あ    |
        | ■登録      |       |
        | T-2        | い    |""",
        record_rows=(3, 5), section_rows=(2, 4), sections={2: "【ログイン】", 4: "■登録"}))  # fmt: skip
    assert column(read, "category") == ["ログイン", "登録"]


def test_blank_categories_mean_as_above_but_people_and_days_never_do():
    read = read_table(table("test", """
        | id  | category | screen | tester | planned_date |
        | T-1 | 登録     | 受注   | 山田   | 2024/05/07   |
        | T-2 |          |        |        |              |
        | T-3 | 更新     |        | 佐藤   |              |"""))  # fmt: skip
    assert column(read, "category") == ["登録", "登録", "更新"]
    assert column(read, "screen") == ["受注", "受注", "受注"]
    assert column(read, "tester") == ["山田", None, "佐藤"]
    assert column(read, "planned_date") == [date(2024, 5, 7), None, None]


def test_who_writes_the_category_out_each_time_leaves_it_blank_on_purpose():
    read = read_table(table("issue", """
        | id  | category |
        | K-1 | 業務     |
        | K-2 | 業務     |
        | K-3 |          |"""))  # fmt: skip
    assert column(read, "category") == ["業務", "業務", None]


def test_a_section_ends_what_as_above_means():
    read = read_table(table("test", """
        | id  | category |
        | T-1 | 登録     |
        | T-2 |          |
        | ■x  |          |
        | T-3 |          |""", record_rows=(2, 3, 5), section_rows=(4,)))  # fmt: skip
    assert column(read, "category") == ["登録", "登録", None]


def test_a_merged_state_speaks_for_all_its_rows_a_merged_person_does_not():
    facts = SheetFacts(merges=(Area(2, 2, 3, 2), Area(2, 3, 3, 3)))
    read = read_table(table("issue", """
        | id  | status | owner |
        | K-1 | 完了   | 山田  |
        | K-2 |        |       |""", facts=facts))  # fmt: skip
    assert column(read, "status") == ["closed", "closed"]
    assert column(read, "owner") == ["山田", None]


def test_a_value_may_stand_in_any_column_below_a_wide_heading():
    facts = SheetFacts(merges=(Area(1, 1, 1, 3), Area(1, 4, 1, 5)))
    rows = [["件名", None, None, "状態", None], [None, "受注が止まる", None, None, "完了"]]
    grid = Grid("方眼紙.xlsx", "一覧", rows, facts)
    wide = Table("issue", grid, (1,), {"title": 1, "status": 4}, {1: "件名", 4: "状態"}, record_rows=(2,))
    (record,) = read_table(wide).records
    assert (record.title, record.status) == ("受注が止まる", "closed")


def test_a_record_over_several_rows_joins_its_texts():
    read = read_table(table("test", """
        | id  | steps      | expected     | result |
        | T-1 | 画面を開く | 表示される   |        |
        |     | 登録を押す | 登録される   | OK     |
        | T-2 | 閉じる     | 終了する     | NG     |""",
        record_rows=(2, 4), continued={2: (3,)}))  # fmt: skip
    assert column(read, "steps") == ["画面を開く\n登録を押す", "閉じる"]
    assert column(read, "expected") == ["表示される\n登録される", "終了する"]
    assert column(read, "result") == ["pass", "fail"]


def test_error_cells_and_unsaved_formulas_are_blank_and_reported_in_reading_order():
    facts = SheetFacts(errors={(3, 2): "#REF!", (9, 1): "#N/A"}, uncached=frozenset({(2, 3)}))
    read = read_table(table("issue", """
        | id  | title | due_date |
        | K-1 | あ    |          |
        | K-2 | #REF! |          |""", facts=facts))  # fmt: skip
    assert column(read, "title") == ["あ", None]
    assert [(odd.what, odd.row, odd.field, odd.text) for odd in read.oddities] == [
        ("uncached", 2, "due_date", ""),
        ("error", 3, "title", "#REF!"),
    ]
    assert read.table.notes == (
        "B3がエラー（#REF!）のため、空欄として扱いました",
        "C2は数式の値が保存されていません。Excelで開いて保存してください",
    )


def test_the_drop_down_list_of_a_column_gives_its_words():
    facts = SheetFacts(validations=(Validation((Area(2, 2, 100, 2),), ("受付", "社内作業", "検収OK")),))
    read = read_table(table("issue", """
        | id  | status   |
        | K-1 | 社内作業 |
        | K-2 | 検収OK   |""", facts=facts))  # fmt: skip
    assert column(read, "status") == ["in_progress", "closed"]
    assert read.table.vocabulary == {"status": {"社内作業": "in_progress", "検収OK": "closed"}}


def test_the_words_of_pmo_toml_win_also_in_later_rounds():
    given = {"result": {"pass": ["対応なし"]}}
    read = read_table(table("test", """
        | id  | result | result_2 |
        | T-1 | NG     | 対応なし |"""), given=given)  # fmt: skip
    assert column(read, "verdict") == ["pass"]


@pytest.mark.parametrize("held_at", ["2024/05/07（火） 13:00〜14:00", "令和6年5月7日(火) 13:00", date(2024, 5, 7)])
def test_next_week_in_a_memo_counts_from_its_meeting(held_at):
    rows = [["日時", held_at], ["場所", "第1会議室"], ["内容", "期限"], ["連絡する", "来週金"], ["調べる", "5/9"]]
    grid = Grid("議事メモ.xlsx", "定例", rows)
    head = {"held_at": (1, 2), "place": (2, 2)}
    columns = {"description": 1, "due_date": 2}
    memo = Table("meeting", grid, (3,), columns, {1: "内容", 2: "期限"}, record_rows=(4, 5), head=head)
    read = read_table(memo, near=date(2030, 1, 1))
    assert column(read, "due_date") == [date(2024, 5, 17), date(2024, 5, 9)]
    assert column(read, "place") == ["第1会議室", "第1会議室"]
    assert str(read.records[0].held_at)[:4] in ("2024", "令和6年")


def test_the_place_of_a_meeting_does_not_hide_where_a_record_stands():
    read = read_table(table("meeting", """
        | title | place  |
        | 定例  | 会議室 |"""))  # fmt: skip
    (record,) = read.records
    assert record.get("place") == "会議室"
    assert record.place("title").cell == "A2"


def test_a_table_without_records_is_read_too():
    read = read_table(table("issue", "| id | title | status | due_date |"))
    assert read.records == ()
    assert read.oddities == ()


@pytest.mark.parametrize("kind", ["issue", "test", "todo", "roster", "holiday", "meeting", "other"])
def test_every_kind_can_hold_a_row_of_blanks(kind):
    read = read_table(table(kind, "| id | title |\n| | |", record_rows=(2,)))
    assert read.records[0].id is None

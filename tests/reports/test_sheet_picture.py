"""A drawn sheet: what a person sees in Excel, what was understood beside it, and how much of it is drawn."""

from datetime import date

from pmo_xl.model.grid import Area, Grid, SheetFacts
from pmo_xl.reports.sheet_lines import Cell
from pmo_xl.reports.sheet_picture import Laid, picture
from pmo_xl.reports.sheet_window import Gap, Span, columns_drawn, rows_drawn
from pmo_xl.sheets.doubts import doubts_of
from pmo_xl.sheets.finding.layout import find_tables
from pmo_xl.sheets.records_of import read_table
from tests.support.grids import grid

ISSUES = """
    | 課題管理表（販売管理システムの刷新） |
    | 課題ID | 課題名       | 状態   | 期限      | 社内メモ |
    | 例     | 記入例です○○ | 対応中 | 2000/1/1  |          |
    | K-001  | 受注が止まる | なぞ   | R6.5.7    | 要確認   |
    | K-002  | 帳票が出ない | 完了   | "2024/5/32" |        |
    | 合計   | 2            |"""


def drawn(sheet, most=400):
    laid = []
    for table in find_tables(sheet).tables:
        one = read_table(table, near=date(2024, 5, 7))
        laid.append(Laid(one, doubts_of(one)))
    return picture(sheet, laid, most)


def lines(shown):
    """Row number → its line."""
    return {line.number: line for line in shown.lines if line.what == "row"}


def texts(line):
    return [cell if isinstance(cell, str) else cell.text for cell in line.cells]


def test_rows_are_drawn_with_what_they_were_taken_for():
    shown = lines(drawn(grid(ISSUES)))
    assert {number: line.role for number, line in shown.items()} == {
        1: "",
        2: "見出し",
        3: "記入例（除外）",
        4: "記録",
        5: "記録",
        6: "除外: 合計の行",
    }
    assert texts(shown[4]) == ["K-001", "受注が止まる", "なぞ", "R6.5.7", "要確認"]


def test_what_every_column_means_stands_below_the_heading():
    shown = drawn(grid(ISSUES))
    at = [line.what for line in shown.lines].index("meaning")
    assert shown.lines[at - 1].number == 2
    meanings = [(meaning.label, meaning.field) for meaning in shown.lines[at].meanings]
    assert meanings == [
        ("ID", "id"),
        ("件名", "title"),
        ("状態", "status"),
        ("期限", "due_date"),
        ("使いません", ""),
    ]


def test_odd_cells_say_what_they_were_taken_for_and_lost_ones_are_in_doubt():
    shown = lines(drawn(grid(ISSUES)))
    said = {cell.address: (cell.said, cell.doubt) for line in shown.values() for cell in line.cells if _said(cell)}
    assert said == {
        "C4": ("読めない言葉です（未完了として数えます）", True),
        "D4": ("2024/05/07", False),
        "D5": ("日付として使えません（空欄として扱います）", True),
    }


def _said(cell):
    return isinstance(cell, Cell) and cell.address


def test_the_cells_of_an_unused_column_are_marked():
    shown = lines(drawn(grid(ISSUES)))
    assert [isinstance(shown[row].cells[4], Cell) and shown[row].cells[4].unused for row in (2, 4)] == [True, True]


def test_a_title_flows_over_the_blank_cells_beside_it_and_a_record_does_not():
    shown = lines(drawn(grid(ISSUES)))
    (title,) = shown[1].cells
    assert title.wide == 5
    assert len(shown[5].cells) == 5


def test_only_rows_that_tell_something_about_a_doubt_stay_where_doubts_alone_are_shown():
    text = """
        | 課題ID | 課題名 | 状態   | 期限      |
        | K-001  | あ     | 対応中 | 2024/5/1  |
        | K-002  | い     | 対応中 | 2024/5/2  |
        | K-003  | う     | 対応中 | 2024/5/3  |
        | K-004  | え     | 対応中 | 2024/5/4  |
        | K-005  | お     | 対応中 | "2024/5/32" |"""
    shown = lines(drawn(grid(text)))
    assert [number for number, line in shown.items() if not line.calm] == [1, 2, 3, 4, 6]
    merged = lines(drawn(grid(text, merges=["B5:B6"])))
    assert [number for number, line in merged.items() if not line.calm] == [1, 2, 3, 4, 5, 6]


def test_merged_cells_are_drawn_as_one():
    shown = drawn(
        grid(
            """
            | No | 予定     |           | 実績     |           | 件名   |
            |    | 開始日   | 終了日    | 開始日   | 終了日    |        |
            | 1  | 2024/5/1 | 2024/5/2  | 2024/5/1 | 2024/5/2  | 設計   |
            | 2  | 2024/5/3 | 2024/5/10 |          |           | 製造   |""",
            merges=["A1:A2", "B1:C1", "D1:E1", "F1:F2"],
        )
    )
    first, second = lines(shown)[1], lines(shown)[2]
    assert [(cell.text, cell.wide, cell.high) for cell in first.cells] == [
        ("No", 1, 2),
        ("予定", 2, 1),
        ("実績", 2, 1),
        ("件名", 1, 2),
    ]
    assert texts(second) == ["開始日", "終了日", "開始日", "終了日"]


def test_headings_merged_with_the_row_below_them_leave_room_for_what_they_mean():
    shown = drawn(
        grid(
            """
            | 課題ID | 課題名 | 状態   | 期限     |
            |
            | K-001  | あ     | 対応中 | 2024/5/1 |
            | K-002  | い     | 完了   | 2024/5/2 |""",
            merges=["A1:A2", "B1:B2", "C1:C2", "D1:D2"],
        )
    )
    order = [line.number if line.what == "row" else line.what for line in shown.lines]
    assert order == [1, 2, "meaning", 3, 4]
    assert len(shown.lines[2].meanings) == 4


def test_merges_that_overlap_leave_every_row_as_wide_as_the_sheet():
    rows = [["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"]]
    sheet = Grid("x.xlsx", "一覧", rows, SheetFacts(merges=(Area(1, 1, 2, 2), Area(2, 2, 3, 3), Area(1, 1, 1, 16384))))
    shown = picture(sheet)
    width = [0, 0, 0]
    for at, line in enumerate(shown.lines):
        for cell in line.cells:
            wide, high = (cell.wide, cell.high) if isinstance(cell, Cell) else (1, 1)
            for down in range(high):
                width[at + down] += wide
    assert width == [3, 3, 3]


def test_columns_of_squared_paper_are_drawn_with_the_column_they_are_merged_with():
    sheet = Grid("x.xlsx", "一覧", [[None, "件名", None, None, "状態"]], SheetFacts(merges=(Area(1, 2, 1, 4),)))
    shown = picture(sheet)
    assert [letter.text for letter in shown.letters] == ["A", "B〜D", "E"]


def test_a_long_run_of_blank_columns_is_one():
    spans, more = columns_drawn(Grid("x.xlsx", "一覧", [["a", *[None] * 20, "b"]]), [1], frozenset())
    assert (spans, more) == ([Span(1, 1), Span(2, 21), Span(22, 22)], 0)


def test_at_most_sixty_columns_are_drawn_and_the_rest_is_said():
    shown = picture(Grid("x.xlsx", "一覧", [[f"c{number}" for number in range(70)]]))
    assert len(shown.letters) == 60
    assert shown.rest == "右側の10列は描いていません"


def test_of_many_rows_the_first_are_drawn_then_those_that_matter_and_gaps_say_the_rest():
    head = ["課題ID", "課題名", "状態", "期限"]
    rows = [[f"K-{number:04}", f"件名その{number}", "対応中", date(2024, 5, 1)] for number in range(1, 1001)]
    rows[700][3] = "2024/5/32"
    shown = drawn(Grid("x.xlsx", "課題一覧", [head, *rows]), most=40)
    numbers = [line.number for line in shown.lines if line.what == "row"]
    assert len(numbers) == 40
    assert numbers[:30] == list(range(1, 31))
    assert 702 in numbers  # the doubt
    assert numbers[-1] == 1001  # the last record
    gaps = [line.text for line in shown.lines if line.what == "gap"]
    first = next(number for number in range(1, 1001) if number not in numbers)
    assert gaps[0].startswith(f"{first:,}〜701行目は省略しています（データのある行は{701 - first + 1:,}行）")


def test_blank_rows_are_drawn_up_to_three_in_a_row():
    near = rows_drawn(Grid("x.xlsx", "一覧", [["a"], [], [], [], ["b"]]), ())
    far = rows_drawn(Grid("x.xlsx", "一覧", [["a"], [], [], [], [], ["b"]]), ())
    assert near == [1, 2, 3, 4, 5]
    assert far == [1, Gap(2, 5, 0), 6]


def test_rows_beyond_the_last_drawn_one_are_counted():
    assert rows_drawn(Grid("x.xlsx", "一覧", [["a"]] * 5), (), most=2) == [1, 2, Gap(3, 5, 3)]


def test_errors_and_formulas_without_a_value_are_shown_where_they_stand():
    facts = SheetFacts(errors={(2, 2): "#REF!"}, uncached=frozenset({(3, 1)}))
    shown = lines(picture(Grid("x.xlsx", "一覧", [["a", "b"]], facts)))
    assert [texts(shown[row]) for row in (2, 3)] == [["", "#REF!"], ["（値のない数式）", ""]]


def test_hidden_rows_columns_and_struck_rows_are_marked():
    sheet = grid(
        """
        | 課題ID | 課題名 | 状態   | 期限     |
        | K-001  | あ     | 対応中 | 2024/5/1 |
        | K-002  | い     | 完了   | 2024/5/2 |""",
        hidden_rows=frozenset({2}), hidden_columns=frozenset({4}), struck_rows=frozenset({3}),
    )  # fmt: skip
    shown = drawn(sheet)
    assert [lines(shown)[row].hidden for row in (1, 2, 3)] == [False, True, False]
    assert lines(shown)[3].role == "記録・取り消し線"
    assert [letter.text for letter in shown.letters if letter.hidden] == ["D"]


def test_a_long_text_is_cut_and_kept_whole_beside_it():
    long, lines_of_it, endless = "長" * 200, "一\n二\n三\n四", "長" * 5000
    (line,) = picture(Grid("x.xlsx", "一覧", [[long, lines_of_it, endless, "短い"]])).lines
    assert (line.cells[0].text, line.cells[0].whole) == ("長" * 60 + "…", long)
    assert (line.cells[1].text, line.cells[1].whole) == ("一\n二\n三…", lines_of_it)
    assert line.cells[2].whole == "長" * 4000 + "…（以下略。全5,000文字）"
    assert line.cells[3] == "短い"


def test_values_read_as_in_excel():
    sheet = Grid("x.xlsx", "一覧", [[date(2024, 5, 7), 12.0, 0.1 + 0.2, True]])
    (line,) = picture(sheet).lines
    assert list(line.cells) == ["2024/05/07", "12", "0.3", "TRUE"]


def test_a_sheet_without_anything_on_it_is_not_drawn():
    assert picture(Grid("x.xlsx", "一覧", [])).lines == ()

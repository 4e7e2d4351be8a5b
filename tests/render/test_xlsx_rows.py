"""Lists: rows that grow and rows kept free, and everything that must move with them."""

from datetime import date

import pytest
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break

from pmo_xl.errors import TemplateError
from pmo_xl.render import xlsx
from tests.render.book import S, filled, page, part, read, shown, template, tree

ROWS = [{"id": f"K-{n:03}", "title": f"件名{n}", "due": date(2024, 5, n), "count": n} for n in range(1, 5)]


def listing(tmp_path, extra=None, change=None):
    """見出し3行目、増える行4行目、合計5行目."""
    cells = {
        "A1": "{{ title }}", "A3": "No", "B3": "件名", "C3": "期限", "D3": "件数",
        "A4": "{{ rows[].id }}", "B4": "{{ rows[].title }}", "C4": "{{ rows[].due }}", "D4": "{{ rows[].count }}",
        "A5": "合計", "D5": "=SUM(D4:D4)",
    }  # fmt: skip
    cells |= extra or {}

    def dress(sheet):
        sheet["C4"].number_format = "yyyy/mm/dd"
        if change:
            change(sheet)

    return template(tmp_path / "一覧.xlsx", cells, change=dress)


def test_a_list_grows_and_what_is_below_moves_down(tmp_path):
    out = filled(listing(tmp_path), title="課題一覧", rows=ROWS)
    cells = shown(out)
    assert [cells[f"A{row}"] for row in range(4, 8)] == ["K-001", "K-002", "K-003", "K-004"]
    assert [cells[f"C{row}"].day for row in range(4, 8)] == [1, 2, 3, 4]
    assert (cells["A8"], cells["D8"]) == ("合計", "=SUM(D4:D7)")


@pytest.mark.parametrize("rows", [[], None])
def test_a_list_without_items_leaves_one_blank_row(tmp_path, rows):
    cells = shown(filled(listing(tmp_path), title="x", rows=rows))
    assert "A4" not in cells
    assert (cells["A5"], cells["D5"]) == ("合計", "=SUM(D4:D4)")


def test_one_item_changes_nothing_below(tmp_path):
    cells = shown(filled(listing(tmp_path), title="x", rows=ROWS[:1]))
    assert (cells["A4"], cells["A5"]) == ("K-001", "合計")


def test_every_copy_looks_like_the_row_of_the_template(tmp_path):
    thin = Side("thin")

    def dress(sheet):
        for column in "ABCDE":  # E has no tag, but a border
            sheet[f"{column}4"].border = Border(thin, thin, thin, thin)
            sheet[f"{column}4"].fill = PatternFill("solid", fgColor="FFE699")
        sheet.row_dimensions[4].height = 33
        sheet["A5"].font = Font(bold=True)

    sheet = page(filled(listing(tmp_path, change=dress), title="x", rows=ROWS))
    for row in range(4, 8):
        assert sheet.row_dimensions[row].height == 33
        for column in "ABCDE":
            assert sheet[f"{column}{row}"].border.left.style == "thin"
            assert sheet[f"{column}{row}"].fill.fgColor.rgb.endswith("FFE699")
    assert sheet["A8"].font.bold
    assert sheet["C7"].number_format == "yyyy/mm/dd"


def test_fixed_cells_of_the_row_are_repeated_and_formulas_filled_down(tmp_path):
    extra = {"E4": "件", "F4": "=D4*2", "G4": "=SUM($D$4:D4)", "H4": "=D4/$D$5", "I4": 7, "J4": "=E3&D4"}
    cells = shown(filled(listing(tmp_path, extra), title="x", rows=ROWS))
    assert [cells[f"E{row}"] for row in range(4, 8)] == ["件"] * 4
    assert [cells[f"I{row}"] for row in range(4, 8)] == [7] * 4
    assert [cells[f"F{row}"] for row in range(4, 8)] == ["=D4*2", "=D5*2", "=D6*2", "=D7*2"]
    assert [cells[f"G{row}"] for row in range(4, 8)] == [f"=SUM($D$4:D{row})" for row in range(4, 8)]
    assert [cells[f"H{row}"] for row in range(4, 8)] == [f"=D{row}/$D$8" for row in range(4, 8)]
    assert [cells[f"J{row}"] for row in range(4, 8)] == [f"=E{row - 1}&D{row}" for row in range(4, 8)]


def test_several_lists_on_one_sheet_each_move_what_is_below(tmp_path):
    extra = {"A7": "次の一覧", "A8": "{{ others[].name }}", "A9": "=COUNTA(A8:A8)&A5", "A10": "終わり"}
    cells = shown(filled(listing(tmp_path, extra), title="x", rows=ROWS, others=[{"name": "甲"}, {"name": "乙"}]))
    assert (cells["A10"], cells["A11"], cells["A12"]) == ("次の一覧", "甲", "乙")
    assert (cells["A13"], cells["A14"]) == ("=COUNTA(A11:A12)&A8", "終わり")


def test_two_lists_side_by_side_grow_to_the_longer_one(tmp_path):
    path = template(tmp_path / "t.xlsx", {"A1": "{{ a[] }}", "C1": "{{ b[] }}", "A2": "下"})
    assert shown(filled(path, a=[1, 2, 3], b=["x"])) == {"A1": 1, "A2": 2, "A3": 3, "C1": "x", "A4": "下"}


def test_a_cell_may_mix_fields_of_its_item_with_text_and_single_values(tmp_path):
    path = template(tmp_path / "t.xlsx", {"A1": "{{ unit }}: {{ rows[].id }}（{{ rows[].due }}）"})
    cells = shown(filled(path, unit="台帳", rows=ROWS[:2]))
    assert cells == {"A1": "台帳: K-001（2024/05/01）", "A2": "台帳: K-002（2024/05/02）"}


def test_fields_may_lie_deeper(tmp_path):
    path = template(tmp_path / "t.xlsx", {"A1": "{{ page.rows[].owner.name }}"})
    rows = [{"owner": {"name": "山田"}}, {"owner": None}]
    assert shown(filled(path, page={"rows": rows})) == {"A1": "山田"}


def test_merges_links_breaks_and_print_ranges_move_along(tmp_path):
    def dress(sheet):
        sheet.merge_cells("A5:C5")  # below
        sheet.merge_cells("D4:E4")  # inside the row that grows
        sheet.merge_cells("F2:F6")  # around it
        sheet.merge_cells("A1:C1")  # above
        sheet.print_area = "A1:F5"
        sheet.print_title_rows = "3:3"
        sheet["A7"].hyperlink = "#'報告'!A5"
        sheet.row_breaks.append(Break(id=6))
        sheet.auto_filter.ref = "A3:D4"

    extra = {"A7": "戻る"}
    sheet = page(filled(listing(tmp_path, extra, dress), title="x", rows=ROWS))
    assert {str(area) for area in sheet.merged_cells.ranges} == {
        *("A8:C8", "F2:F9", "A1:C1"),
        *("D4:E4", "D5:E5", "D6:E6", "D7:E7"),
    }
    assert sheet.print_area == "'報告'!$A$1:$F$8"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.auto_filter.ref == "A3:D7"
    assert sheet["A10"].hyperlink.ref == "A10"
    assert [line.id for line in sheet.row_breaks.brk] == [9]


def test_rules_and_drop_downs_cover_the_new_rows(tmp_path):
    def dress(sheet):
        red = PatternFill("solid", bgColor="F4B6B0")
        sheet.conditional_formatting.add("A4:D4", FormulaRule(["$D4>2"], fill=red))
        sheet.conditional_formatting.add("A5:D5", FormulaRule(["$D5>$D$4"], fill=red))
        words = DataValidation("list", formula1="$A$5:$A$6", sqref="B4")
        sheet.add_data_validation(words)

    sheet = page(filled(listing(tmp_path, change=dress), title="x", rows=ROWS))
    rules = {str(area.sqref): rule.formula for area, (rule,) in sheet.conditional_formatting._cf_rules.items()}
    assert rules == {"A4:D7": ["$D4>2"], "A8:D8": ["$D8>$D$4"]}
    (words,) = sheet.data_validations.dataValidation
    assert (str(words.sqref), words.formula1) == ("B4:B7", "$A$8:$A$9")


def test_other_sheets_follow_with_their_formulas(tmp_path):
    def dress(sheet):
        other = sheet.parent.create_sheet("まとめ")
        other["A1"] = "=COUNTA(報告!A4:A4)"
        other["A2"] = "=報告!D5"
        other["A3"] = "=A1"
        sheet.parent.create_sheet("別紙")["A1"] = "=A2"

    path = listing(tmp_path, change=dress)
    out = filled(path, title="x", rows=ROWS)
    assert shown(out, "まとめ") == {"A1": "=COUNTA(報告!A4:A7)", "A2": "=報告!D8", "A3": "=A1"}
    assert part(out, "xl/worksheets/sheet3.xml") == part(path, "xl/worksheets/sheet3.xml")


def test_a_formula_never_shows_what_it_showed_before(tmp_path):
    root = tree(filled(listing(tmp_path), title="x", rows=ROWS), "xl/worksheets/sheet1.xml")
    formulas = [cell for cell in root.iter(f"{S}c") if cell.find(f"{S}f") is not None]
    assert formulas
    assert all(cell.find(f"{S}v") is None for cell in formulas)


def test_excel_calculates_the_filled_workbook_when_it_opens(tmp_path):
    workbook = tree(filled(listing(tmp_path), title="x", rows=ROWS), "xl/workbook.xml")
    assert workbook.find(f"{S}calcPr").get("fullCalcOnLoad") == "1"


def test_a_list_of_ten_thousand_rows_keeps_every_one(tmp_path):
    rows = [{"id": n, "title": f"件{n}", "due": None, "count": 1} for n in range(10_000)]
    out = filled(listing(tmp_path), title="x", rows=rows)
    values = read(out)
    assert [row[0] for row in values[3:10_003]] == list(range(10_000))
    assert values[10_003][0] == "合計"
    assert tree(out, "xl/worksheets/sheet1.xml").find(f"{S}dimension").get("ref") == "A1:D10004"


# -- rows kept free


def reserved(tmp_path, change=None):
    cells = {"A3": "{{ top[3].id }}", "B3": "{{ top[3].title }}", "D3": "{{ side[3].name }}", "A6": "下"}
    return template(tmp_path / "枠.xlsx", cells, change=change)


def test_rows_kept_free_stay_blank_when_there_is_less(tmp_path):
    cells = shown(filled(reserved(tmp_path), top=ROWS[:2], side=[]))
    assert cells == {"A3": "K-001", "B3": "件名1", "A4": "K-002", "B4": "件名2", "A6": "下"}


def test_rows_kept_free_hold_exactly_their_number(tmp_path):
    cells = shown(filled(reserved(tmp_path), top=ROWS[:3], side=[]))
    assert (cells["A5"], cells["B5"], cells["A6"]) == ("K-003", "件名3", "下")


def test_more_items_than_rows_are_counted_in_the_last_one(tmp_path):
    cells = shown(filled(reserved(tmp_path), top=ROWS, side=[{"name": n} for n in "あいうえお"]))
    # 4 items, 3 rows: two are shown, two are counted
    assert (cells["A4"], cells["A5"], "B5" in cells) == ("K-002", "他2件", False)
    assert (cells["D3"], cells["D4"], cells["D5"]) == ("あ", "い", "他3件")
    assert cells["A6"] == "下"


def test_cells_missing_in_rows_kept_free_take_the_style_of_the_first(tmp_path):
    def dress(sheet):
        sheet["A3"].font = Font(bold=True)

    sheet = page(filled(reserved(tmp_path, dress), top=ROWS[:3], side=[]))
    assert [sheet[f"A{row}"].font.bold for row in (3, 4, 5)] == [True] * 3


def test_rows_kept_free_move_below_a_list_that_grows(tmp_path):
    path = template(tmp_path / "t.xlsx", {"A1": "{{ rows[] }}", "A3": "{{ top[2] }}", "A5": "下"})
    cells = shown(filled(path, rows=[1, 2, 3], top=["x", "y"]))
    assert cells == {"A1": 1, "A2": 2, "A3": 3, "A5": "x", "A6": "y", "A7": "下"}


def test_text_inside_rows_kept_free_is_never_lost_silently(tmp_path):
    path = template(tmp_path / "t.xlsx", {"A1": "{{ top[3] }}", "A2": "書き込み"})
    with pytest.raises(TemplateError, match=r"報告!A2 は3行の一覧の中"):
        xlsx.fill(path, {"top": [1]})


def test_rows_kept_free_and_a_growing_row_may_not_overlap(tmp_path):
    path = template(tmp_path / "t.xlsx", {"A1": "{{ top[3] }}", "B2": "{{ rows[] }}"})
    with pytest.raises(TemplateError, match="重なります"):
        xlsx.fill(path, {"top": [1], "rows": [1]})


def test_one_cell_holds_one_list(tmp_path):
    path = template(tmp_path / "t.xlsx", {"A1": "{{ a[].x }}{{ b[].x }}"})
    with pytest.raises(TemplateError, match="二つの一覧"):
        xlsx.fill(path, {"a": [], "b": []})


def test_a_list_longer_than_a_sheet_is_refused(tmp_path):
    path = template(tmp_path / "t.xlsx", {"A3": "{{ rows[] }}"})
    with pytest.raises(TemplateError, match="行数を超えます"):
        xlsx.fill(path, {"rows": [None] * 1_048_576})


def test_cells_merged_across_the_rows_of_a_list_are_refused(tmp_path):
    path = listing(tmp_path, change=lambda sheet: sheet.merge_cells("B4:B5"))
    with pytest.raises(TemplateError, match="報告!B4:B5 は、増える一覧の行をまたいで結合"):
        xlsx.fill(path, {"title": "x", "rows": ROWS})


def test_a_wrapped_text_gives_its_row_the_height_it_needs(tmp_path):
    def dress(sheet):
        sheet.column_dimensions["B"].width = 21  # 20 digits at 11 points: ten letters of full width
        sheet["B4"].alignment = Alignment(wrap_text=True)

    titles = ["短い件名", "二十文字より長い件名は二行になり高さが要ります", "一行目\n二行目\n三行目", None]
    rows = [row | {"title": title} for row, title in zip(ROWS, titles, strict=True)]
    sheet = page(filled(listing(tmp_path, change=dress), title="x", rows=rows))
    heights = [sheet.row_dimensions[row].height for row in range(4, 8)]
    # 23 letters of two digits need three lines; a line of 11 points takes 1.6 times that, and 2 points lie around
    high = round(3 * 11 * 1.6 + 2, 2)
    assert heights == [None, high, high, None]


def test_a_height_fixed_in_the_template_is_kept(tmp_path):
    def dress(sheet):
        sheet["B4"].alignment = Alignment(wrap_text=True)
        sheet.row_dimensions[4].height = 15

    rows = [row | {"title": "長い件名" * 20} for row in ROWS]
    sheet = page(filled(listing(tmp_path, change=dress), title="x", rows=rows))
    assert [sheet.row_dimensions[row].height for row in range(4, 8)] == [15] * 4

"""What a person types and what a program writes, as genuine xlwings sees it on LibreOffice: the ground of the others."""

from datetime import date, datetime

import pytest

from tests.support.sheet import workbook

pytestmark = pytest.mark.office

PARSED = ("001", "1-2", "=1+1", "2026-11-20", "@SUM", "-1")


def test_text_that_looks_like_something_else_stays_text_in_cells_formatted_as_text(calc):
    sheet = calc.books.add().sheets[0]
    sheet["A1:A6"].number_format = "@"
    sheet["A1:A6"].value = [[text] for text in PARSED]
    assert sheet["A1:A6"].value == list(PARSED)
    sheet["B1:B6"].value = [[text] for text in PARSED]  # as typed: this is why
    assert sheet["B1"].value == 1.0
    assert sheet["B3"].value == 2.0


def test_days_errors_truth_and_numbers_come_as_from_excel(calc, tmp_path):
    book = calc.books.open(workbook(tmp_path / "a.xlsx", 一覧="| 期限 | 件名 |\n| 2024/05/07 | '2024/05/08 |"))
    sheet = book.sheets["一覧"]
    sheet["C1"].value = date(2024, 5, 7)
    sheet["C2"].formula = "=1/0"
    sheet["D1"].value = True
    sheet["D2"].value = 1
    read = sheet.used_range.options(ndim=2, err_to_str=True).value
    day = datetime(2024, 5, 7)
    assert read == [["期限", "件名", day, True], [day, "2024/05/08", "#DIV/0!", 1.0]]


def test_merges_hidden_rows_names_notes_and_grounds_answer(calc):
    book = calc.books.add()
    sheet = book.sheets[0]
    sheet["B2:C3"].merge()
    assert [sheet[cells].merge_cells for cells in ("B2:C3", "A1:D4", "D1:D4", "C3")] == [True, None, False, True]
    assert sheet["C3"].merge_area.address == "$B$2:$C$3"
    sheet["A5:A6"].api.EntireRow.Hidden = True
    assert [sheet[cells].api.EntireRow.Hidden for cells in ("A1:A4", "A5:A6", "A4:A5")] == [False, True, None]
    book.names.add("_pmo_xl_x", f"='{sheet.name}'!$B$2")
    sheet["A1:A1"].insert("down")  # a row above
    assert book.names["_pmo_xl_x"].refers_to_range.address == "$B$3"
    sheet["A1"].add_note("確認")
    assert sheet["A1"].note.text == "確認"
    assert sheet["A1"].color is None
    sheet["A1"].color = "#FFFFFF"
    assert sheet["A1"].color == (255, 255, 255)

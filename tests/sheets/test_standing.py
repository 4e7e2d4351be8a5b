"""The saved file under an open workbook: it is given the open values where it is plainly the same sheet, else its own."""

import pytest

from pmo_xl.sheets.files.book import open_book
from tests.support.sheet import workbook

HEAD = ["No.", "件名", "状態"]
SAVED = "| No. | 件名 | 状態 |\n" + "\n".join(f"| {n} | 件{n} | 完了 |" for n in range(1, 41))


def saved(tmp_path):
    path = workbook(tmp_path / "課題.xlsx", 課題=SAVED)
    return path, open_book(path).grids["課題"].rows


def edited(rows):
    return [[*row[:2], "対応中"] if at == 30 else [*row] for at, row in enumerate(rows)]


def columns_moved(rows):
    return [[None, *row] for row in rows]


def another_sheet(rows):
    return [["日付", "担当", f"仕事{at}"] for at, _ in enumerate(rows)]


def only_lonely_cells_alike(rows):
    return [[row[0], None, None] for row in rows]


def a_row_more(rows):
    return [*rows, ["41", "件41", "完了"]]


def a_row_less(rows):
    return rows[:-1]


def test_the_values_in_excel_stand_for_the_saved_ones_of_the_same_sheet(tmp_path):
    path, rows = saved(tmp_path)
    standing = edited(rows)
    assert open_book(path, standing={"課題": standing}).grids["課題"].rows is standing


@pytest.mark.parametrize(
    "change", [columns_moved, another_sheet, only_lonely_cells_alike, a_row_more, a_row_less], ids=lambda f: f.__name__
)
def test_a_sheet_that_may_be_another_one_keeps_its_own_values(tmp_path, change):
    path, rows = saved(tmp_path)
    assert open_book(path, standing={"課題": change(rows)}).grids["課題"].rows == rows


def test_rows_that_are_narrower_or_wider_by_blank_cells_are_the_same(tmp_path):
    path = workbook(tmp_path / "課題.xlsx", 課題="| No. | 件名 |  |\n| 1 | 帳票 |  |\n| 2 | 画面 | 済 |")
    rows = open_book(path).grids["課題"].rows
    for standing in ([row[:2] for row in rows], [[*row, None, None] for row in rows]):
        assert open_book(path, standing={"課題": standing}).grids["課題"].rows is standing


def test_a_list_of_choices_on_another_sheet_offers_what_stands_there_now(tmp_path):
    import openpyxl
    from openpyxl.worksheet.datavalidation import DataValidation

    book = openpyxl.Workbook()
    sheet = book.active
    for row in (HEAD, [1, "帳票", "完了"], [2, "画面", "完了"]):
        sheet.append(row)
    rule = DataValidation("list", "=マスタ!$B$1:$B$2")
    rule.add("C2:C3")
    sheet.add_data_validation(rule)
    for word in ("未着手", "完了"):
        book.create_sheet("マスタ") if "マスタ" not in book.sheetnames else None
        book["マスタ"].append(["状態", word])
    book.save(tmp_path / "課題.xlsx")
    standing = {"マスタ": [["状態", "未着手"], ["状態", "済"]]}
    words = {
        now: open_book(tmp_path / "課題.xlsx", standing=values).grids["Sheet"].facts.validations[0].words
        for now, values in (("saved", None), ("open", standing))
    }
    assert words == {"saved": ("未着手", "完了"), "open": ("未着手", "済")}

"""A workbook of headings and rows: what stands in it, and that Office takes it as it is."""

import io
from datetime import date, datetime

import openpyxl

from pmo_xl.render.plainbook import plain_book
from tests.support.office import complaints

ROWS = [["No", "内容", "期限"], [4, "=1+1 & <b>", date(2024, 5, 17)], [5, "長い文" * 30, None]]


def test_texts_stay_texts_days_are_days_and_the_heading_stays_in_sight(tmp_path):
    data = plain_book("A社 & B社", ROWS)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert sheet.title == "A社 & B社"
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["No", "内容", "期限"],
        [4, "=1+1 & <b>", datetime(2024, 5, 17)],
        [5, "長い文" * 30, None],
    ]
    assert sheet["B2"].data_type == "s"
    assert (sheet["C2"].number_format, sheet["A1"].font.b, sheet.freeze_panes) == ("yyyy/m/d", True, "A2")
    assert sheet.column_dimensions["B"].width == 63  # 60 half-width characters at most, and some air
    path = tmp_path / "x.xlsx"
    path.write_bytes(data)
    assert complaints(path) == []

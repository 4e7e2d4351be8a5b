"""Forms that hold one case a sheet: read as one record, each field from its own cell, and never twice."""

import re
from datetime import date

import pytest
import xlsxwriter

from pmo_xl.sheets.finding.layout import find_tables
from pmo_xl.sheets.inspection import as_json
from pmo_xl.sheets.inspection_text import as_text
from pmo_xl.sheets.read import read_project
from tests.support.grids import grid

DEFECT = """
    | 不具合管理票 |
    |
    | 不具合No | BUG-012                    |  | 起票日     | 2024/5/7 |
    | 件名     | 受注登録で二重に登録される |  | 起票者     | 青葉     |
    | 重要度   | 高                         |  | 検出工程   | 結合     |
    | 事象     | ボタンを二度押すと2件できる |
    |
    | 調査・対応 |
    | 担当者   | 若葉                       |  | 修正予定日 | 5/10     |
    | 原因     | 排他制御がない             |
    | ステータス | 対応中                   |  | 完了日     |
"""


def book(path, *drawings):
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy/mm/dd"}) as written:
        for number, drawing in enumerate(drawings, 1):
            sheet = written.add_worksheet(f"票{number}")
            for row, cells in enumerate(grid(drawing).rows):
                for column, value in enumerate(cells):
                    if isinstance(value, date):
                        sheet.write_datetime(row, column, value)
                    elif value is not None:
                        sheet.write(row, column, value)
    return path


def test_a_form_is_one_record_whose_fields_know_their_cells(tmp_path):
    reading = read_project([book(tmp_path / "不具合管理票_BUG-012.xlsx", DEFECT)])
    (record,) = reading.registers["defects"]
    assert (record.id, record.title, record.status, record.severity, record.owner) == (
        "BUG-012", "受注登録で二重に登録される", "in_progress", "high", "若葉",
    )  # fmt: skip
    assert record.raised_date == date(2024, 5, 7)
    assert record.fix_plan_date == date(2024, 5, 10)  # the year of the day it was raised
    assert [record.place(name).cell for name in ("id", "raised_date", "fix_plan_date", "status")] == [
        "B3",
        "E3",
        "E9",
        "B11",
    ]
    assert record.written("fix_plan_date") == "5/10"


def test_inspection_shows_a_form_as_a_form_and_not_as_rows(tmp_path):
    (file,) = as_json(read_project([book(tmp_path / "不具合管理票.xlsx", DEFECT)]))["files"]
    (sheet,) = file["sheets"]
    assert (sheet["skipped"], sheet["tables"]) == (None, [])
    assert sheet["form"]["kind"] == "defect"
    assert sheet["form"]["fields"]["B4"] == "title"
    assert sheet["form"]["fields"]["E11"] == "closed_date"  # a blank value still has its place
    assert "一件一葉の票を1件の記録として読みました" in sheet["notes"]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ([("BUG-012", ""), ("受注登録で二重に登録される", ""), ("青葉", ""), ("2024/5/7", ""), ("高", ""), ("結合", ""),
          ("ボタンを二度押すと2件できる", ""), ("若葉", ""), ("5/10", ""), ("排他制御がない", ""), ("対応中", "")], "まだ記入されていません"),
        ([("受注登録で二重に登録される", "○○が××になる"), ("2024/5/7", "2000/1/1"), ("青葉", "○○")], "記入例のため"),
        ([("原因", "担当者")], "同じ項目が繰り返されている"),
    ],
)  # fmt: skip
def test_a_form_without_a_case_is_passed_over_in_words(changed, why):
    drawing = DEFECT
    for old, new in changed:
        drawing = drawing.replace(old, new)
    layout = find_tables(grid(drawing))
    assert layout.tables == ()
    assert layout.skipped.startswith("一件一葉の票です（表ではありません）")
    assert why in layout.skipped


def test_a_case_that_is_in_the_list_too_counts_once(tmp_path):
    with xlsxwriter.Workbook(str(tmp_path / "不具合一覧.xlsx")) as listed:
        sheet = listed.add_worksheet("一覧")
        sheet.write_row(0, 0, ["不具合No", "件名", "重要度", "担当者", "状態"])
        sheet.write_row(1, 0, ["BUG-011", "帳票の桁がずれる", "中", "椿", "完了"])
        sheet.write_row(2, 0, ["BUG-012", "受注の二重登録", "高", "若葉", "対応中"])
    forms = [
        book(tmp_path / "不具合管理票_BUG-012.xlsx", DEFECT),
        book(tmp_path / "票_13.xlsx", DEFECT.replace("-012", "-013")),
    ]
    reading = read_project([tmp_path / "不具合一覧.xlsx", *forms])
    assert [record.id for record in reading.registers["defects"]] == ["BUG-011", "BUG-012", "BUG-013"]
    left_out = [one.left_out for file in reading.files for sheet in file.sheets for one in sheet.read if one.left_out]
    assert left_out == ["不具合一覧.xlsxの一覧にある件の票のため、二重に数えないよう集計から外しました"]


def test_an_error_in_a_form_is_pointed_at(tmp_path):
    path = tmp_path / "票.xlsx"
    with xlsxwriter.Workbook(str(path)) as written:
        sheet = written.add_worksheet("不具合管理票")
        for row, (label, value) in enumerate(
            [
                ("不具合No", "BUG-1"),
                ("件名", "帳票"),
                ("事象", "桁がずれる"),
                ("重要度", "高"),
                ("担当者", "椿"),
                ("ステータス", "対応中"),
            ]
        ):
            sheet.write_row(row, 0, [label, value])
        sheet.write(6, 0, "期限")
        sheet.write_formula(6, 1, "=1/0", None, "#DIV/0!")
    (odd,) = read_project([path]).registers["defects"].oddities
    assert (odd.what, odd.field, odd.table.place(odd.row, odd.field).cell) == ("error", "due_date", "B7")


def test_people_see_every_labelled_cell_of_a_form(tmp_path):
    shown = read_project([book(tmp_path / "不具合管理票.xlsx", DEFECT)])
    text = as_text(shown)
    assert "一件一葉の票 ／ 記録 1件" in text
    assert re.search(r"B4 +件名 +→ 件名 +受注登録で二重に登録", text)
    assert re.search(r"E11 +完了日 +→ 完了日 +0/1", text)
    assert text.count("年を補って") == 1
    assert "9行目「5/10」→2024/05/10" in text

"""Rows that join a table: in its look, with its formulas, and everything that speaks of the table grows with it."""

import io
import re
from datetime import date, datetime

import openpyxl
import pytest
import xlsxwriter

from pmo_xl.patch.ranges import Growing
from pmo_xl.patch.refusal import CellRefusal
from pmo_xl.patch.rows import Room, append
from tests.patch.packages import differing, parts
from tests.support.office import complaints


def book(*, below=None, prepared=0, totals=False, protected=False, merged=False, table=False):
    """ToDo一覧: headings in row 3, records in rows 4 to 6, columns A to E; E is a formula."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        sheet = made.add_worksheet("ToDo")
        framed, day = made.add_format({"border": 1}), made.add_format({"border": 1, "num_format": "yyyy/m/d"})
        red = made.add_format({"bg_color": "#FF0000"})
        sheet.write_row("A3", ["No", "内容", "期限", "状態", "残り"], framed)
        for row in range(4, 7):
            sheet.write_string(f"A{row}", f"A-{row - 3}", framed)
            sheet.write_string(f"B{row}", "依頼", framed)
            sheet.write_datetime(f"C{row}", datetime(2024, 5, row), day)
            sheet.write_string(f"D{row}", "対応中", framed)
            sheet.write_formula(f"E{row}", f"=C{row}-$H$1", framed, 1)
        for number in range(prepared):
            sheet.write_string(6 + number, 0, f"A-{4 + number}", framed)
            for column, look in enumerate((framed, day, framed, framed), 1):
                sheet.write_blank(6 + number, column, None, look)
        last = 6 + prepared
        sheet.data_validation(f"D4:D{last}", {"validate": "list", "source": ["対応中", "完了"]})
        sheet.data_validation("D20:D30", {"validate": "list", "source": ["別"]})
        sheet.conditional_format(f"A4:E{last}", {"type": "formula", "criteria": '=$D4="完了"', "format": red})
        sheet.print_area(f"A1:E{last}")
        if table:
            columns = [{"header": text} for text in ("No", "内容", "期限", "状態", "残り")]
            sheet.add_table(f"A3:E{last + totals}", {"name": "一覧", "columns": columns, "total_row": totals})
        else:
            sheet.autofilter(f"A3:E{last}")
        if merged:
            sheet.merge_range("A5:A6", "A-2", framed)
        if below:
            sheet.write_string(last, 1, below)
        if protected:
            sheet.protect("")
    return out.getvalue()


ROOM = Room("ToDo", last=6, left=1, right=5)
NEW = [{1: "A-4", 2: "=名簿の提出", 3: date(2024, 5, 20), 4: "未着手"}, {1: "A-5", 2: "端末の手配", 4: "未着手"}]


def read(data):
    return openpyxl.load_workbook(io.BytesIO(data))["ToDo"]


def test_new_rows_stand_below_in_the_look_of_the_last_record(tmp_path):
    before = book()
    done = append(before, "ToDo.xlsx", ROOM, NEW)
    sheet = read(done.data)
    assert [[cell.value for cell in row] for row in sheet["A7:E8"]] == [
        ["A-4", "=名簿の提出", datetime(2024, 5, 20), "未着手", "=C7-$H$1"],
        ["A-5", "端末の手配", None, "未着手", "=C8-$H$1"],
    ]
    assert sheet["B7"].data_type == "s"
    for column in "ABCDE":
        assert sheet[f"{column}8"].border.left.style == "thin", column
        assert sheet[f"{column}8"].number_format == sheet[f"{column}6"].number_format
    path = tmp_path / "ToDo.xlsx"
    path.write_bytes(done.data)
    assert complaints(path) == []


def test_what_speaks_of_the_table_grows_and_what_does_not_stays():
    done = append(book(), "ToDo.xlsx", ROOM, NEW)
    assert differing(book(), done.data) == {"xl/worksheets/sheet1.xml", "xl/workbook.xml"}
    sheet = read(done.data)
    assert {str(rule.sqref) for rule in sheet.data_validations.dataValidation} == {"D4:D8", "D20:D30"}
    assert [str(area.sqref) for area in sheet.conditional_formatting] == ["A4:E8"]
    assert sheet.auto_filter.ref == "A3:E8"
    assert sheet.print_area == "'ToDo'!$A$1:$E$8"
    names = parts(done.data)["xl/workbook.xml"].decode()
    assert re.search(r"_FilterDatabase[^>]*>ToDo!\$A\$3:\$E\$8<", names)


def test_an_excel_table_grows_with_its_filter(tmp_path):
    done = append(book(table=True), "ToDo.xlsx", ROOM, NEW)
    table = read(done.data).tables["一覧"]
    assert (table.ref, table.autoFilter.ref) == ("A3:E8", "A3:E8")
    path = tmp_path / "ToDo.xlsx"
    path.write_bytes(done.data)
    assert complaints(path) == []


def test_prepared_rows_are_filled_first_and_keep_their_number():
    done = append(
        book(prepared=1), "ToDo.xlsx", Room("ToDo", 6, 1, 5, prepared=(7,)), [{2: "名簿"}, {1: "A-5", 2: "端末"}]
    )
    sheet = read(done.data)
    assert [[cell.value for cell in row][:2] for row in sheet["A7:B8"]] == [["A-4", "名簿"], ["A-5", "端末"]]
    assert {str(rule.sqref) for rule in sheet.data_validations.dataValidation} == {"D4:D8", "D20:D30"}


def test_prepared_rows_alone_change_nothing_but_their_cells():
    before = book(prepared=2)
    done = append(before, "ToDo.xlsx", Room("ToDo", 6, 1, 5, prepared=(7, 8)), [{2: "名簿"}])
    assert differing(before, done.data) == {"xl/worksheets/sheet1.xml"}
    assert read(done.data).auto_filter.ref == "A3:E8"


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ({"below": "以上"}, "表のすぐ下（B7）に別の内容があります"),
        ({"table": True, "totals": True}, "Excelテーブルに集計行があります"),
        ({"protected": True}, "シートが保護されています"),
        ({"merged": True}, "1件が複数行に結合されている表です"),
    ],
)
def test_where_it_is_not_safe_nothing_is_written(how, why):
    with pytest.raises(CellRefusal, match=re.escape(why)):
        append(book(**how), "ToDo.xlsx", ROOM, NEW)


@pytest.mark.parametrize(
    ("reference", "grown"),
    [
        ("A4:E6", "A4:E8"),
        ("$A$4:$E$6", "$A$4:$E$8"),
        ("D6", "D6:D8"),
        ("A4:E7", "A4:E8"),
        ("A4:E9", "A4:E9"),
        ("A4:E5", "A4:E5"),
        ("G4:G6", "G4:G6"),
        ("A:A", "A:A"),
        ("A20:A30", "A20:A30"),
    ],
)
def test_a_range_grows_when_it_reaches_the_last_row(reference, grown):
    assert Growing(last=6, now=8, left=1, right=5).range(reference) == grown

"""Sheets that other programs write: prefixes, comments, empty rows, missing addresses, protection."""

import io
import zipfile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from pmo_xl.model.place import column_letters
from pmo_xl.patch import Change, patch, restored
from tests.patch.packages import parts, value

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"


def book(inside, *, before="", after="", root=f'<worksheet xmlns="{MAIN}">', end="</worksheet>"):
    """A workbook whose only sheet has this XML inside sheetData."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        made.add_worksheet("表")
    xml = f"<?xml version='1.0' encoding='UTF-8'?>\n{root}{before}<sheetData>{inside}</sheetData>{after}{end}"
    return with_part(out.getvalue(), SHEET, xml.encode())


def with_part(data, name, new):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            target.writestr(info, new if info.filename == name else source.read(info))
    return out.getvalue()


def after(data, *changes):
    done = patch(data, "台帳.xlsx", [Change("表", cell, new) for cell, new in changes])
    assert done.refused == {}
    return parts(done.data)[SHEET].decode()


def test_what_stands_around_the_cell_keeps_every_byte():
    inside = (
        "<row  r='1' ><!-- <c r='A1'/> --><c  r='A1'  t='inlineStr' ><is><t>古い</t></is></c ><c r='B1' s='0'/></row\n>"
    )
    want = '<c r="A1" t="inlineStr"><is><t xml:space="preserve">新</t></is></c>'
    old = "<c  r='A1'  t='inlineStr' ><is><t>古い</t></is></c >"
    assert inside.replace(old, want) in after(book(inside), ("A1", "新"))


def test_a_prefix_of_the_sheet_is_kept():
    root, end = f'<x:worksheet xmlns:x="{MAIN}">', "</x:worksheet>"
    data = book("", root=root, end=end)
    xml = parts(data)[SHEET].decode().replace("<sheetData></sheetData>", '<x:sheetData><x:row r="2"/></x:sheetData>')
    changed = after(with_part(data, SHEET, xml.encode()), ("B2", "新"), ("A3", 5))
    assert (
        '<x:row r="2"><x:c r="B2" t="inlineStr"><x:is><x:t xml:space="preserve">新</x:t></x:is></x:c></x:row>'
        in changed
    )
    assert '<x:row r="3"><x:c r="A3"><x:v>5</x:v></x:c></x:row></x:sheetData>' in changed


def test_cells_come_in_the_order_of_their_columns():
    changed = after(book('<row r="2" spans="2:4"><c r="B2"/><c r="D2"/></row>'), ("E2", 5), ("A2", 1), ("C2", 3))
    assert [f'r="{name}2"' in changed for name in "ABCDE"] == [True] * 5
    places = [changed.index(f'r="{name}2"') for name in "ABCDE"]
    assert places == sorted(places)
    assert "spans" not in changed


def test_rows_come_in_order_and_the_extent_grows():
    changed = after(
        book('<row r="2"><c r="B2"/></row><row r="9"><c r="B9"/></row>', before='<dimension ref="B2:B9"/>'),
        ("A5", 1), ("C5", 3), ("D12", 4), ("A1", 0),
    )  # fmt: skip
    places = [changed.index(f'<row r="{number}"') for number in (1, 2, 5, 9, 12)]
    assert places == sorted(places)
    assert '<dimension ref="A1:D12"/>' in changed
    assert '<row r="5"><c r="A5"><v>1</v></c><c r="C5"><v>3</v></c></row>' in changed


def test_a_new_cell_looks_like_its_row_else_like_its_column():
    changed = after(
        book(
            '<row r="1" s="7" customFormat="1"><c r="A1"/></row><row r="2"><c r="A2"/></row>',
            before='<cols><col min="2" max="3" width="9" style="4"/></cols>',
        ),
        ("B1", 1), ("B2", 2), ("D2", 3),
    )  # fmt: skip
    assert '<c s="7" r="B1">' in changed
    assert '<c s="4" r="B2">' in changed
    assert '<c r="D2">' in changed


@pytest.mark.parametrize(
    ("inside", "around", "why"),
    [
        ("<row><c r='A1'/></row>", {}, "行番号のない行があるシートです"),
        ("<row r='1'><c><v>1</v></c></row>", {}, "番地のないセルがあるシートです"),
        ("<row r='2'/><row r='1'/>", {}, "行の順序が乱れたシートです"),
        ("<row r='1'><c r='B1'/><c r='A1'/></row>", {}, "セルの順序が乱れたシートです"),
        ("<row r='1'><c r='A1'/></row>", {"after": '<sheetProtection sheet="1"/>'}, "シートが保護されています"),
        (
            "<row r='1'><c r='A1'/></row>",
            {"root": '<worksheet xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main">'},
            "Strict形式です",
        ),
        ("<row r='1'>", {}, "シートのXMLを読めません"),
    ],
)
def test_a_sheet_that_cannot_be_patched_safely_is_left_alone(inside, around, why):
    data = book(inside, **around)
    done = patch(data, "台帳.xlsx", [Change("表", "A1", "新")])
    assert done.refused == {("表", "A1"): why}
    assert done.data == data


def test_the_inside_of_a_merge_is_refused_and_its_first_cell_is_written():
    data = book("<row r='1'><c r='A1'/><c r='B1'/></row>", after='<mergeCells><mergeCell ref="A1:B2"/></mergeCells>')
    done = patch(data, "台帳.xlsx", [Change("表", "A1", "新"), Change("表", "B1", "内側")])
    assert done.refused == {("表", "B1"): "結合されたセルの内側です"}
    assert value(done.data, "表", "A1") == "新"


CELLS = st.tuples(st.integers(1, 12), st.integers(1, 8))
VALUES = st.one_of(st.text(max_size=8), st.integers(-(10**6), 10**6), st.none())


@given(st.dictionaries(CELLS, VALUES, max_size=12), st.dictionaries(CELLS, VALUES.filter(bool), min_size=1, max_size=6))
def test_any_cells_over_any_cells_read_back_and_go_back(there, new):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as made:
        sheet = made.add_worksheet("表")
        sheet.write_string(0, 0, "見出し")
        for (row, column), cell in there.items():
            (sheet.write_number if isinstance(cell, int) else sheet.write_string)(row, column, cell or "")
    data = out.getvalue()
    changes = [Change("表", f"{column_letters(column + 1)}{row + 1}", cell) for (row, column), cell in new.items()]
    done = patch(data, "台帳.xlsx", changes)
    assert done.refused == {}
    import openpyxl

    read = openpyxl.load_workbook(io.BytesIO(done.data))["表"]
    for change in changes:
        found = read[change.cell].value
        if isinstance(change.value, int):
            assert found == change.value
        else:
            assert isinstance(found, str)
    untouched = {place: cell for place, cell in there.items() if place not in new and cell}
    before = openpyxl.load_workbook(io.BytesIO(data))["表"]
    for row, column in untouched:
        assert read.cell(row + 1, column + 1).value == before.cell(row + 1, column + 1).value
    back = restored(done.data, "台帳.xlsx", done, workbook=parts(data)["xl/workbook.xml"])
    again = openpyxl.load_workbook(io.BytesIO(back.data))["表"]
    assert [[cell.value for cell in row] for row in again.iter_rows(max_row=14, max_col=10)] == [
        [cell.value for cell in row] for row in before.iter_rows(max_row=14, max_col=10)
    ]

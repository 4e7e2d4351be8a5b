"""A template from a few lines, filled and read back: what the tests of the Excel filler speak in."""

import io
import zipfile
from datetime import datetime

import openpyxl
import python_calamine
from lxml import etree

from pmo_xl.render import xlsx
from tests.support.office import complaints

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def template(path, cells, *, sheet="報告", change=None):
    """A workbook with these cells ({"A1": value}); `change(sheet)` may dress it."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for name, value in cells.items():
        page[name] = value
    if change:
        change(page)
    book.save(path)
    return path


def filled(path, **values):
    """The template filled and judged: the new workbook beside it."""
    out = path.with_name(f"out_{path.name}")
    out.write_bytes(xlsx.fill(path, values))
    assert complaints(out) == []
    return out


def shown(path, sheet=None):
    """The sheet's values by cell, as Excel reads them: {"A1": ...}. Formulas give their text."""
    book = openpyxl.load_workbook(path)
    page = book[sheet] if sheet else book.active
    return {cell.coordinate: _day(cell.value) for row in page for cell in row if cell.value is not None}


def read(path, sheet=0):
    """The values as calamine reads them, row by row, from A1."""
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return book.get_sheet_by_index(sheet).to_python(skip_empty_area=False)


def page(path, sheet=None):
    """The openpyxl sheet, to ask for merges, links, print areas."""
    book = openpyxl.load_workbook(path)
    return book[sheet] if sheet else book.active


def part(path, name):
    with zipfile.ZipFile(path) as package:
        return package.read(name)


def tree(path, name):
    return etree.fromstring(part(path, name))


def parts(source):
    """Part name → its bytes as they lie in the zip, compressed."""
    data = source.read_bytes()
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for info in package.infolist():
            at = info.header_offset
            start = at + 30 + int.from_bytes(data[at + 26 : at + 28], "little")
            start += int.from_bytes(data[at + 28 : at + 30], "little")
            found[info.filename] = data[start : start + info.compress_size]
    return found


def _day(value):
    return value.date() if isinstance(value, datetime) and value.time() == datetime.min.time() else value

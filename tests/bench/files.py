"""Filling long lists: a Word table against docxtpl's own loop, an Excel list against XlsxWriter."""

import io
import zipfile
from datetime import date, timedelta

import docx
import openpyxl
import xlsxwriter
from docxtpl import DocxTemplate
from lxml import etree
from openpyxl.styles import Border, Font, PatternFill, Side

from tests.bench.measure import alternately, seconds

_FIELDS = ("no", "title", "status", "owner", "due", "note")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STATES = ("未着手", "対応中", "完了", "保留")


def word_table(bench):
    """A Word table of 2,000 rows from one template, through our filling and through docxtpl alone."""
    from pmo_xl.render import docx as word

    path = _word_template(bench.folder / "一覧.docx")
    rows = [{**row, "due": f"{row['due']:%Y/%m/%d}"} for row in _rows(2_000)]

    def ours():
        return word.fill(path, {"rows": rows})

    def theirs():
        page, out = DocxTemplate(str(path)), io.BytesIO()
        page.render({"rows": rows}, autoescape=True)
        page.save(out)
        return out.getvalue()

    assert _word_rows(ours()) == _word_rows(theirs()) == [list(row.values()) for row in rows]
    bench.line("Word table, 2,000 rows", "docxtpl {%tr loop", *alternately(seconds(ours), seconds(theirs)), "≤ 0.4×")


def excel_list(bench):
    """An Excel list of 10,000 styled rows filled from a template, against XlsxWriter writing the same."""
    from pmo_xl.render import xlsx

    path = _excel_template(bench.folder / "一覧.xlsx")
    rows = _rows(10_000)

    def ours():
        return xlsx.fill(path, {"rows": rows})

    def theirs():
        return _written(rows)

    assert _excel_rows(ours()) == _excel_rows(theirs()), "both sides must hold the same cells"
    ours_took, theirs_took = alternately(seconds(ours), seconds(theirs))
    bench.line("Excel list, 10,000 styled rows", "XlsxWriter writing the same", ours_took, theirs_took, "≤ 0.4×")


def _rows(count):
    return [
        {
            "no": f"K-{number:05}",
            "title": f"受注伝票{number}の引当が行われない",
            "status": _STATES[number % len(_STATES)],
            "owner": f"担当{number % 17}",
            "due": date(2026, 11, 1) + timedelta(days=number % 60),
            "note": "" if number % 3 else f"<{number}> 手順書の{number % 40}頁を確認",
        }
        for number in range(1, count + 1)
    ]


def _word_template(path):
    document = docx.Document()
    table = document.add_table(rows=4, cols=len(_FIELDS))
    table.style = "Table Grid"
    for row, texts in zip(
        table.rows,
        (_FIELDS, ("{%tr for row in rows %}",), [f"{{{{ row.{name} }}}}" for name in _FIELDS], ("{%tr endfor %}",)),
        strict=True,
    ):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
    document.save(str(path))
    return path


def _excel_template(path):
    book = openpyxl.Workbook()
    sheet = book.active
    line = Side(style="thin", color="999999")
    for column, name in enumerate(_FIELDS, 1):
        heading = sheet.cell(1, column, name)
        heading.font, heading.fill = Font(bold=True), PatternFill("solid", fgColor="DDEBF7")
        cell = sheet.cell(2, column, f"{{{{ rows[].{name} }}}}")
        cell.border = Border(line, line, line, line)
    sheet.cell(2, _FIELDS.index("due") + 1).number_format = "yyyy/mm/dd"
    book.save(path)
    return path


def _written(rows):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False})
    sheet = book.add_worksheet("Sheet")
    head = book.add_format({"bold": True, "bg_color": "#DDEBF7"})
    plain = book.add_format({"border": 1, "border_color": "#999999"})
    day = book.add_format({"border": 1, "border_color": "#999999", "num_format": "yyyy/mm/dd"})
    sheet.write_row(0, 0, _FIELDS, head)
    for at, row in enumerate(rows, 1):
        for column, value in enumerate(row.values()):
            if isinstance(value, date):
                sheet.write_datetime(at, column, value, day)
            else:
                sheet.write_string(at, column, value, plain)
    book.close()
    return out.getvalue()


def _excel_rows(data):
    sheet = openpyxl.load_workbook(io.BytesIO(data), read_only=True).active
    return [[cell if cell != "" else None for cell in row] for row in sheet.iter_rows(values_only=True)]


def _word_rows(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    rows = (list(row.iter(f"{_W}tc")) for row in root.iter(f"{_W}tr"))
    return [["".join(text.text or "" for text in cell.iter(f"{_W}t")) for cell in row] for row in rows][1:]

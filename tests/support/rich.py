"""A workbook that holds what careless programs lose or overlook: the fixture of reading and of the lossless patch.

XlsxWriter makes the text box, button, header picture, checkbox, sparkline, data bar, chart with a trend line, rich
text, dynamic array, table, note and drop-down; an x14 drop-down that points at another sheet and a threaded comment
are put into the package afterwards, as Excel writes them.
"""

import io
import struct
import zipfile
import zlib
from datetime import date

import xlsxwriter

WORDS = ("未着手", "対応中", "完了")
_THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
_OFFICE = "http://schemas.microsoft.com/office/2017/10/relationships/"
_X14 = (
    '<ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    '<x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1">'
    '<x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>マスタ!$A$1:$A$3</xm:f></x14:formula1>'
    "<xm:sqref>B2:B11</xm:sqref></x14:dataValidation></x14:dataValidations></ext>"
)
_PERSON = "{11111111-1111-1111-1111-111111111111}"
_ADDED = {
    "xl/threadedComments/threadedComment1.xml": (
        f'<ThreadedComments xmlns="{_THREADS}"><threadedComment ref="B3" dT="2026-11-09T00:00:00.00" '
        f'personId="{_PERSON}" id="{{22222222-2222-2222-2222-222222222222}}"><text>確認しました</text>'
        "</threadedComment></ThreadedComments>"
    ),
    "xl/persons/person.xml": (
        f'<personList xmlns="{_THREADS}"><person displayName="青葉一郎" id="{_PERSON}" userId="u" '
        'providerId="None"/></personList>'
    ),
}
_PATCHED = {
    "xl/worksheets/sheet1.xml": ("<extLst>", "<extLst>" + _X14),
    "xl/worksheets/_rels/sheet1.xml.rels": (
        "</Relationships>",
        f'<Relationship Id="rId90" Type="{_OFFICE}threadedComment" '
        'Target="../threadedComments/threadedComment1.xml"/></Relationships>',
    ),
    "xl/_rels/workbook.xml.rels": (
        "</Relationships>",
        f'<Relationship Id="rId91" Type="{_OFFICE}person" Target="persons/person.xml"/></Relationships>',
    ),
    "[Content_Types].xml": (
        "</Types>",
        '<Override PartName="/xl/threadedComments/threadedComment1.xml" '
        'ContentType="application/vnd.ms-excel.threadedcomments+xml"/>'
        '<Override PartName="/xl/persons/person.xml" ContentType="application/vnd.ms-excel.person+xml"/></Types>',
    ),
}


def rich_book(path):
    """Write the workbook: sheet 課題 with ten rows (A1:G11), a table at I1:K4, and sheet マスタ with the words."""
    with zipfile.ZipFile(_base()) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for info in source.infolist():
            data = source.read(info)
            old, new = (text.encode() for text in _PATCHED.get(info.filename, ("", "")))
            assert old in data, f"XlsxWriter no longer writes {old!r} into {info.filename}"
            out.writestr(info, data.replace(old, new, 1) if old else data)
        for name, text in _ADDED.items():
            out.writestr(name, text)
    return path


def _base():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, words = book.add_worksheet("課題"), book.add_worksheet("マスタ")
    words.write_column("A1", WORDS)
    day = book.add_format({"num_format": "yyyy/m/d"})
    head = book.add_format({"bold": True, "bg_color": "#FFFF00"})
    struck = book.add_format({"font_strikeout": True})
    sheet.write_row("A1", ["No", "状態", "期限", "件数", "率", "推移", "備考"], head)
    for row in range(1, 11):
        sheet.write_row(row, 0, [row, "対応中"], struck if row == 4 else None)
        sheet.write_datetime(row, 2, date(2026, 11, row), struck if row == 4 else day)
        sheet.write_number(row, 3, row * 3, struck if row == 4 else None)
        sheet.write_formula(row, 4, f"=D{row + 1}/10", struck if row == 4 else None, row * 0.3)
        sheet.add_sparkline(row, 5, {"range": f"課題!A{row + 1}:D{row + 1}"})
    sheet.write_rich_string("G2", "普通", head, "太字", "普通")
    sheet.write_dynamic_array_formula("M1:M3", "=SORT(A2:A4)", None, 1)
    sheet.add_table("I1:K4", {"name": "内訳", "columns": [{"header": text} for text in "甲乙丙"]})
    sheet.data_validation("A2:A11", {"validate": "list", "source": ["1", "2", "3"]})
    sheet.conditional_format("D2:D11", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("A2:A11", {"type": "icon_set", "icon_style": "3_traffic_lights"})
    sheet.write_comment("A1", "普通のメモ")
    sheet.insert_textbox("A20", "承認印")
    sheet.insert_button("A26", {"caption": "実行", "macro": "Run"})
    sheet.insert_image("N2", "stamp.png", {"image_data": io.BytesIO(_png())})
    sheet.set_header("&L&G", {"image_left": "stamp.png", "image_data_left": io.BytesIO(_png())})
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=課題!$D$2:$D$11", "trendline": {"type": "linear"}})
    sheet.insert_chart("N10", chart)
    sheet.insert_checkbox("G3", True)
    sheet.freeze_panes(1, 1)
    sheet.set_column("H:H", None, None, {"hidden": True})
    sheet.set_row(6, None, None, {"hidden": True})
    book.close()
    out.seek(0)
    return out


def _png(size=8):
    """A red square."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\xff\0\0" * size) * size
    header = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")

"""The issue list in other formats than .xlsx, and workbooks of other programs."""

import io
import struct

import msoffcrypto.format.ooxml
import openpyxl
import xlsxwriter

from tests.badinput.issues import HEADINGS
from tests.support.handmade import old_book, open_document, related, zipped

LINES = [HEADINGS, *([f"K-{n:03}", "帳票の桁がずれる", "対応中", "高", "青葉一郎"] for n in (1, 2))]


def by_openpyxl():
    book = openpyxl.Workbook()
    book.active.title = "課題一覧"
    for line in LINES:
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def by_xlsxwriter():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("課題一覧")
        for at, line in enumerate(LINES):
            sheet.write_row(at, 0, line)
    return out.getvalue()


def old():
    """An .xls."""
    return old_book(LINES)


def open_one():
    """An .ods."""
    return open_document(LINES)


def binary():
    """An .xlsb: records of a number, a length and their content ([MS-XLSB] 2.1.4)."""

    def record(number, content=b""):
        head = bytes([number]) if number < 128 else bytes([number & 127 | 128, number >> 7])
        return head + bytes([len(content)]) + content

    def words(text):
        return struct.pack("<I", len(text)) + text.encode("utf-16-le")

    cells = b""
    for at, line in enumerate(LINES):
        cells += record(0, struct.pack("<IIHBBB", at, 0, 300, 0, 0, 0) + bytes(4))
        cells += b"".join(record(6, struct.pack("<II", column, 0) + words(text)) for column, text in enumerate(line))
    extent = struct.pack("<IIII", 0, len(LINES) - 1, 0, len(HEADINGS) - 1)
    sheet = record(129) + record(148, extent) + record(145) + cells + record(146) + record(130)
    entry = struct.pack("<II", 0, 1) + words("rId1") + words("課題一覧")
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": related({"rId1": ("officeDocument", "xl/workbook.bin")}),
            "xl/workbook.bin": record(131) + record(143) + record(156, entry) + record(144) + record(132),
            "xl/_rels/workbook.bin.rels": related({"rId1": ("worksheet", "worksheets/sheet1.bin")}),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def locked(data, password):
    """The workbook behind a password."""
    out = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(data)).encrypt(password, out)
    return out.getvalue()

"""Parts made to keep a reader busy: beginnings without ends, one text or tag of a megabyte, the same again and again."""

import json

import pytest

from tests.badinput.bombs import MB, Repeated, zip_of
from tests.badinput.issues import SHEET
from tests.badinput.limited import program
from tests.badinput.package import STRINGS, good

STYLES, BOOK = "xl/styles.xml", "xl/workbook.xml"
CELLS = (b'<worksheet><sheetData><row r="1">', b"</row></sheetData></worksheet>")


def endless(unit, *, size=MB, around=CELLS, part=SHEET):
    """The workbook with a part that is `unit` over and over between two ends."""
    head, tail = around
    return zip_of(good() | {part: Repeated(head, unit, size // len(unit), tail)})


def behind_cells(unit, *, size=MB, name=b"mergeCells"):
    head = good()[SHEET].replace(b"</worksheet>", b"<" + name + b">")
    return endless(unit, size=size, around=(head, b"</" + name + b"></worksheet>"))


def in_front(opening, closing, size):
    """The workbook with something long, opened and closed, between the root and the cells of its sheet."""
    head, _, tail = good()[SHEET].partition(b"<sheetData>")
    return endless(b"a" * 1000, size=size, around=(head + opening, closing + b"<sheetData>" + tail))


TEXTS, FORMATS = (b"<sst>", b"</sst>"), b'<styleSheet><numFmts><numFmt numFmtId="200" formatCode="'
STRUCK = b"<styleSheet><fonts><font/><font><strike/></font></fonts><cellXfs>"
SHEETS = b'<workbook xmlns:r="x"><sheets>'
# name → (bytes, what it is refused with; None: it is read)
BUSY = {
    "セルの始まり": (endless(b"<c "), "壊れています"),
    "番地だらけ": (endless(b' r="A"', around=(CELLS[0] + b"<c", b"/>" + CELLS[1])), None),
    "閉じないセル": (endless(b' r="A"', around=(CELLS[0] + b"<c", CELLS[1])), "壊れています"),
    "行の始まり": (endless(b'<row r="1"'), "壊れています"),
    "値の始まり": (endless(b"<v "), "壊れています"),
    "式の始まり": (endless(b'<c r="A1"><f t="x"'), "壊れています"),
    "文字の始まり": (endless(b'<c t="inlineStr"><is><t>'), "壊れています"),
    "注釈の始まり": (endless(b"<!--"), "壊れています"),
    "注釈だらけ": (endless(b"<!-- -->", around=(b"", good()[SHEET])), None),
    "長い注釈": (in_front(b"<!--", b"-->", 20 * MB), None),
    "長い属性": (in_front(b'<x a="', b'"/>', 60 * MB), "が60MB、上限は50MB"),
    "空白": (endless(b" " * 1000, size=9 * MB, around=(CELLS[0] + b'<c r="A1">', b"</c>" + CELLS[1])), None),
    "参照": (endless(b"&#1", around=(CELLS[0] + b'<c r="A1"><v>', b"</v></c>" + CELLS[1])), "壊れています"),
    "結合だらけ": (behind_cells(b'<mergeCell ref="A1:XFD20000"/>'), None),
    "要素だらけ": (behind_cells(b"<a/>", size=4 * MB), "要素が500,001個、上限は500,000個"),
    "入力規則だらけ": (
        behind_cells(b'<dataValidation type="list" sqref="A1:XFD9"><formula1>$A:$XFD</formula1></dataValidation>', name=b"dataValidations"),
        None,
    ),
    "文字列の始まり": (endless(b"<si>", around=TEXTS, part=STRINGS), "壊れています"),
    "文字列の終わり": (endless(b"<si>", around=(b"<sst>" + b"</si>" * 200_000, b"</sst>"), part=STRINGS), "壊れています"),
    "ふりがなの始まり": (endless(b"<si><t>a</t><rPh", around=TEXTS, part=STRINGS), "壊れています"),
    "文字列だらけ": (endless(b"<si/>", size=10 * MB + 5, around=TEXTS, part=STRINGS), "文字列が2,000,001個、上限は2,000,000個"),
    "太る文字列": (
        endless(b"<si><t>" + b"0123456789abcdef" * 2000 + "🎉".encode() + b"</t></si>", size=70 * MB, around=TEXTS, part=STRINGS),
        "圧縮率",
    ),
    "書式の記号": (endless(b"[", around=(FORMATS, b'"/></numFmts></styleSheet>'), part=STYLES), None),
    "取り消し線だらけ": (endless(b'<xf fontId="1"/>', around=(STRUCK, b"</cellXfs></styleSheet>"), part=STYLES), None),
    "シートだらけ": (
        endless(b'<sheet name="a" sheetId="1" r:id="rId1"/>', around=(SHEETS, b"</sheets></workbook>"), part=BOOK),
        "シートが24,390枚、上限は1,000枚",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BUSY)
def test_a_part_made_to_keep_a_reader_busy_does_not(tmp_path, name):
    data, reason = BUSY[name]
    path = tmp_path / f"{name}.xlsx"
    path.write_bytes(data)
    ran = program("inspect", path, "--json")
    assert ran.has_kept_its_promises()
    if reason is None:
        assert ran.file["refused"] is None
    else:
        assert reason in ran.file["refused"]
        assert json.loads(ran.out)["files"][0]["hint"]

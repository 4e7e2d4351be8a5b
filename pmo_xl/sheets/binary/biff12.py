"""What an .xlsb says beside its values, found by walking over the records of its parts ([MS-XLSB])."""

from collections.abc import Iterator
from itertools import islice
from struct import error as StructError  # noqa: N812 - it is a class
from struct import unpack_from
from typing import Final

from pmo_xl.model.grid import Area
from pmo_xl.sheets.binary.sheet import MAX_RECORDS, BinaryBook, BinarySheet
from pmo_xl.sheets.files.package import Package

_ROW, _ERROR, _FORMULA_ERROR, _COLUMNS, _SHEET, _MERGE = 0, 3, 11, 60, 156, 176
_CELLS: Final = frozenset({*range(2, 12), 62})  # with a value; 1 is a blank one
_FORMULAS: Final = frozenset(range(8, 12))
_HIDDEN_ROW: Final = 0x10


def read_binary_book(package: Package, main: str) -> BinaryBook:
    """The facts of all sheets whose parts are there; none of any sheet when there are more than can be walked over."""
    parts = {relation.id: relation.target for relation in package.relations(main)}
    book = BinaryBook()
    records = MAX_RECORDS
    for code, body in _records(package.read(main)):
        if code == _SHEET:
            relation, end = _text(body, 8)
            name, part = _text(body, end)[0], parts.get(relation, "")
            if part in package and name not in book.sheets:
                book.sheets[name], records = _sheet(package.read(part), records)
        if records <= 0:
            return BinaryBook()
    return book


def _sheet(data: bytes, records: int) -> tuple[BinarySheet, int]:
    """A sheet, and how many of so many records may still be looked at after it."""
    sheet = BinarySheet()
    row = 0
    for code, body in islice(_records(data), records):
        records -= 1
        try:
            if code == _ROW:
                row = unpack_from("<I", body)[0] + 1
                if body[11] & _HIDDEN_ROW:
                    sheet.facts.hidden_rows.add(row)
            elif code in _CELLS:
                _note_cell(sheet, code, row, body)
            elif code == _COLUMNS and body[16] & 1:
                first, last = unpack_from("<II", body)
                sheet.hidden_columns.append((first + 1, last + 1))
            elif code == _MERGE:
                top, bottom, left, right = unpack_from("<IIII", body)
                sheet.merges.append(Area(top + 1, left + 1, bottom + 1, right + 1))
        except (StructError, IndexError):
            continue
    return sheet, records


def _note_cell(sheet: BinarySheet, code: int, row: int, body: bytes) -> None:
    column = unpack_from("<I", body)[0] + 1
    sheet.reach(row, column)
    if code in _FORMULAS:
        sheet.facts.formulas.setdefault(column, set()).add(row)
    if code in (_ERROR, _FORMULA_ERROR):
        sheet.note_error(row, column, body[8])


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a part: their kind and what is in them, as far as they are whole."""
    at, size = 0, len(data)
    while at + 1 < size:
        code, at = data[at], at + 1
        if code & 0x80:
            code, at = (code & 0x7F) | (data[at] & 0x7F) << 7, at + 1
        length = shift = 0
        while at < size and shift < 28:
            length |= (data[at] & 0x7F) << shift
            shift, at = shift + 7, at + 1
            if not data[at - 1] & 0x80:
                break
        yield code, data[at : at + length]
        at += length


def _text(body: bytes, at: int) -> tuple[str, int]:
    """A text behind its length, and where it ends."""
    length = int.from_bytes(body[at : at + 4], "little")
    end = at + 4 + 2 * length
    return body[at + 4 : end].decode("utf-16-le", "replace"), end

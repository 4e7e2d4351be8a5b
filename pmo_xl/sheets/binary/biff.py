"""What an old .xls says beside its values, found by walking over its records ([MS-XLS]); it is never parsed whole."""

from collections.abc import Callable
from functools import partial
from struct import error as StructError  # noqa: N812 - it is a class
from struct import unpack_from
from typing import Final, NamedTuple

from pmo_xl.sheets.binary.biff_names import BookNames, areas_in, list_rule
from pmo_xl.sheets.binary.ole import OleFile
from pmo_xl.sheets.binary.sheet import MAX_RECORDS, BinaryBook, BinarySheet
from pmo_xl.sheets.files.dressed import LOOKED_AT

_BEGIN, _END, _EXCEL_97 = 0x0809, 0x000A, 0x0600
_SHEET, _FONT, _LOOK, _LOCKED = 0x0085, 0x0031, 0x00E0, 0x002F
_NUMBERS_BESIDE, _FORMULA, _TRUTH_OR_ERROR = 0x00BD, 0x0006, 0x0205
_CELLS: Final = frozenset({0x00FD, 0x0204, 0x00D6, 0x0203, 0x027E, _NUMBERS_BESIDE, _FORMULA, _TRUTH_OR_ERROR})
_ROW, _COLUMNS, _MERGES, _VALIDATION = 0x0208, 0x007D, 0x00E5, 0x01BE
_NOTE, _OBJECT = 0x001C, 0x005D
_NO_SHAPES: Final = frozenset({0x14, 0x19})  # arrows of drop-downs, the boxes of notes
_WHITE: Final = frozenset({9, 64, 65})
_ERROR_RESULT, _STRUCK, _BOLD = 2, 0x08, 600


class _Look(NamedTuple):
    is_struck: bool
    is_dressed: bool


def read_old_book(data: bytes) -> BinaryBook:
    """The facts of all sheets; no sheets when the file is older than Excel 97, encrypted, damaged or endless."""
    records = _Records(OleFile(data).read("Workbook"))
    names = BookNames()
    starts: dict[str, int] = {}
    fonts: list[_Look] = []
    looks: list[_Look] = []

    def note(code: int, body: bytes) -> None:
        if code == _SHEET:
            starts[names.add_sheet(body)] = unpack_from("<I", body)[0]
        elif code == _FONT:
            flags, _, weight = unpack_from("<HHH", body, 2)
            fonts.append(_Look(bool(flags & _STRUCK), weight >= _BOLD))
        elif code == _LOOK:
            looks.append(_look(body, fonts))
        else:
            names.add(code, body)

    records.each(0, note)
    if records.are_locked:
        return BinaryBook(is_locked=True)
    sheets: dict[str, BinarySheet] = {}
    for name, start in starts.items():
        sheet = BinarySheet()
        if records.each(start, partial(_note, sheet, looks, names)):
            sheets[name] = sheet
    return BinaryBook(sheets, names.meanings) if records.left else BinaryBook()


class _Records:
    """The records of a workbook stream; they come to an end, whatever the stream says of itself."""

    def __init__(self, stream: bytes) -> None:
        self._stream = stream
        self.left = MAX_RECORDS
        self.are_locked = False

    def each(self, start: int, note: Callable[[int, bytes], None]) -> bool:
        """Note the records of one part, the workbook's own or a sheet's, without those of charts within it.

        False when no part begins there.
        """
        stream, at, depth = self._stream, start, 0
        if len(stream) < start + 6 or unpack_from("<HHH", stream, start)[::2] != (_BEGIN, _EXCEL_97):
            return False
        while self.left and at + 4 <= len(stream):
            self.left -= 1
            code, length = unpack_from("<HH", stream, at)
            depth += (code == _BEGIN) - (code == _END)
            if depth == 0:
                break
            body = stream[at + 4 : at + 4 + length]
            at += 4 + length
            self.are_locked = self.are_locked or code == _LOCKED
            if depth == 1:
                try:
                    note(code, body)
                except (StructError, IndexError):
                    continue  # a record shorter than it has to be
        return True


def _look(body: bytes, fonts: list[_Look]) -> _Look:
    number = unpack_from("<H", body)[0]
    number -= number > 4  # the font numbered 4 is never written
    font = fonts[number] if number < len(fonts) else _Look(False, False)
    pattern, colour = unpack_from("<I", body, 14)[0] >> 26 & 0x3F, unpack_from("<H", body, 18)[0] & 0x7F
    return _Look(font.is_struck, font.is_dressed or (pattern == 1 and colour not in _WHITE))


def _note(sheet: BinarySheet, looks: list[_Look], names: BookNames, code: int, body: bytes) -> None:
    """Write down what one record of a sheet says."""
    if code in _CELLS:
        _note_cell(sheet, code, body, looks)
    elif code == _ROW and unpack_from("<H", body, 12)[0] & 0x20:
        sheet.facts.hidden_rows.add(unpack_from("<H", body)[0] + 1)
    elif code == _COLUMNS and unpack_from("<H", body, 8)[0] & 1:
        first, last = unpack_from("<HH", body)
        sheet.hidden_columns.append((first + 1, last + 1))
    elif code == _MERGES:
        sheet.merges += areas_in(body, 0)
    elif code == _VALIDATION and (rule := list_rule(body, names)):
        sheet.lists.append(rule)
    elif code == _NOTE:
        sheet.notes.add(unpack_from("<HH", body))
    elif code == _OBJECT:
        sheet.drawings += unpack_from("<H", body, 4)[0] not in _NO_SHAPES


def _note_cell(sheet: BinarySheet, code: int, body: bytes, looks: list[_Look]) -> None:
    row, column, style = unpack_from("<HHH", body)
    row, column, facts = row + 1, column + 1, sheet.facts
    last = column + (len(body) - 6) // 6 - 1 if code == _NUMBERS_BESIDE else column
    sheet.reach(row, last)
    if code == _FORMULA:
        facts.formulas.setdefault(column, set()).add(row)
        if body[12:14] == b"\xff\xff" and body[6] == _ERROR_RESULT:
            sheet.note_error(row, column, body[8])
    elif code == _TRUTH_OR_ERROR and body[7]:
        sheet.note_error(row, column, body[6])
    look = looks[style] if style < len(looks) else _Look(False, False)
    if look.is_struck:
        facts.struck.setdefault(row, set()).update(range(column, last + 1))
    if row <= LOOKED_AT:
        filled, dressed = sheet.looks.get(row, (0, 0))
        count = last - column + 1
        sheet.looks[row] = (filled + count, dressed + count * look.is_dressed)

"""What was painted, kept in the workbook itself: a very hidden sheet whose formulas follow the cells they point at."""

import json
import re
from collections.abc import Sequence
from typing import Any, Final

from msgspec import Struct

from pmo_xl.buttons.live.values import square
from pmo_xl.buttons.live.write import write_texts
from pmo_xl.buttons.paint.looks import Look
from pmo_xl.buttons.paint.own import MEMORY, added, own_sheet, removed
from pmo_xl.model.place import column_letters, column_number

_TITLE: Final = "_pmo_xl"
_HEAD: Final = "PMOのボタンが付けた色とメモの控えです。「指摘を消す」で元の見た目に戻すと、このシートもなくなります。"
_FIRST: Final = 2  # the first row of a mark
_REFERENCE: Final = re.compile(r"=(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?([0-9]{1,7})$")


class Painted(Struct, frozen=True):
    """One cell: how it looked before (None: its ground was left alone), and our words in its note.

    `row` is 0 once the cell is gone from the sheet.
    """

    sheet: str
    row: int
    column: int
    level: str
    text: str
    look: Look | None


def remember(book: Any, marks: Sequence[Painted]) -> None:  # noqa: ANN401 - xlwings' Book
    """Write the marks down in place of all earlier ones; none at all takes the sheet away."""
    removed(book, MEMORY)
    if not marks:
        return
    sheet = added(book, MEMORY, _TITLE, hidden=True)
    write_texts(sheet, 1, 1, [[_HEAD]])
    write_texts(sheet, _FIRST, 2, [[m.level, m.text, json.dumps(m.look)] for m in marks])
    last = _FIRST + len(marks) - 1
    sheet.range((_FIRST, 1), (last, 1)).formula = [[_reference(mark)] for mark in marks]


def remembered(book: Any) -> list[Painted]:  # noqa: ANN401
    """The marks, each where its cell is now. Rows a person has put in or sheets renamed make no difference."""
    sheet = own_sheet(book, MEMORY)
    if sheet is None:
        return []
    used = sheet.used_range
    last = used.row + used.shape[0] - 1
    if last < _FIRST:
        return []
    formulas = square(sheet.range((_FIRST, 1), (last, 1)).formula)
    told = sheet.range((_FIRST, 2), (last, 4)).options(ndim=2).value
    return [_mark(str(row[0]), *map(_text, values)) for row, values in zip(formulas, told, strict=True) if row[0]]


def _reference(mark: Painted) -> str:
    quoted = mark.sheet.replace("'", "''")
    return f"='{quoted}'!${column_letters(mark.column)}${mark.row}"


def _mark(formula: str, level: str, text: str, look: str) -> Painted:
    at = _REFERENCE.match(formula)
    sheet = (at[1] or at[2]).replace("''", "'") if at else ""
    row, column = (int(at[4]), column_number(at[3])) if at else (0, 0)
    return Painted(sheet, row, column, level, text, json.loads(look) if look else None)


def _text(value: object) -> str:
    return "" if value is None else str(value)

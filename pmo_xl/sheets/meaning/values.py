"""Cells to values, a column at a time: texts, ids and names; days, words and numbers have modules of their own."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, Final

from pmo_xl.model.days import full_day
from pmo_xl.model.fields import sort_of
from pmo_xl.model.grid import CellValue
from pmo_xl.model.pattern import lazy
from pmo_xl.model.register import What
from pmo_xl.model.words import is_blank_like, is_ditto
from pmo_xl.sheets.meaning.column import Cells, Meaning, Odd, is_varied, read_each
from pmo_xl.sheets.meaning.people import is_nobody

_LONGEST_BLANK: Final = 6  # no blank-like text, no 同上 is longer
_LOST_DIGITS: Final = 1e15  # Excel keeps 15 digits; a longer number has already lost its end
_CONTROL = lazy("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_UNPLAIN = lazy("[\r\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def read_texts(column: Cells) -> Meaning:
    """Texts and ids: trimmed, inner line breaks kept, blank-like ones None, 「同上」 the text above it.

    Whole numbers lose their .0, days print as 2024/05/07, leading zeros of texts stay.
    """
    names_somebody = sort_of(column.field) == "person" or column.field in ("vendor", "owner_org")
    means_nothing = is_nobody if names_somebody else is_blank_like
    odd: dict[CellValue, What] = {}

    def read(cell: CellValue) -> str | None:
        if cell is None:
            return None
        if type(cell) is not str:
            if type(cell) is float and abs(cell) >= _LOST_DIGITS:
                odd[cell] = "lost_digits"
            return text_of(cell)
        text = cell.strip()
        if not text.isprintable() and _UNPLAIN.search(text):
            text = text.replace("\r\n", "\n").replace("\r", "\n")
            if _CONTROL.search(text):
                odd[cell] = "control"
                text = _CONTROL.sub("", text).strip()
        if len(text) <= _LONGEST_BLANK and means_nothing(text):
            if text and is_ditto(text):
                odd[cell] = "ditto"
            return None
        return text

    if is_varied(column.values):
        cells, values = column.values, _read_varied(column.values, read)
    else:
        each = read_each(column.values, read)
        cells, values = each.cells, each.values
    return Meaning(values, odd_cells(cells, values, odd) if odd else ())


def _read_varied(cells: Sequence[CellValue], read: Callable[[CellValue], str | None]) -> list[str | None]:
    """Every cell read by itself, plain longer texts and whole numbers without asking `read`."""
    return [
        text
        if type(cell) is str and len(text := cell.strip()) > _LONGEST_BLANK and text.isprintable()
        else str(int(cell))
        if type(cell) is float and -_LOST_DIGITS < cell < _LOST_DIGITS and cell.is_integer()
        else read(cell)
        for cell in cells
    ]


def text_of(cell: CellValue) -> str:
    """A cell's value as text: 12.0 → 12, days as 2024/05/07, with their time when they have one."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, datetime):
        return f"{full_day(cell)} {cell:%H:%M}" if cell.time() != time() else full_day(cell)
    if isinstance(cell, date):
        return full_day(cell)
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    return "" if cell is None else str(cell)


def odd_cells(cells: Sequence[CellValue], values: list[Any], what: Mapping[CellValue, What]) -> list[Odd]:
    """The cells to report, which `what` names; a 「同上」 among them takes the value above it in `values`."""
    found = []
    for index, cell in enumerate(cells):
        if cell in what:
            if what[cell] == "ditto" and index:
                values[index] = values[index - 1]
            meaning = values[index] if what[cell] != "not_a_number" else None
            found.append(Odd(index, what[cell], text_of(cell), meaning))
    return found

"""Cells to values, a column at a time: texts, ids, names and numbers; days and words have modules of their own."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Any, Final

from pmo_xl.model.days import full_day
from pmo_xl.model.fields import base_name, sort_of
from pmo_xl.model.grid import CellValue
from pmo_xl.model.pattern import lazy
from pmo_xl.model.register import What
from pmo_xl.model.words import is_blank_like, is_ditto
from pmo_xl.sheets.column import Cells, Meaning, Odd, is_varied, read_each
from pmo_xl.sheets.people import is_nobody

_LONGEST_BLANK = 6  # no blank-like text, no 同上 is longer
_LOST_DIGITS = 1e15  # Excel keeps 15 digits; a longer number has already lost its end
_CONTROL = lazy("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_UNPLAIN = lazy("[\r\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_NUMBER = lazy(r"^(?:約|計)?([+-]?(?:\d+\.?\d*|\.\d+))(%|[^\d%.\s]{0,4})$")
_SHARES: Final = frozenset({"progress", "allocation"})  # kept as 0–1, however the sheet writes them


def read_texts(column: Cells) -> Meaning:
    """Texts and ids: trimmed, inner line breaks kept, blank-like ones None, 「同上」 the text above it.

    Whole numbers lose their .0, days print as 2024/05/07, leading zeros of texts stay.
    """
    means_nothing = is_nobody if sort_of(column.field) == "person" else is_blank_like
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
    return Meaning(values, _odd(cells, values, odd) if odd else ())


def _read_varied(cells: Sequence[CellValue], read: Callable[[CellValue], str | None]) -> list[str | None]:
    """Every cell read by itself, plain longer texts without asking `read`."""
    return [
        text if type(cell) is str and len(text := cell.strip()) > _LONGEST_BLANK and text.isprintable() else read(cell)
        for cell in cells
    ]


def read_numbers(column: Cells) -> Meaning:
    """Numbers, also as text with commas, full-width digits, △ for minus, %, or a unit (25件, 1.5人日).

    Shares (progress, allocation) become 0–1: 50% and 0.5 alike, and 50 where the column counts to 100.
    """
    odd: dict[CellValue, What] = {}

    def read(cell: CellValue) -> float | None:
        if cell is None or (isinstance(cell, str) and is_blank_like(cell)):
            return None
        number = number_of(cell)
        if number is None:
            odd[cell] = "not_a_number"
        return number

    each = read_each(column.values, read)
    values = each.values
    if base_name(column.field) in _SHARES:
        plain = [number for cell, number in each.known.items() if not isinstance(cell, str)]
        if any(number is not None and number > 1 for number in plain):
            values = [_hundredth(cell, value) for cell, value in zip(each.cells, values, strict=True)]
    return Meaning(values, _odd(each.cells, values, odd) if odd else ())


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


def number_of(cell: CellValue) -> float | None:
    """The number a cell holds, 50% as 0.5; None when it holds none."""
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, float | int):
        return float(cell) if abs(cell) < float("inf") else None
    if not isinstance(cell, str):
        return None
    plain = unicodedata.normalize("NFKC", cell).strip().replace(",", "").replace(" ", "")
    plain = re.sub("^[△▲−‐－]", "-", plain)
    found = _NUMBER.match(plain)
    if found is None:
        return None
    return float(found[1]) / 100 if found[2] == "%" else float(found[1])


def _hundredth(cell: CellValue, value: float | None) -> float | None:
    written_as_percent = isinstance(cell, str) and cell.strip().endswith(("%", "％"))
    return value if value is None or written_as_percent else value / 100


def _odd(cells: Sequence[CellValue], values: list[Any], what: dict[CellValue, What]) -> list[Odd]:
    """The cells to report; a 「同上」 takes the value above it here."""
    found = []
    for index, cell in enumerate(cells):
        if cell in what:
            if what[cell] == "ditto" and index:
                values[index] = values[index - 1]
            meaning = values[index] if what[cell] != "not_a_number" else None
            found.append(Odd(index, what[cell], text_of(cell), meaning))
    return found

"""Corrections set in the cells of an open workbook, each looked at before and after."""

from datetime import date, datetime
from typing import Any, Final

from msgspec.structs import replace

from pmo_xl.buttons.com import ask
from pmo_xl.buttons.live.values import plain_value
from pmo_xl.buttons.paint.marks import is_protected
from pmo_xl.fixing.plan import Planned
from pmo_xl.fixing.readback import same
from pmo_xl.model.grid import CellValue, Grid
from pmo_xl.sheets.xlsx.styles import sort_of_format

_PARSED: Final = ("=", "+", "-", "@", "'", "/")  # what begins so is read as a formula or a command
_DAY: Final = "yyyy/mm/dd"


def corrected(book: Any, fix: Planned, grid: Grid) -> Planned:  # noqa: ANN401 - xlwings' Book
    """Set one cell, and say whether it was done or why not. `grid` is the sheet as it was read for the correction."""
    place = fix.fix.place
    sheet = book.sheets[place.sheet]
    cell = sheet.range((place.row, place.column))
    if why := _why_not(sheet, cell, place.row, place.column, grid):
        return replace(fix, reason=why)
    old, code = _now(cell), ask(lambda: str(cell.number_format), "General")
    _set(cell, fix.value, code)
    if same(_now(cell), fix.value):
        return replace(fix, done=True)
    cell.number_format = code
    _set(cell, old, code)
    return replace(fix, reason="意図した値にならないため、元に戻しました")


def _why_not(sheet: Any, cell: Any, row: int, column: int, grid: Grid) -> str:  # noqa: ANN401
    if is_protected(sheet) and ask(lambda: cell.api.Locked, True):
        return "シートが保護されています"
    if row in grid.facts.formulas.get(column, ()):
        return "数式のセルです"
    if any(area.holds(row, column) and (area.top, area.left) != (row, column) for area in grid.facts.merges):
        return "結合されたセルの内側です"
    if not same(_now(cell), grid.value(row, column)):
        return "読み取ったあとに変更されています"
    return ""


def _now(cell: Any) -> CellValue:  # noqa: ANN401
    return plain_value(cell.options(ndim=2, err_to_str=True).value[0][0])


def _set(cell: Any, value: CellValue, code: str) -> None:  # noqa: ANN401
    """The value as it is meant: a day as a real day, a text as text; the cell's format only where it would spoil it."""
    if isinstance(value, date):
        if sort_of_format(code) != "date":
            cell.number_format = _DAY
        cell.value = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
        return
    if isinstance(value, str) and _would_be_parsed(value):
        cell.number_format = "@"
    cell.value = value


def _would_be_parsed(text: str) -> bool:
    """Whether Excel would make something else of the text, as of one that is typed."""
    return text.startswith(_PARSED) or any(map(str.isnumeric, text)) or text.upper() in ("TRUE", "FALSE")

"""Areas as Excel writes them (B2:H40, $A:$A, 'リスト 1'!$A$1:$A$5) turned into rectangles."""

from msgspec import Struct

from pmo_xl.model.grid import Area
from pmo_xl.model.pattern import lazy
from pmo_xl.model.place import column_number
from pmo_xl.sheets.files.scan import MAX_COLUMN, MAX_ROW

_CELL = lazy(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})$")
_COLUMNS = lazy(r"\$?([A-Z]{1,3}):\$?([A-Z]{1,3})$")
_ROWS = lazy(r"\$?([1-9][0-9]{0,6}):\$?([1-9][0-9]{0,6})$")
_SHEET = lazy(r"(?:'((?:[^']|'')+)'|([^'!\[\]():,]+))!(.+)$")


class Target(Struct, frozen=True):
    """An area on a sheet; the sheet is "" when the reference names none."""

    sheet: str
    area: Area


def area_of(text: str) -> Area | None:
    """The rectangle of a reference without a sheet name; None when it is none."""
    first, _, second = text.partition(":")
    corner, opposite = _CELL.match(first), _CELL.match(second or first)
    if corner and opposite:
        rows = sorted((int(corner[2]), int(opposite[2])))
        columns = sorted((column_number(corner[1]), column_number(opposite[1])))
        return Area(rows[0], columns[0], rows[1], columns[1])
    if whole := _COLUMNS.match(text):
        return Area(1, column_number(whole[1]), MAX_ROW, column_number(whole[2]))
    if whole := _ROWS.match(text):
        return Area(int(whole[1]), 1, int(whole[2]), MAX_COLUMN)
    return None


def areas_of(text: str) -> tuple[Area, ...]:
    """The rectangles of several references with spaces between (sqref); what is no reference is left out."""
    return tuple(area for part in text.split() if (area := area_of(part)))


def target_of(text: str) -> Target | None:
    """The area of a reference with or without a sheet name; None when it is none."""
    named = _SHEET.match(text)
    sheet = (named[1] or named[2]).replace("''", "'") if named else ""
    area = area_of(named[3] if named else text)
    return Target(sheet, area) if area else None


def clipped(area: Area, last_row: int, last_column: int) -> Area | None:
    """The part of the area that lies among the values; None when it lies wholly outside."""
    if area.top > last_row or area.left > last_column:
        return None
    return Area(area.top, area.left, min(area.bottom, last_row), min(area.right, last_column))

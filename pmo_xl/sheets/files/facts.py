"""Facts of a sheet that only its values decide: merges that matter, rows that are struck through as a whole."""

from collections.abc import Iterable, Mapping, Sequence, Set

from pmo_xl.model.grid import Area, CellValue
from pmo_xl.sheets.files.areas import clipped

Values = Sequence[Sequence[CellValue]]


def merges_among(rows: Values, merges: Iterable[Area]) -> tuple[Area, ...]:
    """The merges as far as there are values, without those that nobody can have meant."""
    height, width = len(rows), max(map(len, rows), default=0)
    found = []
    room = 2 * height * width  # merges do not overlap: what covers the sheet a second time was made by no program
    for area in merges:
        if part := clipped(area, height, width):
            room -= (part.bottom - part.top + 1) * (part.right - part.left + 1)
            if room < 0:
                break
            if not _covers_values(part, rows):
                found.append(part)
    return tuple(found)


def struck_rows(rows: Values, struck: Mapping[int, Set[int]]) -> frozenset[int]:
    """The rows whose every value is struck through; `struck` maps a row to its struck-through columns."""
    return frozenset(row for row, columns in struck.items() if _is_struck(rows, row, columns))


def _covers_values(area: Area, rows: Values) -> bool:
    """Whether a merge over rows and columns lies over a whole table: Excel would not have kept the values in it."""
    if area.top == area.bottom or area.left == area.right:
        return False
    below = (rows[row - 1][area.left - 1 : area.right] for row in range(area.top + 1, area.bottom + 1))
    return any(sum(value is not None for value in values) > 1 for values in below)


def _is_struck(rows: Values, row: int, columns: Set[int]) -> bool:
    values = rows[row - 1] if row <= len(rows) else ()
    filled = {column for column, value in enumerate(values, 1) if value is not None}
    return bool(filled) and filled <= columns

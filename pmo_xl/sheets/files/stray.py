"""Where the values of a sheet really end: a lonely value in the far corner must not make it billions of cells."""

from collections.abc import Callable, Iterable

from msgspec import Struct

from pmo_xl.model.grid import Area
from pmo_xl.model.place import column_letters
from pmo_xl.sheets.files.refusal import SheetError, too_big

ROW_GAP = 1_000  # blank rows after which what follows no longer belongs to a table
COLUMN_GAP = 200
_NAMED = 3  # cells named in the note


class Reach(Struct, frozen=True):
    """The furthest row and column with a value, and how many rows have one."""

    last_row: int
    last_column: int
    filled_rows: int


class Extent(Struct, frozen=True):
    """The last row and column that are read; `is_whole` when nothing with a value lies beyond them."""

    last_row: int
    last_column: int
    is_whole: bool = True
    notes: tuple[str, ...] = ()


def extent_of(reach: Reach, filled: Callable[[], Iterable[Area]], max_area: int) -> Extent:
    """How far the sheet is to be read, so that it spans at most `max_area` cells.

    `filled` gives the cells with a value when they have to be looked at. Values far away from all others are left out
    and named in a note. Raises SheetError when the sheet is too big without them.
    """
    if reach.last_row * reach.last_column <= max_area:
        return Extent(reach.last_row, reach.last_column)
    if reach.filled_rows > max_area:
        raise _refusal(reach.filled_rows, max_area)
    areas = list(filled())
    last_row = _end_of_cluster(((area.top, area.bottom) for area in areas), ROW_GAP)
    last_column = _end_of_cluster(((area.left, area.right) for area in areas if area.top <= last_row), COLUMN_GAP)
    if last_row * last_column > max_area:
        raise _refusal(last_row * last_column, max_area)
    far = [area for area in areas if area.top > last_row or area.left > last_column]
    named = "、".join(f"{column_letters(area.left)}{area.top}" for area in far[:_NAMED])
    count = sum((area.bottom - area.top + 1) * (area.right - area.left + 1) for area in far)
    more = f"など{count:,}セル" if count > min(len(far), _NAMED) else ""
    note = f"{named}{more}は表から遠く離れているため読んでいません。不要なら削除してください"
    return Extent(last_row, last_column, is_whole=False, notes=(note,))


def _end_of_cluster(used: Iterable[tuple[int, int]], gap: int) -> int:
    """The last of the used numbers, given as (first, last), before the first gap that is longer than `gap`."""
    end = 0
    for first, last in sorted(set(used)):
        if first - end > gap and end:
            break
        end = max(end, last)
    return end


def _refusal(found: int, limit: int) -> SheetError:
    big = too_big("表の広がり", found, limit, "セル")
    return SheetError(big.reason, big.hint)

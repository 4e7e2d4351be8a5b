"""Where the values of a sheet really end: a lonely value in the far corner must not make it billions of cells."""

from collections.abc import Iterable

from msgspec import Struct

from pmo_xl.model.place import column_letters
from pmo_xl.sheets.refusal import SheetError, too_big
from pmo_xl.sheets.scan import CellFacts
from pmo_xl.sheets.stream import cells

ROW_GAP = 1_000  # blank rows after which what follows no longer belongs to a table
COLUMN_GAP = 200
_NAMED = 3  # cells named in the note


class Extent(Struct, frozen=True):
    """The last row and column that are read; `is_whole` when nothing with a value lies beyond them."""

    last_row: int
    last_column: int
    is_whole: bool = True
    notes: tuple[str, ...] = ()


def extent_of(xml: bytes, facts: CellFacts, max_area: int) -> Extent:
    """How far the sheet is to be read, so that it spans at most `max_area` cells.

    Values far away from all others are left out and named in a note. Raises SheetError when the sheet is too big
    without them.
    """
    if facts.last_row * facts.last_column <= max_area:
        return Extent(facts.last_row, facts.last_column)
    if facts.filled_rows > max_area:
        raise _refusal(facts.filled_rows, max_area)
    places = [(cell.row, cell.column) for cell in cells(xml) if not isinstance(cell, int) and cell.text]
    last_row = _end_of_cluster((row for row, _ in places), ROW_GAP)
    last_column = _end_of_cluster((column for row, column in places if row <= last_row), COLUMN_GAP)
    if last_row * last_column > max_area:
        raise _refusal(last_row * last_column, max_area)
    far = [place for place in places if place[0] > last_row or place[1] > last_column]
    named = "、".join(f"{column_letters(column)}{row}" for row, column in far[:_NAMED])
    more = f"など{len(far)}セル" if len(far) > _NAMED else ""
    note = f"{named}{more}は表から遠く離れているため読んでいません。不要なら削除してください"
    return Extent(last_row, last_column, is_whole=False, notes=(note,))


def _end_of_cluster(used: Iterable[int], gap: int) -> int:
    """The last used number before the first gap that is longer than `gap`."""
    end = 0
    for number in sorted(set(used)):
        if number - end > gap and end:
            break
        end = number
    return end


def _refusal(found: int, limit: int) -> SheetError:
    big = too_big("表の広がり", found, limit, "セル")
    return SheetError(big.reason, big.hint)

"""Merged cells among the lines and columns that are drawn: how wide and high each is, and which cells it covers."""

from collections.abc import Mapping, Sequence, Set
from typing import Final

from msgspec import Struct

from pmo_xl.model.grid import Area
from pmo_xl.reports.sheet_window import Gap, Span

Item = int | Gap | tuple[int]  # a row; rows that are not drawn; the line of meanings below a heading row
Cell = tuple[Item, int]  # a line, and a place among the drawn columns

_ALONE: Final = (1, 1)


class Merged(Struct, frozen=True):
    """How many drawn columns and lines a cell takes, where it is more than one; and the cells below such ones.

    `tied` are the rows that a tall one ties together: none of them can be left out alone.
    """

    sizes: Mapping[Cell, tuple[int, int]]
    covered: Set[Cell]
    tied: Sequence[Set[int]]

    def size(self, cell: Cell) -> tuple[int, int]:
        """The width and height of a cell."""
        return self.sizes.get(cell, _ALONE)

    def with_tied(self, rows: Set[int]) -> Set[int]:
        """The rows with all that are tied to them."""
        found: set[int] = set(rows)
        grown = True
        while grown:
            before = len(found)
            found.update(*(tied for tied in self.tied if not found.isdisjoint(tied)))
            grown = len(found) > before
        return found


def merged(merges: Sequence[Area], items: Sequence[Item], spans: Sequence[Span]) -> Merged:
    """The merges of a sheet as far as they are drawn; of those that overlap (a damaged file) the first stands."""
    place = {item: at for at, item in enumerate(items) if isinstance(item, int)}
    columns = {column: at for at, span in enumerate(spans) for column in range(span.first, span.last + 1)}
    sizes: dict[Cell, tuple[int, int]] = {}
    covered: set[Cell] = set()
    tied: list[Set[int]] = []
    for area in merges:
        start, left = place.get(area.top), columns.get(area.left)
        if start is None or left is None or (area.top, left) in covered or (area.top, left) in sizes:
            continue
        lines = _lines(items[start:], area.bottom)
        right = columns[min(area.right, spans[-1].last)]
        cells = {(line, column) for line in lines for column in range(left, right + 1)}
        if covered.isdisjoint(cells) and sizes.keys().isdisjoint(cells):
            sizes[area.top, left] = (right - left + 1, len(lines))
            covered |= cells - {(area.top, left)}
            if len(lines) > 1:
                tied.append({line for line in lines if isinstance(line, int)})
    return Merged(sizes, covered, tied)


def _lines(items: Sequence[Item], bottom: int) -> Sequence[Item]:
    """The lines from the first one down to the last drawn row not below `bottom`; a gap ends them."""
    last = 0
    for at, item in enumerate(items):
        if isinstance(item, Gap) or (isinstance(item, int) and item > bottom):
            break
        last = at if isinstance(item, int) else last
    return items[: last + 1]

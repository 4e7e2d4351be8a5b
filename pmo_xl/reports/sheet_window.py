"""Which rows and columns of a sheet a page draws: the first ones, whatever has to be seen, and gaps for the rest."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence, Set
from typing import Final

from msgspec import Struct

from pmo_xl.model.grid import Grid, is_blank

MOST_ROWS: Final = 400
MOST_COLUMNS: Final = 60
_FROM_THE_TOP = 0.75  # share of the rows that are simply the first ones
_NARROW = 3  # so many blank rows or columns are drawn, more become a gap


class Gap(Struct, frozen=True):
    """Rows that are not drawn, both ends included; so many of them hold something."""

    first: int
    last: int
    filled: int


class Span(Struct, frozen=True):
    """Sheet columns drawn as one: a column with the blank ones it is merged with, or a run of blank columns."""

    first: int
    last: int


def rows_drawn(grid: Grid, wanted: Iterable[int], most: int = MOST_ROWS) -> list[int | Gap]:
    """Row numbers from the top down, at most `most` filled ones; `wanted` are drawn wherever they lie, first come."""
    filled = [number for number, row in enumerate(grid.rows, 1) if len(row) > row.count(None)]
    filled = sorted({*filled, *(row for row, _ in grid.facts.errors), *(row for row, _ in grid.facts.uncached)})
    chosen = set(filled[: int(most * _FROM_THE_TOP)] if len(filled) > most else filled)
    for row in (*wanted, *filled):
        if len(chosen) >= most:
            break
        chosen.add(row)
    return _with_gaps(sorted(chosen), filled)


def _with_gaps(rows: Sequence[int], filled: Sequence[int]) -> list[int | Gap]:
    found: list[int | Gap] = []
    above, passed = 0, 0  # the row drawn last, and how many filled ones lie above and in it
    for row in rows:
        between = 0
        while passed < len(filled) and filled[passed] < row:
            between += filled[passed] > above
            passed += 1
        skipped = range(above + 1, row)
        if skipped:
            found += skipped if len(skipped) <= _NARROW and not between else [Gap(above + 1, row - 1, between)]
        found.append(row)
        above = row
    rest = [row for row in filled[passed:] if row > above]
    return [*found, Gap(above + 1, rest[-1], len(rest))] if rest else found


def columns_drawn(
    grid: Grid, rows: Iterable[int], wanted: Set[int], most: int = MOST_COLUMNS
) -> tuple[list[Span], int]:
    """The columns that hold something in these rows, left to right, at most `most`; and how many more there are.

    A blank column that is only the further part of merged cells (方眼紙) is drawn with the column to its left.
    """
    drawn = set(rows)
    used = set(wanted)
    for row in drawn:
        cells = grid.rows[row - 1] if row <= len(grid.rows) else ()
        used.update(column for column, value in enumerate(cells, 1) if not is_blank(value))
    for row, column in (*grid.facts.errors, *grid.facts.uncached):
        if row in drawn:
            used.add(column)
    last = max(used, default=0)
    merged: set[int] = set()
    in_order = sorted(drawn)
    for area in grid.facts.merges:
        first = bisect_left(in_order, area.top)
        if first < len(in_order) and in_order[first] <= area.bottom:
            merged.update(range(area.left + 1, min(area.right, last + most) + 1))
    spans: list[Span] = []
    for column in sorted(used):
        above = spans[-1].last if spans else 0
        spans += _blanks(above + 1, column - 1)
        right = column
        while right + 1 in merged and right + 1 not in used:
            right += 1
        spans.append(Span(column, right))
    return spans[:most], sum(span.last - span.first + 1 for span in spans[most:])


def _blanks(first: int, last: int) -> list[Span]:
    """Blank columns one by one where there are few, else as one."""
    if last - first + 1 > _NARROW:
        return [Span(first, last)]
    return [Span(column, column) for column in range(first, last + 1)]

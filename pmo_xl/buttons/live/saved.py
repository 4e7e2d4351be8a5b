"""What only the saved file tells about a sheet (drop-downs, colours, frozen rows), laid on its rows as they are now.

Excel would take a question per cell for these, so they come from the last saved state. Whoever edits changes cells, or
puts rows in or takes rows out in one place: the rows above and below are still the same, and show how far it moved.
"""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from msgspec.structs import replace

from pmo_xl.model.grid import Area, CellValue, Grid, SheetFacts, Validation
from pmo_xl.sheets.files.areas import clipped

T = TypeVar("T")
Values = Sequence[Sequence[CellValue]]


class Moved:
    """Where the rows of the saved sheet stand in the open one."""

    def __init__(self, old: Values, new: Values) -> None:
        before = [_plain(row) for row in old]
        after = before if new is old else [_plain(row) for row in new]
        shorter = min(len(before), len(after))
        self.above = next((at for at in range(shorter) if before[at] != after[at]), shorter)
        rest = shorter - self.above
        self.below = next((at for at in range(rest) if before[-1 - at] != after[-1 - at]), rest)
        self.was, self.now = len(before), len(after)
        self.is_alike = any(len(row) > 1 for row in (*before[: self.above], *before[self.was - self.below :]))

    def row(self, row: int) -> int | None:
        """The row's number now; None for one among those that came or went."""
        if row <= self.above:
            return row
        if row > self.was - self.below:
            return row + self.now - self.was
        return row if self.was == self.now else None

    def area(self, area: Area) -> Area:
        """The same area, grown or moved with its rows."""
        top = self.row(area.top) or self.above + 1
        bottom = self.row(area.bottom) or self.now - self.below
        return Area(min(top, bottom), area.left, max(top, bottom), area.right)


def carried(saved: Grid, rows: Values) -> SheetFacts | None:
    """The facts of the saved sheet on the rows as they are now; None where the two have no row in common.

    Without a common row columns may have moved too, and every fact would be said of a wrong cell.
    """
    moved = Moved(saved.rows, rows)
    if not moved.is_alike:
        return None
    facts = saved.facts
    height, width = len(rows), max(map(len, rows), default=0)
    return replace(
        facts,
        errors={},
        uncached=frozenset(),
        formulas={},
        merges=tuple(part for area in facts.merges if (part := clipped(moved.area(area), height, width))),
        hidden_rows=_rows(facts.hidden_rows, moved),
        validations=tuple(Validation(tuple(map(moved.area, rule.areas)), rule.words) for rule in facts.validations),
        list_objects=tuple(replace(found, area=moved.area(found.area)) for found in facts.list_objects),
        filter_area=moved.area(facts.filter_area) if facts.filter_area else None,
        frozen_rows=facts.frozen_rows,
        struck_rows=_rows(facts.struck_rows, moved),
        struck=_by_row(facts.struck, moved),
        grounds=None if facts.grounds is None else _by_row(facts.grounds, moved),
        dressed_rows=_rows(facts.dressed_rows, moved),
    )


def _rows(rows: frozenset[int], moved: Moved) -> frozenset[int]:
    return frozenset(now for row in rows if (now := moved.row(row)))


def _by_row(told: Mapping[int, T], moved: Moved) -> dict[int, T]:
    return {now: value for row, value in told.items() if (now := moved.row(row))}


def _plain(row: Sequence[CellValue]) -> tuple[CellValue, ...]:
    """The row up to its last value."""
    end = len(row)
    while end and row[end - 1] is None:
        end -= 1
    return tuple(row[:end])

"""A sheet as the heading finder looks at it: filled cells per row, texts as a person sees them, merged cells."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cached_property

from pmo_xl.model.days import full_day
from pmo_xl.model.grid import Area, CellValue, Grid, SheetFacts, is_blank


def text_of(value: CellValue) -> str:
    """The trimmed text of a cell; "" for blanks and for values that are no text."""
    return value.strip() if type(value) is str else ""


def shown(value: CellValue) -> str:
    """The cell as a person reads it in a heading: numbers without a useless .0, days as 2024/05/07."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return full_day(value)
    return str(value).strip()


class View:
    """One grid with what is asked of it again and again. Rows and columns count from 1."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.rows = grid.rows
        self.facts: SheetFacts = grid.facts
        self.last_row = len(grid.rows)

    @cached_property
    def filled(self) -> list[int]:
        """How many cells each row fills, row 1 first; cells of spaces count."""
        return [len(row) - row.count(None) for row in self.rows]

    @cached_property
    def width(self) -> int:
        """The last column of the widest row."""
        return max(map(len, self.rows), default=0)

    def value(self, row: int, column: int) -> CellValue:
        """The value of a cell; None outside of what is filled."""
        return self.grid.value(row, column)

    def cells(self, row: int, last: int | None = None) -> Iterator[tuple[int, CellValue]]:
        """The filled cells of a row as (column, value), left to right, up to the column `last`."""
        if not 0 < row <= self.last_row:
            return
        for column, value in enumerate(self.rows[row - 1][:last], 1):
            if not is_blank(value):
                yield column, value

    def is_dressed(self, row: int) -> bool:
        """Whether the row looks like a heading: bold or coloured, and what stands below it is not."""
        return row in self.facts.dressed_rows and row + 1 not in self.facts.dressed_rows

    def is_empty(self, row: int) -> bool:
        """Whether nothing stands in the row."""
        return not 0 < row <= self.last_row or self.filled[row - 1] == 0

    @cached_property
    def _merges(self) -> Mapping[tuple[int, int], Area]:
        return {(area.top, area.left): area for area in self.facts.merges}

    def area(self, row: int, column: int) -> Area:
        """The merge that begins in the cell, else the cell alone."""
        return self._merges.get((row, column)) or Area(row, column, row, column)

    @cached_property
    def tall_merges(self) -> tuple[Area, ...]:
        """The merges over more than one row."""
        return tuple(area for area in self.facts.merges if area.bottom > area.top)

    def is_used(self, left: int, right: int, top: int, bottom: int) -> bool:
        """Whether any cell of the rectangle holds something."""
        rows = self.rows[top - 1 : bottom]
        return any(not is_blank(value) for row in rows for value in row[left - 1 : right])

    def first_filled(self, count: int) -> list[int]:
        """The first `count` rows that hold anything."""
        found = []
        for row, filled in enumerate(self.filled, 1):
            if filled:
                found.append(row)
                if len(found) == count:
                    break
        return found

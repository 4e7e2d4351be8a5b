"""The rows below one heading as a whole: where they end, which columns tell of a record, which only of its number."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final

from pmo_xl.model.fields import Sort, base_name, sort_of
from pmo_xl.model.grid import Area, CellValue, is_blank
from pmo_xl.sheets.finding.heading_cells import Heading
from pmo_xl.sheets.finding.view import View, text_of
from pmo_xl.sheets.finding.wishes import Column

LONG_GAP = 20  # blank rows after which stray text is no longer the table
_MAIN: Final = ("title", "description", "expected", "steps", "viewpoint", "owner", "planned_date", "phase", "category")
_BY_FORMULA = 0.9  # share of formulas from which on a column is worked out, not written
_HAVE_IDS = 0.03  # share of rows with a number from which on a row without one is something else


class Body:
    """The rows from below a heading to `last`, with what is asked of them for every row.

    `id_column` and `main` are the columns of the number and of the text that makes a record; 0 when there is none.
    """

    def __init__(
        self, view: View, heading: Heading, columns: Sequence[Column], fields: Mapping[str, int], kind: str, last: int
    ) -> None:
        self.view = view
        self.heading = heading
        self.kind = kind
        self.fields = fields
        self.names = {column: name for name, column in fields.items()}
        self.columns = [(column.cell.column, column.cell.last) for column in columns]
        self.left, self.right = self.columns[0][0], max(last for _, last in self.columns)
        self.id_column = fields.get("test_case_id") or fields.get("id") or fields.get("scenario_id") or 0
        others = [column for column in fields.values() if column != self.id_column]
        self.main = next((fields[name] for name in _MAIN if name in fields), others[0] if others else 0)
        self.first = heading.bottom + 1
        self._values: dict[int, list[CellValue]] = {}  # columns asked for more than once
        self.stray: list[int] = []
        self.gap: tuple[int, int] | None = None  # first row and length of the gap that ends the table
        self.last = self._end(min(last, view.last_row))

    @cached_property
    def words(self) -> frozenset[str]:
        """The texts that stand in the rows of its heading."""
        return frozenset(
            text for row in self.heading.rows for _, value in self.view.cells(row) if (text := text_of(value))
        )

    def field(self, column: int) -> str:
        """The field of a column without its number; a column without one is as good as 備考."""
        return base_name(self.names.get(column, "remarks"))

    def sort(self, column: int) -> Sort:
        """What sort of value the column holds."""
        return sort_of(self.field(column))

    def values(self, column: int) -> list[CellValue]:
        """A column of the body, its first row first."""
        if column not in self._values:
            rows = self.view.rows[self.first - 1 : self.last]
            try:
                self._values[column] = [row[column - 1] for row in rows]
            except IndexError:
                self._values[column] = [row[column - 1] if len(row) >= column else None for row in rows]
        return self._values[column]

    def cells(self, row: int) -> dict[int, CellValue]:
        """The filled cells of a row by the first column of their heading; error cells count as filled."""
        values = self.view.rows[row - 1]
        found: dict[int, CellValue] = {}
        for column, last in self.columns:
            if column > len(values):
                break
            value = values[column - 1]
            if value is None and last > column:
                value = next((other for other in values[column:last] if other is not None), None)
            if not is_blank(value):
                found[column] = value
        if self.view.facts.errors:
            for column, _ in self.columns:
                if word := self.view.facts.errors.get((row, column)):
                    found.setdefault(column, word)
        return found

    @cached_property
    def has_ids(self) -> bool:
        """Whether its records are numbered."""
        if not self.id_column:
            return False
        ids = self.values(self.id_column)
        return len(ids) - ids.count(None) > _HAVE_IDS * len(ids)

    @cached_property
    def by_formula(self) -> frozenset[int]:
        """The columns that formulas fill from top to bottom: what they show is no evidence of a record."""
        found = set()
        for column, rows in self.view.facts.formulas.items():
            own = sum(self.first <= row <= self.last for row in rows)
            if own < 3 or not self.left <= column <= self.right:
                continue
            filled = sum(value is not None for value in self.values(column))
            if own >= _BY_FORMULA * filled:
                found.add(column)
        return frozenset(found)

    def merged_above(self, row: int) -> Area | None:
        """The merge that makes this row's number (or text, without numbers) the one of a row above."""
        return self._merged.get(row)

    @cached_property
    def _merged(self) -> Mapping[int, Area]:
        column = self.id_column or self.main
        return {
            row: area
            for area in self.view.tall_merges
            if area.left == column and area.top >= self.first
            for row in range(area.top + 1, min(area.bottom, self.last) + 1)
        }

    @cached_property
    def is_alone(self) -> bool:
        """Whether nothing stands on the sheet beside the table, as far as its first rows tell."""
        sample = self.view.rows[self.first - 1 : self.first + 200]
        return all(is_blank(value) for row in sample for value in (*row[: self.left - 1], *row[self.right :]))

    @cached_property
    def counts(self) -> Sequence[int]:
        """How many cells each row fills, first row first; at least that many when something stands beside."""
        if self.is_alone:
            return self.view.filled[self.first - 1 : self.last]
        return [len(self.cells(row)) for row in range(self.first, self.last + 1)]

    @cached_property
    def is_mostly_short(self) -> bool:
        """Whether most rows hold nothing but one text: then these are records, not sections."""
        counts = [count for count in self.counts[:400] if count]
        return sum(count < 2 for count in counts) > 0.5 * len(counts)

    def _end(self, last: int) -> int:
        """The last row of the table: what follows a long gap is stray unless it goes on as before."""
        filled = bytes(min(count, 255) for count in self.view.filled[self.first - 1 : last])
        gap = filled.find(bytes(LONG_GAP))
        while gap >= 0:
            after = len(filled) - len(filled[gap:].lstrip(b"\0"))
            rest = range(self.first + after, last + 1)
            if not any(len(self.cells(row)) >= max(2, len(self.columns) // 3) for row in rest[:LONG_GAP]):
                self.stray = [row for row in rest if self.cells(row)]
                self.gap = (self.first + gap, after - gap)
                return self.first + gap - 1
            gap = filled.find(bytes(LONG_GAP), after)
        return last

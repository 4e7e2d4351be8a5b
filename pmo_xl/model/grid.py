"""The values of one sheet under their true addresses, and what the sheet's XML says beside them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from msgspec import Struct
from msgspec import field as fresh

CellValue = str | float | int | bool | date | datetime | time | timedelta | None
Rows = list[list[CellValue]]


def is_blank(value: CellValue) -> bool:
    """Whether nothing is written in a cell: no value, or only spaces."""
    return value is None or (isinstance(value, str) and not value.strip())


class Area(Struct, frozen=True):
    """A rectangle of cells, both corners included, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether the cell lies inside."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


class Validation(Struct, frozen=True):
    """A drop-down list: the cells it governs and the words it allows, in their order."""

    areas: tuple[Area, ...]
    words: tuple[str, ...]


class ListObject(Struct, frozen=True):
    """An Excel table (ListObject): its range with the heading row, and the heading texts."""

    name: str
    area: Area
    columns: tuple[str, ...]
    header_rows: int = 1
    totals_rows: int = 0


class SheetFacts(Struct, frozen=True):
    """What the values alone do not show. Cells are (row, column) pairs counted from 1.

    `errors` maps a cell to its error word (#REF!); `uncached` are formulas whose value was never saved;
    `formulas` maps a column to the set of its rows that hold a formula. `dressed_rows` are those among the first rows
    whose cells are bold or coloured, as headings are; `choice_columns` hold the words of drop-down lists. `struck`
    maps a row to its struck-through columns (`struck_rows`: every value of the row is). `grounds` maps a row to the
    colours of its cells, column by column; None where nobody has looked.
    """

    visibility: str = "visible"  # visible | hidden | veryHidden
    errors: Mapping[tuple[int, int], str] = fresh(default_factory=dict)
    uncached: frozenset[tuple[int, int]] = frozenset()
    formulas: Mapping[int, frozenset[int]] = fresh(default_factory=dict)
    merges: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    validations: tuple[Validation, ...] = ()
    list_objects: tuple[ListObject, ...] = ()
    filter_area: Area | None = None
    frozen_rows: int = 0
    struck_rows: frozenset[int] = frozenset()
    struck: Mapping[int, frozenset[int]] = fresh(default_factory=dict)
    grounds: Mapping[int, Mapping[int, str]] | None = fresh(default_factory=dict)
    dressed_rows: frozenset[int] = frozenset()
    choice_columns: frozenset[int] = frozenset()
    comments: int = 0
    drawings: int = 0
    notes: tuple[str, ...] = ()
    is_ours: bool = False  # written by a button of ours into a person's workbook


class Grid(Struct, frozen=True):
    """One sheet: `rows[r - 1][c - 1]` is the value of row r, column c. Blank cells are None.

    Rows may be shorter than the widest one and end with the last filled row: `value` answers None beyond.
    """

    file: str
    sheet: str
    rows: Sequence[Sequence[CellValue]]
    facts: SheetFacts = fresh(default_factory=SheetFacts)

    def __repr__(self) -> str:
        return f"<Grid {self.file} {self.sheet}: {len(self.rows)} rows>"

    def value(self, row: int, column: int) -> CellValue:
        """The value of a cell, None when blank or outside what is filled."""
        if 0 < row <= len(self.rows):
            cells = self.rows[row - 1]
            if 0 < column <= len(cells):
                return cells[column - 1]
        return None

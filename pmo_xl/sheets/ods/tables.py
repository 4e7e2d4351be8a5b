"""The sheets of an OpenDocument spreadsheet as they are written: what is repeated stands there once, with its count."""

from typing import NamedTuple

from msgspec import Struct
from msgspec import field as fresh

from pmo_xl.model.grid import Area, CellValue
from pmo_xl.sheets.ods.styles import Look


class CellMeaning(NamedTuple):
    """What a filled cell says: its value or error, and what else it is; `is_cleaned` when characters had to go.

    `is_remarkable` when there is more to say of it than its value.
    """

    value: CellValue
    error: str | None
    is_formula: bool
    is_uncached: bool
    is_cleaned: bool
    is_remarkable: bool
    look: Look


class OpenCell(NamedTuple):
    """Filled cells beside each other that are all alike; columns count from 1."""

    first: int
    last: int
    meaning: CellMeaning


class OpenRow(NamedTuple):
    """Rows below each other that are all alike; rows count from 1."""

    first: int
    last: int
    cells: list[OpenCell]


class Merge(NamedTuple):
    """A merge that begins in each of these rows."""

    first: int
    last: int
    column: int
    height: int
    width: int


class OpenColumn(NamedTuple):
    """Columns beside each other: whether they are hidden, and the style of cells that have none of their own."""

    first: int
    last: int
    is_hidden: bool
    style: str


class OpenTable(Struct):
    """One sheet as written.

    `lists` maps the name of a validation and the columns it governs (first, last) to the cells, top to bottom.
    """

    name: str
    style: str
    rows: list[OpenRow] = fresh(default_factory=list)
    columns: list[OpenColumn] = fresh(default_factory=list)
    hidden_rows: list[tuple[int, int]] = fresh(default_factory=list)
    merges: list[Merge] = fresh(default_factory=list)
    lists: dict[tuple[str, int, int], list[Area]] = fresh(default_factory=dict)
    comments: int = 0
    drawings: int = 0
    is_cleaned: bool = False


class NamedPlace(NamedTuple):
    """A name for cells: its sheet ("" for the whole workbook), the name, and the place as written."""

    sheet: str
    name: str
    place: str


class DatabaseRange(NamedTuple):
    """A filtered area or named table; `has_head` tells whether its first row holds headings."""

    name: str
    place: str
    is_filtered: bool
    has_head: bool

    @property
    def is_anonymous(self) -> bool:
        """Whether only a program knows of it: the area of an ordinary filter."""
        return self.name.startswith("_") or not self.name

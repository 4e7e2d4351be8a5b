"""How one table of a sheet was understood: heading, columns, which rows are records, and what was left out."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec import field as fresh

from pmo_xl.model.grid import Grid
from pmo_xl.model.place import Place


class Rival(Struct, frozen=True):
    """A column that looks like a field which another column holds. `is_close`: hardly less than that one.

    `score` tells how much it looks so, by heading and cells (about 1 for a plain heading, more where the kind needs
    the field); `says` is the sentence of `Table.notes` about it.
    """

    field: str
    used: int
    column: int
    score: float
    is_close: bool
    says: str


class Table(Struct, frozen=True):
    """One table found on one sheet. Rows and columns count from 1 as in Excel.

    `columns` gives a field's column, `headers` each column's heading as a person sees it (two rows joined as
    「予定 / 開始日」), `unmapped` the headings without a field. `record_rows` are the first rows of the records;
    `continued` maps such a row to the further rows of the same record. `left_out` gives the reason for every other
    filled row below the heading (totals, footers, stray text). `sections` maps a section row to its text.
    `vocabulary` maps field → {written word: canonical value} where pmo.toml or a drop-down list decided it.
    `head` gives the cells (row, column) of a label/value block above the table: the 会議名, 日時, 出席者 of a memo.
    `cell_rows` gives the row of each field's cell in a form, where every field of the one record has its own.
    `synthetic` names fields the reader worked out although the table has no such column (status from closed_date).
    `rivals` are columns without a field that might have held one.
    `within` is the kind of the table among whose columns these stand (選択肢A of an issue), "" for a table of its own;
    `common` are the fields whose column speaks of all such choices of a row (推奨案).
    """

    kind: str
    grid: Grid
    header_rows: tuple[int, ...]
    columns: Mapping[str, int]
    headers: Mapping[int, str]
    unmapped: Mapping[int, str] = fresh(default_factory=dict)
    record_rows: tuple[int, ...] = ()
    continued: Mapping[int, tuple[int, ...]] = fresh(default_factory=dict)
    example_rows: tuple[int, ...] = ()
    section_rows: tuple[int, ...] = ()
    placeholder_rows: tuple[int, ...] = ()
    left_out: Mapping[int, str] = fresh(default_factory=dict)
    sections: Mapping[int, str] = fresh(default_factory=dict)
    vocabulary: Mapping[str, Mapping[str, str]] = fresh(default_factory=dict)
    head: Mapping[str, tuple[int, int]] = fresh(default_factory=dict)
    cell_rows: Mapping[str, int] = fresh(default_factory=dict)
    synthetic: frozenset[str] = frozenset()
    rivals: tuple[Rival, ...] = ()
    confidence: float = 1.0
    notes: tuple[str, ...] = ()
    within: str = ""
    common: frozenset[str] = frozenset()
    title: str = ""  # what stands above the table, or the sheet's name: used to tell a meeting, a side, a phase

    @property
    def file(self) -> str:
        """The workbook's name as shown to people."""
        return self.grid.file

    @property
    def sheet(self) -> str:
        """The sheet's name, verbatim."""
        return self.grid.sheet

    @property
    def heading_row(self) -> int:
        """Where to point at the table's headings: their last row; of a form, which has none, its first cell's row."""
        return self.header_rows[-1] if self.header_rows else min(self.cell_rows.values(), default=1)

    @property
    def first_row(self) -> int | None:
        """The first row of records, examples and sections; None when there is none."""
        rows = self.record_rows + self.example_rows + self.section_rows
        return min(rows) if rows else None

    @property
    def last_row(self) -> int | None:
        """The last such row, further rows of the last record included."""
        rows = self.record_rows + self.example_rows + self.section_rows
        return max((*rows, *(r for more in self.continued.values() for r in more))) if rows else None

    def section_of(self, row: int) -> str:
        """The text of the section row above a row; "" where the table has none there."""
        above = [number for number in self.sections if number < row]
        return self.sections[max(above)] if above else ""

    @property
    def id_field(self) -> str:
        """The field whose column holds the records' own ids."""
        return "test_case_id" if self.has("test_case_id") else "id"

    def has(self, name: str) -> bool:
        """Whether a column holds this field."""
        return name in self.columns

    def place(self, row: int, name: str | None = None) -> Place:
        """The cell of a field in a row; the whole row when the field has no column."""
        return Place(self.file, self.sheet, self.cell_rows.get(name or "", row), self.columns.get(name or "", 0))

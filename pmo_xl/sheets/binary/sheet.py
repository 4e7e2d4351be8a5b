"""What the records of a binary workbook (.xls, .xlsb) say of a sheet beside its values."""

from typing import Final

from msgspec import Struct
from msgspec import field as fresh

from pmo_xl.model.grid import Area
from pmo_xl.sheets.files.dressed import looks_dressed
from pmo_xl.sheets.files.frame import Frame, ListRule
from pmo_xl.sheets.files.scan import CellFacts

MAX_RECORDS: Final = 2_000_000  # of a book; walking over them takes a few seconds
_ERRORS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_UNKNOWN: Final = "#エラー"


class BinarySheet(Struct):
    """A sheet without its values; `looks` maps a row near the top to its filled and its dressed-up cells."""

    merges: list[Area] = fresh(default_factory=list)
    lists: list[ListRule] = fresh(default_factory=list)
    hidden_columns: list[tuple[int, int]] = fresh(default_factory=list)
    notes: set[tuple[int, int]] = fresh(default_factory=set)
    drawings: int = 0
    facts: CellFacts = fresh(default_factory=CellFacts)
    looks: dict[int, tuple[int, int]] = fresh(default_factory=dict)

    def reach(self, row: int, column: int) -> None:
        """Note that a value stands there."""
        self.facts.last_row = max(self.facts.last_row, row)
        self.facts.last_column = max(self.facts.last_column, column)

    def note_error(self, row: int, column: int, code: int) -> None:
        """Note an error cell by the number Excel has for its word."""
        self.facts.errors[row, column] = _ERRORS.get(code, _UNKNOWN)

    def frame(self) -> Frame:
        """The facts that do not stand in its cells."""
        return Frame(
            merges=tuple(self.merges),
            lists=tuple(self.lists),
            hidden_columns=tuple(self.hidden_columns),
            comments=len(self.notes),
            drawings=self.drawings,
        )

    def dressed_rows(self) -> frozenset[int]:
        """The rows that look like headings."""
        return frozenset(row for row, (filled, dressed) in self.looks.items() if looks_dressed(dressed, filled))


class BinaryBook(Struct):
    """The sheets by their names, and what the workbook's defined names stand for: ("", folded name) → cells.

    `is_locked` when a password hides all that.
    """

    sheets: dict[str, BinarySheet] = fresh(default_factory=dict)
    names: dict[tuple[str, str], str] = fresh(default_factory=dict)
    is_locked: bool = False

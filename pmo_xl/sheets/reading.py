"""What came of reading workbooks: registers to work with, and how every file and sheet was understood."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec import field as fresh

from pmo_xl.model.grid import Grid
from pmo_xl.model.record import Record
from pmo_xl.model.register import Oddity, Register
from pmo_xl.model.table import Table
from pmo_xl.situation import Source


class ReadTable(Struct, frozen=True):
    """A table with its records and the cells to report. `table` is the one the records point at.

    `register` names the register its records are in; "" when they are in none, and then `left_out` says why. `section`
    names the [registers.*] of pmo.toml that it was read by, "" when inspection found it.
    """

    table: Table
    records: tuple[Record, ...] = ()
    oddities: tuple[Oddity, ...] = ()
    register: str = ""
    section: str = ""
    left_out: str | None = None


class SheetReading(Struct, frozen=True):
    """One sheet: its tables, or in one sentence why it was passed over.

    `grid` are its cells; None for a sheet without any (a chart), and for a `damaged` one.
    """

    sheet: str
    skipped: str | None = None
    read: tuple[ReadTable, ...] = ()
    notes: tuple[str, ...] = ()
    grid: Grid | None = None
    damaged: bool = False

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables as they were understood, top down."""
        return tuple(one.table for one in self.read)


class FileReading(Struct, frozen=True):
    """One file: its sheets in order; or why it was refused, and what a person can do about it.

    `passing`: the reason may be gone in a moment.
    """

    file: str
    refused: str | None = None
    hint: str | None = None
    sheets: tuple[SheetReading, ...] = ()
    notes: tuple[str, ...] = ()
    passing: bool = False


class Reading(Struct, frozen=True):
    """Everything that was read: registers by name, files in the order given, their sources, remarks on the whole."""

    registers: Mapping[str, Register] = fresh(default_factory=dict)
    files: tuple[FileReading, ...] = ()
    sources: tuple[Source, ...] = ()
    notes: tuple[str, ...] = ()

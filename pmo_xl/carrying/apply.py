"""Write planned rows into the registers' own sheets; where that is not safe, lay them out for a person to paste."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from pmo_xl.carrying.laid_in import LaidIn
from pmo_xl.carrying.plan import Row
from pmo_xl.errors import BookError, PmoError
from pmo_xl.fixing.books import Ready, opened, write
from pmo_xl.situation import Source


class Carried(Struct, frozen=True):
    """What became of the rows. `refused` are the books that could not be written at all."""

    rows: tuple[Row, ...]
    undo: Path | None
    backups: tuple[Path, ...]
    refused: tuple[PmoError, ...]

    @property
    def unwritten(self) -> tuple[Row, ...]:
        """The new rows that are in no register, and have one to go to: what a person has to paste."""
        return tuple(row for row in self.rows if row.action == "add" and not row.done and row.table is not None)


def apply(rows: Sequence[Row], sources: Sequence[Source], out: Path, now: datetime) -> Carried:
    """Write new rows and blank cells into the workbooks they belong to; nothing that is written there is overwritten.

    A book is refused as by `fix`: no .xlsx or .xlsm, open, changed since it was read, not to be patched; a sheet where
    rows cannot join safely says so at its rows. The others are written, after a backup and an undo file in `out`.
    Raises SaveError when those cannot be written: nothing has been touched then.
    """
    known = {source.file: source for source in sources}
    by_file: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        if row.values and row.table is not None and (row.action == "update" or row.reason is None):
            by_file[row.table.file].append(number)
    refused: dict[str, PmoError] = {}
    reasons: dict[int, str] = {}
    ready: list[Ready] = []
    for file, numbers in by_file.items():
        try:
            book = LaidIn(opened(known[file]))
            for number in numbers:
                if rows[number].action == "update":
                    reasons |= book.fill(number, rows[number])
            for own in _by_table(numbers, rows):
                reasons |= book.join(own, rows)
            if book.cells:
                ready.append(book.ready())
        except PmoError as error:
            refused[file] = error
    done = write(ready, out, now)
    refused |= done.refused
    told = tuple(_told(number, row, reasons, refused) for number, row in enumerate(rows))
    return Carried(told, done.undo, done.backups, tuple(refused.values()))


def _by_table(numbers: Sequence[int], rows: Sequence[Row]) -> list[list[int]]:
    """The new rows, table by table."""
    tables: dict[int, list[int]] = defaultdict(list)
    for number in numbers:
        if rows[number].action == "add":
            tables[id(rows[number].table)].append(number)
    return list(tables.values())


def _told(number: int, row: Row, reasons: dict[int, str], refused: dict[str, PmoError]) -> Row:
    if not row.values or row.table is None or (row.action == "add" and row.reason):
        return row
    if error := refused.get(row.table.file):
        return replace(row, reason=error.reason if isinstance(error, BookError) else error.message)
    if why := reasons.get(number):
        return replace(row, reason="、".join(filter(None, (why, row.reason))))
    return replace(row, done=row.reason is None)

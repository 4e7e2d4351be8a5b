"""A workbook while rows are laid into its tables, with what the undo file tells of every cell."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from pmo_xl.carrying.plan import Row
from pmo_xl.carrying.room import cells_of, prepared_rows, room_of
from pmo_xl.fixing.books import Opened, Ready
from pmo_xl.fixing.readback import checked
from pmo_xl.fixing.undofile import CellBefore
from pmo_xl.model.grid import is_blank
from pmo_xl.model.place import column_letters
from pmo_xl.model.table import Table
from pmo_xl.patch import CellRefusal, Change, Patched, patch
from pmo_xl.patch.cellxml import Value
from pmo_xl.patch.located import address
from pmo_xl.patch.rows import append

_CODE: Final = "minutes"  # what the undo file calls these cells by


class LaidIn:
    """A workbook while its rows are laid in, table by table."""

    def __init__(self, book: Opened) -> None:
        self.book, self.data = book, book.data
        self.parts: tuple[str, ...] = ()
        self.cells: dict[tuple[str, str], CellBefore] = {}
        self.changes: list[Change] = []

    def fill(self, number: int, row: Row) -> dict[int, str]:
        """Fill blank cells of a row that is there; gives back why one could not be."""
        table = row.table
        if table is None or row.number is None:
            return {}
        wanted = {table.place(row.number, name).cell: (name, value) for name, value in row.values.items()}
        changes = [Change(table.sheet, cell, value) for cell, (_, value) in wanted.items()]
        patched = patch(self.data, table.file, changes)
        fields = {cell: name for cell, (name, _) in wanted.items()}
        made = [change for change in changes if (change.sheet, change.cell) not in patched.refused]
        self._take(patched, made, fields, {row.number: row.id}, joined=False)
        return {number: "、".join(dict.fromkeys(patched.refused.values()))} if patched.refused else {}

    def join(self, numbers: Sequence[int], rows: Sequence[Row]) -> dict[int, str]:
        """Lay new rows of one table in; gives back why some cannot be.

        Where no row may join below, those are written for which the table keeps rows ready.
        """
        table = rows[numbers[0]].table
        if table is None:
            return {}
        ready = len(prepared_rows(table))
        try:
            self._lay(table, numbers, rows)
        except CellRefusal as why:
            if not 0 < ready < len(numbers):
                return dict.fromkeys(numbers, str(why))
            return self.join(numbers[:ready], rows) | dict.fromkeys(numbers[ready:], str(why))
        return {}

    def _lay(self, table: Table, numbers: Sequence[int], rows: Sequence[Row]) -> None:
        room = room_of(table)
        values = [cells_of(table, rows[number].values) for number in numbers]
        ready = room.prepared[: len(numbers)]
        below = max((room.last, *room.prepared)) + 1
        fresh = range(below, below + len(numbers) - len(ready))
        if fresh and not all(is_blank(table.grid.value(fresh.stop, c)) for c in range(room.left, room.right + 1)):
            raise CellRefusal(f"表の下（{fresh.stop}行目）の内容とつながります")
        patched = append(self.data, table.file, room, values)
        places = [*ready, *fresh]
        changes = [
            Change(table.sheet, f"{column_letters(column)}{at}", value)
            for at, cells in zip(places, values, strict=True)
            for column, value in cells.items()
        ]
        fields = {f"{column_letters(c)}{at}": name for at in places for name, c in table.columns.items()}
        ids = {at: rows[number].id for at, number in zip(places, numbers, strict=True)}
        self._take(patched, changes, fields, ids, joined=True)

    def _take(
        self, patched: Patched, changes: Sequence[Change], fields: dict[str, str], ids: dict[int, str], *, joined: bool
    ) -> None:
        """Keep what was patched: for the undo file what stood in each cell, for the reading back what should now."""
        written = {(change.sheet, change.cell): change.value for change in changes}
        for (sheet, cell), before in patched.before.items():
            value = written.get((sheet, cell))
            self.cells[sheet, cell] = CellBefore(
                sheet=sheet,
                cell=cell,
                code="" if value is None else _CODE,
                id="" if value is None else ids[address(cell)[0]],
                field="" if value is None else fields[cell],
                old="",
                new=_text(value),
                element_before=before.decode(),
                element_after=patched.after[sheet, cell].decode(),
                joined=joined,
            )
        self.data, self.parts = patched.data, (*self.parts, *patched.parts)
        self.changes += changes

    def ready(self) -> Ready:
        """The workbook as it will be, read back; raises BookError when it does not say what it should."""
        patched = Patched(self.data, self.parts, {}, {}, {})
        checked(self.book.path, self.book.source.file, patched, self.changes)
        return Ready(self.book, patched, tuple(self.cells.values()))


def _text(value: Value) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)

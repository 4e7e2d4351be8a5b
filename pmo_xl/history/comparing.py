"""What changed since a kept state: rows that are new or gone, and cells that say something else now."""

from collections.abc import Iterator
from typing import Any, Literal

from msgspec import Struct

from pmo_xl.history.rows import WORKED_OUT, fields_of, plain
from pmo_xl.model.kept import PLACE, Kept, Row, row_identity
from pmo_xl.model.place import Place
from pmo_xl.model.record import Record, attribute_of
from pmo_xl.model.register import Register
from pmo_xl.situation import Situation


class Change(Struct, frozen=True):
    """One difference. `place` is the cell of the field now; of a row that is gone, the row it stood in then.

    `field`, `old` and `new` are "" and None for whole rows; values are plain (text, number, ISO date). `record` is the
    record as it is now, `row` what was kept of it, where there are such.
    """

    change: Literal["new", "gone", "changed"]
    register: str
    id: str
    field: str
    old: Any
    new: Any
    place: Place
    record: Record | None = None
    row: Row | None = None


def changes(previous: Kept, situation: Situation) -> tuple[Change, ...]:
    """The differences between a kept state and now: register by register, in the order of today's rows, gone ones last.

    Rows are matched by id however it is written, the n-th of an id with the n-th; rows without one are left out. A
    field that a register did not have then, or does not have now, is no change of its rows.
    """
    return tuple(_changes(previous, situation))


def _changes(previous: Kept, situation: Situation) -> Iterator[Change]:
    for name in dict.fromkeys([*situation.registers, *previous.registers]):
        rows = _by_id(previous.registers.get(name, ()))
        register = situation.registers.get(name)
        if register is not None:
            yield from _of_register(register, rows, _comparable(register, previous))
        for row in rows.values():
            yield Change("gone", name, str(row["id"]), "", None, None, _stood(row), row=row)


def _of_register(register: Register, rows: dict[tuple[str, int], Row], fields: tuple[str, ...]) -> Iterator[Change]:
    """New and changed records; takes what it finds out of `rows`."""
    seen: dict[str, int] = {}
    for record in register:
        if not record.id:
            continue
        key = record.identity
        seen[key] = seen.get(key, 0) + 1
        before = rows.pop((key, seen[key]), None)
        if before is None:
            yield Change("new", register.name, record.id, "", None, None, record.place(record.table.id_field), record)
        else:
            yield from _of_record(register.name, record, before, fields)


def _of_record(register: str, record: Record, before: Row, fields: tuple[str, ...]) -> Iterator[Change]:
    own = vars(record)
    for field in fields:
        old, now = before.get(field), own.get(attribute_of(field))
        if old != now and (new := plain(now)) != old and record.table.has(field):
            yield Change("changed", register, record.id or "", field, old, new, record.place(field), record, before)


def _comparable(register: Register, previous: Kept) -> tuple[str, ...]:
    """The fields that both states know; a state without a list of columns is believed to have known all."""
    known = previous.columns.get(register.name)
    return tuple(f for f in fields_of(register) if f not in WORKED_OUT and (known is None or f in known))


def _by_id(rows: tuple[Row, ...]) -> dict[tuple[str, int], Row]:
    found: dict[tuple[str, int], Row] = {}
    count: dict[str, int] = {}
    for row in rows:
        if row.get("id"):
            key = row_identity(row)
            count[key] = count.get(key, 0) + 1
            found[key, count[key]] = row
    return found


def _stood(row: Row) -> Place:
    file, sheet, number = row.get(PLACE, ("", "", 0))
    return Place(file, sheet, number)

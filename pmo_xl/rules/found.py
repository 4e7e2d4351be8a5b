"""What a rule says: what it found and in which cell, or what it could not look at."""

from collections.abc import Iterator
from datetime import date, datetime

from msgspec import Struct

from pmo_xl.model.finding import Fix, Gravity
from pmo_xl.model.place import Place
from pmo_xl.model.record import Record
from pmo_xl.model.register import Oddity


class Found(Struct, frozen=True):
    """One thing a rule found. The engine adds code and level and makes it a `Finding`.

    `others` are further records whose cells the rule read to come to this (the tests of a defect).
    `level` is given only where the rule itself knows several.
    """

    place: Place
    message: str
    field: str = ""
    id: str = ""
    record: Record | None = None
    fix: Fix | None = None
    level: Gravity | None = None
    others: tuple[Record, ...] = ()


class Skip(Struct, frozen=True):
    """Something a rule could not look at, and why."""

    reason: str


Said = Iterator[Found | Skip]


def found(
    record: Record,
    field: str,
    message: str,
    *,
    fix: Fix | None = None,
    level: Gravity | None = None,
    others: tuple[Record, ...] = (),
) -> Found:
    """Something wrong in the cell of a record's field."""
    return Found(record.place(field), message, field, record.id or "", record, fix, level, others)


def odd(oddity: Oddity, record: Record | None, message: str, fix: Fix | None = None) -> Found:
    """Something odd that reading met in a cell; `record` is the one whose cell it is, where there is one."""
    place = oddity.table.place(oddity.row, oddity.field)
    return Found(place, message, oddity.field, (record.id if record else None) or "", record, fix)


def propose(record: Record, field: str, new: date | str) -> Fix:
    """A new value for the cell of a record's field, for a person to confirm."""
    return Fix("suggest", record.place(field), as_text(record.written(field)), as_text(new))


def as_text(value: object) -> str:
    """A cell's value as a fix shows it: dates in ISO form, nothing as ""."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)

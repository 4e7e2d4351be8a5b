"""A record as it is kept: its own fields as plain values, and the row it stood in."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from pmo_xl.model.ids import fold_id
from pmo_xl.model.kept import IDENTITY, PLACE
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register

WORKED_OUT = ("verdict", "verdict_date")  # not cells of their own: what the rounds of a test amount to on the day


def row_of(record: Record) -> dict[str, Any]:
    """Field → text, number or ISO date, blank ones left out; `_place` is [file, sheet, row]."""
    fields = ["id", *(name for name in record.table.columns if name != "id"), *sorted(record.table.synthetic)]
    if record.table.kind == "test":
        fields += WORKED_OUT
    row = {name: plain(value) for name in fields if (value := record.get(name)) is not None}
    if record.id and record.identity != fold_id(record.id):
        row[IDENTITY] = record.identity
    return row | {PLACE: [record.table.file, record.table.sheet, record.row]}


def plain(value: Any) -> Any:  # noqa: ANN401 - a field's type depends on its name
    """A date as its ISO text, anything else as it is."""
    return value.isoformat() if isinstance(value, date) else value


def fields_of(register: Register) -> tuple[str, ...]:
    """Every field its tables have, in the order of their columns."""
    return tuple(dict.fromkeys(_fields(register)))


def _fields(register: Register) -> Iterator[str]:
    for table in register.tables:
        yield from table.columns
        yield from sorted(table.synthetic)

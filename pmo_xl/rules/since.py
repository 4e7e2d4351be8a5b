"""What became of a register's records since a kept state: column by column, so that 20,000 rows take a moment."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pmo_xl.history.rows import plain
from pmo_xl.model.fields import sort_of
from pmo_xl.model.kept import Row, row_identity
from pmo_xl.model.record import Record, attribute_of


class Change(NamedTuple):
    """A field of a record says something else than its kept row: the values of before (as kept) and now."""

    record: Record
    row: Row
    before: Any
    now: Any


class Since(NamedTuple):
    """How many records have a kept row, whether others are new, and field → what changed in it, row by row."""

    compared: int
    has_new: bool
    changes: Mapping[str, Sequence[Change]]


def since(records: Sequence[Record], rows: Iterable[Row]) -> Since:
    """The records beside their kept rows; those of one id, or of none, in their order."""
    kept, more = _by_identity(rows)
    here: list[Record] = []
    there: list[Row] = []
    for record in records:
        identity = record.identity
        row = kept.pop(identity, None)
        if row is not None:
            here.append(record)
            there.append(row)
            if more.get(identity):
                kept[identity] = more[identity].pop(0)
    changes: dict[str, list[Change]] = {}
    tables = {id(record.table): record.table for record in here}
    for key, table in tables.items():
        own = range(len(here)) if len(tables) == 1 else [n for n, record in enumerate(here) if id(record.table) == key]
        values, befores = [vars(here[n]) for n in own], [there[n] for n in own]
        for name in table.columns:
            attribute = attribute_of(name)
            now = [value.get(attribute) for value in values]
            before = [row.get(name) for row in befores]
            told = now
            if sort_of(name) == "date":
                known = {day: plain(day) for day in set(now)}
                told = [known[day] for day in now]
            if told != before:
                changes.setdefault(name, []).extend(
                    Change(here[at], there[at], old, now[n])
                    for n, (at, new, old) in enumerate(zip(own, told, before, strict=True))
                    if new != old
                )
    return Since(len(here), len(here) < len(records), changes)


def _by_identity(rows: Iterable[Row]) -> tuple[dict[str, Row], dict[str, list[Row]]]:
    """The first row of each identity, and the further ones where there are any."""
    first: dict[str, Row] = {}
    more: dict[str, list[Row]] = {}
    for row in rows:
        identity = row_identity(row)
        if identity in first:
            more.setdefault(identity, []).append(row)
        else:
            first[identity] = row
    return first, more

"""What became of a register's records since a kept state: column by column, so that 20,000 rows take a moment."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pmo_xl.history.rows import plain
from pmo_xl.model.fields import sort_of
from pmo_xl.model.kept import Row
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


def since(records: Sequence[Record], rows: Sequence[Row | None]) -> Since:
    """The records beside their kept rows (None for a new one)."""
    pairs = [(record, row) for record, row in zip(records, rows, strict=True) if row is not None]
    changes: dict[str, list[Change]] = {}
    tables = {id(record.table): record.table for record, _ in pairs}
    for key, table in tables.items():
        own = pairs if len(tables) == 1 else [pair for pair in pairs if id(pair[0].table) == key]
        names = tuple(table.columns)
        attributes = tuple(map(attribute_of, names))
        now_by_column = zip(*[tuple(map(vars(record).get, attributes)) for record, _ in own], strict=True)
        before_by_column = zip(*[tuple(map(row.get, names)) for _, row in own], strict=True)
        for name, now, before in zip(names, now_by_column, before_by_column, strict=True):
            told = now
            if sort_of(name) == "date":
                known = {day: plain(day) for day in set(now)}
                told = tuple(map(known.__getitem__, now))
            if told != before:
                changes.setdefault(name, []).extend(
                    Change(*own[at], old, now[at])
                    for at, (new, old) in enumerate(zip(told, before, strict=True))
                    if new != old
                )
    return Since(len(pairs), len(pairs) < len(records), changes)

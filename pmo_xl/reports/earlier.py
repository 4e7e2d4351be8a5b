"""The project as it stood when it was last kept, so that what goes up now can be laid beside what went up then."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from pmo_xl.history.rows import record_of
from pmo_xl.model.kept import PLACE, Kept, Row, row_identity
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record, attribute_of
from pmo_xl.model.register import Register
from pmo_xl.situation import Situation

FIGURES: Final = ("forecast_date", "load_ratio")  # those that can escalate the project as a whole


def as_it_was(situation: Situation, kept: Kept) -> Situation:
    """The situation of a kept day: its rows with its values, also those that are gone by now.

    A column that was not there then leaves today's value, where the row is still there: what nobody had written down
    was unknown, not blank.
    """
    written = {
        name: register.with_records(list(_records_then(register, kept))) for name, register in situation.written.items()
    }
    return replace(
        situation, as_of=kept.date, written=written, kept=tuple(k for k in situation.kept if k.date < kept.date)
    )


def figures_then(kept: Kept) -> Mapping[str, Metric]:
    """The figures of a kept day on which something may escalate, as they were reported."""
    told = ((name, kept.metrics.get(name)) for name in FIGURES)
    return {name: _metric(name, said) for name, said in told if isinstance(said, Mapping)}


def _records_then(register: Register, kept: Kept) -> Iterator[Record]:
    now = {record.identity: record for record in register if record.id}
    columns = kept.columns.get(register.name, ())
    for row in kept.registers.get(register.name, ()):
        today = now.get(row_identity(row)) if row.get("id") else None
        if today is None and not (register.tables and PLACE in row):
            continue
        then = _record_then(row, today, register)
        unknown = [name for name in then.table.columns if today is not None and not (name in row or name in columns)]
        yield then.replace(**{attribute_of(name): today.get(name) for name in unknown if today is not None})


def _record_then(row: Row, today: Record | None, register: Register) -> Record:
    if today is not None:
        return record_of({**row, PLACE: [today.table.file, today.table.sheet, today.row]}, today.table)
    file, sheet, _ = row[PLACE]
    tables = register.tables
    return record_of(row, next((table for table in tables if (table.file, table.sheet) == (file, sheet)), tables[0]))


def _metric(name: str, said: Mapping[str, Any]) -> Metric:
    value = said.get("value")
    days = said.get("delta_days")
    return Metric(
        name,
        date.fromisoformat(value) if isinstance(value, str) else value,
        str(said.get("text", "")),
        str(said.get("definition", "")),
        extra={"delta_days": days} if isinstance(days, int) else {},
    )

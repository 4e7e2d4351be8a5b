"""The days off of the 休日 sheets: single days, and spans like 12/29〜1/3."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.sheets.meaning.dates import first_of_span

_LONGEST: Final = 60  # calendar days: a mistyped year must not close the project


def days_off(registers: Mapping[str, Register]) -> dict[date, str]:
    """Day → name, from the 休日 sheets; rows that name a person are that person's leave and none of these."""
    return {
        day: record.title or record.description or record.remarks or "休日"
        for register in registers.values()
        if register.kind == "holiday"
        for record in register
        if not record.owner
        for day in _days_of(record)
    }


def _days_of(record: Record) -> Iterator[date]:
    """The day of a row; of a span every day up to its last, which is what the date column was read as."""
    last = record.planned_date
    if last is None:
        return
    first = first_of_span(str(record.written("planned_date") or ""), last) or last
    days = range(first.toordinal(), last.toordinal() + 1)
    yield from map(date.fromordinal, days if len(days) <= _LONGEST else days[-1:])

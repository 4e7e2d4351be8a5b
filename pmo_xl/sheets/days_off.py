"""The days off of the 休日 sheets: single days, spans like 12/29〜1/3, and spans of two columns (開始日, 終了日)."""

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
        for day in days_of(record)
    }


def days_of(record: Record) -> Iterator[date]:
    """The days of one row of a 休日 sheet; of a span that cannot be meant (longer than 60 days) its last one."""
    last = record.planned_date or record.planned_end or record.planned_start
    if last is None:
        return
    if record.planned_date is not None:  # a span in one cell was read as its last day
        first = first_of_span(str(record.written("planned_date") or ""), last)
    else:
        first = record.planned_start
    days = range((first or last).toordinal(), last.toordinal() + 1)
    yield from map(date.fromordinal, days if 0 < len(days) <= _LONGEST else (last.toordinal(),))

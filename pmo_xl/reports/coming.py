"""The next working days: what the sheets hold ready for each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from pmo_xl.model.record import Record
from pmo_xl.reports.decisions import Decision
from pmo_xl.sheets.meaning.dates import day_within
from pmo_xl.sheets.meaning.values import text_of
from pmo_xl.situation import Situation

_CLOCK: Final = re.compile(r"\d{1,2}:\d{2}")


@dataclass(frozen=True, slots=True)
class ComingDay:
    """One working day to come. Counts are of open work; `meetings` are names with their time where one is written."""

    day: date
    tests: tuple[Record, ...]
    fixes: tuple[Record, ...]
    due: tuple[Record, ...]  # issues and ToDo
    decisions: int
    meetings: tuple[str, ...]


def coming_days(situation: Situation, decisions: Sequence[Decision], count: int) -> tuple[ComingDay, ...]:
    """The next working days. What falls on a day off belongs to the working day on which it is due (`holiday_due`)."""
    return tuple(
        _day(situation, decisions, situation.calendar.shift(situation.as_of, ahead)) for ahead in range(1, count + 1)
    )


def carried_over(situation: Situation) -> tuple[Record, ...]:
    """Live tests planned up to the as-of day and not executed: they come on top of what is planned."""
    return tuple(
        test
        for test in situation.counted("test")
        if test.is_live and not test.is_executed and test.planned_date and test.planned_date <= situation.as_of
    )


def _day(situation: Situation, decisions: Sequence[Decision], day: date) -> ComingDay:
    def falls(due: date | None) -> bool:
        return due is not None and due > situation.as_of and situation.calendar.effective(due) == day

    tests = situation.counted("test")
    defects = situation.counted("defect")
    owed = (*situation.counted("issue"), *situation.counted("todo"))
    return ComingDay(
        day=day,
        tests=tuple(t for t in tests if t.is_live and not t.is_executed and falls(t.planned_date)),
        fixes=tuple(d for d in defects if d.is_open and d.fixed_date is None and falls(d.fix_plan_date)),
        due=tuple(record for record in owed if record.is_open and falls(record.due_date)),
        decisions=sum(falls(date(d.until.year, d.until.month, d.until.day)) for d in decisions if d.until),
        meetings=tuple(dict.fromkeys(_meetings(situation, day))),
    )


def _meetings(situation: Situation, day: date) -> Iterator[str]:
    for register in situation.of_kind("meeting"):
        for record in register:
            for when in (record.held_at, record.next_at):
                name = record.title or _heading(record)
                if when and name and day_within(str(when)) == day:
                    clock = _CLOCK.search(str(when))
                    yield f"{name}{f' {clock[0]}' if clock else ''}"


def _heading(record: Record) -> str:
    """The 会議名 in the head of its memo; without one the sheet's title."""
    cell = record.table.head.get("title")
    return text_of(record.table.grid.value(*cell)) if cell else record.table.title

"""What was to be done by today and is not, and what it holds up tomorrow."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from pmo_xl.model.record import Record
from pmo_xl.plans.held_up import is_unrepaired
from pmo_xl.reports.waiting import Waiting, waiting_for
from pmo_xl.rules.context import Context
from pmo_xl.situation import Situation

OWED: Final = ("todo", "issue", "qa")


@dataclass(frozen=True, slots=True)
class Undone:
    """One record that is not done. `late` are working days past `due`, 0 for one due today.

    `waiting` is all that waits for it, `tomorrow` the tests planned for the next working day among it.
    """

    record: Record
    due: date
    late: int
    waiting: Waiting
    tomorrow: tuple[Record, ...]

    @property
    def order(self) -> tuple[object, ...]:
        """What holds up tests of tomorrow first (C07), then what holds up other tests and records, then by gravity."""
        waiting, record = self.waiting, self.record
        rest = -len(waiting.tests), -len(waiting.records), record.gravity, -self.late
        return -len(self.tomorrow), *rest, self.due, record.noun, record.id or "~", record.row


def undone(situation: Situation, context: Context, tomorrow: Sequence[Record]) -> tuple[Undone, ...]:
    """Tests, requests, issues and fixes whose day has come, whatever holds up most first.

    `tomorrow` are the tests planned for the next working day.
    """
    ahead = {id(test) for test in tomorrow}
    found = [_item(record, due, ahead, situation, context) for record, due in _left(situation)]
    return tuple(sorted(found, key=lambda item: item.order))


def _left(situation: Situation) -> Iterator[tuple[Record, date]]:
    def has_come(due: date | None) -> bool:
        return due is not None and (due <= situation.as_of or situation.calendar.effective(due) <= situation.as_of)

    for test in situation.counted("test"):
        if test.is_live and not test.is_executed and has_come(test.planned_date):
            yield test, test.planned_date or situation.as_of
    for kind in OWED:
        for record in situation.counted(kind):
            if record.is_open and record.status != "resolved" and has_come(record.due_date):
                yield record, record.due_date or situation.as_of
    for defect in situation.counted("defect"):
        if is_unrepaired(defect) and has_come(defect.fix_plan_date):
            yield defect, defect.fix_plan_date or situation.as_of


def _item(record: Record, due: date, ahead: set[int], situation: Situation, context: Context) -> Undone:
    is_test = record.table.kind == "test"  # the defect it may name is an item of its own
    waiting = Waiting(context.waiting_behind(record)) if is_test else waiting_for(record, context)
    tomorrow = tuple(test for test in waiting.tests if id(test) in ahead)
    return Undone(record, due, situation.overdue_days(due), waiting, tomorrow)

"""The day of a PMO member (C01): meetings, tests, what is due or was left over, whose answer is missing; each once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from pmo_xl.model.place import Place
from pmo_xl.model.record import Record
from pmo_xl.plans.held_up import is_unrepaired
from pmo_xl.reports.common import named
from pmo_xl.reports.meetings import meetings_between
from pmo_xl.reports.prepared import DayColumns
from pmo_xl.reports.requests import due_of, open_requests
from pmo_xl.situation import Situation

Sort = Literal["meeting", "test", "due", "left", "answer"]
CALLED: Final[dict[Sort, str]] = {
    "meeting": "会議",
    "test": "テスト",
    "due": "期限",
    "left": "持越し",
    "answer": "回答待ち",
}
DUE: Final = ("issue", "todo", "qa", "risk", "change", "decision", "review")
_UNTIMED: Final = "~"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a day. `who` is whoever has to act ("" nobody), `record` None for a meeting; `due` its own day."""

    sort: Sort
    clock: str
    who: str
    id: str
    title: str
    due: date | None
    gravity: int
    place: Place
    record: Record | None = None

    @property
    def order(self) -> tuple[object, ...]:
        """By time of day, what has none last; then by gravity."""
        hour, _, rest = self.clock.partition(":")
        at = (int(hour), rest) if hour.isdigit() else (99, self.clock or _UNTIMED)
        return *at, self.gravity, [*CALLED].index(self.sort), self.due or date.max, self.id, self.place


def agenda(situation: Situation) -> tuple[Entry, ...]:
    """The as-of day: what stands for it, and what is left over from the days before. A record stands there once."""
    found: dict[object, Entry] = {}
    for entry in _entries(situation, situation.as_of):
        found.setdefault((entry.title, entry.place) if entry.record is None else id(entry.record), entry)
    return tuple(sorted(found.values(), key=lambda entry: entry.order))


def owed_on(situation: Situation, day: date) -> tuple[tuple[Record, date, str], ...]:
    """What is due on a working day, the gravest first: the record, its date, and 期限, 修正予定 or 再テスト予定.

    What falls on the days off before it belongs to it, as `holiday_due` says.
    """
    as_of, effective = situation.as_of, situation.calendar.effective
    found = [one for one in _owed(situation) if as_of < one[1] and effective(one[1]) == day]
    return tuple(sorted(found, key=lambda one: (one[0].gravity, one[0].noun, one[0].id or "~", one[0].row)))


def _entries(situation: Situation, today: date) -> Iterator[Entry]:
    """In the order in which one of two mentions of a record is kept."""
    for meeting in meetings_between(situation, today, today):
        who = "、".join(meeting.attendees)
        yield Entry("meeting", meeting.clock, who, "", meeting.name, today, -1, meeting.source)
    columns = DayColumns()
    for test in situation.counted("test"):
        if test.is_live and not test.is_executed and test.planned_date and test.planned_date <= today:
            sort: Sort = "test" if test.planned_date == today else "left"
            yield _entry(sort, test, test.planned_date, test.tester or "", columns.clock(test))
    for record, due, _ in _owed(situation):
        if due <= today or situation.calendar.effective(due) <= today:
            late = situation.overdue_days(due)
            yield _entry("left" if late else "due", record, due, record.owner or situation.supplier(record))
    for request in open_requests(situation):
        until = due_of(request.record)
        if request.awaited and (until is None or until <= today):
            yield _entry("answer", request.record, until, request.who or request.addressee.name)


def _owed(situation: Situation) -> Iterator[tuple[Record, date, str]]:
    for kind in DUE:
        for record in situation.counted(kind):
            if record.is_open and record.status != "resolved" and record.due_date:
                yield record, record.due_date, "期限"
    for defect in situation.counted("defect"):
        if is_unrepaired(defect) and defect.fix_plan_date:
            yield defect, defect.fix_plan_date, "修正予定"
        elif defect.is_open and defect.retest_plan_date:
            yield defect, defect.retest_plan_date, "再テスト予定"


def _entry(sort: Sort, record: Record, due: date | None, who: str, clock: str = "") -> Entry:
    place = record.place(record.table.id_field)
    return Entry(sort, clock, who, record.id or "", named(record), due, record.gravity, place, record)

"""From the sheets to a schedule: which tests need a new day, from when on, and what room the days have."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from pmo_xl.model.record import Record
from pmo_xl.plans.held_up import HeldUp
from pmo_xl.plans.levers import Levers, Terms, levers
from pmo_xl.plans.reschedule import Proposal, Unplaced, Wanted, Why, reschedule
from pmo_xl.rules.context import Context
from pmo_xl.rules.free_days import FreeDays
from pmo_xl.rules.phrases import id_of

_AHEAD: Final = 60  # working days looked at where no end of the phase is set


@dataclass(frozen=True, slots=True)
class Placed:
    """A test with its new day and whoever runs it ("" nobody is named); `because` are the fixes it waits for."""

    test: Record
    day: date
    who: str
    because: tuple[Record, ...]
    after: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """A test without a new day and why; `other` is a day on which somebody else could run it."""

    test: Record
    why: Why
    because: tuple[Record, ...]
    other: Proposal | None = None


@dataclass(frozen=True, slots=True)
class Replan:
    """What is proposed: `placed` and `left` together every test that was asked about, in its order of priority."""

    placed: tuple[Placed, ...]
    left: tuple[Left, ...]
    levers: Levers
    first: date
    last: date | None  # the phase's end; None where none is set
    is_limited: bool  # whether anything says how many tests a day takes


def replan(
    tests: Sequence[Record], context: Context, held: HeldUp, not_before: Mapping[int, date] | None = None
) -> Replan:
    """New days for these tests, the first being served first. `not_before` gives a day by `id()` of a test.

    A test is run no earlier than the working day after the last fix it waits for, its own and those of the tests before
    it; a fix without a planned day, or whose day is over, leaves it without one. Its own tester runs it.
    """
    asked = _Asked(tests, context, held, not_before or {})
    made = reschedule(asked.wanted, asked.days, asked.room)
    found = levers(asked.wanted, made.unplaced, asked.terms, asked.waits_for)
    others = {way.key: way for way in found.handed_over}
    return Replan(
        placed=tuple(asked.placed(way) for way in made.proposals),
        left=tuple(asked.left(one, others.get(one.key)) for one in made.unplaced),
        levers=found,
        first=asked.tomorrow,
        last=context.project.phase_end,
        is_limited=asked.free.each is not None,
    )


class _Asked:
    """The tests that were asked about, as the schedule takes them."""

    def __init__(self, tests: Sequence[Record], context: Context, held: HeldUp, not_before: Mapping[int, date]) -> None:
        self.tests, self.context, self.held, self._not_before = tests, context, held, not_before
        self.free = FreeDays(context)
        self.keys = {id(test): key for key, test in enumerate(tests)}
        self.tomorrow = context.calendar.shift(context.as_of, 1)
        self._rooms: dict[tuple[str, date], int | None] = {}

    @cached_property
    def wanted(self) -> tuple[Wanted, ...]:
        return tuple(self._wanted(key, test) for key, test in enumerate(self.tests))

    @cached_property
    def days(self) -> tuple[date, ...]:
        calendar, end = self.context.calendar, self.context.project.phase_end
        last = calendar.shift(self.context.as_of, _AHEAD) if end is None else end
        return tuple(calendar.days(self.tomorrow, last))

    @cached_property
    def waits_for(self) -> dict[int, tuple[str, ...]]:
        """Key → the defects without a valid day and those that come too late."""
        found = {}
        last = self.days[-1] if self.days else self.context.as_of
        for key, test in enumerate(self.tests):
            days = [(defect, self._after_the_fix(defect)) for defect in self.held.roots(test)]
            unknown = [defect for defect, day in days if day is None]
            late = [defect for defect, day in days if day is not None and day > last]
            found[key] = tuple(map(id_of, (*unknown, *late)))
        return found

    @property
    def terms(self) -> Terms:
        each = int(self.free.each) if self.free.each is not None else 0
        return Terms(self.days, self.room, self._others, each, self.context.calendar, self.context.as_of)

    def room(self, who: str, day: date) -> int | None:
        """Tests that still fit, those planned already and the retests of the day taken off."""
        asked = who, day
        if asked not in self._rooms:
            left = self.free.room(who, day)
            self._rooms[asked] = None if left is None else max(int(left) - self._retests[asked], 0)
        return self._rooms[asked]

    def placed(self, way: Proposal) -> Placed:
        test = self.tests[way.key]
        before = tuple(self.tests[key] for key in self.wanted[way.key].after)
        return Placed(test, way.day, way.who, self.held.roots(test), before)

    def left(self, one: Unplaced, other: Proposal | None) -> Left:
        test = self.tests[one.key]
        return Left(test, one.why, self.held.roots(test), other)

    def _wanted(self, key: int, test: Record) -> Wanted:
        chain = self.held.chain(test)
        after = tuple(self.keys[id(one)] for one in self.held.before(test) if id(one) in self.keys)
        who = next(iter(self.context.who(test.tester)), "") if test.tester else ""
        if self.held.follows_itself(test):
            after = (*after, key)
        return Wanted(key, who, self._first(test, chain[1:]), after)

    def _first(self, test: Record, before: Sequence[Record]) -> date | None:
        days: list[date | None] = [self.tomorrow, self._not_before.get(id(test), self.tomorrow)]
        for defect in self.held.roots(test):
            days.append(self._after_the_fix(defect))
        days += [self._of_before(one) for one in before if id(one) not in self.keys]
        known = [day for day in days if day is not None]
        return max(known) if len(known) == len(days) else None

    def _of_before(self, test: Record) -> date | None:
        """The day up to which a test before it keeps it waiting: its own, or that of its retest; None unknown."""
        if test.verdict == "fail":
            if self.held.defects(test):
                return self.tomorrow  # its fix is counted already
            retests = [defect.retest_plan_date for defect in self._repaired(test)]
            return max([self.tomorrow, *filter(None, retests)]) if retests else None
        if test.planned_date is None or test.planned_date < self.tomorrow:
            return None
        return test.planned_date

    def _repaired(self, test: Record) -> list[Record]:
        return [one for one in self.context.all_of("defect") if one.is_open and test in self.context.tests_of(one)]

    def _after_the_fix(self, defect: Record) -> date | None:
        """The working day after the planned fix; None where none is planned, or its day is over."""
        planned = defect.fix_plan_date
        return None if planned is None or planned < self.context.as_of else self.context.calendar.shift(planned, 1)

    def _others(self, who: str) -> tuple[str, ...]:
        """Who may take over: the testers of the same department; of somebody without one everybody who tests."""
        people = self.context.people
        own = people.resolve(who) if who else None
        org = own.org if own is not None else None
        names = [name for name in self.free.testers if name != who]
        return tuple(name for name in names if not org or (them := people.resolve(name)) is None or them.org == org)

    @cached_property
    def _retests(self) -> Counter[tuple[str, date]]:
        """(who, day) → failed tests to be run again that day, as the defects say; "" counts all of them."""
        found: Counter[tuple[str, date]] = Counter()
        for defect in self.context.situation.counted("defect"):
            day = defect.retest_plan_date
            if not defect.is_open or day is None or day <= self.context.as_of:
                continue
            for test in self.context.tests_of(defect):
                if test.verdict == "fail":
                    found.update((name, day) for name in ("", *(self.context.who(test.tester) if test.tester else ())))
        return found

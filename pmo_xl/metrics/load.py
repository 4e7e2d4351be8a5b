"""The rest of the tests laid over the rest of the days: what is to be run, what there is room for, day by day."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from pmo_xl.metrics.day import Day
from pmo_xl.metrics.rounds import named_defects
from pmo_xl.metrics.runs import runs_per_test, runs_to_come
from pmo_xl.model.ids import fold_id, split_ids
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record


class Work(Struct, frozen=True):
    """What is still to be run: tests with no verdict yet (`first`) and failed ones, each taking `each` runs to pass.

    `waiting` are the days from which blocked tests are free that wait for a fix; all others are free at once.
    """

    first: int
    failed: int
    each: Fraction
    waiting: tuple[date, ...] = ()

    @property
    def runs(self) -> Fraction:
        """Runs still to come, retests included (M14)."""
        return (self.first + self.failed) * self.each

    def without(self, tests: int) -> "Work":
        """With so many tests fewer, of those that have not run: first those that wait longest for a fix."""
        waiting = sorted(self.waiting)[: max(len(self.waiting) - tests, 0)]
        return replace(self, first=max(self.first - tests, 0), waiting=tuple(waiting))


class LoadRow(Struct, frozen=True):
    """What cannot start before a day, and the runs there is room for from that day to the phase's end."""

    date: date
    runs: Fraction
    capacity: Fraction

    @property
    def ratio(self) -> Fraction | None:
        """Above 1 it does not fit; None when there is work and no room at all."""
        if self.capacity:
            return self.runs / self.capacity
        return None if self.runs else Fraction(0)

    @property
    def is_over(self) -> bool:
        """Whether more is to be run than there is room for."""
        return self.runs > self.capacity


def load_rows(work: Work, rooms: Mapping[date, Fraction]) -> Sequence[LoadRow]:
    """A row for each working day left, `rooms` holding the runs each has room for; the first row is all there is."""
    room = sum(rooms.values(), Fraction(0))
    waiting = sorted(work.waiting)
    rows = []
    for place, (day, own) in enumerate(rooms.items()):
        runs = (len(waiting) - bisect_left(waiting, day)) * work.each if place else work.runs
        rows.append(LoadRow(day, runs, room))
        room -= own
    return rows


def peak(rows: Sequence[LoadRow]) -> Fraction | None:
    """The largest load of any day; None when one has work and no room."""
    ratios = [row.ratio for row in rows]
    known = [ratio for ratio in ratios if ratio is not None]
    return max(known) if len(known) == len(ratios) and known else None


def work_left(day: Day) -> Work | Metric:
    """The work still to come; or the figure that says why it cannot be counted (M14). Worked out once: `day.work`."""
    runs, each = runs_to_come(day), runs_per_test(day)
    if isinstance(runs, Metric) or each is None:
        return runs if isinstance(runs, Metric) else Work(0, 0, Fraction(1))
    first = len(day.with_verdict("not_run", "blocked", "hold"))
    return Work(first, len(day.with_verdict("fail")), each, waiting_tests(day))


def waiting_tests(day: Day) -> tuple[date, ...]:
    """For each blocked test that waits for a fix: the working day after the last fix planned for it.

    A defect that is fixed, or for which nobody planned a fix, makes nothing wait.
    """
    blocked = day.with_verdict("blocked")
    fixes = _planned_fixes(day) if blocked else {}
    last = [max(plans) for test in blocked if (plans := _plans_for(test, fixes))]
    free = {fix: day.calendar.shift(fix, 1) for fix in set(last)}
    return tuple(free[fix] for fix in last if free[fix] > day.as_of)


def _planned_fixes(day: Day) -> dict[str, set[date]]:
    """Folded id of a defect, or of a test a defect names → the days on which fixes are planned."""
    fixes: dict[str, set[date]] = {}
    for defect in day.open_defects:
        if defect.fix_plan_date is not None and defect.fixed_date is None:
            for name in (defect.id, *split_ids(defect.test_id)):
                fixes.setdefault(fold_id(name or ""), set()).add(defect.fix_plan_date)
    return fixes


def _plans_for(test: Record, fixes: Mapping[str, set[date]]) -> set[date]:
    names = [*named_defects(test), *([test.id] if test.id else [])]
    return set().union(*(fixes.get(fold_id(name), set()) for name in names))

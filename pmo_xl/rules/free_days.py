"""Days on which a test can still be put: who is there, and how much is planned for the day already."""

from collections import Counter, defaultdict
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Final

from pmo_xl.metrics.day import Day
from pmo_xl.metrics.testers import Team, Tester, leave, stint, team_of
from pmo_xl.model.record import Record
from pmo_xl.rules.context import Context
from pmo_xl.sheets.meaning.people import fold_name

OVER: Final = frozenset(("pass", "fail", "not_applicable", "withdrawn"))  # results of tests nobody has to run
_TEAM: Final = ""  # stands for everybody who tests
_AHEAD: Final = 60  # working days looked at where no end of the phase is set


class FreeDays:
    """Room for tests, by person and day. A day that was proposed is counted as planned from then on.

    People have what `tests_per_person_day`, 稼働率, 着任・離任 and leave give them; somebody without a line in the
    体制表 has a whole day. Where pmo.toml does not say how many tests a day takes, every day somebody is there is free.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._situation = context.situation
        each = self._situation.config.capacity.tests_per_person_day
        self.each = None if each is None else Fraction(str(each))  # as written: 4.2 is 21/5
        self._full_up_to: dict[tuple[str, date, int], date] = {}

    def is_away(self, name: str, day: date) -> bool:
        """Whether somebody is on leave for the whole of a day."""
        return self._leave.get(fold_name(name), {}).get(day) == 1

    def share(self, name: str, day: date) -> Fraction:
        """How much of a working day there is of somebody, leave taken off: 0, 0.3, 1."""
        person = self._people.get(fold_name(name))
        if person is None:
            return 1 - self._leave.get(fold_name(name), {}).get(day, Fraction(0))
        return person.on(day)

    def allocated(self, name: str, day: date) -> Fraction:
        """The 稼働率 of somebody on a day, leave or not."""
        person = self._people.get(fold_name(name))
        return Fraction(1) if person is None else Tester(person.name, person.stints, {}).on(day)

    def after(self, day: date, tester: str | None, count: int = 1) -> date | None:
        """The first working day after `day`, and not before tomorrow, that takes so many tests more; it is then given.

        None when there is none up to the end of the phase. A cell that names several testers asks for the first.
        """
        end = self._context.project.phase_end
        name = next(iter(self._context.who(tester)), _TEAM) if tester else _TEAM
        asked = name, max(day, self._context.as_of), count
        when = self._full_up_to.get(asked, asked[1])
        for _ in range(_AHEAD):
            self._full_up_to[asked] = when  # days only fill up, so nobody need look at them again
            when = self._context.calendar.shift(when, 1)
            if end is not None and when > end:
                return None
            if self._takes(name, when, count):
                self._planned[name, when] += count
                self._planned[_TEAM, when] += count if name else 0
                return when
        return None

    def _takes(self, name: str, when: date, count: int) -> bool:
        left = self.room(name, when)
        return left is None or count <= left

    def room(self, name: str, day: date) -> Fraction | None:
        """The tests that still fit a day of somebody ("" stands for everybody who tests); None: nothing limits them."""
        if name:
            share = self.share(name, day)
            most = None if self.each is None else share * self.each
        else:
            share = Fraction(1)
            most = None if self._team is None else self._team.persons_on(day) * self._team.each
        if share <= 0 or most == 0:  # nobody is there
            return Fraction(0)
        # A test cannot be split: who has a fifth of a day for two a day runs one all the same.
        return None if most is None else max(most, Fraction(1)) - self._planned[name, day]

    def capacity(self, day: date) -> int | None:
        """The tests a working day takes of everybody who tests, planned or not; None where nobody says how many."""
        return None if self._team is None else int(self._team.persons_on(day) * self._team.each)

    @property
    def testers(self) -> tuple[str, ...]:
        """Everybody who tests, as the 体制表 names them; nobody where it names none."""
        return tuple(person.name for person in self._team.people) if self._team is not None else ()

    @cached_property
    def _planned(self) -> Counter[tuple[str, date]]:
        """(who, day) → tests not executed yet that are planned for that day."""
        as_of, who = self._context.as_of, self._context.who
        cells = Counter(
            (test.tester, test.planned_date)
            for test in self._context.all_of("test")
            if test.verdict not in OVER and test.planned_date is not None and test.planned_date > as_of
        )
        planned: Counter[tuple[str, date]] = Counter()
        for (tester, when), times in cells.items():
            for name in (_TEAM, *(who(tester) if tester else ())):
                planned[name, when] += times
        return planned

    @cached_property
    def _team(self) -> Team | None:
        team = team_of(Day(self._situation))
        return team if isinstance(team, Team) else None

    @cached_property
    def _leave(self) -> dict[str, dict[date, Fraction]]:
        return leave(self._situation)

    @cached_property
    def _people(self) -> dict[str, Tester]:
        """Folded name → everybody of the 体制表, whether their role is to test or not."""
        lines: defaultdict[str, list[Record]] = defaultdict(list)
        for roster in self._situation.of_kind("roster", written=True):
            for line in roster:
                if line.owner:
                    lines[fold_name(line.owner)].append(line)
        return {
            name: Tester(own[0].owner or "", tuple(map(stint, own)), self._leave.get(name, {}))
            for name, own in lines.items()
        }

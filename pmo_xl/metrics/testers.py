"""Who runs the tests, and how much of each working day: 稼働率, 着任・離任 and leave of the people in the 体制表."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from pmo_xl.metrics.day import Day
from pmo_xl.metrics.figure import unsaid
from pmo_xl.metrics.phase import NO_END, days_left
from pmo_xl.model.half_width import half_width
from pmo_xl.model.metric import Metric
from pmo_xl.model.pattern import lazy
from pmo_xl.model.record import Record
from pmo_xl.sheets.days_off import days_of
from pmo_xl.sheets.meaning.companies import fold_company
from pmo_xl.sheets.meaning.people import fold_name, is_nobody
from pmo_xl.sheets.meaning.persons import Person
from pmo_xl.situation import Situation

_TESTS: Final = lazy(
    r"実施者|実施担当|テスター|テスト(?:実施|担当|要員)|試験(?:実施|担当|要員)|検証(?:担当|者)|(?:UAT|受け?入れ?)担当|"
    r"キーユーザー|(?i:tester|key\s*user)"
)
_MORNING, _AFTERNOON = lazy(r"午前|(?i:\bAM)"), lazy(r"午後|(?i:\bPM(?!O))")
_PART: Final = lazy(r"半休|半日|0\.5日|時間休|時間単位|遅刻|早退|中抜け")
_SAYS_WHAT: Final = ("title", "kind", "category", "description", "remarks")


class Tester(Struct, frozen=True):
    """One who tests: `stints` are (稼働率, 着任, 離任) of each roster line, `away` the part of a day on leave."""

    name: str
    stints: tuple[tuple[Fraction, date | None, date | None], ...]
    away: Mapping[date, Fraction]

    def on(self, day: date) -> Fraction:
        """How much of a working day there is of this person: 0, 0.3, 1; of two lines that hold, the larger one."""
        held = [
            share for share, since, until in self.stints if (since or day) <= day and (until is None or day <= until)
        ]
        share, away = max(held, default=Fraction(0)), self.away.get(day)
        return share if away is None else share * (1 - away)


class Team(Struct, frozen=True):
    """Everybody who tests. `each` are the runs one whole person makes in a working day.

    `people` come from the 体制表; `others` are whole persons without a name, `[capacity] testers`.
    """

    each: Fraction
    people: tuple[Tester, ...] = ()
    others: Fraction = Fraction(0)

    def persons_on(self, day: date) -> Fraction:
        """Whole persons there on a working day."""
        return sum((person.on(day) for person in self.people), self.others)


class Room(Struct, frozen=True):
    """The team over the working days left: whole persons there on each day, in the order of the days."""

    team: Team
    persons: Mapping[date, Fraction]

    @property
    def runs(self) -> dict[date, Fraction]:
        """Runs the team can make on each day."""
        return {day: persons * self.team.each for day, persons in self.persons.items()}

    def with_people(self, count: int) -> "Room":
        """With so many more whole persons on every day."""
        return replace(self, persons={day: persons + count for day, persons in self.persons.items()})


def is_tester(record: Record) -> bool:
    """Whether a line of the 体制表 says that someone runs tests, and is not of the vendor."""
    if not record.owner or is_nobody(record.owner) or Person(record.owner, record).is_vendor:
        return False
    role = " ".join(filter(None, (record.title, record.kind, record.category)))
    return bool(_TESTS.search(half_width(role)))


def room_of(day: Day) -> Room | Metric:
    """The team over the days left; or the figure that says what is missing. It is worked out once: `day.room`."""
    team = team_of(day)
    if isinstance(team, Metric):
        return team
    if day.end is None:
        return unsaid(NO_END)
    return Room(team, {x: team.persons_on(x) for x in days_left(day)})


def team_of(day: Day) -> Team | Metric:
    """The team as the 体制表 tells it; where that names nobody who tests, `[capacity] testers` whole persons."""
    capacity = day.config.capacity
    people = _people(day)
    if not people and capacity.testers is None:
        return unsaid("pmo.toml に testers がありません")
    if capacity.tests_per_person_day is None:
        return unsaid("pmo.toml に tests_per_person_day がありません")
    each = Fraction(str(capacity.tests_per_person_day))  # as written: 2.2 is 11/5, not the nearest binary number
    return Team(each, people) if people else Team(each, others=Fraction(str(capacity.testers)))


def _people(day: Day) -> tuple[Tester, ...]:
    lines: defaultdict[tuple[str, str], list[Record]] = defaultdict(list)
    for roster in day.situation.of_kind("roster", written=True):
        for record in filter(is_tester, roster):
            lines[fold_name(record.owner or ""), fold_company(record.owner_org or "")].append(record)
    away = leave(day.situation) if lines else {}
    return tuple(
        Tester(rows[0].owner or "", tuple(map(stint, rows)), away.get(name, {})) for (name, _), rows in lines.items()
    )


def stint(line: Record) -> tuple[Fraction, date | None, date | None]:
    """(稼働率, 着任, 離任) of a line of the 体制表; without a 稼働率 it is a whole person."""
    share = Fraction(1) if line.allocation is None else Fraction(str(line.allocation))
    return max(share, Fraction(0)), line.planned_start, line.planned_end


def leave(situation: Situation) -> dict[str, dict[date, Fraction]]:
    """Folded name → day → the part of it on leave, from the rows of 休日 sheets that name a person."""
    halves: defaultdict[tuple[str, date], set[str]] = defaultdict(set)
    for register in situation.of_kind("holiday", written=True):
        for row in register:
            for name in situation.people.named_in(row.owner or ""):
                for when in days_of(row):
                    halves[fold_name(name), when] |= _halves(row)
    away: defaultdict[str, dict[date, Fraction]] = defaultdict(dict)
    for (name, when), parts in halves.items():
        away[name][when] = Fraction(1) if {"am", "pm"} <= parts else Fraction(1, 2)
    return away


def _halves(leave: Record) -> set[str]:
    """Which part of the day: 午前休, 午後休, a half nobody knows which; both when nothing is said."""
    text = half_width(" ".join(str(leave.get(field) or "") for field in _SAYS_WHAT))
    named = {half for half, words in (("am", _MORNING), ("pm", _AFTERNOON)) if words.search(text)}
    return named or ({"half"} if _PART.search(text) else {"am", "pm"})

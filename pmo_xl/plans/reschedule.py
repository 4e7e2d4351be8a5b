"""New days for tests that were not run: the first on which each can be run, and what would make room for the rest.

Pure: it is given days, rooms and tests as plain values. Never a day that is not among the days, never one before a
test's own first day (the fix + 1 営業日), never more on a day than there is room for, never before the tests it
depends on. Tests are placed in the order they are given; of tests that depend on nothing no other order would place
more, as long as only people limit a day: each takes the earliest room there is, and all end on the same day.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Why = Literal["no_day", "too_late", "full", "before", "circle"]
Room = Callable[[str, date], int | None]  # runs that still fit a day of somebody ("" everybody); None: no limit


@dataclass(frozen=True, slots=True)
class Wanted:
    """A test that needs a new day. `who` runs it ("" anybody), `after` are the keys of wanted tests that come first.

    `first` is the first day it may be run on; None where nobody can say (a fix without a planned day).
    """

    key: int
    who: str
    first: date | None
    after: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A new day for a test, and who runs it."""

    key: int
    day: date
    who: str


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A test without a new day, and why.

    no_day: its first day is unknown. too_late: that day is after the last one. full: no room is left from then on.
    before: a test before it has no day either. circle: it waits for itself.
    """

    key: int
    why: Why


@dataclass(frozen=True, slots=True)
class Schedule:
    """What was found: together every wanted test once."""

    proposals: tuple[Proposal, ...]
    unplaced: tuple[Unplaced, ...]


def reschedule(wanted: Sequence[Wanted], days: Sequence[date], room: Room) -> Schedule:
    """A day for each of these tests, in their order of priority. `days` are the working days there are, in order."""
    made = _Making({one.key: one for one in wanted}, days, room)
    for one in wanted:
        made.place(one.key)
    proposals = tuple(made.placed[one.key] for one in wanted if one.key in made.placed)
    return Schedule(
        proposals, tuple(Unplaced(one.key, made.lacking[one.key]) for one in wanted if one.key in made.lacking)
    )


class _Making:
    """The schedule while it is made."""

    def __init__(self, wanted: Mapping[int, Wanted], days: Sequence[date], room: Room) -> None:
        self._wanted, self._days, self._room = wanted, days, room
        self._taken: Counter[tuple[str, date]] = Counter()
        self._full_up_to: dict[str, int] = {}  # the first of the days on which somebody may still have room
        self.placed: dict[int, Proposal] = {}
        self.lacking: dict[int, Why] = {}

    def place(self, key: int) -> None:
        """Place a test after those it depends on; worked off a stack, so that long rows of tests end too."""
        way, on_way = [key], {key}
        while way:
            one = self._wanted[way[-1]]
            ahead = next((k for k in one.after if k in self._wanted and not self._is_done(k)), None)
            if self._is_done(one.key) or ahead is None:
                if not self._is_done(one.key):
                    self._put(one)
                on_way.discard(way.pop())
            elif ahead in on_way:  # it leads back to a test on the way: none of the circle can be the first
                self.lacking |= dict.fromkeys(way[way.index(ahead) :], "circle")
            else:
                way.append(ahead)
                on_way.add(ahead)

    def _is_done(self, key: int) -> bool:
        return key in self.placed or key in self.lacking

    def _put(self, one: Wanted) -> None:
        if one.first is None:
            self.lacking[one.key] = "no_day"
        elif any(key in self.lacking for key in one.after):
            self.lacking[one.key] = "before"
        elif (way := self.earliest(one, one.who)) is not None:
            self.take(way)
        else:
            self.lacking[one.key] = "too_late" if not self._days or self._first(one) > self._days[-1] else "full"

    def earliest(self, one: Wanted, who: str) -> Proposal | None:
        """The first day on which somebody can run a test; None without any. Its first day must be known."""
        days = self._open_to(who, self._first(one))
        return next((Proposal(one.key, day, who) for day in days if self._takes(who, day)), None)

    def take(self, way: Proposal) -> None:
        """Give a test its day."""
        self._taken[way.who, way.day] += 1
        self._taken["", way.day] += 1 if way.who else 0
        self.placed[way.key] = way

    def _first(self, one: Wanted) -> date:
        before = (self.placed[key].day for key in one.after if key in self.placed)
        return max([one.first or date.min, *before])

    def _open_to(self, who: str, first: date) -> Iterator[date]:
        """The days from `first` on, those left out that are known to be full for this person."""
        at = self._full_up_to.get(who, 0)
        while at < len(self._days) and not self._takes(who, self._days[at]):
            at += 1
        self._full_up_to[who] = at
        yield from self._days[max(at, bisect_left(self._days, first)) :]

    def _takes(self, who: str, day: date) -> bool:
        return all(
            most is None or self._taken[name, day] < most for name in {who, ""} for most in (self._room(name, day),)
        )


def handed_over(
    wanted: Sequence[Wanted], days: Sequence[date], room: Room, others: Callable[[str], Sequence[str]]
) -> tuple[Proposal, ...]:
    """Days for tests that found no room with their own tester, where somebody else runs them.

    All others keep the days they have. `others` are the people who may take over from somebody; the first of those
    with the earliest day takes the test.
    """
    made = _Making({one.key: one for one in wanted}, days, room)
    for one in wanted:
        made.place(one.key)
    found = []
    for one in wanted:
        if made.lacking.get(one.key) == "full":
            ways = [way for name in others(one.who) if (way := made.earliest(one, name)) is not None]
            if ways:
                found.append(min(ways, key=lambda way: way.day))
                made.take(found[-1])
    return tuple(found)


def fits(wanted: Sequence[Wanted], days: Sequence[date], room: Room) -> bool:
    """Whether every one of them finds a day."""
    return not reschedule(wanted, days, room).unplaced


def least(most: int, enough: Callable[[int], bool]) -> int | None:
    """The smallest number from 1 to `most` that is enough, where every larger one is too; None when none is."""
    if not enough(most):
        return None
    low, high = 1, most
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle + 1, high)
    return low

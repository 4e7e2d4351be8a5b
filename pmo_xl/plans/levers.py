"""What would make a plan fit that does not: each answer is one that was tried out and found to be enough."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pmo_xl.plans.reschedule import Proposal, Room, Unplaced, Wanted, fits, handed_over, least
from pmo_xl.workdays import Calendar

_DAYS = 40  # working days more that are tried
_PEOPLE = 20


@dataclass(frozen=True, slots=True)
class Levers:
    """Each answer for itself is enough for what it names; None and () where it would not be, or nothing needs it.

    `handed_over` are the tests that find a day when somebody else runs them. `people` whole persons more, or a phase
    that lasts up to `until`, make room for all tests that wait for room. Those that wait for a fix nobody has planned,
    or that comes too late, fit when `fixes` are there by `fixed_by`.
    """

    handed_over: tuple[Proposal, ...] = ()
    people: int | None = None
    until: date | None = None
    fixed_by: date | None = None
    fixes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """What is reckoned with: the days, their room, who may take over, the runs of one whole person, the calendar."""

    days: Sequence[date]
    room: Room
    others: Callable[[str], Sequence[str]]
    each: int
    calendar: Calendar
    today: date


def levers(
    wanted: Sequence[Wanted], unplaced: Sequence[Unplaced], terms: Terms, waits_for: Mapping[int, Collection[str]]
) -> Levers:
    """What would make room for the tests left over. `waits_for` names for each test the fixes it waits for."""
    why = {one.key: one.why for one in unplaced}
    lost = {one.key for one in wanted if one.first is None or why.get(one.key) == "circle"}
    able = _without(wanted, _behind(wanted, lost))  # no room helps the others
    lacks_room = {one.key for one in able if why.get(one.key) in ("full", "too_late", "before")}
    names, fixed_by = _fixed_by(wanted, why, terms, waits_for)
    full = {one.key for one in able if why.get(one.key) == "full"}
    return Levers(
        handed_over=handed_over(wanted, terms.days, terms.room, terms.others) if full else (),
        people=_people(able, full, terms) if full else None,
        until=_until(able, terms) if lacks_room else None,
        fixed_by=fixed_by,
        fixes=names,
    )


def _people(wanted: Sequence[Wanted], full: Collection[int], terms: Terms) -> int | None:
    """Whole persons more, who take the tests that found no room; all others keep their testers."""
    new = "\n"  # nobody is called like that
    asked = [replace(one, who=new) if one.key in full else one for one in wanted]
    too_late = _behind(asked, {one.key for one in asked if one.first and one.first > terms.days[-1]})
    asked = _without(asked, too_late)

    def enough(count: int) -> bool:
        def larger(who: str, day: date) -> int | None:
            if who == new:
                return count * terms.each
            most = terms.room(who, day)
            return most if who or most is None else most + count * terms.each

        return fits(asked, terms.days, larger)

    return least(_PEOPLE, enough) if terms.each > 0 else None


def _until(wanted: Sequence[Wanted], terms: Terms) -> date | None:
    last = max([terms.today, *terms.days[-1:]])

    def longer(count: int) -> list[date]:
        return [*terms.days, *(terms.calendar.shift(last, n) for n in range(1, count + 1))]

    count = least(_DAYS, lambda count: fits(wanted, longer(count), terms.room))
    return None if count is None else longer(count)[-1]


def _fixed_by(
    wanted: Sequence[Wanted], why: Mapping[int, str], terms: Terms, waits_for: Mapping[int, Collection[str]]
) -> tuple[tuple[str, ...], date | None]:
    """The fixes nobody planned, or that come too late, and the latest day by which all their tests would still fit."""
    late = {key for key, reason in why.items() if reason in ("no_day", "too_late") and waits_for.get(key)}
    lost = {key for key, reason in why.items() if key not in late and reason != "before"}
    asked = _without(wanted, _behind(wanted, lost))  # no fix helps a test that comes after one without room
    late.intersection_update(one.key for one in asked)
    names = tuple(dict.fromkeys(name for one in asked if one.key in late for name in waits_for[one.key]))
    for at in range(len(terms.days) - 1, 0, -1):
        tried = [replace(one, first=terms.days[at]) if one.key in late else one for one in asked]
        if late and fits(tried, terms.days, terms.room):
            return names, terms.days[at - 1]
    return names, None


def _without(wanted: Sequence[Wanted], keys: Collection[int]) -> list[Wanted]:
    return [one for one in wanted if one.key not in keys]


def _behind(wanted: Sequence[Wanted], keys: set[int]) -> set[int]:
    """These tests and all that come after them."""
    found = set(keys)
    while True:
        more = {one.key for one in wanted if one.key not in found and found.intersection(one.after)}
        if not more:
            return found
        found |= more

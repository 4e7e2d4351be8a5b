"""New days for tests not run: what is promised of every schedule, tried on many, and small ones looked at by hand."""

from collections import Counter
from datetime import date
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_xl.plans.levers import Terms, levers
from pmo_xl.plans.reschedule import Proposal, Unplaced, Wanted, handed_over, least, reschedule
from pmo_xl.workdays import Calendar

CALENDAR = Calendar()
TODAY = date(2024, 5, 7)
DAYS = tuple(CALENDAR.days(date(2024, 5, 8), date(2024, 5, 15)))  # 5/11 and 5/12 are a weekend: six days
PEOPLE = ("", "若葉", "桜庭")
MANY = settings(max_examples=40)


@st.composite
def asked(draw):
    """Some tests, each perhaps after some of the others, perhaps without a first day; and the room of each day."""
    count = draw(st.integers(0, 7))
    firsts = st.one_of(st.none(), st.sampled_from([*DAYS, date(2024, 5, 11), date(2024, 5, 20)]))
    keys = st.lists(st.integers(0, 7), max_size=2, unique=True)
    wanted = [Wanted(n, draw(st.sampled_from(PEOPLE)), draw(firsts), tuple(draw(keys))) for n in range(count)]
    rooms = {(who, day): draw(st.integers(0, 2)) for who in PEOPLE[1:] for day in DAYS}
    rooms |= {("", day): draw(st.one_of(st.none(), st.integers(0, 4))) for day in DAYS}
    return wanted, lambda who, day: rooms.get((who, day), 9)


@given(asked())
@MANY
def test_nothing_disappears_and_nothing_is_promised_that_does_not_hold(given_):
    wanted, room = given_
    made = reschedule(wanted, DAYS, room)
    known = {one.key: one for one in wanted}
    assert sorted([*(p.key for p in made.proposals), *(u.key for u in made.unplaced)]) == sorted(known)
    day_of = {way.key: way.day for way in made.proposals}
    for way in made.proposals:
        one = known[way.key]
        assert way.day in DAYS  # never a day off
        assert one.first is not None
        assert way.day >= one.first  # never before the fix + 1
        assert way.who == one.who
        assert all(day_of[key] <= way.day for key in one.after if key in known)  # what it depends on has a day too
    for (who, day), count in taken(made.proposals).items():
        most = room(who, day)
        assert most is None or count <= most


def taken(proposals):
    own = Counter((way.who, way.day) for way in proposals if way.who)
    return own + Counter(("", way.day) for way in proposals)


@given(asked())
@MANY
def test_whatever_is_left_over_has_its_reason(given_):
    wanted, room = given_
    made = reschedule(wanted, DAYS, room)
    known, lacking = {one.key: one for one in wanted}, {one.key: one.why for one in made.unplaced}
    day_of, count = {way.key: way.day for way in made.proposals}, taken(made.proposals)
    for key, why in lacking.items():
        one = known[key]
        before = [k for k in one.after if k in known]
        if why == "no_day":
            assert one.first is None
        elif why == "before":
            assert any(k in lacking for k in before)
        elif why == "circle":
            assert comes_back(key, known)
        else:
            first = max([one.first, *(day_of[k] for k in before)])
            assert (why == "too_late") == (first > DAYS[-1])
            for day in DAYS:  # no day from then on takes it
                if day >= first:
                    rooms = [(room(who, day), count[who, day]) for who in {one.who, ""}]
                    assert any(most is not None and own >= most for most, own in rooms)


def comes_back(key, known):
    seen, ahead = set(), [key]
    while ahead:
        for after in known[ahead.pop()].after:
            if after == key:
                return True
            if after in known and after not in seen:
                seen.add(after)
                ahead.append(after)
    return False


@given(st.lists(st.sampled_from(DAYS[:4]), max_size=5), st.lists(st.integers(0, 2), min_size=4, max_size=4))
@MANY
def test_no_other_order_would_place_more(firsts, rooms):
    days, room = DAYS[:4], dict(zip(DAYS[:4], rooms, strict=True))
    wanted = [Wanted(n, "若葉", first) for n, first in enumerate(firsts)]
    made = reschedule(wanted, days, lambda who, day: room[day] if who else None)
    best = 0
    for ways in product([None, *days], repeat=len(firsts)):  # every schedule there is
        used = Counter(day for day in ways if day)
        in_time = all(day is None or day >= first for day, first in zip(ways, firsts, strict=True))
        if in_time and all(used[day] <= room[day] for day in days):
            best = max(best, sum(used.values()))
    assert len(made.proposals) == best


@given(asked(), st.integers(1, 3))
@MANY
def test_each_answer_is_enough_and_the_first_that_is(given_, each):
    wanted, room = given_
    made = reschedule(wanted, DAYS, room)
    others = {"若葉": ("桜庭",), "桜庭": ("若葉",), "": ()}
    waits_for = {one.key: (f"D-{one.key}",) for one in wanted}
    terms = Terms(DAYS, room, others.__getitem__, each, CALENDAR, TODAY)
    found = levers(wanted, made.unplaced, terms, waits_for)
    why = {one.key: one.why for one in made.unplaced}
    if not why:
        assert found == levers([], [], terms, {})
    # somebody else takes over: with all that was placed before, no day holds more than there is room for
    both = Counter(taken([*made.proposals, *found.handed_over]))
    assert all(room(who, day) is None or count <= room(who, day) for (who, day), count in both.items())
    assert all(why[way.key] == "full" and way.who not in (wanted[way.key].who, "") for way in found.handed_over)
    if found.until is not None:  # a longer phase: what had room or needs room is placed up to that day
        longer = [*DAYS, *CALENDAR.days(date(2024, 5, 16), found.until)]
        left = {one.key for one in reschedule(wanted, longer, room).unplaced}
        assert not {key for key in left if why.get(key) in ("full", "too_late")}
        assert found.until > DAYS[-1]
    if found.fixed_by is not None:  # the fixes are there by that day: all tests that wait for them are placed
        free = DAYS[DAYS.index(found.fixed_by) + 1]
        late = {int(name.removeprefix("D-")) for name in found.fixes}
        helpless = {key for key, reason in why.items() if key not in late and reason != "before"}
        while more := {o.key for o in wanted if o.key not in helpless and helpless.intersection(o.after)}:
            helpless |= more  # and what comes after them
        assert not late & helpless
        tried = [Wanted(o.key, o.who, free if o.key in late else o.first, o.after) for o in wanted]
        left = reschedule([o for o in tried if o.key not in helpless], DAYS, room).unplaced
        assert not late & {one.key for one in left}


def test_no_fix_is_asked_for_whose_test_comes_after_one_without_room():
    wanted = [Wanted(0, "", None), Wanted(1, "若葉", None, after=(2,)), Wanted(2, "若葉", DAYS[0])]
    room = lambda who, day: 0 if who else 9  # noqa: E731 - 若葉 has no room at all
    made = reschedule(wanted, DAYS, room)
    assert made.unplaced == (Unplaced(0, "no_day"), Unplaced(1, "no_day"), Unplaced(2, "full"))
    terms = Terms(DAYS, room, lambda who: (), 1, CALENDAR, TODAY)
    found = levers(wanted, made.unplaced, terms, {0: ("D-0",), 1: ("D-1",)})
    assert found.fixes == ("D-0",)


def test_each_takes_the_earliest_room_after_its_fix():
    wanted = [Wanted(0, "若葉", DAYS[1]), Wanted(1, "若葉", DAYS[0]), Wanted(2, "若葉", DAYS[0])]
    made = reschedule(wanted, DAYS, lambda who, day: 1 if who else None)
    assert made.proposals == (Proposal(0, DAYS[1], "若葉"), Proposal(1, DAYS[0], "若葉"), Proposal(2, DAYS[2], "若葉"))


def test_a_test_comes_no_earlier_than_the_one_it_depends_on():
    wanted = [Wanted(0, "若葉", DAYS[0], after=(1,)), Wanted(1, "桜庭", DAYS[3])]
    made = reschedule(wanted, DAYS, lambda who, day: 5)
    assert [way.day for way in made.proposals] == [DAYS[3], DAYS[3]]
    made = reschedule([wanted[0], Wanted(1, "桜庭", None)], DAYS, lambda who, day: 5)
    assert made.unplaced == (Unplaced(0, "before"), Unplaced(1, "no_day"))


def test_what_waits_for_itself_ends():
    wanted = [
        Wanted(0, "", DAYS[0], after=(1,)),
        Wanted(1, "", DAYS[0], after=(0,)),
        Wanted(2, "", DAYS[0], after=(2,)),
    ]
    made = reschedule(wanted, DAYS, lambda who, day: 5)
    assert {one.why for one in made.unplaced} == {"circle"}
    long_row = [Wanted(n, "", DAYS[0], after=(n + 1,)) for n in range(5000)]
    assert len(reschedule(long_row, DAYS, lambda who, day: None).proposals) == 5000


def test_a_colleague_takes_over_what_finds_no_room():
    wanted = [Wanted(n, "若葉", DAYS[0]) for n in range(8)]

    def room(who, day):
        return {"若葉": 1, "桜庭": 1 if day == DAYS[2] else 0}.get(who)

    assert [one.why for one in reschedule(wanted, DAYS, room).unplaced] == ["full", "full"]
    # six days of one each; 桜庭 has room on one day
    assert handed_over(wanted, DAYS, room, lambda who: ("桜庭",)) == (Proposal(6, DAYS[2], "桜庭"),)
    terms = Terms(DAYS, room, lambda who: ("桜庭",), 2, CALENDAR, TODAY)
    found = levers(wanted, reschedule(wanted, DAYS, room).unplaced, terms, {})
    # two are left over: one person more runs two a day; two days more, 5/16 and 5/17, take one each
    assert (found.people, found.until, found.fixes) == (1, date(2024, 5, 17), ())


def test_the_latest_day_of_a_fix_nobody_has_planned():
    wanted = [Wanted(n, "若葉", None) for n in range(3)]
    room = lambda who, day: 1 if who else None  # noqa: E731 - as short as a sentence
    terms = Terms(DAYS, room, lambda who: (), 1, CALENDAR, TODAY)
    found = levers(wanted, reschedule(wanted, DAYS, room).unplaced, terms, dict.fromkeys(range(3), ("D-001",)))
    # three tests, one a day, the last on 5/15: the first on 5/13, so the fix is there by 5/10, the Friday before
    assert (found.fixes, found.fixed_by) == (("D-001",), date(2024, 5, 10))
    assert (found.people, found.until) == (None, None)


def test_the_least_that_is_enough():
    assert [least(9, lambda n, want=want: n >= want) for want in (1, 4, 9, 10)] == [1, 4, 9, None]

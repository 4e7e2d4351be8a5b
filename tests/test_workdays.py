"""Working days around Golden Week 2024: 4/29, 5/3, 5/4 (Sat), 5/5 (Sun) and 5/6 (振替休日) are days off."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_xl.workdays import Calendar, moved

DAYS = st.dates(date(2023, 10, 1), date(2024, 12, 31))
GOLDEN = Calendar()


def day(text):
    month, number = text.split("/")
    return date(2024, int(month), int(number))


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        ("5/2", "5/7", 1),  # 5/3 to 5/6 are off
        ("5/2", "5/6", 0),
        ("4/26", "5/7", 4),  # 4/30, 5/1, 5/2, 5/7
        ("5/7", "5/17", 8),
        ("5/7", "6/3", 19),
        ("5/7", "5/7", 0),
        ("5/7", "5/2", 0),
        ("5/3", "5/4", 0),
    ],
)
def test_working_days_after_a_day(start, end, count):
    assert GOLDEN.after(day(start), day(end)) == count


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [("4/22", "5/17", 17), ("4/22", "5/7", 9), ("5/3", "5/6", 0), ("5/7", "5/7", 1), ("5/8", "5/7", 0)],
)
def test_working_days_with_both_ends(start, end, count):
    assert GOLDEN.within(day(start), day(end)) == count


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("5/2", 1, "5/7"),
        ("5/7", -1, "5/2"),
        ("5/7", 10, "5/21"),
        ("5/4", 1, "5/7"),
        ("5/4", -1, "5/2"),
        ("5/4", 0, "5/4"),
    ],
)
def test_the_nth_working_day_from_a_day(start, count, end):
    assert GOLDEN.shift(day(start), count) == day(end)


def test_shifting_by_nothing_stays_even_on_a_day_off():
    assert GOLDEN.shift(day("5/4"), 0) == day("5/4")


def test_each_day_off_has_its_name():
    names = [GOLDEN.name_of(day(text)) for text in ("5/2", "5/3", "5/5", "5/6", "5/11", "5/12")]
    assert names[0] is None
    assert names[1:3] == ["憲法記念日", "こどもの日"]
    assert "振替休日" in names[3]
    assert names[4:] == ["土曜日", "日曜日"]


def test_a_bridge_between_two_holidays_is_a_day_off():
    assert "国民の休日" in GOLDEN.name_of(date(2026, 9, 22))  # 9/21 敬老の日, 9/23 秋分の日


def test_without_public_holidays_only_weekends_are_off():
    plain = Calendar(public=False)
    assert plain.after(day("5/2"), day("5/7")) == 3  # 5/3, 5/6, 5/7
    assert plain.is_working(day("5/3"))


def test_the_projects_own_days_off_count_once():
    own = Calendar({day("5/16"): "創立記念日", day("5/4"): "土曜の創立記念日", day("5/3"): "会社休日"})
    assert own.after(day("5/7"), day("5/17")) == 7
    assert own.after(day("5/2"), day("5/7")) == 1
    assert own.name_of(day("5/16")) == "創立記念日"


@pytest.mark.parametrize(
    ("due", "as_of", "days"),
    [
        ("4/30", "5/7", 3),
        ("5/2", "5/7", 1),
        ("4/26", "5/7", 4),
        ("5/3", "5/7", 0),  # a holiday: due 5/7
        ("5/3", "5/8", 1),
        ("5/7", "5/7", 0),
        ("5/10", "5/7", 0),
        ("5/2", "5/4", 0),  # on a Saturday nothing new becomes overdue
    ],
)
def test_working_days_past_due(due, as_of, days):
    assert GOLDEN.overdue_days(day(due), day(as_of)) == days


def test_a_due_date_on_a_holiday_may_move_back_instead():
    strict = Calendar(holiday_due="previous")
    assert strict.effective(day("5/3")) == day("5/2")
    assert strict.overdue_days(day("5/3"), day("5/7")) == 1
    assert strict.overdue_days(day("5/3"), day("5/6")) == 0


def test_nothing_is_overdue_without_a_due_date():
    assert GOLDEN.overdue_days(None, day("5/7")) == 0


def test_the_last_and_the_first_day_of_time_are_no_trouble():
    assert GOLDEN.overdue_days(date(9999, 12, 31), day("5/7")) == 0
    assert GOLDEN.effective(date(9999, 12, 31)) == date(9999, 12, 31)
    assert Calendar().after(date(9999, 12, 24), date(9999, 12, 31)) == 5
    assert Calendar().within(date.min, date.min + timedelta(days=6)) == 5


def test_there_were_no_public_holidays_before_the_law():
    assert GOLDEN.is_working(date(1940, 5, 3))


@given(DAYS, DAYS)
def test_counting_is_the_same_as_walking(start, end):
    calendar = Calendar({date(2024, 8, 13): "夏季休業"})
    walked = [d for d in calendar.days(start, end) if calendar.is_working(d)]
    assert calendar.within(start, end) == len(walked)
    assert calendar.after(start, end) == len([d for d in walked if d > start])


@given(DAYS, DAYS, DAYS)
def test_the_answer_does_not_depend_on_what_was_asked_before(start, end, other):
    asked = Calendar()
    asked.after(other, other + timedelta(days=40))
    assert asked.after(start, end) == GOLDEN.after(start, end)


@given(DAYS, st.integers(-30, 30).filter(bool))
def test_shifting_and_counting_agree(start, count):
    moved = GOLDEN.shift(start, count)
    assert GOLDEN.is_working(moved)
    if count > 0:
        assert GOLDEN.after(start, moved) == count
    else:
        assert GOLDEN.within(moved, start - timedelta(days=1)) == -count


@given(DAYS, DAYS)
def test_signed_working_days_turn_their_sign(start, end):
    assert GOLDEN.signed(start, end) == -GOLDEN.signed(end, start)


def test_the_calendar_ends_where_it_ends():
    assert Calendar().shift(date(9999, 12, 30), 5) == date(9999, 12, 31)
    assert Calendar().shift(date(1, 1, 2), -5) == date(1, 1, 1)
    assert (moved(date(9999, 1, 1), 1000), moved(date(1, 1, 5), -1000)) == (date(9999, 12, 31), date(1, 1, 1))

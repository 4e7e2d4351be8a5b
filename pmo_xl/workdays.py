"""Working days: Saturdays, Sundays, Japan's public holidays and the project's own days off are none."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache

_DAY = timedelta(days=1)
_WEEKEND = {5: "土曜日", 6: "日曜日"}

# The law of public holidays took effect on 1948-07-20; beyond a lifetime ahead the equinoxes are not announced.
# Outside these days only weekends and the project's own days off count, so a mistyped year costs seconds, not minutes.
_LAW = date(1948, 7, 20)
_FORESEEN = date(2099, 12, 31)


class Calendar:
    """The project's working days (metrics.md §2).

    `extra` maps further days off (company holidays, 休日 sheets, `extra_holidays`) to their names. `public` tells
    whether Japan's public holidays count (振替休日 and 国民の休日 included). `holiday_due` says where a due date on a
    day off moves: "next" or "previous" working day.
    """

    def __init__(
        self, extra: Mapping[date, str] | None = None, *, public: bool = True, holiday_due: str = "next"
    ) -> None:
        self.extra = dict(extra or {})
        self.public = public
        self.holiday_due = holiday_due
        self._off: list[int] = []  # ordinals of weekdays that are days off, from _first to _last
        self._first = self._last = 0

    def name_of(self, day: date) -> str | None:
        """Why the day is none to work on (土曜日, 憲法記念日 …); None for a working day."""
        if day in self.extra:
            return self.extra[day]
        if self.public and (name := _public_holiday(day)):
            return name
        return _WEEKEND.get(day.weekday())

    def is_working(self, day: date) -> bool:
        """Whether people work on the day."""
        return day.weekday() < 5 and self.name_of(day) is None

    def after(self, start: date, end: date) -> int:
        """wd(start, end]: working days after `start` up to and including `end`; 0 when end ≤ start."""
        return self._between(start.toordinal(), end.toordinal())

    def within(self, start: date, end: date) -> int:
        """wd[start, end]: working days with both ends included; 0 when end < start."""
        return self._between(start.toordinal() - 1, end.toordinal())

    def signed(self, start: date, end: date) -> int:
        """Working days from start to end, negative when end is earlier."""
        return self.after(start, end) if end >= start else -self.after(end, start)

    def shift(self, day: date, count: int) -> date:
        """Day ⊕ count: the count-th working day after `day`, before it when negative; 0 gives the day itself.

        Where the calendar ends (9999-12-31, 0001-01-01) it stays there.
        """
        step, end = (_DAY, date.max) if count >= 0 else (-_DAY, date.min)
        for _ in range(abs(count)):
            if day == end:
                break
            day += step
            while day != end and not self.is_working(day):
                day += step
        return day

    def effective(self, due: date) -> date:
        """eff(due): the due date itself when people work on it, else the next (or previous) working day."""
        if self.is_working(due):
            return due
        return self.shift(due, -1 if self.holiday_due == "previous" else 1)

    def overdue_days(self, due: date | None, as_of: date) -> int:
        """Working days past due at the end of `as_of`; 0 when there is none, when it is today or still to come."""
        return 0 if due is None or due >= as_of else self.after(self.effective(due), as_of)

    def previous(self, day: date) -> date:
        """The last working day before `day`."""
        return self.shift(day, -1)

    def days(self, start: date, end: date) -> Iterator[date]:
        """The working days from start to end, both included."""
        for number in range(start.toordinal(), end.toordinal() + 1):
            day = date.fromordinal(number)
            if self.is_working(day):
                yield day

    def _between(self, start: int, end: int) -> int:
        """Working days among the ordinals start + 1 … end: weekdays, less the days off that fall on one."""
        if end <= start:
            return 0
        if start < self._first or end > self._last:
            self._know(start, end)
        off = bisect_right(self._off, end) - bisect_right(self._off, start)
        return _weekdays(end) - _weekdays(start) - off

    def _know(self, start: int, end: int) -> None:
        """Learn the days off of the ordinals start … end, and of all between them and what is known already."""
        if not self._last:
            self._first, self._last = start, start - 1
        first, last = min(start, self._first), max(end, self._last)
        self._off = [
            *self._days_off(first, self._first - 1),
            *self._off,
            *self._days_off(self._last + 1, last),
        ]
        self._first, self._last = first, last

    def _days_off(self, first: int, last: int) -> list[int]:
        """The weekdays among these ordinals, in order, on which nobody works."""
        off = {number for day in self.extra if day.weekday() < 5 and first <= (number := day.toordinal()) <= last}
        if self.public:
            for number in range(max(first, _LAW.toordinal()), min(last, _FORESEEN.toordinal()) + 1):
                day = date.fromordinal(number)
                if day.weekday() < 5 and _public_holiday(day):
                    off.add(number)
        return sorted(off)


def moved(day: date, days: int) -> date:
    """The day so many calendar days later (earlier when negative), no further than the calendar goes.

    >>> moved(date(9999, 12, 30), 7)
    datetime.date(9999, 12, 31)
    """
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def _weekdays(ordinal: int) -> int:
    """Weekdays from 0001-01-01, which was a Monday, up to and including the day of this ordinal."""
    weeks, rest = divmod(ordinal, 7)
    return weeks * 5 + min(rest, 5)


@lru_cache(maxsize=65536)
def _public_holiday(day: date) -> str | None:
    if not _LAW <= day <= _FORESEEN:
        return None
    import jpholiday  # 20 ms, so only where a calendar is asked

    name: str | None = jpholiday.is_holiday_name(day)
    return name

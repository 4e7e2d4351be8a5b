"""Working days: Saturdays, Sundays, Japan's public holidays and the project's own days off are none."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache

_DAY = timedelta(days=1)
_MARGIN = timedelta(days=31)  # asked for ahead, so that a list of due dates does not extend the calendar one by one


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
        self._days: list[date] = []  # working days known so far, in order
        self._first: date | None = None
        self._last: date | None = None

    def name_of(self, day: date) -> str | None:
        """Why the day is none to work on (土曜日, 憲法記念日 …); None for a working day."""
        if day in self.extra:
            return self.extra[day]
        if self.public and (name := _public_holiday(day)):
            return name
        return {5: "土曜日", 6: "日曜日"}.get(day.weekday())

    def is_working(self, day: date) -> bool:
        """Whether people work on the day."""
        return day.weekday() < 5 and self.name_of(day) is None

    def after(self, start: date, end: date) -> int:
        """wd(start, end]: working days after `start` up to and including `end`; 0 when end ≤ start."""
        if end <= start:
            return 0
        days = self._known(start, end)
        return bisect_right(days, end) - bisect_right(days, start)

    def within(self, start: date, end: date) -> int:
        """wd[start, end]: working days with both ends included; 0 when end < start."""
        if end < start:
            return 0
        days = self._known(start, end)
        return bisect_right(days, end) - bisect_left(days, start)

    def signed(self, start: date, end: date) -> int:
        """Working days from start to end, negative when end is earlier."""
        return self.after(start, end) if end >= start else -self.after(end, start)

    def shift(self, day: date, count: int) -> date:
        """Day ⊕ count: the count-th working day after `day`, before it when negative; 0 gives the day itself."""
        step = _DAY if count >= 0 else -_DAY
        for _ in range(abs(count)):
            day += step
            while not self.is_working(day):
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
        known = self._known(start, end)
        return iter(known[bisect_left(known, start) : bisect_right(known, end)])

    def _known(self, start: date, end: date) -> list[date]:
        if self._first is None or self._last is None or start < self._first or end > self._last:
            first = min(start - _MARGIN, self._first or start)
            last = max(end + _MARGIN, self._last or end)
            self._days = list(self._working(first, last))
            self._first, self._last = first, last
        return self._days

    def _working(self, first: date, last: date) -> Iterator[date]:
        for number in range(first.toordinal(), last.toordinal() + 1):
            day = date.fromordinal(number)
            if self.is_working(day):
                yield day


@lru_cache(maxsize=4096)
def _public_holiday(day: date) -> str | None:
    import jpholiday  # 20 ms, so only where a calendar is asked

    name: str | None = jpholiday.is_holiday_name(day)
    return name

"""How many of something had happened by the end of a day."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import accumulate


class Tally:
    """A cumulative count over days, made from (day, change) steps in any order.

    A change may be negative: a test that failed in its second round no longer passes.
    """

    def __init__(self, steps: Iterable[tuple[date, int]]) -> None:
        change: defaultdict[date, int] = defaultdict(int)
        for day, number in steps:
            change[day] += number
        self.days = sorted(change)  # those on which something happened
        self._sums = list(accumulate(change[day] for day in self.days))

    @classmethod
    def of(cls, days: Iterable[date | None]) -> "Tally":
        """One for each day given; what has no day is not in it."""
        counted = Counter(days)  # many of the same day
        return cls((day, times) for day, times in counted.items() if day is not None)

    def at(self, day: date) -> int:
        """The count at the end of the day."""
        place = bisect_right(self.days, day)
        return self._sums[place - 1] if place else 0

    def reached(self, count: int) -> date | None:
        """The first day at whose end there were so many (nothing was ever taken back); None when never."""
        place = bisect_left(self._sums, count)
        return self.days[place] if place < len(self.days) else None

    @property
    def total(self) -> int:
        """The count after the last step."""
        return self._sums[-1] if self._sums else 0

    @property
    def first(self) -> date | None:
        """The day of the first step."""
        return self.days[0] if self.days else None

    @property
    def last(self) -> date | None:
        """The day of the last step."""
        return self.days[-1] if self.days else None

"""Working days counted one by one, from a calendar written by hand; nothing of pmo_xl stands behind it."""

from datetime import date, timedelta

ONE = timedelta(days=1)

# Public holidays that fall on a weekday, 振替休日 and 国民の休日 included: 内閣府「国民の祝日について」.
_WEEKDAYS_OFF = {
    2024: "1/1 1/8 2/12 2/23 3/20 4/29 5/3 5/6 7/15 8/12 9/16 9/23 10/14 11/4",
    2025: "1/1 1/13 2/11 2/24 3/20 4/29 5/5 5/6 7/21 8/11 9/15 9/23 10/13 11/3 11/24",
    2026: "1/1 1/12 2/11 2/23 3/20 4/29 5/4 5/5 5/6 7/20 8/11 9/21 9/22 9/23 10/12 11/3 11/23",
    2027: "1/1 1/11 2/11 2/23 3/22 4/29 5/3 5/4 5/5 7/19 8/11 9/20 9/23 10/11 11/3 11/23",
}
HOLIDAYS = {date(year, *map(int, day.split("/"))) for year, days in _WEEKDAYS_OFF.items() for day in days.split()}


class Days:
    """The working days of one project: `off` are its own days off beside weekends and public holidays."""

    def __init__(self, off=(), *, public=True, due="next"):
        self.off = set(off) | (HOLIDAYS if public else set())
        self.due = due

    def works(self, day):
        return day.weekday() < 5 and day not in self.off

    def after(self, a, b):
        """wd(a, b]"""
        count = 0
        while a < b:
            a += ONE
            count += self.works(a)
        return count

    def within(self, a, b):
        """wd[a, b]"""
        return self.after(a - ONE, b)

    def shift(self, day, n):
        """day ⊕ n, backwards when n is negative"""
        step = ONE if n > 0 else -ONE
        while n:
            day += step
            if self.works(day):
                n += -1 if n > 0 else 1
        return day

    def signed(self, a, b):
        return self.after(a, b) if b >= a else -self.after(b, a)

    def effective(self, due):
        step = ONE if self.due == "next" else -ONE
        while not self.works(due):
            due += step
        return due

    def overdue(self, due, d):
        return 0 if due is None else self.after(self.effective(due), d)

    def listed(self, a, b):
        found = []
        while a <= b:
            if self.works(a):
                found.append(a)
            a += ONE
        return found

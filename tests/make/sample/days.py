"""The sample project's calendar, written out by hand so that it can be held against the product's own."""

from datetime import date, timedelta

PHASE_START = date(2026, 10, 26)
PHASE_END = date(2026, 12, 4)
GO_LIVE = date(2027, 1, 5)
SAMPLE_DAY = date(2026, 11, 24)

DAYS_OFF = {
    date(2026, 11, 3): "文化の日",
    date(2026, 11, 13): "創立記念日",
    date(2026, 11, 23): "勤労感謝の日",
    date(2026, 12, 29): "年末休業",
    date(2026, 12, 30): "年末休業",
    date(2026, 12, 31): "年末休業",
    date(2027, 1, 1): "元日",
}
LEAVE = {("松風みどり", date(2026, 11, 26)): "有給休暇", ("桜庭さくら", date(2026, 11, 30)): "有給休暇"}


def is_working(day: date) -> bool:
    """Whether the project works on the day."""
    return day.weekday() < 5 and day not in DAYS_OFF


def shift(day: date, count: int) -> date:
    """The count-th working day after (negative: before) the day."""
    step = timedelta(days=1 if count >= 0 else -1)
    for _ in range(abs(count)):
        day += step
        while not is_working(day):
            day += step
    return day


def working_days(first: date, last: date) -> list[date]:
    """The working days from first to last, both included."""
    span = (last - first).days + 1
    return [day for day in (first + timedelta(days=n) for n in range(span)) if is_working(day)]


def md(month: int, day: int) -> date:
    """A day of the project's own months: October to December 2026, January 2027."""
    return date(2027 if month < 6 else 2026, month, day)

"""How a day is written: 2024/05/07 where it stands alone, 5/7 where the year is plain."""

from datetime import date
from typing import Final

WEEKDAYS: Final = "月火水木金土日"  # in the order of date.weekday()


def full_day(day: date) -> str:
    """2024/05/07. A year before 1000 keeps its zeros, which strftime leaves out on some systems."""
    return f"{day.year:04}/{day.month:02}/{day.day:02}"


def short_day(day: date) -> str:
    """5/7."""
    return f"{day.month}/{day.day}"

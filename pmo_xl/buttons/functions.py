"""Working days as worksheet functions: plain functions, and Excel functions for those who have xlwings' own add-in.

Nothing of xlwings' macros or libraries comes with this product, so a fresh Excel does not know them. Who has installed
xlwings' add-in names `pmo_xl.buttons.functions` as UDF module there and presses Import Functions.
"""

import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from pmo_xl.workdays import Calendar

Day = date | datetime | float | str | None


def _as_worksheet_function(function: Callable[..., Any]) -> Callable[..., Any]:
    """Marked for xlwings where it has loaded this module itself to make functions of it; else left alone."""
    xlwings = sys.modules.get("xlwings")
    if xlwings is None or "xlwings.udfs" not in sys.modules:
        return function
    marked: Callable[..., Any] = xlwings.func(function)
    return marked


@_as_worksheet_function
def pmo_workdays(start: Day, end: Day, days_off: Any = None) -> int | str:  # noqa: ANN401 - a cell or a range
    """営業日数: working days from `start` to `end`, both included; weekends and Japan's holidays are none.

    `days_off` are further days off, a cell or a range. Negative when `end` is earlier, "" when a day is blank.
    """
    first, last = _day(start), _day(end)
    if first is None or last is None:
        return ""
    calendar = _calendar(days_off)
    return calendar.within(first, last) if first <= last else -calendar.within(last, first)


@_as_worksheet_function
def pmo_age(since: Day, today: Day, days_off: Any = None) -> int | str:  # noqa: ANN401
    """滞留: working days that something has lain since `since`: 0 on the day itself, 1 on the next working day.

    "" when a day is blank, 0 when `since` is still to come.
    """
    first, last = _day(since), _day(today)
    return "" if first is None or last is None else _calendar(days_off).after(first, last)


def _calendar(days_off: Any) -> Calendar:  # noqa: ANN401
    known = (_day(value) for value in _flat(days_off))
    return Calendar(dict.fromkeys((day for day in known if day is not None), "休日"))


def _day(value: Day) -> date | None:
    """A cell's day: a date, or the serial number or text of one; None where it is blank or no day."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and 1 <= value < 2_958_466:
        return date(1899, 12, 30) + timedelta(days=int(value))
    if isinstance(value, str) and value.strip():
        from pmo_xl.sheets.meaning.dates import read_date

        return read_date(value, near=None).date
    return None


def _flat(values: Any) -> Iterable[Any]:  # noqa: ANN401
    if isinstance(values, list | tuple):
        for value in values:
            yield from _flat(value)
    else:
        yield values

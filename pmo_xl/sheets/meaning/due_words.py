"""Due dates as people say them in a meeting: 明日, 来週金, 月末, 3営業日後 — read from the day of the meeting."""

import re
import unicodedata
from datetime import date, timedelta

from pmo_xl.model.days import WEEKDAYS
from pmo_xl.model.pattern import lazy
from pmo_xl.workdays import Calendar, moved

_DAYS = {"本日": 0, "今日": 0, "当日": 0, "明日": 1, "翌日": 1, "明後日": 2, "あさって": 2}
_WEEK = lazy(r"(?P<week>今週|来週|再来週|翌週)?の?(?P<day>[月火水木金土日])(?:曜日?)?(?:まで|中)?")
_WITHIN_WEEK = lazy(r"(?P<week>今週|来週|再来週|翌週)(?:中|末|内)?(?:まで)?")
_WORKDAYS_LATER = lazy(r"(?P<count>\d{1,4})営業日(?:後|以内)(?:まで)?")
_DAYS_LATER = lazy(r"(?P<count>\d{1,4})(?P<unit>日|週間?)(?:後|以内)(?:まで)?")
_MONTH_END = lazy(r"(?P<month>今月|当月|来月|翌月|\d{1,2}月)?(?:末|末日|月末)(?:まで)?")
_DAY = lazy(r"(?:(?P<year>20\d\d)[/.\-年])?(?P<month>\d{1,2})[/.\-月](?P<day>\d{1,2})日?(?:[(（].[)）])?(?:まで)?")
_WEEKS = {"今週": 0, None: 0, "来週": 1, "翌週": 1, "再来週": 2}


def spoken_due(text: str, said_on: date, calendar: Calendar) -> date | None:
    """The working day a phrase means, when it can mean only one; None for anything else (未定, 5月上旬 …).

    A day off moves to the working day before it, so that a promise is never read as later than it was said;
    a month and day without a year mean the next such day after the meeting.

    >>> spoken_due("来週金", date(2026, 11, 24), Calendar())
    datetime.date(2026, 12, 4)
    """
    phrase = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    if phrase in _DAYS:
        return calendar.shift(said_on, _DAYS[phrase]) if _DAYS[phrase] else said_on
    day = _named(phrase, said_on, calendar)
    if day is None:
        return None
    return day if calendar.is_working(day) else calendar.shift(day, -1)


def _named(phrase: str, said_on: date, calendar: Calendar) -> date | None:
    if found := _WORKDAYS_LATER.fullmatch(phrase):
        return calendar.shift(said_on, int(found["count"]))
    if found := _DAYS_LATER.fullmatch(phrase):
        return moved(said_on, int(found["count"]) * (7 if found["unit"].startswith("週") else 1))
    if found := _MONTH_END.fullmatch(phrase):
        return _month_end(found["month"], said_on)
    monday = said_on - timedelta(days=said_on.weekday())
    if found := _WITHIN_WEEK.fullmatch(phrase):
        return monday + timedelta(days=7 * _WEEKS[found["week"]] + 4)
    if found := _WEEK.fullmatch(phrase):
        day = monday + timedelta(days=7 * _WEEKS[found["week"]] + WEEKDAYS.index(found["day"]))
        # 「金曜」 said on a Saturday is next week's; 「今週の月曜」 said on a Friday is nobody's due date
        return day if day >= said_on else (day + timedelta(days=7) if found["week"] is None else None)
    if found := _DAY.fullmatch(phrase):
        return _calendar_day(found["year"], int(found["month"]), int(found["day"]), said_on)
    return None


def _month_end(month: str | None, said_on: date) -> date:
    year, number = said_on.year, said_on.month
    if month in ("来月", "翌月"):
        number += 1
    elif month and month[0].isdigit():
        number = int(month[:-1])
        year += number < said_on.month
    year, number = (year + 1, number - 12) if number > 12 else (year, number)
    following = date(year + number // 12, number % 12 + 1, 1)
    return following - timedelta(days=1)


def _calendar_day(year: str | None, month: int, day: int, said_on: date) -> date | None:
    try:
        if year:
            return date(int(year), month, day)
        near = date(said_on.year, month, day)
        return near if near >= said_on else date(said_on.year + 1, month, day)
    except ValueError:
        return None

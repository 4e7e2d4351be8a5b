"""Due dates as people say them in a meeting: 明日, 来週金, 月末, 来月頭 — read from the day of the meeting."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from pmo_xl.model.days import WEEKDAYS
from pmo_xl.model.pattern import lazy
from pmo_xl.sheets.meaning.dates import read_date
from pmo_xl.workdays import Calendar, moved

_TAIL: Final = lazy(  # a time of the day, and what only says that it is a due date
    r"\s?(?:の?(?:朝一番?|朝イチ|朝いち|朝|午前中?|昼|正午|午後|夕方|夜|終業|定時|EOD))?"
    r"(?:(?:午前|午後)?\d{1,2}(?::\d{2}|時(?:半|\d{1,2}分)?))?(?:中)?(?:まで|迄|期限|期日|締切り?|締め切り|〆切?|必着|厳守|目途|目処|めど)?に?$"
)
_HEAD: Final = lazy(r"^(?:遅くとも|[~〜])")
_COUNT: Final = str.maketrans("一二三四五六七八九", "123456789")
_COUNTED: Final = lazy(r"[一二三四五六七八九](?=営業日|日[後以]|週間|[かヶケカ]月)")
_WITHIN: Final = lazy(r"\d+日中.*")  # the 3rd, or three days?
_SOON: Final = {
    **dict.fromkeys(("本日", "今日"), 0),
    **dict.fromkeys(("明日", "あした", "翌日", "翌営業日", "次営業日"), 1),
    **dict.fromkeys(("明後日", "あさって"), 2),
}
_WEEKS: Final = {"今週": 0, "来週": 1, "翌週": 1, "次週": 1, "再来週": 2, "翌々週": 2, "さ来週": 2}
_WEEK: Final = "|".join(_WEEKS)
_WEEKDAY: Final = lazy(rf"(?P<week>{_WEEK})?の?(?P<day>[月火水木金土日])(?:曜日?)?")
_WEEK_END: Final = lazy(rf"(?P<week>{_WEEK})(?:中|末|内)|(?P<this>今週|週末|週内)")
_WEEK_START: Final = lazy(rf"(?P<week>{_WEEK})の?(?:頭|あたま|初め?|はじめ|明け)|週明け")
_WORKDAYS_LATER: Final = lazy(r"(?P<count>\d{1,4})営業日(?:後|以内)?")
_DAYS_LATER: Final = lazy(r"(?P<count>\d{1,4})(?P<unit>日|週間?|[かヶケカ]月)(?:後|以内)|(?P<weeks>\d{1,2})週間")
_MONTH: Final = r"(?:(?P<year>20\d\d)年)?(?P<month>今月|当月|来月|翌月|再来月|(?:0?[1-9]|1[0-2])月)"
_MONTH_END: Final = lazy(rf"{_MONTH}の?(?:末日?|月末|中|内|いっぱい)|(?P<this>月末|月内)")
_MONTH_START: Final = lazy(rf"{_MONTH}の?(?:頭|あたま|初め?|はじめ|月初)|(?P<next>月初め?|月頭)")
_MONTH_DAY: Final = lazy(r"(?:(?P<month>今月|当月|来月|翌月|再来月)の?)?(?P<day>\d{1,2})日(?:[(（](?P<name>.)[)）])?")
_DAY: Final = lazy(
    r"(?:(?P<year>20\d\d)[/.\-年])?(?P<month>\d{1,2})[/.\-月](?P<day>\d{1,2})日?(?:[(（](?P<name>.)曜?日?[)）])?"
)
_YEAR_END: Final = lazy(r"(?P<kind>年内|今年中|年度末|年度内|今年度中)")
_ERA: Final = lazy(r"(?:[RHSrhs]|令和|平成)\d{1,2}[./年-].+")
_JUST_PASSED: Final = 90  # days: 11/20 said on 11/24 is a slip of the pen rather than next year's


def spoken_due(text: str, said_on: date, calendar: Calendar) -> date | None:
    """The working day a phrase means, when it can mean only one; None for anything else (未定, 来週, 5月上旬 …).

    A day off moves to the working day before it, so that a promise is never read as later than it was said; the
    beginning of a week or month is its first working day. A month and day without a year mean the next such day after
    the meeting, and nothing where that day has just passed. A weekday beside a date must be that date's.

    >>> spoken_due("来週金", date(2026, 11, 24), Calendar())
    datetime.date(2026, 12, 4)
    """
    said = re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", unicodedata.normalize("NFKC", text))  # 11/2 7:00 stays two
    said = _COUNTED.sub(lambda found: found[0].translate(_COUNT), _HEAD.sub("", said))
    if _WITHIN.fullmatch(said):
        return None
    # 「今週中」 is a week, 「明日中」 a day: the whole phrase first, then what stands before the time of day
    for phrase in dict.fromkeys((said, _TAIL.sub("", said))):
        day = _working_day(phrase, said_on, calendar)
        if day is not None:
            return day
    return None


def _working_day(phrase: str, said_on: date, calendar: Calendar) -> date | None:
    if phrase in _SOON:
        return calendar.shift(said_on, _SOON[phrase])
    if found := _WORKDAYS_LATER.fullmatch(phrase):
        return calendar.shift(said_on, int(found["count"]))
    for pattern, first in ((_WEEK_START, _week_start), (_MONTH_START, _month_start)):
        if found := pattern.fullmatch(phrase):
            day = first(found, said_on)
            return _not_past(day if calendar.is_working(day) else calendar.shift(day, 1), said_on)
    for pattern, named in _NAMED:
        if found := pattern.fullmatch(phrase):
            meant = named(found, said_on)
            if meant is None:
                return None
            worked = meant if calendar.is_working(meant) else calendar.shift(meant, -1)
            return worked if found.groupdict().get("year") else _not_past(worked, said_on)
    if _ERA.fullmatch(phrase):
        meant = read_date(phrase, near=None).date
        return meant if meant is None or calendar.is_working(meant) else calendar.shift(meant, -1)
    return None


def _not_past(day: date, said_on: date) -> date | None:
    """A phrase that would mean a day before the meeting means something else."""
    return day if day >= said_on else None


def _monday(said_on: date, week: str | None) -> date:
    return moved(said_on, 7 * _WEEKS[week or "今週"] - said_on.weekday())


def _week_start(found: re.Match[str], said_on: date) -> date:
    return _monday(said_on, found["week"] or "来週")


def _month_start(found: re.Match[str], said_on: date) -> date:
    year, month = _month(found["month"] or "来月", found["year"], said_on)
    return date(year, month, 1)


def _weekday(found: re.Match[str], said_on: date) -> date | None:
    day = moved(_monday(said_on, found["week"]), WEEKDAYS.index(found["day"]))
    if found["week"]:
        return day  # 「今週の月曜」 said on a Friday is nobody's due date, and refused as past
    if day == said_on:
        return None  # 「金曜」 said on a Friday: today's, or next week's?
    return day if day > said_on else moved(day, 7)


def _week_end(found: re.Match[str], said_on: date) -> date:
    return moved(_monday(said_on, found["week"]), 4)


def _days_later(found: re.Match[str], said_on: date) -> date:
    if found["weeks"]:
        return moved(said_on, 7 * int(found["weeks"]))
    count, unit = int(found["count"]), found["unit"]
    if not unit.endswith("月"):
        return moved(said_on, count * (7 if unit.startswith("週") else 1))
    year, month = _later(said_on, min(count, 120))
    return _day(year, month, said_on.day) or _last_of(year, month)  # 31 January and a month: the end of February


def _month_end(found: re.Match[str], said_on: date) -> date:
    return _last_of(*_month(found["month"] or "今月", found["year"], said_on))


def _month_day(found: re.Match[str], said_on: date) -> date | None:
    """「15日」 is the next one; 「来月15日」 says which."""
    year, month = _month(found["month"] or "今月", None, said_on)
    day = _day(year, month, int(found["day"]))
    if not found["month"] and int(found["day"]) < said_on.day:
        day = _day(*_later(said_on, 1), int(found["day"]))
    return _of_weekday(day, found["name"])


def _calendar_day(found: re.Match[str], said_on: date) -> date | None:
    month, number = int(found["month"]), int(found["day"])
    if found["year"]:
        return _of_weekday(_day(int(found["year"]), month, number), found["name"])
    day = _day(said_on.year, month, number)
    if day is not None and day < said_on:
        day = None if (said_on - day).days <= _JUST_PASSED else _day(said_on.year + 1, month, number)
    return _of_weekday(day, found["name"])


def _year_end(found: re.Match[str], said_on: date) -> date:
    if "度" not in found["kind"]:
        return date(said_on.year, 12, 31)
    return date(said_on.year + (said_on.month > 3), 3, 31)


def _of_weekday(day: date | None, name: str | None) -> date | None:
    """The day, unless a weekday that is not its own stands beside it."""
    return day if day is None or not name or WEEKDAYS[day.weekday()] == name else None


def _month(word: str, year: str | None, said_on: date) -> tuple[int, int]:
    """Year and month of 今月, 来月, 12月 (the next one)."""
    if word[0].isdigit():
        number = int(word[:-1])
        return (int(year) if year else said_on.year + (number < said_on.month)), number
    return _later(said_on, {"今": 0, "当": 0, "再": 2}.get(word[0], 1))


def _later(day: date, months: int) -> tuple[int, int]:
    years, month = divmod(day.month - 1 + months, 12)
    return day.year + years, month + 1


def _last_of(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_NAMED: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]], ...]] = (
    (_DAYS_LATER, _days_later),
    (_MONTH_END, _month_end),
    (_WEEK_END, _week_end),
    (_WEEKDAY, _weekday),
    (_MONTH_DAY, _month_day),
    (_DAY, _calendar_day),
    (_YEAR_END, _year_end),
)

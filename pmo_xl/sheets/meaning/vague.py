"""Spans people write where a date belongs (5月上旬, 来週, 2Q, GW明け) and the last day of each."""

import calendar
import re
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from pmo_xl.model.days import WEEKDAYS
from pmo_xl.model.pattern import lazy


class Span(Struct, frozen=True):
    """A vague time that was recognised; `last` is its last day, None when nothing near tells month or year."""

    last: date | None


_TENTHS: Final = {  # 上旬 is 1–10, 中旬 11–20, 下旬 21–end; "" is the whole month
    **dict.fromkeys(("上旬", "初旬", "初め", "始め", "初", "頭", "上"), 10),
    **dict.fromkeys(("前半", "半ば"), 15),
    **dict.fromkeys(("中旬", "中頃", "中ごろ"), 20),
    **dict.fromkeys(("", "下旬", "末", "末日", "中", "内", "後半", "いっぱい", "一杯", "下"), 31),
}
_PART = "|".join(sorted((part for part in _TENTHS if part), key=len, reverse=True))
_SHORT = "上旬|中旬|下旬|上|中|下|末日|末|初旬|初|頭"  # behind a slash or a bare number 中 is 中旬, not the whole month
_MONTH = lazy(rf"^(?:(\d{{4}}|\d{{2}})[年/.-])?(\d{{1,2}})月の?({_PART})?$")
_MONTH_SHORT = lazy(rf"^(?:(\d{{4}})[年/.-])?(\d{{1,2}})/?({_SHORT})$")
_YEAR_MONTH = lazy(r"^(\d{4})[/.-](\d{1,2})$")
_NAME_YEAR = lazy(r"^([a-z]{3,9})[-/.,]*(\d{4})$", re.IGNORECASE)
_YEAR = lazy(r"^(\d{4})年(度)?(?:中|内|末|いっぱい)?$")
_MONTH_WEEK = lazy(r"^(?:(\d{4})年)?(?:(\d{1,2})(?:月の?|/)第?|第)([1-5])(?:週目?|w)(?:末|中|内)?$", re.IGNORECASE)
_SOME_MONTH = lazy(rf"^(?:(今月|当月|来月|翌月|再来月|月)の?({_PART})?|(上旬|初旬|中旬|下旬|末日?))$")
_SOME_WEEK = lazy(
    r"^(今週|来週|翌週|再来週|週(?=末|明け|内))(?:(中|末|内|前半|後半|頭|明け|早々)|の?([月火水木金土日])曜?日?)?$"
)
_QUARTER = lazy(
    r"^(?:(?:FY)?(\d{4})(?:年度?|度)?[-/_]?|FY(\d{2})[-/_]?)?(?:第?([1-4])(?:q|四半期)|q([1-4]))(?:末|中|内)?$",
    re.IGNORECASE,
)
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_BEGINNINGS: Final = tuple(month[:3] for month in _MONTHS)
_END_OF: Final = {  # (month, day) that ends the running period: Japan's fiscal year ends in March
    **dict.fromkeys(("年内", "年末", "年内中", "今年中"), (12, 31)),
    **dict.fromkeys(("年度内", "年度末", "今年度中", "今年度内", "下期", "下期中", "下期末"), (3, 31)),
    **dict.fromkeys(("上期", "上期中", "上期末"), (9, 30)),
}
_AFTER: Final = {  # (month, day) that ends the week after a break
    **dict.fromkeys(("gw明け", "ゴールデンウィーク明け", "連休明け"), (5, 10)),
    **dict.fromkeys(("お盆明け", "盆明け"), (8, 20)),
    **dict.fromkeys(("年明け", "年始"), (1, 10)),
}
_FRIDAY = 4
_MONTH_LETTERS, _SHORT_LETTERS = frozenset("月旬末"), frozenset("上中下末初頭")
_WEEK_LETTERS = frozenset("週wW")
_QUARTERS: Final = ("q1", "q2", "q3", "q4", "1q", "2q", "3q", "4q")
_LONGEST = 16
_SPAN_LETTERS: Final = frozenset("月年週旬期末始明qQwW/-.上中下初頭jfmasondJFMASOND")  # every span has one of these


def read_span(text: str, near: date | None) -> Span | None:
    """The span a folded text names, its missing year or month taken from `near`; None when it names none.

    Weeks end on Friday, quarters follow the fiscal year from April; 第2週 ends on the 14th.
    """
    if len(text) > _LONGEST or _SPAN_LETTERS.isdisjoint(text):
        return None
    try:
        return _span(text, near)
    except (ValueError, OverflowError):  # a year before 1 or after 9999
        return Span(None)


def _span(text: str, near: date | None) -> Span | None:
    # A letter that each of them needs comes first: most texts are no span, and no pattern has to be asked.
    if "月" in text and (found := _MONTH.match(text)):
        return _month_span(int(found[2]), found[1], _TENTHS[found[3] or ""], near)
    if not _SHORT_LETTERS.isdisjoint(text) and (found := _MONTH_SHORT.match(text)):
        last = 20 if found[3] == "中" else _TENTHS[found[3]]
        return _month_span(int(found[2]), found[1], last, near)
    if text[0].isdigit() and (found := _YEAR_MONTH.match(text)):
        return _month_span(int(found[2]), found[1], _TENTHS[""], near)
    if names_a_month(text) and (found := _NAME_YEAR.match(text)) and (named := month_named(found[1])):
        return _month_span(named, found[2], _TENTHS[""], near)
    if "年" in text and (found := _YEAR.match(text)):
        return Span(date(int(found[1]) + 1, 3, 31) if found[2] else date(int(found[1]), 12, 31))
    if not _WEEK_LETTERS.isdisjoint(text) and (found := _MONTH_WEEK.match(text)):
        month = int(found[2]) if found[2] else near.month if near else 0
        return _month_span(month, found[1], 7 * int(found[3]), near)
    if _names_a_quarter(text) and (found := _QUARTER.match(text)):
        return Span(_quarter_end(int(found[3] or found[4]), found[1] or found[2], near))
    if near is None:
        return Span(None) if counts_from_today(text) else None
    return _relative_span(text, near)


def counts_from_today(text: str) -> bool:
    """Whether a folded text counts from the day it is said (来週金, 今月末), not from the dates around it."""
    if not _MONTH_LETTERS.isdisjoint(text) and _SOME_MONTH.match(text):
        return True
    return bool("週" in text and _SOME_WEEK.match(text)) or text in _END_OF or text.lower() in _AFTER


def month_named(name: str) -> int | None:
    """The month of an English name or the beginning of one (May, Sept); None when it names none."""
    lower = name.lower()
    found = next(
        (number for number, month in enumerate(_MONTHS, 1) if len(lower) > 2 and month.startswith(lower)), None
    )
    return 9 if lower == "sept" else found


def may_name_span(text: str) -> bool:
    """Whether a text of English letters can name a span at all: by a month, a quarter or a week."""
    return names_a_month(text) or _names_a_quarter(text) or text.lower() in _AFTER


def names_a_month(text: str) -> bool:
    """Whether an English month, or the beginning of one, can stand in the text at all.

    >>> names_a_month("7 May 2024"), names_a_month("UAT-0007")
    (True, False)
    """
    lower = text.lower()
    return any(month in lower for month in _BEGINNINGS)


def _names_a_quarter(text: str) -> bool:
    lower = text.lower()
    return "四" in text or ("q" in lower and any(quarter in lower for quarter in _QUARTERS))


def _relative_span(text: str, near: date) -> Span | None:
    if found := _SOME_MONTH.match(text):
        ahead = {"来月": 1, "翌月": 1, "再来月": 2}.get(found[1], 0)
        if text == "月":
            return None
        years, month = divmod(near.month - 1 + ahead, 12)
        return Span(_no_later_than(near.year + years, month + 1, _TENTHS[found[2] or found[3] or ""]))
    if found := _SOME_WEEK.match(text):
        weeks = 1 if text == "週明け" else {"来週": 1, "翌週": 1, "再来週": 2}.get(found[1], 0)
        day = WEEKDAYS.index(found[3]) if found[3] else {"前半": 2, "頭": 0, "明け": 0}.get(found[2] or "", _FRIDAY)
        return Span(near + timedelta(days=day - near.weekday() + 7 * weeks))
    if text in _END_OF:
        end = date(near.year, *_END_OF[text])
        return Span(end if end >= near else date(near.year + 1, *_END_OF[text]))
    if text.lower() in _AFTER:
        return Span(_nearest(*_AFTER[text.lower()], near))
    return None


def _month_span(month: int, year: str | None, last: int, near: date | None) -> Span | None:
    if not 1 <= month <= 12:
        return Span(None) if month == 0 else None
    if year:
        return Span(_no_later_than(int(year) + (2000 if len(year) == 2 else 0), month, last))
    return Span(_nearest(month, last, near) if near else None)


def _nearest(month: int, last: int, near: date) -> date:
    days = [_no_later_than(year, month, last) for year in (near.year - 1, near.year, near.year + 1)]
    return min(days, key=lambda day: abs((day - near).days))


def _no_later_than(year: int, month: int, last: int) -> date:
    return date(year, month, min(last, calendar.monthrange(year, month)[1]))


def _quarter_end(quarter: int, year: str | None, near: date | None) -> date | None:
    if year is None and near is None:
        return None
    fiscal = int(year) if year else near.year - (near.month < 4) if near else 0
    month = (6, 9, 12, 3)[quarter - 1]
    return _no_later_than((fiscal + 2000 if fiscal < 100 else fiscal) + (month == 3), month, 31)

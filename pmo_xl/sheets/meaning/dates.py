"""What a cell of a date column says: a day, a day written as text, a vague time, a word, or no day that exists."""

import calendar
import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Final, Literal

from msgspec import Struct

from pmo_xl.model.days import full_day
from pmo_xl.model.grid import CellValue
from pmo_xl.model.half_width import half_width
from pmo_xl.model.pattern import lazy
from pmo_xl.sheets.meaning.day_text import bare_day
from pmo_xl.sheets.meaning.vague import counts_from_today, may_name_span, month_named, names_a_month, read_span

DateWhat = Literal["date", "text_date", "yearless_date", "vague_date", "bad_date", "word", "blank"]

# Excel counts 1900-02-29, a day that never was; hence 1899-12-30, and days before March 1900 are not believed.
EPOCH: Final = date(1899, 12, 30)
FIRST_DAY: Final = date(1900, 3, 1)
SERIALS: Final = (40_000, 60_000)  # 2009 … 2064: what a bare number in a date column is believed to be


class ReadDate(Struct, frozen=True):
    """How one cell was understood.

    `text_date` is text that names a whole day; `yearless_date` one whose year was taken from what stands near;
    `vague_date` a span (its last day, when that can be told); `word` a text without a day (未定, 随時, a sentence);
    `bad_date` a day that does not exist, a time, or a number that is none. `text` is what the cell shows.
    """

    what: DateWhat
    date: date | None
    text: str = ""


def read_date(value: CellValue, *, near: date | None, day_first: bool | None = None) -> ReadDate:
    """Read one cell of a date column.

    `near` is the day that gives a missing year: of all years the one nearest to it; without it a day without a year
    is `yearless_date` with no date. `day_first` decides 05/07/2024 (see `day_comes_first`); undecided it is vague.
    """
    if value is None:
        return BLANK
    if isinstance(value, str):
        return _Text(value.strip(), near, day_first).read()
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return ReadDate("date" if day >= FIRST_DAY else "bad_date", day if day >= FIRST_DAY else None, full_day(day))
    if isinstance(value, bool):
        return ReadDate("word", None, str(value).upper())
    if isinstance(value, time | timedelta):
        return ReadDate("bad_date", None, str(value))
    return _read_number(value)


def may_name_day(text: str) -> bool:
    """Whether `read_date` can make anything but a word of a text: a first look that costs nearly nothing.

    It tells of texts that begin with a letter; a text with a space or a date's own letters is always looked at.

    >>> may_name_day("5/7"), may_name_day("May 7"), may_name_day("UAT-0007"), may_name_day("受注登録11")
    (True, True, False, False)
    """
    first = text[:1]
    if text.isascii() and first.isalpha():
        return (
            first in _PLACES
            or not _BREAKS.isdisjoint(text)
            or (first in "RHSTrhst" and not text[1:2].isalpha())
            or may_name_span(text)
            or text.lower() in _NOTHING
        )
    return not ("\u3041" <= first <= "\u9fff") or not _BREAKS.isdisjoint(text) or not _DAY_LETTERS.isdisjoint(text)


def day_within(text: str) -> date | None:
    """The first whole day that a text names, 「2024/05/07（火） 13:00〜14:00」 or 令和6年5月7日; None without one."""
    found = _WITHIN.search(half_width(text))
    return read_date(found[0], near=None).date if found else None


def first_of_span(text: str, last: date) -> date | None:
    """The day a span that ends on `last` begins: 12/29 of 「12/29〜1/3」; None for a text that is no span.

    >>> first_of_span("12/29〜1/3", date(2025, 1, 3))
    datetime.date(2024, 12, 29)
    """
    parts = _ends_of_span(bare_day(text).text)
    first = _Text(parts[0], last, None).read().date if len(parts) == 2 else None
    return first if first is not None and first <= last else None


def with_year(month: int, day: int, near: date) -> date | None:
    """This day of the year in which it lies nearest to `near`; None when no such day exists around then."""
    found = [known for year in (near.year - 1, near.year, near.year + 1) if (known := _day(year, month, day))]
    return min(found, key=lambda known: abs((known - near).days), default=None)


def day_comes_first(texts: Iterable[str]) -> bool | None:
    """Whether 05/07/2024 means 5 July in a column of such texts; None when nothing in the column tells.

    A first part above 12 proves the day first, a second part above 12 the month; dots alone mean day first.
    """
    found = [shape for text in texts if (shape := _YEAR_LAST.match(bare_day(text).text)) and len(shape[4]) == 4]
    if any(int(shape[1]) > 12 for shape in found):
        return True
    if any(int(shape[3]) > 12 for shape in found):
        return False
    return True if found and all(shape[2] == "." for shape in found) else None


def said_from_a_day(text: str) -> bool:
    """Whether a text counts from the day it was written (来週金, 今月末): no date beside it says which."""
    return counts_from_today(bare_day(text).text.replace(" ", ""))


BLANK: Final = ReadDate("blank", None)
_YEAR_FIRST = lazy(r"^(\d{4}|\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$")
_WITHIN = lazy(r"(?:令和|平成|昭和|[RHS])?\s*(?<!\d)(?:元|\d{1,4})[-/.年]\s*\d{1,2}[-/.月]\s*\d{1,2}(?!\d)日?")
_COMPACT = lazy(r"^((?:19|20)\d{2})(\d{2})(\d{2})$")
_YEAR_LAST = lazy(r"^(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4}|\d{2})$")
_MONTH_DAY = lazy(r"^(\d{1,2})[-/.月](\d{1,2})日?$")
_DAY_ONLY = lazy(r"^(\d{1,2})日?$")
_DAY_NAME = lazy(r"^(\d{1,2})(?:st|nd|rd|th)?[-/., ]*([a-z]{3,9})[-/., ]*(\d{4}|\d{2})?$")
_NAME_DAY = lazy(r"^([a-z]{3,9})[-/., ]*(\d{1,2})(?:st|nd|rd|th)?(?:[-/., ]+(\d{4}|\d{2}))?$")
_YEAR_NAME = lazy(r"^(\d{4})[-/ ]([a-z]{3,9})[-/ ](\d{1,2})$")
_CLOCK_ONLY = lazy(r"^\d{1,2}:\d{2}(?::\d{2})?$|^\d{1,2}時(?:\d{1,2}分|半)?$")
_PLACEHOLDER = lazy(r"^[ymd_x○年月日/.\- ]*$", re.IGNORECASE)
_PLACES: Final = frozenset(("", *"ymdxYMDX_○年月日/.- "))
_BREAKS: Final = frozenset(" \t\n\r\u3000~〜～→⇒")
_DAY_LETTERS: Final = frozenset("年月日週旬期末始明第四元令平昭大ー無な特ら")  # of days, spans, eras, なし and から
_NOTHING = frozenset({"なし", "無し", "無", "特になし", "n/a", "・", "ー", "―", "–", "—", "−"})
_SERIAL_TEXT = lazy(r"^[45]\d{4}$")
_FROM_TO_MARKS: Final = frozenset("~〜～→⇒ら-–−")
_FROM_TO = lazy(r"\s*(?:[~〜～→⇒]|から)\s*|\s+[-–−]\s+")
_FROM_TO_CLOSE = lazy(r"(?<=[\d日)])[-–−](?=\d)")
_FAR = 10  # years: 05/07/24 beside dates of 2024 is no day of 2005


def _read_number(value: float) -> ReadDate:
    if SERIALS[0] <= value <= SERIALS[1]:
        day = EPOCH + timedelta(days=int(value))
        return ReadDate("date", day, full_day(day))
    text = f"{value:.0f}" if value == value and abs(value) < 1e15 and value == int(value) else repr(value)
    if compact := _COMPACT.match(text):
        return _exact(int(compact[1]), int(compact[2]), int(compact[3]), text)
    return ReadDate("bad_date", None, text)


class _Text:
    """One text and what is known around it; each form answers None when the text does not have it."""

    def __init__(self, text: str, near: date | None, day_first: bool | None) -> None:
        self.text, self.near, self.day_first = text, near, day_first
        bare = bare_day(text)
        self.plain, self.is_about = bare.text, bare.about

    def read(self) -> ReadDate:
        plain = self.plain
        if (plain[:1] in _PLACES and _PLACEHOLDER.match(plain)) or plain.lower() in _NOTHING:
            return BLANK
        if plain[0].isdigit() and _CLOCK_ONLY.match(plain):
            return ReadDate("bad_date", None, self.text)
        found = self._numeric() if plain[0].isdigit() else None
        found = found or (self._english() if plain.isascii() and names_a_month(plain) else None)
        found = found or (self._from_to() if not _FROM_TO_MARKS.isdisjoint(plain) else None)
        if found:
            return ReadDate("vague_date", found.date, self.text) if self.is_about and found.date else found
        if span := read_span(plain.replace(" ", ""), self.near):
            return ReadDate("vague_date", span.last, self.text)
        return ReadDate("word", None, self.text)

    def _numeric(self) -> ReadDate | None:
        plain = self.plain
        if found := _YEAR_FIRST.match(plain) or _COMPACT.match(plain):
            year, month, day = (int(part) for part in found.groups())
            return self._year_last() if self._is_far(year) else _exact(_full(year), month, day, self.text)
        if found := _MONTH_DAY.match(plain):
            return self._yearless(int(found[1]), int(found[2]))
        if _SERIAL_TEXT.match(plain):
            return ReadDate("text_date", EPOCH + timedelta(days=int(plain)), self.text)
        return self._year_last()

    def _is_far(self, year: int) -> bool:
        """Whether two digits in front can hardly be the year, and what stands last can: 05/07/24."""
        last = _YEAR_LAST.match(self.plain)
        if year >= 100 or last is None or self.near is None:
            return False
        return abs(_full(year) - self.near.year) > _FAR >= abs(_full(int(last[4])) - self.near.year)

    def _year_last(self) -> ReadDate | None:
        found = _YEAR_LAST.match(self.plain)
        if found is None:
            return None
        first, second, year, day_first = int(found[1]), int(found[3]), _full(int(found[4])), self.day_first
        if first > 12 or second > 12:
            day_first = first > 12
        elif day_first is None and found[2] == "." and year == int(found[4]):
            day_first = True
        if day_first is None:
            return ReadDate("vague_date", None, self.text)
        return _exact(year, second, first, self.text) if day_first else _exact(year, first, second, self.text)

    def _english(self) -> ReadDate | None:
        plain = self.plain.lower()
        if found := _DAY_NAME.match(plain):
            day, name, year = found.groups()
        elif found := _NAME_DAY.match(plain):
            name, day, year = found.groups()
        elif found := _YEAR_NAME.match(plain):
            year, name, day = found.groups()
        else:
            return None
        month = month_named(name)
        if month is None:
            return None
        if year is None:
            return self._yearless(month, int(day))
        return _exact(_full(int(year)), month, int(day), self.text)

    def _yearless(self, month: int, day: int) -> ReadDate:
        if _day(2000, month, day) is None:  # a leap year: 2/29 may exist, 2/30 never
            return ReadDate("bad_date", None, self.text)
        if self.near is None:
            return ReadDate("yearless_date", None, self.text)
        known = with_year(month, day, self.near)
        return ReadDate("yearless_date" if known else "bad_date", known, self.text)

    def _from_to(self) -> ReadDate | None:
        """「5/7〜5/10」, 「5/7〜10」: a span, its last day counts; what the last day leaves out is the first one's."""
        parts = _ends_of_span(self.plain)
        if len(parts) != 2 or not parts[1]:
            return None
        first, last = parts
        start = _Text(first, self.near, self.day_first).read() if first else BLANK
        if first and start.date is None:
            return None
        if start.date and (day := _DAY_ONLY.match(last)):
            return ReadDate("vague_date", _day(start.date.year, start.date.month, int(day[1])), self.text)
        end = _Text(last, start.date or self.near, self.day_first).read()
        return ReadDate("vague_date", end.date, self.text) if end.date else None


def _ends_of_span(plain: str) -> list[str]:
    """The two sides of 「5/7〜5/10」; the text alone when it is no span."""
    parts = _FROM_TO.split(plain, maxsplit=1)
    return _FROM_TO_CLOSE.split(plain) if len(parts) == 1 and _FROM_TO_CLOSE.search(plain) else parts


def _full(year: int) -> int:
    return year + 2000 if year < 100 else year


def _exact(year: int, month: int, day: int, text: str) -> ReadDate:
    known = _day(year, month, day)
    return ReadDate("text_date", known, text) if known and known >= FIRST_DAY else ReadDate("bad_date", None, text)


def _day(year: int, month: int, day: int) -> date | None:
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return date(year, month, day)

"""What a cell of a date column says: a day, a day written as text, a vague time, a word, or no day that exists."""

import calendar
import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Final, Literal

from msgspec import Struct

from pmo_xl.model.days import full_day
from pmo_xl.model.grid import CellValue
from pmo_xl.model.pattern import lazy
from pmo_xl.sheets.vague import counts_from_today, read_span

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


def day_within(text: str) -> date | None:
    """The first whole day that a text names, 「2024/05/07（火） 13:00〜14:00」 or 令和6年5月7日; None without one."""
    found = _WITHIN.search(unicodedata.normalize("NFKC", text))
    return read_date(found[0], near=None).date if found else None


def with_year(month: int, day: int, near: date) -> date | None:
    """This day of the year in which it lies nearest to `near`; None when no such day exists around then."""
    found = [known for year in (near.year - 1, near.year, near.year + 1) if (known := _day(year, month, day))]
    return min(found, key=lambda known: abs((known - near).days), default=None)


def day_comes_first(texts: Iterable[str]) -> bool | None:
    """Whether 05/07/2024 means 5 July in a column of such texts; None when nothing in the column tells.

    A first part above 12 proves the day first, a second part above 12 the month; dots alone mean day first.
    """
    found = [shape for text in texts if (shape := _YEAR_LAST.match(_plain(text)))]
    if any(int(shape[1]) > 12 for shape in found):
        return True
    if any(int(shape[3]) > 12 for shape in found):
        return False
    return True if found and all(shape[2] == "." for shape in found) else None


def said_from_a_day(text: str) -> bool:
    """Whether a text counts from the day it was written (来週金, 今月末): no date beside it says which."""
    return counts_from_today(_plain(text).replace(" ", ""))


BLANK: Final = ReadDate("blank", None)
_WEEKDAY = lazy(
    r"\s*(?:[(\[](?:[月火水木金土日]|mon|tue|wed|thu|fri|sat|sun)[^)\]\d]*[)\]]|(?<=日)[月火水木金土日]曜日?)",
    re.IGNORECASE,
)
_TIME = lazy(r"(?<=[\d日])(?:\s+|\s*T)\d{1,2}(?::\d{2}){1,2}(?:\.\d+)?(?:\s*[AP]M)?Z?$", re.IGNORECASE)
_CLOCK = lazy(r"(?<=[\d日])\s*\d{1,2}時(?:\d{1,2}分|半)?$")
_UNTIL = lazy(r"\s*(?:まで|迄|必着|〆切?|締切?)$")
_ABOUT = lazy(r"\s*(?:頃|ごろ|目途|目処|めど|くらい|予定|見込み?|以降)$")
_SPACED = lazy(r"\s*([-/.年月])\s*(?=\d)")
_ERA = lazy(r"^(令和|平成|昭和|大正|[RHST])\s*(元|\d{1,2})(?=\s*[-/.年])", re.IGNORECASE)
_ERAS = {"令": 2018, "平": 1988, "昭": 1925, "大": 1911, "R": 2018, "H": 1988, "S": 1925, "T": 1911}
_YEAR_FIRST = lazy(r"^(\d{4}|\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$")
_WITHIN = lazy(r"(?:令和|平成|昭和|[RHS])?\s*(?<!\d)(?:元|\d{1,4})[-/.年]\s*\d{1,2}[-/.月]\s*\d{1,2}(?!\d)日?")
_COMPACT = lazy(r"^((?:19|20)\d{2})(\d{2})(\d{2})$")
_YEAR_LAST = lazy(r"^(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})$")
_MONTH_DAY = lazy(r"^(\d{1,2})[-/.月](\d{1,2})日?$")
_DAY_NAME = lazy(r"^(\d{1,2})(?:st|nd|rd|th)?[-/., ]*([a-z]{3,9})[-/., ]*(\d{4}|\d{2})?$")
_NAME_DAY = lazy(r"^([a-z]{3,9})[-/., ]*(\d{1,2})(?:st|nd|rd|th)?(?:[-/., ]+(\d{4}|\d{2}))?$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLOCK_ONLY = lazy(r"^\d{1,2}:\d{2}(?::\d{2})?$|^\d{1,2}時(?:\d{1,2}分|半)?$")
_PLACEHOLDER = lazy(r"^[ymd_x○年月日/.\- ]*$", re.IGNORECASE)
_NOTHING = frozenset({"なし", "無し", "無", "特になし", "n/a", "・", "ー", "―", "–", "—", "−"})
_SERIAL_TEXT = lazy(r"^[45]\d{4}$")


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
        self.plain = _plain(text)

    def read(self) -> ReadDate:
        plain = self.plain
        if _PLACEHOLDER.match(plain) or plain.lower() in _NOTHING:
            return BLANK
        if _CLOCK_ONLY.match(plain):
            return ReadDate("bad_date", None, self.text)
        found = self._numeric() or self._english() or self._about() or self._from_to()
        if found:
            return found
        if span := read_span(plain.replace(" ", ""), self.near):
            return ReadDate("vague_date", span.last, self.text)
        return ReadDate("word", None, self.text)

    def _numeric(self) -> ReadDate | None:
        plain = self.plain
        if found := _YEAR_FIRST.match(plain) or _COMPACT.match(plain):
            year, month, day = (int(part) for part in found.groups())
            return _exact(year + 2000 if year < 100 else year, month, day, self.text)
        if found := _YEAR_LAST.match(plain):
            return self._year_last(int(found[1]), int(found[3]), int(found[4]), found[2])
        if found := _MONTH_DAY.match(plain):
            return self._yearless(int(found[1]), int(found[2]))
        if _SERIAL_TEXT.match(plain):
            return ReadDate("text_date", EPOCH + timedelta(days=int(plain)), self.text)
        return None

    def _year_last(self, first: int, second: int, year: int, mark: str) -> ReadDate:
        day_first = self.day_first
        if first > 12 or second > 12:
            day_first = first > 12
        elif day_first is None and mark == ".":
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
        else:
            return None
        if name[:3] not in _MONTHS:
            return None
        month = _MONTHS.index(name[:3]) + 1
        if year is None:
            return self._yearless(month, int(day))
        return _exact(int(year) + (2000 if len(year) == 2 else 0), month, int(day), self.text)

    def _yearless(self, month: int, day: int) -> ReadDate:
        if _day(2000, month, day) is None:  # a leap year: 2/29 may exist, 2/30 never
            return ReadDate("bad_date", None, self.text)
        if self.near is None:
            return ReadDate("yearless_date", None, self.text)
        known = with_year(month, day, self.near)
        return ReadDate("yearless_date" if known else "bad_date", known, self.text)

    def _about(self) -> ReadDate | None:
        """「5/10頃」: the day, but vaguely."""
        about = _ABOUT.search(self.plain)
        if about is None or about.start() == 0:
            return None
        found = _Text(self.plain[: about.start()], self.near, self.day_first).read()
        if found.what in ("word", "blank", "bad_date"):
            return None
        return ReadDate("vague_date", found.date, self.text)

    def _from_to(self) -> ReadDate | None:
        """「5/7〜5/10」: a span, its last day counts; a missing year follows the first day."""
        first, mark, last = (part.strip() for part in re.sub("[〜～]", "~", self.plain).partition("~"))
        if not mark or not last:
            return None
        start = _Text(first, self.near, self.day_first).read() if first else BLANK
        end = _Text(last, start.date or self.near, self.day_first).read()
        if end.date is None or (first and start.date is None):
            return None
        return ReadDate("vague_date", end.date, self.text)


def _plain(text: str) -> str:
    """The text in half width without an apostrophe, a weekday, a clock time or 「まで」, its era as a western year."""
    plain = unicodedata.normalize("NFKC", text).strip().lstrip("'’").strip()
    plain = _CLOCK.sub("", _TIME.sub("", _WEEKDAY.sub("", plain)))
    return _ERA.sub(_western, _SPACED.sub(r"\1", _UNTIL.sub("", plain)))


def _western(era: re.Match[str]) -> str:
    return str(_ERAS[era[1][0].upper()] + (1 if era[2] == "元" else int(era[2])))


def _exact(year: int, month: int, day: int, text: str) -> ReadDate:
    known = _day(year, month, day)
    return ReadDate("text_date", known, text) if known and known >= FIRST_DAY else ReadDate("bad_date", None, text)


def _day(year: int, month: int, day: int) -> date | None:
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return date(year, month, day)

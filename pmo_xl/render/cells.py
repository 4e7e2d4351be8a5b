"""A value as a cell of a sheet's XML: text stays text, numbers and days keep their type."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, cast

from lxml import etree
from msgspec import Struct
from msgspec import field as fresh

from pmo_xl.model.link import Link
from pmo_xl.render.text import LONGEST_CELL, fitting, written_date
from pmo_xl.render.workbook import M
from pmo_xl.sheets.xlsx.styles import BUILT_IN, sort_of_format

DATE_FORMAT: Final = "yyyy/m/d"
# Excel's own escape keeps what XML cannot hold: a vertical tab travels as _x000B_, a literal _x000B_ as _x005F_x000B_.
_ESCAPED = re.compile("[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_NEEDS_KEEPING = re.compile(r"\A\s|\s\Z|\n")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "_": "_x005F_"}
_WORD = 40  # longer texts seldom come twice
_LARGEST_EXACT = 10**15  # Excel keeps 15 digits; a longer number is text, or it would change


class Styles(Struct, frozen=True):
    """What a workbook says about showing values: which cell styles show dates, and where its days begin.

    `dated` gives the number format of the cell styles that show dates, `wrapped` the font size, in points, of those
    that break text into lines.
    """

    dated: Mapping[str, str] = fresh(default_factory=dict)
    since_1904: bool = False
    wrapped: Mapping[str, float] = fresh(default_factory=dict)


def read_styles(styles: etree._Element | None, *, since_1904: bool) -> Styles:
    """The date styles and the wrapping styles of styles.xml."""
    if styles is None:
        return Styles(since_1904=since_1904)
    codes = {e.get("numFmtId"): e.get("formatCode", "") for e in styles.iterfind(f"{M}numFmts/{M}numFmt")}
    sizes = [font.find(f"{M}sz") for font in styles.iterfind(f"{M}fonts/{M}font")]
    dated, wrapped = {}, {}
    for index, xf in enumerate(styles.iterfind(f"{M}cellXfs/{M}xf")):
        alignment = xf.find(f"{M}alignment")
        if alignment is not None and alignment.get("wrapText") in ("1", "true"):
            size = sizes[int(xf.get("fontId", "0"))] if int(xf.get("fontId", "0")) < len(sizes) else None
            wrapped[str(index)] = float(size.get("val", "11")) if size is not None else 11.0
        number = xf.get("numFmtId", "0")
        code = codes.get(number, DATE_FORMAT if int(number) in BUILT_IN else "")
        if sort_of_format(code) != "number":
            dated[str(index)] = code
    return Styles(dated, since_1904, wrapped)


def escaped(text: str) -> str:
    """Text as it stands in a sheet's XML: never markup, never a formula, at most 32,767 units long."""
    if len(text) > LONGEST_CELL // 2:
        text = fitting(text)
    return _ESCAPED.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    mark = found[0]
    if mark in _ENTITIES:
        return _ENTITIES[mark]
    return "\ufffd" if mark > " " else f"_x{ord(mark):04X}_"  # nothing can hold half a pair or a non-character


def serial(value: date, since_1904: bool) -> float | None:
    """Excel's number of a day; None before 1900-03-01, where Excel's calendar is wrong."""
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
    # Excel counts 1900-02-29, a day that never was; hence 1899-12-30.
    epoch = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
    days = (moment.replace(tzinfo=None) - epoch).total_seconds() / 86_400
    if days < (0 if since_1904 else 61):
        return None
    return int(days) if days == int(days) else days


class CellWriter:
    """Gives a cell's XML behind its address, from `"` to its end tag, for any template value.

    A date becomes a date only where the cell's style shows one; elsewhere it would print as 45419, so it is text.
    """

    def __init__(self, style: str | None, styles: Styles, prefix: str = "") -> None:
        """`style` is the cell's own style index, `prefix` the namespace prefix of the sheet's XML ("" or "x:")."""
        head = '"' if style is None else f'" s="{style}"'
        end = f"</{prefix}c>"
        self._blank = f"{head}/>"
        self._number = f"{head}><{prefix}v>", f"</{prefix}v>{end}"
        self._truth = f'{head} t="b"><{prefix}v>', f"</{prefix}v>{end}"
        self._texts = _Texts(f'{head} t="inlineStr"><{prefix}is><{prefix}t', f"</{prefix}t></{prefix}is>{end}")
        self._texts[""] = self._blank
        self._dated, self._since_1904 = style in styles.dated, styles.since_1904
        self._forms: dict[type, Callable[[Any], str]] = {
            str: self._texts.__getitem__,
            int: self._whole,
            float: self._real,
            bool: lambda value: f"{self._truth[0]}{int(value)}{self._truth[1]}",
            date: self._day,
            datetime: self._day,
            type(None): lambda _: self._blank,
            Link: lambda value: self._texts[value.text],
        }

    def one(self, value: object) -> str:
        """The XML of one value."""
        return self._form(type(value))(value)

    def column(self, values: Sequence[object]) -> list[str]:
        """The XML of many values: cells of one column below each other."""
        kinds = set(map(type, values))
        if kinds == {str}:
            return self._texts.column(cast("Sequence[str]", values), self._blank)
        if len(kinds) == 1:
            return list(map(self._form(kinds.pop()), values))
        forms = {kind: self._form(kind) for kind in kinds}
        return [forms[type(value)](value) for value in values]

    def _form(self, kind: type) -> Callable[[Any], str]:
        if kind not in self._forms:
            base = next((base for base in _BASES if issubclass(kind, base)), None)
            if base is None:
                raise TypeError(f"a template value must be plain, not {kind.__name__}")
            self._forms[kind] = self._forms[base]
        return self._forms[kind]

    def _whole(self, value: int) -> str:
        if abs(value) >= _LARGEST_EXACT:
            return self._texts[str(value)]
        return f"{self._number[0]}{value}{self._number[1]}"

    def _real(self, value: float) -> str:
        return f"{self._number[0]}{value!r}{self._number[1]}" if math.isfinite(value) else self._blank

    def _day(self, value: date) -> str:
        count = serial(value, self._since_1904) if self._dated else None
        return self._texts[written_date(value)] if count is None else f"{self._number[0]}{count}{self._number[1]}"


class _Texts(dict[str, str]):
    """Text → XML. Words that come again and again are made once."""

    def __init__(self, head: str, end: str) -> None:
        super().__init__()
        self._head, self._end = head, end

    def __missing__(self, text: str) -> str:
        keep = ' xml:space="preserve">' if _NEEDS_KEEPING.search(text) else ">"
        made = f"{self._head}{keep}{escaped(text)}{self._end}"
        if len(text) <= _WORD:
            self[text] = made
        return made

    def column(self, texts: Sequence[str], blank: str) -> list[str]:
        """Many texts. One look at all of them together tells whether any needs care."""
        kinds = set(texts)
        if len(kinds) < len(texts) // 4:  # words that come again and again
            made = {text: self[text] for text in kinds}
            return list(map(made.__getitem__, texts))
        together = "\n".join(texts)
        if _needs_care(together, len(texts)) or max(map(len, texts)) > LONGEST_CELL // 2:
            return list(map(self.__getitem__, texts))
        head, end = self._head, self._end
        return [f"{head}>{text}{end}" if text else blank for text in texts]


def _needs_care(lines: str, count: int) -> bool:
    """Whether one of so many texts, one a line, holds more than plain words: markup, an escape, a space at its edge."""
    if any(mark in lines for mark in ("&", "<", ">", "_x", "\n ", " \n")) or lines.strip(" ") != lines:
        return True
    # Of all spaces only " " is printable, and no line break or control character is.
    return lines.count("\n") >= count or not lines.replace("\n", "").isprintable()


_BASES = (bool, int, float, str, datetime, date, Link)

"""A value as a cell of a sheet's XML: text stays text, numbers and days keep their type."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from lxml import etree

from pmo_xl.model.link import Link
from pmo_xl.render.text import fitting, written_date
from pmo_xl.render.workbook import M

_BUILT_IN_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_DATE_LETTER = re.compile(r"[ymdhs]|e(?![+-])")
# Excel's own escape keeps what XML cannot hold: a vertical tab travels as _x000B_, a literal _x000B_ as _x005F_x000B_.
_ESCAPED = re.compile("[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_NEEDS_KEEPING = re.compile(r"\A\s|\s\Z|\n")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "_": "_x005F_"}
_LARGEST_EXACT = 10**15  # Excel keeps 15 digits; a longer number is text, or it would change


@dataclass(frozen=True, slots=True)
class Styles:
    """What a workbook says about showing values: which cell styles show dates, and where its days begin.

    `wrapped` gives the font size, in points, of the cell styles that break text into lines.
    """

    dated: frozenset[str] = frozenset()
    since_1904: bool = False
    wrapped: Mapping[str, float] = field(default_factory=dict)


def read_styles(styles: etree._Element | None, *, since_1904: bool) -> Styles:
    """The date styles and the wrapping styles of styles.xml."""
    if styles is None:
        return Styles(frozenset(), since_1904)
    codes = {e.get("numFmtId"): e.get("formatCode", "") for e in styles.iterfind(f"{M}numFmts/{M}numFmt")}
    sizes = [font.find(f"{M}sz") for font in styles.iterfind(f"{M}fonts/{M}font")]
    dated, wrapped = set(), {}
    for index, xf in enumerate(styles.iterfind(f"{M}cellXfs/{M}xf")):
        alignment = xf.find(f"{M}alignment")
        if alignment is not None and alignment.get("wrapText") in ("1", "true"):
            size = sizes[int(xf.get("fontId", "0"))] if int(xf.get("fontId", "0")) < len(sizes) else None
            wrapped[str(index)] = float(size.get("val", "11")) if size is not None else 11.0
        number = xf.get("numFmtId", "0")
        if _shows_dates(codes[number]) if number in codes else int(number) in _BUILT_IN_DATES:
            dated.add(str(index))
    return Styles(frozenset(dated), since_1904, wrapped)


def _shows_dates(code: str) -> bool:
    bare = _LITERAL.sub("", code.partition(";")[0]).lower()
    return "general" not in bare and _DATE_LETTER.search(bare) is not None


def escaped(text: str) -> str:
    """Text as it stands in a sheet's XML: never markup, never a formula, at most 32,767 units long."""
    if len(text) > 16_000:
        text = fitting(text)
    return _ESCAPED.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    mark = found[0]
    if mark in _ENTITIES:
        return _ENTITIES[mark]
    return "\ufffd" if "\ud800" <= mark <= "\udfff" else f"_x{ord(mark):04X}_"


def serial(value: date, since_1904: bool) -> float | None:
    """Excel's number of a day; None before 1900-03-01, where Excel's calendar is wrong."""
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
    # Excel counts 1900-02-29, a day that never was; hence 1899-12-30.
    epoch = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
    days = (moment.replace(tzinfo=None) - epoch).total_seconds() / 86_400
    if days < (0 if since_1904 else 61):
        return None
    return int(days) if days == int(days) else days


def writer(style: str | None, styles: Styles, prefix: str = "") -> Callable[[object], str]:
    """The function that gives a cell's XML behind its address, from `"` to its end tag, for any template value.

    `style` is the cell's own style index, `prefix` the namespace prefix of the sheet's XML ("" or "x:").
    A date becomes a date only where the style shows one; elsewhere it would print as 45419, so it is text.
    """
    head = f'" s="{style}"' if style is not None else '"'
    end, dated, since_1904 = f"</{prefix}c>", style is not None and style in styles.dated, styles.since_1904
    blank = f"{head}/>"
    text_head, text_end = f' t="inlineStr"><{prefix}is><{prefix}t', f"</{prefix}t></{prefix}is>{end}"
    known: dict[str, str] = {"": blank}

    def text(value: str) -> str:
        if (found := known.get(value)) is not None:
            return found
        keep = ' xml:space="preserve">' if _NEEDS_KEEPING.search(value) else ">"
        made = f"{head}{text_head}{keep}{escaped(value)}{text_end}"
        if len(value) <= 40:
            known[value] = made
        return made

    def number(value: float | int) -> str:
        return f"{head}><{prefix}v>{value!r}</{prefix}v>{end}"

    def whole(value: int) -> str:
        return number(value) if abs(value) < _LARGEST_EXACT else text(str(value))

    def real(value: float) -> str:
        return number(value) if math.isfinite(value) else blank

    def day(value: date) -> str:
        count = serial(value, since_1904) if dated else None
        return text(written_date(value)) if count is None else number(count)

    by_type: dict[type, Callable[[Any], str]] = {
        str: text,
        int: whole,
        float: real,
        bool: lambda value: f'{head} t="b"><{prefix}v>{int(value)}</{prefix}v>{end}',
        date: day,
        datetime: day,
        type(None): lambda _: blank,
        Link: lambda value: text(value.text),
    }

    def cell(value: object) -> str:
        make = by_type.get(type(value))
        if make is None:
            make = by_type[type(value)] = next((by_type[t] for t in _BASES if isinstance(value, t)), _refused)
        return make(value)

    return cell


_BASES = (bool, int, float, str, datetime, date, Link)


def _refused(value: object) -> str:
    raise TypeError(f"a template value must be plain, not {type(value).__name__}")

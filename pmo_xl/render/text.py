"""Text as Office files can hold it, and how a value reads inside other text."""

import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from pmo_xl.model.link import Link
from pmo_xl.model.pattern import lazy

LONGEST_CELL: Final = 32_767  # UTF-16 units, Excel's limit
_CUT_MARK = "…（以下略）"
_UNSPEAKABLE = lazy("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_SURROGATE = lazy("[\ud800-\udfff]")
_CLEAN: Final = frozenset((int, float, bool, date, datetime, type(None)))


def spoken(text: str) -> str:
    r"""Text without the characters no document may hold; every kind of line break is one `\n`.

    >>> spoken("a\x00b\r\nc")
    'ab\nc'
    """
    if text.isprintable():
        return text
    text = re.sub("\r\n|[\r\x0b\x0c\x85\u2028\u2029]", "\n", text)
    return _SURROGATE.sub("\ufffd", _UNSPEAKABLE.sub("", text))


def clean(value: object) -> object:
    """A value as a Word template may print it: text without what XML cannot hold, a link as its text."""
    if type(value) in _CLEAN:
        return value
    if isinstance(value, str):
        return value if value.isprintable() else spoken(value)
    if isinstance(value, Mapping):
        return {name: clean(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return list(map(clean, value))
    return spoken(value.text) if isinstance(value, Link) else value


def units(text: str) -> int:
    """How long Excel finds a text: UTF-16 units, two for an emoji."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def fitting(text: str, limit: int = LONGEST_CELL, mark: str = _CUT_MARK) -> str:
    """The text, shortened to `limit` UTF-16 units and ending in a mark that says so when it was longer."""
    if len(text) * 2 <= limit or units(text) <= limit:
        return text
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * (limit - units(mark))]
    return kept.decode("utf-16-le", "ignore") + mark


def written_date(value: date) -> str:
    """A day in a table: 2024/05/07, with the time when there is one."""
    if isinstance(value, datetime):
        return f"{value:%Y/%m/%d}" + (f" {value:%H:%M}" if (value.hour, value.minute) != (0, 0) else "")
    return f"{value:%Y/%m/%d}"


def number(value: float) -> str:
    """A number with thousands separated, whole ones without decimals: 12,345 and 0.25."""
    return f"{value:,}" if isinstance(value, int) else f"{value + 0.0:,.15g}"


def plain(value: object) -> str:
    """Any template value as it reads inside other text; nothing for None and for what is no number."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value + 0.0:.15g}" if math.isfinite(value) else ""  # 15 digits, as Excel shows them; never -0
    if isinstance(value, date):
        return written_date(value)
    if isinstance(value, Link):
        return value.text
    return str(value)

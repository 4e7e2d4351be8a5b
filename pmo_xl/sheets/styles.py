"""What a cell's style tells about its value: whether it is a date or a duration, whether it is struck through."""

import re
from typing import Literal
from xml.etree.ElementTree import Element

from msgspec import Struct

from pmo_xl.model.pattern import lazy
from pmo_xl.sheets.xmltree import tree

Sort = Literal["number", "date", "duration"]

# Date and time formats every Excel knows by number; 27–36 and 50–58 are those of Japanese and Chinese Excel.
BUILT_IN: dict[int, Sort] = {
    **dict.fromkeys((*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)), "date"),
    46: "duration",
}
_SPOKEN = lazy(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.I)
_ELAPSED = lazy(r"\[(h+|m+|s+)\]", re.I)


class Styles(Struct, frozen=True):
    """By style index: what sort of number a cell shows, and the indexes whose font is struck through."""

    sorts: tuple[Sort, ...] = ()
    struck: frozenset[int] = frozenset()

    def sort(self, index: int) -> Sort:
        """The sort of a style; a style that does not exist shows a number."""
        return self.sorts[index] if 0 <= index < len(self.sorts) else "number"


def read_styles(xml: bytes, part: str) -> Styles:
    """The styles of a workbook. Raises RefusalError when the part is damaged."""
    root = tree(xml, part)
    formats = {
        _number(element, "numFmtId"): sort_of_format(element.get("formatCode", "")) for element in root.iter("numFmt")
    }
    fonts = [_is_struck(font) for fonts in root.iterfind("fonts") for font in fonts]
    cells = [xf for group in root.iterfind("cellXfs") for xf in group]
    sorts: list[Sort] = []
    struck = set[int]()
    for index, xf in enumerate(cells):
        code, font = _number(xf, "numFmtId"), _number(xf, "fontId")
        sorts.append(formats.get(code) or BUILT_IN.get(code, "number"))
        if font < len(fonts) and fonts[font]:
            struck.add(index)
    return Styles(tuple(sorts), frozenset(struck))


def sort_of_format(code: str) -> Sort:
    """What a number format shows.

    A date, where letters of day, month, year or time stand outside quotes, colours and conditions.
    """
    spoken = _SPOKEN.sub("", code.partition(";")[0])
    if _ELAPSED.search(spoken):
        return "duration"
    if "general" in spoken.lower():
        return "number"
    return "date" if re.search("[dmyhsDMYHSgeGE]", spoken.replace("E+", "").replace("E-", "")) else "number"


def _is_struck(font: Element) -> bool:
    return any(mark.get("val", "1") not in ("0", "false") for mark in font.iterfind("strike"))


def _number(element: Element, name: str) -> int:
    text = element.get(name, "0")
    return int(text) if text.isdecimal() else 0

"""What a cell's style tells about its value: whether it is a date or a duration, whether it is struck through."""

import re
from collections.abc import Mapping
from typing import Literal
from xml.etree.ElementTree import Element

from msgspec import Struct
from msgspec import field as fresh

from pmo_xl.model.pattern import lazy
from pmo_xl.sheets.files.xmltree import tree, whole

Sort = Literal["number", "date", "duration"]

# Date and time formats every Excel knows by number; 27–36 and 50–58 are those of Japanese and Chinese Excel.
BUILT_IN: dict[int, Sort] = {
    **dict.fromkeys((*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)), "date"),
    46: "duration",
}
_SPOKEN = lazy(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.I)
_LONGEST = 255  # characters of a format; Excel takes no longer one
_ELAPSED = lazy(r"\[(h+|m+|s+)\]", re.I)


class Styles(Struct, frozen=True):
    """By style index: what sort of number a cell shows, whose font is struck through, which are dressed up.

    A cell is dressed up when its font is bold or its ground is coloured, as headings mostly are. `grounds` are the
    colours of the coloured ones; what is written in another way is another colour.
    """

    sorts: tuple[Sort, ...] = ()
    struck: frozenset[int] = frozenset()
    dressed: frozenset[int] = frozenset()
    grounds: Mapping[int, str] = fresh(default_factory=dict)

    def sort(self, index: int) -> Sort:
        """The sort of a style; a style that does not exist shows a number."""
        return self.sorts[index] if 0 <= index < len(self.sorts) else "number"


def read_styles(xml: bytes, part: str) -> Styles:
    """The styles of a workbook. Raises RefusalError when the part is damaged."""
    root = tree(xml, part)
    formats = {
        _number(element, "numFmtId"): sort_of_format(element.get("formatCode", "")) for element in root.iter("numFmt")
    }
    fonts = [font for fonts in root.iterfind("fonts") for font in fonts]
    struck_fonts = {number for number, font in enumerate(fonts) if _has(font, "strike")}
    bold_fonts = {number for number, font in enumerate(fonts) if _has(font, "b")}
    grounds = [ground for fills in root.iterfind("fills") for ground in fills]
    coloured = {number: colour for number, ground in enumerate(grounds) if (colour := _colour(ground))}
    cells = [xf for group in root.iterfind("cellXfs") for xf in group]
    sorts: list[Sort] = []
    struck, dressed = set[int](), set[int]()
    ground_of: dict[int, str] = {}
    for index, xf in enumerate(cells):
        code, font, fill = _number(xf, "numFmtId"), _number(xf, "fontId"), _number(xf, "fillId")
        sorts.append(formats.get(code) or BUILT_IN.get(code, "number"))
        if font in struck_fonts:
            struck.add(index)
        if font in bold_fonts or fill in coloured:
            dressed.add(index)
        if fill in coloured:
            ground_of[index] = coloured[fill]
    return Styles(tuple(sorts), frozenset(struck), frozenset(dressed), ground_of)


def sort_of_format(code: str) -> Sort:
    """What a number format shows.

    A date, where letters of day, month, year or time stand outside quotes, colours and conditions.
    """
    spoken = _SPOKEN.sub("", code[:_LONGEST].partition(";")[0])
    if _ELAPSED.search(spoken):
        return "duration"
    if "general" in spoken.lower():
        return "number"
    return "date" if re.search("[dmyhsDMYHSgeGE]", spoken.replace("E+", "").replace("E-", "")) else "number"


def _has(font: Element, mark: str) -> bool:
    return any(found.get("val", "1") not in ("0", "false") for found in font.iterfind(mark))


def _colour(ground: Element) -> str:
    """The one colour of a ground, told apart from others; "" for white and for what is no single colour."""
    pattern = ground.find("patternFill")
    colour = None if pattern is None or pattern.get("patternType") != "solid" else pattern.find("fgColor")
    if colour is None or colour.get("indexed") in ("9", "65"):
        return ""
    is_plain_white = colour.get("rgb", "")[-6:].upper() == "FFFFFF"
    is_theme_white = colour.get("theme") == "0" and colour.get("tint", "0") == "0"
    if is_plain_white or is_theme_white:
        return ""
    return " ".join(f"{name}={value}" for name, value in sorted(colour.items())) or "auto"


def _number(element: Element, name: str) -> int:
    return whole(element.get(name, "")) or 0

"""How high a repeated row must be for its wrapped text: programs that do not measure rows anew cut it off otherwise."""

import math
from collections.abc import Mapping, Sequence
from typing import Final

from lxml import etree

from pmo_xl.model.link import Link
from pmo_xl.render.workbook import M

_DEFAULT_WIDTH: Final = 8.43
_DEFAULT_POINTS: Final = 11.0  # column widths count the digits of the default font
_LINE: Final = 1.6  # of the font size: 游ゴシック stands wide
_MARGIN: Final = 2.0


def row_heights(
    root: etree._Element, columns: Mapping[int, tuple[float, Sequence[object]]], rows: int
) -> list[float | None]:
    """The heights of repeated rows in points; None where one line is enough.

    `columns` are the wrapping columns: font size in points, and the value in every row. An estimate that errs on the
    generous side: full-width characters count two digits, and a line loses one to the cell's margins.
    """
    widths = _widths(root)
    single = _single_line(root)
    heights: list[float | None] = [None] * rows
    for column, (points, values) in columns.items():
        room = max((widths.get(column, _DEFAULT_WIDTH) - 1) * _DEFAULT_POINTS / points, 2)
        for number, value in enumerate(values):
            text = value.text if isinstance(value, Link) else value
            if not isinstance(text, str):
                continue
            lines = _lines(text, room)
            if lines > 1:
                height = lines * points * _LINE + _MARGIN
                if height > (heights[number] or single):
                    heights[number] = round(height, 2)
    return heights


def _lines(text: str, room: float) -> int:
    if "\n" in text:
        return sum(_lines(line, room) for line in text.split("\n"))
    # how many digits wide it is: a full-width character takes two
    digits = len(text) if text.isascii() else 2 * len(text) - len(text.encode("ascii", "ignore"))
    return math.ceil(digits / room) if digits > room else 1


def _widths(root: etree._Element) -> dict[int, float]:
    widths: dict[int, float] = {}
    for col in root.iterfind(f"{M}cols/{M}col"):
        for column in range(int(col.get("min", "1")), min(int(col.get("max", "1")), 1000) + 1):
            widths[column] = float(col.get("width", _DEFAULT_WIDTH))
    return widths


def _single_line(root: etree._Element) -> float:
    shape = root.find(f"{M}sheetFormatPr")
    return float(shape.get("defaultRowHeight", "15")) if shape is not None else 15.0

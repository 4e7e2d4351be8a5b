"""Which cells stand on a coloured ground: what people mark by colour and write down nowhere."""

import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Final

from pmo_xl.model.pattern import lazy
from pmo_xl.model.place import column_number

MOST_ROWS: Final = 5_000  # sheets with more are not looked at: it would take as long as reading their values
_USUAL: Final = rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: (?!s=)[\w:]+="[^"<>]*")* s="(%s)"'
_MARK: Final = b' s="%d"'
_ADDRESS: Final = lazy(rb'<c (?=(?:[^<>]* )?r="([A-Z]{1,3})([0-9]{1,7})")')
_SPARSE: Final = 8  # cells to a coloured one, from which on those are looked for one by one
_ANY: Final = rb'<c (?=(?:[^<>]* )?r="([A-Z]{1,3})([0-9]{1,7})")(?=(?:[^<>]* )?s="(%s)")'


def grounds_of(
    xml: bytes, start: int, end: int, colours: Mapping[int, str], last_row: int
) -> Mapping[int, Mapping[int, str]]:
    """Row → {column: colour} of the coloured cells in `xml[start:end]` (the inside of sheetData), blank ones too.

    `colours` are those of the style indexes; below `last_row`, the last with a value, nothing is looked at. Rows that
    look alike share one mapping.
    """
    if not colours:
        return {}
    last = xml.find(b'<row r="%d"' % last_row, start, end)
    closing = xml.find(b"</row>", last, end) if last >= 0 else -1
    end = closing if closing >= 0 else end  # formats without values cost nothing
    every = xml.count(b"<c ", start, end)
    coloured = sum(xml.count(_MARK % style, start, end) for style in colours)
    if _SPARSE * coloured < every:
        cells = _one_by_one(xml, start, end, colours)
    else:
        usual = every == xml.count(b'<c r="', start, end)  # else attributes in an order of their own
        styles = b"|".join(b"%d" % style for style in colours)
        cells = re.compile((_USUAL if usual else _ANY) % styles).findall(xml, start, end)
    known = {letters: column_number(letters.decode()) for letters in {letters for letters, _, _ in cells}}
    found: dict[int, dict[int, str]] = {}
    for number, row in groupby(cells, key=itemgetter(1)):
        if int(number) <= last_row:
            found[int(number)] = {known[letters]: colours[int(style)] for letters, _, style in row}
    alike: dict[tuple[tuple[int, str], ...], Mapping[int, str]] = {}
    return {row: alike.setdefault(tuple(cells.items()), cells) for row, cells in found.items()}


def _one_by_one(xml: bytes, start: int, end: int, styles: Iterable[int]) -> list[tuple[bytes, bytes, bytes]]:
    """Letters, row and style of the few cells that have one of the styles, as they stand one after the other."""
    found = []
    for style in styles:
        at = xml.find(_MARK % style, start, end)
        while at >= 0:
            begin = xml.rfind(b"<", start, at)
            if cell := _ADDRESS.match(xml, begin):
                found.append((begin, (cell[1], cell[2], b"%d" % style)))
            at = xml.find(_MARK % style, at + 1, end)
    return [cell for _, cell in sorted(found)]

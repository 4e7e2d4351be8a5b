"""Which cells stand on a coloured ground: what people mark by colour and write down nowhere."""

import re
from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter
from typing import Final

from pmo_xl.model.place import column_number

MOST_ROWS: Final = 5_000  # sheets with more are not looked at: it would take as long as reading their values
_USUAL: Final = rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: (?!s=)[\w:]+="[^"<>]*")* s="(%s)"'
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
    styles = b"|".join(b"%d" % style for style in colours)
    last = xml.find(b'<row r="%d"' % last_row, start, end)
    closing = xml.find(b"</row>", last, end) if last >= 0 else -1
    end = closing if closing >= 0 else end  # formats without values cost nothing
    cells = re.compile(_USUAL % styles).findall(xml, start, end)
    if xml.count(b"<c ", start, end) != xml.count(b'<c r="', start, end):  # attributes in an order of their own
        cells = re.compile(_ANY % styles).findall(xml, start, end)
    known = {letters: column_number(letters.decode()) for letters in {letters for letters, _, _ in cells}}
    found: dict[int, dict[int, str]] = {}
    for number, row in groupby(cells, key=itemgetter(1)):
        if int(number) <= last_row:
            found[int(number)] = {known[letters]: colours[int(style)] for letters, _, style in row}
    alike: dict[tuple[tuple[int, str], ...], Mapping[int, str]] = {}
    return {row: alike.setdefault(tuple(cells.items()), cells) for row, cells in found.items()}

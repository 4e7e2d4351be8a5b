"""Which cells stand on a coloured ground: what people mark by colour and write down nowhere."""

import re
from collections.abc import Mapping
from typing import Final

from pmo_xl.model.pattern import lazy
from pmo_xl.model.place import column_number

MOST_ROWS: Final = 5_000  # sheets with more are not looked at: it would take as long as reading their values
_ADDRESS = lazy(rb'<c (?=(?:[^<>]* )?r="([A-Z]{1,3})([0-9]{1,7})")')


def grounds_of(
    xml: bytes, start: int, end: int, colours: Mapping[int, str], last_row: int
) -> Mapping[int, Mapping[int, str]]:
    """Row → {column: colour} of the coloured cells in `xml[start:end]` (the inside of sheetData), blank ones too.

    `colours` are those of the style indexes; below `last_row`, the last with a value, nothing is looked at. Rows that
    look alike share one mapping.
    """
    if not colours:
        return {}
    wanted = re.compile(rb' s="(%s)"' % b"|".join(b"%d" % style for style in colours))
    found: dict[int, dict[int, str]] = {}
    for hit in wanted.finditer(xml, start, end):
        cell = _ADDRESS.match(xml, xml.rfind(b"<", start, hit.start()))
        if cell and int(cell[2]) > last_row:
            break
        if cell:
            found.setdefault(int(cell[2]), {})[column_number(cell[1].decode())] = colours[int(hit[1])]
    alike: dict[tuple[tuple[int, str], ...], Mapping[int, str]] = {}
    return {row: alike.setdefault(tuple(cells.items()), cells) for row, cells in found.items()}

"""Rows dressed up as headings: nearly all their filled cells are bold or coloured."""

from pmo_xl.model.pattern import lazy

LOOKED_AT = 200  # rows; headings stand at the top
_ROW = lazy(rb'<row (?=(?:[^<>]* )?r="([0-9]{1,7})")[^<>]*[^/]>')
_CELL = lazy(rb'<c (?=(?:[^<>]* )?s="([0-9]+)")?[^<>]*[^/]>\s*<[fvi]')
_SHARE = 0.8


def dressed_rows(xml: bytes, start: int, end: int, dressed: frozenset[int]) -> frozenset[int]:
    """The rows of `xml[start:end]` (the inside of sheetData) whose filled cells nearly all have a dressed style."""
    if not dressed:
        return frozenset()
    wanted = {str(style).encode() for style in dressed}
    marks = [b' s="%s"' % style for style in wanted]
    found = set()
    opening = _ROW.search(xml, start, end)
    for _ in range(LOOKED_AT):
        if opening is None:
            break
        closing = xml.find(b"</row>", opening.end(), end)
        closing = closing if closing >= 0 else end
        has_any = any(xml.find(mark, opening.end(), closing) >= 0 for mark in marks)
        styles = _CELL.findall(xml, opening.end(), closing) if has_any else []
        if looks_dressed(sum(style in wanted for style in styles), len(styles)):
            found.add(int(opening[1]))
        opening = _ROW.search(xml, opening.end(), end)
    return frozenset(found)


def looks_dressed(dressed: int, filled: int) -> bool:
    """Whether a row with so many filled cells, of which so many are dressed up, looks like a heading."""
    return filled > 1 and dressed >= _SHARE * filled

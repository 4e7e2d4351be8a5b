"""A long list on paper: a page ends after so many rows, or earlier where wrapped texts fill it before."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from pmo_xl.render.package import Package, serialised
from pmo_xl.render.workbook import M, Workbook, address, insert

_ROOM: Final = 735.0  # points of an A4 page between margins of 15 mm, less what a printer may lose
_WIDE_ROOM: Final = 490.0  # the same, landscape
_LAST_COLUMN: Final = 16383
_BEHIND: Final = frozenset(
    M + name
    for name in (
        *("colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "drawingHF"),
        *("legacyDrawing", "legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts"),
        "extLst",
    )
)


def paged(data: bytes, name: str, cell: str, count: int, per_page: int) -> bytes:
    """The workbook with page breaks in a list of `count` rows that begins at `cell` (依頼一覧!A6).

    A page holds at most `per_page` of its rows, and no more than fit; the row above the list is taken for the heading
    that every page repeats. A sheet that has breaks of its own keeps them. `name` is the file's name in messages.
    """
    sheet, _, first_cell = cell.rpartition("!")
    package = Package(data, name)
    part = Workbook(package).sheets[sheet]
    root = package.tree(part)
    if root.find(f"{M}rowBreaks") is not None:
        return data
    first, _ = address(first_cell)
    ends = [*_ends(root, first, first + count - 1, per_page)]
    if not ends:
        return data
    breaks = etree.Element(f"{M}rowBreaks", count=str(len(ends)), manualBreakCount=str(len(ends)))
    for end in ends:
        etree.SubElement(breaks, f"{M}brk", id=str(end), max=str(_LAST_COLUMN), man="1")
    insert(root, breaks, next((child for child in root if child.tag in _BEHIND), None))
    return package.written({part: serialised(root, package.read(part))})


def _ends(root: etree._Element, first: int, last: int, per_page: int) -> Iterator[int]:
    """The last row of every page but the last one."""
    shape, setup = root.find(f"{M}sheetFormatPr"), root.find(f"{M}pageSetup")
    usual = float(shape.get("defaultRowHeight", "15")) if shape is not None else 15.0
    rows = {int(row.get("r", "0")): row for row in root.iterfind(f"{M}sheetData/{M}row")}
    heights = {n: float(rows[n].get("ht", usual)) if n in rows else usual for n in range(1, last + 1)}
    wide = setup is not None and setup.get("orientation") == "landscape"
    used, held = sum(heights[n] for n in range(1, first)), 0
    for number in range(first, last + 1):
        if held == per_page or (held and used + heights[number] > (_WIDE_ROOM if wide else _ROOM)):
            yield number - 1
            used, held = heights.get(first - 1, usual), 0
        used, held = used + heights[number], held + 1

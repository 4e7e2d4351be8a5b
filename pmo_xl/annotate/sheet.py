"""A sheet of the copy: marked cells get their ground, and the sheet learns where its notes are drawn."""

import re
from collections.abc import Iterable, Mapping
from typing import Final
from xml.parsers import expat

from pmo_xl.annotate.styles import MoreStyles
from pmo_xl.model.place import column_letters
from pmo_xl.patch.located import SHEET, At, Located, locate
from pmo_xl.patch.splices import Splices, widened

_COMPATIBLE: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# What stands behind legacyDrawing in CT_Worksheet.
_BEHIND: Final = frozenset(
    ("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst")
)
_STYLE: Final = re.compile(rb"\s+s\s*=\s*(?:\"[^\"]*\"|'[^']*')")


def shown_at(xml: bytes, cells: Iterable[At]) -> dict[At, At]:
    """Where each cell shows: a cell inside a merge shows at the merge's first cell."""
    merges = locate(xml, {}).merges
    return {at: next((area.first for area in merges if area.holds(at)), at) for at in cells}


def coloured(xml: bytes, at_first: Mapping[At, str], styles: MoreStyles) -> bytes:
    """The sheet with a ground (AARRGGBB) under each cell.

    Raises CellRefusal where the sheet cannot be patched safely.
    """
    found = locate(xml, at_first)
    splices = Splices()
    for at in sorted(at_first):
        row = found.rows.get(at[0])
        old = row.cells.get(at[1]) if row else None
        if old is not None:
            style = styles.filled(old.attributes.get("s"), at_first[at])
            splices.put(old.start, old.end, _styled(xml[old.start : old.end], style))
        else:
            style = styles.filled(_inherited(found, at), at_first[at])
            reference = f"{column_letters(at[1])}{at[0]}"
            splices.put_cell(found, xml, at, f'<{found.prefix}c r="{reference}" s="{style}"/>'.encode())
    if found.dimension is not None and at_first:
        start, end, reference = found.dimension
        splices.put(start, end, widened(xml[start:end], reference, at_first))
    return splices.applied(xml)


def with_legacy_drawing(xml: bytes, relation: str) -> bytes:
    """The sheet with a reference to the drawing of its notes, at the place the schema has for it."""
    prefix, at = _place_for_drawing(xml)
    element = f'<{prefix}legacyDrawing xmlns:r="{_RELATION}" r:id="{relation}"/>'.encode()
    return xml[:at] + element + xml[at:]


def _styled(element: bytes, style: str) -> bytes:
    head = element.index(b">") + 1
    tag = _STYLE.sub(b"", element[:head])
    end = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:end].rstrip() + f' s="{style}"'.encode() + tag[end:] + element[head:]


def _inherited(found: Located, at: At) -> str | None:
    row = found.rows.get(at[0])
    if row is not None and row.attributes.get("customFormat") in ("1", "true"):
        return row.attributes.get("s")
    return next((style for first, last, style in found.columns if first <= at[1] <= last), None)


def _place_for_drawing(xml: bytes) -> tuple[str, int]:
    """The prefix of the sheet's elements, and the offset before the first element that stands behind the drawing."""
    parser = expat.ParserCreate(namespace_separator=" ")
    depth = 0
    places = [xml.rindex(b"</")]
    wrapped = 0  # where <mc:AlternateContent> begins, which Excel lays around controls

    def start(name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth, wrapped
        depth += 1
        space, _, tag = name.rpartition(" ")
        if depth == 2:
            wrapped = parser.CurrentByteIndex if (space, tag) == (_COMPATIBLE, "AlternateContent") else 0
        if space == SHEET and tag in _BEHIND and (depth == 2 or wrapped):
            places.append(wrapped or parser.CurrentByteIndex)

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(xml, True)
    prefix = re.search(rb"<([\w.-]+:)?worksheet\b", xml)
    return (prefix[1] or b"").decode() if prefix else "", min(places)

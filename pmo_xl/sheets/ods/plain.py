"""Cells of an OpenDocument spreadsheet that show one plain text: read once, however often they stand there alike.

Parsing every cell by itself takes twice as long; most words and days of a register come again and again.
"""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from pmo_xl.model.pattern import lazy
from pmo_xl.sheets.files.clean import resolved
from pmo_xl.sheets.ods.styles import CALC, OFFICE, TABLE, TEXT

KNOWN_CELLS: Final = "cells"
NUMBERS: Final = "n"
# Attributes in another shape, and cells with more than one text in them, are left to the parser.
_PLAIN = lazy(rb'<table:table-cell((?: [\w:.-]+="[^"<]*+")*+)><text:p>([^<]*)</text:p></table:table-cell>')
_BESIDE = lazy(rb'<cells n="[0-9]+"/>(?:<cells n="[0-9]+"/>)+')
_BETWEEN: Final = b'"/><cells n="'
_ROOT = lazy(rb"<[A-Za-z][^<>]*>")
_ATTRIBUTE = lazy(r' ([a-z]+):([a-z-]+)="([^"]*)"')
_SPACES: Final = {"office": OFFICE, "table": TABLE, "calcext": CALC}
_DECLARED: Final = tuple(
    f' xmlns:{prefix}="{space.strip()}"'.encode()
    for prefix, space in (("office", OFFICE), ("table", TABLE), ("text", TEXT))
)


class PlainCell(NamedTuple):
    """A cell that shows one text: its attributes by their full names, and the text."""

    attributes: Mapping[str, str]
    text: str


def has_usual_prefixes(xml: bytes) -> bool:
    """Whether the document names its elements as everybody does: only then its cells can be told without parsing."""
    root = _ROOT.search(xml)
    return root is not None and all(declared in root[0] for declared in _DECLARED)


def known_cells(stretch: bytes) -> tuple[bytes, list[PlainCell]]:
    """A stretch of the document with `<cells n="7 9 7"/>` for plain cells side by side, and these by their numbers.

    Raises UnicodeDecodeError.
    """
    numbers: dict[tuple[bytes, bytes], int] = {}

    def numbered(cell: re.Match[bytes]) -> bytes:
        return b'<cells n="%d"/>' % numbers.setdefault((cell[1], cell[2]), len(numbers))

    document = _BESIDE.sub(lambda cells: cells[0].replace(_BETWEEN, b" "), _PLAIN.sub(numbered, stretch))
    heads = {head: _attributes(head.decode()) for head in {head for head, _ in numbers}}
    return document, [PlainCell(heads[head], resolved(text.decode())) for head, text in numbers]


def _attributes(head: str) -> dict[str, str]:
    return {
        _SPACES[prefix] + name: resolved(value) for prefix, name, value in _ATTRIBUTE.findall(head) if prefix in _SPACES
    }

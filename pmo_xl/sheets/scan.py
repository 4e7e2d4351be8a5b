"""What a sheet's cells say beside their values: errors, formulas, hidden rows, and how far the values really reach.

A program writes its cells in one shape, so a few byte searches over the XML answer in a fraction of the time that
parsing takes. What has another shape (no addresses, other quotes) raises IrregularError and is walked by `stream`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from pmo_xl.model.place import column_number

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
_DIGITS = b"0123456789"
_ROW_NUMBER = re.compile(rb' r="([0-9]+)"')
_WINDOWS = (48, 400)  # bytes before the end of a cell's tag in which it begins: mostly, and at the very most

Cell = tuple[int, int]


class IrregularError(Exception):
    """The cells are written in a shape the byte searches do not know."""


@dataclass(slots=True)
class CellFacts:
    """What was seen among the cells of one sheet; rows and columns count from 1.

    `last_row` and `last_column` are the furthest with a value or formula (0: none), `filled_rows` how many rows
    have one.
    """

    last_row: int = 0
    last_column: int = 0
    filled_rows: int = 0
    errors: dict[Cell, str] = field(default_factory=dict)
    formulas: dict[int, set[int]] = field(default_factory=dict)
    uncached: set[Cell] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    struck: dict[int, set[int]] = field(default_factory=dict)  # row → its struck-through columns


@dataclass(frozen=True, slots=True)
class _Shape:
    """The tags as this sheet writes them: with its namespace prefix, or without."""

    row: bytes
    cell: bytes
    cell_end: bytes
    error: re.Pattern[bytes]
    formula: re.Pattern[bytes]
    uncached: re.Pattern[bytes]
    reference: re.Pattern[bytes]
    regular: re.Pattern[bytes]


@lru_cache(maxsize=8)
def _shape(prefix: bytes) -> _Shape:
    p = re.escape(prefix)
    empty = b"</P:c>|<P:v ?/>|<P:v></P:v>".replace(b"P:", p)
    return _Shape(
        row=b"<" + prefix + b"row ",
        cell=b"<" + prefix + b"c ",
        cell_end=b"</" + prefix + b"c>",
        error=re.compile(b"[^<]*(?:<P:f[^>]*/>|<P:f[^<]*</P:f>)?<P:v>([^<]*)".replace(b"P:", p)),
        formula=re.compile(b"<P:f[ >/]".replace(b"P:", p)),
        uncached=re.compile(b"<P:f(?:[^<>]*/>|[^<]*</P:f>)(?:E)".replace(b"E", empty).replace(b"P:", p)),
        reference=re.compile(rb"<P:c (?:[^>]* )?r=\"([A-Z]+)([0-9]+)\"[^>]*>\x00".replace(b"P:", p)),
        regular=re.compile(
            rb"\s*(?:<P:row r=\"[0-9]+\"[^>]*>\s*(?:<P:c r=\"[A-Z]+[0-9]+\"|<[/P])|</|$)".replace(b"P:", p)
        ),
    )


def scan(xml: bytes, start: int, end: int, prefix: bytes, struck: frozenset[int] = frozenset()) -> CellFacts:
    """The facts of the cells in `xml[start:end]` (the inside of sheetData).

    `prefix` is the namespace prefix with its colon (b"" mostly), `struck` the style indexes that strike through.
    Raises IrregularError when the cells have an unexpected shape.
    """
    shape = _shape(prefix)
    if not shape.regular.match(xml, start, end):
        raise IrregularError
    facts = CellFacts()
    _reach(xml, start, end, shape, facts)
    _hidden_rows(xml, start, end, shape, facts)
    if facts.last_row:
        _formulas(xml, start, end, shape, facts)
        _errors(xml, start, end, shape, facts)
        if struck:
            _struck(xml, start, end, shape, struck, facts)
    return facts


def _reach(xml: bytes, start: int, end: int, shape: _Shape, facts: CellFacts) -> None:
    """How far values reach, row by row: the last cell that is more than a style stands just before the row's end."""
    find, rfind = xml.find, xml.rfind
    row_tag, cell_tag, cell_end = shape.row, shape.cell, shape.cell_end
    columns = set[bytes]()
    filled = last_row = 0
    at = find(row_tag, start, end)
    while at >= 0:
        following = find(row_tag, at + 4, end)
        closing = rfind(cell_end, at, following if following >= 0 else end)
        if closing >= 0:
            address = _address(xml, rfind(cell_tag, at, closing) + len(cell_tag))
            letters = address.rstrip(_DIGITS)
            columns.add(letters)
            row = int(address[len(letters) :])
            filled += 1
            if row > last_row:
                last_row = row
        at = following
    facts.filled_rows, facts.last_row = filled, last_row
    facts.last_column = max((_column(letters) for letters in columns), default=0)


def _address(xml: bytes, at: int) -> bytes:
    """The address of the cell whose attributes begin at `at`: b"H12"."""
    if not xml.startswith(b'r="', at):
        at = xml.find(b' r="', at, xml.find(b">", at)) + 1
        if at <= 0:
            raise IrregularError
    address = xml[at + 3 : xml.find(b'"', at + 3)]
    if not address.isalnum():
        raise IrregularError
    return address


def _column(letters: bytes) -> int:
    if not (letters.isalpha() and letters.isupper()):
        raise IrregularError
    return column_number(letters.decode())


def _hidden_rows(xml: bytes, start: int, end: int, shape: _Shape, facts: CellFacts) -> None:
    at = xml.find(b' hidden="', start, end)
    while at >= 0:
        tag = xml[xml.rfind(b"<", start, at) : xml.find(b">", at)]
        if tag.startswith(shape.row) and (b' hidden="1"' in tag or b' hidden="true"' in tag):
            number = _ROW_NUMBER.search(tag)
            if not number:
                raise IrregularError
            facts.hidden_rows.add(int(number[1]))
        at = xml.find(b' hidden="', at + 1, end)


def _formulas(xml: bytes, start: int, end: int, shape: _Shape, facts: CellFacts) -> None:
    """Which cells hold a formula, and of which the value was never saved."""
    places = [found.start() for found in shape.formula.finditer(xml, start, end)]
    if not places:
        return
    for cell in _cells_before(xml, places, shape):
        facts.formulas.setdefault(cell[1], set()).add(cell[0])
    places = [found.start() for found in shape.uncached.finditer(xml, start, end)]
    tags = (xml[xml.rfind(shape.cell, start, at) : at] for at in places)
    cells = _cells_before(xml, places, shape)
    # An empty value of type "str" is a saved one: the formula gave "".
    facts.uncached.update(cell for cell, tag in zip(cells, tags, strict=True) if b' t="str"' not in tag)


def _cells_before(xml: bytes, places: list[int], shape: _Shape) -> Iterator[Cell]:
    """The address in the cell tag that ends at each of the places."""
    for window in _WINDOWS:
        # One search over the short stretches before the places is faster than a search for each.
        stretches = b"\0".join([xml[at - window : at] for at in places]) + b"\0"
        found = shape.reference.findall(stretches)
        if len(found) == len(places):
            columns = {letters: _column(letters) for letters in {letters for letters, _ in found}}
            return ((int(row), columns[letters]) for letters, row in found)
    raise IrregularError


def _errors(xml: bytes, start: int, end: int, shape: _Shape, facts: CellFacts) -> None:
    """The cells that show an error, with its word."""
    places, words = [], []
    at = xml.find(b' t="e"', start, end)
    while at >= 0:
        inside = xml.find(b">", at, end) + 1
        word = shape.error.match(xml, inside, end)
        places.append(inside)
        words.append(word[1].decode() if word else "")
        at = xml.find(b' t="e"', inside, end)
    if places:
        facts.errors.update(zip(_cells_before(xml, places, shape), words, strict=True))


def _struck(xml: bytes, start: int, end: int, shape: _Shape, styles: frozenset[int], facts: CellFacts) -> None:
    """The cells with a value whose style strikes through."""
    indexes = b"|".join(str(index).encode() for index in sorted(styles))
    tag = re.compile(re.escape(shape.cell) + rb"[^>]*\bs=\"(?:" + indexes + rb")\"[^>/]*>")
    places = [found.end() for found in tag.finditer(xml, start, end)]
    for row, column in _cells_before(xml, places, shape):
        facts.struck.setdefault(row, set()).add(column)

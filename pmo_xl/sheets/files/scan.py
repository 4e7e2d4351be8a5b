"""What a sheet's cells say beside their values: errors, formulas, hidden rows, and how far the values really reach.

Most rows of a table are the same bytes once their digits are taken out: texts stand elsewhere, only numbers differ.
So every shape of row is looked at once and holds for all rows of that shape: a fraction of the time parsing takes.
What is written without addresses or otherwise unusually raises IrregularError, and is walked by `stream` instead.
"""

import re
from collections import defaultdict
from functools import lru_cache

from msgspec import Struct
from msgspec import field as fresh

from pmo_xl.model.pattern import lazy
from pmo_xl.model.place import column_number
from pmo_xl.sheets.files.cuts import cuts
from pmo_xl.sheets.files.refusal import too_big_sheet

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
MAX_LOST = 1_000_000  # cells that are remembered one by one
_DIGITS = b"0123456789"
_WORDS_WITH_DIGITS = {"#DIV/!": "#DIV/0!"}

Cell = tuple[int, int]


class IrregularError(Exception):
    """The cells are written in a shape this module does not know."""


class RowShape(Struct):
    """What all rows of one shape have in common: the columns of their filled cells, formulas and errors.

    `values` are the columns with a value and the cell's further attributes without their digits (` s="" t="s"`).
    """

    last_column: int = 0
    formulas: list[int] = fresh(default_factory=list)
    uncached: list[int] = fresh(default_factory=list)
    errors: list[tuple[int, str]] = fresh(default_factory=list)
    values: list[tuple[int, bytes]] = fresh(default_factory=list)
    may_be_hidden: bool = False


class Stretch(Struct, frozen=True):
    """Whole rows that stand one after the other between two places of the XML: their numbers and their shapes."""

    begin: int
    stop: int
    numbers: list[int]
    shapes: list[RowShape]

    def head(self, xml: bytes, rows: int) -> "Stretch":
        """Its first so many rows."""
        stop = self.begin
        for _ in self.numbers[:rows]:
            stop = xml.find(_ROW, stop + 1, self.stop)
            if stop < 0:
                return self
        return Stretch(self.begin, stop, self.numbers[:rows], self.shapes[:rows])


class CellFacts(Struct):
    """What was seen among the cells of one sheet; rows and columns count from 1.

    `last_row` and `last_column` are the furthest with a value or formula (0: none), `filled_rows` how many rows
    have one. `struck` maps a row to its struck-through columns. `stretches` are all its rows, of a regular sheet only.
    """

    last_row: int = 0
    last_column: int = 0
    filled_rows: int = 0
    errors: dict[Cell, str] = fresh(default_factory=dict)
    formulas: dict[int, set[int]] = fresh(default_factory=dict)
    uncached: set[Cell] = fresh(default_factory=set)
    hidden_rows: set[int] = fresh(default_factory=set)
    struck: dict[int, set[int]] = fresh(default_factory=dict)
    stretches: list[Stretch] = fresh(default_factory=list)

    def check(self) -> None:
        """Raises SheetError when more cells have lost their value than can be remembered."""
        lost = len(self.errors) + len(self.uncached)
        if lost > MAX_LOST:
            raise too_big_sheet("値のない数式とエラー", lost, MAX_LOST, "セル")


_ROW = b"<row "
# No pattern looks beyond the next "<": a part of nothing but beginnings would be read from each of them to its end.
_USUAL_ROW = lazy(rb'<row r="([0-9]{1,7})"([^<>]*)>')
_ANY_ROW = lazy(rb'<row (?=(?:[^<>]* )?r="([0-9]{1,7})")([^<>]*)>')
_CELL = lazy(  # of a row without digits
    rb'<c(?P<before>(?: (?!r=)[\w:.-]+="[^"<>]*+")*+) r="(?P<letters>[A-Z]+)"(?P<after>(?: [\w:.-]+="[^"<>]*+")*+) ?'
    rb"(?:/>|>\s*(?P<formula><f(?:>[^<]*</f>| [^<>]*(?:/>|>[^<]*</f>)|/>)\s*)?"
    rb"(?:<v(?: [^<>/]*)?>(?P<value>[^<]*)|(?P<inline><is\b))?)"
)
_ANY_CELL = lazy(rb"<c[ >/]")
_STYLED = lazy(rb'<c (?=(?:[^<>]* )?r="([A-Z]+)([0-9]+)")(?=(?:[^<>]* )?s="([0-9]{1,7})")[^<>]*(?<!/)>')
_FEW = 20  # styles that are quickly looked for
_WELL_FORMED = lazy(  # a row behind its "<row ", without digits; only what stands inside <is> is left to others
    rb"""[^<>]*+(?:(?<=/)>|(?<!/)>\s*+(?:<c(?:\ [\w:.-]+="[^"<>]*+")*+\ ?(?:/>|>\s*+
        (?:<f(?:\ [\w:.-]+="[^"<>]*+")*+\ ?(?:/>|>[^<]*+</f>)\s*+)?
        (?:<v(?:\ [\w:.-]+="[^"<>]*+")*+\ ?(?:/>|>[^<]*+</v>)\s*+|<is>[^<]*+(?:<(?!/is>)[^<]*+)*+</is>\s*+)?
        </c>)\s*+)*+</row>)\s*+""",
    re.VERBOSE,
)


def scan(xml: bytes, start: int, end: int, struck: frozenset[int] = frozenset()) -> CellFacts:
    """The facts of the cells in `xml[start:end]` (the inside of sheetData).

    `struck` are the style indexes that strike through. Raises IrregularError when the cells have an unexpected shape.
    """
    first = xml.find(_ROW, start, end)
    # A CDATA section may hold what looks like cells; comments have been taken out before.
    if xml[start : first if first >= 0 else end].strip() or b"<![CDATA[" in xml:
        raise IrregularError
    facts = CellFacts()
    known: dict[bytes, RowShape] = {}
    for begin, stop in cuts(xml, _ROW, first, end) if first >= 0 else ():
        chunk = without_empty_values(xml[begin:stop])  # without its digits a number would look like one
        shapes = chunk.translate(None, _DIGITS).split(_ROW)[1:]
        rows = _USUAL_ROW.findall(xml, begin, stop)
        if len(rows) != len(shapes):
            rows = _ANY_ROW.findall(xml, begin, stop)
            if len(rows) != len(shapes):
                raise IrregularError
        numbers = [int(number) for number, _ in rows]
        if min(numbers) < 1 or max(numbers) > MAX_ROW:
            raise IrregularError
        alike: defaultdict[bytes, list[tuple[bytes, bytes]]] = defaultdict(list)
        for row, shape in zip(rows, shapes, strict=True):
            alike[shape].append(row)
        for shape, found in alike.items():
            if shape not in known:
                known[shape] = _read_shape(shape)
            _note(facts, known[shape], found)
        facts.check()
        facts.stretches.append(Stretch(begin, stop, numbers, [known[s] for s in shapes]))
    if struck:
        _struck(xml, start, end, struck, facts)
    return facts


def without_empty_values(chunk: bytes) -> bytes:
    """Empty values written the short way, as `<v/>`."""
    return chunk.replace(b"<v></v>", b"<v/>")


def _read_shape(shape: bytes) -> RowShape:
    """One row without digits, read cell by cell. Raises IrregularError where it is not well-formed, or holds more."""
    if not _WELL_FORMED.fullmatch(shape):
        raise IrregularError
    found = RowShape(may_be_hidden=b" hidden=" in shape[: shape.find(b">")])
    cells = 0
    for cell in _CELL.finditer(shape):
        cells += 1
        attributes, formula, value = cell["before"] + cell["after"], cell["formula"], cell["value"]
        if formula is None and value is None and cell["inline"] is None:
            continue
        column = _column(cell["letters"])
        found.last_column = max(found.last_column, column)
        if value is not None or cell["inline"] is not None:
            is_usual = value is not None and not cell["before"]
            found.values.append((column, cell["after"] if is_usual else b"unusual"))
        if formula is not None:
            found.formulas.append(column)
            # An empty value of type "str" is a saved one: the formula gave "".
            if value is None and cell["inline"] is None and b't="str"' not in attributes:
                found.uncached.append(column)
        if b't="e"' in attributes:
            try:
                word = (value or b"").decode()
            except UnicodeDecodeError:
                raise IrregularError from None
            found.errors.append((column, _WORDS_WITH_DIGITS.get(word, word)))
    if cells != len(_ANY_CELL.findall(shape)) or found.last_column > MAX_COLUMN:
        raise IrregularError
    return found


def _note(facts: CellFacts, shape: RowShape, rows: list[tuple[bytes, bytes]]) -> None:
    """Write down what the shape means for the rows that have it; a row is its number and its further attributes."""
    if shape.may_be_hidden:
        facts.hidden_rows.update(int(number) for number, attributes in rows if _is_hidden(attributes))
    if not shape.last_column:
        return
    numbers = [int(number) for number, _ in rows]
    facts.filled_rows += len(numbers)
    facts.last_row = max(facts.last_row, *numbers)
    facts.last_column = max(facts.last_column, shape.last_column)
    for column in shape.formulas:
        facts.formulas.setdefault(column, set()).update(numbers)
    for column in shape.uncached:
        facts.uncached.update((number, column) for number in numbers)
    for column, word in shape.errors:
        facts.errors.update(((number, column), word) for number in numbers)


def _is_hidden(attributes: bytes) -> bool:
    return b'hidden="1"' in attributes or b'hidden="true"' in attributes


@lru_cache(maxsize=1024)
def _column(letters: bytes) -> int:
    return column_number(letters.decode())


def _struck(xml: bytes, start: int, end: int, styles: frozenset[int], facts: CellFacts) -> None:
    """The cells that are more than a style and whose style strikes through."""
    if len(styles) <= _FEW and not any(xml.find(b' s="%d"' % style, start, end) >= 0 for style in styles):
        return
    for letters, row, style in _STYLED.findall(xml, start, end):
        if int(style) in styles:
            facts.struck.setdefault(int(row), set()).add(_column(letters))

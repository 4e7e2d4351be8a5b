"""Reads OpenDocument spreadsheets (.ods, .fods): their values, and what values keep silent."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Final

from pmo_xl.model.grid import Area, CellValue, Rows
from pmo_xl.sheets.files.assembly import MAX_AREA, SheetParts, Sheets, assembled
from pmo_xl.sheets.files.clean import NOTE
from pmo_xl.sheets.files.dressed import LOOKED_AT, looks_dressed
from pmo_xl.sheets.files.frame import Frame
from pmo_xl.sheets.files.magic import PROTECTED, UNLOCK
from pmo_xl.sheets.files.package import Package
from pmo_xl.sheets.files.refusal import RefusalError, SheetError, broken, too_big_sheet
from pmo_xl.sheets.files.scan import CellFacts
from pmo_xl.sheets.files.stray import Reach, extent_of
from pmo_xl.sheets.files.xmltree import as_utf8, tree
from pmo_xl.sheets.ods.cells import OpenWalker
from pmo_xl.sheets.ods.names import frozen_rows, list_object, lists_of, names_of, target_at
from pmo_xl.sheets.ods.tables import OpenCell, OpenRow, OpenTable
from pmo_xl.sheets.xlsx.reader import MAX_BOOK_AREA
from pmo_xl.sheets.xlsx.workbook import free_name

# What is remembered by itself, in the whole book: formulas, errors, merges, hidden rows. A few bytes can repeat one of
# them for ever.
MAX_REMEMBERED: Final = 1_000_000
_CONTENT, _STYLES, _SETTINGS, _MANIFEST = "content.xml", "styles.xml", "settings.xml", "META-INF/manifest.xml"


def read_open_document(package: Package, file: str) -> Sheets:
    """All sheets of an .ods. Raises RefusalError when it is damaged, without a sheet, or behind a password."""
    if _MANIFEST in package and b"encryption-data" in package.read(_MANIFEST):
        raise RefusalError(PROTECTED, UNLOCK)
    if _CONTENT not in package:
        raise broken(f"部品 {_CONTENT} がありません")
    walker = OpenWalker()
    for part in (_STYLES, _CONTENT):
        if part in package:
            walker.walk(package.read(part), part)
    frozen = frozen_rows(tree(package.read(_SETTINGS), _SETTINGS)) if _SETTINGS in package else {}
    package.check_rest()
    return _sheets(walker, frozen, file, package.notes)


def read_flat(data: bytes, file: str) -> Sheets:
    """All sheets of a .fods, which is one XML file. Raises RefusalError when it is damaged or without a sheet."""
    walker = OpenWalker()
    walker.walk(as_utf8(data, file), "XML")
    return _sheets(walker, {}, file, ())


def _sheets(walker: OpenWalker, frozen: Mapping[str, int], file: str, notes: tuple[str, ...]) -> Sheets:
    sheets: dict[str, SheetParts | SheetError] = {}
    taken = set[str]()
    budget = _Budget()
    for table in walker.tables:
        name = free_name(table.name, taken)
        try:
            sheets[name] = _sheet(table, walker, frozen.get(table.name, 0), budget)
        except SheetError as refused:
            sheets[name] = refused
    return assembled(sheets, names_of(walker.names), file, notes)


class _Budget:
    """Counts what the sheets of a book take up together. Raises SheetError when it is too much."""

    def __init__(self) -> None:
        self._cells = self._remembered = 0

    def take(self, cells: int, remembered: int) -> None:
        """Count one more sheet."""
        self._cells += cells
        self._remembered += remembered
        if self._cells > MAX_BOOK_AREA:
            raise too_big_sheet("ブック全体の表の広がり", self._cells, MAX_BOOK_AREA, "セル")
        if self._remembered > MAX_REMEMBERED:
            raise too_big_sheet("数式・エラー・結合・非表示の行", self._remembered, MAX_REMEMBERED, "個")


def _sheet(table: OpenTable, walker: OpenWalker, frozen: int, budget: _Budget) -> SheetParts:
    """The cells of a sheet as far as they reach. Raises SheetError when it is too big."""
    reach = Reach(
        last_row=max((row.last for row in table.rows), default=0),
        last_column=max((cell.last for row in table.rows for cell in row.cells), default=0),
        filled_rows=sum(row.last - row.first + 1 for row in table.rows),
    )
    extent = extent_of(reach, lambda: [Area(r.first, c.first, r.last, c.last) for r, c in _cells(table)], MAX_AREA)
    height = extent.last_row
    kept = [(r, c) for r, c in _cells(table) if r.first <= height and c.first <= extent.last_column]
    remarkable = sum((r.last - r.first + 1) * (c.last - c.first + 1) for r, c in kept if c.meaning.is_remarkable)
    spans = [*table.hidden_rows, *((merge.first, merge.last) for merge in table.merges)]
    budget.take(height * extent.last_column, remarkable + sum(len(_within(*span, height)) for span in spans))
    facts = CellFacts(hidden_rows={row for first, last in table.hidden_rows for row in _within(first, last, height)})
    blank: list[CellValue] = [None] * extent.last_column
    rows: Rows = [blank] * height
    for row, cell in kept:
        if rows[row.first - 1] is blank:
            rows[row.first - 1 : row.last] = [[*blank]] * (row.last - row.first + 1)  # rows all alike are one
        rows[row.first - 1][cell.first - 1 : cell.last] = [cell.meaning.value] * (cell.last - cell.first + 1)
        if cell.meaning.is_remarkable:
            _remember(facts, row, cell)
    is_lossy = table.is_cleaned or any(cell.meaning.is_cleaned for _, cell in kept)
    return SheetParts(
        rows=rows,
        frame=_frame(table, walker, rows, frozen),
        facts=facts,
        visibility="hidden" if walker.styles.hides_sheet(table.style) else "visible",
        dressed=_dressed_rows(table),
        notes=(*extent.notes, *([NOTE] if is_lossy else [])),
    )


def _cells(table: OpenTable) -> Iterator[tuple[OpenRow, OpenCell]]:
    return ((row, cell) for row in table.rows for cell in row.cells)


def _remember(facts: CellFacts, row: OpenRow, cell: OpenCell) -> None:
    """Write down what a cell is beside its value, at every place where it stands."""
    meaning = cell.meaning
    for number, column in product(range(row.first, row.last + 1), range(cell.first, cell.last + 1)):
        if meaning.error:
            facts.errors[number, column] = meaning.error
        if meaning.is_formula:
            facts.formulas.setdefault(column, set()).add(number)
        if meaning.is_uncached:
            facts.uncached.add((number, column))
        if meaning.look.is_struck:
            facts.struck.setdefault(number, set()).add(column)


def _frame(table: OpenTable, walker: OpenWalker, rows: Rows, frozen: int) -> Frame:
    ranges = [(found, at.area) for found in walker.ranges if (at := target_at(found.place)) and at.sheet == table.name]
    return Frame(
        merges=tuple(_merges(table, len(rows))),
        lists=tuple(lists_of(table, walker.conditions)),
        filter_area=next((area for found, area in ranges if found.is_anonymous and found.is_filtered), None),
        frozen_rows=frozen,
        hidden_columns=tuple((found.first, found.last) for found in table.columns if found.is_hidden),
        list_objects=tuple(list_object(found, area, rows) for found, area in ranges if not found.is_anonymous),
        comments=table.comments,
        drawings=table.drawings,
    )


def _dressed_rows(table: OpenTable) -> frozenset[int]:
    """The rows near the top that look like headings."""
    found = set[int]()
    for row in table.rows:
        lengths = [cell.last - cell.first + 1 for cell in row.cells]
        dressed = sum(length for length, cell in zip(lengths, row.cells, strict=True) if cell.meaning.look.is_dressed)
        if looks_dressed(dressed, sum(lengths)):
            found.update(range(row.first, min(row.last, LOOKED_AT) + 1))
    return frozenset(found)


def _merges(table: OpenTable, height: int) -> Iterator[Area]:
    """Every merge that begins among the values."""
    for merge in table.merges:
        for row in _within(merge.first, merge.last, height):
            yield Area(row, merge.column, row + merge.height - 1, merge.column + merge.width - 1)


def _within(first: int, last: int, height: int) -> range:
    """The rows of a span that lie among the values."""
    return range(first, min(last, height) + 1)

"""Reads the sheets of a workbook package (.xlsx, .xlsm, .xltx): their values, and what values keep silent."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import count

from msgspec import Struct
from msgspec import field as fresh

from pmo_xl.model.grid import Area, Grid, Rows, SheetFacts, Validation
from pmo_xl.model.pattern import lazy
from pmo_xl.sheets.clean import NOTE, clean_rows, is_suspect, parsable
from pmo_xl.sheets.dressed import dressed_rows
from pmo_xl.sheets.dropdowns import WordSource
from pmo_xl.sheets.facts import merges_among, struck_rows
from pmo_xl.sheets.frame import Frame, read_frame
from pmo_xl.sheets.inline import numbered
from pmo_xl.sheets.package import Package
from pmo_xl.sheets.plain_values import PlainValues, text_written
from pmo_xl.sheets.refusal import REPAIR, RefusalError, SheetError
from pmo_xl.sheets.scan import CellFacts, IrregularError, scan
from pmo_xl.sheets.stray import Extent, Reach, extent_of
from pmo_xl.sheets.stream import LOST_TEXT, Meaning, cells, facts_of
from pmo_xl.sheets.styles import Styles, read_styles
from pmo_xl.sheets.workbook import Contents, SharedTexts, SheetEntry, read_contents, read_shared

MAX_AREA = 5_000_000  # cells between A1 and the last value; readers keep every one of them in memory
_ROOT = lazy(rb"<(?:([A-Za-z_][\w.-]*):)?\w+[\s>/]")
_OWN_TEXT = b' t="str"'  # the result of a formula
_NO_TABLE = {
    "chartsheet": "グラフシートです（表がありません）",
    "dialogsheet": "ダイアログシートです（表がありません）",
}


class Sheets(Struct, frozen=True):
    """What a workbook holds: grids by sheet name, all names in order, reasons for unreadable sheets, notes."""

    grids: Mapping[str, Grid]
    order: tuple[str, ...]
    unreadable: Mapping[str, str] = fresh(default_factory=dict)
    notes: tuple[str, ...] = ()


class _Sheet(Struct):
    """A sheet on its way to become a grid."""

    entry: SheetEntry
    frame: Frame
    facts: CellFacts
    rows: Rows
    notes: list[str]
    dressed: frozenset[int] = frozenset()


def read_sheets(package: Package, main: str, file: str) -> Sheets:
    """All sheets of the workbook. Raises RefusalError when nothing can be read, or a part is damaged."""
    contents = read_contents(package, main)
    reader = _Reader(package, contents)
    sheets: list[_Sheet] = []
    unreadable: dict[str, str] = {}
    first: SheetError | None = None
    for entry in contents.sheets:
        try:
            sheets.append(reader.sheet(entry))
        except SheetError as refused:
            unreadable[entry.name] = refused.reason
            first = first or refused
    package.check_rest()
    if not sheets and first is not None:
        raise RefusalError(f"どのシートも読めません（{first.reason}）", first.hint)
    words = WordSource(
        rows={sheet.entry.name: sheet.rows for sheet in sheets},
        names=contents.names,
        tables={t.name.lower(): (s.entry.name, t) for s in sheets for t in s.frame.list_objects},
    )
    choices = words.columns_of({(rule.formula, s.entry.name) for s in sheets for rule in s.frame.lists})
    grids = {
        sheet.entry.name: _grid(sheet, words, choices.get(sheet.entry.name, frozenset()), file) for sheet in sheets
    }
    order = tuple(entry.name for entry in contents.sheets)
    return Sheets(grids, order, unreadable, (*package.notes, *reader.notes))


class _Reader:
    """Reads one workbook's sheets; what they share is read when the first one needs it."""

    def __init__(self, package: Package, contents: Contents) -> None:
        self._package = package
        self._contents = contents
        self.notes: list[str] = []
        if contents.styles_part not in package:
            self.notes.append("スタイルの部品がないため、日付と数値を区別できません")

    @cached_property
    def _styles(self) -> Styles:
        part = self._contents.styles_part
        return read_styles(self._package.read(part), part) if part in self._package else Styles()

    @cached_property
    def _struck(self) -> frozenset[int]:
        part = self._contents.styles_part
        return self._styles.struck if part in self._package and b"strike" in self._package.read(part) else frozenset()

    @cached_property
    def _shared(self) -> SharedTexts:
        part = self._contents.strings_part
        shared = read_shared(self._package.read(part), part) if part in self._package else SharedTexts()
        if shared.lost:
            self.notes.append(NOTE)
        return shared

    @cached_property
    def _shared_by_number(self) -> Mapping[bytes, str | None]:
        return _by_number(text or None for text in self._shared.texts)

    def sheet(self, entry: SheetEntry) -> _Sheet:
        """The sheet's cells and frame. Raises SheetError when this sheet cannot be read, RefusalError for the book."""
        if entry.kind in _NO_TABLE:
            raise SheetError(_NO_TABLE[entry.kind], "表のあるシートを使ってください")
        if not entry.part:
            raise SheetError("シートの部品がブックの中にありません", REPAIR)
        xml = _without_prefix(self._package.read(entry.part))
        plain, texts = numbered(xml)
        may_need_cleaning = (bool(texts) or _OWN_TEXT in xml) and is_suspect(xml)
        start, end = _inside(plain)
        try:
            facts = scan(plain, start, end, self._struck)
        except IrregularError:
            facts = facts_of(xml, self._struck)
        frame = read_frame(self._package, entry.part, plain, (start, end))
        dressed = dressed_rows(plain, start, end, self._styles.dressed)
        extent = extent_of(Reach(facts.last_row, facts.last_column, facts.filled_rows), partial(_filled, xml), MAX_AREA)
        notes = list(extent.notes)
        if not facts.last_row:
            return _Sheet(entry, frame, facts, [], notes)
        rows = self._plain_rows(plain, texts, facts, extent)
        facts.stretches.clear()
        is_lost = rows is None and len(parsable(xml)) != len(xml)
        if rows is None:
            rows, may_need_cleaning = self._careful_rows(xml, facts, extent), True
        if (may_need_cleaning and clean_rows(rows)) or is_lost:
            notes.append(NOTE)
        return _Sheet(entry, frame, facts, rows, notes, dressed)

    def _plain_rows(self, xml: bytes, texts: Sequence[bytes], facts: CellFacts, extent: Extent) -> Rows | None:
        """The values of a sheet written as Excel or an exporter does; None when it is not."""
        if not facts.stretches or not extent.is_whole:
            return None
        inline = _by_number(map(text_written, texts))
        values = PlainValues(self._shared_by_number, inline, self._styles, since_1904=self._contents.since_1904)
        try:
            return values.rows(xml, facts.stretches, extent.last_row, extent.last_column)
        except IrregularError:
            return None

    def _careful_rows(self, xml: bytes, facts: CellFacts, extent: Extent) -> Rows:
        """The values cell by cell within the extent; texts that are lost are added to the errors."""
        rows: Rows = [[None] * extent.last_column for _ in range(extent.last_row)]
        meaning = Meaning(self._shared.texts, self._styles, self._contents.since_1904)
        for cell in cells(xml):
            if isinstance(cell, int) or not cell.text:
                continue
            if cell.row <= extent.last_row and cell.column <= extent.last_column:
                if cell.type == "s" and not meaning.has_text(cell.text):
                    facts.errors[cell.row, cell.column] = LOST_TEXT
                rows[cell.row - 1][cell.column - 1] = meaning.value(cell)
        return rows


def _filled(xml: bytes) -> Iterator[Area]:
    """Every cell with a value."""
    for cell in cells(xml):
        if not isinstance(cell, int) and cell.text:
            yield Area(cell.row, cell.column, cell.row, cell.column)


def _by_number(texts: Iterable[str | None]) -> dict[bytes, str | None]:
    """The texts by their places, written as a cell writes them."""
    return dict(zip(map(b"%d".__mod__, count()), texts, strict=False))


def _without_prefix(xml: bytes) -> bytes:
    """The sheet with its elements written without the namespace prefix that some writers give them (<x:row>)."""
    root = _ROOT.search(xml)
    if root is None or not root[1]:
        return xml
    return xml.replace(b"<" + root[1] + b":", b"<").replace(b"</" + root[1] + b":", b"</")


def _inside(xml: bytes) -> tuple[int, int]:
    """Where the inside of sheetData begins and ends."""
    opening = xml.find(b"<sheetData")
    tag_end = xml.find(b">", opening) + 1
    if opening < 0 or xml[tag_end - 2 : tag_end] == b"/>":
        return 0, 0
    closing = xml.rfind(b"</sheetData", tag_end)
    return tag_end, closing if closing >= 0 else len(xml)


def _grid(sheet: _Sheet, words: WordSource, choices: frozenset[int], file: str) -> Grid:
    frame, cells_seen = sheet.frame, sheet.facts
    width = max(map(len, sheet.rows), default=0)
    facts = SheetFacts(
        visibility=sheet.entry.visibility,
        errors=cells_seen.errors,
        uncached=frozenset(cells_seen.uncached),
        formulas={column: frozenset(rows) for column, rows in cells_seen.formulas.items()},
        merges=merges_among(sheet.rows, frame.merges),
        hidden_rows=frozenset(cells_seen.hidden_rows),
        hidden_columns=frozenset(
            column for first, last in frame.hidden_columns for column in range(max(first, 1), min(last, width) + 1)
        ),
        validations=_validations(frame, words, sheet.entry.name),
        list_objects=frame.list_objects,
        filter_area=frame.filter_area,
        frozen_rows=frame.frozen_rows,
        struck_rows=struck_rows(sheet.rows, cells_seen.struck),
        dressed_rows=sheet.dressed,
        choice_columns=choices,
        comments=frame.comments,
        drawings=frame.drawings,
        notes=tuple(sheet.notes),
    )
    return Grid(file, sheet.entry.name, sheet.rows, facts)


def _validations(frame: Frame, words: WordSource, sheet: str) -> tuple[Validation, ...]:
    known = {rule.formula: words.words(rule.formula, sheet) for rule in frame.lists}
    return tuple(Validation(rule.areas, known[rule.formula]) for rule in frame.lists)

"""Reads the sheets of a workbook package (.xlsx, .xlsm, .xltx): their values, and what values keep silent."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import count

from pmo_xl.model.grid import Area, CellValue, Rows
from pmo_xl.model.pattern import lazy
from pmo_xl.sheets.files.assembly import MAX_AREA, SheetParts, Sheets, assembled
from pmo_xl.sheets.files.clean import NOTE, clean_rows, need_cleaning, parsable
from pmo_xl.sheets.files.dressed import dressed_rows
from pmo_xl.sheets.files.frame import read_frame
from pmo_xl.sheets.files.package import Package
from pmo_xl.sheets.files.refusal import REPAIR, SheetError, too_big_sheet
from pmo_xl.sheets.files.scan import CellFacts, IrregularError, scan
from pmo_xl.sheets.files.stray import Extent, Reach, extent_of
from pmo_xl.sheets.files.xmltree import without_comments
from pmo_xl.sheets.xlsx.grounds import MOST_ROWS, grounds_of
from pmo_xl.sheets.xlsx.inline import numbered
from pmo_xl.sheets.xlsx.plain_values import PlainValues, texts_written
from pmo_xl.sheets.xlsx.stream import LOST_TEXT, Meaning, cells, facts_of
from pmo_xl.sheets.xlsx.styles import Styles, read_styles
from pmo_xl.sheets.xlsx.workbook import Contents, SharedTexts, SheetEntry, read_contents, read_shared

_ROOT = lazy(rb"<(?:([A-Za-z_][\w.-]*):)?\w+[\s>/]")
MAX_BOOK_AREA = 10_000_000  # the same of all sheets together
_NO_TABLE = {
    "chartsheet": "グラフシートです（表がありません）",
    "dialogsheet": "ダイアログシートです（表がありません）",
}


def read_sheets(package: Package, main: str, file: str, standing: Mapping[str, Rows] | None = None) -> Sheets:
    """All sheets of the workbook. Raises RefusalError when nothing can be read, or a part is damaged.

    `standing` are values that a sheet which begins like them, with as many rows, is given in place of its own.
    """
    contents = read_contents(package, main)
    reader = _Reader(package, contents, standing or {})
    sheets: dict[str, SheetParts | SheetError] = {}
    for entry in contents.sheets:
        try:
            sheets[entry.name] = reader.sheet(entry)
        except SheetError as refused:
            sheets[entry.name] = refused
    package.check_rest()
    return assembled(sheets, contents.names, file, (*package.notes, *reader.notes))


class _Reader:
    """Reads one workbook's sheets; what they share is read when the first one needs it."""

    def __init__(self, package: Package, contents: Contents, standing: Mapping[str, Rows]) -> None:
        self._package = package
        self._standing = standing
        self._contents = contents
        self.notes: list[str] = []
        self._area = 0
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

    def sheet(self, entry: SheetEntry) -> SheetParts:
        """The sheet's cells and frame. Raises SheetError when this sheet cannot be read, RefusalError for the book."""
        if entry.kind in _NO_TABLE:
            raise SheetError(_NO_TABLE[entry.kind], "表のあるシートを使ってください")
        if not entry.part:
            raise SheetError("シートの部品がブックの中にありません", REPAIR)
        xml = self._xml(entry.part)
        plain, texts = numbered(xml)
        del xml  # the largest thing there is, and hardly ever asked for again

        start, end = _inside(plain)
        try:
            facts = scan(plain, start, end, self._struck)
        except IrregularError:
            plain, texts = self._xml(entry.part), []
            start, end = _inside(plain)
            facts = facts_of(plain, self._struck)

        def as_written() -> bytes:
            return self._xml(entry.part) if texts else plain

        frame = read_frame(self._package, entry.part, plain, (start, end))
        dressed = dressed_rows(plain, start, end, self._styles.dressed)
        grounds = None
        if facts.stretches and facts.filled_rows <= MOST_ROWS:
            grounds = grounds_of(plain, start, end, self._styles.grounds, facts.last_row)
        reach = Reach(facts.last_row, facts.last_column, facts.filled_rows)
        extent = extent_of(reach, lambda: _filled(as_written()), MAX_AREA)
        self._take(extent.last_row * extent.last_column)
        if not facts.last_row:
            return SheetParts([], frame, facts, entry.visibility, notes=extent.notes)
        rows, may_need_cleaning = self._plain_rows(plain, texts, facts, extent, self._standing.get(entry.name, []))
        facts.stretches.clear()
        is_lossy = False
        if rows is None:
            xml = as_written()
            rows, is_lossy = self._careful_rows(xml, facts, extent), len(parsable(xml)) != len(xml)
        is_lossy |= may_need_cleaning and clean_rows(rows)
        notes = (*extent.notes, *([NOTE] if is_lossy else []))
        return SheetParts(rows, frame, facts, entry.visibility, dressed, notes, grounds)

    def _xml(self, part: str) -> bytes:
        return _without_prefix(without_comments(self._package.read(part)))

    def _take(self, area: int) -> None:
        """Count a sheet's cells towards those of the book. Raises SheetError when they are too many together."""
        if self._area + area > MAX_BOOK_AREA:
            raise too_big_sheet("ブック全体の表の広がり", self._area + area, MAX_BOOK_AREA, "セル")
        self._area += area

    def _plain_rows(
        self, xml: bytes, texts: Sequence[bytes], facts: CellFacts, extent: Extent, standing: Rows
    ) -> tuple[Rows | None, bool]:
        """The values of a sheet written as Excel or an exporter does, None when it is not; whether texts need cleaning.

        Shared texts are clean already.
        """
        if not facts.stretches or not extent.is_whole:
            return None, True
        try:
            own = texts_written(texts)
            values = PlainValues(
                self._shared_by_number, _by_number(own), self._styles, since_1904=self._contents.since_1904
            )
            if len(standing) == extent.last_row and values.begin_like(standing, xml, facts.stretches):
                return standing, False
            rows = values.rows(xml, facts.stretches, extent.last_row, extent.last_column)
        except IrregularError:
            return None, True
        return rows, values.is_suspect or need_cleaning(own)

    def _careful_rows(self, xml: bytes, facts: CellFacts, extent: Extent) -> Rows:
        """The values cell by cell within the extent; texts that are lost are added to the errors."""
        blank: list[CellValue] = [None] * extent.last_column
        rows: Rows = [blank] * extent.last_row
        meaning = Meaning(self._shared.texts, self._styles, self._contents.since_1904)
        for cell in cells(xml):
            if isinstance(cell, int) or not cell.text:
                continue
            if cell.row <= extent.last_row and cell.column <= extent.last_column:
                if cell.type == "s" and not meaning.has_text(cell.text):
                    facts.errors[cell.row, cell.column] = LOST_TEXT
                if rows[cell.row - 1] is blank:
                    rows[cell.row - 1] = [*blank]
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

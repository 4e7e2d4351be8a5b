"""Walks through an OpenDocument spreadsheet once: its sheets with their filled cells, repeated ones kept as one.

A row or cell may say that it stands a million times; nothing here is ever written out as often.
"""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple
from xml.parsers import expat

from msgspec import Struct
from msgspec import field as fresh

from pmo_xl.model.grid import Area, CellValue
from pmo_xl.model.pattern import lazy
from pmo_xl.sheets.clean import cleaned, is_clean, parsable
from pmo_xl.sheets.ods_styles import OFFICE, TABLE, OpenStyles
from pmo_xl.sheets.ods_values import TYPE, error_of, value_of
from pmo_xl.sheets.refusal import broken
from pmo_xl.sheets.scan import MAX_ROW
from pmo_xl.sheets.xmltree import MAX_DEPTH, too_deep

TEXT: Final = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_SHAPES: Final = tuple(f"urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0 " for kind in ("drawing", "dr3d"))
_CHUNK: Final = 1 << 18
# LibreOffice keeps what it saw in other files as hidden sheets called 'file:///other.ods'#Sheet.
_SEEN_ELSEWHERE = lazy(r"'.*'#")


class OpenCell(NamedTuple):
    """Filled cells beside each other that are all alike; columns count from 1."""

    first: int
    last: int
    value: CellValue
    error: str | None
    is_formula: bool
    is_uncached: bool
    is_struck: bool


class OpenRow(NamedTuple):
    """Rows below each other that are all alike; rows count from 1."""

    first: int
    last: int
    cells: list[OpenCell]


class Merge(NamedTuple):
    """A merge that begins in each of these rows."""

    first: int
    last: int
    column: int
    height: int
    width: int


class OpenColumn(NamedTuple):
    """Columns beside each other: whether they are hidden, and the style of cells that have none of their own."""

    first: int
    last: int
    is_hidden: bool
    style: str


class OpenTable(Struct):
    """One sheet as written. `lists` maps the name of a validation to the cells it governs."""

    name: str
    style: str
    rows: list[OpenRow] = fresh(default_factory=list)
    columns: list[OpenColumn] = fresh(default_factory=list)
    hidden_rows: list[tuple[int, int]] = fresh(default_factory=list)
    merges: list[Merge] = fresh(default_factory=list)
    lists: dict[str, list[Area]] = fresh(default_factory=dict)
    comments: int = 0
    drawings: int = 0
    is_cleaned: bool = False


class NamedPlace(NamedTuple):
    """A name for cells: its sheet ("" for the whole workbook), the name, and the place as written."""

    sheet: str
    name: str
    place: str


class DatabaseRange(NamedTuple):
    """A filtered area or named table; `has_head` tells whether its first row holds headings."""

    name: str
    place: str
    is_filtered: bool
    has_head: bool


class OpenWalker:
    """Walks through the parts of the document, its styles first; `tables` and the rest grow meanwhile."""

    def __init__(self) -> None:
        self.styles = OpenStyles()
        self.tables: list[OpenTable] = []
        self.names: list[NamedPlace] = []
        self.ranges: list[DatabaseRange] = []
        self.conditions: dict[str, str] = {}
        self._depth = self._ignored = 0  # depth of what is passed over with all that is in it, 0 for nothing
        self._table: OpenTable | None = None
        self._row = self._row_last = self._column = 0
        self._row_style = ""
        self._cells: list[OpenCell] = []
        self._cell: Mapping[str, str] | None = None
        self._paragraphs: list[str] = []
        self._text: list[str] | None = None  # of the paragraph that is open
        self._starts = self.styles.starts | {
            f"{TABLE}table": self._start_table,
            f"{TABLE}table-column": self._start_column,
            f"{TABLE}table-row": self._start_row,
            f"{TABLE}table-cell": self._start_cell,
            f"{TABLE}covered-table-cell": self._start_cell,
            f"{TABLE}content-validation": self._start_validation,
            f"{TABLE}named-range": self._start_name,
            f"{TABLE}database-range": self._start_range,
            f"{TABLE}tracked-changes": self._pass_over,
            f"{TABLE}dde-links": self._pass_over,
            f"{OFFICE}annotation": self._start_comment,
            f"{TEXT}p": self._start_paragraph,
            f"{TEXT}s": self._spaces,
            f"{TEXT}tab": lambda _: self._characters("\t"),
            f"{TEXT}line-break": lambda _: self._characters("\n"),
            f"{TEXT}ruby-text": self._pass_over,
        }
        self._ends: dict[str, Callable[[], None]] = self.styles.ends | {
            f"{TABLE}table": self._end_table,
            f"{TABLE}table-row": self._end_row,
            f"{TABLE}table-cell": self._end_cell,
            f"{TABLE}covered-table-cell": self._end_cell,
            f"{TEXT}p": self._end_paragraph,
        }

    def walk(self, xml: bytes, part: str) -> None:
        """Walk through one part. Raises RefusalError when it is damaged or nested too deep."""
        parser = expat.ParserCreate("UTF-8", " ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        self._part = part
        data = parsable(xml)
        self._is_lossy = len(data) != len(xml)
        try:
            for at in range(0, len(data) + 1, _CHUNK):
                parser.Parse(data[at : at + _CHUNK], at + _CHUNK > len(data))
        except expat.ExpatError as error:
            raise broken(f"{part} の{error.lineno}行目付近") from None

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise too_deep(self._part)
        if self._ignored:
            return
        if handle := self._starts.get(name):
            handle(attributes)
        elif self._table and name.startswith(_SHAPES):
            self._table.drawings += 1
            self._ignored = self._depth

    def _end(self, name: str) -> None:
        if not self._ignored:
            if handle := self._ends.get(name):
                handle()
        elif self._ignored == self._depth:
            self._ignored = 0
        self._depth -= 1

    def _pass_over(self, attributes: Mapping[str, str]) -> None:
        self._ignored = self._depth

    # Sheets, columns and rows -----------------------------------------------------------------------------------------

    def _start_table(self, attributes: Mapping[str, str]) -> None:
        name = attributes.get(f"{TABLE}name", "")
        if self._table or _SEEN_ELSEWHERE.match(name):
            self._ignored = self._depth
            return
        self._table = OpenTable(name, attributes.get(f"{TABLE}style-name", ""), is_cleaned=self._is_lossy)
        self._row_last = self._column = 0

    def _end_table(self) -> None:
        if self._table:
            self.tables.append(self._table)
        self._table = None

    def _start_column(self, attributes: Mapping[str, str]) -> None:
        if self._table:
            columns = self._table.columns
            first = columns[-1].last + 1 if columns else 1
            last = first + _count(attributes, "number-columns-repeated") - 1
            style = attributes.get(f"{TABLE}default-cell-style-name", "")
            columns.append(OpenColumn(first, last, _is_hidden(attributes), style))

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        self._row = self._row_last + 1
        self._row_last += _count(attributes, "number-rows-repeated")
        self._row_style = attributes.get(f"{TABLE}default-cell-style-name", "")
        self._column = 0
        self._cells = []
        if self._table and _is_hidden(attributes):
            self._table.hidden_rows.append((self._row, self._row_last))

    def _end_row(self) -> None:
        if self._table and self._cells:
            self._table.rows.append(OpenRow(self._row, self._row_last, self._cells))

    # Cells ------------------------------------------------------------------------------------------------------------

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        self._cell = attributes
        self._paragraphs = []

    def _end_cell(self) -> None:
        if self._cell is None or self._table is None:
            return
        attributes, self._cell = self._cell, None
        first = self._column + 1
        self._column += _count(attributes, "number-columns-repeated")
        if len(attributes) > 1 or self._paragraphs:
            self._note(self._table, attributes, first)

    def _note(self, table: OpenTable, attributes: Mapping[str, str], first: int) -> None:
        """Write down what one cell, or several alike, has to say."""
        if rule := attributes.get(f"{TABLE}content-validation-name"):
            _govern(table.lists.setdefault(rule, []), Area(self._row, first, self._row_last, self._column))
        width = _count(attributes, "number-columns-spanned")
        height = _count(attributes, "number-rows-spanned")
        if width > 1 or height > 1:
            table.merges.append(Merge(self._row, self._row_last, first, height, width))
        is_formula = f"{TABLE}formula" in attributes
        text = "\n".join(self._paragraphs) if self._paragraphs else None
        if not (is_formula or text or TYPE in attributes):
            return
        style = attributes.get(f"{TABLE}style-name") or self._row_style or self._column_style(table, first)
        error = error_of(attributes, text, is_formula=is_formula)
        value = None if error else value_of(attributes, text, counts_on=self.styles.counts_on(style))
        if isinstance(value, str) and not value.isprintable():
            table.is_cleaned = table.is_cleaned or not is_clean(value)
            value = cleaned(value) or None
        if value is not None or error or is_formula:
            is_uncached = is_formula and text is None and TYPE not in attributes
            is_struck = self.styles.is_struck(style)
            self._cells.append(OpenCell(first, self._column, value, error, is_formula, is_uncached, is_struck))

    def _column_style(self, table: OpenTable, column: int) -> str:
        return next((found.style for found in table.columns if found.first <= column <= found.last), "")

    def _start_comment(self, attributes: Mapping[str, str]) -> None:
        if self._table:
            self._table.comments += 1
        self._ignored = self._depth

    # Texts ------------------------------------------------------------------------------------------------------------

    def _start_paragraph(self, attributes: Mapping[str, str]) -> None:
        if self._cell is not None:
            self._text = []

    def _end_paragraph(self) -> None:
        if self._text is not None:
            self._paragraphs.append("".join(self._text))
            self._text = None

    def _characters(self, text: str) -> None:
        if self._text is not None and not self._ignored:
            self._text.append(text)

    def _spaces(self, attributes: Mapping[str, str]) -> None:
        self._characters(" " * min(_count(attributes, "c", TEXT), _CHUNK))

    # Around the cells ---------------------------------------------------------------------------------------------------

    def _start_validation(self, attributes: Mapping[str, str]) -> None:
        self.conditions[attributes.get(f"{TABLE}name", "")] = attributes.get(f"{TABLE}condition", "")

    def _start_name(self, attributes: Mapping[str, str]) -> None:
        sheet = self._table.name if self._table else ""
        place = attributes.get(f"{TABLE}cell-range-address", "")
        self.names.append(NamedPlace(sheet, attributes.get(f"{TABLE}name", ""), place))

    def _start_range(self, attributes: Mapping[str, str]) -> None:
        self.ranges.append(
            DatabaseRange(
                attributes.get(f"{TABLE}name", ""),
                attributes.get(f"{TABLE}target-range-address", ""),
                attributes.get(f"{TABLE}display-filter-buttons") == "true",
                attributes.get(f"{TABLE}contains-header") != "false",
            )
        )


def _count(attributes: Mapping[str, str], name: str, space: str = TABLE) -> int:
    """How often an element stands there: 1 where nothing else is said, never more than a sheet has rows."""
    written = attributes.get(space + name, "1")
    return min(max(int(written), 1), MAX_ROW) if written.isdecimal() and len(written) < 10 else 1


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether a row or column is hidden, by hand or by a filter."""
    return attributes.get(f"{TABLE}visibility", "visible") != "visible"


def _govern(areas: list[Area], area: Area) -> None:
    """Add cells to those a validation governs; the cells below the last ones make these longer."""
    if areas and (areas[-1].left, areas[-1].right, areas[-1].bottom + 1) == (area.left, area.right, area.top):
        area = Area(areas.pop().top, area.left, area.bottom, area.right)
    areas.append(area)

"""Walks through an OpenDocument spreadsheet once: its sheets with their filled cells, repeated ones kept as one.

A row or cell may say that it stands a million times; nothing here is ever written out as often.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping
from typing import Final
from xml.parsers import expat

from pmo_xl.model.grid import Area
from pmo_xl.model.pattern import lazy
from pmo_xl.sheets.files.clean import parsable
from pmo_xl.sheets.files.cuts import cuts
from pmo_xl.sheets.files.refusal import broken, too_big
from pmo_xl.sheets.files.xmltree import MAX_DEPTH, too_deep
from pmo_xl.sheets.ods.plain import KNOWN_CELLS, NUMBERS, has_usual_prefixes, known_cells
from pmo_xl.sheets.ods.styles import NAMESPACE, OFFICE, TABLE, TEXT, OpenStyles
from pmo_xl.sheets.ods.tables import (
    DatabaseRange,
    Merge,
    NamedPlace,
    OpenCell,
    OpenColumn,
    OpenRow,
    OpenTable,
)
from pmo_xl.sheets.ods.values import meaning_of
from pmo_xl.sheets.ods.written import (
    COLUMNS_REPEATED,
    COLUMNS_SPANNED,
    ROWS_REPEATED,
    ROWS_SPANNED,
    VALIDATION,
    WrittenCell,
    count_of,
)

_SHAPES: Final = (f"{NAMESPACE}drawing:1.0 ", f"{NAMESPACE}dr3d:1.0 ")
_MAX_SPACES: Final = 10_000_000  # of those that are only counted; a small file could ask for any number of them
_DEFAULT_STYLE: Final = f"{TABLE}default-cell-style-name"
# LibreOffice keeps what it saw in other files as hidden sheets called 'file:///other.ods'#Sheet.
_SEEN_ELSEWHERE = lazy(r"'.*'#")


class OpenWalker:
    """Walks through the parts of the document, its styles first; what it finds grows meanwhile.

    `tables` are its sheets, `names` and `ranges` what it calls some of their cells, `conditions` what its validations
    demand.
    """

    def __init__(self) -> None:
        self.styles = OpenStyles()
        self.tables: list[OpenTable] = []
        self.names: list[NamedPlace] = []
        self.ranges: list[DatabaseRange] = []
        self.conditions: dict[str, str] = {}
        self._part = ""
        self._is_lossy = False
        self._spaces_left = _MAX_SPACES
        self._depth = self._ignored = 0  # depth of what is passed over with all that is in it, 0 for nothing
        self._table: OpenTable | None = None
        self._row = self._row_last = self._column = 0
        self._row_style = ""
        self._cells: list[OpenCell] = []
        self._known: list[WrittenCell] = []
        self._column_styles: dict[int, str] = {}
        self._cell: Mapping[str, str] | None = None
        self._paragraphs: list[str] = []
        self._text: list[str] | None = None  # of the paragraph that is open
        self._starts = self.styles.starts | {
            f"{TABLE}table": self._start_table,
            f"{TABLE}table-column": self._start_column,
            f"{TABLE}table-row": self._start_row,
            f"{TABLE}table-cell": self._start_cell,
            f"{TABLE}covered-table-cell": self._start_cell,
            KNOWN_CELLS: self._start_known,
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
        length = len(xml)
        xml = parsable(xml)
        self._part, self._is_lossy = part, len(xml) != length
        parser = expat.ParserCreate("UTF-8", " ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        is_usual = has_usual_prefixes(xml)
        try:
            for begin, stop in cuts(xml, b"<table:table-row"):
                stretch = xml[begin:stop]
                if is_usual:
                    stretch, cells = known_cells(stretch)
                    self._known = [WrittenCell(*cell) for cell in cells]
                parser.Parse(stretch, stop == len(xml))
        except UnicodeDecodeError:
            raise broken(part) from None
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
        self._table = OpenTable(name, attributes.get(f"{TABLE}style-name", ""))
        self._column_styles = {}
        self._row_last = self._column = 0

    def _end_table(self) -> None:
        if self._table:
            self._table.is_cleaned = self._is_lossy
            self.tables.append(self._table)
        self._table = None

    def _start_column(self, attributes: Mapping[str, str]) -> None:
        if self._table:
            columns = self._table.columns
            first = columns[-1].last + 1 if columns else 1
            last = first + count_of(attributes.get(COLUMNS_REPEATED)) - 1
            columns.append(OpenColumn(first, last, _is_hidden(attributes), attributes.get(_DEFAULT_STYLE, "")))

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        self._row = self._row_last + 1
        self._row_last += count_of(attributes.get(ROWS_REPEATED))
        self._row_style = attributes.get(_DEFAULT_STYLE, "")
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
        if self._cell is None:
            return
        text = "\n".join(self._paragraphs) if self._paragraphs else None
        if self._table:
            self._note(self._table, WrittenCell(self._cell, text))
        self._cell = None

    def _start_known(self, attributes: Mapping[str, str]) -> None:
        if self._table is None:
            return
        try:
            cells = [self._known[int(number)] for number in attributes.get(NUMBERS, "").split(" ")]
        except (ValueError, IndexError):
            raise broken(self._part) from None  # an element of this name that is not ours
        for cell in cells:
            self._note(self._table, cell)

    def _note(self, table: OpenTable, cell: WrittenCell) -> None:
        """Write down one cell, or several alike."""
        first = self._column + 1
        self._column = last = self._column + cell.repeated
        if cell.is_framed:
            self._note_frame(table, cell.attributes, first)
        style = cell.style or self._row_style or self._column_style(first)
        if style != cell.style_meant:
            cell.meaning = meaning_of(cell.attributes, cell.text, self.styles.look(style))
            cell.style_meant = style
        if cell.meaning:
            self._cells.append(OpenCell(first, last, cell.meaning))

    def _note_frame(self, table: OpenTable, attributes: Mapping[str, str], first: int) -> None:
        """Write down the validation and the merge of a cell."""
        if rule := attributes.get(VALIDATION):
            areas = table.lists.setdefault((rule, first, self._column), [])
            _govern(areas, Area(self._row, first, self._row_last, self._column))
        width, height = count_of(attributes.get(COLUMNS_SPANNED)), count_of(attributes.get(ROWS_SPANNED))
        if width > 1 or height > 1:
            table.merges.append(Merge(self._row, self._row_last, first, height, width))

    def _column_style(self, column: int) -> str:
        if column not in self._column_styles:
            columns = self._table.columns if self._table else []
            at = bisect_left(columns, column, key=lambda found: found.last)
            self._column_styles[column] = columns[at].style if at < len(columns) else ""
        return self._column_styles[column]

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
        number = count_of(attributes.get(f"{TEXT}c"))
        self._spaces_left -= number
        if self._spaces_left < 0:
            raise too_big("連続した空白", _MAX_SPACES - self._spaces_left, _MAX_SPACES, "文字")
        self._characters(" " * number)

    # Around the cells -------------------------------------------------------------------------------------------------

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


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether a row or column is hidden, by hand or by a filter."""
    return attributes.get(f"{TABLE}visibility", "visible") != "visible"


def _govern(areas: list[Area], area: Area) -> None:
    """Add cells to those of the same columns a validation governs; right below the last ones they make these longer."""
    if areas and areas[-1].bottom + 1 == area.top:
        area = Area(areas.pop().top, area.left, area.bottom, area.right)
    areas.append(area)

"""Where the cells that will change stand in a sheet's XML: byte offsets, found in one streaming pass.

The sheet is never rebuilt from a tree: a tree of 100,000 rows takes gigabytes, and writing one back changes bytes that
nobody asked to change (quotes, order of attributes, namespaces).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from pmo_xl.model.place import column_number
from pmo_xl.patch.refusal import CellRefusal

SHEET: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT: Final = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d*)")

At = tuple[int, int]  # row, column, counted from 1


@dataclass(frozen=True, slots=True)
class Box:
    """A range of cells, all four ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, at: At) -> bool:
        """Whether the cell lies in it."""
        return self.top <= at[0] <= self.bottom and self.left <= at[1] <= self.right

    @property
    def first(self) -> At:
        """Its top left cell."""
        return self.top, self.left


@dataclass(slots=True)
class CellSpan:
    """A cell element: its bytes are `start:end` of the part."""

    start: int
    end: int
    attributes: Mapping[str, str]
    has_formula: bool = False
    formula: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class RowSpan:
    """A row element. `inside` is where its content ends: before its end tag, or None when it is `<row/>`."""

    start: int
    head_end: int
    attributes: Mapping[str, str]
    inside: int | None = None
    end: int = 0
    cells: dict[int, CellSpan] = field(default_factory=dict)  # the wanted ones
    next_to: dict[int, int] = field(default_factory=dict)  # wanted column → start of the first cell right of it


@dataclass(slots=True)
class Located:
    """What a sheet's XML says about the wanted cells, and what must be known before one is written."""

    prefix: str = ""
    rows: dict[int, RowSpan] = field(default_factory=dict)  # the wanted ones
    row_after: dict[int, int] = field(default_factory=dict)  # wanted row that is not there → start of the next row
    data_inside: int | None = None  # where sheetData's content ends; None when it is <sheetData/>
    data_start: int = 0
    data_end: int = 0
    dimension: tuple[int, int, str] | None = None  # start and end of the element, and its ref
    merges: list[Box] = field(default_factory=list)
    spills: list[Box] = field(default_factory=list)  # array and data-table formulas
    columns: list[tuple[int, int, str]] = field(default_factory=list)  # first, last, style
    tables: list[str] = field(default_factory=list)  # relationship ids
    protected: bool = False
    styles_of: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))  # wanted column → cell styles


def address(reference: str) -> At:
    """Row and column of B2 or $B$2. Raises CellRefusal for anything that is no cell of a sheet."""
    found = _ADDRESS.fullmatch(reference.upper())
    if found is None or int(found[2]) > 1_048_576 or column_number(found[1]) > 16_384:
        raise CellRefusal(f"{reference} はセル番地ではありません")
    return int(found[2]), column_number(found[1])


def box(reference: str) -> Box:
    """The range of A1:B2, or of a single cell."""
    first, _, last = reference.partition(":")
    (top, left), (bottom, right) = address(first), address(last or first)
    return Box(top, left, bottom, right)


def in_utf8(xml: bytes) -> bool:
    """Whether a part's text is UTF-8, so that pieces of ours may be laid between its bytes."""
    head = xml[:200].removeprefix(b"\xef\xbb\xbf")
    encoding = re.match(rb"\s*<\?xml[^>]*encoding=[\"']([\w-]+)", head)
    return head[:2] not in (b"\xff\xfe", b"\xfe\xff") and (
        encoding is None or encoding[1].lower() in (b"utf-8", b"utf8")
    )


def locate(xml: bytes, wanted: Iterable[At]) -> Located:
    """Find the wanted cells in the XML of a sheet. Raises CellRefusal where the part cannot be patched safely."""
    return _Pass(xml, wanted).run()


class _Pass:
    """One run of the parser over the part."""

    def __init__(self, xml: bytes, wanted: Iterable[At]) -> None:
        self.xml = xml
        self.found = Located()
        self._wanted: dict[int, set[int]] = defaultdict(set)
        for row, column in wanted:
            self._wanted[row].add(column)
        self._columns = {column for columns in self._wanted.values() for column in columns}
        self._missing = sorted(self._wanted)
        self._row: RowSpan | None = None
        self._number = 0
        self._column = 0
        self._cell: CellSpan | None = None
        self._depth = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype

    def run(self) -> Located:
        if not in_utf8(self.xml):
            raise CellRefusal("シートの文字コードがUTF-8ではありません")
        try:
            self._parser.Parse(self.xml, True)
        except (expat.ExpatError, ValueError):  # no XML; a row number or a width that is no number
            raise CellRefusal("シートのXMLを読めません") from None
        if not self.found.data_end:
            raise CellRefusal("セルのあるシートではありません")
        return self.found

    def _doctype(self, *_: object) -> None:
        raise CellRefusal("シートにDOCTYPEがあります")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        space, _, tag = name.rpartition(" ")
        if space != SHEET:
            if self._depth == 1:
                kind = "Strict形式です" if space == _STRICT else "セルのあるシートではありません"
                raise CellRefusal(kind)
            return
        handler = _HANDLERS.get(tag)
        if handler is not None:
            handler(self, attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        space, _, tag = name.rpartition(" ")
        if space != SHEET:
            return
        if tag == "c" and self._cell is not None:
            self._cell.end = self._element_end(self._cell.start)[1]
            self._cell = None
        elif tag == "row" and self._row is not None:
            self._row.inside, self._row.end = self._element_end(self._row.start)
            self._row = None
        elif tag == "sheetData" and self._depth == 1:
            self.found.data_inside, self.found.data_end = self._element_end(self.found.data_start)

    def _element_end(self, start: int) -> tuple[int | None, int]:
        """Where the content of the element that just ended ends (None for `<c/>`), and where the element does."""
        head_end = self._tag_end(start)
        if self.xml[head_end - 2 : head_end] == b"/>":
            return None, head_end
        at = self._parser.CurrentByteIndex
        return at, self._tag_end(at)

    def _tag_end(self, at: int) -> int:
        """Where the tag that begins at `at` ends, the > included; a > in a quoted attribute is none."""
        found = _TAG.match(self.xml, at)
        if found is None:
            raise CellRefusal("シートのXMLを読めません")
        return found.end()

    def _sheet(self, _: dict[str, str]) -> None:
        tag = re.match(rb"<(?:([\w.-]+):)?worksheet", self.xml[self._parser.CurrentByteIndex :][:80])
        self.found.prefix = tag[1].decode() + ":" if tag and tag[1] else ""

    def _data(self, _: dict[str, str]) -> None:
        self.found.data_start = self._parser.CurrentByteIndex

    def _a_row(self, attributes: dict[str, str]) -> None:
        if "r" not in attributes:
            raise CellRefusal("行番号のない行があるシートです")
        number = int(attributes["r"])
        if number <= self._number:
            raise CellRefusal("行の順序が乱れたシートです")
        self._number, self._column = number, 0
        start = self._parser.CurrentByteIndex
        while self._missing and self._missing[0] < number:
            self.found.row_after[self._missing.pop(0)] = start
        if self._missing and self._missing[0] == number:
            self._missing.pop(0)
        if number in self._wanted:
            self._row = RowSpan(start, self._tag_end(start), attributes)
            self.found.rows[number] = self._row

    def _a_cell(self, attributes: dict[str, str]) -> None:
        row = self._row
        if row is None and not self._columns:
            return
        reference = attributes.get("r")
        if reference is None:
            raise CellRefusal("番地のないセルがあるシートです")
        if row is None:
            self._note_style(reference, attributes)
            return
        start = self._parser.CurrentByteIndex
        number, column = address(reference)
        if number != self._number or column <= self._column:
            raise CellRefusal("セルの順序が乱れたシートです")
        self._column = column
        if column in self._columns and "s" in attributes:
            self.found.styles_of[column].add(attributes["s"])
        for wanted in self._wanted[self._number]:
            if wanted == column:
                self._cell = row.cells[column] = CellSpan(start, 0, attributes)
            elif wanted < column and wanted not in row.cells:
                row.next_to.setdefault(wanted, start)

    def _note_style(self, reference: str, attributes: dict[str, str]) -> None:
        style = attributes.get("s")
        if style is not None:
            column = column_number(reference.rstrip("0123456789"))
            if column in self._columns:
                self.found.styles_of[column].add(style)

    def _a_formula(self, attributes: dict[str, str]) -> None:
        if self._cell is not None:
            self._cell.has_formula, self._cell.formula = True, attributes
        if attributes.get("t") in ("array", "dataTable") and attributes.get("ref"):
            self.found.spills.append(box(attributes["ref"]))

    def _a_dimension(self, attributes: dict[str, str]) -> None:
        start = self._parser.CurrentByteIndex
        self.found.dimension = start, self._tag_end(start), attributes.get("ref", "")

    def _a_merge(self, attributes: dict[str, str]) -> None:
        if attributes.get("ref"):
            self.found.merges.append(box(attributes["ref"]))

    def _some_columns(self, attributes: dict[str, str]) -> None:
        if "style" in attributes:
            span = int(attributes.get("min", "0")), int(attributes.get("max", "0"))
            self.found.columns.append((*span, attributes["style"]))

    def _a_table(self, attributes: dict[str, str]) -> None:
        self.found.tables.append(attributes.get(f"{_RELATION} id", ""))

    def _protection(self, attributes: dict[str, str]) -> None:
        self.found.protected = self.found.protected or attributes.get("sheet") in ("1", "true")


_TAG = re.compile(rb"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_HANDLERS = {
    "worksheet": _Pass._sheet,
    "sheetData": _Pass._data,
    "row": _Pass._a_row,
    "c": _Pass._a_cell,
    "f": _Pass._a_formula,
    "dimension": _Pass._a_dimension,
    "mergeCell": _Pass._a_merge,
    "col": _Pass._some_columns,
    "tablePart": _Pass._a_table,
    "sheetProtection": _Pass._protection,
}

"""A workbook as a template: its sheets, texts, date styles, and where every cell stands."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from pmo_xl.model.place import column_letters, column_number
from pmo_xl.render.package import R_ID, Package

SHEET: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
M: Final = f"{{{SHEET}}}"
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d*)")

Cell = tuple[int, int]  # row, column, counted from 1


class Workbook:
    """What every step of filling needs to know of a template workbook."""

    def __init__(self, package: Package) -> None:
        """Raises TemplateError when the package holds no workbook of the usual (transitional) kind."""
        self.package = package
        self.part = next(iter(package.related("", "officeDocument")), "")
        if not self.part:
            raise package.broken("Excelブックではありません")
        self.tree = package.tree(self.part)
        if self.tree.tag != f"{M}workbook":
            raise package.broken("Excelブックではないか、Strict形式です")
        targets = {r.id: r.target for r in package.relations(self.part) if r.kind == "worksheet"}
        entries = [(e.get("name", ""), e.get(R_ID, "")) for e in self.tree.iterfind(f"{M}sheets/{M}sheet")]
        self.sheets = {name: targets[id_] for name, id_ in entries if id_ in targets}
        self.strings = _strings(self._one("sharedStrings"))
        settings = self.tree.find(f"{M}workbookPr")
        self.since_1904 = settings is not None and settings.get("date1904") in ("1", "true")
        self.styles = self._one("styles")
        self._looked_at: dict[str, etree._Element] = {}

    def _one(self, kind: str) -> etree._Element | None:
        parts = self.package.related(self.part, kind)
        return self.package.tree(parts[0]) if parts else None

    def look(self, sheet: str) -> etree._Element:
        """The XML of a sheet, to be looked at only: the next `root` gives it away."""
        if sheet not in self._looked_at:
            self._looked_at[sheet] = self.root(sheet)
        return self._looked_at[sheet]

    def root(self, sheet: str) -> etree._Element:
        """The XML of a sheet, every row and every cell with its address; the caller's own, to be changed."""
        if sheet in self._looked_at:
            return self._looked_at.pop(sheet)
        root = self.package.tree(self.sheets[sheet])
        try:
            _address_all(root)
        except ValueError as wrong:
            raise self.package.broken(f"シート {sheet} に読めないセル番地 {wrong} があります") from None
        return root


def address(reference: str) -> Cell:
    """The row and column of A1. Raises ValueError for anything else."""
    found = _ADDRESS.fullmatch(reference)
    if found is None:
        raise ValueError(reference)
    return int(found[2]), column_number(found[1])


def cell_name(row: int, column: int) -> str:
    """A1 from row and column."""
    return f"{column_letters(column)}{row}"


def cells_of(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """The columns and cells of a row."""
    for cell in row.iterfind(f"{M}c"):
        yield address(cell.get("r", ""))[1], cell


def text_of(cell: etree._Element, strings: Sequence[str]) -> str:
    """A cell's text; "" for numbers, formulas and blank cells."""
    kind = cell.get("t")
    if kind == "s":
        index = cell.findtext(f"{M}v", "")
        return strings[int(index)] if index.isdecimal() and int(index) < len(strings) else ""
    if kind == "inlineStr":
        return _text(cell)
    if kind == "str" and cell.find(f"{M}f") is None:
        return cell.findtext(f"{M}v", "")
    return ""


def insert(parent: etree._Element, child: etree._Element, before: etree._Element | None) -> None:
    """Put a child in its place: before a sibling, at the end without one."""
    if before is None:
        parent.append(child)
    else:
        before.addprevious(child)


def without(element: etree._Element, *attributes: str) -> None:
    """Take attributes away, where they are there."""
    for name in attributes:
        if name in element.attrib:
            del element.attrib[name]


def _strings(root: etree._Element | None) -> list[str]:
    return [] if root is None else [_text(item) for item in root.iterfind(f"{M}si")]


def _text(holder: etree._Element) -> str:
    """The text of all runs; furigana (rPh) is no part of it."""
    found = []
    for text in holder.iter(f"{M}t"):
        parent = text.getparent()
        if parent is not None and parent.tag != f"{M}rPh":
            found.append(text.text or "")
    return "".join(found)


def _address_all(root: etree._Element) -> None:
    number = 0
    for row in root.iterfind(f"{M}sheetData/{M}row"):
        number = int(row.get("r", number + 1))
        row.set("r", str(number))
        column = 0
        for cell in row.iterfind(f"{M}c"):
            column = address(cell.get("r", ""))[1] if cell.get("r") else column + 1
            cell.set("r", cell_name(number, column))

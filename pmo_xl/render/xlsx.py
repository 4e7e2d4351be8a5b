"""An Excel template, filled: only sheets with tags, what follows them and workbook.xml change; all else keeps its bytes.

The texts of the tags stay in the workbook's table of strings, where no cell points at them any more: that part too
keeps its bytes, and Excel drops them when the file is saved.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from lxml import etree

from pmo_xl.errors import TemplateError
from pmo_xl.render import charts, properties
from pmo_xl.render.cells import M, Styles, read_styles
from pmo_xl.render.growth import Growth, moved
from pmo_xl.render.package import (
    CONTENT_TYPES,
    R_ID,
    Package,
    Relations,
    rels_name,
    serialised,
    with_types,
)
from pmo_xl.render.plan import Plan, Source, plan_sheet, string_table
from pmo_xl.render.sheet import Sheet, move_anchor, plain_formulas, rearrange

_AFTER_CALC: Final = frozenset(
    M + name
    for name in (
        "oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing fileRecoveryPr "
        "webPublishObjects extLst"
    ).split()
)
_DRAWING_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"


def fill(template: Path, values: Mapping[str, Any]) -> bytes:
    """The workbook that the template becomes with these values (the tag language: README of report_templates).

    `values` holds text, numbers, days, None and Link, in mappings and lists. A key "document" (title, author, date)
    also sets the file's properties. Same template and values: same bytes.
    Raises TemplateError when the template asks for something unknown or cannot be filled.
    """
    package = Package.open(template)
    return _Filling(package, Source(package.name, values)).done()


class Workbook:
    """What every step needs to know of a template workbook."""

    def __init__(self, package: Package) -> None:
        self.package = package
        book = package.related("", "officeDocument")
        if not book:
            raise package.broken("Excelブックではありません")
        self.part = book[0]
        self.tree = package.tree(self.part)
        if self.tree.tag != f"{M}workbook":
            raise package.broken("Excelブックではないか、Strict形式です")
        targets = {r.id: r.target for r in package.relations(self.part) if r.kind == "worksheet"}
        self.sheets = {
            e.get("name", ""): targets[e.get(R_ID, "")]
            for e in self.tree.iterfind(f"{M}sheets/{M}sheet")
            if e.get(R_ID) in targets
        }
        strings = package.related(self.part, "sharedStrings")
        self.strings = string_table(package.tree(strings[0]) if strings else None)
        settings = self.tree.find(f"{M}workbookPr")
        since_1904 = settings is not None and settings.get("date1904") in ("1", "true")
        styles = package.related(self.part, "styles")
        self.styles: Styles = read_styles(package.tree(styles[0]) if styles else None, since_1904=since_1904)

    def root(self, sheet: str) -> etree._Element:
        """The XML of a sheet, every row and cell with its address."""
        root = self.package.tree(self.sheets[sheet])
        _address_all(root)
        return root


class _Filling:
    """One template on its way: first every sheet is planned, then all is written with the growth of all sheets known."""

    def __init__(self, package: Package, source: Source) -> None:
        self.package, self.source = package, source
        self.book = Workbook(package)
        self.new: dict[str, bytes] = {}
        self.dropped: set[str] = set()
        self.sheets: dict[str, Sheet] = {}
        for name, part in self.book.sheets.items():
            root = self.book.root(name)
            plan = plan_sheet(name, root, self.book.strings, source)
            if plan is None and b"{{" in package.read(part):
                plan = Plan()  # a tag in the page header
            if plan is not None:
                self.sheets[name] = Sheet(name, part, root, self.book.strings, plan)
        self.growths = {name: s.growth for name, s in self.sheets.items() if any(s.growth.extra.values())}

    def done(self) -> bytes:
        for name, part in self.book.sheets.items():
            if name in self.sheets:
                self._sheet(self.sheets[name])
            elif self.growths:
                self._onlooker(name, part)
            self._drawings(name, part)
        for name, growth in self.growths.items():
            self._companions(self.book.sheets[name], growth)
        for part in self.package.names:
            if re.fullmatch(r"xl/charts/chart\d*\.xml", part):
                self._chart(part)
        self._workbook()
        if self.growths:
            self._calc_chain()
        self.new |= properties.changed(self.package, self.source.values)
        return self.package.written(self.new, self.dropped)

    def _sheet(self, sheet: Sheet) -> None:
        original = self.package.read(sheet.part)
        relations = Relations(self.package, sheet.part)
        before = relations.data
        body = sheet.rewrite(self.growths, self.book.styles, relations, self.source)
        declaration = re.match(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]*\?>\s*", original)
        head = (
            declaration[0]
            if declaration and b"utf-8" in declaration[0].lower()
            else b'<?xml version="1.0" encoding="UTF-8"?>'
        )
        self.new[sheet.part] = head + body
        if relations.data != before:
            self.new[relations.part] = relations.data

    def _onlooker(self, name: str, part: str) -> None:
        """A sheet without tags is rewritten only when its formulas look at one that grew."""
        original = self.package.read(part)
        root = self.book.root(name)
        data = root.find(f"{M}sheetData")
        if data is None:
            return
        formulas = [f.text for f in root.iter(f"{M}f", f"{M}formula", f"{M}formula1", f"{M}formula2")]
        plain_formulas(data)
        for formula in data.iter(f"{M}f"):
            formula.text = moved(formula.text or "", name, self.growths)
        rearrange(root, name, self.growths)
        after = [f.text for f in root.iter(f"{M}f", f"{M}formula", f"{M}formula1", f"{M}formula2")]
        if any(old and old != new for old, new in zip(formulas, after, strict=True)):
            self.new[part] = serialised(root, original)

    def _drawings(self, name: str, part: str) -> None:
        for drawing in self.package.related(part, "drawing"):
            original = self.package.read(drawing)
            growth = self.growths.get(name)
            if growth is None and b"{{" not in original:
                continue
            root = self.package.parsed(drawing, original)
            if growth is not None:
                for anchor in root:
                    move_anchor(anchor, growth)
            self._texts(root, f"{name} の図形")
            self.new[drawing] = serialised(root, original)

    def _texts(self, root: etree._Element, where: str) -> bool:
        """Tags in the text of shapes and chart titles, and in the sentences read aloud for a picture."""
        changed = False
        for element in root.iter(etree.Element):
            if element.tag == _DRAWING_TEXT and (text := self.source.text(element.text or "", where)) is not None:
                element.text, changed = charts.spoken(text), True
            for attribute in ("descr", "title"):
                if (text := self.source.text(element.get(attribute, ""), where)) is not None:
                    element.set(attribute, charts.spoken(text))
                    changed = True
        return changed

    def _companions(self, sheet: str, growth: Growth) -> None:
        """The parts beside a sheet that know its rows: tables, comments, and the old drawings of buttons and notes."""
        for relation in self.package.relations(sheet):
            if relation.external or relation.target not in self.package:
                continue
            original = self.package.read(relation.target)
            if relation.kind in ("table", "comments", "threadedComment"):
                root = self.package.parsed(relation.target, original)
                before = etree.tostring(root)
                for element in root.iter(etree.Element):
                    if area := element.get("ref"):
                        element.set("ref", growth.area(area) if relation.kind == "table" else _corner(area, growth))
                if etree.tostring(root) != before:
                    self.new[relation.target] = serialised(root, original)
            elif relation.kind == "vmlDrawing":
                shifted = _moved_vml(original, growth)
                if shifted != original:
                    self.new[relation.target] = shifted

    def _chart(self, part: str) -> None:
        original = self.package.read(part)
        root = self.package.parsed(part, original)
        changed = charts.follow(root, self.sheets, self.growths, since_1904=self.book.styles.since_1904)
        if self._texts(root, "グラフ") or changed:
            self.new[part] = serialised(root, original)

    def _workbook(self) -> None:
        root = self.book.tree
        for name in root.iterfind(f"{M}definedNames/{M}definedName"):
            name.text = moved(name.text or "", "", self.growths)
        calc = root.find(f"{M}calcPr")
        if calc is None:
            calc = etree.Element(f"{M}calcPr")
            after = next((child for child in root if child.tag in _AFTER_CALC), None)
            if after is None:
                root.append(calc)
            else:
                after.addprevious(calc)
        calc.set("fullCalcOnLoad", "1")
        self.new[self.book.part] = serialised(root, self.package.read(self.book.part))

    def _calc_chain(self) -> None:
        """A chain that names a cell without a formula makes Excel repair the file; without the chain it builds one."""
        chains = [r for r in self.package.relations(self.book.part) if r.kind == "calcChain"]
        if not chains:
            return
        relations = Relations(self.package, self.book.part)
        relations.remove([r.id for r in chains])
        self.new[rels_name(self.book.part)] = relations.data
        self.dropped = {r.target for r in chains}
        self.new[CONTENT_TYPES] = with_types(self.package, self.package.read(CONTENT_TYPES), drop=self.dropped)


def _address_all(root: etree._Element) -> None:
    """Rows and cells may leave their address out; afterwards all have one."""
    from pmo_xl.render.plan import address, cell_name

    number = 0
    for row in root.iterfind(f"{M}sheetData/{M}row"):
        number = int(row.get("r", number + 1))
        row.set("r", str(number))
        column = 0
        for cell in row.iterfind(f"{M}c"):
            column = address(cell.get("r", ""))[1] if cell.get("r") else column + 1
            cell.set("r", cell_name(number, column))


def _corner(area: str, growth: Growth) -> str:
    return growth.area(area).partition(":")[0]


def _moved_vml(data: bytes, growth: Growth) -> bytes:
    """Buttons and notes live in an old drawing language that is no proper XML: their rows are exchanged in the text."""

    def anchor(found: re.Match[bytes]) -> bytes:
        numbers = [int(n) for n in found[2].split(b",")]
        shift = growth.first(numbers[2] + 1) - numbers[2] - 1
        numbers[2], numbers[6] = numbers[2] + shift, numbers[6] + shift
        return found[1] + b", ".join(b"%d" % n for n in numbers) + found[3]

    def row(found: re.Match[bytes]) -> bytes:
        return found[1] + b"%d" % (growth.first(int(found[2]) + 1) - 1) + found[3]

    data = re.sub(rb"(<x:Anchor>)\s*(\d+(?:\s*,\s*\d+){7})\s*(</x:Anchor>)", anchor, data)
    return re.sub(rb"(<x:Row>)\s*(\d+)\s*(</x:Row>)", row, data)


__all__ = ["TemplateError", "Workbook", "fill"]

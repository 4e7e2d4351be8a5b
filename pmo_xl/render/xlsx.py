"""An Excel template, filled: sheets with tags and what follows them change, all other parts keep their bytes.

The texts of the tags stay in the workbook's table of strings, where no cell points at them any more: that part keeps
its bytes too, and Excel drops such texts when it saves the file.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from lxml import etree

from pmo_xl.errors import TemplateError
from pmo_xl.render import charts, properties
from pmo_xl.render.cells import read_styles
from pmo_xl.render.growth import Growth, moved
from pmo_xl.render.package import CONTENT_TYPES, Package, Relation, Relations, rels_name, serialised, with_types
from pmo_xl.render.plan import Plan, plan_sheet, tagged_cells
from pmo_xl.render.sheet import Sheet
from pmo_xl.render.source import Source
from pmo_xl.render.surroundings import looks, move_anchor, move_references, moved_vml, plain_formulas, rearrange
from pmo_xl.render.tags import Tag
from pmo_xl.render.text import spoken
from pmo_xl.render.workbook import M, Workbook, address, cell_name, insert

_AFTER_CALC: Final = frozenset(
    M + name
    for name in (
        *("oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing"),
        *("fileRecoveryPr", "webPublishObjects", "extLst"),
    )
)
DRAWING_TEXT: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
CHART_PART: Final = re.compile(r"xl/charts/chart[^/]*\.xml")


def fill(template: Path, values: Mapping[str, Any], *, folder: Path | None = None) -> bytes:
    """The workbook that a template becomes with these values.

    `{{ name }}` and `{{ a.b }}` are values: alone in their cell they keep their type, a Link becomes a hyperlink.
    `{{ rows[].id }}` repeats its row for every item; `{{ rows[5].id }}` fills five rows that are there, the last with
    「他n件」 when there are more. Tags also work in page headers, shapes, chart titles and alt texts. Charts follow the
    rows that are filled. `values` holds text, numbers, days, None and Link in mappings and lists; its key "document"
    (title, author, date) sets the file's properties. `folder` is where the workbook will lie: links to other workbooks
    are written as seen from there. Same template and values: same bytes.
    Raises TemplateError when the template asks for something unknown or cannot be filled.
    """
    return Template(template).filled(values, folder=folder)


class Template:
    """A template that is looked at before it is filled; its parts are read once."""

    def __init__(self, path: Path) -> None:
        """Raises TemplateError when the file is not there or is no workbook."""
        self._package = Package.open(path)
        self._book = Workbook(self._package)

    @property
    def cells(self) -> Mapping[str, str]:
        """In which cell each field stands (figures.first.value → 日次報告!A8); of several the first."""
        return self.cells_with({})

    def cells_with(self, lengths: Mapping[str, int]) -> Mapping[str, str]:
        """The same once the lists have grown: `lengths` says how many items each has, one where it says nothing."""
        source, found = Source(self._package.name, {}), dict[str, str]()
        for sheet in self._book.sheets:
            cells, _ = tagged_cells(sheet, self._book.look(sheet), self._book.strings, source)
            tagged = [(at, part) for at, parts in cells.items() for part in parts if isinstance(part, Tag)]
            copies: dict[int, int] = {}
            for (row, _), tag in tagged:
                if tag.size == 0:
                    copies[row] = max(copies.get(row, 1), lengths.get(tag.name, 1))
            growth = Growth({row: count - 1 for row, count in copies.items()})
            for (row, column), tag in tagged:
                found.setdefault(tag.known_as, f"{sheet}!{cell_name(growth.first(row), column)}")
        return found

    def filled(self, values: Mapping[str, Any], *, folder: Path | None = None) -> bytes:
        """The workbook it becomes; see `fill`."""
        return _Filling(self._package, self._book, Source(self._package.name, values, folder)).done()


class _Filling:
    """One template on its way: all sheets are planned before one is written, for they look at each other."""

    def __init__(self, package: Package, book: Workbook, source: Source) -> None:
        self.package, self.book, self.source = package, book, source
        self.styles = read_styles(self.book.styles, since_1904=self.book.since_1904)
        self.new: dict[str, bytes] = {}
        self.dropped: set[str] = set()
        self.sheets = {name: sheet for name in self.book.sheets if (sheet := self._planned(name)) is not None}
        self.growths = {name: s.growth for name, s in self.sheets.items() if any(s.growth.extra.values())}

    def _planned(self, name: str) -> Sheet | None:
        root = self.book.root(name)
        plan = plan_sheet(name, root, self.book.strings, self.source)
        if plan is None and any("{{" in (e.text or "") for e in root.iterfind(f"{M}headerFooter/*")):
            plan = Plan()
        return None if plan is None else Sheet(name, root, self.book.strings, plan, self.styles)

    def done(self) -> bytes:
        """The bytes of the filled workbook."""
        for name, part in self.book.sheets.items():
            if name in self.sheets:
                self._sheet(self.sheets[name], part)
            elif self.growths:
                self._onlooker(name, part)
            for relation in self.package.relations(part):
                if not relation.external and relation.target in self.package:
                    self._companion(name, relation, self.growths.get(name))
        for part in filter(CHART_PART.fullmatch, self.package.names):
            self._chart(part)
        self._workbook()
        self.new |= properties.changed(self.package, self.source.values, self.new)
        return self.package.written(self.new, self.dropped)

    def _sheet(self, sheet: Sheet, part: str) -> None:
        relations = Relations(self.package, part)
        self.new[part] = sheet.filled(self.growths, relations, self.source, self.package.read(part))
        if relations.added:
            self.new[relations.part] = relations.data

    def _onlooker(self, name: str, part: str) -> None:
        """A sheet without tags is rewritten only when its formulas look at one that grew."""
        root = self.book.root(name)
        data = root.find(f"{M}sheetData")
        if data is None:
            return
        plain_formulas(data)
        before = looks(root)
        for formula in data.iter(f"{M}f"):
            formula.text = moved(formula.text or "", name, self.growths)
        rearrange(root, name, self.growths)
        if looks(root) != before:
            self.new[part] = serialised(root, self.package.read(part))

    def _companion(self, sheet: str, relation: Relation, growth: Growth | None) -> None:
        """A part beside a sheet: a drawing may hold tags, and all that know rows move with them."""
        part, kind = relation.target, relation.kind
        original = self.package.read(part)
        changed = False
        if kind == "vmlDrawing":
            if growth is not None and (now := moved_vml(original, growth)) != original:
                self.new[part] = now
            return
        if kind not in ("drawing", "table", "comments", "threadedComment"):
            return
        root = self.package.parsed(part, original)
        if kind == "drawing":
            changed = self._texts(root, f"{sheet} の図形")
            if growth is not None:
                for anchor in root.iterchildren(etree.Element):
                    move_anchor(anchor, growth)
                changed = True
        else:
            if kind == "table" and sheet in self.sheets:
                self._check_headings(root, self.sheets[sheet])
            if growth is not None:
                changed = move_references(root, growth, cells=kind != "table")
        if changed:
            self.new[part] = serialised(root, original)

    def _check_headings(self, table: etree._Element, sheet: Sheet) -> None:
        """Excel repairs a file whose table headings are not those that the table itself names."""
        if table.get("headerRowCount") == "0":
            return
        start, _, end = table.get("ref", "").partition(":")
        (row, left), (_, right) = address(start), address(end)
        if sheet.fills(row, row, left, right):
            raise TemplateError(
                f"テンプレート {self.package.name} の {sheet.name} {row}行目は表（テーブル）の見出しです",
                "見出しには {{ }} を使わず、決まった文字を書いてください",
            )

    def _texts(self, root: etree._Element, where: str) -> bool:
        """Fill tags in the text of shapes and titles and in the sentences read aloud; whether there were any."""
        changed = False
        for element in root.iter(etree.Element):
            text = self.source.text(element.text or "", where) if element.tag == DRAWING_TEXT else None
            if text is not None:
                element.text, changed = spoken(text), True
            for attribute in ("descr", "title"):
                text = self.source.text(element.get(attribute, ""), where)
                if text is not None:
                    element.set(attribute, spoken(text))
                    changed = True
        return changed

    def _chart(self, part: str) -> None:
        original = self.package.read(part)
        root = self.package.parsed(part, original)
        followed = charts.follow(root, self.sheets, self.growths, since_1904=self.book.since_1904)
        if self._texts(root, "グラフ") or followed:
            self.new[part] = serialised(root, original)

    def _workbook(self) -> None:
        root, part = self.book.tree, self.book.part
        for name in root.iterfind(f"{M}definedNames/{M}definedName"):
            name.text = moved(name.text or "", "", self.growths)
        calculation = root.find(f"{M}calcPr")
        if calculation is None:
            calculation = etree.Element(f"{M}calcPr")
            insert(root, calculation, next((child for child in root if child.tag in _AFTER_CALC), None))
        calculation.set("fullCalcOnLoad", "1")
        self.new[part] = serialised(root, self.package.read(part))
        chains = [r for r in self.package.relations(part) if r.kind == "calcChain"]
        if self.growths and chains:
            # A chain naming a cell without a formula makes Excel repair the file; without a chain it makes a new one.
            relations = Relations(self.package, part)
            relations.remove([r.id for r in chains])
            self.new[rels_name(part)] = relations.data
            self.dropped = {r.target for r in chains}
            self.new[CONTENT_TYPES] = with_types(self.package, self.package.read(CONTENT_TYPES), drop=self.dropped)

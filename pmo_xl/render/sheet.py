"""One sheet of a template, filled: its cells written, its rows repeated, everything below moved down."""

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote
from xml.sax.saxutils import escape

from lxml import etree

from pmo_xl.errors import TemplateError
from pmo_xl.model.link import Link
from pmo_xl.model.place import column_letters
from pmo_xl.render.cells import SHEET, M, Styles, writer
from pmo_xl.render.growth import Growth, filled_down, moved
from pmo_xl.render.package import R_ID, Relations
from pmo_xl.render.plan import Plan, Source, address, cell_name, text_of

MOST_LINKS: Final = 65_530  # Excel's limit of a sheet
_LONGEST_HEADER = 255
_MARK = "pmo_xl rows "
_AFTER_LINKS = frozenset(
    M + name
    for name in (
        "printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors "
        "smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls webPublishItems "
        "tableParts extLst"
    ).split()
)
_FORMULAS = frozenset(("formula", "formula1", "formula2", "f"))


class Sheet:
    """A sheet while it is filled. After `rewrite`, `value` answers with what its cells show."""

    def __init__(self, name: str, part: str, root: etree._Element, strings: Sequence[str], plan: Plan) -> None:
        self.name, self.part, self.root, self.plan = name, part, root, plan
        self.growth = plan.growth
        self._strings = strings
        self._static: dict[tuple[int, int], Any] = {}
        self._rows: dict[int, str] = {}
        self._links: list[tuple[str, Link]] = []
        self._prefix = f"{root.prefix}:" if root.prefix else ""

    # -- what charts ask

    def value(self, row: int, column: int) -> Any:
        """What a cell shows now (row and column of the filled sheet); Ellipsis for a formula nobody calculated yet."""
        for first, columns in self.plan.growing.items():
            top = self.growth.first(first)
            if top <= row <= self.growth.last(first):
                if column in columns:
                    return columns[column][row - top] if row - top < len(columns[column]) else None
                return self._static.get((first, column))
        before = self._template_row(row)
        if (before, column) in self.plan.single:
            return self.plan.single[before, column]
        return self._static.get((before, column))

    def _template_row(self, row: int) -> int:
        shift = 0
        for first, extra in sorted(self.growth.extra.items()):
            if row > first + shift + extra:
                shift += extra
        return row - shift

    def filled_area(self, top: int, bottom: int, column: int) -> tuple[int, int]:
        """Where a range of template rows lies now, shortened to the rows a list kept free for itself really fills."""
        for block in self.plan.blocks:
            if block.size and column in block.columns and block.row <= top and bottom < block.row + block.size:
                start = self.growth.first(block.row)
                return self.growth.first(top), max(start + block.filled - 1, self.growth.first(top))
        return self.growth.first(top), self.growth.last(bottom)

    # -- the work

    def rewrite(self, growths: Mapping[str, Growth], styles: Styles, relations: Relations, source: Source) -> bytes:
        """The sheet's XML without its declaration. `relations` takes up the files its hyperlinks lead to."""
        data = self.root.find(f"{M}sheetData")
        if data is None:
            raise TemplateError(
                f"テンプレート {source.template} の {self.name} を読めません", "Excelで保存し直してください"
            )
        plain_formulas(data)
        self._reserve(data)
        for row in list(data):
            self._row(row, growths, styles, source)
        rearrange(self.root, self.name, growths)
        self._repeat_merges()
        self._dimension(data)
        self._hyperlinks(relations)
        self._headers(source)
        xml = etree.tostring(self.root, encoding="unicode")
        return re.sub(rf"<!--{_MARK}(\d+)-->", lambda found: self._rows[int(found[1])], xml).encode()

    def _reserve(self, data: etree._Element) -> None:
        """Every cell that will be written exists: missing ones take the style of the list's first row."""
        rows = {int(row.get("r", "0")): row for row in data}
        styles = {
            (int(number), address(c.get("r", ""))[1]): c.get("s")
            for number, row in rows.items()
            for c in row.iterfind(f"{M}c")
        }
        origin = {
            (row, column): (block.row, column)
            for block in self.plan.blocks
            for row in range(block.row, block.row + block.size)
            for column in block.columns
        }
        for row, column in self.plan.single:
            if (row, column) in styles:
                continue
            if row not in rows:
                rows[row] = etree.Element(f"{M}row", r=str(row))
                below = [number for number in rows if number > row]
                if below:
                    rows[min(below)].addprevious(rows[row])
                else:
                    data.append(rows[row])
            cell = etree.Element(f"{M}c", r=cell_name(row, column))
            style = styles.get(origin.get((row, column), (0, 0)))
            if style is not None:
                cell.set("s", style)
            after = [c for c in rows[row].iterfind(f"{M}c") if address(c.get("r", ""))[1] > column]
            if after:
                after[0].addprevious(cell)
            else:
                rows[row].append(cell)

    def _row(self, row: etree._Element, growths: Mapping[str, Growth], styles: Styles, source: Source) -> None:
        number = int(row.get("r", "0"))
        now = self.growth.first(number)
        cells = [(address(c.get("r", ""))[1], c) for c in row.iterfind(f"{M}c")]
        for column, cell in cells:
            self._static[number, column] = self._shown(cell)
        written = number in self.plan.growing or any((number, column) in self.plan.single for column, _ in cells)
        row.attrib.pop("spans", None)
        if written and row.get("customHeight") not in ("1", "true"):
            row.attrib.pop("ht", None)  # Excel measures a row without a height anew
        if number in self.plan.growing:
            self._rows[number] = self._repeated(row, cells, growths, styles, source)
            mark = etree.Comment(f"{_MARK}{number}")
            mark.tail = row.tail
            row.getparent().replace(row, mark)  # type: ignore[union-attr]
            return
        row.set("r", str(now))
        for column, cell in cells:
            name = cell_name(now, column)
            if (number, column) in self.plan.single:
                value = self.plan.single[number, column]
                if isinstance(value, Link):
                    self._links.append((name, value))
                row.replace(cell, self._cell(name, value, cell.get("s"), styles))
                continue
            cell.set("r", name)
            formula = cell.find(f"{M}f")
            if formula is not None:
                formula.text = moved(formula.text or "", self.name, growths)
                if formula.get("ref"):
                    formula.set("ref", self.growth.area(formula.get("ref", "")))
                for value in cell.findall(f"{M}v"):
                    cell.remove(value)  # what it showed before belonged to other values
                cell.attrib.pop("t", None)

    def _cell(self, name: str, value: Any, style: str | None, styles: Styles) -> etree._Element:
        text = f'<{self._prefix}c r="{name}{writer(style, styles, self._prefix)(value)}'
        declared = f'xmlns{":" + self.root.prefix if self.root.prefix else ""}="{SHEET}"'
        return etree.fromstring(f"<{self._prefix}row {declared}>{text}</{self._prefix}row>")[0]

    def _repeated(
        self,
        row: etree._Element,
        cells: Iterable[tuple[int, etree._Element]],
        growths: Mapping[str, Growth],
        styles: Styles,
        source: Source,
    ) -> str:
        """All copies of a growing row as text: a long list has no time for a tree."""
        number = int(row.get("r", "0"))
        first, copies, p = self.growth.first(number), self.plan.copies(number), self._prefix
        numbers = range(first, first + copies)
        columns = []
        for column, cell in cells:
            head = f'<{p}c r="{column_letters(column)}'
            values = self.plan.growing[number].get(column)
            if values is not None:
                write = writer(cell.get("s"), styles, p)
                values = [*values, *[None] * (copies - len(values))]
                columns.append([f"{head}{at}{write(value)}" for at, value in zip(numbers, values, strict=True)])
                if Link in set(map(type, values)):
                    name = column_letters(column)
                    self._links.extend(
                        (f"{name}{at}", v) for at, v in zip(numbers, values, strict=True) if isinstance(v, Link)
                    )
            elif (formula := cell.find(f"{M}f")) is not None:
                if formula.get("t") in ("array", "dataTable"):
                    raise TemplateError(
                        f"テンプレート {source.template} の {self.name}!{cell_name(number, column)} は配列数式です",
                        "増える行には普通の数式を書いてください",
                    )
                style = "" if cell.get("s") is None else f' s="{cell.get("s")}"'
                texts = (
                    escape(moved(formula.text or "", self.name, growths, pattern=number, copy=at - first))
                    for at in numbers
                )
                columns.append(
                    [f'{head}{at}"{style}><{p}f>{text}</{p}f></{p}c>' for at, text in zip(numbers, texts, strict=True)]
                )
            else:
                same = self._constant(cell, styles)
                columns.append([f"{head}{at}{same}" for at in numbers])
        kept = "".join(f" {k}={_attribute(v)}" for k, v in row.attrib.items() if k != "r" and not k.startswith("{"))
        opened, closed = f'<{p}row r="', f'"{kept}>'
        return "".join(
            f"{opened}{at}{closed}{''.join(line)}</{p}row>"
            for at, line in zip(numbers, zip(*columns, strict=True), strict=True)
        )

    def _constant(self, cell: etree._Element, styles: Styles) -> str:
        """The XML of a cell every copy of the row has alike."""
        text = text_of(cell, self._strings)
        if text or cell.find(f"{M}v") is None:
            return writer(cell.get("s"), styles, self._prefix)(text)
        attributes = "".join(f" {k}={_attribute(v)}" for k, v in cell.attrib.items() if k in ("s", "t"))
        p = self._prefix
        return f'"{attributes}><{p}v>{escape(cell.findtext(f"{M}v", ""))}</{p}v></{p}c>'

    def _shown(self, cell: etree._Element) -> Any:
        if cell.find(f"{M}f") is not None:
            return ...
        text = text_of(cell, self._strings)
        if text or cell.get("t") not in (None, "n"):
            return text or None
        number = cell.findtext(f"{M}v")
        try:
            return float(number) if number else None
        except ValueError:
            return None

    def _repeat_merges(self) -> None:
        """Cells merged inside a growing row are merged in each of its copies."""
        holder = self.root.find(f"{M}mergeCells")
        if holder is None:
            return
        for merge in list(holder):
            start, _, end = merge.get("ref", "").partition(":")
            if not end:
                holder.remove(merge)
                continue
            (top, left), (bottom, right) = address(start), address(end)
            for number in self.plan.growing:
                if (top, bottom) == (self.growth.first(number), self.growth.last(number)):
                    for at in range(top, bottom + 1):
                        etree.SubElement(holder, merge.tag, ref=f"{cell_name(at, left)}:{cell_name(at, right)}")
                    holder.remove(merge)
                    break
        if holder.get("count"):
            holder.set("count", str(len(holder)))

    def _dimension(self, data: etree._Element) -> None:
        dimension = self.root.find(f"{M}dimension")
        if dimension is None:
            return
        cells = [address(c.get("r", "")) for c in data.iter(f"{M}c")]
        cells += [
            (row, column)
            for number, columns in self.plan.growing.items()
            for row in (self.growth.first(number), self.growth.last(number))
            for column in columns
        ]
        if cells:
            rows, columns = {row for row, _ in cells}, {column for _, column in cells}
            dimension.set("ref", f"{cell_name(min(rows), min(columns))}:{cell_name(max(rows), max(columns))}")

    def _hyperlinks(self, relations: Relations) -> None:
        if not self._links:
            return
        holder = self.root.find(f"{M}hyperlinks")
        if holder is None:
            holder = etree.Element(f"{M}hyperlinks")
            after = next((child for child in self.root if child.tag in _AFTER_LINKS), None)
            if after is None:
                self.root.append(holder)
            else:
                after.addprevious(holder)
        written = {name for name, _ in self._links}
        for old in list(holder):
            if old.get("ref") in written:
                holder.remove(old)
        for name, link in self._links[: MOST_LINKS - len(holder)]:
            element = etree.SubElement(holder, f"{M}hyperlink", ref=name)
            if link.path:
                element.set(R_ID, relations.add("hyperlink", web_address(link.path), external=True))
            quoted = link.sheet.replace("'", "''")
            element.set("location", f"'{quoted}'!{link.cell}")
            element.set("display", link.text[:255])

    def _headers(self, source: Source) -> None:
        holder = self.root.find(f"{M}headerFooter")
        for element in holder if holder is not None else ():
            where = f"{self.name} のヘッダー・フッター"
            parts = source.segments(element.text or "", where)
            if parts is None:
                continue
            text = ""
            for part in parts:
                if isinstance(part, str):
                    text += part
                else:
                    value = str(source.text(f"{{{{ {part} }}}}", where)).replace("&", "&&")
                    # 「&10」 and then 「5/7」 would be a font of 105 points.
                    text += (" " if re.search(r"&\d+$", text) and value[:1].isdigit() else "") + value
            element.text = text if len(text) <= _LONGEST_HEADER else text[: _LONGEST_HEADER - 1].rstrip("&") + "…"


def plain_formulas(data: etree._Element) -> None:
    """Formulas that Excel shares between cells, each written out in its own cell."""
    masters: dict[str, tuple[str, int, int]] = {}
    for cell in data.iter(f"{M}c"):
        formula = cell.find(f"{M}f")
        if formula is None or formula.get("t") != "shared":
            continue
        row, column = address(cell.get("r", ""))
        index = formula.get("si", "")
        if formula.text:
            masters[index] = (formula.text, row, column)
        elif index in masters:
            text, top, left = masters[index]
            formula.text = filled_down(text, row - top, column - left)
        for name in ("t", "si", "ref"):
            formula.attrib.pop(name, None)


def rearrange(root: etree._Element, name: str, growths: Mapping[str, Growth]) -> None:
    """Everything of a sheet beside its cells, after rows grew: merges, rules, lists, links, breaks, anchors."""
    growth = growths.get(name)
    for top in root:
        if top.tag == f"{M}sheetData" or not isinstance(top.tag, str):
            continue
        for element in top.iter(etree.Element):
            local = etree.QName(element).localname
            if local in _FORMULAS and element.text:
                element.text = moved(element.text, name, growths)
            elif local == "cfvo" and element.get("type") == "formula":
                element.set("val", moved(element.get("val", ""), name, growths))
            elif local == "hyperlink" and element.get(R_ID) is None:
                element.set("location", moved(element.get("location", ""), name, growths))
            if growth is None:
                continue
            for attribute in ("ref", "sqref"):
                if (area := element.get(attribute)) and local != "dimension":
                    element.set(attribute, growth.areas(area))
            if local == "sqref" and element.text:
                element.text = growth.areas(element.text)
            if local == "brk" and top.tag == f"{M}rowBreaks":
                element.set("id", str(growth.last(int(element.get("id", "0")))))
            if local == "anchor":
                move_anchor(element, growth)


def move_anchor(anchor: etree._Element, growth: Growth) -> None:
    """A drawing's place after rows grew: it moves with the row it starts on and keeps its size."""
    corners = [e for e in anchor.iterchildren(etree.Element) if etree.QName(e).localname in ("from", "to")]
    rows = [e for corner in corners for e in corner if etree.QName(e).localname == "row"]
    if rows and rows[0].text:
        start = int(rows[0].text) + 1  # counted from 0
        shift = growth.first(start) - start
        for row in rows:
            row.text = str(int(row.text or "0") + shift)


def web_address(path: str) -> str:
    """A workbook's path as a hyperlink holds it: forward slashes, percent-encoded, file:/// in front when absolute."""
    path = path.replace("\\", "/")
    if path.startswith("//"):
        return f"file:{quote(path)}"
    if re.match(r"[A-Za-z]:/", path):
        return f"file:///{path[:2]}{quote(path[2:])}"
    return f"file://{quote(path)}" if posixpath.isabs(path) else quote(path)


def _attribute(value: str) -> str:
    return '"' + escape(value, {'"': "&quot;", "\n": "&#10;"}) + '"'

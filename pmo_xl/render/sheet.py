"""One sheet of a template, filled: its cells written, its rows repeated, everything below moved down."""

import re
from collections.abc import Mapping, Sequence
from html import escape  # that of xml.sax brings urllib along, 15 ms
from typing import Final

from lxml import etree

from pmo_xl.errors import TemplateError
from pmo_xl.model.link import Link
from pmo_xl.model.place import column_letters
from pmo_xl.render.cells import CellWriter, Styles
from pmo_xl.render.growth import Growth, moved
from pmo_xl.render.heights import row_heights
from pmo_xl.render.links import put_links
from pmo_xl.render.package import Relations, declaration
from pmo_xl.render.plan import Plan
from pmo_xl.render.source import Source
from pmo_xl.render.surroundings import check_merges, plain_formulas, rearrange, repeat_merges
from pmo_xl.render.text import spoken
from pmo_xl.render.workbook import SHEET, Cell, M, address, cell_name, cells_of, insert, text_of, without

_MARK: Final = "pmo_xl rows "
_LONGEST_HEADER: Final = 255
UNCALCULATED: Final = ...  # what a formula shows before Excel has opened the file


class Sheet:
    """A sheet while it is filled; afterwards `value` and `area` tell charts where their data lies now."""

    def __init__(self, name: str, root: etree._Element, strings: Sequence[str], plan: Plan, styles: Styles) -> None:
        self.name, self.root, self.plan, self.growth = name, root, plan, plan.growth
        self._strings, self._styles = strings, styles
        self._prefix = f"{root.prefix}:" if root.prefix else ""
        self._before: dict[Cell, object] = {}  # what the template's own cells show
        self._formats: dict[Cell, str] = {}  # and how, where they show days
        self._repeated: dict[int, str] = {}
        self._links: list[tuple[str, Link]] = []

    def value(self, row: int, column: int) -> object:
        """What a cell of the filled sheet shows; UNCALCULATED for a formula."""
        origin = self.growth.origin(row)
        columns = self.plan.growing.get(origin, {})
        if column in columns:
            at = row - self.growth.first(origin)
            return columns[column][at] if at < len(columns[column]) else None
        if (origin, column) in self.plan.single:
            return self.plan.single[origin, column]
        return self._before.get((origin, column))

    def date_format(self, row: int, column: int) -> str:
        """How a cell of the filled sheet shows days; "" when it does not."""
        return self._formats.get((self.growth.origin(row), column), "")

    def fills(self, top: int, bottom: int, left: int, right: int) -> bool:
        """Whether the template's range holds a cell that was filled."""
        cells = [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
        return any(cell in self.plan.single or cell[1] in self.plan.growing.get(cell[0], ()) for cell in cells)

    def area(self, top: int, bottom: int, column: int) -> tuple[int, int]:
        """Where a range of the template lies now. Of rows kept free for a list only the filled ones count."""
        first, last = self.growth.first(top), self.growth.last(bottom)
        for block in self.plan.reserved:
            if column in block.columns and block.row <= top and bottom < block.row + block.size:
                return first, max(self.growth.first(block.row) + block.filled - 1, first)
        return first, last

    def filled(self, growths: Mapping[str, Growth], relations: Relations, source: Source, original: bytes) -> bytes:
        """The sheet's XML. `growths` are those of all sheets; `relations` takes up the files its links lead to."""
        data = self.root.find(f"{M}sheetData")
        if data is None:
            raise TemplateError(
                f"テンプレート {source.template} の {self.name} を読めません", "Excelで開いて保存し直してください"
            )
        if (area := check_merges(self.root, self.plan.growing)) is not None:
            raise TemplateError(
                f"テンプレート {source.template} の {self.name}!{area} は、増える一覧の行をまたいで結合されています",
                "結合を解除するか、一覧の列の外に移してください",
            )
        plain_formulas(data)
        self._make_room(data)
        for row in list(data.iterchildren(f"{M}row")):
            self._fill_row(data, row, growths, source)
        rearrange(self.root, self.name, growths)
        repeat_merges(self.root, self.growth)
        self._widen(data)
        put_links(self.root, self._links, relations, source.folder)
        self._fill_headers(source)
        xml = etree.tostring(self.root, encoding="unicode")
        parts = re.split(rf"<!--{_MARK}(\d+)-->", xml)
        parts[1::2] = [self._repeated[int(row)] for row in parts[1::2]]
        return b"".join([declaration(original), *(part.encode() for part in parts)])

    def _make_room(self, data: etree._Element) -> None:
        """Every cell that will be written is there; a missing one takes the style of its list's first row."""
        rows = {int(row.get("r", "0")): row for row in data.iterchildren(f"{M}row")}
        cells = {(number, column): cell for number, row in rows.items() for column, cell in cells_of(row)}
        above = {
            (block.row + offset, column): (block.row, column)
            for block in self.plan.reserved
            for offset in range(block.size)
            for column in block.columns
        }
        for number, column in sorted(self.plan.single.keys() - cells.keys()):
            if number not in rows:
                rows[number] = etree.Element(f"{M}row", r=str(number))
                insert(data, rows[number], next((rows[n] for n in sorted(rows) if n > number), None))
            cell = etree.Element(f"{M}c", r=cell_name(number, column))
            like = cells.get(above.get((number, column), (0, 0)))
            if like is not None and like.get("s") is not None:
                cell.set("s", like.get("s", ""))
            insert(rows[number], cell, next((c for beside, c in cells_of(rows[number]) if beside > column), None))

    def _fill_row(
        self, data: etree._Element, row: etree._Element, growths: Mapping[str, Growth], source: Source
    ) -> None:
        number = int(row.get("r", "0"))
        cells = list(cells_of(row))
        for column, cell in cells:
            self._before[number, column] = self._shown(cell)
            self._formats[number, column] = self._styles.dated.get(cell.get("s", ""), "")
        without(row, "spans")
        growing = number in self.plan.growing
        written = growing or any((number, column) in self.plan.single for column, _ in cells)
        if written and row.get("customHeight") not in ("1", "true"):
            without(row, "ht")  # Excel measures a row without a height anew
        if growing:
            self._repeated[number] = self._copies(row, cells, growths, source)
            mark = etree.Comment(f"{_MARK}{number}")
            row.addprevious(mark)
            data.remove(row)
            return
        now = self.growth.first(number)
        row.set("r", str(now))
        for column, cell in cells:
            name = cell_name(now, column)
            if (number, column) in self.plan.single:
                value = self.plan.single[number, column]
                if isinstance(value, Link):
                    self._links.append((name, value))
                row.replace(cell, self._cell(name, value, cell.get("s")))
                continue
            cell.set("r", name)
            formula = cell.find(f"{M}f")
            if formula is not None:
                formula.text = moved(formula.text or "", self.name, growths)
                if formula.get("ref"):
                    formula.set("ref", self.growth.area(formula.get("ref", "")))
                for value_element in cell.findall(f"{M}v"):
                    cell.remove(value_element)  # what it showed belonged to other values
                without(cell, "t")

    def _cell(self, name: str, value: object, style: str | None) -> etree._Element:
        text = f'<{self._prefix}c r="{name}{CellWriter(style, self._styles, self._prefix).one(value)}'
        declared = f'xmlns{":" + self.root.prefix if self.root.prefix else ""}="{SHEET}"'
        return etree.fromstring(f"<{self._prefix}row {declared}>{text}</{self._prefix}row>")[0]

    def _copies(
        self,
        row: etree._Element,
        cells: Sequence[tuple[int, etree._Element]],
        growths: Mapping[str, Growth],
        source: Source,
    ) -> str:
        """All copies of a growing row as text, column by column: a long list has no time for a tree."""
        number, p = int(row.get("r", "0")), self._prefix
        numbers = [str(n) for n in range(self.growth.first(number), self.growth.last(number) + 1)]
        opening = "".join(f' {k}="{escape(v)}"' for k, v in _attributes(row) if k != "r").replace("%", "%%")
        pattern = [f'<{p}row r="%s"{opening}%s>']
        wrapping: dict[int, tuple[float, Sequence[object]]] = {}
        bodies = []
        for column, cell in cells:
            letters = column_letters(column)
            values = self.plan.growing[number].get(column)
            if values is None:
                body = self._static(cell, number, len(numbers), growths, source)
            else:
                values = [*values, *[None] * (len(numbers) - len(values))]
                if (points := self._styles.wrapped.get(cell.get("s", ""))) is not None:
                    wrapping[column] = points, values
                body = CellWriter(cell.get("s"), self._styles, p).column(values)
                if Link in set(map(type, values)):
                    self._links += [(letters + at, v) for at, v in zip(numbers, values, strict=True) if type(v) is Link]
            pattern.append(f'<{p}c r="{letters}%s%s')
            bodies += [numbers, body]
        # A height the template fixed is kept; Excel measures the others anew as soon as one of their cells changes.
        heights = row_heights(self.root, wrapping, len(numbers)) if row.get("ht") is None else [None] * len(numbers)
        high = ["" if height is None else f' ht="{height}"' for height in heights]
        line = "".join([*pattern, f"</{p}row>"])
        return "".join([line % values for values in zip(numbers, high, *bodies, strict=True)])

    def _static(
        self, cell: etree._Element, row: int, copies: int, growths: Mapping[str, Growth], source: Source
    ) -> list[str]:
        """The XML of a cell that every copy of its row has: the same, or a formula filled down."""
        p = self._prefix
        formula = cell.find(f"{M}f")
        style = "" if cell.get("s") is None else f' s="{escape(cell.get("s", ""))}"'
        if formula is None:
            text = text_of(cell, self._strings)
            if text or cell.find(f"{M}v") is None:
                return [CellWriter(cell.get("s"), self._styles, p).one(text)] * copies
            kind = "" if cell.get("t") is None else f' t="{escape(cell.get("t", ""))}"'
            return [f'"{style}{kind}><{p}v>{escape(cell.findtext(f"{M}v", ""))}</{p}v></{p}c>'] * copies
        if formula.get("t") is not None:
            raise TemplateError(
                f"テンプレート {source.template} の {self.name}!{cell.get('r')} は配列数式です",
                "増える行には普通の数式を書いてください",
            )
        texts = [moved(formula.text or "", self.name, growths, pattern=row, copy=copy) for copy in range(copies)]
        return [f'"{style}><{p}f>{escape(text)}</{p}f></{p}c>' for text in texts]

    def _shown(self, cell: etree._Element) -> object:
        if cell.find(f"{M}f") is not None:
            return UNCALCULATED
        text = text_of(cell, self._strings)
        if text or cell.get("t") not in (None, "n"):
            return text or None
        number = cell.findtext(f"{M}v")
        return float(number) if number else None

    def _widen(self, data: etree._Element) -> None:
        dimension = self.root.find(f"{M}dimension")
        cells = [address(cell.get("r", "")) for cell in data.iter(f"{M}c")]
        for row, columns in self.plan.growing.items():
            cells += [(n, c) for n in (self.growth.first(row), self.growth.last(row)) for c in columns]
        if dimension is not None and cells:
            rows, across = {row for row, _ in cells}, {column for _, column in cells}
            dimension.set("ref", f"{cell_name(min(rows), min(across))}:{cell_name(max(rows), max(across))}")

    def _fill_headers(self, source: Source) -> None:
        where = f"{self.name} のヘッダー・フッター"
        for element in self.root.iterfind(f"{M}headerFooter/*"):
            parts = source.segments(element.text or "", where)
            if parts is None:
                continue
            text = ""
            for part in parts:
                if isinstance(part, str):
                    text += part
                    continue
                value = spoken(source.text(f"{{{{ {part} }}}}", where) or "").replace("&", "&&")
                # 「&10」 and then 「5/7」 would be a font of 105 points
                text += f" {value}" if re.search(r"&\d+$", text) and value[:1].isdigit() else value
            element.text = text if len(text) <= _LONGEST_HEADER else text[: _LONGEST_HEADER - 1].rstrip("&") + "…"


def _attributes(element: etree._Element) -> list[tuple[str, str]]:
    """The attributes of the sheet's own language, without those of extensions."""
    return [(name, element.get(name, "")) for name in map(str, element.keys()) if not name.startswith("{")]

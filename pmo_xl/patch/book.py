"""A workbook with some cells changed: those cells and workbook.xml differ from the bytes given, nothing else."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from pmo_xl.errors import TemplateError
from pmo_xl.model.place import column_letters
from pmo_xl.patch.cellxml import Value, cell_xml
from pmo_xl.patch.located import SHEET, Box, Located, address, box, in_utf8, locate
from pmo_xl.patch.refusal import CellRefusal, unwritable
from pmo_xl.patch.splices import Splices, put_back, widened
from pmo_xl.patch.styles import DateStyles
from pmo_xl.patch.workbookxml import calculated_on_load
from pmo_xl.render.package import R_ID, Package

_M: Final = f"{{{SHEET}}}"


@dataclass(frozen=True, slots=True)
class Change:
    """One cell to be written: a day becomes a real date, None empties the cell, text stays text."""

    sheet: str
    cell: str
    value: Value


@dataclass(frozen=True, slots=True)
class Patched:
    """The new bytes of a workbook, and which changes are in it.

    `before` are the bytes that each written cell's element had (b"" where there was none) and `after` what it has now;
    `refused` tells why the others are not in it.
    """

    data: bytes
    parts: tuple[str, ...]
    before: Mapping[tuple[str, str], bytes]
    after: Mapping[tuple[str, str], bytes]
    refused: Mapping[tuple[str, str], str]


def restored(data: bytes, name: str, patched: Patched, workbook: bytes | None = None) -> Patched:
    """Take a patch back: every cell whose element still is what the patch wrote gets its old bytes again.

    `workbook` are the bytes workbook.xml had; given, they come back too. A cell that has been changed since is told in
    `refused`. The result's `before` and `after` are again those of this change.
    """
    book = Workbook(data, name)
    new: dict[str, bytes] = {}
    refused: dict[tuple[str, str], str] = {}
    for sheet in dict.fromkeys(sheet for sheet, _ in patched.after):
        own = {cell: pair for (of, cell), pair in _pairs(patched).items() if of == sheet}
        part = book.sheets.get(sheet)
        if part is None:
            refused |= {(sheet, cell): f"シート「{sheet}」がありません" for cell in own}
            continue
        xml = book.package.read(part)
        try:
            back, changed = put_back(xml, own)
        except CellRefusal as why:
            refused |= {(sheet, cell): str(why) for cell in own}
            continue
        refused |= {(sheet, cell): "その後に変更されています" for cell in changed}
        if back != xml:
            new[part] = back
    if workbook is not None and new:
        new[book.part] = workbook
    written = {key: pair for key, pair in _pairs(patched).items() if key not in refused}
    return Patched(
        book.package.written(new) if new else data,
        tuple(new),
        {key: after for key, (_, after) in written.items()},
        {key: before for key, (before, _) in written.items()},
        refused,
    )


def _pairs(patched: Patched) -> dict[tuple[str, str], tuple[bytes, bytes]]:
    return {key: (patched.before[key], after) for key, after in patched.after.items()}


def patch(data: bytes, name: str, changes: Sequence[Change]) -> Patched:
    """Change cells in the bytes of an .xlsx or .xlsm.

    `name` is the workbook's name in messages. A cell that may not be written (a formula, the inside of a merge, the
    heading of a table, a protected sheet …) is left as it is and told in `refused`; the others are written. Raises
    BookError when the workbook itself may not be touched: encrypted, signed, strict, or damaged.
    """
    try:
        return Workbook(data, name).patched(changes)
    except TemplateError as error:  # the package's own word for a damaged file
        raise unwritable(name, f"壊れているか、Excelブックではありません: {error.message}") from None


class Workbook:
    """A package that may be patched: its sheets, and what its days and formats are.

    Raises BookError for one that may not: encrypted, signed, strict.
    """

    def __init__(self, data: bytes, name: str) -> None:
        if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
            raise unwritable(name, "パスワードで保護されているか、古い形式 (.xls) です")
        self.data, self.name = data, name
        self.package = Package(data, name)
        if any(part.startswith("_xmlsignatures") for part in self.package.names):
            raise unwritable(name, "電子署名されています")
        self.part = next(iter(self.package.related("", "officeDocument")), "")
        if not self.part:
            raise unwritable(name, "Excelブックではありません")
        self.tree = self.package.tree(self.part)
        if self.tree.tag != f"{_M}workbook":
            raise unwritable(name, "Excelブックではないか、Strict形式です")
        if not in_utf8(self.package.read(self.part)):
            raise unwritable(name, "ブックの構成の文字コードがUTF-8ではありません")

    @cached_property
    def sheets(self) -> dict[str, str]:
        """Sheet name → part name."""
        targets = {r.id: r.target for r in self.package.relations(self.part) if r.kind == "worksheet"}
        entries = [(e.get("name", ""), e.get(R_ID, "")) for e in self.tree.iterfind(f"{_M}sheets/{_M}sheet")]
        return {name: targets[id_] for name, id_ in entries if id_ in targets}

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """The names of all sheets, chart sheets too."""
        return tuple(e.get("name", "") for e in self.tree.iterfind(f"{_M}sheets/{_M}sheet"))

    @cached_property
    def since_1904(self) -> bool:
        """Whether days count from 1904."""
        settings = self.tree.find(f"{_M}workbookPr")
        return settings is not None and settings.get("date1904") in ("1", "true")

    @cached_property
    def styles(self) -> DateStyles:
        """The cell formats."""
        parts = self.package.related(self.part, "styles")
        return DateStyles(self.package.read(parts[0]) if parts else None)

    def patched(self, changes: Sequence[Change]) -> Patched:
        """The workbook with all changes, sheet by sheet."""
        by_sheet: dict[str, list[Change]] = defaultdict(list)
        for change in changes:
            by_sheet[change.sheet].append(change)
        new: dict[str, bytes] = {}
        before: dict[tuple[str, str], bytes] = {}
        after: dict[tuple[str, str], bytes] = {}
        refused: dict[tuple[str, str], str] = {}
        for sheet, own in by_sheet.items():
            part = self.sheets.get(sheet)
            if part is None:
                refused |= {(sheet, change.cell): f"シート「{sheet}」がありません" for change in own}
                continue
            written = _Sheet(self, part).patched(own)
            if written.splices:
                new[part] = written.splices.applied(self.package.read(part))
            before |= {(sheet, cell): data for cell, data in written.before.items()}
            after |= {(sheet, cell): data for cell, data in written.after.items()}
            refused |= {(sheet, cell): why for cell, why in written.refused.items()}
        if not new:
            return Patched(self.data, (), before, after, refused)
        asked = calculated_on_load(self.package.read(self.part))
        if asked != self.package.read(self.part):
            new[self.part] = asked
        return Patched(self.package.written(new), tuple(new), before, after, refused)


class _Sheet:
    """The changes of one sheet."""

    def __init__(self, book: Workbook, part: str) -> None:
        self.book, self.part = book, part
        self.xml = book.package.read(part)
        self.splices = Splices()
        self.before: dict[str, bytes] = {}
        self.after: dict[str, bytes] = {}
        self.refused: dict[str, str] = {}

    def patched(self, changes: Sequence[Change]) -> "_Sheet":
        """Lay the changes over the sheet; those that cannot be made go to `refused`."""
        wanted = {}
        for change in changes:
            try:
                wanted[address(change.cell)] = change
            except CellRefusal as why:
                self.refused[change.cell] = str(why)
        try:
            found = locate(self.xml, wanted)
            fixed = [*self._fixed_cells(found)]
            if found.protected:
                raise CellRefusal("シートが保護されています")
        except CellRefusal as why:
            self.refused |= {change.cell: str(why) for change in wanted.values()}
            return self
        for at in sorted(wanted):
            try:
                self._put(found, fixed, at, wanted[at])
            except CellRefusal as why:
                self.refused[wanted[at].cell] = str(why)
        written = [at for at, change in wanted.items() if change.cell in self.after]
        if written and found.dimension is not None:
            start, end, reference = found.dimension
            self.splices.put(start, end, widened(self.xml[start:end], reference, written))
        return self

    def _fixed_cells(self, found: Located) -> list[tuple[Box, str]]:
        """The cells of headings and totals of tables, and of pivot tables: their texts are bound to other parts."""
        fixed = []
        for part in self.book.package.related(self.part, "table"):
            table = self.book.package.tree(part)
            whole = box(table.get("ref", "A1"))
            if table.get("headerRowCount", "1") != "0":
                fixed.append((Box(whole.top, whole.left, whole.top, whole.right), "テーブルの見出しです"))
            if table.get("totalsRowCount", "0") != "0":
                fixed.append((Box(whole.bottom, whole.left, whole.bottom, whole.right), "テーブルの集計行です"))
        for part in self.book.package.related(self.part, "pivotTable"):
            location = self.book.package.tree(part).find(f"{_M}location")
            if location is not None:
                fixed.append((box(location.get("ref", "A1")), "ピボットテーブルの中のセルです"))
        fixed += [(area, "配列数式のセルです") for area in found.spills]
        return fixed

    def _put(self, found: Located, fixed: list[tuple[Box, str]], at: tuple[int, int], change: Change) -> None:
        for area, why in fixed:
            if area.holds(at):
                raise CellRefusal(why)
        if any(area.holds(at) and at != area.first for area in found.merges):
            raise CellRefusal("結合されたセルの内側です")
        reference = f"{column_letters(at[1])}{at[0]}"
        row = found.rows.get(at[0])
        old = row.cells.get(at[1]) if row else None
        if old is not None and old.has_formula:
            raise CellRefusal("数式のセルです")
        attributes = dict(old.attributes) if old is not None else self._new_cell_attributes(found, at)
        if change.value is None and old is None:
            raise CellRefusal("セルはすでに空です")
        if isinstance(change.value, date):
            attributes |= self._dated(found, at, attributes.get("s"))
        was = self.xml[old.start : old.end] if old is not None else b""
        now = cell_xml(
            reference,
            change.value,
            prefix=found.prefix,
            attributes=attributes,
            old=was,
            since_1904=self.book.since_1904,
        )
        self.splices.put_cell(found, self.xml, at, now)
        self.before[change.cell], self.after[change.cell] = was, now

    def _new_cell_attributes(self, found: Located, at: tuple[int, int]) -> dict[str, str]:
        """A new cell takes the row's style, else the column's."""
        row = found.rows.get(at[0])
        if row is not None and row.attributes.get("customFormat") in ("1", "true") and "s" in row.attributes:
            return {"s": row.attributes["s"]}
        style = next((style for first, last, style in found.columns if first <= at[1] <= last), None)
        return {"s": style} if style is not None else {}

    def _dated(self, found: Located, at: tuple[int, int], style: str | None) -> dict[str, str]:
        """The style a day needs: the cell's own, else one of its column that differs in the number format alone."""
        if self.book.styles.shows_days(style):
            return {}
        like = self.book.styles.like(style, found.styles_of[at[1]])
        if like is None:
            raise CellRefusal("日付の表示形式ではありません（セルの書式を日付にしてから再実行してください）")
        return {"s": like}

"""Rows that join a table of a person's workbook, in the look of its last row; nothing else moves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pmo_xl.errors import TemplateError
from pmo_xl.model.place import column_letters
from pmo_xl.patch.book import Patched, Workbook
from pmo_xl.patch.cellxml import Value, cell_xml
from pmo_xl.patch.located import At, Box, CellSpan, Located, box, locate
from pmo_xl.patch.ranges import Growing
from pmo_xl.patch.refusal import CellRefusal, unwritable
from pmo_xl.patch.splices import Splices, widened
from pmo_xl.patch.workbookxml import calculated_on_load


@dataclass(frozen=True, slots=True)
class Room:
    """Where rows may join: below row `last` of a sheet (the last record), in the columns `left` to `right`.

    `prepared` are the rows below it that the table keeps ready (numbered, formatted, otherwise blank), in order.
    """

    sheet: str
    last: int
    left: int
    right: int
    prepared: tuple[int, ...] = ()


def append(data: bytes, name: str, room: Room, rows: Sequence[Mapping[int, Value]]) -> Patched:
    """A workbook with further rows in a table: column → value, a row each, below the last one.

    Prepared rows are filled first, then new ones are made like the last record's row: its cell formats, and its
    formulas moved down. An Excel table, drop-downs, conditional formats, filters and the print area grow with it.
    Raises CellRefusal, with the reason for a person, when that is not safe: the sheet is protected, something stands
    below, the record spans several rows, the table has a totals row; BookError when the workbook may not be touched.
    """
    try:
        return _Table(Workbook(data, name), room).with_rows(rows)
    except TemplateError as error:
        raise unwritable(name, f"壊れているか、Excelブックではありません: {error.message}") from None


class _Table:
    def __init__(self, book: Workbook, room: Room) -> None:
        self.book, self.room = book, room
        part = book.sheets.get(room.sheet)
        if part is None:
            raise CellRefusal(f"シート「{room.sheet}」がありません")
        self.part = part
        self.xml = book.package.read(part)

    def with_rows(self, rows: Sequence[Mapping[int, Value]]) -> Patched:
        room = self.room
        ready = room.prepared[: len(rows)]
        fresh = [max((room.last, *room.prepared)) + 1 + number for number in range(len(rows) - len(ready))]
        numbers = [*ready, *fresh]
        columns = range(room.left, room.right + 1)
        wanted = [(row, column) for row in (room.last, *numbers) for column in columns]
        found = locate(self.xml, wanted)
        self._check(found, fresh)
        growing = Growing(max((room.last, *room.prepared)), max(numbers), room.left, room.right)
        tables = self._grown_tables(growing) if fresh else {}
        splices, before, after = Splices(), {}, {}
        for number, values in zip(numbers, rows, strict=True):
            for column in columns:
                at = (number, column)
                now = self._cell(found, at, values, is_fresh=number in fresh)
                if now is not None:
                    cell = f"{column_letters(column)}{number}"
                    before[room.sheet, cell], after[room.sheet, cell] = self._element(found, at), now
                    splices.put_cell(found, self.xml, at, now)
        if found.dimension is not None:
            start, end, reference = found.dimension
            splices.put(start, end, widened(self.xml[start:end], reference, [(n, room.right) for n in numbers]))
        head, tail = self.xml[: found.data_end], self.xml[found.data_end :]
        sheet = splices.applied(head) + (growing.behind_the_cells(tail) if fresh else tail)
        workbook = self.book.package.read(self.book.part)
        asked = calculated_on_load(growing.defined_names(workbook, room.sheet) if fresh else workbook)
        new = {self.part: sheet, **tables} | ({self.book.part: asked} if asked != workbook else {})
        return Patched(self.book.package.written(new), tuple(new), before, after, {})

    def _check(self, found: Located, fresh: Sequence[int]) -> None:
        if found.protected:
            raise CellRefusal("シートが保護されています")
        room = self.room
        if any(area.top <= room.last <= area.bottom and area.top < area.bottom for area in self._merges(found)):
            raise CellRefusal("1件が複数行に結合されている表です")
        for number in fresh:
            row = found.rows.get(number)
            for column, cell in (row.cells if row else {}).items():
                if b"<" in self.xml[cell.start + 1 : cell.end].split(b">", 1)[1][:-4]:
                    raise CellRefusal(f"表のすぐ下（{column_letters(column)}{number}）に別の内容があります")

    def _merges(self, found: Located) -> list[Box]:
        room = self.room
        return [area for area in found.merges if area.left <= room.right and area.right >= room.left]

    def _grown_tables(self, growing: Growing) -> dict[str, bytes]:
        """The parts of the Excel tables that end with this table's last row."""
        new = {}
        for part in self.book.package.related(self.part, "table"):
            root = self.book.package.tree(part)
            area = box(root.get("ref", "A1"))
            beside = area.right < growing.left or area.left > growing.right
            if beside or not area.top <= growing.last <= area.bottom:
                continue
            if root.get("totalsRowCount", "0") != "0":
                raise CellRefusal("Excelテーブルに集計行があります")
            new[part] = growing.table(self.book.package.read(part))
        return new

    def _cell(self, found: Located, at: At, values: Mapping[int, Value], *, is_fresh: bool) -> bytes | None:
        """The new element of a cell; None when it stays as it is."""
        row, pattern = found.rows.get(at[0]), found.rows.get(self.room.last)
        own = row.cells.get(at[1]) if row else None
        like = pattern.cells.get(at[1]) if pattern else None
        value = values.get(at[1])
        if value is None or value == "":
            if not is_fresh or like is None:
                return None
            return self._empty_like(like, at)
        if own is not None and own.has_formula:
            raise CellRefusal(f"{column_letters(at[1])}{at[0]} は数式のセルです")
        look = own if own is not None and "s" in own.attributes else like
        attributes = {"s": look.attributes["s"]} if look is not None and "s" in look.attributes else {}
        if isinstance(value, date) and not self.book.styles.shows_days(attributes.get("s")):
            dated = self.book.styles.like(attributes.get("s"), found.styles_of[at[1]])
            if dated is None:
                raise CellRefusal(f"{column_letters(at[1])}列が日付の表示形式ではありません")
            attributes["s"] = dated
        return cell_xml(
            f"{column_letters(at[1])}{at[0]}",
            value,
            prefix=found.prefix,
            attributes=attributes,
            since_1904=self.book.since_1904,
        )

    def _empty_like(self, like: CellSpan, at: At) -> bytes | None:
        """A cell with the look of the last record's, and its formula moved down where it has a plain one."""
        reference = f"{column_letters(at[1])}{at[0]}"
        prefix = f"{self._prefix(like)}"
        style = f' s="{like.attributes["s"]}"' if "s" in like.attributes else ""
        if like.has_formula and not like.formula.get("t"):
            from html import escape, unescape

            from pmo_xl.sheets.formulas import moved_down

            element = self.xml[like.start : like.end].decode()
            text = element.split(f"<{prefix}f", 1)[1].split(">", 1)[1].split("</", 1)[0]
            origin = f"{column_letters(at[1])}{self.room.last}"
            formula = escape(moved_down(unescape(text), origin, reference), quote=False)
            return f'<{prefix}c r="{reference}"{style}><{prefix}f>{formula}</{prefix}f></{prefix}c>'.encode()
        return f'<{prefix}c r="{reference}"{style}/>'.encode() if style else None

    def _prefix(self, cell: CellSpan) -> str:
        name = self.xml[cell.start + 1 : cell.start + 40].decode(errors="ignore").split(" ", 1)[0]
        return name[: -len("c")]

    def _element(self, found: Located, at: At) -> bytes:
        row = found.rows.get(at[0])
        cell = row.cells.get(at[1]) if row else None
        return self.xml[cell.start : cell.end] if cell else b""

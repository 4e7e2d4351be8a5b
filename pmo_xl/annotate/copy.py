"""The whole copy: marked sheets, their notes, the formats these need, and the sheet 指摘 at the end of the book."""

import re
from collections import defaultdict
from collections.abc import Sequence
from html import escape
from typing import Final

from pmo_xl.annotate.listing import NAME, listing
from pmo_xl.annotate.mark import Mark
from pmo_xl.annotate.notes import with_notes, with_shapes
from pmo_xl.annotate.sheet import coloured, shown_at, with_legacy_drawing
from pmo_xl.annotate.styles import MoreStyles
from pmo_xl.errors import TemplateError
from pmo_xl.model.finding import FILLS, GRAVITIES, GRAVITY_CALLED
from pmo_xl.model.place import column_letters
from pmo_xl.patch import CellRefusal, unwritable
from pmo_xl.patch.book import Workbook
from pmo_xl.patch.located import address
from pmo_xl.render.package import CONTENT_TYPES, RELATION, Package, Relations, rels_name, with_types

_SHEET_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_NOTES_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_HEAD: Final = "FFD9D9D9"


def annotated(data: bytes, name: str, marks: Sequence[Mark]) -> bytes:
    """The bytes of a workbook with its findings marked: a ground and a note on each cell, and a sheet 指摘 of all.

    Every part that is not touched keeps its bytes: shapes, charts, macros, validations. `name` is the book's name in
    messages. Raises BookError when the workbook may not be copied so: encrypted, signed, strict, or damaged.
    """
    try:
        return _Copy(data, name).marked(marks)
    except TemplateError as error:
        raise unwritable(name, f"壊れているか、Excelブックではありません: {error.message}") from None
    except CellRefusal as why:
        raise unwritable(name, str(why)) from None


class _Copy:
    def __init__(self, data: bytes, name: str) -> None:
        self.book = Workbook(data, name)
        self.package: Package = self.book.package
        self.new: dict[str, bytes] = {}
        self.types: dict[str, str] = {}
        parts = self.package.related(self.book.part, "styles")
        if not parts:
            raise unwritable(name, "書式の一覧がありません")
        self.styles_part = parts[0]
        self.styles = MoreStyles(self.package.read(parts[0]), name)

    def marked(self, marks: Sequence[Mark]) -> bytes:
        by_sheet: dict[str, list[Mark]] = defaultdict(list)
        for mark in marks:
            by_sheet[mark.sheet].append(mark)
        for sheet, own in by_sheet.items():
            part = self.book.sheets.get(sheet)
            if part is not None:
                self._mark_sheet(part, [mark for mark in own if mark.cell])
        self._add_listing(marks)
        self.new[self.styles_part] = self.styles.data
        types = with_types(self.package, self.package.read(CONTENT_TYPES), add=self.types)
        has_vml = re.search(rb"\bExtension\s*=\s*[\"']vml[\"']", types, re.IGNORECASE)
        if not has_vml and any(part.endswith(".vml") for part in self.new):
            at = re.search(rb"<Types\b[^>]*>", types)
            default = f'<Default Extension="vml" ContentType="{_VML_TYPE}"/>'.encode()
            types = types[: at.end()] + default + types[at.end() :] if at else types
        self.new[CONTENT_TYPES] = types
        return self.package.written(self.new)

    def _mark_sheet(self, part: str, marks: Sequence[Mark]) -> None:
        if not marks:
            return
        shown = shown_at(self.package.read(part), {address(mark.cell) for mark in marks})
        grave = sorted(marks, key=lambda mark: GRAVITIES.index(mark.level), reverse=True)
        grounds = {shown[address(mark.cell)]: FILLS[mark.level] for mark in grave}
        xml = coloured(self.package.read(part), grounds, self.styles)
        notes: dict[str, list[str]] = defaultdict(list)
        for mark in marks:
            row, column = shown[address(mark.cell)]
            cell = f"{column_letters(column)}{row}"
            notes[cell].append(f"【{GRAVITY_CALLED[mark.level]} {mark.code}】{mark.text}")
        self.new[part] = self._with_notes(part, xml, {cell: "\n".join(texts) for cell, texts in notes.items()})

    def _with_notes(self, part: str, xml: bytes, notes: dict[str, str]) -> bytes:
        relations = Relations(self.package, part)
        old_notes = next(iter(self.package.related(part, "comments")), None)
        drawing = self._drawing_of(part, xml)
        data, fresh = with_notes(self.package.read(old_notes) if old_notes else None, notes)
        notes_part = old_notes or self._free("xl/comments{}.xml")
        self.new[notes_part] = data
        if old_notes is None:
            relations.add("comments", f"/{notes_part}")
            self.types[notes_part] = _NOTES_TYPE
        if fresh:
            shapes = with_shapes(self.package.read(drawing) if drawing else None, fresh)
            target = drawing or self._free("xl/drawings/vmlDrawing{}.vml")
            self.new[target] = shapes
            if drawing is None:
                xml = with_legacy_drawing(xml, relations.add("vmlDrawing", f"/{target}"))
        if relations.added:
            self.new[relations.part] = relations.data
        return xml

    def _drawing_of(self, part: str, xml: bytes) -> str | None:
        """The drawing that holds the sheet's notes and buttons; the one of header pictures is another."""
        found = re.search(rb"<(?:[\w.-]+:)?legacyDrawing\b[^>]*\bid\s*=\s*[\"']([^\"']+)", xml)
        if found is None:
            return None
        wanted = found[1].decode()
        return next((r.target for r in self.package.relations(part) if r.id == wanted), None)

    def _add_listing(self, marks: Sequence[Mark]) -> None:
        styles = {"head": self.styles.filled("0", _HEAD, plain=True), "body": self.styles.filled("0", "", plain=True)}
        styles |= {level: self.styles.filled("0", FILLS[level], plain=True) for level in GRAVITIES}
        part = self._free("xl/worksheets/sheet{}.xml")
        self.new[part] = listing(marks, styles)
        self.types[part] = _SHEET_TYPE
        relations = Relations(self.package, self.book.part)
        relation = relations.add("worksheet", f"/{part}")
        self.new[rels_name(self.book.part)] = relations.data
        xml = self.package.read(self.book.part)
        p = re.search(rb"<([\w.-]+:)?workbook\b", xml)
        prefix = (p[1] or b"").decode() if p else ""
        taken = [int(number) for number in re.findall(rb"\bsheetId\s*=\s*[\"'](\d+)", xml)]
        entry = (
            f'<{prefix}sheet xmlns:r="{RELATION}" name="{escape(self._free_name())}" '
            f'sheetId="{max(taken, default=0) + 1}" r:id="{relation}"/>'
        ).encode()
        at = xml.rindex(f"</{prefix}sheets".encode())
        self.new[self.book.part] = xml[:at] + entry + xml[at:]

    def _free_name(self) -> str:
        names = {name.casefold() for name in self.book.sheet_names}
        candidates = [NAME, *(f"{NAME}{number}" for number in range(2, len(names) + 3))]
        return next(name for name in candidates if name.casefold() not in names)

    def _free(self, pattern: str) -> str:
        number = 1
        while pattern.format(number) in self.package or pattern.format(number) in self.new:
            number += 1
        return pattern.format(number)

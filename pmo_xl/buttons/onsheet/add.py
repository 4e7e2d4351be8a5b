"""A workbook with a sheet of ten buttons at its end: what is there keeps its bytes, but for the sheets' code names."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Final

from pmo_xl.buttons.macros.modules import OURS, WORKBOOK_NAME, pages, sheet_modules
from pmo_xl.buttons.macros.project import built
from pmo_xl.buttons.onsheet import shapes
from pmo_xl.buttons.onsheet.codenames import UnnamedError, code_name_of, sheet_with_code_name, workbook_with_code_name
from pmo_xl.buttons.onsheet.foreign import has_our_buttons, opened, unbuttoned
from pmo_xl.buttons.onsheet.panel import DRAWING_TYPE, PANEL, PANEL_CODE_NAME, PROJECT, PROJECT_ID, panel_xml
from pmo_xl.patch.book import Workbook
from pmo_xl.patch.located import SHEET
from pmo_xl.render.package import CONTENT_TYPES, R_ID, RELATION, Relations, with_types

_MACRO_RELATION: Final = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
_MACRO_TYPE: Final = "application/vnd.ms-office.vbaProject"
_PLAIN_BOOK: Final = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MACRO_BOOK: Final = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_SHEET_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


@dataclass(frozen=True, slots=True)
class Buttoned:
    """A workbook with its buttons: the bytes, the name of the sheet of buttons, and which parts are new or changed.

    `was_there`: it had them before, and nothing was done.
    """

    data: bytes
    sheet: str
    parts: tuple[str, ...] = ()
    was_there: bool = False


def with_buttons(data: bytes, name: str) -> Buttoned:
    """The bytes of an .xlsx or .xlsm with buttons, to be kept as .xlsm. `name` is the workbook's name in messages.

    Raises BookError for a workbook that may not be given any: macros of somebody else, signed, encrypted, strict, its
    structure locked, or damaged.
    """
    book = opened(data, name)
    if has_our_buttons(book):
        return Buttoned(data, _panel_of(book) or PANEL, was_there=True)
    try:
        return _Adding(book).done()
    except UnnamedError as why:
        raise unbuttoned(name, str(why)) from None


def _panel_of(book: Workbook) -> str | None:
    """The name of the sheet of buttons, however it is called by now."""
    for sheet, part in book.sheets.items():
        if code_name_of(book.package.read(part)) == PANEL_CODE_NAME:
            return sheet
    return None


class _Adding:
    def __init__(self, book: Workbook) -> None:
        self.book, self.package = book, book.package
        self.new: dict[str, bytes] = {}
        self.types: dict[str, str] = {}
        self.folder = posixpath.dirname(book.part)

    def done(self) -> Buttoned:
        relations = Relations(self.package, self.book.part)
        panel = _panel_of(self.book)  # left over where buttons were once saved as .xlsx
        if panel is None:
            panel = self._add_panel(relations)
        self._add_macros(relations)
        self.new[relations.part] = relations.data
        types = with_types(self.package, self.package.read(CONTENT_TYPES), add=self.types)
        self.new[CONTENT_TYPES] = types.replace(_PLAIN_BOOK, _MACRO_BOOK, 1)
        return Buttoned(self.package.written(self.new), panel, tuple(self.new))

    def _add_panel(self, relations: Relations) -> str:
        sheet, drawing = self._free("worksheets/sheet{}.xml"), self._free("drawings/drawing{}.xml")
        own = Relations(self.package, sheet)
        self.new[sheet] = panel_xml(own.add("drawing", f"/{drawing}"))
        self.new[own.part] = own.data
        self.new[drawing] = shapes.drawing()
        self.types |= {sheet: _SHEET_TYPE, drawing: DRAWING_TYPE}
        name = _free_name(PANEL, self.book.sheet_names)
        xml = self.package.read(self.book.part)
        end = re.search(rb"</((?:[\w.-]+:)?)sheets\s*>", xml)
        if end is None:
            raise UnnamedError("シートの一覧を読めません")
        taken = [int(number) for number in re.findall(rb"\bsheetId\s*=\s*[\"'](\d+)", xml)]
        entry = (
            f'<{end[1].decode()}sheet xmlns:r="{RELATION}" name="{escape(name)}" sheetId="{max(taken, default=0) + 1}" '
            f'r:id="{relations.add("worksheet", f"/{sheet}")}"/>'
        ).encode()
        self.new[self.book.part] = xml[: end.start()] + entry + xml[end.start() :]
        return name

    def _add_macros(self, relations: Relations) -> None:
        """Code names for the workbook and every sheet, and the project with a module for each of them."""
        xml = self.new.get(self.book.part, self.package.read(self.book.part))
        taken = {name.lower() for name in OURS}
        xml, workbook = workbook_with_code_name(xml, WORKBOOK_NAME, taken)
        self.new[self.book.part] = xml
        taken.add(workbook.lower())
        kinds = {"sheet": list[str](), "chart": list[str]()}
        parts = self._sheet_parts()
        own = {name.lower() for part in parts if (name := code_name_of(self.package.read(part)))}
        for part, kind in parts.items():
            before = self.package.read(part)
            named, code = sheet_with_code_name(before, _free_code(taken | own), taken)
            if named != before:
                self.new[part] = named
            kinds[kind].append(code)
            taken.add(code.lower())
        if any(part not in parts and kind == _SHEET_TYPE for part, kind in self.types.items()):
            kinds["sheet"].append(PANEL_CODE_NAME)
        macros = self._free("vbaProject.bin")
        modules = (*pages(kinds["sheet"], kinds["chart"], workbook=workbook), *sheet_modules())
        self.new[macros] = built(modules, name=PROJECT, id_=PROJECT_ID)
        self.types[macros] = _MACRO_TYPE
        relations.add(_MACRO_RELATION, f"/{macros}")

    def _sheet_parts(self) -> Mapping[str, str]:
        """The part of every sheet in order → "sheet" or "chart"."""
        kinds = {"worksheet": "sheet", "chartsheet": "chart"}
        found = {
            r.id: r for r in self.package.relations(self.book.part) if r.kind in kinds and r.target in self.package
        }
        ids = [entry.get(R_ID, "") for entry in self.book.tree.iterfind(f"{{{SHEET}}}sheets/{{{SHEET}}}sheet")]
        return {found[id_].target: kinds[found[id_].kind] for id_ in ids if id_ in found}

    def _free(self, pattern: str) -> str:
        number = 1
        while (part := posixpath.join(self.folder, pattern.format(number))) in self.package or part in self.new:
            number += 1
        return part


def _free_name(wanted: str, taken: tuple[str, ...]) -> str:
    names = {name.casefold() for name in taken}
    candidates = (wanted, *(f"{wanted}{number}" for number in range(2, len(names) + 3)))
    return next(name for name in candidates if name.casefold() not in names)


def _free_code(taken: set[str]) -> str:
    number = 1
    while f"sheet{number}" in taken:
        number += 1
    return f"Sheet{number}"

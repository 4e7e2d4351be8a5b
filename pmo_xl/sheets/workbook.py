"""The table of contents of a workbook package: its sheets in order, its defined names, its shared parts."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from msgspec import Struct

from pmo_xl.sheets.package import Package
from pmo_xl.sheets.refusal import RefusalError
from pmo_xl.sheets.stream import unescaped
from pmo_xl.sheets.xmltree import tree


class SheetEntry(Struct, frozen=True):
    """One sheet of a workbook: its name, and its part ("" when the package lacks it).

    `is_twin` tells that a sheet before it has the same name; `name` then carries a number.
    """

    name: str
    is_twin: bool
    part: str
    kind: str  # worksheet | chartsheet | dialogsheet | …
    visibility: str  # visible | hidden | veryHidden


class Contents(Struct, frozen=True):
    """What workbook.xml says. `names` maps (sheet or "", folded name) to what the name stands for."""

    sheets: tuple[SheetEntry, ...]
    names: Mapping[tuple[str, str], str]
    since_1904: bool
    strings_part: str
    styles_part: str


def read_contents(package: Package, main: str) -> Contents:
    """The contents of the workbook whose main part is `main`.

    Two sheets of the same name (Excel never writes that) are told apart as 「名前」 and 「名前 (2)」.
    Raises RefusalError when the part is damaged or names no sheet.
    """
    root = tree(package.read(main), main)
    relations = package.relations(main)
    by_id = {relation.id: relation for relation in relations}
    sheets: list[SheetEntry] = []
    taken = set[str]()
    for element in root.iterfind("sheets/sheet"):
        relation = by_id.get(element.get("id", ""))
        given = element.get("name", "")
        name = _free_name(given, taken)
        part = relation.target if relation and relation.target in package else ""
        state = element.get("state", "visible")
        sheets.append(SheetEntry(name, name != given, part, relation.kind if relation else "worksheet", state))
    if not sheets:
        raise RefusalError("シートがありません", "シートのあるブックを指定してください", particle="には")
    properties = root.find("workbookPr")
    parts = {relation.kind: relation.target for relation in relations}
    return Contents(
        sheets=tuple(sheets),
        names=_names(root, sheets),
        since_1904=properties is not None and properties.get("date1904") in ("1", "true"),
        strings_part=parts.get("sharedStrings", ""),
        styles_part=parts.get("styles", ""),
    )


def read_shared(package: Package, part: str) -> tuple[str, ...]:
    """The shared texts in their order, furigana left out; empty when the package has none."""
    if part not in package:
        return ()
    return tuple(unescaped(_spoken(item)) for item in tree(package.read(part), part).iterfind("si"))


def _spoken(item: Element) -> str:
    return "".join(text.text or "" for tag in ("t", "r/t") for text in item.iterfind(tag))


def _free_name(name: str, taken: set[str]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name} ({number})"
    taken.add(free)
    return free


def _names(root: Element, sheets: list[SheetEntry]) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for element in root.iterfind("definedNames/definedName"):
        local = element.get("localSheetId", "")
        sheet = sheets[int(local)].name if local.isdecimal() and int(local) < len(sheets) else ""
        found[sheet, element.get("name", "").lower()] = element.text or ""
    return found

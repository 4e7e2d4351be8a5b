"""The table of contents of a workbook package: its sheets in order, its defined names, its shared parts."""

import re
from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from msgspec import Struct

from pmo_xl.model.pattern import lazy
from pmo_xl.sheets.clean import cleaned, is_clean, is_suspect, parsable, resolved
from pmo_xl.sheets.package import Package
from pmo_xl.sheets.refusal import RefusalError
from pmo_xl.sheets.stream import unescaped
from pmo_xl.sheets.xmltree import tree

# A shared text, perhaps with furigana; or whatever else stands there.
_ITEM = lazy(
    r'<si>(?:<t(?: xml:space="preserve")?>([^<]*)</t>(?:<(?:rPh|phoneticPr)\b.*?)?</si>|(.*?)</si>)', re.DOTALL
)


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


class SharedTexts(Struct, frozen=True):
    """The texts that the cells of all sheets share, in their order; `lost` when control characters were taken out."""

    texts: Sequence[str] = ()
    lost: bool = False


def read_shared(xml: bytes, part: str) -> SharedTexts:
    """The shared texts, furigana left out. Raises RefusalError when the part is damaged."""
    texts = _plain_texts(xml, part)
    if texts is None:
        texts = [_spoken(item) for item in tree(xml, part).iterfind("si")]
    if b"_x" in xml:
        texts = list(map(unescaped, texts))
    if not is_suspect(xml):
        return SharedTexts(texts)
    # A parser passes over what it may not read, so that its loss shows in the part only.
    lost = len(parsable(xml)) != len(xml) or not all(map(is_clean, texts))
    return SharedTexts(list(map(cleaned, texts)), lost)


def _plain_texts(xml: bytes, part: str) -> list[str] | None:
    """The shared texts of a part written as Excel writes it, without parsing it; None when it is not.

    Only texts in several fonts are parsed, each by itself.
    """
    try:
        text = xml.decode()
    except UnicodeDecodeError:
        return None
    found = _ITEM.findall(text)
    if ":si>" in text or "<![" in text or not len(found) == text.count("<si") == text.count("</si>"):
        return None
    is_written_plainly = "&" not in text
    return [
        _spoken(tree(f"<si>{parts}</si>".encode(errors="replace"), part))
        if parts
        else plain
        if is_written_plainly
        else resolved(plain)
        for plain, parts in found
    ]


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

"""The table of contents of a workbook package: its sheets in order, its defined names, its shared parts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from sys import getsizeof
from xml.etree.ElementTree import Element

from msgspec import Struct

from pmo_xl.model.pattern import lazy
from pmo_xl.sheets.files.clean import cleaned, is_clean, is_suspect, parsable, resolved
from pmo_xl.sheets.files.cuts import cuts
from pmo_xl.sheets.files.package import Package
from pmo_xl.sheets.files.refusal import RefusalError, too_big, too_big_sheet
from pmo_xl.sheets.files.xmltree import each, tree, whole, without_comments
from pmo_xl.sheets.xlsx.stream import unescaped

# A shared text, perhaps with furigana; or whatever else stands there. Neither looks beyond the beginning of the next.
_ITEM = lazy(
    r'<si>(?:<t(?: xml:space="preserve")?>([^<]*+)</t>(?:<(?:rPh|phoneticPr)\b[^<]*+(?:<(?!/?si\b)[^<]*+)*+)?</si>'
    r"|([^<]*+(?:<(?!/?si\b)[^<]*+)*+)</si>)"
)
_OPENING, _CLOSING = "<si><t>", "</t></si>"
MAX_TEXTS = 2_000_000
MAX_TEXTS_MB = 250  # in memory, where one emoji makes a text four times as large
MAX_SHEETS = 1_000


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
    elements = root.findall("sheets/sheet")
    if len(elements) > MAX_SHEETS:
        raise too_big("シート", len(elements), MAX_SHEETS, "枚")
    for element in elements:
        relation = by_id.get(element.get("id", ""))
        given = element.get("name", "")
        name = free_name(given, taken)
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
    """The shared texts, furigana left out. Raises SheetError when the part is damaged, or holds too many."""
    count = xml.count(b"<si") or xml.count(b":si")
    if count > MAX_TEXTS:
        raise too_big_sheet(f"{part} の文字列", count, MAX_TEXTS, "個")
    xml = without_comments(xml)
    try:
        texts = _held(_plain_texts(xml, part), part)
    except _UnusualError:
        texts = _held(([_spoken(item)] for item in each(xml, part, "si")), part)
    if b"_x" in xml:
        texts = list(map(unescaped, texts))
    if not is_suspect(xml):
        return SharedTexts(texts)
    # A parser passes over what it may not read, so that its loss shows in the part only.
    lost = len(parsable(xml)) != len(xml) or not all(map(is_clean, texts))
    return SharedTexts(list(map(cleaned, texts)), lost)


def _held(stretches: Iterable[list[str]], part: str) -> list[str]:
    """The texts, as long as they do not take too much memory."""
    texts: list[str] = []
    size = 0
    for some in stretches:
        size += sum(map(getsizeof, some))
        texts += some
        if size > MAX_TEXTS_MB * 1_000_000:
            raise too_big_sheet(f"{part} の文字列", size / 1_000_000, MAX_TEXTS_MB, "MB")
    return texts


class _UnusualError(Exception):
    """The shared texts are not written as Excel writes them."""


def _plain_texts(xml: bytes, part: str) -> Iterator[list[str]]:
    """The shared texts, stretch by stretch, of a part written as Excel writes it; raises _UnusualError when it is not.

    Only texts in several fonts are parsed, each by itself.
    """
    if b":si>" in xml or b"<![CDATA[" in xml:
        raise _UnusualError
    for begin, stop in cuts(xml, b"<si"):
        try:
            text = xml[begin:stop].decode()
        except UnicodeDecodeError:
            raise _UnusualError from None
        if (plain := _all_plain(text)) is not None:
            yield plain if "&" not in text else list(map(resolved, plain))
            continue
        found = _ITEM.findall(text)
        if not len(found) == text.count("<si") == text.count("</si>"):
            raise _UnusualError
        is_written_plainly = "&" not in text
        yield [
            _spoken(tree(f"<si>{parts}</si>".encode(errors="replace"), part))
            if parts
            else plain
            if is_written_plainly
            else resolved(plain)
            for plain, parts in found
        ]


def _all_plain(text: str) -> list[str] | None:
    """The texts of a stretch that holds nothing but `<si><t>…</t></si>`, as most do; None for any other."""
    text = text.replace('<si><t xml:space="preserve">', _OPENING)
    begin, end = text.find(_OPENING), text.rfind(_CLOSING)
    inside = text[begin + len(_OPENING) : end]
    texts = inside.split(_CLOSING + _OPENING)
    outside = text[: max(begin, 0)] + text[end + len(_CLOSING) :]
    is_plain = 0 <= begin < end and inside.count("<") == 4 * (len(texts) - 1) and "<si" not in outside
    return texts if is_plain else None


def _spoken(item: Element) -> str:
    return "".join(text.text or "" for tag in ("t", "r/t") for text in item.iterfind(tag))


def free_name(name: str, taken: set[str]) -> str:
    """The name, with a number behind it when it is already among the taken ones, to which it is added."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name} ({number})"
    taken.add(free)
    return free


def _names(root: Element, sheets: list[SheetEntry]) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for element in root.iterfind("definedNames/definedName"):
        local = whole(element.get("localSheetId", ""))
        sheet = sheets[local].name if local is not None and local < len(sheets) else ""
        found[sheet, element.get("name", "").lower()] = element.text or ""
    return found

"""Small XML parts as trees, behind a wall: no DOCTYPE, no endless nesting, no namespaces to stumble over."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import TypeVar
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from pmo_xl.model.pattern import lazy
from pmo_xl.sheets.files.clean import parsable
from pmo_xl.sheets.files.refusal import REPAIR, RefusalError, SheetError, broken, broken_part, too_big_sheet

MAX_DEPTH = 256
MAX_ELEMENTS = 500_000  # each of them takes half a kilobyte
MAX_TREE_MB = 50
_MOST_DIGITS = 10
_STRETCH = 1 << 18
_MARKS_OF_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# What may stand in front of a DOCTYPE and of the root: a byte order mark, the declaration, comments.
_PROLOG = lazy(rb"(?:\xef\xbb\xbf)?\s*(?:(?:<\?.*?\?>|<!--.*?-->)\s*)*", re.DOTALL)
_XML_1_0_DECLARATION = lazy(rb"^\s*<\?xml[^>]*\?>")

T = TypeVar("T")


def as_utf8(data: bytes, part: str) -> bytes:
    """The part in UTF-8, whatever Unicode it came in. Raises RefusalError when it declares a DOCTYPE."""
    if data.startswith(_MARKS_OF_UTF_16):
        try:
            data = _XML_1_0_DECLARATION.sub(b"", data.decode("utf-16").encode())
        except UnicodeError:
            raise broken(part) from None
    refuse_doctype(data, part)
    return data


def refuse_doctype(beginning: bytes, part: str) -> None:
    """Raises RefusalError when the part, of which this is the beginning, declares a DOCTYPE."""
    if beginning.startswith(_MARKS_OF_UTF_16):
        beginning = beginning.decode("utf-16", "ignore").encode(errors="ignore")
    prolog = _PROLOG.match(beginning)
    if beginning.startswith(b"<!DOCTYPE", prolog.end() if prolog else 0):
        raise RefusalError(
            f"安全でない記述(DOCTYPE)を含んでいます（{part}）", "Excelで開き、ブック(.xlsx)として保存し直してください"
        )


def tree(data: bytes, part: str) -> Element:
    """The root of a part; tags and attributes have lost their namespace prefixes (x14:formula1 → formula1, r:id → id).

    Raises SheetError when it is not well-formed, nested deeper than MAX_DEPTH, or larger than MAX_TREE_MB.
    """
    if len(data) > MAX_TREE_MB * 1_000_000:
        raise too_big_sheet(part, len(data) / 1_000_000, MAX_TREE_MB, "MB")
    (root,) = each(data, part, None)
    return root


def each(data: bytes, part: str, wanted: str | None) -> Iterator[Element]:
    """Every element of that name as a tree of its own, one after the other: for parts that hold a great many.

    None wants the root. Raises SheetError when the part is not well-formed, or one is larger than a tree may be.
    """
    found: list[Element] = []
    builder = TreeBuilder()
    depth = count = top = 0  # `top` is the depth of the element being built, 0 for none

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count, top
        depth += 1
        if not top and wanted in (None, _local(name)):
            top, count = depth, 0
        if not top:
            return
        count += 1
        if depth > MAX_DEPTH:
            raise too_deep(part)
        if count > MAX_ELEMENTS:
            raise too_big_sheet(f"{part} の要素", count, MAX_ELEMENTS, "個")
        builder.start(_local(name), {_local(key): value for key, value in attributes.items()} | attributes)

    def end(name: str) -> None:
        nonlocal depth, top, builder
        if top:
            builder.end(_local(name))
        if depth == top:
            found.append(builder.close())
            builder, top = TreeBuilder(), 0
        depth -= 1

    def characters(text: str) -> None:
        if top:
            builder.data(text)

    try:
        yield from fed(walking(start, end, characters), data, found)
    except expat.ExpatError:
        raise broken_part(part) from None


def without_comments(data: bytes) -> bytes:
    """The part without its comments, which may hold what looks like elements; as it is where that cannot be told."""
    at = data.find(b"<!--")
    if at < 0 or b"<![CDATA[" in data:  # a CDATA section may hold what looks like a comment
        return data
    out, done = BytesIO(), 0
    while at >= 0 and (end := data.find(b"-->", at + 4)) >= 0:
        out.write(data[done:at])
        done = end + 3
        at = data.find(b"<!--", done)
    out.write(data[done:])
    return out.getvalue()


def fed(parser: expat.XMLParserType, data: bytes, found: list[T]) -> Iterator[T]:
    """What the parser's handlers put into `found` while it walks through the part, a stretch at a time."""
    data = parsable(data)
    at, size, is_last = 0, _STRETCH, False
    while not is_last:
        is_last = at + size >= len(data)
        parser.Parse(data[at : at + size], is_last)
        at += size
        # Where nothing ended there may be one endless comment, which the parser reads from its beginning each time.
        size = _STRETCH if found else 8 * size
        yield from found
        found.clear()


def whole(text: str) -> int | None:
    """The whole number that an attribute holds; None for anything else, and for more digits than a workbook has."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else None


def walking(
    start: Callable[[str, dict[str, str]], None], end: Callable[[str], None], characters: Callable[[str], object]
) -> expat.XMLParserType:
    """A parser that calls these for every element begun and ended, and for the text between."""
    parser = expat.ParserCreate("UTF-8")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = characters
    return parser


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def too_deep(part: str) -> SheetError:
    """The refusal of a part nested beyond MAX_DEPTH."""
    return SheetError(f"壊れています（{part} の入れ子が深すぎます、上限は{MAX_DEPTH}段）", REPAIR)

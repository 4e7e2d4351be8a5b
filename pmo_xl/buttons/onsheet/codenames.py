"""Code names: how macros call a workbook and its sheets. Each has one, and the macro project a module for each."""

import re
from collections.abc import Collection
from typing import Final
from xml.parsers import expat

from pmo_xl.buttons.macros.project import CODE_PAGE
from pmo_xl.patch.located import in_utf8

_LONGEST: Final = 31
_TAG: Final = re.compile(rb"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_CODE_NAME: Final = re.compile(rb"\s+codeName\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_HEAD: Final = 1 << 20  # of a sheet's text: its properties stand at the very beginning


class UnnamedError(Exception):
    """A part that cannot be given a code name; its text is the reason."""


class _Found(Exception):  # noqa: N818 - the parser has seen enough
    pass


def sheet_with_code_name(xml: bytes, wanted: str, taken: Collection[str]) -> tuple[bytes, str]:
    """A sheet's part with a code name, and that name: the one it has where a project can use it, else `wanted`.

    `taken` are the names given already, in lower case. Every other byte stays. Raises UnnamedError where the part
    cannot be changed safely.
    """
    if not in_utf8(xml):
        raise UnnamedError("文字コードがUTF-8ではありません")
    root, child = _first_two(xml)
    if _local(xml, child) == "sheetPr":
        return _named(xml, child, wanted, taken)
    tag = _opening(xml, root)
    at = root + len(tag)
    return xml[:at] + f'<{_prefix(tag)}sheetPr codeName="{wanted}"/>'.encode() + xml[at:], wanted


def workbook_with_code_name(xml: bytes, wanted: str, taken: Collection[str]) -> tuple[bytes, str]:
    """The same for workbook.xml, which keeps its code name in workbookPr."""
    holder = re.search(rb"<(?:[\w.-]+:)?workbookPr\b", xml)
    if holder:
        return _named(xml, holder.start(), wanted, taken)
    behind = re.search(rb"<((?:[\w.-]+:)?)(?:workbookProtection|bookViews|sheets)\b", xml)
    if behind is None:
        raise UnnamedError("XMLを読めません")
    tag = b"<" + behind[1] + f'workbookPr codeName="{wanted}"/>'.encode()
    return xml[: behind.start()] + tag + xml[behind.start() :], wanted


def _named(xml: bytes, at: int, wanted: str, taken: Collection[str]) -> tuple[bytes, str]:
    """The part whose element at this place has a code name."""
    holder = _opening(xml, at)
    name = _CODE_NAME.search(holder)
    if name:
        has = (name[1] if name[1] is not None else name[2]).decode()
        if _usable(has) and has.lower() not in taken:
            return xml, has
    bare = _CODE_NAME.sub(b"", holder)
    end = len(bare) - (2 if bare.endswith(b"/>") else 1)
    tag = bare[:end].rstrip() + f' codeName="{wanted}"'.encode() + bare[end:]
    return xml[:at] + tag + xml[at + len(holder) :], wanted


def code_name_of(xml: bytes) -> str | None:
    """The code name a sheet has."""
    try:
        _, child = _first_two(xml)
    except UnnamedError:
        return None
    name = _CODE_NAME.search(_opening(xml, child)) if _local(xml, child) == "sheetPr" else None
    return (name[1] if name[1] is not None else name[2]).decode("utf-8", "replace") if name else None


def _usable(name: str) -> bool:
    """Whether the macro project can have a module of this name."""
    try:
        name.encode(CODE_PAGE)
    except UnicodeEncodeError:
        return False
    return name.isidentifier() and name[0] != "_" and len(name) <= _LONGEST


def _first_two(xml: bytes) -> tuple[int, int]:
    """Where the root begins, and where its first child does."""
    places: list[int] = []
    parser = expat.ParserCreate()

    def start(_name: str, _attributes: dict[str, str]) -> None:
        places.append(parser.CurrentByteIndex)
        if len(places) == 2:
            raise _Found

    parser.StartElementHandler = start
    try:
        parser.Parse(xml[:_HEAD], len(xml) <= _HEAD)
    except _Found:
        return places[0], places[1]
    except expat.ExpatError:
        raise UnnamedError("XMLを読めません") from None
    raise UnnamedError("XMLを読めません")


def _opening(xml: bytes, at: int) -> bytes:
    tag = _TAG.match(xml, at)
    if tag is None:
        raise UnnamedError("XMLを読めません")
    return tag[0]


def _prefix(tag: bytes) -> str:
    named = re.match(rb"<([\w.-]+:)?", tag)
    return (named[1] or b"").decode() if named else ""


def _local(xml: bytes, at: int) -> str:
    named = re.match(rb"<(?:[\w.-]+:)?([\w.-]+)", xml[at : at + 100])
    return named[1].decode() if named else ""

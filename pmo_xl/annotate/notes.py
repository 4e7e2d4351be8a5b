"""The notes of a sheet: those that were there, with what was found appended, and new ones with the shapes they need."""

import re
from collections.abc import Mapping
from html import escape
from typing import Final

from pmo_xl.patch.located import address
from pmo_xl.render.cells import escaped

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
AUTHOR: Final = "pmo_xl"
_MAIN: Final = MAIN.encode()
_EMPTY_NOTES: Final = b'<comments xmlns="' + _MAIN + b'"><authors></authors><commentList></commentList></comments>'
_EMPTY_DRAWING: Final = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'xmlns:x="urn:schemas-microsoft-com:office:excel"></xml>'
)
_SHAPE_TYPE: Final = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_OWN: Final = "pmo_xl_note_"


def with_notes(xml: bytes | None, notes: Mapping[str, str]) -> tuple[bytes, list[str]]:
    """The comments part with these notes (A1 → text), and the cells whose note is new and needs a shape.

    A cell that has a note keeps it; ours is a further paragraph of it. One that begins a thread of comments keeps its
    note as it is, since Excel shows the thread instead.
    """
    data = xml or b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + _EMPTY_NOTES
    p = _prefix(data, b"comments")
    fresh = []
    for cell, text in notes.items():
        own = f'<{p}r><{p}t xml:space="preserve">{escaped(text)}</{p}t></{p}r>'
        found = _note(data, p, cell)
        if found is None:
            fresh.append(cell)
        elif not _begins_thread(data, p, found[0]):
            end = found.start() + found[0].rindex(f"</{p}text".encode())
            data = data[:end] + own.replace('preserve">', 'preserve">\n', 1).encode() + data[end:]
    if fresh:
        data, author = _author(data, p)
        new = "".join(
            f'<{p}comment ref="{cell}" authorId="{author}"><{p}text><{p}r><{p}t xml:space="preserve">'
            f"{escaped(notes[cell])}</{p}t></{p}r></{p}text></{p}comment>"
            for cell in fresh
        )
        data = _inserted(data, f"{p}commentList", new)
    return data, fresh


def with_shapes(xml: bytes | None, cells: list[str]) -> bytes:
    """The legacy drawing with a hidden note shape for each cell; Excel shows it when the cell is pointed at."""
    data = xml or _EMPTY_DRAWING
    kind = "" if b'id="_x0000_t202"' in data else _SHAPE_TYPE
    taken = data.count(_OWN.encode())
    shapes = "".join(_shape(number, cell) for number, cell in enumerate(cells, taken + 1))
    at = data.rindex(b"</xml")
    return data[:at] + (kind + shapes).encode() + data[at:]


def _shape(number: int, cell: str) -> str:
    row, column = address(cell)
    anchor = f"{column}, 15, {max(row - 2, 0)}, 10, {column + 4}, 15, {row + 3}, 4"
    return (
        f'<v:shape id="{_OWN}{number}" type="#_x0000_t202" fillcolor="#ffffe1" o:insetmode="auto" '
        'style="position:absolute;margin-left:60pt;margin-top:2pt;width:220pt;height:80pt;z-index:1;visibility:hidden">'
        '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row - 1}</x:Row>"
        f"<x:Column>{column - 1}</x:Column></x:ClientData></v:shape>"
    )


def _note(data: bytes, p: str, cell: str) -> re.Match[bytes] | None:
    q, ref = re.escape(p).encode(), re.escape(cell).encode()
    pattern = rb"<" + q + rb"comment\b[^>]*\bref\s*=\s*[\"']" + ref + rb"[\"'][^>]*>.*?</" + q + rb"comment\s*>"
    return re.search(pattern, data, re.DOTALL)


def _authors(data: bytes, p: str) -> list[bytes]:
    return re.findall(rb"<" + re.escape(p).encode() + rb"author\b[^>]*?(?:/>|>(.*?)</)", data, re.DOTALL)


def _begins_thread(data: bytes, p: str, note: bytes) -> bool:
    """Whether the note only stands in for a thread of comments: its author is the thread's number, tc={…}."""
    number = re.search(rb"\bauthorId\s*=\s*[\"'](\d+)", note)
    names = _authors(data, p)
    return number is not None and int(number[1]) < len(names) and names[int(number[1])].startswith(b"tc=")


def _author(data: bytes, p: str) -> tuple[bytes, int]:
    names = _authors(data, p)
    if AUTHOR.encode() in names:
        return data, names.index(AUTHOR.encode())
    return _inserted(data, f"{p}authors", f"<{p}author>{escape(AUTHOR)}</{p}author>"), len(names)


def _inserted(data: bytes, name: str, new: str) -> bytes:
    """New content at the end of an element, which may be written as empty."""
    empty = re.search(rb"<" + re.escape(name).encode() + rb"\s*/>", data)
    if empty is not None:
        whole = f"<{name}>{new}</{name}>".encode()
        return data[: empty.start()] + whole + data[empty.end() :]
    at = data.rindex(f"</{name}".encode())
    return data[:at] + new.encode() + data[at:]


def _prefix(data: bytes, root: bytes) -> str:
    found = re.search(rb"<([\w.-]+:)?" + root + rb"\b", data)
    return (found[1] or b"").decode() if found else ""

"""The notes of a sheet: those that were there, with what was found appended, and new ones with the shapes they need."""

import re
from collections.abc import Mapping
from html import escape
from typing import Final

from pmo_xl.patch import CellRefusal
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
_INSIDE: Final = rb"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*"  # of a tag
_REF: Final = re.compile(rb"\sref\s*=\s*[\"']([A-Z]+\d+)[\"']")


def with_notes(xml: bytes | None, notes: Mapping[str, str]) -> tuple[bytes, list[str]]:
    """The comments part with these notes (A1 → text), and the cells whose note is new and needs a shape.

    A cell that has a note keeps it; ours is a further paragraph of it. One that begins a thread of comments keeps its
    note as it is, since Excel shows the thread instead. Raises CellRefusal for a part that is no list of notes.
    """
    data = xml or b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + _EMPTY_NOTES
    p = _prefix(data, b"comments")
    there, threads = _notes(data, p), _threads(data, p)
    out, done = [], 0
    for cell, note in there.items():  # in the order of the part
        if cell in notes and _author_of(note) not in threads:
            start, end, paragraph = _joined(p, note, escaped(notes[cell]))
            out += [data[done:start], paragraph]
            done = end
    data = b"".join([*out, data[done:]])
    fresh = [cell for cell in notes if cell not in there]
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
    return _before_end(data, "xml", (kind + shapes).encode())


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


def _notes(data: bytes, p: str) -> dict[str, re.Match[bytes]]:
    """A1 → the element of its note; group 1 is the tag it opens with."""
    q = re.escape(p).encode()
    pattern = rb"(<" + q + rb"comment\b" + _INSIDE + rb">).*?</" + q + rb"comment\s*>"
    found = ((_REF.search(note[1]), note) for note in re.finditer(pattern, data, re.DOTALL))
    return {ref[1].decode(): note for ref, note in found if ref is not None}


def _author_of(note: re.Match[bytes]) -> int | None:
    number = re.search(rb"\sauthorId\s*=\s*[\"'](\d+)", note[1])
    return int(number[1]) if number else None


def _joined(p: str, note: re.Match[bytes], text: str) -> tuple[int, int, bytes]:
    """Which bytes of the part make room for a further paragraph of a note, and what stands there then."""
    end = note[0].rfind(f"</{p}text".encode())
    if end >= 0:
        run = f'<{p}r><{p}t xml:space="preserve">\n{text}</{p}t></{p}r>'
        return note.start() + end, note.start() + end, run.encode()
    empty = re.search(rb"<" + re.escape(p).encode() + rb"text\s*/>", note[0])
    if empty is None:
        raise CellRefusal("メモを読めません")
    whole = f'<{p}text><{p}r><{p}t xml:space="preserve">{text}</{p}t></{p}r></{p}text>'
    return note.start() + empty.start(), note.start() + empty.end(), whole.encode()


def _authors(data: bytes, p: str) -> list[bytes]:
    return re.findall(rb"<" + re.escape(p).encode() + rb"author\b[^>]*?(?:/>|>(.*?)</)", data, re.DOTALL)


def _threads(data: bytes, p: str) -> frozenset[int]:
    """The numbers of the authors that only stand in for a thread of comments: they are called tc={…}."""
    return frozenset(number for number, name in enumerate(_authors(data, p)) if name.startswith(b"tc="))


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
    return _before_end(data, name, new.encode())


def _before_end(data: bytes, name: str, new: bytes) -> bytes:
    at = data.rfind(f"</{name}".encode())
    if at < 0:
        raise CellRefusal("メモを読めません")
    return data[:at] + new + data[at:]


def _prefix(data: bytes, root: bytes) -> str:
    found = re.search(rb"<([\w.-]+:)?" + root + rb"\b", data)
    return (found[1] or b"").decode() if found else ""

"""styles.xml with further cell formats: each looks like an existing one, but for its ground."""

import re
from typing import Final

from pmo_xl.errors import BookError
from pmo_xl.patch import unwritable

_TAG: Final = rb"(?:[^<>\"'/]|/(?!>)|\"[^\"]*\"|'[^']*')*"  # up to /> or >
_FILL: Final = (
    '<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="{colour}"/><{p}bgColor indexed="64"/>'
    "</{p}patternFill></{p}fill>"
)

_FIRST_FILLS: Final = (
    '<{p}fills count="2"><{p}fill><{p}patternFill patternType="none"/></{p}fill>'
    '<{p}fill><{p}patternFill patternType="gray125"/></{p}fill></{p}fills>'
)


class MoreStyles:
    """Collects formats; `data` is the part with all of them appended, everything else byte for byte."""

    def __init__(self, xml: bytes, book: str) -> None:
        self._book = book
        prefix = re.search(rb"<([\w.-]+:)?styleSheet\b", xml)
        self._p = (prefix[1] or b"") if prefix else b""
        self._xml = xml = self._with_fills(xml)
        fills, formats = self._group(b"fills"), self._group(b"cellXfs")
        self._fills_end, self._formats_end = fills[1], formats[1]
        self._fill_count = len(re.findall(rb"<" + self._p + rb"fill\b", xml[fills[0] : fills[1]]))
        self._formats = self._elements(xml[formats[0] : formats[1]])
        if not self._formats:
            raise self._broken()
        self._new_fills: dict[str, int] = {}
        self._new_formats: dict[tuple[int, str, bool], int] = {}
        self._added: list[bytes] = []

    def filled(self, style: str | None, colour: str, *, plain: bool = False) -> str:
        """The index of a format like `style` on a ground of this colour (AARRGGBB, "" for none).

        `plain` also breaks its text into lines, from the top.
        """
        base = int(style) if style and style.isdecimal() and int(style) < len(self._formats) else 0
        key = base, colour, plain
        if key not in self._new_formats:
            self._new_formats[key] = len(self._formats) + len(self._added)
            self._added.append(self._like(self._formats[base], self._fill(colour) if colour else 0, wrapped=plain))
        return str(self._new_formats[key])

    @property
    def data(self) -> bytes:
        """The part."""
        solid = "".join(_FILL.format(p=self._p.decode(), colour=colour) for colour in self._new_fills).encode()
        pieces = sorted([(self._fills_end, solid), (self._formats_end, b"".join(self._added))])
        out, done = [], 0
        for at, piece in pieces:
            out += [self._xml[done:at], piece]
            done = at
        data = b"".join([*out, self._xml[done:]])
        data = self._counted(data, b"fills", self._fill_count + len(self._new_fills))
        return self._counted(data, b"cellXfs", len(self._formats) + len(self._added))

    def _fill(self, colour: str) -> int:
        return self._new_fills.setdefault(colour, self._fill_count + len(self._new_fills))

    def _like(self, element: bytes, fill: int, *, wrapped: bool) -> bytes:
        head = re.match(rb"<" + _TAG + rb"/?>", element)
        if head is None:
            raise self._broken()
        given = rb"fillId|applyFill|applyAlignment" if wrapped else rb"fillId|applyFill"
        tag = re.sub(rb"\s+(?:" + given + rb")\s*=\s*(?:\"[^\"]*\"|'[^']*')", b"", head[0])
        end = len(tag) - (2 if tag.endswith(b"/>") else 1)
        new = tag[:end].rstrip() + b' fillId="%d" applyFill="1"' % fill
        if not wrapped:
            return new + tag[end:] + element[head.end() :]
        align = b'<%balignment vertical="top" wrapText="1"/>' % self._p
        return new + b' applyAlignment="1">' + align + b"</%bxf>" % self._p

    def _group(self, name: bytes) -> tuple[int, int]:
        """Where the content of <fills> or <cellXfs> begins and ends."""
        start = re.search(rb"<" + self._p + name + rb"\b" + _TAG + rb">", self._xml)
        end = self._xml.find(b"</" + self._p + name, start.end() if start else 0)
        if start is None or end < 0:
            raise self._broken()
        return start.end(), end

    def _with_fills(self, xml: bytes) -> bytes:
        """A book whose cells have no grounds may do without the list of them; Excel keeps the first two for itself."""
        if b"</%bfills" % self._p in xml:
            return xml
        empty = re.search(rb"<" + self._p + rb"fills\b" + _TAG + rb"/>", xml)
        behind = re.search(rb"<" + self._p + rb"(?:borders|cellStyleXfs|cellXfs)\b", xml)
        place = empty or behind
        if place is None:
            raise self._broken()
        fills = _FIRST_FILLS.replace("{p}", self._p.decode()).encode()
        return xml[: place.start()] + fills + xml[place.end() if empty else place.start() :]

    def _elements(self, inside: bytes) -> list[bytes]:
        """The <xf> elements, each with its children."""
        pattern = rb"<" + self._p + rb"xf\b" + _TAG + rb"(?:/>|>.*?</" + self._p + rb"xf\s*>)"
        return [found[0] for found in re.finditer(pattern, inside, re.DOTALL) if found[0]]

    def _counted(self, xml: bytes, name: bytes, count: int) -> bytes:
        return re.sub(
            rb"(<" + self._p + name + rb"\b" + _TAG + rb"?\bcount\s*=\s*[\"'])\d+",
            lambda found: found[1] + str(count).encode(),
            xml,
            count=1,
        )

    def _broken(self) -> BookError:
        return unwritable(self._book, "書式の一覧を読めません", "Excelで開いて保存し直してください")

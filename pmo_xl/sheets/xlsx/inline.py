"""Texts written into the cells themselves, as exporters do, turned into numbers of a list, as Excel keeps them.

A sheet of such texts has no two rows alike; with numbers in their place its rows fall into a few shapes (see `scan`).
"""

from io import BytesIO

from pmo_xl.model.pattern import lazy
from pmo_xl.sheets.files.cuts import cuts

_INLINE = lazy(rb'(?<= t="inlineStr">)<is><t(?: xml:space="preserve")?(?:/>|>([^<]*)</t>)</is>')


def numbered(xml: bytes) -> tuple[bytes, list[bytes]]:
    """The sheet with `<v>7</v>` for every plain inline text, and the texts as written, each once.

    Texts in several fonts stay as they are.
    """
    if b"<is>" not in xml:
        return xml, []
    values: dict[bytes, bytes] = {}
    out = BytesIO()
    for begin, stop in cuts(xml, b"<row"):
        rows = xml[begin:stop]
        parts = _usual_parts(rows) or [part or b"" for part in _INLINE.split(rows)]
        texts = parts[1::2]
        for text in dict.fromkeys(texts):
            if text not in values:
                values[text] = b"<v>%d</v>" % len(values)
        parts[1::2] = map(values.__getitem__, texts)
        out.write(b"".join(parts))
    return out.getvalue(), list(values)


def _usual_parts(rows: bytes) -> list[bytes]:
    """What stands around the texts and the texts, in turn, found without a search; empty where one is not usual."""
    opened = rows.count(b"<is><t")
    if b"\0" in rows or opened != rows.count(b' t="inlineStr"><is><t'):
        return []
    marked = rows.replace(b"<is><t/></is>", b"\0\0").replace(b"</t></is>", b"\0")
    for opening in (b"<is><t>", b'<is><t xml:space="preserve">'):
        marked = marked.replace(opening, b"\0")
    parts = marked.split(b"\0")
    return parts if len(parts) == 2 * opened + 1 and b"<" not in b"".join(parts[1::2]) else []

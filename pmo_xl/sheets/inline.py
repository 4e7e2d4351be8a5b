"""Texts written into the cells themselves, as exporters do, turned into numbers of a list, as Excel keeps them.

A sheet of such texts has no two rows alike; with numbers in their place its rows fall into a few shapes (see `scan`).
"""

from io import BytesIO

from pmo_xl.model.pattern import lazy
from pmo_xl.sheets.cuts import cuts

_INLINE = lazy(rb'(?<= t="inlineStr">)<is><t(?: xml:space="preserve")?(?:/>|>([^<]*)</t>)</is>')


def numbered(xml: bytes) -> tuple[bytes, list[bytes]]:
    """The sheet with `<v>7</v>` for every plain inline text, and the texts as written, each once.

    Texts in several fonts stay as they are.
    """
    if b"<is>" not in xml:
        return xml, []
    numbers: dict[bytes, int] = {}
    out = BytesIO()
    for begin, stop in cuts(xml, b"<row"):
        if xml.find(b"<is>", begin, stop) < 0:
            out.write(xml[begin:stop])
            continue
        parts = _INLINE.split(xml[begin:stop])
        texts = [text or b"" for text in parts[1::2]]
        for text in texts:
            numbers.setdefault(text, len(numbers))
        parts[1::2] = [b"<v>%d</v>" % numbers[text] for text in texts]
        out.write(b"".join(parts))
    return out.getvalue(), list(numbers)

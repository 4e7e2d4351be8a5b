"""Texts written into the cells themselves, as exporters do, turned into numbers of a list, as Excel keeps them.

A sheet of such texts has no two rows alike; with numbers in their place its rows fall into a few shapes (see `scan`).
"""

from pmo_xl.model.pattern import lazy

_INLINE = lazy(rb'(?<= t="inlineStr">)<is><t(?: xml:space="preserve")?(?:/>|>([^<]*)</t>)</is>')


def numbered(xml: bytes) -> tuple[bytes, list[bytes]]:
    """The sheet with `<v>7</v>` for every plain inline text, and the texts as written, each once.

    Texts in several fonts stay as they are.
    """
    if b"<is>" not in xml:
        return xml, []
    parts = _INLINE.split(xml)
    texts = parts[1::2]
    numbers = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    parts[1::2] = [b"<v>%d</v>" % numbers[text] for text in texts]
    return b"".join(parts), [text or b"" for text in numbers]

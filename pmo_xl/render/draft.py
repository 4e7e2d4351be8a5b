"""A draft is seen to be one: what its page must say stands at its head where the template left it out."""

from collections.abc import Sequence
from typing import Final

from lxml import etree

from pmo_xl.render.text import plain, spoken

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES: Final = {"w": _W}
# text that a reader may never see: hidden, struck out by a revision, in a text box behind the page
_UNSEEN: Final = "ancestor::w:r/w:rPr/w:vanish or ancestor::w:txbxContent or ancestor::w:del"


def with_notice(document: bytes, notice: Sequence[object]) -> bytes:
    """The body of a Word document; with `notice` as its first paragraph where it does not say all of it by itself.

    Text in headers, footers, text boxes and hidden text does not count: a reader is not sure to meet it.
    """
    words = [spoken(plain(one)) for one in notice]
    if not words:
        return document
    root = etree.fromstring(document, etree.XMLParser(resolve_entities=False, huge_tree=True))
    body = root.find("w:body", _NAMES)
    if body is None:
        return document
    seen = "".join(
        text.text or "" for text in body.iterfind(".//w:t", _NAMES) if not text.xpath(_UNSEEN, namespaces=_NAMES)
    )
    if all(word in seen for word in words):
        return document
    body.insert(0, _paragraph("　".join(words)))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _paragraph(words: str) -> etree._Element:
    """Bold and dark red, so that it is no sentence of the page."""
    paragraph = etree.Element(f"{{{_W}}}p", nsmap=_NAMES)
    run = etree.SubElement(paragraph, f"{{{_W}}}r")
    look = etree.SubElement(run, f"{{{_W}}}rPr")
    etree.SubElement(look, f"{{{_W}}}b")
    etree.SubElement(look, f"{{{_W}}}color").set(f"{{{_W}}}val", "B01E1E")
    etree.SubElement(run, f"{{{_W}}}t").text = words
    return paragraph

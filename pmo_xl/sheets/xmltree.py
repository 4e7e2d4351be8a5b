"""Small XML parts as trees, behind a wall: no DOCTYPE, no endless nesting, no namespaces to stumble over."""

import re
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from pmo_xl.sheets.clean import parsable
from pmo_xl.sheets.refusal import REPAIR, RefusalError, SheetError, broken, broken_part

MAX_DEPTH = 256
_ROOT = re.compile(rb"<[A-Za-z_\x80-\xff]")
_XML_1_0_DECLARATION = re.compile(rb"^\s*<\?xml[^>]*\?>")


def as_utf8(data: bytes, part: str) -> bytes:
    """The part in UTF-8, whatever Unicode it came in. Raises RefusalError when it declares a DOCTYPE."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            data = _XML_1_0_DECLARATION.sub(b"", data.decode("utf-16").encode())
        except UnicodeError:
            raise broken(part) from None
    root = _ROOT.search(data)
    if b"<!DOCTYPE" in data[: root.start() if root else len(data)]:
        raise RefusalError(
            f"安全でない記述(DOCTYPE)を含んでいます（{part}）", "Excelで開き、ブック(.xlsx)として保存し直してください"
        )
    return data


def tree(data: bytes, part: str) -> Element:
    """The root of a part whose elements and attributes have lost their namespaces (`{…}sheet` → `sheet`, `id`).

    Raises SheetError when it is not well-formed or nested deeper than MAX_DEPTH.
    """
    parser = XMLPullParser(events=("start", "end"))
    depth = 0
    try:
        for text in (parsable(data), None):
            if text is None:
                parser.close()
            else:
                parser.feed(text)
            for event, element in parser.read_events():
                depth += 1 if event == "start" else -1
                if depth > MAX_DEPTH:
                    raise too_deep(part)
                if event == "start":
                    element.tag = element.tag.rpartition("}")[2]
                    for name in [name for name in element.attrib if "}" in name]:
                        element.attrib.setdefault(name.rpartition("}")[2], element.attrib[name])
                root = element
    except ParseError:
        raise broken_part(part) from None
    return root


def too_deep(part: str) -> SheetError:
    """The refusal of a part nested beyond MAX_DEPTH."""
    return SheetError(f"壊れています（{part} の入れ子が深すぎます、上限は{MAX_DEPTH}段）", REPAIR)

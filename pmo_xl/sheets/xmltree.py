"""Small XML parts as trees, behind a wall: no DOCTYPE, no endless nesting, no namespaces to stumble over."""

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from pmo_xl.model.pattern import lazy
from pmo_xl.sheets.clean import parsable
from pmo_xl.sheets.refusal import REPAIR, RefusalError, SheetError, broken, broken_part

MAX_DEPTH = 256
_ROOT = lazy(rb"<[A-Za-z_\x80-\xff]")
_XML_1_0_DECLARATION = lazy(rb"^\s*<\?xml[^>]*\?>")


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
    """The root of a part; tags and attributes have lost their namespace prefixes (x14:formula1 → formula1, r:id → id).

    Raises SheetError when it is not well-formed or nested deeper than MAX_DEPTH.
    """
    builder = TreeBuilder()
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise too_deep(part)
        builder.start(_local(name), {_local(key): value for key, value in attributes.items()} | attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_local(name))

    parser = expat.ParserCreate("UTF-8")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(parsable(data), True)
    except expat.ExpatError:
        raise broken_part(part) from None
    return builder.close()


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def too_deep(part: str) -> SheetError:
    """The refusal of a part nested beyond MAX_DEPTH."""
    return SheetError(f"壊れています（{part} の入れ子が深すぎます、上限は{MAX_DEPTH}段）", REPAIR)

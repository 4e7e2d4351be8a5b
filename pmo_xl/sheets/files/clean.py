"""Characters no report may contain: found cheaply in a part's bytes, taken out of the values once, at reading."""

import re
from collections.abc import Iterable, Sequence

from pmo_xl.model.grid import CellValue
from pmo_xl.model.pattern import lazy
from pmo_xl.sheets.files.cuts import cuts

_CONTROL = lazy("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN_BYTES = bytes([*range(9), 11, 12, *range(14, 32)])
_REFERENCE = lazy(rb"&#(x[0-9a-fA-F]+|[0-9]+);")
_NUMBERED = lazy(r"&#(x[0-9a-fA-F]+|[0-9]+);")
_MOST_DIGITS = 7  # of the last character, 1114111
_NAMED = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))  # the ampersand last
_LAST_CHARACTER = 0x10FFFF
NOTE = "制御文字を取り除いて読みました"


def is_suspect(xml: bytes) -> bool:
    """Whether the part may hold control characters or carriage returns: raw, as &#11; or as _x000B_."""
    # The declaration at the top may be followed by a carriage return; that one is not in a text.
    return b"_x00" in xml or b"&#" in xml or xml.find(b"\r", xml.find(b"?>") + 4) >= 0 or _has_raw(xml)


def resolved(text: str) -> str:
    """The text of an element as written in XML, its entities resolved; characters XML forbids are left to `cleaned`."""
    if "&" not in text:
        return text
    if "&#" in text:
        text = _NUMBERED.sub(_character, text)
    for entity, meant in _NAMED:
        text = text.replace(entity, meant)
    return text


def is_clean(text: str) -> bool:
    """Whether the text holds no character that has to go; a carriage return is no loss."""
    return text.replace("\n", "").isprintable() or _CONTROL.search(text.replace("\r", "")) is None


def need_cleaning(texts: Iterable[str | None]) -> bool:
    """Whether one of them holds a character that has to go, or a carriage return."""
    together = "\n".join(filter(None, texts))
    return "\r" in together or not is_clean(together)


def cleaned(text: str) -> str:
    """The text without control characters, line ends as Excel shows them (a line feed)."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", text)


def clean_rows(rows: Sequence[list[CellValue]]) -> bool:
    """Clean every text in place; whether a control character had to go (a carriage return is no loss)."""
    together = "".join([value for row in rows for value in row if type(value) is str])
    if together.replace("\n", "").isprintable():
        return False
    found = False
    for row in rows:
        for at, value in enumerate(row):
            if isinstance(value, str) and not value.isprintable():
                found = found or not is_clean(value)
                row[at] = cleaned(value) or None
    return found


def parsable(xml: bytes) -> bytes:
    """The part with everything gone that XML 1.0 forbids, so that a strict parser can read it."""
    if _has_raw(xml):
        xml = xml.translate(None, _FORBIDDEN_BYTES)
    for reference in _references(xml):
        if not _is_allowed(_code(reference[2:-1].decode())):
            xml = xml.replace(reference, b"")
    return xml


def _references(xml: bytes) -> set[bytes]:
    """The different references to characters by their number (&#11;)."""
    if b"&#" not in xml:
        return set()
    return {found[0] for begin, stop in cuts(xml, b"&") for found in _REFERENCE.finditer(xml, begin, stop)}


def _character(reference: re.Match[str]) -> str:
    code = _code(reference[1])
    # An ampersand is resolved with the named ones, after which nothing is resolved again.
    return "&amp;" if code == ord("&") else chr(code) if code <= _LAST_CHARACTER else ""


def _code(digits: str) -> int:
    """The number of a character as a reference writes it (x1F, 31); beyond the last for more digits than that has."""
    base, digits = (16, digits[1:]) if digits[:1] == "x" else (10, digits)
    significant = digits.lstrip("0")
    return int(significant or "0", base) if len(significant) <= _MOST_DIGITS else _LAST_CHARACTER + 1


def _is_allowed(code: int) -> bool:
    return code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code <= _LAST_CHARACTER


def _has_raw(xml: bytes) -> bool:
    return any(
        len(xml[begin:stop].translate(None, _FORBIDDEN_BYTES)) != stop - begin for begin, stop in cuts(xml, b"<")
    )

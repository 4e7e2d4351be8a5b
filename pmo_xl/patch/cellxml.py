"""A cell as it will stand in the sheet's XML: its style and its extras kept, its value new."""

import math
import re
from collections.abc import Mapping
from datetime import date
from html import escape

from pmo_xl.patch.refusal import CellRefusal
from pmo_xl.render.cells import escaped, serial

Value = str | int | float | bool | date | None

_LARGEST_EXACT = 10**15  # Excel keeps 15 digits
_LONGEST = 32_767  # UTF-16 units a cell holds
_EXTRAS = re.compile(rb"<(?:[\w.-]+:)?extLst\b.*</(?:[\w.-]+:)?extLst>", re.DOTALL)
_DROPPED = frozenset(("t", "cm", "vm"))  # the type, and what a dynamic array or a rich value left behind


def cell_xml(
    reference: str,
    value: Value,
    *,
    prefix: str,
    attributes: Mapping[str, str],
    old: bytes = b"",
    since_1904: bool = False,
) -> bytes:
    """The whole element. `attributes` are those the cell had (r and s stay), `old` its element's bytes.

    Raises CellRefusal for what a cell cannot hold.
    """
    kind, inside = _inside(value, prefix, since_1904)
    kept = {name: text for name, text in attributes.items() if name not in _DROPPED and " " not in name}
    kept["r"] = reference
    if kind:
        kept["t"] = kind
    head = "".join(f' {name}="{escape(text)}"' for name, text in kept.items())
    extras = _EXTRAS.search(old)
    body = inside.encode() + (extras[0] if extras else b"")
    if not body:
        return f"<{prefix}c{head}/>".encode()
    return f"<{prefix}c{head}>".encode() + body + f"</{prefix}c>".encode()


def _inside(value: Value, prefix: str, since_1904: bool) -> tuple[str, str]:
    """The cell's type, and what stands between its tags."""
    if value is None or value == "":
        return "", ""
    if isinstance(value, bool):
        return "b", f"<{prefix}v>{int(value)}</{prefix}v>"
    if isinstance(value, int | float):
        if not math.isfinite(value) or abs(value) >= _LARGEST_EXACT:
            raise CellRefusal("Excelが正しく保持できない数です")
        return "", f"<{prefix}v>{value!r}</{prefix}v>"
    if isinstance(value, date):
        count = serial(value, since_1904)
        if count is None:
            raise CellRefusal("1900年3月より前の日付です")
        return "", f"<{prefix}v>{count!r}</{prefix}v>"
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 > _LONGEST:
        raise CellRefusal("セルに入らない長さの文字です")
    # Text is an inline string: never a formula, whatever it begins with.
    return "inlineStr", f'<{prefix}is><{prefix}t xml:space="preserve">{escaped(text)}</{prefix}t></{prefix}is>'

"""Our words onto a sheet of ours: as text whatever they begin with, a block at a time, none longer than a cell."""

from collections.abc import Sequence
from typing import Any, Final

LONGEST: Final = 32_767  # UTF-16 units; Excel cuts the rest off in silence
_CUT: Final = "…（長いため省略）"


def write_texts(sheet: Any, top: int, left: int, rows: Sequence[Sequence[str]]) -> int:  # noqa: ANN401 - xlwings' Sheet
    """Write a block of texts, its upper left cell at (top, left); gives back how many had to be shortened."""
    if not rows:
        return 0
    shorter = [[fitted(text) for text in row] for row in rows]
    cells = sheet.range((top, left), (top + len(rows) - 1, left + len(rows[0]) - 1))
    cells.number_format = "@"  # or 001, 1-2 and =A1 would be read as if they had been typed
    cells.value = shorter
    return sum(
        new != old for before, after in zip(rows, shorter, strict=True) for old, new in zip(before, after, strict=True)
    )


def fitted(text: str) -> str:
    """The text, its end replaced by a word about it where a cell cannot hold it."""
    data = text.encode("utf-16-le", "surrogatepass")
    if len(data) <= 2 * LONGEST:
        return text
    room = 2 * (LONGEST - len(_CUT))
    return data[:room].decode("utf-16-le", "ignore") + _CUT

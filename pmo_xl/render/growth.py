"""How a sheet grows under a list, and what that does to every address that points into it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

from pmo_xl.model.place import column_letters, column_number

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

_CORNER = r"\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}"
_REFERENCE = re.compile(
    r'"(?:[^"]|"")*"'  # a text
    r"|\[[^\[\]]*\]"  # inside [ ]: a column of a table, or another workbook
    r"|(?<![\w.$!\])])"
    r"(?P<sheet>(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?"
    rf"(?P<first>{_CORNER}|\$?[1-9]\d{{0,6}}(?=:))(?::(?P<last>{_CORNER}|\$?[1-9]\d{{0,6}}))?"
    r"(?![\w.(!:])"
)
_PARTS = re.compile(r"(\$?)([A-Za-z]*)(\$?)(\d+)")


@dataclass(frozen=True)
class Growth:
    """The rows of a template that repeat, and how many rows more each has become."""

    extra: Mapping[int, int]
    _rows: tuple[int, ...] = field(init=False, repr=False)
    _sums: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        rows = tuple(sorted(self.extra))
        object.__setattr__(self, "_rows", rows)
        object.__setattr__(self, "_sums", (0, *accumulate(self.extra[row] for row in rows)))

    def first(self, row: int) -> int:
        """Where a row of the template begins now."""
        return row + self._sums[bisect_left(self._rows, row)]

    def last(self, row: int) -> int:
        """Where a row of the template ends now: a repeating row ends with its last copy."""
        return row + self._sums[bisect_right(self._rows, row)]

    def origin(self, row: int) -> int:
        """The row of the template that a row of the filled sheet comes from."""
        low, high = 1, row
        while low < high:  # `last` rises with its row
            middle = (low + high) // 2
            if self.last(middle) < row:
                low = middle + 1
            else:
                high = middle
        return low

    def area(self, reference: str) -> str:
        """A1 or A1:C5 where it lies now; a range that ends on a repeating row grows with it."""
        top, _, bottom = reference.partition(":")
        start, end = _moved(top, self.first), _moved(bottom or top, self.last)
        return start if start == end else f"{start}:{end}"

    def areas(self, references: str) -> str:
        """The same for a list of them, separated by spaces."""
        return " ".join(self.area(reference) for reference in references.split())


def _moved(corner: str, move: Callable[[int], int]) -> str:
    found = _PARTS.match(corner)
    if found is None:
        return corner
    return f"{found[1]}{found[2]}{found[3]}{min(move(int(found[4])), LAST_ROW)}"


def moved(formula: str, own: str, growths: Mapping[str, Growth], *, pattern: int = 0, copy: int = 0) -> str:
    """A formula of the sheet `own` after the sheets in `growths` grew.

    For copy number `copy` of the repeating row `pattern`, relative references to that row and to rows above it
    move along, as they do when a row is filled down in Excel.
    """

    def replace(found: re.Match[str]) -> str:
        if found["first"] is None:
            return found[0]
        sheet = own if found["sheet"] is None else unquoted(found["sheet"][:-1])
        growth = growths.get(sheet)
        if growth is None:
            return found[0]

        def corner(text: str, move: Callable[[int], int]) -> str:
            parts = _PARTS.match(text)
            if parts is None:
                return text
            fixed = bool(parts[3] or (parts[1] and not parts[2]))  # in $5:$5 the $ of the row stands first
            row = int(parts[4])
            to = growth.first(row) + copy if pattern and sheet == own and not fixed and row <= pattern else move(row)
            return f"{parts[1]}{parts[2]}{parts[3]}{min(to, LAST_ROW)}"

        start = corner(found["first"], growth.first)
        end = "" if found["last"] is None else ":" + corner(found["last"], growth.last)
        return (found["sheet"] or "") + start + end

    return _REFERENCE.sub(replace, formula)


def filled_down(formula: str, down: int, right: int) -> str:
    """A formula as Excel copies it to a cell `down` rows below and `right` columns beside: relative parts move."""

    def corner(text: str) -> str:
        parts = _PARTS.match(text)
        if parts is None:
            return text
        if not parts[2]:  # 5:5 or $5:$5, whole rows
            return text if parts[1] else str((int(text) + down - 1) % LAST_ROW + 1)
        column = column_number(parts[2])
        if not parts[1]:
            column = (column + right - 1) % LAST_COLUMN + 1
        row = int(parts[4]) if parts[3] else (int(parts[4]) + down - 1) % LAST_ROW + 1
        return f"{parts[1]}{column_letters(column)}{parts[3]}{row}"

    def replace(found: re.Match[str]) -> str:
        if found["first"] is None:
            return found[0]
        last = "" if found["last"] is None else ":" + corner(found["last"])
        return (found["sheet"] or "") + corner(found["first"]) + last

    return _REFERENCE.sub(replace, formula)


def unquoted(sheet: str) -> str:
    """A sheet's name without the quotes formulas put around it."""
    return sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet

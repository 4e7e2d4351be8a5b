"""Ranges of a sheet that grow when rows join the table they speak of."""

import re
from dataclasses import dataclass
from typing import Final

from pmo_xl.model.place import column_letters, column_number

_RANGE: Final = re.compile(r"(\$?)([A-Z]{1,3})(\$?)([1-9]\d*)(?::(\$?)([A-Z]{1,3})(\$?)([1-9]\d*))?")
_SHEET_RANGES: Final = re.compile(
    rb"(<(?:[\w.-]+:)?(?:conditionalFormatting|dataValidation)\b[^>]*?\bsqref\s*=\s*[\"'])([^\"']+)([\"'])"
    rb"|(<(?:[\w.-]+:)?autoFilter\b[^>]*?\bref\s*=\s*[\"'])([^\"']+)([\"'])"
    rb"|(<(?:[\w.-]+:)?sqref>)([^<]+)(</)"
)


@dataclass(frozen=True, slots=True)
class Growing:
    """A table whose last row was `last` and is `now`, in the columns `left` to `right`."""

    last: int
    now: int
    left: int
    right: int

    def range(self, reference: str) -> str:
        """A range as it should read now: one that reaches the table's last row, but not below the new one, grows."""
        found = _RANGE.fullmatch(reference)
        if found is None:  # whole columns, names: nothing to grow
            return reference
        first_row, last_row = int(found[4]), int(found[8] or found[4])
        first, last = column_number(found[2]), column_number(found[6] or found[2])
        reaches = first_row <= self.last <= last_row < self.now
        if not reaches or last < self.left or first > self.right:
            return reference
        start = f"{found[1]}{found[2]}{found[3]}{found[4]}"
        end = (
            f"{found[5] if found[6] else found[1]}{column_letters(last)}{found[7] if found[6] else found[3]}{self.now}"
        )
        return f"{start}:{end}"

    def ranges(self, references: str) -> str:
        """Several ranges, separated by spaces."""
        return " ".join(map(self.range, references.split(" ")))

    def behind_the_cells(self, xml: bytes) -> bytes:
        """What stands behind a sheet's cells: validations, conditional formats (x14 too) and the filter grow."""

        def grown(found: re.Match[bytes]) -> bytes:
            before, inside, after = next(
                (found[at], found[at + 1], found[at + 2]) for at in (1, 4, 7) if found[at] is not None
            )
            return before + self.ranges(inside.decode()).encode() + after

        return _SHEET_RANGES.sub(grown, xml)

    def table(self, xml: bytes) -> bytes:
        """A table part (ListObject) whose range and filter grow."""
        return re.sub(
            rb"(\bref\s*=\s*[\"'])([A-Z0-9:$]+)([\"'])",
            lambda found: found[1] + self.range(found[2].decode()).encode() + found[3],
            xml,
        )

    def defined_names(self, xml: bytes, sheet: str) -> bytes:
        """workbook.xml whose print area and filter name of this sheet grow."""
        quoted = re.escape(f"'{sheet.replace(chr(39), chr(39) * 2)}'!")
        plain = re.escape(f"{sheet}!")
        name = rb"<(?:[\w.-]+:)?definedName\b[^>]*\bname\s*=\s*[\"']_xlnm\.(?:Print_Area|_FilterDatabase)[\"'][^>]*>"
        inside = re.compile(f"((?:{quoted}|{plain}))([^,<]+)")

        def grown(found: re.Match[bytes]) -> bytes:
            text = inside.sub(lambda one: one[1] + self.range(one[2]), found[2].decode())
            return found[1] + text.encode()

        return re.sub(b"(" + name + rb")([^<]*)", grown, xml)

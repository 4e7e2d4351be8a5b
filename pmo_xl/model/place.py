"""Where something stands: workbook, sheet and cell, in Excel's own letters and numbers."""

from functools import cache

from msgspec import Struct


@cache
def column_letters(number: int) -> str:
    """Excel's letters of a column counted from 1: 1 → A, 28 → AB."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The column, counted from 1, that Excel calls by these letters: AB → 28."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


class Place(Struct, frozen=True):
    """A cell of a sheet of a workbook. Rows and columns count from 1; column 0 means the whole row."""

    file: str
    sheet: str
    row: int
    column: int = 0

    @property
    def cell(self) -> str:
        """The address as Excel writes it: H12, or 12:12 for a whole row."""
        return f"{column_letters(self.column)}{self.row}" if self.column else f"{self.row}:{self.row}"

    def __str__(self) -> str:
        return f"{self.file} {self.sheet}!{self.cell}"

"""What a drawn sheet is made of: plain values that a page's template prints."""

from typing import Literal

from msgspec import Struct


class Letter(Struct, frozen=True):
    """The head of a drawn column: A, or C〜F where blank columns are drawn with it."""

    text: str
    hidden: bool


class Cell(Struct, frozen=True):
    """A drawn cell. `whole` is its text when `text` had to be cut; `said` what it was taken for.

    `address` (L32) is given where a doubt may point at it. A cell that is nothing but its text stands as that text.
    """

    text: str = ""
    whole: str = ""
    said: str = ""
    address: str = ""
    doubt: bool = False
    unused: bool = False
    wide: int = 1
    high: int = 1


class Meaning(Struct, frozen=True):
    """What a column was read as: a field in Japanese and by its contract name; both "" between tables."""

    label: str = ""
    field: str = ""
    doubt: bool = False
    wide: int = 1


class Line(Struct, frozen=True):
    """One line of the picture: a row of cells, what the columns of the heading above it mean, or a gap.

    A `calm` row may be left out where only doubts are to be seen.
    """

    what: Literal["row", "meaning", "gap"]
    number: int = 0
    role: str = ""
    tone: str = ""
    hidden: bool = False
    calm: bool = False
    text: str = ""
    cells: tuple[Cell | str, ...] = ()
    meanings: tuple[Meaning, ...] = ()


class Picture(Struct, frozen=True):
    """A drawn sheet: column letters, lines, how many cells they hold, and in a sentence what is not drawn."""

    letters: tuple[Letter, ...] = ()
    lines: tuple[Line, ...] = ()
    cells: int = 0
    rest: str = ""

    @property
    def rows(self) -> frozenset[int]:
        """The rows that can be pointed at."""
        return frozenset(line.number for line in self.lines if line.what == "row")

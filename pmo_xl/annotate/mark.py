"""What is marked: a cell, how grave the matter is, and what the note says."""

from msgspec import Struct

from pmo_xl.model.finding import Gravity


class Mark(Struct, frozen=True):
    """One finding in one workbook. `cell` is "" where it speaks of a whole sheet or row; `row` is 0 then, or the row.

    `text` is what the note and the list say; it stands as text wherever it goes.
    """

    sheet: str
    cell: str
    row: int
    level: Gravity
    code: str
    id: str
    text: str
    fix: str = ""

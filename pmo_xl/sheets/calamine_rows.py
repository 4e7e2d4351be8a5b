"""The values of one sheet as calamine reads them, put under their true addresses."""

from typing import TYPE_CHECKING

from pmo_xl.model.grid import CellValue

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

Rows = list[list[CellValue]]


def rows_of(book: "CalamineWorkbook", name: str) -> Rows:
    """A sheet's values from A1 on, "" as None; text of spaces only is left to the reader of values.

    Raises CalamineError when calamine cannot read the sheet.
    """
    sheet = book.get_sheet_by_name(name)
    start = sheet.start
    # Rows above the first value are given, columns left of it are not.
    margin: list[CellValue] = [None] * (start[1] if start else 0)
    return [margin + [value or (None if value == "" else value) for value in row] for row in sheet.iter_rows()]

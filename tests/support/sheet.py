"""A register from a table written like the sheet it stands for, read by the real heading, word and date code.

issues = sheet('''
    | 課題ID | 状態   | 期限       |
    | K-001  | 対応中 | 2024/04/30 |''')

A cell like 2024/04/30 is a real date, as Excel makes it when typed in full; `'2024/04/30` stays text. 「\\n」 in a cell
is a line break.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from pmo_xl.model.register import Register
from pmo_xl.sheets.read import register_from_rows

_TYPED_DAY = re.compile(r"^(\d{4})[/-](\d{1,2})[/-](\d{1,2})$")


def sheet(text: str, kind: str | None = None, as_of: date | None = None) -> Register:
    """The register; `kind` as pmo.toml would name it, `as_of` the day that years are completed from."""
    return register_from_rows(kind, rows_of(text), near=as_of)


def rows_of(text: str) -> list[list[str | date | None]]:
    """The rows of a table written with | between the cells."""
    lines = [line.strip() for line in text.strip().splitlines()]
    return [[_cell(cell.strip()) for cell in line.strip("|").split("|")] for line in lines]


def _cell(text: str) -> str | date | None:
    if typed := _TYPED_DAY.match(text):
        return date(*map(int, typed.groups()))
    return text.removeprefix("'").replace("\\n", "\n") or None


def workbook(path: Path, hidden: Sequence[str] = (), **sheets: str) -> Path:
    """A workbook of such tables, one a sheet, as Excel would have saved it; `hidden` names sheets to hide."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "yyyy/mm/dd"})
        for name, text in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows_of(text)):
                for column, cell in enumerate(cells):
                    if isinstance(cell, date):
                        sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), day)
                    elif cell is not None:
                        sheet.write_string(row, column, cell)
            if name in hidden:
                sheet.hide()
    return path

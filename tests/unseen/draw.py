"""How a sheet is drawn up: cells as text under their addresses, and beside them what a person reads in the sheet.

@drawing("課題管理表_A社.xlsx")
def issues(book):
    '''Why this sheet is hard, in one line.'''
    sheet = book.add_worksheet("一覧")
    put(sheet, "B2", '''
        | 課題管理表 |
        |
        | No | 件名   | 状態   | 期限     |
        | 1  | 帳票NG | 対応中 | 2024/5/7 |''')
    return {"一覧": [Right("issue", header_rows=[4], records="5",
                           columns={"B": "id", "C": "title", "D": "status", "E": "due_date"})]}
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.utility import xl_cell_to_rowcol

SKIPPED = "skipped"  # the right reading of a sheet that holds no register
Accepted = str | None | tuple[str | None, ...]


@dataclass(frozen=True)
class Right:
    """The right reading of one table; several right answers stand in a tuple, None is a column left without a field.

    Rows are written "5-12, 14". `canonical` gives field → {canonical word: count}. Columns that are not named are
    not judged.
    """

    kind: str | tuple[str, ...]
    header_rows: list[int]
    records: str
    columns: dict[str, Accepted]
    examples: str | None = None
    sections: str | None = None
    placeholders: str | None = None
    canonical: dict[str, dict[str, int]] = field(default_factory=dict)


Truth = dict[str, list[Right] | str]


@dataclass(frozen=True)
class Drawing:
    """One file: how it is written, and sheet → its tables from top to bottom and left to right, or SKIPPED."""

    name: str
    module: str
    write: Callable[[Path], Truth]
    why: str


DRAWINGS: list[Drawing] = []


def drawing(name: str):
    """Register a function that fills an xlsxwriter workbook (or, for .csv, a path) and gives back its truth."""

    def registered(function):
        def write(path: Path) -> Truth:
            if path.suffix.lower() in (".csv", ".tsv"):
                return function(path)
            with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy/mm/dd"}) as book:
                return function(book)

        DRAWINGS.append(Drawing(name, function.__module__.rpartition(".")[2], write, (function.__doc__ or "").strip()))
        return function

    return registered


def put(sheet, at: str, text: str) -> None:
    """Cells written between bars, the first at the address `at`; a lone bar is a blank row.

    12 and 1.5 become numbers, 2024/5/7 a real date; "12" in double quotes stays text. ⏎ is a line break in a cell.
    `=ROW()-3 => 1` is a formula with its saved value.
    """
    top, left = xl_cell_to_rowcol(at)
    for down, line in enumerate(text.strip("\n").splitlines()):
        line = line.strip()
        if not line or set(line) <= {"|", " "}:
            continue
        for right, cell in enumerate(line.removeprefix("|").removesuffix("|").split("|")):
            _write(sheet, top + down, left + right, cell.strip())


def _write(sheet, row: int, column: int, cell: str) -> None:
    if not cell:
        return
    if cell.startswith("="):
        formula, _, saved = cell.partition("=>")
        value = saved.strip()
        number = re.fullmatch(r"-?\d+(\.\d+)?", value)
        sheet.write_formula(row, column, formula.strip(), None, float(value) if number else value)
    elif re.fullmatch(r'".*"', cell):
        sheet.write_string(row, column, cell[1:-1])
    elif re.fullmatch(r"-?\d+(\.\d+)?", cell):
        sheet.write_number(row, column, float(cell))
    elif day := re.fullmatch(r"(\d{4})/(\d{1,2})/(\d{1,2})", cell):
        sheet.write_datetime(row, column, datetime(*map(int, day.groups())))
    else:
        sheet.write_string(row, column, cell.replace("⏎", "\n"))


def rows_of(text: str | None) -> list[int]:
    """ "5-12, 14" as row numbers."""
    found: list[int] = []
    for part in (text or "").replace(" ", "").split(","):
        first, _, last = part.partition("-")
        if first:
            found.extend(range(int(first), int(last or first) + 1))
    return found

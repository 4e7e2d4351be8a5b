"""Sheets drawn as text: one line a row, cells between bars, blank lines are blank rows.

課題 = grid('''
    | 課題管理表 |
    |
    | No. | 件名 | 期限 |
    | 1   | 帳票 | 2024/5/7 |''')
"""

import re
from datetime import datetime

from pmo_xl.model.grid import Area, Grid, SheetFacts
from pmo_xl.model.place import column_letters, column_number


def grid(text, *, at="A1", file="台帳.xlsx", sheet="一覧", merges=(), **facts):
    """A sheet whose drawn cells begin at `at`. Numbers and 2024/5/7 become numbers and dates, `merges` are A1:B2.

    A cell in quotes is text as it stands; ⏎ is a line break within a cell.
    """
    column, row = _cell(at)
    lines = [line.strip() for line in text.strip("\n").splitlines()]
    rows = [[None] * (column - 1) + _row(line) for line in lines]
    areas = tuple(_area(merge) for merge in merges)
    return Grid(file, sheet, [[]] * (row - 1) + rows, SheetFacts(merges=areas, **facts))


def moved(original, *, down=0, right=0):
    """The same sheet with everything some rows and columns further."""
    rows = [[]] * down + [[None] * right + list(row) if row else [] for row in original.rows]
    merges = tuple(Area(a.top + down, a.left + right, a.bottom + down, a.right + right) for a in original.facts.merges)
    return Grid(original.file, original.sheet, rows, SheetFacts(merges=merges))


def columns(table):
    """Letter → field, as `inspect` shows it."""
    return {column_letters(number): name for name, number in table.columns.items()}


def _row(line):
    if not line or set(line) <= {"|", " "}:
        return []
    return [_value(cell.strip()) for cell in line.removeprefix("|").removesuffix("|").split("|")]


def _value(cell):
    if not cell:
        return None
    if re.fullmatch(r'".*"', cell):
        return cell[1:-1]
    if re.fullmatch(r"\d+(\.\d+)?", cell):
        return float(cell)
    if found := re.fullmatch(r"(\d{4})/(\d{1,2})/(\d{1,2})", cell):
        return datetime(*map(int, found.groups()))
    return cell.replace("⏎", "\n")


def _cell(address):
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", address).groups()
    return column_number(letters), int(digits)


def _area(reference):
    (left, top), (right, bottom) = map(_cell, reference.split(":"))
    return Area(top, left, bottom, right)

"""The check of a button from a cold start, against what a program that loads pandas and xlwings waits for alone.

    python -m tests.bench.button FILE CELLS    one press, in this process, on the workbook as Excel would hand it over

Excel itself stands aside: a stand-in hands over values and formulas at once (CELLS: what they are, read before the
clock starts), as COM does, and takes marks and list.
"""

import gc
import pickle
import sys
from datetime import date, datetime, time
from pathlib import Path

from tests.support.fake_excel import NONE, FakeApp, FakeBook, FakeSheet

AS_OF = date(2026, 11, 24)  # of tests.bench.books, which loads more than a button may


class Block:
    """A whole range that is read at once: no merges, nothing hidden."""

    merge_cells = Hidden = False

    def __init__(self, value=None, formula=None):
        self.value, self.formula = value, formula
        self.api = self.EntireRow = self.EntireColumn = self

    def options(self, **_):
        return self


class Handed(FakeSheet):
    """A sheet of a person whose cells come as rows; single cells can be painted."""

    def __init__(self, book, name, rows, formulas):
        super().__init__(book, name)
        self.rows, self.formulas = rows, formulas

    @property
    def used_range(self):
        block = Block()
        block.row = block.column = 1
        block.shape = (len(self.rows), len(self.rows[0]))
        return block

    def range(self, first, last=None):
        if last in (None, first):
            return super().range(first)
        whole = last == (len(self.rows), len(self.rows[0]))
        return Block(self.rows, self.formulas) if whole else Block()


def hand_over(path, into):
    """Write down a workbook's cells as COM would give them: days as moments, formulas as texts."""
    from pmo_xl.sheets.files.book import open_book

    sheets = {}
    for name, grid in open_book(path).grids.items():
        rows = [[_com(value) for value in row] for row in grid.rows]
        formulas = [["" if value is None else str(value) for value in row] for row in rows]
        for column, with_formula in grid.facts.formulas.items():
            for row in with_formula:
                formulas[row - 1][column - 1] = "=A1"
        sheets[name] = rows, formulas
    into.write_bytes(pickle.dumps(sheets))


def _com(value):
    return datetime.combine(value, time()) if isinstance(value, date) and not isinstance(value, datetime) else value


def press_once(path, cells):
    """One press, from importing xlwings to the message."""
    from pmo_xl.buttons.door import xlwings_alone
    from pmo_xl.buttons.notifier import WithoutExcel
    from pmo_xl.buttons.running import press

    gc.disable()  # as pmo_xl.buttons.__main__ does
    xlwings_alone()
    book = FakeBook(FakeApp(), Path(path).name, fullname=path)
    book.sheets.clear()
    for name, (rows, formulas) in pickle.loads(Path(cells).read_bytes()).items():
        book.sheets.append(Handed(book, name, rows, formulas))
    book.sheets.active = book.sheets[0]
    assert press("check", lambda: book, notifier=WithoutExcel(), now=datetime.combine(AS_OF, time(16))) == 0
    painted = book.sheets[0].cells.values()
    assert any(cell.Interior.Pattern != NONE and cell.note for cell in painted), "nothing was painted"


def button(bench):
    """A press on 1,000 rows: xlwings, the open sheet, the saved file, all rules, marks and list."""
    from tests.bench.measure import alternately, cpu, python

    path, _ = bench.book(1_000)
    hand_over(path, cells := bench.folder / "cells.pickle")
    ours, theirs = alternately(
        lambda: python("-m", "tests.bench.button", str(path), str(cells)),
        lambda: python("-c", "import pandas, xlwings"),
        figure=cpu,
    )
    bench.line("check from a button, cold, 1,000 rows", 'python -c "import pandas, xlwings"', ours, theirs, "≤ 0.5×")


if __name__ == "__main__":
    press_once(*sys.argv[1:])

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

from tests.support.fake_excel import NONE, FakeApp, FakeBook, Handed, cells_of

AS_OF = date(2026, 11, 24)  # of tests.bench.books, which loads more than a button may


def hand_over(path, into):
    """Write down a workbook's cells as COM would give them."""
    from pmo_xl.sheets.files.book import open_book

    into.write_bytes(pickle.dumps({name: cells_of(grid) for name, grid in open_book(path).grids.items()}))


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

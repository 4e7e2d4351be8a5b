"""The check of a button from a cold start, against what a program that loads pandas and xlwings waits for alone.

    python -m tests.bench.button FILE CELLS    one press, in this process, on the workbook as Excel would hand it over

Excel itself stands aside: a stand-in hands over values and formulas at once (CELLS: what they are), as COM does, and
takes marks and list. What it takes to set the stand-in up is printed and taken off: no Excel has to be unpickled.
"""

import sys
from datetime import date, datetime, time
from pathlib import Path
from time import process_time

AS_OF = date(2026, 11, 24)  # of tests.bench.books, which loads more than a button may
SET_UP = "set up in CPU seconds:"


def hand_over(path, into):
    """Write down a workbook's cells as COM would give them."""
    import pickle

    from pmo_xl.sheets.files.book import open_book
    from tests.support.fake_excel import cells_of

    into.write_bytes(pickle.dumps({name: cells_of(grid) for name, grid in open_book(path).grids.items()}))


def press_once(path, cells):
    """One press, from importing xlwings to the message, and the process that ends with it."""
    from pmo_xl.buttons.__main__ import alone, leave

    books = []

    def pressed():
        from pmo_xl.buttons.notifier import WithoutExcel
        from pmo_xl.buttons.running import press

        return press("check", find, notifier=WithoutExcel(), now=datetime.combine(AS_OF, time(16)))

    def find():
        from pmo_xl.buttons.door import xlwings_alone

        xlwings_alone()
        import pmo_xl.buttons.actions.check  # noqa: F401 - the press does so next; nothing of it may hide in what follows

        began = process_time()
        books.append(stand_in(path, cells))
        print(SET_UP, process_time() - began)
        return books[0]

    assert alone(pressed) == 0
    from tests.support.fake_excel import SOLID

    cells = books[0].sheets[0].cells.values()
    assert any(cell.note and cell.Interior.Pattern == SOLID for cell in cells), "nothing was painted"
    leave(0)


def stand_in(path, cells):
    """The open workbook."""
    import pickle

    from tests.support.fake_excel import FakeApp, FakeBook, Handed

    book = FakeBook(FakeApp(), Path(path).name, fullname=path)
    book.sheets.clear()
    for name, (rows, formulas) in pickle.loads(Path(cells).read_bytes()).items():
        book.sheets.append(Handed(book, name, rows, formulas))
    book.sheets.active = book.sheets[0]
    return book


def button(bench):
    """A press on 1,000 rows: xlwings, the open sheet, the saved file, all rules, marks and list."""
    from tests.bench.measure import alternately, cpu, python

    path, _ = bench.book(1_000)
    hand_over(path, cells := bench.folder / "cells.pickle")

    def pressed():
        run = python("-m", "tests.bench.button", str(path), str(cells))
        return cpu(run) - float(run.output.removeprefix(SET_UP))

    ours, theirs = alternately(pressed, lambda: cpu(python("-c", "import pandas, xlwings")))
    bench.line("check from a button, cold, 1,000 rows", 'python -c "import pandas, xlwings"', ours, theirs, "≤ 0.5×")


if __name__ == "__main__":
    press_once(*sys.argv[1:])

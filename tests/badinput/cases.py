"""All cases, section by section."""

from tests.badinput import book, cells, extent, package

CASES = (*package.CASES, *extent.CASES, *cells.CASES, *book.CASES)
READABLE = tuple(case for case in CASES if not case.refused)

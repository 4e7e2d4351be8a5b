"""The sheets we own in a person's workbook: known by a defined name, never by their title."""

from typing import Any, Final

from pmo_xl.buttons.com import ask, attempt
from pmo_xl.sheets.files.assembly import OWN_NAME

LISTING: Final = f"{OWN_NAME}findings"
MEMORY: Final = f"{OWN_NAME}memory"
FIXES: Final = f"{OWN_NAME}fixes"
_ALL: Final = (LISTING, MEMORY, FIXES)
_VERY_HIDDEN: Final = 2
_LONGEST: Final = 31  # characters of a sheet's title


def own_sheet(book: Any, name: str) -> Any:  # noqa: ANN401 - xlwings' Book and Sheet
    """The sheet of ours that this name stands for; None where it is not there, or was deleted by hand.

    Whoever cuts our list out and puts it beside a table of their own takes the name along; that sheet stays theirs.
    """
    if not book.names.contains(name):
        return None
    cell = ask(lambda: book.names[name].refers_to_range, None)
    if cell is None:
        return None
    *above, (*left, _) = cell.sheet.range((1, 1), (cell.row, cell.column)).options(ndim=2).value
    return cell.sheet if all(value is None for line in (*above, left) for value in line) else None


def own_titles(book: Any) -> frozenset[str]:  # noqa: ANN401
    """The titles of all sheets of ours."""
    sheets = (own_sheet(book, name) for name in _ALL)
    return frozenset(sheet.name for sheet in sheets if sheet is not None)


def added(book: Any, name: str, title: str, *, hidden: bool = False) -> Any:  # noqa: ANN401
    """A new sheet of ours behind all others; another title where this one is taken."""
    removed(book, name)
    sheet = book.sheets.add(_free(book, title), after=book.sheets[-1])
    quoted = sheet.name.replace("'", "''")
    defined = book.names.add(name, f"='{quoted}'!$A$1")
    attempt(lambda: setattr(defined.api, "Visible", False))
    if hidden and not attempt(lambda: setattr(sheet.api, "Visible", _VERY_HIDDEN)):
        sheet.visible = False
    return sheet


def removed(book: Any, name: str) -> None:  # noqa: ANN401
    """Take the sheet away, and its name."""
    sheet = own_sheet(book, name)
    if sheet is not None:
        attempt(lambda: setattr(sheet.api, "Visible", -1))  # a very hidden sheet may refuse to be deleted
        sheet.delete()
    if book.names.contains(name):
        book.names[name].delete()


def _free(book: Any, title: str) -> str:  # noqa: ANN401
    taken = {sheet.name.casefold() for sheet in book.sheets}
    others: list[str] = ask(lambda: [sheet.Name for sheet in book.api.Sheets], [])  # chart sheets too
    taken |= {name.casefold() for name in others}
    number, found = 2, title
    while found.casefold() in taken:
        found = f"{title[: _LONGEST - len(str(number))]}{number}"
        number += 1
    return found

"""Buttons in Excel: the same work from the sheet that is open."""

from typing import Any


def run(action: str, book: Any = None) -> int:  # noqa: ANN401 - xlwings' Book
    """Do what a button does (check, clear, fix, daily, escalate, minutes, requests, inspect, settings, help).

    `book` is an open xlwings Book; without one the book whose button started this process, else the active one. The
    result and every error are told in a message box; gives back 0 whenever that was possible.
    """
    import sys

    from pmo_xl.buttons.caller import find_book, given
    from pmo_xl.buttons.running import press

    return press(action, lambda: book if book is not None else find_book(*given(sys.argv[1:])))

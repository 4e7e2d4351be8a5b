"""Excel kept still while we write, and given back as it was whatever happens: screen, events, selection, status bar."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any, Final, TypeVar

from pmo_xl.buttons.com import ask, is_busy
from pmo_xl.errors import PmoError

T = TypeVar("T")
PATIENCE: Final = 10.0  # seconds Excel may be busy
_PAUSE: Final = 0.25
_STILL: Final = {
    "screen_updating": False,
    "enable_events": False,
    "display_alerts": False,
    "calculation": "manual",
}


class BusyError(PmoError):
    """Excel does not answer because the person is in the midst of something."""

    def __init__(self) -> None:
        super().__init__(
            "Excelが応答しません（セルの入力中か、ダイアログが開いています）",
            "セルの入力を Enter で確定し、開いているダイアログを閉じてから、もう一度実行してください",
        )


def patiently(
    question: Callable[[], T],
    *,
    patience: float = PATIENCE,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> T:
    """The answer of a question to Excel, asked again while it is busy. Raises BusyError after `patience` seconds."""
    end = clock() + patience
    while True:
        try:
            return question()
        except Exception as error:
            if not is_busy(error):
                raise
            if clock() >= end:
                raise BusyError from error
        sleep(_PAUSE)


@contextmanager
def still(book: Any, doing: str) -> Iterator[None]:  # noqa: ANN401 - xlwings' Book
    """No flicker, no events, no recalculation within; `doing` stands in the status bar.

    Screen, events, alerts, calculation, active sheet and selection are as before afterwards, each on its own: one that
    cannot be restored does not keep the others from it.
    """
    app = book.app
    before = {name: ask(partial(getattr, app, name), None) for name in _STILL}
    sheet = ask(lambda: book.sheets.active, None)
    selection = ask(lambda: app.selection, None)
    # Calculation before events: what recalculates on the way back must not start a person's macro.
    try:
        with suppress(Exception):
            app.status_bar = f"PMO: {doing}…"
        for name, value in _STILL.items():
            if before[name] is not None:
                with suppress(Exception):
                    setattr(app, name, value)
        yield
    finally:
        end = time.monotonic() + PATIENCE  # for all of them together
        for back in (
            *([sheet.activate] if sheet is not None else []),
            *([selection.select] if selection is not None else []),
            *(partial(setattr, app, name, before[name]) for name in reversed(_STILL) if before[name] is not None),
            partial(setattr, app, "status_bar", False),
        ):
            with suppress(Exception):
                patiently(back, patience=end - time.monotonic())


def doing(app: Any, what: str) -> None:  # noqa: ANN401
    """Say in the status bar what is being done now."""
    with suppress(Exception):
        app.status_bar = f"PMO: {what}…"

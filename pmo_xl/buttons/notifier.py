"""How a button speaks: one Japanese message box in front of Excel, and a question with yes and no."""

import sys
from typing import Any, Final, Protocol

TITLE: Final = "PMO"
_OK, _YES_NO, _WARNING, _INFORMATION, _IN_FRONT, _YES = 0x0, 0x4, 0x30, 0x40, 0x10000, 6


class Notifier(Protocol):
    """Whoever tells the person something; tests record what is told."""

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """Show a message and wait until it is read; `wrong` with the sign of a warning."""

    def ask(self, question: str) -> bool:
        """Whether the person agrees."""


class InExcel:
    """A message box of Excel's own window."""

    def __init__(self, app: Any) -> None:  # noqa: ANN401 - xlwings' App
        self._app = app

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """Show a message; the mode "critical" is the sign of a warning."""
        self._app.alert(text, TITLE, "ok", "critical" if wrong else "info")

    def ask(self, question: str) -> bool:
        """Whether the person pressed はい."""
        return bool(self._app.alert(question, TITLE, "yes_no", "info") == "yes")


class WithoutExcel:
    """A message box of its own on Windows, where no Excel could be reached; a line on standard error elsewhere."""

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """Show a message."""
        if not _box(text, _OK | (_WARNING if wrong else _INFORMATION)):
            print(text, file=sys.stderr)

    def ask(self, question: str) -> bool:
        """Whether the person pressed はい; nobody there to ask means no."""
        return _box(question, _YES_NO | _INFORMATION) == _YES


def _box(text: str, style: int) -> int:
    """Windows' own box in front of everything; 0 where there is none."""
    if sys.platform != "win32":
        return 0
    import ctypes

    return int(ctypes.windll.user32.MessageBoxW(None, text, TITLE, style | _IN_FRONT))

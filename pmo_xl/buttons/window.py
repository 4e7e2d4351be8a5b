"""The small window with the ten buttons, for machines on which Excel may run no macros."""

import sys
from collections.abc import Callable
from typing import Any, Final

from pmo_xl.buttons.com import attempt
from pmo_xl.buttons.names import BUTTONS, Button
from pmo_xl.errors import PmoError

TITLE: Final = "PMO"
_READY: Final = "Excelで手前に表示しているブックに対して実行します"
_COLUMNS: Final = 2
_WRAP: Final = 360  # pixels of a tip's line


class Window:
    """The buttons in their groups, and a line that says what the one under the pointer does.

    `press` is called with an action's word; while it works all buttons are out of reach. tkinter comes only here.
    """

    def __init__(self, press: Callable[[str], Any]) -> None:
        self._tk, self._themed = _tkinter()
        self._press = press
        self.buttons: dict[str, Any] = {}
        self.root = self._tk.Tk()
        self.root.title(TITLE)
        self.root.resizable(False, False)
        self.root.attributes("-topmost", True)  # beside Excel, not behind it
        self.said = self._tk.StringVar(value=_READY)
        for group in dict.fromkeys(button.group for button in BUTTONS):
            self._group(group, [button for button in BUTTONS if button.group == group])
        line = self._tk.Label(
            self.root, textvariable=self.said, wraplength=_WRAP, justify="left", anchor="nw", height=3, padx=10, pady=8
        )
        line.pack(fill="x")

    def show(self) -> None:
        """Stay until the person closes the window."""
        self.root.mainloop()

    def _group(self, name: str, buttons: list[Button]) -> None:
        frame = self._themed.LabelFrame(self.root, text=name, padding=6)
        frame.pack(fill="x", padx=10, pady=(8, 0))
        for number, button in enumerate(buttons):
            made = self._themed.Button(frame, text=button.label, width=18, command=lambda b=button: self._pressed(b))
            made.grid(row=number // _COLUMNS, column=number % _COLUMNS, padx=3, pady=3, sticky="ew")
            for event in ("<Enter>", "<FocusIn>"):
                made.bind(event, lambda _, tip=button.tip: self.said.set(tip))
            for event in ("<Leave>", "<FocusOut>"):
                made.bind(event, lambda _: self.said.set(_READY))
            made.bind("<Return>", lambda _, b=button: self._pressed(b))
            self.buttons[button.action] = made

    def _pressed(self, button: Button) -> None:
        self._all("disabled")
        self.said.set(f"「{button.label}」を実行しています…")
        self.root.update()
        try:
            self._press(button.action)
        finally:
            self._all("normal")
            self.said.set(_READY)

    def _all(self, state: str) -> None:
        for made in self.buttons.values():
            made.configure(state=state)


def show() -> int:
    """Open the window on the workbooks of the Excel that runs; 0 when it was closed."""
    from pmo_xl.buttons.caller import find_book
    from pmo_xl.buttons.running import press

    Window(lambda action: press(action, find_book)).show()
    return 0


def _tkinter() -> tuple[Any, Any]:
    """tkinter and its widgets that look like those of the system; letters are sharp on any screen of Windows."""
    try:
        import tkinter
        from tkinter import ttk
    except ImportError:
        raise PmoError(
            "このPythonには窓を作る部品（tkinter）がありません",
            "pmo-xl run check --active のように、ボタン名を付けて実行してください",
        ) from None
    if sys.platform == "win32":
        import ctypes

        attempt(lambda: ctypes.windll.shcore.SetProcessDpiAwareness(1))
    return tkinter, ttk

"""Which modules a project of ours holds: the launcher, one Sub for each of the ten buttons, the start of Python."""

from collections.abc import Iterable
from importlib.resources import files
from typing import Final

from pmo_xl.buttons.macros.project import Module
from pmo_xl.buttons.names import ACTIONS

LAUNCHER, SUBS, EXEC, RIBBON = "PmoXl", "PmoXlButtons", "PmoXlExec", "PmoXlRibbon"
OURS: Final = frozenset((LAUNCHER, SUBS, EXEC, RIBBON))
WORKBOOK_NAME: Final = "ThisWorkbook"


def macro_of(action: str) -> str:
    """The Sub a button calls. One for each action: Excel names form buttons itself, so a caller cannot be told."""
    return f"PmoXl_{action.capitalize()}"


def sheet_modules() -> tuple[Module, ...]:
    """The modules of a workbook that carries its buttons on a sheet."""
    return _shipped(LAUNCHER), Module(SUBS, _subs()), _shipped(EXEC)


def ribbon_modules() -> tuple[Module, ...]:
    """The modules of the add-in: the same and the callback of the tab, which needs no Subs."""
    return _shipped(LAUNCHER), _shipped(EXEC), _shipped(RIBBON)


def pages(sheets: Iterable[str], charts: Iterable[str] = (), *, workbook: str = WORKBOOK_NAME) -> tuple[Module, ...]:
    """The empty modules of a workbook and of its sheets, by their code names."""
    return (
        Module(workbook, kind="workbook"),
        *(Module(name, kind="sheet") for name in sheets),
        *(Module(name, kind="chart") for name in charts),
    )


def _shipped(name: str) -> Module:
    return Module(name, (files(__package__) / "text" / f"{name}.bas").read_text("ascii"))


def _subs() -> str:
    lines = ["Option Explicit", "' One Sub for each button, written from the list of the ten buttons."]
    for action in ACTIONS:
        lines += ["", f"Public Sub {macro_of(action)}()", f'    PmoXl_Start "{action}"', "End Sub"]
    return "\n".join(lines) + "\n"

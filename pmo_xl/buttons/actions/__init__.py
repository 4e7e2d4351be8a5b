"""What the buttons do: plain functions of the open workbook, each in a file of its own name."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from msgspec import Struct

from pmo_xl.buttons.context import Context


class Answer(Struct, frozen=True):
    """What the person is told in the end; `wrong` with the sign of a warning."""

    text: str
    wrong: bool = False


Action = Callable[[Any, Context], Answer]


def action_named(name: str) -> Action:
    """The function of an action; the others are not loaded."""
    found: Action = getattr(import_module(f"pmo_xl.buttons.actions.{name}"), name)
    return found

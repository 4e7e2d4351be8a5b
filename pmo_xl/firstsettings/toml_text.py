"""The lines of a pmo.toml: settings that wait behind a #, and remarks, whatever text a cell put into them."""

import json
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from pmo_xl.model.width import width
from pmo_xl.render.text import spoken

Value = str | bool | int | date | Sequence[str] | Sequence[int] | Sequence[date]
Setting = tuple[str, Value, str]  # key, value, what is said beside it

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_WIDEST = 44  # columns before the remarks that stand below each other


def waiting(settings: Iterable[Setting]) -> list[str]:
    """Settings that hold once their # is taken away, their remarks below each other.

    >>> waiting([("due_date", "期限", "期限")])
    ['#due_date = "期限"  # 期限']
    """
    lines = [(f"{key(name)} = {_written(value)}", one_line(said)) for name, value, said in settings]
    place = max((width(line) for line, _ in lines if width(line) <= _WIDEST), default=0)
    return [f"#{line}{' ' * max(place - width(line), 0)}  # {said}" if said else f"#{line}" for line, said in lines]


def head(*path: str) -> str:
    """The heading of a table: [registers.issues.columns]."""
    return f"[{'.'.join(map(key, path))}]"


def remark(text: str) -> str:
    """A line for people."""
    return f"# {one_line(text)}".rstrip()


def key(name: str) -> str:
    """A key as TOML writes it, in quotes where it has to be."""
    return name if _BARE.fullmatch(name) else quoted(name)


def quoted(text: str) -> str:
    """A text as TOML writes it, on one line."""
    return json.dumps(spoken(text), ensure_ascii=False)


def one_line(text: str) -> str:
    """The text without line breaks and control characters: in a remark what follows one would be a setting."""
    return " ".join(spoken(text).split())


def _written(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return quoted(value)
    return str(value) if isinstance(value, int | date) else f"[{', '.join(map(_written, value))}]"

"""A pmo.toml line by line: what it says, what it says behind a #, and in which table each of both stands."""

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec import field as fresh

Path = tuple[str, ...]


class Statement(Struct, frozen=True):
    """One heading or setting, from its first line to its last, both counted from 0.

    `live` tells that it holds; else it stands behind a #. `table` is the table that a heading opens, or that a setting
    stands in. `says` gives the full path of each value of a setting.
    """

    first: int
    last: int
    live: bool
    is_head: bool
    table: Path
    says: Mapping[Path, Any] = fresh(default_factory=dict)


def statements_of(lines: list[str]) -> Iterator[Statement]:
    """The headings and settings of a sound pmo.toml in their order; remarks and blank lines are none.

    A heading behind a # is taken to be that of the lines behind a # below it, as whoever takes both away means it.
    """
    live: Path = ()
    nearest: Path = ()
    at = 0
    while at < len(lines):
        first, text = at, lines[at].strip()
        at += 1
        waits = text.startswith("#")
        bare = text.lstrip("# \t") if waits else text
        values = _parsed(bare)
        while values is None and not waits and at < len(lines):  # an array or a text over several lines
            bare, at = f"{bare}\n{lines[at]}", at + 1
            values = _parsed(bare)
        if not values:
            continue
        is_head = bare.startswith("[")
        if is_head:
            nearest = _opened(values)
            live = live if waits else nearest
        table = nearest if waits else live
        says = {} if is_head else dict(_leaves(values, table))
        yield Statement(first, at - 1, not waits, is_head, table, says)


def _parsed(text: str) -> dict[str, Any] | None:
    """The values of a piece of TOML; None when it is none, or ends too early."""
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _opened(values: Mapping[str, Any]) -> Path:
    """The path of the table that a heading opens."""
    path: Path = ()
    inner: Any = values
    while isinstance(inner, dict) and inner:
        name, inner = next(iter(inner.items()))
        path = (*path, name)
    return path


def _leaves(values: Mapping[str, Any], path: Path) -> Iterator[tuple[Path, Any]]:
    for name, value in values.items():
        if isinstance(value, dict):
            yield from _leaves(value, (*path, name))
        else:
            yield (*path, name), value

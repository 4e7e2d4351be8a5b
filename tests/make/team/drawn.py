"""Sheets drawn as text tables, each cell with what stands in it by mistake and what should.

    now               the same with and without the mistakes, on every day
    wrong // right    with the mistakes / without
    wrong // right // old > newer   and what the wrong project said on the days kept before, the last for all later ones
    now ~ before      the same with and without, but something else on the days kept before

The last column, headed 「見つかる」, names the rules that are to find the row and the column each points at.
A row whose last column begins with 「新」 is there only on the last day.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.make.sample.days import md


@dataclass(frozen=True)
class Drawn:
    """A sheet of one day: its headings, its rows of values, and (rule, row, column) of what is to be found."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    found: tuple[tuple[str, int, int], ...]


def drawn(text: str, back: int, *, clean: bool) -> Drawn:
    """The sheet `back` kept days before the last day (0: on it)."""
    head, *lines = ([cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.strip().splitlines())
    rows, found = [], []
    for line in lines:
        *cells, tells = [_cell(cell, back, clean=clean) for cell in line]
        if tells and tells.startswith("新"):
            tells = tells.removeprefix("新").strip()
            if back:
                continue
        rows.append(tuple(_value(cell) for cell in cells))
        for told in re.findall(r"([A-Z]-\d{3}) (\S+?)(?:,|$)", tells or ""):
            found.append((told[0], len(rows), head.index(told[1])))
    return Drawn(
        tuple(_cell(cell, back, clean=clean) for cell in head[:-1]), tuple(rows), () if clean else tuple(found)
    )


def _cell(text: str, back: int, *, clean: bool) -> str:
    parts = [part.strip() for part in re.split(r"(?<!:)//", text)]
    chosen = parts[0]
    if len(parts) > 1 and clean:
        chosen = parts[1]
    elif len(parts) > 2 and back:
        states = [state.strip() for state in parts[2].split(">")]
        chosen = states[-min(back, len(states))]
    now, _, before = (part.strip() for part in chosen.partition("~"))
    return before if back and "~" in chosen else now


def _value(text: str) -> Any:
    """11/20 is that day, 3 and 0.5 are numbers, 「'…」 is text whatever it looks like."""
    if re.fullmatch(r"\d{1,2}/\d{1,2}", text):
        return md(*map(int, text.split("/")))
    if re.fullmatch(r"\d{1,6}(\.\d+)?", text):
        return float(text)
    return text.removeprefix("'") or None


def is_day(value: Any) -> bool:
    """Whether a value is a day."""
    return isinstance(value, date)

"""Long lists of ids in few words: T-001〜T-020、T-031."""

import re
import sys
from collections.abc import Iterable, Iterator

_NUMBERED = re.compile(r"^(?P<head>.*?)(?P<digits>\d+)$")
_SHORTEST_RANGE = 3  # two neighbours read better one by one

_Number = tuple[str, int, int]


def fold_ids(ids: Iterable[str], *, longest: int = sys.maxsize) -> str:
    """The ids in their order, neighbours of one numbering joined: T-001〜T-020、T-031、T-032.

    Only ids of the same prefix and the same number of digits whose numbers follow one another are joined, so that
    the text says exactly the ids it was made of. A text of more than `longest` characters ends there with 「…」.
    """
    parts: list[str] = []
    length = 0
    for run in _runs(ids):
        shown = [f"{run[0]}〜{run[-1]}"] if len(run) >= _SHORTEST_RANGE else run
        parts += shown
        length += sum(map(len, shown))
        if length > longest:  # nobody sees the others
            break
    text = "、".join(parts)
    return text if len(text) <= longest else text[:longest] + "…"


def _runs(ids: Iterable[str]) -> Iterator[list[str]]:
    run: list[str] = []
    following: _Number | None = None
    for name in ids:
        number = _number(name)
        if run and number is not None and number == following:
            run.append(name)
        else:
            if run:
                yield run
            run = [name]
        following = number and (*number[:2], number[2] + 1)
    if run:
        yield run


def _number(name: str) -> _Number | None:
    """T-001 → what stands before the digits, how many digits, the number they are; None without digits at the end."""
    found = _NUMBERED.match(name)
    return (found["head"], len(found["digits"]), int(found["digits"])) if found else None

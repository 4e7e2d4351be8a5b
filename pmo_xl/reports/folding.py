"""Long lists of ids in few words: T-001〜T-020、T-031."""

import re
from collections.abc import Iterable, Iterator

_NUMBERED = re.compile(r"^(?P<head>.*?)(?P<number>\d+)$")
_SHORTEST_RANGE = 3  # two neighbours read better one by one


def fold_ids(ids: Iterable[str]) -> str:
    """The ids in their order, neighbours of one numbering joined: T-001〜T-020、T-031、T-032.

    Only ids of the same prefix and the same number of digits whose numbers follow one another are joined, so that
    the text says exactly the ids it was made of.
    """
    parts: list[str] = []
    for run in _runs(ids):
        parts.extend([f"{run[0]}〜{run[-1]}"] if len(run) >= _SHORTEST_RANGE else run)
    return "、".join(parts)


def _runs(ids: Iterable[str]) -> Iterator[list[str]]:
    run: list[str] = []
    for name in ids:
        if run and _follows(run[-1], name):
            run.append(name)
            continue
        if run:
            yield run
        run = [name]
    if run:
        yield run


def _follows(before: str, after: str) -> bool:
    one, two = _NUMBERED.match(before), _NUMBERED.match(after)
    if one is None or two is None:
        return False
    same = one["head"] == two["head"] and len(one["number"]) == len(two["number"])
    return same and int(two["number"]) == int(one["number"]) + 1

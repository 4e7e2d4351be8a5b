"""Long lists of ids in few words: T-001〜T-020、T-031."""

import sys
from collections.abc import Iterable, Iterator, Sequence

_SHORTEST_RANGE = 3  # two neighbours read better one by one


def fold_ids(ids: Iterable[str], *, longest: int = sys.maxsize) -> str:
    """The ids in their order, neighbours of one numbering joined: T-001〜T-020、T-031、T-032.

    Only ids of the same prefix and the same number of digits whose numbers follow one another are joined, so that
    the text says exactly the ids it was made of. A text of more than `longest` characters ends there with 「…」.
    """
    parts = fold_in_parts(ids, longest)
    text, _ = next(parts, ("", 0))
    whole = len(text) <= longest and next(parts, None) is None
    return text if whole else text[:longest] + "…"


def fold_in_parts(ids: Iterable[str], longest: int) -> Iterator[tuple[str, int]]:
    """The same, whole, in texts that end as soon as they pass `longest` characters; each with how many ids it says."""
    parts: list[str] = []
    length = count = 0
    for run in _runs(ids):
        shown = [f"{run[0]}〜{run[-1]}"] if len(run) >= _SHORTEST_RANGE else run
        parts += shown
        count += len(run)
        length += sum(map(len, shown)) + len(shown)
        if length > longest:
            yield "、".join(parts), count
            parts, length, count = [], 0, 0
    if parts:
        yield "、".join(parts), count


def fold_rows(column: str, rows: Sequence[int]) -> str:
    """Cells of a column in few words, rows that follow one another joined: A2〜A9、A12."""
    parts = []
    first = last = rows[0]
    for row in (*rows[1:], -1):
        if row != last + 1:
            parts.append(f"{column}{first}〜{column}{last}" if last > first else f"{column}{first}")
            first = row
        last = row
    return "、".join(parts)


def _runs(ids: Iterable[str]) -> Iterator[list[str]]:
    """The ids in runs: same text before the digits, same number of digits, numbers that follow one another."""
    run: list[str] = []
    head, width, following = "", 0, 0
    for name in ids:
        before = name.rstrip("0123456789")
        digits = len(name) - len(before)
        number = int(name[-digits:]) if digits else 0
        if digits and number == following and digits == width and before == head:
            run.append(name)
        else:
            if run:
                yield run
            run, head, width = [name], before, digits
        following = number + 1
    if run:
        yield run

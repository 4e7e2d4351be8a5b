"""Tests that wait for each other in a circle: none of them can ever be the first."""

from collections.abc import Iterator, Mapping, Sequence

from pmo_xl.model.ids import fold_id, split_ids
from pmo_xl.model.record import Record
from pmo_xl.rules.numbering import by_number


def circles(tests: Sequence[Record]) -> Iterator[tuple[Record, ...]]:
    """Every circle once, in the order of waiting, from its smallest id: (T-001, T-002) when each waits for the other.

    A test that lies on several circles is told with one of them.
    """
    waiting = {fold_id(test.id): test for test in sorted(tests, key=by_number, reverse=True) if test.id}
    ahead = {
        key: [k for k in map(fold_id, split_ids(test.depends_on)) if k in waiting] for key, test in waiting.items()
    }
    done: set[str] = set()
    for start in reversed(waiting):
        if start not in done:
            for way in _circles_from(start, ahead, done):
                first = min(range(len(way)), key=lambda n: by_number(waiting[way[n]]))
                yield tuple(waiting[key] for key in (*way[first:], *way[:first]))


def _circles_from(start: str, ahead: Mapping[str, Sequence[str]], done: set[str]) -> Iterator[list[str]]:
    """Walk along everything a test waits for; where the way meets itself it is a circle."""
    way: list[str] = []
    place: dict[str, int] = {}
    left = [iter([start])]
    while left:
        key = next(left[-1], None)
        if key is None:
            left.pop()
            if way:
                last = way.pop()
                done.add(last)
                del place[last]
        elif key in place:
            yield way[place[key] :]
        elif key not in done:
            place[key] = len(way)
            way.append(key)
            left.append(iter(ahead[key]))

"""Where the courses of a forecast are on each of the coming days: the fan of the burn-up chart (M13, M19)."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import add
from typing import Final

_HALF: Final = 0.5
_MOST: Final = 0.8
_ROUNDING: Final = 1e-9
_NEGLIGIBLE: Final = 1e-13  # of all courses; what it drops together stays far below the rounding


def fan(nets: Sequence[int], days: int) -> Iterator[tuple[int, int]]:
    """After 1 … `days` working days: what half, and what 8 in 10, of the courses have gained at least (tests, 件).

    A course gains one of `nets` a day, independently of the other days; unlike in `forecast.first_passage` one that
    has arrived goes on. Probabilities are sums of floats, so that a year of a large project takes moments.
    """
    chance, lowest, spread = 1 / len(nets), min(nets), max(nets) - min(nets)
    bottom, weights = 0, [1.0]  # weights[i]: the share of courses that have gained bottom + i
    for _ in range(days):
        grown = [0.0] * (len(weights) + spread)
        for net in nets:
            at = net - lowest
            grown[at : at + len(weights)] = map(add, grown[at : at + len(weights)], weights)
        bottom += lowest
        weights = [weight * chance for weight in grown]
        while weights[-1] < _NEGLIGIBLE:
            weights.pop()
        skip = next(at for at, weight in enumerate(weights) if weight >= _NEGLIGIBLE)
        bottom, weights = bottom + skip, weights[skip:]
        beyond = list(accumulate(reversed(weights)))
        yield (_gain(beyond, _HALF) + bottom, _gain(beyond, _MOST) + bottom)


def _gain(beyond: Sequence[float], enough: float) -> int:
    """The largest gain that at least this share of the courses reaches; `beyond` adds shares up from the largest."""
    at = next((at for at, share in enumerate(beyond) if share >= enough - _ROUNDING), len(beyond) - 1)
    return len(beyond) - 1 - at

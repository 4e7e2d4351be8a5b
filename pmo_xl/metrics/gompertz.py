"""The Gompertz curve K·exp(−b·e^(−ct)) through a count that grows: how many there will be in the end (M20).

Source of the model: reliability growth curves of software testing; b and c by weighted least squares of ln(−ln(y/K)),
which is a straight line in t when K is right, weights √y; K by trying. The curve is valid only while testing goes on
as before: it knows nothing of functions nobody has tested yet.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import exp, log, sqrt
from typing import Final

from msgspec import Struct

_STEPS: Final = 25
_LARGEST: Final = 4.0  # times what was found; beyond, the curve has not begun to bend
_LIKELY: Final = 1.35  # twice that is the 90 % point of chi-squared with one degree of freedom


class Curve(Struct, frozen=True):
    """A fitted curve: `most` are all there will be in the end, b and c its shape; c > 0 means that it flattens."""

    most: float
    b: float
    c: float

    def at(self, t: float) -> float:
        """How many the curve has at t."""
        return self.most * exp(-self.b * exp(-self.c * t))


class Growth(Struct, frozen=True):
    """The likeliest curve, and the final numbers between which the days so far leave it open; None: no upper end."""

    curve: Curve
    low: float
    high: float | None


def grown(times: Sequence[float], counts: Sequence[float]) -> Growth | None:
    """The growth of a cumulative count; None when the curve does not flatten yet.

    `times` rise, `counts` do not fall and end above 0.
    """
    found = counts[-1]
    first, last = found + 0.5, found * _LARGEST
    coarse = _tried(_between(first, last), times, counts)
    if not coarse:
        return None
    step = (last / first) ** (1 / (_STEPS - 1))
    low, high = _likely(coarse)
    fine = _tried(_between(max(low / step, first), min(high * step, last)), times, counts)
    best = min(coarse + fine, key=lambda one: one[1])[0]
    low, high = _likely(coarse + fine)
    is_open = high > last / step
    return None if best.most > last / step else Growth(best, low, None if is_open else high)


_Tried = list[tuple[Curve, float]]  # curves that flatten, and how badly each explains what was found


def _tried(finals: Iterable[float], times: Sequence[float], counts: Sequence[float]) -> _Tried:
    fitted = (curve for most in finals if (curve := _fitted(most, times, counts)) is not None and curve.c > 0)
    return [(curve, _unlikelihood(curve, times, counts)) for curve in fitted]


def _likely(tried: _Tried) -> tuple[float, float]:
    """The smallest and the largest final number among those nearly as likely as the likeliest."""
    least = min(worse for _, worse in tried)
    finals = [curve.most for curve, worse in tried if worse - least <= _LIKELY]
    return min(finals), max(finals)


def final_of_logistic(times: Sequence[float], counts: Sequence[float]) -> float | None:
    """K of the logistic curve K/(1 + e^(a − ct)) through the same points; None when it does not flatten.

    For comparison only: on curves that are Gompertz's it is far too low while testing is young.
    """
    tried: list[tuple[float, float]] = []
    for most in _between(counts[-1] + 0.5, counts[-1] * _LARGEST):
        line = _line([(t, log(most / y - 1), sqrt(y)) for t, y in zip(times, counts, strict=True) if y > 0])
        if line is not None and line[1] < 0:
            a, slope = line
            squares = sum((most / (1 + exp(a + slope * t)) - y) ** 2 for t, y in zip(times, counts, strict=True))
            tried.append((squares, most))
    return min(tried)[1] if tried else None


def _between(first: float, last: float) -> Iterator[float]:
    """Final numbers to try, from the first to the last in equal ratios."""
    for step in range(_STEPS):
        yield first * (last / first) ** (step / (_STEPS - 1))


def _fitted(most: float, times: Sequence[float], counts: Sequence[float]) -> Curve | None:
    """b and c for a given K: the straight line through ln(−ln(y/K)), weights √y."""
    line = _line([(t, log(-log(y / most)), sqrt(y)) for t, y in zip(times, counts, strict=True) if y > 0])
    return None if line is None else Curve(most, exp(line[0]), -line[1])


def _line(points: Sequence[tuple[float, float, float]]) -> tuple[float, float] | None:
    """Intercept and slope of the straight line through (t, z), each with its weight; None for a single t."""
    weight = sum(w for _, _, w in points)
    mean_t = sum(t * w for t, _, w in points) / weight
    mean_z = sum(z * w for _, z, w in points) / weight
    spread = sum(w * (t - mean_t) ** 2 for t, _, w in points)
    if not spread:
        return None
    slope = sum(w * (t - mean_t) * (z - mean_z) for t, z, w in points) / spread
    return mean_z - slope * mean_t, slope


def _unlikelihood(curve: Curve, times: Sequence[float], counts: Sequence[float]) -> float:
    """How badly the curve explains the daily counts (Poisson, minus log-likelihood up to a constant)."""
    total, before, seen = 0.0, 0.0, 0.0
    for t, y in zip(times, counts, strict=True):
        now = curve.at(t)
        expected = max(now - before, 1e-9)
        total += expected - (y - seen) * log(expected)
        before, seen = now, y
    return total

"""Defects that are found along a Gompertz curve, thrown one by one: how many there are is known.

Nothing of the product is used. A project holds a number of defects; each is found on a day drawn from the curve, as
tests go on at an even pace after a ramp-up. `found_by` counts what was found by the end of each day.
"""

from dataclasses import dataclass
from math import ceil, log
from random import Random


@dataclass
class Finds:
    """A phase of `days` working days: the day of each defect (some lie behind the phase), the tests done by each day."""

    days: int
    found_on: list[int]
    consumed: list[float]  # share of the tests by the end of day 1, 2, …

    @property
    def all(self) -> int:
        return len(self.found_on)

    def day_of(self, share: float) -> int:
        return next(day for day, consumed in enumerate(self.consumed, 1) if consumed >= share)


def finds(seed: int) -> Finds:
    """One phase. All that is random comes from the seed."""
    dice = Random(seed)
    days, many = dice.randint(20, 40), dice.randint(40, 140)
    b, by_the_end = dice.uniform(2.5, 5.0), dice.uniform(0.90, 0.98)
    c = -log(-log(by_the_end) / b) / days  # exp(−b·e^(−c·days)) = by_the_end
    found_on = sorted(max(1, ceil(-log(-log(dice.random()) / b) / c)) for _ in range(many))
    paces = [min(day / 4, 1.0) * dice.uniform(0.7, 1.3) for day in range(1, days + 1)]
    consumed = [sum(paces[:day]) / sum(paces) for day in range(1, days + 1)]
    consumed[-1] = 1.0
    return Finds(days, found_on, consumed)

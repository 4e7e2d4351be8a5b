"""A UAT played day by day with dice: its end is known, so that a forecast made on the way can be held against it.

Nothing of the product is used. What is played: the first days are slow, testers run a little more or less each day,
on some days the environment stands still, some tests cannot run for days, a failed test comes back when its defect is
fixed, and may fail again. Days are indexes of working days, from 1; these UATs know no holidays.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

FIRST = date(2024, 1, 8)  # a Monday
# Working days a fix takes, each as likely as the other; the retest can run on the day after.
AT_ONCE, QUICK, SLOW, SLOWEST = (0,), (0, 1, 1, 2), (1, 2, 3, 5), (2, 4, 6, 9)
LONGEST = 500  # no course of these dice gets near it


@dataclass
class Test:
    """One test: planned on a day, free from a day on, its runs as (day, passed)."""

    planned: int
    free: int = 0
    runs: list[tuple[int, bool]] = field(default_factory=list)

    @property
    def is_done(self) -> bool:
        return bool(self.runs) and self.runs[-1][1]


@dataclass
class Defect:
    """What a failed run found, and when it was mended; the retest can run on the day after."""

    test: int
    found: int
    fixed: int


@dataclass
class Course:
    """A UAT from its first day to `end`, on which the last test passed."""

    tests: list[Test]
    defects: list[Defect]
    end: int

    def day_of(self, share: float) -> int:
        """The first day by whose end so large a share of the tests had a verdict."""
        first = sorted(test.runs[0][0] for test in self.tests)
        return next(day for number, day in enumerate(first, 1) if number >= share * len(first))

    def runs_after(self, day: int) -> int:
        """The runs it still took."""
        return sum(ran > day for test in self.tests for ran, _ in test.runs)


def date_of(day: int) -> date:
    """The date of the so-manieth working day."""
    weeks, rest = divmod(day - 1, 5)
    return FIRST + timedelta(days=7 * weeks + rest)


def course(seed: int, fix_days: Sequence[int]) -> Course:
    """One UAT. All that is random comes from the seed."""
    dice = Random(seed)
    many, length = dice.randint(150, 400), dice.randint(18, 32)
    fails, again = dice.uniform(0.06, 0.20), dice.uniform(0.05, 0.20)
    speed = many * (1 + fails) / length * dice.uniform(0.85, 1.10)  # runs a day once everybody knows how
    ramp = dice.randint(4, 10)
    blocked = dice.uniform(0.02, 0.08)
    tests = [Test(1 + number * length // many) for number in range(many)]
    for test in tests:
        test.free = test.planned + (dice.randint(1, 4) if dice.random() < blocked else -2)  # two days ahead of the plan
    defects: list[Defect] = []
    left, day = set(range(many)), 0
    while left:
        day += 1
        assert day < LONGEST
        if dice.random() < 0.03:
            continue  # the environment stands still
        room = round(speed * min(day / ramp, 1.0) * dice.uniform(0.65, 1.25))
        free = [number for number in left if tests[number].free <= day]
        waiting = sorted(free, key=lambda number: (not tests[number].runs, number))  # retests first, then as planned
        for number in waiting[:room]:
            test = tests[number]
            passed = dice.random() >= (again if test.runs else fails)
            test.runs.append((day, passed))
            if passed:
                left.discard(number)
            else:
                fixed = day + dice.choice(fix_days)
                defects.append(Defect(number, day, fixed))
                test.free = fixed + 1
    return Course(tests, defects, day)

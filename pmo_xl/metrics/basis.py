"""What a rate of tests is counted in: cases, runs, or effort (`[metrics] basis`, metrics.md §1, C26).

A test weighs 1 by cases, as many as it was run (at least the one run it needs) by runs, its 予定工数 by effort. A rate
is the weight of some tests in the weight of all; how many tests there are (母数, 残件, 計画との差) stays in 件.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any, Final

from pmo_xl.metrics.day import Day, Records
from pmo_xl.metrics.figure import said, share, unsaid
from pmo_xl.metrics.rounds import runs
from pmo_xl.metrics.wording import percent
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record

BASIS: Final = {"case": "件数", "run": "実行回数", "effort": "工数"}


def rate(day: Day, hits: Sequence[Record], of: Records, *, reason: str = "母数が0件です", **extra: Any) -> Metric:
    """The share of some tests in a set in the project's basis; of an empty set it cannot be said.

    By cases `count` of `of` are tests. In another basis `extra` names it (`basis`) with both weights (`part`, `whole`),
    and by effort how many tests of the set have no 予定工数 (`without`): those are in neither.
    """
    basis = day.config.metrics.basis
    if basis == "case":
        return share(hits, len(of), reason=reason, **extra)
    if basis == "effort" and not day.has_column("test", "planned_effort"):
        return unsaid("テストの表に予定工数の列がありません")
    part, whole = _weight(day, hits), _weight(day, of)
    if not whole:
        return unsaid(reason if not of else "予定工数のあるテストがありません")
    extra |= {"basis": basis, "part": float(part), "whole": float(whole)}
    if basis == "effort":
        extra["without"] = sum(test.planned_effort is None for test in of)
    return said(float(part / whole), percent(part / whole), unit="%", records=tuple(hits), extra=extra)


def ratio(day: Day, hits: Iterable[Record], of: Records) -> Fraction:
    """The same as an exact number, 0 where nothing has a weight."""
    whole = _weight(day, of)
    return _weight(day, hits) / whole if whole else Fraction(0)


def _weight(day: Day, tests: Iterable[Record]) -> Fraction:
    match day.config.metrics.basis:
        case "run":
            return Fraction(sum(max(len(runs(test, day.as_of)), 1) for test in tests))
        case "effort":
            return sum((Fraction(str(test.planned_effort or 0)) for test in tests), Fraction(0))
        case _:
            return Fraction(sum(1 for _ in tests))

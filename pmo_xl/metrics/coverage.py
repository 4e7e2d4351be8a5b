"""How many requirements are tested: have a test, have run one, have passed all (M27)."""

from collections.abc import Callable

from pmo_xl.metrics.day import Day, Records
from pmo_xl.metrics.figure import figure, share
from pmo_xl.model.ids import fold_id
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record

_NEEDS = ("requirement", "test")


def _covered(day: Day, enough: Callable[[list[Record]], bool]) -> Metric:
    wanted: Records = tuple(r for r in day.records("requirement") if r.status != "rejected")
    tests = day.by_requirement
    hits = [r for r in wanted if (own := tests.get(fold_id(r.id or ""))) and enough(own)]
    return share(hits, len(wanted), reason="要件がありません")


@figure("coverage_live", "有効なテストが1件以上ある要件/却下以外の要件", needs=_NEEDS)
def coverage_live(day: Day) -> Metric:
    """A requirement whose only tests are 対象外 is not covered."""
    return _covered(day, bool)


@figure("coverage_run", "消化したテストが1件以上ある要件/却下以外の要件", needs=_NEEDS)
def coverage_run(day: Day) -> Metric:
    """At least one of its tests was executed."""
    return _covered(day, lambda tests: any(test.is_executed for test in tests))


@figure("coverage_pass", "有効なテストがすべてOKの要件/却下以外の要件", needs=_NEEDS)
def coverage_pass(day: Day) -> Metric:
    """All of its live tests passed."""
    return _covered(day, lambda tests: all(test.verdict == "pass" for test in tests))

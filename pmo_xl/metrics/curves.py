"""The two curves of the daily report: burn-up of the tests, and found/open defects beside tests left (M19)."""

from bisect import insort
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from pmo_xl.metrics.day import Day
from pmo_xl.metrics.fan import fan
from pmo_xl.metrics.figure import figure, number, said, unsaid
from pmo_xl.metrics.forecast import HORIZON, pace_of
from pmo_xl.metrics.rounds import named_defects, run_days
from pmo_xl.metrics.tally import Tally
from pmo_xl.metrics.wording import amount
from pmo_xl.model.ids import fold_id, split_ids
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record

_REACH = timedelta(days=600)  # either side of the as-of day: a mistyped year must not make a million points


@figure("burn_up", "営業日ごとの母数・計画累計・消化累計・OK累計", needs="test")
def burn_up(day: Day) -> Metric:
    """Points: date, scope, planned, executed, passed, p50, p80.

    After the as-of day scope and planned are known, and, once a forecast can be made, how many tests will have passed
    in half (`p50`), and in 8 in 10 (`p80`), of its courses. From the phase's start (without one: the first plan or
    run) to its end (the last plan).
    """
    known = [x for x in (day.planned.first, day.executed_by.first) if x]
    if not known:
        return unsaid("予定日・実施日のあるテストがありません")
    last = max(day.as_of, day.end or day.planned.last or day.as_of)
    scope = len(day.live)
    axis = _axis(day, day.start or min(known), last, day.executed_by)
    ahead = _ahead(day, [x for x in axis if x > day.as_of])
    points = tuple(
        {
            "date": x,
            "scope": scope,
            "planned": day.planned.at(x),
            "executed": day.executed_by.at(x) if x <= day.as_of else None,
            "passed": day.passed_by.at(x) if x <= day.as_of else None,
            "p50": ahead[x][0] if x in ahead else None,
            "p80": ahead[x][1] if x in ahead else None,
        }
        for x in axis
    )
    executed = day.executed_by.at(day.as_of)
    dated = tuple(test for test in day.executed if test.verdict_date is not None)
    return said(executed, amount(executed), unit="件", points=points, records=dated)


def _ahead(day: Day, days: Sequence[date]) -> dict[date, tuple[int, int]]:
    """Coming day → how many tests will be 完了 in half, and in 8 in 10, of the courses; none when it is too early."""
    nets = pace_of(day) if day.live and days else None
    if nets is None or isinstance(nets, Metric):
        return {}
    done, scope = len(day.done), len(day.live)
    courses = fan(nets, min(len(days), HORIZON))
    return {
        x: (min(done + half, scope), min(done + most, scope)) for x, (half, most) in zip(days, courses, strict=False)
    }


def _axis(day: Day, first: date, last: date, *tallies: Tally) -> list[date]:
    """The working days of a chart, and the as-of day itself when it is a day off on which something happened."""
    today = day.as_of
    days = list(day.calendar.days(max(first, today - _REACH), min(last, today + _REACH)))
    if today not in days and first <= today <= last:
        before = day.calendar.previous(today)
        if any(tally.at(today) != tally.at(before) for tally in tallies):
            insort(days, today)
    return days


@figure("defect_curve", "営業日ごとの検出累計・完了累計・残不具合・残テスト", needs="defect")
def defect_curve(day: Day) -> Metric:
    """Points: date, found, closed, open, tests_left, up to the as-of day.

    What was found or closed without a date stands on the as-of day. Defects whose tests are all 対象外 are left out,
    and `note` says how many. With `[metrics] curve_x = "runs"` a point has the cumulative `runs` it stands at, and days
    without a run are none of their own: "no defects" must not look like "no testing".
    """
    void = void_defects(day)
    drawn = [defect for defect in day.defects if defect not in void]
    found = Tally((defect.arose or day.as_of, 1) for defect in drawn)
    closed = Tally((_closed_on(defect, day.as_of), 1) for defect in drawn if not defect.is_open)
    first = day.start or min((x for x in (found.first, day.executed_by.first) if x), default=None)
    if first is None:
        return unsaid("検出日のある不具合がありません")
    tests = day.has("test")
    points: tuple[Mapping[str, Any], ...] = tuple(
        {
            "date": x,
            "found": found.at(x),
            "closed": closed.at(x),
            "open": found.at(x) - closed.at(x),
            "tests_left": len(day.live) - day.executed_by.at(x) if tests else None,
        }
        for x in _axis(day, first, day.as_of, found, closed, day.executed_by)
    )
    extra = {"note": f"対象外のテストだけに紐づく不具合{len(void)}件を除いています"} if void else {}
    if tests and day.config.metrics.curve_x == "runs":
        points, extra = _by_runs(day, points), {"x": "runs", **extra}
    return number([defect for defect in drawn if defect.is_open], points=points, extra=extra)


def _by_runs(day: Day, points: Sequence[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    """The points over cumulative runs; of days with the same number of runs the last."""
    runs = Tally.of(ran for test in day.live for ran in run_days(test, day.as_of))
    last = {runs.at(point["date"]): point for point in points}
    return tuple({**point, "runs": count} for count, point in last.items())


def _closed_on(defect: Record, as_of: date) -> date:
    """When it left the open ones: never before it was found."""
    return max(defect.closed_date or as_of, defect.arose or as_of)


def void_defects(day: Day) -> frozenset[Record]:
    """The defects that speak only of tests that are 対象外 now."""
    if not day.with_verdict("not_applicable"):
        return frozenset()
    verdicts = {fold_id(test.id): test.verdict for test in day.records("test") if test.id}
    naming: dict[str, list[str | None]] = {}
    for test in day.records("test"):
        for identifier in named_defects(test):
            naming.setdefault(fold_id(identifier), []).append(test.verdict)
    void = []
    for defect in day.defects:
        named = [verdicts[key] for key in map(fold_id, split_ids(defect.test_id)) if key in verdicts]
        linked = named + naming.get(fold_id(defect.id or ""), [])
        if linked and all(verdict == "not_applicable" for verdict in linked):
            void.append(defect)
    return frozenset(void)

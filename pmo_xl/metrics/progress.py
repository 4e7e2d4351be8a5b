"""How far the tests are: scope, executed against planned, passed, and what remains (M0–M3, M5, M6, M10, M28)."""

from datetime import date
from fractions import Fraction

from msgspec.structs import replace

from pmo_xl.metrics.basis import rate, ratio
from pmo_xl.metrics.day import Day
from pmo_xl.metrics.figure import NOT_KEPT, figure, number, said, share, unsaid
from pmo_xl.metrics.wording import half_up, percent, signed, signed_points
from pmo_xl.model.kept import row_identity
from pmo_xl.model.metric import Metric


@figure("scope", "母数=対象外・取下を除くテスト件数", needs="test")
def scope(day: Day) -> Metric:
    """N. Its change against the previous state belongs on the page, so `previous` is told where it is known."""
    verdicts = {verdict: len(tests) for verdict, tests in sorted(day.by_verdict.items())}
    return number(day.live, extra={"verdicts": verdicts})


@figure("scope_excluded", "対象外+取下のテスト件数", needs="test")
def scope_excluded(day: Day) -> Metric:
    """Tests that left every denominator, by why: never needed, or taken out by a decision."""
    never, taken_out = day.with_verdict("not_applicable"), day.with_verdict("withdrawn")
    return number(never + taken_out, extra={"not_applicable": len(never), "withdrawn": len(taken_out)})


@figure("execution_rate", "(OK+NG)/母数", needs="test", dated=True)
def execution_rate(day: Day) -> Metric:
    """消化率. A retest of a fail adds nothing."""
    return rate(day, day.executed, day.live)


@figure("planned_execution_rate", "予定日が基準日までのテスト/母数", needs="test", dated=True)
def planned_execution_rate(day: Day) -> Metric:
    """計画消化率. Tests without a planned date stay in N; `high` spreads them evenly over the phase."""
    if lacking := _no_plan(day):
        return lacking
    planned, unplanned = day.due, tuple(test for test in day.live if test.planned_date is None)
    plan = rate(day, planned, day.live, unplanned=len(unplanned))
    passed = _part_of_phase(day)
    if plan.value is None or not unplanned or passed is None:
        return plan
    low = ratio(day, planned, day.live)
    high = low + ratio(day, unplanned, day.live) * passed
    text = f"{half_up(low * 100)}〜{percent(high)}"
    return replace(plan, text=text, extra={**plan.extra, "high": float(high)})


def _part_of_phase(day: Day) -> Fraction | None:
    """The share of the phase's working days that is behind us; None without a phase."""
    if day.start is None or day.end is None:
        return None
    total = day.calendar.within(day.start, day.end)
    elapsed = day.calendar.within(day.start, min(day.as_of, day.end))
    return Fraction(elapsed, total) if total else None


def _no_plan(day: Day) -> Metric | None:
    """The figure that says why nothing can be compared with the plan; None where it can."""
    if not day.live:
        return unsaid("母数が0件です", count=0, of=0)
    return None if day.has_column("test", "planned_date") else unsaid("テストの表に予定日の列がありません")


@figure("execution_gap", "消化件数-計画消化件数（累計）", needs="test", dated=True)
def execution_gap(day: Day) -> Metric:
    """Executed less planned, in tests; in words also in points of N."""
    if lacking := _no_plan(day):
        return lacking
    gap, points = len(day.executed) - len(day.due), execution_gap_pt.of(day)
    beside = f" ({points.text})" if points.value is not None else ""
    return said(gap, f"{signed(gap, day.config.reports.minus)}件{beside}", unit="件")


@figure("execution_gap_pt", "100×(消化率-計画消化率)", needs="test", dated=True)
def execution_gap_pt(day: Day) -> Metric:
    """The same gap in percentage points."""
    plan = planned_execution_rate.of(day)
    if plan.value is None:
        return unsaid(plan.reason or "")
    gap = ratio(day, day.executed, day.live) - ratio(day, day.due, day.live)
    return said(float(gap * 100), signed_points(gap, day.config.reports.minus), unit="pt")


@figure("execution_ratio", "消化件数/計画消化件数", needs="test", dated=True)
def execution_ratio(day: Day) -> Metric:
    """Executed for each planned test, 1 = as planned."""
    if lacking := _no_plan(day):
        return lacking
    executed, planned = len(day.executed), len(day.due)
    if not planned:
        return unsaid("基準日までに予定されたテストがありません")
    text = half_up(Fraction(executed, planned), 3)
    return said(executed / planned, text, count=executed, of=planned, records=day.executed)


@figure("completion_rate", "OK/母数", needs="test", dated=True)
def completion_rate(day: Day) -> Metric:
    """完了率; with `[metrics] done = "approved"` only what is signed off is 完了."""
    done = rate(day, day.done, day.live)
    return done if day.config.metrics.done == "pass" else _renamed(done, "承認済のOK/母数")


@figure("approved_rate", "承認済のOK/母数", needs="test")
def approved_rate(day: Day) -> Metric:
    """OK and signed off; shown beside the completion rate when sign-off is used."""
    if not day.has_column("test", "approved_by"):
        return unsaid("テストの表に承認者の列がありません")
    approved = tuple(test for test in day.live if test.verdict == "pass" and test.approved_by)
    return rate(day, approved, day.live)


@figure("pass_rate", "OK/(OK+NG)", needs="test", dated=True)
def pass_rate(day: Day) -> Metric:
    """合格率."""
    passed = tuple(test for test in day.executed if test.verdict == "pass")
    return rate(day, passed, day.executed, reason="消化したテストがありません")


@figure("remaining", "母数-OK=未実施+実施不可+保留+NG", needs="test", dated=True)
def remaining(day: Day) -> Metric:
    """残件. 保留 counts: the customer asks "what is still ours?", not "who is idle?"."""
    left = number(day.remaining)
    return left if day.config.metrics.done == "pass" else _renamed(left, "母数-承認済のOK")


def _renamed(metric: Metric, definition: str) -> Metric:
    return replace(metric, definition=definition)


@figure("today_plan_rate", "本日予定のうち本日実施/本日予定", needs="test")
def today_plan_rate(day: Day) -> Metric:
    """How much of what was planned for today was executed today."""
    planned = tuple(test for test in day.live if test.planned_date == day.as_of)
    executed = tuple(test for test in planned if test.is_executed and test.verdict_date == day.as_of)
    return rate(day, executed, planned, reason="本日予定のテストがありません")


@figure("executed_today", "実施日が基準日のOK+NG件数", needs="test", dated=True)
def executed_today(day: Day) -> Metric:
    """Tests executed on the as-of day, planned for it or not."""
    return number([test for test in day.executed if test.verdict_date == day.as_of])


@figure("carry_over", "予定日が基準日より前で未消化のテスト件数", needs="test", dated=True)
def carry_over(day: Day) -> Metric:
    """繰越: planned before today and still not executed."""
    late = (t for t in day.live if t.planned_date is not None and t.planned_date < day.as_of and not t.is_executed)
    return number(list(late))


@figure("replan_rate", "予定日が前回の記録と異なるテスト/母数", needs="test")
def replan_rate(day: Day) -> Metric:
    """How many tests were given another day since the previous state; only a kept state can tell."""
    kept, register = day.situation.previous, day.situation.one("test")
    rows = kept.registers.get(register.name) if kept and register else None
    if kept is None or register is None or rows is None:
        return unsaid(NOT_KEPT)
    if "planned_date" not in kept.columns.get(register.name, ("planned_date",)):
        return unsaid("前回の記録に予定日の列がありません")
    backwards = reversed(rows)  # so that of a repeated id the first counts
    before = {row_identity(row): row.get("planned_date") for row in backwards if row.get("id")}
    known = [test for test in day.live if test.id and test.identity in before]
    moved = [test for test in known if _iso(test.planned_date) != before[test.identity]]
    return share(moved, len(day.live), since=kept.date)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None

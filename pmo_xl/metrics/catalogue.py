"""The catalogue of figures in its order (metrics.md §3), and the measuring of a day."""

from collections.abc import Collection, Sequence
from typing import Final

from pmo_xl.metrics import (
    approval,
    balance,
    blocked,
    capacity,
    corrections,
    coverage,
    coverage_table,
    curves,
    defects,
    density,
    firsts,
    forecast,
    growth,
    health,
    issues,
    levers,
    lights,
    manual,
    pace,
    payback,
    phase,
    progress,
    runs,
    since,
    slips,
    systems,
    vendors,
)
from pmo_xl.metrics.day import Day
from pmo_xl.metrics.figure import Figure
from pmo_xl.metrics.previous import with_previous
from pmo_xl.model.finding import Finding
from pmo_xl.model.metric import Metric
from pmo_xl.situation import Situation

CATALOGUE: Final[tuple[Figure, ...]] = (
    phase.working_days_total,
    phase.working_days_elapsed,
    phase.working_days_remaining,
    progress.scope,
    progress.scope_excluded,
    progress.execution_rate,
    progress.planned_execution_rate,
    progress.execution_gap,
    progress.execution_gap_pt,
    progress.execution_ratio,
    pace.delay_days,
    progress.completion_rate,
    progress.approved_rate,
    approval.unapproved,
    progress.pass_rate,
    firsts.first_pass_rate,
    runs.failure_rate,
    progress.remaining,
    pace.required_rate,
    pace.actual_rate,
    forecast.forecast_date,
    runs.required_runs,
    runs.required_person_days,
    capacity.capacity,
    capacity.load_ratio,
    capacity.load_by_day,
    levers.levers,
    blocked.blocked_rate,
    blocked.blocked_loss,
    blocked.blocked_by_cause,
    runs.retest_waiting,
    runs.retest_runs,
    runs.refail_rate,
    defects.defects_found,
    defects.defects_closed,
    defects.defects_open,
    defects.defects_new_today,
    defects.defects_closed_today,
    defects.defects_reopened,
    curves.defect_curve,
    curves.burn_up,
    growth.reliability_growth,
    vendors.aging,
    defects.fix_turnaround,
    defects.severity_by_status,
    vendors.by_vendor,
    issues.overdue,
    issues.due_today,
    issues.no_due,
    issues.overdue_todos,
    issues.overdue_fixes,
    slips.due_slips,
    coverage.coverage_live,
    coverage.coverage_run,
    coverage.coverage_pass,
    coverage_table.coverage_by_requirement,
    coverage_table.coverage_uncovered,
    coverage_table.coverage_weak,
    coverage_table.coverage_changed,
    systems.system_by_result,
    progress.today_plan_rate,
    progress.executed_today,
    progress.carry_over,
    progress.replan_rate,
    density.test_density,
    density.defect_density,
    density.density_zone,
    manual.manual_load,
    payback.break_even_months,
    issues.issues_open,
    issues.issues_closed_today,
    issues.issues_new_today,
    health.data_health,
    health.stale_rows,
    corrections.corrections,
    since.since_previous,
    lights.rag_progress,
    lights.rag_quality,
    lights.rag_issues,
    lights.rag_resources,
    lights.rag_overall,
    balance.balance,
)


def measure(
    situation: Situation, findings: Sequence[Finding] = (), *, ran: Collection[str] = frozenset()
) -> dict[str, Metric]:
    """Every figure of the catalogue for the as-of day, by name and in catalogue order.

    `findings` are what the rules found, `ran` the codes that ran: a light that looks at a rule (P-004, I-016) is
    judged by it only when the rule is known to have run. A figure whose register is missing has value None and a
    reason; nothing raises because of what stands in the sheets.
    """
    day = Day(situation, findings, ran)
    return {figure.name: with_previous(figure, figure.of(day), day) for figure in CATALOGUE}

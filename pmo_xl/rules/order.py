"""Which finding comes first: what changes today's figures, then what holds up tests, then what is due (rules.md E7)."""

from datetime import date
from typing import Final

from pmo_xl.model.fields import base_name
from pmo_xl.model.finding import Finding
from pmo_xl.model.record import Record
from pmo_xl.rules.context import Context

_GRAVITY: Final = {"error": 0, "warning": 1, "info": 2}
_NEVER: Final = date.max

# How many figures of the daily report are counted from a cell of this field (metrics.md §3, "big" and "small" ones):
# an id makes its record count twice or not at all, so it touches every figure its kind has.
_FIGURES: Final[dict[str, dict[str, int]]] = {
    "test": {
        "id": 12,
        "test_case_id": 12,
        "result": 12,  # scope, execution, gap, completion, pass, failure, remaining, required, actual, forecast, …
        "executed_date": 6,  # actual rate, forecast, burn-up, executed today, carry-over, previous
        "planned_date": 5,  # planned rate, gap, delay, today's plan, blocked loss
        "defect_id": 2,  # waiting tests, blocked by cause
        "requirement_id": 3,  # the three coverages
    },
    "defect": {
        "id": 10,
        "status": 10,  # found − closed, open, by vendor, by severity, aging, curve, overdue fixes, quality light, …
        "detected_date": 5,
        "raised_date": 5,
        "closed_date": 5,
        "fix_plan_date": 3,
        "fixed_date": 3,
        "severity": 3,
        "vendor": 2,
        "retest_result": 2,
    },
    "issue": {
        "id": 6,
        "status": 6,  # open, overdue, due today, no due, closed today, issues light
        "due_date": 4,
        "closed_date": 2,
        "raised_date": 2,
        "severity": 2,
        "priority": 2,
    },
    "todo": {"id": 1, "status": 1, "due_date": 1},
    "requirement": {"id": 3, "status": 3},
    "plan": {"planned_date": 3, "planned_count": 3},
}


def figures_touched(finding: Finding) -> int:
    """How many figures of the daily report change with the cell; 0 for what is no error or out of scope."""
    record = finding.record
    if finding.level != "error" or record is None:
        return 0
    kind = record.table.kind
    if kind == "test" and not record.is_live:
        return 0
    return _FIGURES.get(kind, {}).get(base_name(finding.field), 0)


def urgency(finding: Finding, context: Context) -> tuple[object, ...]:
    """The key findings are sorted by, most urgent first. The same cells give the same order, however they were read."""
    record = finding.record
    place = finding.place
    kind = record.table.kind if record else ""
    return (
        -figures_touched(finding),
        -_held_up(record, context) if record else 0,
        _GRAVITY[finding.level],
        _due(record) if record else _NEVER,
        _KIND_ORDER.get(kind, len(_KIND_ORDER)),
        place.file,
        place.sheet,
        place.row,
        place.column,
        finding.code,
        finding.id,
        finding.message,
    )


_KIND_ORDER: Final = {kind: n for n, kind in enumerate(("test", "defect", "issue", "todo", "qa", "risk", "change"))}


def _held_up(record: Record, context: Context) -> int:
    """How many tests wait for this defect, or for this test."""
    if record.table.kind == "defect" and record.is_open:
        return len(context.waiting_tests(record))
    if record.table.kind == "test" and record.id and context.followers and record.verdict != "pass":
        return len(context.waiting_behind(record))
    return 0


def _due(record: Record) -> date:
    """The day by which it matters."""
    for day in (record.due_date, record.fix_plan_date, record.planned_date, record.planned_end):
        if day is not None:
            return day
    return _NEVER

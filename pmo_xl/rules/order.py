"""Which finding comes first: what changes today's figures, then what holds up tests, then what is due (rules.md E7)."""

from datetime import date
from typing import Final

from pmo_xl.model.finding import GRAVITIES, Finding
from pmo_xl.model.record import Record
from pmo_xl.rules.context import Context
from pmo_xl.rules.figures import figures_touched

_NEVER: Final = date.max


def urgency(finding: Finding, context: Context) -> tuple[object, ...]:
    """The key findings are sorted by, most urgent first. The same cells give the same order, however they were read."""
    record = finding.record
    place = finding.place
    kind = record.table.kind if record else ""
    return (
        -len(figures_touched(finding)),
        -_held_up(record, context) if record else 0,
        GRAVITIES.index(finding.level),
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

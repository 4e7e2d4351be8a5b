"""Corrections: figures that were reported on a day, and that today's sheets say differently of that day."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from pmo_xl.model.days import short_day
from pmo_xl.model.finding import Finding
from pmo_xl.model.kept import Kept
from pmo_xl.model.metric import Metric
from pmo_xl.reports.common import metric
from pmo_xl.situation import Situation

CODE: Final = "H-004"
_CUMULATIVE: Final = {  # curve → its cumulative points, and what they are called
    "burn_up": {"executed": "消化", "passed": "合格"},
    "defect_curve": {"found": "不具合検出", "closed": "不具合完了"},
}


def corrections(
    situation: Situation, metrics: Mapping[str, Metric], findings: Iterable[Finding], since: date
) -> tuple[str, ...]:
    """A line for every day reported on or after `since` whose figures no longer hold, oldest first.

    What H-004 found is said in its words; where that rule did not run, kept curves are held against today's.
    """
    found = tuple(finding.message for finding in findings if finding.code == CODE)
    return found or tuple(_differing(situation, metrics, since))


def _differing(situation: Situation, metrics: Mapping[str, Metric], since: date) -> Iterator[str]:
    """The last day of the curves that were kept on a day, held against the same day on today's curves."""
    for kept in situation.kept:
        moved = list(_moved(kept, metrics)) if kept.date >= since else []
        if moved:
            yield f"{short_day(kept.date)}に報告した数字は、現在の表では次のとおりです: {'、'.join(moved)}"


def _moved(kept: Kept, metrics: Mapping[str, Metric]) -> Iterator[str]:
    for curve, names in _CUMULATIVE.items():
        said = kept.metrics.get(curve)
        before = _on(kept.date, said.get("points") if isinstance(said, Mapping) else None)
        now = _on(kept.date, metric(metrics, curve).points)
        for name, words in names.items():
            old, new = before.get(name), now.get(name)
            if isinstance(old, int) and isinstance(new, int) and old != new:
                yield f"{words}{old:,}→{new:,}件"


def _on(day: date, points: Iterable[Mapping[str, Any]] | None) -> Mapping[str, Any]:
    """What a curve says of a day; nothing where it has no such point."""
    return next((point for point in points or () if point.get("date") in (day, day.isoformat())), {})

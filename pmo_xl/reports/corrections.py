"""The week's corrections: what was reported on a day of the week and was found to be otherwise later (H-004)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from pmo_xl.model.days import short_day
from pmo_xl.model.metric import Metric
from pmo_xl.reports.common import metric
from pmo_xl.situation import Situation

_NAME = "corrections"
_NEEDED = ("name", "date", "reported", "now")


def corrections(situation: Situation, metrics: Mapping[str, Metric], since: date) -> tuple[str, ...]:
    """A line for every day reported on or after `since` whose figures had to be corrected, oldest first.

    Every day corrects the day before it: those of the week are in its kept states, the last in today's figures.
    """
    lists = [*_kept(situation, since), metric(metrics, _NAME).rows or ()]
    return tuple(filter(None, map(_line, lists)))


def _kept(situation: Situation, since: date) -> Iterator[Sequence[Mapping[str, Any]]]:
    for state in situation.kept:
        said = state.metrics.get(_NAME) if state.date > since else None
        if isinstance(said, Mapping):
            yield said.get("rows") or ()


def _line(rows: Sequence[Mapping[str, Any]]) -> str:
    """5/2に報告した数字の訂正: 消化94→93件、完了82→81件. "" without any."""
    rows = [row for row in rows if all(row.get(part) is not None for part in _NEEDED)]
    if not rows:
        return ""
    reported = rows[0]["date"]
    on = reported if isinstance(reported, date) else date.fromisoformat(reported)
    moved = "、".join(f"{row['name']}{row['reported']:,}→{row['now']:,}件" for row in rows)
    return f"{short_day(on)}に報告した数字の訂正: {moved}"

"""Figures as they were reported: what a kept day says of them stands, whatever they would be if counted again."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from msgspec.structs import replace

from pmo_xl.model.metric import Metric, Previous

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_KEYS: Final = (
    *("value", "text", "definition", "count", "of", "unit", "reason", "delta", "delta_text"),
    *("previous", "points", "rows"),
)


def as_reported(counted: Mapping[str, Metric], kept: Mapping[str, Any]) -> tuple[dict[str, Metric], tuple[str, ...]]:
    """The figures of a kept day, and the names of those that counted again differ from what was reported.

    `counted` are the figures counted from the kept rows, `kept` what metrics.json holds. Where both agree, as they do
    unless this version counts otherwise or days before have been removed, the counted one is given, with its records.
    """
    differing = tuple(name for name, metric in counted.items() if name in kept and not _same(metric, kept[name]))
    return {name: _as_kept(m, kept[name]) if name in differing else m for name, m in counted.items()}, differing


def _same(metric: Metric, kept: Mapping[str, Any]) -> bool:
    return bool(_comparable(metric.as_dict()) == _comparable(kept))


def _comparable(value: Any) -> Any:  # noqa: ANN401 - whatever JSON knows
    """JSON does not tell 3.0 from 3, nor a tuple from a list."""
    if isinstance(value, Mapping):
        return {key: _comparable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_comparable(inner) for inner in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _as_kept(metric: Metric, kept: Mapping[str, Any]) -> Metric:
    before = kept.get("previous")
    return replace(
        metric,
        value=_day_or(kept.get("value")),
        text=str(kept.get("text", "")),
        definition=str(kept.get("definition", "")),
        count=kept.get("count"),
        of=kept.get("of"),
        unit=str(kept.get("unit", "")),
        reason=kept.get("reason"),
        delta=kept.get("delta"),
        delta_text=str(kept.get("delta_text", "")),
        previous=Previous(date.fromisoformat(before["date"]), _day_or(before["value"]), before["source"])
        if before
        else None,
        points=_lines(kept.get("points")),
        rows=_lines(kept.get("rows")),
        extra={key: _day_or(value) for key, value in kept.items() if key not in _KEYS},
    )


def _lines(kept: Sequence[Mapping[str, Any]] | None) -> tuple[dict[str, Any], ...] | None:
    return None if kept is None else tuple({key: _day_or(value) for key, value in line.items()} for line in kept)


def _day_or(value: Any) -> Any:  # noqa: ANN401 - whatever JSON knows
    """A day that JSON holds as its ISO text; anything else as it is."""
    return date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else value

"""Every figure under its own name, as plain values that a template may print."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pmo_xl.model.metric import Metric


def metric_values(metrics: Mapping[str, Metric]) -> dict[str, Any]:
    """metrics.execution_rate.text and so on: every key is there for every figure, None where it does not apply."""
    return {name: _values(figure) for name, figure in metrics.items()}


def _values(figure: Metric) -> dict[str, Any]:
    before = figure.previous
    return {name: _plain(value) for name, value in figure.extra.items()} | {
        "value": _plain(figure.value),
        "text": figure.text,
        "definition": figure.definition,
        "count": figure.count,
        "of": figure.of,
        "unit": figure.unit,
        "reason": figure.reason,
        "previous": _plain(before.value) if before else None,
        "previous_date": before.date if before else None,
        "delta": figure.delta,
        "delta_text": figure.delta_text,
        "rows": [_row(row) for row in figure.rows or ()],
        "points": [_row(point) for point in figure.points or ()],
    }


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in row.items()}


def _plain(value: object) -> Any:  # noqa: ANN401 - whatever a template can print
    """Templates see text, numbers, dates, lists and mappings; a truth value prints as ○ or ×."""
    if isinstance(value, bool):
        return "○" if value else "×"
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value if value is None or isinstance(value, str | int | float | date) else str(value)

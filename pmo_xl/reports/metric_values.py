"""Every figure under its own name, as plain values that a template may print."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pmo_xl.model.metric import Metric
from pmo_xl.reports.fields import Fields
from pmo_xl.reports.fields.figure_lines import EXTRAS, POINTS, ROWS


def metric_values(metrics: Mapping[str, Metric]) -> dict[str, Any]:
    """metrics.execution_rate.text and so on: every key is there on every day, None where it does not apply."""
    return {name: _values(name, figure) for name, figure in metrics.items()}


def _values(name: str, figure: Metric) -> dict[str, Any]:
    before = figure.previous
    return {
        **_extras(EXTRAS.get(name, {}), figure.extra),
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
        **_lines("rows", ROWS.get(name), figure.rows),
        **_lines("points", POINTS.get(name), figure.points),
    }


def _extras(fields: Fields, given: Mapping[str, Any]) -> dict[str, Any]:
    """A figure's own further keys. Those it did not give today are there too, without a value."""
    known: dict[str, Any] = {}
    for field in fields:
        name, listed, _ = field.partition("[]")
        group, _, inner = name.partition(".")
        if inner:
            known.setdefault(group, {})[inner] = None
        else:
            known[name] = [] if listed else None
    for name, value in given.items():
        plain = _plain(value)
        known[name] = known[name] | plain if isinstance(known.get(name), dict) else plain
    return known


def _lines(
    key: str, fields: Fields | None, lines: Sequence[Mapping[str, Any]] | None
) -> dict[str, list[dict[str, Any]]]:
    """The rows or points of a figure that has such, each with every key."""
    if fields is None and lines is None:
        return {}
    blank = _extras(fields or {}, {})
    return {key: [blank | {name: _plain(value) for name, value in line.items()} for line in lines or ()]}


def _plain(value: object) -> Any:  # noqa: ANN401 - whatever a template can print
    """Templates see text, numbers, dates, lists and mappings; a truth value prints as ○ or ×."""
    if isinstance(value, bool):
        return "○" if value else "×"
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value if value is None or isinstance(value, str | int | float | date) else str(value)

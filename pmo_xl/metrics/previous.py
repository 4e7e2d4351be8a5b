"""A figure against itself: what it was on the last reported working day, and how it differs (M9)."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Final

from msgspec.structs import replace

from pmo_xl.metrics.day import Day
from pmo_xl.metrics.figure import Figure
from pmo_xl.metrics.wording import signed, signed_half_up, signed_points
from pmo_xl.model.days import short_day
from pmo_xl.model.metric import Metric, Previous, Value
from pmo_xl.workdays import Calendar

# The column without which nobody knows since when a record is done. A register without it was yesterday as it is today,
# and 「前日比±0」 would be a figure out of thin air.
_DONE_ON: Final = {"test": "executed_date", "issue": "closed_date", "todo": "closed_date", "defect": "closed_date"}
_COUNTED_BY: Final = {
    "planned_execution_rate": "planned_date",
    "issues_new_today": "raised_date",
    "defects_found": "detected_date|raised_date",
    "defects_new_today": "detected_date|raised_date",
}
_DIFFERENCES: Final = ("corrections", "since_previous")  # what they say is a comparison already


def with_previous(figure: Figure, metric: Metric, day: Day) -> Metric:
    """The figure with `previous`, `delta` and `delta_text`, where there is a previous one (metrics.md §1).

    Kept on the last working day, it is that; else what today's dates say of that day, for figures that dates alone
    determine; else what an older state says, printed with its date.
    """
    if metric.value is None or isinstance(metric.value, bool) or metric.name in _DIFFERENCES:
        return metric
    old = day.situation.previous
    if day.kept is not None and (found := _kept(metric, day.kept.metrics)):
        return _compared(metric, found, day.kept.date, "kept", day)
    if figure.dated and _dates_tell(figure, day):
        earlier = figure.of(day.earlier)
        return _compared(metric, (earlier.value, earlier.count, earlier.of), day.earlier.as_of, "dates", day)
    if old is not None and day.kept is None and (found := _kept(metric, old.metrics)):
        return _compared(metric, found, old.date, "kept", day)
    return metric


def _dates_tell(figure: Figure, day: Day) -> bool:
    """Whether the registers keep the dates that the figure of an earlier day is counted from."""
    own = _COUNTED_BY.get(figure.name)
    return all(
        any(day.has_column(kind, field) for field in (own or _DONE_ON[kind]).split("|")) for kind in figure.needs
    )


_Before = tuple[Value, int | None, int | None]


def _kept(metric: Metric, metrics: Mapping[str, Any]) -> _Before | None:
    """Value, count and denominator of a kept figure; None when it was not said, or counted in another basis."""
    said = metrics.get(metric.name)
    if not isinstance(said, Mapping) or said.get("value") is None:
        return None
    if said.get("basis") != metric.extra.get("basis"):
        return None
    return said["value"], said.get("count"), said.get("of")


def _compared(metric: Metric, before: _Before, on: date, source: str, day: Day) -> Metric:
    value, count, of = before
    if isinstance(metric.value, date) and isinstance(value, str):
        value = date.fromisoformat(value)
    if value is None or isinstance(value, bool):
        return metric
    previous = Previous(on, value, "kept" if source == "kept" else "dates")
    delta, words = _difference(metric, (value, count, of), day.calendar, day.config.reports.minus)
    if delta is None:
        return replace(metric, previous=previous)
    since = "前日比" if on >= day.calendar.previous(day.as_of) else f"前回({short_day(on)})比"
    return replace(metric, previous=previous, delta=delta, delta_text=since + words)


def change_since(metric: Metric, reported: Mapping[str, Any], calendar: Calendar, minus: str) -> str:
    """How a figure differs from what a kept state reported (its metrics): +16件 (+8.0pt); "" where either is unsaid."""
    before = _kept(metric, reported)
    if before is None or metric.value is None or isinstance(metric.value, bool):
        return ""
    value, count, of = before
    if isinstance(metric.value, date) and isinstance(value, str):
        value = date.fromisoformat(value)
    return _difference(metric, (value, count, of), calendar, minus)[1]


def _difference(metric: Metric, before: _Before, calendar: Calendar, minus: str) -> tuple[float | int | None, str]:
    """Today's value less the previous one, and its words: +16件 (+8.0pt)."""
    value, count, of = before
    now = metric.value
    if isinstance(now, date) and isinstance(value, date):
        moved = calendar.signed(value, now)
        return moved, f"{signed(moved, minus)}営業日"
    if not isinstance(now, int | float) or not isinstance(value, int | float):
        return None, ""
    if metric.unit == "%":
        is_now, was = _share(now, metric.count, metric.of), _share(value, count, of)
        if is_now is None or was is None:
            return now - value, signed_points(Fraction(now) - Fraction(value), minus)
        more = (metric.count or 0) - (count or 0)
        return float(is_now - was), f"{signed(more, minus)}件 ({signed_points(is_now - was, minus)})"
    if not metric.unit:
        return now - value, signed_half_up(now - value, minus, 3)
    if isinstance(now, int) and isinstance(value, int):
        return now - value, f"{signed(now - value, minus)}{metric.unit}"
    return now - value, f"{signed_half_up(now - value, minus)}{metric.unit}"


def _share(value: float, count: int | None, of: int | None) -> Fraction | None:
    """A rate as an exact number; None when it is more than its count of its set (M8 of few runs, another basis)."""
    return Fraction(count, of) if count is not None and of and value == count / of else None

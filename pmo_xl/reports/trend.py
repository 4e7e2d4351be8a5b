"""The curve on the page: burn-up, or the defect curve when quality is the worse light."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pmo_xl.model.metric import Metric
from pmo_xl.reports.common import DASH, metric, short_day
from pmo_xl.reports.signals import Signal

_TICKS: Final = 6
FEWEST: Final = 3  # with fewer points a curve says less than the figures themselves
_BURN_UP: Final = (("scope", "母数"), ("planned", "計画"), ("executed", "消化"), ("passed", "合格"))
_DEFECTS: Final = (("", ""), ("found", "不具合累計"), ("tests_left", "残テスト"), ("open", "不具合残"))
_PENS: Final = ("thin", "dashed", "thick", "dotted")  # how the template draws the four lines, in this order


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the chart: which pen draws it, its name, and a value for each day (None: no point)."""

    pen: str
    name: str
    values: tuple[int | float | None, ...]

    @property
    def last(self) -> int | None:
        """The index of its last point."""
        return next((n for n in range(len(self.values) - 1, -1, -1) if self.values[n] is not None), None)

    @property
    def label(self) -> str:
        """The name with the last value, printed beside the line: 消化 110."""
        return f"{self.name} {self.values[self.last]:,}" if self.last is not None else self.name

    @property
    def label_values(self) -> tuple[int | float | None, ...]:
        """One value and nothing else: where the label sits. The thin line is flat and has it at its beginning."""
        at = 0 if self.pen == "thin" else self.last
        return tuple(value if n == at else None for n, value in enumerate(self.values))


@dataclass(frozen=True, slots=True)
class Trend:
    """The chart of the page: title, the sentence it says, days and lines. `enough` False: a table instead."""

    title: str
    sentence: str
    days: tuple[date, ...]
    lines: tuple[Line, ...]
    enough: bool
    table: tuple[Mapping[str, Any], ...] = ()


def trend(metrics: Mapping[str, Metric], lights: Sequence[Signal]) -> Trend:
    """Burn-up, or the defect curve where quality is a worse light than progress and has a curve."""
    weight = {light.key: light.weight for light in lights}
    curve, burn_up = metric(metrics, "defect_curve").points or (), metric(metrics, "burn_up").points or ()
    if weight["quality"] > weight["progress"] and curve:
        return _of("不具合とテストの残り(PB曲線)", curve, _DEFECTS, "tests_left")
    return _of("計画と消化の累計(バーンアップ)", burn_up, _BURN_UP, "executed")


def _of(title: str, points: Sequence[Mapping[str, Any]], names: Sequence[tuple[str, str]], actual: str) -> Trend:
    days = tuple(point["date"] for point in points)
    lines = tuple(
        Line(pen, name, tuple(point.get(key) for point in points) if key else (None,) * len(points))
        for pen, (key, name) in zip(_PENS, names, strict=True)
    )
    known = [point for point in points if point.get(actual) is not None]
    table = tuple(
        {"day": short_day(point["date"])}
        | {pen: _shown(point, key) for pen, (key, _) in zip(_PENS, names, strict=True)}
        for point in known[:FEWEST]
    )
    return Trend(title, _sentence(lines, known), days, lines, len(known) >= FEWEST, table)


def _shown(point: Mapping[str, Any], key: str) -> str:
    value = point.get(key) if key else None
    return DASH if value is None else f"{value:,}"


def _sentence(lines: Sequence[Line], known: Sequence[Mapping[str, Any]]) -> str:
    """What the chart says, for people who do not see it: 5/7時点で計画 128、消化 110、合格 96."""
    if not known:
        return "実績の記録がまだありません"
    last = len(known) - 1
    said = [
        f"{line.name} {line.values[last]:,}"
        for line in lines
        if line.name and last < len(line.values) and line.values[last] is not None
    ]
    return f"{short_day(known[-1]['date'])}時点で{'、'.join(said)}"


def graph_rows(metrics: Mapping[str, Metric], shown: Trend) -> list[dict[str, Any]]:
    """グラフデータ: one row a day with both curves, and the columns the page's chart is drawn from."""
    curves = {name: metric(metrics, name).points or () for name in ("burn_up", "defect_curve")}
    by_day: dict[date, dict[str, Any]] = {}
    for points in curves.values():
        for point in points:
            by_day.setdefault(point["date"], {}).update(point)
    index = {when: n for n, when in enumerate(shown.days)} if shown.enough else {}
    days = sorted(by_day)
    ticks = _ticks(len(days))
    return [
        _row(when, by_day[when], shown, index.get(when)) | {"day": short_day(when) if n in ticks else ""}
        for n, when in enumerate(days)
    ]


def _ticks(count: int) -> frozenset[int]:
    """Which days are named on the axis: the first and the last, and between them so many that none touch."""
    step = max(1, -(-count // _TICKS))
    return frozenset(n for n in range(0, count, step) if n + step <= count) | {count - 1}


def _row(when: date, point: Mapping[str, Any], shown: Trend, index: int | None) -> dict[str, Any]:
    keys = ("scope", "planned", "executed", "passed", "found", "closed", "open", "tests_left")
    row: dict[str, Any] = {"date": when} | {key: point.get(key) for key in keys}
    for line in shown.lines:
        row[line.pen] = line.values[index] if index is not None else None
        row[f"{line.pen}_label"] = line.label_values[index] if index is not None else None
    return row


def chart(shown: Trend, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The chart in Word's shape, over the same days as グラフデータ: categories, and series by name.

    The series called like a label hold one point each: that is where the name of a line is printed.
    """
    lines = [line for line in shown.lines if line.name]
    return {
        "title": shown.title,
        "alt": f"{shown.title}。{shown.sentence}。",
        "categories": [row["day"] for row in rows],
        "series": {line.name: [row[line.pen] for row in rows] for line in lines}
        | {line.label: [row[f"{line.pen}_label"] for row in rows] for line in lines},
    }

"""The curve on the page: burn-up, or the defect curve when quality is the worse light."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from pmo_xl.model.days import short_day
from pmo_xl.model.metric import Metric
from pmo_xl.reports.common import CURVES, DASH, metric
from pmo_xl.reports.signals import Signal

_MOST_TICKS: Final = 5
_TOUCHING: Final = 0.1  # of the height of the chart: the height of a label
FEWEST: Final = 3  # with fewer points a curve says less than the figures themselves
_BURN_UP: Final = ("scope", "planned", "executed", "passed")
_DEFECTS: Final = (None, "found", "tests_left", "open")
_PENS: Final = ("thin", "dashed", "thick", "dotted")  # how the template draws the four lines, in this order


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the chart: which pen draws it, its name, a value for each day (None: no point), and its label."""

    pen: str
    name: str
    values: tuple[int | float | None, ...]
    label: str = ""

    @property
    def last(self) -> int | None:
        """The index of its last point."""
        return next((n for n in range(len(self.values) - 1, -1, -1) if self.values[n] is not None), None)

    @property
    def label_values(self) -> tuple[int | float | None, ...]:
        """One value and nothing else: where the label sits. The thin line is flat and has it at its beginning."""
        at = 0 if self.pen == "thin" else self.last
        return tuple(value if n == at and self.label else None for n, value in enumerate(self.values))


@dataclass(frozen=True, slots=True)
class Trend:
    """The chart of the page: title, the sentence it says, days and lines. `enough` False: a table instead."""

    kind: str  # burn_up or defect_curve
    title: str
    sentence: str
    days: tuple[date, ...]
    lines: tuple[Line, ...]
    enough: bool
    table: tuple[Mapping[str, Any], ...] = ()


def trend(metrics: Mapping[str, Metric], lights: Sequence[Signal]) -> Trend:
    """Burn-up, or the defect curve where quality is a worse light than progress and has a curve."""
    weight = {light.key: light.weight for light in lights}
    curve = metric(metrics, "defect_curve").points
    return defect_curve(metrics) if weight["quality"] > weight["progress"] and curve else burn_up(metrics)


def burn_up(metrics: Mapping[str, Metric]) -> Trend:
    """The tests: scope, planned, executed, passed."""
    return _of("burn_up", "計画と消化の累計(バーンアップ)", metric(metrics, "burn_up").points or (), _BURN_UP)


def defect_curve(metrics: Mapping[str, Metric]) -> Trend:
    """The defects found and open, and the tests left."""
    curve = metric(metrics, "defect_curve")
    title = "不具合とテストの残り(PB曲線、横軸=累計実行回数)" if "x" in curve.extra else "不具合とテストの残り(PB曲線)"
    return _of("defect_curve", title, curve.points or (), _DEFECTS)


def _of(kind: str, title: str, points: Sequence[Mapping[str, Any]], keys: Sequence[str | None]) -> Trend:
    days = tuple(point["date"] for point in points)
    lines = _labelled([_line(pen, key, points) for pen, key in zip(_PENS, keys, strict=True)])
    done = "executed" if kind == "burn_up" else "found"
    known = [n for n, point in enumerate(points) if point.get(done) is not None]
    table = tuple(
        {"day": short_day(days[n])} | {line.pen: _shown(line.values[n]) for line in lines} for n in known[:FEWEST]
    )
    sentence = _sentence(days, lines, known[-1] if known else None)
    return Trend(kind, title, sentence, days, lines, len(known) >= FEWEST, table)


def _line(pen: str, key: str | None, points: Sequence[Mapping[str, Any]]) -> Line:
    if key is None:
        return Line(pen, "", (None,) * len(points))
    return Line(pen, CURVES[key], tuple(point.get(key) for point in points))


def _labelled(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with name and last value beside their end; two ends that would touch share the upper one's label."""
    said = {line.pen: f"{line.name} {line.values[line.last]:,}" for line in lines if line.last is not None}
    thick, dotted = lines[2], lines[3]
    highest = max((value for line in lines for value in line.values if value is not None), default=0)
    if thick.last is not None and thick.last == dotted.last:
        ends = thick.values[thick.last] or 0, dotted.values[dotted.last] or 0
        if abs(ends[0] - ends[1]) < _TOUCHING * highest:
            said["thick"] = f"{said['thick']} / {said.pop('dotted')}"
    return tuple(replace(line, label=said.get(line.pen, "")) for line in lines)


def _shown(value: float | None) -> str:
    return DASH if value is None else f"{value:,}"


def _sentence(days: Sequence[date], lines: Sequence[Line], at: int | None) -> str:
    """What the chart says, for people who do not see it: 5/7時点で計画 128、消化 110、合格 96."""
    if at is None:
        return "実績の記録がまだありません"
    said = [f"{line.name} {line.values[at]:,}" for line in lines if line.name and line.values[at] is not None]
    return f"{short_day(days[at])}時点で{'、'.join(said)}"


def graph_rows(metrics: Mapping[str, Metric], shown: Trend) -> list[dict[str, Any]]:
    """グラフデータ: one row a day with both curves, and the columns the page's chart is drawn from.

    `tick` is 0 on the days that are named below the chart, and nothing on the others; `top` and `half` are the two
    guide lines. All of it is data, so that a chart without enough points draws nothing at all.
    """
    by_day: dict[date, dict[str, Any]] = {}
    for name in ("burn_up", "defect_curve"):
        for point in metric(metrics, name).points or ():
            by_day.setdefault(point["date"], {}).update(point)
    index = {when: n for n, when in enumerate(shown.days)} if shown.enough else {}
    runs = {when: point["runs"] for when, point in by_day.items() if "runs" in point and shown.kind == "defect_curve"}
    days = sorted(runs or by_day)  # over runs a day without one has no place of its own
    ticks = named_days(days, shown) if shown.enough else set()
    top = round_above(shown) if shown.enough else None
    guides = {"top": top, "half": top / 2 if top is not None else None}
    return [
        _row(when, by_day[when], shown, index.get(when))
        | ({"day": f"{runs[when]:,}回"} if runs else {})
        | {"tick": 0 if when in ticks else None}
        | guides
        for when in days
    ]


def round_above(shown: Trend) -> float:
    """A round number no line reaches above: 1, 2, 4, 6, 8 or 10 times a power of ten."""
    highest = max((value for line in shown.lines for value in line.values if value is not None), default=0)
    power = 10.0 ** (len(str(int(highest))) - 1)
    return next(number * power for number in (1, 2, 4, 6, 8, 10) if number * power >= highest)


def named_days(days: Sequence[date], shown: Trend) -> set[date]:
    """The last day with figures, the first and the last day, and others between them, so few that none touch."""
    apart = max(1, -(-len(days) // _MOST_TICKS))
    today = next((line.last for line in shown.lines if line.pen == "thick"), None)
    wanted = [days.index(shown.days[today])] if today is not None else []
    for at in (0, len(days) - 1, *range(0, len(days), apart)):
        if all(abs(at - other) >= apart for other in wanted):
            wanted.append(at)
    return {days[at] for at in wanted}


def _row(when: date, point: Mapping[str, Any], shown: Trend, index: int | None) -> dict[str, Any]:
    row: dict[str, Any] = {"date": when, "day": short_day(when)} | {key: point.get(key) for key in CURVES}
    for line in shown.lines:
        row[line.pen] = line.values[index] if index is not None else None
        row[f"{line.pen}_label"] = line.label_values[index] if index is not None else None
    return row


def chart(shown: Trend, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The chart in Word's shape, over the same days as グラフデータ: categories, and series by name.

    The series follow the template's order: two guide lines, the lines, for each line one that holds the point its name
    is printed at, and the points below which days are named.
    """
    lines = [line for line in shown.lines if line.name]
    series = {"目盛": [row["top"] for row in rows], "目盛(半分)": [row["half"] for row in rows]}
    series |= {line.name: [row[line.pen] for row in rows] for line in lines}
    # A line that shares another's label has no point; its series still needs a name of its own.
    series |= {line.label or f"({line.name})": [row[f"{line.pen}_label"] for row in rows] for line in lines}
    return {
        "title": shown.title,
        "alt": f"{shown.title}。{shown.sentence}。",
        "categories": [row["day"] for row in rows],
        "series": series | {"日付": [row["tick"] for row in rows]},
    }

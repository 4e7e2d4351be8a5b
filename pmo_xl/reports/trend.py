"""The curve on the page: burn-up, or the defect curve when quality is the worse light."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pmo_xl.model.days import short_day
from pmo_xl.model.metric import Metric
from pmo_xl.reports.common import CURVES, DASH, metric
from pmo_xl.reports.signals import Signal
from pmo_xl.reports.trend_labels import Line, placed

_MOST_TICKS: Final = 5
FEWEST: Final = 3  # with fewer points a curve says less than the figures themselves
_BURN_UP: Final = ("scope", "planned", "executed", "passed")
_DEFECTS: Final = (None, "found", "tests_left", "open")
_FAN: Final = ("p50", "p80")
# how the template draws the forecast: its edges, and a field that stands on one without a fill
_FAN_DRAWN: Final = (
    ("半々の線", "fan_to"),
    ("8割方の線", "fan_from"),
    ("8割方まで", "fan_from"),
    ("半々までの幅", "fan_width"),
)
_PENS: Final = ("thin", "dashed", "thick", "dotted")  # how the template draws the four lines, in this order


@dataclass(frozen=True, slots=True)
class Trend:
    """The chart of the page: title, the sentence it says, days and lines. `enough` False: a table instead.

    `fan` are the upper and the lower edge of the forecast, from what is 合格 on the as-of day on; nothing without one.
    """

    kind: str  # burn_up or defect_curve
    title: str
    sentence: str
    days: tuple[date, ...]
    lines: tuple[Line, ...]
    enough: bool
    table: tuple[Mapping[str, Any], ...] = ()
    fan: tuple[Line, ...] = ()


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
    plain = [_line(pen, key, points) for pen, key in zip(_PENS, keys, strict=True)]
    lines, fan = placed(plain, _fan(points), round_above(plain))
    done = "executed" if kind == "burn_up" else "found"
    known = [n for n, point in enumerate(points) if point.get(done) is not None]
    table = tuple(
        {"day": short_day(days[n])} | {line.pen: _shown(line.values[n]) for line in lines} for n in known[:FEWEST]
    )
    sentence = _sentence(days, lines, known[-1] if known else None)
    return Trend(kind, title, sentence, days, lines, len(known) >= FEWEST, table, fan)


def _line(pen: str, key: str | None, points: Sequence[Mapping[str, Any]]) -> Line:
    """The line, and as its label its name and its last value."""
    if key is None:
        return Line(pen, "", (None,) * len(points))
    values = tuple(point.get(key) for point in points)
    last = next((value for value in reversed(values) if value is not None), None)
    return Line(pen, CURVES[key], values, "" if last is None else f"{CURVES[key]} {last:,}")


def _fan(points: Sequence[Mapping[str, Any]]) -> tuple[Line, ...]:
    """The edges of the forecast. Both begin at what has passed on the last day with figures."""
    first = next((n for n, point in enumerate(points) if point.get("p50") is not None), 0)
    if not first:
        return ()
    start = points[first - 1]["passed"]
    values = {key: (*(None,) * (first - 1), start, *(point[key] for point in points[first:])) for key in _FAN}
    return tuple(Line(key, CURVES[key], values[key], CURVES[key]) for key in _FAN)


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
    top = round_above(shown.lines) if shown.enough else None
    guides = {"top": top, "half": top / 2 if top is not None else None}
    return [
        _row(when, by_day[when], shown, index.get(when))
        | ({"day": f"{runs[when]:,}回"} if runs else {})
        | {"tick": 0 if when in ticks else None}
        | guides
        for when in days
    ]


def round_above(lines: Sequence[Line]) -> float:
    """A round number no line reaches above: 1, 2, 4, 6, 8 or 10 times a power of ten."""
    highest = max((value for line in lines for value in line.values if value is not None), default=0)
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
    return row | _fan_row(shown, index)


def _fan_row(shown: Trend, index: int | None) -> dict[str, Any]:
    """The edges of the forecast, how far they are apart, and where they are named."""
    if not shown.fan or index is None:
        return dict.fromkeys(("p50_label", "p80_label", "fan_to", "fan_from", "fan_width"))
    half, most = (line.values[index] for line in shown.fan)
    labels = {f"{line.pen}_label": line.label_values[index] for line in shown.fan}
    apart = None if half is None or most is None else half - most
    return labels | {"fan_to": half, "fan_from": most, "fan_width": apart}


def chart(shown: Trend, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The chart in Word's shape, over the same days as グラフデータ: categories, and series by name.

    The series follow the template's order: two guide lines, the lines, for each line one that holds the point its name
    is printed at, the points below which days are named, and on the burn-up the names and the field of the forecast.
    """
    lines = [line for line in shown.lines if line.name]
    series = {"目盛": [row["top"] for row in rows], "目盛(半分)": [row["half"] for row in rows]}
    series |= {line.name: [row[line.pen] for row in rows] for line in lines}
    # A line without a value has no label; its series still needs a name of its own.
    series |= {line.label or f"({line.name})": [row[f"{line.pen}_label"] for row in rows] for line in lines}
    series["日付"] = [row["tick"] for row in rows]
    if shown.kind == "burn_up":
        series |= {CURVES[key]: [row[f"{key}_label"] for row in rows] for key in _FAN}
        series |= {name: [row[key] for row in rows] for name, key in _FAN_DRAWN}
    return {
        "title": shown.title,
        "alt": f"{shown.title}。{shown.sentence}。",
        "categories": [row["day"] for row in rows],
        "series": series,
    }

"""The curves of the daily page, laid out: burn-up with its forecast, found and open defects beside the tests left."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from pmo_xl.model.days import short_day
from pmo_xl.model.width import width
from pmo_xl.reports.common import metric
from pmo_xl.reports.daily import DailyReport
from pmo_xl.reports.trend import Line, Trend, burn_up, defect_curve, named_days, round_above

WIDE: Final = 420  # of the drawing, in its own units, 250 high; a letter is 13 high
_LEFT, _RIGHT, _TOP, _BOTTOM = 42, 322, 20, 222  # the field of the curves inside it; labels stand to the right
_LETTER: Final = 6.6  # width of a half-width letter
_LABEL: Final = 16  # height of a label
_FURTHEST: Final = 0.5  # of the days shown: a forecast beyond is drawn up to there


class Tick(Struct, frozen=True):
    """A named place on an axis."""

    at: float
    text: str


class Mark(Struct, frozen=True):
    """A point that carries the mark of its line."""

    x: float
    y: float


class Pen(Struct, frozen=True):
    """One line: its pen (thin, dashed, thick, dotted), its course, and the points that carry its mark."""

    pen: str
    course: str
    marks: tuple[Mark, ...]


class Label(Struct, frozen=True):
    """A name beside a line, with the line's last value."""

    x: float
    y: float
    text: str


class Curves(Struct, frozen=True):
    """The drawing of one chart; with too few points `lines` is empty and `note` says why.

    `to` is the anchor of the figures behind it, `fan` the field between the 50 % and the 80 % course of the forecast.
    """

    to: str
    title: str
    sentence: str
    chosen: bool
    note: str
    across: tuple[Tick, ...] = ()
    up: tuple[Tick, ...] = ()
    lines: tuple[Pen, ...] = ()
    labels: tuple[Label, ...] = ()
    fan: str = ""
    fan_words: str = ""
    today: float = 0


class _Scale(Struct, frozen=True):
    """From days and counts to places in the drawing."""

    days: tuple[date, ...]
    top: float

    def x(self, at: float) -> float:
        return round(_LEFT + (_RIGHT - _LEFT) * at / max(len(self.days) - 1, 1), 1)

    def y(self, value: float) -> float:
        return round(_BOTTOM - (_BOTTOM - _TOP) * value / (self.top or 1), 1)


def curves(report: DailyReport, leads: Mapping[str, str]) -> tuple[Curves, ...]:
    """Both charts; `chosen` is the one that the paper shows. `leads` are the anchors of their figures."""
    return tuple(
        _drawn(shown, report, leads.get(shown.kind, ""))
        for shown in (burn_up(report.metrics), defect_curve(report.metrics))
    )


def _drawn(shown: Trend, report: DailyReport, to: str) -> Curves:
    chosen = shown.kind == report.trend.kind
    if not shown.enough:
        points = len(shown.table)
        why = f"実績が{points}日分です（グラフは3日分から）" if points else metric(report.metrics, shown.kind).reason
        return Curves(to, shown.title, shown.sentence, chosen, f"データなし: {why or shown.sentence}")
    rays = _rays(shown, report)
    scale = _Scale(_days(shown, report, rays), round_above(shown))
    now = shown.lines[2].last or 0
    fan, words = _fan(shown, scale, rays)
    return Curves(
        to=to,
        title=shown.title,
        sentence=shown.sentence,
        chosen=chosen,
        note="",
        across=tuple(_ticks(shown, scale)),
        up=tuple(Tick(scale.y(value), f"{value:,.0f}") for value in (scale.top / 2, scale.top)),
        lines=tuple(_pen(line, scale, shown) for line in shown.lines if line.last is not None),
        labels=tuple(_labels(shown, scale)),
        fan=fan,
        fan_words=words,
        today=scale.x(now),
    )


def _rays(shown: Trend, report: DailyReport) -> tuple[int, int] | None:
    """Working days from now to the 50 % and the 80 % day of the forecast, on the burn-up alone."""
    extra = metric(report.metrics, "forecast_date").extra
    half, most = extra.get("p50"), extra.get("p80")
    if shown.kind != "burn_up" or not isinstance(half, date) or not isinstance(most, date):
        return None
    calendar = report.situation.calendar
    steps = calendar.after(report.as_of, half), calendar.after(report.as_of, most)
    return steps if steps[0] > 0 else None


def _days(shown: Trend, report: DailyReport, rays: tuple[int, int] | None) -> tuple[date, ...]:
    """The days of the curve, and so many after it that the forecast can be seen."""
    now = shown.lines[2].last or 0
    lacking = now + rays[1] - (len(shown.days) - 1) if rays else 0
    more = max(0, min(lacking, int(len(shown.days) * _FURTHEST)))
    calendar = report.situation.calendar
    return (*shown.days, *(calendar.shift(shown.days[-1], step) for step in range(1, more + 1)))


def _fan(shown: Trend, scale: _Scale, rays: tuple[int, int] | None) -> tuple[str, str]:
    """The field between both courses, from today's OK to the scope, and what it means."""
    passed, now = shown.lines[3], shown.lines[2].last
    scope = shown.lines[0].values[0]
    if rays is None or now is None or scope is None or (start := passed.values[now]) is None:
        return "", ""
    last = len(scale.days) - 1

    def reached(steps: int) -> tuple[float, float]:
        """Where the course ends: at the scope, or at the edge of the drawing."""
        part = min(1, (last - now) / steps)
        return scale.x(now + steps * part), scale.y(start + (scope - start) * part)

    half, most = reached(rays[0]), reached(rays[1])
    corners = [(scale.x(now), scale.y(start)), half, most]
    if half[1] < most[1]:  # the later course leaves at the edge, below the scope
        corners.insert(2, (scale.x(last), half[1]))
    return " ".join(f"{x:g},{y:g}" for x, y in corners), "網かけ: OKが母数に達する日の5割〜8割の見込み"


def _ticks(shown: Trend, scale: _Scale) -> Iterator[Tick]:
    named = named_days(scale.days, shown)
    return (Tick(scale.x(n), short_day(when)) for n, when in enumerate(scale.days) if when in named)


def _pen(line: Line, scale: _Scale, shown: Trend) -> Pen:
    points = [(scale.x(n), scale.y(value)) for n, value in enumerate(line.values) if value is not None]
    named = named_days(scale.days, shown)
    marked = {n for n, when in enumerate(shown.days) if when in named} | {line.last}
    marks = [
        Mark(scale.x(n), scale.y(value)) for n, value in enumerate(line.values) if n in marked and value is not None
    ]
    return Pen(line.pen, " ".join(f"{x:g},{y:g}" for x, y in points), tuple(marks) if line.pen != "thin" else ())


def _labels(shown: Trend, scale: _Scale) -> Iterator[Label]:
    """The labels beside the ends of their lines, moved apart where they would touch. A flat line has it left."""
    right: list[Label] = []
    for line in shown.lines:
        if line.last is None or not line.label:
            continue
        y = scale.y(line.values[line.last] or 0)
        if line.pen == "thin":
            yield Label(_LEFT + 4, y - 5, line.label)
        else:
            right.append(_beside(line, scale.x(line.last) + 8, y + 4))
    yield from _apart(right)


def _beside(line: Line, x: float, y: float) -> Label:
    room = WIDE - 2 - width(line.label) * _LETTER
    return Label(round(min(x, room), 1), round(y, 1), line.label)


def _apart(labels: Sequence[Label]) -> Iterator[Label]:
    """From the top down, each at least a line below the one above it; what would leave the field moves up again."""
    placed: list[Label] = []
    for label in sorted(labels, key=lambda label: label.y):
        above = max((other.y for other in placed if _touch(other, label)), default=None)
        y = label.y if above is None else max(label.y, above + _LABEL)
        placed.append(Label(label.x, y, label.text))
    over = max((label.y for label in placed), default=0) - (_BOTTOM + 2)
    for label in placed:
        yield label if over <= 0 else Label(label.x, round(label.y - over, 1), label.text)


def _touch(one: Label, other: Label) -> bool:
    """Whether two labels share a part of the width."""
    ends = [label.x + width(label.text) * _LETTER for label in (one, other)]
    return one.x < ends[1] and other.x < ends[0]

"""The curves of the daily page, laid out: burn-up with its forecast, found and open defects beside the tests left."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from pmo_xl.model.days import short_day
from pmo_xl.model.width import width
from pmo_xl.reports.common import metric
from pmo_xl.reports.daily import DailyReport
from pmo_xl.reports.trend import Trend, burn_up, defect_curve, named_days, round_above
from pmo_xl.reports.trend_labels import Line

WIDE: Final = 420  # of the drawing, in its own units, 250 high; a letter is 13 high
_LEFT, _RIGHT, _TOP, _BOTTOM = 42, 322, 20, 222  # the field of the curves inside it; labels stand to the right
_LETTER: Final = 6.6  # width of a half-width letter
_LABEL: Final = 16  # height of a label
_FAN_WORDS: Final = "網かけ: 合格件数の見込み（上の縁は半々、下の縁は8割方の確かさで届く件数）"


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

    `to` is the anchor of the figures behind it, `fan` the field between what half, and what 8 in 10, of the forecast's
    courses reach.
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
    scale = _Scale(shown.days, round_above(shown.lines))
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
        fan=_fan(shown, scale),
        fan_words=_FAN_WORDS if shown.fan else "",
        today=scale.x(shown.lines[2].last or 0),
    )


def _fan(shown: Trend, scale: _Scale) -> str:
    """The field of the forecast: along its upper edge to the last day, and back along the lower one."""
    edges = [_course(line, scale) for line in shown.fan]
    return " ".join([*edges[0], *reversed(edges[1][1:])]) if edges else ""


def _course(line: Line, scale: _Scale) -> list[str]:
    return [f"{scale.x(n):g},{scale.y(value):g}" for n, value in enumerate(line.values) if value is not None]


def _ticks(shown: Trend, scale: _Scale) -> Iterator[Tick]:
    named = named_days(scale.days, shown)
    return (Tick(scale.x(n), short_day(when)) for n, when in enumerate(scale.days) if when in named)


def _pen(line: Line, scale: _Scale, shown: Trend) -> Pen:
    named = named_days(scale.days, shown)
    marked = {n for n, when in enumerate(shown.days) if when in named} | {line.last}
    marks = [
        Mark(scale.x(n), scale.y(value)) for n, value in enumerate(line.values) if n in marked and value is not None
    ]
    return Pen(line.pen, " ".join(_course(line, scale)), tuple(marks) if line.pen != "thin" else ())


def _labels(shown: Trend, scale: _Scale) -> Iterator[Label]:
    """The labels beside the ends of their lines, moved apart where they would touch. A flat line has it left."""
    right: list[Label] = []
    for line in (*shown.lines, *shown.fan):
        if line.last is None or line.label_height is None:
            continue
        y = scale.y(line.label_height)
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

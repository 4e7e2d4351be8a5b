"""The bars of the daily page, laid out: how far against the plan, and each vendor's open defects by severity."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from pmo_xl.metrics.wording import percent
from pmo_xl.model.record import LEVELS
from pmo_xl.model.words import CALLED
from pmo_xl.reports.common import metric
from pmo_xl.reports.daily import DailyReport
from pmo_xl.reports.vendors import SUM

# In the units of their drawings, where a letter is 13 high: where bars begin, and how long the longest is
_BAR: Final = (6, 408)
_WHOLE: Final = (2, 296)  # of the progress bar
_ROW: Final = 46
_DIGIT: Final = 8.0  # width of a digit
_WORDS: Final = 50  # half the width of the plan's words
_BLANK: Final = "未記入"


class Segment(Struct, frozen=True):
    """One severity in a bar; `middle` is where its number stands, "" in a segment too narrow to hold it."""

    level: str
    x: float
    width: float
    middle: float
    count: str


class Bar(Struct, frozen=True):
    """One vendor: its name, its segments, and all of it in words."""

    name: str
    y: float
    total: int
    words: str
    segments: tuple[Segment, ...]


class Bars(Struct, frozen=True):
    """The drawing, and the anchor it leads to; `sentence` says what it shows to those who do not see it."""

    title: str
    to: str = ""
    sentence: str = ""
    height: float = 0
    bars: tuple[Bar, ...] = ()


class Progress(Struct, frozen=True):
    """The bar of what is executed, with the mark of the plan, `planned` None where there is none; `to` is its anchor.

    Where nothing can be drawn `sentence` is "".
    The plan's words stand at `planned_at` and begin, end or have their middle there (`planned_side`).
    """

    to: str = ""
    sentence: str = ""
    done: float = 0
    done_words: str = ""
    planned: float | None = None
    planned_words: str = ""
    planned_at: float = 0
    planned_side: str = ""


def progress_of(report: DailyReport, to: str) -> Progress:
    """消化率 as a bar with the plan's mark."""
    done, planned = metric(report.metrics, "execution_rate"), metric(report.metrics, "planned_execution_rate")
    if not isinstance(done.value, int | float):
        return Progress()
    plan = float(planned.value) if isinstance(planned.value, int | float) else None
    at = 0.0 if plan is None else round(_WHOLE[0] + min(plan, 1) * _WHOLE[1], 1)
    side = "start" if at < _WORDS else "end" if at > sum(_WHOLE) - _WORDS else "middle"
    said = f"、計画 {planned.text}" if plan is not None else "、計画はありません"
    return Progress(
        to=to,
        sentence=f"実績 {done.text}{said}",
        done=round(done.value * _WHOLE[1], 1),
        done_words=f"実績 {percent(done.value)}",
        planned=None if plan is None else at,
        planned_words=f"計画 {planned.text}" if plan is not None else "",
        planned_at={"start": _WHOLE[0], "end": sum(_WHOLE)}.get(side, at),
        planned_side=side,
    )


def vendor_bars(report: DailyReport, to: str) -> Bars:
    """Each vendor's open defects by severity: the lines of the vendors' table without the sum."""
    counted = _counted(report)
    lines = [line.vendor for line in report.vendors if line.vendor != SUM and counted.get(line.vendor)]
    longest = max((counted[name].total() for name in lines), default=1)
    bars = tuple(_bar(name, number, counted[name], longest) for number, name in enumerate(lines))
    sentence = "、".join(f"{bar.name} {bar.total}件（{bar.words}）" for bar in bars)
    return Bars("ベンダー別の未完了の不具合（重要度別）", to, sentence, len(bars) * _ROW + 4, bars)


def _counted(report: DailyReport) -> dict[str, Counter[str]]:
    """Vendor as the table names it → severity → open defects."""
    lines = {member: line.vendor for line in report.vendors if line.vendor != SUM for member in line.members}
    counted: dict[str, Counter[str]] = {}
    for defect in metric(report.metrics, "by_vendor").records:
        counted.setdefault(lines.get(report.situation.supplier(defect), ""), Counter())[defect.rank or ""] += 1
    return counted


def _bar(name: str, number: int, counts: Counter[str], longest: int) -> Bar:
    levels = [level for level in (*LEVELS, "") if counts[level]]
    words = "・".join(f"{CALLED.get(level, _BLANK)}{counts[level]:,}" for level in levels)
    y = number * _ROW
    return Bar(name, y, counts.total(), words, tuple(_segments(levels, counts, longest)))


def _segments(levels: Sequence[str], counts: Counter[str], longest: int) -> Iterator[Segment]:
    at = float(_BAR[0])
    for level in levels:
        width = round(counts[level] / longest * _BAR[1], 1)
        count = f"{counts[level]:,}"
        holds = width >= len(count) * _DIGIT + 4
        yield Segment(level or "blank", round(at, 1), width, round(at + width / 2, 1), count if holds else "")
        at += width

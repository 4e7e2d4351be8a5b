"""How many defects there will be in the end, and how many of them are found: reliability growth (M20)."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil, floor
from typing import Any, Final

from pmo_xl.metrics.curves import defect_curve
from pmo_xl.metrics.day import Day
from pmo_xl.metrics.figure import figure, said, unsaid
from pmo_xl.metrics.gompertz import Growth, final_of_logistic, grown
from pmo_xl.metrics.wording import amount, half_up
from pmo_xl.model.metric import Metric

_MOST_POINTS: Final = 40  # of a curve that is fitted: a longer one is read every second day, third day …


@figure(
    "reliability_growth", "不具合の検出累計にあてはめたゴンペルツ曲線の終局値（範囲で示す）", needs=("test", "defect")
)
def reliability_growth(day: Day) -> Metric:
    """推定総数 as a range, `low`–`high`, and `convergence`, found / K. The value K itself is never printed alone.

    `high` is None while the curve has bent too little to have an upper end.

    The defects are those of `defect_curve`. `logistic` is another curve's answer, for comparison only: it is
    regularly too low (metrics.md §4).
    """
    if closed := _gate(day):
        return unsaid(f"{closed}のため収束予測はまだ示せません")
    points = defect_curve.of(day).points or ()
    found = points[-1]["found"] if points else 0
    fewest = day.config.metrics.growth_min_found
    if found < fewest:
        return unsaid(f"不具合が{fewest}件未満のため収束予測はまだ示せません", count=found)
    times, counts = _read(day, points)
    growth = grown(times, counts)
    if growth is None:
        return unsaid("不具合の増え方がまだ鈍っていないため収束予測は示せません", count=found)
    return _told(found, growth, final_of_logistic(times, counts))


def _gate(day: Day) -> str | None:
    """Why it is too early; None when it is not."""
    least = day.config.metrics.growth_min_rate
    if not day.live:
        return "母数が0件"
    if Fraction(len(day.executed), len(day.live)) < Fraction(str(least)):
        return f"消化{least * 100:g}%未満"
    return None


def _read(day: Day, points: Sequence[Mapping[str, Any]]) -> tuple[list[int], list[int]]:
    """When, and how many were found by then: working days, or runs made with `[metrics] curve_x = "runs"`."""
    every = ceil(len(points) / _MOST_POINTS)
    read = points[::-every][::-1]
    counts = [point["found"] for point in read]
    if day.config.metrics.curve_x == "days":
        return [len(points) - every * back for back in reversed(range(len(read)))], counts
    return [point["runs"] for point in read], counts  # days without a run are none of its points


def _told(found: int, growth: Growth, logistic: float | None) -> Metric:
    low, convergence = max(floor(growth.low), found), found / growth.curve.most
    high = None if growth.high is None else ceil(growth.high)
    if high is None:
        text = f"推定{amount(low)}以上、収束率{half_up(found / low * 100, 0)}%以下"
    else:
        text = f"推定{low:,}–{amount(high)}、収束率{half_up(convergence * 100, 0)}%"
    extra = {"low": low, "high": high, "convergence": convergence, "logistic": logistic}
    return said(growth.curve.most, text, unit="件", count=found, extra=extra)

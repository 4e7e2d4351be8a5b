"""Tests and defects for the size of what is built, against the limits of the 基準値 sheet (M30)."""

from fractions import Fraction
from typing import Final

from pmo_xl.metrics.day import Day
from pmo_xl.metrics.figure import figure, said, unsaid
from pmo_xl.metrics.payback import exact
from pmo_xl.metrics.wording import half_up
from pmo_xl.model.metric import Metric
from pmo_xl.model.standards import Limits

NO_SIZE: Final = "規模の記録がありません（要件一覧の規模の列、または基準値シートの規模の行）"
NO_LIMITS: Final = "基準値シートにテスト密度と不具合密度の下限・上限がありません"
_ZONES: Final = {"low": "下限未満", "within": "範囲内", "high": "上限超"}


@figure("test_density", "母数/規模", needs="test")
def test_density(day: Day) -> Metric:
    """Tests for a unit of size. Beside it `size`, and `low` and `high` where the 基準値 sheet gives them."""
    return _density(day, len(day.live), day.situation.standards.test_density)


@figure("defect_density", "検出した不具合の累計/規模", needs="defect")
def defect_density(day: Day) -> Metric:
    """Defects found for a unit of size."""
    return _density(day, len(day.defects), day.situation.standards.defect_density)


@figure(
    "density_zone", "テスト密度×不具合密度（それぞれ基準値の下限未満・範囲内・上限超）の9区分", needs=("test", "defect")
)
def density_zone(day: Day) -> Metric:
    """One of nine zones, such as within-high: as many tests as the 基準値 wants, more defects than it allows."""
    standards, size = day.situation.standards, _size(day)
    if size is None:
        return unsaid(NO_SIZE)
    if standards.test_density is None or standards.defect_density is None:
        return unsaid(NO_LIMITS)
    tests = _zone(len(day.live) / size, standards.test_density)
    defects = _zone(len(day.defects) / size, standards.defect_density)
    return said(f"{tests}-{defects}", f"テスト密度{_ZONES[tests]}・不具合密度{_ZONES[defects]}")


def _size(day: Day) -> Fraction | None:
    size = day.situation.standards.size
    return exact(size) if size else None


def _density(day: Day, count: int, limits: Limits | None) -> Metric:
    size, unit = _size(day), f"件/{day.situation.standards.unit}"
    if size is None:
        return unsaid(NO_SIZE)
    extra = {"size": float(size)}
    if limits is not None:
        extra |= {"low": limits.low, "high": limits.high}
    return said(float(count / size), f"{half_up(count / size)}{unit}", unit=unit, extra=extra)


def _zone(density: Fraction, limits: Limits) -> str:
    """low, within or high; a limit itself is within."""
    return "low" if density < exact(limits.low) else "high" if density > exact(limits.high) else "within"

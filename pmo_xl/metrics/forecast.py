"""When the tests will be done at the pace of the last days, and how sure that is (M13)."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from math import ceil
from typing import Final

from msgspec import Struct

from pmo_xl.metrics.day import Day
from pmo_xl.metrics.figure import figure, said, unsaid
from pmo_xl.metrics.pace import daily_nets, outage_note, required_rate
from pmo_xl.metrics.tail import tail_of
from pmo_xl.metrics.wording import signed
from pmo_xl.model.days import short_day
from pmo_xl.model.metric import Metric

HORIZON: Final = 250  # working days, a year; beyond it nobody plans by this figure
_LOOKED_AHEAD: Final = (16, 64, HORIZON)  # counting courses costs the more, the further ahead one looks


class Landing(Struct, frozen=True):
    """In how many working days the rest is done: at the mean pace, for half, and for 8 in 10 of the possible courses.

    None where that is beyond a year of working days.
    """

    expected: int | None
    p50: int | None
    p80: int | None


@figure("forecast_date", "残件/実力（OK増加件数/日）だけ営業日を進めた日", needs="test", dated=True)
def forecast_date(day: Day) -> Metric:
    """完了見込. `p50` and `p80` are the days by which half, and 8 in 10, of the possible courses have finished.

    `p80_with_fixes` and `note` say what such a course leaves out: the wait for the last fixes (see `tail`).

    Gated (metrics.md §4): below half the scope, or with few days of results, a rate of seven days misleads.
    """
    if not day.live:
        return unsaid("母数が0件です")
    if not day.remaining:
        return _reached(day)
    nets = pace_of(day)
    if isinstance(nets, Metric):
        return nets
    landing = land(len(day.remaining), nets)
    if landing.expected is None:
        return unsaid(f"いまの実力では{HORIZON}営業日以内に終わりません")
    value = day.calendar.shift(day.as_of, landing.expected)
    p50, p80 = (None if n is None else day.calendar.shift(day.as_of, n) for n in (landing.p50, landing.p80))
    late = None if day.end is None else day.calendar.signed(day.end, value)
    words = outage_note(day)
    return said(
        value,
        _text(value, late, p80, day.config.reports.minus),
        definition=f"残件/実力（OK増加件数/日、{words}）だけ営業日を進めた日" if words else "",
        extra={"p50": p50, "p80": p80, "delta_days": late, **tail_of(day, p80)},
    )


def pace_of(day: Day) -> tuple[int, ...] | Metric:
    """The daily nets a forecast is made from; or the figure that says why none can be made yet."""
    if closed := _gate(day):
        return unsaid(f"{closed}のため予測はまだ示せません{_required(day)}")
    nets = daily_nets(day)
    if len(nets) < min(day.config.metrics.forecast_min_days, day.config.metrics.rate_days):
        return unsaid("計画のある営業日が足りないため予測はまだ示せません")
    return nets if sum(nets) > 0 else unsaid("進んでいません")


@lru_cache(maxsize=64)  # a lever often leaves the tests as they are
def land(left: int, nets: tuple[int, ...]) -> Landing:
    """When `left` tests are done by days like `nets`, whose sum is positive; nothing left is done today."""
    if left <= 0:
        return Landing(0, 0, 0)
    expected = expected_days(left, nets)
    return Landing(expected if expected <= HORIZON else None, *_courses(left, nets))


def expected_days(left: int, nets: Sequence[int]) -> int:
    """Working days at the mean pace: ceil(left / mean of nets), exact."""
    return ceil(Fraction(left * len(nets), sum(nets)))


def _text(value: date, late: int | None, p80: date | None, minus: str) -> str:
    """5/21見込 (計画比+2営業日、8割方5/22まで)."""
    notes = [] if late is None else [f"計画比{signed(late, minus)}営業日"]
    notes += [] if p80 is None else [f"8割方{short_day(p80)}まで"]
    return f"{short_day(value)}見込" + (f" ({'、'.join(notes)})" if notes else "")


def _reached(day: Day) -> Metric:
    """Nothing remains: the day the last test passed."""
    dates = [test.verdict_date for test in day.done if test.verdict_date]
    if not dates:
        return unsaid("完了日が記録されていません")
    late = None if day.end is None else day.calendar.signed(day.end, max(dates))
    return said(max(dates), f"{short_day(max(dates))}完了", extra={"p50": None, "p80": None, "delta_days": late})


def _gate(day: Day) -> str | None:
    """Why it is too early to forecast; None when it is not."""
    metrics = day.config.metrics
    if Fraction(len(day.executed), len(day.live)) < Fraction(str(metrics.forecast_min_rate)):
        return f"消化{metrics.forecast_min_rate * 100:g}%未満"
    if sum(map(day.calendar.is_working, day.executed_by.days)) < metrics.forecast_min_days:
        return f"結果のある営業日が{metrics.forecast_min_days}日未満"
    return None


def _required(day: Day) -> str:
    rate = required_rate.of(day)
    return "" if rate.value is None else f"。必要消化{rate.text}"


def _courses(left: int, nets: Sequence[int]) -> tuple[int | None, int | None]:
    """The smallest numbers of days by which at least 50 % and 80 % of the courses have passed `left`."""
    for days in _LOOKED_AHEAD:
        half = None
        for n, probability in enumerate(first_passage(left, nets, days), 1):
            if half is None and probability >= 0.5:
                half = n
            if probability >= 0.8:
                return half, n
    return half, None


def first_passage(left: int, nets: Sequence[int], days: int = HORIZON) -> Iterator[float]:
    """P(done by day n), n = 1 … `days`: each day gains one of `nets` at random, independently of the others.

    Exact: courses are counted. How many have passed i tests stands in the i-th field of one large whole number, so
    that a day is a few shifts and additions, and a large project costs little more than a small one.
    """
    many, lowest = len(nets), min(nets)
    width = (many**days).bit_length()  # bits of a field: it can hold all courses there are
    courses, bottom = 1, 0  # one course that has passed none; field 0 stands for `bottom` tests
    for n in range(1, days + 1):
        courses = sum(courses << (net - lowest) * width for net in nets)
        bottom += lowest
        fields = n * (max(nets) - lowest) + 1
        if left - bottom < fields:  # whoever is beyond has arrived and goes no further
            fields = max(left - bottom, 0)
            courses &= (1 << fields * width) - 1
        yield 1 - _sum_of_fields(courses, fields, width) / many**n
        if not courses:
            return


def _sum_of_fields(packed: int, fields: int, width: int) -> int:
    """All fields of a packed number added up, by laying its upper half over the lower one again and again."""
    while fields > 1:
        fields = (fields + 1) // 2
        packed = (packed & (1 << fields * width) - 1) + (packed >> fields * width)
    return packed

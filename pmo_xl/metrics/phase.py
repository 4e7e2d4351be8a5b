"""The phase in working days: how long it is, how much is behind us, how much is left."""

from datetime import date

from pmo_xl.metrics.day import Day
from pmo_xl.metrics.figure import figure, said, unsaid
from pmo_xl.metrics.wording import amount
from pmo_xl.model.metric import Metric

NO_START = "pmo.toml に phase_start がありません"
NO_END = "pmo.toml に phase_end がありません"


def days_left(day: Day) -> tuple[date, ...]:
    """The working days after the as-of day up to the phase's end; none without an end."""
    return () if day.end is None else tuple(x for x in day.calendar.days(day.as_of, day.end) if x > day.as_of)


def _days(count: int) -> Metric:
    return said(count, amount(count, "営業日"), unit="営業日")


@figure("working_days_total", "フェーズ開始日から終了日までの営業日数（両端を含む）")
def working_days_total(day: Day) -> Metric:
    """wd[S, E]."""
    if day.start is None or day.end is None:
        return unsaid(NO_END if day.end is None else NO_START)
    return _days(day.calendar.within(day.start, day.end))


@figure("working_days_elapsed", "フェーズ開始日から基準日（終了日を過ぎたら終了日）までの営業日数")
def working_days_elapsed(day: Day) -> Metric:
    """wd[S, min(d, E)]; the number of the daily report."""
    if day.start is None:
        return unsaid(NO_START)
    return _days(day.calendar.within(day.start, min(day.as_of, day.end or day.as_of)))


@figure("working_days_remaining", "基準日の翌日からフェーズ終了日までの営業日数")
def working_days_remaining(day: Day) -> Metric:
    """wd(d, E]."""
    if day.end is None:
        return unsaid(NO_END)
    return _days(day.calendar.after(day.as_of, day.end))

"""How fast it goes and how fast it would have to go: delay, required and actual tests a day (M4, M11, M12)."""

from datetime import date
from fractions import Fraction

from pmo_xl.metrics.day import Day
from pmo_xl.metrics.figure import figure, measured, said, unsaid
from pmo_xl.metrics.outages import outage_days
from pmo_xl.metrics.phase import NO_END
from pmo_xl.metrics.wording import half_up
from pmo_xl.model.metric import Metric


@figure("delay_days", "計画累計が消化件数に達する営業日と基準日との差（営業日）", needs="test", dated=True)
def delay_days(day: Day) -> Metric:
    """Working days behind the plan (negative: ahead).

    wd[S,d] − t, where t is the working-day index at which the cumulative plan reaches the executed count, linear
    inside a day, the earliest where the plan is flat. Before the plan's first day and after its last one, a team
    that has done all that was planned is neither late nor early.
    """
    first, last = day.planned.first, day.planned.last
    if first is None or last is None:
        return unsaid("予定日のあるテストがありません")
    executed = len(day.executed)
    now = day.planned.at(day.as_of)
    if executed >= now and (not now or day.as_of >= last):
        return _delay(Fraction(0))
    origin = min(first, day.start or first)
    return _delay(day.calendar.within(origin, day.as_of) - _index_reaching(day, executed, origin))


def _index_reaching(day: Day, executed: int, origin: date) -> Fraction:
    """t of M4: how many working days into the plan, counted from `origin`, `executed` tests should have taken."""
    if not executed:
        return Fraction(0)
    reached = day.planned.reached(executed)
    if reached is None:  # more was executed than ever planned: the plan's end
        return Fraction(day.calendar.within(origin, day.planned.last or origin))
    x = reached if day.calendar.is_working(reached) else day.calendar.shift(reached, 1)
    before = day.planned.at(day.calendar.previous(x))
    return day.calendar.within(origin, x) - 1 + Fraction(executed - before, day.planned.at(x) - before)


def _delay(days: Fraction) -> Metric:
    length = half_up(abs(days))
    text = "計画どおり" if length == "0.0" else f"約{length}日{'遅れ' if days > 0 else '先行'}"
    return said(float(days), text, unit="日")


@figure("required_rate", "残件/残営業日", needs="test", dated=True)
def required_rate(day: Day) -> Metric:
    """必要消化: tests a working day that would finish by the phase's end."""
    if day.end is None:
        return unsaid(NO_END)
    if not day.live:
        return unsaid("母数が0件です")
    left = day.calendar.after(day.as_of, day.end)
    if not left:
        over = day.calendar.after(day.end, day.as_of)
        return unsaid(f"超過{over}営業日" if over else "期限到来")
    tests = day.remaining
    return measured(Fraction(len(tests), left), "件/日", count=len(tests), of=left, records=tests)


@figure("actual_rate", "直近の計画がある営業日（最大7日）に増えたOK件数の平均", needs="test", dated=True)
def actual_rate(day: Day) -> Metric:
    """実力: mean daily net gain of OK over the last `rate_days` working days for which a test was planned.

    Days on which the environment stood still are none of them; how many were passed over is printed.
    """
    wanted = day.config.metrics.rate_days
    nets, outages = daily_nets(day), outages_passed_over(day)
    enough = min(day.config.metrics.forecast_min_days, wanted)
    without = f"（{words}）" if (words := outage_note(day)) else ""
    if len(nets) < max(enough, 1):
        return unsaid(f"計画のある営業日が{enough}日未満です（{len(nets)}日）{without}")
    rate = Fraction(sum(nets), len(nets))
    return said(
        float(rate),
        f"{half_up(rate)}件/日{without}",
        unit="件/日",
        definition=f"直近の計画がある営業日（最大{wanted}日{f'、{words}' if words else ''}）に増えたOK件数の平均",
        extra={"days": len(nets), "nets": list(nets), "outages": list(outages)},
    )


def daily_nets(day: Day) -> tuple[int, ...]:
    """The net gain of OK on each of the last `rate_days` planned working days without an outage, oldest first.

    Runs on a day off count for the working day after it.
    """
    return tuple(day.done_by.at(x) - day.done_by.at(day.calendar.previous(x)) for x in _measured(day)[0])


def outages_passed_over(day: Day) -> tuple[date, ...]:
    """The planned days that `daily_nets` leaves out because the environment stood still, oldest first."""
    return _measured(day)[1]


def outage_note(day: Day) -> str:
    """環境停止2日除く: what has to stand beside a pace that leaves days out; "" when it leaves out none."""
    return f"環境停止{len(left_out)}日除く" if (left_out := outages_passed_over(day)) else ""


def _measured(day: Day) -> tuple[list[date], tuple[date, ...]]:
    """The days the pace is measured over, and those between them that were passed over; oldest first."""
    stopped = outage_days(day.situation)
    measured: list[date] = []
    passed_over: list[date] = []
    for x in reversed(day.planned.days):
        if len(measured) == day.config.metrics.rate_days:
            break
        if x <= day.as_of and x in stopped:
            passed_over.append(x)
        elif x <= day.as_of and day.calendar.is_working(x):
            measured.append(x)
    return measured[::-1], tuple(passed_over[::-1])

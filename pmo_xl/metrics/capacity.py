"""What the testers can still run, against what is still to be run (M15)."""

from datetime import date
from fractions import Fraction

from pmo_xl.metrics.day import Day
from pmo_xl.metrics.figure import figure, said, unsaid
from pmo_xl.metrics.phase import NO_END
from pmo_xl.metrics.rounds import named_defects
from pmo_xl.metrics.runs import runs_per_test, runs_to_come
from pmo_xl.metrics.wording import half_up, percent
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record


def _a_day(day: Day) -> Fraction | Metric:
    """Runs the testers manage in a working day."""
    testers, each = day.config.capacity.testers, day.config.capacity.tests_per_person_day
    if testers is None:
        return unsaid("pmo.toml に testers がありません")
    if each is None:
        return unsaid("pmo.toml に tests_per_person_day がありません")
    return Fraction(str(testers)) * Fraction(str(each))  # as written: 2.2 is 11/5, not the nearest binary number


def _to_the_end(day: Day) -> tuple[Fraction, Fraction] | Metric:
    """Runs still to come, and the capacity from tomorrow to the phase's end."""
    a_day, needed = _a_day(day), runs_to_come(day)
    if isinstance(a_day, Metric):
        return a_day
    if isinstance(needed, Metric):
        return needed
    if day.end is None:
        return unsaid(NO_END)
    room = a_day * day.calendar.after(day.as_of, day.end)
    return (needed, room) if room else unsaid("残りの能力が0です")


@figure("capacity", "実施者数×1人1日の実行数×残営業日")
def capacity(day: Day) -> Metric:
    """Runs that can still be made in the phase."""
    a_day = _a_day(day)
    if isinstance(a_day, Metric):
        return a_day
    if day.end is None:
        return unsaid(NO_END)
    room = a_day * day.calendar.after(day.as_of, day.end)
    value = int(room) if room.denominator == 1 else float(room)
    return said(value, f"{half_up(room, 0 if room.denominator == 1 else 1)}回", unit="回")


@figure("load_ratio", "必要実行回数/残りの能力", needs="test")
def load_ratio(day: Day) -> Metric:
    """負荷率: above 100 % the rest does not fit, retests included."""
    load = _to_the_end(day)
    if isinstance(load, Metric):
        return load
    needed, room = load
    return said(float(needed / room), percent(needed / room), unit="%")


@figure("load_by_day", "その日より前に始められない実行回数/その日から終了日までの能力", needs="test")
def load_by_day(day: Day) -> Metric:
    """Rows: date, runs, capacity, ratio. A blocked test is free only on the working day after its defect's fix."""
    load = _to_the_end(day)
    if isinstance(load, Metric):
        return load
    needed, room = load
    days = [x for x in day.calendar.days(day.as_of, day.end or day.as_of) if x > day.as_of]
    each = runs_per_test(day) or Fraction(1)
    waiting = [free for test in day.with_verdict("blocked") if (free := _free_from(day, test)) is not None]
    runs = [needed, *(sum(free >= x for free in waiting) * each for x in days[1:])]
    rooms = [room * (len(days) - place) / len(days) for place in range(len(days))]
    ratios = [run / left for run, left in zip(runs, rooms, strict=True)]
    rows = tuple(
        {"date": x, "runs": float(run), "capacity": float(left), "ratio": float(ratio)}
        for x, run, left, ratio in zip(days, runs, rooms, ratios, strict=True)
    )
    over = [x for x, ratio in zip(days, ratios, strict=True) if ratio > 1]
    return said(float(max(ratios)), percent(max(ratios)), unit="%", rows=rows, extra={"over": over})


def _free_from(day: Day, test: Record) -> date | None:
    """The working day after the last planned fix of the open defects the test names; None: free at once."""
    register = day.situation.one("defect")
    fixes = []
    for identifier in named_defects(test):
        defect = register.find(identifier) if register else None
        if defect is not None and defect.is_open and defect.fixed_date is None and defect.fix_plan_date is not None:
            fixes.append(day.calendar.shift(defect.fix_plan_date, 1))
    return max(fixes, default=None)

"""What is done by hand each month: hours, people, the worst month, and who carries it (M31, C42)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from pmo_xl.metrics.day import Day
from pmo_xl.metrics.figure import figure, said, unsaid
from pmo_xl.metrics.payback import exact, hours_a_month
from pmo_xl.metrics.wording import half_up
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record
from pmo_xl.situation import Situation

Load = tuple[Record, Fraction]  # a manual job and its hours a month


@figure("manual_load", "件数/月×分/件÷60の合計（時間/月）", needs="manual_work")
def manual_load(day: Day) -> Metric:
    """手動対応の負荷, 時間/月. Rows by department: owner_org, hours, fte, capacity (null: nobody in the 体制表).

    `fte` are people: hours / (`hours_per_month` × the owner's 稼働率; without one, full time). `peak_month` is the
    month (2026-12) in which most hours fall together, `peak_hours` those; a job without 開始/終了 runs in every month.
    `without_end` are the jobs nobody has said when they end, `incomplete` the number without 件数/月 or 分/件.
    """
    jobs = [job for job in day.records("manual_work") if job.is_open]
    loads = [(job, hours) for job in jobs if (hours := hours_a_month(job)) is not None]
    if not loads:
        return unsaid("件数/月と分/件のある手動対応がありません")
    total = sum((hours for _, hours in loads), Fraction(0))
    people = sum((_people(day, load) for load in loads), Fraction(0))
    peak, most = _peak(loads, day.as_of)
    return said(
        float(total),
        f"{half_up(total)}時間/月 ({half_up(people, 2)}人)",
        unit="時間/月",
        rows=tuple(_rows(day, loads)),
        records=tuple(job for job, _ in loads),
        extra={
            "fte": float(people),
            "peak_month": f"{peak:%Y-%m}",
            "peak_hours": float(most),
            "without_end": [job.id or f"{job.row}行目" for job in jobs if job.written("planned_end") is None],
            "incomplete": len(jobs) - len(loads),
        },
    )


def _rows(day: Day, loads: Iterable[Load]) -> list[dict[str, object]]:
    carried: defaultdict[str, list[Load]] = defaultdict(list)
    for load in loads:
        carried[department_of(load[0], day.situation)].append(load)
    return [
        {
            "owner_org": name,
            "hours": float(sum(hours for _, hours in own)),
            "fte": float(sum(_people(day, load) for load in own)),
            "capacity": _capacity(day, name),
        }
        for name, own in sorted(carried.items(), key=lambda item: (not item[0], item[0]))
    ]


def department_of(job: Record, situation: Situation) -> str:
    """Who carries it: the department written beside it, else that of its owner in the 体制表; "" when unknown."""
    owner = situation.people.resolve(job.owner) if job.owner else None
    name = job.owner_org or (owner.org if owner else None)
    return situation.companies.shown(name) if name else ""


def _people(day: Day, load: Load) -> Fraction:
    job, hours = load
    owner = day.situation.people.resolve(job.owner) if job.owner else None
    share = _share(owner.record) if owner else 1
    return hours / (exact(day.config.metrics.hours_per_month) * (share or 1))


def _share(person: Record) -> Fraction:
    """The part of a working month somebody has (稼働率); the whole where the 体制表 does not say."""
    return Fraction(1) if person.allocation is None else exact(person.allocation)


def _capacity(day: Day, department: str) -> float | None:
    """The hours a month of everybody the 体制表 puts into the department; None when that is nobody."""
    everybody = day.situation.people.everybody
    bearers = [p for p in everybody if p.org and day.situation.companies.shown(p.org) == department]
    month = exact(day.config.metrics.hours_per_month)
    return float(sum(_share(person.record) * month for person in bearers)) if bearers else None


def _peak(loads: Sequence[Load], as_of: date) -> tuple[date, Fraction]:
    """The first day of the month with most hours, and those. Load only grows where a job begins."""
    begins = {(job.planned_start or as_of).replace(day=1) for job, _ in loads} | {as_of.replace(day=1)}
    hours = {month: sum((h for job, h in loads if _runs_in(job, month)), Fraction(0)) for month in sorted(begins)}
    peak = max(hours, key=hours.__getitem__)
    return peak, hours[peak]


def _runs_in(job: Record, month: date) -> bool:
    """Whether a job runs in the month that begins on this day."""
    begun = job.planned_start is None or job.planned_start.replace(day=1) <= month
    return begun and (job.planned_end is None or job.planned_end >= month)

"""運用回避一覧: what departments do by hand, what it costs them a month, and when it ends (C42)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from pmo_xl.metrics.payback import exact, hours_a_month
from pmo_xl.metrics.wording import half_up, percent
from pmo_xl.model.days import full_day
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record
from pmo_xl.reports.common import DASH, OPEN_QUESTION, Links, cut, metric, named
from pmo_xl.rules.context import Context
from pmo_xl.rules.phrases import id_of, written
from pmo_xl.rules.ways_round import tells_a_way_round
from pmo_xl.situation import Situation

_BY_HAND: Final = ("運用回避", "手動", "手作業")
_STEPS: Final = 80  # characters


@dataclass(frozen=True, slots=True)
class ManualJob:
    """One job: a row of the 手動対応一覧, or an issue or defect whose 対応 says 運用回避 and that no such row names."""

    record: Record
    hours: Fraction | None
    is_listed: bool  # whether the 手動対応一覧 has it

    @property
    def begins(self) -> str:
        """開始条件, as written: a day or words."""
        return _when(self.record, "planned_start") if self.is_listed else ""

    @property
    def ends(self) -> str:
        """終了条件, as written; "" when nobody has said when it ends."""
        return _when(self.record, "planned_end") if self.is_listed else ""

    @property
    def missing(self) -> tuple[str, ...]:
        """What has to be written before its load can be counted and its end be seen."""
        lacking = [] if self.is_listed else ["手動対応一覧への記載"]
        lacking += ["件数/月・分/件"] if self.hours is None else []
        return (*lacking, *(["終了条件"] if not self.ends else []))


def manual_jobs(situation: Situation) -> tuple[ManualJob, ...]:
    """The open jobs in the sheet's order, then what is done by hand according to issues and defects alone."""
    return tuple(_jobs(situation))


def _jobs(situation: Situation) -> Iterator[ManualJob]:
    for record in situation.counted("manual_work"):
        if record.is_open:
            yield ManualJob(record, hours_a_month(record), is_listed=True)
    context = Context(situation)
    for kind in ("defect", "issue"):
        for record in situation.counted(kind):
            if record.is_open and tells_a_way_round(record.action, _BY_HAND):
                naming = context.naming(record.id)
                if not any(other.table.kind == "manual_work" for other in naming):
                    yield ManualJob(record, None, is_listed=False)


def _when(record: Record, field: str) -> str:
    day = record.get(field)
    return full_day(day) if isinstance(day, date) else written(record, field)


def job_values(jobs: Sequence[ManualJob], situation: Situation, links: Links) -> list[dict[str, Any]]:
    """The lines of the sheet."""
    return [_job(number, job, situation, links) for number, job in enumerate(jobs, 1)]


def _job(number: int, job: ManualJob, situation: Situation, links: Links) -> dict[str, Any]:
    record = job.record
    return {
        "no": number,
        "id": links.cell(record.place(record.table.id_field if record.id else None), id_of(record)),
        "title": named(record),
        "count": record.monthly_count if job.is_listed else None,
        "minutes": record.minutes_each if job.is_listed else None,
        "hours": float(job.hours) if job.hours is not None else OPEN_QUESTION,
        "steps": cut(record.action or record.steps or "", _STEPS) or OPEN_QUESTION,
        "owner": record.owner or OPEN_QUESTION,
        "department": situation.companies.shown(record.owner_org) if record.owner_org else DASH,
        "begins": job.begins or DASH,
        "ends": job.ends or OPEN_QUESTION,
        "related": record.related_id or "",
        "missing": "、".join(job.missing),
    }


def load_values(metrics: Mapping[str, Metric]) -> list[dict[str, Any]]:
    """Each department's hours a month beside those it has (体制表の人数×稼働率); 「−」 where nobody of it is known."""
    return [_load(row) for row in metric(metrics, "manual_load").rows or ()]


def _load(row: Mapping[str, Any]) -> dict[str, Any]:
    capacity = row["capacity"]
    return {
        "department": row["owner_org"] or "部署未定",
        "hours": half_up(exact(row["hours"])),
        "people": half_up(exact(row["fte"]), 2),
        "capacity": half_up(exact(capacity)) if capacity else DASH,
        "share": percent(exact(row["hours"]) / exact(capacity)) if capacity else DASH,
        "mark": "超過" if capacity and row["hours"] > capacity else "",
    }


def manual_line(jobs: Sequence[ManualJob], metrics: Mapping[str, Metric]) -> str:
    """One sentence: how many, how many hours a month and at most, and how many nobody has said an end of."""
    if not jobs:
        return "手動対応（運用回避）はありません"
    load = metric(metrics, "manual_load")
    hours = f"、{load.text}" if load.value is not None else ""
    peak = load.extra.get("peak_hours")
    most = f"、最大は{load.extra['peak_month'].replace('-', '/')}の{half_up(exact(peak))}時間" if peak else ""
    endless = sum(not job.ends for job in jobs)
    return f"手動対応は{len(jobs)}件{hours}{most}です。" + (
        f"終了条件のないものが{endless}件あります。" if endless else ""
    )

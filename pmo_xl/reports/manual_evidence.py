"""根拠 of the load of what is done by hand: hours, people and capacity of each department, with its own jobs."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from pmo_xl.metrics.manual import department_of
from pmo_xl.metrics.payback import exact
from pmo_xl.model.metric import Metric
from pmo_xl.reports.printed import Evidence
from pmo_xl.situation import Situation

_HOURS: Final = "部署の手動対応の件数/月×分/件÷60の合計"
_PEOPLE: Final = "手動対応ごとの月負荷÷([metrics] hours_per_month×担当の稼働率)の合計"
_CAPACITY: Final = "体制表のその部署の人の稼働率の合計×[metrics] hours_per_month"


def load_evidence(
    load: Metric,
    shown: Iterable[tuple[Mapping[str, Any], Mapping[str, Any]]],
    situation: Situation,
    block: str,
    field: str = "",
    first: int = 0,
) -> Iterator[Evidence]:
    """The numbers of each line; `shown` are the figure's row and the line made of it.

    `field` is the list they stand in, from its line `first` on; what cannot be said is no number.
    """
    for place, (row, line) in enumerate(shown, first):
        jobs = tuple(job for job in load.records if department_of(job, situation) == row["owner_org"])
        capacity = row["capacity"]
        share = float(exact(row["hours"]) / exact(capacity)) if capacity else None
        for words, key, how, value in (
            ("月負荷", "hours", _HOURS, row["hours"]),
            ("人数", "people", _PEOPLE, row["fte"]),
            ("能力", "capacity", _CAPACITY, capacity),
            ("割合", "share", "月負荷÷能力", share),
        ):
            if value is None:
                continue
            where = f"{field}[{place}].{key}" if field else ""
            name = f"{row['owner_org'] or '部署未定'} {words}"
            yield Evidence(block, where, name, str(line[key]), value, how, jobs)

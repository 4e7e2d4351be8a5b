"""What would have to hold for a go-live under conditions: what people wrote, then what the registers still lack."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record
from pmo_xl.reports.common import OPEN_QUESTION, metric, named
from pmo_xl.reports.criteria import Criterion, Met
from pmo_xl.reports.open_items import OpenItem
from pmo_xl.reports.typed_in import CONDITIONS, rows_about
from pmo_xl.rules.phrases import id_of
from pmo_xl.situation import Situation

_ASKED: Final[Mapping[Met, str]] = {
    "not_met": "基準「{}」の目標を達成する",
    "unknown": "基準「{}」を確認する",
    "partly": "基準「{}」の残りを終える",
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition. `until` and `owner` are what stands in the sheets: None and "" where nobody has said.

    `is_typed_in`: people wrote it themselves (区分 稼働条件); everything else is a proposal.
    """

    text: str
    until: date | None = None
    owner: str = ""
    record: Record | None = None
    is_typed_in: bool = False


def conditions(
    situation: Situation,
    metrics: Mapping[str, Metric],
    criteria: Sequence[Criterion],
    open_items: Sequence[OpenItem],
) -> tuple[Condition, ...]:
    """What people wrote, then items without a way round, departments beyond their capacity, criteria, later fixes.

    They speak without figures: those stand in the criteria, the open items and the load.
    """
    planned = situation.config.project.go_live
    go_live = planned if planned is not None and planned >= situation.as_of else None  # no term that is over
    return (
        *_typed_in(situation),
        *(_of(item, "回避策か決定を決める", go_live, situation) for item in open_items if item.exposed),
        *_overloaded(metrics, go_live),
        *(Condition(_ASKED[row.met].format(row.name)) for row in criteria if row.met in _ASKED),
        *(
            _of(item, "期限までに対応する(それまで回避策)", item.until, situation)
            for item in open_items
            if item.standing == "after"
        ),
    )


def overloaded(row: Mapping[str, Any]) -> bool:
    """Whether a department has more to do by hand than it can; not where nobody knows its people."""
    return bool(row["capacity"]) and row["hours"] > row["capacity"]


def _typed_in(situation: Situation) -> Iterator[Condition]:
    for record in rows_about(situation, CONDITIONS):
        text = " ".join((record.description or record.title or "").split())
        if text and record.status != "rejected":
            yield Condition(text, record.due_date, record.owner or "", record, is_typed_in=True)


def _of(item: OpenItem, what: str, until: date | None, situation: Situation) -> Condition:
    record = item.record
    return Condition(f"{what}: {named(record)}", until, record.owner or situation.supplier(record) or "", record)


def _overloaded(metrics: Mapping[str, Metric], go_live: date | None) -> Iterator[Condition]:
    for row in metric(metrics, "manual_load").rows or ():
        if overloaded(row):
            yield Condition(f"{row['owner_org'] or '部署未定'}の手動対応を能力の範囲に収める", go_live)


def condition_values(condition: Condition) -> dict[str, Any]:
    """The row whole: what nobody has said is asked for."""
    record = condition.record
    return {
        "id": id_of(record) if record is not None else "",
        "text": condition.text,
        "until_date": condition.until or OPEN_QUESTION,
        "owner": condition.owner or OPEN_QUESTION,
        "sort": "台帳" if condition.is_typed_in else "案",
    }

"""What is left open at the end: defects and issues, each with how the business lives with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from pmo_xl.model.record import Record
from pmo_xl.reports.common import DASH, OPEN_QUESTION, Links, day_of, level, named
from pmo_xl.reports.coverage import by_rank_then_id
from pmo_xl.reports.way_round import way_round
from pmo_xl.rules.context import Context
from pmo_xl.situation import Situation

Standing = Literal["after", "round", "ask", "before", "unknown"]
STANDINGS: Final[dict[Standing, str]] = {
    "after": "稼働後対応",
    "round": "運用回避",
    "ask": "要判断",
    "before": "稼働前に対応",
    "unknown": "未確認",  # nobody has said when the go-live is
}


@dataclass(frozen=True, slots=True)
class OpenItem:
    """One open defect or issue. `until` is its 修正予定 or 期限, `workaround` None when nobody has written one.

    `exposed`: it will be open after go-live, and there is neither a workaround nor a decision.
    """

    record: Record
    standing: Standing
    until: date | None
    workaround: str | None
    exposed: bool

    def values(self, situation: Situation, links: Links) -> dict[str, Any]:
        """The row as templates name it."""
        record = self.record
        return {
            "kind": record.noun,
            "id": record.id or DASH,
            "title": named(record),
            "severity": level(record),
            "standing": f"【{STANDINGS[self.standing]}】" if self.exposed else STANDINGS[self.standing],
            "until": self.until,
            "workaround": self.workaround or (OPEN_QUESTION if self.exposed else DASH),
            "owner": record.owner or situation.supplier(record) or OPEN_QUESTION,
            "place": links.record(record),
        }


def open_items(situation: Situation) -> tuple[OpenItem, ...]:
    """Those that are exposed first, then by severity and id."""
    found = _items(situation, Context(situation))
    return tuple(sorted(found, key=lambda item: (not item.exposed, *by_rank_then_id(item.record))))


def _items(situation: Situation, context: Context) -> Iterator[OpenItem]:
    go_live = situation.config.project.go_live
    for kind in ("defect", "issue"):
        for record in situation.counted(kind):
            if not record.is_open:
                continue
            until = record.fix_plan_date if kind == "defect" else record.due_date
            # after the go-live everything open comes after it, whatever day was once planned
            is_live = go_live is not None and situation.as_of > go_live
            late = is_live or (go_live is not None and until is not None and day_of(until) > go_live)
            workaround = way_round(record, context)
            standing = _standing(until, late, workaround, go_live)
            yield OpenItem(record, standing, until, workaround, late and workaround is None)


def _standing(until: date | None, late: bool, workaround: str | None, go_live: date | None) -> Standing:
    if until is not None and not late:
        return "before" if go_live is not None else "round" if workaround is not None else "unknown"
    if workaround is None:
        return "ask"
    return "after" if late else "round"

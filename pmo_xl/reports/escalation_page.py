"""エスカレーション一覧 as a workbook: the list for the project, one page of it for the owner, and what it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from pmo_xl.metrics.stamp import stamp, stamp_reason
from pmo_xl.model.days import short_day
from pmo_xl.model.metric import Metric
from pmo_xl.reports.budget import Amount, budget, budget_line, budget_values
from pmo_xl.reports.common import DASH, OPEN_QUESTION, Links, day_of, fitted, left_over, level, long_day
from pmo_xl.reports.escalation import STATE_WORDS, EscalationList, Item
from pmo_xl.reports.escalation_evidence import escalation_evidence
from pmo_xl.reports.evidence_sheet import behind_values, evidence_values
from pmo_xl.reports.footer import footer
from pmo_xl.reports.manual_register import ManualJob, job_values, load_values, manual_jobs, manual_line
from pmo_xl.reports.memo import Memo
from pmo_xl.reports.memo_texts import options_of, subject_of
from pmo_xl.reports.page import head_values
from pmo_xl.rules.result import CheckResult
from pmo_xl.situation import Situation

PAGE: Final = "エスカレーション一覧"
ON_FIRST_PAGE: Final = 15
_EMS: Final = {"title": 24, "ask": 39, "impact": 33, "condition": 30}  # full-width characters


@dataclass(frozen=True)
class EscalationPage:
    """The workbook of a day. `memos` are those that were written, most urgent first."""

    situation: Situation
    metrics: Mapping[str, Metric]
    checked: CheckResult
    project: str
    found: EscalationList
    memos: tuple[Memo, ...]

    @cached_property
    def jobs(self) -> tuple[ManualJob, ...]:
        """What is done by hand."""
        return manual_jobs(self.situation)

    @cached_property
    def loads(self) -> list[dict[str, Any]]:
        """What is done by hand, department by department."""
        return load_values(self.metrics)

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        """The money asked for."""
        return budget(self.situation)

    @property
    def past_deadline(self) -> tuple[Item, ...]:
        """The items whose 判断期限 is over."""
        as_of = self.situation.as_of
        return tuple(item for item in self.found.items if item.decide_by and day_of(item.decide_by) < as_of)

    @property
    def headline(self) -> str:
        """One sentence: how many, how many new, and the nearest deadline."""
        items, as_of = self.found.items, self.situation.as_of
        if not items:
            return "エスカレーション対象はありません"
        nearest = min(
            (day for item in items if item.decide_by and (day := day_of(item.decide_by)) >= as_of), default=None
        )
        until = f"直近の判断期限は{short_day(nearest)}です。" if nearest else ""
        if late := len(self.past_deadline):
            until = f"判断期限を過ぎたものが{late}件あります。{until}"
        new = f"（新規{self._count('new')}件）" if self.found.since else ""
        return f"エスカレーション対象は{len(items)}件{new}です。{until or '判断期限は確認中です。'}"

    def values(self, cells: Mapping[str, str] | None = None) -> dict[str, Any]:
        """What the template may name. `cells` tells in which cell of the workbook a field stands."""
        situation, links = self.situation, Links.of(self.situation)
        rows = [self._row(number, item, links) for number, item in enumerate(self.found.items, 1)]
        gone = [self._row(number, item, links) for number, item in enumerate(self.found.settled, 1)]
        foot = footer(situation, self.metrics, self.checked.findings)
        reason = stamp_reason(self.metrics, situation) or ""
        return (
            head_values(situation, PAGE, project=self.project, stamp=stamp(self.metrics, situation), reason=reason)
            | {
                "count": len(rows),
                "new": self._count("new"),
                "continuing": self._count("continuing"),
                "settled": len(gone),
                "changes": self._changes(),
                "headline": self.headline,
                "first": [_shortened(row) for row in rows[:ON_FIRST_PAGE]],
                "items": rows,
                "settled_items": gone,
                "note": left_over(len(rows) - ON_FIRST_PAGE, "全件"),
                "manual_line": manual_line(self.jobs, self.metrics),
                "manual": job_values(self.jobs, situation, links),
                "manual_loads": self.loads,
                "budget_line": budget_line(self.amounts),
                "budget": budget_values(self.amounts, links),
                "footer": {
                    "scope": foot.scope,
                    "definition": foot.definition,
                    "workdays": foot.workdays,
                    "health": foot.health,
                    "source": foot.source,
                    "text": foot.text,
                },
            }
            | evidence_values(escalation_evidence(self), PAGE, links, situation, cells or {})
            | behind_values(situation, self.metrics, self.checked)
        )

    def _count(self, state: str) -> int:
        return sum(item.state == state for item in self.found.items)

    def _changes(self) -> str:
        """前回(5/2)から: 新規1件・継続2件・解消1件; without a kept state nobody knows."""
        if self.found.since is None:
            return "前回の記録がないため、新規・継続・解消は示していません（history keep で残せます）"
        counts = (
            f"新規{self._count('new')}件",
            f"継続{self._count('continuing')}件",
            f"解消{len(self.found.settled)}件",
        )
        return f"前回({long_day(self.found.since)})から: {'・'.join(counts)}"

    def _row(self, number: int, item: Item, links: Links) -> dict[str, Any]:
        record, place = item.record, item.place
        options = options_of(item, self.situation)
        chosen = next((option for option in options if option.recommended), None)
        since = f"（{short_day(item.since)}から）" if item.since else ""
        return {
            "no": number,
            "title": item.title,
            "ask": subject_of(item, chosen),
            "to": item.to,
            "decide_by": item.decide_by or OPEN_QUESTION,
            "rank": level(record) if record is not None else DASH,
            "overdue": item.overdue or None,
            "impact": item.impact_in_full,
            "owner": _owner(item),
            "id": links.cell(place, item.id) if place is not None else "",
            "condition": f"{item.condition}{since}",
            "since": item.since,
            "state": STATE_WORDS[item.state] if self.found.since else DASH,
        }


def _shortened(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of the first page: at most three lines, so that fifteen of them stay readable; all of it is on 全件."""
    return {**row, **{name: fitted(str(row[name]), ems) for name, ems in _EMS.items()}}


def _owner(item: Item) -> str:
    """Whose hands it is in; the project as a whole is in the PMO's."""
    record = item.record
    if record is None:
        return "PMO"
    return record.owner or record.decided_by or record.supplier or OPEN_QUESTION

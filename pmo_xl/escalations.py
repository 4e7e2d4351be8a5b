"""Escalation, finished: the list with its registers as one workbook, and a memo for every item on it."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmo_xl.outputs import moment_of
from pmo_xl.writer import Outputs, Writer

if TYPE_CHECKING:
    from pmo_xl.outputs import DailyOutput
    from pmo_xl.project import Project
    from pmo_xl.reports.escalation import EscalationList, Item
    from pmo_xl.reports.escalation_page import EscalationPage
    from pmo_xl.reports.memo import Memo


class EscalationOutput:
    """What has to be decided above, and its memos."""

    def __init__(self, project: "Project", daily: "DailyOutput") -> None:
        self.project = project
        self.daily = daily

    @cached_property
    def list(self) -> "EscalationList":
        """The items, and what became of those of the last kept day, as plain frozen values."""
        from pmo_xl.reports.earlier import as_it_was, figures_then
        from pmo_xl.reports.escalation import escalation_list

        situation, before = self.daily.situation, self.daily.situation.previous
        if before is None:
            return escalation_list(situation, self.daily.metrics)
        earlier = as_it_was(situation, before)
        return escalation_list(situation, self.daily.metrics, earlier=earlier, earlier_metrics=figures_then(before))

    @property
    def items(self) -> "tuple[Item, ...]":
        """The items, most urgent first."""
        return self.list.items

    @cached_property
    def memos(self) -> "tuple[Memo, ...]":
        """The memo of every item, most urgent first."""
        from pmo_xl.reports.memo import memo

        daily = self.daily
        return tuple(memo(item, daily.situation, daily.metrics, project=self.project.name) for item in self.items)

    @cached_property
    def page(self) -> "EscalationPage":
        """The workbook: the list, 運用回避一覧, 追加予算台帳, 根拠."""
        from pmo_xl.reports.escalation_page import EscalationPage

        daily, most = self.daily, self.project.config.reports.max_memos
        return EscalationPage(
            daily.situation, daily.metrics, daily.checked, self.project.name, self.list, self.memos[:most]
        )

    def summary(self) -> str:
        """A few lines for the console."""
        from pmo_xl.reports.escalation import described

        return "\n".join([self.page.headline, *(f"  {described(item)}" for item in self.items)])

    def to_json(self) -> dict[str, Any]:
        """The shape of `escalate --json`, without its outputs."""
        shown = [_item(memo.item, memo.gaps) for memo in self.memos]
        gone = [_item(item, ()) for item in self.list.settled]
        return {"as_of": moment_of(self.daily.situation), "items": [*shown, *gone]}

    def save(self, out: str | Path) -> Outputs:
        """Write the list, and one memo an item, most urgent first, at most `[reports] max_memos`."""
        writer = Writer(self.project, out, self.daily.as_of)
        reports = self.project.config.reports
        cells = writer.cells("エスカレーション一覧", reports.escalation)
        writer.excel("エスカレーション一覧", reports.escalation, self.page.values(cells))
        for memo in self.page.memos:
            part = memo.item.id if memo.item.record is not None else memo.item.title
            writer.word("エスカレーションメモ", reports.memo, memo.values(), part=part)
        rest = len(self.items) - reports.max_memos
        return writer.done(
            *([f"メモは{reports.max_memos}件まで作成しました（他{rest}件は一覧のみ）"] if rest > 0 else [])
        )


def _item(item: "Item", gaps: "tuple[str, ...]") -> dict[str, Any]:
    place = item.place
    return {
        "id": item.id if item.record is not None else "",
        "title": item.title,
        "file": place.file if place else None,
        "sheet": place.sheet if place else None,
        "cell": place.cell if place else None,
        "to": item.to,
        "condition": item.condition,
        "since": item.since.isoformat() if item.since else None,
        "state": item.state,
        "draft": bool(gaps),
        "missing": list(gaps),
    }

"""The finished work of a project: report models that know how to write themselves into a folder."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from pmo_xl.model.finding import Finding
from pmo_xl.model.metric import Metric
from pmo_xl.situation import Situation
from pmo_xl.writer import Outputs, Writer

if TYPE_CHECKING:
    from datetime import date

    from pmo_xl.project import Project
    from pmo_xl.reports.checksheet import CheckSheet
    from pmo_xl.reports.daily import DailyReport
    from pmo_xl.reports.escalation import EscalationList, Item
    from pmo_xl.reports.memo import Memo
    from pmo_xl.rules import CheckResult


class CheckOutput(Sequence[Finding]):
    """The findings of a check, most urgent first."""

    def __init__(self, project: "Project", situation: Situation, result: "CheckResult") -> None:
        self.project = project
        self.situation = situation
        self.result = result

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Finding]: ...
    def __getitem__(self, index: int | slice) -> Finding | Sequence[Finding]:
        return self.result.findings[index]

    def __len__(self) -> int:
        return len(self.result.findings)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.result.findings)

    @property
    def has_errors(self) -> bool:
        """Whether a finding says that a figure would be wrong."""
        return any(finding.level == "error" for finding in self)

    def to_json(self) -> dict[str, Any]:
        """The shape of `check --json`."""
        from pmo_xl.rules import as_json

        return as_json(self.result, self.situation.as_of) | {"as_of": moment_of(self.situation)}

    @property
    def sheet(self) -> "CheckSheet":
        """指摘一覧 as plain frozen values."""
        from pmo_xl.reports.checksheet import check_sheet

        return check_sheet(self.situation, self.result, project=self.project.name)

    def save(self, out: str | Path) -> Outputs:
        """Write 指摘一覧 into the folder."""
        writer = Writer(self.project, out, self.situation.as_of)
        writer.excel("指摘一覧", self.project.config.reports.check, self.sheet.values())
        return writer.done()

    def split(self, out: str | Path) -> Outputs:
        """Write one list and one letter for every addressee and every vendor, below 指摘_宛先別_…/ in the folder."""
        from pmo_xl.addressee_files import save_lists

        return save_lists(self, out)

    def annotate(self, out: str | Path) -> Outputs:
        """Write a copy of each workbook with its findings marked: a ground and a note on each cell, a sheet 指摘."""
        from pmo_xl.annotate.copies import save_copies

        return Outputs(*save_copies(self, self.situation.sources, Path(out), self.situation.as_of))


class DailyOutput:
    """The daily report of a day: `.metrics`, `.stamp`, `.report` (the page's model), `.save(out)`."""

    def __init__(
        self,
        project: "Project",
        situation: Situation,
        checked: "CheckResult",
        metrics: Mapping[str, Metric],
        notes: tuple[str, ...] = (),
    ) -> None:
        self.project = project
        self.situation = situation
        self.checked = checked
        self.metrics = metrics
        self.notes = notes  # what has to be said when it is saved

    @property
    def as_of(self) -> "date":
        """The day it speaks of."""
        return self.situation.as_of

    @property
    def stamp(self) -> str | None:
        """「参考値」 when a balance check fails or counted rows are in doubt."""
        return self.report.stamp

    @cached_property
    def report(self) -> "DailyReport":
        """The page as plain frozen values."""
        from pmo_xl.reports.daily import daily_report

        return daily_report(self.situation, self.metrics, self.checked, project=self.project.name)

    def to_json(self) -> dict[str, Any]:
        """The shape of `daily --json`, without its outputs."""
        shown = {name: metric.as_dict() for name, metric in self.metrics.items()}
        return {"as_of": moment_of(self.situation), "stamp": self.stamp, "metrics": shown}

    def save(self, out: str | Path, *, html: bool = False) -> Outputs:
        """Write 日次報告.xlsx and .docx into the folder, with `html` also the page for the browser."""
        writer = Writer(self.project, out, self.as_of)
        own = self.project.config.reports.daily
        values = self.report.values(writer.cells("日次報告", own))
        writer.excel("日次報告", own, values)
        writer.word("日次報告", own, values)
        if html:
            from pmo_xl.reports.daily_page import page_values

            writer.page("日次報告", own, page_values(self.report, values))
        return writer.done(*self.notes)


class EscalationOutput:
    """What has to be decided above, and its memos."""

    def __init__(self, project: "Project", daily: DailyOutput) -> None:
        self.project = project
        self.daily = daily

    @cached_property
    def list(self) -> "EscalationList":
        """The list as plain frozen values."""
        from pmo_xl.reports.escalation import as_it_was, escalation_list

        situation = self.daily.situation
        earlier = as_it_was(situation, situation.previous) if situation.previous is not None else None
        return escalation_list(situation, self.daily.metrics, project=self.project.name, earlier=earlier)

    @property
    def items(self) -> "tuple[Item, ...]":
        """The items, most urgent first."""
        return self.list.items

    def summary(self) -> str:
        """A few lines for the console."""
        from pmo_xl.reports.escalation import described

        return "\n".join([self.list.headline, *(f"  {described(item)}" for item in self.items)])

    def to_json(self) -> dict[str, Any]:
        """The shape of `escalate --json`, without its outputs."""
        return {"as_of": moment_of(self.daily.situation), "items": [*map(_item, (*self.items, *self.list.settled))]}

    def memos(self) -> "Iterator[Memo]":
        """The memo of every item, most urgent first."""
        from pmo_xl.reports.memo import memo

        return (memo(item, self.daily.situation, project=self.project.name) for item in self.items)

    def save(self, out: str | Path) -> Outputs:
        """Write the list, and one memo an item, most urgent first, at most `[reports] max_memos`."""
        writer = Writer(self.project, out, self.daily.as_of)
        reports = self.project.config.reports
        writer.excel("エスカレーション一覧", reports.escalation, self.list.values())
        for item, page in zip(self.items[: reports.max_memos], self.memos(), strict=False):
            part = item.id if item.record is not None else item.title
            writer.word("エスカレーションメモ", reports.memo, page.values(), part=part)
        rest = len(self.items) - reports.max_memos
        return writer.done(
            *([f"メモは{reports.max_memos}件まで作成しました（他{rest}件は一覧のみ）"] if rest > 0 else [])
        )


def moment_of(situation: Situation) -> str:
    """The moment a result speaks of, for programs: 2024-05-07, or 2024-05-07T16:00 where a time was given."""
    if situation.at is None:
        return situation.as_of.isoformat()
    return f"{situation.as_of.isoformat()}T{situation.at:%H:%M}"


def _item(item: "Item") -> dict[str, Any]:
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
        "draft": item.draft,
        "missing": list(item.missing),
    }

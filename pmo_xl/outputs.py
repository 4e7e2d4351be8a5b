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

    def keep(self, *, today: "date | None" = None) -> Path:
        """Keep the state of the day in the project's history folder, as `Project.keep` does; gives back where."""
        from pmo_xl import history
        from pmo_xl.rules.kept_result import as_kept

        project = self.project
        return history.keep(
            project.history_folder,
            self.situation,
            self.metrics,
            report={"project": project.name, "checked": as_kept(self.checked, self.situation)},
            root=project.root,
            prune_before=history.first_day_kept(self.as_of, project.config.history.keep_days, today),
        )


def moment_of(situation: Situation) -> str:
    """The moment a result speaks of, for programs: 2024-05-07, or 2024-05-07T16:00 where a time was given."""
    if situation.at is None:
        return situation.as_of.isoformat()
    return f"{situation.as_of.isoformat()}T{situation.at:%H:%M}"

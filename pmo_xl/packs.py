"""The packs: pages for a meeting or the end of a phase, made from the same figures as the daily report."""

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from pmo_xl.config import nearest
from pmo_xl.day_packs import TomorrowOutput, WorkOutput
from pmo_xl.decision_packs import DecisionsOutput
from pmo_xl.errors import PmoError
from pmo_xl.meeting_packs import DefectsOutput, EveningOutput, MorningOutput
from pmo_xl.outputs import DailyOutput, moment_of
from pmo_xl.readiness_packs import ReadinessOutput
from pmo_xl.training_packs import TrainingOutput
from pmo_xl.writer import Outputs, Writer

if TYPE_CHECKING:
    from pmo_xl.reports.completion import CompletionReport
    from pmo_xl.reports.weekly import WeeklyReport

WEEKLY: Final = "週次報告"
COMPLETION: Final = "完了報告"


class Pack(Protocol):
    """What every pack can do: be told in a few lines, given as JSON, and written into a folder."""

    def summary(self) -> str:
        """A few lines for the console."""
        ...

    def to_json(self) -> dict[str, Any]:
        """The shape of `pack NAME --json`, without its outputs."""
        ...

    def save(self, out: str | Path) -> Outputs:
        """Write the pack's files."""
        ...


class WeeklyOutput:
    """週次報告: `.report` (the pages' model), `.save(out)` for the Excel and the Word file."""

    def __init__(self, daily: DailyOutput) -> None:
        self.daily = daily

    @cached_property
    def report(self) -> "WeeklyReport":
        """The pages as plain frozen values."""
        from pmo_xl.reports.weekly import weekly_report

        daily = self.daily
        return weekly_report(daily.situation, daily.metrics, daily.checked, project=daily.project.name)

    def summary(self) -> str:
        """Period, headline, and the figures now and then."""
        report = self.report
        lines = [f"{report.title} {report.week.period}", report.headline.text]
        lines += [f"  {row.name} {row.now}（{report.week.label} {row.then}）" for row in report.compared]
        return "\n".join(lines)

    def to_json(self) -> dict[str, Any]:
        """`period`, what it is compared with, lights by day, figures."""
        report = self.report
        base = report.week.base
        return {
            "as_of": moment_of(report.situation),
            "pack": "weekly",
            "stamp": report.stamp,
            "period": {"from": report.week.first.isoformat(), "to": report.week.last.isoformat()},
            "since": base.date.isoformat() if base is not None else None,
            "lights": [
                {"date": on.isoformat()} | {row.key: row.colors[number] for row in report.lights}
                for number, on in enumerate(report.days)
            ],
            "corrections": list(report.corrections),
            "metrics": {name: metric.as_dict() for name, metric in report.metrics.items()},
        }

    def save(self, out: str | Path) -> Outputs:
        """Write 週次報告.xlsx and .docx."""
        project = self.daily.project
        own = project.config.reports.weekly
        writer = Writer(project, out, self.report.as_of)
        values = self.report.values(writer.cells(WEEKLY, own))
        writer.excel(WEEKLY, own, values)
        writer.word(WEEKLY, own, values)
        return writer.done()


class CompletionOutput:
    """完了報告: `.report` (the document's model), `.save(out)` for the Word file."""

    def __init__(self, daily: DailyOutput) -> None:
        self.daily = daily

    @cached_property
    def report(self) -> "CompletionReport":
        """The document as plain frozen values."""
        from pmo_xl.reports.completion import completion_report

        daily = self.daily
        return completion_report(daily.situation, daily.metrics, daily.checked, project=daily.project.name)

    def summary(self) -> str:
        """The criteria, one a line."""
        from pmo_xl.reports.criteria import criteria_line, criteria_lines

        report = self.report
        head = f"{report.title} 判定基準 {criteria_line(report.criteria)}"
        return "\n".join((head, *criteria_lines(report.criteria)))

    def to_json(self) -> dict[str, Any]:
        """The criteria, what has still to be written by a person, and the figures."""
        report = self.report
        return {
            "as_of": moment_of(report.situation),
            "pack": "completion",
            "stamp": report.stamp,
            "criteria": [row.as_dict() for row in report.criteria],
            "missing": list(report.missing),
            "metrics": {name: metric.as_dict() for name, metric in report.metrics.items()},
        }

    def save(self, out: str | Path) -> Outputs:
        """Write 完了報告.docx."""
        project = self.daily.project
        writer = Writer(project, out, self.report.as_of)
        writer.word(COMPLETION, project.config.reports.completion, self.report.values())
        return writer.done(*self.report.notes)


PACKS: Final[Mapping[str, Callable[[DailyOutput], Pack]]] = {
    "morning": MorningOutput,
    "evening": EveningOutput,
    "defects": DefectsOutput,
    "readiness": ReadinessOutput,
    "training": TrainingOutput,
    "weekly": WeeklyOutput,
    "completion": CompletionOutput,
    "work": WorkOutput,
    "tomorrow": TomorrowOutput,
    "decisions": DecisionsOutput,
}


def pack_named(name: str) -> Callable[[DailyOutput], Pack]:
    """The pack of this name; raises PmoError naming the nearest where there is none."""
    if name in PACKS:
        return PACKS[name]
    near = nearest(name, PACKS)
    hint = f"「{near}」のことですか？" if near else f"使えるのは {'、'.join(PACKS)} です"
    raise PmoError(f"「{name}」というパックはありません", hint)

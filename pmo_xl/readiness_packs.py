"""稼働判定, finished: the page for the meeting that decides on the go-live; the decision itself stays blank."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.meeting_packs import record_json
from pmo_xl.outputs import DailyOutput, moment_of
from pmo_xl.writer import Outputs, Writer

if TYPE_CHECKING:
    from pmo_xl.reports.readiness_pack import ReadinessReport

READINESS: Final = "稼働判定"


class ReadinessOutput:
    """稼働判定: `.report` (the page's model), `.save(out)` for the Excel file."""

    def __init__(self, daily: DailyOutput) -> None:
        self.daily = daily

    @cached_property
    def report(self) -> "ReadinessReport":
        """The page as plain frozen values."""
        from pmo_xl.reports.readiness_pack import readiness_report

        daily = self.daily
        return readiness_report(daily.situation, daily.metrics, daily.checked, project=daily.project.name)

    def summary(self) -> str:
        """The criteria, one a line, and what would be open after go-live with nobody having an answer."""
        from pmo_xl.reports.criteria import criteria_lines
        from pmo_xl.reports.readiness_lists import headline
        from pmo_xl.rules.phrases import named

        report = self.report
        said = headline(report)
        lines = [report.title, said["outcome"], said["cause"], *criteria_lines(report.criteria)]
        lines += [f"  【要判断】 {named(item.record)} 回避策も決定もありません" for item in report.exposed]
        return "\n".join(lines)

    def to_json(self) -> dict[str, Any]:
        """Criteria, open items, the load by department, conditions. There is no verdict: the meeting has it."""
        from pmo_xl.reports.common import metric

        report = self.report
        return {
            "as_of": moment_of(report.situation),
            "pack": "readiness",
            "stamp": report.stamp,
            "go_live": report.go_live.isoformat() if report.go_live else None,
            "criteria": [row.as_dict() for row in report.criteria],
            "open_items": [
                record_json(item.record)
                | {
                    "severity": item.record.rank,
                    "standing": item.standing,
                    "until": item.until.isoformat() if item.until else None,
                    "workaround": item.workaround,
                    "exposed": item.exposed,
                }
                for item in report.open_items
            ],
            "manual_load": [dict(row) for row in metric(report.metrics, "manual_load").rows or ()],
            "conditions": [
                {
                    "text": one.text,
                    "id": one.record.id if one.record is not None else None,
                    "until": one.until.isoformat() if one.until else None,
                    "owner": one.owner or None,
                    "typed_in": one.is_typed_in,
                }
                for one in report.conditions
            ],
        }

    def save(self, out: str | Path) -> Outputs:
        """Write 稼働判定.xlsx."""
        project, report = self.daily.project, self.report
        own = project.config.reports.readiness
        writer = Writer(project, out, report.day)
        writer.excel(READINESS, own, report.values(writer.cells(READINESS, own)))
        return writer.done(*report.notes)

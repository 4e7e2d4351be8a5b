"""The pack of the training: who is ready, who was there, what came up, and whether the manual was checked."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.meeting_packs import record_json
from pmo_xl.outputs import DailyOutput, moment_of
from pmo_xl.writer import Outputs, Writer

if TYPE_CHECKING:
    from pmo_xl.reports.training_pack import Department, TrainingReport

TRAINING: Final = "トレーニング"


class TrainingOutput:
    """トレーニング: `.report` (the sheets' model), `.save(out)` for the Excel file."""

    def __init__(self, daily: DailyOutput) -> None:
        self.daily = daily

    @cached_property
    def report(self) -> "TrainingReport":
        """The sheets as plain frozen values."""
        from pmo_xl.reports.training_pack import training_report

        daily = self.daily
        return training_report(daily.situation, daily.metrics, daily.checked, project=daily.project.name)

    def summary(self) -> str:
        """The conclusion, the departments with their rates, and a line for everybody who lacks something soon."""
        from pmo_xl.reports.training_lists import headline, sentences, status_rows, when_said

        report = self.report
        said, sheets = headline(report), sentences(report)
        lines = [report.title, said["outcome"], *filter(None, [said["cause"]])]
        for one in report.soon:
            lacking = "、".join(tick.called for tick in one.lacking)
            lines.append(f"  × {one.record.owner or '受講者未記入'} {when_said(one)} 未: {lacking}")
        if report.departments:
            lines += [f"  {row['org']} {row['rate']} (対象{row['target']})" for row in status_rows(report)[:-1]]
        return "\n".join([*lines, sheets["insights"], f"説明書修正確認 {sheets['documents']}"])

    def to_json(self) -> dict[str, Any]:
        """Who lacks what, who was there by department, what came up and to whom it goes, the manual's versions."""
        report = self.report
        rate = report.rate
        return {
            "as_of": moment_of(report.situation),
            "pack": "training",
            "stamp": report.stamp,
            "found": report.has_list,
            "proxies_count": report.proxies,
            "rate": float(rate) if rate is not None else None,
            "coming": [
                record_json(one.record)
                | {
                    "who": one.record.owner,
                    "org": one.org or None,
                    "date": one.trainee.day.isoformat() if one.trainee.day else None,
                    "time": one.clock or None,
                    "ready": not one.lacking if one.is_known else None,
                    "lacking": [tick.called for tick in one.lacking],
                }
                for one in report.coming
            ],
            "departments": [_department(own, report) for own in report.departments],
            "insights": [
                record_json(one.record)
                | {
                    "text": one.text,
                    "classes": list(one.classes),
                    "proposed_class": one.is_guess,
                    "count": len(one.alike),
                    "open": one.is_open,
                    "to": sorted(one.addressees),
                    "due": one.due.isoformat() if one.due else None,
                    "proposed_due": one.is_due_proposed,
                }
                for one in report.insights
            ],
            "documents": [
                record_json(one.record)
                | {"document": one.record.related_id, "newest": one.newest or None, "outdated": one.is_outdated}
                for one in report.documents
            ],
        }

    def save(self, out: str | Path) -> Outputs:
        """Write トレーニング.xlsx."""
        project = self.daily.project
        own = project.config.reports.training
        writer = Writer(project, out, self.report.day)
        writer.excel(TRAINING, own, self.report.values(writer.cells(TRAINING, own)))
        return writer.done()


def _department(own: "Department", report: "TrainingReport") -> dict[str, Any]:
    from pmo_xl.metrics.trained import CALLED

    return {
        "org": own.org or None,
        "target": len(own.people),
        **{state: sum(one.state == state for one in own.people) for state in CALLED},
        "rate": float(own.rate) if report.has_attendance else None,
        "missing": [one.record.owner for one in own.missing],
    }

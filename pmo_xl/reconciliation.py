"""二台帳突合, finished: the user side's and the vendor side's ledgers laid beside each other, as one workbook."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.meeting_packs import record_json
from pmo_xl.outputs import DailyOutput, moment_of
from pmo_xl.writer import Outputs, Writer

if TYPE_CHECKING:
    from pmo_xl.model.record import Record
    from pmo_xl.reports.reconcile import ReconcileReport
    from pmo_xl.reports.reconcile_lines import Line

PAGE: Final = "二台帳突合"


class ReconcileOutput:
    """Where the two ledgers differ: `.report` (the page's model), `.save(out)` for the Excel file.

    Raises PmoError when one of the two sides has no ledger.
    """

    def __init__(self, daily: DailyOutput) -> None:
        from pmo_xl.reports.reconcile import require_both

        require_both(daily.situation)
        self.daily = daily

    @cached_property
    def report(self) -> "ReconcileReport":
        """The page as plain frozen values."""
        from pmo_xl.reports.reconcile import reconcile_report

        daily = self.daily
        return reconcile_report(daily.situation, daily.metrics, daily.checked, project=daily.project.name)

    def summary(self) -> str:
        """The conclusion, which ledgers were compared, and how many there are in each section."""
        from pmo_xl.reports.reconcile import compared_kinds
        from pmo_xl.reports.reconcile_lists import SECTIONS, headline, heads

        report = self.report
        said, counts = headline(report), heads(report)
        lines = [report.title, said["outcome"], said["cause"], compared_kinds(report.situation)]
        lines += [f"  {title} {counts[f'{section}_head']}" for section, title in SECTIONS.items()]
        return "\n".join([*lines, *filter(None, [counts["left_out"]])])

    def to_json(self) -> dict[str, Any]:
        """The shape of `reconcile --json`, without its outputs: the counts, and every line in the order of the page."""
        report = self.report
        return {
            "as_of": moment_of(report.situation),
            "stamp": report.stamp,
            "counts": {
                "both": len(report.found.matters),
                "user_only": len(report.alone("user")),
                "vendor_only": len(report.alone("vendor")),
                "differences": {item: len(lines) for item, lines in report.differences.items()},
                "both_waiting": len(report.of("waiting")),
                "instructions": len(report.of("told")),
                "unconfirmed": len(report.of("unsure")),
            },
            "rows": [_row(line) for line in report.lines],
        }

    def save(self, out: str | Path) -> Outputs:
        """Write 二台帳突合.xlsx."""
        project = self.daily.project
        own = project.config.reports.reconcile
        writer = Writer(project, out, self.report.day)
        writer.excel(PAGE, own, self.report.values(writer.cells(PAGE, own, self.report.lengths)))
        return writer.done()


def _row(line: "Line") -> dict[str, Any]:
    ours, theirs = line.says
    return {
        "section": line.section,
        "item": line.item,
        "title": line.title,
        "user": {"records": [*map(_record, line.users)], "says": ours},
        "vendor": {"records": [*map(_record, line.vendors)], "says": theirs},
        "mover": line.mover,
    }


def _record(record: "Record") -> dict[str, Any]:
    updated = record.updated_date
    return record_json(record) | {"updated": updated.isoformat() if updated else None}

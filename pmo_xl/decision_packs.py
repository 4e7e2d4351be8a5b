"""決定ログ・判断依頼, finished: one workbook, and a page for every matter that can be put before its owner."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.outputs import DailyOutput, moment_of
from pmo_xl.writer import Outputs, Writer

if TYPE_CHECKING:
    from pmo_xl.reports.decision_pack import DecisionPack

LOG: Final = "決定ログ"
REQUEST: Final = "判断依頼"


class DecisionsOutput:
    """決定ログ・判断依頼: `.report` (the pack's model), `.save(out)` for the workbook and one 判断依頼 a matter."""

    def __init__(self, daily: DailyOutput) -> None:
        self.daily = daily

    @cached_property
    def report(self) -> "DecisionPack":
        """The pack as plain frozen values."""
        from pmo_xl.reports.decision_pack import DecisionPack

        daily = self.daily
        return DecisionPack(daily.situation, daily.metrics, daily.checked, daily.project.name)

    def summary(self) -> str:
        """The headline, and a line for each matter that waits."""
        lines = [self.report.headline]
        for asked in self.report.asked:
            state = f"作成しません: {'、'.join(asked.refused)}" if asked.refused else "判断依頼"
            lines.append(f"  {asked.memo.item.id} {asked.memo.item.title}（{state}）")
        return "\n".join(lines)

    def to_json(self) -> dict[str, Any]:
        """What waits, what was refused and why, what is provisional, replaced, and not confirmed."""
        from pmo_xl.metrics.stamp import stamp

        report = self.report
        return {
            "as_of": moment_of(report.situation),
            "pack": "decisions",
            "stamp": stamp(report.metrics, report.situation),
            "asked": [
                {
                    "id": one.memo.item.id,
                    "title": one.memo.item.title,
                    "draft": bool(one.gaps),
                    "missing": list(one.gaps),
                }
                for one in report.ready
            ],
            "refused": [
                {"id": one.memo.item.id, "title": one.memo.item.title, "missing": list(one.refused)}
                for one in report.refused
            ],
            "provisional": [
                {
                    "id": one.record.id or "",
                    "due": one.record.due_date.isoformat() if one.record.due_date else None,
                    "overdue": one.overdue,
                    "rests": [record.id or "" for record in one.rests],
                    "confirmed": one.confirmed,
                }
                for one in report.provisional
            ],
            "superseded": [
                {"id": record.id or "", "by": by.id if by is not None else None} for record, by in report.over
            ],
            "unconfirmed": [
                {
                    "vendor": check.vendor,
                    "id": check.target.id or "",
                    "question": check.question.id if check.question else None,
                }
                for check in report.unconfirmed
            ],
        }

    def save(self, out: str | Path) -> Outputs:
        """Write 決定ログ.xlsx and one 判断依頼.docx a matter; what is refused is said and only listed."""
        project, report = self.daily.project, self.report
        own = project.config.reports.decisions
        writer = Writer(project, out, report.situation.as_of)
        writer.excel(LOG, own, report.values(writer.cells(LOG, own)))
        for asked in report.ready:
            writer.word(REQUEST, own, asked.values(), part=asked.memo.item.id)
        return writer.done(*report.notes)

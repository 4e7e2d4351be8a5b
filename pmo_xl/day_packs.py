"""The packs of a day: 明日の準備 for the next working day, 作業報告 of what each person did."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.meeting_packs import record_json
from pmo_xl.outputs import DailyOutput, moment_of
from pmo_xl.writer import Outputs, Writer

if TYPE_CHECKING:
    from pmo_xl.reports.tomorrow import TomorrowReport
    from pmo_xl.reports.work import WorkReport
    from pmo_xl.reports.work_done import Work

TOMORROW: Final = "明日の準備"
WORK: Final = "作業報告"


class TomorrowOutput:
    """明日の準備: `.report` (the page's model), `.save(out)` for the Excel file."""

    def __init__(self, daily: DailyOutput) -> None:
        self.daily = daily

    @cached_property
    def report(self) -> "TomorrowReport":
        """The page as plain frozen values."""
        from pmo_xl.reports.tomorrow import tomorrow_report

        daily = self.daily
        return tomorrow_report(daily.situation, daily.metrics, daily.checked, project=daily.project.name)

    def summary(self) -> str:
        """The conclusion, the tests that cannot start, and what was left undone and holds up tests of the day."""
        from pmo_xl.reports.readiness import why
        from pmo_xl.reports.tomorrow_lists import effect, headline
        from pmo_xl.rules.phrases import named

        report = self.report
        said = headline(report)
        lines = [report.title, said["outcome"], said["cause"]]
        lines += [f"  × {named(one.test)} {why(one)}" for one in report.stopped]
        lines += [f"  未了 {named(item.record)} → {effect(item)}" for item in report.stopping]
        return "\n".join(lines)

    def to_json(self) -> dict[str, Any]:
        """The day, its tests and whether they can start, what was left undone in its order, meetings, due, awaited."""
        report = self.report
        return {
            "as_of": moment_of(report.situation),
            "pack": "tomorrow",
            "stamp": report.stamp,
            "day": report.day.isoformat(),
            "tests": [
                {
                    **record_json(one.test),
                    "time": one.clock or None,
                    "can_start": one.can_start,
                    "data": one.data or None,
                    "environment": one.environment or None,
                    "hindrances": [
                        {
                            "kind": hindrance.sort,
                            "text": hindrance.said,
                            "owner": hindrance.owner or None,
                            "until": hindrance.until.isoformat() if hindrance.until else None,
                        }
                        for hindrance in one.hindrances
                    ],
                    "doubts": list(one.doubts),
                }
                for one in report.planned
            ],
            "undone": [
                {
                    **record_json(item.record),
                    "due": item.due.isoformat(),
                    "overdue_days": item.late,
                    "blocks_tomorrow": [test.id for test in item.tomorrow],
                    "blocks": [test.id for test in item.waiting.tests],
                }
                for item in report.undone
            ],
            "meetings": [
                {"title": one.name, "date": one.day.isoformat(), "time": one.clock or None, "away": list(one.away)}
                for one in report.meetings
            ],
            "due": [
                record_json(record) | {"due": due.isoformat(), "what": sort} for record, due, sort in report.due
            ],
            "unanswered": [
                record_json(one.record) | {"to": one.addressee.name or None, "overdue_days": one.overdue}
                for one in report.unanswered
            ],
        }  # fmt: skip

    def save(self, out: str | Path) -> Outputs:
        """Write 明日の準備.xlsx."""
        project = self.daily.project
        own = project.config.reports.tomorrow
        writer = Writer(project, out, self.report.as_of)
        writer.excel(TOMORROW, own, self.report.values(writer.cells(TOMORROW, own)))
        return writer.done()


class WorkOutput:
    """作業報告: `.report` (everybody's work), `.save(out)` for one Excel file and one Word page a person."""

    def __init__(self, daily: DailyOutput) -> None:
        self.daily = daily

    @cached_property
    def report(self) -> "WorkReport":
        """The work as plain frozen values."""
        from pmo_xl.reports.work import work_report

        daily = self.daily
        return work_report(daily.situation, daily.metrics, daily.checked, project=daily.project.name)

    def summary(self) -> str:
        """What was taken in, and a line a person."""
        from pmo_xl.reports.work_lists import NOBODY, headline, summary

        report = self.report
        lines = [report.basis, headline(report)]
        lines += [f"  {person.name} {summary(person.done)}" for person in report.people]
        lines += [f"  {NOBODY} {summary(report.nobodys)}"] if report.nobodys else []
        return "\n".join(lines)

    def to_json(self) -> dict[str, Any]:
        """`since` (None without a kept state), the people with their rows, and the rows of nobody."""
        report = self.report
        return {
            "as_of": moment_of(report.situation),
            "pack": "work",
            "stamp": report.stamp,
            "since": report.since.isoformat() if report.since else None,
            "people": [
                {"name": person.name, "org": person.org or None, "done": [_work(work) for work in person.done]}
                for person in report.people
            ],
            "unassigned": [_work(work) for work in report.nobodys],
        }

    def save(self, out: str | Path) -> Outputs:
        """Write 作業報告.xlsx, and 作業報告_NAME.docx for everybody who did something."""
        project, report = self.daily.project, self.report
        own = project.config.reports.work
        writer = Writer(project, out, report.as_of)
        writer.excel(WORK, own, report.values(writer.cells(WORK, own)))
        for person in report.people:
            writer.word(WORK, own, report.page(person), part=person.name)
        return writer.done()


def _work(work: "Work") -> dict[str, Any]:
    place = work.place
    return {
        "change": work.sort,
        "kind": work.kind,
        "id": work.id or None,
        "title": work.title,
        "text": work.told,
        "file": place.file,
        "sheet": place.sheet,
        "cell": place.cell,
    }

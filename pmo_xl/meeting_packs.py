"""The packs of the day's meetings: 朝会 at 9:45, 不具合方針 at 13:00, 夕会 at 15:55."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.outputs import DailyOutput, moment_of
from pmo_xl.writer import Outputs, Writer

if TYPE_CHECKING:
    from pmo_xl.model.record import Record
    from pmo_xl.reports.defects_pack import DefectsReport
    from pmo_xl.reports.evening import EveningReport, Unrun
    from pmo_xl.reports.morning import MorningReport
    from pmo_xl.reports.readiness import Planned

MORNING: Final = "朝会"
EVENING: Final = "夕会"
DEFECTS: Final = "不具合方針"


class MorningOutput:
    """朝会: `.report` (the page's model), `.save(out)` for the Excel file. What was run that day is left out."""

    def __init__(self, daily: DailyOutput) -> None:
        self.daily = daily

    @cached_property
    def report(self) -> "MorningReport":
        """The page as plain frozen values."""
        from pmo_xl import rules
        from pmo_xl.metrics.catalogue import measure
        from pmo_xl.reports.morning import morning_report
        from pmo_xl.reports.morning_state import before_the_days_tests

        daily = self.daily
        situation, checked, metrics = before_the_days_tests(daily.situation), daily.checked, daily.metrics
        if situation is not daily.situation:  # a day that is over: its figures are worked out as of that morning
            checked = rules.run(situation, daily.project.own_rules)
            metrics = measure(situation, checked.findings, ran=checked.codes)
        return morning_report(situation, metrics, checked, project=daily.project.name)

    def summary(self) -> str:
        """The conclusion, the figures, and the tests of the day that cannot start."""
        from pmo_xl.reports.morning_lists import figures, headline
        from pmo_xl.reports.readiness import why
        from pmo_xl.rules.phrases import named

        report = self.report
        said = headline(report)
        lines = [report.title, said["outcome"], said["cause"]]
        lines.append("  ".join(f"{card['label']} {card['value']}" for card in figures(report).values()))
        lines += [f"  × {named(one.test)} {why(one)}" for one in report.stopped_today]
        return "\n".join(lines)

    def to_json(self) -> dict[str, Any]:
        """The day's tests and whether they can start, what is left, what is free again, what has to be decided."""
        report = self.report
        return {
            "as_of": moment_of(report.situation),
            "pack": "morning",
            "stamp": report.stamp,
            "tests": [_planned(one) for one in report.planned],
            "carried": [_planned(one) for one in report.carried],
            "left": [
                record_json(one.planned.test)
                | {"planned": one.stood.isoformat(), "new": one.new_day.isoformat() if one.new_day else None}
                for one in report.left
            ],
            "free": [
                record_json(one.test) | {"settled": list(one.defects), "next": one.day.isoformat()}
                for one in report.free
            ],
            "roles": [
                record_json(one.test) | {"role": one.sort, "who": one.who or None, "org": one.org or None}
                for one in report.misplaced
            ],
            "decisions": [
                {"id": one.id or None, "title": one.what, "to": one.who, "waiting_tests": one.waiting}
                for one in report.decisions
            ],
            "undecided": [record_json(one.defect) for one in report.undecided],
        }

    def save(self, out: str | Path) -> Outputs:
        """Write 朝会.xlsx."""
        project = self.daily.project
        own = project.config.reports.morning
        writer = Writer(project, out, self.report.day)
        writer.excel(MORNING, own, self.report.values(writer.cells(MORNING, own)))
        return writer.done()


class EveningOutput:
    """夕会: `.report` (the page's model), `.save(out)` for the Excel file."""

    def __init__(self, daily: DailyOutput) -> None:
        self.daily = daily

    @cached_property
    def report(self) -> "EveningReport":
        """The page as plain frozen values."""
        from pmo_xl.reports.evening import evening_report

        daily = self.daily
        return evening_report(daily.situation, daily.metrics, daily.checked, project=daily.project.name)

    def summary(self) -> str:
        """What came of the plan, what is proposed for the rest, and what would make room for what does not fit."""
        from pmo_xl.reports.evening_lists import headline, heads, unfit

        report = self.report
        said = headline(report)
        lines = [report.title, said["outcome"], said["cause"], f"未実施 {heads(report)['unrun_head']}"]
        lines += [f"  {count} {what}" for count, what in unfit(report)]
        return "\n".join(lines)

    def to_json(self) -> dict[str, Any]:
        """The day's results, what was found, what was not run with its proposal, and what would make room."""
        report = self.report
        found = report.plan.levers
        return {
            "as_of": moment_of(report.situation),
            "pack": "evening",
            "stamp": report.stamp,
            "planned": len(report.planned),
            "executed": len(report.done),
            "executed_ahead": len(report.done_ahead),
            "others": {sort: len(tests) for sort, tests in report.sorts_of_others.items()},
            "results": [record_json(test) | {"result": test.verdict} for test in report.results],
            "new_defects": [
                record_json(one.defect)
                | {"waiting_tests": [test.id for test in one.waiting] if one.is_linked else None}
                for one in report.found
            ],
            "unrun": [_unrun(one) for one in report.unrun],
            "moved": [record_json(test) for test in report.moved],
            "levers": {
                "handed_over": len(found.handed_over),
                "people": found.people,
                "until": found.until.isoformat() if found.until else None,
                "fixes": list(found.fixes),
                "fixed_by": found.fixed_by.isoformat() if found.fixed_by else None,
            },
            "tomorrow": {
                "day": report.next_day.isoformat(),
                "planned": len(report.tomorrow),
                "capacity": report.capacity,
            },
        }

    def save(self, out: str | Path) -> Outputs:
        """Write 夕会.xlsx."""
        project = self.daily.project
        own = project.config.reports.evening
        writer = Writer(project, out, self.report.day)
        writer.excel(EVENING, own, self.report.values(writer.cells(EVENING, own)))
        return writer.done()


class DefectsOutput:
    """不具合方針: `.report` (the pages' model), `.save(out)` for the Excel file."""

    def __init__(self, daily: DailyOutput) -> None:
        self.daily = daily

    @cached_property
    def report(self) -> "DefectsReport":
        """The pages as plain frozen values."""
        from pmo_xl.reports.defects_pack import defects_report

        daily = self.daily
        return defects_report(daily.situation, daily.metrics, daily.checked, project=daily.project.name)

    def summary(self) -> str:
        """How many are to be spoken of, and a line for each."""
        from pmo_xl.plans.policy import CALLED
        from pmo_xl.reports.defects_lists import headline, tests_said
        from pmo_xl.rules.phrases import named

        report = self.report
        said = headline(report)
        lines = [report.title, said["outcome"], *filter(None, [said["cause"]])]
        for row in report.rows:
            lines.append(f"  {named(row.defect)} 影響 {tests_said(row)} 案 {CALLED[row.suggestion.policy]}")
        return "\n".join(lines)

    def to_json(self) -> dict[str, Any]:
        """The defects in the order they are spoken of: what each touches, what is proposed, the last day of a fix."""
        report = self.report
        return {
            "as_of": moment_of(report.situation),
            "pack": "defects",
            "stamp": report.stamp,
            "defects": [
                record_json(row.defect)
                | {
                    "severity": row.defect.rank,
                    "age_days": row.age,
                    "linked": row.affected.is_linked,
                    "tests": [test.id for test in row.affected.direct],
                    "downstream": [test.id for test in row.affected.behind],
                    "requirements": list(row.affected.requirements),
                    "workaround": row.way_round,
                    "proposal": row.suggestion.policy,
                    "because": row.suggestion.because,
                    "fix": row.fix_day.isoformat() if row.fix_day else None,
                    "last_fix": row.last_fix.isoformat() if row.last_fix else None,
                    "late": row.is_late,
                }
                for row in report.rows
            ],
            "circles": [
                {"defect": row.defect.id, "test": branch.test.id}
                for row, branches in report.trees
                for branch in branches
                if branch.circle
            ],
        }

    def save(self, out: str | Path) -> Outputs:
        """Write 不具合方針.xlsx; its list is printed fifteen rows a page."""
        from pmo_xl.reports.defects_lists import PER_PAGE

        project = self.daily.project
        own = project.config.reports.defects
        writer = Writer(project, out, self.report.day)
        values = self.report.values(writer.cells(DEFECTS, own))
        writer.excel(DEFECTS, own, values, per_page=("defects", PER_PAGE))
        return writer.done()


def _unrun(one: "Unrun") -> dict[str, Any]:
    from pmo_xl.plans.room import Placed

    proposal = one.proposal
    placed = proposal if isinstance(proposal, Placed) else None
    planned = one.test.planned_date
    return record_json(one.test) | {
        "planned": planned.isoformat() if planned else None,
        "reason": one.reason,
        "proposed": placed.day.isoformat() if placed else None,
        "who": (placed.who or None) if placed else None,
        "why_not": None if isinstance(proposal, Placed) else proposal.why,
        "waiting_tests": len(one.waiting),
    }


def _planned(one: "Planned") -> dict[str, Any]:
    return record_json(one.test) | {
        "time": one.clock or None,
        "can_start": one.can_start,
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


def record_json(record: "Record") -> dict[str, Any]:
    """A record as the packs' JSON names it: kind, id, title, and its cell."""
    from pmo_xl.reports.common import named

    place = record.place(record.table.id_field)
    return {
        "kind": record.table.kind,
        "id": record.id,
        "title": named(record),
        "file": place.file,
        "sheet": place.sheet,
        "cell": place.cell,
    }

"""明日の準備: can the tests of the next working day start, what is held up by what was left undone, what else comes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pmo_xl.metrics.stamp import stamp, stamp_reason
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record
from pmo_xl.reports import tomorrow_lists as lists
from pmo_xl.reports.agenda import Entry, agenda, owed_on
from pmo_xl.reports.common import Links, day
from pmo_xl.reports.evidence_sheet import behind_values, evidence_values
from pmo_xl.reports.footer import Footer, footer
from pmo_xl.reports.meetings import Meeting, meetings_between
from pmo_xl.reports.page import head_values
from pmo_xl.reports.readiness import Planned, Readiness
from pmo_xl.reports.requests import Request, open_requests
from pmo_xl.reports.tomorrow_details import details
from pmo_xl.reports.tomorrow_evidence import tomorrow_evidence
from pmo_xl.reports.undone import Undone, undone
from pmo_xl.rules.context import Context
from pmo_xl.rules.result import CheckResult
from pmo_xl.situation import Situation
from pmo_xl.workdays import moved

PAGE: Final = "明日の準備"


@dataclass(frozen=True)
class TomorrowReport:
    """The page. Lists are whole; what the paper has room for is cut when it is printed (`values`)."""

    situation: Situation
    metrics: Mapping[str, Metric]
    checked: CheckResult
    project: str
    stamp: str | None
    stamp_reason: str
    day: date
    planned: tuple[Planned, ...]
    undone: tuple[Undone, ...]
    meetings: tuple[Meeting, ...]
    due: tuple[tuple[Record, date, str], ...]
    unanswered: tuple[Request, ...]
    today: tuple[Entry, ...]
    next_planned: date | None
    footer: Footer

    @property
    def as_of(self) -> date:
        """The day it is written on."""
        return self.situation.as_of

    @property
    def title(self) -> str:
        """明日の準備 5/8(水)."""
        return f"{PAGE} {day(self.day)}"

    @property
    def stopped(self) -> tuple[Planned, ...]:
        """The tests that cannot start as things stand."""
        return tuple(one for one in self.planned if not one.can_start)

    @property
    def doubtful(self) -> tuple[Planned, ...]:
        """Those that can start, but of which something has to be asked."""
        return tuple(one for one in self.planned if one.can_start and one.doubts)

    @property
    def stopping(self) -> tuple[Undone, ...]:
        """What was left undone today and holds up a test of the day."""
        return tuple(item for item in self.undone if item.tomorrow)

    def values(self, cells: Mapping[str, str] | None = None) -> dict[str, Any]:
        """What a template may name. `cells` tells in which cell of the workbook a field stands."""
        situation = self.situation
        links = Links.of(situation)
        head = head_values(situation, self.title, project=self.project, stamp=self.stamp, reason=self.stamp_reason)
        page = {
            "headline": lists.headline(self),
            **lists.heads(self),
            **lists.page(self),
            "footer": self.footer.values(),
        }
        return (
            head
            | {"day": self.day, "today_day": day(self.as_of)}
            | page
            | details(self, links)
            | evidence_values(tomorrow_evidence(self, page), PAGE, links, situation, cells or {})
            | behind_values(situation, self.metrics, self.checked)
        )


def tomorrow_report(
    situation: Situation, metrics: Mapping[str, Metric], checked: CheckResult, *, project: str = ""
) -> TomorrowReport:
    """The page for the working day after the as-of day; `project` is the project's name (default: pmo.toml's)."""
    context = Context(situation)
    on = situation.calendar.shift(situation.as_of, 1)
    tests = tests_on(situation, on)
    readiness = Readiness(situation, context)
    planned = [readiness.planned(test, on) for test in tests]
    return TomorrowReport(
        situation=situation,
        metrics=metrics,
        checked=checked,
        project=project or situation.config.project.name,
        stamp=stamp(metrics, situation),
        stamp_reason=stamp_reason(metrics, situation) or "",
        day=on,
        planned=tuple(sorted(planned, key=lambda one: one.order)),
        undone=undone(situation, context, tests),
        meetings=meetings_between(situation, moved(situation.as_of, 1), on),
        due=owed_on(situation, on),
        unanswered=tuple(request for request in open_requests(situation) if request.awaited),
        today=agenda(situation),
        next_planned=_next_planned(situation, on),
        footer=footer(situation, metrics, checked.findings),
    )


def tests_on(situation: Situation, on: date) -> tuple[Record, ...]:
    """The live tests not executed that are planned for the day, or for the days off before it."""
    effective = situation.calendar.effective
    return tuple(
        test
        for test in situation.counted("test")
        if test.is_live
        and not test.is_executed
        and test.planned_date is not None
        and situation.as_of < test.planned_date
        and effective(test.planned_date) == on
    )


def _next_planned(situation: Situation, on: date) -> date | None:
    """The first day after it for which a test is planned that was not executed."""
    days = (t.planned_date for t in situation.counted("test") if t.is_live and not t.is_executed and t.planned_date)
    return min((planned for planned in days if planned > on), default=None)

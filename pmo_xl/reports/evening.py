"""夕会: what came of the day's plan, what was found, new days for what was not run, and what does not fit any more."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pmo_xl.metrics.rounds import run_days
from pmo_xl.metrics.stamp import stamp, stamp_reason
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record
from pmo_xl.plans.held_up import HeldUp
from pmo_xl.plans.room import Left, Placed, Replan, replan
from pmo_xl.reports import evening_lists as lists
from pmo_xl.reports.common import Links, day
from pmo_xl.reports.evening_details import details
from pmo_xl.reports.evening_evidence import evening_evidence
from pmo_xl.reports.evidence_sheet import behind_values, evidence_values
from pmo_xl.reports.footer import Footer, footer
from pmo_xl.reports.page import head_values
from pmo_xl.reports.readiness import Planned, Readiness
from pmo_xl.reports.today import moved_from_today
from pmo_xl.reports.tomorrow import tests_on
from pmo_xl.reports.unrun import reason_of
from pmo_xl.rules.context import Context
from pmo_xl.rules.free_days import FreeDays
from pmo_xl.rules.result import CheckResult
from pmo_xl.situation import Situation
from pmo_xl.workdays import moved

PAGE: Final = "夕会"
_ORDER: Final = ("fail", "blocked", "hold", "pass")


@dataclass(frozen=True, slots=True)
class Found:
    """A defect of the day, with the tests that wait for it. `is_linked`: it names a test, or a test names it."""

    defect: Record
    waiting: tuple[Record, ...]
    is_linked: bool

    @property
    def order(self) -> tuple[object, ...]:
        """By gravity, then whatever most tests wait for."""
        return self.defect.gravity, -len(self.waiting), self.defect.id or "~", self.defect.row


@dataclass(frozen=True, slots=True)
class Unrun:
    """A test whose day has come and that was not run: why (None unsaid), and what is proposed.

    `waiting` are the tests that wait for it. `is_todays`: it was planned for today, not for a day before.
    """

    planned: Planned
    reason: str | None
    is_todays: bool
    waiting: tuple[Record, ...]
    proposal: Placed | Left

    @property
    def test(self) -> Record:
        """The test itself."""
        return self.planned.test


@dataclass(frozen=True)
class EveningReport:
    """The page. Lists are whole; what the paper has room for is cut when it is printed (`values`).

    `planned` are all tests planned for the day, `done` those of them that were run on it, `done_ahead` those that were
    run before; `others` were run on it without being planned for it. `capacity` are the tests tomorrow takes in all.
    """

    situation: Situation
    metrics: Mapping[str, Metric]
    checked: CheckResult
    project: str
    stamp: str | None
    stamp_reason: str
    planned: tuple[Record, ...]
    done: tuple[Record, ...]
    done_ahead: tuple[Record, ...]
    others: tuple[Record, ...]
    moved: tuple[Record, ...]
    results: tuple[Record, ...]
    found: tuple[Found, ...]
    unrun: tuple[Unrun, ...]
    plan: Replan
    next_day: date
    tomorrow: tuple[Planned, ...]
    capacity: int | None
    footer: Footer

    @property
    def day(self) -> date:
        """The day of the meeting."""
        return self.situation.as_of

    @property
    def title(self) -> str:
        """夕会 5/7(火)."""
        return f"{PAGE} {day(self.day)}"

    @property
    def unrun_today(self) -> tuple[Unrun, ...]:
        """Those of today's plan that were not run."""
        return tuple(one for one in self.unrun if one.is_todays)

    @property
    def sorts_of_others(self) -> dict[str, list[Record]]:
        """What was run besides the plan: 再テスト, 持越し, 前倒し, 予定日なし, each with its tests."""
        found: dict[str, list[Record]] = {sort: [] for sort in ("持越し", "再テスト", "前倒し", "予定日なし")}
        for test in self.others:
            planned = test.planned_date
            if any(ran < self.day for ran in run_days(test, self.day)):
                sort = "再テスト"
            else:
                sort = "予定日なし" if planned is None else "持越し" if planned < self.day else "前倒し"
            found[sort].append(test)
        return {sort: tests for sort, tests in found.items() if tests}

    @property
    def passed_by(self) -> Counter[str]:
        """Tester → tests that were run today and are OK, each under one name; "" where nobody is named."""
        who = self.situation.people.named_in
        passed = (test.tester or "" for test in self.results if test.verdict == "pass")
        return Counter(next(iter(who(name)), name) for name in passed)

    def values(self, cells: Mapping[str, str] | None = None) -> dict[str, Any]:
        """What a template may name. `cells` tells in which cell of the workbook a field stands."""
        situation = self.situation
        links = Links.of(situation)
        head = head_values(situation, self.title, project=self.project, stamp=self.stamp, reason=self.stamp_reason)
        page = {
            "headline": lists.headline(self),
            "figures": lists.figures(self),
            **lists.heads(self),
            **lists.page(self),
            "footer": self.footer.values(),
        }
        return (
            head
            | {"next_day": self.next_day}
            | page
            | details(self, links)
            | evidence_values(evening_evidence(self, page), PAGE, links, situation, cells or {})
            | behind_values(situation, self.metrics, self.checked)
        )


def evening_report(
    situation: Situation, metrics: Mapping[str, Metric], checked: CheckResult, *, project: str = ""
) -> EveningReport:
    """The page at the end of the as-of day; `project` is the project's name (default: pmo.toml's)."""
    context, on = Context(situation), situation.as_of
    held, readiness = HeldUp(context), Readiness(situation, context)
    next_day = situation.calendar.shift(on, 1)
    live = [test for test in situation.counted("test") if test.is_live]
    planned = tuple(test for test in live if test.planned_date == on)
    ran = [test for test in live if test.is_executed and test.verdict_date == on]
    plan, unrun = _unrun(live, context, held, readiness)
    return EveningReport(
        situation=situation,
        metrics=metrics,
        checked=checked,
        project=project or situation.config.project.name,
        stamp=stamp(metrics, situation),
        stamp_reason=stamp_reason(metrics, situation) or "",
        planned=planned,
        done=tuple(test for test in ran if test.planned_date == on),
        done_ahead=tuple(test for test in planned if test.is_executed and test.verdict_date != on),
        others=tuple(test for test in ran if test.planned_date != on),
        moved=moved_from_today(situation),
        results=_results(ran, planned),
        found=_found(situation, context),
        unrun=unrun,
        plan=plan,
        next_day=next_day,
        tomorrow=tuple(readiness.planned(test, next_day) for test in tests_on(situation, next_day)),
        capacity=_capacity(context, next_day),
        footer=footer(situation, metrics, checked.findings),
    )


def _results(ran: Sequence[Record], planned: Sequence[Record]) -> tuple[Record, ...]:
    """What was run today, and of today's plan what could not be run: NG, 不可, 保留, OK."""
    stopped = [test for test in planned if test.verdict in ("blocked", "hold")]
    return tuple(
        sorted((*ran, *stopped), key=lambda test: (_ORDER.index(test.verdict or "pass"), test.id or "~", test.row))
    )


def _found(situation: Situation, context: Context) -> tuple[Found, ...]:
    new = [defect for defect in situation.counted("defect") if defect.arose == situation.as_of]
    made = [
        Found(one, context.affected_tests(one), bool(context.tests_of(one))) for one in new if one.status != "rejected"
    ]
    return tuple(sorted(made, key=lambda one: one.order))


def _unrun(
    live: Sequence[Record], context: Context, held: HeldUp, readiness: Readiness
) -> tuple[Replan, tuple[Unrun, ...]]:
    """The tests whose day has come, what holds up most first; and a new day for each as far as there is one."""
    on, tomorrow = context.as_of, moved(context.as_of, 1)
    due = [test for test in live if not test.is_executed and test.planned_date is not None and test.planned_date <= on]
    behind = {id(test): context.waiting_behind(test) for test in due}
    due.sort(
        key=lambda test: (-len(behind[id(test)]), test.planned_date != on, test.planned_date, test.id or "~", test.row)
    )
    known = {id(test): readiness.planned(test, tomorrow) for test in due}
    plan = replan(due, context, held, {key: when for key, one in known.items() if (when := _ready(one, context))})
    proposals: dict[int, Placed | Left] = {id(one.test): one for one in plan.placed}
    proposals |= {id(one.test): one for one in plan.left}
    return plan, tuple(
        Unrun(known[key], reason_of(known[key], held), test.planned_date == on, behind[key], proposals[key])
        for test in due
        for key in (id(test),)
    )


def _ready(planned: Planned, context: Context) -> date | None:
    """The day its data and environment are there: a request is done at the end of its day, an environment on it."""
    days = [
        hindrance.until if hindrance.record is None else context.calendar.shift(hindrance.until, 1)
        for hindrance in planned.hindrances
        if hindrance.sort in ("data", "environment") and hindrance.until is not None
    ]
    return max(days, default=None)


def _capacity(context: Context, on: date) -> int | None:
    """The tests a working day takes in all, whatever is planned for it already; None where nothing says it."""
    return FreeDays(context).capacity(on)

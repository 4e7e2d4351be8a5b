"""朝会: can the tests of the day start, what is left from the days before, and what has to be decided today."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pmo_xl.metrics.stamp import stamp, stamp_reason
from pmo_xl.model.finding import Finding
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record
from pmo_xl.plans.held_up import HeldUp
from pmo_xl.reports import morning_lists as lists
from pmo_xl.reports.checksheet import addressee
from pmo_xl.reports.common import Links, day, day_of
from pmo_xl.reports.decisions import Decision, decisions_wanted
from pmo_xl.reports.evidence_sheet import behind_values, evidence_values
from pmo_xl.reports.footer import Footer, footer
from pmo_xl.reports.morning_details import details
from pmo_xl.reports.morning_evidence import morning_evidence
from pmo_xl.reports.page import head_values
from pmo_xl.reports.readiness import Planned, Readiness
from pmo_xl.reports.roles import Misplaced, misplaced
from pmo_xl.reports.unrun import expected, hindered_by, owners_of, reason_of, tests_of
from pmo_xl.rules.context import Context
from pmo_xl.rules.defects_and_tests import freed
from pmo_xl.rules.defects_decided import days_without_a_policy
from pmo_xl.rules.figures import figures_touched
from pmo_xl.rules.result import CheckResult
from pmo_xl.situation import Situation

PAGE: Final = "朝会"


@dataclass(frozen=True, slots=True)
class Stopped:
    """A test of the day, or left from before, that cannot start: why, whose the next step is, until when.

    `waiting` are the tests that wait for it in turn.
    """

    planned: Planned
    is_todays: bool
    reason: str
    owners: tuple[str, ...]
    until: date | None
    waiting: tuple[Record, ...]

    @property
    def order(self) -> tuple[object, ...]:
        """The day's own first: they are what the meeting is about; then whatever holds up most."""
        test = self.planned.test
        return not self.is_todays, -len(self.waiting), test.planned_date or date.max, test.id or "~", test.row


@dataclass(frozen=True, slots=True)
class Left:
    """A test that was not run when it was planned: why (None unsaid), the day it stood for, the new one, or None."""

    planned: Planned
    reason: str | None
    stood: date
    new_day: date | None


@dataclass(frozen=True, slots=True)
class Freed:
    """A test that could not be run and can be now (X-006): the defects that are settled, and the next free day."""

    test: Record
    defects: tuple[str, ...]
    day: date


@dataclass(frozen=True, slots=True)
class Undecided:
    """A defect nobody has decided how to deal with (D-002), with the tests that wait for it."""

    defect: Record
    waiting: tuple[Record, ...]

    @property
    def order(self) -> tuple[object, ...]:
        """By gravity, then whatever most tests wait for."""
        return self.defect.gravity, -len(self.waiting), self.defect.id or "~", self.defect.row


@dataclass(frozen=True, slots=True)
class Top:
    """The most urgent finding of one addressee that touches a figure, and how many more of those there are."""

    addressee: str
    finding: Finding
    more: int


@dataclass(frozen=True)
class MorningReport:
    """The page. Lists are whole; what the paper has room for is cut when it is printed (`values`).

    `situation` is the project before the day's tests (`before_the_days_tests`).
    """

    situation: Situation
    metrics: Mapping[str, Metric]
    checked: CheckResult
    project: str
    stamp: str | None
    stamp_reason: str
    planned: tuple[Planned, ...]
    done_ahead: tuple[Record, ...]
    carried: tuple[Planned, ...]
    stopped: tuple[Stopped, ...]
    free: tuple[Freed, ...]
    left: tuple[Left, ...]
    decisions: tuple[Decision, ...]
    undecided: tuple[Undecided, ...]
    tops: tuple[Top, ...]
    misplaced: tuple[Misplaced, ...]
    next_planned: date | None
    days_left: int | None
    footer: Footer

    @property
    def day(self) -> date:
        """The day of the meeting."""
        return self.situation.as_of

    @property
    def title(self) -> str:
        """朝会 5/7(火)."""
        return f"{PAGE} {day(self.day)}"

    @property
    def stopped_today(self) -> tuple[Planned, ...]:
        """The tests of the day that cannot start as things stand."""
        return tuple(one for one in self.planned if not one.can_start)

    @property
    def stopped_carried(self) -> tuple[Planned, ...]:
        """Those left from the days before that cannot start."""
        return tuple(one for one in self.carried if not one.can_start)

    @property
    def doubtful(self) -> tuple[Planned, ...]:
        """Those of the day that can start, but of which something has to be asked."""
        return tuple(one for one in self.planned if one.can_start and one.doubts)

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
            | page
            | details(self, links)
            | evidence_values(morning_evidence(self, page), PAGE, links, situation, cells or {})
            | behind_values(situation, self.metrics, self.checked)
        )


def morning_report(
    situation: Situation, metrics: Mapping[str, Metric], checked: CheckResult, *, project: str = ""
) -> MorningReport:
    """The page of the as-of day; figures and findings are those of the same situation, before the day's tests.

    `project` is the project's name (default: pmo.toml's).
    """
    context, on = Context(situation), situation.as_of
    held = HeldUp(context)
    readiness = Readiness(situation, context)
    live = [test for test in situation.counted("test") if test.is_live and not test.is_executed and test.planned_date]
    planned = tuple(readiness.planned(test, on) for test in live if test.planned_date == on)
    carried = tuple(readiness.planned(test, on) for test in live if test.planned_date and test.planned_date < on)
    ahead = (test.planned_date for test in live if test.planned_date and test.planned_date > on)
    end = situation.config.project.phase_end
    return MorningReport(
        situation=situation,
        metrics=metrics,
        checked=checked,
        project=project or situation.config.project.name,
        stamp=stamp(metrics, situation),
        stamp_reason=stamp_reason(metrics, situation) or "",
        planned=tuple(sorted(planned, key=_by_time)),
        done_ahead=tuple(
            test for test in situation.counted("test") if test.is_live and test.is_executed and test.planned_date == on
        ),
        carried=carried,
        stopped=_stopped(planned, carried, context, held),
        free=tuple(Freed(*one) for one in freed(situation.counted("test"), context)),
        left=_left(carried, readiness, held),
        decisions=tuple(one for one in decisions_wanted(situation) if one.until and day_of(one.until) <= on),
        undecided=_undecided(situation, context),
        tops=tuple(_tops(checked.findings, situation)),
        misplaced=misplaced(tests_of(planned), situation),
        next_planned=min(ahead, default=None),
        days_left=situation.calendar.within(on, end) if end else None,
        footer=footer(situation, metrics, checked.findings),
    )


def _by_time(one: Planned) -> tuple[object, ...]:
    """By time of day (what has none last), tester, id: who does what, one after the other."""
    hour, _, rest = one.clock.partition(":")
    at = (int(hour), rest) if hour.isdigit() else (99, one.clock or "~")
    return *at, one.test.tester or "~", one.test.id or "~", one.test.row


def _stopped(
    planned: Sequence[Planned], carried: Sequence[Planned], context: Context, held: HeldUp
) -> tuple[Stopped, ...]:
    ahead = {id(one) for one in planned}
    found = [
        Stopped(
            planned=one,
            is_todays=id(one) in ahead,
            reason=hindered_by(one, held),
            owners=owners_of(one, held, context.situation),
            until=expected(one, held, context.as_of),
            waiting=context.waiting_behind(one.test),
        )
        for one in (*planned, *carried)
        if not one.can_start
    ]
    return tuple(sorted(found, key=lambda one: one.order))


def _left(carried: Sequence[Planned], readiness: Readiness, held: HeldUp) -> tuple[Left, ...]:
    """Yesterday's first: those that were given a new day and those without one; then what is left from earlier days."""
    situation = readiness.situation
    moved = ((readiness.planned(test, situation.as_of), stood) for test, stood in _moved(situation))
    found = [Left(one, reason_of(one, held), stood, one.test.planned_date) for one, stood in moved]
    found += [Left(one, reason_of(one, held), one.test.planned_date, None) for one in carried if one.test.planned_date]
    return tuple(sorted(found, key=lambda one: (-one.stood.toordinal(), one.planned.test.id or "~")))


def _moved(situation: Situation) -> Iterator[tuple[Record, date]]:
    """The tests that stood for the last working day in one of the last two kept states, and stand for a later day now.

    Two, because a test may have been moved in the evening before that day's own state was kept.
    """
    last, register = situation.calendar.previous(situation.as_of), situation.one("test")
    if register is None:
        return
    rows = (row for state in situation.kept[-2:] for row in state.registers.get(register.name, ()))
    stood = {row.get("id") for row in rows if row.get("id") and row.get("planned_date") == last.isoformat()}
    for test in situation.counted("test"):
        is_ahead = test.planned_date is not None and test.planned_date >= situation.as_of
        if test.id in stood and is_ahead and test.is_live and not test.is_executed:
            yield test, last


def _undecided(situation: Situation, context: Context) -> tuple[Undecided, ...]:
    """The gravest first; none where the sheet has no column for a policy."""
    register = situation.one("defect")
    if register is None or not register.has("action"):
        return ()
    found = [one for one in situation.counted("defect") if days_without_a_policy(one, context) is not None]
    return tuple(sorted((Undecided(one, context.affected_tests(one)) for one in found), key=lambda one: one.order))


def _tops(findings: Sequence[Finding], situation: Situation) -> Iterator[Top]:
    """In order of urgency, each addressee once."""
    own: dict[str, list[Finding]] = {}
    for finding in findings:
        if figures_touched(finding):
            own.setdefault(addressee(finding, situation), []).append(finding)
    yield from (Top(name, found[0], len(found) - 1) for name, found in own.items())

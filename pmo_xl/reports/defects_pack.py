"""不具合方針: what has to be decided about each defect, with what it touches and the last day its fix is of use."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pmo_xl.metrics.stamp import stamp, stamp_reason
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record
from pmo_xl.plans.held_up import is_unrepaired
from pmo_xl.plans.policy import Suggestion, last_fix_day, suggest
from pmo_xl.reports import defects_lists as lists
from pmo_xl.reports.affected import Affected, Branch, affected_by, tree_of
from pmo_xl.reports.common import Links, day
from pmo_xl.reports.defects_evidence import defects_evidence
from pmo_xl.reports.evidence_sheet import behind_values, evidence_values
from pmo_xl.reports.footer import Footer, footer
from pmo_xl.reports.page import head_values
from pmo_xl.reports.way_round import way_round
from pmo_xl.rules.context import Context
from pmo_xl.rules.free_days import FreeDays
from pmo_xl.rules.result import CheckResult
from pmo_xl.situation import Situation

PAGE: Final = "不具合方針"
_GRAVE: Final = ("critical", "high")


@dataclass(frozen=True, slots=True)
class Undecided:
    """One defect to be spoken of. `age` are working days since it was found (None: nobody wrote when).

    `last_fix` is the latest day of a fix after which its tests still fit before the phase ends; None without an end.
    `is_over`: that day is over. `is_overdue`: the planned day of the fix is over, and it is not repaired.
    """

    defect: Record
    age: int | None
    affected: Affected
    way_round: str | None
    suggestion: Suggestion
    last_fix: date | None
    is_over: bool
    is_overdue: bool

    @property
    def fix_day(self) -> date | None:
        """The day it was repaired, else the day it is to be."""
        return self.defect.fixed_date or self.defect.fix_plan_date

    @property
    def is_late(self) -> bool:
        """Whether it is not repaired, and its fix is planned after the last day it is of use, or that day is over."""
        if self.last_fix is None or not is_unrepaired(self.defect):
            return False
        planned = self.defect.fix_plan_date
        return self.is_over or (planned is not None and planned > self.last_fix)

    @property
    def order(self) -> tuple[object, ...]:
        """By gravity, then whatever most tests wait for, then the oldest."""
        defect = self.defect
        return defect.gravity, -len(self.affected.tests), -(self.age or 0), defect.id or "~", defect.row


@dataclass(frozen=True)
class DefectsReport:
    """The pages. `rows` are in the order they are spoken of; `trees` stand for the critical ones among them."""

    situation: Situation
    metrics: Mapping[str, Metric]
    checked: CheckResult
    project: str
    stamp: str | None
    stamp_reason: str
    rows: tuple[Undecided, ...]
    trees: tuple[tuple[Undecided, tuple[Branch, ...]], ...]
    has_column: bool
    footer: Footer

    @property
    def day(self) -> date:
        """The day of the meeting."""
        return self.situation.as_of

    @property
    def title(self) -> str:
        """不具合方針 5/7(火)."""
        return f"{PAGE} {day(self.day)}"

    @property
    def undecided(self) -> tuple[Undecided, ...]:
        """Those for which nobody has written a 対応方針."""
        return tuple(row for row in self.rows if not row.defect.action)

    @property
    def tests(self) -> tuple[Record, ...]:
        """The tests they touch, each once."""
        return tuple({id(test): test for row in self.rows for test in row.affected.tests}.values())

    def values(self, cells: Mapping[str, str] | None = None) -> dict[str, Any]:
        """What a template may name. `cells` tells in which cell of the workbook a field stands."""
        situation = self.situation
        links = Links.of(situation)
        head = head_values(situation, self.title, project=self.project, stamp=self.stamp, reason=self.stamp_reason)
        page = {
            "headline": lists.headline(self),
            "defects": lists.rows(self, links),
            "footer": self.footer.values(),
        }
        return (
            head
            | page
            | {"tree": lists.tree(self, links)}
            | evidence_values(defects_evidence(self, page), PAGE, links, situation, cells or {})
            | behind_values(situation, self.metrics, self.checked)
        )


def defects_report(
    situation: Situation, metrics: Mapping[str, Metric], checked: CheckResult, *, project: str = ""
) -> DefectsReport:
    """The open defects without a 対応方針, and all critical and high ones; `project` is the project's name."""
    context, free = Context(situation), FreeDays(Context(situation))
    register = situation.one("defect")
    found = [one for one in situation.counted("defect") if one.is_open and (not one.action or one.rank in _GRAVE)]
    rows = tuple(sorted((_row(one, context, free) for one in found), key=lambda row: row.order))
    critical = [row for row in rows if row.defect.rank == "critical"]
    return DefectsReport(
        situation=situation,
        metrics=metrics,
        checked=checked,
        project=project or situation.config.project.name,
        stamp=stamp(metrics, situation),
        stamp_reason=stamp_reason(metrics, situation) or "",
        rows=rows,
        trees=tuple((row, tree_of(row.affected, context)) for row in critical),
        has_column=register is not None and register.has("action"),
        footer=footer(situation, metrics, checked.findings),
    )


def _row(defect: Record, context: Context, free: FreeDays) -> Undecided:
    affected, way, end = affected_by(defect, context), way_round(defect, context), context.project.phase_end
    tests, as_of = len(affected.tests), context.as_of
    last = None if end is None else last_fix_day(tests, end, context.calendar, free.capacity, as_of)
    return Undecided(
        defect=defect,
        age=None if defect.arose is None else context.calendar.after(defect.arose, as_of),
        affected=affected,
        way_round=way,
        suggestion=suggest(defect, tests, way, last, as_of),
        last_fix=last,
        is_over=last is not None and last < as_of,
        is_overdue=is_unrepaired(defect) and context.overdue_days(defect.fix_plan_date) > 0,
    )

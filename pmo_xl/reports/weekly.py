"""週次報告: two pages for the steering committee: lights and figures of the week, what hinders it, what comes next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pmo_xl.metrics.stamp import stamp, stamp_reason
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record
from pmo_xl.reports import weekly_lists as lists
from pmo_xl.reports.blockers import Blocker, blockers
from pmo_xl.reports.coming import ComingDay, coming_days
from pmo_xl.reports.common import Links
from pmo_xl.reports.corrections import corrections
from pmo_xl.reports.coverage import coverage_sentence, coverage_values
from pmo_xl.reports.decided import decided_since
from pmo_xl.reports.decisions import Decision, decisions_wanted
from pmo_xl.reports.escalation import escalation_list
from pmo_xl.reports.evidence_sheet import balance_values, calendar_values, evidence_values, threshold_values
from pmo_xl.reports.footer import Footer, footer
from pmo_xl.reports.headline import Headline, headline
from pmo_xl.reports.metric_values import metric_values
from pmo_xl.reports.page import head_values
from pmo_xl.reports.risks import RiskChange, risk_changes, why_no_risks
from pmo_xl.reports.scope_change import ScopeRow, scope_line, scope_rows
from pmo_xl.reports.signals import signals
from pmo_xl.reports.trend import Trend, burn_up, chart, defect_curve, graph_rows
from pmo_xl.reports.week import Compared, LightRow, Week, compared, light_days, light_rows, week_of
from pmo_xl.reports.weekly_details import details
from pmo_xl.reports.weekly_evidence import weekly_evidence
from pmo_xl.reports.weekly_figures import COMPARED
from pmo_xl.rules.result import CheckResult
from pmo_xl.situation import Situation

PAGE: Final = "週次報告"


@dataclass(frozen=True)
class WeeklyReport:
    """The report. Lists are whole; what the paper has room for is cut when it is printed (`values`)."""

    situation: Situation
    metrics: Mapping[str, Metric]
    checked: CheckResult
    project: str
    title: str
    stamp: str | None
    stamp_reason: str
    week: Week
    headline: Headline
    days: tuple[date, ...]
    lights: tuple[LightRow, ...]
    compared: tuple[Compared, ...]
    burn_up: Trend
    defect_curve: Trend
    blockers: tuple[Blocker, ...]
    risks: tuple[RiskChange, ...]
    decided: tuple[Record, ...]
    pending: tuple[Decision, ...]
    scope: tuple[ScopeRow, ...]
    coming: tuple[ComingDay, ...]
    corrections: tuple[str, ...]
    footer: Footer

    @property
    def as_of(self) -> date:
        """The day it speaks of."""
        return self.situation.as_of

    def values(self, cells: Mapping[str, str] | None = None) -> dict[str, Any]:
        """What a template may name. `cells` tells in which cell of the workbook a field stands."""
        links = Links.of(self.situation)
        head = head_values(self.situation, self.title, project=self.project, stamp=self.stamp, reason=self.stamp_reason)
        page = self._page()
        graph = {name: graph_rows(self.metrics, shown) for name, shown in self._curves().items()}
        coverage = coverage_values(self.situation, self.metrics, links)
        rows = weekly_evidence(self, head | page | {"coverage": coverage["coverage"]})
        unchecked = (*self.checked.skipped, *self.checked.failed)
        return (
            head
            | page
            | details(self, links)
            | coverage
            | evidence_values(rows, PAGE, links, self.situation, cells or {})
            | {
                "graph": graph["burn_up"],
                "graph_defects": graph["defect_curve"],
                "charts": {name: chart(shown, graph[name]) for name, shown in self._curves().items()},
                "balance": balance_values(self.metrics),
                "days_off": calendar_values(self.situation),
                "thresholds": threshold_values(self.situation),
                "unchecked": [{"code": code, "reason": why} for code, why in unchecked],
                "metrics": metric_values(self.metrics),
            }
        )

    def _curves(self) -> dict[str, Trend]:
        return {"burn_up": self.burn_up, "defect_curve": self.defect_curve}

    def _page(self) -> dict[str, Any]:
        """The two pages, block by block in their order."""
        situation = self.situation
        light = {row.key: lists.light(row) for row in self.lights}
        figures = {row.key: lists.figure(row) for row in self.compared}
        return {
            "period": self.week.period,
            "since": self.week.label,
            "days": lists.numbered("d", [lists.day_head(on) for on in self.days]),
            "overall": {"now": light["overall"]["d5"], "color": light["overall"]["color"]},
            "headline": {"outcome": self.headline.outcome, "cause": self.headline.cause, "text": self.headline.text},
            "lights": light,
            "light_rows": list(light.values()),
            "figures": figures,
            "figure_rows": list(figures.values()),
            "coverage_line": lists.fitted_line(coverage_sentence(self.metrics)),
            "curves": {name: lists.curve(shown) for name, shown in self._curves().items()},
            "blockers": lists.blockers(self.blockers, situation),
            "blockers_note": lists.note(self.blockers),
            "risks": lists.risks(self.risks, why_no_risks(situation)),
            "risks_note": lists.note(self.risks),
            "decided": lists.decided(self.decided, situation),
            "decided_note": lists.note(self.decided),
            "pending": lists.pending(self.pending),
            "pending_note": lists.note(self.pending),
            "scope_line": scope_line(self.metrics, self.week, situation.config.reports.minus),
            "scope": lists.scope(self.scope, situation),
            "scope_note": lists.note(self.scope),
            "coming": [lists.coming(on) for on in self.coming],
            "coming_line": lists.coming_line(self.coming, situation),
            "corrections": lists.corrections(self.corrections),
            "corrections_note": lists.note(self.corrections, lists.CORRECTIONS),
            "footer": {
                "scope": self.footer.scope,
                "definition": self.footer.definition,
                "workdays": self.footer.workdays,
                "health": self.footer.health,
                "source": self.footer.source,
                "text": self.footer.text,
            },
        }


def weekly_report(
    situation: Situation, metrics: Mapping[str, Metric], checked: CheckResult, *, project: str = ""
) -> WeeklyReport:
    """The report of the week that ends on the as-of day; `project` is the project's name (default: pmo.toml's)."""
    name = project or situation.config.project.name
    week = week_of(situation)
    wanted = decisions_wanted(situation, escalation_list(situation, metrics).items)
    reason = stamp_reason(metrics, situation)
    return WeeklyReport(
        situation=situation,
        metrics=metrics,
        checked=checked,
        project=name,
        title=f"{situation.config.project.phase}{PAGE}",
        stamp=stamp(metrics, situation),
        stamp_reason=reason or "",
        week=week,
        headline=headline(situation, metrics, signals(metrics, situation.config), len(wanted)),
        days=light_days(situation),
        lights=light_rows(situation, metrics),
        compared=compared(COMPARED, metrics, week, situation),
        burn_up=burn_up(metrics),
        defect_curve=defect_curve(metrics),
        blockers=blockers(situation),
        risks=risk_changes(situation, week),
        decided=decided_since(situation, week.since),
        pending=wanted,
        scope=scope_rows(situation, week),
        coming=coming_days(situation, wanted, lists.COMING),
        corrections=corrections(situation, metrics, week.since),
        footer=footer(situation, metrics, checked.findings),
    )

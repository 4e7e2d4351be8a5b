"""日次報告: on one page where we stand, what must be decided, and what comes next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from pmo_xl.metrics.stamp import stamp, stamp_reason
from pmo_xl.model.metric import Metric
from pmo_xl.reports.common import Links, metric
from pmo_xl.reports.daily_values import head_values, page_values, whole_lists
from pmo_xl.reports.decisions import Decision, decisions_wanted
from pmo_xl.reports.details import details
from pmo_xl.reports.escalation import escalation_list
from pmo_xl.reports.evidence import Page, evidence
from pmo_xl.reports.evidence_sheet import balance_values, calendar_values, evidence_values, threshold_values
from pmo_xl.reports.figures import Figure, three_figures
from pmo_xl.reports.footer import Footer, footer
from pmo_xl.reports.headline import Headline, headline
from pmo_xl.reports.measures import measured, measures
from pmo_xl.reports.metric_values import metric_values
from pmo_xl.reports.printed import Evidence
from pmo_xl.reports.signals import Signal, signal, signals
from pmo_xl.reports.today import next_events, todays_events
from pmo_xl.reports.trend import Trend, chart, graph_rows, trend
from pmo_xl.reports.vendors import VendorRow, vendor_rows
from pmo_xl.rules.result import CheckResult
from pmo_xl.situation import Situation

PAGE: Final = "日次報告"


@dataclass(frozen=True)
class DailyReport:
    """The page. Lists are whole; what the paper has room for is cut when it is printed (`values`)."""

    situation: Situation
    metrics: Mapping[str, Metric]
    checked: CheckResult
    project: str
    title: str
    stamp: str | None
    stamp_reason: str
    overall: Signal
    headline: Headline
    figures: tuple[Figure, Figure, Figure]
    decisions: tuple[Decision, ...]
    signals: tuple[Signal, ...]
    trend: Trend
    vendors: tuple[VendorRow, ...]
    today: tuple[str, ...]
    tomorrow: tuple[str, ...]
    next_day: date
    footer: Footer

    @property
    def as_of(self) -> date:
        """The day it speaks of."""
        return self.situation.as_of

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every number of the page and of 指標, in the order of 根拠: the first is N01."""
        shown = head_values(self) | page_values(self, Links.of(self.situation))
        parts = Page(shown, self.decisions, self.trend, self.vendors)
        behind = evidence(self.situation, self.metrics, self.checked.findings, parts)
        return (*behind, *measured(self.metrics))

    def values(self, cells: Mapping[str, str] | None = None) -> dict[str, Any]:
        """What a template may name. `cells` tells where on the page a field stands (signals.quality.now → F20)."""
        links = Links.of(self.situation)
        graph = graph_rows(self.metrics, self.trend)
        shown = head_values(self) | page_values(self, links)
        unchecked = (*self.checked.skipped, *self.checked.failed)
        return (
            shown
            | whole_lists(self)
            | details(self.situation, self.metrics, self.decisions, links)
            | evidence_values(self.evidence, PAGE, links, self.situation, cells or {})
            | {
                "graph": graph,
                "charts": {"trend": chart(self.trend, graph)},
                "measures": measures(self.metrics),
                "balance": balance_values(self.metrics),
                "days_off": calendar_values(self.situation),
                "thresholds": threshold_values(self.situation),
                "unchecked": [{"code": code, "reason": why} for code, why in unchecked],
                "metrics": metric_values(self.metrics),
            }
        )


def daily_report(
    situation: Situation,
    metrics: Mapping[str, Metric],
    checked: CheckResult,
    *,
    project: str = "",
    decisions: Sequence[Decision] | None = None,
) -> DailyReport:
    """The daily report of the as-of day.

    `checked` is what the rules gave; `project` the project's name (default: pmo.toml's). `decisions` are what the
    owner is asked; left out, they are the register's 判断待ち rows and whatever has to be escalated.
    """
    name = project or situation.config.project.name
    if decisions is None:
        items = escalation_list(situation, metrics).items
        decisions = decisions_wanted(situation, items, metrics)
    lights = signals(metrics, situation.config)
    next_day, coming = next_events(situation, decisions)
    return DailyReport(
        situation=situation,
        metrics=metrics,
        checked=checked,
        project=name,
        title=_title(situation, metrics),
        stamp=stamp(metrics, situation),
        stamp_reason=stamp_reason(metrics, situation) or "",
        overall=signal("overall", "総合", metrics, situation.config),
        headline=headline(situation, metrics, lights, len(decisions)),
        figures=three_figures(situation, metrics),
        decisions=tuple(decisions),
        signals=lights,
        trend=trend(metrics, lights),
        vendors=vendor_rows(metrics),
        today=todays_events(situation, metrics, checked.findings),
        tomorrow=coming,
        next_day=next_day,
        footer=footer(situation, metrics, checked.findings),
    )


def _title(situation: Situation, metrics: Mapping[str, Metric]) -> str:
    """UAT日次報告 第9号; outside the phase there is no number."""
    project = situation.config.project
    title = f"{project.phase}{PAGE}"
    number = metric(metrics, "working_days_elapsed").value
    if project.phase_start is None or project.phase_end is None or not number:
        return title
    inside = project.phase_start <= situation.as_of <= project.phase_end
    return f"{title} 第{number}号" if inside else title

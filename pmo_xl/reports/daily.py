"""日次報告: on one page where we stand, what must be decided, and what comes next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pmo_xl.metrics import stamp, stamp_reason
from pmo_xl.metrics.wording import signed
from pmo_xl.model.metric import Metric
from pmo_xl.reports.common import DASH, Links, cut, day, fitted, left_over, metric, moment, no_data, tight
from pmo_xl.reports.decisions import Decision, decisions_wanted
from pmo_xl.reports.details import decision_row, details
from pmo_xl.reports.escalation import escalation_list
from pmo_xl.reports.evidence import Page, evidence
from pmo_xl.reports.evidence_sheet import balance_values, calendar_values, evidence_values, threshold_values
from pmo_xl.reports.figures import Figure, three_figures
from pmo_xl.reports.footer import Footer, footer
from pmo_xl.reports.headline import Headline, headline
from pmo_xl.reports.metric_values import metric_values
from pmo_xl.reports.signals import Signal, signal, signals
from pmo_xl.reports.today import next_events, todays_events
from pmo_xl.reports.trend import Trend, chart, graph_rows, trend
from pmo_xl.reports.vendors import VendorRow, vendor_rows
from pmo_xl.rules.result import CheckResult
from pmo_xl.situation import Situation

PAGE: Final = "日次報告"
_DECISIONS: Final = 3
_LINES: Final = 5
_WHAT_CHARACTERS: Final = 40
_WHO_EMS: Final = 12  # full-width characters that fit the line on paper; half-width ones count half
_OTHERWISE_EMS: Final = 13.5
_LINE_EMS: Final = 24.5
_PROJECT_EMS: Final = 22
_WARNING_EMS: Final = 62
# what fits under each figure: note and aside
_FIGURE_EMS: Final = {"first": (13, 20), "second": (12, 12), "third": (13.5, 13.5)}
_VENDORS_CAPTION: Final = "前回残＋新規−完了±他(移管・再開)＝残、遅れ＝修正予定超過"
_NOTHING_TO_DECIDE: Final = {
    "no": None,
    "what": "本日ご判断いただく事項はありません",
    "who": "",
    "until": "",
    "otherwise": "",
    "id": "",
    "place": "",
}


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

    def values(self, cells: Mapping[str, str] | None = None) -> dict[str, Any]:
        """What a template may name. `cells` tells where on the page a field stands (signals.quality.now → F20)."""
        links = Links.of(self.situation)
        graph = graph_rows(self.metrics, self.trend)
        page = self._page(links)
        head = self._head()
        parts = Page(head | page, self.decisions, self.trend, self.vendors)
        rows = evidence(self.situation, self.metrics, self.checked.findings, parts)
        unchecked = (*self.checked.skipped, *self.checked.failed)
        return (
            head
            | page
            | details(self.situation, self.metrics, self.decisions, links)
            | evidence_values(rows, PAGE, links, self.situation, cells or {})
            | {
                "graph": graph,
                "charts": {"trend": chart(self.trend, graph)},
                "balance": balance_values(self.metrics),
                "days_off": calendar_values(self.situation),
                "thresholds": threshold_values(self.situation),
                "unchecked": [{"code": code, "reason": why} for code, why in unchecked],
                "metrics": metric_values(self.metrics),
            }
        )

    def _warning(self) -> str:
        """What makes the figures less than sure: a failed check, workbooks that could not be read."""
        unread = self.situation.unread
        lacking = f"読めないブック{len(unread)}冊を含みません" if unread else ""
        if self.stamp:
            return "  ".join(part for part in (f"【{self.stamp}】{tight(self.stamp_reason)}", lacking) if part)
        return fitted(f"{lacking}: {'、'.join(unread)}", _WARNING_EMS) if unread else ""

    def _head(self) -> dict[str, Any]:
        reports = self.situation.config.reports
        now = moment(self.as_of, self.situation.at)
        return {
            "title": self.title,
            "stamp": f"【{self.stamp}】" if self.stamp else "",
            "stamp_reason": self._warning(),
            "project": {
                "name": self.project,
                "short": fitted(self.project, _PROJECT_EMS),
                "phase": self.situation.config.project.phase,
            },
            "as_of": self.as_of,
            "moment": now,
            "to": reports.to,
            "author": reports.author,
            "address": f"{now}  宛:{reports.to}  作成:{reports.author}",
            "document": {"title": f"{self.title} {self.project}".strip(), "author": reports.author, "date": self.as_of},
        }

    def _page(self, links: Links) -> dict[str, Any]:
        shown = self.decisions[:_DECISIONS]
        return {
            "overall": _signal(self.overall) | {"previous": f"(前回:{self.overall.previous})"},
            "headline": {"outcome": self.headline.outcome, "cause": self.headline.cause, "text": self.headline.text},
            "figures": {
                name: _figure(figure, *ems)
                for (name, ems), figure in zip(_FIGURE_EMS.items(), self.figures, strict=True)
            }
            | {"bars": _bars(self.metrics)},
            "decisions": [_decision(number, wanted, links) for number, wanted in enumerate(shown, 1)]
            or [_NOTHING_TO_DECIDE],
            "decisions_note": left_over(len(self.decisions) - _DECISIONS),
            "signals": {light.key: _signal(light) for light in self.signals},
            "lights": [_signal(light) for light in self.signals],
            "trend": self._trend(),
            "vendors": [_vendor(row, self.situation.config.reports.minus) for row in self.vendors],
            "vendors_caption": _VENDORS_CAPTION
            if self.vendors
            else no_data(self._why("by_vendor", "不具合の記録がありません")),
            "events": _lines(self.today, "本日の実績の記録がありません"),
            "events_note": left_over(len(self.today) - _LINES),
            "tomorrow": _lines(self.tomorrow, f"{day(self.next_day)}の予定の記録がありません"),
            "tomorrow_note": left_over(len(self.tomorrow) - _LINES),
            "tomorrow_day": day(self.next_day),
            "footer": {
                "scope": self.footer.scope,
                "definition": self.footer.definition,
                "workdays": self.footer.workdays,
                "health": self.footer.health,
                "source": self.footer.source,
                "text": self.footer.text,
            },
        }

    def _why(self, name: str, otherwise: str) -> str:
        return metric(self.metrics, name).reason or otherwise

    def _trend(self) -> dict[str, Any]:
        shown = self.trend
        points = len(shown.table)
        note = (
            "" if shown.enough else no_data(f"実績が{points}日分です(グラフは3日分から)" if points else shown.sentence)
        )
        return {
            "kind": shown.kind,
            "title": shown.title,
            "sentence": shown.sentence,
            "caption": note or shown.sentence,
            "enough": shown.enough,
            "table": [] if shown.enough else _trend_table(shown),
            "names": {line.pen: line.name for line in shown.lines},
            "labels": {line.pen: line.label if shown.enough else "" for line in shown.lines},
        }


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
        items = escalation_list(situation, metrics, project=name).items
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


def _figure(figure: Figure, note_ems: float, aside_ems: float) -> dict[str, Any]:
    return {
        "label": figure.label,
        "value": figure.value,
        "note": fitted(tight(figure.note), note_ems),
        "aside": fitted(tight(figure.aside), aside_ems),
        "change": tight(figure.change),
    }


def _bars(metrics: Mapping[str, Metric]) -> dict[str, Any]:
    """The bars beside the first figure; a bar without a value has no name either, so that nothing is drawn."""
    shown = {"done": ("実績", "execution_rate"), "planned": ("計画", "planned_execution_rate")}
    values = {key: (name, metric(metrics, figure).value) for key, (name, figure) in shown.items()}
    return {key: {"name": name if value is not None else "", "value": value} for key, (name, value) in values.items()}


def _signal(light: Signal) -> dict[str, Any]:
    return {
        "name": light.name,
        "now": light.now,
        "previous": light.previous,
        "reason": light.reason,
        "color": light.color or "",
    }


def _decision(number: int, wanted: Decision, links: Links) -> dict[str, Any]:
    row = decision_row(number, wanted, links)
    return row | {
        "what": cut(row["what"], _WHAT_CHARACTERS),
        "who": fitted(row["who"], _WHO_EMS),
        "otherwise": fitted(row["otherwise"], _OTHERWISE_EMS),
    }


def _vendor(row: VendorRow, minus: str) -> dict[str, Any]:
    """A vendor's line: numbers for a workbook, and the same as `texts` for a document."""
    names = ("previous", "new", "closed", "open", "overdue_fix")
    counts = {name: getattr(row, name) for name in names}
    both_ways = {name: _signed(getattr(row, name), minus) for name in ("transferred", "moved")}
    texts = {name: DASH if count is None else f"{count:,}" for name, count in counts.items()}
    known = {name: DASH if count is None else count for name, count in counts.items()}
    return {"vendor": row.vendor, **known, **both_ways, "texts": texts | both_ways}


def _signed(count: int | None, minus: str) -> str:
    if count is None:
        return DASH
    return signed(count, minus) if count else "0"


def _lines(lines: Sequence[str], nothing: str) -> list[dict[str, str]]:
    return [{"text": fitted(f"・{line}", _LINE_EMS)} for line in lines[:_LINES]] or [{"text": no_data(nothing)}]


def _trend_table(shown: Trend) -> list[dict[str, Any]]:
    names = {line.pen: line.name for line in shown.lines}
    return [{"day": "日付", **names}, *map(dict, shown.table)] if shown.table else []

"""完了報告: what the phase did, how it differs from the plan, whether the criteria are met, and what is left."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pmo_xl.metrics.stamp import stamp, stamp_reason
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record
from pmo_xl.reports import completion_lists as lists
from pmo_xl.reports.blockers import Blocker, blockers
from pmo_xl.reports.common import OPEN_QUESTION, Links, long_day, metric
from pmo_xl.reports.completion_figures import SHOWN
from pmo_xl.reports.coverage import by_rank_then_id, coverage_values
from pmo_xl.reports.criteria import Criterion, criteria, criteria_line
from pmo_xl.reports.decided import decided_since
from pmo_xl.reports.footer import Footer, footer
from pmo_xl.reports.metric_values import metric_values
from pmo_xl.reports.open_items import OpenItem, open_items
from pmo_xl.reports.page import head_values
from pmo_xl.reports.plan_and_done import Difference, differences
from pmo_xl.reports.scope_change import ScopeRow, scope_rows
from pmo_xl.reports.typed_in import LESSONS, REUSE, typed_in
from pmo_xl.reports.week import Week
from pmo_xl.rules.result import CheckResult
from pmo_xl.situation import Situation

PAGE: Final = "完了報告"


@dataclass(frozen=True)
class CompletionReport:
    """The report. Every list is whole and sorted by severity, then id. `missing` is what only a person can write."""

    situation: Situation
    metrics: Mapping[str, Metric]
    checked: CheckResult
    project: str
    title: str
    stamp: str | None
    stamp_reason: str
    differences: tuple[Difference, ...]
    criteria: tuple[Criterion, ...]
    blockers: tuple[Blocker, ...]
    open_items: tuple[OpenItem, ...]
    risks: tuple[Record, ...]
    decided: tuple[Record, ...]
    scope: tuple[ScopeRow, ...]
    reuse: tuple[str, ...]
    lessons: tuple[str, ...]
    footer: Footer

    @property
    def as_of(self) -> date:
        """The day it speaks of."""
        return self.situation.as_of

    @property
    def missing(self) -> tuple[str, ...]:
        """What stands as 【要確認】 because nobody has written it, by its section."""
        unknown = [row.name for row in self.criteria if row.met == "unknown"]
        return (
            *unknown,
            *(name for name, found in (("再利用できるもの", self.reuse), ("教訓", self.lessons)) if not found),
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """What has to be said when it is saved."""
        if not self.missing:
            return ()
        return (f"{PAGE}に【要確認】が{len(self.missing)}か所あります（{'、'.join(self.missing)}）",)

    def values(self) -> dict[str, Any]:
        """What the template may name."""
        links = Links.of(self.situation)
        head = head_values(self.situation, self.title, project=self.project, stamp=self.stamp, reason=self.stamp_reason)
        return (
            head
            | coverage_values(self.situation, self.metrics, links)
            | {
                "subject": self._subject(),
                "period": self._period(),
                "phase_end": _written(self.situation.config.project.phase_end),
                "go_live": _written(self.situation.config.project.go_live),
                "done": lists.done(self.situation, self.metrics),
                "scope": lists.scope(self.scope),
                "scope_empty": lists.why_no_scope(self.situation) if not self.scope else "",
                "differences": [lists.difference(row) for row in self.differences],
                "criteria": [row.values() for row in self.criteria],
                "criteria_line": criteria_line(self.criteria),
                "blockers": [lists.blocker(item) for item in self.blockers],
                "blockers_empty": lists.why_no_blockers(self.situation) if not self.blockers else "",
                "figures": [lists.figure(name, metric(self.metrics, name)) for name in SHOWN],
                "open_items": [item.values(self.situation, links) for item in self.open_items],
                "open_items_empty": lists.why_nothing_open(self.situation) if not self.open_items else "",
                "exposed": sum(item.exposed for item in self.open_items),
                "risks": [lists.risk(record) for record in self.risks],
                "risks_empty": lists.why_no_risks(self.situation) if not self.risks else "",
                "decided": [lists.decision(record) for record in self.decided],
                "decided_empty": lists.why_no_decisions(self.situation) if not self.decided else "",
                "products": lists.products(self.situation),
                "reuse": [
                    {"text": text} for text in self.reuse or (f"{OPEN_QUESTION}再利用できる成果物を記入してください",)
                ],
                "lessons": [{"text": text} for text in self.lessons or (f"{OPEN_QUESTION}教訓を記入してください",)],
                "missing": "、".join(self.missing),
                "definitions": [lists.definition(name, metric(self.metrics, name)) for name in SHOWN],
                "metrics": metric_values(self.metrics),
                "footer": {
                    "scope": self.footer.scope,
                    "definition": self.footer.definition,
                    "workdays": self.footer.workdays,
                    "health": self.footer.health,
                    "source": self.footer.source,
                    "text": self.footer.text,
                },
            }
        )

    def _subject(self) -> str:
        """Project and phase; a project whose name says the phase already says it once."""
        phase = self.situation.config.project.phase
        return self.project if phase in self.project else f"{self.project} {phase}".strip()

    def _period(self) -> str:
        project = self.situation.config.project
        if project.phase_start is None or project.phase_end is None:
            return f"{OPEN_QUESTION}(pmo.toml に phase_start と phase_end を書いてください)"
        return f"{long_day(project.phase_start)}〜{long_day(project.phase_end)}"


def completion_report(
    situation: Situation, metrics: Mapping[str, Metric], checked: CheckResult, *, project: str = ""
) -> CompletionReport:
    """The report at the end of a phase; `project` is the project's name (default: pmo.toml's)."""
    risks = (risk for risk in situation.counted("risk") if risk.is_open)
    return CompletionReport(
        situation=situation,
        metrics=metrics,
        checked=checked,
        project=project or situation.config.project.name,
        title=f"{situation.config.project.phase}{PAGE}",
        stamp=stamp(metrics, situation),
        stamp_reason=stamp_reason(metrics, situation) or "",
        differences=differences(situation, metrics),
        criteria=criteria(situation, metrics),
        blockers=tuple(sorted(blockers(situation), key=lists.by_rank)),
        open_items=open_items(situation),
        risks=tuple(sorted(risks, key=by_rank_then_id)),
        decided=tuple(sorted(decided_since(situation, None), key=by_rank_then_id)),
        scope=scope_rows(situation, _whole_phase(situation)),
        reuse=typed_in(situation, REUSE),
        lessons=typed_in(situation, LESSONS),
        footer=footer(situation, metrics, checked.findings),
    )


def _whole_phase(situation: Situation) -> Week:
    """What the scope is compared with: nothing, so that everything that left it is told, whenever that was."""
    return Week(situation.as_of, situation.as_of, None, "")


def _written(on: date | None) -> str:
    return long_day(on) if on else OPEN_QUESTION

"""稼働判定: what those who decide on the go-live have to see, with the decision itself left to them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pmo_xl.metrics.stamp import stamp, stamp_reason
from pmo_xl.model.metric import Metric
from pmo_xl.reports import readiness_lists as lists
from pmo_xl.reports.common import Links, day
from pmo_xl.reports.criteria import Criterion, Met, criteria
from pmo_xl.reports.evidence_sheet import behind_values, evidence_values
from pmo_xl.reports.footer import Footer, footer
from pmo_xl.reports.manual_register import ManualJob, manual_jobs
from pmo_xl.reports.open_items import OpenItem, Standing, open_items
from pmo_xl.reports.page import head_values
from pmo_xl.reports.readiness_conditions import Condition, conditions
from pmo_xl.reports.readiness_evidence import keys_of_criteria, readiness_evidence
from pmo_xl.rules.result import CheckResult
from pmo_xl.situation import Situation

PAGE: Final = "稼働判定"


@dataclass(frozen=True)
class ReadinessReport:
    """The page. Lists are whole; what the paper has room for is cut when it is printed (`values`).

    There is no verdict in it: 可, 条件付き可 or 否 is said by the meeting, on paper.
    """

    situation: Situation
    metrics: Mapping[str, Metric]
    checked: CheckResult
    project: str
    stamp: str | None
    stamp_reason: str
    criteria: tuple[Criterion, ...]
    open_items: tuple[OpenItem, ...]
    jobs: tuple[ManualJob, ...]
    conditions: tuple[Condition, ...]
    footer: Footer

    @property
    def day(self) -> date:
        """The day it speaks of."""
        return self.situation.as_of

    @property
    def go_live(self) -> date | None:
        """The day the system is to go live; None where pmo.toml does not say."""
        return self.situation.config.project.go_live

    @property
    def title(self) -> str:
        """稼働判定 5/7(火)."""
        return f"{PAGE} {day(self.day)}"

    @property
    def met(self) -> Counter[Met]:
        """How many criteria are met, partly met, not met, and unknown."""
        return Counter(row.met for row in self.criteria)

    @property
    def exposed(self) -> tuple[OpenItem, ...]:
        """What will be open after go-live with neither a workaround nor a decision."""
        return tuple(item for item in self.open_items if item.exposed)

    def standing(self, standing: Standing) -> tuple[OpenItem, ...]:
        """The open items of one 区分."""
        return tuple(item for item in self.open_items if item.standing == standing)

    @property
    def notes(self) -> tuple[str, ...]:
        """What has to be said when it is saved."""
        unknown = [row.name for row in self.criteria if row.met == "unknown"]
        said = [f"{PAGE}に未確認の基準が{len(unknown)}項目あります（{'、'.join(unknown)}）"] if unknown else []
        if self.go_live is None:
            said.append("稼働日の設定がなく、残課題を稼働の前後に分けていません。pmo.toml に go_live を書いてください")
        return tuple(said)

    def values(self, cells: Mapping[str, str] | None = None) -> dict[str, Any]:
        """What a template may name. `cells` tells in which cell of the workbook a field stands."""
        situation = self.situation
        links = Links.of(situation)
        head = head_values(situation, self.title, project=self.project, stamp=self.stamp, reason=self.stamp_reason)
        page = (
            {"headline": lists.headline(self), "footer": self.footer.values()}
            | lists.heads(self)
            | lists.page(self)
            | {"all_loads": lists.loads(self)}
        )
        evidence = readiness_evidence(self, page)
        for row, key in zip(page["criteria"], keys_of_criteria(len(self.criteria), evidence), strict=True):
            row["key"] = key
        return (
            head
            | page
            | lists.behind(self, links)
            | evidence_values(evidence, PAGE, links, situation, cells or {})
            | behind_values(situation, self.metrics, self.checked)
        )


def readiness_report(
    situation: Situation, metrics: Mapping[str, Metric], checked: CheckResult, *, project: str = ""
) -> ReadinessReport:
    """The page for the meeting that decides on the go-live; `project` is the project's name (default: pmo.toml's)."""
    judged, left = criteria(situation, metrics), open_items(situation)
    return ReadinessReport(
        situation=situation,
        metrics=metrics,
        checked=checked,
        project=project or situation.config.project.name,
        stamp=stamp(metrics, situation),
        stamp_reason=stamp_reason(metrics, situation) or "",
        criteria=judged,
        open_items=left,
        jobs=manual_jobs(situation),
        conditions=conditions(situation, metrics, judged, left),
        footer=footer(situation, metrics, checked.findings),
    )

"""トレーニング: who is ready, who was there, what came up and to whom it goes, whether the manual was checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from pmo_xl.metrics.stamp import stamp, stamp_reason
from pmo_xl.metrics.trained import Trainee, counts_proxies, has_attendance, is_trained, rate_of, trainees
from pmo_xl.model.metric import Metric
from pmo_xl.reports import training_lists as lists
from pmo_xl.reports.common import Links, day
from pmo_xl.reports.document_checks import DocumentCheck, document_checks
from pmo_xl.reports.evidence_sheet import behind_values, evidence_values
from pmo_xl.reports.footer import Footer, footer
from pmo_xl.reports.insights import Addressee, Insight, insights
from pmo_xl.reports.page import head_values
from pmo_xl.reports.trainees import Readying, org_of, still_to_come
from pmo_xl.reports.training_evidence import training_evidence
from pmo_xl.rules.result import CheckResult
from pmo_xl.situation import Situation

PAGE: Final = "トレーニング"


@dataclass(frozen=True, slots=True)
class Department:
    """A department's places in the trainings; `org` is "" where the list names none."""

    org: str
    people: tuple[Trainee, ...]
    proxies: bool

    @property
    def rate(self) -> Fraction:
        """受講率, from 0 to 1."""
        return rate_of(self.people, self.proxies) or Fraction(0)

    @property
    def missing(self) -> tuple[Trainee, ...]:
        """Those who do not count as attended: whose day is over first."""
        left = [one for one in self.people if not is_trained(one, self.proxies)]
        return tuple(sorted(left, key=lambda one: one.state == "coming"))


@dataclass(frozen=True)
class TrainingReport:
    """The pages. `has_list`: the project has a training list; `has_attendance`: with a column 出欠.

    `proxies`: whether 代理 counts as attended, as pmo.toml says.
    """

    situation: Situation
    metrics: Mapping[str, Metric]
    checked: CheckResult
    project: str
    stamp: str | None
    stamp_reason: str
    has_list: bool
    has_attendance: bool
    proxies: bool
    people: tuple[Trainee, ...]
    coming: tuple[Readying, ...]
    departments: tuple[Department, ...]
    insights: tuple[Insight, ...]
    documents: tuple[DocumentCheck, ...]
    footer: Footer

    @property
    def day(self) -> date:
        """The as-of day."""
        return self.situation.as_of

    @property
    def title(self) -> str:
        """トレーニング 5/7(火)."""
        return f"{PAGE} {day(self.day)}"

    @property
    def has_times(self) -> bool:
        """Whether a person may have several places, one for each time the training is held."""
        return any(one.called for one in self.people)

    @property
    def unready(self) -> tuple[Readying, ...]:
        """Those still to come who lack something."""
        return tuple(one for one in self.coming if one.lacking)

    @property
    def soon(self) -> tuple[Readying, ...]:
        """Those of them whose training is within `training_ready_days` working days (X-018)."""
        most = self.situation.config.check.params.training_ready_days
        return tuple(one for one in self.unready if one.within is not None and one.within <= most)

    @property
    def rate(self) -> Fraction | None:
        """受講率 of all; None without anybody, or without a column 出欠."""
        return rate_of(self.people, self.proxies) if self.has_attendance else None

    @property
    def classified(self) -> tuple[Insight, ...]:
        """What came up and has a class."""
        return tuple(one for one in self.insights if one.classes)

    @property
    def unclassified(self) -> tuple[Insight, ...]:
        """What came up and has none yet."""
        return tuple(one for one in self.insights if not one.classes)

    def going_to(self, addressee: Addressee) -> tuple[Insight, ...]:
        """What that side has to take up, the closed left out."""
        return tuple(one for one in self.insights if addressee in one.addressees and one.is_open)

    def values(self, cells: Mapping[str, str] | None = None) -> dict[str, Any]:
        """What a template may name. `cells` tells in which cell of the workbook a field stands."""
        situation = self.situation
        links = Links.of(situation)
        head = head_values(situation, self.title, project=self.project, stamp=self.stamp, reason=self.stamp_reason)
        page = {
            "headline": lists.headline(self),
            "said": lists.sentences(self),
            **lists.tables(self, links),
            "footer": self.footer.values(),
        }
        return (
            head
            | page
            | {"everybody": lists.everybody(self, links)}
            | evidence_values(training_evidence(self, page), PAGE, links, situation, cells or {})
            | behind_values(situation, self.metrics, self.checked)
        )


def training_report(
    situation: Situation, metrics: Mapping[str, Metric], checked: CheckResult, *, project: str = ""
) -> TrainingReport:
    """The trainings as they stand on the as-of day; `project` is the project's name."""
    people, proxies = trainees(situation), counts_proxies(situation.config)
    return TrainingReport(
        situation=situation,
        metrics=metrics,
        checked=checked,
        project=project or situation.config.project.name,
        stamp=stamp(metrics, situation),
        stamp_reason=stamp_reason(metrics, situation) or "",
        has_list=situation.one("training") is not None,
        has_attendance=has_attendance(situation),
        proxies=proxies,
        people=people,
        coming=still_to_come(situation),
        departments=_departments(people, proxies, situation),
        insights=insights(situation),
        documents=document_checks(situation),
        footer=footer(situation, metrics, checked.findings),
    )


def _departments(people: tuple[Trainee, ...], proxies: bool, situation: Situation) -> tuple[Department, ...]:
    groups: dict[str, list[Trainee]] = {}
    for one in people:
        groups.setdefault(org_of(one.record, situation), []).append(one)
    made = [Department(org, tuple(own), proxies) for org, own in groups.items()]
    return tuple(sorted(made, key=lambda one: (one.rate, -len(one.missing), one.org)))

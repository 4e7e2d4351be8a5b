"""作業報告: what each person did since the state that was kept last, a page a person (C06)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pmo_xl.metrics.stamp import stamp, stamp_reason
from pmo_xl.model.metric import Metric
from pmo_xl.reports import work_lists as lists
from pmo_xl.reports.agenda import owed_on
from pmo_xl.reports.common import Links, day
from pmo_xl.reports.evidence_sheet import behind_values, evidence_values
from pmo_xl.reports.footer import Footer, footer
from pmo_xl.reports.page import head_values
from pmo_xl.reports.today import planned_on
from pmo_xl.reports.work_done import Work, dated_today, done_since
from pmo_xl.reports.work_evidence import work_evidence
from pmo_xl.rules.result import CheckResult
from pmo_xl.situation import Situation

PAGE: Final = "作業報告"


@dataclass(frozen=True)
class PersonWork:
    """One person's page: what was done, and what comes on the next working day (noun, record, day)."""

    name: str
    org: str
    done: tuple[Work, ...]
    ahead: tuple[lists.Ahead, ...]


@dataclass(frozen=True)
class WorkReport:
    """Everybody who did something, by number of rows. `nobodys` are the rows behind which no person can be named."""

    situation: Situation
    metrics: Mapping[str, Metric]
    checked: CheckResult
    project: str
    stamp: str | None
    stamp_reason: str
    people: tuple[PersonWork, ...]
    nobodys: tuple[Work, ...]
    tomorrow: date
    footer: Footer

    @property
    def as_of(self) -> date:
        """The day it speaks of."""
        return self.situation.as_of

    @property
    def since(self) -> date | None:
        """The day whose state it is compared with; None without one."""
        previous = self.situation.previous
        return previous.date if previous is not None else None

    @property
    def basis(self) -> str:
        """What was taken in: the rows changed since that state; without one what is dated today."""
        if self.since is None:
            return (
                f"前回の記録がないため、日付が本日({day(self.as_of)})の行を載せています。"
                "「pmo-xl history keep」で毎日の状態を残すと、次回から変わった行だけになります。"
            )
        return f"{day(self.since)}の記録から変わった行です。"

    def values(self, cells: Mapping[str, str] | None = None) -> dict[str, Any]:
        """What the workbook may name. `cells` tells in which cell of it a field stands."""
        situation = self.situation
        links = Links.of(situation)
        title = f"{PAGE} {day(self.as_of)}"
        return (
            head_values(situation, title, project=self.project, stamp=self.stamp, reason=self.stamp_reason)
            | {"basis": self.basis, "headline": lists.headline(self), "footer": self.footer.values()}
            | lists.overview(self)
            | lists.details(self, links)
            | evidence_values(work_evidence(self), PAGE, links, situation, cells or {})
            | behind_values(situation, self.metrics, self.checked)
        )

    def page(self, person: PersonWork) -> dict[str, Any]:
        """What the page of one person may name."""
        situation = self.situation
        title = f"{PAGE} {day(self.as_of)} {person.name}"
        head = head_values(situation, title, project=self.project, stamp=self.stamp, reason=self.stamp_reason)
        return (
            head
            | {"basis": self.basis, "tomorrow_day": day(self.tomorrow), "footer": self.footer.values()}
            | lists.person_page(person, situation)
        )


def work_report(
    situation: Situation, metrics: Mapping[str, Metric], checked: CheckResult, *, project: str = ""
) -> WorkReport:
    """The report of the day; `project` is the project's name (default: pmo.toml's)."""
    found = done_since(situation) if situation.previous is not None else dated_today(situation)
    tomorrow = situation.calendar.shift(situation.as_of, 1)
    people: dict[str, list[Work]] = {}
    for work in found:
        for name in work.people:
            people.setdefault(name, []).append(work)
    ahead = _ahead(situation, tomorrow)
    made = [_person(name, rows, ahead.get(name, ()), situation) for name, rows in people.items()]
    return WorkReport(
        situation=situation,
        metrics=metrics,
        checked=checked,
        project=project or situation.config.project.name,
        stamp=stamp(metrics, situation),
        stamp_reason=stamp_reason(metrics, situation) or "",
        people=tuple(sorted(made, key=lambda person: (-len(person.done), person.name))),
        nobodys=tuple(work for work in found if not work.people),
        tomorrow=tomorrow,
        footer=footer(situation, metrics, checked.findings),
    )


def _person(name: str, rows: Sequence[Work], ahead: Sequence[lists.Ahead], situation: Situation) -> PersonWork:
    known = situation.people.resolve(name)
    org = situation.companies.shown(known.org) if known is not None and known.org else ""
    return PersonWork(name, org, tuple(sorted(rows, key=lambda work: work.order)), tuple(ahead))


def _ahead(situation: Situation, on: date) -> dict[str, list[lists.Ahead]]:
    """Name → the tests and deadlines of the next working day that are that person's."""
    found: dict[str, list[lists.Ahead]] = {}
    tests, _ = planned_on(situation, on)
    rows = [lists.Ahead("テスト", test, test.tester or "") for test in tests]
    rows += [lists.Ahead(sort, record, record.owner or "") for record, _, sort in owed_on(situation, on)]
    for row in rows:
        for name in situation.people.named_in(row.who):
            found.setdefault(name, []).append(row)
    return found

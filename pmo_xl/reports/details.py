"""明細: the rows behind the page, each with a link to its cell."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from pmo_xl.metrics.vendors import UNASSIGNED
from pmo_xl.model.fields import noun
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record
from pmo_xl.model.words import CALLED
from pmo_xl.reports.common import DASH, OPEN_QUESTION, Links, day_of, deadline, level, metric, named, stated
from pmo_xl.reports.decisions import Decision
from pmo_xl.reports.detail_tables import figure_tables, nothing
from pmo_xl.reports.today import moved_from_today, not_run_today
from pmo_xl.situation import Situation


def details(
    situation: Situation, metrics: Mapping[str, Metric], decisions: Sequence[Decision], links: Links
) -> dict[str, list[dict[str, Any]]]:
    """The growing lists of the sheet 明細 by their template names."""
    lists: dict[str, tuple[str, str, list[dict[str, Any]]]] = {  # column that speaks when there is nothing, register
        "all_decisions": (
            "what",
            "",
            [decision_row(number, wanted, links, situation.as_of) for number, wanted in enumerate(decisions, 1)],
        ),
        "tests_today": ("title", "test", [_test(test, links) for test in tests_today(situation)]),
        "postponed": ("title", "test", list(_postponed(situation, links))),
        "grave_defects": ("title", "defect", [_defect(each, situation, links) for each in grave_defects(situation)]),
        "overdue_issues": ("title", "issue", [_issue(i, situation, links) for i in metric(metrics, "overdue").records]),
    }
    return {
        name: rows or nothing(name, column, _lacking(kind, situation)) for name, (column, kind, rows) in lists.items()
    } | figure_tables(metrics, links)


def _lacking(kind: str, situation: Situation) -> str | None:
    return f"{noun(kind)}の表がありません" if kind and situation.one(kind) is None else None


def decision_row(number: int, wanted: Decision, links: Links, as_of: date | None = None) -> dict[str, Any]:
    """A decision as the pages print it; what nobody has written is 【要確認】, a deadline that is past says so."""
    past = as_of is not None and wanted.until is not None and day_of(wanted.until) < as_of
    return {
        "no": number,
        "what": wanted.what,
        "who": wanted.who or OPEN_QUESTION,
        "until": f"{deadline(wanted.until)}{'超過' if past else ''}" if wanted.until else OPEN_QUESTION,
        "otherwise": wanted.otherwise or OPEN_QUESTION,
        "id": wanted.id or DASH,
        "place": links.cell(wanted.place) if wanted.place else None,
    }


def tests_today(situation: Situation) -> tuple[Record, ...]:
    """Live tests planned for or run on the as-of day, in the order of the sheet."""
    return tuple(
        test
        for test in situation.counted("test")
        if situation.as_of in (test.planned_date, test.verdict_date) and test.is_live
    )


def grave_defects(situation: Situation) -> tuple[Record, ...]:
    """Defects that are new today, and critical or high ones still open; the gravest first."""
    found = [
        defect
        for defect in situation.counted("defect")
        if defect.arose == situation.as_of or (defect.is_open and defect.rank in ("critical", "high"))
    ]
    return tuple(sorted(found, key=lambda defect: defect.gravity))


def _test(test: Record, links: Links) -> dict[str, Any]:
    last = test.rounds[-1:]
    return {
        "id": test.id or DASH,
        "title": named(test),
        "planned_date": test.planned_date,
        "executed_date": test.verdict_date,
        "result": CALLED.get(test.verdict or "", OPEN_QUESTION),
        "tester": test.tester or DASH,
        "defect_id": (last[0].defect_id if last else test.defect_id) or DASH,
        "place": links.record(test, last[0].field("result") if last else "result"),
    }


def _postponed(situation: Situation, links: Links) -> Iterator[dict[str, Any]]:
    """The tests of today that were not run or were moved away, with the day they are planned for now."""
    for test in (*not_run_today(situation), *moved_from_today(situation)):
        moved = test.planned_date is not None and test.planned_date > situation.as_of
        yield _test(test, links) | {
            "was": situation.as_of,
            "now": test.planned_date if moved else OPEN_QUESTION,
            "place": links.record(test, "planned_date"),
        }


def _defect(defect: Record, situation: Situation, links: Links) -> dict[str, Any]:
    return {
        "id": defect.id or DASH,
        "title": named(defect),
        "detected_date": defect.arose,
        "fix_plan_date": defect.fix_plan_date,
        "severity": level(defect),
        "vendor": situation.supplier(defect) or UNASSIGNED,
        "status": stated(defect),
        "overdue_days": situation.overdue_days(defect.fix_plan_date)
        if defect.fixed_date is None and defect.is_open
        else 0,
        "place": links.record(defect),
    }


def _issue(issue: Record, situation: Situation, links: Links) -> dict[str, Any]:
    return {
        "id": issue.id or DASH,
        "title": named(issue),
        "raised_date": issue.raised_date,
        "due_date": issue.due_date,
        "severity": level(issue),
        "owner": issue.owner or issue.supplier or OPEN_QUESTION,
        "status": stated(issue),
        "overdue_days": situation.overdue_days(issue.due_date),
        "place": links.record(issue, "due_date"),
    }

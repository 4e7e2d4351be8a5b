"""リスケ案 and 明細 of 夕会: every list whole, each row with its cell."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.metrics.rounds import round_now
from pmo_xl.metrics.vendors import UNASSIGNED
from pmo_xl.model.record import Record
from pmo_xl.plans.room import Left, Placed
from pmo_xl.reports.common import DASH, OPEN_QUESTION, Links, level, named
from pmo_xl.reports.evening_lists import NO_PROPOSAL, VERDICTS, basis, unfit, unprepared, waiting_said
from pmo_xl.reports.readiness import Planned, why
from pmo_xl.reports.tomorrow_lists import ids_of, nothing
from pmo_xl.reports.unrun import UNSAID
from pmo_xl.rules.phrases import id_of
from pmo_xl.situation import Situation

if TYPE_CHECKING:
    from pmo_xl.reports.evening import EveningReport, Found, Unrun

_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {  # the second speaks where there is nothing
    "all_unrun": (
        *("no", "title", "id", "planned_date", "reason", "proposal", "proposed_date", "who", "basis", "other"),
        *("waiting", "tests", "approved", "place"),
    ),
    "all_unfit": ("count", "what"),
    "all_results": ("id", "title", "result", "tester", "defect", "sort", "remarks", "place"),
    "all_found": ("id", "title", "severity", "vendor", "status", "waiting", "tests", "action", "place"),
    "all_moved": ("id", "title", "tester", "planned_date", "place"),
    "all_tomorrow": ("id", "title", "tester", "can_start", "why", "place"),
    "all_prepare": ("id", "title", "what", "who", "place"),
}


def details(report: "EveningReport", links: Links) -> dict[str, list[dict[str, Any]]]:
    """Every list whole."""
    sorts = {id(test): sort for sort, tests in report.sorts_of_others.items() for test in tests}
    found = {
        "all_unrun": [_unrun(number, one, links) for number, one in enumerate(report.unrun, 1)],
        "all_unfit": [{"count": count, "what": what} for count, what in unfit(report)],
        "all_results": [_result(test, sorts.get(id(test), "計画"), links) for test in report.results],
        "all_found": [_found(one, report.situation, links) for one in report.found],
        "all_moved": [_moved(test, links) for test in report.moved],
        "all_tomorrow": [_tomorrow(one, links) for one in report.tomorrow],
        "all_prepare": [
            {
                "id": id_of(test),
                "title": named(test),
                "what": what,
                "who": who or UNASSIGNED,
                "place": links.record(test),
            }
            for test, what, who in unprepared(report)
        ],
    }
    return {name: rows or [nothing(_COLUMNS[name], "なし")] for name, rows in found.items()}


def _unrun(number: int, one: "Unrun", links: Links) -> dict[str, Any]:
    test, proposal = one.test, one.proposal
    placed = proposal if isinstance(proposal, Placed) else None
    other = proposal.other if isinstance(proposal, Left) else None
    return {
        "no": number,
        "id": test.id or DASH,
        "title": named(test),
        "planned_date": test.planned_date,
        "reason": one.reason or UNSAID,
        "proposal": "案" if placed else NO_PROPOSAL,
        "proposed_date": placed.day if placed else None,
        "who": (placed.who if placed else test.tester) or OPEN_QUESTION,
        "basis": basis(one),
        "other": f"{other.day:%Y/%m/%d} {other.who}" if other is not None else DASH,
        "waiting": len(one.waiting),
        "tests": ids_of(one.waiting, 50) or DASH,
        "approved": "□" if placed else DASH,
        "place": links.record(test, "planned_date"),
    }


def _result(test: Record, sort: str, links: Links) -> dict[str, Any]:
    last = round_now(test)
    return {
        "id": test.id or DASH,
        "title": named(test),
        "result": VERDICTS.get(test.verdict or "", DASH),
        "tester": test.tester or OPEN_QUESTION,
        "defect": (last.defect_id if last else test.defect_id) or DASH,
        "sort": sort,
        "remarks": test.remarks or DASH,
        "place": links.record(test, last.field("result") if last else "result"),
    }


def _found(one: "Found", situation: Situation, links: Links) -> dict[str, Any]:
    defect = one.defect
    return {
        "id": defect.id or DASH,
        "title": named(defect),
        "severity": level(defect),
        "vendor": situation.supplier(defect) or UNASSIGNED,
        "status": str(defect.written("status") or DASH),
        "waiting": waiting_said(one),
        "tests": ids_of(one.waiting, 50) or DASH,
        "action": defect.action or "未定",
        "place": links.record(defect),
    }


def _moved(test: Record, links: Links) -> dict[str, Any]:
    return {
        "id": test.id or DASH,
        "title": named(test),
        "tester": test.tester or OPEN_QUESTION,
        "planned_date": test.planned_date,
        "place": links.record(test, "planned_date"),
    }


def _tomorrow(one: Planned, links: Links) -> dict[str, Any]:
    return {
        "id": one.test.id or DASH,
        "title": named(one.test),
        "tester": one.test.tester or OPEN_QUESTION,
        "can_start": "○" if one.can_start and not one.doubts else "要確認" if one.can_start else "×",
        "why": why(one) or DASH,
        "place": links.record(one.test),
    }

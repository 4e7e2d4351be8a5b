"""明細 of 週次報告: every list of its pages whole, each row with its cell."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.metrics.vendors import UNASSIGNED
from pmo_xl.model.fields import noun
from pmo_xl.model.record import Record
from pmo_xl.reports.blockers import Blocker
from pmo_xl.reports.coming import ComingDay
from pmo_xl.reports.common import DASH, OPEN_QUESTION, Links, deadline, level, named, no_data, stated
from pmo_xl.reports.decided import day_of
from pmo_xl.reports.decisions import Decision
from pmo_xl.reports.risks import RiskChange
from pmo_xl.reports.scope_change import ScopeRow
from pmo_xl.reports.weekly_lists import decision_text
from pmo_xl.situation import Situation

if TYPE_CHECKING:
    from pmo_xl.reports.weekly import WeeklyReport

_RESTS_ON: Final = {  # the register without which a list of 明細 is no list of nothing
    "all_blockers": "test",
    "all_risks": "risk",
    "all_decided": "decision",
    "all_scope": "test",
    "all_coming": "test",
}
_COLUMNS: Final = {  # of 明細; the first says that there is nothing
    "all_blockers": ("what", "id", "severity", "status", "waiting", "tests", "workaround", "until", "owner", "place"),
    "all_risks": ("what", "id", "change", "severity", "status", "action", "until", "owner", "place"),
    "all_decided": ("what", "id", "kind", "decided_date", "who", "related_id", "place"),
    "all_pending": ("what", "no", "id", "until", "who", "otherwise", "place"),
    "all_scope": ("title", "id", "what", "when", "reason", "place"),
    "all_coming": ("title", "id", "what", "day", "owner", "place"),
    "all_corrections": ("text",),
}


def details(report: "WeeklyReport", links: Links) -> dict[str, list[dict[str, Any]]]:
    """The growing lists of the sheet 明細: every list of the pages whole, each row with its cell."""
    lists: dict[str, list[dict[str, Any]]] = {
        "all_blockers": [_blocker(item, links) for item in report.blockers],
        "all_risks": [_risk(item, links) for item in report.risks],
        "all_decided": [_decided(item, links) for item in report.decided],
        "all_pending": [_pending(number, item, links) for number, item in enumerate(report.pending, 1)],
        "all_scope": [row for item in report.scope for row in _scope(item, links)],
        "all_coming": [row for on in report.coming for row in _coming(on, links)],
        "all_corrections": [{"text": text} for text in report.corrections],
    }
    return {name: rows or [_nothing(name, report.situation)] for name, rows in lists.items()}


def _nothing(name: str, situation: Situation) -> dict[str, Any]:
    """The one row of an empty list: that there is nothing, or that the register for it was not found."""
    kind = _RESTS_ON.get(name)
    lacking = kind is not None and situation.one(kind) is None
    said = no_data(f"{noun(kind)}の表がありません") if lacking and kind else "なし"
    return dict.fromkeys(_COLUMNS[name]) | {_COLUMNS[name][0]: said}


def _blocker(item: Blocker, links: Links) -> dict[str, Any]:
    record = item.record
    return {
        "id": record.id or DASH if record is not None else DASH,
        "what": item.what,
        "severity": level(record) if record is not None else DASH,
        "status": stated(record) if record is not None else DASH,
        "waiting": len(item.waiting),
        "tests": "、".join(test.id or f"{test.row}行目" for test in item.waiting[:50]),
        "workaround": item.workaround or DASH,
        "until": item.until,
        "owner": item.owner or UNASSIGNED,
        "place": links.record(record) if record is not None else links.record(item.waiting[0]),
    }


def _risk(item: RiskChange, links: Links) -> dict[str, Any]:
    record = item.record
    return {
        "id": record.id or DASH,
        "what": named(record),
        "change": item.change,
        "severity": level(record),
        "status": stated(record),
        "action": record.action or DASH,
        "until": record.due_date,
        "owner": record.owner or OPEN_QUESTION,
        "place": links.record(record),
    }


def _decided(item: Record, links: Links) -> dict[str, Any]:
    return {
        "id": item.id or DASH,
        "what": decision_text(item),
        "kind": item.kind or DASH,
        "decided_date": day_of(item),
        "who": item.decided_by or OPEN_QUESTION,
        "related_id": item.related_id or DASH,
        "place": links.record(item),
    }


def _pending(number: int, item: Decision, links: Links) -> dict[str, Any]:
    return {
        "no": number,
        "id": item.id or DASH,
        "what": item.what,
        "until": deadline(item.until) if item.until else OPEN_QUESTION,
        "who": item.who or OPEN_QUESTION,
        "otherwise": item.otherwise or OPEN_QUESTION,
        "place": links.cell(item.place) if item.place else None,
    }


def _scope(item: ScopeRow, links: Links) -> list[dict[str, Any]]:
    common = {"what": item.what, "when": item.when or "この期間", "reason": item.reason}
    if not item.tests:
        return [common | {"id": DASH, "title": f"{item.count:,}件", "place": None}]
    return [
        common | {"id": test.id or DASH, "title": named(test), "place": links.record(test, "result")}
        for test in item.tests
    ]


def _coming(on: ComingDay, links: Links) -> list[dict[str, Any]]:
    groups: Mapping[str, tuple[Record, ...]] = {"テスト": on.tests, "修正予定": on.fixes, "期限": on.due}
    return [
        {
            "day": on.day,
            "what": what,
            "id": record.id or DASH,
            "title": named(record),
            "owner": record.tester or record.owner or record.supplier or OPEN_QUESTION,
            "place": links.record(record),
        }
        for what, records in groups.items()
        for record in records
    ]

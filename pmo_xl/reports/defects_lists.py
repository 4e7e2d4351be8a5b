"""The sentences and rows of 不具合方針: one row a defect, and the tree below each critical one."""

from typing import TYPE_CHECKING, Any, Final

from pmo_xl.metrics.vendors import UNASSIGNED
from pmo_xl.model.days import short_day
from pmo_xl.model.ids import split_ids
from pmo_xl.model.record import Record
from pmo_xl.plans.policy import CALLED
from pmo_xl.reports.common import DASH, OPEN_QUESTION, Links, cut, level, named, no_data, stated
from pmo_xl.reports.readiness import stated_result
from pmo_xl.reports.tomorrow_lists import nothing

if TYPE_CHECKING:
    from pmo_xl.reports.affected import Branch
    from pmo_xl.reports.defects_pack import DefectsReport, Undecided

PER_PAGE: Final = 15
UNLINKED: Final = "テスト紐付けなし"
NO_END: Final = "終了日なし"
_TITLE, _WAY, _VENDOR, _REQUIREMENTS = 40, 24, 12, 3
_COLUMNS: Final = (
    *("no", "title", "id", "severity", "age", "tests", "requirements", "vendor", "way_round", "proposal", "because"),
    *("fix_day", "last_fix", "status", "action", "decision", "decided_by", "place"),
)
_TREE: Final = ("sort", "title", "step", "id", "result", "planned_date", "tester", "requirements", "place")


def headline(report: "DefectsReport") -> dict[str, str]:
    """How many are to be spoken of, and what hangs on them."""
    outcome, cause = _outcome(report), _cause(report)
    return {"outcome": outcome, "cause": cause, "text": f"{outcome}{cause}"}


def _outcome(report: "DefectsReport") -> str:
    if report.situation.one("defect") is None:
        return no_data("不具合の表がありません")
    if not report.rows:
        return "方針を決める不具合はありません。"
    undecided = len(report.undecided)
    grave = len(report.rows) - undecided
    parts = [f"{said}{count:,}件" for said, count in (("方針未定", undecided), ("方針のある致命・高", grave)) if count]
    return f"方針を確認する不具合は{len(report.rows):,}件です({'、'.join(parts)})。"


def _cause(report: "DefectsReport") -> str:
    if not report.rows:
        return ""
    late = sum(row.is_late for row in report.rows)
    unlinked = sum(not row.affected.is_linked for row in report.rows)
    parts = [f"影響するテストは{len(report.tests):,}件"]
    overdue = sum(row.is_overdue for row in report.rows)
    parts += [f"修正予定を過ぎたもの{overdue:,}件"] if overdue else []
    parts += [f"最終修正期限に間に合わないもの{late:,}件"] if late else []
    parts += [f"{UNLINKED}{unlinked:,}件"] if unlinked else []
    return "、".join(parts) + "です。" + ("" if report.has_column else "(対応方針の列なし)")


def rows(report: "DefectsReport", links: Links) -> list[dict[str, Any]]:
    """One row a defect; where there is none the one row that says so."""
    made = [_row(number, row, report, links) for number, row in enumerate(report.rows, 1)]
    return made or [nothing(_COLUMNS, headline(report)["outcome"].rstrip("。"))]


def _row(number: int, row: "Undecided", report: "DefectsReport", links: Links) -> dict[str, Any]:
    defect = row.defect
    return {
        "no": number,
        "id": defect.id or DASH,
        "title": cut(named(defect), _TITLE),
        "severity": level(defect) if defect.rank else OPEN_QUESTION,
        "age": f"{row.age:,}日" if row.age is not None else DASH,
        "tests": tests_said(row),
        "requirements": _requirements(row),
        "vendor": cut(report.situation.supplier(defect) or UNASSIGNED, _VENDOR),
        "way_round": cut(row.way_round, _WAY) if row.way_round else "なし",
        "proposal": CALLED[row.suggestion.policy],
        "because": row.suggestion.because,
        "fix_day": _fix(row),
        "last_fix": _last(row),
        "status": stated(defect),
        "action": defect.action or DASH,
        "decision": None,
        "decided_by": None,
        "place": links.record(defect),
    }


def tests_said(row: "Undecided") -> str:
    """12件(2+10): linked with it, and after those. Where nothing is linked that is said: it is not the same as none."""
    affected = row.affected
    if not affected.is_linked:
        return UNLINKED
    return f"{len(affected.tests):,}件({len(affected.direct):,}+{len(affected.behind):,})"


def _requirements(row: "Undecided") -> str:
    known = row.affected.requirements
    more = f" 他{len(known) - _REQUIREMENTS}件" if len(known) > _REQUIREMENTS else ""
    return "、".join(known[:_REQUIREMENTS]) + more or DASH


def _fix(row: "Undecided") -> str:
    """5/9; 済 5/2 for one that is repaired, 5/2超過 for one whose day is over."""
    if row.fix_day is None:
        return "未定"
    return f"{'済 ' if row.defect.fixed_date else ''}{short_day(row.fix_day)}{'超過' if row.is_overdue else ''}"


def _last(row: "Undecided") -> str:
    if row.last_fix is None:
        return NO_END
    return f"{'経過 ' if row.is_over else ''}{short_day(row.last_fix)}"


def tree(report: "DefectsReport", links: Links) -> list[dict[str, Any]]:
    """Below each critical defect its tests, those that come after them, and the requirements they prove."""
    lines = []
    for row, branches in report.trees:
        lines.append(_root(row, links))
        direct = {id(test) for test in row.affected.direct}
        lines += [_branch(branch, id(branch.test) in direct, links) for branch in branches]
    return lines or [nothing(_TREE, "致命の不具合はありません")]


def _root(row: "Undecided", links: Links) -> dict[str, Any]:
    defect = row.defect
    return {
        "step": "●",
        "sort": "不具合",
        "id": defect.id or DASH,
        "title": named(defect),
        "result": stated(defect),
        "planned_date": row.fix_day,
        "tester": defect.owner or DASH,
        "requirements": "、".join(row.affected.requirements) or DASH,
        "place": links.record(defect),
    }


def _branch(branch: "Branch", is_direct: bool, links: Links) -> dict[str, Any]:
    test: Record = branch.test
    return {
        "step": "　" * (min(branch.depth, 12) - 1) + f"└{branch.depth}",
        "sort": "循環" if branch.circle else "直接" if is_direct else "後続",
        "id": test.id or DASH,
        "title": f"{named(test)}(循環: 上の同じテストに戻ります)" if branch.circle else named(test),
        "result": stated_result(test),
        "planned_date": test.planned_date,
        "tester": test.tester or OPEN_QUESTION,
        "requirements": "、".join(split_ids(test.requirement_id)) or DASH,
        "place": links.record(test),
    }

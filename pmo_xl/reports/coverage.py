"""What the pages print of coverage: requirements with their tests, tests by system, passes without sign-off."""

from collections.abc import Mapping
from typing import Any, Final

from pmo_xl.metrics.blocked import cause_of
from pmo_xl.metrics.systems import systems_of
from pmo_xl.model.ids import fold_id
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record
from pmo_xl.model.words import CALLED
from pmo_xl.reports.blockers import CAUSES
from pmo_xl.reports.common import DASH, Links, metric, named, no_data
from pmo_xl.reports.folding import fold_ids
from pmo_xl.rules.context import Context
from pmo_xl.situation import Situation

STATES: Final = {
    "uncovered": "未検証",
    "failed": "NGあり",
    "not_run": "未実施",
    "in_progress": "実施中",
    "passed": "全件OK",
}
WEAK: Final = {"one_test": "テスト1件のみ", "normal_only": "正常系のみ", "not_run": "すべて未実施"}
_UNNAMED_SYSTEM: Final = "(記入なし)"
_RESULTS: Final = ("pass", "fail", "blocked", "hold", "not_run", "unknown")
_LONGEST_LIST: Final = 300  # characters of folded ids


def coverage_values(situation: Situation, metrics: Mapping[str, Metric], links: Links) -> dict[str, Any]:
    """The fields of the coverage sheets and tables.

    `requirements` is the matrix requirement × test, `thin` those of it that want attention (未検証, 弱い, 変更あり),
    `systems` the tests by system with their total, `blocked_tests` what cannot be run and because of what,
    `unapproved` the passes nobody has signed off.
    """
    rows = _requirements(situation, metrics, links)
    return {
        "coverage": {
            "live": metric(metrics, "coverage_live").text,
            "run": metric(metrics, "coverage_run").text,
            "pass": metric(metrics, "coverage_pass").text,
            "uncovered": metric(metrics, "coverage_uncovered").text,
            "weak": metric(metrics, "coverage_weak").text,
            "changed": metric(metrics, "coverage_changed").text,
            "approved": metric(metrics, "approved_rate").text,
            "unapproved": metric(metrics, "unapproved").text,
            "sentence": coverage_sentence(metrics),
        },
        "requirements": rows,
        "requirements_note": _missing(metrics, "coverage_by_requirement"),
        "thin": [row for row in rows if row["attention"]],
        "systems": _systems(metrics),
        "systems_note": _missing(metrics, "system_by_result") or _systems_note(metric(metrics, "system_by_result")),
        "blocked_tests": [_blocked(test, metrics, links) for test in metric(metrics, "blocked_rate").records],
        "unapproved": [_unapproved(test, links) for test in sorted(metric(metrics, "unapproved").records, key=_by_id)],
        "unapproved_note": _missing(metrics, "unapproved"),
    }


def coverage_sentence(metrics: Mapping[str, Metric]) -> str:
    """One line: how many requirements are checked, passed, not covered, weak, changed after they passed."""
    live, passed = metric(metrics, "coverage_live"), metric(metrics, "coverage_pass")
    if live.value is None:
        return no_data(live.reason or "")
    said = [
        f"要件{live.of:,}件のうちテストあり{live.count:,}件({live.text})、全件OK{passed.count:,}件({passed.text})",
        f"未検証{metric(metrics, 'coverage_uncovered').text}",
        f"弱い要件{metric(metrics, 'coverage_weak').text}",
    ]
    changed = metric(metrics, "coverage_changed")
    if changed.value is not None:
        said.append(f"OKのあとで変更{changed.text}")
    return "、".join(said)


def _requirements(situation: Situation, metrics: Mapping[str, Metric], links: Links) -> list[dict[str, Any]]:
    table = metric(metrics, "coverage_by_requirement")
    context = Context(situation)
    asks = situation.of_kind("qa")
    return [
        _requirement(record, row, context if asks else None, links)
        for record, row in zip(table.records, table.rows or (), strict=True)
    ]


def _requirement(record: Record, row: Mapping[str, Any], context: Context | None, links: Links) -> dict[str, Any]:
    weak = "、".join(WEAK[reason] for reason in row["weak"])
    changed = fold_ids(row["changed_after_pass"], longest=_LONGEST_LIST)
    return {
        "id": row["id"] or DASH,
        "title": " ".join(row["title"].split()) or DASH,
        "severity": CALLED.get(row["severity"], DASH),
        "answers": _answers(record, context),
        "tests": fold_ids(row["test_ids"], longest=_LONGEST_LIST) or DASH,
        "live": row["live"],
        "executed": row["executed"],
        "passed": row["passed"],
        "state": STATES[row["state"]],
        "weak": weak or DASH,
        "changed": changed or DASH,
        "attention": "、".join(
            part
            for part in (
                STATES["uncovered"] if row["state"] == "uncovered" else "",
                weak,
                f"OKのあとで変更({changed})" if changed else "",
            )
            if part
        ),
        "place": links.record(record),
    }


def _answers(record: Record, context: Context | None) -> str:
    """The questions about a requirement, and whether they are answered: Q-003 回答済."""
    if context is None:
        return DASH
    asked = [other for other in context.naming(record.id) if other.table.kind == "qa"]
    return "、".join(f"{ask.id or f'{ask.row}行目'} {_answered(ask)}" for ask in asked) or DASH


def _answered(ask: Record) -> str:
    return "回答済" if ask.response or ask.status in ("answered", "resolved", "closed") else "未回答"


def _systems(metrics: Mapping[str, Metric]) -> list[dict[str, Any]]:
    """A line for each system, then the total, in which a test of two systems counts once."""
    table, scope = metric(metrics, "system_by_result"), metric(metrics, "scope")
    rows = [_system(row["system"] or _UNNAMED_SYSTEM, row, row["live"]) for row in table.rows or ()]
    if not rows:
        return []
    total: Mapping[str, int] = scope.extra.get("verdicts", {})
    return [*rows, _system("合計(重複を除く)", total, int(str(table.value)))]


def _system(name: str, counts: Mapping[str, int], live: int) -> dict[str, Any]:
    known = {result: counts.get(result, 0) for result in _RESULTS}
    out = counts.get("not_applicable", 0) + counts.get("withdrawn", 0)
    executed = known["pass"] + known["fail"]
    return {"system": name, **known, "live": live, "executed": executed, "out": out}


def _systems_note(table: Metric) -> str:
    by_sheet = "システムの列がないため、シートごとに数えています。" if table.extra.get("by") == "sheet" else ""
    note = table.extra.get("note") or "複数のシステムにまたがるテストはなく、行の合計は母数と一致します"
    return f"{by_sheet}{note}。"


def _blocked(test: Record, metrics: Mapping[str, Metric], links: Links) -> dict[str, Any]:
    """A test that is 実施不可: in which system, and the defect or the cause it waits for."""
    by_sheet = metric(metrics, "system_by_result").extra.get("by") == "sheet"
    last = test.rounds[-1:]
    cause = cause_of(test)
    return {
        "id": test.id or DASH,
        "title": named(test),
        "system": test.table.sheet if by_sheet else "、".join(systems_of(test.system)) or _UNNAMED_SYSTEM,
        "cause": CAUSES.get(cause, DASH) if cause != "defect" else "不具合の修正待ち",
        "defect_id": (last[0].defect_id if last else test.defect_id) or DASH,
        "remarks": " ".join((test.remarks or DASH).split()),
        "place": links.record(test, last[0].field("result") if last else "result"),
    }


def _unapproved(test: Record, links: Links) -> dict[str, Any]:
    return {
        "id": test.id or DASH,
        "title": named(test),
        "executed_date": test.verdict_date,
        "tester": test.tester or DASH,
        "requirement_id": test.requirement_id or DASH,
        "place": links.record(test, "approved_by"),
    }


def _missing(metrics: Mapping[str, Metric], name: str) -> str:
    """Why a table is not there; "" when it is."""
    figure = metric(metrics, name)
    return no_data(figure.reason or "") if figure.value is None else ""


def _by_id(record: Record) -> str:
    return fold_id(record.id or "")


def by_rank_then_id(record: Record) -> tuple[int, str]:
    """The order of every table of the completion report."""
    return record.gravity, _by_id(record)

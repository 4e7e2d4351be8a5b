"""The lists of 完了報告: whole, each sorted by severity and id, and what is said where one is empty."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pmo_xl.metrics.vendors import UNASSIGNED
from pmo_xl.model.fields import noun
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import LEVELS, Record
from pmo_xl.reports.blockers import Blocker
from pmo_xl.reports.common import DASH, OPEN_QUESTION, level, metric, named, no_data, stated, tight
from pmo_xl.reports.completion_figures import SHOWN
from pmo_xl.reports.coverage import by_rank_then_id
from pmo_xl.reports.decided import day_of
from pmo_xl.reports.folding import fold_ids
from pmo_xl.reports.plan_and_done import Difference
from pmo_xl.reports.scope_change import ScopeRow
from pmo_xl.reports.signals import without_odds
from pmo_xl.situation import Situation

_LONGEST_LIST = 300  # characters of folded ids


def done(situation: Situation, metrics: Mapping[str, Metric]) -> list[dict[str, str]]:
    """実施した内容, a sentence a line: each with its figures, and only what a register tells."""
    return [{"text": text} for text in _done(situation, metrics)] or [{"text": no_data("集計できる表がありません")}]


def _done(situation: Situation, metrics: Mapping[str, Metric]) -> Iterator[str]:
    scope, verdicts = metric(metrics, "scope"), metric(metrics, "scope").extra.get("verdicts", {})
    if scope.value:
        passed, run = verdicts.get("pass", 0), verdicts.get("pass", 0) + verdicts.get("fail", 0)
        rates = f"消化率{metric(metrics, 'execution_rate').text}、完了率{metric(metrics, 'completion_rate').text}"
        yield f"有効なテスト{scope.text}のうち{run:,}件を実施し、{passed:,}件がOKです({rates})。"
    approved = metric(metrics, "unapproved").extra.get("approved")
    if approved is not None:
        yield f"OKのうち業務担当者が承認したものは{approved:,}件です。"
    retests = metric(metrics, "retest_runs")
    if retests.value:
        yield f"再テストを{tight(retests.text)}行いました。"
    found, closed = metric(metrics, "defects_found"), metric(metrics, "defects_closed")
    if found.value is not None:
        yield f"不具合を{found.text}検出し、{closed.text}を完了しました(残り{metric(metrics, 'defects_open').text})。"
    issues = situation.counted("issue")
    if issues:
        shut = sum(not issue.is_open for issue in issues)
        yield f"課題{len(issues):,}件を管理し、{shut:,}件を完了しました。"
    meetings = {(t.file, t.sheet) for register in situation.of_kind("meeting") for t in register.tables}
    if meetings:
        yield f"会議の記録が{len(meetings):,}回分あります。"


def scope(rows: Sequence[ScopeRow]) -> list[dict[str, Any]]:
    """What left the scope, by reason, with the tests."""
    return [
        {
            "what": row.what,
            "reason": row.reason,
            "count": f"{row.count:,}件",
            "tests": fold_ids((test.id or f"{test.row}行目" for test in row.tests), longest=_LONGEST_LIST),
        }
        for row in rows
    ]


def difference(row: Difference) -> dict[str, str]:
    """A line of 計画からの差異."""
    return {"name": row.name, "planned": row.planned, "done": row.done, "difference": row.difference}


def blocker(item: Blocker) -> dict[str, Any]:
    """A line of 阻害要因."""
    record = item.record
    return {
        "id": record.id or DASH if record is not None else DASH,
        "what": item.what,
        "severity": level(record) if record is not None else DASH,
        "waiting": f"{len(item.waiting):,}件",
        "workaround": item.workaround or DASH,
        "until": item.until,
        "owner": item.owner or UNASSIGNED,
    }


def figure(name: str, value: Metric) -> dict[str, str]:
    """A line of 指標: the final value, numerator and denominator; without a value the reason."""
    parts = f"{value.count:,}/{value.of:,}" if value.count is not None and value.of is not None else DASH
    return {
        "name": SHOWN[name],
        "text": tight(without_odds(value.text)),
        "parts": parts if value.value is not None else DASH,
        "reason": value.reason or "" if value.value is None else "",
    }


def definition(name: str, value: Metric) -> dict[str, str]:
    """A line of the appendix."""
    return {"name": SHOWN[name], "definition": value.definition or DASH}


def by_rank(item: Blocker) -> tuple[int, str]:
    """The order of the report's tables; a cause without a record comes last."""
    return by_rank_then_id(item.record) if item.record is not None else (len(LEVELS), "")


def typed(texts: Sequence[str], ask: str) -> list[dict[str, str]]:
    """What people wrote, a line each; where nobody has, what is asked of them."""
    return [{"text": text} for text in texts or (f"{OPEN_QUESTION}{ask}",)]


def risk(record: Record) -> dict[str, Any]:
    """A line of 残存リスク."""
    return {
        "id": record.id or DASH,
        "title": named(record),
        "severity": level(record),
        "status": stated(record),
        "action": record.action or DASH,
        "owner": record.owner or OPEN_QUESTION,
    }


def decision(record: Record) -> dict[str, Any]:
    """A line of 決定事項."""
    return {
        "id": record.id or DASH,
        "title": named(record),
        "text": record.description or DASH,
        "kind": record.kind or DASH,
        "who": record.decided_by or OPEN_QUESTION,
        "day": day_of(record),
    }


def products(situation: Situation) -> list[dict[str, str]]:
    """成果物一覧: the workbooks the report was made from, with what they hold."""
    held: dict[str, dict[str, int]] = {}
    for register in situation.registers.values():
        for record in register:
            counts = held.setdefault(record.table.file, {})
            counts[register.kind] = counts.get(register.kind, 0) + 1
    return [
        {
            "file": source.file,
            "holds": "、".join(f"{noun(kind)}{count:,}件" for kind, count in held.get(source.file, {}).items()) or DASH,
            "saved": source.saved.replace("-", "/"),
        }
        for source in situation.sources
    ]


def why_no_scope(situation: Situation) -> str:
    """Where nothing left the scope."""
    return _empty(situation, ("test",), "対象外・取下のテストはありません")


def why_no_blockers(situation: Situation) -> str:
    """Where nothing holds the tests up."""
    return _empty(situation, ("test",), "テストを止めている要因はありません")


def why_nothing_open(situation: Situation) -> str:
    """Where no defect and no issue is open."""
    return _empty(situation, ("defect", "issue"), "未完了の不具合・課題はありません")


def why_no_risks(situation: Situation) -> str:
    """Where no risk is open."""
    return _empty(situation, ("risk",), "残っているリスクはありません")


def why_no_decisions(situation: Situation) -> str:
    """Where nothing was decided."""
    return _empty(situation, ("decision",), "決定事項はありません")


def _empty(situation: Situation, kinds: Sequence[str], nothing: str) -> str:
    """What an empty list says: that there is none, or that the register for it was not found."""
    if any(situation.one(kind) is not None for kind in kinds):
        return nothing
    return no_data(f"{'・'.join(map(noun, kinds))}の表がありません")

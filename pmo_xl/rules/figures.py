"""Which figures of the daily report change with a cell: what makes a finding urgent today."""

from typing import Final

from pmo_xl.model.fields import base_name
from pmo_xl.model.finding import Finding

# The figures of metrics.md §3 that are counted from a field. An id makes its record count twice or not at all, a
# verdict or state moves it from one figure to another, a date moves it to another day.
_RESULT = (
    "母数",
    "消化率",
    "計画との差",
    "完了率",
    "合格率",
    "残件数",
    "必要消化",
    "実力",
    "完了見込",
    "負荷率",
    "実施不可",
    "充足率",
)
_STATE = (
    "残不具合",
    "完了不具合",
    "重要度別残件",
    "ベンダー別残件",
    "滞留日数",
    "PB曲線",
    "修正期限超過",
    "再テスト待ち",
    "品質の信号",
)
_ISSUES = ("未完了課題", "期限超過課題", "本日期限", "期限なし", "課題の信号")
_FIGURES: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "test": {
        "id": _RESULT,
        "test_case_id": _RESULT,
        "result": _RESULT,
        "executed_date": ("本日実施", "実力", "完了見込", "バーンアップ", "持越し", "前日比"),
        "planned_date": ("計画消化率", "計画との差", "遅れ日数", "本日計画", "持越し"),
        "requirement_id": ("充足率",),
    },
    "defect": {
        "id": ("発見不具合", *_STATE),
        "status": _STATE,
        "detected_date": ("発見不具合", "本日の新規不具合", "滞留日数", "PB曲線", "修正日数"),
        "raised_date": ("発見不具合", "本日の新規不具合", "滞留日数", "PB曲線", "修正日数"),
        "closed_date": ("完了不具合", "本日の完了不具合", "PB曲線", "ベンダー別残件", "残不具合"),
        "fix_plan_date": ("修正期限超過", "負荷率", "品質の信号"),
        "fixed_date": ("再テスト待ち", "修正日数", "修正期限超過"),
        "severity": ("重要度別残件", "品質の信号"),
        "priority": ("重要度別残件", "品質の信号"),
        "vendor": ("ベンダー別残件", "滞留日数"),
        "retest_result": ("再テスト待ち", "再NG率"),
    },
    "issue": {
        "id": _ISSUES,
        "status": _ISSUES,
        "due_date": ("期限超過課題", "本日期限", "期限なし", "課題の信号"),
        "closed_date": ("未完了課題", "本日の完了課題"),
        "raised_date": ("未完了課題", "本日の新規課題"),
        "severity": ("課題の信号",),
        "priority": ("課題の信号",),
    },
    "todo": {"id": ("期限超過ToDo",), "status": ("期限超過ToDo",), "due_date": ("期限超過ToDo",)},
    "requirement": {"id": ("充足率",), "status": ("充足率",)},
    "plan": {"planned_date": ("計画消化率",), "planned_count": ("計画消化率",)},
}


def figures_touched(finding: Finding) -> tuple[str, ...]:
    """The figures that change with the cell; none for what is no error, or lies outside the scope (対象外, 取下)."""
    record = finding.record
    if finding.level != "error" or record is None:
        return ()
    kind = record.table.kind
    if kind == "test" and not record.is_live:
        return ()
    return _FIGURES.get(kind, {}).get(base_name(finding.field), ())

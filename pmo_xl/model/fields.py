"""The names of kinds and fields (contract.md), what each is called in Japanese, and what sort of value it holds."""

from typing import Final, Literal

Sort = Literal["text", "id", "date", "person", "status", "result", "level", "number"]

# kind → (Japanese noun, name of its register)
KINDS: Final[dict[str, tuple[str, str]]] = {
    "issue": ("課題", "issues"),
    "defect": ("不具合", "defects"),
    "test": ("テスト", "tests"),
    "todo": ("ToDo", "todos"),
    "qa": ("Q&A", "qas"),
    "risk": ("リスク", "risks"),
    "change": ("変更", "changes"),
    "decision": ("決定", "decisions"),
    "requirement": ("要件", "requirements"),
    "review": ("レビュー指摘", "reviews"),
    "wbs": ("WBS", "wbs"),
    "meeting": ("議事メモ", "meetings"),
    "option": ("選択肢", "options"),
    "training": ("トレーニング", "trainings"),
    "manual_work": ("手動対応", "manual_works"),
    "roster": ("体制表", "roster"),
    "holiday": ("休日", "holidays"),
    "plan": ("計画", "plans"),
    "other": ("その他", "others"),
}

_TEXT = {
    "title": "件名",
    "description": "内容",
    "category": "分類",
    "system": "システム",
    "kind": "種別",
    "phase": "工程",
    "impact": "影響",
    "owner_org": "担当部署",
    "side": "側",
    "action": "対応内容",
    "response": "回答",
    "remarks": "備考",
    "version": "版",
    "scenario": "シナリオ",
    "viewpoint": "観点",
    "screen": "画面",
    "precondition": "前提条件",
    "steps": "手順",
    "step_no": "手順No",
    "input": "入力",
    "expected": "期待結果",
    "actual": "実際の結果",
    "environment": "環境",
    "evidence": "エビデンス",
    "vendor": "ベンダー",
    "cause": "原因",
    "alias": "別名",
    "risk": "リスク",
    "reversible": "戻せるか",
    "recommended": "推奨",
    "probability": "発生確率",
    "held_at": "日時",
    "place": "場所",
    "attendees": "出席者",
    "absentees": "欠席者",
    "distribution": "配布先",
    "documents": "資料",
    "next_at": "次回",
}
_ID = {
    "id": "ID",
    "related_id": "関連ID",
    "parent_id": "親ID",
    "test_case_id": "テストID",
    "scenario_id": "シナリオID",
    "requirement_id": "要件ID",
    "defect_id": "不具合ID",
    "depends_on": "先行",
    "test_id": "テストID",
}
_DATE = {
    "raised_date": "起票日",
    "due_date": "期限",
    "closed_date": "完了日",
    "updated_date": "更新日",
    "response_date": "回答日",
    "decided_date": "決定日",
    "planned_date": "予定日",
    "executed_date": "実施日",
    "detected_date": "検出日",
    "fix_plan_date": "修正予定日",
    "fixed_date": "修正日",
    "retest_plan_date": "再テスト予定日",
    "planned_start": "開始予定日",
    "planned_end": "終了予定日",
    "actual_start": "開始日",
    "actual_end": "終了日",
}
_PERSON = {
    "owner": "担当者",
    "raised_by": "起票者",
    "responded_by": "回答者",
    "decided_by": "決定者",
    "tester": "実施者",
    "approved_by": "承認者",
    "reviewer": "レビュー者",
    "detected_by": "検出者",
    "recorder": "記録者",
}
_NUMBER = {
    "planned_effort": "予定工数",
    "actual_effort": "実績工数",
    "progress": "進捗率",
    "planned_count": "計画件数",
    "allocation": "稼働率",
    "monthly_count": "件数/月",
    "minutes_each": "分/件",
    "cost": "費用",
    "upkeep": "維持費/月",
    "months": "期間(か月)",
    "hourly_cost": "人時単価",
}

SORTS: Final[dict[str, Sort]] = {
    **dict.fromkeys(_TEXT, "text"),
    **dict.fromkeys(_ID, "id"),
    **dict.fromkeys(_DATE, "date"),
    **dict.fromkeys(_PERSON, "person"),
    **dict.fromkeys(_NUMBER, "number"),
    "status": "status",
    "result": "result",
    "retest_result": "result",
    "severity": "level",
    "priority": "level",
}
LABELS: Final[dict[str, str]] = (
    _TEXT
    | _ID
    | _DATE
    | _PERSON
    | _NUMBER
    | {"status": "状態", "result": "結果", "retest_result": "再テスト結果", "severity": "重要度", "priority": "優先度"}
)


def base_name(field: str) -> str:
    """The field without its number: result_2 → result."""
    stem, _, tail = field.rpartition("_")
    return stem if tail.isdigit() and stem in SORTS else field


def sort_of(field: str) -> Sort:
    """What sort of value the field (numbered or not) holds."""
    return SORTS[base_name(field)]


def label(field: str) -> str:
    """The Japanese word for a field in messages and reports."""
    return LABELS[base_name(field)]


def noun(kind: str) -> str:
    """The Japanese word for a record of this kind in messages."""
    return KINDS[kind][0]

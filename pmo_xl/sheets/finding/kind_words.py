"""What tells the kinds of register apart: fields, words inside headings, names of sheets, what each kind must have.

Data only; `kinds.py` weighs it.
"""

from typing import Final

# What a field of a kind adds when a heading names it. Words that several kinds share weigh little.
FIELDS: Final[dict[str, dict[str, float]]] = {
    "issue": {
        "title": 0.3, "description": 0.2, "status": 0.4, "due_date": 0.4, "owner": 0.3, "action": 0.5,
        "raised_by": 0.4, "raised_date": 0.4, "priority": 0.3, "severity": 0.2, "closed_date": 0.3, "impact": 0.3,
    },
    "todo": {
        "title": 0.3, "status": 0.4, "due_date": 0.4, "owner": 0.3, "raised_by": 0.2, "raised_date": 0.2,
        "related_id": 0.3, "priority": 0.2, "closed_date": 0.2,
    },
    "defect": {
        "detected_date": 0.3, "detected_by": 0.3, "cause": 0.9, "fix_plan_date": 0.8, "fixed_date": 0.4,
        "vendor": 0.7, "test_id": 0.5, "retest_plan_date": 0.5, "retest_result": 0.4, "steps": 0.4,
        "severity": 0.4, "status": 0.3, "title": 0.2, "description": 0.3, "environment": 0.2, "closed_date": 0.2,
        "phase": 0.2,
    },
    "test": {
        "expected": 2.2, "result": 1.6, "test_case_id": 1.5, "steps": 1.0, "precondition": 0.8, "viewpoint": 0.8,
        "tester": 0.7, "executed_date": 0.6, "planned_date": 0.4, "scenario": 0.8, "scenario_id": 0.5,
        "actual": 0.8, "evidence": 0.4, "requirement_id": 0.3, "defect_id": 0.3, "input": 0.5, "screen": 0.2,
    },
    "qa": {
        "response": 1.3, "responded_by": 0.8, "response_date": 0.6, "description": 0.2, "status": 0.2,
        "due_date": 0.2,
    },
    "risk": {"probability": 2.2, "impact": 0.7, "action": 0.3, "title": 0.2, "status": 0.2, "owner": 0.2},
    "change": {
        "title": 0.2, "description": 0.2, "decided_by": 0.3, "status": 0.3, "raised_by": 0.2,
        "planned_effort": 0.3, "cost": 0.7,
    },
    "decision": {
        "title": 0.3, "decided_by": 0.6, "decided_date": 0.6, "kind": 0.2, "description": 0.2, "related_id": 0.2,
    },
    "requirement": {
        "id": 0.2, "title": 0.3, "description": 0.2, "severity": 0.2, "category": 0.2, "updated_date": 0.2,
    },
    "review": {"description": 0.2, "reviewer": 0.4, "version": 0.4, "action": 0.2, "status": 0.2, "related_id": 0.2},
    "wbs": {
        "planned_start": 1.2, "planned_end": 1.0, "actual_start": 1.0, "actual_end": 0.7, "progress": 1.2,
        "planned_effort": 0.7, "actual_effort": 0.6, "depends_on": 0.6, "title": 0.3, "owner": 0.2, "phase": 0.2,
    },
    "meeting": {"kind": 0.4, "description": 0.4, "category": 0.3, "owner": 0.2, "due_date": 0.2},
    "option": {"cost": 1.2, "reversible": 1.4, "recommended": 1.4, "upkeep": 1.0, "hourly_cost": 0.8, "months": 0.3},
    "training": {"owner": 0.3, "precondition": 0.5, "result": 0.4, "planned_date": 0.3, "owner_org": 0.2},
    "manual_work": {"monthly_count": 1.5, "minutes_each": 1.5, "action": 0.4, "related_id": 0.3, "title": 0.2},
    "roster": {
        "owner": 0.5, "title": 0.6, "owner_org": 0.5, "side": 0.5, "alias": 1.0, "allocation": 1.3,
        "planned_start": 0.3, "planned_end": 0.3,
    },
    "holiday": {"planned_date": 0.5, "planned_start": 0.3, "planned_end": 0.3, "title": 0.3, "owner": 0.2},
    "plan": {
        "planned_count": 1.8, "phase": 1.0, "planned_start": 0.6, "planned_end": 0.6, "planned_date": 0.5,
        "actual_end": 0.2, "environment": 0.3,
    },
}  # fmt: skip

# Words inside headings that only one kind uses; the second heading with such a word adds less.
WORDS: Final[dict[str, tuple[tuple[str, float], ...]]] = {
    "issue": (("課題|issue", 1.4),),
    "todo": (("todo|タスク|宿題|持ち帰り|アクション|依頼(?!者|日)|action(?!s taken)", 1.2),),
    "defect": (
        ("不具合|障害|バグ|defect|bug", 1.2),
        ("検出|発見|摘出|detect", 1.0),
        ("修正|改修|fix", 0.6),
        ("再テスト|再現|retest|reproduce", 0.7),
        ("事象|現象", 0.5),
    ),
    "test": (
        ("テスト|試験|test(?!er)", 0.5),
        ("期待|expected", 0.4),
    ),
    "qa": (
        ("質問|問合|照会|q&a|question|query", 1.4),
        ("回答|answer", 0.6),
    ),
    "risk": (("リスク|risk", 1.5),),
    "change": (
        ("変更(?!日|者)|change", 1.4),
        ("追加(?:費用|予算|見積|コスト)", 1.2),
        ("申請", 0.4),
    ),
    "decision": (
        ("決定|決裁|decision", 1.5),
        ("確定", 0.5),
    ),
    "requirement": (("要件|(?<!変更)要求|要望|requirement|story", 1.4),),
    "review": (
        ("指摘", 1.4),
        ("レビュ|review", 0.9),
    ),
    "wbs": (
        ("wbs", 1.5),
        ("予定.*実績|先行", 0.3),
    ),
    "meeting": (("議題|議事|発言|論点|agenda", 0.9),),
    "option": (("選択肢|案$|案名", 1.4),),
    "training": (
        ("受講|研修|講座|教材|トレーニング", 1.5),
        ("出欠", 0.8),
    ),
    "manual_work": (("手動|手作業|運用回避", 1.3),),
    "roster": (
        ("氏名|名前|メンバ|要員", 1.2),
        ("役割|役職", 1.0),
        ("着任|離任|参画|不在|代行", 1.0),
        ("メール|連絡先|電話|内線", 0.7),
    ),
    "holiday": (("休日|祝日|休業|休暇|holiday", 2.2),),
    "plan": (
        ("フェーズ|マイルスト|phase|milestone", 0.5),
        ("計画件数|予定件数|消化予定|累計", 0.6),
    ),
}
NAMES: Final[dict[str, str]] = {
    "issue": "課題|issue|懸案|未決|問題点",
    "todo": "to-?do|タスク|依頼(?!先|者|元|日)|宿題|アクション|持ち帰り|作業一覧|action|tasks?(?![a-z])",
    "defect": "不具合|障害|バグ|defect|bug|インシデント",
    "test": "テスト|試験|検査|test",
    "qa": r"q&a|(?<![a-z])qa(?![a-z])|質問|問い?合わ?せ|照会",
    "risk": "リスク|risk",
    "change": "変更(?!履歴)|change|追加(?:予算|費用|見積|発注)|予算台帳",
    "decision": "決定|決裁|decision",
    "requirement": "要件|(?<!変更)要求|要望|requirement|バックログ|backlog",
    "review": "レビュ|指摘|review",
    "wbs": "wbs|進捗|スケジュール|ガント|工程表|線表",
    "meeting": "議事|会議(?!体|資料|室)|打ち?合わ?せ|minutes|meeting|mtg|定例",
    "option": "選択肢|比較",
    "training": "トレーニング|研修|教育|受講者?(?:名簿|一覧)|training",
    "manual_work": "手動対応|運用回避|手作業",
    "roster": "体制|メンバ|要員|連絡先|名簿|roster",
    "holiday": "休日|休業|祝日|カレンダ|休暇|holiday",
    "plan": "計画|フェーズ|マイルスト|日別|plan|予定表",
}
# Kinds whose records somebody works on, and the fields that show it.
WORKED_ON: Final = frozenset(("issue", "todo", "defect", "risk", "change", "review"))
WORK_FIELDS: Final = frozenset(
    (
        *("status", "due_date", "raised_date", "raised_by", "closed_date", "owner", "action", "response", "priority"),
        *("severity", "impact", "probability", "decided_by", "decided_date", "detected_date", "detected_by", "cause"),
        *("fix_plan_date", "fixed_date", "retest_result", "vendor"),
    )
)
# A table of the kind has one of each line; without, it is something that only speaks of it.
NEEDS: Final[dict[str, tuple[str, ...]]] = {
    "test": ("result expected steps actual precondition viewpoint scenario tester planned_date",),
    "wbs": ("title id category screen system",),
    "qa": ("response description title",),
    "roster": ("owner",),
    "holiday": ("planned_date planned_start",),
    "plan": ("planned_date phase",),
    "meeting": ("description title",),
    "training": ("owner",),
    "option": ("title",),
    "manual_work": ("title action",),
}

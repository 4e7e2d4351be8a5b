"""The figures of metrics.md by name: metrics.execution_rate.text and so on, in every template of 日次報告."""

from collections.abc import Mapping, Sequence
from typing import Final

from pmo_xl.reports.fields import Fields

CALLED: Final[Mapping[str, str]] = {
    "working_days_total": "フェーズの営業日数",
    "working_days_elapsed": "経過営業日数",
    "working_days_remaining": "残営業日数",
    "scope": "母数",
    "scope_excluded": "母数から除いた件数",
    "execution_rate": "消化率",
    "planned_execution_rate": "計画消化率",
    "execution_gap": "消化の計画差（件）",
    "execution_gap_pt": "消化の計画差（pt）",
    "execution_ratio": "消化の計画比",
    "delay_days": "遅れ日数",
    "completion_rate": "完了率",
    "approved_rate": "承認率",
    "pass_rate": "合格率",
    "first_pass_rate": "初回合格率",
    "failure_rate": "NG率",
    "remaining": "残件数",
    "required_rate": "必要消化",
    "actual_rate": "実力",
    "forecast_date": "完了見込",
    "required_runs": "必要実行回数",
    "required_person_days": "必要人日",
    "capacity": "残りの能力",
    "load_ratio": "負荷率",
    "load_by_day": "日別の負荷率",
    "blocked_rate": "実施不可率",
    "blocked_loss": "実施不可で遅れた件数",
    "blocked_by_cause": "実施不可の原因別件数",
    "retest_waiting": "再テスト待ちの不具合",
    "retest_runs": "再テストの回数",
    "refail_rate": "再NG率",
    "defects_found": "検出した不具合の累計",
    "defects_closed": "完了した不具合の累計",
    "defects_open": "残不具合",
    "defects_new_today": "本日の新規不具合",
    "defects_closed_today": "本日完了の不具合",
    "defects_reopened": "再開した不具合",
    "defect_curve": "PB曲線",
    "burn_up": "バーンアップ",
    "aging": "残不具合の滞留",
    "fix_turnaround": "修正にかかる日数",
    "severity_by_status": "残不具合の重要度×状態",
    "by_vendor": "ベンダー別の残不具合",
    "overdue": "期限超過課題",
    "due_today": "本日期限の課題",
    "no_due": "期限のない課題",
    "overdue_todos": "期限超過ToDo",
    "overdue_fixes": "修正予定を過ぎた不具合",
    "coverage_live": "要件の充足率（テストあり）",
    "coverage_run": "要件の充足率（消化）",
    "coverage_pass": "要件の充足率（合格）",
    "today_plan_rate": "本日計画の消化率",
    "executed_today": "本日の実施件数",
    "carry_over": "計画日を過ぎた未消化",
    "replan_rate": "計画変更率",
    "issues_open": "未完了課題",
    "issues_closed_today": "本日完了の課題",
    "issues_new_today": "本日の新規課題",
    "data_health": "データの健全さ",
    "stale_rows": "動きのない行",
    "rag_progress": "進捗の信号",
    "rag_quality": "品質の信号",
    "rag_issues": "課題の信号",
    "rag_resources": "体制の信号",
    "rag_overall": "総合の信号",
    "balance": "集計の照合",
}
KEYS: Final[Fields] = {
    "text": "表示する文字（55.0% など。出せないときは −）",
    "value": "丸める前の値（出せないときは空）",
    "unit": "単位",
    "count": "分子",
    "of": "分母",
    "reason": "値を出せない理由、または信号の理由",
    "definition": "計算式（ことば）",
    "previous": "前回の値",
    "previous_date": "前回の日付",
    "delta": "前回との差",
    "delta_text": "前回との差（前日比+16件 の形）",
}
EXTRAS: Final[Mapping[str, Fields]] = {
    "scope": {
        "verdicts.pass": "OKの件数",
        "verdicts.fail": "NGの件数",
        "verdicts.blocked": "実施不可の件数",
        "verdicts.hold": "保留の件数",
        "verdicts.not_run": "未実施の件数",
        "verdicts.not_applicable": "対象外の件数",
        "verdicts.withdrawn": "取下の件数",
        "verdicts.unknown": "結果を読めない件数",
    },
    "scope_excluded": {"not_applicable": "対象外の件数", "withdrawn": "取下の件数"},
    "planned_execution_rate": {"unplanned": "予定日のない件数", "high": "予定日のない分を均等に割り振ったときの値"},
    "actual_rate": {"days": "平均した営業日数", "nets[]": "各営業日に増えたOKの件数"},
    "forecast_date": {
        "p50": "5割方その日までに終わる日",
        "p80": "8割方その日までに終わる日",
        "delta_days": "計画との差（営業日）",
    },
    "load_by_day": {"over[]": "負荷率が100%を超える日"},
    "fix_turnaround": {"p80": "8割がその日数までに修正", "n": "数えた件数", "open_older": "中央値より古い未修正の件数"},
    "by_vendor": {"since": "前回の日付"},
    "replan_rate": {"since": "前回の日付"},
    "defect_curve": {"note": "除いた不具合についての注記"},
    "data_health": {
        "findings.error": "エラーの件数",
        "findings.warning": "警告の件数",
        "findings.info": "情報の件数",
        "affecting": "本日の数値に影響する指摘の件数",
    },
}
ROWS: Final[Mapping[str, Fields]] = {
    "load_by_day": {"date": "日付", "runs": "必要実行回数", "capacity": "能力", "ratio": "負荷率"},
    "blocked_by_cause": {"cause": "原因", "count": "件数"},
    "aging": {
        "vendor": "ベンダー",
        "d0_2": "0〜2営業日",
        "d3_5": "3〜5営業日",
        "d6_10": "6〜10営業日",
        "d11": "11営業日以上",
        "unknown": "検出日なし",
    },
    "severity_by_status": {
        "severity": "重要度",
        "open": "未対応",
        "in_progress": "対応中",
        "answered": "回答済",
        "waiting": "待ち",
        "resolved": "修正済",
        "total": "計",
    },
    "by_vendor": {
        "vendor": "ベンダー",
        "previous": "前回の残",
        "new": "新規",
        "transferred": "移管の増減",
        "closed": "完了",
        "open": "残",
        "overdue_fix": "修正予定を過ぎた件数",
        "waiting": "待ちの件数",
        "reopened": "再開",
    },
    "balance": {"check": "番号", "name": "何を比べたか", "left": "左辺", "right": "右辺", "ok": "○ か ×"},
}
POINTS: Final[Mapping[str, Fields]] = {
    "defect_curve": {
        "date": "日付",
        "found": "検出累計",
        "closed": "完了累計",
        "open": "残",
        "tests_left": "残テスト",
    },
    "burn_up": {
        "date": "日付",
        "scope": "母数",
        "planned": "計画の累計",
        "executed": "消化の累計",
        "passed": "合格の累計",
    },
}


def _lines(name: str, lists: Sequence[tuple[str, Mapping[str, Fields]]]) -> Fields:
    return {
        f"metrics.{name}.{key}[].{field}": f"{CALLED[name]}: {meaning}"
        for key, tables in lists
        for field, meaning in tables.get(name, {}).items()
    }


def _of(name: str) -> Fields:
    keys = {**KEYS, **EXTRAS.get(name, {})}
    single = {f"metrics.{name}.{key}": f"{CALLED[name]}: {meaning}" for key, meaning in keys.items()}
    return {**single, **_lines(name, (("rows", ROWS), ("points", POINTS)))}


FIGURES: Final[Fields] = {field: meaning for name in CALLED for field, meaning in _of(name).items()}

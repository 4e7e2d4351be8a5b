"""What single figures have beside their value: further keys, the rows of a table, the points of a series."""

from collections.abc import Mapping
from typing import Final

from pmo_xl.reports.fields import Fields

_BANDS: Final = {
    "vendor": "ベンダー",
    "d0_2": "0〜2営業日",
    "d3_5": "3〜5営業日",
    "d6_10": "6〜10営業日",
    "d11": "11営業日以上",
    "unknown": "日付なし",
}
_RESULTS: Final = {
    "pass": "OKの件数",
    "fail": "NGの件数",
    "blocked": "実施不可の件数",
    "hold": "保留の件数",
    "not_run": "未実施の件数",
    "unknown": "結果を読めない件数",
    "not_applicable": "対象外の件数",
    "withdrawn": "取下の件数",
}

_BASIS: Final = {  # where [metrics] basis is not 件数
    "basis": "率の数え方（run 実行回数、effort 予定工数。件数なら空）",
    "part": "分子（実行回数または予定工数）",
    "whole": "分母（実行回数または予定工数）",
    "without": "予定工数のない件数",
}
_DENSITY: Final = {"size": "規模", "low": "基準値の下限", "high": "基準値の上限"}

EXTRAS: Final[Mapping[str, Fields]] = {
    **dict.fromkeys(("execution_rate", "completion_rate", "approved_rate", "pass_rate"), _BASIS),
    **dict.fromkeys(("blocked_rate", "today_plan_rate"), _BASIS),
    **dict.fromkeys(("test_density", "defect_density"), _DENSITY),
    "scope": {f"verdicts.{result}": said for result, said in _RESULTS.items()},
    "scope_excluded": {"not_applicable": "対象外の件数", "withdrawn": "取下の件数"},
    "planned_execution_rate": {
        "unplanned": "予定日のない件数",
        "high": "予定日のない分を均等に割り振ったときの値",
        **_BASIS,
    },
    "actual_rate": {
        "days": "平均した営業日数",
        "nets[]": "各営業日に増えたOKの件数",
        "outages[]": "環境停止のため数えなかった日",
    },
    "forecast_date": {
        "p50": "5割方その日までに終わる日",
        "p80": "8割方その日までに終わる日",
        "delta_days": "計画との差（営業日）",
        "p80_with_fixes": "不具合の修正を待つとき、8割方その日までに終わる日",
        "note": "注記",
    },
    "test_density": {"size": "規模", "low": "基準値の下限", "high": "基準値の上限"},
    "defect_density": {"size": "規模", "low": "基準値の下限", "high": "基準値の上限"},
    "corrections": {"since": "比べた日付"},
    "since_previous": {"since": "比べた日付"},
    "unapproved": {"passed": "OKの件数", "approved": "承認済の件数"},
    "capacity": {
        "source": "もとにしたもの（roster 体制表、settings pmo.toml）",
        "testers": "実施者の人数",
        "note": "使わなかった設定についての注記",
        "by_person[].person": "実施者の名前",
        "by_person[].date": "日付（その人の合計の行は空）",
        "by_person[].runs": "実行できる回数",
    },
    "levers": {"testers_to_add": "間に合わせるのに要る追加の人数", "tests_to_drop": "間に合わせるのに減らす件数"},
    "reliability_growth": {
        "low": "終局値の下限",
        "high": "終局値の上限",
        "convergence": "収束率（検出累計/終局値）",
        "logistic": "参考: ロジスティック曲線での終局値",
    },
    "aging": {f"rows_in_status[].{band}": f"いまの状態になってから {said}" for band, said in _BANDS.items()},
    "coverage_uncovered": {"of_requirements": "要件の件数"},
    "coverage_weak": {
        "of_requirements": "要件の件数",
        "reasons.one_test": "テストが1件だけの要件",
        "reasons.normal_only": "正常系だけの要件",
        "reasons.not_run": "すべて未実施の要件",
    },
    "coverage_changed": {"of_requirements": "要件の件数"},
    "system_by_result": {
        "by": "分け方（system システムの列、sheet シート）",
        "several": "複数のシステムにまたがる件数",
        "note": "行の合計と母数の差の説明",
    },
    "manual_load": {
        "fte": "人数に直した負荷",
        "peak_month": "最も多い月",
        "peak_hours": "最も多い月の時間",
        "without_end[]": "終わりの決まっていない作業",
        "incomplete": "件数か分数のない作業の件数",
    },
    "break_even_months": {"minus_30": "件数が3割減のとき", "plus_30": "件数が3割増のとき"},
    "load_by_day": {"over[]": "負荷率が100%を超える日"},
    "fix_turnaround": {"p80": "8割がその日数までに修正", "n": "数えた件数", "open_older": "中央値より古い未修正の件数"},
    "by_vendor": {"since": "前回の日付"},
    "replan_rate": {"since": "前回の日付"},
    "defect_curve": {"note": "除いた不具合についての注記", "x": "横軸（runs 累計実行回数。日付なら空）"},
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
    "aging": _BANDS,
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
    "levers": {
        "lever": "手当ての種類",
        "name": "手当て",
        "count": "数",
        "note": "注記",
        "fits": "間に合うか（○ か ×）",
        "forecast_date": "完了見込",
        "p80": "8割方その日までに終わる日",
        "delta_days": "計画との差（営業日）",
        "load_ratio": "負荷率",
        "load_peak": "日別の負荷率の最大",
        "not_before": "これより前には終わらない日",
    },
    "due_slips": {
        "id": "番号",
        "kind": "台帳の種類",
        "times": "延期の回数",
        "days": "延びた営業日数",
        "text": "延期の言葉",
    },
    "coverage_by_requirement": {
        "id": "要件番号",
        "title": "要件",
        "severity": "重要度",
        "tests": "テスト件数",
        "live": "有効なテスト件数",
        "executed": "消化件数",
        "passed": "OKの件数",
        "state": "状態（uncovered、failed、not_run、in_progress、passed）",
        "weak[]": "テストが薄い理由（one_test、normal_only、not_run）",
        "changed_after_pass[]": "OKのあとで要件が変わったテスト",
        "test_ids[]": "テスト番号",
    },
    "system_by_result": {"system": "システム", **_RESULTS, "live": "有効なテスト件数"},
    "manual_load": {"owner_org": "部署", "hours": "時間/月", "fte": "人数", "capacity": "その部署で使える時間"},
    "break_even_months": {
        "related_id": "対象の番号",
        "title": "案",
        "months": "損益分岐の月数",
        "minus_30": "件数が3割減のとき",
        "plus_30": "件数が3割増のとき",
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
        "runs": "累計実行回数（横軸が累計実行回数のとき）",
    },
    "burn_up": {
        "date": "日付",
        "scope": "母数",
        "planned": "計画の累計",
        "executed": "消化の累計",
        "passed": "合格の累計",
    },
}

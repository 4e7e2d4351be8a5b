"""The fields of 日次報告: the page, 明細, グラフデータ and 根拠, and every figure by its name."""

from typing import Final

from pmo_xl.reports.fields import Fields, document, group, rows
from pmo_xl.reports.fields.figures import FIGURES
from pmo_xl.reports.fields.parts import DECISION, FOOTER, GRAPH, HEAD, PENS, PROOFS

_LIGHT: Final = {
    "name": "信号の名前",
    "now": "今回の信号（赤● 黄▲ 緑○、判定できなければ −）",
    "previous": "前回の信号",
    "reason": "信号の理由",
    "color": "今回の色（red、yellow、green、判定できなければ空）",
}
_FIGURE: Final = {
    "label": "見出し（① 消化率 など）",
    "value": "数値",
    "note": "比べる相手（計画など）",
    "aside": "補足（差、遅れなど）",
    "change": "前回からの増減",
}
_BAR: Final = {"name": "棒の名前（値がなければ空）", "value": "棒の値（0〜1）"}
_VENDOR: Final = {
    "previous": "前回の残",
    "new": "新規",
    "closed": "完了",
    "open": "残",
    "overdue_fix": "修正予定を過ぎた件数",
    "transferred": "移管の増減",
    "moved": "移管と再開の増減",
}
_TEST: Final = {
    "id": "テスト番号",
    "title": "テストの名前",
    "planned_date": "予定日",
    "executed_date": "実施日",
    "result": "結果",
    "tester": "実施者",
    "defect_id": "不具合番号",
    "place": "元のセルへのリンク",
}
_DEFECT: Final = {
    "id": "不具合番号",
    "title": "件名",
    "detected_date": "検出日",
    "fix_plan_date": "修正予定日",
    "severity": "重要度",
    "vendor": "ベンダー",
    "status": "状態（台帳の言葉のまま）",
    "overdue_days": "修正予定を過ぎた営業日数",
    "place": "元のセルへのリンク",
}
_ISSUE: Final = {
    "id": "課題番号",
    "title": "件名",
    "raised_date": "起票日",
    "due_date": "期限",
    "severity": "重要度",
    "owner": "担当",
    "status": "状態（台帳の言葉のまま）",
    "overdue_days": "期限を過ぎた営業日数",
    "place": "元のセルへのリンク",
}
_POSTPONED: Final = _TEST | {"was": "元の予定日", "now": "新しい予定日（未記入なら【要確認】）"}
_LEVER: Final = {
    "name": "何を変えるか",
    "forecast": "そのときの完了見込",
    "p80": "そのとき8割方終わる日",
    "late": "計画との差（営業日）",
    "load": "負荷率",
    "peak": "日別の負荷率の最大",
    "fits": "期間内に収まるか（○ ×）",
    "note": "注記",
}
_OVERLOADED: Final = {
    "day": "日付",
    "runs": "その日より前に始められない実行回数",
    "room": "その日から終了日までの能力（回）",
    "load": "負荷率",
}
_SLIP: Final = {
    "id": "番号",
    "title": "件名",
    "kind": "台帳の種類",
    "times": "延期した回数",
    "days": "延べ営業日数",
    "text": "言葉にしたもの（3回延期）",
    "place": "元のセルへのリンク",
}
_AGE: Final = {
    "vendor": "ベンダー",
    "d0_2": "0〜2営業日の件数",
    "d3_5": "3〜5営業日の件数",
    "d6_10": "6〜10営業日の件数",
    "d11": "11営業日以上の件数",
    "unknown": "検出日のない件数",
    "total": "合計",
}
_SEVERITY: Final = {
    "severity": "重要度",
    "open": "未対応の件数",
    "in_progress": "対応中の件数",
    "answered": "回答済の件数",
    "waiting": "回答待ちの件数",
    "resolved": "修正済の件数",
    "total": "合計",
}
_COVERAGE: Final = {"name": "何が満たされた要件か", "rate": "率", "count": "満たした要件数", "of": "対象の要件数"}
_MEASURE: Final = {
    "name": "指標の名前",
    "text": "値（出せないときは −）",
    "change": "前回からの変化",
    "count": "分子",
    "of": "分母",
    "formula": "計算式（ことば）",
    "reason": "出せない理由、または注記",
}

FIELDS: Final[Fields] = {
    **HEAD,
    **group("overall", {**_LIGHT, "previous": "前回の信号（(前回:黄▲) の形）"}),
    "headline.outcome": "総合の一文のうち、結論",
    "headline.cause": "総合の一文のうち、原因",
    "headline.text": "総合の一文",
    **group("figures.first", {name: f"①の{meaning}" for name, meaning in _FIGURE.items()}),
    **group("figures.second", {name: f"②の{meaning}" for name, meaning in _FIGURE.items()}),
    **group("figures.third", {name: f"③の{meaning}" for name, meaning in _FIGURE.items()}),
    **group("figures.bars.done", {name: f"消化率の実績の{meaning}" for name, meaning in _BAR.items()}),
    **group("figures.bars.planned", {name: f"消化率の計画の{meaning}" for name, meaning in _BAR.items()}),
    **rows("decisions", {name: f"ご判断事項（3件まで）: {meaning}" for name, meaning in DECISION.items()}),
    "decisions_note": "ご判断事項が3件を超えるときの「他n件」",
    **group("signals.progress", {name: f"進捗: {meaning}" for name, meaning in _LIGHT.items()}),
    **group("signals.quality", {name: f"品質: {meaning}" for name, meaning in _LIGHT.items()}),
    **group("signals.issues", {name: f"課題: {meaning}" for name, meaning in _LIGHT.items()}),
    **group("signals.resources", {name: f"体制: {meaning}" for name, meaning in _LIGHT.items()}),
    **rows("lights", {name: f"4つの信号を順に: {meaning}" for name, meaning in _LIGHT.items()}),
    "trend.kind": "推移の種類（burn_up か defect_curve）",
    "trend.title": "推移の題名",
    "trend.sentence": "推移を言葉にした一文",
    "trend.caption": "グラフの下の一文（グラフを出せない日はその理由）",
    "trend.enough": "グラフを出せるだけの日数があるか",
    "trend.table[].day": "グラフを出せない日の表: 日付",
    **rows("trend.table", {pen: f"グラフを出せない日の表: {line}の値" for pen, line in PENS.items()}),
    **group("trend.names", {pen: f"{line}の名前" for pen, line in PENS.items()}),
    **group("trend.labels", {pen: f"{line}の端に出す名前と値" for pen, line in PENS.items()}),
    "vendors[].vendor": "ベンダー別の不具合: 名前",
    **rows("vendors", {name: f"ベンダー別の不具合: {meaning}" for name, meaning in _VENDOR.items()}),
    **{f"vendors[].texts.{name}": f"ベンダー別の不具合: {meaning}（文字）" for name, meaning in _VENDOR.items()},
    "vendors_caption": "ベンダー別の表の見方（不具合がない日はその理由）",
    "events[].text": "本日のできごと（5行まで）",
    "events_note": "本日のできごとが5行を超えるときの「他n件」",
    "tomorrow[].text": "明日の予定（5行まで）",
    "tomorrow_note": "明日の予定が5行を超えるときの「他n件」",
    "tomorrow_day": "明日（次の営業日）の日付",
    **FOOTER,
    **rows("all_decisions", {name: f"明細・ご判断事項（全件）: {meaning}" for name, meaning in DECISION.items()}),
    **rows("tests_today", {name: f"明細・本日のテスト: {meaning}" for name, meaning in _TEST.items()}),
    **rows("grave_defects", {name: f"明細・新規と重大な不具合: {meaning}" for name, meaning in _DEFECT.items()}),
    **rows("overdue_issues", {name: f"明細・期限超過課題: {meaning}" for name, meaning in _ISSUE.items()}),
    **rows("postponed", {name: f"明細・本日計画の未実施と延期: {meaning}" for name, meaning in _POSTPONED.items()}),
    **rows("slips", {name: f"明細・期限の延期: {meaning}" for name, meaning in _SLIP.items()}),
    **rows("levers", {name: f"明細・期間内に収める手当て: {meaning}" for name, meaning in _LEVER.items()}),
    **rows("overloaded", {name: f"明細・負荷率が100%を超える日: {meaning}" for name, meaning in _OVERLOADED.items()}),
    **rows("ages", {name: f"明細・未完了の不具合の経過: {meaning}" for name, meaning in _AGE.items()}),
    **rows("severities", {name: f"明細・未完了の不具合の重要度: {meaning}" for name, meaning in _SEVERITY.items()}),
    **rows("coverage", {name: f"明細・要件の充足: {meaning}" for name, meaning in _COVERAGE.items()}),
    "all_vendors[].vendor": "明細・ベンダー別の不具合（全社）: 名前",
    **rows("all_vendors", {name: f"明細・ベンダー別の不具合（全社）: {meaning}" for name, meaning in _VENDOR.items()}),
    **{
        f"all_vendors[].texts.{name}": f"明細・ベンダー別（全社）: {meaning}（文字）"
        for name, meaning in _VENDOR.items()
    },
    "all_lines[].block": "明細・本日と明日の全行: どちらの欄か",
    "all_lines[].text": "明細・本日と明日の全行: 内容",
    **rows("measures", {name: f"指標（1指標1行）: {meaning}" for name, meaning in _MEASURE.items()}),
    **rows("graph", {name: f"グラフデータ（1日1行）: {meaning}" for name, meaning in GRAPH.items()}),
    "charts.trend": "Word のグラフ。代替テキストを chart:trend にしたグラフに数値が入ります",
    "charts.trend.title": "グラフの題名",
    "charts.trend.alt": "グラフの代替テキスト（内容を言葉にした一文）",
    **PROOFS,
    **FIGURES,
    **document(),
}

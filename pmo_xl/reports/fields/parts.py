"""What the pages with figures share: head, foot, decisions, curves, and the proofs behind the figures."""

from typing import Final

from pmo_xl.reports.fields import Fields, rows

HEAD: Final[Fields] = {
    "title": "表題（UAT日次報告 第9号 など）",
    "stamp": "【参考値】。集計の照合が合わないときだけ",
    "stamp_reason": "【参考値】の理由と、読めなかったブック",
    "project.name": "プロジェクト名",
    "project.short": "プロジェクト名（頁の幅に収まる長さ）",
    "project.phase": "フェーズ（UAT など）",
    "as_of": "対象日（日付）",
    "moment": "対象日時（2024/05/07(火) 16:00現在）",
    "to": "宛先",
    "author": "作成者",
    "address": "対象日時・宛先・作成者を1行にしたもの",
}
FOOTER: Final[Fields] = {
    "footer.scope": "脚注: 母数と除いた件数",
    "footer.definition": "脚注: 消化・完了の数え方",
    "footer.workdays": "脚注: 営業日の数え方",
    "footer.health": "脚注: データの要修正件数",
    "footer.source": "脚注: 出典のブック・保存時刻・照合用の4文字",
    "footer.text": "脚注をすべて1行にしたもの",
}
DECISION: Final = {
    "no": "番号（ご判断事項がなければ空）",
    "what": "何をご判断いただくか",
    "who": "どなたが",
    "until": "いつまでに",
    "otherwise": "判断しないとどうなるか",
    "id": "台帳の番号",
    "place": "元のセルへのリンク",
}
PENS: Final = {"thin": "細い線", "dashed": "破線", "thick": "太い線", "dotted": "点線"}
GRAPH: Final = {
    "date": "日付",
    "day": "日付（5/7 の形）",
    "scope": "母数",
    "planned": "計画の累計",
    "executed": "消化の累計",
    "passed": "合格の累計",
    "p50": "合格の見込み（半々の確かさ。見込みを出せる日だけ）",
    "p80": "合格の見込み（8割方の確かさ。見込みを出せる日だけ）",
    "found": "不具合の検出累計",
    "closed": "不具合の完了累計",
    "open": "不具合の残",
    "tests_left": "残テスト",
    **{pen: f"グラフの{line}の値" for pen, line in PENS.items()},
    **{f"{pen}_label": f"グラフの{line}に名前を出す点の値" for pen, line in PENS.items()},
    "tick": "軸に日付を出す日は 0",
    "top": "目盛線の値（上）",
    "half": "目盛線の値（半分）",
    "p50_label": "見込みの上の縁に名前を出す点の値",
    "p80_label": "見込みの下の縁に名前を出す点の値",
    "fan_to": "見込みの上の縁の値（半々）",
    "fan_from": "見込みの下の縁の値（8割方）",
    "fan_width": "上の縁と下の縁の差（網かけの幅）",
}
CHARTED: Final = {
    ".title": "グラフの題名",
    ".alt": "グラフの代替テキスト（内容を言葉にした一文）",
}
_EVIDENCE: Final = {
    "key": "根拠の番号（N01、N02 …）",
    "where": "表示しているセルと欄",
    "name": "数字の名前",
    "text": "表示した文字",
    "value": "丸める前の値",
    "formula": "計算式（ことば）",
    "count": "分子",
    "of": "分母",
    "ids": "数えた記録の番号（連番はまとめて表示）",
    "place": "最初の記録のセルへのリンク",
    "file": "出典のブック",
    "saved": "ブックの保存時刻",
    "previous": "前回の値",
    "previous_day": "前回の日付",
}
PROOFS: Final[Fields] = {
    **rows("evidence", {name: f"根拠: {meaning}" for name, meaning in _EVIDENCE.items()}),
    "evidence_ids[].id": "根拠ID（200件を超える根拠の全件）: 番号",
    "evidence_ids[].keys": "根拠ID: 根拠の番号",
    "evidence_ids[].file": "根拠ID: ブック",
    "evidence_ids[].cell": "根拠ID: シートとセル",
    "balance[].check": "集計の照合: 番号（B1〜B9）",
    "balance[].name": "集計の照合: 何を比べたか",
    "balance[].left": "集計の照合: 左辺",
    "balance[].right": "集計の照合: 右辺",
    "balance[].mark": "集計の照合: ○ か ×",
    "days_off[].day": "期間内の平日の休み: 日付",
    "days_off[].name": "期間内の平日の休み: 名前",
    "thresholds[].name": "しきい値: pmo.toml での名前",
    "thresholds[].value": "しきい値: 使った値",
    "unchecked[].code": "実行しなかった点検ルール: 番号",
    "unchecked[].reason": "実行しなかった点検ルール: 理由",
}

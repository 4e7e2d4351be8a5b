"""The fields of 日次報告 for the browser: its texts in pieces, its drawings, and what lies behind each number."""

from typing import Final

from pmo_xl.reports.daily_page import OWN
from pmo_xl.reports.fields import Fields, group, rows
from pmo_xl.reports.fields.daily import FIELDS as REPORT

_TO: Final = "根拠の場所（#を付けてリンク先に。根拠がなければ空）"
_TABLE: Final = {"head[]": "列の名前", "rows[].name": "日付", "rows[].cells[]": "値"}
_ROW: Final = {"id": "番号", "text": "件名", "cell": "数えるときに見たセル", "value": "そのセルの値"}
_LIST: Final = {
    "name": "何の一覧か",
    "count": "行の件数",
    "ids": "番号（連番はまとめて表示）",
    "field": "見た項目の名前",
    "rest": "200件を超える分の説明（なければ空）",
    "parts[].file": "ブック",
    "parts[].sheet": "シート",
    **{f"parts[].rows[].{name}": meaning for name, meaning in _ROW.items()},
}
_PROOF: Final = {
    "anchor": "根拠の場所",
    "key": "Excelの「根拠」シートの番号（なければ空）",
    "name": "数字の名前",
    "text": "表示した数字",
    "formula": "定義",
    "share": "分子 ÷ 分母（なければ空）",
    "before": "前回の日と値（なければ空）",
    "notes[]": "内訳の説明",
    "sources[].to": "もとになる数字の根拠の場所",
    "sources[].name": "もとになる数字の名前",
    "sources[].text": "もとになる数字",
    "same.to": "同じ行を数えた数字の根拠の場所",
    "same.name": "同じ行を数えた数字の名前",
    "same.text": "同じ行を数えた数字",
    "same_count": "同じ行の件数",
    **{f"table.{name}": f"日ごとの表: {meaning}" for name, meaning in _TABLE.items()},
    **{f"lists[].{name}": f"数えた行: {meaning}" for name, meaning in _LIST.items()},
}
_CURVE: Final = {
    "to": _TO,
    "title": "題名",
    "sentence": "グラフの内容を言葉にした一文",
    "chosen": "紙の頁に出すグラフか",
    "note": "描けないときの理由（描けるときは空）",
    "across[].at": "横の目盛の位置",
    "across[].text": "横の目盛の日付",
    "up[].at": "縦の目盛の位置",
    "up[].text": "縦の目盛の値",
    "lines[].pen": "線の描き方（thin、dashed、thick、dotted）",
    "lines[].course": "線の通る点",
    "lines[].marks[].x": "線の印の位置（横）",
    "lines[].marks[].y": "線の印の位置（縦）",
    "labels[].x": "線の名前の位置（横）",
    "labels[].y": "線の名前の位置（縦）",
    "labels[].text": "線の名前と最後の値",
    "fan": "完了見込の幅を表す多角形（なければ空）",
    "fan_words": "完了見込の幅の説明（なければ空）",
    "today": "基準日の位置",
}
_BARS: Final = {
    "to": _TO,
    "title": "題名",
    "sentence": "グラフの内容を言葉にした一文",
    "height": "図の高さ",
    "bars[].name": "ベンダー",
    "bars[].y": "棒の位置（縦）",
    "bars[].total": "件数",
    "bars[].words": "重要度別の件数（言葉）",
    "bars[].segments[].level": "重要度（critical、high、medium、low、blank）",
    "bars[].segments[].x": "区分の位置（横）",
    "bars[].segments[].width": "区分の長さ",
    "bars[].segments[].middle": "件数を書く位置（横）",
    "bars[].segments[].count": "件数（狭くて書けなければ空）",
}
_PROGRESS: Final = {
    "to": _TO,
    "sentence": "内容を言葉にした一文",
    "done": "実績の長さ",
    "done_words": "実績の言葉",
    "planned": "計画の印の位置",
    "planned_words": "計画の言葉",
    "planned_at": "計画の言葉の位置",
    "planned_side": "計画の言葉の揃え方",
}


def _piece(name: str, meaning: str) -> Fields:
    return {f"{name}.text": meaning, f"{name}.to": f"{meaning}: {_TO}"}


def _pieces(name: str, meaning: str) -> Fields:
    """A text whose numbers are links."""
    return {f"{name}[].text": f"{meaning}: 文の一部", f"{name}[].to": f"{meaning}: {_TO}"}


def _light(name: str, whose: str) -> Fields:
    return {
        f"{name}.name": f"{whose}の名前",
        f"{name}.color": f"{whose}の色（red、yellow、green、判定できなければ空）",
        **_piece(f"{name}.now", f"今回の{whose}"),
        **_piece(f"{name}.previous", f"前回の{whose}"),
        **_pieces(f"{name}.reason", f"{whose}の理由"),
    }


_LINKED: Final[Fields] = {
    **_pieces("title", "表題"),
    **_light("overall", "総合の信号"),
    **_pieces("outcome", "総合の一文（見込み）"),
    **_pieces("cause", "総合の一文（鍵）"),
    "figures[].key": "3つの数字: 指標の名前",
    "figures[].label": "3つの数字: 見出し",
    **_pieces("figures[].value", "3つの数字: 数値"),
    **_pieces("figures[].note", "3つの数字: 比べる相手"),
    **_pieces("figures[].aside", "3つの数字: 補足"),
    **_pieces("figures[].change", "3つの数字: 前回からの増減"),
    "decisions[].no": "ご判断: 番号",
    "decisions[].to": f"ご判断: {_TO}",
    "decisions[].where": "ご判断: 台帳の番号とセル",
    "decisions[].until": "ご判断: いつまでに",
    "decisions[].what": "ご判断: 内容",
    "decisions[].who": "ご判断: どなたが",
    "decisions[].beyond": "ご判断: 紙の頁には入らない行か",
    **_pieces("decisions[].otherwise", "ご判断: 判断しないとどうなるか"),
    **_light("signals[]", "信号"),
    **_pieces("caption", "推移のグラフの説明"),
    **{f"trend_table.{name}": f"推移の表（3日分に満たないとき）: {meaning}" for name, meaning in _TABLE.items()},
    "vendors[].vendor": "ベンダー別: 名前",
    **_pieces("vendors[].cells", "ベンダー別: 前回残・新規・完了・他・残・遅れ"),
    "vendors_why": "ベンダー別の表がない理由（あれば空）",
    **_pieces("events[].pieces", "本日のできごと"),
    **_pieces("tomorrow[].pieces", "明日の予定"),
    "tomorrow_day": "明日（次の営業日）の日付",
    **_pieces("footer[].pieces", "脚注"),
    "sources[].file": "出典: ブック",
    "sources[].saved": "出典: 保存時刻",
    "sources[].digest": "出典: 照合用の4文字",
}

FIELDS: Final[Fields] = {
    **{name: meaning for name, meaning in REPORT.items() if name.partition(".")[0].partition("[")[0] in OWN},
    **group("linked", _LINKED),
    **group("drawings.progress", {name: f"消化率の棒: {meaning}" for name, meaning in _PROGRESS.items()}),
    **rows("drawings.curves", {name: f"推移のグラフ: {meaning}" for name, meaning in _CURVE.items()}),
    **group("drawings.vendors", {name: f"ベンダー別のグラフ: {meaning}" for name, meaning in _BARS.items()}),
    "proofs[].block": "根拠: 頁のどの欄か",
    **rows("proofs[].proofs", {name: f"根拠: {meaning}" for name, meaning in _PROOF.items()}),
}

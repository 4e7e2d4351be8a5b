"""The fields of 案件横断報告 for the browser: the lines with their links, small curves, and what lies behind."""

from typing import Final

from pmo_xl.reports.fields import Fields, rows
from pmo_xl.reports.fields.portfolio import HEAD, LISTS, NOTES, PROJECT, VENDOR
from pmo_xl.reports.portfolio_evidence import COLUMNS

_LINK: Final = {
    "text": "頁の名前と形式",
    "file": "ファイル名",
    "href": "リンク先（この頁から見た場所）",
}
_SPARK: Final = {
    "name": "数字の名前",
    "course": "線の通る点（描けなければ空）",
    "x": "線の終わりの位置（横）",
    "y": "線の終わりの位置（縦）",
    "words": "最初と最後の値",
}
_PROOF: Final = {
    "anchor": "根拠の場所",
    "key": "Excelの「根拠」シートの番号",
    "name": "数字の名前",
    "text": "表示した数字",
    "formula": "定義",
    "share": "分子 ÷ 分母（なければ空）",
    "before": "比べた前回の日（なければ空）",
    "ids": "数えた記録の番号、または案件ごとの内訳",
    "cell.text": "最初の記録のセル（なければ空）",
    "cell.href": "最初の記録のブックへのリンク先",
    "own.text": "その案件の日次報告の根拠の番号（なければ空）",
    "own.href": "その案件の日次報告へのリンク先",
}
_BEHIND: Final = {
    "no": "番号",
    "title": "案件名",
    "folder": "フォルダ",
    "stamp_reason": "【参考値】の理由",
    "unread": "読めないブック",
    "remark": "できなかったこと",
    "sources": "出典のブック・保存時刻・照合用の4文字",
    "note": "読めない記録",
    **{f"links[].{name}": f"出力: {said}" for name, said in _LINK.items()},
    **{f"rows[].{name}": f"根拠: {said}" for name, said in _PROOF.items()},
    "points[].day": "推移: 日付",
    "points[].rate": "推移: 消化率",
    "points[].open": "推移: 残不具合",
    "points[].overdue": "推移: 期限超過課題",
}
FIELDS: Final[Fields] = {
    **{name: said for name, said in HEAD.items() if not name.startswith("warnings")},
    **{name: said for name, said in LISTS.items() if not name.startswith("projects[]")},
    **{name: said for name, said in NOTES.items() if not name.startswith("trend_days")},
    **rows("vendor_rows", {name: f"案件ごとのベンダー別不具合: {said}" for name, said in VENDOR.items()}),
    **rows("rows", {name: f"案件: {said}" for name, said in PROJECT.items() if name != "link"}),
    "rows[].href": "案件: 案件名のリンク先（日次報告。なければ空）",
    "rows[].more": "案件: ここに並ばない出力の数",
    **{f"rows[].to.{column.field}": f"案件: {column.name}の根拠の場所（なければ空）" for column in COLUMNS},
    **rows("rows", {f"links[].{name}": f"案件の出力: {said}" for name, said in _LINK.items()}),
    **rows("rows", {f"sparks[].{name}": f"案件の小さな推移: {said}" for name, said in _SPARK.items()}),
    "nothing": "案件がないときの一文",
    "days[]": "推移の日付（古い順）",
    "trends[].name": "推移: 数字の名前",
    "trends[].lines[].name": "推移: 案件名",
    "trends[].lines[].cells[]": "推移: その日の値",
    "trends[].lines[].change": "推移: 記録のある最初の日からの変化",
    "proofs_note": "根拠を載せていない案件の数（200案件まで載せます。なければ空）",
    **rows("totals", {name: f"合計の根拠: {said}" for name, said in _PROOF.items()}),
    **rows("proofs", {name: f"案件の根拠: {said}" for name, said in _BEHIND.items()}),
}

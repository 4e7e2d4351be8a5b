"""The fields of 指摘一覧."""

from typing import Final

from pmo_xl.reports.fields import Fields, rows

_TOLD: Final = {
    "level": "レベル（× エラー、△ 警告、・ 情報）",
    "code": "ルールの番号",
    "register": "ブックとシート",
    "cell": "セルへのリンク",
    "id": "記録の番号",
    "message": "指摘",
}
_FINDING: Final = {
    "no": "番号",
    **_TOLD,
    "correction": "直し方（いまの値 → 新しい値）",
    "fixable": "自動で直せるか（可、確認、人）",
    "addressee": "宛先",
    "affects": "変わる数字の名前",
    "done": "対応（記入欄、空）",
    "due": "期限（記入欄、空）",
}
_RULE: Final = {"code": "番号", "name": "名前", "reason": "理由"}

FIELDS: Final[Fields] = {
    "project.name": "プロジェクト名",
    "as_of": "対象日（日付）",
    "moment": "対象日時（2024/05/07(火) 16:00現在）",
    "author": "作成者",
    "headline": "件数と、本日の数値への影響を述べる一文",
    "summary": "実行したルールの数",
    "counts.error": "エラーの件数",
    "counts.warning": "警告の件数",
    "counts.info": "情報の件数",
    "counts.total": "指摘の件数",
    "counts.affecting": "本日の数値に影響する指摘の件数",
    "counts.accepted": "受容済みの件数",
    "addressees[].name": "宛先別の件数: 宛先",
    "addressees[].total": "宛先別の件数: 計",
    "addressees[].error": "宛先別の件数: エラー",
    "addressees[].warning": "宛先別の件数: 警告",
    "addressees[].info": "宛先別の件数: 情報",
    "figures[].name": "影響を受ける数字: 名前",
    "figures[].count": "影響を受ける数字: 指摘の件数",
    "figures[].ids": "影響を受ける数字: 記録の番号",
    **rows("skipped", {name: f"実行しなかったルール: {meaning}" for name, meaning in _RULE.items()}),
    **rows("failed", {name: f"失敗したルール: {meaning}" for name, meaning in _RULE.items()}),
    "notes[].text": "点検についての注記",
    **rows("findings", {name: f"指摘（急ぐ順、同じ指摘は件数まで）: {meaning}" for name, meaning in _FINDING.items()}),
    **rows("by_addressee", {name: f"指摘（宛先別）: {meaning}" for name, meaning in _FINDING.items()}),
    **rows("all", {name: f"指摘（全件、台帳の順）: {meaning}" for name, meaning in _FINDING.items()}),
    **rows("accepted", {name: f"受容済みの指摘: {meaning}" for name, meaning in _TOLD.items()}),
    "accepted[].reason": "受容済みの指摘: 理由",
    "accepted[].until": "受容済みの指摘: いつまで",
    "footer": "営業日の数え方と出典",
}

REMINDER: Final[Fields] = {
    "project.name": "プロジェクト名",
    "as_of": "対象日（日付）",
    "moment": "対象日時（2024/05/07(火) 16:00現在）",
    "author": "作成者",
    "addressee": "宛先（青葉一郎様、営業部御中）",
    "headline": "件数と、本日の数字に関わる件数",
    "reply_by": "いつまでに記入をお願いするか（翌営業日の日付）",
    **rows("findings", {name: f"指摘: {meaning}" for name, meaning in _FINDING.items()}),
    "footer": "営業日の数え方と出典",
}

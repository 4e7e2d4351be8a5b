"""The fields of トレーニング: the lists of its sheets and 根拠."""

from typing import Final

from pmo_xl.reports.fields import Fields, document, group, rows
from pmo_xl.reports.fields.parts import FOOTER, HEAD, PROOFS

_PLACE: Final = {"place": "元のセルへのリンク"}
_READY: Final = {
    "round": "回・研修名",
    "when": "日時（日程未定のこともある）",
    "org": "部門",
    "who": "受講者",
    "documents": "資料（済・未。列がなければ −）",
    "account": "ID（済・未。列がなければ −）",
    "environment": "環境（済・未。列がなければ −）",
    "others": "ほかの準備（済・未。列がなければ −）",
    "lacking": "済んでいない準備の列の見出し",
} | _PLACE
_STATUS: Final = {
    "org": "部門（最後の行は合計）",
    "target": "対象の人数（対象外・取消を除く）",
    "attended": "受講した人数",
    "proxy": "代理が出席した人数",
    "absent": "欠席した人数",
    "unclear": "要確認の人数（開催日を過ぎて出欠が空欄、または読めない言葉）",
    "coming": "これから受講する人数",
    "rate": "受講率",
    "missing": "未受講者（これからの人はそのまま、ほかは理由つき）",
}
_INSIGHT: Final = {
    "no": "番号（似たものは 1、1-2、1-3 と続く）",
    "id": "課題の番号、または気づきの行",
    "text": "原文",
    "classes": "分類（説明書・ロジック確認・機能改善・未分類。文面からの分類には (案)）",
    "count": "似たものを含む件数（2件目からは 〃）",
    "action": "対応案（台帳の対応方針。なければ分類ごとの案）",
    "side": "担当側（台帳に担当があれば括弧の中）",
    "due": "期限（台帳の期限。なければ分類ごとの案）",
    "status": "状態（課題でなければ 気づき）",
    "org": "部門",
    "decision": "記入欄",
} | _PLACE
_DOCUMENT: Final = {
    "mark": "× 版ズレ・未完了・○・取下",
    "id": "指摘の番号",
    "title": "指摘",
    "document": "文書の番号",
    "found_in": "指摘した版",
    "checked_in": "修正を確認した版",
    "newest": "文書の最新版（台帳にある中で）",
    "who": "確認者",
    "status": "状態",
} | _PLACE
_EVERYBODY: Final = {
    "day": "開催日（日付）",
    "org": "部門",
    "who": "受講者",
    "title": "研修名",
    "state": "受講・代理・欠席・要確認・これから",
    "word": "出欠の欄の文字",
    "lacking": "済んでいない準備",
    "remarks": "気づき・備考の欄の文字",
} | _PLACE


def _named(name: str, sheet: str, fields: Fields) -> Fields:
    return rows(name, {field: f"{sheet}: {meaning}" for field, meaning in fields.items()})


FIELDS: Final[Fields] = {
    **HEAD,
    "headline.outcome": "結論の一文（準備の済んでいない人数）",
    "headline.cause": "受講率の一文",
    "headline.text": "結論と受講率",
    **group(
        "said",
        {
            "status": "受講状況: 受講率の一文",
            "rule": "受講状況: 数え方（代理を数えるか）",
            "how": "受講状況: 代理を数えるときの書き方（数えていないときだけ）",
            "early": "受講状況: 基準日より後の出欠の人数（あるときだけ）",
            "insights": "気づき・課題: 件数の一文",
            "unclassified": "未分類: 件数の一文",
            "improvements": "改善提案: 件数の一文",
            "feedback": "フィードバック: 件数の一文",
            "documents": "説明書修正確認: 件数の一文",
        },
    ),
    **_named("ready", "受講準備", _READY),
    "ready_note": "受講準備: 30名を超えた分",
    **_named("status", "受講状況", _STATUS),
    **_named("insights", "気づき・課題", _INSIGHT),
    **_named("unclassified", "未分類", _INSIGHT),
    **_named("improvements", "改善提案", _INSIGHT),
    **_named("feedback", "フィードバック", _INSIGHT),
    **_named("documents", "説明書修正確認", _DOCUMENT),
    **_named("everybody", "明細", _EVERYBODY),
    **FOOTER,
    **PROOFS,
    **document(),
}

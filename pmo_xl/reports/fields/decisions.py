"""The fields of 決定ログ and 判断依頼."""

from typing import Final

from pmo_xl.reports.fields import Fields, document, rows
from pmo_xl.reports.fields.escalation import MEMO
from pmo_xl.reports.fields.parts import FOOTER, HEAD, PROOFS

_ASKED: Final = {
    "no": "番号",
    "id": "台帳の番号（元のセルへのリンク）",
    "title": "件名（台帳のまま）",
    "ask": "求める判断（40字までの一文）",
    "who": "判断者（役職・氏名様）",
    "until": "判断期限（なければ【要確認】）",
    "options": "選択肢の件数",
    "recommended": "推奨案",
    "otherwise": "期限を過ぎると起きること",
    "waiting": "待っているテストの件数",
    "state": "判断依頼を作成、下書き（足りない項目）、または【要確認】と作成できない理由",
}
_PROVISIONAL: Final = {
    "no": "番号",
    "id": "決定の番号（元のセルへのリンク）",
    "title": "件名",
    "text": "決定内容",
    "who": "決定者",
    "decided": "決定日",
    "due": "確定期限",
    "overdue": "期限を過ぎた営業日数",
    "count": "この決定に基づく記録の件数",
    "rests": "この決定に基づく記録の番号",
    "feasible": "実現可否（確認済、実現可否 未確認）",
}
_CURRENT: Final = {
    "no": "番号",
    "id": "決定の番号（元のセルへのリンク）",
    "day": "決定日",
    "title": "件名",
    "text": "決定内容",
    "kind": "区分",
    "who": "決定者",
    "related": "対象ID",
    "remarks": "備考",
    "feasible": "実現可否（問われていなければ −）",
}
_OVER: Final = {
    "no": "番号",
    "id": "決定の番号（元のセルへのリンク）",
    "title": "件名",
    "text": "元の決定内容",
    "kind": "区分",
    "why": "置換・取下",
    "by": "いま有効な決定（元のセルへのリンク）",
    "now": "いま有効な内容",
}
_CHECK: Final = {
    "no": "番号",
    "vendor": "ベンダー",
    "id": "対象の番号（元のセルへのリンク）",
    "target": "対象の件名",
    "kind": "対象の区分",
    "question_id": "確認事項の番号（元のセルへのリンク）",
    "question": "確認事項",
    "due": "回答期限",
    "overdue": "期限を過ぎた営業日数",
    "state": "状態（確認済、実現可否 未確認）",
    "answer": "回答",
}

LOG: Final[Fields] = {
    **HEAD,
    "headline": "件数を述べる一文",
    **rows("first_asked", {name: f"1頁目の判断待ち5件: {meaning}" for name, meaning in _ASKED.items()}),
    "asked_note": "5件を超えるときの「他n件」、または判断待ちがないこと",
    **rows("expired", {name: f"1頁目の期限切れ仮決定5件: {meaning}" for name, meaning in _PROVISIONAL.items()}),
    "expired_note": "5件を超えるときの「他n件」、または期限切れがないこと",
    **rows("unconfirmed", {name: f"1頁目の実現可否 未確認5件: {meaning}" for name, meaning in _CHECK.items()}),
    "unconfirmed_note": "5件を超えるときの「他n件」、または未確認がないこと",
    **rows("asked", {name: f"判断待ち: {meaning}" for name, meaning in _ASKED.items()}),
    **rows("provisional", {name: f"仮決定: {meaning}" for name, meaning in _PROVISIONAL.items()}),
    **rows("decided", {name: f"有効な決定: {meaning}" for name, meaning in _CURRENT.items()}),
    **rows("over", {name: f"置換・取下: {meaning}" for name, meaning in _OVER.items()}),
    **rows("checks", {name: f"実現可否: {meaning}" for name, meaning in _CHECK.items()}),
    **FOOTER,
    **PROOFS,
    **document(),
}

REQUEST: Final[Fields] = MEMO

"""The fields of 二台帳突合: the figures, the seven sections, the list of all lines and 根拠."""

from typing import Final

from pmo_xl.reports.fields import Fields, document, rows
from pmo_xl.reports.fields.parts import FOOTER, HEAD, PROOFS
from pmo_xl.reports.reconcile_lists import SECTIONS

_CARD: Final = {"label": "名前", "value": "値", "note": "内訳・補足"}
_CARDS: Final = {
    "both": "双方にある件",
    "alone": "片側のみ（ユーザー側 / ベンダー側）",
    "differ": "食い違い（状態・期限・担当・重要度）",
    "waiting": "双方が相手待ち",
}
_LINE: Final = {
    "user_id": "自社ID（ユーザー側の台帳の番号）",
    "vendor_id": "相手ID（ベンダー側の台帳の番号）",
    "title": "件名（⑦では □同じ □別）",
    "item": "異なる項目（状態・期限・指示・重要度・担当・台帳・件名）",
    "user": "ユーザー側の記入",
    "vendor": "ベンダー側の記入",
    "mover": "次に動く側（分からなければ空）",
    "user_updated": "ユーザー側の更新日",
    "vendor_updated": "ベンダー側の更新日",
}
_MORE: Final = {
    "section": "区分（①〜⑦）",
    "kind": "台帳の種類（課題・不具合・ToDo・Q&A）",
    "severity": "重要度（両側のうち重い方）",
    "due": "期限（両側のうち早い方、日付）",
    "user_place": "ユーザー側の台帳のセルへのリンク",
    "vendor_place": "ベンダー側の台帳のセルへのリンク",
}
FIELDS: Final[Fields] = {
    **HEAD,
    "headline.outcome": "結論の一文（双方にある件数、相手待ち、食い違い）",
    "headline.cause": "片側のみ・確認待ち・指示の一文",
    "headline.text": "結論の2文",
    "compared": "突合した台帳の種類と、片側にしかない種類",
    **{
        f"figures.{name}.{key}": f"{meaning}: {said}" for name, meaning in _CARDS.items() for key, said in _CARD.items()
    },
    **{f"{section}_head": f"{title}: 件数" for section, title in SECTIONS.items()},
    **{f"{section}_note": f"{title}: 頁に入らなかった件数" for section, title in SECTIONS.items()},
    **{
        name: meaning
        for section, title in SECTIONS.items()
        for name, meaning in rows(section, {key: f"{title}: {said}" for key, said in _LINE.items()}).items()
    },
    "left_out": "⑥から除いた件数（本日起票・IDなし）と、社内限りの件数",
    "confirming": "⑦を確かめて対応表に書く方法",
    **rows("rows", {key: f"一覧（全件）: {said}" for key, said in {**_LINE, **_MORE}.items()}),
    **FOOTER,
    **PROOFS,
    **document(),
}

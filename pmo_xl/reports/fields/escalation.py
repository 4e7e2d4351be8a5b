"""The fields of エスカレーション一覧 and エスカレーションメモ."""

from typing import Final

from pmo_xl.reports.fields import Fields, document, rows

_ITEM: Final = {
    "no": "番号",
    "title": "件名（台帳のまま）",
    "ask": "求める判断",
    "to": "宛先",
    "decide_by": "判断期限（なければ【要確認】）",
    "rank": "重要度",
    "overdue": "期限を過ぎた営業日数",
    "impact": "影響（テスト件数など）",
    "owner": "担当",
    "id": "台帳の番号（元のセルへのリンク）",
    "condition": "発火条件",
    "since": "いつから",
    "state": "前回からの変化（新規、継続、解消）",
}

LIST: Final[Fields] = {
    "project.name": "プロジェクト名",
    "as_of": "対象日（日付）",
    "author": "作成者",
    "count": "件数",
    "new": "新規の件数",
    "continuing": "継続の件数",
    "settled": "解消した件数",
    "headline": "件数と直近の判断期限を述べる一文",
    **rows("first", {name: f"1頁目の15件: {meaning}" for name, meaning in _ITEM.items()}),
    **rows("items", {name: f"全件: {meaning}" for name, meaning in _ITEM.items()}),
    **rows("settled_items", {name: f"解消したもの: {meaning}" for name, meaning in _ITEM.items()}),
    "note": "15件を超えるときの「他n件」",
}

MEMO: Final[Fields] = {
    "draft": "【下書き】。未記入の項目があるときだけ",
    "gaps[]": "未記入の項目の名前",
    "project.name": "プロジェクト名",
    "as_of": "対象日（日付）",
    "day": "対象日（2024年5月7日）",
    "author": "作成者",
    "id": "台帳の番号",
    "title": "件名（台帳のまま）",
    "subject": "求める判断",
    "decider": "判断者（役職・氏名様）",
    "decide_by": "判断期限（2024年5月8日（水））",
    "consequence": "判断しない場合に起きること",
    "background[]": "背景（3行まで）",
    "impact[].name": "影響: 業務・費用・日程・顧客",
    "impact[].text": "影響: 内容（なければ【要確認】）",
    "options[].mark": "選択肢: 推奨なら ○",
    "options[].no": "選択肢: 案1、案2 …",
    "options[].title": "選択肢: 内容",
    "options[].cost": "選択肢: 費用",
    "options[].months": "選択肢: 期間",
    "options[].load": "選択肢: 手作業（月の時間）",
    "options[].risk": "選択肢: リスク",
    "options[].reversible": "選択肢: 戻せるか",
    "recommendation": "推奨案と理由",
    "assumption": "前提が崩れた点と、いつから",
    "trial[]": "試算（手作業の費用、回収の月数）",
    "condition": "発火条件",
    **document(),
}

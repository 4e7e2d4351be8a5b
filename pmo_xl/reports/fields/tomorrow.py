"""The fields of 明日の準備: the page, 明細, 本日 and 根拠."""

from typing import Final

from pmo_xl.reports.fields import Fields, document, rows
from pmo_xl.reports.fields.parts import FOOTER, HEAD, PROOFS
from pmo_xl.reports.tomorrow_lists import ROWS

_PLACE: Final = {"place": "元のセルへのリンク"}
_PAGE: Final = {
    "undone": {
        "no": "優先する順（明日のテストを待たせるものが先）",
        "id": "番号",
        "what": "台帳の種類と件名",
        "who": "担当",
        "due": "期限、または何営業日過ぎたか",
        "effect": "明日に回すと何が待つか",
    },
    "meetings": {"clock": "時刻", "name": "会議名", "place": "場所", "people": "出席者の人数と、不在の人"},
    "tests": {
        "clock": "時刻（書かれていなければ −）",
        "id": "テスト番号",
        "title": "テスト",
        "tester": "実施者（未記入なら【要確認】）",
        "data": "データの準備（済・未・未記入。列がなければ −）",
        "environment": "環境の準備（済・未・未記入。列がなければ −）",
        "looks_on": "立会い",
        "why": "○（開始できる）、× と理由、または【要確認】",
    },
    "due": {
        "sort": "期限・修正・再テスト",
        "id": "番号",
        "what": "台帳の種類と件名",
        "severity": "重要度",
        "who": "担当",
        "status": "状態",
    },
    "unanswered": {
        "late": "期限を過ぎた営業日",
        "id": "番号",
        "what": "台帳の種類と件名",
        "due": "期限",
        "who": "宛先",
        "waits_for": "待っているテスト・課題など",
    },
}
_CALLED: Final = {
    "undone": "本日までの未了",
    "meetings": "明日の会議",
    "tests": "明日のテスト",
    "due": "明日が期限・予定のもの",
    "unanswered": "回答待ち",
}
_ALL: Final = {
    "all_undone": {
        "no": "優先する順",
        "id": "番号",
        "what": "件名",
        "kind": "台帳の種類",
        "severity": "重要度",
        "who": "担当",
        "due_date": "期限（日付）",
        "late": "期限を過ぎた営業日数",
        "tomorrow": "待っている明日のテスト",
        "tests": "待っているテストすべて",
        "others": "待っている課題・不具合・ToDo",
    }
    | _PLACE,
    "all_meetings": {
        "day": "日付",
        "clock": "時刻",
        "name": "会議名（前の会議の「次回」から分かったものは (次回)）",
        "where": "場所",
        "attendees": "出席者",
        "away": "不在の人と理由",
        "documents": "資料",
    }
    | _PLACE,
    "all_tests": {
        "clock": "時刻",
        "id": "テスト番号",
        "title": "テスト",
        "tester": "実施者",
        "data": "データの準備",
        "environment": "環境の準備",
        "looks_on": "立会い",
        "can_start": "○・要確認・×",
        "why": "開始できない理由、または確認すること",
        "owner": "理由ごとの担当",
        "until_date": "すべて片付く見込みの日（日付）",
        "precondition": "前提条件",
    }
    | _PLACE,
    "all_due": {
        "sort": "期限・修正予定・再テスト予定",
        "id": "番号",
        "what": "件名",
        "kind": "台帳の種類",
        "severity": "重要度",
        "status": "状態",
        "who": "担当",
        "due_date": "その日付",
    }
    | _PLACE,
    "all_unanswered": {
        "late": "期限を過ぎた営業日数",
        "id": "番号",
        "what": "件名",
        "kind": "台帳の種類",
        "requester": "依頼元",
        "who": "宛先",
        "due_date": "期限（日付）",
        "status": "状態",
        "waits_for": "待っているテスト・課題など",
    }
    | _PLACE,
    "today": {
        "sort": "会議・テスト・期限・持越し・回答待ち",
        "clock": "時刻",
        "who": "担当",
        "id": "番号",
        "title": "件名",
        "severity": "重要度",
        "due_date": "予定日・期限（日付）",
    }
    | _PLACE,
}
FIELDS: Final[Fields] = {
    **HEAD,
    "day": "次の営業日（日付）",
    "today_day": "対象日（5/7(火) の形）",
    "headline.outcome": "結論の一文（開始できないテストの件数）",
    "headline.cause": "その理由の一文",
    "headline.text": "結論と理由",
    **{
        name: said
        for key, own in _PAGE.items()
        for name, said in {
            f"{key}_head": f"{_CALLED[key]}の件数",
            **rows(key, {field: f"{_CALLED[key]}（{ROWS[key]}件まで）: {meaning}" for field, meaning in own.items()}),
            f"{key}_note": f"{_CALLED[key]}が{ROWS[key]}件を超えるときの「他n件」",
        }.items()
    },
    **{
        name: said
        for key, own in _ALL.items()
        for name, said in rows(
            key, {field: f"{_CALLED.get(key[4:], '本日の予定')}の全件: {meaning}" for field, meaning in own.items()}
        ).items()
    },
    **FOOTER,
    **PROOFS,
    **document(),
}

"""The fields of 朝会: the page, 段取り, 明細 and 根拠."""

from typing import Final

from pmo_xl.reports.fields import Fields, document, rows
from pmo_xl.reports.fields.parts import FOOTER, HEAD, PROOFS
from pmo_xl.reports.morning_lists import ROWS

_PLACE: Final = {"place": "元のセルへのリンク"}
_TEST: Final = {
    "clock": "時間帯（書かれていなければ 時刻未定）",
    "tester": "実施者（未記入なら【要確認】）",
    "system": "システム（列がなければシート名）",
    "id": "テスト番号",
    "title": "テスト",
    "data": "データの準備（済・未・未記入と準備担当。列がなければ −）",
    "environment": "環境の準備（済・未・未記入。列がなければ −）",
    "looks_on": "立会い（書かれていなければ担当ベンダー）",
    "can_start": "○（開始できる）・×・要確認・役割",
}
_PAGE: Final = {
    "tests": _TEST | {"clock": "時間帯（同じ時間帯は先頭の行だけ。書かれていなければ 時刻未定）"},
    "stopped": {
        "id": "テスト番号",
        "why": "何が妨げているか",
        "owner": "その担当",
        "until": "見込日（分からなければ 未定）",
    },
    "left": {
        "id": "テスト番号",
        "reason": "実施できなかった理由（なければ 理由未記入）",
        "new_day": "新しい予定日、または 未定",
    },
    "free": {"id": "テスト番号", "freed": "解消した不具合", "tester": "実施者", "day": "次の空いている日"},
    "decisions": {"id": "決定・不具合の番号", "what": "内容", "who": "どなたが（不具合はベンダー）"},
    "tops": {"who": "宛先（役割の確認は 役割）", "message": "いちばん急ぐ指摘", "more": "ほかの件数"},
}
_CALLED: Final = {
    "tests": "本日のテスト",
    "stopped": "開始できないテスト",
    "left": "昨日の残",
    "free": "再開できるテスト",
    "decisions": "本日の要判断",
    "tops": "数値に影響する指摘",
    "roles": "役割の確認",
}
_ALL: Final = {
    "all_tests": _TEST | {"why": "開始できない理由、または確認すること", "precondition": "前提条件"} | _PLACE,
    "all_roles": {
        "id": "テスト番号",
        "said": "取り決めと違う役割",
        "title": "テスト",
        "who": "その役割の人",
        "org": "会社・部署",
    }
    | _PLACE,
    "all_stopped": {
        "id": "テスト番号",
        "title": "テスト",
        "whose_day": "本日・持越し",
        "why": "何が妨げているか",
        "owner": "理由ごとの担当",
        "until_date": "すべて片付く見込みの日（日付）",
        "waiting": "このテストを待つ後続テストの件数",
        "tests": "後続テスト",
    }
    | _PLACE,
    "all_left": {
        "stood_date": "もとの予定日（日付）",
        "title": "テスト",
        "id": "テスト番号",
        "reason": "実施できなかった理由",
        "new_date": "新しい予定日（日付。未定なら空）",
        "tester": "実施者",
    }
    | _PLACE,
    "all_free": {
        "id": "テスト番号",
        "title": "テスト",
        "freed": "解消した不具合",
        "tester": "実施者",
        "day_date": "次の空いている日（日付）",
    }
    | _PLACE,
    "all_decisions": {
        "id": "決定・不具合の番号",
        "what": "内容",
        "sort": "判断待ち・不具合の方針",
        "severity": "重要度（決定では −）",
        "who": "どなたが（不具合はベンダー）",
        "due_date": "判断期限（日付）",
        "waiting": "待っているテストの件数",
        "otherwise": "判断しないとどうなるか",
    }
    | _PLACE,
    "all_tops": {
        "who": "宛先",
        "message": "指摘",
        "code": "ルールの番号",
        "id": "台帳の番号",
        "figures": "影響する指標",
        "more": "同じ宛先のほかの件数",
    }
    | _PLACE,
}
_CARDS: Final = {
    "planned": "本日の計画",
    "carried": "持越し",
    "stopped": "開始できない",
    "remaining": "残件数",
    "days_left": "残り営業日",
}
FIELDS: Final[Fields] = {
    **HEAD,
    "headline.outcome": "結論の一文（開始できないテストの件数）",
    "headline.cause": "その理由の一文",
    "headline.text": "結論と理由",
    **{
        f"figures.{key}.{part}": f"{name}: {meaning}"
        for key, name in _CARDS.items()
        for part, meaning in (("label", "見出し"), ("value", "値"), ("note", "数え方、または出せない理由"))
    },
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
            key, {field: f"{_CALLED[key[4:]]}の全件: {meaning}" for field, meaning in own.items()}
        ).items()
    },
    **FOOTER,
    **PROOFS,
    **document(),
}

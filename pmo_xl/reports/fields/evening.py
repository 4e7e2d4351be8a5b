"""The fields of 夕会: the page, リスケ案, 明細 and 根拠."""

from typing import Final

from pmo_xl.reports.evening_lists import ROWS
from pmo_xl.reports.fields import Fields, document, rows
from pmo_xl.reports.fields.parts import FOOTER, HEAD, PROOFS

_PLACE: Final = {"place": "元のセルへのリンク"}
_RESULT: Final = {
    "id": "テスト番号",
    "title": "テスト",
    "result": "NG・不可・保留・OK",
    "tester": "実施者（未記入なら【要確認】）",
    "defect": "不具合の番号（NGで未記入なら【要確認】）",
    "remarks": "備考",
}
_FOUND: Final = {
    "id": "不具合の番号",
    "title": "事象",
    "severity": "重要度（未記入なら【要確認】）",
    "vendor": "ベンダー",
    "waiting": "待っているテストの件数（後続を含む。紐付けがなければそう表示）",
    "action": "対応方針（なければ 未定）",
}
_PAGE: Final = {
    "results": _RESULT,
    "found": _FOUND,
    "unrun": {
        "id": "テスト番号",
        "reason": "実施できなかった理由（なければ 理由未記入）。前日までのものは [もとの予定日] から",
        "day": "新しい予定日の案、または 案なし",
        "who": "その日に実施する人",
        "basis": "案の根拠、または案がない理由",
        "approved": "承認の □",
    },
    "unfit": {"count": "件数、または 手当て", "what": "入らない理由、またはどうすれば入るか"},
    "prepare": {"id": "テスト番号", "what": "準備が未了のもの", "who": "その担当"},
}
_CALLED: Final = {
    "results": "本日の結果（OK以外）",
    "found": "本日の新規不具合",
    "unrun": "未実施とリスケ案",
    "unfit": "入らない件数と手当て",
    "prepare": "明日までに準備するもの",
}
_ALL: Final = {
    "all_unrun": {
        "no": "順（後続テストの多いものが先）",
        "title": "テスト",
        "id": "テスト番号",
        "planned_date": "もとの予定日（日付）",
        "reason": "実施できなかった理由",
        "proposal": "案・案なし",
        "proposed_date": "新しい予定日の案（日付。なければ空）",
        "who": "実施する人",
        "basis": "案の根拠、または案がない理由",
        "other": "別の実施者なら空いている日と名前",
        "waiting": "後続テストの件数",
        "tests": "後続テスト",
        "approved": "承認の □",
    }
    | _PLACE,
    "all_unfit": {"count": "件数、または 手当て", "what": "入らない理由、またはどうすれば入るか"},
    "all_results": _RESULT | {"sort": "計画・持越し・再テスト・前倒し・予定日なし"} | _PLACE,
    "all_found": _FOUND | {"status": "状態", "tests": "待っているテスト"} | _PLACE,
    "all_moved": {
        "id": "テスト番号",
        "title": "テスト",
        "tester": "実施者",
        "planned_date": "新しい予定日（日付）",
    }
    | _PLACE,
    "all_tomorrow": {
        "id": "テスト番号",
        "title": "テスト",
        "tester": "実施者",
        "can_start": "○・要確認・×",
        "why": "開始できない理由、または確認すること",
    }
    | _PLACE,
    "all_prepare": {"id": "テスト番号", "title": "テスト", "what": "準備が未了のもの", "who": "その担当"} | _PLACE,
}
_BEHIND: Final = {
    "all_unrun": "未実施とリスケ案の全件",
    "all_unfit": "入らない件数と手当ての全行",
    "all_results": "本日の結果の全件",
    "all_found": "本日の新規不具合の全件",
    "all_moved": "本日から延期したテストの全件",
    "all_tomorrow": "明日のテストの全件",
    "all_prepare": "明日までに準備するものの全件",
}
_CARDS: Final = {
    "executed": "本日の実施",
    "found": "新規不具合",
    "unrun": "未実施",
    "unfit": "入らない",
    "tomorrow": "明日の計画",
}
FIELDS: Final[Fields] = {
    **HEAD,
    "next_day": "次の営業日（日付）",
    "headline.outcome": "1行目（計画16件中14件実施(87.5%)、ほか持越し2件を実施）",
    "headline.cause": "計画=実施+未実施(理由あり)+未実施(理由未記入) の式",
    "headline.text": "1行目と式",
    **{
        f"figures.{key}.{part}": f"{name}: {meaning}"
        for key, name in _CARDS.items()
        for part, meaning in (("label", "見出し"), ("value", "値"), ("note", "内訳、または出せない理由"))
    },
    "passed": "OKの件数を実施者ごとに並べた1行",
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
        for name, said in rows(key, {field: f"{_BEHIND[key]}: {meaning}" for field, meaning in own.items()}).items()
    },
    **FOOTER,
    **PROOFS,
    **document(),
}

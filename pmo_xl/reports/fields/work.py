"""The fields of 作業報告: the page of one person (Word), and everybody with every row (Excel)."""

from typing import Final

from pmo_xl.reports.fields import Fields, document, rows
from pmo_xl.reports.fields.parts import FOOTER, HEAD, PROOFS
from pmo_xl.reports.work_lists import AHEAD, DONE, NAMES

_BASIS: Final = {"basis": "何を載せたか（いつの記録から変わった行か。記録がない日はその旨）"}
_DONE: Final = {
    "sort": "区分（完了・テスト実施・承認・新規・延期・逆戻り・更新）",
    "id": "台帳の種類と番号",
    "title": "件名",
    "told": "変わった内容",
    "cell": "シートとセル",
}
_AHEAD: Final = {
    "sort": "区分（テスト・期限・修正予定・再テスト予定）",
    "id": "台帳の種類と番号",
    "title": "件名",
    "severity": "重要度",
}
PERSON: Final[Fields] = {
    **HEAD,
    **_BASIS,
    "name": "担当の名前",
    "org": "所属（体制表による）",
    "summary": "区分ごとの件数の一文",
    **rows("done", {name: f"行ったこと（{DONE}件まで）: {meaning}" for name, meaning in _DONE.items()}),
    "done_note": f"行ったことが{DONE}件を超えるときの「他n件」",
    "tomorrow_day": "次の営業日（5/8(水) の形）",
    **rows("ahead", {name: f"次の営業日の予定（{AHEAD}件まで）: {meaning}" for name, meaning in _AHEAD.items()}),
    "ahead_note": f"次の営業日の予定が{AHEAD}件を超えるときの「他n件」",
    **FOOTER,
    **document(),
}
_PEOPLE: Final = {
    "name": "担当の名前",
    "org": "所属",
    **{column: f"{called}の件数" for column, called in NAMES.items()},
    "total": "件数の計",
    "ahead": "次の営業日の予定の件数",
}
_WORK: Final = {
    "name": "担当",
    "sort": "区分",
    "kind": "台帳の種類",
    "id": "番号",
    "title": "件名",
    "told": "変わった内容",
    "place": "変わったセルへのリンク",
}
EVERYBODY: Final[Fields] = {
    **HEAD,
    **_BASIS,
    "headline": "何名が何件の記録を更新したかの一文",
    **rows("people", {name: f"担当ごと: {meaning}" for name, meaning in _PEOPLE.items()}),
    **rows("all_work", {name: f"明細（担当と記録ごとに1行）: {meaning}" for name, meaning in _WORK.items()}),
    **FOOTER,
    **PROOFS,
    **document(),
}

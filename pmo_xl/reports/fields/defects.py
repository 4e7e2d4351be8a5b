"""The fields of 不具合方針: the list, the trees and 根拠."""

from typing import Final

from pmo_xl.reports.fields import Fields, document, rows
from pmo_xl.reports.fields.parts import FOOTER, HEAD, PROOFS

_DEFECT: Final = {
    "no": "番号（重要度、影響テスト、経過の順）",
    "id": "不具合の番号",
    "title": "事象（40字まで）",
    "severity": "重要度（未記入なら【要確認】）",
    "age": "検出からの営業日",
    "tests": "影響テスト（件数と、直接+後続の内訳。紐付けがなければ テスト紐付けなし）",
    "requirements": "影響する要件の番号",
    "vendor": "ベンダー",
    "way_round": "回避策（台帳にあるもの。なければ なし）",
    "proposal": "方針案（修正・運用回避・仕様どおり・次期）",
    "because": "方針案の理由",
    "fix_day": "修正予定（修正済みなら 済 と修正日、過ぎていれば 超過。なければ 未定）",
    "last_fix": "最終修正期限（これより後の修正では、影響テストが終了日までに終わらない）",
    "status": "状態",
    "action": "台帳の対応方針",
    "decision": "決定（記入欄）",
    "decided_by": "決定者（記入欄）",
    "place": "元のセルへのリンク",
}
_TREE: Final = {
    "step": "段（● が不具合。└2 は └1 を先行とするテスト）",
    "sort": "不具合・直接（不具合に紐づく）・後続・循環",
    "id": "番号",
    "title": "件名",
    "result": "状態・結果",
    "planned_date": "修正予定・予定日（日付）",
    "tester": "担当・実施者",
    "requirements": "要件の番号",
    "place": "元のセルへのリンク",
}
FIELDS: Final[Fields] = {
    **HEAD,
    "headline.outcome": "結論の一文（方針を確認する不具合の件数）",
    "headline.cause": "影響の一文（影響テスト、間に合わない修正、紐付けなし）",
    "headline.text": "結論と影響",
    **rows("defects", {field: f"不具合の一覧: {meaning}" for field, meaning in _DEFECT.items()}),
    **rows("tree", {field: f"致命の不具合の影響: {meaning}" for field, meaning in _TREE.items()}),
    **FOOTER,
    **PROOFS,
    **document(),
}

"""The fields of 完了報告."""

from typing import Final

from pmo_xl.reports.fields import Fields, document, rows
from pmo_xl.reports.fields.coverage import COVERAGE
from pmo_xl.reports.fields.figures import FIGURES
from pmo_xl.reports.fields.parts import FOOTER, HEAD

_LISTS: Final = {
    "scope": (
        "対象外・取下としたテスト",
        {
            "what": "区分",
            "reason": "理由（書かれていなければ【要確認】）",
            "count": "件数",
            "tests": "テスト（連番はまとめて表示）",
        },
    ),
    "decided": (
        "決定事項",
        {"id": "番号", "title": "件名", "text": "内容", "kind": "区分", "who": "決定者", "day": "決定日"},
    ),
    "blockers": (
        "阻害要因",
        {
            "id": "番号",
            "what": "阻害要因",
            "severity": "重要度",
            "waiting": "待っているテストの件数",
            "workaround": "回避策",
            "until": "修正予定",
            "owner": "担当",
        },
    ),
    "open_items": (
        "未解決の不具合・課題",
        {
            "kind": "台帳",
            "id": "番号",
            "title": "内容",
            "severity": "重要度",
            "standing": "区分（稼働前に対応・稼働後対応・運用回避・要判断。稼働日が未設定なら 未確認。"
            "回避策も決定もなく稼働後に残るものは【 】）",
            "until": "修正予定または期限",
            "workaround": "回避策",
            "owner": "担当",
            "place": "元のセルへのリンク",
        },
    ),
    "risks": (
        "残存リスク",
        {"id": "番号", "title": "リスク", "severity": "重要度", "status": "状態", "action": "対応", "owner": "担当"},
    ),
}


def _listed(name: str, what: str, fields: Fields) -> Fields:
    own = {field: f"{what}（重要度・番号の順）: {said}" for field, said in fields.items()}
    return {**rows(name, own), f"{name}_empty": f"{what}がないときの一文"}


FIELDS: Final[Fields] = {
    **HEAD,
    "subject": "対象のプロジェクトとフェーズ",
    "period": "フェーズの期間",
    "phase_end": "フェーズの終了予定日",
    "go_live": "稼働予定日",
    "missing": "人が記入・確認する項目（なければ空）",
    "done[].text": "実施した内容",
    **rows("differences", {"name": "項目", "planned": "計画", "done": "実績", "difference": "差"}),
    **rows(
        "criteria",
        {
            "name": "完了基準: 基準",
            "target": "完了基準: 目標",
            "actual": "完了基準: 実績",
            "mark": "完了基準: 評価（○ △ × 未確認）",
            "remark": "完了基準: 備考",
        },
    ),
    "criteria_line": "完了基準の評価の内訳",
    **{name: said for key, (what, own) in _LISTS.items() for name, said in _listed(key, what, own).items()},
    "exposed": "稼働後まで残り、回避策も決定もないものの件数",
    **rows(
        "figures",
        {"name": "指標: 名前", "text": "指標: 最終値", "parts": "指標: 分子/分母", "reason": "指標: 値を出せない理由"},
    ),
    **rows("definitions", {"name": "指標の定義: 名前", "definition": "指標の定義: 計算式（ことば）"}),
    **rows("products", {"file": "成果物: ファイル", "holds": "成果物: 内容", "saved": "成果物: 保存時刻"}),
    "reuse[].text": "再利用できるもの（分類が「再利用」などの行。なければ【要確認】）",
    "lessons[].text": "教訓（分類が「教訓」「振り返り」などの行。なければ【要確認】）",
    **COVERAGE,
    **FOOTER,
    **FIGURES,
    **document(),
}

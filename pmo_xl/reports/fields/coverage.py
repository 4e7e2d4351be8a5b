"""The fields of coverage: requirements with their tests, tests by system, passes without sign-off."""

from typing import Final

from pmo_xl.reports.fields import Fields, group, rows

_LINE: Final = {
    "live": "有効なテストのある要件の率",
    "run": "消化したテストのある要件の率",
    "pass": "有効なテストがすべてOKの要件の率",
    "uncovered": "未検証の要件の件数（対象外だけの要件を含む）",
    "weak": "弱い要件の件数（テスト1件のみ・正常系のみ・すべて未実施）",
    "changed": "OKのあとで変更された要件の件数",
    "approved": "承認率",
    "unapproved": "OKだが承認者の記入がないテストの件数",
    "sentence": "要件の網羅を1行にしたもの",
}
_REQUIREMENT: Final = {
    "id": "要件番号",
    "title": "要件",
    "severity": "重要度",
    "answers": "要件を名指すQ&Aと、回答の有無",
    "tests": "要件を確かめるテスト（連番はまとめて表示）",
    "live": "有効なテストの件数",
    "executed": "消化した件数",
    "passed": "OKの件数",
    "state": "状態（未検証・NGあり・未実施・実施中・全件OK）",
    "weak": "弱い理由",
    "changed": "要件の更新より前にOKになったテスト",
    "attention": "注意の要る点を1行にしたもの（なければ空）",
    "place": "元のセルへのリンク",
}
_SYSTEM: Final = {
    "system": "システム（最後の行は合計）",
    "live": "母数",
    "executed": "消化",
    "pass": "OK",
    "fail": "NG",
    "blocked": "実施不可",
    "hold": "保留",
    "not_run": "未実施",
    "unknown": "結果の言葉を読み取れない件数",
    "out": "対象外・取下",
}
_UNAPPROVED: Final = {
    "id": "テスト番号",
    "title": "件名",
    "requirement_id": "要件番号",
    "executed_date": "実施日",
    "tester": "実施者",
    "place": "元のセルへのリンク",
}
_BLOCKED: Final = {
    "id": "テスト番号",
    "title": "件名",
    "system": "システム",
    "cause": "原因（不具合の修正待ち、データの準備待ち…）",
    "defect_id": "待っている不具合",
    "remarks": "備考",
    "place": "元のセルへのリンク",
}
COVERAGE: Final[Fields] = {
    **group("coverage", _LINE),
    **rows("requirements", {name: f"要件×テスト（全件、重要度順）: {said}" for name, said in _REQUIREMENT.items()}),
    "requirements_note": "要件の表を作れないときの理由",
    **rows("thin", {name: f"注意の要る要件: {said}" for name, said in _REQUIREMENT.items()}),
    **rows("systems", {name: f"システム別: {said}" for name, said in _SYSTEM.items()}),
    "systems_note": "システム別の表の見方（行の合計が母数と違うときはその理由）",
    **rows("blocked_tests", {name: f"実施できないテスト: {said}" for name, said in _BLOCKED.items()}),
    **rows("unapproved", {name: f"承認待ち: {said}" for name, said in _UNAPPROVED.items()}),
    "unapproved_note": "承認待ちの表を作れないときの理由",
}

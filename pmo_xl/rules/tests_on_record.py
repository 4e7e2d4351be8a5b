"""T: what a test has to show later: what was expected, the evidence, who approved, why it was left out."""

from collections.abc import Iterator
from fractions import Fraction

from pmo_xl.metrics.wording import percent
from pmo_xl.model.kept import Kept, row_identity
from pmo_xl.model.record import OUT_OF_SCOPE, Record
from pmo_xl.model.register import Register
from pmo_xl.rules.context import Context
from pmo_xl.rules.evidence import Evidence
from pmo_xl.rules.found import Said, Skip, found
from pmo_xl.rules.phrases import called, cut, listed, san, written
from pmo_xl.rules.registry import rule


@rule("T-011", on="test", level="warning", reads=("result", "evidence"))
def passed_without_evidence(tests: Register, context: Context) -> Said:
    """OKなのにエビデンスがない。

    なぜ: あとで「本当に確かめたのか」と聞かれたとき、示せるものがない。
    対処: 画面の写しや帳票の保存先を記入する。

    例 (基準日 2024-05-07):
        | テストID | テスト項目 | 実施日     | 結果 | エビデンス         |                |
        | T-001    | 受注登録   | 2024/05/02 | OK   |                    | T-011 evidence |
        | T-002    | 受注取消   | 2024/05/02 | OK   | evidence/T-002.png |                |
        | T-003    | 受注照会   | 2024/05/02 | NG   |                    |                |
        | T-004    | 受注変更   |            |      |                    |                |
    """
    for test, field in _passed_without("evidence", tests, context):
        yield found(test, field, f"{called(test)}はOKですがエビデンスがありません。保存先を記入してください。")


@rule("T-012", on="test", level="info", reads=("evidence",), settings=("check.params.evidence_check",))
def evidence_that_is_not_there(tests: Register, context: Context) -> Said:
    """エビデンスに書かれたファイルが見つからない。

    なぜ: 移動や改名で見つからなくなった証跡は、ないのと同じである。
    対処: 保存先を直す。管理表のあるフォルダーからの相対パスか、そのままのパスとして調べる(URLと説明文は調べない)。

    例 (基準日 2024-05-07、エビデンスの確認あり):
        | テストID | テスト項目 | 実施日     | 結果 | エビデンス               |                |
        | T-001    | 受注登録   | 2024/05/02 | OK   | evidence/T-001.png       | T-012 evidence |
        | T-002    | 受注取消   | 2024/05/02 | OK   | https://example.co.jp/t2 |                |
        | T-003    | 受注照会   | 2024/05/02 | OK   | 紙で保管                 |                |
    """
    evidence = Evidence({source.file: source.path for source in context.situation.sources})
    for table, records in context.by_table(tests):
        if table.file not in evidence.books:
            yield Skip(f"「{table.file}」の保存場所が分からないため、エビデンスの有無は確認していません")
            continue
        fields = [name for name in ("evidence", *(f"evidence_{n}" for n in range(2, 10))) if table.has(name)]
        for test in records:
            for field in fields:
                if missing := evidence.missing(test.get(field), table.file):
                    message = (
                        f"{called(test)}のエビデンス「{cut(listed(missing), 60)}」が見つかりません。"
                        "移動していないか確認してください。"
                    )
                    yield found(test, field, message)


@rule("T-014", on="test", level="warning", reads=("result", "remarks", "approved_by"))
def left_out_without_a_reason(tests: Register, context: Context) -> Said:
    """対象外・取下にしたテストに、理由か承認者がない。

    なぜ: 母数が減った分の説明がつかないと、網羅性を疑われる。
    対処: 理由を備考に書き、業務側の承認者を記入する。

    例 (基準日 2024-05-07):
        | テストID | テスト項目 | 結果   | 承認者 | 備考           |                   |
        | T-001    | 受注登録   | 対象外 | 青葉   |                | T-014 remarks     |
        | T-002    | 受注取消   | 対象外 |        | 今回は使わない | T-014 approved_by |
        | T-003    | 受注照会   | 対象外 | 青葉   | 今回は使わない |                   |
        | T-004    | 受注変更   |        |        |                |                   |
    """
    for test in tests:
        if test.verdict not in OUT_OF_SCOPE:
            continue
        missing = [name for name, lacks in (("理由", not test.remarks), ("承認者", not test.approved_by)) if lacks]
        if missing:
            message = (
                f"{called(test)}を「{written(test, context.last_result_field(test))}」にした{'と'.join(missing)}が"
                "ありません。網羅性の説明に必要です。記入してください。"
            )
            yield found(test, "approved_by" if test.remarks else "remarks", message)


@rule("T-015", on="test", level="warning", reads=("result",), history=True)
def many_left_out_lately(tests: Register, context: Context) -> Said:
    """最近、対象外・取下にしたテストが急に増えた。

    なぜ: 母数が減れば消化率は上がる。意図した変更でなければ、報告の数字が実態より良く見える。
    対処: 意図した変更なら、報告書に一言添える。

    例 (基準日 2024-05-07):
        前回 2024-05-01:
        | テストID | テスト項目 | 結果   |
        | T-001    | 受注登録   |        |
        | T-002    | 受注取消   |        |
        | T-003    | 受注照会   | 対象外 |
        テスト:
        | テストID | テスト項目 | 結果   |              |
        | T-001    | 受注登録   | 対象外 | T-015 result |
        | T-002    | 受注取消   |        |              |
        | T-003    | 受注照会   | 対象外 |              |
    """
    waived = [test for test in tests if test.id and not test.is_live]
    if not waived:
        return
    since = context.calendar.shift(context.as_of, -context.params.waived_days)
    first = next((kept for kept in context.situation.kept if kept.date >= since), None)
    if first is None:
        yield Skip(f"直近{context.params.waived_days}営業日の記録がありません(history keep で残せます)")
        return
    before = _in_scope(first, tests.name)
    lately = [test for test in waived if test.identity in before]
    if before and len(lately) > context.params.waived_share * len(before):
        days = context.calendar.after(first.date, context.as_of)
        message = (
            f"直近{days}営業日で対象外・取下が{len(lately)}件増えました"
            f"(母数の{percent(Fraction(len(lately), len(before)))}、{listed(test.id or '' for test in lately)})。"
            "意図した変更か報告書に一言添えてください。"
        )
        yield found(lately[0], context.last_result_field(lately[0]), message)


@rule("T-016", on="test", level="warning", reads=("expected|viewpoint",))
def nothing_expected(tests: Register, context: Context) -> Said:
    """期待結果も確認観点も書かれていない。

    なぜ: 何をもってOKとするかが人によって変わり、結果を比べられない。
    対処: 実施する前に、業務の担当者に期待結果か確認観点を書いてもらう。

    例 (基準日 2024-05-07):
        | テストID | テスト項目 | 期待結果         | 結果   |                |
        | T-001    | 受注登録   |                  |        | T-016 expected |
        | T-002    | 受注取消   | 取消済と表示する |        |                |
        | T-003    | 受注照会   |                  | 対象外 |                |
    """
    for test in tests:
        if not test.expected and not test.viewpoint and test.is_live:
            message = (
                f"{called(test)}に期待結果・確認観点がありません。"
                f"何をもってOKとするか{san(test.tester)}に書いてもらってください。"
            )
            yield found(test, "expected" if test.table.has("expected") else "viewpoint", message)


@rule("T-018", on="test", level="info", reads=("result", "approved_by"))
def passed_without_approval(tests: Register, context: Context) -> Said:
    """OKなのに業務側の承認がない。

    なぜ: 承認のないOKは、受入の根拠として数えられない。
    対処: 承認を依頼する。承認者の欄が1件も使われていない表では確認しない。

    例 (基準日 2024-05-07):
        | テストID | テスト項目 | 実施日     | 結果 | 承認者 |                   |
        | T-001    | 受注登録   | 2024/05/02 | OK   |        | T-018 approved_by |
        | T-002    | 受注取消   | 2024/05/02 | OK   | 青葉   |                   |
        | T-003    | 受注照会   | 2024/05/02 | NG   |        |                   |
    """
    if not any(test.approved_by for test in tests):
        if len(tests):
            yield Skip("承認者が記入されたテストがありません")
        return
    for test, field in _passed_without("approved_by", tests, context):
        who = san(test.reviewer or test.tester)
        message = f"{called(test)}はOKですが業務側の承認がありません。{who}に確認を依頼してください。"
        yield found(test, field, message)


def _passed_without(field: str, tests: Register, context: Context) -> Iterator[tuple[Record, str]]:
    """The tests that are OK and have a field blank: that of the round that says OK where each round has its own."""
    for table, records in context.by_table(tests):
        several = any(table.has(f"{field}_{n}") for n in range(2, len(context.rounds(table)) + 1))
        for test in records:
            if test.verdict != "pass":
                continue
            own = field + context.last_result_field(test).removeprefix("result") if several else field
            if not getattr(test, own, None):
                yield test, own if table.has(own) else field


def _in_scope(kept: Kept, register: str) -> frozenset[str]:
    """The tests that counted in a kept state."""
    out = {identity for identity, verdict in kept.verdicts_of(register) if verdict in OUT_OF_SCOPE}
    return frozenset(map(row_identity, kept.registers.get(register, ()))) - out

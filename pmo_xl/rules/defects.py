"""D: defects. What the defect meeting has to know."""

from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.rules.context import Context
from pmo_xl.rules.found import Said, found
from pmo_xl.rules.phrases import day, named
from pmo_xl.rules.registry import rule


@rule("D-001", on="defect", level="error", reads=("status", "severity|priority"))
def no_severity(defects: Register, context: Context) -> Said:
    """未完了の不具合に重要度がない。

    なぜ: 重要度別の残件に入らず、直す順番も決まらない。
    対処: 不具合の打合せで決める。

    例 (基準日 2024-05-07):
        | 不具合ID | 件名     | 事象       | 重要度 | 状態   | 検出日     |                |
        | D-001    | 桁あふれ | 切れる     |        | 修正中 | 2024/05/01 | D-001 severity |
        | D-002    | 送信漏れ | 届かない   | 高     | 修正中 | 2024/05/01 |                |
        | D-003    | 文言誤り | 誤字がある |        | 完了   | 2024/04/24 |                |
    """
    for defect in defects:
        if defect.is_open and defect.rank is None:
            field = "severity" if defect.table.has("severity") else "priority"
            message = f"{named(defect)}に重要度がありません。不具合の打合せで決めてください。"
            yield found(defect, field, message)


@rule("D-003", on="defect", level="warning", reads=("status", "vendor|owner_org"))
def nobody_to_fix_it(defects: Register, context: Context) -> Said:
    """未完了の不具合に担当のベンダーも担当者もいない。

    なぜ: 誰の手元にもない不具合は動かない。ベンダー別の残件にも入らない。
    対処: 切り分けの担当を1社決める。

    例 (基準日 2024-05-07):
        | 不具合ID | 件名     | 事象       | 状態   | 検出日     | ベンダー | 担当者 |              |
        | D-001    | 桁あふれ | 切れる     | 新規   | 2024/05/02 |          |        | D-003 vendor |
        | D-002    | 送信漏れ | 届かない   | 修正中 | 2024/05/02 | A社      |        |              |
        | D-003    | 文言誤り | 誤字がある | 修正中 | 2024/05/02 | B社      | 乙田   |              |
        | D-004    | 余白なし | 詰まる     | 完了   | 2024/04/24 |          |        |              |
    """
    for defect in defects:
        if defect.is_open and not defect.supplier and not defect.owner:
            message = f"{named(defect)}の担当ベンダーが空です。切り分け担当を1社決めてください。"
            yield found(defect, "vendor" if defect.table.has("vendor") else "owner_org", message)


@rule("D-004", on="defect", level="warning", reads=("status", "fix_plan_date"))
def fix_overdue(defects: Register, context: Context) -> Said:
    """修正予定日を過ぎて修正されていない。

    なぜ: その修正を待っているテストの再計画ができない。
    対処: ベンダーに新しい修正予定日を確認して書き直す。修正済みなら修正日を入れる。

    例 (基準日 2024-05-07):
        | 不具合ID | 件名     | 事象       | 状態   | 検出日     | 修正予定日 | 修正日     |                     |
        | D-001    | 桁あふれ | 切れる     | 修正中 | 2024/04/24 | 2024/05/02 |            | D-004 fix_plan_date |
        | D-002    | 送信漏れ | 届かない   | 修正中 | 2024/04/24 | 2024/05/02 | 2024/05/02 |                     |
        | D-003    | 文言誤り | 誤字がある | 修正中 | 2024/04/24 | 2024/05/07 |            |                     |
        | D-004    | 余白なし | 詰まる     | 完了   | 2024/04/24 | 2024/05/02 |            |                     |
    """
    knows_tests = context.has("test")
    for defect in defects:
        planned = defect.fix_plan_date
        if planned is None or defect.fixed_date is not None or not defect.is_open:
            continue
        if context.overdue_days(planned):
            waiting = f"(待ちテスト{len(context.waiting_tests(defect))}件)" if knows_tests else ""
            message = (
                f"{named(defect)}は修正予定日{day(planned)}を過ぎています。"
                f"{context.situation.supplier(defect) or '担当ベンダー'}に新しい予定日を確認してください{waiting}。"
            )
            yield found(defect, "fix_plan_date", message)


@rule(
    "D-006",
    on="defect",
    level="error",
    reads=("status", "retest_result"),
    beside={"test": ("defect_id", "result", "executed_date")},
    yields_to=("X-004",),
)
def closed_without_retest(defects: Register, context: Context) -> Said:
    """再テストOKの記録がないままクローズされている。

    なぜ: 直ったことを誰も確かめていない不具合が、完了として数えられる。
    対処: 再テストの結果を確認して入れる。まだなら状態を「再テスト待ち」に戻す。

    例 (基準日 2024-05-07):
        不具合:
        | 不具合ID | 件名     | 事象       | 状態     | 検出日     | 修正日     | 再テスト結果 |              |
        | D-001    | 桁あふれ | 切れる     | クローズ | 2024/04/24 | 2024/05/01 |              | D-006 status |
        | D-002    | 送信漏れ | 届かない   | クローズ | 2024/04/24 | 2024/05/01 | OK           |              |
        | D-003    | 文言誤り | 誤字がある | クローズ | 2024/04/24 | 2024/05/01 |              |              |
        | D-004    | 余白なし | 詰まる     | 却下     | 2024/04/24 |            |              |              |
        | D-005    | 色ちがい | 赤くない   | 修正中   | 2024/04/24 |            |              |              |
        テスト:
        | テストID | テスト項目 | 実施日     | 結果 | 不具合ID |
        | T-001    | 受注登録   | 2024/04/30 | OK   | D-001    |
        | T-003    | 受注照会   | 2024/05/02 | OK   | D-003    |
    """
    for defect in defects:
        if defect.status != "closed" or defect.retest_result == "pass":
            continue
        tests = context.tests_of(defect)
        if any(_passed_since(test, defect) for test in tests):
            continue
        message = (
            f"{named(defect)}は再テストOKの記録がないままクローズされています。"
            "結果を確認し、なければ「再テスト待ち」に戻してください。"
        )
        yield found(defect, "status", message, others=tests)


def _passed_since(test: Record, defect: Record) -> bool:
    """Whether the test shows the fix to work. A pass without a date is T-001's to complain about."""
    if test.verdict != "pass":
        return False
    return test.verdict_date is None or defect.fixed_date is None or test.verdict_date >= defect.fixed_date

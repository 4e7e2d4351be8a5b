"""D: what was decided about a defect, by whom, and when it is tested again."""

from typing import Final

from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.model.table import Table
from pmo_xl.rules.context import Context
from pmo_xl.rules.found import Said, found, propose
from pmo_xl.rules.phrases import day, named, san, written
from pmo_xl.rules.registry import rule

_SPREAD: Final = ("横展開", "水平展開")
_GRAVE: Final = ("critical", "high")
_UNTESTED: Final = (None, "not_run")


@rule("D-002", on="defect", level="warning", reads=("status", "action", "detected_date"))
def no_policy_yet(defects: Register, context: Context) -> Said:
    """見つかってから日がたつのに、対応方針が決まっていない。

    なぜ: 方針が決まるまで、修正も回避策も再計画も始まらない。
    対処: 本日の方針決定の議題に入れる。

    例 (基準日 2024-05-07):
        | 不具合ID | 件名     | 状態   | 検出日     | 対応方針 |              |
        | D-001    | 桁あふれ | 新規   | 2024/05/02 |          | D-002 action |
        | D-002    | 送信漏れ | 新規   | 2024/05/07 |          |              |
        | D-003    | 文言誤り | 修正中 | 2024/04/24 | 修正     |              |
        | D-004    | 余白なし | 完了   | 2024/04/24 |          |              |
    """
    for defect in defects:
        days = days_without_a_policy(defect, context)
        if days is not None:
            message = f"{named(defect)}は{days}営業日、対応方針が未定です。本日の方針決定の議題に入れてください。"
            yield found(defect, "action", message)


def days_without_a_policy(defect: Record, context: Context) -> int | None:
    """Working days since it was found without a 対応方針; None where there is one, or `action_days` are not over."""
    if defect.status not in ("open", "in_progress") or defect.action or defect.arose is None:
        return None
    days = context.calendar.after(defect.arose, context.as_of)
    return days if days >= context.params.action_days else None


@rule("D-005", on="defect", level="warning", fix="suggest", reads=("status", "fixed_date", "retest_plan_date"))
def no_day_for_the_retest(defects: Register, context: Context) -> Said:
    """修正されたのに、再テストの日が決まっていない。

    なぜ: 直っているかどうか分からないまま、待っているテストの再計画もできない。
    対処: 再テストの予定日を入れる。済んでいれば再テスト結果を入れる。

    例 (基準日 2024-05-07):
        | 不具合ID | 件名     | 状態   | 修正日     | 再テスト予定日 | 再テスト結果 |                        |
        | D-001    | 桁あふれ | 修正済 | 2024/05/02 |                |              | D-005 retest_plan_date |
        | D-002    | 送信漏れ | 修正済 | 2024/05/07 |                |              |                        |
        | D-003    | 文言誤り | 修正済 | 2024/05/02 | 2024/05/08     |              |                        |
        | D-004    | 余白なし | 修正済 | 2024/05/02 |                | OK           |                        |
    """
    tomorrow = context.calendar.shift(context.as_of, 1)
    for defect in defects:
        fixed = defect.fixed_date
        if fixed is None or not defect.is_open or defect.retest_plan_date or defect.retest_result not in _UNTESTED:
            continue
        if context.calendar.after(fixed, context.as_of) >= context.params.retest_days:
            who = san(defect.owner or next((t.tester for t in context.tests_of(defect) if t.tester), None))
            message = (
                f"{named(defect)}は{day(fixed)}に修正済みですが再テスト日がありません。"
                f"{day(tomorrow)}に組み込む案を{who}と確認してください。"
            )
            yield found(defect, "retest_plan_date", message, fix=propose(defect, "retest_plan_date", tomorrow))


@rule("D-008", on="defect", level="warning", reads=("status", "decided_by|approved_by"))
def rejected_by_the_vendor_alone(defects: Register, context: Context) -> Said:
    """却下・対応不要で終わった不具合に、業務側の承認者がいない。

    なぜ: 作った側だけで「不具合ではない」と決めたものは、稼働後に蒸し返される。
    対処: 業務側の承認者名を記入する。承認がなければ状態を戻す。

    例 (基準日 2024-05-07):
        体制表:
        | 氏名      | 会社   | 役割 | 側       |
        | 甲野 太郎 | A社    | 開発 | ベンダー |
        | 青葉 葉   | 営業部 | 業務 | ユーザー |
        不具合:
        | 不具合ID | 件名     | 状態   | 検出日     | 決定者    |                  |
        | D-001    | 桁あふれ | 却下   | 2024/04/24 |           | D-008 decided_by |
        | D-002    | 送信漏れ | 却下   | 2024/04/24 | 甲野 太郎 | D-008 decided_by |
        | D-003    | 文言誤り | 却下   | 2024/04/24 | 青葉 葉   |                  |
        | D-004    | 余白なし | 完了   | 2024/04/24 |           |                  |
    """
    for table, own in context.by_table(defects):
        field = next((name for name in ("decided_by", "approved_by") if table.has(name)), None)
        if field is None:
            continue
        for defect in own:
            if defect.status == "rejected" and not _by_the_user_side(str(defect.get(field) or ""), context):
                message = (
                    f"{named(defect)}は「{written(defect, 'status')}」で終了していますが、業務側の承認者がありません。"
                    "承認者名を記入してください。"
                )
                yield found(defect, field, message)


@rule("D-010", on="defect", level="warning", reads=("status", "severity|priority", "cause"))
def closed_without_cause(defects: Register, context: Context) -> Said:
    """重大な不具合が、原因や横展開の確認を書かずに完了している。

    なぜ: 原因が分からなければ、同じ種類の不具合がほかにないことを誰も言えない。
    対処: 原因と、ほかの機能を確かめた結果(横展開)を記入する。

    例 (基準日 2024-05-07):
        | 不具合ID | 件名     | 重要度 | 状態 | 検出日     | 原因     | 横展開結果 |             |
        | D-001    | 桁あふれ | 高     | 完了 | 2024/04/24 |          | 済         | D-010 cause |
        | D-002    | 送信漏れ | 高     | 完了 | 2024/04/24 | 設計漏れ |            | D-010 cause |
        | D-003    | 文言誤り | 高     | 完了 | 2024/04/24 | 転記誤り | 済         |             |
        | D-004    | 余白なし | 低     | 完了 | 2024/04/24 |          |            |             |
    """
    for table, own in context.by_table(defects):
        spread = _spread_column(table)
        for defect in own:
            if defect.status != "closed" or defect.rank not in _GRAVE:
                continue
            missing = [] if defect.cause else ["原因"]
            if spread is not None and table.grid.value(defect.row, spread) in (None, ""):
                missing.append("横展開")
            if missing:
                field = "severity" if table.has("severity") else "priority"
                message = (
                    f"重要度「{written(defect, field)}」の{named(defect)}に{'と'.join(missing)}がありません。"
                    "同種の確認漏れを防ぐため記入してください。"
                )
                yield found(defect, "cause", message)


def _by_the_user_side(decider: str, context: Context) -> bool:
    """Whether somebody not of the vendor side decided; a name no roster knows counts as one of the user side."""
    people = [context.people.resolve(name) for name in context.who(decider)]
    return bool(decider) and not (people and all(person is not None and person.is_vendor for person in people))


def _spread_column(table: Table) -> int | None:
    """The column whose heading speaks of 横展開, mapped or not."""
    headings = {**table.unmapped, **table.headers}
    return next((column for column, text in headings.items() if any(word in text for word in _SPREAD)), None)

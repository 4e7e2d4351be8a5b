"""D: defects that came back, lost their gravity, or are fixed too late."""

from datetime import date
from itertools import pairwise
from math import ceil
from typing import Final

from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.rules.context import Context
from pmo_xl.rules.found import Said, Skip, found
from pmo_xl.rules.phrases import day, named
from pmo_xl.rules.registry import rule

_DONE: Final = ("resolved", "closed")
_AT_WORK: Final = ("open", "in_progress")
_GRAVITY: Final = {"critical": 3, "high": 2, "medium": 1, "low": 0}


@rule("D-007", on="defect", level="warning", history=True, reads=("status",))
def reopened_again(defects: Register, context: Context) -> Said:
    """同じ不具合が何度も再オープンしている。

    なぜ: 直し方ではなく、原因の見立てが違っていることが多い。
    対処: ベンダーに原因の再分析を依頼する。

    例 (基準日 2024-05-07):
        前回 2024-04-24:
        | 不具合ID | 件名     | 状態 | 検出日     |
        | D-001    | 桁あふれ | 完了 | 2024/04/22 |
        | D-002    | 送信漏れ | 完了 | 2024/04/22 |
        前回 2024-04-25:
        | 不具合ID | 件名     | 状態   | 検出日     |
        | D-001    | 桁あふれ | 修正中 | 2024/04/22 |
        | D-002    | 送信漏れ | 完了   | 2024/04/22 |
        前回 2024-05-02:
        | 不具合ID | 件名     | 状態 | 検出日     |
        | D-001    | 桁あふれ | 完了 | 2024/04/22 |
        | D-002    | 送信漏れ | 完了 | 2024/04/22 |
        不具合:
        | 不具合ID | 件名     | 状態   | 検出日     |              |
        | D-001    | 桁あふれ | 修正中 | 2024/04/22 | D-007 status |
        | D-002    | 送信漏れ | 修正中 | 2024/04/22 |              |
    """
    for defect in defects:
        if defect.status not in _AT_WORK:
            continue
        times = _times_reopened(defect, defects.name, context)
        if times >= context.params.reopen_limit:
            vendor = context.situation.supplier(defect) or "担当ベンダー"
            message = f"{named(defect)}は{times}回目の再オープンです。{vendor}に原因の再分析を依頼してください。"
            yield found(defect, "status", message)


@rule("D-009", on="defect", level="warning", history=True, reads=("severity", "remarks"))
def lighter_without_a_word(defects: Register, context: Context) -> Said:
    """理由が書かれないまま、重要度が下がった。

    なぜ: 報告では「重大な不具合が減った」と見える。
    対処: 下げた理由を備考に書く。

    例 (基準日 2024-05-07):
        前回 2024-05-02:
        | 不具合ID | 件名     | 重要度 | 状態   | 検出日     | 備考 |
        | D-001    | 桁あふれ | 高     | 修正中 | 2024/04/22 |      |
        | D-002    | 送信漏れ | 高     | 修正中 | 2024/04/22 |      |
        | D-003    | 文言誤り | 中     | 修正中 | 2024/04/22 |      |
        不具合:
        | 不具合ID | 件名     | 重要度 | 状態   | 検出日     | 備考             |                |
        | D-001    | 桁あふれ | 中     | 修正中 | 2024/04/22 |                  | D-009 severity |
        | D-002    | 送信漏れ | 中     | 修正中 | 2024/04/22 | 回避策で運用可能 |                |
        | D-003    | 文言誤り | 高     | 修正中 | 2024/04/22 |                  |                |
    """
    previous = context.previous
    if previous is None:
        return
    for defect in defects:
        now = defect.severity
        row = context.kept_row(previous, defects.name, defect) if now else None
        before = row.get("severity") if row else None
        if row is None or now is None or _GRAVITY.get(str(before), -1) <= _GRAVITY[now]:
            continue
        if (row.get("remarks") or "") == (defect.remarks or ""):
            words = [context.usual_word(defect.table, "severity", level) or level for level in (before, now)]
            message = (
                f"{named(defect)}の重要度が「{words[0]}」から「{words[1]}」に下がりました。"
                "理由を書いてください(報告書に表示されます)。"
            )
            yield found(defect, "severity", message)


@rule(
    "D-011",
    on="defect",
    level="warning",
    reads=("status", "fix_plan_date"),
    beside={"test": ("result", "defect_id")},
    settings=("phase_end",),
    yields_to=("X-015",),
)
def fixed_too_late_for_its_tests(defects: Register, context: Context) -> Said:
    """修正予定日では、待っているテストがフェーズの終わりまでに終わらない。

    なぜ: 修正は間に合っても、そのあとに残るテストが間に合わない。
    対処: ベンダーに前倒しを依頼する。無理なら夕会で判断を求める。

    例 (基準日 2024-05-07、期間 2024-04-22〜2024-05-17、2名×5件):
        不具合:
        | 不具合ID | 件名     | 状態   | 検出日     | 修正予定日 |                     |
        | D-001    | 桁あふれ | 修正中 | 2024/04/24 | 2024/05/17 | D-011 fix_plan_date |
        | D-002    | 送信漏れ | 修正中 | 2024/04/24 | 2024/05/16 |                     |
        | D-003    | 文言誤り | 修正中 | 2024/04/24 | 2024/05/17 |                     |
        テスト:
        | テストID | テスト項目 | 結果     | 不具合ID |
        | T-001    | 受注登録   | 実施不可 | D-001    |
        | T-002    | 受注照会   | 実施不可 | D-002    |
        | T-003    | 受注取消   | OK       | D-003    |
    """
    end = context.project.phase_end
    if end is None:
        return
    if _tests_a_day(context) is None:
        yield Skip("pmo.toml の [capacity] に testers と tests_per_person_day がありません")
        return
    for defect in defects:
        waiting = left_over_at_the_end(defect, context)
        planned = defect.fix_plan_date
        if waiting and planned is not None:
            vendor = context.situation.supplier(defect) or "担当ベンダー"
            message = (
                f"{named(defect)}の修正予定{day(planned)}では、待っているテスト{len(waiting)}件が"
                f"{context.project.phase or 'UAT'}終了{day(end)}までに終わりません。"
                f"{vendor}に前倒しを依頼し、無理なら夕会で判断を求めてください。"
            )
            yield found(defect, "fix_plan_date", message)


def left_over_at_the_end(defect: Record, context: Context) -> tuple[Record, ...]:
    """The tests that wait for an open defect, where its planned fix leaves too few days to run them; else none.

    A fix planned after go-live is another matter (X-015). None either where the phase has no end or nobody has said
    how many tests a day can be run.
    """
    end, a_day, planned = context.project.phase_end, _tests_a_day(context), defect.fix_plan_date
    if end is None or a_day is None or planned is None or not defect.is_open:
        return ()
    if _is_after(planned, context.project.go_live):
        return ()
    waiting = context.waiting_tests(defect)
    last = context.calendar.shift(planned, ceil(len(waiting) / a_day)) if waiting else planned
    return waiting if last > end else ()


def _times_reopened(defect: Record, register: str, context: Context) -> int:
    """How often the kept states, and today, show it at work again after it was done."""
    rows = (context.kept_row(kept, register, defect) for kept in context.situation.kept)
    course = [row.get("status") for row in rows if row is not None] + [defect.status]
    return sum(before in _DONE and now in _AT_WORK for before, now in pairwise(course))


def _tests_a_day(context: Context) -> float | None:
    capacity = context.situation.config.capacity
    if not capacity.testers or not capacity.tests_per_person_day:
        return None
    return capacity.testers * capacity.tests_per_person_day


def _is_after(planned: date, go_live: date | None) -> bool:
    return go_live is not None and planned > go_live

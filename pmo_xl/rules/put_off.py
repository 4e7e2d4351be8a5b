"""H: deadlines that were put off, again and again or on the very day, as the kept states show it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from pmo_xl.model.fields import label
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.rules.context import Context
from pmo_xl.rules.found import Said, Skip, found
from pmo_xl.rules.phrases import called, day, named
from pmo_xl.rules.registry import rule

if TYPE_CHECKING:
    from pmo_xl.metrics.slips import Move

_ON: Final = ("issue", "todo", "defect")


@rule("H-005", on=_ON, level="warning", history=True, reads=("id", "due_date|fix_plan_date"))
def put_off_again(register: Register, context: Context) -> Said:
    """期限の延期をくり返している。

    なぜ: 担当者だけで延ばし続けると、間に合わないことが最後まで見えない。
    対処: 次の延期は責任者の承認を取る。体制か範囲を見直す。

    例 (基準日 2024-05-07):
        前回 2024-04-25:
        | No.   | 件名       | 状態   | 期限       |
        | K-001 | 帳票の桁   | 対応中 | 2024/04/26 |
        | K-002 | 画面の文言 | 対応中 | 2024/05/07 |
        前回 2024-04-26:
        | No.   | 件名       | 状態   | 期限       |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/08 |
        | K-002 | 画面の文言 | 対応中 | 2024/05/07 |
        課題:
        | No.   | 件名       | 状態   | 期限       |                |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/10 | H-005 due_date |
        | K-002 | 画面の文言 | 対応中 | 2024/05/08 |                |
    """
    for one in _moved(register, context):
        if isinstance(one, Skip):
            yield one
            continue
        record, field, moves = one
        if len(moves) >= context.params.due_slips:
            total = sum(context.calendar.after(move.old, move.new) for move in moves)
            message = (
                f"{named(record)}の{label(field)}は{len(moves)}回目の延期です(累計{total}営業日)。"
                "次は責任者の承認を取ってください。"
            )
            yield found(record, field, message)


@rule("H-006", on=_ON, level="warning", history=True, reads=("id", "due_date|fix_plan_date"), yields_to=("H-005",))
def put_off_on_the_day(register: Register, context: Context) -> Said:
    """期限の当日以降に、期限が後へ変更されている。

    なぜ: 過ぎてから日付を動かすと、期限超過がなかったことになる。
    対処: 合意した延期なら理由を備考に書く。そうでなければ元の期限に戻す。

    例 (基準日 2024-05-07):
        前回 2024-05-02:
        | No.   | 件名       | 状態   | 期限       |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/07 |
        | K-002 | 画面の文言 | 対応中 | 2024/05/08 |
        課題:
        | No.   | 件名       | 状態   | 期限       |                |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/10 | H-006 due_date |
        | K-002 | 画面の文言 | 対応中 | 2024/05/13 |                |
    """
    for one in _moved(register, context):
        if isinstance(one, Skip):
            yield one
            continue
        record, field, moves = one
        last = moves[-1]
        if last.old <= (context.as_of if last.is_new else last.seen) and not _was_done(record, last, register, context):
            message = (
                f"{called(record)}は{label(field)}の当日以降に{day(last.new)}へ変更されました。"
                "超過を隠す変更でないか理由を確認してください。"
            )
            yield found(record, field, message)


def _moved(register: Register, context: Context) -> Iterator[tuple[Record, str, tuple["Move", ...]] | Skip]:
    """(record, field, its moves) of the records put off that are still open, or were put off since the last state.

    What was settled long ago is nobody's business today.
    """
    from pmo_xl.metrics.slips import moves_of

    field = "fix_plan_date" if register.kind == "defect" else "due_date"
    for table, records in context.by_table(register):
        if not table.has(field):
            yield Skip(f"「{table.sheet}」に「{label(field)}」の列がありません")
            continue
        for record in records:
            moves = moves_of(record, context) if record.id else ()
            if moves and (record.is_open or moves[-1].is_new):
                yield record, field, moves


def _was_done(record: Record, move: "Move", register: Register, context: Context) -> bool:
    """Whether it was closed before its deadline was moved: what comes back needs a new day, and was not overdue."""
    before = [
        kept for kept in context.situation.kept if kept.date < move.seen or (move.is_new and kept.date == move.seen)
    ]
    row = context.kept_row(before[-1], register.name, record) if before else None
    return row is not None and row.get("status") in ("closed", "rejected")

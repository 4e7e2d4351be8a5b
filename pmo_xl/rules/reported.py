"""H: figures that were reported and no longer hold, and records that should have stood in them."""

from collections.abc import Set

from pmo_xl.model.days import short_day
from pmo_xl.model.kept import Kept
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.rules.context import Context
from pmo_xl.rules.found import Found, Said, found
from pmo_xl.rules.phrases import called, day, listed
from pmo_xl.rules.registry import rule
from pmo_xl.rules.same_matter import is_other_matter, renumbered


@rule(
    "H-004",
    on=("test", "defect"),
    level="warning",
    history=True,
    reads=("id|test_case_id", "executed_date|detected_date|raised_date|closed_date"),
)
def figure_changed(register: Register, context: Context) -> Said:
    """前回報告した累計件数が、現在の表から数え直した件数と異なる。

    なぜ: 過去の日付で記入すると、昨日の報告の数字が黙って変わり、前日比の合計が合わなくなる。
    対処: 記入した日付が正しければ、本日の報告に訂正として載せる。誤りなら日付を直す。

    例 (基準日 2024-05-07):
        前回 2024-05-02 テスト:
        | ID    | 実施日     | 結果   |
        | T-001 | 2024/05/01 | OK     |
        | T-002 |            | 未実施 |
        | T-003 |            | 未実施 |
        テスト:
        | ID    | 実施日     | 結果   |                     |
        | T-001 | 2024/05/01 | OK     |                     |
        | T-002 | 2024/05/02 | NG     | H-004 executed_date |
        | T-003 | 2024/05/07 | OK     |                     |
    """
    previous = context.previous
    if previous is None or register.name != getattr(context.situation.one(register.kind), "name", None):
        return
    corrected = context.corrected
    arrived = {id(pair.record) for pair in renumbered(register, previous)}
    for one in corrected.corrections if corrected else ():
        if one.kind != register.kind:
            continue
        told = [c for c in one.causes if not _told_otherwise(c.record, arrived, previous, context)]
        if one.causes and not told:
            continue
        cause = told[0] if told else None
        message = (
            f"{day(previous.date)}に報告した{one.name}{one.reported:,}件が、現在の表では{one.now:,}件です"
            f"{f'({listed([c.id for c in told])})' if told else ''}。本日の報告に訂正として載せます。"
        )
        if cause is not None and cause.record is not None:
            field = next((n for n, c in cause.record.table.columns.items() if c == cause.place.column), "id")
            yield found(cause.record, field, message)
        else:
            table = register.tables[0]
            yield Found(table.place(table.heading_row, "executed_date" if one.kind == "test" else "id"), message)


@rule(
    "H-010",
    on=("issue", "defect", "todo"),
    level="info",
    history=True,
    reads=("id", "raised_date|detected_date"),
)
def raised_before(register: Register, context: Context) -> Said:
    """新しい行の起票日が、前回の記録より前になっている。

    なぜ: さかのぼって起票されたものは、その日の報告に数えられていない。件数の推移が後から変わる。
    対処: 実際に起票した日を起票日に書く。発生日は備考に残す。

    例 (基準日 2024-05-07):
        前回 2024-05-02:
        | No.   | 件名           | 状態   | 起票日     | 期限       |
        | K-001 | 帳票の桁あふれ | 対応中 | 2024/04/22 | 2024/05/10 |
        課題:
        | No.   | 件名           | 状態   | 起票日     | 完了日     | 期限       |                   |
        | K-001 | 帳票の桁あふれ | 対応中 | 2024/04/22 |            | 2024/05/10 |                   |
        | K-002 | 送信の遅れ     | 対応中 | 2024/05/01 |            | 2024/05/10 | H-010 raised_date |
        | K-003 | 文言の修正     | 対応中 | 2024/05/07 |            | 2024/05/10 |                   |
    """
    previous = context.previous
    if previous is None or register.name not in previous.registers:
        return
    arrived = {id(pair.record) for pair in renumbered(register, previous)}  # not new: H-003 speaks of these
    for record in register:
        born = record.arose
        if not record.id or born is None or id(record) in arrived:
            continue
        if context.kept_row(previous, register.name, record) is not None:
            continue
        field = "detected_date" if record.detected_date else "raised_date"
        if born <= previous.date:
            message = (
                f"{called(record)}は起票日が{day(born)}ですが、{day(previous.date)}の時点では存在しませんでした。"
                "実際の起票日を確認してください。"
            )
            yield found(record, field, message)
        elif not record.is_open and record.closed_date is not None and record.closed_date < context.as_of:
            message = (
                f"{called(record)}は{short_day(born)}に起票され{short_day(record.closed_date)}に完了しましたが、"
                "どの日の記録にもありません。起票した日に記入してください。"
            )
            yield found(record, field, message)


def _told_otherwise(record: Record | None, arrived: Set[int], previous: Kept, context: Context) -> bool:
    """Whether another rule speaks of it: its row is gone or renumbered, its id reused, its date still to come."""
    if record is None or id(record) in arrived:
        return True
    register = context.situation.one(record.table.kind)
    row = context.kept_row(previous, register.name, record) if register else None
    if row is not None and is_other_matter(record, row):
        return True
    days = (record.executed_date, record.verdict_date, record.closed_date)
    return any(when is not None and when > context.as_of for when in days)

"""H: many rows that changed in one stroke since the kept state, and registers in which nothing changed at all."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, time
from typing import Any, Final

from pmo_xl.model.fields import base_name, label, sort_of
from pmo_xl.model.place import Place
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.rules.context import Context
from pmo_xl.rules.found import Found, Said
from pmo_xl.rules.needs import WITH_ID
from pmo_xl.rules.phrases import column_name, cut, day
from pmo_xl.rules.ranks import fell
from pmo_xl.rules.registry import rule
from pmo_xl.rules.since import Change

_UPDATED_FROM: Final = time(15)  # before it, people have not yet written down what happened today
_STATES: Final = ("status", "result")
_PLANS: Final = ("planned_date", "due_date", "fix_plan_date", "retest_plan_date", "planned_start", "planned_end")


@rule("H-007", on=WITH_ID, level="warning", history=True, reads=("id|test_case_id",))
def pasted_over(register: Register, context: Context) -> Said:
    """多くの行が一度に同じ値に変わっている。

    なぜ: 貼り付けやフィルハンドルの操作ミスは、件数をまとめて変えてしまう。
    対処: 意図した一括変更なら、そのままでよい。間違いなら前回の記録(history)から戻す。

    例 (基準日 2024-05-07):
        前回 2024-05-02 テスト:
        | ID          | テスト項目 | 予定日     | 担当システム | 結果   |
        | T-001〜T-024 | 受注登録  | 2024/05/02 | 販売         | 未実施 |
        | T-025〜T-040 | 発注登録  | 2024/05/08 | 購買         | 未実施 |
        テスト:
        | ID          | テスト項目 | 予定日     | 担当システム | 結果   |                    |
        | T-001〜T-024 | 受注登録  | 2024/05/13 | 販売         | OK     | H-007 planned_date |
        | T-025〜T-040 | 発注登録  | 2024/05/08 | 購買         | 未実施 |                    |
    """
    previous = context.previous
    if previous is None or register.name not in previous.registers:
        return
    known = previous.columns.get(register.name)
    since = context.since(register, previous)
    least = max(context.params.mass_edit_min, int(context.params.mass_edit_share * since.compared) + 1)
    taken: dict[tuple[str, Any], list[Record]] = defaultdict(list)
    for name, changes in since.changes.items():
        # 更新日 follows every change; a column that was not there was not blank.
        if len(changes) >= least and name != "updated_date" and (known is None or name in known):
            for change in changes:
                if change.record.id and not _is_work(change, name, context.as_of):
                    taken[name, change.now].append(change.record)
    for (name, value), records in sorted(taken.items(), key=lambda item: _first(item[1])):
        if len(records) >= least:
            first = min(records, key=lambda record: (record.table.file, record.table.sheet, record.row))
            heading = " ".join(first.table.headers.get(first.table.columns[name], "").split()) or column_name(name)
            said = "空欄" if value is None else f"「{_shown(value, first, name, context)}」"
            message = (
                f"{len(records)}行の「{heading}」が一度に{said}になりました。貼り付けミスでないか確認してください。"
            )
            yield Found(first.place(name), message, name)


@rule("H-008", on=("issue", "todo", "defect", "test"), level="warning", history=True, reads=("id|test_case_id",))
def not_updated(register: Register, context: Context) -> Said:
    """管理表が前営業日から1件も変わっていない。

    なぜ: 更新されていない表から作った報告は、昨日の報告と同じものになる。
    対処: 担当者に更新を依頼する。本当に動きがなければ、そのことを報告に書く。

    例 (基準日 2024-05-07):
        前回 2024-05-02:
        | No.   | 件名       | 状態   | 期限       |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/10 |
        | K-002 | 画面の文言 | 完了   | 2024/05/02 |
        課題:
        | No.   | 件名       | 状態   | 期限       | H-008 |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/10 |       |
        | K-002 | 画面の文言 | 完了   | 2024/05/02 |       |

    例 (基準日 2024-05-07):
        前回 2024-05-02:
        | No.   | 件名       | 状態   | 期限       |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/10 |
        | K-002 | 画面の文言 | 完了   | 2024/05/02 |
        課題:
        | No.   | 件名       | 状態   | 期限       |  |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/13 |  |
        | K-002 | 画面の文言 | 完了   | 2024/05/02 |  |
    """
    previous, at = context.previous, context.situation.at
    if previous is None or not context.calendar.is_working(context.as_of) or (at is not None and at < _UPDATED_FROM):
        return
    # Nothing changes over a weekend; and a list that is worked off need not be kept up.
    if previous.date > context.calendar.previous(context.as_of) or not any(map(_is_to_do, register)):
        return
    since = context.since(register, previous)
    rows = previous.registers.get(register.name, ())
    if since.changes or since.has_new or len(rows) != len(register):
        return
    table = register.tables[0]
    sheets = "・".join(dict.fromkeys(f"「{table.sheet}」" for table in register.tables))
    message = f"{sheets}は{day(previous.date)}から1件も変わっていません。更新依頼を担当者へ送ってください。"
    yield Found(Place(table.file, table.sheet, table.heading_row), message)


def _is_work(change: Change, field: str, as_of: date) -> bool:
    """Whether a field changed by the work going on.

    A state that moves forward is no mass edit, nor is what is filled in with it: the day, who did it, the evidence.
    Nor is a new day for what is left over in the evening.
    """
    record, row, before, now = change
    is_state = base_name(field) in _STATES
    if is_state and not fell(before, now):
        return True
    if before is None or is_state:
        state = "verdict" if record.table.kind == "test" else "status"
        was, has = row.get(state), record.get(state)
        if was != has and not fell(was, has):
            return True
    is_plan = base_name(field) in _PLANS
    return is_plan and before is not None and before <= as_of.isoformat() and _is_to_do(record)


def _is_to_do(record: Record) -> bool:
    if record.table.kind == "test":
        return record.is_live and record.verdict != "pass"
    return record.is_open


def _first(records: Sequence[Record]) -> tuple[str, str, int]:
    return min((record.table.file, record.table.sheet, record.row) for record in records)


def _shown(value: object, record: Record, field: str, context: Context) -> str:
    """A value as the sheet writes it, cut to one line."""
    if isinstance(value, date):
        return day(value)
    if sort_of(field) in ("status", "result", "level"):
        return context.usual_word(record.table, field, value) or label(field)
    return cut(str(value))

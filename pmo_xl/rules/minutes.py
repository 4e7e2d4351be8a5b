"""K-005, K-006: memos of meetings. What was promised there stands in the registers, and who met is written down."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from msgspec import Struct

from pmo_xl.model.pattern import lazy
from pmo_xl.model.place import Place
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.model.table import Table
from pmo_xl.rules.carried import CarriedRows
from pmo_xl.rules.context import Context
from pmo_xl.rules.found import Found, Said, Skip, found
from pmo_xl.rules.phrases import cut, register_name
from pmo_xl.rules.registry import rule
from pmo_xl.sheets.meaning.memo_lines import Line, head_of, held_on, line_of, meeting_key, sources_of

_REGISTER_OF: Final = {"todo": "todo", "decision": "decision"}  # sort of line → kind of register
_CALLED: Final = {"todo": "ToDo", "decision": "決定"}
_TWO_TIMES: Final = lazy(r"\d{1,2}\s*[:：時].*?\d{1,2}\s*[:：時]")
_HEAD: Final = (("next_at", "次回"), ("attendees", "出席者"))


class _Meeting(Struct, frozen=True):
    """A memo sheet as of the day: its name, its day, and its rows with what they say."""

    name: str
    on: date | None
    said: tuple[tuple[Record, Line, str], ...]  # the row, what it says, and the source it would be carried over with


@rule(
    "K-005",
    on="meeting",
    level="warning",
    reads=("kind|category", "description|title"),
    beside={"todo": ("title|description",)},
)
def not_carried_over(memos: Register, context: Context) -> Said:
    """議事メモのToDo・決定が台帳にない、または担当や期限が台帳と違う。

    台帳の行は、関連IDか備考にある出どころ(会議名 日付 No.番号)で探し、なければ同じ文の件名・内容で探す。完了・取下の
    行とは比べない。メモに担当や期限の記入がないときは、その項目は比べない。

    なぜ: 会議で引き受けたことが台帳に載らないと、誰も追わない。
    対処: pmo-xl minutes の結果を確認し、台帳に行を追加するか、担当・期限をそろえる。

    例 (基準日 2024-05-07):
        議事メモ:
            | 会議名 | UAT定例                |        |            |                   |
            | 日時   | 2024/05/07 16:00〜     |        |            |                   |
            | 区分   | 内容                   | 担当者 | 期限       |                   |
            | 論点   | 帳票の桁が足りない     |        |            |                   |
            | ToDo   | 帳票の桁の一覧を出す   | 佐藤   | 2024/05/10 |                   |
            | ToDo   | 得意先に日程を連絡する | 鈴木   | 2024/05/09 | K-005 description |
            | ToDo   | 手順書を直す           | 高橋   | 2024/05/08 | K-005 due_date    |
            | 保留   | 増員の可否             |        |            |                   |
        ToDo:
            | ID    | 件名                 | 担当者 | 期限       | 状態   |
            | A-001 | 帳票の桁の一覧を出す | 佐藤   | 2024/05/10 | 対応中 |
            | A-002 | 手順書を直す         | 高橋   | 2024/05/15 | 対応中 |
    """
    registers = {
        kind: CarriedRows(context.all_of(kind), context.who) for kind in _REGISTER_OF.values() if context.has(kind)
    }
    for meeting in _meetings(memos, context):
        for sort, kind in _REGISTER_OF.items():
            promised = [(row, line, source) for row, line, source in meeting.said if line.sort == sort and line.text]
            if kind not in registers:
                yield from (Skip(f"{register_name(kind)}がありません") for _ in promised[:1])
                continue
            rows = registers[kind].of_meeting([(line, source) for _, line, source in promised], meeting.on)
            for (row, line, _), carried in zip(promised, rows, strict=True):
                yield from _finding(meeting, row, line, carried, registers[kind])


def _finding(
    meeting: _Meeting, row: Record, line: Line, carried: tuple[Record, ...], register: CarriedRows
) -> Iterator[Found]:
    if not carried:
        field = "description" if row.table.has("description") else "title"
        yield found(row, field, _message(meeting, line, "ありません"))
    elif all(register.differences(line, known) for known in carried):
        differing = register.differences(line, carried[0])
        words = "/".join(difference.word for difference in differing)
        told = "、".join(difference.told for difference in differing)
        state = f"あり、{words}が違います({told})"
        yield found(row, differing[0].field, _message(meeting, line, state), others=carried[:1])


def _message(meeting: _Meeting, line: Line, state: str) -> str:
    what = f"議事録{meeting.name}の{_CALLED[line.sort]}「{cut(line.text)}」"
    return f"{what}が台帳に{state}。minutes --apply で反映できます。"


@rule("K-006", on="meeting", level="info")
def head_not_filled(memos: Register, context: Context) -> Said:
    """議事メモに次回・出席者・開始と終了の時刻がない。

    議事録を配布したかどうかは管理表からは分からないため、メモの記入欄だけを確認する。「次回」は区分が次回の行でも足りる。
    まだ開かれていない会議は確認しない。

    なぜ: 誰が・いつ決めたか、次にいつ集まるかが分からず、決定の効力や準備が曖昧になる。
    対処: 会議名・日時・出席者・次回の欄に書き足してから、議事録を配布する。

    例 (基準日 2024-05-07):
        議事メモ:
            | 会議名 | UAT定例                 |                | K-006 attendees |
            | 日時   | 2024/05/07 16:00〜17:00 |                |                 |
            | 次回   | 2024/05/14 16:00        |                |                 |
            | 区分   | 内容                    | 担当者         |                 |
            | 論点   | 帳票の桁が足りない      | 佐藤           |                 |

    例 (基準日 2024-05-08):
        議事メモ:
            | 会議名 | UAT定例                 |                |                 |
            | 日時   | 2024/05/07 16時〜17時   |                |                 |
            | 出席者 | 佐藤、鈴木              |                |                 |
            | 区分   | 内容                    | 担当者         |                 |
            | 次回   | 2024/05/14 16:00 夕会   |                |                 |
    """
    for table, rows in context.by_table(memos):
        head = head_of(table)
        on = held_on(head)
        if (on is not None and on > context.as_of) or not (head or rows) or table.has("attendees"):
            continue  # where 出席者 is a column, each row is a meeting, and there is no head
        lines = [line_of(row, on or context.as_of, context.calendar) for row in rows]
        missing = [(field, word) for field, word in _HEAD if field not in head]
        if any(line.sort == "next" and line.text for line in lines):
            missing = [(field, word) for field, word in missing if field != "next_at"]
        if not _TWO_TIMES.search(head.get("held_at", "")):
            missing.append(("held_at", "開始・終了時刻"))
        if missing:
            words = "」「".join(word for _, word in missing)
            message = f"{_name(head, table)}の議事録に「{words}」がありません。記入して配布してください。"
            yield Found(_head_cell(table, missing[0][0]), message, missing[0][0])


def _head_cell(table: Table, field: str) -> Place:
    """The cell of a field of the head; where it has none, that of the name of the meeting, else the table's heading."""
    row, column = table.head.get(field) or table.head.get("title") or (table.heading_row, 0)
    return Place(table.file, table.sheet, row, column)


def _meetings(memos: Register, context: Context) -> Iterator[_Meeting]:
    """The meetings held by the day, each with its rows."""
    for table, rows in context.by_table(memos):
        head = head_of(table)
        on = held_on(head)
        if on is None or on <= context.as_of:
            lines = [line_of(row, on or context.as_of, context.calendar) for row in rows]
            sources = sources_of(meeting_key(head, table.sheet, on), lines)
            yield _Meeting(_name(head, table), on, tuple(zip(rows, lines, sources, strict=True)))


def _name(head: Mapping[str, str], table: Table) -> str:
    return head.get("title", "") or table.sheet

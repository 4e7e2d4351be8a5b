"""G: what stands around the rows: drop-down lists that lack words, and workbooks that may not be today's."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from datetime import datetime, time, timedelta
from typing import Final

from pmo_xl.model.fields import base_name
from pmo_xl.model.grid import Validation
from pmo_xl.model.place import Place
from pmo_xl.model.register import Register
from pmo_xl.model.table import Table
from pmo_xl.rules.context import Context
from pmo_xl.rules.found import Found, Said
from pmo_xl.rules.marked import WITH_STATE
from pmo_xl.rules.phrases import column_name, listed
from pmo_xl.rules.registry import rule
from pmo_xl.situation import Source

# What changes from day to day; a roster or a list of decisions may be weeks old and true.
_DAILY: Final = frozenset(("issue", "todo", "defect", "test", "qa", "change", "risk", "review", "wbs"))


@rule("G-017", on=WITH_STATE, level="info", reads=("status|result",), written=True)
def word_not_in_list(register: Register, context: Context) -> Said:
    """入力規則の選択肢に、使っている言葉がない。

    なぜ: 選べない言葉は手で打たれ、表記がばらつく。選択肢だけ直すと、前の言葉の行が集計から漏れることもある。
    対処: 合意した選択肢に合わせて、入力規則(データの入力規則)を更新する。

    例 (基準日 2024-05-07):
        | No.   | 件名       | 状態     | 期限       |              |
        | K-001 | 帳票の桁   | 対応中   | 2024/05/10 |              |
        | K-002 | 画面の文言 | 回答待ち | 2024/05/10 | G-017 status |
        | K-003 | 送信の遅れ | 完了     | 2024/05/02 |              |
        入力規則: C2:C4 未着手・対応中・完了
    """
    section = context.situation.config.registers.get(register.name)
    configured = section.values if section else {}
    # Words nobody can read are G-009's.
    unread = {(odd.field, odd.text.strip()) for odd in register.oddities if odd.what == "unknown_word"}
    for table in register.tables:
        for name, column in table.columns.items() if table.grid.facts.validations else ():
            lists = _lists_over(table, column) if base_name(name) in ("status", "result") else []
            if not lists:
                continue
            used = _missing(table, column, lists)
            missing = {word: row for word, row in used.items() if (name, word) not in unread}
            agreed = configured.get(name) or configured.get(base_name(name)) or {}
            heading = table.heading_row
            allowed = {word for rule in lists for word in _plain(rule)}
            for words in agreed.values():
                for word in words:
                    if word.strip() not in allowed:
                        missing.setdefault(word.strip(), heading)
            if missing:
                words_said = "".join(f"「{word}」" for word in missing)
                message = (
                    f"{column_name(name)}の入力規則に{words_said}がありません。"
                    "合意した選択肢に合わせて規則を更新してください。"
                )
                yield Found(Place(table.file, table.sheet, next(iter(missing.values())), column), message, name)


@rule("G-018", on="all", level="warning", written=True, whole=True)
def old_workbook(registers: Register, context: Context) -> Said:
    """ブックの最終保存が古い、編集中、または外部のブックを参照している。

    なぜ: 保存されていない分や、参照先の古い値で報告が作られる。
    対処: 保存してもらってから実行し直す。外部参照は、値の貼り付けに替えるか、リンクを更新して保存する。

    例 (基準日 2024-05-07):
        | No.   | 件名       | 状態   | 期限       | G-018 |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/10 |       |
        | K-002 | 画面の文言 | 完了   | 2024/05/02 |       |
        保存: 2024-05-02 18:30

    例 (基準日 2024-05-07):
        | No.   | 件名       | 状態   | 期限       | G-018 |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/10 |       |
        | K-002 | 画面の文言 | 完了   | 2024/05/02 |       |
        保存: 2024-05-07 09:00
        編集中: 佐藤

    例 (基準日 2024-05-07):
        | No.   | 件名       | 状態   | 期限       |  |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/10 |  |
        | K-002 | 画面の文言 | 完了   | 2024/05/02 |  |
        保存: 2024-05-07 09:00
    """
    tables: dict[str, list[Table]] = {}
    for table in registers.tables:
        tables.setdefault(table.file, []).append(table)
    for source in context.situation.sources:
        own = tables.get(source.file, [])  # none: nothing is counted from it
        for message in _doubts(source, own, context) if own else ():
            yield Found(Place(source.file, own[0].sheet, own[0].heading_row), message)


def _doubts(source: Source, tables: Sequence[Table], context: Context) -> Iterator[str]:
    """Why a workbook may not say what is true today."""
    shown = source.saved.replace("-", "/")
    if who := source.editor.removesuffix("が編集中です"):
        asked = "編集中の方" if who == "誰か" else who
        yield (
            f"{source.file}は{who}が編集中です(読んだのは{shown}の保存分)。{asked}に保存を依頼し、"
            "閉じてから再実行してください。"
        )
    elif any(table.kind in _DAILY for table in tables) and _is_old(source, context):
        yield (
            f"{source.file}の最終保存は{shown}です。本日分が未反映の可能性があります。担当者に保存を依頼してください。"
        )
    if source.links:
        yield (
            f"{source.file}は外部のブック({listed(source.links, 3)})を参照しています。参照先の古い値で集計される"
            "おそれがあります。値の貼り付けに替えるか、リンクを更新して保存してください。"
        )


def _is_old(source: Source, context: Context) -> bool:
    """Whether it was saved too long ago, seen from the time the report speaks of (the end of the day unless given).

    The hours of days off do not count: nobody saves on them.
    """
    if not source.saved:
        return False
    at = context.situation.at
    end = timedelta(days=1) if at is None else timedelta(hours=at.hour, minutes=at.minute)
    midnight = datetime.combine(context.as_of, time())
    now, saved = midnight + end, datetime.fromisoformat(source.saved)
    most, age = timedelta(hours=context.params.file_age_hours), timedelta()
    while midnight + timedelta(days=1) > saved and age <= most:
        if context.calendar.is_working(midnight.date()):
            age += max(min(now, midnight + timedelta(days=1)) - max(saved, midnight), timedelta())
        midnight -= timedelta(days=1)
    return age > most


def _lists_over(table: Table, column: int) -> list[Validation]:
    """The drop-down lists that govern cells of the column below the heading and say their words."""
    return [
        validation
        for validation in table.grid.facts.validations
        if _plain(validation)
        and any(a.left <= column <= a.right and a.bottom > table.heading_row for a in validation.areas)
    ]


def _plain(validation: Validation) -> Set[str]:
    return {word.strip() for word in validation.words if word.strip()}


def _missing(table: Table, column: int, lists: Sequence[Validation]) -> dict[str, int]:
    """Word → the first record's row that uses it although its list does not offer it."""
    rows, numbers = table.grid.rows, table.record_rows
    missing: dict[str, int] = {}
    for validation in lists:
        offered = _plain(validation)
        for area in (area for area in validation.areas if area.left <= column <= area.right):
            governed = numbers[bisect_left(numbers, area.top) : bisect_right(numbers, area.bottom)]
            used = {rows[row - 1][column - 1] for row in governed if len(rows[row - 1]) >= column}
            for value in used:
                if isinstance(value, str) and value.strip() and value.strip() not in offered:
                    first = next(row for row in governed if table.grid.value(row, column) == value)
                    word = value.strip()
                    missing[word] = min(first, missing.get(word, first))
    return dict(sorted(missing.items(), key=lambda item: item[1]))

"""H: columns and words that came or went since the kept state: what was counted yesterday may not be today."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pmo_xl.history.rows import headings_of
from pmo_xl.model.fields import base_name
from pmo_xl.model.grid import CellValue
from pmo_xl.model.kept import WRITTEN, Kept, Row
from pmo_xl.model.place import Place
from pmo_xl.model.record import Record, attribute_of
from pmo_xl.model.register import Register
from pmo_xl.model.table import Table
from pmo_xl.model.words import CALLED, fold
from pmo_xl.rules.context import Context
from pmo_xl.rules.found import Found, Said, Skip
from pmo_xl.rules.phrases import column_name
from pmo_xl.rules.registry import rule

_CHOOSE: Final = "集計対象にするか pmo.toml で選んでください。"


@rule("H-009", on="all", level="info", history=True, written=True)
def other_columns(register: Register, context: Context) -> Said:
    """前回の記録から、列や状態・結果の言葉が増えた、またはなくなった。

    なぜ: 見出しや言葉が変わると、昨日まで数えていたものが今日は数えられないことがある。
    対処: 集計に使う列・言葉なら pmo.toml の columns、values で指定する。不要なら、そのままでよい。

    例 (基準日 2024-05-07):
        前回 2024-05-02:
        | No.   | 件名       | 状態   | 期限       |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/10 |
        | K-002 | 画面の文言 | 完了   | 2024/05/02 |
        課題:
        | No.   | 件名       | 状態   | 期限       | 補足 | H-009 remarks |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/10 | 急ぎ |               |
        | K-002 | 画面の文言 | 完了   | 2024/05/02 |      |               |

    例 (基準日 2024-05-07):
        前回 2024-05-02:
        | No.   | 件名       | 状態   | 期限       |
        | K-001 | 帳票の桁   | 対応中 | 2024/05/10 |
        | K-002 | 画面の文言 | 完了   | 2024/05/02 |
        課題:
        | No.   | 件名       | 状態     | 期限       |              |
        | K-001 | 帳票の桁   | クローズ | 2024/05/10 | H-009 status |
        | K-002 | 画面の文言 | 完了     | 2024/05/02 |              |
    """
    previous = context.previous
    if previous is None or register.name not in previous.registers:
        return
    then = previous.headings.get(register.name) or ()
    if then:
        yield from _columns(register, then)
    else:
        yield Skip(f"{previous.date:%Y/%m/%d}の記録には「{register.tables[0].sheet}」の見出しが残されていません")
    yield from _words(register, previous, context)


def _columns(register: Register, then: Sequence[tuple[str, str]]) -> Iterator[Found]:
    """Headings that came and went; a heading that only changed its date or its wording is told as one."""
    known = {fold(heading) for heading, _ in then}
    here = {fold(heading) for table in register.tables for heading, _ in headings_of(table.headers, table.columns)}
    gone = {fold(heading): (heading, field) for heading, field in then if fold(heading) not in here}
    told = set[str]()
    for table in register.tables:
        for column, text in table.headers.items():
            heading = " ".join(text.split())
            key = fold(heading)
            if not heading or key in known or key in told:
                continue
            told.add(key)
            field = next((name for name, at in table.columns.items() if at == column), "")
            dated = next((old for old in gone if _undated(old) == _undated(key)), None)
            if dated is not None:
                del gone[dated]
                continue
            renamed = next((old for old, (_, was) in gone.items() if field and was == field), None)
            place = Place(table.file, table.sheet, table.heading_row, column)
            if renamed is not None:
                was = gone.pop(renamed)[0]
                message = (
                    f"列「{was}」が「{heading}」に変わりました。同じ「{column_name(field)}」として集計しています。"
                    "違う場合は pmo.toml で指定してください。"
                )
            else:
                message = f"列「{heading}」が増えました。{_CHOOSE}"
            yield Found(place, message, field)
    table = register.tables[0]
    for heading, field in gone.values():
        used = f"「{column_name(field)}」として集計していました。" if field else ""
        message = f"列「{heading}」がなくなりました。{used}{_CHOOSE}"
        yield Found(Place(table.file, table.sheet, table.heading_row), message, field)


def _words(register: Register, previous: Kept, context: Context) -> Iterator[Found]:
    """New words of a state or verdict for what was written otherwise before: which of them is the agreed one?

    A word whose meaning nobody knows is G-009's; one that a drop-down list offers was agreed.
    """
    rows = previous.registers.get(register.name, ())
    if not any(WRITTEN in row for row in rows):
        return  # the words themselves were not kept
    told = set[tuple[str, str]]()
    for table, records in context.by_table(register):
        for name, column in table.columns.items():
            if base_name(name) not in ("status", "result") or table.cell_rows:
                continue
            then = _words_of(rows, name)
            every = {word for words in then.values() for word in words}
            for row, word, meaning in _written(records, table, name):
                key = (name, fold(word))
                if meaning not in then or key[1] in every or key in told or _is_offered(table, column, word):
                    continue
                told.add(key)
                before = min(then[meaning].values())
                message = (
                    f"{column_name(name)}に新しい言葉「{word}」が増えました(これまでは「{before}」)。"
                    f"「{CALLED[meaning]}」として集計しています。違う場合は pmo.toml で選んでください。"
                )
                yield Found(Place(table.file, table.sheet, row, column), message, name)


def _words_of(rows: Sequence[Row], field: str) -> Mapping[str, Mapping[str, str]]:
    """Canonical word → {folded: how it was written} in the kept rows."""
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        meaning, word = row.get(field), row.get(WRITTEN, {}).get(field)
        if isinstance(meaning, str) and isinstance(word, str) and word.strip():
            found.setdefault(meaning, {}).setdefault(fold(word), word.strip())
    return found


def _written(records: Sequence[Record], table: Table, field: str) -> Iterator[tuple[int, str, str]]:
    """(row, word, its meaning) of the records, each word where it first stands."""
    rows, column, attribute = table.grid.rows, table.columns[field] - 1, attribute_of(field)
    first: dict[tuple[CellValue, str | None], int] = {}
    for record in records:
        line = rows[record.row - 1]
        if len(line) > column:
            first.setdefault((line[column], getattr(record, attribute, None)), record.row)
    for (word, meaning), row in first.items():
        if isinstance(word, str) and word.strip() and meaning is not None:
            yield row, word.strip(), meaning


def _is_offered(table: Table, column: int, word: str) -> bool:
    return any(
        word in {offered.strip() for offered in rule.words}
        for rule in table.grid.facts.validations
        if any(area.left <= column <= area.right for area in rule.areas)
    )


def _undated(heading: str) -> str:
    """A heading without the date or count in it (残件（5/7時点）)."""
    return "".join(letter for letter in heading if not letter.isdigit())

"""What a person should look at first: tables, columns, words and cells that are in doubt, and what was only guessed."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, Literal

from msgspec import Struct

from pmo_xl.model.days import full_day
from pmo_xl.model.fields import base_name, label, noun
from pmo_xl.model.needed import missing, nearest_heading
from pmo_xl.model.pattern import lazy
from pmo_xl.model.place import column_letters, column_number
from pmo_xl.model.register import Oddity, What
from pmo_xl.sheets.reading import ReadTable, SheetReading
from pmo_xl.sheets.standards import USED
from pmo_xl.sheets.taken import LOST

SURE: Final = 0.6  # a table read with less certainty is in doubt
_MOST_WORDS = 8
_MOST_COLUMNS = 4
_LONGEST_WORD = 24
About = Literal["kind", "missing", "column", "words", "cells", "rows", "sheet"]

# The reader says in sentences what it decided. These ask a person back …
_ASKS = lazy("確かではありません|違う場合は|表に含めませんでした|の名前は.+ですが|見つかりません")
_ABOUT_KIND = lazy("確かではありません|の名前は.+ですが")
# … these say what was taken for granted …
_GUESSES = lazy("とみなしました|と読みました|と数えました|集計から外しました|集計に含めていません")
# … and these say again what is shown as rows, columns, words and cells.
_RESTATES = lazy(
    r"を見出しと判断しました|とみなし、件数に含めていません|の言葉として読めません|語の読めない言葉|(?:列「.*」|^[A-Z]+\d+)に、.+があります$|"
    "のため、空欄として扱いました|数式の値が保存されていません。|^記録がまだありません|種類が分かりませんでした|当たる列がありません"
    "|下の桁が失われています"
)
_GUESSED_CELLS: Final[Mapping[What, str]] = {
    "yearless_date": "年を補って読みました",
    "vague_date": "日を特定できない書き方です",
    "text_date": "文字で書かれた日付です",
    "ditto": "上の行の値に読み替えました",
    "control": "見えない制御文字を除いて読みました",
}


class Doubt(Struct, frozen=True):
    """One thing to check, in one Japanese sentence.

    `column` is the sheet column it speaks of (0: none), `rows` its rows, `field` the field in question. `words` are
    those nobody knows, of all columns of the field, with the first of them. A `guess` is what was decided and is
    probably right.
    """

    says: str
    about: About
    column: int = 0
    field: str = ""
    rows: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    guess: bool = False


class Doubts(Struct, frozen=True):
    """What is in doubt about a table, what was guessed, and the further remarks of the reader."""

    asked: tuple[Doubt, ...]
    guessed: tuple[Doubt, ...]
    remarks: tuple[str, ...]


def doubts_of(one: ReadTable) -> Doubts:
    """The doubts about one table, the gravest first; nothing in them is said twice."""
    notes = [note for note in one.table.notes if not _RESTATES.search(note)]
    found = [*_kind(one), *_missing(one), *_cells(one)]
    found += [_of_note(one, note) for note in notes if _ASKS.search(note) or _GUESSES.search(note)]
    found.sort(key=lambda doubt: doubt.about != "kind")
    return Doubts(
        asked=tuple(doubt for doubt in found if not doubt.guess),
        guessed=tuple(doubt for doubt in found if doubt.guess),
        remarks=tuple(note for note in notes if not (_ASKS.search(note) or _GUESSES.search(note))),
    )


def doubt_of_sheet(sheet: SheetReading) -> Doubt | None:
    """The doubt about a sheet that was passed over although a register may stand on it; None where it is plain."""
    if sheet.skipped and (sheet.damaged or "見出しが見つかりません" in sheet.skipped):
        return Doubt(sheet.skipped, "sheet")
    return None


def column_named(one: ReadTable, column: int) -> str:
    """A column as sentences call it: H列「期限」."""
    heading = " ".join(one.table.headers.get(column, "").split())
    return f"{column_letters(column)}列" + (f"「{heading}」" if heading else "")


def called(field: str) -> str:
    """A field in Japanese, with its number where there is one: 結果(2)."""
    number = field.removeprefix(base_name(field)).lstrip("_")
    return label(field) + (f"({number})" if number else "")


def _kind(one: ReadTable) -> Iterator[Doubt]:
    table = one.table
    if table.kind == "other" and USED not in table.notes:
        says = next((n for n in table.notes if "種類が分かりません" in n or "当たる列がありません" in n), "")
        nothing = not (table.record_rows or table.example_rows or table.placeholder_rows)
        yield Doubt(says or "管理表の種類が分かりません。集計には使いません", "kind", guess=nothing)
    elif table.kind != "other" and table.confidence < SURE and not any(map(_ABOUT_KIND.search, table.notes)):
        yield Doubt(f"{noun(table.kind)}の表かどうか、確かではありません", "kind")


def _missing(one: ReadTable) -> Iterator[Doubt]:
    """Fields such a table cannot do without, beside the columns nobody uses."""
    table = one.table
    if not one.register or not table.headers:
        return
    for names in missing(table):
        fields = names.split("|")
        if not table.synthetic.isdisjoint(fields) or (names == "title" and table.has("description")):
            continue  # worked out from elsewhere; or 内容 stands for 件名
        near = nearest_heading(table, names) or 0
        unused = [column_named(one, column) for column in sorted(table.unmapped)]
        more = "など" if len(unused) > _MOST_COLUMNS else ""
        beside = (
            f"（近い見出しは{column_named(one, near)}です）"
            if near
            else f"（使っていない列: {'、'.join(unused[:_MOST_COLUMNS])}{more}）"
            if unused
            else ""
        )
        yield Doubt(
            f"「{'か'.join(map(label, fields))}」に当たる列が見つかりません{beside}", "missing", near, fields[0]
        )


def _cells(one: ReadTable) -> Iterator[Doubt]:
    """The odd cells, column by column and sort by sort."""
    groups: dict[tuple[What, str], list[Oddity]] = {}
    for odd in one.oddities:
        groups.setdefault((odd.what, odd.field), []).append(odd)
    # The words of 結果 and 結果(2) are given their meaning in one place.
    unknown: dict[str, dict[str, None]] = {}
    for odd in one.oddities:
        if odd.what == "unknown_word":
            unknown.setdefault(base_name(odd.field), {})[odd.text] = None
    for (what, field), odds in sorted(groups.items(), key=lambda group: group[0][0] not in LOST):
        column = one.table.columns.get(field, 0)
        rows = tuple(one.table.cell_rows.get(field, odd.row) for odd in odds)
        if what == "unknown_word":
            words = tuple(unknown.pop(base_name(field), ()))
            yield Doubt(f"{called(field)}の{_counted(odds)}が読めません", "words", column, field, rows, words)
            continue
        lost = what in LOST
        what_is = LOST[what] if lost else _GUESSED_CELLS[what]
        says = f"{column_named(one, column)}の{len(odds)}件は{what_is}{_example(one, odds[0])}"
        yield Doubt(says, "cells", column, field, rows, guess=not lost)


def _counted(odds: list[Oddity]) -> str:
    """「様子見」1件、「なぞ」2件 — at most eight words."""
    counts: dict[str, int] = {}
    for odd in odds:
        counts[odd.text] = counts.get(odd.text, 0) + 1
    shown = [f"「{_short(text)}」{count}件" for text, count in counts.items()]
    return "、".join(shown[:_MOST_WORDS]) + (f" 他{len(shown) - _MOST_WORDS}語" if len(shown) > _MOST_WORDS else "")


def _example(one: ReadTable, odd: Oddity) -> str:
    """（例: 7行目「3/1」→2027/03/01）."""
    row = one.table.cell_rows.get(odd.field, odd.row)
    if not odd.text:
        return f"（{row}行目など）"
    value = next((record.get(odd.field) for record in one.records if record.row == odd.row), None)
    meant = f"→{full_day(value)}" if isinstance(value, date) else ""
    return f"（例: {row}行目「{_short(odd.text)}」{meant}）"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_WORD else f"{line[:_LONGEST_WORD]}…"


def _of_note(one: ReadTable, note: str) -> Doubt:
    guess = not _ASKS.search(note)
    if rival := next((rival for rival in one.table.rivals if rival.says == note), None):
        return Doubt(note, "column", rival.column, rival.field)
    if _ABOUT_KIND.search(note):
        return Doubt(note, "kind")
    letters = note.partition("列")[0]
    column = column_number(letters) if letters.isascii() and letters.isalpha() and len(letters) <= 3 else 0
    field = next((name for name, at in one.table.columns.items() if at == column), "")
    taken_for = bool(field) and note.endswith(f"{label(field)}とみなしました")
    return Doubt(note, "column" if column else "rows", column, field if taken_for else "", guess=guess)

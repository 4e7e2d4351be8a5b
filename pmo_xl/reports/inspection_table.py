"""One table of a workbook on the page that shows how it was understood: columns, words, doubts, rows left out."""

from collections.abc import Iterator, Sequence, Set
from typing import Final

from msgspec import Struct

from pmo_xl.model.fields import noun
from pmo_xl.model.place import column_letters
from pmo_xl.model.table import Table
from pmo_xl.model.words import CALLED
from pmo_xl.reports.common import cut
from pmo_xl.reports.sheet_picture import Laid
from pmo_xl.sheets.columns_read import columns_read, use_of
from pmo_xl.sheets.corrections import Corrections
from pmo_xl.sheets.doubts import SURE, Doubt, called
from pmo_xl.sheets.left_out import rows_left_out, written_rows
from pmo_xl.sheets.reading import ReadTable
from pmo_xl.sheets.word_counts import WordRead, words_read

_SAMPLE: Final = 40
_MOST_WORDS: Final = 30
_MOST_ROWS: Final = 12


class To(Struct, frozen=True):
    """A link to a drawn row or cell, called as Excel calls it: L32, 12行目."""

    text: str
    anchor: str


class Asked(Struct, frozen=True):
    """A doubt (or a guess): a sentence, where it is shown, its rows, and the pmo.toml lines that would settle it."""

    says: str
    anchor: str
    rows: tuple[To, ...] = ()
    more: int = 0
    toml: str = ""


class ColumnShown(Struct, frozen=True):
    """A column: its heading, the field it was read as ("" when it is not used), its first value, how often filled."""

    letter: str
    heading: str
    label: str
    field: str
    sample: str
    filled: str
    hidden: bool
    doubt: bool


class WordShown(Struct, frozen=True):
    """A word of a state, verdict or level column and what it was read as."""

    text: str
    meaning: str
    count: int
    unknown: bool


class WordsShown(Struct, frozen=True):
    """The words of one column, the commonest first, and how many more there are."""

    label: str
    words: tuple[WordShown, ...]
    more: int


class LeftOut(Struct, frozen=True):
    """Rows that are no records, and why."""

    reason: str
    rows: str


class TableShown(Struct, frozen=True):
    """A table as the page describes it."""

    anchor: str
    kind: str
    certainty: str
    sure: bool
    records: int
    counted: bool
    use: str
    headings: str
    span: str
    doubts: tuple[Asked, ...]
    guesses: tuple[Asked, ...]
    remarks: tuple[str, ...]
    columns: tuple[ColumnShown, ...]
    words: tuple[WordsShown, ...]
    left_out: tuple[LeftOut, ...]
    toml: str


def table_shown(laid: Laid, anchor: str, sheet: str, drawn: Set[int], corrections: Corrections) -> TableShown:
    """The description of a table; `anchor` is its own, `sheet` its sheet's, `drawn` are the rows one can point at."""
    one, doubts = laid.one, laid.doubts
    table = one.table

    def said(found: Sequence[Doubt]) -> tuple[Asked, ...]:
        return tuple(_asked(doubt, anchor, sheet, drawn, corrections.of(doubt, one)) for doubt in found)

    return TableShown(
        anchor=anchor,
        kind="管理表ではない表" if table.kind == "other" else noun(table.kind),
        certainty=f"{round(100 * table.confidence)}%",
        sure=table.confidence >= SURE,
        records=len(one.records),
        counted=bool(one.register) and not one.left_out,
        use=use_of(one),
        headings=_headings(table),
        span=_span(table),
        doubts=said(doubts.asked),
        guesses=said(doubts.guessed),
        remarks=doubts.remarks,
        columns=tuple(_columns(one, frozenset(doubt.column for doubt in doubts.asked))),
        words=tuple(_words(one)),
        left_out=tuple(LeftOut(reason, written_rows(rows)) for reason, rows in rows_left_out(table).items()),
        toml=corrections.of_table(one),
    )


def _asked(doubt: Doubt, anchor: str, sheet: str, drawn: Set[int], toml: str) -> Asked:
    """A doubt with links to those of its rows that are drawn."""
    rows = [row for row in dict.fromkeys(doubt.rows) if row in drawn]
    shown = tuple(_to(sheet, row, doubt) for row in rows[:_MOST_ROWS])
    return Asked(doubt.says, anchor, shown, len(set(doubt.rows)) - len(shown), toml)


def _to(sheet: str, row: int, doubt: Doubt) -> To:
    if doubt.about in ("cells", "words") and doubt.column:
        cell = f"{column_letters(doubt.column)}{row}"
        return To(cell, f"{sheet}{cell}")
    return To(f"{row}行目", f"{sheet}r{row}")


def _columns(one: ReadTable, doubtful: Set[int]) -> Iterator[ColumnShown]:
    for read in columns_read(one):
        yield ColumnShown(
            letter=read.where,
            heading=read.heading,
            label=called(read.field) if read.field else "使いません",
            field=read.field,
            sample=cut(read.sample, _SAMPLE),
            filled=read.share,
            hidden=read.column in one.table.grid.facts.hidden_columns,
            doubt=read.column in doubtful,
        )


def _headings(table: Table) -> str:
    if table.cell_rows:
        return "一件一葉の票"
    return written_rows(table.header_rows) if table.header_rows else "なし"


def _span(table: Table) -> str:
    if table.cell_rows:
        return "1枚に1件"
    return f"{table.record_rows[0]}〜{table.last_row}行目" if table.record_rows else ""


def _words(one: ReadTable) -> Iterator[WordsShown]:
    for field, words in words_read(one).items():
        shown = tuple(WordShown(cut(w.text, _SAMPLE), _meaning(w), w.count, w.unknown) for w in words[:_MOST_WORDS])
        yield WordsShown(called(field), shown, len(words) - len(shown))


def _meaning(word: WordRead) -> str:
    if word.unknown:
        return "読めません"
    return CALLED[word.meaning] if word.meaning else "空欄扱い" if word.text else ""

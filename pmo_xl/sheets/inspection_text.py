"""How every sheet was understood, as a page for people: one block a table, aligned for Japanese text."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from pmo_xl.model.fields import noun
from pmo_xl.model.table import Table
from pmo_xl.model.width import width
from pmo_xl.model.words import CALLED
from pmo_xl.sheets.columns_read import columns_read, use_of
from pmo_xl.sheets.doubts import SURE, Doubts, called, doubt_of_sheet, doubts_of
from pmo_xl.sheets.left_out import rows_left_out, written_rows
from pmo_xl.sheets.reading import FileReading, Reading, ReadTable, SheetReading
from pmo_xl.sheets.word_counts import WordRead, words_read

_HEADING, _FIELD, _SAMPLE = 26, 16, 24  # widths in half-width letters
_KIND = 14
_MOST_WORDS = 8
_MOST_DOUBTS = 20
_MOST_SKIPPED = 4
_SHORTEST_GROUP = 6


def as_text(reading: Reading) -> str:
    """The reading for people: per table what is in doubt, its columns with a sample, what was left out; then a summary.

    The summary stands last, where a terminal stops: what to check first, then how many records of each kind.
    """
    if not reading.files:
        return "管理表のブックがありません。フォルダを確認するか、ブックを直接指定してください"
    page = _Page()
    lines = [line for file in reading.files for line in (*page.file(file), "")]
    lines += [*page.summary(reading), ""]
    lines += [f"注意: {note}" for note in reading.notes]
    return "\n".join(lines).rstrip()


def fitted(text: str, room: int) -> str:
    """The text on one line in exactly `room` terminal columns, cut with 「…」 when longer."""
    text = " ".join(text.split())
    if width(text) > room:
        while text and width(text) > room - 2:
            text = text[:-1]
        text += "…"
    return text + " " * (room - width(text))


class _Page:
    """Writes file after file, and remembers what the summary says."""

    def __init__(self) -> None:
        self._doubts: list[tuple[str, str]] = []  # file, sentence
        self._skipped: dict[str, list[str]] = {}

    def file(self, file: FileReading) -> Iterator[str]:
        yield f"■ {file.file}"
        yield from (f"  注意: {note}" for note in file.notes)
        if file.refused:
            yield f"  読めません: {file.refused}"
            yield f"  対処: {file.hint}"
            self._doubts.append((file.file, f"読めません: {file.refused}"))
        shown: list[tuple[str, Table]] = []
        for sheet in file.sheets:
            yield from self._sheet(file, sheet, shown)

    def summary(self, reading: Reading) -> Iterator[str]:
        """What a person checks in ten seconds: doubts, records of each kind, sheets that were passed over."""
        counts = list(_counts(reading))
        if not counts and not self._doubts and not self._skipped:
            return
        yield "■ まとめ"
        if self._doubts:
            yield f"  確認してください（{len(self._doubts)}件）:"
            for file, doubts in groupby(self._doubts[:_MOST_DOUBTS], key=itemgetter(0)):
                yield f"    {file}"
                yield from (f"      ？ {says}" for _, says in doubts)
            if len(self._doubts) > _MOST_DOUBTS:
                yield f"    他{len(self._doubts) - _MOST_DOUBTS}件（各シートの ？ の行）"
            yield "    （シートに重ねた図と、直すときの pmo.toml の書き方は pmo-xl inspect --html で見られます）"
        else:
            yield "  疑わしい所はありません。件数がシートと合っているか確認してください"
        yield from counts
        for reason, sheets in self._skipped.items():
            more = f" 他{len(sheets) - _MOST_SKIPPED}枚" if len(sheets) > _MOST_SKIPPED else ""
            where = "、".join(sheets[:_MOST_SKIPPED]) + more
            yield f"  {fitted('読み飛ばし', _KIND)} {len(sheets):>5,}枚  {reason}（{where}）"

    def _sheet(self, file: FileReading, sheet: SheetReading, shown: list[tuple[str, Table]]) -> Iterator[str]:
        if not sheet.read:
            doubt = doubt_of_sheet(sheet)
            if doubt:
                self._doubts.append((file.file, f"{sheet.sheet}: {doubt.says}"))
            else:
                self._skipped.setdefault(sheet.skipped or "", []).append(f"{file.file} {sheet.sheet}")
            yield f"  「{sheet.sheet}」は読み飛ばしました: {'？ ' if doubt else ''}{sheet.skipped}"
        for one in sheet.read:
            doubts = doubts_of(one)
            where = f"{sheet.sheet} {noun(one.table.kind)}" if len(sheet.read) > 1 else sheet.sheet
            self._doubts += [(file.file, f"{where}: {doubt.says}") for doubt in doubts.asked]
            same = next((name for name, table in shown if _is_read_alike(table, one.table)), None)
            yield from _table(sheet.sheet, one, doubts, same)
            shown.append((sheet.sheet, one.table))
        if sheet.read:
            yield from (f"      ・{note}" for note in sheet.notes)


def _counts(reading: Reading) -> Iterator[str]:
    """「課題 24件  台帳.xlsx（一覧 20件、完了分 4件）」, a line a kind."""
    counts: dict[str, dict[str, list[str]]] = {}
    totals: dict[str, int] = {}
    for file in reading.files:
        for sheet in file.sheets:
            for one in sheet.read:
                if one.register and not one.left_out:
                    kind = one.table.kind
                    counts.setdefault(kind, {}).setdefault(file.file, []).append(f"{sheet.sheet} {len(one.records)}件")
                    totals[kind] = totals.get(kind, 0) + len(one.records)
    for kind, files in counts.items():
        where = " / ".join(f"{file}（{'、'.join(tables)}）" for file, tables in files.items())
        yield f"  {fitted(noun(kind), _KIND)} {totals[kind]:>5,}件  {where}"


def _is_read_alike(one: Table, other: Table) -> bool:
    """Whether both have the same headings in the same columns, read as the same fields."""
    return one.kind == other.kind and one.headers == other.headers and one.columns == other.columns


def _table(sheet: str, one: ReadTable, doubts: Doubts, same: str | None) -> Iterator[str]:
    table = one.table
    certainty = f"確からしさ{round(100 * table.confidence)}%"
    doubt = "。確認してください" if table.confidence < SURE else ""
    kind = "管理表ではない表" if table.kind == "other" else f"{noun(table.kind)}の表"
    yield f"  「{sheet}」 {kind}（{certainty}{doubt}）"
    heading = f"見出し {written_rows(table.header_rows)}" if table.header_rows else "見出しなし"
    span = f"（{table.record_rows[0]}〜{table.last_row}行目）" if table.record_rows else ""
    if table.cell_rows:
        heading, span = "一件一葉の票", ""
    yield f"    {heading} ／ 記録 {len(one.records)}件{span} ／ {use_of(one)}"
    yield from (f"    ？ {doubt.says}" for doubt in doubts.asked)
    if same is None:
        yield from _columns(one, frozenset(doubt.column for doubt in doubts.asked))
    else:
        yield f"    列の読み方は「{same}」と同じです（{len(table.columns)}列）"
    yield from _words(one)
    yield from _left_out(one)
    yield from (f"      ・{doubt.says}" for doubt in doubts.guessed)
    yield from (f"      ・{note}" for note in doubts.remarks)


def _columns(one: ReadTable, doubtful: frozenset[int]) -> Iterator[str]:
    for read in columns_read(one):
        meaning = fitted(called(read.field) if read.field else "（使いません）", _FIELD)
        mark = " ？" if read.column in doubtful else ""
        yield (
            f"    {read.where:<3} {_heading(read.heading)} → {meaning} "
            f"{fitted(read.sample, _SAMPLE)} {read.share:>9}{mark}"
        )


def _heading(text: str) -> str:
    """The heading in its column; of 「予定 / 開始日」 rather the group is cut than the heading itself."""
    group, slash, own = " ".join(text.split()).rpartition(" / ")
    room = _HEADING - width(own) - 3
    if not slash or width(group) <= room or room < _SHORTEST_GROUP:
        return fitted(own if slash and room < _SHORTEST_GROUP else text, _HEADING)
    return fitted(f"{fitted(group, room).rstrip()} / {own}", _HEADING)


def _words(one: ReadTable) -> Iterator[str]:
    """「状態: 対応中 12件 / ペンディング→回答待ち 1件」: the words as written, and what they were read as."""
    for field, words in words_read(one).items():
        parts = [f"{_read_as(word)} {word.count}件" for word in words]
        more = f" / 他{len(parts) - _MOST_WORDS}語" if len(parts) > _MOST_WORDS else ""
        yield f"    {called(field)}: {' / '.join(parts[:_MOST_WORDS])}{more}"


def _read_as(word: WordRead) -> str:
    shown = " ".join(word.text.split()) if word.text else "（空欄）"
    if word.unknown:
        return f"{shown}→？"
    if word.meaning is None:
        return f"{shown}→空欄扱い" if word.text else shown
    return shown if CALLED[word.meaning] == shown else f"{shown}→{CALLED[word.meaning]}"


def _left_out(one: ReadTable) -> Iterator[str]:
    found = [f"{reason} {written_rows(rows)}" for reason, rows in rows_left_out(one.table).items()]
    if found:
        yield f"    除いた行: {' / '.join(found)}"

"""How every sheet was understood, as a page for people: one block a table, aligned for Japanese text."""

from collections import Counter
from collections.abc import Iterator, Sequence

from pmo_xl.model.fields import base_name, label, noun
from pmo_xl.model.grid import CellValue, is_blank
from pmo_xl.model.place import column_letters
from pmo_xl.model.width import width
from pmo_xl.model.words import CALLED
from pmo_xl.sheets.cells import cells_of
from pmo_xl.sheets.reading import FileReading, Reading, ReadTable, SheetReading
from pmo_xl.sheets.values import text_of
from pmo_xl.sheets.word_counts import counted_words

_HEADING, _FIELD, _SAMPLE = 26, 16, 24  # widths in half-width letters
_KIND = 10
_MOST_WORDS = 8
_SURE = 0.6
_SHORTEST_GROUP = 6


def as_text(reading: Reading) -> str:
    """The reading for people: per table its columns with a sample value, what was left out and why; a summary last."""
    if not reading.files:
        return "管理表のブックがありません。フォルダを確認するか、ブックを直接指定してください"
    lines = [line for file in reading.files for line in (*_file(file), "")]
    lines += [*_summary(reading), ""]
    lines += [f"注意: {note}" for note in reading.notes]
    return "\n".join(lines).rstrip()


def _summary(reading: Reading) -> Iterator[str]:
    """What a person checks in ten seconds: how many records of each kind, sheet by sheet, and what is in doubt."""
    counts: dict[str, dict[str, list[str]]] = {}
    totals: Counter[str] = Counter()
    doubts = [f"{file.file}: {file.refused}" for file in reading.files if file.refused]
    for file in reading.files:
        for sheet in file.sheets:
            for one in sheet.read:
                where = f"{file.file} {sheet.sheet}"
                if one.register and not one.left_out:
                    tables = counts.setdefault(one.table.kind, {}).setdefault(file.file, [])
                    tables.append(f"{sheet.sheet} {len(one.records)}件")
                    totals[one.table.kind] += len(one.records)
                if one.table.confidence < _SURE:
                    doubts.append(f"{where}: {noun(one.table.kind)}の表かどうか")
                doubts += [f"{where}: {words}" for words in _unread(one)]
    if not counts and not doubts:
        return
    yield "■ まとめ"
    for kind, files in counts.items():
        where = " / ".join(f"{file}（{'、'.join(tables)}）" for file, tables in files.items())
        yield f"  {fitted(noun(kind), _KIND)} {totals[kind]:>5,}件  {where}"
    if doubts:
        yield "  確認してください:"
        yield from (f"      ・{doubt}" for doubt in doubts)


def _unread(one: ReadTable) -> Iterator[str]:
    """「状態の「様子見」（1件）が読めません」, a line a column."""
    cells = cells_of(one.table)
    for field, counts in counted_words(one)[0].items():
        known = {
            text_of(cell)
            for cell, record in zip(cells[field], one.records, strict=True)
            if record.get(field) is not None
        }
        words = [
            f"「{' '.join(text.split())}」{count}件" for text, count in counts.items() if text and text not in known
        ]
        if words:
            more = f" 他{len(words) - _MOST_WORDS}語" if len(words) > _MOST_WORDS else ""
            yield f"{_called(field)}の{'、'.join(words[:_MOST_WORDS])}{more}が読めません"


def fitted(text: str, room: int) -> str:
    """The text on one line in exactly `room` terminal columns, cut with 「…」 when longer."""
    text = " ".join(text.split())
    if width(text) > room:
        while text and width(text) > room - 2:
            text = text[:-1]
        text += "…"
    return text + " " * (room - width(text))


def _file(file: FileReading) -> Iterator[str]:
    yield f"■ {file.file}"
    yield from (f"  注意: {note}" for note in file.notes)
    if file.refused:
        yield f"  読めません: {file.refused}"
        yield f"  対処: {file.hint}"
    for sheet in file.sheets:
        yield from _sheet(sheet)


def _sheet(sheet: SheetReading) -> Iterator[str]:
    if not sheet.read:
        yield f"  「{sheet.sheet}」は読み飛ばしました: {sheet.skipped}"
    for one in sheet.read:
        yield from _table(sheet.sheet, one)
        yield from (f"      ・{note}" for note in sheet.notes)


def _table(sheet: str, one: ReadTable) -> Iterator[str]:
    table = one.table
    certainty = f"確からしさ{round(100 * table.confidence)}%"
    doubt = "。確認してください" if table.confidence < _SURE else ""
    kind = "管理表ではない表" if table.kind == "other" else f"{noun(table.kind)}の表"
    yield f"  「{sheet}」 {kind}（{certainty}{doubt}）"
    heading = f"見出し {_rows(table.header_rows)}" if table.header_rows else "見出しなし"
    span = f"（{table.record_rows[0]}〜{table.last_row}行目）" if table.record_rows else ""
    yield f"    {heading} ／ 記録 {len(one.records)}件{span} ／ {_use(one)}"
    yield from _columns(one)
    yield from _words(one)
    yield from _left_out(one)
    yield from (f"      ・{note}" for note in table.notes)


def _use(one: ReadTable) -> str:
    if one.left_out:
        return "集計に含めません"
    return f"登録先 {one.register}" if one.register else "集計に使いません"


def _columns(one: ReadTable) -> Iterator[str]:
    table = one.table
    cells = cells_of(table)
    fields = {column: field for field, column in table.columns.items()}
    for column in sorted(table.headers.keys() | fields.keys()):
        field = fields.get(column)
        if field is None:
            values: Sequence[CellValue] = [table.grid.value(row, column) for row in table.record_rows]
        else:
            values = cells[field]
        filled = [value for value in values if not is_blank(value)]
        sample = text_of(filled[0]) if filled else ""
        heading = _heading(table.headers.get(column, "") or "（見出しなし）")
        meaning = fitted(_called(field) if field else "（使いません）", _FIELD)
        count = f"{len(filled)}/{len(values)}" if values else "−"
        yield f"    {column_letters(column):<3} {heading} → {meaning} {fitted(sample, _SAMPLE)} {count:>9}"


def _heading(text: str) -> str:
    """The heading in its column; of 「予定 / 開始日」 rather the group is cut than the heading itself."""
    group, slash, own = " ".join(text.split()).rpartition(" / ")
    room = _HEADING - width(own) - 3
    if not slash or width(group) <= room or room < _SHORTEST_GROUP:
        return fitted(own if slash and room < _SHORTEST_GROUP else text, _HEADING)
    return fitted(f"{fitted(group, room).rstrip()} / {own}", _HEADING)


def _called(field: str) -> str:
    number = field.removeprefix(base_name(field)).lstrip("_")
    return label(field) + (f"({number})" if number else "")


def _words(one: ReadTable) -> Iterator[str]:
    """「状態: 対応中 12件 / ペンディング→回答待ち 1件」: the words as written, and what they were read as."""
    written, _ = counted_words(one)
    cells = cells_of(one.table)
    for field, counts in written.items():
        meanings = {text_of(cell): record.get(field) for cell, record in zip(cells[field], one.records, strict=True)}
        parts = [f"{_read_as(text, meanings[text])} {count}件" for text, count in counts.items()]
        more = f" / 他{len(parts) - _MOST_WORDS}語" if len(parts) > _MOST_WORDS else ""
        yield f"    {_called(field)}: {' / '.join(parts[:_MOST_WORDS])}{more}"


def _read_as(text: str, meaning: str | None) -> str:
    shown = " ".join(text.split()) if text else "（空欄）"
    if meaning is None:
        return f"{shown}→？" if text else shown
    return shown if CALLED[meaning] == shown else f"{shown}→{CALLED[meaning]}"


def _left_out(one: ReadTable) -> Iterator[str]:
    table = one.table
    found = []
    if table.example_rows:
        found.append(f"記入例 {_rows(table.example_rows)}")
    if table.section_rows:
        found.append(f"区切り {_rows(table.section_rows)}")
    if table.placeholder_rows:
        found.append(f"未記入 {_rows(table.placeholder_rows)}")
    reasons: dict[str, list[int]] = {}
    for row, reason in table.left_out.items():
        reasons.setdefault(reason, []).append(row)
    found += [f"{reason.removesuffix('です')} {_rows(rows)}" for reason, rows in reasons.items()]
    if found:
        yield f"    除いた行: {' / '.join(found)}"


def _rows(rows: Sequence[int]) -> str:
    """Row numbers as a person writes them: 「3、5〜9行目」."""
    spans: list[list[int]] = []
    for row in sorted(rows):
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    shown = [str(first) if first == last else f"{first}〜{last}" for first, last in spans]
    more = f"など{len(rows)}行" if len(shown) > _MOST_WORDS else "行目"
    return "、".join(shown[:_MOST_WORDS]) + more

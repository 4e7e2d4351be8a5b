"""The lines of pmo.toml that correct a reading: ready to copy, with what they say today as their starting point."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from glob import escape
from pathlib import PurePath
from typing import Final

from pmo_xl.model.fields import KINDS, base_name, noun, sort_of
from pmo_xl.model.grid import Grid, is_blank
from pmo_xl.model.pattern import lazy
from pmo_xl.model.place import column_letters
from pmo_xl.model.words import (
    LEVEL_CALLED,
    LEVEL_WORDS,
    RESULT_CALLED,
    RESULT_WORDS,
    STATUS_CALLED,
    STATUS_WORDS,
    fold,
)
from pmo_xl.sheets.doubts import Doubt
from pmo_xl.sheets.finding.heading_text import same_heading
from pmo_xl.sheets.finding.kinds import by_names
from pmo_xl.sheets.reading import Reading, ReadTable, SheetReading

_HEADING_ROWS = 60  # a heading stands above this row
_LONGEST_HEADING = 20
_BARE = lazy(r"[A-Za-z0-9_-]+$")
_MOST_WORDS = 8
_CALLED: Final[Mapping[str, Mapping[str, str]]] = {
    "status": STATUS_CALLED,
    "result": RESULT_CALLED,
    "level": LEVEL_CALLED,
}
_KNOWN: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "status": tuple(STATUS_WORDS.items()),
    "result": tuple(RESULT_WORDS.items()),
    "level": tuple(LEVEL_WORDS.items()),
}
# What a word that says nothing is proposed as: what it counts as today, or what claims the least.
_PROPOSED: Final = {"status": "open", "result": "hold", "level": "medium"}
_SHORTEST: Final = {"status": 2, "result": 2, "level": 1}
_SHORTEST_LATIN = 4
_NAMED: Final = [f"{kind}={called}" for kind, (called, _) in KINDS.items()]
_KINDS: Final = "\n".join(
    ["# kind は次から選びます", *("#   " + " ".join(_NAMED[at : at + 7]) for at in range(0, len(_NAMED), 7))]
)


class Corrections:
    """Proposes corrections to what was read together, so that no proposal touches another sheet."""

    def __init__(self, reading: Reading) -> None:
        sheets = [(file.file, sheet) for file in reading.files for sheet in file.sheets]
        self._number = {(file, sheet.sheet): number for number, (file, sheet) in enumerate(sheets, 1)}
        self._named = Counter(sheet.sheet for _, sheet in sheets)
        self._kinds = {(one.table.kind, one.table.file, one.table.sheet) for _, sheet in sheets for one in sheet.read}

    def of(self, doubt: Doubt, one: ReadTable) -> str:
        """What would settle a doubt about a table; "" when the workbook itself has to be put right."""
        match doubt.about:
            case "kind":
                return "\n".join([_KINDS, *self._section(one)])
            case "missing" | "column" if doubt.field:
                none = f'{doubt.field} = ""  # この列を使わないとき'
                said = none if doubt.guess else _column_line(doubt.field, one, doubt.column)
                return f"[registers.{_register(one)}.columns]\n{said}"
            case "words" if doubt.words:
                return "\n".join(_word_lines(doubt, one))
        return ""

    def of_table(self, one: ReadTable) -> str:
        """The whole reading of a table as pmo.toml would say it: copied as it is, it changes nothing."""
        lines = [*self._section(one)]
        if columns := one.table.columns:
            lines.append(f"{lines[0][:-1]}.columns]")
            lines += [_column_line(field, one, column) for field, column in columns.items()]
        return "\n".join(lines)

    def of_sheet(self, sheet: SheetReading, file: str) -> str:
        """How a sheet that was passed over would be read after all; "" for one without a row that may be a heading."""
        row = _fullest_row(sheet.grid) if sheet.grid is not None else 0
        kind = _kind_named(sheet.sheet, PurePath(file).stem)
        lines = self._lines(kind, KINDS[kind][1], sheet.sheet, file, (row,))
        return "\n".join([_KINDS, *lines]) if row else ""

    def _section(self, one: ReadTable) -> Iterator[str]:
        table = one.table
        kind = table.kind if table.kind != "other" else _kind_named(table.title, table.sheet, PurePath(table.file).stem)
        return self._lines(kind, one.section or KINDS[kind][1], table.sheet, table.file, table.header_rows)

    def _lines(self, kind: str, name: str, sheet: str, file: str, rows: Sequence[int]) -> Iterator[str]:
        beside = any(k == kind and (f, s) != (file, sheet) for k, f, s in self._kinds)
        shared = beside and name == KINDS[kind][1]
        yield f"[registers.{name}_{self._number[file, sheet]}]" if shared else f"[registers.{_key(name)}]"
        if self._named[sheet] > 1 and "/" not in file:
            yield f"file = {_quoted(escape(file))}"
        yield f"sheet = {_quoted(sheet)}"
        yield f'kind = "{kind}"'
        if shared:
            yield f"only = false  # ほかのシートの{noun(kind)}の表も、これまでどおり使います"
        if rows:
            yield f"header_rows = [{', '.join(map(str, rows))}]  # 見出しの行番号"


def _register(one: ReadTable) -> str:
    return _key(one.section or one.register or KINDS[one.table.kind][1])


def _column_line(field: str, one: ReadTable, column: int) -> str:
    if not column:
        return f'# {field} = "見出しの文字か列の記号"'
    return f"{field} = {_quoted(_column(one, column))}"


def _word_lines(doubt: Doubt, one: ReadTable) -> Iterator[str]:
    sort = sort_of(doubt.field)
    proposed: dict[str, list[str]] = {}
    for word in doubt.words[:_MOST_WORDS]:
        proposed.setdefault(_meaning(word, sort), []).append(word)
    yield f"# 意味の合う行へ移してください（{' '.join(f'{word}={said}' for word, said in _CALLED[sort].items())}）"
    yield f"[registers.{_register(one)}.values.{base_name(doubt.field)}]"
    for meaning, words in proposed.items():
        yield f"{meaning} = [{', '.join(map(_quoted, words))}]"


def _column(one: ReadTable, column: int) -> str:
    """How pmo.toml names a column: by its heading where that is short and the only one of its kind, else by letter."""
    headers = one.table.headers
    said = " ".join(headers.get(column, "").split())
    alike = [other for other, text in headers.items() if any(same_heading(said, part) for part in _parts(text))]
    return said if said and alike == [column] and len(said) <= _LONGEST_HEADING else column_letters(column)


def _parts(heading: str) -> tuple[str, ...]:
    return heading, heading.rpartition(" / ")[2]


def _kind_named(*names: str) -> str:
    """The kind that the names of a table, its sheet and its file speak of; issues where they say nothing."""
    named = by_names(names)
    return max(named, key=lambda kind: named[kind]) if named else "issue"


def _meaning(word: str, sort: str) -> str:
    """What a word most likely stands for: the longest known word inside it says (客先確認待: 確認待); else the default.

    Short Latin words are in too many others (the P of Suspend).
    """
    folded = fold(word)
    inside = {
        known: meaning
        for meaning, line in _KNOWN[sort]
        for known in map(fold, line.split())
        if known in folded and len(known) >= (_SHORTEST_LATIN if known.isascii() else _SHORTEST[sort])
    }
    return inside[max(inside, key=len)] if inside else _PROPOSED[sort]


def _fullest_row(grid: Grid) -> int:
    """The row most like a heading: the first with the most short texts; 0 when none has two."""
    best, most = 0, 1
    for number, row in enumerate(grid.rows[:_HEADING_ROWS], 1):
        texts = {v.strip() for v in row if isinstance(v, str) and not is_blank(v) and len(v) <= _LONGEST_HEADING}
        if len(texts) > most:
            best, most = number, len(texts)
    return best


def _key(name: str) -> str:
    return name if _BARE.match(name) else _quoted(name)


def _quoted(text: str) -> str:
    """The text as a TOML string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")

"""A table's rows as records: every field read, every doubtful cell reported, every decision noted."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import repeat
from typing import Any, Final

from msgspec.structs import replace

from pmo_xl.model.fields import base_name, sort_of
from pmo_xl.model.grid import CellValue
from pmo_xl.model.place import column_letters
from pmo_xl.model.record import Record, attribute_of
from pmo_xl.model.register import Oddity, What
from pmo_xl.model.table import Table
from pmo_xl.model.words import fold, is_blank_like, status_of
from pmo_xl.sheets.meaning.cells import cells_of, index_of
from pmo_xl.sheets.meaning.column import Cells, Meaning
from pmo_xl.sheets.meaning.date_columns import read_date_columns
from pmo_xl.sheets.meaning.dates import day_within
from pmo_xl.sheets.meaning.numbers import read_numbers
from pmo_xl.sheets.meaning.typed_days import is_text_file, typed_days
from pmo_xl.sheets.meaning.values import read_texts, text_of
from pmo_xl.sheets.meaning.word_columns import read_levels, read_results, read_statuses
from pmo_xl.sheets.reading import ReadTable

Given = Mapping[str, Mapping[str, Sequence[str]]]  # pmo.toml: field → canonical word → written words

_CLOSED_BY: Final = {"wbs": ("closed_date", "actual_end")}
_WITHOUT_STATUS: Final = frozenset(
    {"test", "decision", "requirement", "training", "meeting", "option", "roster", "other"}
)
_SECTION_MARKS: Final = "【】■□◆◇●○▼▽▶＜＞<>[]〔〕《》 　"


def read_table(table: Table, *, near: date | None = None, given: Given | None = None) -> ReadTable:
    """Read every record of a table.

    `near` is the day that gives a missing year where neither row nor column does; in a memo it is the day of the
    meeting (「来週金」 was said there). `given` are the words of pmo.toml.
    The table that comes back has further notes, its vocabulary, and the fields that were worked out without a column.
    """
    near = _held_on(table) or near
    cells = cells_of(table)
    typed = {}
    if is_text_file(table.file):
        days = [field for field in cells if sort_of(field) == "date"]
        typed = {field: typed_days(cells[field], _heading(table, field)) for field in days}
        cells |= {field: values for field, (values, _) in typed.items()}
    columns = {
        field: Cells(field, values, _heading(table, field), _allowed(table, field), _folded(given, field))
        for field, values in cells.items()
    }
    meanings = _meanings(table.kind, columns, near)
    values = {attribute_of(field): meaning.values for field, meaning in meanings.items()}
    worked_out, notes = _worked_out(table, cells, values)
    values |= worked_out
    if table.kind == "test" and "test_case_id" in values:
        values["id"] = values["test_case_id"]
    lost = _lost_cells(table)
    known = replace(
        table,
        vocabulary={**table.vocabulary, **{f: m.vocabulary for f, m in meanings.items() if m.vocabulary}},
        synthetic=table.synthetic | (frozenset(worked_out) & {"status", "category"}),
        notes=(
            *table.notes,
            *(note for _, note in typed.values() if note),
            *(note for m in meanings.values() for note in m.notes),
            *notes,
            *_lost_notes((*lost, *_lost_numbers(table, meanings))),
        ),
    )
    return ReadTable(known, _records(known, values), _oddities(known, meanings, lost))


def _meanings(kind: str, columns: Mapping[str, Cells], near: date | None) -> dict[str, Meaning]:
    days = [field for field in columns if sort_of(field) == "date"]
    found = dict(zip(days, read_date_columns([columns[field] for field in days], near=near), strict=True))
    for field, column in columns.items():
        match sort_of(field):
            case "date":
                pass
            case "number":
                found[field] = read_numbers(column)
            case "status":
                found[field] = read_statuses(column)
            case "result":
                found[field] = read_results(column, kind=kind)
            case "level":
                found[field] = read_levels(column)
            case _:
                found[field] = read_texts(column)
    return {field: found[field] for field in columns}


def _records(table: Table, values: Mapping[str, list[Any]]) -> tuple[Record, ...]:
    if table.kind == "test" and not table.has("result_2"):  # with one round its verdict is the verdict
        blank = [None] * len(table.record_rows)
        values = {
            **values,
            "verdict": values.get("result", blank),
            "verdict_date": values.get("executed_date", blank),
        }
    names = (*values, "table", "row")
    columns = (*values.values(), repeat(table), table.record_rows)
    records = [Record.holding(dict(zip(names, row, strict=False))) for row in zip(*columns, strict=False)]
    return tuple(map(Record.judged, records) if table.has("result_2") else records)


def _worked_out(
    table: Table, cells: Mapping[str, list[CellValue]], values: Mapping[str, list[Any]]
) -> tuple[dict[str, list[Any]], list[str]]:
    """Fields without a column: the status a closing date implies, the category of section rows, the head of a memo."""
    found: dict[str, list[Any]] = _from_head(table)
    notes: list[str] = []
    closing = next((field for field in _CLOSED_BY.get(table.kind, ("closed_date",)) if table.has(field)), None)
    if not table.has("status") and closing and table.kind not in _WITHOUT_STATUS:
        found["status"] = [
            "closed" if day or _says_done(cell) else "open"
            for day, cell in zip(values[closing], cells[closing], strict=True)
        ]
        notes.append(f"状態の列がないため、{_heading(table, closing)}が入っているものを完了とみなしました")
    if table.sections and not table.has("category"):
        found["category"] = _sections(table)
        notes.append("区切り行の文字を、その下の行の分類とみなしました")
    return found, notes


def _held_on(table: Table) -> date | None:
    """The day at the beginning of a memo's 日時 (「2024/05/07（火） 13:00〜14:00」)."""
    if "held_at" not in table.head:
        return None
    return day_within(text_of(table.grid.value(*table.head["held_at"])))


def _from_head(table: Table) -> dict[str, list[Any]]:
    """What the head of a memo (日時, 出席者 …) says for each of its lines; its 会議名 is no line's title."""
    said = {field: text_of(table.grid.value(*cell)) or None for field, cell in table.head.items()}
    return {
        attribute_of(field): [text] * len(table.record_rows)
        for field, text in said.items()
        if field != "title" and not table.has(field)
    }


def _says_done(cell: CellValue) -> bool:
    """Whether a closing-date cell that is no day still says that it is done: 済, 5月上旬, 2/30."""
    text = text_of(cell)
    return not is_blank_like(text) and (status_of(text) == "closed" or any(letter.isdigit() for letter in text))


def _sections(table: Table) -> list[str | None]:
    names: list[str | None] = []
    starts = sorted(table.sections)
    position, name = 0, None
    for row in table.record_rows:
        while position < len(starts) and starts[position] < row:
            name = table.sections[starts[position]].strip(_SECTION_MARKS) or None
            position += 1
        names.append(name)
    return names


def _heading(table: Table, field: str) -> str:
    number = table.columns[field]
    if field in table.cell_rows:
        return f"{column_letters(number)}{table.cell_rows[field]}"
    header = " ".join(table.headers.get(number, "").split())
    return f"{column_letters(number)}列「{header}」"


def _allowed(table: Table, field: str) -> tuple[str, ...]:
    """The words of the drop-down list that governs the column, in their order."""
    number = table.columns[field]
    if not table.record_rows:
        return ()
    first = table.cell_rows.get(field, table.record_rows[0])
    last = table.cell_rows.get(field, table.record_rows[-1])
    for validation in table.grid.facts.validations:
        if any(a.left <= number <= a.right and a.top <= last and a.bottom >= first for a in validation.areas):
            return tuple(word.strip() for word in validation.words if word.strip())
    return ()


def _folded(given: Given | None, field: str) -> dict[str, str]:
    words = (given or {}).get(field) or (given or {}).get(base_name(field)) or {}
    return {fold(word): canonical for canonical, written in words.items() for word in written}


Lost = tuple[What, int, str, str, int]  # what, row, field, text, column


def _lost_cells(table: Table) -> list[Lost]:
    """Error cells and formulas without a saved value in the columns of the records."""
    facts = table.grid.facts
    if not facts.errors and not facts.uncached:
        return []
    field_at = _fields_of_cells(table)
    found: list[Lost] = []
    for (row, column), word in facts.errors.items():
        if field := field_at(row, column):
            found.append(("error", row, field, word, column))
    for row, column in facts.uncached:
        if field := field_at(row, column):
            found.append(("uncached", row, field, "", column))
    return sorted(found, key=lambda lost: (lost[1], lost[4]))


def _fields_of_cells(table: Table) -> Callable[[int, int], str | None]:
    """Which field a cell (row, column) belongs to; None for cells of no record."""
    if table.cell_rows:
        cells = {(row, table.columns[field]): field for field, row in table.cell_rows.items()}
        return lambda row, column: cells.get((row, column))
    # of choices beside a matter its id is the matter's own cell
    fields = {number: name for name, number in table.columns.items() if not (table.within and name == "related_id")}
    further = {row for more in table.continued.values() for row in more}

    def field_at(row: int, column: int) -> str | None:
        is_ours = column in fields and (row in further or index_of(table.record_rows, row) is not None)
        return fields[column] if is_ours else None

    return field_at


def _lost_numbers(table: Table, meanings: Mapping[str, Meaning]) -> list[Lost]:
    """Cells where a number should stand, or stands, that is not the one somebody wrote."""
    return sorted(
        (
            (odd.what, table.record_rows[odd.at], field, odd.text, table.columns[field])
            for field, meaning in meanings.items()
            for odd in meaning.odd
            if odd.what in ("not_a_number", "lost_digits")
        ),
        key=lambda lost: (lost[1], lost[4]),
    )


def _lost_notes(lost: Sequence[Lost]) -> list[str]:
    notes = []
    if errors := [one for one in lost if one[0] == "error"]:
        words = "、".join(dict.fromkeys(one[3] for one in errors))
        notes.append(f"{_cells(errors)}がエラー（{words}）のため、空欄として扱いました")
    if uncached := [one for one in lost if one[0] == "uncached"]:
        notes.append(f"{_cells(uncached)}は数式の値が保存されていません。Excelで開いて保存してください")
    if digits := [one for one in lost if one[0] == "lost_digits"]:
        notes.append(f"{_cells(digits)}は16桁以上の数のため、下の桁が失われています。文字列として入れ直してください")
    if no_numbers := [one for one in lost if one[0] == "not_a_number"]:
        notes.append(f"{_cells(no_numbers)}は数でない値のため、空欄として扱いました")
    return notes


def _cells(lost: Sequence[Lost]) -> str:
    _, row, _, _, column = lost[0]
    return f"{column_letters(column)}{row}" + (f"など{len(lost)}セル" if len(lost) > 1 else "")


def _oddities(table: Table, meanings: Mapping[str, Meaning], lost: Sequence[Lost]) -> tuple[Oddity, ...]:
    rows, columns = table.record_rows, table.columns
    found = [
        Oddity(odd.what, table, rows[odd.at], field, odd.text, odd.meaning)
        for field, meaning in meanings.items()
        for odd in meaning.odd
    ]
    found += [Oddity(what, table, row, field, text) for what, row, field, text, _ in lost]
    return tuple(sorted(found, key=lambda odd: (odd.row, columns[odd.field])))

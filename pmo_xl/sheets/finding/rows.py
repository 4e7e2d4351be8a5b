"""Which rows below a heading are records, and what every other filled row is."""

from collections.abc import Iterable
from typing import Final

from msgspec import Struct
from msgspec import field as fresh

from pmo_xl.model.fields import base_name
from pmo_xl.model.grid import CellValue, is_blank
from pmo_xl.model.words import result_of, status_of
from pmo_xl.sheets.finding.body import Body
from pmo_xl.sheets.finding.heading_rows import repeats
from pmo_xl.sheets.finding.row_questions import (
    continues,
    evidence_in,
    is_example,
    is_remark,
    may_be_default,
    section_text,
    why_footer,
)
from pmo_xl.sheets.finding.rowmarks import NOTE, ends_table, footer_reason, is_example_label, is_section_text
from pmo_xl.sheets.finding.view import text_of

STRAY: Final = "表から離れた行です"
BELOW_END: Final = "表の終わり（以上・以下余白）より下の行です"
_FIRST_ROWS = 10  # filled rows that are looked at in any case
_WIDE = 3  # fields of a table in which a lonely text below is no record
_LONG_WORD = 30
_PREPARED = 3  # rows with one and the same default from which on these are prepared rows
_WRITTEN: Final = frozenset(("title", "description", "expected", "steps", "response"))


class Rows(Struct):
    """The rows of one table by what they are; see `model.table.Table` for the meaning of each."""

    records: list[int] = fresh(default_factory=list)
    continued: dict[int, list[int]] = fresh(default_factory=dict)
    examples: list[int] = fresh(default_factory=list)
    sections: dict[int, str] = fresh(default_factory=dict)
    placeholders: list[int] = fresh(default_factory=list)
    left_out: dict[int, str] = fresh(default_factory=dict)
    notes: list[str] = fresh(default_factory=list)
    defaults: dict[int, dict[int, CellValue]] = fresh(default_factory=dict)  # records that may be but prepared rows
    ended: int = 0  # the row that says so (以上); 0 when none does, or the heading stands again below it


def classify(body: Body) -> Rows:
    """Sort the rows of a table into records, examples, sections, placeholders and the rest.

    Rows whose main text is filled and that fill three cells and more are records without a further look; only the
    others are judged one by one, so that the time follows the rows and not their cells.
    """
    found = Rows()
    doubtful = _doubtful(body)
    for row in range(body.first, body.last + 1):
        if row in doubtful or found.ended:
            _judge(body, row, found)
        else:
            found.records.append(row)
    _put_defaults_aside(body, found)
    _take_examples_back(found)
    _take_last_sections_back(body, found)
    _put_notes_aside(body, found)
    found.left_out.update(dict.fromkeys(body.stray, STRAY))
    found.notes += _notes(body, found)
    return found


def _doubtful(body: Body) -> set[int]:
    """The rows that are not plainly records: short ones, and those with a blank main text or an odd number."""
    numbers = range(body.first, body.last + 1)
    if not body.main:
        return set(numbers)
    least = 3 if len(body.columns) > 3 else 2
    found = {
        row
        for row, text, count in zip(numbers, body.values(body.main), body.counts, strict=True)
        if count < least or is_blank(text)
    }
    column = body.id_column or body.left
    values = body.values(column)
    odd = set(_odd(set(values), body)) | {cell.text for cell in body.heading.cells if cell.column == column}
    found.update(row for row, value in zip(numbers, values, strict=True) if value in odd)
    found.update(
        [row for row, count in zip(numbers[: 4 * _FIRST_ROWS], body.counts, strict=False) if count][:_FIRST_ROWS]
    )
    for listed in body.view.facts.list_objects:
        found.update(range(listed.area.bottom - listed.totals_rows + 1, listed.area.bottom + 1))
    return found


def _odd(values: Iterable[CellValue], body: Body) -> Iterable[CellValue]:
    """The values of the first column with which no plain record begins."""
    if body.id_column:
        return (value for value in values if value is None or (type(value) is str and not value[-1:].isdigit()))
    words = (value for value in values if type(value) is str and len(value) < _LONG_WORD)
    return (word for word in words if footer_reason(word) or is_example_label(word))


def _judge(body: Body, row: int, found: Rows) -> None:
    """Put one row where it belongs; the order of the questions matters."""
    cells = body.cells(row)
    if not cells:
        return
    record = found.records[-1] if found.records else 0
    before = found.continued[record][-1] if record in found.continued else record
    if not body.words.isdisjoint(map(text_of, cells.values())) and repeats(body.view, body.heading, row):
        found.left_out[row] = "見出しの繰り返しです"
        found.ended = 0
    elif found.ended:
        found.left_out[row] = BELOW_END
    elif is_example(body, cells, first=not record):
        found.examples.append(row)
    elif reason := why_footer(body, row, cells):
        found.left_out[row] = reason
        found.ended = row if any(ends_table(text_of(value)) for value in cells.values()) else 0
    elif section := section_text(body, row, cells):
        found.sections[row] = section
    elif not (evidence := evidence_in(body, cells)):
        found.placeholders.append(row)
    elif record and continues(body, row, cells, record, before):
        found.continued.setdefault(record, []).append(row)
    elif found.examples and not record and continues(body, row, cells, found.examples[-1], found.examples[-1]):
        found.examples.append(row)
    else:
        found.records.append(row)
        if all(may_be_default(body, column) for column in evidence):
            found.defaults[row] = evidence


def _put_defaults_aside(body: Body, found: Rows) -> None:
    """Rows with a number and one and the same untouched state, kind … but no text are prepared, not written."""
    if not _WRITTEN & {base_name(name) for name in body.fields}:
        return
    prepared = {row: cells for row, cells in found.defaults.items() if row not in found.continued}
    values = {tuple((column, str(value).strip()) for column, value in cells.items()) for cells in prepared.values()}
    if len(prepared) < _PREPARED or len(values) > 1:
        return
    words = [word for _, word in next(iter(values))]
    if any(map(_is_moved, words)):
        return
    found.records = [row for row in found.records if row not in prepared]
    found.placeholders = sorted({*found.placeholders, *prepared})
    found.notes.append(f"番号と「{words[0]}」だけの{len(prepared)}行は未記入の行とみなしました")


def _is_moved(word: str) -> bool:
    """Whether a state or verdict says that somebody has worked on it."""
    return status_of(word) not in (None, "open") or result_of(word) not in (None, "not_run")


def _take_examples_back(found: Rows) -> None:
    """When most rows look like examples the sheet is written with such signs; then they are records."""
    if len(found.examples) > 5 and len(found.examples) > len(found.records):
        found.records = sorted({*found.records, *found.examples})
        found.examples = []


def _take_last_sections_back(body: Body, found: Rows) -> None:
    """A text alone below the last record of a table without numbers is a record just begun."""
    if body.id_column or not found.records:
        return
    for row in [row for row in found.sections if row > found.records[-1]]:
        if not is_section_text(found.sections[row]) and body.view.area(row, body.left).right == body.left:
            del found.sections[row]
            found.records.append(row)
            found.notes.append(f"{row}行目は見出しだけの行ですが、続きがないため記録とみなしました")


def _put_notes_aside(body: Body, found: Rows) -> None:
    """Remarks below the records, parted from them by a blank row or a title: single texts, labels with a value."""
    if len(body.fields) < _WIDE or body.is_mostly_short:
        return
    below: list[int] = []
    for row in reversed(found.records):
        if row in found.continued or not is_remark(body, body.cells(row)):
            break
        below.insert(0, row)
    if len(below) == len(found.records):
        return
    last = found.records[-1 - len(below)]
    if below and any(body.view.is_empty(row) or row in found.sections for row in range(last + 1, below[0])):
        found.records = [row for row in found.records if row <= last]
        found.left_out.update(dict.fromkeys(below, NOTE))
    noted = [row for row in found.left_out if row > last and found.left_out[row] == NOTE]
    for row in [row for row in found.sections if noted and row > min(noted)]:
        found.left_out[row] = NOTE
        del found.sections[row]


def _notes(body: Body, found: Rows) -> list[str]:
    """The sentences for records over several rows, verdicts on every step, and what was left below a gap."""
    notes = []
    records = len(found.records)
    if found.continued and body.kind == "test":
        rows = records + sum(map(len, found.continued.values()))
        notes.append(f"1件が複数行に分かれています（ケース{records}件、手順{rows}行）")
    elif found.continued:
        notes.append(f"{len(found.continued)}件の記録が複数行に分かれています。それぞれ1件と数えました")
    elif (cases := _cases(body, found)) < records:
        notes.append(f"判定が行ごとにあるため、1行を1件と数えました（ケース{cases}件、手順{records}行）")
    if body.stray and body.gap:
        first, length = body.gap
        notes.append(
            f"{first}行目から{length}行の空白があるため、{body.stray[0]}行目以降の{len(body.stray)}行は表に含めませんでした"
        )
    return notes


def _cases(body: Body, found: Rows) -> int:
    """How many records of a table of steps have a number of their own; all of them in any other table."""
    if body.kind != "test" or not body.has_ids or not {"steps", "step_no"} & body.fields.keys():
        return len(found.records)
    ids = body.values(body.id_column)
    if None not in ids:
        return len(found.records)
    return sum(not is_blank(ids[row - body.first]) for row in found.records)

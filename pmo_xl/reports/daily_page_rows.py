"""The rows behind a number, as its page lists them: which workbook, sheet and cell, and what stands there."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from msgspec import Struct

from pmo_xl.model.fields import label
from pmo_xl.model.finding import Finding
from pmo_xl.model.record import Record
from pmo_xl.reports.cell_texts import cut, shown
from pmo_xl.reports.common import named
from pmo_xl.reports.folding import fold_ids

MOST_ROWS: Final = 200  # listed one by one for a number; the others are named by their ids
_FOLDED_CHARACTERS: Final = 1000
_OF_ROUNDS: Final = ("result", "executed_date", "defect_id")
_BLANK: Final = "（空欄）"
_NO_COLUMN: Final = "（列なし）"


class Row(Struct, frozen=True):
    """One row of a register: id, text, the cell the count looked at, and what is written in it."""

    id: str
    text: str
    cell: str
    value: str


class Part(Struct, frozen=True):
    """The rows of one sheet."""

    file: str
    sheet: str
    rows: tuple[Row, ...]


class Rows(Struct, frozen=True):
    """The rows behind a number: all `count` of them by their folded ids, the first 200 one by one.

    `field` names the column `value` stands in; `rest` says how many are not listed.
    """

    name: str
    count: int
    ids: str
    field: str
    parts: tuple[Part, ...]
    rest: str


def rows_of(records: Sequence[Record], name: str, field: str = "") -> Rows:
    """The records as rows; `field` is the one the number was counted by (default: the id)."""
    listed = [(record.table.file, record.table.sheet, _row(record, field)) for record in records[:MOST_ROWS]]
    ids = fold_ids((record.id or f"{record.row}行目" for record in records), longest=_FOLDED_CHARACTERS)
    return _rows(listed, name, len(records), ids, label(field) if field else "ID")


def rows_of_findings(findings: Sequence[Finding], name: str) -> Rows:
    """The findings as rows: their message is the text, their code the value."""
    listed = [
        (found.place.file, found.place.sheet, Row(found.id or "−", found.message, _address(found), found.code))
        for found in findings[:MOST_ROWS]
    ]
    ids = fold_ids(dict.fromkeys(found.id for found in findings if found.id), longest=_FOLDED_CHARACTERS)
    return _rows(listed, name, len(findings), ids, "コード")


def _rows(listed: Sequence[tuple[str, str, Row]], name: str, count: int, ids: str, field: str) -> Rows:
    parts = tuple(
        Part(file, sheet, tuple(row for _, _, row in rows))
        for (file, sheet), rows in groupby(listed, key=lambda found: found[:2])
    )
    rest = (
        f"ほか{count - len(listed):,}件（IDは上のとおり。一覧は日次報告.xlsxの根拠ID）" if count > len(listed) else ""
    )
    return Rows(name, count, ids, field, parts, rest)


def _row(record: Record, field: str) -> Row:
    own = _of_last_round(record, field) or record.table.id_field
    place = record.place(own)
    written = record.written(own)
    return Row(
        id=record.id or "−",
        text=cut(named(record)),
        cell=place.cell if place.column else f"{record.row}行目",
        value=_NO_COLUMN if not place.column else _BLANK if written is None else cut(shown(written)),
    )


def _of_last_round(record: Record, field: str) -> str:
    """result → result_2 where the second round is the one that counts."""
    last = record.rounds[-1:] if record.table.kind == "test" and field in _OF_ROUNDS else ()
    return last[0].field(field) if last else field


def _address(found: Finding) -> str:
    return found.place.cell if found.place.column else f"{found.place.row}行目"

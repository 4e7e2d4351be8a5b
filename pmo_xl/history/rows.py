"""A record as it is kept: its own fields as plain values, the row it stood in, and what its cells said."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from msgspec import Struct

from pmo_xl.model.fields import sort_of
from pmo_xl.model.grid import CellValue
from pmo_xl.model.ids import fold_id
from pmo_xl.model.kept import IDENTITY, MORE, PLACE, WRITTEN, Row
from pmo_xl.model.record import Record, attribute_of
from pmo_xl.model.register import Register
from pmo_xl.model.table import Table

WORKED_OUT = ("verdict", "verdict_date")  # not cells of their own: what the rounds of a test amount to on the day

_BLANK: Final = "not_run"  # what a blank result means
_OWN: Final = ("table", "row", "id", *WORKED_OUT)


def row_of(record: Record) -> dict[str, Any]:
    """Field → text, number or ISO date, blank ones left out; `_place` is [file, sheet, row]."""
    return _Shape.of(record.table).row(record)


def whole_row_of(record: Record) -> dict[str, Any]:
    """The same, and enough to make the record again.

    That is the words of its cells where they are not the value itself (修正中, 12月上旬), and what it has from
    elsewhere on its sheet (the head of a memo).
    """
    return _Shape.of(record.table).whole_row(record)


def whole_rows(records: Iterable[Record]) -> Iterator[dict[str, Any]]:
    """The same of many records."""
    shapes: dict[int, _Shape] = {}
    for record in records:
        shape = shapes.get(id(record.table)) or shapes.setdefault(id(record.table), _Shape.of(record.table))
        yield shape.whole_row(record)


class _Shape(Struct, frozen=True):
    """What all records of one table have in common: found once for ten thousand rows."""

    table: Table
    fields: tuple[tuple[str, str], ...]  # (field, its attribute)
    cells: tuple[tuple[str, str, int], ...]  # (field, its attribute, its place in a line of the sheet)
    width: int
    told: frozenset[str]  # attributes that are fields of the row, or no field at all

    @classmethod
    def of(cls, table: Table) -> "_Shape":
        names = ["id", *(name for name in table.columns if name != "id"), *sorted(table.synthetic)]
        if table.kind == "test":
            names += WORKED_OUT
        fields = tuple((name, attribute_of(name)) for name in names)
        cells = tuple((name, attribute_of(name), column - 1) for name, column in table.columns.items())
        told = {*names, *(attribute for _, attribute, _ in cells), *_OWN}
        return cls(table, fields, cells, max(table.columns.values(), default=0), frozenset(told))

    def row(self, record: Record) -> dict[str, Any]:
        own = vars(record)
        row = {name: plain(value) for name, key in self.fields if (value := own.get(key)) is not None}
        if record.id and record.identity != fold_id(record.id):
            row[IDENTITY] = record.identity
        row[PLACE] = [self.table.file, self.table.sheet, record.row]
        return row

    def whole_row(self, record: Record) -> dict[str, Any]:
        row, own = self.row(record), vars(record)
        line = self._line(record)
        written: dict[str, Any] = {}
        for name, key, at in self.cells:
            cell, value = line[at], _expected(own.get(key))
            if cell is not value and not _same(cell, value):
                written[name] = _packed(cell)
        if written:
            row[WRITTEN] = written
        if more := {key: plain(own[key]) for key in own if key not in self.told and own[key] is not None}:
            row[MORE] = more
        return row

    def _line(self, record: Record) -> Sequence[CellValue]:
        """What the cells of the record say, column by column."""
        if self.table.cell_rows:  # a form: every field stands in a row of its own
            line: list[CellValue] = [None] * self.width
            for name, _, at in self.cells:
                line[at] = record.written(name)
            return line
        rows = self.table.grid.rows
        there = rows[record.row - 1] if 0 < record.row <= len(rows) else []
        return there if len(there) >= self.width else [*there, *[None] * (self.width - len(there))]


def record_of(row: Row, table: Table) -> Record:
    """The record a row was kept from; its cells are in the table's grid."""
    number: int = row[PLACE][2]
    values = {attribute_of(name): _meant(name, value) for name, value in row.items() if not name.startswith("_")}
    values |= {name: _meant(name, value) for name, value in row.get(MORE, {}).items()}
    return Record(table, number, values)


def cells_of(row: Row, table: Table) -> Iterator[tuple[int, int, CellValue]]:
    """(row, column, what stands there) of every filled cell of a kept row."""
    written: Mapping[str, Any] = row.get(WRITTEN, {})
    for name, column in table.columns.items():
        if name in written:
            value = _unpacked(written[name])
        else:
            value = _expected(_meant(name, row[name])) if name in row else None
        if value is not None:
            yield table.cell_rows.get(name, row[PLACE][2]), column, value


def plain(value: Any) -> Any:  # noqa: ANN401 - a field's type depends on its name
    """A date as its ISO text, anything else as it is."""
    return value.isoformat() if isinstance(value, date) else value


def fields_of(register: Register) -> tuple[str, ...]:
    """Every field its tables have, in the order of their columns."""
    return tuple(dict.fromkeys(_fields(register)))


def headings_of(headers: Mapping[Any, str], columns: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """(heading on one line, its field or "") of a table's columns that have a heading."""
    fields = {column: name for name, column in columns.items()}
    for column, text in headers.items():
        if heading := " ".join(text.split()):
            yield heading, fields.get(int(column), "")


def _fields(register: Register) -> Iterator[str]:
    for table in register.tables:
        yield from table.columns
        yield from sorted(table.synthetic)


def _meant(field: str, value: Any) -> Any:  # noqa: ANN401 - as above
    is_day = field == "verdict_date" or (field not in ("verdict", "place_name") and sort_of(field) == "date")
    return date.fromisoformat(value) if is_day and isinstance(value, str) else value


def _expected(value: Any) -> Any:  # noqa: ANN401 - as above
    """What a cell says of itself when its value was read off as it stands."""
    return None if value == _BLANK else value


def _same(cell: CellValue, value: object) -> bool:
    return type(cell) is type(value) and cell == value


def _packed(cell: CellValue) -> Any:  # noqa: ANN401 - what JSON knows
    """A cell as JSON: dates, times and spans are told apart from texts that look like them."""
    if isinstance(cell, datetime):
        return {"datetime": cell.isoformat()}
    if isinstance(cell, date):
        return {"date": cell.isoformat()}
    if isinstance(cell, time):
        return {"time": cell.isoformat()}
    if isinstance(cell, timedelta):
        return {"seconds": cell.total_seconds()}
    return cell


def _unpacked(cell: Any) -> CellValue:  # noqa: ANN401 - what JSON knows
    if not isinstance(cell, dict):
        return cell  # type: ignore[no-any-return]
    ((sort, value),) = cell.items()
    if sort == "seconds":
        return timedelta(seconds=value)
    kinds: dict[str, type[date | time]] = {"datetime": datetime, "date": date, "time": time}
    return kinds[sort].fromisoformat(value)

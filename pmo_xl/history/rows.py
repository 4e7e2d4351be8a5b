"""A record as it is kept: its own fields as plain values, the row it stood in, and what its cells said."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final

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
    fields = ["id", *(name for name in record.table.columns if name != "id"), *sorted(record.table.synthetic)]
    if record.table.kind == "test":
        fields += WORKED_OUT
    own = vars(record)
    row = {name: plain(value) for name in fields if (value := own.get(attribute_of(name))) is not None}
    if record.id and record.identity != fold_id(record.id):
        row[IDENTITY] = record.identity
    return row | {PLACE: [record.table.file, record.table.sheet, record.row]}


def whole_row_of(record: Record) -> dict[str, Any]:
    """The same, and enough to make the record again.

    That is the words of its cells where they are not the value itself (修正中, 12月上旬), and what it has from
    elsewhere on its sheet (the head of a memo).
    """
    row = row_of(record)
    table = record.table
    cells = {name: _packed(cell) for name, cell, value in _cells(record) if not _same(cell, _expected(value))}
    more = {
        name: plain(value)
        for name, value in vars(record).items()
        if name not in row and name not in _OWN and value is not None and _field_of(name) not in table.columns
    }
    return row | ({WRITTEN: cells} if cells else {}) | ({MORE: more} if more else {})


def _cells(record: Record) -> Iterator[tuple[str, CellValue, Any]]:
    """(field, what its cell says, its value) of every column; the line of the sheet is looked up once, not per cell."""
    table, own = record.table, vars(record)
    if table.cell_rows:  # a form: every field stands in a row of its own
        yield from ((name, record.written(name), own.get(attribute_of(name))) for name in table.columns)
        return
    line = table.grid.rows[record.row - 1] if 0 < record.row <= len(table.grid.rows) else ()
    for name, column in table.columns.items():
        yield name, line[column - 1] if 0 < column <= len(line) else None, own.get(attribute_of(name))


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


def _field_of(attribute: str) -> str:
    return "place" if attribute == attribute_of("place") else attribute


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

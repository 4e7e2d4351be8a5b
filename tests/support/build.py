"""Registers from a few lines of text, without workbooks: headings are field names, words are canonical.

tests = register("test", '''
    | id    | planned_date | executed_date | result |
    | T-001 | 2024-04-22   | 2024-04-22    | pass   |''')
"""

from datetime import date

from pmo_xl.model.fields import KINDS, SORTS, base_name
from pmo_xl.model.grid import Grid
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.model.table import Table
from pmo_xl.settings import Config
from pmo_xl.situation import Situation
from pmo_xl.workdays import Calendar


def register(kind, text, *, file="台帳.xlsx", sheet="一覧", side=None):
    lines = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.strip().splitlines()]
    header, *body = lines
    rows = [[_value(name, cell) for name, cell in zip(header, line, strict=True)] for line in body]
    return register_of(kind, header, rows, file=file, sheet=sheet, side=side)


def register_of(kind, header, rows, *, file="台帳.xlsx", sheet="一覧", side=None):
    """The same from Python values: `header` names fields, `rows` hold dates, canonical words, texts, None."""
    grid = Grid(file, sheet, [list(header), *[list(row) for row in rows]])
    columns = {name: number for number, name in enumerate(header, 1)}
    table = Table(
        kind=kind,
        grid=grid,
        header_rows=(1,),
        columns=columns,
        headers={number: name for name, number in columns.items()},
        record_rows=tuple(range(2, len(rows) + 2)),
    )
    records = []
    for number, row in enumerate(rows, 2):
        values = dict(zip(header, row, strict=True))
        for name in header:
            if base_name(name) == "result" and values[name] is None:
                values[name] = "not_run"
        if "test_case_id" in values:
            values["id"] = values["test_case_id"]
        records.append(Record.read(table, number, values))
    return Register(KINDS[kind][1], kind, tuple(records), (table,), side=side)


def situation(as_of, *registers, config=None, calendar=None, kept=()):
    if isinstance(as_of, str):
        as_of = date.fromisoformat(as_of)
    return Situation(
        as_of=as_of,
        config=config or Config(),
        calendar=calendar or Calendar(),
        written={r.name: r for r in registers},
        kept=tuple(kept),
    )


def _value(name, cell):
    if not cell:
        return None
    sort = SORTS[base_name(name)]
    if sort == "date":
        return date.fromisoformat(cell.replace("/", "-"))
    return float(cell) if sort == "number" else cell

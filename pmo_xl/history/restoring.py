"""A kept day made whole again: the registers as they were read on that day, without a look at today's workbooks."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time
from pathlib import Path
from typing import Any, Final

import msgspec

from pmo_xl.errors import HistoryError
from pmo_xl.history.loading import load, state_of
from pmo_xl.history.rows import cells_of, record_of, whole_row_of
from pmo_xl.model.grid import CellValue, Grid
from pmo_xl.model.kept import Row
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.model.standards import Standards
from pmo_xl.model.table import Table
from pmo_xl.settings import Config
from pmo_xl.situation import Situation, Source
from pmo_xl.workdays import Calendar

_TABLE: Final = ("kind", "header_rows", "columns", "headers", "sections", "cell_rows", "title")


def state_beside_rows(situation: Situation, root: Path | None) -> dict[str, Any]:
    """What a day needs, beside the rows of its registers, to be made again. `root` is what paths are relative to."""
    return {
        "at": situation.at.isoformat() if situation.at else None,
        "config": _told(situation.config, Config()),
        "days_off": [(day.isoformat(), name) for day, name in situation.calendar.extra.items()],
        "unread": situation.unread,
        "standards": situation.standards,
        "paths": [_path_from(root, source) for source in situation.sources],
        "registers": {
            name: {
                "side": register.side,
                "tables": [_table(table) for table in register.tables],
                "of_tables": _runs(register),
                "as_written": _as_written(situation.written[name], register),
            }
            for name, register in situation.registers.items()
        },
    }


def restore(folder: Path, day: date, *, root: Path) -> tuple[Situation, Mapping[str, Any]]:
    """The situation of a kept day, and everything else that was kept for its report.

    Raises HistoryError when the day is not kept, was kept without what a report needs, or cannot be read any more.
    """
    state = state_of(folder, day)
    report = state.report
    if report is None:
        raise HistoryError(
            f"{day:%Y/%m/%d}の記録は以前の版で残されたもので、報告をもう一度作る内容を含みません",
            "数字と件数は pmo-xl history show で確認できます",
        )
    try:
        config = msgspec.convert(report["config"], Config)
        written = {
            name: _register(name, state.manifest["registers"][name]["kind"], kept, state.rows(name))
            for name, kept in report["registers"].items()
        }
        sources = tuple(
            Source(source["file"], str(root / path), source["saved"], source["sha256"])
            for source, path in zip(state.manifest["sources"], report["paths"], strict=True)
        )
        standards = msgspec.convert(report.get("standards", {}), Standards)
        extra = {date.fromisoformat(off): name for off, name in report["days_off"]}
    except (KeyError, TypeError, ValueError, msgspec.ValidationError) as error:
        raise HistoryError(
            f"{day:%Y/%m/%d}の記録の内容が壊れています（{type(error).__name__}）",
            "pmo-xl history list で書き換えの有無を確認してください",
        ) from error
    settings = config.project
    return (
        Situation(
            as_of=day,
            config=config,
            calendar=Calendar(extra, public=settings.holidays == "jp", holiday_due=config.metrics.holiday_due),
            written=written,
            kept=load(folder, before=day),
            at=time.fromisoformat(report["at"]) if report["at"] else None,
            sources=sources,
            unread=tuple(report["unread"]),
            standards=standards,
        ),
        report,
    )


def _told(settings: msgspec.Struct, default: msgspec.Struct) -> dict[str, Any]:
    """What pmo.toml says: a setting that was left out stays left out, so that a default is the same number again."""
    said: dict[str, Any] = {}
    for field in msgspec.structs.fields(settings):
        value, usual = getattr(settings, field.name), getattr(default, field.name)
        if value != usual or type(value) is not type(usual):  # 10.0 is printed otherwise than 10
            both = isinstance(value, msgspec.Struct) and isinstance(usual, msgspec.Struct)
            said[field.name] = _told(value, usual) if both else value
    return said


def _path_from(root: Path | None, source: Source) -> str:
    """Where the workbook lies, as seen from the project: a shared folder has another name on every desk."""
    if root is None:
        return source.path
    try:
        return Path(os.path.relpath(source.path, root)).as_posix()
    except ValueError:  # another drive
        return source.path


def _table(table: Table) -> dict[str, Any]:
    kept = {name: getattr(table, name) for name in _TABLE} | {"synthetic": sorted(table.synthetic)}
    if table.within:
        kept |= {"within": table.within, "common": sorted(table.common)}
    return {"file": table.file, "sheet": table.sheet} | kept


def _runs(register: Register) -> list[tuple[int, int]]:
    """Which table the records stand in: (its number, how many records in a row)."""
    number = {id(table): place for place, table in enumerate(register.tables)}
    runs: list[tuple[int, int]] = []
    for record in register:
        table = number[id(record.table)]
        count = runs.pop()[1] if runs and runs[-1][0] == table else 0
        runs.append((table, count + 1))
    return runs


def _as_written(written: Register, seen: Register) -> list[dict[str, Any]]:
    """The records that say something else than what was seen on the day, or were not there yet.

    Each with its place in the register, its table, its row as it is written, and whether it was seen at all.
    """
    number = {id(table): place for place, table in enumerate(written.tables)}
    found: list[dict[str, Any]] = []
    others = iter(seen)
    other = next(others, None)
    for place, record in enumerate(written):
        here = other is not None and (other.table is record.table and other.row == record.row)
        if other is not record:
            table = number[id(record.table)]
            found.append({"at": place, "table": table, "seen": here, "row": whole_row_of(record)})
        if here:
            other = next(others, None)
    return found


def _register(name: str, kind: str, kept: Mapping[str, Any], seen: Sequence[Row]) -> Register:
    """The register as its sheets were written on the day."""
    tables = [_bare_table(table) for table in kept["tables"]]
    rows = list(_rows(kept, seen))
    grids = _grids(tables, rows)
    whole = [msgspec.structs.replace(table, grid=grids[table.file, table.sheet]) for table in tables]
    numbers: list[list[int]] = [[] for _ in tables]
    for table, row in rows:
        numbers[table].append(row["_place"][2])
    whole = [msgspec.structs.replace(t, record_rows=tuple(own)) for t, own in zip(whole, numbers, strict=True)]
    records: tuple[Record, ...] = tuple(record_of(row, whole[table]) for table, row in rows)
    return Register(name, kind, records, tuple(whole), side=kept["side"])


def _rows(kept: Mapping[str, Any], seen: Sequence[Row]) -> Iterator[tuple[int, Row]]:
    """(number of its table, row) of every record as it is written, in the order of the register."""
    rest = zip((table for table, count in kept["of_tables"] for _ in range(count)), seen, strict=True)
    others = {other["at"]: other for other in kept["as_written"]}
    for place in range(len(seen) + sum(not other["seen"] for other in others.values())):
        other = others.get(place)
        if other is None:
            yield next(rest)
        else:
            if other["seen"]:
                next(rest)
            yield other["table"], other["row"]


def _bare_table(kept: Mapping[str, Any]) -> Table:
    """A table without cells and records."""
    return Table(
        kind=kept["kind"],
        grid=Grid(kept["file"], kept["sheet"], []),
        header_rows=tuple(kept["header_rows"]),
        columns=kept["columns"],
        headers={int(column): text for column, text in kept["headers"].items()},
        sections={int(row): text for row, text in kept["sections"].items()},
        cell_rows=kept["cell_rows"],
        synthetic=frozenset(kept["synthetic"]),
        title=kept["title"],
        within=kept.get("within", ""),
        common=frozenset(kept.get("common", ())),
    )


def _grids(tables: Sequence[Table], rows: Iterable[tuple[int, Row]]) -> dict[tuple[str, str], Grid]:
    """The sheets, as far as their records fill them: tables of one sheet share one grid."""
    cells: dict[tuple[str, str], dict[int, dict[int, CellValue]]] = {(t.file, t.sheet): {} for t in tables}
    for number, row in rows:
        table = tables[number]
        sheet = cells[table.file, table.sheet]
        for at, column, value in cells_of(row, table):
            sheet.setdefault(at, {})[column] = value
    return {(file, sheet): Grid(file, sheet, _as_lists(filled)) for (file, sheet), filled in cells.items()}


def _as_lists(filled: Mapping[int, Mapping[int, CellValue]]) -> list[list[CellValue]]:
    rows: list[list[CellValue]] = []
    for number in range(1, max(filled, default=0) + 1):
        cells = filled.get(number, {})
        rows.append([cells.get(column) for column in range(1, max(cells, default=0) + 1)])
    return rows

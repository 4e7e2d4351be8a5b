"""The sheets 根拠 and 根拠ID: a row for every number, and below them the checks, days and thresholds they rest on."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import repeat
from operator import attrgetter, is_
from typing import Any, Final

import msgspec

from pmo_xl.metrics.lights import COLOURS
from pmo_xl.model.metric import Metric
from pmo_xl.model.place import column_letters
from pmo_xl.model.record import Record
from pmo_xl.reports.common import DASH, Links, long_day, metric
from pmo_xl.reports.folding import fold_ids, fold_in_parts, fold_rows
from pmo_xl.reports.printed import Evidence, cell_of
from pmo_xl.rules.result import CheckResult
from pmo_xl.situation import Situation
from pmo_xl.workdays import moved

MOST_IDS: Final = 200  # more are on the sheet 根拠ID
_FOLDED_CHARACTERS: Final = 1000
_CHARACTERS_A_ROW: Final = 500  # of 根拠ID
_LONGEST_PHASE: Final = 1000  # calendar days: a mistyped year must not print a thousand days off


def evidence_values(
    rows: Sequence[Evidence], page: str, links: Links, situation: Situation, cells: Mapping[str, str]
) -> dict[str, Any]:
    """What the sheets 根拠 and 根拠ID may name. `cells` tells in which cell of `page` a template field stands."""
    sheet = _Sheet(page, links, situation, cells)
    return {
        "evidence": [sheet.row(place, row) for place, row in enumerate(rows)],
        "evidence_ids": _long_lists(rows),
    }


def _long_lists(rows: Sequence[Evidence]) -> list[dict[str, Any]]:
    """Every record behind a number that rests on more than 200, once: by the keys of its numbers and by its sheet.

    Neighbours are folded, and a list is cut into rows that a cell can show; so twenty thousand tests are a few pages.
    """
    long = {id(row.records): row.records for row in rows if len(row.records) > MOST_IDS}
    numbers = dict.fromkeys(long, 0)
    for number, row in enumerate(rows):
        if id(row.records) in long:
            numbers[id(row.records)] |= 1 << number
    lists: dict[tuple[Record, ...], int] = {}  # the same list behind several numbers is gone through once
    for key, records in long.items():
        lists[records] = lists.get(records, 0) | numbers[key]
    behind: dict[Record, int] = {}
    for records, bits in lists.items():
        for record in records:
            behind[record] = behind.get(record, 0) | bits
    groups: dict[tuple[int, int], list[Record]] = {}
    for record, bits in behind.items():
        groups.setdefault((bits, id(record.table)), []).append(record)
    return [
        {"id": ids, "keys": _keys(bits), "file": own[0].table.file, "cell": f"{own[0].table.sheet}!{cells}"}
        for (bits, _), own in groups.items()
        for ids, cells in _folded(own)
    ]


def _folded(records: Sequence[Record]) -> Iterator[tuple[str, str]]:
    """The ids and the cells they stand in, folded, as many at a time as a cell can show."""
    at = 0
    for ids, count in fold_in_parts(map(_name, records), _CHARACTERS_A_ROW):
        yield ids, _cells(records[at : at + count])
        at += count


def _cells(records: Sequence[Record]) -> str:
    """A12〜A20、A25: where records of one table have their ids."""
    table = records[0].table
    column = table.columns.get(table.id_field)
    if not column or table.cell_rows:
        return fold_ids(record.place(table.id_field).cell for record in records)
    return fold_rows(column_letters(column), [record.row for record in records])


def _files(records: Sequence[Record]) -> Sequence[str]:
    """The workbooks they stand in; nearly always one table holds them all."""
    tables = map(attrgetter("table"), records)
    if records and all(map(is_, tables, repeat(records[0].table))):
        return [records[0].table.file]
    return list(dict.fromkeys(record.table.file for record in records))


def _keys(bits: int) -> str:
    return "、".join(key_of(number) for number in range(bits.bit_length()) if bits >> number & 1)


def _name(record: Record) -> str:
    return record.id or f"{record.row}行目"


def key_of(place: int) -> str:
    """N01 for the first number of a page (place 0)."""
    return f"N{place + 1:02d}"


class _Sheet:
    """Makes the rows of 根拠; what is said of a list of records is worked out once, however many numbers rest on it."""

    def __init__(self, page: str, links: Links, situation: Situation, cells: Mapping[str, str]) -> None:
        self._page, self._links, self._cells = page, links, cells
        self._saved = {source.file: source.saved for source in situation.sources}
        self._colours: dict[object, str] = {colour: situation.config.rag.called(colour) for colour in COLOURS}
        self._told: dict[int, dict[str, Any]] = {}  # by the list's own identity: to hash a long one takes as long

    def row(self, place: int, row: Evidence) -> dict[str, Any]:
        """One number."""
        cell = cell_of(row.field, self._cells)
        return {
            "key": key_of(place),
            "where": f"{cell} {row.block}" if cell else f"{self._page} {row.block}",
            "name": row.name,
            "text": row.text,
            "value": self._shown(row.value),
            "formula": row.formula,
            "count": row.count,
            "of": row.of,
            **self._behind(row.records),
            "previous": self._shown(row.previous),
            "previous_day": row.previous_day,
        }

    def _behind(self, records: tuple[Record, ...]) -> dict[str, Any]:
        """The ids in few words, a link to the first, the files and when they were saved."""
        if id(records) not in self._told:
            files = _files(records)
            more = f" 計{len(records):,}件(全件は根拠ID)" if len(records) > MOST_IDS else ""
            self._told[id(records)] = {
                "ids": fold_ids(map(_name, records), longest=_FOLDED_CHARACTERS) + more,
                "place": self._links.record(records[0]) if records else None,
                "file": "、".join(files),
                "saved": "、".join(dict.fromkeys(self._saved.get(file, DASH) for file in files)),
            }
        return self._told[id(records)]

    def _shown(self, value: object) -> float | int | str | None:
        """A value as a cell holds it: unrounded; a day and a truth value as text, a light by its colour's word."""
        if isinstance(value, bool):
            return "○" if value else "×"
        if value is None or isinstance(value, int | float):
            return value
        return f"{value:%Y/%m/%d}" if isinstance(value, date) else self._colours.get(value) or str(value)


def behind_values(situation: Situation, metrics: Mapping[str, Metric], checked: CheckResult) -> dict[str, Any]:
    """What stands below the figures: balance checks, the calendar, thresholds in force, rules that were not run."""
    unchecked = (*checked.skipped, *checked.failed)
    return {
        "balance": balance_values(metrics),
        "days_off": calendar_values(situation),
        "thresholds": threshold_values(situation),
        "unchecked": [{"code": code, "reason": why} for code, why in unchecked],
    }


def balance_values(metrics: Mapping[str, Metric]) -> list[dict[str, Any]]:
    """B1 … B9: what is compared, both sides, and ○ or ×."""
    return [
        {name: row.get(name) for name in ("check", "name", "left", "right")} | {"mark": "○" if row.get("ok") else "×"}
        for row in metric(metrics, "balance").rows or ()
    ]


def calendar_values(situation: Situation) -> list[dict[str, Any]]:
    """The days off on weekdays inside the phase, with their names."""
    project, calendar = situation.config.project, situation.calendar
    first, last = project.phase_start, project.phase_end
    if first is None or last is None:
        return []
    last = min(last, moved(first, _LONGEST_PHASE))
    numbers = range(first.toordinal(), last.toordinal() + 1)
    days = [day for day in map(date.fromordinal, numbers) if day.weekday() < 5 and not calendar.is_working(day)]
    return [{"day": long_day(day), "name": calendar.name_of(day)} for day in days]


def threshold_values(situation: Situation) -> list[dict[str, Any]]:
    """The thresholds in force, under their names in pmo.toml."""
    config = situation.config
    sections = (("metrics", config.metrics), ("rag", config.rag), ("capacity", config.capacity))
    return [
        {"name": f"[{section}] {name}", "value": DASH if value is None else str(value)}
        for section, settings in sections
        for name, value in msgspec.structs.asdict(settings).items()
        if not isinstance(value, dict)
    ]

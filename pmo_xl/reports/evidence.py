"""根拠: behind every printed figure its formula, its records and their cells, and the checks that hold it together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import msgspec

from pmo_xl.metrics.vendors import UNASSIGNED
from pmo_xl.model.days import short_day
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record
from pmo_xl.reports.common import CURVES, DASH, Links, long_day, metric
from pmo_xl.reports.folding import fold_ids
from pmo_xl.reports.printed import Printed, cell_of, on_page
from pmo_xl.reports.vendors import OTHERS, SUM, shown_as
from pmo_xl.sheets.meaning.companies import fold_company
from pmo_xl.situation import Situation
from pmo_xl.workdays import moved

MOST_IDS: Final = 200  # more are on the sheet 根拠ID
_FOLDED_CHARACTERS: Final = 1000
_LONGEST_PHASE: Final = 1000  # calendar days: a mistyped year must not print a thousand days off


@dataclass(frozen=True, slots=True)
class Evidence:
    """One printed figure with everything it can be traced by. `value` and `previous` are unrounded."""

    page: str
    block: str
    field: str
    name: str
    text: str
    value: float | int | str | None
    formula: str
    records: tuple[Record, ...]
    count: int | None = None
    of: int | None = None
    previous: float | int | str | None = None
    previous_day: date | None = None


def evidence(
    metrics: Mapping[str, Metric], printed: Sequence[Printed], page: str, values: Mapping[str, Any]
) -> tuple[Evidence, ...]:
    """The figures that stand on the page, in its order. `values` are the page's own, `page` its name."""
    lines = [line["vendor"] for line in values.get("vendors", ())]
    found = on_page(printed, metrics, values)
    return tuple(row for entry, figure in found for row in _behind(entry, figure, page, lines))


def _behind(entry: Printed, figure: Metric, page: str, lines: Sequence[str]) -> Iterator[Evidence]:
    before = figure.previous
    whole = Evidence(
        page=page,
        block=entry.block,
        field=entry.field,
        name=entry.name,
        text=figure.text,
        value=_plain(figure.value),
        formula=figure.definition + (f"(理由: {figure.reason})" if figure.reason else ""),
        records=figure.records,
        count=figure.count,
        of=figure.of,
        previous=_plain(before.value) if before else None,
        previous_day=before.date if before else None,
    )
    if entry.metric == "by_vendor" and figure.rows:
        yield from _of_vendors(whole, figure, lines)
    elif figure.points is not None:
        yield replace(whole, text=_last_point(figure), value=None)
    else:
        yield whole


def _of_vendors(whole: Evidence, figure: Metric, lines: Sequence[str]) -> Iterator[Evidence]:
    """Each vendor's share in the order of the page's `lines`, then the sum; who has no line is within 「その他」."""
    since = figure.extra.get("since")
    at = {name: number for number, name in enumerate(lines)}
    others = next((number for number, name in enumerate(lines) if name.startswith(OTHERS)), None)

    def placed(row: Mapping[str, Any]) -> int | None:
        return at.get(shown_as(row), others)

    for row in sorted(figure.rows or (), key=lambda row: (placed(row) is None, placed(row) or 0)):
        yield _of_vendor(replace(whole, previous_day=since), row, placed(row))
    if len(figure.rows or ()) > 1:
        yield replace(whole, name=f"{whole.name} {SUM}", field=_on_line(whole.field, at.get(SUM)))


def _on_line(field: str, number: int | None) -> str:
    return field if number is None else field.replace("[]", f"[{number}]")


def _of_vendor(whole: Evidence, row: Mapping[str, Any], line: int | None) -> Evidence:
    """One vendor's share of the open defects, with the sum that leads to it."""
    vendor = row.get("vendor") or UNASSIGNED
    key = fold_company(vendor)
    terms = [
        f"前回残{_said(row.get('previous'))}",
        f"+新規{_said(row.get('new'))}",
        f"−完了{_said(row.get('closed'))}",
    ]
    if moved := row.get("transferred") or 0:
        terms.append(f"{'+' if moved > 0 else '−'}移管{abs(moved)}")
    if back := row.get("reopened") or 0:
        terms.append(f"+再開{back}")
    return replace(
        whole,
        field=_on_line(whole.field, line),
        name=f"{whole.name} {vendor}",
        text=_said(row.get("open")),
        value=row.get("open"),
        formula=f"{''.join(terms)}={_said(row.get('open'))}",
        records=tuple(record for record in whole.records if fold_company(record.supplier or UNASSIGNED) == key),
        previous=row.get("previous"),
        previous_day=whole.previous_day if row.get("previous") is not None else None,
    )


def _last_point(series: Metric) -> str:
    """The last day of a series with figures of what was done, in words: 5/7 母数=200、計画=128、消化=110、合格=96."""
    for point in reversed(series.points or ()):
        if point.get("executed") is not None or point.get("found") is not None:
            said = "、".join(f"{word}={_said(point[name])}" for name, word in CURVES.items() if name in point)
            return f"{short_day(point['date'])} {said}"
    return DASH


def evidence_values(
    rows: Sequence[Evidence], links: Links, situation: Situation, cells: Mapping[str, str]
) -> dict[str, Any]:
    """What the sheets 根拠 and 根拠ID may name. `cells` tells in which cell of the page a template field stands."""
    saved = {source.file: source.saved for source in situation.sources}
    return {
        "evidence": [_row(_key(number), row, links, saved, cells) for number, row in enumerate(rows)],
        "evidence_ids": _long_lists(rows),
    }


def _long_lists(rows: Sequence[Evidence]) -> list[dict[str, Any]]:
    """Every record behind a figure that rests on more than 200, once, with the keys of all such figures.

    The cell is text: Excel opens no sheet with more than 65,530 links.
    """
    keys: dict[tuple[int, int], list[str]] = {}
    records: dict[tuple[int, int], Record] = {}
    for number, row in enumerate(rows):
        key = _key(number)
        for record in row.records if len(row.records) > MOST_IDS else ():
            where = id(record.table), record.row
            records.setdefault(where, record)
            keys.setdefault(where, []).append(key)
    return [_whole(record, keys[where]) for where, record in records.items()]


def _whole(record: Record, keys: Sequence[str]) -> dict[str, Any]:
    place = record.place(record.table.id_field)
    return {
        "id": _name(record),
        "keys": "、".join(keys),
        "file": place.file,
        "cell": f"{place.sheet}!{place.cell}",
    }


def _name(record: Record) -> str:
    return record.id or f"{record.row}行目"


def _key(number: int) -> str:
    return f"N{number + 1:02d}"


def _row(key: str, row: Evidence, links: Links, saved: Mapping[str, str], cells: Mapping[str, str]) -> dict[str, Any]:
    records = row.records
    files = list(dict.fromkeys(record.table.file for record in records))
    folded = fold_ids(map(_name, records), longest=_FOLDED_CHARACTERS)
    more = f" 計{len(records):,}件(全件は根拠ID)" if len(records) > MOST_IDS else ""
    cell = cell_of(row.field, cells)
    return {
        "key": key,
        "where": f"{cell} {row.block}" if cell else f"{row.page} {row.block}",
        "name": row.name,
        "text": row.text,
        "value": row.value,
        "formula": row.formula,
        "count": row.count,
        "of": row.of,
        "ids": folded + more,
        "place": links.record(records[0]) if records else None,
        "file": "、".join(files),
        "saved": "、".join(dict.fromkeys(saved.get(file, DASH) for file in files)),
        "previous": row.previous,
        "previous_day": row.previous_day,
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


def _plain(value: object) -> float | int | str | None:
    if isinstance(value, bool):
        return "○" if value else "×"
    if value is None or isinstance(value, int | float | str):
        return value
    return f"{value:%Y/%m/%d}" if isinstance(value, date) else str(value)


def _said(value: object) -> str:
    return DASH if value is None else f"{value:,}" if isinstance(value, int | float) else str(value)

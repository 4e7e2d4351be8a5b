"""根拠: behind every printed figure its formula, its records and their cells, and the checks that hold it together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import msgspec

from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record
from pmo_xl.reports.common import DASH, Links, long_day, metric, short_day
from pmo_xl.reports.folding import fold_ids
from pmo_xl.reports.printed import Printed
from pmo_xl.situation import Situation

MOST_IDS: Final = 200  # more are on the sheet 根拠ID
_FOLDED_CHARACTERS: Final = 1000


@dataclass(frozen=True, slots=True)
class Evidence:
    """One printed figure with everything it can be traced by. `value` and `previous` are unrounded."""

    key: str  # N01 …
    where: str
    name: str
    text: str
    value: float | int | str | None
    formula: str
    count: int | None
    of: int | None
    records: tuple[Record, ...]
    previous: float | int | str | None
    previous_day: date | None
    field: str = ""


def evidence(metrics: Mapping[str, Metric], printed: Sequence[Printed], page: str) -> tuple[Evidence, ...]:
    """The printed figures in the order of the page; figures that were not worked out are left out."""
    known = [(entry, metrics[entry.metric]) for entry in printed if entry.metric in metrics]
    rows = [row for entry, figure in known for row in _rows(entry, figure, page)]
    return tuple(Evidence(f"N{number:02d}", *row) for number, row in enumerate(rows, 1))


def _rows(entry: Printed, figure: Metric, page: str) -> Iterator[tuple[Any, ...]]:
    where = f"{page} {entry.block}"
    before = figure.previous
    tail = (_plain(before.value) if before else None, before.date if before else None, entry.field)
    if figure.rows is not None and entry.metric == "by_vendor":
        for row in figure.rows:
            vendor = row.get("vendor") or "担当未定"
            records = tuple(r for r in figure.records if (r.supplier or "担当未定") == vendor)
            sums = f"前回残{_said(row.get('previous'))}+新規{_said(row.get('new'))}−完了{_said(row.get('closed'))}"
            moved = row.get("transferred")
            sums += f"{moved:+}(移管)" if moved else ""
            yield (
                where,
                f"{entry.name} {vendor}",
                _said(row.get("open")),
                row.get("open"),
                sums,
                None,
                None,
                records,
                *tail,
            )
        return
    if figure.points is not None:
        yield where, entry.name, _last_point(figure), None, figure.definition, None, None, figure.records, *tail
        return
    formula = figure.definition + (f"(理由: {figure.reason})" if figure.reason else "")
    value = _plain(figure.value)
    yield where, entry.name, figure.text, value, formula, figure.count, figure.of, figure.records, *tail


def _last_point(series: Metric) -> str:
    """The last day of a series that says anything, in words: 5/7 found=34、open=21."""
    for point in reversed(series.points or ()):
        said = [f"{name}={_said(value)}" for name, value in point.items() if name != "date" and value is not None]
        if said:
            return f"{short_day(point['date'])} {'、'.join(said)}"
    return DASH


def evidence_values(
    rows: Sequence[Evidence], links: Links, situation: Situation, cells: Mapping[str, str]
) -> dict[str, Any]:
    """What the sheets 根拠 and 根拠ID may name. `cells` tells in which cell of the page a template field stands."""
    saved = {source.file: source.saved for source in situation.sources}
    return {
        "evidence": [_row(row, links, saved, cells) for row in rows],
        "evidence_ids": [
            {"key": row.key, "name": row.name, "id": record.id or f"{record.row}行目", "place": links.record(record)}
            for row in rows
            if len(row.records) > MOST_IDS
            for record in row.records
        ],
    }


def _row(row: Evidence, links: Links, saved: Mapping[str, str], cells: Mapping[str, str]) -> dict[str, Any]:
    records = row.records
    files = list(dict.fromkeys(record.table.file for record in records))
    folded = fold_ids(record.id or f"{record.row}行目" for record in records)
    more = f" 計{len(records):,}件(全件は根拠ID)" if len(records) > MOST_IDS else ""
    if len(folded) > _FOLDED_CHARACTERS:
        folded = folded[:_FOLDED_CHARACTERS] + "…"
    cell = cells.get(row.field)
    return {
        "key": row.key,
        "where": f"{row.where} {cell}" if cell else row.where,
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

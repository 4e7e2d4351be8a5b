"""明細: the tables of figures behind the page: age, severity, slipped deadlines, load, what would make it fit."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from pmo_xl.metrics.vendors import UNASSIGNED
from pmo_xl.metrics.wording import half_up, percent
from pmo_xl.model.fields import noun
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record
from pmo_xl.model.words import LEVEL_CALLED
from pmo_xl.reports.common import DASH, Links, metric, named, no_data, tight
from pmo_xl.reports.fields.daily import FIELDS

_STATES: Final = ("open", "in_progress", "answered", "waiting", "resolved", "total")
_BANDS: Final = ("d0_2", "d3_5", "d6_10", "d11", "unknown")
_COVERAGE: Final = {
    "coverage_live": "有効なテストがある要件",
    "coverage_run": "消化したテストがある要件",
    "coverage_pass": "有効なテストがすべてOKの要件",
}


def figure_tables(metrics: Mapping[str, Metric], links: Links) -> dict[str, list[dict[str, Any]]]:
    """The tables by their template names; one without rows has a row that says why."""
    levels = [_severity(row) for row in _rows(metrics, "severity_by_status")]
    tables: dict[str, tuple[str, str, list[dict[str, Any]]]] = {  # column that speaks when there is nothing, figure
        "levers": ("name", "levers", [_lever(row) for row in _rows(metrics, "levers")]),
        "overloaded": ("day", "load_by_day", list(_overloaded(metric(metrics, "load_by_day")))),
        "slips": ("title", "due_slips", list(_slips(metric(metrics, "due_slips"), links))),
        "ages": ("vendor", "aging", _with_sum([_age(row) for row in _rows(metrics, "aging")], "vendor")),
        "severities": ("severity", "severity_by_status", _with_sum(levels, "severity")),
        "coverage": ("name", "coverage_live", list(_coverage(metrics))),
    }
    return {
        name: rows or nothing(name, column, metric(metrics, of).reason) for name, (column, of, rows) in tables.items()
    }


def nothing(table: str, column: str, reason: str | None = None) -> list[dict[str, Any]]:
    """The one row of a list that has nothing to show: its `column` says so, all others are blank."""
    start, blank = f"{table}[].", dict[str, Any]()
    for field in (name.removeprefix(start) for name in FIELDS if name.startswith(start)):
        group, _, inner = field.partition(".")
        if inner:
            blank.setdefault(group, {})[inner] = None
        else:
            blank[field] = None
    return [blank | {column: no_data(reason) if reason else "該当はありません"}]


def _rows(metrics: Mapping[str, Metric], name: str) -> Sequence[Mapping[str, Any]]:
    return metric(metrics, name).rows or ()


def _lever(row: Mapping[str, Any]) -> dict[str, Any]:
    late = row.get("delta_days")
    return {
        "name": row["name"],
        "forecast": row.get("forecast_date") or DASH,
        "p80": row.get("p80") or DASH,
        "late": DASH if late is None else late,
        "load": _percent(row.get("load_ratio")),
        "peak": _percent(row.get("load_peak")),
        "fits": "○" if row.get("fits") else "×",
        "note": row.get("note") or "",
    }


def _percent(ratio: float | None) -> str:
    return DASH if ratio is None else percent(ratio)


def _overloaded(load: Metric) -> Iterator[dict[str, Any]]:
    """The days whose rest does not fit, by name: work that cannot start before against the room left from then on."""
    over = set(load.extra.get("over") or ())
    for row in load.rows or ():
        if row["date"] in over:
            yield {
                "day": row["date"],
                "runs": half_up(row["runs"]),
                "room": half_up(row["capacity"]),
                "load": _percent(row["ratio"]),
            }


def _slips(slips: Metric, links: Links) -> Iterator[dict[str, Any]]:
    for row, record in zip(slips.rows or (), slips.records, strict=False):
        yield {
            "id": row["id"],
            "title": named(record),
            "kind": noun(row["kind"]),
            "times": row["times"],
            "days": row["days"],
            "text": tight(str(row["text"])),
            "place": links.record(record, _due_field(record)),
        }


def _due_field(record: Record) -> str:
    return "fix_plan_date" if record.table.kind == "defect" else "due_date"


def _age(row: Mapping[str, Any]) -> dict[str, Any]:
    counts = {band: row.get(band) or 0 for band in _BANDS}
    return {"vendor": row.get("vendor") or UNASSIGNED, **counts, "total": sum(counts.values())}


def _severity(row: Mapping[str, Any]) -> dict[str, Any]:
    counts = {state: row.get(state) or 0 for state in _STATES}
    return {"severity": LEVEL_CALLED.get(row.get("severity") or "", "未記入"), **counts}


def _with_sum(rows: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    """The rows and below them their sum, where there is something to add up."""
    sums = {column: sum(row[column] for row in rows) for row in rows[:1] for column in row if column != name}
    return [*rows, {name: "合計"} | sums] if rows else []


def _coverage(metrics: Mapping[str, Metric]) -> Iterator[dict[str, Any]]:
    for name, called in _COVERAGE.items():
        figure = metric(metrics, name)
        if figure.value is not None:
            yield {"name": called, "rate": figure.text, "count": figure.count, "of": figure.of}

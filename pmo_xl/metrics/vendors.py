"""Open defects by vendor: what came and went since the previous state, and how old they are (M21, M24)."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Final

from pmo_xl.metrics.day import Day
from pmo_xl.metrics.figure import figure, number
from pmo_xl.metrics.issues import late_fixes
from pmo_xl.metrics.status_ages import since_status
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record

UNASSIGNED: Final = "担当未定"  # what "" is called
BANDS: Final = ("d0_2", "d3_5", "d6_10", "d11", "unknown")


@figure("aging", "未完了の不具合の検出からの営業日数別・ベンダー別件数", needs="defect")
def aging(day: Day) -> Metric:
    """Rows by vendor: 0–2, 3–5, 6–10, 11 and more working days since detection; without a date: unknown.

    `rows_in_status` are the same since the defects came into their present status, where kept states know statuses.
    """
    ages = {defect: day.age(defect) for defect in day.open_defects}
    extra = {} if (entered := since_status(day)) is None else {"rows_in_status": _by_band(day, entered)}
    return number(day.open_defects, rows=_by_band(day, ages), extra=extra)


def _by_band(day: Day, ages: Mapping[Record, int | None]) -> tuple[dict[str, str | int], ...]:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for defect, age in ages.items():
        counts[day.situation.supplier(defect)][_band(age)] += 1
    vendors = sorted(counts, key=lambda name: (not name, name))
    return tuple({"vendor": vendor} | {band: counts[vendor][band] for band in BANDS} for vendor in vendors)


def _band(age: int | None) -> str:
    if age is None:
        return "unknown"
    return "d0_2" if age <= 2 else "d3_5" if age <= 5 else "d6_10" if age <= 10 else "d11"


@figure("by_vendor", "前回残+新規±移管+再開-完了=残（ベンダー別の不具合件数）", needs="defect")
def by_vendor(day: Day) -> Metric:
    """Rows by vendor ("" = 担当未定). `reopened` is written only where there is some."""
    late = Counter(map(day.situation.supplier, late_fixes(day)))
    waiting = Counter(day.situation.supplier(defect) for defect in day.open_defects if defect.status == "waiting")
    rows = []
    for vendor, counts in day.flow.vendors.items():
        row: dict[str, str | int] = {"vendor": vendor}
        row |= {part: counts[part] for part in ("previous", "new", "transferred", "closed", "open")}
        row |= {"overdue_fix": late[vendor], "waiting": waiting[vendor]}
        if counts["reopened"]:
            row["reopened"] = counts["reopened"]
        rows.append(row)
    return number(day.open_defects, rows=tuple(rows), extra={"since": day.flow.since})

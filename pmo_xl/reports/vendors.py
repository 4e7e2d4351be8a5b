"""Defects by vendor: open last time + new − closed ± moved (transferred, reopened) = open now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pmo_xl.metrics.vendors import UNASSIGNED
from pmo_xl.model.metric import Metric
from pmo_xl.reports.common import cut, metric

OTHERS: Final = "その他"
SUM: Final = "合計"
_SHOWN = 5
_NAME_CHARACTERS = 12


@dataclass(frozen=True, slots=True)
class VendorRow:
    """One line. `moved` is what was transferred and what was reopened: without it the line would not add up.

    `previous`, `new`, `closed`, `transferred` and `moved` are None where no earlier state is known. `members` are the
    vendors it counts.
    """

    vendor: str
    previous: int | None
    new: int | None
    closed: int | None
    transferred: int | None
    moved: int | None
    open: int | None
    overdue_fix: int | None
    members: tuple[str, ...] = ()


_COUNTS: Final = ("previous", "new", "closed", "transferred", "moved", "open", "overdue_fix")


def vendor_rows(metrics: Mapping[str, Metric]) -> tuple[VendorRow, ...]:
    """Five vendors by open defects, the others summed as 「その他」, then 「合計」; nothing without defects."""
    rows = _by_open(metrics)
    shown, rest = rows[:_SHOWN], rows[_SHOWN:]
    others = [_sum(f"{OTHERS}({len(rest)}社)", rest)] if rest else []
    return (*shown, *others, _sum(SUM, rows)) if rows else ()


def every_vendor(metrics: Mapping[str, Metric]) -> tuple[VendorRow, ...]:
    """All vendors by open defects, then 「合計」; nothing without defects."""
    rows = _by_open(metrics)
    return (*rows, _sum(SUM, rows)) if rows else ()


def _by_open(metrics: Mapping[str, Metric]) -> list[VendorRow]:
    rows = [_row(row) for row in metric(metrics, "by_vendor").rows or ()]
    return sorted(rows, key=lambda row: (-(row.open or 0), row.vendor == UNASSIGNED, row.vendor))


def _row(row: Mapping[str, Any]) -> VendorRow:
    transferred = row.get("transferred")
    moved = None if transferred is None else transferred + row.get("reopened", 0)
    counts: dict[str, int | None] = {column: {**row, "moved": moved}.get(column) for column in _COUNTS}
    name = row.get("vendor") or ""
    return VendorRow(vendor=cut(name or UNASSIGNED, _NAME_CHARACTERS), members=(name,), **counts)


def _sum(name: str, rows: Sequence[VendorRow]) -> VendorRow:
    """The sum of a column; None as soon as one of its rows is not known."""

    def total(values: list[int | None]) -> int | None:
        known = [value for value in values if value is not None]
        return sum(known) if len(known) == len(values) else None

    members = tuple(member for row in rows for member in row.members)
    counts = {column: total([getattr(row, column) for row in rows]) for column in _COUNTS}
    return VendorRow(vendor=name, members=members, **counts)

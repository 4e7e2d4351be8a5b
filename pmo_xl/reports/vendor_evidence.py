"""The numbers of the vendors' table, line by line: before + new − closed ± moved = open, each with its defects."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pmo_xl.metrics.day import Day
from pmo_xl.metrics.flow import defect_flow
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record
from pmo_xl.reports.common import DASH, metric
from pmo_xl.reports.printed import Evidence
from pmo_xl.reports.vendors import OTHERS, VendorRow
from pmo_xl.situation import Situation

_BLOCK: Final = "ベンダー別"
_COLUMNS: Final = {  # column → its name, the parts of the flow it counts, how
    "previous": ("前回残", ("previous",), "前回に未完了だった件数"),
    "new": ("新規", ("new",), "前回より後に検出された件数"),
    "closed": ("完了", ("closed",), "前回より後に完了・却下になった件数"),
    "moved": ("他", ("transferred", "reopened"), "移管の増減＋再開の件数"),
    "open": ("残", ("open",), "{sum}"),
    "overdue_fix": ("遅れ", (), "修正予定日を1営業日以上過ぎ修正日のない未完了の件数"),
}


def vendor_evidence(
    situation: Situation, metrics: Mapping[str, Metric], rows: Sequence[VendorRow]
) -> Iterator[Evidence]:
    """Every number of the lines that the page prints, in its order."""
    if not rows:
        return
    flow = defect_flow(Day(situation))
    since = metric(metrics, "by_vendor").extra.get("since")
    late = metric(metrics, "overdue_fixes").records
    for number, row in enumerate(rows):
        if row.vendor.startswith(OTHERS):
            count = len(row.members)
            how = "この表に1社ずつ載らないベンダーの数(明細)"
            yield Evidence(_BLOCK, f"vendors[{number}].vendor", "その他のベンダー", f"{count}社", count, how)
        for column, (name, parts, how) in _COLUMNS.items():
            value: int | None = getattr(row, column)
            own = [found for part in parts for vendor in row.members for found in _records(flow.records, vendor, part)]
            if column == "overdue_fix":
                own = [defect for defect in late if situation.supplier(defect) in row.members]
            yield Evidence(
                block=_BLOCK,
                field=f"vendors[{number}].{column}",
                name=f"不具合 {row.vendor} {name}",
                text=DASH if value is None else f"{value:,}",
                value=value,
                formula=how.format(sum=_sum(row)),
                records=tuple(own) if column == "moved" or len(own) == value else (),
                previous=row.previous if column == "open" else None,
                previous_day=since if column == "open" and row.previous is not None else None,
            )


def _records(records: Mapping[str, Mapping[str, tuple[Record, ...]]], vendor: str, part: str) -> tuple[Record, ...]:
    return records.get(vendor, {}).get(part, ())


def _sum(row: VendorRow) -> str:
    """前回残17+新規1−完了3−移管1+再開2=16."""
    terms = [f"前回残{_said(row.previous)}", f"+新規{_said(row.new)}", f"−完了{_said(row.closed)}"]
    if moved := row.transferred or 0:
        terms.append(f"{'+' if moved > 0 else '−'}移管{abs(moved)}")
    if back := (row.moved or 0) - (row.transferred or 0):
        terms.append(f"+再開{back}")
    return f"{''.join(terms)}={_said(row.open)}"


def _said(value: int | None) -> str:
    return DASH if value is None else f"{value:,}"

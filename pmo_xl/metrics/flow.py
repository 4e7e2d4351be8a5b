"""Defects since the previous state, vendor by vendor: what was open, came, moved, came back, was closed."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from pmo_xl.metrics.day import Day, is_duplicate
from pmo_xl.model.kept import PLACE, row_identity
from pmo_xl.model.record import Record

_CLOSED = ("closed", "rejected")


class Flow(Struct, frozen=True):
    """Counts since the state of `since`: vendor ("" = 担当未定) → previous, new, transferred, reopened, closed, open.

    previous + new + transferred + reopened − closed gives open, unless a defect has vanished from the register.
    `reopened` are the records that came back; only a kept state can tell (`kept`). `records` are those behind each
    count, except what has vanished from the register since.
    """

    since: date
    kept: bool
    vendors: Mapping[str, Counter[str]]
    reopened: tuple[Record, ...]
    records: Mapping[str, Mapping[str, tuple[Record, ...]]]

    def total(self, part: str) -> int:
        """One part over all vendors."""
        return sum(counts[part] for counts in self.vendors.values())


def expected_open(counts: Mapping[str, int]) -> int:
    """What should be open after all that happened."""
    came = counts["previous"] + counts["new"] + counts["transferred"] + counts["reopened"]
    return came - counts["closed"]


def defect_flow(day: Day) -> Flow:
    """What happened to the defects since the kept state, or since the last working day as far as dates tell."""
    before = _before(day)
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    records: defaultdict[str, defaultdict[str, list[Record]]] = defaultdict(lambda: defaultdict(list))

    def tell(vendor: str, part: str, defect: Record, times: int = 1) -> None:
        counts[vendor][part] += times
        records[vendor][part].append(defect)

    reopened: list[Record] = []
    for defect in day.records("defect"):
        was = before.pop(_key(defect.identity, defect.table.file, defect.table.sheet, defect.row), None)
        if was is None and is_duplicate(defect):
            continue
        was_open, was_with = was or (False, "")
        vendor = day.situation.supplier(defect)
        if was is None:
            tell(vendor, "new", defect)
        elif was_open:
            tell(was_with, "previous", defect)
            if was_with != vendor:
                tell(was_with, "transferred", defect, -1)
                tell(vendor, "transferred", defect)
        if defect.is_open:
            tell(vendor, "open", defect)
            if was is not None and not was_open:
                tell(vendor, "reopened", defect)
                reopened.append(defect)
        elif was is None or was_open:
            tell(vendor, "closed", defect)
    for was_open, was_with in before.values():
        if was_open:
            counts[was_with]["previous"] += 1
    since = day.kept.date if day.kept else day.earlier.as_of
    ordered = {vendor: counts[vendor] for vendor in sorted(counts, key=lambda name: (not name, name)) if counts[vendor]}
    behind = {vendor: {part: tuple(found) for part, found in parts.items()} for vendor, parts in records.items()}
    return Flow(since, day.kept is not None, ordered, tuple(reopened), behind)


def _before(day: Day) -> dict[object, tuple[bool, str]]:
    """The defects of the previous state: whether open, and with whom."""
    register = day.situation.one("defect")
    if day.kept is None or register is None:
        return {
            _key(defect.identity, defect.table.file, defect.table.sheet, defect.row): (
                defect.is_open,
                day.situation.supplier(defect),
            )
            for defect in day.earlier.records("defect")
        }
    found: dict[object, tuple[bool, str]] = {}
    for row in day.kept.registers.get(register.name, ()):
        key = _key(row_identity(row), *row.get(PLACE, ("", "", 0)))
        company = row.get("vendor") or row.get("owner_org")
        supplier = day.situation.companies.shown(company) if company else ""
        found.setdefault(key, (row.get("status") not in _CLOSED, supplier))
    return found


def _key(identity: str, file: str, sheet: str, row: int) -> object:
    """What a record is known by from one day to the next: its identity, else the row it stands in."""
    return identity or (file, sheet, row)

"""The two ledgers of one matter, kept by two PMOs: which record is which."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from pmo_xl.model.ids import fold_id
from pmo_xl.model.pairs import Pair
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register

CALLED: Final = {"user": "ユーザー側", "vendor": "ベンダー側"}


class Matched(Struct, frozen=True):
    """A record of the user side and those of the vendor side that are the same matter; `rule` is 全件, 主件 or ""."""

    user: Record
    vendors: tuple[Record, ...]
    rule: str = ""

    @property
    def is_done_there(self) -> bool:
        """Whether the vendor side is done: with its first record by 主件, else with all of them."""
        last = self.vendors[:1] if self.rule == "主件" else self.vendors
        return not any(record.is_open for record in last)


class Sides(Struct, frozen=True):
    """Two ledgers laid beside each other: the matched records in the user side's order, and those on one side alone."""

    user: Register
    vendor: Register
    matched: tuple[Matched, ...]
    alone: tuple[Record, ...]

    def one_to_one(self) -> Iterator[tuple[Record, Record]]:
        """Every record of the user side with each of its counterparts."""
        for same in self.matched:
            for vendor in same.vendors:
                yield same.user, vendor


def laid_beside(user: Register, vendor: Register, pairs: Sequence[Pair]) -> Sides:
    """Match the records by the mapping sheet, and where it says nothing by their ids; titles are never believed."""
    by_id = {fold_id(record.id): record for record in reversed(vendor.records) if record.id}
    mapped: dict[str, list[Pair]] = {}
    for pair in pairs:
        mapped.setdefault(fold_id(pair.user), []).append(pair)
    spoken_for = {fold_id(pair.vendor) for pair in pairs}
    matched: list[Matched] = []
    alone: list[Record] = []
    used: set[str] = set()
    for record in user:
        key = fold_id(record.id or "")
        own = mapped.get(key, [])
        keys = [fold_id(pair.vendor) for pair in own] or ([key] if key and key not in spoken_for else [])
        there = [one for one in keys if one in by_id]
        if not there:
            alone.append(record)
            continue
        used.update(there)
        rule = next((pair.rule for pair in own if pair.rule), "")
        matched.append(Matched(record, tuple(by_id[one] for one in there), rule))
    alone += [record for record in vendor if fold_id(record.id or "") not in used]
    return Sides(user, vendor, tuple(matched), tuple(alone))

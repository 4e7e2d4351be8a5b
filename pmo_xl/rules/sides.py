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
    """A record of the user side and those of the vendor side that are the same matter; `rule` is 全件, 主件 or "".

    `order` is its place in the mapping sheet; 0 where that says nothing of it.
    """

    user: Record
    vendors: tuple[Record, ...]
    rule: str = ""
    order: int = 0


class Matter(Struct, frozen=True):
    """One matter with all its records on both sides, in the order of the mapping sheet."""

    users: tuple[Record, ...]
    vendors: tuple[Record, ...]
    rule: str = ""

    @property
    def records(self) -> tuple[Record, ...]:
        """Those of both sides."""
        return (*self.users, *self.vendors)

    @property
    def is_done(self) -> tuple[bool, bool]:
        """Whether the user side and the vendor side are done: with their first record by 主件, else with all."""
        return self._all_done(self.users), self._all_done(self.vendors)

    def _all_done(self, records: tuple[Record, ...]) -> bool:
        return not any(record.is_open for record in (records[:1] if self.rule == "主件" else records))


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

    def matters(self) -> Iterator[Matter]:
        """The matched records matter by matter: what shares a record of either side is one, whichever side it is."""
        group_of: dict[int, list[Matched]] = {}
        for same in self.matched:
            known = {id(group): group for vendor in same.vendors if (group := group_of.get(id(vendor)))}
            joined = [*(one for group in known.values() for one in group), same]
            group_of.update((id(vendor), joined) for one in joined for vendor in one.vendors)
        for group in {id(group): group for group in group_of.values()}.values():
            group.sort(key=lambda same: same.order)
            vendors = {id(vendor): vendor for same in group for vendor in same.vendors}
            rule = next((same.rule for same in group if same.rule), "")
            yield Matter(tuple(same.user for same in group), tuple(vendors.values()), rule)


def laid_beside(user: Register, vendor: Register, pairs: Sequence[Pair]) -> Sides:
    """Match the records by the mapping sheet, and where it says nothing by their ids; titles are never believed."""
    by_id = {fold_id(record.id): record for record in reversed(vendor.records) if record.id}
    mapped: dict[str, list[Pair]] = {}
    order: dict[str, int] = {}
    for number, pair in enumerate(pairs):
        mapped.setdefault(fold_id(pair.user), []).append(pair)
        order.setdefault(fold_id(pair.user), number)
    spoken_for = {fold_id(pair.vendor) for pair in pairs}
    matched: list[Matched] = []
    alone: list[Record] = []
    used: set[str] = set()
    for record in _each_once(user):
        key = fold_id(record.id or "")
        own = mapped.get(key, [])
        keys = [fold_id(pair.vendor) for pair in own] or ([key] if key and key not in spoken_for else [])
        there = [one for one in keys if one in by_id]
        if not there:
            alone.append(record)
            continue
        used.update(there)
        rule = next((pair.rule for pair in own if pair.rule), "")
        found = dict.fromkeys(there)  # a line that stands twice in the mapping sheet names one record
        matched.append(Matched(record, tuple(by_id[one] for one in found), rule, order.get(key, 0)))
    alone += [record for record in _each_once(vendor) if fold_id(record.id or "") not in used]
    return Sides(user, vendor, tuple(matched), tuple(alone))


def _each_once(ledger: Register) -> Iterator[Record]:
    """The first record of each id: G-005 tells the others."""
    later = {id(record) for same in ledger.repeated for record in same[1:]}
    return (record for record in ledger if id(record) not in later)

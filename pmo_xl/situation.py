"""The project as it stands at a moment: registers as seen on the as-of day, calendar, settings, kept states."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from functools import cached_property
from typing import Final

from msgspec import Struct

from pmo_xl.model.kept import Kept
from pmo_xl.model.pairs import Pair
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.model.seen import seen_at
from pmo_xl.model.standards import Standards
from pmo_xl.settings import Config
from pmo_xl.sheets.meaning.companies import Companies
from pmo_xl.sheets.meaning.persons import People
from pmo_xl.workdays import Calendar

_COMPANY_FIELDS: Final = ("vendor", "owner_org")


@dataclass(frozen=True)
class Situation:
    """What rules, metrics and plans are given.

    `written` are the registers as the sheets say; `registers` the same as of the end of `as_of`. `at` is the time of
    day the report speaks of, when one was given. `kept` are the earlier kept states, oldest first, all before
    `as_of`. Rosters and memos are registers too (`roster`, `meetings`). `unread` are the workbooks that could not be
    read: what they hold is in no figure. `standards` are what densities are measured against, `pairs` what
    the mapping sheet of two PMOs says.
    """

    as_of: date
    config: Config
    calendar: Calendar
    written: Mapping[str, Register]
    kept: tuple[Kept, ...] = ()
    at: time | None = None
    sources: tuple["Source", ...] = field(default=())
    unread: tuple[str, ...] = ()
    standards: Standards = field(default_factory=Standards)
    pairs: tuple[Pair, ...] = ()

    @cached_property
    def registers(self) -> Mapping[str, Register]:
        """The registers as of the end of the as-of day."""
        return {name: seen_at(register, self.as_of) for name, register in self.written.items()}

    def of_kind(self, kind: str, *, written: bool = False) -> tuple[Register, ...]:
        """All registers of one kind (there are two when two PMOs keep one each)."""
        return tuple(r for r in (self.written if written else self.registers).values() if r.kind == kind)

    def one(self, kind: str) -> Register | None:
        """The register of a kind that figures are counted from: the user side's, else the first; None without any."""
        found = self.of_kind(kind)
        return next((r for r in found if r.side == "user"), found[0] if found else None)

    def counted(self, kind: str) -> tuple[Record, ...]:
        """The records every count of this kind rests on: the first of each id (G-005 tells the others)."""
        if kind not in self._counted:
            register = self.one(kind)
            self._counted[kind] = self._each_once(register) if register is not None else ()
        return self._counted[kind]

    def _each_once(self, register: Register) -> tuple[Record, ...]:
        if not self.written[register.name].repeated:  # on no day is an id there twice that is written once
            return register.records
        first: dict[str, Record] = {}
        for number, record in enumerate(register):
            # A row number cannot be an id: without one, each record counts.
            first.setdefault(record.identity if record.id else f"\n{number}", record)
        return tuple(first.values())

    @cached_property
    def _counted(self) -> dict[str, tuple[Record, ...]]:
        return {}

    @cached_property
    def people(self) -> People:
        """Who is who: the rosters, and everybody the registers name."""
        return People(self.of_kind("roster", written=True), self.written.values())

    @cached_property
    def companies(self) -> Companies:
        """Every company and department the registers name, each under the spelling that stands most often."""
        rows = (row for rows in (self.previous.registers.values() if self.previous else ()) for row in rows)
        earlier = (row[field] for row in rows for field in _COMPANY_FIELDS if row.get(field))
        return Companies(_companies_in(self.written.values()), earlier)

    def supplier(self, record: Record) -> str:
        """The vendor of a record, else its organisation, in the one spelling of that company; "" without any."""
        return self.companies.shown(record.supplier) if record.supplier else ""

    @property
    def previous(self) -> Kept | None:
        """The state the day is compared with: that of the last working day before it.

        Where that day was not kept, the newest one: of a day off since, else an older one.
        """
        if not self.kept:
            return None
        last = self.calendar.previous(self.as_of)
        on_time = next((state for state in reversed(self.kept) if state.date == last), None)
        return on_time or self.kept[-1]

    def compared_with(self, day: date) -> "Situation":
        """The same situation, compared with the state kept on that day (or the last one before it)."""
        return replace(self, kept=tuple(state for state in self.kept if state.date <= day))

    def overdue_days(self, due: date | None) -> int:
        """Working days past due on the as-of day; 0 when blank, due today, or due on a day off just passed."""
        return self.calendar.overdue_days(due, self.as_of)


def _companies_in(registers: Iterable[Register]) -> Iterator[str]:
    for register in registers:
        for name in filter(register.has, _COMPANY_FIELDS):
            yield from (company for record in register if (company := getattr(record, name)))


class Source(Struct, frozen=True):
    """A workbook that was read: its shown name, when it was last saved, and the hash of its bytes.

    `editor` says who had it open then (「佐藤さんが編集中です」), "" for nobody; `links` are the names of the workbooks
    that its formulas take values from.
    """

    file: str
    path: str
    saved: str  # 2024-05-07 15:42
    digest: str  # sha256, hexadecimal
    editor: str = ""
    links: tuple[str, ...] = ()

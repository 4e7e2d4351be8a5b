"""Open requests: what somebody was asked and has not settled, whom it was put to, and who waits for it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from pmo_xl.history.rows import record_of
from pmo_xl.model.kept import Kept
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.model.words import fold
from pmo_xl.reports.outsiders import is_internal, is_outside, vendors
from pmo_xl.reports.waiting import Waiting, waiting_for
from pmo_xl.rules.context import Context
from pmo_xl.sheets.meaning.people import split_people
from pmo_xl.situation import Situation

KINDS: Final = ("todo", "qa", "issue", "defect")
_ASKED: Final = ("todo", "qa")  # every open one is a request; of the others those that wait for an answer
UNADDRESSED: Final = "宛先未定"


@dataclass(frozen=True, slots=True)
class Addressee:
    """A department or a vendor, else the person nobody could place in one; "" where nobody is named.

    `is_outside`: it reads no other organisation's name.
    """

    name: str
    is_person: bool = False
    is_outside: bool = False


NOBODY: Final = Addressee("")


@dataclass(frozen=True, slots=True)
class Request:
    """One open request: `who` is the person asked, `requester` the one who asks ("" unknown).

    `overdue` are working days past due. `is_new`: it was not there on the day the page is compared with. `awaited`:
    nobody has answered yet. `is_internal`: it is marked 社内限り and goes to no outsider.
    """

    record: Record
    addressee: Addressee
    who: str
    requester: str
    overdue: int
    is_due_today: bool
    is_new: bool
    awaited: bool
    is_internal: bool
    waiting: Waiting

    @property
    def order(self) -> tuple[object, ...]:
        """Most overdue first, then the nearest due date (none last), then the id (reports.md §8)."""
        record = self.record
        return -self.overdue, due_of(record) or date.max, record.id or "~", record.table.sheet, record.row


def open_requests(situation: Situation) -> tuple[Request, ...]:
    """Every open request of the day in the order of §8: ToDo and Q&A, and issues and defects that wait for somebody.

    A row that stands twice with the same id and title is one request.
    """
    asked = Asked(situation)
    context = Context(situation)
    found = [
        asked.request(record, context)
        for register in asked.registers(situation.registers)
        for record in distinct(register)
        if is_request(record)
    ]
    return tuple(sorted(found, key=lambda request: request.order))


def is_request(record: Record) -> bool:
    """Whether somebody still has to answer: an open ToDo or Q&A, an issue or defect whose status is waiting."""
    if record.table.kind in _ASKED:
        return record.is_open
    return record.status == "waiting"


def distinct(register: Register) -> Iterator[Record]:
    """The records of a register, of those that say the same under the same id the first."""
    seen: set[tuple[str, str]] = set()
    for record in register:
        key = record.identity, fold(record.title or record.description or "")
        if not record.id or key not in seen:
            seen.add(key)
            yield record


def due_of(record: Record) -> date | None:
    """Until when an answer is due; of a defect that has no due date of its own the planned fix."""
    return record.due_date or (record.fix_plan_date if record.table.kind == "defect" else None)


def is_answered(record: Record) -> bool:
    """Whether an answer has been written: a response, or a status that says so."""
    return bool(record.response) or record.status in ("answered", "resolved", "closed")


class Asked:
    """Who is asked and who asks, in one project; made once per page, for the vendors are found once."""

    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        self.vendors = vendors(situation)
        self._internal = frozenset(
            (register.name, record.identity or record.place())
            for register in self.registers(situation.written)
            for record in register
            if is_internal(record)
        )
        self._known_before = self._identities(situation.previous)

    def registers(self, registers: Mapping[str, Register]) -> Iterator[Register]:
        """The ledgers requests stand in: of two PMOs' the user side's."""
        for kind in KINDS:
            own = [register for register in registers.values() if register.kind == kind]
            yield from [register for register in own if register.side != "vendor"] or own

    def addressee(self, record: Record) -> Addressee:
        """Whom a request was put to: its organisation or vendor, else that of the first person named, else nobody."""
        companies = (
            (record.vendor, record.owner_org) if record.table.kind == "defect" else (record.owner_org, record.vendor)
        )
        company = next(filter(None, companies), None)
        if company:
            return self._organisation(company)
        first = next(iter(split_people(record.owner)), "")
        if not first:
            return NOBODY
        return self.of_name(first)

    def of_name(self, text: str) -> Addressee:
        """The organisation a name belongs to: itself, the roster's of that person, else the person alone."""
        if self.situation.people.is_organisation(text):
            return self._organisation(text)
        person = self.situation.people.resolve(text)
        if person is not None and person.org:
            return self._organisation(person.org)
        # Whose people they are nobody knows: they read no company's name either.
        return Addressee(self.situation.people.name_of(text), is_person=True, is_outside=person is None)

    def requester(self, record: Record) -> str:
        """Who asked: whoever raised it, detected it or is named first; "" when nobody is."""
        return next(iter(split_people(record.raised_by or record.detected_by)), "")

    def is_internal(self, register: str, record: Record) -> bool:
        """Whether the row is marked 社内限り today."""
        return (register, record.identity or record.place()) in self._internal

    def request(self, record: Record, context: Context) -> Request:
        """The record as a request of the day."""
        situation = self.situation
        due = due_of(record)
        people = situation.people.named_in(record.owner) if record.owner else ()
        requester = self.requester(record)
        return Request(
            record=record,
            addressee=self.addressee(record),
            who=people[0] if people else "",
            requester=situation.people.name_of(requester) if requester else "",
            overdue=situation.overdue_days(due),
            is_due_today=due is not None and situation.calendar.effective(due) == situation.as_of,
            is_new=self._is_new(record),
            awaited=not is_answered(record),
            is_internal=self.is_internal(self._register_of(record), record),
            waiting=waiting_for(record, context),
        )

    def open_before(self) -> Mapping[str, int] | None:
        """How many requests were open for each addressee on the day the page is compared with; None without one.

        Whom a request goes to is decided as today, 社内限り included.
        """
        kept = self.situation.previous
        if kept is None:
            return None
        counts: Counter[str] = Counter()
        for register in self.registers(self.situation.written):
            for record in distinct(register.with_records([*_kept_records(kept, register)])):
                if is_request(record):
                    addressee = self.addressee(record)
                    hidden = addressee.is_outside and self.is_internal(register.name, record)
                    counts["" if hidden else addressee.name] += 1
        return counts

    def _organisation(self, name: str) -> Addressee:
        shown = self.situation.companies.shown(name)
        return Addressee(shown, is_outside=is_outside(shown, self.situation, self.vendors))

    def _register_of(self, record: Record) -> str:
        return next(r.name for r in self.situation.written.values() if any(t is record.table for t in r.tables))

    def _is_new(self, record: Record) -> bool:
        situation = self.situation
        if self._known_before is not None and record.identity:
            return (record.table.kind, record.identity) not in self._known_before
        since = situation.previous.date if situation.previous else situation.calendar.previous(situation.as_of)
        return record.arose is not None and record.arose > since

    def _identities(self, kept: Kept | None) -> frozenset[tuple[str, str]] | None:
        """(kind, identity) of every request that a kept state knows."""
        if kept is None:
            return None
        records = ((r, k) for r in self.registers(self.situation.written) for k in _kept_records(kept, r))
        return frozenset((register.kind, record.identity) for register, record in records if is_request(record))


def _kept_records(kept: Kept, register: Register) -> Iterator[Record]:
    """A register as it was kept, as records of the table each row stood in (where it is gone, the first)."""
    tables = {(table.file, table.sheet): table for table in register.tables}
    for row in kept.registers.get(register.name, ()):
        file, sheet, _ = row.get("_place") or ("", "", 0)
        table = tables.get((file, sheet)) or next(iter(register.tables), None)
        if table is not None:
            yield record_of(row, table)

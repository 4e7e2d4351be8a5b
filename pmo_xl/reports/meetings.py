"""The meetings of a day, from the heads of memos and the rows of meeting lists: when, where, who comes, who cannot."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from pmo_xl.model.half_width import half_width
from pmo_xl.model.pattern import lazy
from pmo_xl.model.place import Place
from pmo_xl.model.record import Record
from pmo_xl.model.table import Table
from pmo_xl.reports.presence import Presence
from pmo_xl.sheets.meaning.dates import day_within
from pmo_xl.sheets.meaning.memo_lines import head_of
from pmo_xl.sheets.meaning.people import split_people
from pmo_xl.situation import Situation

_CLOCK: Final = lazy(r"\d{1,2}:\d{2}(?:\s*[〜~\-–]\s*\d{1,2}:\d{2})?")
_HEAD: Final = ("title", "held_at", "next_at", "place", "attendees", "documents")


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting. `clock` is its time as written (「13:00〜14:00」, "" without).

    `is_next`: it is named as 次回 of an earlier meeting, whose attendees and place are meant. `away` are those of the
    attendees who will not be there, with the reason.
    """

    day: date
    clock: str
    name: str
    place: str
    attendees: tuple[str, ...]
    away: tuple[str, ...]
    documents: str
    is_next: bool
    source: Place

    @property
    def order(self) -> tuple[object, ...]:
        """By day and time; one without a time comes last."""
        hour, _, minute = self.clock.partition(":")
        at = (int(hour), minute[:2]) if self.clock else (99, "")
        return self.day, *at, self.name


def meetings_between(situation: Situation, first: date, last: date) -> tuple[Meeting, ...]:
    """The meetings of these days, first and last included, in their order; each name once a day.

    A meeting whose own sheet is there speaks before the 次回 of an earlier one.
    """
    presence = Presence(situation)
    found: dict[tuple[date, str], Meeting] = {}
    for head, source in sorted(_heads(situation), key=lambda one: one[0].get("held_at", "")):
        for field in ("held_at", "next_at"):
            when = head.get(field, "")
            on = day_within(when)
            if on is None or not first <= on <= last or not head.get("title"):
                continue
            meeting = _meeting(head, on, when, field == "next_at", source, presence)
            known = found.get((on, meeting.name))
            if known is None or known.is_next:
                found[on, meeting.name] = meeting
    return tuple(sorted(found.values(), key=lambda meeting: meeting.order))


def _meeting(head: Mapping[str, str], on: date, when: str, is_next: bool, source: Place, presence: Presence) -> Meeting:
    clock = _CLOCK.search(half_width(when))
    attendees = head.get("attendees", "")
    return Meeting(
        day=on,
        clock="".join(clock[0].split()).replace("~", "〜") if clock else "",
        name=head["title"],
        place=head.get("place", ""),
        attendees=split_people(attendees),
        away=presence.away(attendees, on),
        documents="" if is_next else head.get("documents", ""),
        is_next=is_next,
        source=source,
    )


def _heads(situation: Situation) -> Iterator[tuple[Mapping[str, str], Place]]:
    """Field → text of every meeting: the head of a memo, or a row of a list of meetings."""
    for register in situation.of_kind("meeting"):
        for table in register.tables:
            if table.head:
                yield _of_head(table)
        yield from (_of_row(record) for record in register if not record.table.head)


def _of_head(table: Table) -> tuple[Mapping[str, str], Place]:
    head = dict(head_of(table))
    head.setdefault("title", table.title or table.sheet)
    cell = table.head.get("held_at") or next(iter(table.head.values()))
    return head, Place(table.file, table.sheet, *cell)


def _of_row(record: Record) -> tuple[Mapping[str, str], Place]:
    texts = {name: " ".join(str(record.get(name)).split()) for name in _HEAD if record.get(name)}
    texts.setdefault("title", record.table.title)
    return texts, record.place("held_at" if record.table.has("held_at") else None)

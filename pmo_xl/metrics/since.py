"""What happened since the last kept day: new, closed, postponed, taken back, gone, renumbered, otherwise changed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any, Final, Literal, get_args

from msgspec import Struct

from pmo_xl.history.comparing import Change, changes
from pmo_xl.metrics.day import Day
from pmo_xl.metrics.figure import NOT_KEPT, figure, said, unsaid
from pmo_xl.model.days import short_day
from pmo_xl.model.fields import KINDS, base_name
from pmo_xl.model.kept import row_identity
from pmo_xl.model.metric import Metric
from pmo_xl.model.place import Place
from pmo_xl.model.record import Record
from pmo_xl.rules.context import Context
from pmo_xl.rules.ranks import fell
from pmo_xl.rules.same_matter import renumbered
from pmo_xl.situation import Situation

What = Literal["new", "closed", "postponed", "reversed", "renumbered", "gone", "changed"]

CALLED: Final[dict[What, str]] = {
    "new": "新規",
    "closed": "完了",
    "postponed": "延期",
    "reversed": "逆戻り",
    "renumbered": "番号変更",
    "gone": "消えた行",
    "changed": "変更",
}
_DEADLINES: Final = ("due_date", "fix_plan_date", "planned_date", "planned_end")
_OVER: Final = ("closed", "rejected")
_WORK: Final = ("issue", "defect", "test", "todo", "qa", "risk", "change", "decision", "requirement", "review", "wbs")
_KIND_OF: Final = {name: kind for kind, (_, name) in KINDS.items()}  # of a register that is there no more
_YESTERDAY: Final = "昨日"
_OFTEN: Final = 3  # from the third time on a postponement is told by its number


class Event(Struct, frozen=True):
    """One change, told by what it means. `place` is its cell now; of a row that is gone, the row it stood in then.

    `field`, `old` and `new` are "" and None for whole rows. Of a postponement `times` counts every move of that
    deadline to a later day in the kept states, this one included, `days` the working days of them all. `record` is the
    record as it is now; None when its row is gone.
    """

    change: What
    register: str
    kind: str
    id: str
    field: str
    old: Any
    new: Any
    place: Place
    times: int = 0
    days: int = 0
    record: Record | None = None

    def as_dict(self) -> dict[str, Any]:
        """The shape of `history diff --json`."""
        shown = {
            "change": self.change,
            "register": self.register,
            "id": self.id,
            "field": self.field,
            "old": self.old,
            "new": self.new,
            "file": self.place.file,
            "sheet": self.place.sheet,
            "cell": self.place.cell,
        }
        return shown | ({"times": self.times, "days": self.days} if self.change == "postponed" else {})


@figure(
    "since_previous", "前回の記録から変わった行の件数（新規・完了・延期・逆戻り・番号変更・消えた行・その他の変更）"
)
def since_previous(day: Day) -> Metric:
    """How many records changed; the text is the line of the morning, the rows count records by change."""
    if day.situation.previous is None:
        return unsaid(NOT_KEPT)
    events = events_since(day.situation)
    counts = _counted(events)
    rows = tuple({"change": what, "name": CALLED[what], "count": counts[what]} for what in get_args(What))
    touched = {(event.register, event.id) for event in events if event.kind in _WORK}
    return said(len(touched), summary(events, day), rows=rows, extra={"since": day.situation.previous.date})


def events_since(situation: Situation) -> tuple[Event, ...]:
    """The changes since the state the day is compared with, in the order of `history.changes`; none without one."""
    previous = situation.previous
    if previous is None:
        return ()
    context = Context(situation)
    moved: dict[tuple[str, str], tuple[str, Record]] = {}
    for name, register in situation.registers.items():
        for pair in renumbered(register, previous):
            if pair.record.id:
                moved[name, row_identity(pair.row)] = str(pair.row["id"]), pair.record
    arrived = {id(record): old for old, record in moved.values()}
    return tuple(_events(changes(previous, situation), moved, arrived, context))


def summary(events: Iterable[Event], day: Day) -> str:
    """The line of the morning: 昨日から: 新規7、完了5、延期4(うち3回目1)、逆戻り1、消えた行1."""
    known = list(events)
    counts = _counted(known)
    parts = [f"{CALLED[what]}{_count(what, counts[what], known)}" for what in get_args(What) if counts[what]]
    replanned = {event.id for event in known if _is_plan(event)}
    parts += [f"テストの予定変更{len(replanned):,}"] if replanned else []
    parts += _no_longer_so(day)
    return f"{_since(day)}から: {'、'.join(parts) or '変化なし'}"


def _events(
    found: Iterable[Change],
    moved: Mapping[tuple[str, str], tuple[str, Record]],
    arrived: Mapping[int, str],
    context: Context,
) -> Iterator[Event]:
    unread = context.situation.unread
    for change in found:
        if change.change == "gone" and change.row is not None:
            if (change.register, row_identity(change.row)) in moved:
                continue  # told with the number it has now
            if change.place.file in unread:
                continue  # nobody knows
        if change.change == "new" and id(change.record) in arrived and change.record is not None:
            old, field = arrived[id(change.record)], change.record.table.id_field
            yield _event(change, "renumbered", context, field=field, old=old, new=change.id)
        elif change.change == "changed":
            yield _of_cell(change, context)
        else:
            yield _event(change, change.change, context)


def _of_cell(change: Change, context: Context) -> Event:
    record, row = change.record, change.row
    if record is None or row is None:
        return _event(change, "changed", context)
    if base_name(change.field) == "result" and fell(row.get("verdict"), record.verdict):
        return _event(change, "reversed", context)
    if change.field == "status":
        if fell(change.old, change.new):
            return _event(change, "reversed", context)
        if change.new in _OVER and change.old not in _OVER:
            return _event(change, "closed", context)
    if change.field in _DEADLINES and change.old and change.new and change.new > change.old:
        moves = _moves(change.register, record, change.field, context)
        days = sum(context.calendar.after(old, new) for old, new in moves)
        return _event(change, "postponed", context, times=len(moves), days=days)
    return _event(change, "changed", context)


def _moves(register: str, record: Record, field: str, context: Context) -> list[tuple[date, date]]:
    """(from, to) of every move of the date to a later day, over all kept states up to now."""
    rows = (context.kept_row(kept, register, record) for kept in context.situation.kept)
    known = [date.fromisoformat(row[field]) for row in rows if row is not None and row.get(field)]
    return [(old, new) for old, new in pairwise([*known, record.get(field)]) if new > old]


def _event(change: Change, what: What, context: Context, **more: Any) -> Event:
    register = context.situation.registers.get(change.register)
    known = {"field": change.field, "old": change.old, "new": change.new} | more
    kind = register.kind if register is not None else _KIND_OF.get(change.register, "")
    return Event(
        change=what,
        register=change.register,
        kind=kind,
        id=change.id,
        place=change.place,
        record=change.record,
        **known,
    )


def _is_plan(event: Event) -> bool:
    """A test given another day: dozens a day in a phase, and nobody's promise."""
    return event.kind == "test" and event.change == "postponed"


def _counted(events: Iterable[Event]) -> Counter[What]:
    """Records by change; one that was closed and postponed counts in both, one with two cells changed once."""
    seen = {(event.change, event.register, event.id) for event in events if event.kind in _WORK and not _is_plan(event)}
    return Counter(what for what, _, _ in seen)


def _count(what: What, count: int, events: Iterable[Event]) -> str:
    often = Counter(e.times for e in events if what == "postponed" and not _is_plan(e) and e.times >= _OFTEN)
    told = "・".join(f"{times}回目{number}" for times, number in sorted(often.items()))
    return f"{count:,}{f'(うち{told})' if told else ''}"


def _no_longer_so(day: Day) -> Iterator[str]:
    """昨日報告した消化数が3件変わった."""
    when = _YESTERDAY if _since(day) == _YESTERDAY else f"{_since(day)}に"
    for one in day.corrected.corrections if day.corrected else ():
        yield f"{when}報告した{one.name}数が{abs(one.now - one.reported):,}件変わった"


def _since(day: Day) -> str:
    """昨日; where the last kept day was not yesterday, that day: 5/2."""
    since = day.situation.previous
    return short_day(since.date) if since is not None and (day.as_of - since.date).days != 1 else _YESTERDAY

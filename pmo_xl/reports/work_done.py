"""What was done: the changes since a kept state record by record, or, without one, what is dated today."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from pmo_xl.metrics.since import Event, events_since
from pmo_xl.model.days import short_day
from pmo_xl.model.fields import KINDS, base_name, label, noun, sort_of
from pmo_xl.model.place import Place
from pmo_xl.model.record import Record
from pmo_xl.model.words import CALLED as WORDS
from pmo_xl.reports.common import DASH, named
from pmo_xl.reports.doers import doers
from pmo_xl.reports.readiness import stated_result
from pmo_xl.situation import Situation

Sort = Literal["closed", "run", "approved", "new", "postponed", "reversed", "renumbered", "changed", "gone"]
CALLED: Final[dict[Sort, str]] = {
    "closed": "完了",
    "run": "テスト実施",
    "approved": "承認",
    "new": "新規",
    "postponed": "延期",
    "reversed": "逆戻り",
    "renumbered": "番号変更",
    "changed": "更新",
    "gone": "消えた行",
}
_NO_WORK: Final = ("roster", "holiday", "plan", "option", "meeting", "other")
_UNTOLD: Final = ("updated_date", "closed_date", "executed_date")  # told by the state or the result beside them
_DATED: Final[tuple[tuple[str, Sort], ...]] = (  # field → what it means that it says today; the first that does speaks
    ("closed_date", "closed"),
    ("executed_date", "run"),
    ("fixed_date", "changed"),
    ("response_date", "changed"),
    ("decided_date", "changed"),
    ("actual_end", "closed"),
    ("detected_date", "new"),
    ("raised_date", "new"),
    ("actual_start", "changed"),
    ("updated_date", "changed"),
)


@dataclass(frozen=True, slots=True)
class Work:
    """One record that somebody worked on. `told` says what changed, `place` where; `people` are whoever did it.

    `record` is None for a row that is gone.
    """

    sort: Sort
    kind: str
    id: str
    title: str
    told: str
    people: tuple[str, ...]
    place: Place
    record: Record | None = None

    @property
    def noun(self) -> str:
        """課題, テスト …"""
        return noun(self.kind) if self.kind in KINDS else self.kind

    @property
    def order(self) -> tuple[object, ...]:
        """What was finished first; within that by register and id."""
        return [*CALLED].index(self.sort), [*KINDS].index(self.kind) if self.kind in KINDS else 99, self.id, self.place


def done_since(situation: Situation) -> tuple[Work, ...]:
    """The records that changed since the state the day is compared with: one row for each person and record.

    Two people who changed two fields of one record have a row each, with their own fields.
    """
    rows: dict[tuple[object, ...], list[Event]] = {}
    whose: dict[tuple[object, ...], tuple[str, ...]] = {}
    for event in events_since(situation):
        if event.kind in _NO_WORK:
            continue
        field = "" if event.change == "renumbered" else event.field
        people = doers(event.record, field, situation) if event.record is not None else ()
        key = (event.register, event.record.place() if event.record else event.place, people)
        rows.setdefault(key, []).append(event)
        whose[key] = people
    return tuple(_work(events, whose[key]) for key, events in rows.items())


def dated_today(situation: Situation) -> tuple[Work, ...]:
    """The records with a day of work that is the as-of day; used where no state was kept to compare with."""
    return tuple(_dated(situation))


def _dated(situation: Situation) -> Iterator[Work]:
    for register in situation.registers.values():
        if register.kind in _NO_WORK:
            continue
        for record in register:
            for field, sort in _days_of(record):
                if record.get(field) == situation.as_of:
                    people = doers(record, "" if sort == "new" else field, situation)
                    yield _of(record, sort, _said_of_day(record, field), people, record.place(field))
                    break


def _days_of(record: Record) -> Iterator[tuple[str, Sort]]:
    for field, sort in _DATED:
        yield field, sort
        for number in range(2, 10):
            if not record.table.has(f"{field}_{number}"):
                break
            yield f"{field}_{number}", sort


def _said_of_day(record: Record, field: str) -> str:
    if base_name(field) == "executed_date":
        return f"結果 {_plain_word(record, field.replace('executed_date', 'result'))}"
    return f"{label(field)} {short_day(record.get(field))}"


def _work(events: Sequence[Event], people: tuple[str, ...]) -> Work:
    first = events[0]
    sort = min((_sort_of(event) for event in events), key=[*CALLED].index)
    told = "、".join(dict.fromkeys(filter(None, map(_told, _worth_telling(events)))))
    if first.record is None:
        return Work(sort, first.kind, first.id, DASH, told, people, first.place)
    return _of(first.record, sort, told, people, next(e.place for e in events if _sort_of(e) == sort))


def _of(record: Record, sort: Sort, told: str, people: tuple[str, ...], place: Place) -> Work:
    return Work(sort, record.table.kind, record.id or "", named(record), told, people, place, record)


def _sort_of(event: Event) -> Sort:
    if event.kind == "test" and base_name(event.field) == "result" and event.new in ("pass", "fail", "blocked", "hold"):
        return "run" if event.change != "reversed" else "reversed"
    if event.field == "approved_by" and event.new:
        return "approved"
    return event.change


def _worth_telling(events: Sequence[Event]) -> Iterable[Event]:
    """A date that only goes with a state or a result is left out where that is told too."""
    told = [event for event in events if base_name(event.field) not in _UNTOLD]
    return told or events


def _told(event: Event) -> str:
    """状態 対応中→完了, 期限 5/7→5/10(2回目), 結果 OK."""
    record = event.record
    match event.change:
        case "new":
            return f"結果 {stated_result(record)}" if record is not None and record.is_executed else "起票"
        case "gone":
            return "行がなくなった"
        case "renumbered":
            return f"番号 {event.old}→{event.new}"
    if _sort_of(event) == "approved":
        return "承認者の記入"
    now = _plain_word(record, event.field) if record is not None else _shown(event.field, event.new)
    if base_name(event.field) == "result" and event.old in (None, "not_run"):
        return f"結果 {now}"
    often = f"({event.times}回目)" if event.change == "postponed" and event.times > 1 else ""
    if sort_of(event.field) == "text":
        return f"{label(event.field)}を{'記入' if not event.old else '更新' if event.new else '削除'}"
    return f"{label(event.field)} {_shown(event.field, event.old)}→{now}{often}"


def _plain_word(record: Record, field: str) -> str:
    """A value as its sheet writes it, a day as 5/7."""
    value = record.get(field)
    if isinstance(value, date):
        return short_day(value)
    written = record.written(field)
    return " ".join(str(written).split()) if written is not None else DASH


def _shown(field: str, value: Any) -> str:  # noqa: ANN401 - what JSON kept of a field
    """A kept value in words: its sheet's own ones were not kept."""
    if value is None:
        return DASH
    if sort_of(field) == "date" and isinstance(value, str):
        return short_day(date.fromisoformat(value))
    return WORDS.get(str(value), str(value))

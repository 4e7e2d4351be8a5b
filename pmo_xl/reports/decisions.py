"""What the owner is asked to decide today: the register's 判断待ち rows and what has to be escalated."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from pmo_xl.model.metric import Metric
from pmo_xl.model.place import Place
from pmo_xl.model.record import Record
from pmo_xl.reports.common import OPEN_QUESTION, metric, sama
from pmo_xl.reports.escalation import Item, pending_decision, with_time
from pmo_xl.reports.impact import impact_of
from pmo_xl.rules.context import Context
from pmo_xl.rules.decisions import is_pending
from pmo_xl.situation import Situation


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing to decide: what, who, until when, and what happens otherwise. None means nobody has written it.

    `until` is a datetime where the sheet gives a time of day. `waiting` is the number of tests that wait for it,
    `tests` are those tests.
    """

    what: str
    who: str | None
    until: date | None
    otherwise: str | None
    place: Place | None = None
    id: str = ""
    waiting: int = 0
    tests: tuple[Record, ...] = ()


def decisions_wanted(
    situation: Situation, items: Sequence[Item] = (), metrics: Mapping[str, Metric] | None = None
) -> tuple[Decision, ...]:
    """Pending decisions and escalated items, each matter once; nearest deadline first, then most waiting tests.

    With the day's `metrics` also what they ask for: too many tests that cannot run (`blocked_warn`).
    """
    context = Context(situation)
    pending = [
        record
        for register in situation.of_kind("decision")
        for record in register
        if is_pending(record) and record.is_open and record.decided_date is None
    ]
    found = [_written(record, context) for record in pending]
    known = {record.place() for record in pending}
    for item in items:
        asked = pending_decision(item.record, situation) if item.record is not None else item.decision
        if asked is None or asked.place() not in known:
            found.append(_escalated(item))
    found.extend(_blocked(situation, metrics or {}))
    return tuple(sorted(found, key=lambda wanted: (_day(wanted.until), -wanted.waiting)))


def _written(record: Record, context: Context) -> Decision:
    tests = impact_of(record, context).tests
    who = record.decided_by or record.owner
    return Decision(
        what=record.title or record.description or OPEN_QUESTION,
        who=sama(who) if who else None,
        until=with_time(record, "due_date"),
        otherwise=record.impact or (f"テスト{len(tests)}件が待ちになります" if tests else None),
        place=record.place("title" if record.table.has("title") else "description"),
        id=record.id or "",
        waiting=len(tests),
        tests=tests,
    )


def _escalated(item: Item) -> Decision:
    """An item of the escalation list in a line: what is asked; where nobody has asked yet, the matter itself."""
    asked = item.ask if item.ask != OPEN_QUESTION else f"{item.title}({item.id})"
    impact = item.impact if item.impact != OPEN_QUESTION else None
    of_project = item.record is None
    return Decision(
        what="完了に間に合わせる手当て(増員・範囲・期間)を選ぶ" if of_project else asked,
        who=sama(item.to) if item.to else None,
        until=item.decide_by,
        otherwise=item.condition if of_project else impact,
        place=item.place,
        id="" if of_project else item.id,
        waiting=len(item.waiting),
        tests=item.waiting,
    )


def _blocked(situation: Situation, metrics: Mapping[str, Metric]) -> Iterator[Decision]:
    """More than `blocked_warn` of the tests cannot run: waiting or planning anew is not the testers' to decide."""
    rate = metric(metrics, "blocked_rate")
    if isinstance(rate.value, float) and rate.value > situation.config.metrics.blocked_warn:
        yield Decision(
            what=f"実施不可のテスト{len(rate.records):,}件({rate.text})を待つか計画を見直すか選ぶ",
            who=sama(situation.config.reports.to),
            until=None,
            otherwise=f"テスト{len(rate.records):,}件が実施できないまま残ります",
            waiting=len(rate.records),
            tests=rate.records,
        )


def _day(until: date | None) -> datetime:
    if isinstance(until, datetime):
        return until
    # A day without a time means its end.
    return datetime.combine(until, time.max) if until else datetime.max

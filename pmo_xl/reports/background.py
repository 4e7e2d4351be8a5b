"""背景: how a matter came to where it is, in three dated facts: from the kept states, else from its sheet."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any, Final, NamedTuple

from pmo_xl.history.rows import plain
from pmo_xl.metrics.slips import due_of, moves_of
from pmo_xl.model.days import full_day
from pmo_xl.model.ids import split_ids
from pmo_xl.model.record import Record
from pmo_xl.model.words import CALLED, STATUS_CALLED
from pmo_xl.reports.common import cut
from pmo_xl.reports.conditions import register_of
from pmo_xl.rules.context import Context
from pmo_xl.rules.decisions import is_pending
from pmo_xl.rules.phrases import id_of
from pmo_xl.situation import Situation

LINES: Final = 3
CHARACTERS: Final = 120
_TEXT: Final = 60
_WATCHED: Final = {"severity": "重要度", "priority": "優先度", "owner": "担当", "status": "状態"}


class Fact(NamedTuple):
    """Something that happened on a day, as the sheets or the kept states tell it."""

    day: date
    text: str

    @property
    def line(self) -> str:
        """2024/05/02 期限を2024/05/01から2024/05/08へ変更."""
        return cut(f"{full_day(self.day)} {self.text}", CHARACTERS)


def background(record: Record, situation: Situation) -> tuple[str, ...]:
    """At most three lines: how it began, what moved last, where it stands. Fewer where nobody has kept or written more.

    The kept states speak first (deadline put off, severity, owner, state), then the record's own dates.
    """
    context = Context(situation)
    born, stand = _born(record), _stand(record, situation)
    more = [*_put_off(record, context), *sorted(_changes(record, context), reverse=True), *_told(record, context)]
    if record.table.kind == "decision" and is_pending(record):
        more += _of_matters(record, context)
        stand = stand if situation.overdue_days(record.due_date) else None  # until when stands above on the page
    room = LINES - sum(fact is not None for fact in (born, stand))
    facts = (fact for fact in (born, *more[:room], stand) if fact is not None)
    return tuple(fact.line for fact in sorted(facts))


def _born(record: Record) -> Fact | None:
    if record.arose is None:
        return None
    by = record.detected_by or record.raised_by
    what = "検出" if record.detected_date is not None else "起票"
    text = cut(record.description or record.title or "", _TEXT)
    return Fact(record.arose, f"{what}{f'（{by}）' if by else ''}: {text}")


def _stand(record: Record, situation: Situation) -> Fact | None:
    due = due_of(record)
    if due is None:
        return None
    late = situation.overdue_days(due)
    what = "修正予定" if record.table.kind == "defect" else "期限"
    return Fact(due, f"{what}{f'。{late}営業日を経過し未完了' if late and record.fixed_date is None else ''}")


def _put_off(record: Record, context: Context) -> Iterator[Fact]:
    """The latest move of its deadline, and how many there were."""
    moves = moves_of(record, context)
    if moves:
        last = moves[-1]
        day = context.as_of if last.is_new else last.seen
        yield Fact(day, f"期限を{full_day(last.old)}から{full_day(last.new)}へ延期（{len(moves)}回目）")


def _changes(record: Record, context: Context) -> Iterator[Fact]:
    """What else the kept states show to have changed."""
    register = register_of(record, context.situation)
    if register is None:
        return
    kept = context.situation.kept
    rows = [(state.date, context.kept_row(state, register.name, record)) for state in kept]
    known = [(day, row) for day, row in rows if row is not None]
    now = {name: plain(record.get(name)) for name in _WATCHED}
    for (_, before), (day, after) in pairwise([*known, (context.as_of, now)]):
        for name, called in _WATCHED.items():
            old, new = before.get(name), after.get(name)
            if old and new and old != new:
                yield Fact(day, f"{called}を「{_word(name, old)}」から「{_word(name, new)}」へ変更")


def _of_matters(decision: Record, context: Context) -> Iterator[Fact]:
    """What led to the question: how the matters that its 関連ID names began, and what was last written about them."""
    for word in split_ids(decision.related_id):
        for kind in ("issue", "defect", "todo"):
            for register in context.situation.of_kind(kind):
                matter = register.find(word)
                if matter is not None:
                    last = max((*_put_off(matter, context), *_told(matter, context)), default=None)
                    yield from (fact for fact in (_born(matter), last) if fact is not None)


def _word(name: str, value: Any) -> str:  # noqa: ANN401 - as JSON keeps it
    return {**STATUS_CALLED, **CALLED}.get(str(value), str(value)) if name != "owner" else str(value)


def _told(record: Record, context: Context) -> Iterator[Fact]:
    """What the sheets themselves date: decisions about it, answers, the last entry of its 対応."""
    for other in context.naming(record.id):
        if other.table.kind == "decision" and other.decided_date is not None and not is_pending(other):
            yield Fact(other.decided_date, f"決定{id_of(other)}: {cut(other.title or other.description or '', _TEXT)}")
    if record.decided_date is not None and record.table.kind == "decision":
        who = f"（{record.decided_by}）" if record.decided_by else ""
        yield Fact(record.decided_date, f"{record.kind or '決定'}{who}")
    if record.response_date is not None and record.response:
        yield Fact(record.response_date, f"回答: {cut(record.response, _TEXT)}")
    if record.updated_date is not None and record.action:
        yield Fact(record.updated_date, f"対応: {cut(record.action, _TEXT)}")
    if record.updated_date is not None and record.remarks:
        yield Fact(record.updated_date, f"備考: {cut(record.remarks, _TEXT)}")

"""The decisions that were taken in a period, newest first."""

from datetime import date

from pmo_xl.model.ids import fold_id
from pmo_xl.model.record import Record
from pmo_xl.rules.decisions import is_pending
from pmo_xl.situation import Situation


def decided_since(situation: Situation, since: date | None) -> tuple[Record, ...]:
    """Decisions taken after `since` and up to the as-of day (all that were taken when None); 判断待ち is none yet."""
    taken = [
        record
        for record in situation.counted("decision")
        if not is_pending(record)
        and record.status != "rejected"
        and (on := day_of(record)) is not None
        and on <= situation.as_of
        and (since is None or on > since)
    ]
    return tuple(sorted(taken, key=lambda record: (-_ordinal(record), fold_id(record.id or ""))))


def day_of(record: Record) -> date | None:
    """The day a decision was taken; a register without a 決定日 has it as its 起票日."""
    return record.decided_date if record.table.has("decided_date") else record.raised_date


def _ordinal(record: Record) -> int:
    on = day_of(record)
    return on.toordinal() if on is not None else 0

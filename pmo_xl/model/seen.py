"""What a register says as of a day: whatever is dated later has not happened yet (metrics.md §1)."""

from datetime import date

from pmo_xl.model.record import Record
from pmo_xl.model.register import Register


def seen_at(register: Register, day: date) -> Register:
    """The register as it stood at the end of `day`, as far as its own dates tell.

    A record raised or detected later is left out; one closed, fixed or executed later is open, not fixed, not run.
    States without a date (blocked, hold, 対象外, 取下) stay as the workbook shows them. Records keep their cells.
    """
    return register.with_records([_as_of(r, day) for r in register if not _born_after(r, day)])


def _born_after(record: Record, day: date) -> bool:
    born = record.detected_date or record.raised_date
    return record.table.kind != "test" and born is not None and born > day


def _as_of(record: Record, day: date) -> Record:
    if record.table.kind == "test":
        return _test_as_of(record, day)
    changes: dict[str, object] = {}
    if record.closed_date is not None and record.closed_date > day:
        changes["closed_date"] = None
        if not record.is_open:
            changes["status"] = "open"
    if record.fixed_date is not None and record.fixed_date > day:
        changes["fixed_date"] = None
        if record.status == "resolved":
            changes["status"] = "in_progress"
    return record.replace(**changes) if changes else record


def _test_as_of(test: Record, day: date) -> Record:
    later = test.verdict_date is not None and test.verdict_date > day
    if not later:
        return test
    for done in reversed(test.rounds):
        if done.executed_date is None or done.executed_date <= day:
            return test.replace(verdict=done.result, verdict_date=done.executed_date)
    return test.replace(verdict="not_run", verdict_date=None)

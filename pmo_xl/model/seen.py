"""What a register says as of a day: whatever is dated later has not happened yet (metrics.md §1)."""

from datetime import date

from pmo_xl.model.record import Record
from pmo_xl.model.register import Register


def seen_at(register: Register, day: date) -> Register:
    """The register as it stood at the end of `day`, as far as its own dates tell.

    A record raised or detected later is left out; one closed, fixed or executed later is open, not fixed, not run.
    States without a date (blocked, hold, 対象外, 取下) stay as the workbook shows them. Records keep their cells, and
    a record nothing of which is dated later is the same object; so is a register of such records alone.
    """
    if register.kind == "test":
        if all(_ran_by(test, day) for test in register):
            return register
        return register.with_records([r if _ran_by(r, day) else _test_as_of(r, day) for r in register])
    return register.with_records([_as_of(r, day) for r in register if not _born_after(r, day)])


def _born_after(record: Record, day: date) -> bool:
    return record.arose is not None and record.arose > day


def _as_of(record: Record, day: date) -> Record:
    closed, fixed = record.closed_date, record.fixed_date
    if (closed is None or closed <= day) and (fixed is None or fixed <= day):
        return record
    changes: dict[str, object] = {}
    if closed is not None and closed > day:
        changes["closed_date"] = None
        if not record.is_open:
            changes["status"] = "open"
    if fixed is not None and fixed > day:
        changes |= {"fixed_date": None, "retest_result": None}
        if record.status == "resolved":
            changes["status"] = "in_progress"
    return record.replace(**changes)


def _ran_by(test: Record, day: date) -> bool:
    return test.verdict_date is None or test.verdict_date <= day


def _test_as_of(test: Record, day: date) -> Record:
    earlier = test.rounds[:-1] if test.table.has("result_2") else ()
    for done in reversed(earlier):
        if done.executed_date is None or done.executed_date <= day:
            return test.replace(verdict=done.result, verdict_date=done.executed_date)
    return test.replace(verdict="not_run", verdict_date=None)

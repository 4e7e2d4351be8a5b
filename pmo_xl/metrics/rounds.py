"""The rounds of a test over time: which verdict it had from which day on, and every run it had."""

from collections.abc import Iterator
from datetime import date

from pmo_xl.model.ids import split_ids
from pmo_xl.model.record import Record, Result, Round

EXECUTED = ("pass", "fail")


def has_rounds(test: Record) -> bool:
    """Whether its sheet keeps the verdicts of later rounds apart (a second result column)."""
    return test.table.has("result_2")


def happened(test: Record, as_of: date) -> tuple[Round, ...]:
    """The filled rounds that had happened by the end of the day; one without a date counts as happened."""
    return tuple(r for r in test.rounds if r.executed_date is None or r.executed_date <= as_of)


def spells(test: Record, as_of: date) -> Iterator[tuple[date, date | None, Result | None]]:
    """The verdicts a test had: (from day, until the day before or None, verdict), dated ones only.

    A later round hides every earlier one from its own day on; when it has no date, nobody knows since when, so no
    day of the earlier ones is certain and the test is in no series (metrics.md §1).
    """
    if not has_rounds(test):  # beside sheets that have some
        if test.verdict_date is not None:
            yield test.verdict_date, None, test.verdict
        return
    until: date | None = None
    for done in reversed(happened(test, as_of)):
        since = done.executed_date
        if since is None:
            return
        if until is None or since < until:
            yield since, until, done.result
            until = since


def runs(test: Record, as_of: date) -> tuple[Result, ...]:
    """The verdict of every run, oldest first. Without round columns the present verdict is the run (M8)."""
    if not has_rounds(test):
        return (test.verdict,) if test.verdict in EXECUTED else ()
    return tuple(r.result for r in happened(test, as_of) if r.result in EXECUTED)


def run_days(test: Record, as_of: date) -> tuple[date, ...]:
    """The days of its runs, oldest first; a run without a date is in no series."""
    if not has_rounds(test):
        return (test.verdict_date,) if test.verdict in EXECUTED and test.verdict_date else ()
    return tuple(r.executed_date for r in happened(test, as_of) if r.result in EXECUTED and r.executed_date)


def round_now(test: Record) -> Round | None:
    """The round the verdict comes from: of a day gone by not one that was filled later. None for a test not run."""
    if test.verdict == "not_run":
        return None
    same = (r for r in test.rounds if r.result == test.verdict and r.executed_date == test.verdict_date)
    return max(same, key=lambda r: r.number, default=None)


def named_defects(test: Record) -> tuple[str, ...]:
    """The defect ids a test names, as written; of several rounds those of the last that names any."""
    if not has_rounds(test):
        return split_ids(test.defect_id)
    cells = [done.defect_id for done in test.rounds if done.defect_id]
    return split_ids(cells[-1] if cells else test.defect_id)

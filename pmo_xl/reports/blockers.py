"""What holds up the tests: the defects and issues they wait for, and what else keeps them from being run."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from pmo_xl.metrics.blocked import cause_of
from pmo_xl.model.record import LEVELS, Record
from pmo_xl.reports.common import named
from pmo_xl.reports.way_round import way_round
from pmo_xl.rules.context import Context
from pmo_xl.situation import Situation

CAUSES: Final = {  # of tests that are 実施不可 and name no defect
    "data": "データの準備待ち",
    "environment": "環境の不具合・停止",
    "spec": "仕様の確認待ち",
    "unknown": "理由の記入なし",
}


@dataclass(frozen=True, slots=True)
class Blocker:
    """One reason why tests wait. `record` is the defect or issue; None for the tests of a cause without one.

    `waiting` are the tests behind it, those that cannot be run and those that wait for them; `workaround` is None when
    nobody has written one, `until` the day it is to be repaired.
    """

    what: str
    record: Record | None
    waiting: tuple[Record, ...]
    workaround: str | None = None
    until: date | None = None
    owner: str | None = None


def blockers(situation: Situation) -> tuple[Blocker, ...]:
    """The gravest first, then by the number of tests that wait.

    A defect or issue is one when a test cannot be run because of it, or when it is critical or high and tests wait.
    """
    context = Context(situation)
    found = [*_records(situation, context), *_causes(situation)]
    return tuple(sorted(found, key=lambda blocker: (_gravity(blocker), -len(blocker.waiting))))


def _records(situation: Situation, context: Context) -> Iterator[Blocker]:
    for kind in ("defect", "issue"):
        for record in situation.counted(kind):
            waiting = context.waiting_tests(record) if record.is_open else ()
            if not any(test.verdict == "blocked" for test in waiting) and not (waiting and record.gravity <= 1):
                continue
            until = record.fix_plan_date if kind == "defect" else record.due_date
            owner = (situation.supplier(record) if kind == "defect" else record.owner) or record.owner
            yield Blocker(named(record), record, waiting, way_round(record, context), until, owner or None)


def _causes(situation: Situation) -> Iterator[Blocker]:
    blocked = [test for test in situation.counted("test") if test.verdict == "blocked"]
    for cause, words in CAUSES.items():
        waiting = tuple(test for test in blocked if cause_of(test) == cause)
        if waiting:
            yield Blocker(words, None, waiting)


def _gravity(blocker: Blocker) -> int:
    """The order of reports.md: a cause without a record stands where a record without a rank stands."""
    return blocker.record.gravity if blocker.record is not None else len(LEVELS)

"""The project before the day's tests: a morning meeting asks what can start, so what was run that day is left out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pmo_xl.model.record import Record, Round
from pmo_xl.model.register import Register
from pmo_xl.situation import Situation


def before_the_days_tests(situation: Situation) -> Situation:
    """The same situation without the results dated on the as-of day; the same object where there are none.

    Everything else stays as of the end of the day: a defect that was closed this morning frees its tests.
    """
    day = situation.as_of
    tests = {name: register for name, register in situation.written.items() if register.kind == "test"}
    changed = {name: _without(register, day) for name, register in tests.items() if _ran_on(register, day)}
    return replace(situation, written={**situation.written, **changed}) if changed else situation


def _ran_on(register: Register, day: date) -> bool:
    return any(next(_of_the_day(test, day), None) is not None for test in register)


def _without(register: Register, day: date) -> Register:
    return register.with_records([_before(test, day) for test in register])


def _before(test: Record, day: date) -> Record:
    """The test with the rounds of the day blank: result, day, and the defect found by it."""
    blank: dict[str, object] = {}
    for done in _of_the_day(test, day):
        fields = {"result": "not_run", "executed_date": None, "defect_id": None}
        blank |= {done.field(name): value for name, value in fields.items()}
    return test.replace(**blank).judged() if blank else test


def _of_the_day(test: Record, day: date) -> Iterator[Round]:
    """The rounds of a test that were run on the day; most tests have none, and are not looked at further."""
    if test.verdict_date == day:
        yield from (done for done in test.rounds if done.executed_date == day)

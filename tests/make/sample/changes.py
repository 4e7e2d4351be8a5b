"""How a mistake is made in a row: a date left standing, a word nobody knows, an id typed in full width."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from tests.make.sample.days import PHASE_START, SAMPLE_DAY, is_working, md, shift, working_days
from tests.make.sample.rows import Row, Said
from tests.make.sample.story import story

Change = Callable[[Row, date], bool]  # makes the mistake in the row of a day; False: it is none (yet) on that day

NEW_ON = SAMPLE_DAY  # what went back or vanished did so on this day; the day before it still stood


class Mistake(NamedTuple):
    """One line of the tables of mistakes: what rule is to speak, in which rows and field, and how it is made."""

    code: str
    kind: str
    uids: tuple[str, ...]
    field: str
    change: Change


def put(field: str, value: Any, when: Callable[[Row, date], bool] = lambda row, day: True) -> Change:
    """Write a value over a field, where the row is in the state the mistake needs."""

    def change(row: Row, day: date) -> bool:
        if not when(row, day):
            return False
        row.values[field] = value
        return True

    return change


def is_closed(row: Row, day: date) -> bool:
    """Whether the record is done on the day."""
    return row.means("status") == "closed"


def still_open(row: Row, day: date) -> bool:
    """Whether the record is neither done nor refused."""
    return row.means("status") not in ("closed", "rejected")


def not_renewed(field: str, due: date) -> Change:
    """An old promise that nobody renewed: a mistake from the working day after it."""

    def change(row: Row, day: date) -> bool:
        begun = row.means("raised_date") or row.means("detected_date")
        if not still_open(row, day) or row.means("fixed_date") or begun >= due:
            return False
        row.values[field] = due
        last = day if is_working(day) else shift(day, -1)
        return due < last

    return change


def untouched(last: date, due: date) -> Change:
    """Nobody has written in the row since; it was due much later."""

    def change(row: Row, day: date) -> bool:
        if day < last or not still_open(row, day):
            return False
        then = next(one for one in story(last)[row.kind] if one.uid == row.uid)
        row.values |= then.values | {"updated_date": last, "due_date": due}
        return len(working_days(last, day)) - 1 >= 3

    return change


def taken_back(due: str, word: object, **others: Any) -> Change:
    """Opened again on one day: a mistake (H-001) on that day only, from then on plainly open and promised anew."""

    def change(row: Row, day: date) -> bool:
        if day < NEW_ON:
            return False
        last = day if is_working(day) else shift(day, -1)
        row.values |= {"status": word, due: shift(last, 3), **others}
        if "updated_date" in row.values:
            row.values["updated_date"] = last
        return day == NEW_ON

    return change


def typed(field: str, shown: str, means: Any = ...) -> Change:
    """A date, number or word written so that Excel does not know it."""

    def change(row: Row, day: date) -> bool:
        if row.means(field) is None:
            return False
        row.values[field] = Said(shown, row.means(field) if means is ... else means)
        return True

    return change


def written_as(field: str, form: str) -> Change:
    """A date typed in another form, as text: {m}/{d} leaves out the year, R8.{m}.{d} counts it from 令和."""

    def change(row: Row, day: date) -> bool:
        when = row.means(field)
        if when is None:
            return False
        row.values[field] = Said(form.format(y=when.year, m=when.month, d=when.day, ymd=f"{when:%Y%m%d}"), when)
        return True

    return change


def broken(field: str) -> Change:
    """A formula whose reference is gone."""
    return put(field, Said("#REF!", None))


def continued(**texts: str) -> Change:
    """A second row without an id, because somebody was afraid of long cells."""

    def change(row: Row, day: date) -> bool:
        row.more = texts
        return True

    return change


def crossed_out(row: Row, day: date) -> bool:
    """Crossed out by hand instead of closed."""
    row.struck = still_open(row, day)
    return row.struck


def ditto(row: Row, day: date) -> bool:
    """The screen is 「as above」."""
    row.values["screen"] = Said("〃", row.means("screen"))
    return True


def mistyped(row: Row, day: date) -> bool:
    """The number of a defect that does not exist."""
    right = row.means("defect_id")
    if right is None:
        return False
    row.values["defect_id"] = f"D-{int(right[2:]) + 300}"
    return True


def unknown(row: Row, day: date) -> bool:
    """The number of a requirement that does not exist."""
    row.values["requirement_id"] = f"{row.means('requirement_id')[:5]}99"
    return True


def full_width(row: Row, day: date) -> bool:
    """An id typed in full-width letters."""
    row.values["id"] = Said(row.means("id").translate({ord("D"): "Ｄ", ord("-"): "－"}), row.means("id"))
    return True


def blocked_before(row: Row, day: date) -> bool:
    """A blocked test still planned for the day that was agreed at first."""
    if row.means("result") != "blocked":
        return False
    agreed = next(test for test in story(PHASE_START)["test"] if test.uid == row.uid)
    row.values["planned_date"] = agreed.means("planned_date")
    return bool(row.values["planned_date"] < day)


def ran(row: Row, day: date) -> bool:
    """Whether the test was run."""
    return row.means("executed_date") is not None


def silent(row: Row, day: date) -> bool:
    """Past its day, not run, and no word why."""
    planned = row.means("planned_date")
    if row.means("result") is not None or planned is None or planned >= day:
        return False
    row.values["remarks"] = None
    return True


def next_month(row: Row, day: date) -> bool:
    """The month mistyped: run on 12/24 says the sheet."""
    if not ran(row, day):
        return False
    row.values |= {"executed_date": md(12, 24), "remarks": "日付は実施者に確認中"}
    return day < md(12, 24)


def no_verdict(row: Row, day: date) -> bool:
    """Run, but nobody wrote how it went."""
    if not ran(row, day):
        return False
    row.values |= {"result": None, "evidence": None, "approved_by": None, "remarks": "結果は夕会で確認"}
    return True


def shut(row: Row, day: date) -> bool:
    """A defect closed on delivery, though its test has not been run again."""
    if not still_open(row, day) or day < NEW_ON:
        return False
    delivered = row.means("fixed_date") or shift(NEW_ON, -1)
    row.values |= {"status": "closed", "fixed_date": delivered, "retest_plan_date": NEW_ON, "closed_date": NEW_ON}
    row.values |= {"retest_result": "pass", "cause": row.means("cause") or "プログラム誤り"}
    return True


def closed_unseen(row: Row, day: date) -> bool:
    """Closed without a word on the retest."""
    if not is_closed(row, day):
        return False
    row.values["retest_result"] = None
    return True


def failed(row: Row, day: date) -> bool:
    """Whether the test names a defect."""
    return row.means("defect_id") is not None


def nobodys(row: Row, day: date) -> bool:
    """A defect no vendor and nobody answers for."""
    row.values |= {"vendor": None, "owner": None} if still_open(row, day) else {}
    return still_open(row, day)

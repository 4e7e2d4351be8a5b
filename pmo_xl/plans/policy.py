"""What could be decided about a defect, proposed from its dates, its weight and what waits for it; people decide."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from pmo_xl.model.record import Record
from pmo_xl.workdays import Calendar

Policy = Literal["fix", "around", "specified", "later", "severity"]
CALLED: Final[dict[Policy, str]] = {
    "fix": "修正",
    "around": "運用回避",
    "specified": "仕様どおり",
    "later": "次期",
    "severity": "【要確認】重要度",
}
DECIDABLE: Final = ("修正", "運用回避", "仕様どおり", "次期")
_SPECIFIED: Final = ("仕様どおり", "仕様通り", "仕様の通り")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A policy and why it is proposed, in a few words."""

    policy: Policy
    because: str


def last_fix_day(
    tests: int, end: date, calendar: Calendar, capacity: Callable[[date], int | None], not_before: date
) -> date:
    """The latest day of a fix after which its tests still fit before the end, and at least its own retest.

    The tests are run from the working day after it on, as many a day as `capacity` says (None: all on one day). Days
    before `not_before` are not looked at: what does not fit from there on was due earlier.
    """
    left, day = max(tests, 1), end if calendar.is_working(end) else calendar.previous(end)
    while True:
        room = capacity(day)
        left -= left if room is None else room
        day = calendar.previous(day)
        if left <= 0 or day < not_before:
            return day


def suggest(defect: Record, tests: int, way_round: str | None, last: date | None, today: date) -> Suggestion:
    """What is proposed for an open defect that `tests` tests wait for; `last` is its last day for a fix, None unknown.

    A fix, unless it is said to be as specified, or comes too late and there is a way round, or can wait: low, without a
    test that waits.
    """
    said = " ".join(filter(None, (defect.action, defect.cause, defect.remarks)))
    planned = defect.fixed_date or defect.fix_plan_date
    if any(word in said for word in _SPECIFIED):
        return Suggestion("specified", "台帳に記入あり")
    if defect.rank is None:
        return Suggestion("severity", "重要度が先")
    if defect.fixed_date is not None or defect.status == "resolved":
        return Suggestion("fix", "再テスト待ち")
    is_late = last is not None and planned is not None and planned > last
    if is_late and way_round:
        return Suggestion("around", "修正が間に合わず、回避策あり")
    if is_late:
        return Suggestion("fix", "前倒しが必要")
    if defect.rank == "low" and not tests:
        return Suggestion("later", "重要度が低く、待つテストなし")
    if planned is None:
        return Suggestion("fix", "予定日なし")
    if planned < today:
        return Suggestion("fix", "予定日を超過")
    return Suggestion("fix", "予定は期限内")

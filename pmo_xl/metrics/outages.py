"""Days on which the test environment stood still: a pace measured over them would be the environment's, not the team's.

A day is flagged where a row of the 計画 or 休日 tables says so in any column that is read: 「環境停止」 beside a day
of 日別計画, or a phase row 「環境停止」 with its first and last day.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from pmo_xl.model.record import Record
from pmo_xl.situation import Situation
from pmo_xl.workdays import moved

_STOPPED: Final = re.compile(
    r"環境\S{0,6}(?:停止|障害|ダウン|利用不可|使用不可)"
    r"(?!は?(?:なし|無し|なく|しない|解消|から復旧))"
)
_MADE_UP: Final = re.compile(r"振替|振り替|見直|取り返|挽回|上乗せ|影響分|明け")  # the days after speak of it too
_LONGEST: Final = 60  # calendar days: a mistyped end must not flag a year


def outage_days(situation: Situation) -> frozenset[date]:
    """The days flagged 環境停止, days off among them."""
    rows = (row for kind in ("plan", "holiday") for register in situation.of_kind(kind) for row in register)
    return frozenset(day for row in rows if _says_so(row) for day in _days_of(row))


def _says_so(row: Record) -> bool:
    texts = (row.table.grid.value(row.row, column) for column in row.table.columns.values())
    return any(isinstance(t, str) and _STOPPED.search(t) and not _MADE_UP.search(t) for t in texts)


def _days_of(row: Record) -> Iterator[date]:
    if row.planned_date is not None:
        yield row.planned_date
        return
    first, last = row.planned_start, row.actual_end or row.planned_end or row.planned_start
    if first is None or last is None:
        return
    for number in range(min((last - first).days + 1, _LONGEST)):
        yield moved(first, number)

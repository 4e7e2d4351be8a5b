"""The tail of a UAT: the last failed test is done only when its defect is mended and it was run again.

A pace knows nothing of that wait. How often P80 was passed in simulated UATs, and what helps, is measured by
`python -m tests.simulation` and told in docs/forecast.md.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from msgspec import Struct

from pmo_xl.metrics.day import Day
from pmo_xl.metrics.defects import fix_turnaround
from pmo_xl.model.days import short_day


class Missed(Struct, frozen=True):
    """How many simulated UATs ended after P80, and after P80 with a fix and a retest added.

    It holds where 8 in 10 fixes come within `days` working days (None: however long they take).
    """

    days: int | None
    p80: str
    with_fixes: str


MISSED: Final = (
    Missed(0, "約4割", "1〜2割"),
    Missed(2, "約7割", "約2割"),
    Missed(5, "約9割", "約3割"),
    Missed(None, "ほぼすべて", "約6割"),
)


def tail_of(day: Day, p80: date | None) -> Mapping[str, Any]:
    """What stands beside P80: `p80_with_fixes`, later by the fix of 8 in 10 defects and a day to run again, and `note`.

    Nothing where no fix is dated, or there is no P80.
    """
    fix = fix_turnaround.of(day).extra.get("p80") if day.has("defect") else None
    if p80 is None or fix is None:
        return {}
    later = day.calendar.shift(p80, fix + 1)
    missed = next(one for one in MISSED if one.days is None or fix <= one.days)
    note = (
        f"8割方の日は終盤の修正待ちを含みません（模擬UATでは{missed.p80}がこの日より後に終わりました）。"
        f"修正（8割が{fix}営業日以内）と再テスト1日を足すと{short_day(later)}です（それより後は{missed.with_fixes}）。"
    )
    return {"p80_with_fixes": later, "note": note}

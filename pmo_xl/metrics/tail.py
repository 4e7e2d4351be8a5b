"""The tail of a UAT: the last failed test is done only when its defect is mended and it was run again.

A pace knows nothing of that wait. How often P80 was passed in simulated UATs, and what helps, is measured by
`python -m tests.simulation` and told in docs/forecast.md.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from pmo_xl.metrics.day import Day
from pmo_xl.metrics.defects import fix_turnaround
from pmo_xl.model.days import short_day

# Working days within which 8 in 10 fixes come (at most) → the share of simulated UATs, in tenths, that ended after P80.
MISSED: Final[tuple[tuple[int, int], ...]] = ((0, 4), (2, 7))
MISSED_LATER: Final = 9
MISSED_WITH_FIXES: Final = "1〜3割"  # after P80, the fix and a day for the retest


def tail_of(day: Day, p80: date | None) -> Mapping[str, Any]:
    """What stands beside P80: `p80_with_fixes`, later by the fix of 8 in 10 defects and a day to run again, and `note`.

    Nothing where no fix is dated, or there is no P80.
    """
    fix = fix_turnaround.of(day).extra.get("p80") if day.has("defect") else None
    if p80 is None or fix is None:
        return {}
    later = day.calendar.shift(p80, fix + 1)
    tenths = next((share for most, share in MISSED if fix <= most), MISSED_LATER)
    note = (
        f"8割方の日は終盤の修正待ちを含みません（模擬UATでは約{tenths}割がこの日より後に終わりました）。"
        f"修正（8割が{fix}営業日以内）と再テスト1日を足すと{short_day(later)}です（同{MISSED_WITH_FIXES}）。"
    )
    return {"p80_with_fixes": later, "note": note}

"""Columns of numbers, also those written as text: with commas, units, △ for minus, as percent or in 万円."""

import re
from collections.abc import Mapping
from typing import Final

from pmo_xl.model.fields import base_name
from pmo_xl.model.grid import CellValue
from pmo_xl.model.half_width import half_width
from pmo_xl.model.pattern import lazy
from pmo_xl.model.register import What
from pmo_xl.model.words import is_blank_like, is_ditto
from pmo_xl.sheets.meaning.column import Cells, Each, Meaning, read_each
from pmo_xl.sheets.meaning.values import odd_cells

_NUMBER = lazy(
    r"^(?:約|計)?\s*[¥\\]?(?P<minus>[△▲−‐-]?)\s*[¥\\+]?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+\.?\d*|\.\d+)\s*"
    r"(?:(?P<percent>%)|(?P<times>百万|[千万億])?(?P<unit>[^\d%.,\s]{1,4})?)$"
)
_TIMES: Final[Mapping[str, float]] = {"千": 1e3, "万": 1e4, "百万": 1e6, "億": 1e8}
_SCALE = lazy(r"(百万|[千万億])円")
_MONEY: Final = frozenset({"cost", "upkeep", "hourly_cost"})
# What the figures of options and manual jobs count in: a pattern of the unit, and how often it holds the field's own.
_UNITS: Final[Mapping[str, tuple[tuple[re.Pattern[str], float], ...]]] = {
    "months": ((lazy(r"^[かヶケカヵ箇]?月間?$"), 1.0), (lazy(r"^年間?$"), 12.0)),
    "minutes_each": (
        (lazy(r"^(?:分|min)(?:/件)?$"), 1.0),
        (lazy(r"^(?:時間|h)(?:/件)?$", re.IGNORECASE), 60.0),
        (lazy(r"^秒(?:/件)?$"), 1 / 60),
    ),
    "monthly_count": ((lazy(r"^[^日週年]*$"), 1.0),),
}  # fmt: skip
_BY_HEADING: Final[Mapping[str, tuple[tuple[re.Pattern[str], float | None], ...]]] = {
    "months": ((lazy(r"[(（](?:営業日|日|週)[間数]?[)）]"), None),),
    "minutes_each": ((lazy(r"時間[/／]件|[(（](?:時間|h)[)）]", re.IGNORECASE), 60.0),),
}
_SHARES: Final = frozenset({"progress", "allocation"})  # kept as 0–1, however the sheet writes them
_LARGEST_SHARE: Final = 2  # 1.2 is 120 % of a person; more than this counts to 100
_HALF, _WHOLE = (
    lazy(r"^(?:半日|午前|午後|AM|PM)(?:のみ|だけ|勤務)?$"),
    lazy(r"^(?:専任|専従|常駐|全日|終日|フル(?:タイム)?)$"),
)
_DAYS_A_WEEK = lazy(r"^週(?P<days>[1-5](?:\.5)?)日(?:勤務)?$")


def read_numbers(column: Cells) -> Meaning:
    """Numbers, also as text with commas, full-width digits, △ for minus, %, 万, or a unit (25件, 1.5人日).

    Shares (progress, allocation) become 0–1: 50% and 0.5 alike, and 50 where the column counts to 100. How much of a
    person there is (allocation) may be a word: 半日, 専任, 週3日. Money becomes 円 where the heading says 千円 or 万円;
    a duration in days or weeks is no number of months.
    """
    odd: dict[CellValue, What] = {}
    is_allocation = base_name(column.field) == "allocation"

    def read(cell: CellValue) -> float | None:
        if cell is None or (isinstance(cell, str) and is_blank_like(cell)):
            if isinstance(cell, str) and is_ditto(cell):
                odd[cell] = "ditto"
            return None
        number = number_of(cell)
        if number is None and is_allocation:
            number = part_of_a_week(cell)
        if number is not None and base_name(column.field) in _UNITS:
            number = _in_its_unit(base_name(column.field), cell, number, column.heading)
        if number is None:
            odd[cell] = "not_a_number"
        return number

    each = read_each(column.values, read)
    values, note = each.values, ""
    if base_name(column.field) in _SHARES:
        values, note = _shares(each, column.heading)
    elif base_name(column.field) in _MONEY and (scale := _SCALE.search(column.heading)):
        times = _TIMES[scale[1]]
        values = [
            value if value is None or _has_own_unit(cell) else value * times
            for cell, value in zip(each.cells, values, strict=True)
        ]
        note = f"{column.heading}の数字は{scale[0]}単位とみなしました"
    return Meaning(values, odd_cells(each.cells, values, odd) if odd else (), (note,) if note else ())


def number_of(cell: CellValue) -> float | None:
    """The number a cell holds, 50% as 0.5, 120万円 as 1,200,000; None when it holds none."""
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, float | int):
        return float(cell) if abs(cell) < float("inf") else None
    if not isinstance(cell, str):
        return None
    found = _NUMBER.match(half_width(cell).strip())
    if found is None:
        return None
    number = float(found["digits"].replace(",", "")) * _TIMES.get(found["times"] or "", 1)
    if not number < float("inf"):
        return None
    if found["percent"]:
        number /= 100
    return -number if found["minus"] else number


def _in_its_unit(field: str, cell: CellValue, number: float, heading: str) -> float | None:
    """The number in the unit of its field: 1年 is 12 months, 0.5時間 30 minutes; None for one in days or weeks.

    A cell without a unit counts in what its heading names.
    """
    found = _NUMBER.match(half_width(cell).strip()) if isinstance(cell, str) else None
    if unit := found and found["unit"]:
        times = next((times for pattern, times in _UNITS[field] if pattern.match(unit)), None)
    else:
        times = next((times for pattern, times in _BY_HEADING.get(field, ()) if pattern.search(heading)), 1.0)
    return None if times is None else number * times


def part_of_a_week(cell: CellValue) -> float | None:
    """How much of a person's week a word tells: 半日 0.5, 専任 1, 週3日 0.6; None for any other.

    >>> part_of_a_week("半日"), part_of_a_week("週４日"), part_of_a_week("応相談")
    (0.5, 0.8, None)
    """
    text = half_width(cell).strip() if isinstance(cell, str) else ""
    if _WHOLE.match(text):
        return 1.0
    if days := _DAYS_A_WEEK.match(text):
        return float(days["days"]) / 5
    return 0.5 if _HALF.match(text) else None


def _shares(each: Each[float | None], heading: str) -> tuple[list[float | None], str]:
    """The values as parts of one, and what to say of a column that writes 0.5 and 50 side by side."""
    plain = [value for cell, value in each.known.items() if value is not None and not _is_share(cell)]
    if not any(value > _LARGEST_SHARE for value in plain):
        return each.values, ""
    parts = any(0 < value < 1 for value in plain)  # where 0.5 stands, 1 is all of it; else it is 1 of 100
    values = [
        value if value is None or _is_share(cell) or (parts and value <= 1) else value / 100
        for cell, value in zip(each.cells, each.values, strict=True)
    ]
    return values, f"{heading}では、1以下は割合、1を超える数は%とみなしました" if parts else ""


def _is_share(cell: CellValue) -> bool:
    """Whether a cell is a part of one whatever the column counts to: 50%, 半日."""
    return isinstance(cell, str) and (cell.strip().endswith(("%", "％")) or part_of_a_week(cell) is not None)


def _has_own_unit(cell: CellValue) -> bool:
    """Whether an amount says itself what it counts in: 120万円, 5,000円."""
    found = _NUMBER.match(half_width(cell).strip()) if isinstance(cell, str) else None
    return bool(found and (found["times"] or "円" in (found["unit"] or "")))

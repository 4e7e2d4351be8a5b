"""Defects: found, closed, open, reopened, how grave they are and how long a fix takes (M18, M22, M23)."""

from collections import Counter
from math import ceil
from statistics import median

from pmo_xl.metrics.day import Day, Records
from pmo_xl.metrics.figure import NOT_KEPT, figure, number, said, unsaid
from pmo_xl.metrics.wording import half_up
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import LEVELS

_STATES = ("open", "in_progress", "answered", "waiting", "resolved")


@figure("defects_found", "基準日までに検出した不具合の累計（重複による却下を除く）", needs="defect", dated=True)
def defects_found(day: Day) -> Metric:
    """Cumulative; a defect written twice counts once."""
    return number(day.defects)


@figure("defects_closed", "基準日までに完了・却下した不具合の累計", needs="defect", dated=True)
def defects_closed(day: Day) -> Metric:
    """Cumulative; closed without a date counts as the workbook shows it."""
    return number([defect for defect in day.defects if not defect.is_open])


@figure("defects_open", "検出累計-完了累計", needs="defect", dated=True)
def defects_open(day: Day) -> Metric:
    """残不具合."""
    return number(day.open_defects)


@figure("defects_new_today", "検出日が基準日の不具合件数", needs="defect", dated=True)
def defects_new_today(day: Day) -> Metric:
    """Detected on the as-of day."""
    return number([defect for defect in day.defects if defect.arose == day.as_of])


@figure("defects_closed_today", "完了日が基準日の不具合件数", needs="defect", dated=True)
def defects_closed_today(day: Day) -> Metric:
    """Closed or rejected on the as-of day."""
    return number([defect for defect in day.defects if not defect.is_open and defect.closed_date == day.as_of])


@figure("defects_reopened", "前回は完了、いまは未完了の不具合件数", needs="defect")
def defects_reopened(day: Day) -> Metric:
    """Only a kept state can tell that a defect was closed before."""
    if not day.flow.kept:
        return unsaid(NOT_KEPT)
    return number(day.flow.reopened)


@figure("fix_turnaround", "検出日から修正日までの営業日数の中央値", needs="defect")
def fix_turnaround(day: Day) -> Metric:
    """Median working days from detection to fix; `p80` by nearest rank; `open_older` are not fixed and older."""
    fixed: list[int] = []
    waiting: list[int] = []
    for defect in day.defects:
        found = defect.arose
        if found is not None and defect.fixed_date is not None:
            fixed.append(day.calendar.after(found, defect.fixed_date))
        elif found is not None and defect.is_open:
            waiting.append(day.calendar.after(found, day.as_of))
    if not fixed:
        return unsaid("修正日のある不具合がありません")
    middle = median(fixed)
    p80 = sorted(fixed)[ceil(len(fixed) * 4 / 5) - 1]
    extra = {"p80": p80, "n": len(fixed), "open_older": sum(age > middle for age in waiting)}
    digits = 0 if middle == int(middle) else 1
    return said(middle, f"{half_up(middle, digits)}営業日", unit="営業日", extra=extra)


@figure("severity_by_status", "未完了の不具合の重要度×状態の件数", needs="defect")
def severity_by_status(day: Day) -> Metric:
    """Rows by severity, then blank; a blank status counts as open."""
    counts: Counter[tuple[str, str]] = Counter((d.rank or "", d.status or "open") for d in day.open_defects)
    levels = [*LEVELS, *([""] if any(level == "" for level, _ in counts) else [])]
    rows = []
    for level in levels:
        row: dict[str, str | int] = {"severity": level}
        row |= {state: counts[level, state] for state in _STATES}
        rows.append(row | {"total": sum(counts[level, state] for state in _STATES)})
    return number(day.open_defects, rows=tuple(rows))


def graver_than_medium(records: Records) -> Records:
    """Those of 重要度 critical or high."""
    return tuple(record for record in records if record.rank in ("critical", "high"))

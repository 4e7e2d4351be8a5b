"""How far the sheets themselves can be trusted: rows to correct, and rows nobody has touched (M33)."""

from collections import Counter

from pmo_xl.metrics.day import Day
from pmo_xl.metrics.figure import figure, number, said, unsaid
from pmo_xl.model.finding import GRAVITIES
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record
from pmo_xl.rules.context import Context
from pmo_xl.rules.figures import figures_touched

_MOVING = ("issue", "todo", "qa", "risk")


@figure("data_health", "要修正（errorの指摘）のない行/全行")
def data_health(day: Day) -> Metric:
    """Rows without a finding of level error / all rows. `findings` by level, `affecting`: errors behind a figure."""
    total = sum(map(len, day.situation.registers.values()))
    if not total:
        return unsaid("管理表の行がありません", count=0, of=0)
    errors = [finding for finding in day.findings if finding.level == "error"]
    unclean = len({_row(finding.record) for finding in errors if finding.record is not None})
    affecting = sum(1 for finding in errors if figures_touched(finding))
    levels = Counter(finding.level for finding in day.findings)
    return said(
        (total - unclean) / total,
        f"要修正{len(errors)}件(数値影響あり{affecting}件)",
        count=total - unclean,
        of=total,
        unit="%",
        extra={"findings": {level: levels[level] for level in GRAVITIES}, "affecting": affecting},
    )


def _row(record: Record) -> tuple[str, str, int]:
    return record.table.file, record.table.sheet, record.row


@figure("stale_rows", "規定の営業日数以上動きのない未完了の行数（課題・ToDo・Q&A・リスク）")
def stale_rows(day: Day) -> Metric:
    """Open rows that have stood still for `stale_days` working days, by 更新日 and the kept states as I-010 has it."""
    limit = day.config.check.params.stale_days
    context = Context(day.situation)
    moved = [
        (record, context.last_moved(register.name, record))
        for kind in _MOVING
        if (register := day.situation.one(kind)) is not None
        for record in day.records(kind)
        if record.is_open
    ]
    if moved and all(when is None for _, when in moved):
        return unsaid("更新日の記録がありません")
    stale = [record for record, when in moved if when and day.calendar.after(when, day.as_of) >= limit]
    return number(stale, definition=f"{limit}営業日以上動きのない未完了の行数（課題・ToDo・Q&A・リスク）")

"""How far the sheets themselves can be trusted: rows to correct, and rows nobody has touched (M33)."""

from collections import Counter

from pmo_xl.metrics.day import Day, Records
from pmo_xl.metrics.figure import figure, number, said, unsaid
from pmo_xl.model.finding import GRAVITIES
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record
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


@figure("stale_rows", "更新日から規定の営業日数以上動きのない未完了の行数（課題・ToDo・Q&A・リスク）")
def stale_rows(day: Day) -> Metric:
    """Open rows whose last known change is at least `stale_days` working days ago."""
    limit = day.config.check.params.stale_days
    open_rows: Records = tuple(r for kind in _MOVING for r in day.records(kind) if r.is_open)
    known = [record for record in open_rows if record.updated_date is not None]
    if open_rows and not known:
        return unsaid("更新日の記録がありません")
    stale = [r for r in known if r.updated_date and day.calendar.after(r.updated_date, day.as_of) >= limit]
    return number(stale, definition=f"更新日から{limit}営業日以上動きのない未完了の行数（課題・ToDo・Q&A・リスク）")

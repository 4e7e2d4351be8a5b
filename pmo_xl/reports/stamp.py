"""When a page's figures are for reference only, and the one line that says why."""

from collections.abc import Iterable, Mapping
from typing import Final

from pmo_xl.model.finding import Finding
from pmo_xl.model.metric import Metric
from pmo_xl.reports.common import metric

STAMP: Final = "参考値"
_COUNTED: Final = ("test", "defect", "issue")
_WHY: Final = {"G-005": "IDの重複", "G-009": "読めないテスト結果", "T-007": "基準日より後の実施日"}


def stamp(metrics: Mapping[str, Metric], findings: Iterable[Finding]) -> tuple[str | None, str]:
    """「参考値」 and its reasons, or None and "" (metrics.md §6).

    A balance check that does not hold stamps the page, and so do records of the figures that are there twice, have a
    result nobody knows, or a date that is still to come.
    """
    reasons = [*_unbalanced(metric(metrics, "balance")), *_doubtful(findings)]
    return (STAMP, "、".join(reasons)) if reasons else (None, "")


def _unbalanced(balance: Metric) -> list[str]:
    if balance.value is not False:
        return []
    rows = [row for row in balance.rows or () if row.get("left") != row.get("right")]
    return [f"検算{row.get('check')}が不一致({row.get('left')}と{row.get('right')})" for row in rows] or [
        "検算が不一致"
    ]


def _doubtful(findings: Iterable[Finding]) -> list[str]:
    counted: dict[str, int] = {}
    for finding in findings:
        record = finding.record
        if record is None or record.table.kind not in _COUNTED or finding.code not in _WHY:
            continue
        if record.table.kind == "test" and not record.is_live:
            continue
        if finding.code == "G-009" and not finding.field.startswith("result"):
            continue
        counted[finding.code] = counted.get(finding.code, 0) + 1
    return [f"{_WHY[code]}{count}件" for code, count in counted.items()]

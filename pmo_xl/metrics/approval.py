"""Passes that nobody has signed off yet: OK, but the 承認者 is blank (M5)."""

from pmo_xl.metrics.day import Day
from pmo_xl.metrics.figure import figure, number, unsaid
from pmo_xl.model.metric import Metric


@figure("unapproved", "OKのうち承認者の記入がないテスト件数", needs="test")
def unapproved(day: Day) -> Metric:
    """承認待ち; `passed` and `approved` tell how many there are of both, so that neither hides the other."""
    if not day.has_column("test", "approved_by"):
        return unsaid("テストの表に承認者の列がありません")
    passed = day.with_verdict("pass")
    waiting = [test for test in passed if not test.approved_by]
    return number(waiting, extra={"passed": len(passed), "approved": len(passed) - len(waiting)})

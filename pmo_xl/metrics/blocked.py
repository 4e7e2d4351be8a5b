"""Tests that cannot run: how many, for how long already, and why (M16)."""

from collections.abc import Sequence

from pmo_xl.metrics.basis import rate
from pmo_xl.metrics.day import Day
from pmo_xl.metrics.figure import figure, number
from pmo_xl.metrics.rounds import named_defects
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record

# cause → words that tell it, looked for in what the tester wrote; the first that fits speaks
_CAUSES: Sequence[tuple[str, tuple[str, ...]]] = (
    ("defect", ("不具合", "障害", "バグ")),
    ("data", ("データ",)),
    ("environment", ("環境", "サーバ", "接続", "ネットワーク", "端末", "権限")),
    ("spec", ("仕様", "設計", "要件")),
)
_WRITTEN = ("cause", "remarks", "actual", "category")


@figure("blocked_rate", "実施不可/母数", needs="test")
def blocked_rate(day: Day) -> Metric:
    """Tests that cannot run, for whatever reason."""
    return rate(day, day.with_verdict("blocked"), day.live)


@figure("blocked_loss", "予定日が基準日より前の実施不可件数", needs="test")
def blocked_loss(day: Day) -> Metric:
    """Blocked tests whose day has passed."""
    late = (t for t in day.with_verdict("blocked") if t.planned_date is not None and t.planned_date < day.as_of)
    return number(list(late))


@figure("blocked_by_cause", "実施不可のテストの原因別件数（不具合IDと備考の記述による）", needs="test")
def blocked_by_cause(day: Day) -> Metric:
    """Rows: cause, count."""
    blocked = day.with_verdict("blocked")
    causes = [cause_of(test) for test in blocked]
    names = [*(name for name, _ in _CAUSES), "unknown"]
    return number(blocked, rows=tuple({"cause": name, "count": causes.count(name)} for name in names))


def cause_of(test: Record) -> str:
    """Why a test is blocked: the defect it names, else what the remarks speak of, else unknown."""
    if named_defects(test):
        return "defect"
    text = " ".join(str(test.get(field) or "") for field in _WRITTEN)
    return next((cause for cause, words in _CAUSES if any(word in text for word in words)), "unknown")

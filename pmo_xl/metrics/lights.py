"""The lights of the report: progress, quality, issues, resources, overall (metrics.md §5)."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, get_args

from pmo_xl.metrics.day import Day
from pmo_xl.metrics.defects import graver_than_medium
from pmo_xl.metrics.figure import figure, said, unsaid
from pmo_xl.metrics.issues import past_due
from pmo_xl.model.kept import row_identity
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record
from pmo_xl.rules.decisions import is_pending
from pmo_xl.settings import Colour

Judgement = tuple[Colour, str]  # what one input says, and the words for it

COLOURS: Final[tuple[Colour, ...]] = get_args(Colour)  # the worst last
LIGHTS: Final = {"progress": "進捗", "quality": "品質", "issues": "課題", "resources": "体制"}  # rag_… and its name


def _light(day: Day, judged: Iterable[Judgement], nothing: str) -> Metric:
    """The worst of what the inputs say, with the words of those that say it; without any input 「−」."""
    said_by = list(judged)
    if not said_by:
        return unsaid(nothing)
    worst = max((colour for colour, _ in said_by), key=COLOURS.index)
    words = "、".join(words for colour, words in said_by if colour == worst) if worst != "green" else "基準内です"
    return said(worst, day.config.rag.called(worst), reason=words)


def _graded(bad: bool, poor: bool) -> Colour:
    return "red" if bad else "yellow" if poor else "green"


@figure("rag_progress", "消化の差・完了見込・負荷率による信号")
def rag_progress(day: Day) -> Metric:
    """Gap to plan, forecast against the phase's end, load."""
    return _light(day, _progress(day), "計画・完了見込・負荷率のいずれもありません")


def _progress(day: Day) -> Iterator[Judgement]:
    rag = day.config.rag
    gap = day.value("execution_gap_pt")
    if isinstance(gap, int | float):
        words = f"計画との差{day.figures['execution_gap'].text}"
        yield _graded(gap < -rag.gap_red_pt, gap < -rag.gap_yellow_pt), words
    forecast = day.value("forecast_date")
    if isinstance(forecast, date) and day.end is not None:
        limit = day.calendar.shift(day.end, rag.late_red_days)
        yield _graded(forecast > limit, forecast > day.end), f"完了{day.figures['forecast_date'].text}"
    load = day.value("load_ratio")
    if isinstance(load, int | float):
        yield _graded(load >= rag.load_red, load >= rag.load_yellow), f"負荷率{day.figures['load_ratio'].text}"


@figure("rag_quality", "重大な不具合・再NG率・修正遅れ・実施不可率による信号")
def rag_quality(day: Day) -> Metric:
    """Critical defects, retests that fail, late fixes, blocked tests."""
    return _light(day, _quality(day), "不具合とテストの表がありません")


def _quality(day: Day) -> Iterator[Judgement]:
    if day.has("defect"):
        yield _critical(day)
        late = day.value("overdue_fixes") or 0
        yield _graded(False, bool(late)), f"修正予定日を過ぎた不具合{late}件"
    refail = day.figures.get("refail_rate")
    if refail is not None and isinstance(refail.value, int | float):
        bad = refail.value > day.config.rag.refail_red and (refail.of or 0) >= 5
        yield _graded(bad, False), f"再NG率{refail.text}"
    blocked = day.value("blocked_rate")
    if isinstance(blocked, int | float):
        poor = blocked > day.config.metrics.blocked_warn
        yield _graded(False, poor), f"実施不可率{day.figures['blocked_rate'].text}"


def _critical(day: Day) -> Judgement:
    limit = day.config.rag.critical_days
    critical = [defect for defect in day.open_defects if defect.rank == "critical"]
    ages = [age for defect in critical if (age := day.age(defect)) is not None]
    oldest = max(ages, default=0)
    words = f"重大な不具合{len(critical)}件が未完了"
    return _graded(oldest > limit, bool(critical)), f"{words}（最長{oldest}営業日）" if oldest else words


@figure("rag_issues", "期限超過課題・期限のない重要課題による信号", needs="issue")
def rag_issues(day: Day) -> Metric:
    """Overdue issues, and grave ones without a due date."""
    return _light(day, _issues(day), "課題の表がありません")


def _issues(day: Day) -> Iterator[Judgement]:
    late = past_due(day, day.open_issues)
    known = _kept_dues(day)
    grave = [issue for issue in graver_than_medium(late) if not _renewed(issue, known)]
    yield _graded(bool(grave), False), f"重要な課題{len(grave)}件が期限超過"
    yield _graded(False, bool(late)), f"期限超過の課題{len(late)}件"
    undated = graver_than_medium(tuple(issue for issue in day.open_issues if issue.due_date is None))
    yield _graded(False, bool(undated)), f"期限のない重要な課題{len(undated)}件"


def _kept_dues(day: Day) -> dict[str, str | None]:
    """Folded issue id → due date (ISO) in the kept state; of a repeated id the first counts."""
    register = day.situation.one("issue")
    if day.kept is None or register is None:
        return {}
    backwards = reversed(day.kept.registers.get(register.name, ()))
    return {row_identity(row): row.get("due_date") for row in backwards if "id" in row}


def _renewed(issue: Record, known: dict[str, str | None]) -> bool:
    """Whether its due date was moved since the kept state."""
    due = issue.due_date.isoformat() if issue.due_date else None
    return known.get(issue.identity, due) != due


@figure("rag_resources", "日別負荷率・担当者に関する指摘（P-004、I-016）による信号")
def rag_resources(day: Day) -> Metric:
    """Load by day, people who are away or leaving (P-004), people with too much (I-016)."""
    return _light(day, _resources(day), "負荷率と体制の確認結果がありません")


def _resources(day: Day) -> Iterator[Judgement]:
    load = day.figures.get("load_by_day")
    if load is not None and load.value is not None:
        yield _graded(bool(load.extra["over"]), False), f"日別負荷率の最大{load.text}"
    if "P-004" in day.ran:
        absent = [finding for finding in day.findings if finding.code == "P-004"]
        grave = [f for f in absent if f.record is not None and f.record.rank in ("critical", "high")]
        yield _graded(bool(grave), bool(absent)), f"担当者不在の案件{len(absent)}件"
    if "I-016" in day.ran:
        loaded = [finding for finding in day.findings if finding.code == "I-016"]
        yield _graded(False, bool(loaded)), f"担当が集中している人{len(loaded)}名"


@figure("rag_overall", "4つの信号のうち最も悪いもの（期限を過ぎた判断事項があれば緑にしない）")
def rag_overall(day: Day) -> Metric:
    """The worst of the four; never green while a decision is waited for past its date."""
    lit = [(name, day.figures[f"rag_{key}"]) for key, name in LIGHTS.items() if day.value(f"rag_{key}") is not None]
    if not lit:
        return unsaid("信号を判定できる表がありません")
    worst = max((str(metric.value) for _, metric in lit), key=COLOURS.index)
    reasons = [f"{name}: {metric.reason}" for name, metric in lit if metric.value == worst]
    colour = next(colour for colour in COLOURS if colour == worst)
    words = "、".join(reasons) if colour != "green" else "すべて基準内です"
    late = _late_decisions(day)
    if late and colour == "green":
        colour, words = "yellow", f"期限を過ぎた判断事項{late}件"
    return said(colour, day.config.rag.called(colour), reason=words)


def _late_decisions(day: Day) -> int:
    """判断待ち past their date, and 仮決定 past the day they were to be settled (K-003)."""
    waiting = (d for d in day.records("decision") if is_pending(d) and d.is_open and d.decided_date is None)
    return len(past_due(day, waiting)) + sum(finding.code == "K-003" for finding in day.findings)

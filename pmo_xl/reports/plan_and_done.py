"""計画からの差異: what was planned for the phase, and how it went."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pmo_xl.metrics.wording import signed
from pmo_xl.model.metric import Metric
from pmo_xl.reports.common import DASH, long_day, metric, tight
from pmo_xl.reports.signals import without_odds
from pmo_xl.situation import Situation


@dataclass(frozen=True, slots=True)
class Difference:
    """One line: planned, done, and the difference in words; 「−」 where it cannot be said."""

    name: str
    planned: str
    done: str
    difference: str


def differences(situation: Situation, metrics: Mapping[str, Metric]) -> tuple[Difference, ...]:
    """Days, tests, execution, landing, in this order."""
    return (
        _begin(situation),
        _end(situation, metrics),
        _tests(situation, metrics),
        _executed(metrics),
    )


def _run_days(situation: Situation) -> list[date]:
    return sorted(t.verdict_date for t in situation.counted("test") if t.is_executed and t.verdict_date)


def _begin(situation: Situation) -> Difference:
    planned, days = situation.config.project.phase_start, _run_days(situation)
    done = days[0] if days else None
    return Difference("開始日", _day(planned), _day(done), _apart(situation, planned, done))


def _end(situation: Situation, metrics: Mapping[str, Metric]) -> Difference:
    """The day the last test passed when nothing is left; before that the forecast, marked as one."""
    planned, days = situation.config.project.phase_end, _run_days(situation)
    if metric(metrics, "remaining").value == 0 and days:
        return Difference("終了日", _day(planned), _day(days[-1]), _apart(situation, planned, days[-1]))
    forecast = metric(metrics, "forecast_date")
    landing = forecast.value if isinstance(forecast.value, date) else None
    words = tight(without_odds(forecast.text)) if landing else f"未完了({forecast.reason or '見込を示せません'})"
    return Difference("終了日", _day(planned), words, _apart(situation, planned, landing))


def _tests(situation: Situation, metrics: Mapping[str, Metric]) -> Difference:
    """All tests that were written against those that count now; the difference left the scope."""
    scope, out = metric(metrics, "scope"), metric(metrics, "scope_excluded")
    if not isinstance(scope.value, int) or not isinstance(out.value, int):
        return Difference("テスト件数", DASH, scope.text, scope.reason or DASH)
    away = f"{signed(-out.value, situation.config.reports.minus)}件" if out.value else "±0件"
    extra = out.extra
    why = f"(対象外{extra.get('not_applicable', 0)}、取下{extra.get('withdrawn', 0)})" if out.value else ""
    return Difference("テスト件数", f"{scope.value + out.value:,}件", scope.text, f"{away}{why}")


def _executed(metrics: Mapping[str, Metric]) -> Difference:
    rate, plan, gap = (metric(metrics, name) for name in ("execution_rate", "planned_execution_rate", "execution_gap"))
    return Difference("消化", plan.text, rate.text, tight(gap.text) if gap.value is not None else gap.reason or DASH)


def _day(value: date | None) -> str:
    return long_day(value) if value else DASH


def _apart(situation: Situation, planned: date | None, done: date | None) -> str:
    if planned is None or done is None:
        return DASH
    return f"{signed(situation.calendar.signed(planned, done), situation.config.reports.minus)}営業日"

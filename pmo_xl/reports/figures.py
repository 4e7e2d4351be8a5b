"""The three figures of the daily report: how far, until when, and what is late."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pmo_xl.metrics.wording import signed
from pmo_xl.model.days import short_day
from pmo_xl.model.metric import Metric
from pmo_xl.reports.common import DASH, metric, outage_words
from pmo_xl.situation import Situation


@dataclass(frozen=True, slots=True)
class Figure:
    """A headline figure: what it is, how it is printed, what it stands against, and how it moved."""

    key: str  # the metric it prints
    label: str
    value: str
    note: str
    aside: str
    change: str


def three_figures(situation: Situation, metrics: Mapping[str, Metric]) -> tuple[Figure, Figure, Figure]:
    """消化率, 完了見込 (before a forecast may be shown: 必要消化 / 実力), 期限超過課題."""
    return _executed(metrics), _landing(situation, metrics) or _pace(situation, metrics), _overdue(metrics)


def _executed(metrics: Mapping[str, Metric]) -> Figure:
    rate, planned = metric(metrics, "execution_rate"), metric(metrics, "planned_execution_rate")
    gap, delay = metric(metrics, "execution_gap"), metric(metrics, "delay_days")
    if rate.value is None:
        return Figure("execution_rate", "① 消化率", DASH, rate.reason or "", "", "")
    behind = f"差 {gap.text}" if gap.value is not None else ""
    aside = "、".join(text for text in (behind, delay.text if delay.value is not None else "") if text)
    return Figure("execution_rate", "① 消化率", rate.text, f"計画 {_said(planned)}", aside, _change(rate))


def _landing(situation: Situation, metrics: Mapping[str, Metric]) -> Figure | None:
    forecast = metric(metrics, "forecast_date")
    if not isinstance(forecast.value, date):
        return None
    end = situation.config.project.phase_end
    late = forecast.extra.get("delta_days")
    minus = situation.config.reports.minus
    note = f"計画 {short_day(end)} {signed(late, minus)}営業日" if end and isinstance(late, int) else ""
    p80 = forecast.extra.get("p80")
    likely = f"8割方 {short_day(p80)}まで" if isinstance(p80, date) else ""
    moved = _change(forecast, "↓後退", "↑前進")
    return Figure("forecast_date", "② 完了見込", short_day(forecast.value), note, likely, moved)


def _pace(situation: Situation, metrics: Mapping[str, Metric]) -> Figure:
    needed, actual = metric(metrics, "required_rate"), metric(metrics, "actual_rate")
    label, why = "② 必要消化/実力(件/日)", _why_no_forecast(situation, metrics)
    if needed.value is None and actual.value is None:
        return Figure("required_rate", label, DASH, needed.reason or why, "", "")
    unsaid = _why_no_pace(situation, actual) or (needed.reason if needed.value is None else "") or ""
    note, aside = (why, unsaid) if why else (unsaid, "")
    value = f"{_bare(needed)} / {_bare(actual)}"
    return Figure("required_rate", label, value, note, aside or outage_words(actual), _change(needed))


def _why_no_forecast(situation: Situation, metrics: Mapping[str, Metric]) -> str:
    least = situation.config.metrics.forecast_min_rate
    rate = metric(metrics, "execution_rate").value
    if isinstance(rate, int | float) and rate < least:
        return f"予測は消化{least:.0%}から"
    if metric(metrics, "actual_rate").value is None:
        return ""  # it tells why itself
    forecast = metrics.get("forecast_date")
    return forecast.reason or "" if forecast is not None else ""


def _why_no_pace(situation: Situation, actual: Metric) -> str:
    """Few days of results are the usual reason; it is said as shortly as that of the forecast."""
    settings = situation.config.metrics
    if actual.value is None and "営業日" in (actual.reason or ""):
        return f"実力は実績{min(settings.forecast_min_days, settings.rate_days)}営業日から"
    return (actual.reason or "") if actual.value is None else ""


def _overdue(metrics: Mapping[str, Metric]) -> Figure:
    overdue, open_ = metric(metrics, "overdue"), metric(metrics, "issues_open")
    if overdue.value is None:
        return Figure("overdue", "③ 期限超過課題", DASH, overdue.reason or "", "", "")
    today, no_due = metric(metrics, "due_today"), metric(metrics, "no_due")
    note = f"未完了 {_said(open_)}" + (f"(期限なし {no_due.text})" if no_due.value else "")
    aside = f"本日期限 {_said(today)}"
    return Figure("overdue", "③ 期限超過課題", overdue.text, note, aside, _change(overdue))


def _said(figure: Metric) -> str:
    """The text of a figure; without a value the reason why there is none."""
    return figure.text if figure.value is not None else f"{DASH}({figure.reason or '算出していません'})"


def _bare(figure: Metric) -> str:
    return figure.text.partition("件/日")[0] if figure.value is not None else DASH


def _change(figure: Metric, up: str = "↑増加", down: str = "↓減少") -> str:
    """How it moved, with an arrow and a word: ↑増加 前日比+16件 (+8.0pt)."""
    if figure.value is None:
        return ""
    if figure.previous is None or not figure.delta_text:
        return "前回の記録なし"
    delta = figure.delta or 0
    return f"{up if delta > 0 else down if delta < 0 else '→変化なし'} {figure.delta_text}"

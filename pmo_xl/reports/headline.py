"""The one sentence above everything: where we land, and what that hangs on. A closed set of patterns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pmo_xl.model.days import short_day
from pmo_xl.model.metric import Metric
from pmo_xl.reports.common import metric
from pmo_xl.reports.signals import Signal
from pmo_xl.situation import Situation


@dataclass(frozen=True, slots=True)
class Headline:
    """Outcome and cause, each a sentence of its own; together at most 60 characters."""

    outcome: str
    cause: str

    @property
    def text(self) -> str:
        """Both, as one line."""
        return self.outcome + self.cause


def headline(situation: Situation, metrics: Mapping[str, Metric], lights: Sequence[Signal], decisions: int) -> Headline:
    """The outcome by forecast, else by the gap to the plan; the cause by the worst light."""
    return Headline(_outcome(situation, metrics, lights), _cause(situation, metrics, lights, decisions))


def _outcome(situation: Situation, metrics: Mapping[str, Metric], lights: Sequence[Signal]) -> str:
    scope = metric(metrics, "scope").value
    if not scope:
        return "テストの記録がまだありません。" if scope is None else "母数が0件のため進捗は示せません。"
    remaining = metric(metrics, "remaining").value
    if remaining == 0:
        return f"全{scope:,}件のテストが完了しました。"
    end = situation.config.project.phase_end
    if end is not None and situation.as_of > end:
        late = situation.calendar.after(end, situation.as_of)
        return f"終了予定日を{late}営業日過ぎ、残りは{remaining:,}件です。"
    return _landing(metrics) or _against_plan(metrics, lights)


def _landing(metrics: Mapping[str, Metric]) -> str:
    forecast = metric(metrics, "forecast_date")
    late = forecast.extra.get("delta_days")
    if not isinstance(forecast.value, date) or not isinstance(late, int):
        return ""
    if late == 0:
        return f"完了見込は計画どおり{short_day(forecast.value)}です。"
    return f"完了見込は計画の{abs(late)}営業日{'後' if late > 0 else '前'}です。"


def _against_plan(metrics: Mapping[str, Metric], lights: Sequence[Signal]) -> str:
    executed = metric(metrics, "execution_rate")
    gap = metric(metrics, "execution_gap").value
    if not isinstance(gap, int | float) or not metric(metrics, "planned_execution_rate").count:
        # Nothing planned so far: no comparison, only what was done.
        return f"消化は{executed.count or 0:,}件({executed.text})です。"
    if gap < 0:
        delay = metric(metrics, "delay_days")
        if isinstance(delay.value, int | float) and delay.value > 0:
            return f"消化は計画より{-gap:,.0f}件少なく、{delay.text}です。"
        return f"消化は計画を{-gap:,.0f}件下回っています。"
    if any(light.weight > 1 for light in lights):
        return f"消化は計画より{gap:,.0f}件先行しています。" if gap else "消化は計画どおりです。"
    # 「順調」 is a claim: only with green lights and no gap (reports.md §0).
    return f"テストは順調で、計画より{gap:,.0f}件先行しています。" if gap else "テストは計画どおり順調です。"


def _cause(situation: Situation, metrics: Mapping[str, Metric], lights: Sequence[Signal], decisions: int) -> str:
    worst = max((light.weight for light in lights), default=0)
    for light in _in_order_of_speaking(lights):
        if light.weight == worst and worst > 1 and (text := _reason(light.key, situation, metrics)):
            return text
    return f"本日のご判断は{decisions}件です。" if decisions else ""


def _in_order_of_speaking(lights: Sequence[Signal]) -> Iterable[Signal]:
    """Progress comes last: the outcome has already spoken of it."""
    return sorted(lights, key=lambda light: light.key == "progress")


def _reason(key: str, situation: Situation, metrics: Mapping[str, Metric]) -> str:
    return {"quality": _quality, "issues": _issues, "resources": _resources, "progress": _pace}[key](situation, metrics)


def _quality(situation: Situation, metrics: Mapping[str, Metric]) -> str:
    rows = metric(metrics, "severity_by_status").rows or ()
    if critical := sum(row.get("total", 0) for row in rows if row.get("severity") == "critical"):
        return f"重大な不具合{critical}件の修正が鍵です。"
    blocked = metric(metrics, "blocked_rate")
    if isinstance(blocked.value, int | float) and blocked.value > situation.config.metrics.blocked_warn:
        return f"実施できないテスト{blocked.count:,}件の解消が必要です。"
    late = metric(metrics, "overdue_fixes").value
    return f"修正予定日を過ぎた不具合{late:,}件の対応が必要です。" if late else "品質の信号の理由をご確認ください。"


def _issues(situation: Situation, metrics: Mapping[str, Metric]) -> str:
    overdue = metric(metrics, "overdue").value
    if overdue:
        return f"期限を過ぎた課題{overdue:,}件の対応が必要です。"
    return f"期限のない課題{metric(metrics, 'no_due').value or 0:,}件の期限設定が必要です。"


def _resources(situation: Situation, metrics: Mapping[str, Metric]) -> str:
    load = metric(metrics, "load_ratio")
    if isinstance(load.value, int | float) and load.value >= situation.config.rag.load_yellow:
        return f"残り期間の負荷率は{load.text}です。"
    return "担当者の割り振りの見直しが必要です。"


def _pace(situation: Situation, metrics: Mapping[str, Metric]) -> str:
    needed, actual = metric(metrics, "required_rate"), metric(metrics, "actual_rate")
    if needed.value is not None and actual.value is not None:
        return f"必要{needed.text}に対し実力は{actual.text}です。"
    return f"期間内の完了には{needed.text}が必要です。" if needed.value is not None else ""

"""The one sentence above everything: where we land, and what that hangs on. A closed set of patterns.

`OUTCOMES` and `CAUSES` are all that can be said. The outcome is the first of these that applies:

    no tests read                              no_tests
    scope 0                                    empty
    remaining 0                                finished
    as-of after the phase's end                over
    forecast known (metrics.md §4)             late, on_time, early: working days from the phase's end
    nothing planned up to the as-of day        executed
    executed < planned                         behind_days (delay known), else behind
    all four lights and 総合 green             smooth_ahead, smooth: the only ones that say 「順調」
    otherwise                                  ahead, as_planned

The cause speaks of the worst light when that is yellow or red; of equals progress comes last, for the outcome has
spoken of it already. Within a light: critical defects before blocked tests (> `blocked_warn`) before late fixes;
overdue issues before those without a due date; load (≥ `load_yellow`) before assignments. With green lights it is the
number of decisions, if there are any. Outcome and cause together have at most 60 characters.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from pmo_xl.model.days import short_day
from pmo_xl.model.metric import Metric
from pmo_xl.reports.common import metric
from pmo_xl.reports.signals import Signal
from pmo_xl.situation import Situation

OUTCOMES: Final = {
    "no_tests": "テストの記録がまだありません。",
    "empty": "母数が0件のため進捗は示せません。",
    "finished": "全{scope}件のテストが完了しました。",
    "over": "終了予定日を{late}営業日過ぎ、残りは{remaining}件です。",
    "late": "完了見込は計画の{days}営業日後です。",
    "on_time": "完了見込は計画どおり{day}です。",
    "early": "完了見込は計画の{days}営業日前です。",
    "executed": "消化は{count}件({rate})です。",
    "behind_days": "消化は計画より{gap}件少なく、{delay}です。",
    "behind": "消化は計画を{gap}件下回っています。",
    "smooth_ahead": "テストは順調で、計画より{gap}件先行しています。",
    "smooth": "テストは計画どおり順調です。",
    "ahead": "消化は計画より{gap}件先行しています。",
    "as_planned": "消化は計画どおりです。",
}
CAUSES: Final = {
    "critical": "重大な不具合{count}件の修正が鍵です。",
    "blocked": "実施できないテスト{count}件の解消が必要です。",
    "late_fixes": "修正予定日を過ぎた不具合{count}件の対応が必要です。",
    "quality": "品質の信号の理由をご確認ください。",
    "overdue": "期限を過ぎた課題{count}件の対応が必要です。",
    "no_due": "期限のない課題{count}件の期限設定が必要です。",
    "load": "残り期間の負荷率は{load}です。",
    "people": "担当者の割り振りの見直しが必要です。",
    "pace": "必要{needed}に対し実力は{actual}です。",
    "needed": "期間内の完了には{needed}が必要です。",
    "decisions": "本日のご判断は{count}件です。",
    "nothing": "",
}


@dataclass(frozen=True, slots=True)
class Headline:
    """Outcome and cause, each a sentence of its own and each with the key of its pattern."""

    outcome: str
    cause: str
    outcome_key: str
    cause_key: str

    @property
    def text(self) -> str:
        """Both, as one line."""
        return self.outcome + self.cause


def headline(situation: Situation, metrics: Mapping[str, Metric], lights: Sequence[Signal], decisions: int) -> Headline:
    """The sentence of the day; `decisions` is how many are asked for."""
    outcome, words = _outcome(situation, metrics, lights)
    cause, more = _cause(situation, metrics, lights, decisions)
    return Headline(OUTCOMES[outcome].format(**words), CAUSES[cause].format(**more), outcome, cause)


_Said = tuple[str, Mapping[str, str]]  # the key of a pattern, and the words it is filled with


def _outcome(situation: Situation, metrics: Mapping[str, Metric], lights: Sequence[Signal]) -> _Said:
    scope = metric(metrics, "scope").value
    if not scope:
        return "no_tests" if scope is None else "empty", {}
    remaining = metric(metrics, "remaining").value
    if remaining == 0:
        return "finished", {"scope": f"{scope:,}"}
    end = situation.config.project.phase_end
    if end is not None and situation.as_of > end:
        late = situation.calendar.after(end, situation.as_of)
        return "over", {"late": str(late), "remaining": f"{remaining:,}"}
    return _landing(metrics) or _against_plan(metrics, lights)


def _landing(metrics: Mapping[str, Metric]) -> _Said | None:
    forecast = metric(metrics, "forecast_date")
    late = forecast.extra.get("delta_days")
    if not isinstance(forecast.value, date) or not isinstance(late, int):
        return None
    if late == 0:
        return "on_time", {"day": short_day(forecast.value)}
    return "late" if late > 0 else "early", {"days": str(abs(late))}


def _against_plan(metrics: Mapping[str, Metric], lights: Sequence[Signal]) -> _Said:
    executed = metric(metrics, "execution_rate")
    gap = metric(metrics, "execution_gap").value
    if not isinstance(gap, int | float) or not metric(metrics, "planned_execution_rate").count:
        return "executed", {"count": f"{executed.count or 0:,}", "rate": executed.text}
    words = {"gap": f"{abs(gap):,.0f}"}
    if gap < 0:
        delay = metric(metrics, "delay_days")
        if isinstance(delay.value, int | float) and delay.value > 0:
            return "behind_days", words | {"delay": delay.text}
        return "behind", words
    # 「順調」 is a claim: a light nobody could judge is not green (reports.md §0).
    overall = metric(metrics, "rag_overall").value
    if all(light.color == "green" for light in lights) and overall in (None, "green"):
        return "smooth_ahead" if gap else "smooth", words
    return "ahead" if gap else "as_planned", words


def _cause(situation: Situation, metrics: Mapping[str, Metric], lights: Sequence[Signal], decisions: int) -> _Said:
    worst = max((light.weight for light in lights), default=0)
    for light in _in_order_of_speaking(lights):
        if light.weight == worst and worst > 1 and (said := _reason(light.key, situation, metrics)) is not None:
            return said
    return ("decisions", {"count": str(decisions)}) if decisions else ("nothing", {})


def _in_order_of_speaking(lights: Sequence[Signal]) -> Iterable[Signal]:
    """Progress comes last: the outcome has already spoken of it."""
    return sorted(lights, key=lambda light: light.key == "progress")


def _reason(key: str, situation: Situation, metrics: Mapping[str, Metric]) -> _Said | None:
    return {"quality": _quality, "issues": _issues, "resources": _resources, "progress": _pace}[key](situation, metrics)


def _quality(situation: Situation, metrics: Mapping[str, Metric]) -> _Said:
    rows = metric(metrics, "severity_by_status").rows or ()
    if critical := sum(row.get("total", 0) for row in rows if row.get("severity") == "critical"):
        return "critical", {"count": f"{critical:,}"}
    blocked = metric(metrics, "blocked_rate")
    if isinstance(blocked.value, int | float) and blocked.value > situation.config.metrics.blocked_warn:
        return "blocked", {"count": f"{blocked.count or 0:,}"}
    late = metric(metrics, "overdue_fixes").value
    return ("late_fixes", {"count": f"{late:,}"}) if late else ("quality", {})


def _issues(situation: Situation, metrics: Mapping[str, Metric]) -> _Said:
    if overdue := metric(metrics, "overdue").value:
        return "overdue", {"count": f"{overdue:,}"}
    return "no_due", {"count": f"{metric(metrics, 'no_due').value or 0:,}"}


def _resources(situation: Situation, metrics: Mapping[str, Metric]) -> _Said:
    load = metric(metrics, "load_ratio")
    if isinstance(load.value, int | float) and load.value >= situation.config.rag.load_yellow:
        return "load", {"load": load.text}
    return "people", {}


def _pace(situation: Situation, metrics: Mapping[str, Metric]) -> _Said | None:
    needed, actual = metric(metrics, "required_rate"), metric(metrics, "actual_rate")
    if needed.value is None:
        return None
    if actual.value is None:
        return "needed", {"needed": needed.text}
    return "pace", {"needed": needed.text, "actual": actual.text}

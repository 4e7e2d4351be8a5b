"""The escalation memo: one page on which an owner can decide. What nobody has written stays 【要確認】."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pmo_xl.model.metric import Metric
from pmo_xl.reports.background import background
from pmo_xl.reports.common import DASH, OPEN_QUESTION, cut
from pmo_xl.reports.escalation import Item
from pmo_xl.reports.memo_texts import (
    CELL,
    MOST_OPTIONS,
    OPTION,
    assumption_of,
    attached_to,
    consequence_of,
    decider_of,
    history_of,
    impacts,
    options_of,
    recommended,
    subject_of,
    trial,
    until,
)
from pmo_xl.reports.options import Choice, of_the_plan, with_nothing
from pmo_xl.situation import Situation

DRAFT: Final = "【下書き】"


@dataclass(frozen=True, slots=True)
class Memo:
    """One page for one item. `gaps` are the required parts nobody has filled; with any it is a 【下書き】."""

    item: Item
    as_of: date
    project: str
    author: str
    subject: str
    decider: str
    consequence: str
    background: tuple[str, ...]
    impact: tuple[tuple[str, str], ...]
    options: tuple[Choice, ...]
    recommendation: tuple[str, ...]
    trial: tuple[str, ...]
    assumption: str
    attached: str
    gaps: tuple[str, ...]

    @property
    def notice(self) -> tuple[str, ...]:
        """What must be read on the page whatever its template shows; nothing on a finished one."""
        return (DRAFT, OPEN_QUESTION, *self.gaps) if self.gaps else ()

    def values(self) -> dict[str, Any]:
        """What the template may name."""
        item = self.item
        draft = DRAFT if self.gaps else ""
        return {
            "draft": draft,
            "gaps": list(self.gaps),
            "notice": list(self.notice),
            "project": {"name": self.project},
            "as_of": self.as_of,
            "day": f"{self.as_of.year}年{self.as_of.month}月{self.as_of.day}日",
            "author": self.author,
            "id": item.id if item.record is not None else "プロジェクト",
            "title": item.title,
            "subject": self.subject,
            "decider": self.decider,
            "decide_by": until(item.decide_by),
            "consequence": self.consequence,
            "background": list(self.background) or [OPEN_QUESTION],
            "impact": [{"name": name, "text": text} for name, text in self.impact],
            "options": [_option(number, option) for number, option in enumerate(self.options[:MOST_OPTIONS], 1)],
            "more_options": f"他{len(self.options) - MOST_OPTIONS}案" if len(self.options) > MOST_OPTIONS else "",
            "recommendation": "\n".join(self.recommendation),
            "assumption": self.assumption,
            "trial": list(self.trial),
            "attached": self.attached,
            "condition": item.condition,
            "document": {
                "title": f"{draft}エスカレーションメモ {item.id}",
                "author": self.author,
                "date": self.as_of,
            },
        }


def _option(number: int, option: Choice) -> dict[str, Any]:
    return {
        "mark": "○" if option.recommended else "",
        "no": f"案{number}",
        "title": cut(option.title, OPTION),
        "cost": option.cost_text,
        "months": option.months_text,
        "load": option.load_text,
        "payback": option.payback_text,
        "risk": cut(option.risk, CELL) or OPEN_QUESTION,
        "reversible": option.reversible or (DASH if option.is_nothing else OPEN_QUESTION),
    }


def memo(item: Item, situation: Situation, metrics: Mapping[str, Metric], *, project: str) -> Memo:
    """The memo of one item, from the registers' own words and figures."""
    record = item.record
    options = options_of(item, situation) or (of_the_plan(metrics, situation.as_of) if record is None else ())
    consequence = consequence_of(item, situation, options)
    shown = with_nothing(options, consequence)
    chosen = next((option for option in options if option.recommended), None)
    subject = subject_of(item, chosen)
    recommendation = recommended(shown, chosen)
    impact = impacts(item, options)
    facts = background(record, situation) if record is not None else history_of(item, situation)
    return Memo(
        item=item,
        as_of=situation.as_of,
        project=project,
        author=situation.config.reports.author,
        subject=subject,
        decider=decider_of(item, situation),
        consequence=consequence,
        background=facts,
        impact=impact,
        options=shown,
        recommendation=recommendation,
        trial=trial(shown, situation),
        assumption=assumption_of(item),
        attached=attached_to(item),
        gaps=tuple(_gaps(item, subject, facts, impact, options, recommendation, consequence)),
    )


def _gaps(
    item: Item,
    subject: str,
    facts: Sequence[str],
    impact: Sequence[tuple[str, str]],
    options: Sequence[Choice],
    recommendation: Sequence[str],
    consequence: str,
) -> list[str]:
    """The required parts that nobody has written, in the order of the page."""
    gaps = ["件名（求める判断）"] if subject == OPEN_QUESTION else []
    gaps += ["判断期限"] if item.decide_by is None else []
    gaps += ["期限を過ぎると起きること"] if consequence == OPEN_QUESTION else []
    gaps += [] if facts else ["背景"]
    unsaid = [name for name, text in impact if text == OPEN_QUESTION]
    gaps += [f"影響（{'・'.join(unsaid)}）"] if unsaid else []
    gaps += ["選択肢（2案以上）"] if len(options) < 2 else []
    lacking = dict.fromkeys(name for option in options for name in option.missing)
    gaps += [f"選択肢の{'・'.join(lacking)}"] if lacking else []
    gaps += ["推奨案と理由"] if OPEN_QUESTION in recommendation[:1] else []
    gaps += ["他の案を採らない理由"] if any(OPEN_QUESTION in line for line in recommendation[1:]) else []
    return gaps + (["前提が崩れた日"] if item.since is None else [])

"""The escalation memo: one page on which an owner can decide. What nobody has written stays 【要確認】."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pmo_xl.metrics.payback import NEVER, comparisons, exact, hours_a_month, labour_a_month, months_text
from pmo_xl.metrics.slips import Move, due_of, moves_of
from pmo_xl.metrics.wording import half_up
from pmo_xl.model.days import WEEKDAYS, full_day, short_day
from pmo_xl.model.record import Record
from pmo_xl.reports.common import DASH, OPEN_QUESTION, cut, sama
from pmo_xl.reports.escalation import Item
from pmo_xl.reports.options import Choice, choices
from pmo_xl.rules.context import Context
from pmo_xl.situation import Situation

_BACKGROUND_CHARACTERS = 120
_IMPACTS = ("業務", "費用", "日程", "顧客")
_IMPACT = re.compile(r"(?P<name>業務|費用|日程|顧客)\s*[:：]\s*(?P<text>.*)")


@dataclass(frozen=True, slots=True)
class Memo:
    """One page for one item. `gaps` are the required sections nobody has filled; with any it is a 【下書き】."""

    item: Item
    as_of: date
    project: str
    author: str
    decider: str
    consequence: str
    background: tuple[str, ...]
    impact: tuple[tuple[str, str], ...]
    options: tuple[Choice, ...]
    recommendation: str
    trial: tuple[str, ...]
    assumption: str
    gaps: tuple[str, ...]

    def values(self) -> dict[str, Any]:
        """What the template may name."""
        item = self.item
        draft = "【下書き】" if self.gaps else ""
        until = item.decide_by
        return {
            "draft": draft,
            "gaps": list(self.gaps),
            "project": {"name": self.project},
            "as_of": self.as_of,
            "day": f"{self.as_of.year}年{self.as_of.month}月{self.as_of.day}日",
            "author": self.author,
            "id": item.id if item.record is not None else "プロジェクト",
            "title": item.title,
            "subject": item.ask,
            "decider": self.decider,
            "decide_by": f"{until.year}年{until.month}月{until.day}日（{WEEKDAYS[until.weekday()]}）"
            if until
            else OPEN_QUESTION,
            "consequence": self.consequence,
            "background": list(self.background) or [OPEN_QUESTION],
            "impact": [{"name": name, "text": text} for name, text in self.impact],
            "options": [self._option(number, option) for number, option in enumerate(self.options, 1)],
            "recommendation": self.recommendation,
            "assumption": self.assumption,
            "trial": list(self.trial),
            "condition": item.condition,
            "document": {"title": f"エスカレーションメモ {item.id}", "author": self.author, "date": self.as_of},
        }

    @staticmethod
    def _option(number: int, option: Choice) -> dict[str, Any]:
        return {
            "mark": "○" if option.recommended else "",
            "no": f"案{number}",
            "title": option.title,
            "cost": yen(option.cost),
            "months": f"{option.months:g}か月" if option.months is not None else DASH,
            "load": option.load,
            "risk": option.risk or OPEN_QUESTION,
            "reversible": option.reversible or OPEN_QUESTION,
        }


def memo(item: Item, situation: Situation, *, project: str) -> Memo:
    """The memo of one item, from the registers' own words and figures."""
    record = item.record
    options = choices(record, situation) if record is not None else ()
    chosen = next((option for option in options if option.recommended), None)
    consequence = _consequence(item)
    impact = _impact(item, options)
    recommendation = f"{chosen.title}。{chosen.reason}" if chosen is not None and chosen.reason else OPEN_QUESTION
    gaps = [name for name in item.missing if name != "影響"]
    gaps += [f"影響（{name}）" for name, text in impact if text == OPEN_QUESTION]
    if len(options) < 2:
        gaps.append("選択肢（2案以上と「何もしない」）")
    if recommendation == OPEN_QUESTION:
        gaps.append("推奨案と理由")
    if consequence == OPEN_QUESTION:
        gaps.append("判断しない場合に起きること")
    background = _background(record, situation) if record is not None else (item.condition,)
    return Memo(
        item=item,
        as_of=situation.as_of,
        project=project,
        author=situation.config.reports.author,
        decider=_decider(item, situation),
        consequence=consequence,
        background=background,
        impact=impact,
        options=options,
        recommendation=recommendation,
        trial=_trial(options, situation),
        assumption=_assumption(item),
        gaps=tuple(gaps),
    )


def yen(amount: float | None) -> str:
    """3,000,000円; 「−」 when nobody has said."""
    return f"{amount:,.0f}円" if amount is not None else DASH


def _decider(item: Item, situation: Situation) -> str:
    """役職・氏名様: the roster's bearer of that role, where there is exactly one."""
    bearers = [
        person.owner
        for register in situation.of_kind("roster")
        for person in register
        if person.owner and person.title and person.title.strip() == item.to
    ]
    return f"{item.to} {sama(bearers[0])}" if len(bearers) == 1 else sama(item.to)


def _consequence(item: Item) -> str:
    """What happens by itself after the deadline, as far as the registers show it."""
    if not item.waiting:
        return OPEN_QUESTION
    planned = sorted(test.planned_date for test in item.waiting if test.planned_date)
    span = f"（予定日{short_day(planned[0])}〜{short_day(planned[-1])}）" if planned else ""
    return f"テスト{len(item.waiting)}件{span}が実施できないまま残ります"


def _background(record: Record, situation: Situation) -> tuple[str, ...]:
    """Up to three dated facts: when it arose, what was agreed, how the deadline moved or what was done."""
    facts: list[str] = []
    born = record.arose
    text = cut(record.description or record.title or "", 60)
    if born is not None:
        by = record.detected_by or record.raised_by
        who = f"（{by}）" if by else ""
        facts.append(f"{born:%Y/%m/%d} {'検出' if record.table.kind == 'defect' else '起票'}{who}: {text}")
    facts.extend(_moved(moves_of(record, Context(situation))))
    due = due_of(record)
    if due is not None:
        late = situation.overdue_days(due)
        facts.append(f"{due:%Y/%m/%d} {'期限' if not late else f'期限。{late}営業日を経過し未完了'}")
    if record.action:
        facts.append(f"対応状況: {cut(record.action.splitlines()[0], 60)}")
    return tuple(cut(fact, _BACKGROUND_CHARACTERS) for fact in facts[:3])


def _moved(moves: Sequence[Move]) -> list[str]:
    """The latest move of its deadline, and how many there were."""
    if not moves:
        return []
    last = moves[-1]
    moved = f"{full_day(last.old)}から{full_day(last.new)}へ変更（延期{len(moves)}回）"
    return [f"{full_day(last.seen)}以降 期限を{moved}"]


def _impact(item: Item, options: Sequence[Choice]) -> tuple[tuple[str, str], ...]:
    """業務, 費用, 日程, 顧客: a figure, the register's words, or 【要確認】; 「なし」 only where somebody wrote it.

    The impact column may name the parts itself: 「業務: 受注600件/月、顧客: なし」. What it does not name is 業務.
    """
    written = _named_parts(item.record.impact if item.record is not None and item.record.impact else "")
    chosen = next((option for option in options if option.recommended and option.cost is not None), None)
    if "費用" not in written and chosen is not None:
        written["費用"] = f"{yen(chosen.cost)}（{chosen.title}）"
    figures = [item.figures] if item.figures else []
    figures += [f"待ちテスト{len(item.waiting)}件"] if item.waiting else []
    figures += [f"期限を{item.overdue}営業日超過"] if item.overdue else []
    if figures:
        written["日程"] = "、".join([*figures, *([written["日程"]] if "日程" in written else [])])
    return tuple((name, written.get(name, OPEN_QUESTION)) for name in _IMPACTS)


def _named_parts(text: str) -> dict[str, str]:
    parts: dict[str, list[str]] = {}
    name = _IMPACTS[0]
    for piece in re.split(r"[、。;；\n]+", text):
        named = _IMPACT.match(piece.strip())
        name = named["name"] if named else name
        words = named["text"] if named else piece.strip()
        if words:
            parts.setdefault(name, []).append(words)
    return {name: "、".join(words) for name, words in parts.items()}


def _trial(options: Sequence[Choice], situation: Situation) -> tuple[str, ...]:
    """The sums behind the options: hours and people a month, and after how many months a fix has paid for itself."""
    compared = comparisons([option.record for option in options])
    if not compared:
        return ()
    manual = compared[0].manual
    hours, labour = hours_a_month(manual) or 0, labour_a_month(manual) or 0
    people = half_up(hours / exact(situation.config.metrics.hours_per_month), 2)
    lines = [f"手作業: 月{half_up(hours)}時間({people}人)、月{yen(float(labour))}"]
    for one in compared:
        fewer, more = map(months_text, one.range())
        months = one.months()
        paid = NEVER if months is None else f"{months_text(months)}で回収"
        lines.append(f"{one.fix.title}: {paid}（{yen(one.fix.cost)}。件数30%減で{fewer}、30%増で{more}）")
    return tuple(lines)


def _assumption(item: Item) -> str:
    if item.since is None:
        return item.condition
    return f"{item.since:%Y/%m/%d}から: {item.condition}"

"""What an escalation memo says, sentence by sentence: each from the registers' own words and figures."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from pmo_xl.metrics.payback import NEVER, Comparison, hours_a_month, months_text
from pmo_xl.metrics.slips import due_of
from pmo_xl.metrics.wording import half_up
from pmo_xl.model.days import WEEKDAYS, full_day, short_day
from pmo_xl.reports.background import CHARACTERS
from pmo_xl.reports.common import DASH, OPEN_QUESTION, cut, sama
from pmo_xl.reports.earlier import figures_then
from pmo_xl.reports.escalation import PROJECT, Item, hours_text
from pmo_xl.reports.folding import fold_ids
from pmo_xl.reports.options import Choice, choices, choices_of_project, yen
from pmo_xl.rules.across import beyond_go_live
from pmo_xl.rules.context import Context
from pmo_xl.rules.decisions import is_provisional, resting_on
from pmo_xl.rules.phrases import id_of
from pmo_xl.situation import Situation

MOST_OPTIONS: Final = 4  # reports.md §3: two or three, and doing nothing
OPTION: Final = 20  # characters of an option's title in the table
CELL: Final = 21
# characters of a sentence: two lines of the page, of an option's title in one, of a list of ids in one
_SUBJECT, _LINE, _NAMED, _IDS = 40, 76, 16, 24
_CHOSEN, _OTHER = 92, 46
_IMPACTS: Final = ("業務", "費用", "日程", "顧客")
_IMPACT: Final = re.compile(r"(?P<name>業務|費用|日程|顧客)\s*[:：]\s*(?P<text>.*)")
_VERB: Final = tuple("るうくすつぬむぐぶ")


def subject_of(item: Item, chosen: Choice | None) -> str:
    """件名: the decision asked, as a sentence of at most 40 characters; 【要確認】 when nobody has asked one."""
    if chosen is not None:
        stem = chosen.title.rstrip("。")
        act = "こと" if stem.endswith(_VERB) else "とすること"
        price = f"（{chosen.cost_text}）" if chosen.cost else ""
        if len(whole := f"{stem}{act}{price}をご承認ください") <= _SUBJECT:
            return whole
        return _sentence(stem, f"{act}をご承認ください")
    if item.ask == OPEN_QUESTION or item.ask.endswith("ください"):
        return cut(item.ask, _SUBJECT) if item.record is not None and len(item.ask) > _SUBJECT else item.ask
    told = item.decision.description if item.decision is not None else None
    stem = next((text.strip().rstrip("。？?") for text in (item.ask, told) if text and _asks(text)), "")
    if stem:
        return _sentence(stem, "、ご判断ください")
    stem = item.ask.rstrip("。")
    return _sentence(stem, "ことをご承認ください" if stem.endswith(_VERB) else "についてご判断ください")


def _asks(text: str) -> bool:
    return text.strip().rstrip("。？?").endswith("か")


def _sentence(stem: str, ending: str) -> str:
    return cut(stem, _SUBJECT - len(ending)) + ending


def until(deadline: date | None) -> str:
    """2024年5月8日（水）12:00; a day without a time means its end: 2024年5月8日（水）中; 【要確認】 without any."""
    if deadline is None:
        return OPEN_QUESTION
    day = f"{deadline.year}年{deadline.month}月{deadline.day}日（{WEEKDAYS[deadline.weekday()]}）"
    return f"{day}{deadline:%H:%M}" if isinstance(deadline, datetime) else f"{day}中"


def decider_of(item: Item, situation: Situation) -> str:
    """役職・氏名様: the roster's bearer of that role, where there is exactly one; of a name the role beside it."""
    person = situation.people.resolve(item.to)
    if person is not None and person.record.title:
        return f"{' '.join(person.record.title.split())} {sama(item.to)}"
    bearers = [
        person.owner
        for register in situation.of_kind("roster")
        for person in register
        if person.owner and person.title and person.title.strip() == item.to
    ]
    return f"{item.to} {sama(bearers[0])}" if len(bearers) == 1 else sama(item.to)


def consequence_of(item: Item, situation: Situation, options: Sequence[Choice]) -> str:
    """What happens by itself after the deadline, as far as the registers show it."""
    context = Context(situation)
    record = item.record
    if record is None:
        return cut(f"このまま進むと{'、'.join(figure.text for figure in item.figures)}です", _LINE)
    parts = []
    if item.waiting:
        planned = sorted(test.planned_date for test in item.waiting if test.planned_date)
        span = f"（予定日{short_day(planned[0])}〜{short_day(planned[-1])}）" if planned else ""
        parts.append(f"テスト{len(item.waiting)}件{span}が実施できないまま残ります")
    if item.below.late and item.phase_end is not None:
        parts.append(f"うち{len(item.below.late)}件は終了予定{short_day(item.phase_end)}までに終わりません")
    when, go_live = beyond_go_live(record, context), situation.config.project.go_live
    if when is not None and go_live is not None:
        days = situation.calendar.after(go_live, when)
        parts.append(f"稼働日{short_day(go_live)}から{days}営業日、未対応のまま業務を行います")
    if is_provisional(record) and (resting := resting_on(record, context)):
        parts.append(f"これに基づく{len(resting)}件（{fold_ids(map(id_of, resting), longest=_IDS)}）が仮のまま進みます")
    nothing = next((option.risk for option in options if option.is_nothing and option.risk), "")
    if not parts and (told := nothing or (item.decision.impact if item.decision is not None else None)):
        parts.append(told)
    return cut("。".join(parts), _LINE) or OPEN_QUESTION


def options_of(item: Item, situation: Situation) -> tuple[Choice, ...]:
    """The options somebody has written for an item."""
    if item.record is None:
        return choices_of_project((*PROJECT, item.title), item.decision, situation)
    return choices(item.record, situation, item.decision)


def history_of(item: Item, situation: Situation) -> tuple[str, ...]:
    """背景 of the project as a whole: what its figures said when the condition began to hold, last, and now."""
    told: dict[date, str] = {}
    for kept in situation.kept:
        then = figures_then(kept)
        said = [then[figure.name].text for figure in item.figures if figure.name in then]
        if said and item.since is not None and kept.date >= item.since:
            told[kept.date] = "、".join(said)
    told[situation.as_of] = "、".join(figure.text for figure in item.figures) or item.condition
    days = sorted(told)
    return tuple(cut(f"{full_day(day)} {told[day]}", CHARACTERS) for day in (*days[:1], *days[1:][-2:]))


def impacts(item: Item, options: Sequence[Choice]) -> tuple[tuple[str, str], ...]:
    """業務, 費用, 日程, 顧客: a figure, the register's words, or 【要確認】; 「なし」 only where somebody wrote it.

    The impact column may name the parts itself: 「業務: 受注600件/月、顧客: なし」. What it does not name is 業務.
    """
    source = item.record if item.record is not None else item.decision
    written = _named_parts(source.impact if source is not None and source.impact else "")
    work = [f"手作業 {hours_text(item.below.hours)}"] if item.below.hours is not None else []
    if item.below.requirements:
        proved = fold_ids(item.below.requirements, longest=_IDS)
        work.append(f"確認できない要件{len(item.below.requirements)}件（{proved}）")
    chosen = next((option for option in options if option.recommended and option.cost is not None), None)
    if "費用" not in written and chosen is not None:
        written["費用"] = f"{chosen.cost_text}（{cut(chosen.title, _NAMED)}）"
    days = [figure.text for figure in item.figures]
    days += [f"待ちテスト{len(item.waiting)}件"] if item.waiting else []
    days += [f"期限を{item.overdue}営業日超過"] if item.overdue else []
    for name, figures in (("業務", work), ("日程", days)):
        told = [*figures, *([written[name]] if name in written else [])]
        if told:
            written[name] = "、".join(told)
    return tuple((name, cut(written.get(name, OPEN_QUESTION), _LINE)) for name in _IMPACTS)


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


def assumption_of(item: Item) -> str:
    """前提が崩れた点: what the plan rested on, and since when it does not hold."""
    record = item.record
    due = due_of(record) if record is not None else None
    what = "確定する" if record is not None and is_provisional(record) else "対応を終える"
    rested = f"{full_day(due)}までに{what}前提。" if due is not None else ""
    rested = rested or ("計画どおりに終わる前提。" if record is None else "")
    since = f"{full_day(item.since)}から " if item.since else OPEN_QUESTION
    return f"{rested}{since}{item.condition}"


def recommended(options: Sequence[Choice], chosen: Choice | None) -> tuple[str, ...]:
    """The option with its reason, then why not each of the others: its remarks, else its risk."""
    if chosen is None or not chosen.reason:
        return (OPEN_QUESTION,)
    number = {id(option): f"案{at}" for at, option in enumerate(options, 1)}
    lines = [f"{number[id(chosen)]} {chosen.title}。{chosen.reason}"]
    for option in options[:MOST_OPTIONS]:
        if option is not chosen:
            why = option.reason or option.risk or OPEN_QUESTION
            lines.append(f"{number[id(option)]}を採らない理由: {why}")
    return (cut(lines[0], _CHOSEN), *(cut(line, _OTHER) for line in lines[1:]))


def trial(options: Sequence[Choice], situation: Situation) -> tuple[str, ...]:
    """The sums behind the options: hours and people a month, and after how many months a fix has paid for itself."""
    lines = []
    for number, option in enumerate(options[:MOST_OPTIONS], 1):
        row = option.record
        if row is not None and row.monthly_count and option.hours is not None and option.people is not None:
            month = situation.config.metrics.hours_per_month
            cost = f"、{yen(row.hourly_cost)}/時で月{yen(option.labour)}" if option.labour is not None else ""
            by_hand = f"{row.monthly_count:,.10g}件/月×{row.minutes_each:.10g}分÷60＝{hours_text(option.hours)}"
            people = f"（÷{month:.10g}時間＝{half_up(option.people, 2)}人）"
            lines.append(f"案{number} {by_hand}{people}{cost}")
        if option.payback is not None:
            fewer, more = (months_text(months).removesuffix("か月") for months in option.payback.range())
            months = option.payback.months()
            paid = NEVER if months is None else f"{_payback_sum(option.payback)}で回収"
            lines.append(f"案{number} {paid}（件数30%減なら{fewer}、30%増なら{more}）")
        if option.expected:
            lines.append(f"案{number} {option.expected}")
    return tuple(lines)


def _payback_sum(one: Comparison) -> str:
    """3,400,000円÷月190,000円＝17.9か月: what is paid until it works, by what is saved a month."""
    return f"{yen(one.paid())}÷月{yen(one.saved())}＝{months_text(one.months())}"


def attached_to(item: Item) -> str:
    """The records to look at: the matter, who asked, the tests that wait, the jobs done by hand."""
    asked = item.decision if item.decision is not None and item.decision is not item.record else None
    parts = [f"{item.record.noun}{item.id}"] if item.record is not None else []
    parts += [f"決定{id_of(asked)}"] if asked is not None else []
    parts += [f"テスト{fold_ids(map(id_of, item.waiting), longest=_IDS)}"] if item.waiting else []
    manual = [job for job in item.below.manual if hours_a_month(job) is not None]
    parts += [f"手動対応{fold_ids(map(id_of, manual), longest=_IDS)}"] if manual else []
    return "、".join(parts) or DASH

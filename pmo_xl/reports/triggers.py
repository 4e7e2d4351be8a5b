"""When something has to go up: the conditions of [[escalate]], or the defaults of a project that gives none."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pmo_xl.metrics.slips import due_of, moves_of
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record
from pmo_xl.model.words import CALLED
from pmo_xl.rules.across import has_a_way_round
from pmo_xl.rules.context import Context
from pmo_xl.rules.decisions import is_pending, is_provisional
from pmo_xl.settings import EscalateSection
from pmo_xl.situation import Situation

# reports.md §3: what escalates where pmo.toml has no [[escalate]]
DEFAULTS = (
    EscalateSection(severity=("critical", "high"), overdue_days=3),
    EscalateSection(slips=3),
    EscalateSection(forecast_late_days=1),
    EscalateSection(load_ratio=1.0),
    EscalateSection(kind=("decision",), provisional_days=1),
    EscalateSection(kind=("defect", "issue"), after_go_live=True),
)


@dataclass(frozen=True, slots=True)
class Hit:
    """One condition that holds: for which record, said in words, to whom, since which day.

    Without a record it speaks of the project as a whole: `title` names the matter, `impact` says it in figures.
    """

    record: Record | None
    condition: str
    to: str
    since: date | None
    title: str = ""
    impact: str = ""


def hits(situation: Situation, metrics: Mapping[str, Metric], context: Context) -> tuple[Hit, ...]:
    """Every record, and the project itself, for which one of the rules holds; the first rule that holds speaks."""
    rules = situation.config.escalate or DEFAULTS
    found: dict[object, Hit] = {}
    for rule in rules:
        to = rule.to or situation.config.reports.to
        for hit in _of_project(rule, situation, metrics, to) if _speaks_of_project(rule) else ():
            found.setdefault(hit.title, hit)
        if _speaks_of_records(rule):
            for record in _candidates(rule, situation):
                held = _conditions(rule, record, situation, context)
                if held is not None:
                    words, since = held
                    key = (record.table.file, record.table.sheet, record.row)
                    found.setdefault(key, Hit(record, words, to, since))
    return tuple(found.values())


def _speaks_of_project(rule: EscalateSection) -> bool:
    return rule.forecast_late_days is not None or rule.load_ratio is not None


def _speaks_of_records(rule: EscalateSection) -> bool:
    return not _speaks_of_project(rule) and rule.conflict_days is None


def _of_project(rule: EscalateSection, situation: Situation, metrics: Mapping[str, Metric], to: str) -> Iterator[Hit]:
    late = metrics.get("forecast_date")
    if rule.forecast_late_days is not None and late is not None and late.value is not None:
        days = late.extra.get("delta_days")
        if isinstance(days, int) and days >= rule.forecast_late_days:
            yield Hit(None, f"完了見込が計画より{days}営業日後", to, situation.as_of, "テスト完了見込の遅れ", late.text)
    load = metrics.get("load_ratio")
    if rule.load_ratio is None or load is None or not isinstance(load.value, int | float):
        return
    if load.value >= rule.load_ratio:
        yield Hit(None, f"テストの負荷率が{load.text}", to, situation.as_of, "テスト要員の不足", load.text)


def _candidates(rule: EscalateSection, situation: Situation) -> Iterator[Record]:
    for kind in rule.kind:
        for register in situation.of_kind(kind):
            yield from (record for record in register if record.is_open and not _is_settled_decision(record))


def _is_settled_decision(record: Record) -> bool:
    """A final decision is not open work; a provisional or pending one is."""
    return record.table.kind == "decision" and not is_provisional(record) and not is_pending(record)


def _conditions(
    rule: EscalateSection, record: Record, situation: Situation, context: Context
) -> tuple[str, date | None] | None:
    """The rule's conditions in words, and since when they hold; None as soon as one does not."""
    words: list[str] = []
    since: list[date] = []
    if rule.severity:
        if record.rank is None or record.rank not in rule.severity:
            return None
        words.append(f"重要度{CALLED[record.rank]}")
    for condition in (_overdue, _old, _slipped, _blocking, _after_go_live, _provisional):
        held = condition(rule, record, situation, context)
        if held is None:
            return None
        if held != _NOT_ASKED:
            words.append(held[0])
            since.extend([held[1]] if held[1] else [])
    return ("・".join(words), max(since, default=None)) if words else None


_Held = tuple[str, date | None]
_NOT_ASKED: _Held = ("", None)


def _overdue(rule: EscalateSection, record: Record, situation: Situation, _: Context) -> _Held | None:
    if rule.overdue_days is None:
        return _NOT_ASKED
    due = due_of(record)
    late = situation.overdue_days(due)
    if due is None or late < rule.overdue_days:
        return None
    calendar = situation.calendar
    return f"期限超過{late}営業日", calendar.shift(calendar.effective(due), rule.overdue_days)


def _old(rule: EscalateSection, record: Record, situation: Situation, _: Context) -> _Held | None:
    if rule.age_days is None:
        return _NOT_ASKED
    born = record.arose
    if born is None or situation.calendar.after(born, situation.as_of) < rule.age_days:
        return None
    age = situation.calendar.after(born, situation.as_of)
    return f"滞留{age}営業日", situation.calendar.shift(born, rule.age_days)


def _slipped(rule: EscalateSection, record: Record, situation: Situation, context: Context) -> _Held | None:
    if rule.slips is None:
        return _NOT_ASKED
    times = len(moves_of(record, context))
    return (f"期限延期{times}回", situation.as_of) if times >= rule.slips else None


def _blocking(rule: EscalateSection, record: Record, _: Situation, context: Context) -> _Held | None:
    if rule.waiting_tests is None:
        return _NOT_ASKED
    count = len(context.waiting_tests(record))
    return (f"待ちテスト{count}件", None) if count >= rule.waiting_tests else None


def _after_go_live(rule: EscalateSection, record: Record, situation: Situation, context: Context) -> _Held | None:
    if rule.after_go_live is None:
        return _NOT_ASKED
    due, go_live = due_of(record), situation.config.project.go_live
    if due is None or go_live is None or due <= go_live or has_a_way_round(record, context):
        return None
    return f"対応予定{due:%Y/%m/%d}が稼働日{go_live:%Y/%m/%d}より後", None


def _provisional(rule: EscalateSection, record: Record, situation: Situation, _: Context) -> _Held | None:
    if rule.provisional_days is None:
        return _NOT_ASKED
    late = situation.overdue_days(record.due_date)
    if not is_provisional(record) or record.due_date is None or late < rule.provisional_days:
        return None
    calendar = situation.calendar
    since = calendar.shift(calendar.effective(record.due_date), rule.provisional_days)
    return f"仮決定の確定期限を{late}営業日超過", since

"""When something has to go up: the conditions of [[escalate]], or the defaults of a project that gives none."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record
from pmo_xl.model.words import CALLED
from pmo_xl.reports.conditions import Asked, Held, first_told, of_record
from pmo_xl.reports.earlier import figures_then
from pmo_xl.rules.context import Context
from pmo_xl.rules.decisions import current, is_pending, is_provisional
from pmo_xl.settings import EscalateSection
from pmo_xl.situation import Situation

# reports.md §3: what escalates where pmo.toml has no [[escalate]]
DEFAULTS: Final = (
    EscalateSection(severity=("critical", "high"), overdue_days=3),
    EscalateSection(slips=3),
    EscalateSection(forecast_late_days=1),
    EscalateSection(load_ratio=1.0),
    EscalateSection(kind=("decision",), provisional_days=1),
    EscalateSection(kind=("defect", "issue"), after_go_live=True),
    EscalateSection(kind=("issue", "todo"), conflict_days=2),
)


@dataclass(frozen=True, slots=True)
class Hit:
    """What holds: for which record, said in words, to whom, since which day.

    Without a record it speaks of the project as a whole: `title` names the matter, `figures` say it in numbers.
    """

    record: Record | None
    condition: str
    to: str
    since: date | None
    title: str = ""
    figures: tuple[Metric, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """What tells it apart, also from one day to the next."""
        if self.record is None:
            return "", self.title
        return self.record.table.kind, self.record.identity or str(self.record.place())

    def beside(self, other: "Hit") -> "Hit":
        """Both conditions, since the first of them held; the first rule that holds says to whom."""
        since = min((day for day in (self.since, other.since) if day), default=None)
        return replace(self, condition=f"{self.condition}、{other.condition}", since=since)


def hits(situation: Situation, metrics: Mapping[str, Metric], context: Context) -> tuple[Hit, ...]:
    """Every record, and the project itself, for which a rule holds: each once, with all the conditions that hold."""
    asked = Asked(situation, context)
    found: dict[tuple[str, str], Hit] = {}
    for rule in situation.config.escalate or DEFAULTS:
        for hit in _hits(rule, asked, metrics):
            known = found.get(hit.key)
            found[hit.key] = known.beside(hit) if known is not None else hit
    return tuple(found.values())


def _hits(rule: EscalateSection, asked: Asked, metrics: Mapping[str, Metric]) -> Iterator[Hit]:
    """One table of [[escalate]]: all conditions it gives must hold, those of the project for each of its records."""
    to = rule.to or asked.situation.config.reports.to
    whole = _of_project(rule, metrics)
    if whole is None:
        return
    words, figures = whole
    if not _speaks_of_records(rule):
        if words:
            title = "テスト完了見込の遅れ" if rule.forecast_late_days is not None else "テスト要員の不足"
            yield Hit(None, "・".join(words), to, _project_since(rule, asked.situation), title, figures)
        return
    for record in _candidates(rule, asked.situation, asked.context):
        held = _of_one(rule, record, asked)
        if held is not None:
            yield Hit(record, "・".join((held[0], *words)), to, held[1])


def _speaks_of_records(rule: EscalateSection) -> bool:
    numbers = (rule.overdue_days, rule.slips, rule.age_days, rule.waiting_tests, rule.provisional_days)
    return bool(rule.severity or rule.after_go_live) or any(n is not None for n in (*numbers, rule.conflict_days))


def _of_project(
    rule: EscalateSection, metrics: Mapping[str, Metric]
) -> tuple[Sequence[str], tuple[Metric, ...]] | None:
    """The conditions of the project as a whole, in words and with their figures; None as soon as one does not hold."""
    words, figures = [], []
    if rule.forecast_late_days is not None:
        late = metrics.get("forecast_date")
        days = late.extra.get("delta_days") if late is not None and late.value is not None else None
        if late is None or not isinstance(days, int) or days < rule.forecast_late_days:
            return None
        words.append(f"完了見込が計画より{days}営業日後")
        figures.append(late)
    if rule.load_ratio is not None:
        load = metrics.get("load_ratio")
        if load is None or not isinstance(load.value, int | float) or load.value < rule.load_ratio:
            return None
        words.append(f"テストの負荷率が{load.text}")
        figures.append(load)
    return words, tuple(figures)


def _project_since(rule: EscalateSection, situation: Situation) -> date:
    """The first kept day of the unbroken run up to now whose reported figures met the rule; else today."""
    since = situation.as_of
    for kept in reversed(situation.kept):
        if _of_project(rule, figures_then(kept)) is None:
            break
        since = kept.date
    return since


def _candidates(rule: EscalateSection, situation: Situation, context: Context) -> Iterator[Record]:
    """The open records of the rule's kinds, each matter once: where both sides keep it, as the user side does."""
    for kind in rule.kind:
        seen: set[str] = set()
        theirs = _kept_by_the_user_too(kind, situation, context)
        for register in situation.of_kind(kind):
            for record in current(register.records) if kind == "decision" else register:
                name = f"{register.name}/{record.identity}" if record.id else ""
                if not record.is_open or id(record) in theirs or name in seen or _is_settled_decision(record):
                    continue
                seen.update([name] if name else [])
                yield record


def _kept_by_the_user_too(kind: str, situation: Situation, context: Context) -> set[int]:
    ledgers = [register for register in situation.of_kind(kind) if register.side == "user"]
    sides = (sides for ledger in ledgers for sides in context.sides(ledger))
    return {id(record) for both in sides for same in both.matched for record in same.vendors}


def _is_settled_decision(record: Record) -> bool:
    """A final decision is not open work; a provisional or pending one is."""
    return record.table.kind == "decision" and not is_provisional(record) and not is_pending(record)


def _of_one(rule: EscalateSection, record: Record, asked: Asked) -> Held | None:
    """The rule's conditions of a record in words, and since when all of them hold; None as soon as one does not."""
    words: list[str] = []
    since: list[date] = []
    if rule.severity:
        if record.rank is None or record.rank not in rule.severity:
            return None
        words.append(f"重要度{CALLED[record.rank]}")
    for held in of_record(rule, record, asked):
        if held is None:
            return None
        words.append(held[0])
        since.extend([held[1]] if held[1] else [])
    if rule.severity and not since and (known := first_told(record, _rank_field(record), asked)):
        since.append(known)
    return "・".join(words), max(since, default=None)


def _rank_field(record: Record) -> str:
    return "severity" if record.table.has("severity") else "priority"

"""What has to go up on a day: each matter with who must decide it, until when, and what hangs on it."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime, time
from fractions import Fraction
from typing import Literal

from pmo_xl.metrics.slips import due_of
from pmo_xl.metrics.wording import half_up
from pmo_xl.model.days import short_day
from pmo_xl.model.fields import noun
from pmo_xl.model.ids import fold_id, split_ids
from pmo_xl.model.metric import Metric
from pmo_xl.model.place import Place
from pmo_xl.model.record import LEVELS, Record
from pmo_xl.reports.common import DASH, OPEN_QUESTION, day_of
from pmo_xl.reports.folding import fold_ids
from pmo_xl.reports.impact import Impact, impact_of
from pmo_xl.reports.triggers import Hit, hits
from pmo_xl.rules.context import Context
from pmo_xl.rules.decisions import current, is_pending, is_provisional
from pmo_xl.rules.phrases import id_of
from pmo_xl.situation import Situation

State = Literal["new", "continuing", "settled"]
STATE_WORDS = {"new": "新規", "continuing": "継続", "settled": "解消"}
PROJECT = ("プロジェクト", "プロジェクト全体")  # 関連ID of what is decided about the project as a whole
_IDS = 24  # characters of folded test ids in a cell


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be decided above; what nobody has written of it is 【要確認】 or None.

    `record` is None when the project as a whole is the matter (forecast, load), `decision` when no 判断待ち row asks
    for it. `overdue` are working days past its own deadline, `decide_by` the day (with its time where one is written)
    until which it has to be decided.
    """

    id: str
    title: str
    record: Record | None
    ask: str
    to: str
    decide_by: date | None
    condition: str
    since: date | None
    state: State
    overdue: int = 0
    below: Impact = field(default_factory=Impact)
    figures: tuple[Metric, ...] = ()
    decision: Record | None = None
    phase_end: date | None = None

    @property
    def waiting(self) -> tuple[Record, ...]:
        """The tests that wait for it."""
        return self.below.tests

    @property
    def place(self) -> Place | None:
        """The record's row, at its id."""
        if self.record is None:
            return None
        return self.record.place("id" if self.record.table.has("id") else "title")

    @property
    def impact(self) -> str:
        """What it costs to wait, in figures and in the register's own words."""
        return "、".join(self._impacts("")) or OPEN_QUESTION

    @property
    def impact_in_full(self) -> str:
        """The same with the tests that wait named, and those that the planned fix comes too late for."""
        named = f"({fold_ids(map(id_of, self.waiting), longest=_IDS)})" if self.waiting else ""
        if self.below.late and self.phase_end is not None:
            named += f"、うち{len(self.below.late)}件は終了予定{short_day(self.phase_end)}に間に合わない"
        return "、".join(self._impacts(named)) or OPEN_QUESTION

    def _impacts(self, named: str) -> Iterator[str]:
        yield from (figure.text for figure in self.figures)
        if self.waiting:
            yield f"テスト{len(self.waiting)}件{named}"
        if self.below.hours is not None:
            yield f"手作業 {hours_text(self.below.hours)}"
        if self.record is not None and self.record.impact:
            yield " ".join(self.record.impact.split())


@dataclass(frozen=True, slots=True)
class EscalationList:
    """The items of a day, most urgent first, and those that were on it before and are settled now."""

    as_of: date
    items: tuple[Item, ...]
    settled: tuple[Item, ...] = ()
    since: date | None = None


def escalation_list(
    situation: Situation,
    metrics: Mapping[str, Metric],
    *,
    earlier: Situation | None = None,
    earlier_metrics: Mapping[str, Metric] | None = None,
) -> EscalationList:
    """What must go up on the as-of day. `earlier` is what it is compared with (new, continuing, settled)."""
    context = Context(situation)
    now = hits(situation, metrics, context)
    before = {hit.key: hit for hit in _before(earlier, earlier_metrics)}
    items = [item_of(hit, situation, context, "continuing" if hit.key in before else "new") for hit in now]
    gone = [before[key] for key in before.keys() - {hit.key for hit in now}]
    return EscalationList(
        situation.as_of,
        tuple(sorted(items, key=_urgency)),
        tuple(sorted(_settled(gone, situation, context), key=_urgency)),
        earlier.as_of if earlier is not None else None,
    )


def _before(earlier: Situation | None, metrics: Mapping[str, Metric] | None) -> tuple[Hit, ...]:
    return hits(earlier, metrics or {}, Context(earlier)) if earlier is not None else ()


def item_of(hit: Hit, situation: Situation, context: Context, state: State = "new") -> Item:
    """What holds, as something to be decided: with the row that asks for it and what hangs on it."""
    record = hit.record
    if record is None:
        return _of_project(hit, situation, state)
    decision = pending_decision(record, situation)
    ask = _ask(record, decision)
    decide_by = with_time(decision, "due_date") if decision is not None else None
    below = impact_of(record, context)
    return Item(
        id=id_of(record),
        title=record.title or record.description or OPEN_QUESTION,
        record=record,
        ask=ask or OPEN_QUESTION,
        to=hit.to,
        decide_by=decide_by,
        condition=hit.condition,
        since=hit.since,
        state=state,
        overdue=situation.overdue_days(due_of(record)),
        below=below,
        decision=decision,
        phase_end=situation.config.project.phase_end,
    )


def _of_project(hit: Hit, situation: Situation, state: State) -> Item:
    decision = next(_pending({fold_id(name) for name in (*PROJECT, hit.title)}, situation), None)
    ask = _ask(None, decision)
    return Item(
        id=DASH,
        title=hit.title,
        record=None,
        ask=ask or "完了に間に合わせる手当て（増員・範囲・期間）をご判断ください",
        to=hit.to,
        decide_by=with_time(decision, "due_date") if decision is not None else None,
        decision=decision,
        condition=hit.condition,
        since=hit.since,
        state=state,
        figures=hit.figures,
    )


def _settled(gone: list[Hit], situation: Situation, context: Context) -> Iterator[Item]:
    """What was on the list before: its row as it is today; a row that is gone, as it was."""
    if not gone:
        return
    now = {
        (register.kind, record.identity): record
        for register in situation.registers.values()
        for record in register
        if record.id
    }
    for hit in gone:
        today = now.get(hit.key)
        shown = hit if today is None else Hit(today, hit.condition, hit.to, hit.since, hit.title)
        yield item_of(shown, situation, context, "settled")


def pending_decision(record: Record, situation: Situation) -> Record | None:
    """The 判断待ち decision that names the record (or is the record itself); None when nobody has asked one."""
    if record.table.kind == "decision":
        return record
    return next(_pending({fold_id(record.id)}, situation), None) if record.id else None


def _pending(names: AbstractSet[str], situation: Situation) -> Iterator[Record]:
    """The open 判断待ち decisions that name one of these in their 関連ID."""
    for register in situation.of_kind("decision"):
        for decision in current(register.records):
            about = {fold_id(name) for name in split_ids(decision.related_id)}
            if is_pending(decision) and decision.is_open and names & about:
                yield decision


def with_time(record: Record, field: str) -> date | None:
    """A day with its time of day where the cell has one; records themselves keep days only."""
    cell, day = record.written(field), record.get(field)
    if isinstance(cell, datetime) and day == cell.date() and cell.time() != time.min:
        return cell
    return day if isinstance(day, date) else None


def hours_text(hours: Fraction) -> str:
    """月50.0時間."""
    return f"月{half_up(hours)}時間"


def _ask(record: Record | None, decision: Record | None) -> str:
    """What is asked for, from the registers' own words; "" when nobody has written it."""
    if decision is None:
        return ""
    text = decision.title or decision.description or ""
    if decision is record and is_provisional(record):
        return f"仮決定「{text}」の確定・変更・延長をご判断ください"
    return text


def _urgency(item: Item) -> tuple[object, ...]:
    """Order of reports.md §3: deadline, severity, waiting tests; then the register's own order."""
    record = item.record
    rank = record.gravity if record is not None else len(LEVELS)  # no rank, like a record nobody ranked
    where = (record.table.file, record.table.sheet, record.row) if record is not None else ("", "", 0)
    return day_of(item.decide_by) if item.decide_by else date.max, rank, -len(item.waiting), where


def described(item: Item) -> str:
    """One line for the console: id, title, condition."""
    kind = noun(item.record.table.kind) if item.record is not None else "プロジェクト"
    name = item.id if item.record is not None else ""
    return f"{STATE_WORDS[item.state]} {kind}{name} {item.title}（{item.condition}）→ {item.to}"

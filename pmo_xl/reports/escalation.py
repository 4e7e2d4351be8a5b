"""The escalation list: what cannot be solved in the project, who must decide it, and by when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from pmo_xl.metrics.slips import due_of
from pmo_xl.model.days import short_day
from pmo_xl.model.fields import noun
from pmo_xl.model.ids import fold_id, split_ids
from pmo_xl.model.kept import Kept, Row, row_identity
from pmo_xl.model.metric import Metric
from pmo_xl.model.place import Place
from pmo_xl.model.record import LEVELS, Record
from pmo_xl.reports.common import DASH, OPEN_QUESTION, Links, left_over, level
from pmo_xl.reports.triggers import Hit, hits
from pmo_xl.rules.context import Context
from pmo_xl.rules.decisions import is_pending, is_provisional
from pmo_xl.situation import Situation

State = Literal["new", "continuing", "settled"]
STATE_WORDS = {"new": "新規", "continuing": "継続", "settled": "解消"}
_ON_FIRST_PAGE = 15


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be decided above. `missing` names what nobody has written yet; such an item is a draft.

    `record` is None when the project as a whole is the matter (forecast, load). `overdue` are working days past its
    deadline, `waiting` the tests that wait for it.
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
    waiting: tuple[Record, ...] = ()
    missing: tuple[str, ...] = ()
    figures: str = ""

    @property
    def draft(self) -> bool:
        """Whether something is missing that only a person can write."""
        return bool(self.missing)

    @property
    def place(self) -> Place | None:
        """The record's row, at its id."""
        if self.record is None:
            return None
        return self.record.place("id" if self.record.table.has("id") else "title")

    @property
    def impact(self) -> str:
        """What it costs to wait, in figures and in the register's own words."""
        parts = [self.figures] if self.figures else []
        parts += [f"テスト{len(self.waiting)}件"] if self.waiting else []
        if self.record is not None and self.record.impact:
            parts.append(self.record.impact)
        return "、".join(parts) or OPEN_QUESTION


@dataclass(frozen=True, slots=True)
class EscalationList:
    """The items of a day, most urgent first, and those that were on it before and are settled now."""

    as_of: date
    project: str
    items: tuple[Item, ...]
    settled: tuple[Item, ...]
    author: str
    links: Links

    def values(self) -> dict[str, Any]:
        """What the template may name."""
        rows = [self._row(number, item) for number, item in enumerate(self.items, 1)]
        gone = [self._row(number, item) for number, item in enumerate(self.settled, 1)]
        states = [item.state for item in self.items]
        return {
            "project": {"name": self.project},
            "as_of": self.as_of,
            "author": self.author,
            "count": len(rows),
            "new": states.count("new"),
            "continuing": states.count("continuing"),
            "settled": len(gone),
            "headline": self.headline,
            "first": rows[:_ON_FIRST_PAGE],
            "items": rows,
            "settled_items": gone,
            "note": left_over(len(rows) - _ON_FIRST_PAGE, "全件"),
        }

    @property
    def headline(self) -> str:
        """One sentence: how many, how many new, and the nearest deadline."""
        if not self.items:
            return "エスカレーション対象はありません"
        states = [item.state for item in self.items]
        days = sorted(item.decide_by for item in self.items if item.decide_by)
        late = sum(day < self.as_of for day in days)
        nearest = next((day for day in days if day >= self.as_of), None)
        until = f"直近の判断期限は{short_day(nearest)}です。" if nearest else ""
        if late:
            until = f"判断期限を過ぎたものが{late}件あります。{until}"
        counted = f"エスカレーション対象は{len(self.items)}件（新規{states.count('new')}件）です。"
        return counted + (until or "判断期限は確認中です。")

    def _row(self, number: int, item: Item) -> dict[str, Any]:
        record, place = item.record, item.place
        return {
            "no": number,
            "title": item.title,
            "ask": item.ask,
            "to": item.to,
            "decide_by": item.decide_by or OPEN_QUESTION,
            "rank": level(record) if record is not None else DASH,
            "overdue": item.overdue or None,
            "impact": item.impact,
            "owner": _owner(record),
            "id": self.links.cell(place, item.id) if place is not None else "",
            "condition": item.condition,
            "since": item.since,
            "state": STATE_WORDS[item.state],
        }


def escalation_list(
    situation: Situation, metrics: Mapping[str, Metric], *, project: str, earlier: Situation | None = None
) -> EscalationList:
    """What must go up on the as-of day. `earlier` is the situation it is compared with (new, continuing, settled)."""
    context = Context(situation)
    now = hits(situation, metrics, context)
    before = {_key(hit) for hit in hits(earlier, {}, Context(earlier))} if earlier is not None else set()
    items = [_item(hit, situation, context, "continuing" if _key(hit) in before else "new") for hit in now]
    items.sort(key=_urgency)
    return EscalationList(
        situation.as_of,
        project,
        tuple(items),
        tuple(_settled(situation, earlier, {_key(hit) for hit in now})) if earlier is not None else (),
        situation.config.reports.author,
        Links.of(situation),
    )


def as_it_was(situation: Situation, kept: Kept) -> Situation:
    """The situation of a kept day: today's records with that day's values, records that were not there left out."""
    written = {}
    for name, register in situation.written.items():
        rows = {row_identity(row): row for row in kept.registers.get(name, ()) if row.get("id")}
        columns = kept.columns.get(name, ())
        here = [record for record in register if record.id and record.identity in rows]
        written[name] = register.with_records([r.replace(**_kept_values(rows[r.identity], columns)) for r in here])
    return replace(
        situation, as_of=kept.date, written=written, kept=tuple(k for k in situation.kept if k.date < kept.date)
    )


def _kept_values(row: Row, columns: Sequence[str]) -> dict[str, Any]:
    """What the conditions look at, as it was; a blank cell is not in the row, but its column is among the columns."""
    names = ("status", "severity", "priority", "due_date", "fix_plan_date", "closed_date", "kind")
    known = [name for name in names if name in row or name in columns]
    return {name: _as_date(row.get(name)) if name.endswith("_date") else row.get(name) for name in known}


def _as_date(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else None


def _key(hit: Hit) -> tuple[str, str]:
    if hit.record is None:
        return "", hit.title
    return hit.record.table.kind, hit.record.identity or str(hit.record.place())


def _item(hit: Hit, situation: Situation, context: Context, state: State) -> Item:
    record = hit.record
    if record is None:
        ask = "完了に間に合わせる手当て（増員・範囲の見直し・期間の延長）のいずれを採るかご判断ください"
        return Item(
            id=DASH,
            title=hit.title,
            record=None,
            ask=ask,
            to=hit.to,
            decide_by=None,
            condition=hit.condition,
            since=hit.since,
            state=state,
            missing=("判断期限",),
            figures=hit.impact,
        )
    decision = pending_decision(record, situation)
    ask = _ask(record, decision)
    decide_by = decision.due_date if decision is not None else None
    tests = context.waiting_tests(record)
    missing = [name for name, value in (("求める判断", ask), ("判断期限", decide_by)) if not value]
    if not tests and not record.impact:
        missing.append("影響")
    return Item(
        id=record.id or f"{record.row}行目",
        title=record.title or record.description or OPEN_QUESTION,
        record=record,
        ask=ask or OPEN_QUESTION,
        to=hit.to,
        decide_by=decide_by,
        condition=hit.condition,
        since=hit.since,
        state=state,
        overdue=situation.overdue_days(due_of(record)),
        waiting=tests,
        missing=tuple(missing),
    )


def pending_decision(record: Record, situation: Situation) -> Record | None:
    """The 判断待ち decision that names the record (or is the record itself); None when nobody has asked one."""
    if record.table.kind == "decision":
        return record
    wanted = fold_id(record.id or "")
    for register in situation.of_kind("decision"):
        for decision in register:
            if is_pending(decision) and wanted in {fold_id(i) for i in split_ids(decision.related_id)}:
                return decision
    return None


def _ask(record: Record, decision: Record | None) -> str:
    """What is asked for, from the registers' own words; "" when nobody has written it."""
    if decision is None:
        return ""
    text = decision.title or decision.description or ""
    if decision is record and is_provisional(record):
        return f"仮決定「{text}」を確定・変更・延長のいずれにするかご判断ください"
    return text


def _owner(record: Record | None) -> str:
    """Whose hands it is in; the project as a whole is in the PMO's."""
    if record is None:
        return "PMO"
    return record.owner or record.decided_by or record.supplier or OPEN_QUESTION


def _settled(situation: Situation, earlier: Situation, now: set[tuple[str, str]]) -> Sequence[Item]:
    context = Context(earlier)
    gone = [hit for hit in hits(earlier, {}, context) if _key(hit) not in now and hit.record is not None]
    return [_item(hit, situation, context, "settled") for hit in gone]


def _urgency(item: Item) -> tuple[object, ...]:
    """Order of reports.md §3: deadline, severity, waiting tests; then the register's own order."""
    record = item.record
    rank = record.gravity if record is not None else len(LEVELS)  # no rank, like a record nobody ranked
    where = (record.table.file, record.table.sheet, record.row) if record is not None else ("", "", 0)
    return item.decide_by or date.max, rank, -len(item.waiting), where


def described(item: Item) -> str:
    """One line for the console: id, title, condition."""
    kind = noun(item.record.table.kind) if item.record is not None else "プロジェクト"
    name = item.id if item.record is not None else ""
    return f"{STATE_WORDS[item.state]} {kind}{name} {item.title}（{item.condition}）→ {item.to}"

"""実現可否: whether a vendor has said that what was decided or required can be built, and what is left to ask (C12)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pmo_xl.metrics.vendors import UNASSIGNED
from pmo_xl.model.record import Record
from pmo_xl.reports.common import DASH, OPEN_QUESTION, Links, cut, named
from pmo_xl.reports.conditions import register_of
from pmo_xl.rules.context import Context
from pmo_xl.rules.decisions import current, is_provisional
from pmo_xl.rules.phrases import id_of
from pmo_xl.situation import Situation

CONFIRMED: Final = "確認済"
OPEN: Final = "未確認"
_ASKS: Final = ("実現可否", "実現可能", "実現性", "技術確認", "技術的に可能")
_TEXT: Final = 60


@dataclass(frozen=True, slots=True)
class Check:
    """A decision or requirement and one question about it; `question` is None where nobody has asked a vendor yet."""

    target: Record
    question: Record | None
    vendor: str
    overdue: int

    @property
    def is_answered(self) -> bool:
        """Whether the question has an answer."""
        return self.question is not None and bool(self.question.response)

    @property
    def due(self) -> date | None:
        """Until when it is to be answered: the question's day, else that of what was decided."""
        return (self.question.due_date if self.question is not None else None) or self.target.due_date


def feasibility_checks(situation: Situation) -> tuple[Check, ...]:
    """The questions vendor by vendor, unanswered ones first.

    Asked about are: every 仮決定, every decision that was one on a kept day (its 区分 may say 確定 by now), and every
    decision or requirement that a question about 実現可否 names.
    """
    found = sorted(
        _checks(situation), key=lambda check: (check.is_answered, not check.vendor, check.vendor, _due(check))
    )
    return tuple(found)


def is_confirmed(record: Record, checks: Sequence[Check]) -> bool | None:
    """Whether all that was asked about it is answered; None where 実現可否 is no question of it."""
    own = [check.is_answered for check in checks if check.target is record]
    return all(own) if own else None


def _checks(situation: Situation) -> Iterator[Check]:
    context = Context(situation)
    for kind in ("decision", "requirement"):
        for target in current(situation.counted(kind)) if kind == "decision" else situation.counted(kind):
            questions = [record for record in context.naming(target.id) if _is_question(record)]
            for question in questions:
                yield _check(target, question, situation)
            if not questions and kind == "decision" and _was_provisional(target, context):
                yield _check(target, None, situation)


def _check(target: Record, question: Record | None, situation: Situation) -> Check:
    asked = question if question is not None else target
    person = situation.people.resolve(asked.owner) if asked.owner else None
    org = person.org if person is not None and person.is_vendor else None
    vendor = situation.supplier(asked) or (situation.companies.shown(org) if org else "") or situation.supplier(target)
    made = Check(target, question, vendor, 0)
    late = 0 if made.is_answered else situation.overdue_days(made.due)
    return Check(target, question, vendor, late)


def _is_question(record: Record) -> bool:
    texts = (record.category, record.kind, record.title, record.description)
    return record.table.kind in ("qa", "todo") and any(word in (text or "") for text in texts for word in _ASKS)


def _was_provisional(decision: Record, context: Context) -> bool:
    """Whether it is a 仮決定, or was one on a kept day."""
    if is_provisional(decision):
        return True
    register = register_of(decision, context.situation)
    if register is None:
        return False
    rows = (context.kept_row(kept, register.name, decision) for kept in context.situation.kept)
    return any("仮" in (row.get("kind") or "") for row in rows if row is not None)


def _due(check: Check) -> date:
    return check.due or date.max


def check_values(checks: Sequence[Check], links: Links) -> list[dict[str, Any]]:
    """The lines of the sheet."""
    return [_line(number, check, links) for number, check in enumerate(checks, 1)]


def _line(number: int, check: Check, links: Links) -> dict[str, Any]:
    target, question = check.target, check.question
    asked = cut(question.title or question.description or "", _TEXT) if question is not None else ""
    return {
        "no": number,
        "vendor": check.vendor or UNASSIGNED,
        "id": links.cell(target.place(target.table.id_field if target.id else None), id_of(target)),
        "target": named(target),
        "kind": target.kind or target.noun,
        "question_id": links.cell(question.place(question.table.id_field), id_of(question))
        if question is not None
        else DASH,
        "question": asked or f"{OPEN_QUESTION}確認の依頼がありません",
        "due": check.due or OPEN_QUESTION,
        "overdue": check.overdue or None,
        "state": CONFIRMED if check.is_answered else f"実現可否 {OPEN}",
        "answer": cut(question.response or "", _TEXT) if question is not None else "",
    }

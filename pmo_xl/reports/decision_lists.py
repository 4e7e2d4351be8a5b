"""The lines of 決定ログ: what waits, what holds for now, what holds, and what holds no more."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.model.record import Record
from pmo_xl.reports.common import DASH, OPEN_QUESTION, Links, cut, fitted, named
from pmo_xl.reports.feasibility import CONFIRMED, OPEN
from pmo_xl.reports.folding import fold_ids
from pmo_xl.rules.phrases import id_of

if TYPE_CHECKING:
    from pmo_xl.reports.decision_pack import Asked, Provisional

_TEXT: Final = 80
_IDS: Final = 60
_EMS: Final = {
    "title": 22,
    "target": 22,
    "ask": 36,
    "text": 36,
    "question": 36,
    "recommended": 27,
    "otherwise": 33,
    "state": 27,
    "rests": 22,
    "answer": 22,
    "who": 18,
}  # full-width characters


def asked_line(number: int, asked: "Asked", links: Links) -> dict[str, Any]:
    """A matter that waits; of one that was refused, why."""
    memo, record = asked.memo, asked.record
    chosen = next((option for option in memo.options if option.recommended), None)
    if asked.refused:
        state = f"{OPEN_QUESTION}{'、'.join(asked.refused)}"
    else:
        state = f"下書き（{'、'.join(asked.gaps)}）" if asked.gaps else "判断依頼を作成"
    return {
        "no": number,
        "id": _link(record, links),
        "title": memo.item.title,
        "ask": memo.subject,
        "who": memo.decider,
        "until": memo.item.decide_by or OPEN_QUESTION,
        "options": asked.written,
        "recommended": cut(chosen.title, _TEXT) if chosen is not None else OPEN_QUESTION,
        "otherwise": memo.consequence,
        "waiting": len(memo.item.waiting) or None,
        "state": state,
    }


def provisional_line(number: int, one: "Provisional", links: Links) -> dict[str, Any]:
    """A 仮決定 with its day and what rests on it."""
    record = one.record
    return {
        "no": number,
        "id": _link(record, links),
        "title": named(record),
        "text": cut(record.description or "", _TEXT),
        "who": record.decided_by or OPEN_QUESTION,
        "decided": record.decided_date or DASH,
        "due": record.due_date or OPEN_QUESTION,
        "overdue": one.overdue or None,
        "count": len(one.rests),
        "rests": fold_ids(map(id_of, one.rests), longest=_IDS) or DASH,
        "feasible": CONFIRMED if one.confirmed else f"実現可否 {OPEN}",
    }


def current_line(number: int, record: Record, confirmed: bool | None, links: Links) -> dict[str, Any]:
    """A decision that holds; where 実現可否 was asked and is not answered it is 未確認, whatever its 区分 says."""
    feasible = DASH if confirmed is None else CONFIRMED if confirmed else f"実現可否 {OPEN}"
    return {
        "no": number,
        "id": _link(record, links),
        "day": record.decided_date or record.raised_date or OPEN_QUESTION,
        "title": named(record),
        "text": cut(record.description or "", _TEXT),
        "kind": record.kind or DASH,
        "who": record.decided_by or OPEN_QUESTION,
        "related": record.related_id or "",
        "remarks": cut(record.remarks or "", _TEXT),
        "feasible": feasible,
    }


def over_line(number: int, record: Record, by: Record | None, links: Links) -> dict[str, Any]:
    """A decision that holds no more, and the one in its place."""
    return {
        "no": number,
        "id": _link(record, links),
        "title": named(record),
        "text": cut(record.description or "", _TEXT),
        "kind": record.kind or DASH,
        "why": f"置換（{id_of(by)}）" if by is not None else "取下・取消",
        "by": _link(by, links) if by is not None else "",
        "now": cut(by.description or by.title or "", _TEXT) if by is not None else "",
    }


def shortened(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The lines of the first page: two or three lines of text a cell, so that all of it stays readable."""
    return [
        {**row, **{name: fitted(str(row[name]), ems) for name, ems in _EMS.items() if isinstance(row.get(name), str)}}
        for row in rows
    ]


def _link(record: Record, links: Links) -> Any:  # noqa: ANN401 - a link, or plain text of a row without an id
    return links.cell(record.place(record.table.id_field if record.id else None), id_of(record))

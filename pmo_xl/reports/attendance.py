"""Who sat in a meeting: attendees by company, customer first, and the ToDo they still have open."""

import re
from collections.abc import Sequence
from datetime import date

from pmo_xl.model.record import Record
from pmo_xl.reports.minutes import Earlier
from pmo_xl.situation import Situation

_BETWEEN_NAMES = re.compile(r"[、,，;；\n／/]+")


def attendees_in_order(text: str, situation: Situation) -> tuple[str, ...]:
    """出席者 by company, customer first, then vendors; people the roster does not know keep their place at the end."""
    names = [name for name in _BETWEEN_NAMES.split(text) if name.strip()]
    order: dict[str, list[str]] = {}
    for name in names:
        order.setdefault(_company_of(name, situation), []).append(name.strip())
    users = _user_side(situation)
    companies = sorted(order, key=lambda company: (company not in users, company == "", company))
    return tuple(
        f"{company}: {'、'.join(order[company])}" if company else "、".join(order[company]) for company in companies
    )


def _company_of(name: str, situation: Situation) -> str:
    folded = _bare(name)
    for register in situation.of_kind("roster"):
        for person in register:
            if person.owner and (
                _bare(person.owner) == folded or (_bare(person.owner).startswith(folded) and len(folded) > 1)
            ):
                return (person.owner_org or "").strip()
    return ""


def _bare(name: str) -> str:
    return re.sub(r"[\s　]|[（(].*?[)）]|(様|さん|氏)$", "", name)


def _user_side(situation: Situation) -> set[str]:
    return {
        (person.owner_org or "").strip()
        for register in situation.of_kind("roster")
        for person in register
        if "ユーザ" in (person.side or "") or "user" in (person.side or "").lower()
    }


def earlier_todos(situation: Situation, attendees: str) -> tuple[Earlier, ...]:
    """Open ToDo of the register whose owner sits in the meeting; all open ones when the memo names nobody."""
    present = [_bare(name) for name in _BETWEEN_NAMES.split(attendees) if name.strip()]
    found = []
    for register in situation.of_kind("todo"):
        for todo in register:
            if todo.is_open and (not present or _is_present(todo, present)):
                late = situation.overdue_days(todo.due_date)
                status = str(todo.written("status") or "未記入")
                found.append(
                    Earlier(
                        todo.id or "−",
                        todo.title or todo.description or "",
                        todo.owner or "",
                        todo.due_date,
                        status,
                        late,
                    )
                )
    return tuple(sorted(found, key=lambda todo: (-todo.late, todo.due or date.max, todo.id)))


def _is_present(todo: Record, present: Sequence[str]) -> bool:
    owner = _bare(todo.owner or "")
    return any(owner and (owner.startswith(name) or name.startswith(owner)) for name in present)

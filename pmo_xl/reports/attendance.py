"""Who sat in a meeting: attendees by company, customer first, and the ToDo they still have open."""

from datetime import date

from pmo_xl.reports.common import DASH
from pmo_xl.reports.minutes import Earlier
from pmo_xl.sheets.meaning.people import fold_name, split_people
from pmo_xl.sheets.meaning.persons import People
from pmo_xl.situation import Situation


def attendees_in_order(text: str, recorder: str, situation: Situation) -> tuple[str, ...]:
    """出席者, one line a company: the customer's departments first, then vendors; strangers to the roster come last.

    The recorder is left out, the page names that person last. A company written beside a name (「A社 甲野太郎」) stands
    once, before its people.
    """
    people = situation.people
    lines: dict[tuple[bool, str], list[str]] = {}
    for written in split_people(text):
        if _key(written, people) == _key(recorder, people):
            continue
        person = people.resolve(written)
        company = situation.companies.shown(person.org) if person is not None and person.org else ""
        key = (person.is_vendor, company) if person is not None else (True, "")
        lines.setdefault(key, []).append(person.name if person is not None else written)
    ordered = sorted(lines, key=lambda key: (key[1] == "", key[0]))
    return tuple(
        f"{org}: {'、'.join(lines[vendor, org])}" if org else "、".join(lines[vendor, org]) for vendor, org in ordered
    )


def earlier_todos(situation: Situation, attendees: str) -> tuple[Earlier, ...]:
    """Open ToDo of the register whose owner sits in the meeting; all open ones when the memo names nobody."""
    people = People(situation.of_kind("roster", written=True), situation.written.values(), (attendees,))
    present = {_key(name, people) for name in split_people(attendees)}
    found = []
    for register in situation.of_kind("todo"):
        for todo in register:
            if todo.is_open and (
                not present or any(_key(owner, people) in present for owner in split_people(todo.owner))
            ):
                found.append(
                    Earlier(
                        id=todo.id or DASH,
                        text=todo.title or todo.description or "",
                        owner=todo.owner or "",
                        due=todo.due_date,
                        status=str(todo.written("status") or "未記入"),
                        late=situation.overdue_days(todo.due_date),
                    )
                )
    return tuple(sorted(found, key=lambda todo: (-todo.late, todo.due or date.max, todo.id)))


def _key(written: str, people: People) -> str:
    return fold_name(written if people.is_organisation(written) else people.name_of(written))

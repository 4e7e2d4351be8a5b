"""Who sat in a meeting: attendees by company, customer first, and the ToDo they came with."""

from collections.abc import Iterable
from datetime import date

from pmo_xl.model.pattern import lazy
from pmo_xl.model.record import Record
from pmo_xl.reports.common import DASH
from pmo_xl.reports.minutes import Earlier
from pmo_xl.rules.carried import meeting_of, sources_named
from pmo_xl.sheets.meaning.dates import day_within
from pmo_xl.sheets.meaning.memo_lines import bare
from pmo_xl.sheets.meaning.people import fold_name, split_people
from pmo_xl.sheets.meaning.persons import People
from pmo_xl.situation import Situation

_COUNTED = lazy(r"第\d+回")
_DAY = lazy(r"\d{4}/\d\d/\d\d$")


def attendees_in_order(text: str, recorder: str, situation: Situation) -> tuple[str, ...]:
    """出席者, one line a company: the customer's departments first, then vendors; strangers to the roster come last.

    Companies and people stand as the roster has them, which lists them by rank. The recorder is left out, the page
    names that person last. A company written beside a name (「A社 甲野太郎」) stands once, before its people.
    """
    people = situation.people
    rank = {person.name: number for number, person in enumerate(people.everybody)}
    lines: dict[tuple[bool, str], list[str]] = {}
    for written in split_people(text):
        if _key(written, people) == _key(recorder, people):
            continue
        person = people.resolve(written)
        company = situation.companies.shown(person.org) if person is not None and person.org else ""
        key = (person.is_vendor, company) if person is not None else (True, "")
        lines.setdefault(key, []).append(person.name if person is not None else written)
    for names in lines.values():
        names.sort(key=lambda name: rank.get(name, len(rank)))
    ordered = sorted(lines, key=lambda key: (key[1] == "", key[0], rank.get(lines[key][0], len(rank))))
    return tuple(
        f"{org}: {'、'.join(lines[vendor, org])}" if org else "、".join(lines[vendor, org]) for vendor, org in ordered
    )


def doubted_owners(owners: Iterable[str], present: str, situation: Situation) -> frozenset[str]:
    """Owners that are no one certain person: several, two bearers of the name, or unknown to roster and meeting."""
    people = situation.people
    here = {_key(name, people) for name in split_people(present)}
    return frozenset(owner for owner in owners if owner and not _is_one(owner, here, people))


def _is_one(owner: str, here: set[str], people: People) -> bool:
    if len(split_people(owner)) > 1:
        return False
    fitting = people.candidates(owner)
    if len(fitting) > 1 and sum(_key(person.name, people) in here for person in fitting) != 1:
        return False
    return bool(fitting) or not people.everybody or people.is_organisation(owner) or _key(owner, people) in here


def earlier_todos(situation: Situation, attendees: str, meeting: str, held_on: date | None) -> tuple[Earlier, ...]:
    """前回ToDo: what the last meeting of this name gave out, done or not, and what attendees still have open.

    When the memo names nobody every open one counts. What this meeting itself gave out is left out.
    """
    names = split_people(attendees)
    people = situation.people
    if not all(map(people.resolve, names)):  # a stranger's short name in the register is that of the one who sits here
        people = People(situation.of_kind("roster", written=True), situation.written.values(), (attendees,))
    present = {_key(name, people) for name in names}
    todos = [todo for register in situation.of_kind("todo") for todo in register]
    before = {id(todo): day for todo in todos if (day := _given_out(todo, meeting, held_on)) is not None}
    last = max((day for day in before.values() if held_on is None or day < held_on), default=None)
    found = []
    for todo in todos:
        of_this = id(todo) in before and before[id(todo)] == held_on
        if of_this or (held_on is not None and todo.raised_date is not None and todo.raised_date >= held_on):
            continue
        given_last = id(todo) in before and before[id(todo)] == last
        still = todo.is_open and (not present or any(_key(o, people) in present for o in split_people(todo.owner)))
        if given_last or still:
            found.append(_earlier(todo, situation))
    return tuple(sorted(found, key=lambda todo: (-todo.late, todo.due or date.max, todo.id)))


def _given_out(todo: Record, meeting: str, held_on: date | None) -> date | None:
    """The day of the meeting of this name that a row names as its source; None where it names none."""
    title = _series(meeting)
    for source in sources_named(todo):
        named = meeting_of(source)
        if named is not None and bare(_series(named)) == bare(title):
            return day_within(named) or held_on
    return None


def _series(meeting: str) -> str:
    """「第5回UAT定例 2024/05/07」 → UAT定例: what all its meetings are called."""
    return _COUNTED.sub("", _DAY.sub("", meeting)).strip()


def _earlier(todo: Record, situation: Situation) -> Earlier:
    return Earlier(
        id=todo.id or DASH,
        text=todo.title or todo.description or "",
        owner=todo.owner or "",
        due=todo.due_date,
        status=str(todo.written("status") or "未記入"),
        late=situation.overdue_days(todo.due_date) if todo.is_open else 0,
    )


def _key(written: str, people: People) -> str:
    return fold_name(written if people.is_organisation(written) else people.name_of(written))

"""The project as the most careful of teams would keep it: what even a truthful story leaves for a rule to say is tidied.

Only what is still to come changes (planned days and testers, due dates that are renewed before they pass), and what the
memos of the meetings promised stands in the registers.
"""

from collections import Counter
from datetime import date
from typing import Any

from tests.make.sample.days import LEAVE, PHASE_END, md, shift, working_days
from tests.make.sample.minutes import MEETINGS
from tests.make.sample.people import BY_NAME, testers
from tests.make.sample.rows import Row
from tests.make.sample.story import Rows, story

_A_DAY = 4.2  # tests of one person who does nothing else: tests_per_person_day of pmo.toml
_DUE = ("due_date", "fix_plan_date")


def keep_well(rows: Rows, day: date) -> None:
    """Tidy the rows of a day in place."""
    _level(rows["test"], day)
    for kind in ("issue", "todo", "defect"):
        _renew_ahead(rows[kind], kind, day)
    _carry_over(rows)
    _ask_again(rows["todo"], day)
    _unburden(rows["todo"], day)


def _level(tests: list[Row], day: date) -> None:
    """No tester has more tests on a day than he can run, nor any on a day of leave.

    What waits for a defect or a decision keeps its day or moves on; the others make room, to either side.
    """
    load: Counter[tuple[str, date]] = Counter()
    to_come = [row for row in tests if _is_to_come(row, day)]
    for row in sorted(to_come, key=lambda row: (row.means("result") is None, row.means("planned_date"))):
        wanted, own = row.means("planned_date"), row.means("tester")
        days = working_days(wanted, PHASE_END)
        if row.means("result") is None:
            days = sorted(working_days(day, PHASE_END), key=lambda one: (abs(one - wanted), one))
        names = [own, *(name for name in testers(row.sheet) if name != own)]
        name, when = next(
            (name, when)
            for when in days
            for name in names
            if (name, when) not in LEAVE and load[name, when] + 1 <= _A_DAY * BY_NAME[name].allocation
        )
        row.values |= {"tester": name, "planned_date": when}
        load[name, when] += 1


def _is_to_come(row: Row, day: date) -> bool:
    planned = row.means("planned_date")
    return planned is not None and planned >= day and row.means("result") in (None, "blocked", "hold")


def _renew_ahead(rows: list[Row], kind: str, day: date) -> None:
    """A promise that will not hold is made anew before its day, not after."""
    later = {row.uid: row for row in story(shift(day, 2))[kind]}
    for row in rows:
        for name in _DUE:
            known, then = row.means(name), later[row.uid].means(name)
            if known is not None and then is not None and known < then and known >= shift(day, -1):
                row.values[name] = then


def _carry_over(rows: Rows) -> None:
    """The ToDo and the decisions of the memos stand in the registers, each under a number of its own."""
    numbers = {f"{meeting.sheet} {n}": 100 * m + n for m, meeting in enumerate(MEETINGS, 1) for n in range(1, 100)}
    for line in rows["meeting"]:
        held, number = md(int(line.sheet[:2]), int(line.sheet[2:4])), numbers[line.uid]
        text, owner = line.means("description"), line.means("owner")
        if line.means("kind") == "ToDo" and not any(row.means("title") == text for row in rows["todo"]):
            due, related = line.means("due_date"), line.means("related_id")
            _append(rows["todo"], number, _todo(text, held, owner, due, related))
        elif line.means("kind") == "決定":
            values: dict[str, Any] = dict(rows["decision"][0].values) | {
                "id": f"DC-{number}",
                "raised_date": held,
                "kind": "決定",
                "title": text,
                "description": text,
                "decided_by": owner,
                "decided_date": held,
                "due_date": None,
                "related_id": line.means("related_id"),
                "remarks": line.sheet,
            }
            rows["decision"].append(Row("decision", f"DC-{number}", "決定事項", values))


def _ask_again(todos: list[Row], day: date) -> None:
    """K-013 is open though all that was asked for is done: the next step is asked for."""
    if day >= md(11, 20):
        text = "添付ファイルの保存先を経理部で確定する"
        _append(todos, 99, _todo(text, md(11, 20), "松風みどり", md(11, 27), "K-013"))


def _unburden(todos: list[Row], day: date) -> None:
    """甲野太郎 has got two more promises to keep: he has kept two of the others."""
    for row in todos:
        if row.means("owner") == "甲野太郎" and row.means("raised_date") == md(11, 20) and day >= md(11, 24):
            row.values |= {"status": "closed", "closed_date": md(11, 24), "response": "共有済み"}


def _todo(title: Any, raised: date, owner: str, due: date, related: Any) -> dict[str, Any]:
    return {
        "title": title,
        "raised_date": raised,
        "raised_by": "海野なぎさ",
        "owner": owner,
        "owner_org": BY_NAME[owner].org,
        "due_date": due,
        "status": "open",
        "closed_date": None,
        "related_id": related,
        "response": None,
    }


def _append(todos: list[Row], number: int, values: dict[str, Any]) -> None:
    sheet = "ベンダー依頼" if BY_NAME[values["owner"]].side == "ベンダー" else "社内ToDo"
    last = max(place for place, row in enumerate(todos) if row.sheet == sheet)
    identifier = f"A-{number:03d}"
    todos.insert(last + 1, Row("todo", identifier, sheet, {**todos[0].values, "id": identifier, **values}))

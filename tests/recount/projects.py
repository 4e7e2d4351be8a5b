"""Random projects as plain dicts, the same for the same seed: a phase, its registers, and how they stood before.

    project = project_of(7)      project["as_of"], project["tests"], … as `seen` describes them; project["kept"]

What may be planted (`project["planted"]`) is a mistake that the report has to be stamped for.
"""

import random
from datetime import date, timedelta

from tests.recount.around import by_hand, leave, options, outages, requirements, roster
from tests.recount.earlier import as_it_was
from tests.recount.registers import defects, name_the_causes, tests, work
from tests.recount.seen import days_of

# phase_start, phase_end, go_live, the company's days off: Golden Week, 年末年始, the end of a fiscal year, autumn
PHASES = (
    (date(2024, 4, 15), date(2024, 5, 17), date(2024, 6, 3), ()),
    (date(2024, 12, 9), date(2025, 1, 17), date(2025, 2, 3), ("12/30", "12/31", "1/2", "1/3")),
    (date(2025, 3, 10), date(2025, 4, 11), date(2025, 5, 7), ("4/1",)),
    (date(2026, 4, 20), date(2026, 5, 22), date(2026, 6, 1), ("5/1",)),
    (date(2025, 12, 8), date(2026, 1, 16), date(2026, 2, 2), ("12/29", "12/30", "12/31", "1/2")),
    (date(2026, 9, 7), date(2026, 10, 9), date(2026, 11, 2), ()),
)
MOMENTS = ("late", "after a day off", "late", "day off", "late", "after the end", "late", "last day", "middle", "early")
PLANTED = (None, None, "duplicate", None, "unknown", None, "future", None, "undated", None, "vanished", None)
KEPT = ("yesterday", "none", "gap", "several", "none", "yesterday", "several", "gap")


def project_of(seed):
    dice = random.Random(seed)
    start, end, live, off = PHASES[seed % len(PHASES)]
    project = {
        "seed": seed, "phase_start": start, "phase_end": end, "go_live": live, "kept": [],
        "planted": PLANTED[seed % len(PLANTED)],
        "rate_days": dice.choice((7, 7, 5)), "done": dice.choice(("pass", "pass", "approved")),
        "holiday_due": ("next", "previous")[seed % 2],
        "testers": dice.choice((2, 3, 5, 2.5, None)), "tests_per_person_day": dice.choice((2, 4, 2.4)),
        "extra_holidays": [start + timedelta(days=dice.randrange(7, 20))] if dice.random() < 0.4 else [],
        "basis": dice.choice(("case", "case", "case", "run", "effort")), "curve_x": dice.choice(("days", "days", "runs")),
        "supplier": dice.choice(("vendor", "vendor", "owner_org")), "two_sheets": dice.random() < 0.4,
        "roster": [], "days_off": [],
    }  # fmt: skip
    for text in off:
        month, day = map(int, text.split("/"))
        project["days_off"].append(
            {
                "planned_date": date(end.year if month < 6 else start.year, month, day),
                "title": "会社休日",
                "owner": None,
            }
        )
    project["as_of"] = as_of = moment(MOMENTS[seed * 3 % len(MOMENTS)], project)
    project["roster"] = roster(dice, project)
    project["days_off"] += leave(dice, project)
    # what the sheets hold may be newer than the day that is asked for
    written = as_of if dice.random() < 0.8 else days_of(project).shift(as_of, 2)
    project["requirements"] = requirements(dice)
    project["tests"] = tests(dice, project, written)
    project["defects"] = defects(dice, project, written)
    name_the_causes(dice, project)
    project["issues"] = work(dice, project, written, "K", dice.randrange(8, 30))
    project["todos"] = work(dice, project, written, "A", dice.randrange(3, 12))
    project["plan"] = outages(dice, project)
    project["manual_work"] = by_hand(dice, project) if dice.random() < 0.5 else []
    project["options"] = options(dice) if dice.random() < 0.4 else []
    project["issues_by"] = dice.choice(("severity", "priority"))
    plant(dice, project)
    project["kept"] = kept(dice, project)
    return project


def moment(name, project):
    """The day the report speaks of."""
    days, start, end = days_of(project), project["phase_start"], project["phase_end"]
    count = days.within(start, end)
    nth = {"early": 0.2, "middle": 0.5, "late": 0.8}
    if name in nth:
        return days.shift(start - timedelta(days=1), round(count * nth[name]))
    if name.endswith("day off"):
        day = days.shift(start, round(count * 0.7))
        while days.works(day):
            day += timedelta(days=1)
        return days.shift(day, 1) if name.startswith("after") else day
    return end if name == "last day" else days.shift(end, 3)


def plant(dice, project):
    """One mistake of the kind the report must be stamped for."""
    as_of, rows = project["as_of"], project["tests"]
    done = [t for t in rows if t["result"] in ("pass", "fail") and t["executed_date"] and t["executed_date"] <= as_of]
    if project["planted"] == "duplicate":
        for kind in ("tests", "defects"):
            twin = dict(dice.choice(project[kind]))
            twin["id"] = twin["id"].replace("-", "－").replace("T", "Ｔ")
            project[kind].append(twin)
    if not done:
        return
    if project["planted"] == "unknown":
        last_round(dice.choice(done), result=None)
    elif project["planted"] == "future":
        last_round(dice.choice(done), executed_date=days_of(project).shift(as_of, 1))
    elif project["planted"] == "undated":
        last_round(dice.choice(done), executed_date=None)


def last_round(test, **values):
    filled = [n for n, mark in enumerate(("", "_2", "_3"), 1) if test.get(f"result{mark}", "not_run") != "not_run"]
    mark = "" if filled[-1] == 1 else f"_{filled[-1]}"
    for name, value in values.items():
        test[name + mark] = value


def kept(dice, project):
    """The states kept on days before, each with those before it."""
    days, wanted = days_of(project), KEPT[project["seed"] % len(KEPT)]
    back = {"none": (), "yesterday": (-1,), "gap": (-4,), "several": (-6, -3, -1)}[wanted]
    later, states = project, []
    for n in reversed(back):
        day = days.shift(project["as_of"], n)
        later = as_it_was(dice, later, day)
        if all(later[kind] for kind in ("defects", "issues", "todos")):  # before, there was no such sheet yet
            states.insert(0, {"date": day, "project": later})
    for number, state in enumerate(states):
        state["project"]["kept"] = states[:number]
    return states

"""§5: the lights, from figures counted here."""

from tests.recount.seen import (
    days_of,
    defects,
    first_of_each,
    is_duplicate,
    is_open,
    live,
    now,
    ran,
    records,
    same,
    severity,
)

ORDER = ("green", "yellow", "red")
GRAVE = ("critical", "high")


def of_lights(project, d, figures):
    """Where the brackets of §5 hold. What a project does not have (`None`) is not judged."""
    four = {
        "rag_progress": progress(project, d, figures),
        "rag_quality": quality(project, d, figures),
        "rag_issues": issues(project, d),
        "rag_resources": resources(project, d, figures),
    }
    worst = max((light for light in four.values() if light), key=ORDER.index)
    return {name: {"value": light} for name, light in (four | {"rag_overall": worst}).items()}


def progress(project, d, figures):
    days, end = days_of(project), project["phase_end"]
    gap, late, load = (figures[name]["value"] for name in ("execution_gap_pt", "forecast_date", "load_ratio"))
    if gap is None and late is None and load is None:
        return None
    gap, late, load = gap or 0, late or end, load or 0  # what is not known says nothing against
    if gap < -10 or late > days.shift(end, 2) or load >= 1:
        return "red"
    return "yellow" if gap < -3 or late > end or load >= 0.9 else "green"


def quality(project, d, figures):
    days = days_of(project)
    critical = [x for x in defects(project, d) if is_open(x) and not is_duplicate(x) and severity(x) == "critical"]
    old = any(x["detected_date"] and days.after(x["detected_date"], d) > 2 for x in critical)
    refail, blocked = figures["refail_rate"], figures["blocked_rate"]["value"] or 0
    if old or ((refail["value"] or 0) > 0.2 and refail["of"] >= 5):
        return "red"
    if critical or figures["overdue_fixes"]["value"] or blocked > 0.05:
        return "yellow"
    return "green"


def issues(project, d):
    days = days_of(project)
    opened = [x for x in records(project, "issues", d) if is_open(x)]
    late = [x for x in opened if days.overdue(x["due_date"], d) >= 1]
    if any(severity(x) in GRAVE and not renewed(project, days, x, d) for x in late):
        return "red"
    if late or any(severity(x) in GRAVE and not x["due_date"] for x in opened):
        return "yellow"
    return "green"


def renewed(project, days, issue, d):
    """Whether the due date was changed since the state of the last working day."""
    before = project["kept"][-1] if project["kept"] else None
    if before is None or before["date"] < days.shift(d, -1):
        return False
    was = [x for x in records(before["project"], "issues", before["date"]) if same(x["id"]) == same(issue["id"])]
    return bool(was) and was[0]["due_date"] != issue["due_date"]


def resources(project, d, figures):
    over = figures["load_by_day"].get("over") or ()
    left = beyond_leaving(project, d)
    if over or any(severity(x) in GRAVE for x in left):
        return "red"
    return "yellow" if left or too_much(project, d) else "green"


def beyond_leaving(project, d):
    """P-004: open work that falls after the day its person leaves, or of a person with no time at all."""
    work = [
        (x["owner"], x["due_date"], x) for kind in ("issues", "todos") for x in records(project, kind, d) if is_open(x)
    ]
    work += [(x["owner"], x["fix_plan_date"], x) for x in defects(project, d) if is_open(x)]
    work += [(t["tester"], t["planned_date"], t) for t in live(project, d) if not ran(t, d)]
    people = {row["owner"]: row for row in project["roster"]}
    found = []
    for name, due, x in work:
        person = people.get(name)
        if (
            person
            and due
            and (person["allocation"] == 0 or (person["planned_end"] and person["planned_end"] < max(due, d)))
        ):
            found.append(x)
    return found


def too_much(project, d):
    """I-016: somebody holds at least 5 open records, and twice the mean of those who hold any."""
    held = {}
    opened = [x for kind in ("issues", "todos") for x in records(project, kind, d) if is_open(x)]
    for x in [*opened, *(x for x in defects(project, d) if is_open(x))]:
        if x["owner"]:
            held[x["owner"]] = held.get(x["owner"], 0) + 1
    return any(count >= 5 and count * len(held) >= 2 * sum(held.values()) for count in held.values())


def stamped(project, d, figures):
    """§6: a sum that does not agree, a doubtful record inside the scope."""
    if not balanced(project, d, figures):
        return True
    for kind in ("tests", "defects", "issues", "todos", "requirements"):
        if kind != "todos" and len(first_of_each(project[kind])) < len(project[kind]):
            return True
    return any(now(t, d)[0] is None or in_future(t, d) for t in live(project, d))


def in_future(test, d):
    return any(value and value > d for name, value in test.items() if name.startswith("executed_date"))


def balanced(project, d, figures):
    """M34, where records can break it: unknown results (B2), verdicts without a day (B9), rows that vanished (B4)."""
    tests = live(project, d)
    known = all(now(t, d)[0] is not None for t in tests)
    dated = all(now(t, d)[1] is not None for t in tests if ran(t, d))
    return known and dated and flows(figures)


def flows(figures):
    return all(
        row["previous"] + row["new"] + row["transferred"] + row.get("reopened", 0) - row["closed"] == row["open"]
        for row in figures["by_vendor"]["rows"]
    )

"""M25, M33 and the counts of issues and todos, one record at a time."""

from tests.recount.seen import days_of, is_open, records, same


def of_issues(project, d):
    days = days_of(project)
    issues = records(project, "issues", d)
    opened = [x for x in issues if is_open(x)]
    return {
        "issues_open": {"value": len(opened)},
        "issues_new_today": {"value": sum(x["raised_date"] == d for x in issues)},
        "issues_closed_today": {"value": sum(not is_open(x) and x["closed_date"] == d for x in issues)},
        "overdue": {"value": sum(days.overdue(x["due_date"], d) >= 1 for x in opened)},
        "due_today": {"value": sum(bool(x["due_date"]) and days.effective(x["due_date"]) == d for x in opened)},
        "no_due": {"value": sum(not x["due_date"] for x in opened)},
        "overdue_todos": {
            "value": sum(is_open(x) and days.overdue(x["due_date"], d) >= 1 for x in records(project, "todos", d))
        },
        "stale_rows": {"value": stale(project, days, d)},
    }


def stale(project, days, d):
    """M33: open rows whose last change lies 3 working days back, or more; the last change as I-010 knows it."""
    count, known = 0, False
    for kind in ("issues", "todos"):
        for x in records(project, kind, d):
            if is_open(x):
                moved = last_change(project, kind, x, d)
                known |= moved is not None
                count += moved is not None and days.after(moved, d) >= 3
    return count if known else None


def last_change(project, kind, x, d):
    """The later of 更新日 and the day the row last differed; without both the oldest kept day that shows it so."""
    since = d
    for state in reversed(project["kept"]):
        was = [y for y in records(state["project"], kind, state["date"]) if same(y["id"]) == same(x["id"])]
        if not was or was[0] != x:
            return max(since, x["updated_date"] or since)
        since = state["date"]
    return x["updated_date"] or (since if project["kept"] else None)

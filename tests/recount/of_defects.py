"""M18, M21 – M25 and the counts of issues and todos, one record at a time."""

from tests.recount.seen import LEVELS, days_of, defects, is_duplicate, is_open, same, severity, vendor

PARTS = ("previous", "new", "transferred", "reopened", "closed", "open", "overdue_fix", "waiting")
BANDS = ("d0_2", "d3_5", "d6_10", "d11", "unknown")
STATES = ("open", "in_progress", "answered", "waiting", "resolved")


def of_defects(project, d):
    days = days_of(project)
    every = [defect for defect in defects(project, d) if not is_duplicate(defect)]
    opened = [defect for defect in every if is_open(defect)]
    late = [x for x in opened if not x["fixed_date"] and days.overdue(x["fix_plan_date"], d) >= 1]
    found = {
        "defects_found": {"value": len(every)},
        "defects_closed": {"value": len(every) - len(opened)},
        "defects_open": {"value": len(opened)},
        "defects_new_today": {"value": sum(1 for x in every if x["detected_date"] == d)},
        "defects_closed_today": {"value": sum(1 for x in every if not is_open(x) and x["closed_date"] == d)},
        "overdue_fixes": {"value": len(late)},
        "severity_by_status": {"value": len(opened), "rows": by_severity(opened)},
        "aging": {"value": len(opened), "rows": ages(opened, days, d)},
    }
    took, older = [], 0
    for x in every:
        if x["detected_date"] and x["fixed_date"]:
            took.append(days.after(x["detected_date"], x["fixed_date"]))
    took.sort()
    if took:
        middle = (took[(len(took) - 1) // 2] + took[len(took) // 2]) / 2
        rank = -(-80 * len(took) // 100)  # the smallest whole number that is not below 80 % of them
        for x in opened:
            older += not x["fixed_date"] and bool(x["detected_date"]) and days.after(x["detected_date"], d) > middle
        found["fix_turnaround"] = {"value": middle, "p80": took[rank - 1], "open_older": older}
    else:
        found["fix_turnaround"] = {"value": None}
    return found | reopened(project, days, d, opened) | by_vendor(project, d)


def reopened(project, days, d, opened):
    """Only the kept state of the last working day can tell."""
    state = project["kept"][-1] if project["kept"] else None
    if state is None or state["date"] < days.shift(d, -1):
        return {"defects_reopened": {"value": None}}
    ended = {same(x["id"]) for x in defects(state["project"], state["date"]) if x["id"] and not is_open(x)}
    return {"defects_reopened": {"value": sum(1 for x in opened if x["id"] and same(x["id"]) in ended)}}


def by_severity(opened):
    rows = []
    for level in LEVELS:
        cells = dict.fromkeys(STATES, 0)
        for x in opened:
            if severity(x) == level:
                cells[x["status"] if x["status"] in STATES else "open"] += 1
        if sum(cells.values()):
            rows.append({"severity": level, **cells, "total": sum(cells.values())})
    return rows


def ages(opened, days, d):
    rows = {}
    for x in opened:
        row = rows.setdefault(vendor(x), {"vendor": vendor(x), **dict.fromkeys(BANDS, 0)})
        row[band(days.after(x["detected_date"], d) if x["detected_date"] else None)] += 1
    return list(rows.values())


def band(age):
    if age is None:
        return "unknown"
    return "d0_2" if age <= 2 else "d3_5" if age <= 5 else "d6_10" if age <= 10 else "d11"


def by_vendor(project, d):
    """M24: the table of the defect meeting, by the kept state of the last working day, else by dates alone."""
    days = days_of(project)
    state = project["kept"][-1] if project["kept"] else None
    if state and state["date"] >= days.shift(d, -1):
        before = {same(x["id"]): x for x in defects(state["project"], state["date"])}
    else:
        before = {same(x["id"]): x for x in defects(project, days.shift(d, -1))}
    rows = {}

    def row(name):
        return rows.setdefault(name, dict.fromkeys(PARTS, 0))

    for x in before.values():
        row(vendor(x))["previous"] += is_open(x)
    for x in defects(project, d):
        was, mine = before.get(same(x["id"])), row(vendor(x))
        if was is None and is_duplicate(x):
            continue
        if is_open(x):
            mine["open"] += 1
            mine["overdue_fix"] += not x["fixed_date"] and days.overdue(x["fix_plan_date"], d) >= 1
            mine["waiting"] += x["status"] == "waiting"
        if was is None:
            mine["new"] += 1
            mine["closed"] += not is_open(x)
        elif is_open(was):
            mine["closed"] += not is_open(x)
            if vendor(was) != vendor(x):
                mine["transferred"] += 1
                row(vendor(was))["transferred"] -= 1
        else:
            mine["reopened"] += is_open(x)
    shown = [{"vendor": name, **counts} for name, counts in rows.items() if any(counts.values())]
    return {"by_vendor": {"value": sum(counts["open"] for counts in rows.values()), "rows": shown}}

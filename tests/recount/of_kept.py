"""M26 and the second table of M21: what only the kept states know."""

from itertools import pairwise

from tests.recount.of_defects import BANDS, band
from tests.recount.seen import OUT, days_of, defects, first_of_each, is_duplicate, is_open, now, records, same, vendor


def of_kept(project, d):
    if not project["kept"]:
        return {"due_slips": {"value": None}, "corrections": {"value": None}}
    rows = slips(project, d)
    changed = corrections(project, d)
    return {
        "due_slips": {"value": len(rows), "rows": rows},
        "corrections": {"value": len(changed), "rows": changed},
        "aging": {"rows_in_status": in_status(project, d)},
    }


def slips(project, d):
    """Every deadline that was later in one kept state than in the one before it, today's sheet being the last."""
    days, rows = days_of(project), []
    for kind, field in (("issues", "due_date"), ("defects", "fix_plan_date"), ("todos", "due_date")):
        for x in all_of(project, kind, d):
            known = [was[field] for _, was in history(project, kind, x) if was] + [x[field]]
            known = [due for due in known if due]
            moves = [(old, new) for old, new in pairwise(known) if new > old]
            if moves:
                rows.append({"id": x["id"], "times": len(moves), "days": sum(days.after(*move) for move in moves)})
    return rows


def corrections(project, d):
    """H-004: what was reported on the last kept day, and what today's sheets say of that day."""
    state = project["kept"][-1]
    counted = [*of_tests_then(project, state, d), *of_defects_then(project, state, d)]
    return [{"figure": name, "reported": old, "now": new} for name, old, new in counted if old != new]


def of_tests_then(project, state, d):
    """Executed and passed on that day: then, and by today's sheets. Other bases, and sign-offs, have no days."""
    if project["basis"] != "case":
        return
    day = state["date"]
    before = {same(t["id"]): now(t, day)[0] for t in first_of_each(state["project"]["tests"])}
    today = [verdict_then(t, before.get(same(t["id"])), day, d) for t in first_of_each(project["tests"])]
    for name, verdicts in (("execution_rate", ("pass", "fail")), ("completion_rate", ("pass",))):
        if name == "execution_rate" or project["done"] == "pass":
            yield name, sum(v in verdicts for v in before.values()), sum(v in verdicts for v in today)


def verdict_then(test, kept, day, d):
    """What a test said on a day gone by. Where a verdict has no day, or a later run took the place of the one that was
    kept (one column, and the verdict may have changed so), the kept state is believed."""
    last, on = now(test, d)
    then = now(test, day)[0]
    ran, had = last in ("pass", "fail"), kept in ("pass", "fail")
    if then in OUT:
        return None
    if ran and on is None:
        return kept if had else None
    if then not in ("pass", "fail") and had and ran and "result_2" not in test and (kept == "fail" or last != kept):
        return kept
    return then


def of_defects_then(project, state, d):
    """Found and closed. Of a defect that is open again, or was closed without a day, the kept state is believed."""
    day = state["date"]
    then = {same(x["id"]): x for x in defects(state["project"], day) if not is_duplicate(x)}
    today = {same(x["id"]): x for x in defects(project, d)}
    found = sum(name in then or (born_by(x, day) and not is_duplicate(x)) for name, x in today.items())
    closed = 0
    for name, x in today.items():
        if is_open(x) or not x["closed_date"] or is_duplicate(x):
            closed += name in then and not is_open(then[name])
        else:
            closed += x["closed_date"] <= day
    yield "defects_found", len(then), found
    yield "defects_closed", sum(not is_open(x) for x in then.values()), closed


def born_by(x, day):
    return x["detected_date"] is not None and x["detected_date"] <= day


def in_status(project, d):
    """Open defects by the working days since the first kept day that shows them as they are; `unknown`: since ever."""
    days, rows = days_of(project), {}
    for x in defects(project, d):
        if is_duplicate(x) or not is_open(x):
            continue
        since, entered = d, None
        for day, was in reversed(history(project, "defects", x)):
            if was is None or was["status"] != x["status"]:
                entered = since
                break
            since = day
        row = rows.setdefault(vendor(x), {"vendor": vendor(x), **dict.fromkeys(BANDS, 0)})
        row[band(None if entered is None else days.after(entered, d))] += 1
    return list(rows.values())


def history(project, kind, x):
    """(kept day, the record as it stood then or None), oldest first."""
    return [
        (
            state["date"],
            next((y for y in all_of(state["project"], kind, state["date"]) if same(y["id"]) == same(x["id"])), None),
        )
        for state in project["kept"]
    ]


def all_of(project, kind, d):
    return defects(project, d) if kind == "defects" else records(project, kind, d)

"""Every figure of a project on a day, recounted from its records: {name: {"value": …, "rows": …, …}}."""

from tests.recount.of_curves import of_curves
from tests.recount.of_defects import of_defects
from tests.recount.of_hand import of_hand
from tests.recount.of_issues import of_issues
from tests.recount.of_kept import of_kept
from tests.recount.of_lights import balanced, of_lights, stamped
from tests.recount.of_pace import of_pace
from tests.recount.of_runs import of_runs
from tests.recount.of_tests import of_tests
from tests.recount.seen import days_of

# §1: figures that dates alone determine are recomputed for the working day before, when nothing was kept then.
BY_DATES = (
    *("execution_rate", "planned_execution_rate", "execution_gap", "execution_gap_pt", "execution_ratio", "delay_days"),
    *("completion_rate", "pass_rate", "failure_rate", "remaining", "required_rate", "actual_rate", "forecast_date"),
    *("defects_found", "defects_closed", "defects_open", "defects_new_today", "defects_closed_today", "overdue_fixes"),
    *("issues_open", "issues_closed_today", "issues_new_today", "overdue", "due_today", "overdue_todos"),
    *("executed_today", "carry_over"),
)
ALONE = ("stamp", "_executed", "corrections")  # they speak of the previous state themselves, or are no figures


def figures(project, d):
    """All of them, without what they were before."""
    found = of_tests(project, d) | of_runs(project, d)
    found |= of_pace(project, d, found) | of_defects(project, d) | of_issues(project, d) | of_curves(project, d)
    kept = of_kept(project, d)
    found["aging"] |= kept.pop("aging", {})
    found |= kept | of_hand(project, d)
    found |= of_lights(project, d, found)
    found["balance"] = {"value": balanced(project, d, found)}
    found["stamp"] = {"value": "参考値" if stamped(project, d, found) else None}
    return found


def recount(project, d):
    """All figures, and for each what it was before and how it differs (M9)."""
    found = figures(project, d)
    for name, before in previous(project, d, found).items():
        found[name] |= before
    return found


def previous(project, d, now):
    days = days_of(project)
    yesterday = days.shift(d, -1)
    state = project["kept"][-1] if project["kept"] else None
    fresh = state is not None and state["date"] >= yesterday
    kept = figures(state["project"], state["date"]) if state else {}
    dated = figures(project | {"kept": [s for s in project["kept"] if s["date"] < yesterday]}, yesterday)
    told = {}
    for name, figure in now.items():
        if name in ALONE or figure["value"] is None or isinstance(figure["value"], bool):
            continue
        was = kept.get(name, {}).get("value")
        if fresh and was is not None:
            told[name] = compared(days, figure, was, state["date"], "kept")
        elif name in BY_DATES:
            if dated[name]["value"] is not None:
                told[name] = compared(days, figure, dated[name]["value"], yesterday, "dates")
        elif not fresh and was is not None:
            told[name] = compared(days, figure, was, state["date"], "kept")
    return told


def compared(days, figure, was, on, source):
    value = figure["value"]
    if isinstance(value, str):
        delta = None
    elif isinstance(value, int | float):
        delta = value - was
    else:
        delta = days.signed(was, value)
    return {"previous": {"date": on, "value": was, "source": source}, "delta": delta}

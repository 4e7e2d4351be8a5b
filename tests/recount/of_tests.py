"""M0 – M6, M10, M16, M28 and the working days, counted from the tests one by one."""

from fractions import Fraction

from tests.recount.days import ONE
from tests.recount.seen import OUT, days_of, first_of_each, live, now, ran, runs_of
from tests.recount.wording import percent, rate, tenths

KNOWN = ("pass", "fail", "blocked", "hold", "not_run")
CAUSES = ("defect", "data", "environment", "spec", "unknown")


def of_tests(project, d):
    days, start, end = days_of(project), project["phase_start"], project["phase_end"]
    tests = live(project, d)
    found = {
        "_executed": (sum(ran(test, d) for test in tests), len(tests)),
        "working_days_total": {"value": days.within(start, end)},
        "working_days_elapsed": {"value": days.within(start, min(d, end))},
        "working_days_remaining": {"value": days.after(d, end)},
        "scope": {"value": len(tests)},
    }
    out = [now(test, d)[0] for test in first_of_each(project["tests"])]
    found["scope_excluded"] = {"value": sum(out.count(word) for word in OUT), **{word: out.count(word) for word in OUT}}

    those = {word: [test for test in tests if now(test, d)[0] == word] for word in KNOWN}
    executed = [test for test in tests if ran(test, d)]
    done = approved = [test for test in those["pass"] if test["approved_by"]]
    if project["done"] != "approved":
        done = those["pass"]
    found |= against_plan(project, tests, days, d, executed)
    found["completion_rate"] = share(project, d, done, tests)
    found["approved_rate"] = share(project, d, approved, tests)
    found["unapproved"] = {"value": len(those["pass"]) - len(approved)}
    found["pass_rate"] = share(project, d, those["pass"], executed)
    found["remaining"] = {"value": len(tests) - len(done)}
    found["system_by_result"] = {"value": len(tests), "rows": by_system(project, d)}
    return found | blocked(project, tests, d, those["blocked"]) | today(project, tests, d)


def by_system(project, d):
    """A test of two systems stands in both rows."""
    rows = {}
    for test in first_of_each(project["tests"]):
        for name in (test["system"] or "").split("、"):
            row = rows.setdefault(name, {"system": name, **dict.fromkeys((*KNOWN, *OUT), 0), "live": 0})
            result = now(test, d)[0]
            if result:
                row[result] += 1
            row["live"] += result not in OUT
    return list(rows.values())


def share(project, d, hits, of):
    """A rate in the project's basis (§1): cases, runs (a test not run yet weighs the run it needs), or effort."""
    if project["basis"] == "case":
        return rate(len(hits), len(of))
    part, whole = (sum((weight(project, test, d) for test in tests), Fraction(0)) for tests in (hits, of))
    ratio = part / whole if whole else Fraction(0)
    return {
        "value": float(ratio) if whole else None,
        "text": percent(ratio.numerator, ratio.denominator if whole else 0),
    }


def weight(project, test, d):
    if project["basis"] == "run":
        return Fraction(max(len(runs_of(test, d)), 1))
    return Fraction(str(test["planned_effort"] or 0))


def against_plan(project, tests, days, d, executed):
    """M1 – M4."""
    start, end, n = project["phase_start"], project["phase_end"], len(tests)
    due = [test for test in tests if test["planned_date"] and test["planned_date"] <= d]
    blank = [test for test in tests if not test["planned_date"]]
    found = {"execution_rate": share(project, d, executed, tests)}
    found["planned_execution_rate"] = plan = share(project, d, due, tests) | {"unplanned": len(blank)}
    if blank and n:
        passed_by = Fraction(days.within(start, min(d, end)), days.within(start, end))
        whole = sum(weight(project, t, d) if project["basis"] != "case" else 1 for t in tests)
        part = sum(weight(project, t, d) if project["basis"] != "case" else 1 for t in blank)
        plan["high"] = plan["value"] + float(part * passed_by / whole)
        del plan["text"]  # a range: its two ends are compared
    gap = len(executed) - len(due)
    ratio = (found["execution_rate"]["value"] or 0) - (plan["value"] or 0)
    found["execution_gap"] = {"value": gap}
    if project["basis"] == "case" and n:
        points = tenths(gap * 100, n).replace("-", "−")
        sign = "▲" if gap < 0 else "+" if gap > 0 else "±"
        found["execution_gap"]["text"] = f"{sign}{abs(gap)}件 ({'' if gap < 0 else sign}{points}pt)"
    found["execution_gap_pt"] = {"value": 100 * ratio if n else None}
    found["execution_ratio"] = {"value": len(executed) / len(due) if due else None}
    found["delay_days"] = delay(tests, days, start, d, len(executed)) if n else {"value": None}
    return found


def delay(tests, days, start, d, executed):
    """M4: walk the plan day by day until it reaches what was executed."""
    planned = [test["planned_date"] for test in tests if test["planned_date"]]
    if not planned:
        return {"value": None}
    due, last, day = sum(x <= d for x in planned), max(planned), min(start, *planned)
    behind = days.within(day, d)
    index, before, t = 0, 0, Fraction(0) if not executed else None
    if executed >= due and (not due or d >= last):
        t = Fraction(behind)  # the plan asks for nothing yet, or for nothing more: neither late nor early
    elif executed > len(planned):
        t = Fraction(days.within(day, last))
    while t is None:
        if days.works(day):
            upto = sum(x <= day for x in planned)
            if upto >= executed:
                t = index + Fraction(executed - before, upto - before)
            index, before = index + 1, upto
        day += ONE
    late = behind - t
    length = tenths(abs(late).numerator, late.denominator)
    text = "計画どおり" if length == "0.0" else f"約{length}日{'遅れ' if late > 0 else '先行'}"
    return {"value": float(late), "text": text}


def blocked(project, tests, d, those):
    """M16: a test that names a defect waits for it, else its remarks say what for."""
    causes = ["defect" if test["defect_id"] else test["cause"] or "unknown" for test in those]
    return {
        "blocked_rate": share(project, d, those, tests),
        "blocked_loss": {"value": sum(bool(test["planned_date"]) and test["planned_date"] < d for test in those)},
        "blocked_by_cause": {
            "value": len(those),
            "rows": [{"cause": cause, "count": causes.count(cause)} for cause in CAUSES],
        },
    }


def today(project, tests, d):
    """M28"""
    of_plan = [test for test in tests if test["planned_date"] == d]
    on_day = [test for test in tests if ran(test, d) and now(test, d)[1] == d]
    done = [test for test in of_plan if ran(test, d) and now(test, d)[1] == d]
    return {
        "executed_today": {"value": len(on_day)},
        "today_plan_rate": share(project, d, done, of_plan),
        "carry_over": {
            "value": sum(1 for test in tests if test["planned_date"] and test["planned_date"] < d and not ran(test, d))
        },
    }

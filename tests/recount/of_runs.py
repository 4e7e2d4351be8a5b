"""M7, M8, M17, M27, M29: what earlier rounds and kept states say, and what the requirements have."""

from fractions import Fraction

from tests.recount.seen import (
    defects,
    first_of_each,
    has_rounds,
    is_open,
    live,
    now,
    passed,
    ran,
    requirement_ids,
    runs_of,
    same,
)  # fmt: skip
from tests.recount.wording import percent, rate


def of_runs(project, d):
    tests = live(project, d)
    found = in_runs(project, tests, d) | covered(project, tests, d) | replanned(project, tests, d)
    return found | {"retest_waiting": {"value": waiting(project, d)}}


def in_runs(project, tests, d):
    """M7, M8, M17: what earlier rounds said counts as a run."""
    found, with_rounds = {}, has_rounds(project)
    first = []
    for test in tests:
        verdicts = runs_of(test, d)
        if "result_2" in test:
            first += verdicts[:1]
        elif project["kept"]:
            known = oldest_verdict(project, test)
            first += [known] if known else verdicts[:1]
    if with_rounds or project["kept"]:
        found["first_pass_rate"] = rate(first.count("pass"), len(first))
    else:
        found["first_pass_rate"] = {"value": None}

    verdicts = [verdict for test in tests for verdict in runs_of(test, d)]  # of one round the present verdicts
    runs, fails = len(verdicts), verdicts.count("fail")
    if not runs:
        found["failure_rate"] = {"value": None, "_exact": None}
    elif runs < 20:
        p = Fraction(fails + 1, runs + 2)
        found["failure_rate"] = {"value": float(p), "_exact": p, "text": f"{percent(fails + 1, runs + 2)}（参考）"}
    else:
        found["failure_rate"] = rate(fails, runs) | {"_exact": Fraction(fails, runs)}

    again = [verdict for test in tests for verdict in runs_of(test, d)[1:]]
    found["retest_runs"] = {"value": len(again) if with_rounds else None}
    found["refail_rate"] = rate(again.count("fail"), len(again)) if with_rounds else {"value": None}
    return found


def waiting(project, d):
    return sum(is_open(x) and bool(x["fixed_date"]) and not x["retest_result"] for x in defects(project, d))


def oldest_verdict(project, test):
    for state in project["kept"]:
        for other in first_of_each(state["project"]["tests"]):
            if other["id"] and test["id"] and same(other["id"]) == same(test["id"]):
                verdict = now(other, state["date"])[0]
                if verdict in ("pass", "fail"):
                    return verdict
    return None


def covered(project, tests, d):
    """M27"""
    names = [row for row in first_of_each(project["requirements"]) if row["status"] != "rejected"]
    if not project["requirements"]:
        return {key: {"value": None} for key in ("coverage_live", "coverage_run", "coverage_pass")}
    has, runs, passes, weak = 0, 0, 0, dict.fromkeys(("one_test", "normal_only", "not_run"), 0)
    thin = 0
    for row in names:
        own = [test for test in tests if same(row["id"]) in requirement_ids(test)]
        has += bool(own)
        runs += any(ran(test, d) for test in own)
        passes += bool(own) and all(passed(test, d) for test in own)
        weak["one_test"] += len(own) == 1
        weak["not_run"] += bool(own) and all(now(test, d)[0] == "not_run" for test in own)
        thin += bool(own) and (len(own) == 1 or all(now(test, d)[0] == "not_run" for test in own))
    of = len(names)
    return {
        "coverage_live": rate(has, of),
        "coverage_run": rate(runs, of),
        "coverage_pass": rate(passes, of),
        "coverage_uncovered": {"value": of - has if of else None},
        "coverage_weak": {"value": thin, "reasons": weak} if of else {"value": None},
    }


def replanned(project, tests, d):
    """M29"""
    if not project["kept"]:
        return {"replan_rate": {"value": None}}
    before = {same(t["id"]): t for t in first_of_each(project["kept"][-1]["project"]["tests"]) if t["id"]}
    moved = sum(
        1
        for test in tests
        if test["id"]
        and same(test["id"]) in before
        and before[same(test["id"])]["planned_date"] != test["planned_date"]
    )
    return {"replan_rate": rate(moved, len(tests))}

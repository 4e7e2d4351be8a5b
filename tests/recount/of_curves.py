"""M19: the two series, every point counted anew from all records."""

from tests.recount.of_pace import daily_nets, too_early
from tests.recount.seen import (
    days_of,
    defects,
    first_of_each,
    is_duplicate,
    is_open,
    live,
    now,
    passed,
    ran,
    rounds_by,
    same,
)


def of_curves(project, d):
    points = burn_up(project, d)
    curve, drawn = defect_curve(project, d)
    return {
        "burn_up": {"value": sum(ran(t, d, dated=True) for t in live(project, d)), "points": points},
        "defect_curve": {"value": drawn, "points": curve},
    }


def burn_up(project, d):
    """One point a working day of the phase, and one on d itself when something ran on a day off; ran up to d."""
    tests = live(project, d)
    ends = max(project["phase_end"], d)
    points = []
    for x in axis(project, d, ends, lambda x: [sum(ran(t, x, dated=True) for t in tests)]):
        happened = x <= d
        points.append(
            {
                "date": x,
                "scope": len(tests),
                "planned": sum(1 for t in tests if t["planned_date"] and t["planned_date"] <= x),
                "executed": sum(ran(t, x, dated=True) for t in tests) if happened else None,
                "passed": sum(passed(t, x, dated=True) for t in tests) if happened else None,
                "p50": None,
                "p80": None,
            }
        )
    draw_fan(project, d, points)
    return points


def draw_fan(project, d, points):
    """How many are done on each coming day in half, and in 8 in 10, of all courses; every course is drawn."""
    tests, days, wanted = live(project, d), days_of(project), project.get("rate_days", 7)
    nets = daily_nets(project, tests, days, d, wanted)
    if too_early(tests, days, d) or len(nets) < min(6, wanted) or sum(nets) <= 0:
        return
    already = sum(passed(t, d) and (project.get("done") != "approved" or bool(t["approved_by"])) for t in tests)
    shares = {0: 1.0}
    for point in points:
        if point["date"] <= d:
            continue
        grown = {}
        for gained, share in shares.items():
            for net in nets:
                grown[gained + net] = grown.get(gained + net, 0.0) + share / len(nets)
        shares = grown
        for name, enough in (("p50", 0.5), ("p80", 0.8)):
            reached = [gained for gained in shares if sum(s for g, s in shares.items() if g >= gained) >= enough - 1e-9]
            point[name] = min(already + max(reached), len(tests))


def defect_curve(project, d):
    """Found, closed, open of each working day up to d; what has no day stands on d. With how many are open on d."""
    tests = live(project, d)
    every = [x for x in defects(project, d) if not is_duplicate(x) and not speaks_of_nothing(project, x, d)]

    def at(x):
        have = [y for y in every if (y["detected_date"] or d) <= x]
        gone = [y for y in have if not is_open(y) and (y["closed_date"] or d) <= x]
        left = len(tests) - sum(ran(t, x, dated=True) for t in tests)
        return [len(have), len(gone), left]

    points = []
    for x in axis(project, d, d, at):
        found, closed, left = at(x)
        points.append({"date": x, "found": found, "closed": closed, "open": found - closed, "tests_left": left})
    if project["curve_x"] == "runs":
        points = over_runs(tests, d, points)
    return points, sum(map(is_open, every))


def over_runs(tests, d, points):
    """The same points over the runs made so far; a day without a run is none of its own."""
    ran_on = [day for t in tests for result, day in rounds_by(t, d) if result in ("pass", "fail") and day]
    by_runs = {}
    for point in points:
        count = sum(day <= point["date"] for day in ran_on)
        by_runs[count] = point | {"runs": count}
    return list(by_runs.values())


def axis(project, d, last, at):
    days = days_of(project)
    listed = days.listed(project["phase_start"], last)
    if project["phase_start"] <= d <= last and not days.works(d) and at(d) != at(days.shift(d, -1)):
        listed = sorted([*listed, d])
    return listed


def speaks_of_nothing(project, defect, d):
    """A defect whose tests are all 対象外."""
    tests = first_of_each(project["tests"])
    named = {same(one) for one in (defect["test_id"] or "").split("、") if one}
    own = [t for t in tests if t["id"] and same(t["id"]) in named]
    own += [t for t in tests if same(defect["id"]) in {same(one) for one in (t["defect_id"] or "").split("、") if one}]
    return bool(own) and all(now(t, d)[0] == "not_applicable" for t in own)

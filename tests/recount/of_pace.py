"""M11 – M15: how fast it goes and would have to go, when it ends, whether the people suffice."""

from fractions import Fraction
from math import ceil

from tests.recount.days import ONE
from tests.recount.seen import days_of, defects, is_open, live, now, passed, ran, same
from tests.recount.wording import month_day, percent, tenths

HORIZON = 250


def of_pace(project, d, figures):
    days, end = days_of(project), project["phase_end"]
    tests = live(project, d)
    remaining = figures["remaining"]["value"]
    left = days.after(d, end)
    found = {}
    if not tests:
        found["required_rate"] = {"value": None}
    elif days.after(end, d):
        found["required_rate"] = {"value": None, "reason": f"超過{days.after(end, d)}営業日"}
    elif not left:
        found["required_rate"] = {"value": None, "reason": "期限到来"}
    else:
        found["required_rate"] = {"value": remaining / left, "text": f"{tenths(remaining, left)}件/日"}

    wanted, speed = project.get("rate_days", 7), None
    nets = daily_nets(project, tests, days, d, wanted)
    if len(nets) < min(6, wanted):
        found["actual_rate"] = {"value": None}
    else:
        speed = Fraction(sum(nets), len(nets))
        found["actual_rate"] = {"value": float(speed)}
        if not stopped(project):
            found["actual_rate"]["text"] = f"{tenths(sum(nets), len(nets)).replace('-', '−')}件/日"
    found["forecast_date"] = forecast(project, tests, days, d, figures, nets, speed)
    found |= load(project, tests, days, d, figures)
    return found


def done(project, test, d):
    """完了 in a series: only what is dated."""
    return passed(test, d, dated=True) and (project.get("done") != "approved" or bool(test["approved_by"]))


def daily_nets(project, tests, days, d, wanted):
    """Net change of passed on each of the last working days on which tests were planned, oldest first."""
    planned = {test["planned_date"] for test in tests} - stopped(project)
    first = min((day for day in planned if day), default=d)
    nets, day = [], d
    while day >= first and len(nets) < wanted:
        if days.works(day) and day in planned:
            before = days.shift(day, -1)
            nets.insert(0, sum(done(project, t, day) for t in tests) - sum(done(project, t, before) for t in tests))
        day -= ONE
    return nets


def stopped(project):
    """The days flagged 環境停止: they drop out of the pace."""
    return {row["planned_date"] for row in project["plan"] if row["remarks"] == "環境停止"}


def forecast(project, tests, days, d, figures, nets, speed):
    end, remaining = project["phase_end"], figures["remaining"]["value"]
    if tests and not remaining:
        return {"value": max((now(test, d)[1] for test in tests if now(test, d)[1]), default=None)}
    if too_early(tests, days, d):
        return {"value": None}
    if speed is None:
        return {"value": None}
    if speed <= 0:
        return {"value": None, "reason": "進んでいません"}
    if ceil(remaining / speed) > HORIZON:
        return {"value": None}
    value = days.shift(d, ceil(remaining / speed))
    p50, p80 = (days.shift(d, k) if k else None for k in first_passage(nets, remaining))
    delta = days.signed(end, value)
    answer = {"value": value, "p50": p50, "p80": p80, "delta_days": delta}
    if p80:
        sign = "+" if delta > 0 else "▲" if delta < 0 else "±"
        answer["text"] = f"{month_day(value)}見込 (計画比{sign}{abs(delta)}営業日、8割方{month_day(p80)}まで)"
    return answer


def too_early(tests, days, d):
    """Below half of the scope, or with results on fewer than six working days, nobody forecasts."""
    executed, n = sum(ran(test, d) for test in tests), len(tests)
    with_results = {now(test, d)[1] for test in tests if ran(test, d, dated=True) and days.works(now(test, d)[1])}
    return not n or executed * 2 < n or len(with_results) < 6


def first_passage(nets, remaining):
    """(n50, n80): the day by which a sum of independent draws from `nets` has reached `remaining` with 50 %, 80 %.

    In whole numbers: `ways[s]` is in how many of len(nets)^n sequences the sum is s and never reached it before.
    """
    ways, arrived, quantiles = {0: 1}, 0, {}
    for n in range(1, HORIZON + 1):
        after = {}
        arrived *= len(nets)
        for total, count in ways.items():
            for net in nets:
                if total + net >= remaining:
                    arrived += count
                else:
                    after[total + net] = after.get(total + net, 0) + count
        ways = after
        for percentage in (50, 80):
            if arrived * 100 >= percentage * len(nets) ** n:
                quantiles.setdefault(percentage, n)
        if len(quantiles) == 2:
            break
    return quantiles.get(50), quantiles.get(80)


def load(project, tests, days, d, figures):
    """M14, M15"""
    end, per_day = project["phase_end"], project.get("tests_per_person_day")
    results = [now(test, d)[0] for test in tests]
    first, fail = sum(x in ("not_run", "blocked", "hold") for x in results), results.count("fail")
    p, runs = figures["failure_rate"]["_exact"], None
    found = {"required_runs": {"value": None}, "required_person_days": {"value": None}}
    if not tests:
        pass
    elif p is not None and p * 2 < 1:
        runs = (first + fail) / (1 - p)
        found["required_runs"] = {"value": float(runs), "text": tenths(runs.numerator, runs.denominator)}
        if per_day:
            person_days = runs / Fraction(str(per_day))
            text = f"{tenths(person_days.numerator, person_days.denominator)}人日"
            found["required_person_days"] = {"value": float(person_days), "text": text}
    elif p is not None:
        found["required_runs"]["reason"] = "NG率が高く再テストが収束しません"
    unsaid = {name: {"value": None} for name in ("capacity", "load_ratio", "load_by_day")}
    people = testers(project)
    if not per_day or not people:
        return found | unsaid
    coming = days.listed(d + ONE, end)
    each = [sum(part_of(person, x) for person in people) * Fraction(str(per_day)) for x in coming]
    found |= unsaid | {"capacity": {"value": float(sum(each))}}
    if runs is None or not sum(each):
        return found
    ratio = runs / sum(each)
    found["load_ratio"] = {"value": float(ratio), "text": percent(ratio.numerator, ratio.denominator)}
    known = {same(x["id"]): x for x in defects(project, d) if x["id"]}
    free = [free_from(test, d, known, days) for test in tests if now(test, d)[0] == "blocked"]
    rows = []
    for number, x in enumerate(coming):
        need = sum(start is not None and start >= x for start in free) / (1 - p) if number else runs
        can = sum(each[number:])
        row = {"date": x, "runs": float(need), "capacity": float(can)}
        rows.append(row | {"ratio": float(need / can) if can else None if need else 0.0})
    over = [row["date"] for row in rows if row["runs"] > row["capacity"]]
    worst = max(row["ratio"] for row in rows if row["ratio"] is not None)
    found["load_by_day"] = {"value": worst, "rows": rows, "over": over}
    return found


def testers(project):
    """Who runs the tests: those of the roster whose role says so, else the number in pmo.toml, each a whole person."""
    named = [row for row in project["roster"] if "実施者" in row["title"]]
    if named:
        return [row | {"leave": [x for x in project["days_off"] if x["owner"] == row["owner"]]} for row in named]
    if not project["testers"]:
        return []
    return [{"allocation": project["testers"], "planned_start": None, "planned_end": None, "leave": []}]


def part_of(person, x):
    """How much of a working day there is of a person."""
    since, until = person["planned_start"], person["planned_end"]
    if (since and x < since) or (until and x > until):
        return 0
    titles = {row["title"] for row in person["leave"] if row["planned_date"] == x}
    off = Fraction(1) if "休暇" in titles or len(titles) == 2 else Fraction(len(titles), 2)
    return Fraction(str(person["allocation"])) * (1 - off)


def free_from(test, d, known, days):
    """The first day a blocked test can run; None: at once."""
    found = []
    named = {same(one) for one in (test["defect_id"] or "").split("、") if one}
    for name, x in known.items():
        if name not in named and same(x["test_id"] or "") != same(test["id"]):
            continue
        if x and is_open(x) and not x["fixed_date"] and x["fix_plan_date"]:
            found.append(days.shift(x["fix_plan_date"], 1))
    return max(found, default=None)

"""What stands around the registers of a random project: people, leave, plan, requirements, what is done by hand."""

from datetime import timedelta

from tests.recount.seen import days_of

PEOPLE = ("青田 一花", "石坂 二郎", "上野原 三奈", "江口 四季", "大槻 五月", "柿沼 六実", "北浜 七海")


def roster(dice, project):
    """Who is who; in some projects the roles say who tests, in some people leave or have no time."""
    testers, rows = dice.random() < 0.5, []
    for number, name in enumerate(PEOPLE[:6]):
        rows.append(
            {
                "owner": name, "owner_org": "甲商事", "side": "ユーザー",
                "title": "テスト実施者" if testers and number < 4 else "業務担当",
                "allocation": dice.choice((1, 1, 1, 0.5, 0.8)), "planned_start": None, "planned_end": None,
            }
        )  # fmt: skip
    if dice.random() < 0.4:
        dice.choice(rows)["planned_end"] = project["as_of"] + timedelta(days=dice.randrange(-3, 6))
    if dice.random() < 0.3:
        dice.choice(rows)["planned_start"] = project["phase_start"] + timedelta(days=dice.randrange(0, 30))
    if dice.random() < 0.2:
        dice.choice(rows)["allocation"] = 0
    return rows if dice.random() < 0.8 else []


def leave(dice, project):
    days = days_of(project).listed(project["phase_start"], project["phase_end"])
    people = [row["owner"] for row in project["roster"]]
    count = dice.randrange(4) if people else 0
    titles = ("休暇", "休暇", "午前休", "午後休")
    return [
        {"planned_date": x, "title": dice.choice(titles), "owner": dice.choice(people)}
        for x in dice.sample(days, count)
    ]


def outages(dice, project):
    """The days of a plan, one or two of them flagged 環境停止; most projects have no such sheet."""
    if dice.random() < 0.7:
        return []
    phase = days_of(project).listed(project["phase_start"], project["phase_end"])
    counts = {x: sum(t["planned_date"] == x for t in project["tests"]) for x in phase}
    stopped = dice.sample([x for x in phase if x <= project["as_of"]] or phase, 1)
    return [
        {"planned_date": x, "planned_count": count, "remarks": "環境停止" if x in stopped else None}
        for x, count in counts.items()
    ]


def by_hand(dice, project):
    live, rows = project["go_live"], []
    for number in range(1, dice.randrange(2, 6)):
        start = dice.choice((None, live, live + timedelta(days=40)))
        rows.append(
            {
                "id": f"M-{number:02}", "title": f"手作業その{number}", "owner": dice.choice((*PEOPLE[:6], None)),
                "owner_org": dice.choice(("経理部", "営業部", None)), "planned_start": start,
                "planned_end": dice.choice((None, live + timedelta(days=80))),
                "monthly_count": dice.randrange(5, 400), "minutes_each": dice.choice((3, 7.5, 12, 40)),
            }
        )  # fmt: skip
    return rows


def options(dice):
    """One matter: done by hand, or fixed for a price."""
    common = {"related_id": "K-001"}
    hand = {"title": "手作業で続ける", "cost": None, "months": None, "upkeep": None}
    hand |= {"monthly_count": dice.randrange(20, 300), "minutes_each": dice.choice((5, 12, 30)), "hourly_cost": 4000}
    fix = {"title": "改修する", "cost": dice.choice((900000, 3000000)), "months": dice.choice((1, 2.5, 3))}
    fix |= {"upkeep": dice.choice((20000, 100000)), "monthly_count": None, "minutes_each": None, "hourly_cost": None}
    return [common | hand, common | fix]


def requirements(dice):
    count = dice.randrange(6, 16)
    status = lambda: "rejected" if dice.random() < 0.1 else "open"  # noqa: E731
    return [{"id": f"R-{n:02}", "title": f"要件その{n}", "status": status()} for n in range(1, count + 1)]

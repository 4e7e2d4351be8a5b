"""The registers of a random project: tests over a phase, the defects they found, issues and to-dos."""

from datetime import timedelta

from tests.recount.around import PEOPLE
from tests.recount.seen import days_of

COMPANIES = ("A社", "B社", "C社")
WORD_OF_CAUSE = {
    "data": "テスト用データの投入待ち",
    "environment": "検証環境が停止",
    "spec": "仕様を確認中",
    "unknown": None,
}
LEVELS = ("critical", "high", "medium", "low")


def tests(dice, project, written):
    """Planned over the phase, run some days earlier or later, some more than once; some cannot, or need not, be run."""
    days = days_of(project)
    phase = days.listed(project["phase_start"], project["phase_end"])
    rounds, pace = dice.choice((1, 1, 2, 3)), dice.choice((0.75, 0.9, 0.97))
    good, slow = dice.choice((0.6, 0.85, 0.95)), dice.choice((0, 1, 3))
    rows = []
    for number in range(1, dice.randrange(45, 130)):
        planned = dice.choice(phase)
        ideal = days.shift(planned, dice.randrange(-1, 2 + slow))
        if dice.random() < 0.03:
            ideal += timedelta(days=dice.randrange(1, 3))  # some work on days off
        row = {
            "id": f"T-{number:03}", "title": f"確認その{number}", "tester": dice.choice(PEOPLE[:6]), "defect_id": None,
            "requirement_id": "、".join(sorted(dice.sample([r["id"] for r in project["requirements"]], dice.choice((1, 1, 1, 2))))),
            "planned_date": None if dice.random() < 0.04 else planned, "remarks": None, "approved_by": None,
            "planned_effort": dice.choice((0.5, 1, 1.5, 2, None)), "cause": None,
            "system": dice.choice(("販売", "会計", "物流", "販売、会計", None)),
        }  # fmt: skip
        for n in range(1, rounds + 1):
            mark = "" if n == 1 else f"_{n}"
            row |= {f"result{mark}": "not_run", f"executed_date{mark}": None}
        luck = dice.random()
        if luck < 0.04:
            row["result"] = dice.choice(("not_applicable", "withdrawn"))
        elif luck < 0.08:
            row["result"] = dice.choice(("blocked", "blocked", "hold"))
        elif dice.random() < pace:
            run(dice, days, row, rounds, ideal, good, written)
        rows.append(row)
    if rounds > 1 and project["two_sheets"] and dice.random() < 0.4:
        for row in rows[len(rows) // 2 :]:  # the second sheet keeps one verdict a test
            for name in [name for name in row if name.endswith(("_2", "_3"))]:
                del row[name]
    return rows


def run(dice, days, row, rounds, day, good, written):
    """The rounds of one test up to the day its sheet was written."""
    for n in range(1, rounds + 1):
        if day > written:
            return
        mark = "" if n == 1 else f"_{n}"
        result = (
            "pass" if dice.random() < good else dice.choice(("fail", "fail", "fail", "blocked" if n == 1 else "hold"))
        )
        row |= {f"result{mark}": result, f"executed_date{mark}": day if result in ("pass", "fail") else None}
        if result == "pass":
            row["approved_by"] = "検見 八重" if dice.random() < 0.7 else None
            if dice.random() < 0.97:
                return
        day = days.shift(day, dice.randrange(1, 4))


def defects(dice, project, written):
    days = days_of(project)
    phase = days.listed(project["phase_start"], min(written, project["phase_end"]))
    rows = []
    for number in range(1, dice.randrange(10, 45)):
        found = dice.choice(phase)
        fixed = days.shift(found, dice.randrange(0, 9))
        closed = days.shift(fixed, dice.randrange(0, 4))
        row = {
            "id": f"D-{number:03}", "title": f"不具合その{number}", "vendor": dice.choice((*COMPANIES, None)),
            "owner": dice.choice((*PEOPLE, None)), "severity": dice.choice((*LEVELS[1:], *LEVELS[1:], *LEVELS, None)),
            "test_id": dice.choice(project["tests"])["id"] if dice.random() < 0.6 else None,
            "detected_date": None if dice.random() < 0.04 else found, "closed_date": None, "retest_result": None,
            "status": dice.choice(("open", "in_progress", "in_progress", "waiting", None)), "status_word": None,
            "fixed_date": None, "fix_plan_date": dice.choice((None, fixed, days.shift(found, 3), fixed + timedelta(days=2))),
        }  # fmt: skip
        if closed <= written and dice.random() < 0.8:
            row |= {"status": "closed", "fixed_date": fixed, "closed_date": closed, "retest_result": "pass"}
            if dice.random() < 0.05:
                row["closed_date"] = None
        elif fixed <= written and dice.random() < 0.8:
            row |= {"status": "resolved", "fixed_date": fixed}
            row["retest_result"] = dice.choice((None, None, "fail"))
        elif dice.random() < 0.1:
            row |= {"status": "rejected", "closed_date": dice.choice((found, None))}
            row["status_word"] = dice.choice(("重複", "却下"))
        rows.append(row)
    return rows


def name_the_causes(dice, project):
    """Blocked tests name the defect they wait for, or say in their remarks what is missing."""
    for row in project["tests"]:
        if "blocked" in (value for name, value in row.items() if name.startswith("result")):
            if dice.random() < 0.6:
                chosen = dice.sample(project["defects"], dice.choice((1, 1, 2)))
                row["defect_id"] = "、".join(defect["id"] for defect in chosen)
            else:
                row["cause"] = dice.choice(list(WORD_OF_CAUSE))
                row["remarks"] = WORD_OF_CAUSE[row["cause"]]


def work(dice, project, written, mark, count):
    """Issues or to-dos."""
    days = days_of(project)
    phase = days.listed(project["phase_start"], min(written, project["phase_end"]))
    rows = []
    for number in range(1, count + 1):
        raised = dice.choice(phase)
        due = raised + timedelta(days=dice.randrange(2, 20))
        if dice.random() < 0.2:
            due = project["as_of"] - timedelta(days=dice.randrange(0, 4))
        closed = days.shift(raised, dice.randrange(0, 12))
        updated = days.shift(raised, dice.randrange(0, 8))
        row = {
            "id": f"{mark}-{number:03}", "title": f"{'課題' if mark == 'K' else '依頼'}その{number}の件",
            "owner": dice.choice((*PEOPLE, None)), "severity": dice.choice((*LEVELS, None)),
            "status": dice.choice(("open", "in_progress", "waiting", "answered", None)),
            "raised_date": raised, "due_date": None if dice.random() < 0.15 else due, "closed_date": None,
            "updated_date": min(updated, written) if dice.random() < 0.8 else None, "status_word": None,
        }  # fmt: skip
        if row["status"] is None and dice.random() < 0.5:
            row["status_word"] = "様子見"  # a word nobody told the reader: open
        if closed <= written and dice.random() < 0.7:
            row |= {"status": dice.choice(("closed", "closed", "rejected")), "closed_date": closed, "status_word": None}
            if dice.random() < 0.05:
                row["closed_date"] = None
        rows.append(row)
    return rows

"""A project as its sheets stood some days before: what was not known then is taken out again, and some was different."""

from copy import deepcopy
from datetime import timedelta

ROUNDS = ("", "_2", "_3")


def as_it_was(dice, project, day):
    """The same project on an earlier day: runs, fixes and closings undone, plans, vendors and due dates as they were."""
    before = deepcopy({name: value for name, value in project.items() if name != "kept"}) | {"kept": []}
    before["as_of"] = day
    for test in before["tests"]:
        untest(dice, test, day)
    before["defects"] = [x for x in before["defects"] if not (x["detected_date"] and x["detected_date"] > day)]
    for defect in before["defects"]:
        undo(dice, defect, day)
        unfix(dice, defect, day)
    for kind in ("issues", "todos"):
        before[kind] = [x for x in before[kind] if x["raised_date"] <= day]
        for row in before[kind]:
            undo(dice, row, day)
            if row["updated_date"] and row["updated_date"] > day:
                row["updated_date"] = None
            if row["due_date"] and dice.random() < 0.15:
                row["due_date"] -= timedelta(days=dice.randrange(1, 8))
    if project["planted"] == "vanished" and day == before["as_of"]:
        gone = dict(before["defects"][0], id=f"D-9{day:%d}", status="open", closed_date=None, fixed_date=None)
        before["defects"].append(gone)
    return before


def untest(dice, test, day):
    for mark in ROUNDS:
        if test.get(f"executed_date{mark}") and test[f"executed_date{mark}"] > day:
            test |= {f"result{mark}": "not_run", f"executed_date{mark}": None}
    if test["result"] in ("not_applicable", "withdrawn", "blocked", "hold") and dice.random() < 0.3:
        test["result"] = "not_run"
    if test["planned_date"] and dice.random() < 0.06:
        test["planned_date"] -= timedelta(days=dice.randrange(1, 5))
    if test["result"] == "not_run":
        test["approved_by"] = None
        once_was(dice, test, day)


def once_was(dice, test, day):
    """A verdict that another has taken the place of, in a sheet with one column for it; or that was dropped since."""
    if "result_2" not in test and test["planned_date"] and test["planned_date"] <= day and dice.random() < 0.15:
        test |= {"result": "fail", "executed_date": test["planned_date"]}


def undo(dice, row, day):
    """Closed since."""
    closed = row["closed_date"]
    undated = row["status"] == "closed" and not closed
    if (closed and closed > day) or (undated and dice.random() < 0.5):
        row |= {"closed_date": None, "status": dice.choice(("open", "in_progress")), "status_word": None}


def unfix(dice, defect, day):
    if defect["fixed_date"] and defect["fixed_date"] > day:
        defect |= {"fixed_date": None, "retest_result": None}
        if defect["status"] == "resolved":
            defect["status"] = "in_progress"
    if dice.random() < 0.1:
        defect["vendor"] = dice.choice(("A社", "B社", "C社", None))
    if defect["status"] in ("open", "in_progress") and defect["detected_date"] and dice.random() < 0.08:
        defect |= {"status": "closed", "closed_date": defect["detected_date"]}  # and reopened since

"""What a project looks like at the end of a day: the rules of metrics.md §1, on plain dicts.

A project is a dict: its settings, and under "tests", "defects", "issues", "todos", "requirements" lists of records. A
record is a dict by field name, canonical words, None where nothing is written.
"""

import unicodedata

from tests.recount.days import Days

OUT = ("not_applicable", "withdrawn")
LEVELS = ("critical", "high", "medium", "low", "")


def days_of(project):
    return Days(
        [*project.get("extra_holidays", ()), *(row["planned_date"] for row in project["days_off"] if not row["owner"])],
        due=project.get("holiday_due", "next"),
    )


def same(text):
    """The id as it is compared: width, case, hyphens and spaces do not tell two ids apart."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return "".join(letter for letter in folded if letter not in " -‐-–—―ー−")


def first_of_each(records):
    """Every id once, the first; a record without one counts by itself."""
    seen, kept = set(), []
    for record in records:
        if record["id"]:
            if same(record["id"]) in seen:
                continue
            seen.add(same(record["id"]))
        kept.append(record)
    return kept


def has_rounds(project):
    return any("result_2" in test for test in project["tests"])


def rounds(test):
    """(result, date) of every filled round, in order."""
    found = []
    for n in range(1, 10):
        mark = "" if n == 1 else f"_{n}"
        if f"result{mark}" not in test:
            break
        if test[f"result{mark}"] != "not_run":
            found.append((test[f"result{mark}"], test[f"executed_date{mark}"]))
    return found


def rounds_by(test, d):
    return [(result, day) for result, day in rounds(test) if day is None or day <= d]


def now(test, d):
    """(result now, its day)"""
    done = rounds_by(test, d)
    return done[-1] if done else ("not_run", None)


def live(project, d):
    return [test for test in first_of_each(project["tests"]) if now(test, d)[0] not in OUT]


def ran(test, d, *, dated=False):
    """Whether the test is executed at the end of d; in a series only what is dated counts."""
    result, day = now(test, d)
    return result in ("pass", "fail") and not (dated and day is None)


def passed(test, d, *, dated=False):
    result, day = now(test, d)
    return result == "pass" and not (dated and day is None)


def runs_of(test, d):
    """The verdicts of a test, in order."""
    return [result for result, _ in rounds_by(test, d) if result in ("pass", "fail")]


def is_duplicate(defect):
    return defect.get("status_word") == "重複"


def defects(project, d):
    """The defects that exist on d, as they stand then; duplicates (rejected as such) are still among them."""
    found = []
    for defect in first_of_each(project["defects"]):
        if defect["detected_date"] and defect["detected_date"] > d:
            continue
        defect = dict(defect)
        if defect["fixed_date"] and defect["fixed_date"] > d:
            defect["fixed_date"] = defect["retest_result"] = None
            if defect["status"] == "resolved":
                defect["status"] = "in_progress"
        found.append(as_open(defect, d))
    return found


def records(project, kind, d):
    """Issues or todos that exist on d, as they stand then."""
    return [
        as_open(dict(record), d)
        for record in first_of_each(project[kind])
        if not (record["raised_date"] and record["raised_date"] > d)
    ]


def as_open(record, d):
    if record["closed_date"] and record["closed_date"] > d:
        record["closed_date"] = None
        if record["status"] in ("closed", "rejected"):
            record["status"] = "open"
    return record


def is_open(record):
    return record["status"] not in ("closed", "rejected")


def vendor(record):
    return record.get("vendor") or record.get("owner_org") or ""


def severity(record):
    return record.get("severity") or record.get("priority") or ""


def requirement_ids(test):
    return {same(one) for one in (test["requirement_id"] or "").split("、") if one}


def still_there(project, kind):
    """The rows of a sheet that exist on the as-of day, repeated ids among them."""
    born = {"defects": "detected_date", "issues": "raised_date", "todos": "raised_date"}.get(kind)
    return [x for x in project[kind] if not (born and x[born] and x[born] > project["as_of"])]

"""What people do in the sheets during the ten days that changes what was reported, each on its day and ever after."""

from copy import deepcopy
from datetime import date

from tests.make.sample.days import md, working_days
from tests.make.sample.story import story

DAYS = working_days(md(11, 9), md(11, 24))

# (from the day on, kind, record, what its cells say then)
WRITES = (
    (md(11, 17), "test", "T-S102", {"executed_date": md(11, 12), "result": "pass"}),  # run on 11/12, says the sheet now
    (md(11, 20), "test", "T-S037", {"executed_date": None, "result": None, "evidence": None, "approved_by": None}),
    (md(11, 18), "issue", "K-023", {"id": "K-123"}),
    (md(11, 19), "issue", "K-010", {"status": "in_progress", "closed_date": None, "due_date": md(11, 26)}),
    (md(11, 9), "issue", "K-015", {"due_date": md(11, 12)}),
    (md(11, 11), "issue", "K-015", {"due_date": md(11, 16)}),
    (md(11, 17), "issue", "K-015", {"due_date": md(11, 19)}),
    (md(11, 20), "issue", "K-015", {"due_date": md(11, 27)}),
)
DELETED = {"K-022": md(11, 18)}
ENTERED_LATE = {"K-025": md(11, 18), "D-045": md(11, 19)}  # raised on 11/12, detected on 11/17, say their rows

# what has to be said of it: day → (rule, record, the field of its cell)
TOLD = {
    md(11, 17): {("H-004", "T-S102", "executed_date")},
    md(11, 18): {("H-002", "K-022", "id"), ("H-003", "K-123", "id"), ("H-010", "K-025", "raised_date")},
    md(11, 19): {
        ("H-001", "K-010", "status"),
        ("H-004", "D-045", "detected_date"),
        ("H-010", "D-045", "detected_date"),
    },
    md(11, 20): {("H-001", "T-S037", "result"), ("H-004", "T-S037", "executed_date")},
}


def written(day: date):
    """The rows of every sheet as they stand on a day, with everything people did until then."""
    rows = deepcopy(story(day))
    for since, kind, uid, cells in WRITES:
        if since <= day:
            for row in rows[kind]:
                if row.uid == uid:
                    row.values.update(cells)
    for kind, known in rows.items():
        rows[kind] = [
            row for row in known if day < DELETED.get(row.uid, date.max) and day >= ENTERED_LATE.get(row.uid, date.min)
        ]
    return rows

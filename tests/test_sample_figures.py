"""The sample project's figures, counted again by plain loops over the rows its sheets were written from.

Nothing of the product is used to count: the rules are those of metrics.md §1 to §3, the holidays are typed in below.
What the planted mistakes change is said where it is counted.
"""

import unicodedata
from datetime import date, timedelta

import pytest

import pmo_xl
from tests.make.sample.build import as_written, build
from tests.make.sample.days import SAMPLE_DAY

START, END, GO_LIVE = date(2026, 10, 26), date(2026, 12, 4), date(2027, 1, 5)
HOLIDAYS = {date(2026, 11, 3), date(2026, 11, 13), date(2026, 11, 23), *(date(2026, 12, n) for n in (29, 30, 31))}
HOLIDAYS |= {date(2027, 1, 1)}
DAYS = (date(2026, 11, 6), date(2026, 11, 20), SAMPLE_DAY)


@pytest.fixture(scope="module", params=[(day, clean) for day in DAYS for clean in (False, True)], ids=str)
def both(request, tmp_path_factory):
    """(what the product measures in the workbooks, what the rows say, the day) for one day, with or without mistakes."""
    day, clean = request.param
    folder = tmp_path_factory.mktemp("sample")
    build(folder, day, clean=clean)
    metrics = pmo_xl.load(folder).daily(as_of=day).metrics
    return metrics, Count(as_written(day, clean=clean), day), day


def working_days_after(start, end):
    """wd(start, end], counted one by one."""
    count = 0
    while start < end:
        start += timedelta(days=1)
        if start.weekday() < 5 and start not in HOLIDAYS:
            count += 1
    return count


def days_overdue(due, day):
    if due is None:
        return 0
    while due.weekday() >= 5 or due in HOLIDAYS:  # due on a day off is due on the next working day
        due += timedelta(days=1)
    return working_days_after(due, day)


def due_on(due):
    while due.weekday() >= 5 or due in HOLIDAYS:
        due += timedelta(days=1)
    return due


def once(rows, field):
    """A repeated id counts once, the first (G-005); a row without an id counts (G-004)."""
    seen, kept = set(), []
    for row in rows:
        written = row.means(field)
        key = unicodedata.normalize("NFKC", written).upper().replace(" ", "") if written else object()
        if key not in seen:
            seen.add(key)
            kept.append(row)
    return kept


def result_now(test, day):
    """(verdict, its day): the highest filled round not dated after the day; a date later than the day is not run.

    A word nobody knows (G-009) is neither OK nor NG, a verdict without a date (T-001) counts all the same.
    """
    for number in ("_2", ""):
        written, ran = test.shown(f"result{number}"), test.means(f"executed_date{number}")
        if written is not None and (ran is None or ran <= day):
            return test.means(f"result{number}") or "unknown", ran
    return "not_run", None


def is_open(row):
    """Neither closed nor rejected: a blank or unknown status is open."""
    return row.means("status") not in ("closed", "rejected")


class Count:
    """Every figure by its name in `daily --json`, from the rows as written."""

    def __init__(self, rows, day):
        self.day = day
        self.tests = [(test, *result_now(test, day)) for test in once(rows["test"], "test_case_id")]
        self.live = [one for one in self.tests if one[1] not in ("not_applicable", "withdrawn")]
        self.issues = once([i for i in rows["issue"] if i.means("raised_date") <= day], "id")
        self.todos = once([t for t in rows["todo"] if t.means("raised_date") <= day], "id")
        self.found = once([d for d in rows["defect"] if d.means("detected_date") <= day], "id")
        self.defects = [d for d in self.found if d.shown("status") != "重複"]  # another one written twice is none

    def figures(self):
        tests, live, day = self.tests, self.live, self.day
        executed = [one for one in live if one[1] in ("pass", "fail")]
        passed = [one for one in live if one[1] == "pass"]
        planned = [t for t, _, _ in live if t.means("planned_date") and t.means("planned_date") <= day]
        today = [(t, v, ran) for t, v, ran in live if t.means("planned_date") == day]
        done_today = [t for t, v, ran in today if v in ("pass", "fail") and ran == day]
        late = [
            t
            for t, v, _ in live
            if t.means("planned_date") and t.means("planned_date") < day and v not in ("pass", "fail")
        ]
        n = len(live)
        return {
            "working_days_total": working_days_after(START - timedelta(days=1), END),
            "working_days_elapsed": working_days_after(START - timedelta(days=1), min(day, END)),
            "working_days_remaining": working_days_after(day, END),
            "scope": n,
            "scope_excluded": len(tests) - n,
            "execution_rate": len(executed) / n,
            "planned_execution_rate": len(planned) / n,
            "execution_gap": len(executed) - len(planned),
            "execution_gap_pt": 100 * (len(executed) - len(planned)) / n,
            "completion_rate": len(passed) / n,
            "pass_rate": len(passed) / len(executed),
            "remaining": n - len(passed),
            "required_rate": (n - len(passed)) / working_days_after(day, END),
            "blocked_rate": sum(v == "blocked" for _, v, _ in live) / n,
            "executed_today": sum(v in ("pass", "fail") and ran == day for _, v, ran in live),
            "today_plan_rate": len(done_today) / len(today) if today else None,
            "carry_over": len(late),
            **self._defect_figures(),
            **self._issue_figures(),
        }

    def _defect_figures(self):
        day, defects = self.day, self.defects
        left = [d for d in defects if is_open(d)]
        return {
            "defects_found": len(defects),
            "defects_open": len(left),
            "defects_closed": len(defects) - len(left),
            "defects_new_today": sum(d.means("detected_date") == day for d in defects),
            "defects_closed_today": sum(not is_open(d) and d.means("closed_date") == day for d in defects),
            "overdue_fixes": sum(
                not d.means("fixed_date") and days_overdue(d.means("fix_plan_date"), day) >= 1 for d in left
            ),
        }

    def _issue_figures(self):
        day = self.day
        left = [issue for issue in self.issues if is_open(issue)]
        todos = [todo for todo in self.todos if is_open(todo)]
        return {
            "issues_open": len(left),
            "overdue": sum(days_overdue(issue.means("due_date"), day) >= 1 for issue in left),
            "due_today": sum(
                issue.means("due_date") is not None and due_on(issue.means("due_date")) == day for issue in left
            ),
            "no_due": sum(issue.means("due_date") is None for issue in left),
            "issues_new_today": sum(issue.means("raised_date") == day for issue in self.issues),
            "issues_closed_today": sum(not is_open(i) and i.means("closed_date") == day for i in self.issues),
            "overdue_todos": sum(days_overdue(todo.means("due_date"), day) >= 1 for todo in todos),
        }

    def severity_by_status(self):
        """(severity, status) → open defects; a blank severity is "", a blank status counts as open."""
        counts = {}
        for defect in self.defects:
            if is_open(defect):
                key = defect.means("severity") or "", defect.means("status") or "open"
                counts[key] = counts.get(key, 0) + 1
        return counts

    def by_vendor(self):
        """Vendor → (new today, closed today, open, open past the planned fix); "" is nobody's.

        A duplicate that was still open yesterday leaves as closed, so that yesterday + new − closed is today.
        """
        counts = {}
        for defect in self.found:
            if defect not in self.defects and defect.means("detected_date") == self.day:
                continue
            row = counts.setdefault(defect.means("vendor") or "", [0, 0, 0, 0])
            row[0] += defect.means("detected_date") == self.day
            row[1] += not is_open(defect) and defect.means("closed_date") == self.day
            row[2] += is_open(defect)
            late = days_overdue(defect.means("fix_plan_date"), self.day) >= 1
            row[3] += is_open(defect) and not defect.means("fixed_date") and late
        return {vendor: tuple(row) for vendor, row in counts.items()}

    def aging(self):
        """Vendor → open defects of 0–2, 3–5, 6–10, 11 and more working days."""
        counts = {}
        for defect in self.defects:
            if is_open(defect):
                age = working_days_after(defect.means("detected_date"), self.day)
                band = 0 if age <= 2 else 1 if age <= 5 else 2 if age <= 10 else 3
                row = counts.setdefault(defect.means("vendor") or "", [0, 0, 0, 0])
                row[band] += 1
        return {vendor: tuple(row) for vendor, row in counts.items()}


def test_every_figure_is_what_the_rows_say(both):
    metrics, count, day = both
    said = {name: metrics[name].value for name in count.figures()}
    assert said == pytest.approx(count.figures()), day


def test_open_defects_by_severity_and_status_are_what_the_rows_say(both):
    metrics, count, _ = both
    rows = metrics["severity_by_status"].rows
    states = ("open", "in_progress", "answered", "waiting", "resolved")
    said = {(row["severity"], state): row.get(state, 0) for row in rows for state in states}
    assert {key: n for key, n in said.items() if n} == count.severity_by_status()


def test_vendors_are_what_the_rows_say(both):
    metrics, count, _ = both
    rows = metrics["by_vendor"].rows
    said = {row["vendor"]: (row["new"], row["closed"], row["open"], row["overdue_fix"]) for row in rows}
    assert {vendor: n for vendor, n in said.items() if any(n)} == {v: n for v, n in count.by_vendor().items() if any(n)}


def test_ages_of_open_defects_are_what_the_rows_say(both):
    metrics, count, _ = both
    bands = ("d0_2", "d3_5", "d6_10", "d11")
    said = {row["vendor"]: tuple(row.get(band, 0) for band in bands) for row in metrics["aging"].rows}
    assert said == count.aging()


def test_the_sample_day_is_worth_reporting():
    """A bit behind, a critical defect open for days, overdue issues: what a daily report is for."""
    count = Count(as_written(SAMPLE_DAY), SAMPLE_DAY)
    figures = count.figures()
    assert 0.55 <= figures["execution_rate"] <= 0.65
    assert -10 <= figures["execution_gap_pt"] < -3
    assert figures["overdue"] >= 5
    assert any(severity == "critical" for severity, _ in count.severity_by_status())
    assert len(count.by_vendor()) >= 3

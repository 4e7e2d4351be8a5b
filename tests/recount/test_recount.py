"""Every figure of random projects, read from real workbooks, against plain loops written from metrics.md alone.

One project again: python -m pytest -m full "tests/recount/test_recount.py::test_every_figure_is_what_plain_loops_count[17]"
A failure names the project by its seed, and of each figure what is said and what was recounted.
"""

from collections import Counter
from datetime import date, datetime
from functools import cache
from pathlib import Path
from unicodedata import normalize

import pytest

import pmo_xl
from pmo_xl.metrics.catalogue import CATALOGUE
from tests.recount.books import write
from tests.recount.figures import recount
from tests.recount.of_lights import in_future
from tests.recount.projects import project_of
from tests.recount.seen import days_of, live, still_there

SEEDS = range(10)
MORE = range(10, 120)
KINDS = ("tests", "defects", "issues", "todos", "requirements", "roster", "days_off", "plan", "manual_work", "options")
# tables whose order is nobody's promise: rows are matched by their first cell
ANYWHERE = ("aging", "by_vendor", "severity_by_status", "due_slips", "system_by_result", "corrections")
# Figures that are proved elsewhere: they have no formula of their own in metrics.md §3 that could be counted again.
PROVED_ELSEWHERE = {
    "coverage_by_requirement": "tests/metrics/test_coverage.py",
    "coverage_changed": "tests/metrics/test_coverage.py",
    "data_health": "below: its rows are the findings'",
    "defect_density": "tests/metrics/test_density.py",
    "density_zone": "tests/metrics/test_density.py",
    "levers": "tests/metrics/test_levers.py",
    "reliability_growth": "below: what must hold of it, and tests/metrics/test_growth.py",
    "since_previous": "tests/metrics/test_since.py",
    "test_density": "tests/metrics/test_density.py",
}
each_project = pytest.mark.parametrize("seed", [*SEEDS, *(pytest.param(s, marks=pytest.mark.full) for s in MORE)])


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    """Seed → the project and what pmo_xl makes of its workbooks, each earlier state kept on its day."""

    @cache
    def of(seed):
        project, folder = project_of(seed), tmp_path_factory.mktemp(f"seed{seed}")
        return project, report_of(project, folder)

    return of


def report_of(project, folder):
    for state in project["kept"]:
        write(state["project"], folder)
        pmo_xl.load(folder).keep(state["date"])
    write(project, folder)
    return pmo_xl.load(folder).daily(project["as_of"])


def differences(project, report):
    """One line for each thing said of a figure that is not what was recounted; and how many things were compared."""
    said = {name: metric.as_dict() for name, metric in report.metrics.items()} | {"stamp": {"value": report.stamp}}
    lines, compared = [], 0
    for name, figure in recount(project, project["as_of"]).items():
        if name.startswith("_"):
            continue
        for part, wanted in figure.items():
            if part.startswith("_"):
                continue
            compared += max(len(wanted), 1) if isinstance(wanted, list) else 1
            ours, wanted = (plain(value, name) for value in (said.get(name, {}).get(part), wanted))
            if not alike(wanted, ours):
                where = f"seed {project['seed']} ({project['as_of']}) {name}.{part}"
                lines.append(f"{where}: ours {ours!r}, recounted {wanted!r}")
    return lines, compared


def plain(value, name):
    """Dates as ISO texts; of the tables `ANYWHERE` the rows in one order, those of zeros left out."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: plain(inner, name) for key, inner in value.items()}
    if isinstance(value, str):
        return normalize("NFKC", value) if value.endswith("社") else value  # a company is told in one of its spellings
    if not isinstance(value, list | tuple):
        return value
    rows = [plain(inner, name) for inner in value]
    if name not in ANYWHERE or not rows or not isinstance(rows[0], dict):
        return rows
    first = next(iter(rows[0]))
    filled = [row for row in rows if any(inner for key, inner in row.items() if key != first)]
    return sorted(filled, key=lambda row: row[first])


def alike(wanted, ours):
    """Whether ours says what is wanted; it may say more, and a count of zero may be left out (contract.md)."""
    if isinstance(wanted, bool) or isinstance(ours, bool):
        return wanted is ours
    if isinstance(wanted, float) and isinstance(ours, int | float):
        return abs(wanted - ours) <= 1e-9 * max(1, abs(wanted))
    if isinstance(wanted, dict) and isinstance(ours, dict):
        return all(alike(inner, ours.get(key, 0)) for key, inner in wanted.items())
    if isinstance(wanted, list) and isinstance(ours, list):
        return len(wanted) == len(ours) and all(map(alike, wanted, ours))
    return wanted == ours


@each_project
def test_every_figure_is_what_plain_loops_count(seed, measured):
    lines, compared = differences(*measured(seed))
    assert not lines, "\n".join(lines)
    assert compared > 200


@each_project
def test_what_is_planted_is_stamped_and_nothing_else_is(seed, measured):
    project, report = measured(seed)
    as_of, planted = project["as_of"], project["planted"]
    later = any(in_future(test, as_of) for test in live(project, as_of))  # a sheet newer than the day asked for
    state = project["kept"][-1] if project["kept"] else {"date": date.min}
    vanished = planted == "vanished" and state["date"] >= days_of(project).shift(as_of, -1)
    broken = planted in ("unknown", "undated") or vanished  # B2; B9; B4
    assert report.metrics["balance"].value is not broken
    assert report.stamp == ("参考値" if broken or later or planted in ("duplicate", "future") else None)


@each_project
def test_data_health_counts_the_rows_and_the_findings(seed, measured):
    project, report = measured(seed)
    findings = report.checked.findings
    health = report.metrics["data_health"]
    rows = sum(len(still_there(project, kind)) for kind in KINDS)
    doubtful = {
        (f.record.table.file, f.record.table.sheet, f.record.row) for f in findings if f.level == "error" and f.record
    }
    assert (health.count, health.of) == (rows - len(doubtful), rows)
    assert {level: count for level, count in health.extra["findings"].items() if count} == Counter(
        f.level for f in findings
    )


@each_project
def test_growth_is_said_from_sixty_percent_and_twenty_defects_on(seed, measured):
    project, report = measured(seed)
    growth, found = report.metrics["reliability_growth"], recount(project, project["as_of"])
    executed = found["_executed"]
    defects = found["defect_curve"]["points"][-1]["found"]
    if executed[0] * 10 < executed[1] * 6:
        assert growth.reason == "消化60%未満のため収束予測はまだ示せません"
    elif defects < 20:
        assert growth.reason == "不具合が20件未満のため収束予測はまだ示せません"
    elif growth.value is not None:  # else the curve has not begun to bend: c ≤ 0
        low, high = growth.extra["low"], growth.extra["high"]
        assert defects <= low <= growth.value
        assert high is None or growth.value <= high  # None: as many as one likes would explain the days so far
        assert growth.extra["convergence"] == pytest.approx(defects / growth.value, abs=1e-9)


def test_no_figure_is_left_out():
    project = project_of(0)
    counted = {name for name in recount(project, project["as_of"]) if name != "stamp" and not name.startswith("_")}
    assert counted | set(PROVED_ELSEWHERE) == {figure.name for figure in CATALOGUE}
    assert not counted & set(PROVED_ELSEWHERE)
    named = [Path(where) for where in PROVED_ELSEWHERE.values() if where.startswith("tests/")]
    assert all((Path(__file__).parents[2] / where).is_file() for where in named)


def test_the_projects_have_what_breaks_counting():
    """The ten of the suite between them: every planted mistake, rounds, kept states, settings, days off."""
    projects = [project_of(seed) for seed in SEEDS]
    assert {p["planted"] for p in projects} >= {None, "duplicate", "unknown", "future", "undated"}
    assert {len(p["kept"]) for p in projects} >= {0, 1, 3}
    assert {p["basis"] for p in projects} == {"case", "run", "effort"}
    for name, values in (("done", 2), ("holiday_due", 2), ("rate_days", 2), ("curve_x", 2), ("two_sheets", 2)):
        assert len({p[name] for p in projects}) == values, name
    assert any("result_3" in p["tests"][0] for p in projects)
    assert any(p["as_of"] > p["phase_end"] for p in projects)
    assert any(p["as_of"].weekday() > 4 for p in projects)
    assert any(p["manual_work"] for p in projects)
    assert any(p["options"] for p in projects)
    assert any(row["remarks"] for p in projects for row in p["plan"])

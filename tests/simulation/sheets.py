"""A simulated UAT as people would have kept it in their sheets by the end of a day."""

from pmo_xl.settings import Config, MetricsSection, ProjectSection
from pmo_xl.workdays import Calendar
from tests.simulation.finds import Finds
from tests.simulation.uat import FIRST, Course, date_of
from tests.support.build import register_of, situation

UNGATED = MetricsSection(forecast_min_rate=0.0, forecast_min_days=3, growth_min_rate=0.0)
_DEFECT = ("id", "detected_date", "status", "fixed_date", "fix_plan_date")


def course_as_kept(course: Course, day: int):
    """Tests with their rounds and defects of a course: what came later is not known, what cannot run is 実施不可."""
    rows = []
    for number, test in enumerate(course.tests):
        runs = [run for run in test.runs if run[0] <= day]
        cells = [cell for ran, passed in runs for cell in ("pass" if passed else "fail", date_of(ran))]
        if not runs and test.planned <= day < test.free:
            cells = ["blocked", None]
        rows.append([f"T-{number:04}", date_of(test.planned), *cells])
    header = ["id", "planned_date", "result", "executed_date"]
    for number in range(2, max(map(len, rows)) // 2):
        header += [f"result_{number}", f"executed_date_{number}"]
    tests = register_of("test", header, [row + [None] * (len(header) - len(row)) for row in rows])
    defects = [
        [name, date_of(defect.found), *_mended(defect.fixed, day)]
        for name, defect in zip(map("D-{:04}".format, range(len(course.defects))), course.defects, strict=True)
        if defect.found <= day
    ]
    return _kept(day, tests, defects)


def finds_as_kept(finds: Finds, day: int):
    """A hundred tests, as many of them run as the phase had consumed, and the defects found by the day."""
    done = [next(x for x in range(1, finds.days + 1) if finds.consumed[x - 1] * 100 >= n) for n in range(1, 101)]
    rows = [
        [f"T-{number:03}", date_of(x), *(("pass", date_of(x)) if x <= day else (None, None))]
        for number, x in enumerate(done)
    ]
    tests = register_of("test", ["id", "planned_date", "result", "executed_date"], rows)
    found = [x for x in finds.found_on if x <= day]
    return _kept(day, tests, [[f"D-{n:04}", date_of(x), "open", None, None] for n, x in enumerate(found)])


def _mended(fixed: int, day: int):
    done = fixed <= day
    return "resolved" if done else "in_progress", date_of(fixed) if done else None, date_of(fixed)


def _kept(day, tests, defects):
    return situation(
        date_of(day),
        tests,
        register_of("defect", _DEFECT, defects),
        config=Config(project=ProjectSection(phase_start=FIRST), metrics=UNGATED),
        calendar=Calendar(public=False),
    )

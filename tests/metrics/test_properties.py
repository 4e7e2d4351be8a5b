"""What holds for every register: sums agree, rates are rates, order means nothing, a test out of scope moves nothing."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace as changed

from pmo_xl.history.rows import fields_of, row_of
from pmo_xl.metrics.catalogue import measure
from pmo_xl.metrics.stamp import stamp
from pmo_xl.model.kept import Kept
from pmo_xl.settings import MetricsSection
from tests.metrics.g1 import config
from tests.support.build import register_of, situation

AS_OF = date(2024, 5, 7)
DAYS = st.one_of(st.none(), st.integers(0, 25).map(lambda n: date(2024, 4, 20) + timedelta(days=n)))
PAST = st.integers(0, 17).map(lambda n: date(2024, 4, 20) + timedelta(days=n))
RATES = ("execution_rate", "planned_execution_rate", "completion_rate", "pass_rate", "failure_rate", "blocked_rate",
         "today_plan_rate", "coverage_live", "coverage_run", "coverage_pass", "first_pass_rate", "refail_rate",
         "approved_rate", "replan_rate", "data_health")  # fmt: skip

TEST_FIELDS = [
    "planned_date", "result", "executed_date", "result_2", "executed_date_2", "requirement_id", "approved_by",
    "planned_effort",
]  # fmt: skip


@st.composite
def a_test(draw):
    """A test as a careful person keeps it: a verdict has its date, a second round comes after a first."""
    first = draw(st.sampled_from([None, "pass", "fail", "blocked", "hold", "not_applicable", "withdrawn"]))
    dated = first in ("pass", "fail")
    on = draw(PAST) if dated else None
    second = draw(st.sampled_from([None, "pass", "fail"])) if first == "fail" else None
    again = on + timedelta(days=draw(st.integers(0, 3))) if second else None
    if again is not None and again > AS_OF:
        again = AS_OF
    requirement = draw(st.sampled_from([None, "R-1", "R-2", "R-1、R-3"]))
    signed = draw(st.sampled_from([None, "部長"]))
    effort = draw(st.one_of(st.none(), st.integers(1, 40).map(lambda n: n / 4)))
    return [draw(DAYS), first, on, second, again, requirement, signed, effort]


@st.composite
def a_defect(draw):
    found = draw(PAST)
    closed = draw(st.one_of(st.none(), st.integers(0, 5)))
    status = draw(
        st.sampled_from(["closed", "rejected"] if closed is not None else ["open", "waiting", "resolved", None])
    )
    when = None if closed is None else min(found + timedelta(days=closed), AS_OF)
    vendor = draw(st.sampled_from([None, "A社", "B社", "C社"]))
    severity = draw(st.sampled_from([None, "critical", "high", "medium", "low"]))
    return [vendor, found, severity, status, when, draw(DAYS)]


@st.composite
def an_issue(draw):
    closed = draw(st.one_of(st.none(), PAST))
    return [draw(st.sampled_from(["high", "low", None])), "closed" if closed else "open", draw(DAYS), closed]


def register(kind, fields, rows):
    return register_of(kind, ["id", *fields], [[f"{kind}-{n:03}", *row] for n, row in enumerate(rows)])


def figures(tests, defects, issues, *, order=lambda rows: rows, metrics=None, kept=()):
    registers = [
        register("test", TEST_FIELDS, tests),
        register("defect", ["vendor", "detected_date", "severity", "status", "closed_date", "fix_plan_date"], defects),
        register("issue", ["severity", "status", "due_date", "closed_date"], issues),
        register_of("requirement", ["id"], [["R-1"], ["R-2"], ["R-3"]]),
    ]
    settings = config() if metrics is None else changed(config(), metrics=metrics)
    mixed = (r.with_records(order(r.records)) for r in registers)
    state = situation(AS_OF, *mixed, config=settings, kept=kept)
    return measure(state), state


def kept_on(day, state):
    """What the registers of a situation would have been kept as, under another day."""
    rows = {name: tuple(map(row_of, register)) for name, register in state.registers.items()}
    return Kept(day, rows, columns={name: fields_of(register) for name, register in state.registers.items()})


REGISTERS = (st.lists(a_test(), max_size=25), st.lists(a_defect(), max_size=15), st.lists(an_issue(), max_size=10))


@settings(max_examples=20, deadline=None)
@given(*REGISTERS)
def test_the_sums_agree_for_careful_people(tests, defects, issues):
    metrics, state = figures(tests, defects, issues)
    assert [row for row in metrics["balance"].rows if not row["ok"]] == []
    assert stamp(metrics, state) is None
    assert metrics["remaining"].value == metrics["scope"].value - metrics["completion_rate"].count if tests else True
    found, closed, still = (metrics[f"defects_{key}"].value for key in ("found", "closed", "open"))
    assert found - closed == still


@settings(max_examples=20, deadline=None)
@given(*REGISTERS)
def test_a_rate_is_between_none_and_all_and_its_numerator_is_its_ids(tests, defects, issues):
    metrics, _ = figures(tests, defects, issues)
    for key in RATES:
        metric = metrics[key]
        assert metric.value is None or 0 <= metric.value <= 1, key
        assert (metric.value is None) == (metric.text == "−")


DIFFERENCES = {"execution_gap"}  # 件 that are no set of records


@settings(max_examples=20, deadline=None)
@given(*REGISTERS, st.booleans())
def test_every_count_is_the_number_of_its_ids(tests, defects, issues, with_history):
    """B8: what is printed as 件, and every numerator that has records behind it."""
    kept = ()
    if with_history:
        _, before = figures(tests[: len(tests) // 2], defects[: len(defects) // 2], issues[: len(issues) // 2])
        kept = [kept_on(date(2024, 5, 2), before)]
    metrics, _ = figures(tests, defects, issues, kept=kept)
    for name, metric in metrics.items():
        assert len(metric.ids) == len(metric.records)
        if metric.count is not None and metric.records:
            assert metric.count == len(metric.ids), name
        if metric.unit == "件" and metric.value is not None and name not in DIFFERENCES:
            assert metric.value == len(metric.ids), name


@settings(max_examples=20, deadline=None)
@given(*REGISTERS, st.sampled_from(["run", "effort"]), st.sampled_from(["pass", "approved"]))
def test_in_every_basis_a_rate_is_a_rate_and_the_sums_agree(tests, defects, issues, basis, done):
    by_case, _ = figures(tests, defects, issues, metrics=MetricsSection(done=done))
    metrics, _ = figures(tests, defects, issues, metrics=MetricsSection(basis=basis, done=done))
    assert [row for row in metrics["balance"].rows if not row["ok"]] == []
    assert all(metrics[key].value is None or 0 <= metrics[key].value <= 1 for key in RATES)
    executed, planned = metrics["execution_rate"].value, metrics["planned_execution_rate"].value
    if executed is not None and planned is not None:
        assert abs(metrics["execution_gap_pt"].value - 100 * (executed - planned)) < 1e-9
    for key in ("scope", "remaining", "execution_gap", "forecast_date", "required_runs", "blocked_loss", "carry_over"):
        assert metrics[key].value == by_case[key].value, key  # tests are counted, whatever a rate is counted in
    for key in ("execution_rate", "completion_rate", "blocked_rate"):
        if metrics[key].value is not None:
            assert metrics[key].ids == by_case[key].ids


@settings(max_examples=20, deadline=None)
@given(*REGISTERS)
def test_a_day_kept_as_it_is_changes_nothing(tests, defects, issues):
    _, state = figures(tests, defects, issues)
    metrics, _ = figures(tests, defects, issues, kept=[kept_on(date(2024, 5, 2), state)])
    for row in metrics["by_vendor"].rows:
        assert (row["new"], row["transferred"], row["closed"]) == (0, 0, 0)
    assert metrics["defects_reopened"].value == 0
    assert metrics["due_slips"].value == 0
    assert metrics["replan_rate"].value in (0, None)
    assert [row for row in metrics["balance"].rows if not row["ok"]] == []


@settings(max_examples=20, deadline=None)
@given(*REGISTERS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(tests, defects, issues, random):
    def shuffled(records):
        return random.sample(records, len(records))

    plain, _ = figures(tests, defects, issues)
    mixed, _ = figures(tests, defects, issues, order=shuffled)
    assert {name: metric.as_dict() for name, metric in plain.items()} == {
        name: metric.as_dict() for name, metric in mixed.items()
    }


@settings(max_examples=20, deadline=None)
@given(*REGISTERS)
def test_one_more_test_out_of_scope_moves_only_what_is_excluded(tests, defects, issues):
    plain, _ = figures(tests, defects, issues)
    more, _ = figures([*tests, [None, "not_applicable", None, None, None, None, None, None]], defects, issues)
    moved = {name for name in plain if plain[name].as_dict() != more[name].as_dict()}
    assert moved <= {"scope", "scope_excluded", "data_health", "balance", "burn_up"}
    assert more["scope"].value == plain["scope"].value
    assert more["scope_excluded"].value == plain["scope_excluded"].value + 1
    assert more["burn_up"].as_dict() == plain["burn_up"].as_dict()


@settings(max_examples=20, deadline=None)
@given(st.lists(a_test(), min_size=1, max_size=25))
def test_the_curve_says_what_counting_each_day_says(tests):
    metrics, state = figures(tests, [], [])
    for point in (metrics["burn_up"].points or ())[::3]:
        if point["executed"] is not None:
            that_day = measure(replace(state, as_of=point["date"]))
            assert point["executed"] == len(that_day["execution_rate"].records)
            assert point["passed"] == len(that_day["completion_rate"].records)

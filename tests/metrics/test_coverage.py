"""Requirements and their tests, systems and their tests, passes and their sign-off."""

import pytest

from pmo_xl.metrics.catalogue import measure
from pmo_xl.metrics.systems import systems_of
from tests.metrics import g1
from tests.support.build import register, register_of, situation

AS_OF = "2024-05-07"

REQUIREMENTS = """
    | id   | title    | severity | status   | updated_date |
    | R-01 | 受注入力 | high     |          | 2024-04-30   |
    | R-02 | 受注照会 | medium   |          | 2024-04-01   |
    | R-03 | 受注取消 | critical |          |              |
    | R-04 | 受注複写 | low      |          | 2024-05-08   |
    | R-05 | 廃止     | high     | rejected |              |
"""
TESTS = """
    | id    | requirement_id | viewpoint | result         | executed_date |
    | T-001 | R-01、R-02     | 正常系    | pass           | 2024-04-26    |
    | T-002 | R-01           | 異常系    | pass           | 2024-04-30    |
    | T-003 | R-02           | 正常系    | not_run        |               |
    | T-004 | R-03           | 正常系    | not_applicable |               |
    | T-005 | R-04           |           | pass           | 2024-05-01    |
"""


def measured(*registers, as_of=AS_OF):
    return measure(situation(as_of, *registers))


@pytest.fixture
def figures():
    return measured(register("requirement", REQUIREMENTS), register("test", TESTS))


def row_of(figures, identifier):
    return next(row for row in figures["coverage_by_requirement"].rows if row["id"] == identifier)


def test_a_row_for_every_requirement_that_is_not_rejected_the_gravest_first(figures):
    assert [row["id"] for row in figures["coverage_by_requirement"].rows] == ["R-03", "R-01", "R-02", "R-04"]
    assert figures["coverage_by_requirement"].value == 4


def test_a_requirement_whose_only_test_is_out_of_scope_is_uncovered(figures):
    row = row_of(figures, "R-03")
    assert (row["tests"], row["live"], row["state"], row["weak"]) == (1, 0, "uncovered", ())
    assert figures["coverage_uncovered"].ids == ("R-03",)
    # and so the rate agrees: three of four have a live test
    assert (figures["coverage_live"].count, figures["coverage_live"].of) == (3, 4)


def test_a_test_that_names_two_requirements_is_in_both_rows(figures):
    assert row_of(figures, "R-01")["test_ids"] == ("T-001", "T-002")
    assert row_of(figures, "R-02")["test_ids"] == ("T-001", "T-003")


def test_states_go_from_the_live_tests(figures):
    assert [row_of(figures, name)["state"] for name in ("R-01", "R-02", "R-04")] == ["passed", "in_progress", "passed"]


@pytest.mark.parametrize(
    ("results", "state"),
    [(["fail", "pass"], "failed"), (["not_run", "blocked"], "not_run"), (["pass", "withdrawn"], "passed")],
)
def test_the_state_of_a_requirement(results, state):
    rows = [[f"T-{n}", "R-01", result] for n, result in enumerate(results)]
    figures = measured(
        register_of("requirement", ["id", "title"], [["R-01", "受注入力"]]),
        register_of("test", ["id", "requirement_id", "result"], rows),
    )
    assert row_of(figures, "R-01")["state"] == state


def test_thin_coverage_is_named_by_its_reasons(figures):
    assert row_of(figures, "R-01")["weak"] == ()  # T-002 looks at an error
    assert row_of(figures, "R-02")["weak"] == ("normal_only",)
    # one test, and nobody wrote what it looks at: that it is a normal case would be a guess
    assert row_of(figures, "R-04")["weak"] == ("one_test",)
    assert figures["coverage_weak"].ids == ("R-02", "R-04")
    assert figures["coverage_weak"].extra["reasons"] == {"one_test": 1, "normal_only": 1, "not_run": 0}


def test_only_tests_that_were_not_run_are_thin_coverage():
    figures = measured(
        register_of("requirement", ["id", "title"], [["R-01", "受注入力"]]),
        register_of("test", ["id", "requirement_id", "result"], [["T-1", "R-01", "not_run"], ["T-2", "R-01", None]]),
    )
    assert row_of(figures, "R-01")["weak"] == ("not_run",)


def test_a_requirement_changed_after_its_test_passed_is_named_with_the_test(figures):
    # R-01 was updated on 4/30: T-001 passed on 4/26, T-002 on the day itself, of which nobody knows the hour
    assert row_of(figures, "R-01")["changed_after_pass"] == ("T-001",)
    assert row_of(figures, "R-02")["changed_after_pass"] == ()
    # R-04 is updated on 5/8, which has not happened on 5/7
    assert figures["coverage_changed"].ids == ("R-01",)
    tomorrow = measured(register("requirement", REQUIREMENTS), register("test", TESTS), as_of="2024-05-08")
    assert tomorrow["coverage_changed"].ids == ("R-01", "R-04")


def test_without_a_day_of_change_nothing_is_claimed():
    figures = measured(
        register_of("requirement", ["id", "title"], [["R-01", "受注入力"]]),
        register_of("test", ["id", "requirement_id", "result"], [["T-1", "R-01", "pass"]]),
    )
    assert figures["coverage_changed"].value is None
    assert figures["coverage_changed"].reason == "要件の表に更新日の列がありません"


def test_without_requirements_no_table_is_made_up():
    figures = measured(register("test", TESTS))
    for name in ("coverage_by_requirement", "coverage_uncovered", "coverage_weak", "coverage_changed"):
        assert (figures[name].value, figures[name].reason) == (None, "要件の表がありません")


def test_g1_by_requirement():
    figures = measure(g1.g1())
    rows = {row["id"]: row for row in figures["coverage_by_requirement"].rows}
    # R-21 has only tests that are 対象外, R-22 none
    assert figures["coverage_uncovered"].ids == ("R-21", "R-22")
    assert [name for name, row in rows.items() if row["state"] == "passed"] == ["R-02", "R-07", "R-10"]
    assert rows["R-03"]["state"] == "not_run"  # T-021–030 are blocked
    # T-131–200, all not run, belong to; R-13 has T-121–126 run
    assert figures["coverage_weak"].ids == tuple(f"R-{number}" for number in range(14, 21))


SYSTEMS = """
    | id    | system      | result         |
    | T-001 | 販売        | pass           |
    | T-002 | 販売、会計  | fail           |
    | T-003 | 会計→WMS    | not_run        |
    | T-004 |             | pass           |
    | T-005 | ＷＭＳ      | not_applicable |
"""


def test_a_test_of_two_systems_counts_once_in_the_total_and_once_in_each_row():
    figure = measured(register("test", SYSTEMS))["system_by_result"]
    rows = {row["system"]: row for row in figure.rows}
    assert figure.value == 4  # T-005 is out of scope
    assert {name: row["live"] for name, row in rows.items()} == {"WMS": 1, "会計": 2, "販売": 2, "": 1}
    assert list(rows)[-1] == ""  # who has none is last
    assert (rows["販売"]["pass"], rows["販売"]["fail"], rows["会計"]["fail"]) == (1, 1, 1)
    assert rows["WMS"]["not_applicable"] == 1
    # 1 + 2 + 2 + 1 = 6 in the rows, 4 in the total, because T-002 and T-003 stand twice
    assert figure.extra["several"] == 2
    assert figure.extra["note"] == (
        "複数のシステムにまたがるテスト2件は各行に1件ずつ数えるため、行の合計6件は母数4件より2件多くなります"
    )


def test_where_no_test_touches_two_systems_the_sum_is_the_total():
    figure = measured(register("test", "| id | system | result |\n| T-1 | 販売 | pass |\n| T-2 | 会計 | pass |"))
    figure = figure["system_by_result"]
    assert sum(row["live"] for row in figure.rows) == figure.value == 2
    assert figure.extra["note"] == ""


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("受注I/F", ("受注I/F",)),
        ("販売/会計", ("販売", "会計")),
        ("販売、 販売 ,会計", ("販売", "会計")),
        (None, ()),
    ],
)
def test_the_systems_a_cell_names(cell, names):
    assert systems_of(cell) == names


def test_without_a_column_the_sheets_stand_for_the_systems():
    first = register("test", "| id | result |\n| T-1 | pass |", sheet="販売")
    second = register("test", "| id | result |\n| T-2 | fail |", sheet="会計")
    both = type(first)(first.name, "test", (*first, *second), (*first.tables, *second.tables))
    figure = measured(both)["system_by_result"]
    assert figure.extra["by"] == "sheet"
    assert {row["system"]: row["live"] for row in figure.rows} == {"会計": 1, "販売": 1}
    alone = measured(first)["system_by_result"]
    assert (alone.value, alone.reason) == (None, "テストの表にシステムの列がありません")


def test_passes_nobody_signed_off_are_not_among_the_approved():
    tests = register(
        "test",
        """
        | id    | result         | approved_by |
        | T-001 | pass           | 紅葉        |
        | T-002 | pass           |             |
        | T-003 | fail           |             |
        | T-004 | not_applicable |             |
        """,
    )
    figures = measured(tests)
    assert figures["unapproved"].ids == ("T-002",)
    assert figures["unapproved"].extra == {"passed": 2, "approved": 1}
    assert (figures["approved_rate"].count, figures["approved_rate"].of) == (1, 3)
    without = measured(register("test", "| id | result |\n| T-1 | pass |"))["unapproved"]
    assert (without.value, without.reason) == (None, "テストの表に承認者の列がありません")


def test_the_tables_are_plain_values_in_json(figures):
    row = figures["coverage_by_requirement"].as_dict()["rows"][1]
    assert row["weak"] == []
    assert row["changed_after_pass"] == ["T-001"]

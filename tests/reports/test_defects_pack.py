"""不具合方針: which defects are spoken of, in which order, what each touches, the last day its fix is of use."""

from datetime import date

import pytest

import pmo_xl
from pmo_xl import rules
from pmo_xl.metrics.catalogue import measure
from pmo_xl.plans.policy import last_fix_day, suggest
from pmo_xl.reports.defects_pack import defects_report
from pmo_xl.settings import CapacitySection, Config, ProjectSection
from pmo_xl.workdays import Calendar
from tests.make.sample.build import as_written
from tests.make.sample.days import SAMPLE_DAY
from tests.support.build import register, situation
from tests.test_sample_figures import is_open, once, result_now, working_days_after

UNTIL_THE_17TH = Config(
    project=ProjectSection(phase_start=date(2024, 4, 22), phase_end=date(2024, 5, 17)),
    capacity=CapacitySection(testers=1, tests_per_person_day=2),
)
CHAIN = register(
    "test",
    """
    | id    | planned_date | result  | depends_on | defect_id | requirement_id |
    | T-001 | 2024-05-07   | blocked |            | D-001     | R-01           |
    | T-002 | 2024-05-07   |         | T-001      |           | R-01、R-02     |
    | T-003 | 2024-05-07   |         | T-002      |           | R-03           |
    | T-004 | 2024-05-07   | pass    | T-002      |           | R-04           |
    | T-005 | 2024-05-07   |         | T-004      |           | R-05           |
    """,
)


def report(seen):
    checked = rules.run(seen)
    return defects_report(seen, measure(seen, checked.findings), checked)


def one_defect(**cells):
    cells = {"id": "D-001", "title": "桁", "severity": "critical", "status": "open"} | cells
    return register("defect", f"| {' | '.join(cells)} |\n| {' | '.join(cells.values())} |")


def test_a_defect_on_the_first_of_three_tests_touches_three():
    made = report(situation("2024-05-07", CHAIN, one_defect(), config=UNTIL_THE_17TH))
    (row,) = made.rows
    assert [test.id for test in row.affected.direct] == ["T-001"]
    assert [test.id for test in row.affected.behind] == ["T-002", "T-003"]  # T-004 is passed, nothing waits behind it
    assert row.affected.requirements == ("R-01", "R-02", "R-03")
    values = made.values()
    assert values["defects"][0]["tests"] == "3件(1+2)"
    assert [(line["step"].strip(), line["sort"], line["id"], line["requirements"]) for line in values["tree"]] == [
        ("●", "不具合", "D-001", "R-01、R-02、R-03"),
        ("└1", "直接", "T-001", "R-01"),
        ("└2", "後続", "T-002", "R-01、R-02"),
        ("└3", "後続", "T-003", "R-03"),
    ]


def test_a_circle_is_marked_and_ends():
    tests = register(
        "test",
        """
        | id    | depends_on | defect_id |
        | T-001 | T-003      | D-001     |
        | T-002 | T-001      |           |
        | T-003 | T-002      |           |
        | T-004 | T-004      | D-001     |
        """,
    )
    made = report(situation("2024-05-07", tests, one_defect()))
    assert [(branch.depth, branch.test.id, branch.circle) for branch in made.trees[0][1]] == [
        (1, "T-001", False),
        (2, "T-002", False),
        (3, "T-003", False),
        (4, "T-001", True),
        (1, "T-004", False),
        (2, "T-004", True),
    ]
    assert [line["sort"] for line in made.values()["tree"]].count("循環") == 2


def test_long_rows_of_tests_come_to_an_end():
    rows = "\n".join(f"| T-{n:04} | T-{n - 1:04} | |" for n in range(1, 3000))
    tests = register("test", f"| id | depends_on | defect_id |\n| T-0000 | | D-001 |\n{rows}")
    made = report(situation("2024-05-07", tests, one_defect()))
    assert len(made.trees[0][1]) == 3000


def test_a_test_the_defect_names_is_touched_though_it_does_not_name_the_defect():
    made = report(situation("2024-05-07", CHAIN, one_defect(id="D-009", test_id="T-002")))
    assert [test.id for test in made.rows[0].affected.tests] == ["T-002", "T-003"]
    assert made.values()["defects"][0]["tests"] == "2件(1+1)"


def test_no_link_is_not_the_same_as_no_test():
    linked = report(situation("2024-05-07", CHAIN, one_defect(id="D-009", test_id="T-004")))
    assert linked.values()["defects"][0]["tests"] == "0件(0+0)"  # it is passed
    assert report(situation("2024-05-07", CHAIN, one_defect(id="D-009"))).values()["defects"][0]["tests"] == (
        "テスト紐付けなし"
    )


def test_which_are_spoken_of_and_in_which_order():
    defects = register(
        "defect",
        """
        | id    | title | severity | status   | detected_date | action | closed_date |
        | D-001 | 一    | low      | open     | 2024-04-22    |        |             |
        | D-002 | 二    | high     | open     | 2024-05-02    | 直す   |             |
        | D-003 | 三    | high     | open     | 2024-05-01    | 直す   |             |
        | D-004 | 四    | medium   | open     | 2024-04-22    | 直す   |             |
        | D-005 | 五    | critical | closed   | 2024-04-22    |        | 2024-05-02  |
        | D-006 | 六    | critical | rejected | 2024-04-22    |        | 2024-05-02  |
        | D-007 | 七    | high     | open     | 2024-05-02    |        |             |
        | D-008 | 八    |          | open     | 2024-04-22    |        |             |
        """,
    )
    tests = register("test", "| id | defect_id | result |\n| T-001 | D-007 | blocked |")
    made = report(situation("2024-05-07", defects, tests))
    # by gravity, then tests that wait, then age; D-004 is decided and neither critical nor high
    assert [row.defect.id for row in made.rows] == ["D-007", "D-003", "D-002", "D-001", "D-008"]
    # 5/1 to 5/7: 5/2 and 5/7; 4/22 to 5/7: eight working days
    assert [row["age"] for row in made.values()["defects"]] == ["1日", "2日", "1日", "8日", "8日"]
    assert made.values()["headline"]["outcome"] == "方針を確認する不具合は5件です(方針未定3件、方針のある致命・高2件)。"
    assert [row["severity"] for row in made.values()["defects"]][-1] == "【要確認】"


def test_the_last_day_of_a_fix_leaves_days_for_its_tests():
    calendar, end, today = Calendar(), date(2024, 5, 17), date(2024, 5, 7)

    def last(tests, room=2):
        return last_fix_day(tests, end, calendar, lambda day: room, today)

    # two tests a day: three need 5/16 and 5/17, so the fix is there by 5/15; without tests its own retest needs 5/17
    assert [last(0), last(2), last(3)] == [date(2024, 5, 16), date(2024, 5, 16), date(2024, 5, 15)]
    # nine need five days from 5/13 on: the fix is there by Friday 5/10
    assert last(9) == date(2024, 5, 10)
    assert last(9, room=None) == date(2024, 5, 16)  # nobody says how many a day takes
    assert last(1000) < today  # it was due before today
    assert last(1, room=0) < today


def test_a_fix_that_comes_too_late_is_counted():
    made = report(situation("2024-05-07", CHAIN, one_defect(fix_plan_date="2024-05-16"), config=UNTIL_THE_17TH))
    (row,) = made.rows
    # three tests, two a day: 5/16 and 5/17; the fix would have to be there by 5/15
    assert (row.last_fix, row.is_late) == (date(2024, 5, 15), True)
    assert "最終修正期限に間に合わないもの1件" in made.values()["headline"]["cause"]
    assert made.values()["defects"][0]["proposal"] == "修正"
    assert made.values()["defects"][0]["because"] == "前倒しが必要"


def test_a_fix_whose_day_is_over_is_said():
    made = report(situation("2024-05-07", CHAIN, one_defect(fix_plan_date="2024-05-02"), config=UNTIL_THE_17TH))
    row = made.values()["defects"][0]
    assert (row["fix_day"], row["because"]) == ("5/2超過", "予定日を超過")
    assert "修正予定を過ぎたもの1件" in made.values()["headline"]["cause"]
    # due on a day off it is due on the next working day: 5/3 to 5/6 are days off, so 5/7
    made = report(situation("2024-05-07", CHAIN, one_defect(fix_plan_date="2024-05-03"), config=UNTIL_THE_17TH))
    assert not made.rows[0].is_overdue


@pytest.mark.parametrize(
    ("cells", "tests", "way", "policy"),
    [
        ({"severity": "high", "fix_plan_date": "2024-05-09"}, 2, None, "fix"),
        ({"severity": "high", "fix_plan_date": "2024-05-20"}, 2, None, "fix"),
        ({"severity": "high", "fix_plan_date": "2024-05-20"}, 2, "電話で確認", "around"),
        ({"severity": "high", "fix_plan_date": "2024-05-09"}, 2, "電話で確認", "fix"),
        ({"severity": "low"}, 0, None, "later"),
        ({"severity": "low"}, 1, None, "fix"),
        ({"severity": "medium"}, 0, None, "fix"),
        ({"severity": ""}, 0, None, "severity"),
        ({"severity": "low", "cause": "設計書を確認し、仕様どおりと判断"}, 0, None, "specified"),
        ({"severity": "low", "status": "resolved"}, 0, None, "fix"),
    ],
)
def test_what_is_proposed(cells, tests, way, policy):
    (defect,) = one_defect(**cells)
    assert suggest(defect, tests, way, date(2024, 5, 16), date(2024, 5, 7)).policy == policy


@pytest.fixture(scope="module")
def sample_project(sample):
    return pmo_xl.load(sample)


@pytest.mark.parametrize("day", [date(2026, 11, 20), SAMPLE_DAY])
def test_the_defects_of_the_sample_project_are_those_of_its_rows(day, sample_project):
    made = sample_project.pack("defects", day).report
    written = as_written(SAMPLE_DAY)

    def stays(one):  # what is closed later is open on the day
        return is_open(one) or (one.means("closed_date") is not None and one.means("closed_date") > day)

    found = [one for one in once(written["defect"], "id") if one.means("detected_date") <= day and stays(one)]
    wanted = {
        one.means("id") for one in found if not one.shown("action") or one.means("severity") in ("critical", "high")
    }
    assert {row.defect.id for row in made.rows} == wanted
    tests = [(one, result_now(one, day)[0]) for one in once(written["test"], "test_case_id")]
    waiting = {t.means("test_case_id"): t for t, v in tests if v not in ("pass", "not_applicable", "withdrawn")}
    links = {one.means("id"): one.means("test_id") for one in found}
    for row in made.rows:
        named = {links[row.defect.id]} & set(waiting)
        for name, test in waiting.items():
            cells = (test.means("defect_id"), test.means("defect_id_2"))
            named |= {name} if any(row.defect.id in str(cell or "") for cell in cells) else set()
        reached = set(named)
        while more := {n for n, t in waiting.items() if n not in reached and (t.means("depends_on") or "") in reached}:
            reached |= more
        assert {test.id for test in row.affected.direct} == named
        assert {test.id for test in row.affected.tests} == reached
        assert row.age == working_days_after(row.defect.detected_date, day)

"""T rules on planned days: what is proposed, who is there, and how much is planned for a day already."""

from datetime import date

import pytest

from pmo_xl.rules.engine import run_rules
from pmo_xl.rules.registry import catalogue
from pmo_xl.settings import CapacitySection, Config, ProjectSection
from pmo_xl.sheets.days_off import days_off
from pmo_xl.workdays import Calendar
from tests.rules.asking import check, reasons, told
from tests.support.build import register, register_of, situation

END = ProjectSection(phase="UAT", phase_end=date(2024, 5, 17))


def team(testers=None, each=None, project=END):
    return Config(project=project, capacity=CapacitySection(testers=testers, tests_per_person_day=each))


def proposals(result):
    return {finding.id: finding.fix.new if finding.fix else None for finding in result.findings}


def messages(result):
    return [finding.message for finding in result.findings]


def unplanned(count, tester=""):
    lines = "\n".join(f"| T-{n:03} | | {tester} | |" for n in range(1, count + 1))
    return register("test", f"| id | planned_date | tester | result |\n{lines}")


# T-003: a day that is free


def test_without_a_capacity_the_next_working_day_is_proposed():
    result = check(unplanned(2), codes=["T-003"], as_of="2024-05-02")
    assert proposals(result) == {"T-001": "2024-05-07", "T-002": "2024-05-07"}
    assert messages(result)[0] == (
        "T-001に予定日がありません。計画に含まれないため消化計画が実際より少なく見えます。"
        "2024/05/07案で確定してください。"
    )


def test_days_fill_up_in_the_order_of_the_numbers_not_of_the_rows():
    # two people run two each a day: 5/8 takes four, of which one is planned; 5/9 takes the other one
    lines = ["| T-9 | 2024-05-08 | |", *(f"| T-{n} | | |" for n in (10, 4, 3, 2))]
    for order in (lines, lines[::-1]):
        tests = register("test", "\n".join(["| id | planned_date | result |", *order]))
        assert proposals(check(tests, codes=["T-003"], config=team(2, 2))) == {
            "T-2": "2024-05-08", "T-3": "2024-05-08", "T-4": "2024-05-08", "T-10": "2024-05-09",
        }  # fmt: skip


def test_when_no_day_is_left_none_is_invented():
    # one a day from 5/8 to 5/17: 5/8, 9, 10, 13, 14, 15, 16, 17 are eight days for ten tests
    result = check(unplanned(10), codes=["T-003"], config=team(1, 1))
    proposed = proposals(result)
    assert [proposed[f"T-{n:03}"] for n in (1, 8, 9, 10)] == ["2024-05-08", "2024-05-17", None, None]
    assert messages(result)[-1].endswith("終了日までに空いている日がないため、夕会で割り振りを決めてください。")


ROSTER = """
    | owner     | title  | side     | allocation | planned_start | planned_end |
    | 佐藤 一郎 | 実施者 | ユーザー | 0.5        |               |             |
    | 田中 花   | 実施者 | ユーザー |            | 2024-05-13    |             |"""


def test_a_testers_own_share_start_and_leave_decide():
    tests = register(
        "test",
        """
        | id    | planned_date | tester       | result |
        | T-001 |              | 佐藤一郎さん |        |
        | T-002 |              | 佐藤 一郎    |        |
        | T-003 |              | 佐藤 一郎    |        |
        | T-004 |              | 佐藤 一郎    |        |
        | T-005 |              | 田中 花      |        |""",
    )
    leave = register("holiday", "| planned_date | owner |\n| 2024-05-08 | 佐藤 一郎 |")
    # half of four a day are two: 5/9 and 5/10, for 5/8 is leave; 田中 comes on 5/13
    assert proposals(check(tests, register("roster", ROSTER), leave, codes=["T-003"], config=team(each=4))) == {
        "T-001": "2024-05-09", "T-002": "2024-05-09", "T-003": "2024-05-10", "T-004": "2024-05-10",
        "T-005": "2024-05-13",
    }  # fmt: skip


def test_what_is_planned_for_somebody_takes_his_day():
    tests = register(
        "test",
        """
        | id    | planned_date | tester | result |
        | T-001 | 2024-05-08   | 佐藤   |        |
        | T-002 | 2024-05-08   | 佐藤   | hold   |
        | T-003 | 2024-05-09   | 佐藤   | pass   |
        | T-004 |              | 佐藤   |        |
        | T-005 |              | 鈴木   |        |""",
    )
    assert proposals(check(tests, codes=["T-003"], config=team(5, 2))) == {"T-004": "2024-05-09", "T-005": "2024-05-08"}


def test_a_failed_test_without_a_day_is_to_be_planned_again_a_passed_one_not():
    tests = register(
        "test",
        """
        | id    | planned_date | result         |
        | T-001 |              | fail           |
        | T-002 |              | pass           |
        | T-003 |              | withdrawn      |
        | T-004 |              | blocked        |""",
    )
    assert told(check(tests, codes=["T-003"])) == [("T-003", "B2"), ("T-003", "B5")]


def test_no_day_at_all_is_told_once():
    tests = register(
        "test",
        """
        | id    | planned_date | tester | result | remarks |
        | T-001 |              | 佐藤   | hold   | 待ち    |
        | T-002 |              | 佐藤   | hold   |         |
        | T-003 |              | 佐藤   |        |         |""",
    )
    config = team(1, 2)
    codes = ["T-003", "T-004", "T-005", "T-006", "T-013"]
    assert sorted(told(check(tests, codes=codes, config=config))) == [
        ("T-003", "B2"), ("T-003", "B3"), ("T-003", "B4"), ("T-013", "E3"),
    ]  # fmt: skip


# T-004


def test_the_last_day_of_the_phase_is_not_after_it():
    tests = register(
        "test",
        """
        | id    | planned_date | result |
        | T-001 | 2024-05-17   |        |
        | T-002 | 2024-05-20   | hold   |
        | T-003 | 2024-05-20   | fail   |""",
    )
    result = check(tests, codes=["T-004"], config=team())
    assert told(result) == [("T-004", "B3")]
    assert messages(result) == [
        "T-002の予定日2024/05/20はUAT終了日2024/05/17より後です。前倒しするか、対象外・次工程送りを決めてください。"
    ]


# T-005


def off(*lines, holidays=(), config=None, as_of="2024-05-07"):
    tests = register("test", "\n".join(["| id | planned_date | tester | result |", *lines]))
    days = register_of("holiday", ["planned_date", "title", "owner"], [list(row) for row in holidays])
    calendar = Calendar(days_off({"holidays": days}))
    project = situation(as_of, tests, days, config=config, calendar=calendar)
    return run_rules([catalogue()[code] for code in ("T-005", "T-006")], project)


def test_the_name_of_the_day_off_and_the_next_free_day_are_said():
    result = off(
        "| T-001 | 2024-05-10 | 佐藤 | |",
        holidays=[(date(2024, 5, 10), "創立記念日", None)],
    )
    # 5/10 is Friday, 5/11 and 5/12 the weekend
    assert messages(result) == [
        "T-001の予定日2024/05/10は創立記念日です。2024/05/13への変更を佐藤さんと確認してください。"
    ]
    assert proposals(result) == {"T-001": "2024-05-13"}


def test_leave_is_the_testers_own_and_the_whole_day():
    holidays = [(date(2024, 5, 9), "有給休暇", "佐藤"), (date(2024, 5, 10), "午前休", "佐藤")]
    result = off(
        "| T-001 | 2024-05-09 | 佐藤さん   | |",
        "| T-002 | 2024-05-09 | 田中       | |",
        "| T-003 | 2024-05-10 | 佐藤       | |",
        "| T-004 | 2024-05-09 | 佐藤、田中 | |",
        "| T-005 | 2024-05-09 |            | |",
        holidays=holidays,
    )
    assert messages(result) == [
        "T-001の予定日2024/05/09は佐藤さんの休暇です。2024/05/10への変更を佐藤さんと確認してください。"
    ]


def test_a_full_day_is_passed_over():
    lines = [f"| T-{n:03} | 2024-05-13 | 佐藤 | |" for n in (1, 2)]
    result = off(*lines, "| T-003 | 2024-05-11 | 佐藤 | |", config=team(3, 2))
    assert proposals(result) == {"T-003": "2024-05-14"}


def test_a_day_off_that_has_passed_is_late_and_nothing_else():
    lines = ["| T-001 | 2024-05-03 | 佐藤 | |", "| T-002 | 2024-05-05 | 佐藤 | |"]
    assert sorted(told(off(*lines, as_of="2024-05-05"))) == [("T-005", "B3"), ("T-006", "B2")]


def test_without_a_column_of_testers_leave_is_not_looked_at_and_that_is_said():
    tests = register("test", "| id | planned_date | result |\n| T-001 | 2024-05-11 | |")
    leave = register("holiday", "| planned_date | owner |\n| 2024-05-09 | 佐藤 |")
    result = check(tests, leave, codes=["T-005"])
    assert told(result) == [("T-005", "B2")]
    assert reasons(result, "T-005") == ["「一覧」に「実施者」の列がないため、休暇との重なりは確認していません"]


# T-017


def day_of(count, tester="佐藤", planned="2024-05-09"):
    lines = "\n".join(f"| T-{n:03} | {planned} | {tester} | |" for n in range(1, count + 1))
    return register("test", f"| id | planned_date | tester | result |\n{lines}")


@pytest.mark.parametrize(("count", "found"), [(4, False), (5, True)])
def test_a_whole_person_runs_what_pmo_toml_says(count, found):
    assert bool(check(day_of(count), codes=["T-017"], config=team(each=4.2)).findings) == found


def test_the_rest_is_moved_to_a_day_that_takes_it():
    tests = register(
        "test",
        "\n".join(
            ["| id | planned_date | tester | result |"]
            + [f"| T-{n:03} | 2024-05-09 | 佐藤 | |" for n in range(1, 7)]
            + [f"| T-{n:03} | 2024-05-10 | 佐藤 | |" for n in range(7, 10)]
        ),
    )
    # four a day: two too many on 5/9; 5/10 has room for one, Monday 5/13 for both
    (finding,) = check(tests, codes=["T-017"], config=team(each=4)).findings
    assert finding.message == (
        "2024/05/09の佐藤さんは6件の予定です(目安4件)。2件を2024/05/13へ移す案を確認してください。"
    )
    assert (finding.place.cell, finding.fix) == ("B2", None)


def test_more_than_a_day_takes_is_spread_from_a_day_on():
    # six of two a day: four too many, of which Friday 5/10 takes two
    (finding,) = check(day_of(6), codes=["T-017"], config=team(each=2)).findings
    assert finding.message.endswith("4件を2024/05/10以降へ移す案を確認してください。")


def test_the_share_of_the_person_counts_and_all_spellings_are_one_person():
    roster = register("roster", ROSTER)
    tests = register(
        "test",
        """
        | id    | planned_date | tester       | result |
        | T-001 | 2024-05-09   | 佐藤 一郎    |        |
        | T-002 | 2024-05-09   | 佐藤一郎さん |        |
        | T-003 | 2024-05-09   | 佐藤         |        |
        | T-004 | 2024-05-09   | 佐藤 一郎    | pass   |""",
    )
    (finding,) = check(tests, roster, codes=["T-017"], config=team(each=4)).findings
    assert "佐藤 一郎さんは3件の予定です(目安2件)。1件を2024/05/10へ" in finding.message


@pytest.mark.parametrize("planned", ["2024-05-02", "2024-05-11"])
def test_a_day_that_has_passed_or_is_off_is_not_counted(planned):
    assert check(day_of(9, planned=planned), codes=["T-017"], config=team(each=4)).findings == ()


def test_leave_and_leaving_are_told_elsewhere():
    leave = register("holiday", "| planned_date | owner |\n| 2024-05-09 | 佐藤 |")
    assert told(check(day_of(5), leave, codes=["T-005", "T-017"], config=team(each=4))) == [("T-005", "B2"), *(
        ("T-005", f"B{row}") for row in range(3, 7)
    )]  # fmt: skip
    gone = register("roster", "| owner | side | planned_end |\n| 佐藤 | ユーザー | 2024-05-08 |")
    assert check(day_of(5), gone, codes=["T-017"], config=team(each=4)).findings == ()


def test_a_group_is_nobody_whose_day_could_be_full():
    assert check(day_of(9, tester="物流部"), codes=["T-017"], config=team(each=4)).findings == ()


# X-006 proposes from the same days


def test_what_is_free_to_run_again_is_put_where_there_is_room():
    tests = register(
        "test",
        """
        | id    | planned_date | tester | result  | defect_id |
        | T-001 | 2024-05-08   | 佐藤   |         |           |
        | T-002 | 2024-05-02   | 佐藤   | blocked | D-001     |
        | T-003 | 2024-05-02   | 田中   | blocked | D-001     |""",
    )
    defects = register("defect", "| id | status |\n| D-001 | closed |")
    result = check(tests, defects, codes=["X-006"], config=team(2, 1))
    assert proposals(result) == {"T-002": "2024-05-09", "T-003": "2024-05-08"}

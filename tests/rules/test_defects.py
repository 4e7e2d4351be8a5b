"""D rules beyond their examples: columns that are missing, levels of other words, and what is nobody's fault."""

import pytest

from pmo_xl.settings import CapacitySection, Config, ProjectSection
from tests.rules.asking import check, told
from tests.support.build import register


def defects(text):
    return register("defect", text)


def skipped(result, code):
    return [reason for one, reason in result.skipped if one == code]


@pytest.mark.parametrize("code", ["D-002", "D-005", "D-008", "D-010"])
def test_without_its_column_a_rule_says_so(code):
    found = check(defects("| id | title | status |\n| D-1 | 桁 | closed |"), codes=[code])
    assert found.findings == ()
    assert "列がありません" in skipped(found, code)[0]


def test_a_policy_is_asked_for_after_the_day_it_was_found():
    rows = "| id | status | detected_date | action |\n| D-1 | open | 2024-05-02 | |\n| D-2 | waiting | 2024-04-22 | |"
    (finding,) = check(defects(rows), codes=["D-002"]).findings  # 5/2 → 5/7: one working day, 5/3–5/6 are holidays
    assert finding.message == "不具合D-1は1営業日、対応方針が未定です。本日の方針決定の議題に入れてください。"


def test_the_day_of_the_retest_is_the_next_working_day():
    rows = "| id | status | fixed_date | retest_plan_date | owner |\n| D-1 | resolved | 2024-05-01 | | 青葉 |"
    (finding,) = check(defects(rows), codes=["D-005"], as_of="2024-05-02").findings
    assert (finding.fix.kind, finding.fix.new) == ("suggest", "2024-05-07")  # after Golden Week
    assert "青葉さん" in finding.message


def test_a_rejection_by_a_stranger_counts_as_one_of_the_user_side():
    rows = "| id | status | decided_by |\n| D-1 | rejected | 名簿にいない方 |\n| D-2 | rejected | |"
    assert told(check(defects(rows), codes=["D-008"])) == [("D-008", "C3")]


def test_both_cause_and_spread_are_asked_for_in_one_sentence():
    rows = "| id | status | severity | cause | 横展開の結果 |\n| D-1 | closed | critical | | |"
    (finding,) = check(defects(rows), codes=["D-010"]).findings
    assert "原因と横展開がありません" in finding.message


TESTS = register("test", "| id | result | defect_id | depends_on |\n" + "\n".join(
    f"| T-{n:02} | blocked | {'D-1' if n == 1 else ''} | {f'T-{n - 1:02}' if n > 1 else ''} |" for n in range(1, 13)
))  # fmt: skip


def late(planned, *, capacity=(2, 5), go_live=None):
    import datetime as dt

    project = ProjectSection(phase_end=dt.date(2024, 5, 17), go_live=go_live)
    people = CapacitySection(testers=capacity[0], tests_per_person_day=capacity[1])
    rows = f"| id | status | fix_plan_date |\n| D-1 | in_progress | {planned} |"
    return check(defects(rows), TESTS, codes=["D-011"], config=Config(project=project, capacity=people))


def test_twelve_waiting_tests_at_ten_a_day_take_two_days_after_the_fix():
    # 5/15 (Wed) + 2 working days = 5/17, the last day; a day later is too late
    assert late("2024-05-15").findings == ()
    (finding,) = late("2024-05-16").findings
    assert "待っているテスト12件がUAT終了2024/05/17までに終わりません" in finding.message


def test_without_capacity_the_rule_says_that_it_cannot_tell():
    result = late("2024-05-16", capacity=(None, None))
    assert result.findings == ()
    assert skipped(result, "D-011") == ["pmo.toml の [capacity] に testers と tests_per_person_day がありません"]


def test_a_fix_after_go_live_is_another_rules_matter():
    import datetime as dt

    assert late("2024-06-10", go_live=dt.date(2024, 6, 3)).findings == ()

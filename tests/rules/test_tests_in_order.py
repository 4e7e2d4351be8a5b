"""T rules on when a test was run: environment, predecessors, NG that became OK."""

from datetime import date

import pytest

from pmo_xl.model.kept import Kept
from pmo_xl.model.record import Record
from pmo_xl.rules.circles import circles
from tests.rules.asking import check, told
from tests.support.build import register

# T-008


def environment(*rows):
    return register("plan", "\n".join(["| phase | planned_end | actual_end | environment |", *rows]))


RUN = """
    | id    | executed_date | environment | tester | result |
    | T-001 | 2024-04-25    | 検証環境    | 佐藤   | pass   |"""


@pytest.mark.parametrize(
    ("rows", "ready"),
    [
        (["| 検証環境の準備 | 2024-04-26 | | 検証環境 |"], "2024/04/26"),
        (["| 検証環境の準備 | 2024-04-30 | 2024-04-25 | 検証環境 |"], None),  # ready earlier than planned
        (["| 検証環境の準備 | 2024-04-24 | 2024-05-01 | 検証環境 |"], "2024/05/01"),
        (["| 検証環境の準備 | 2024-04-24 | | 検証環境 |", "| UAT | 2024-05-17 | | 検証環境 |"], None),
        (["| UAT | 2024-05-17 | | 検証環境 |"], None),  # when it is used up to is not when it was ready
        (["| サーバー構築 | 2024-04-26 | | 開発環境 |"], None),
        (["| サーバー | 2024-04-26 | | 検証　環境 |"], "2024/04/26"),
    ],
)
def test_the_day_an_environment_was_ready_is_that_of_its_preparation(rows, ready):
    result = check(register("test", RUN), environment(*rows), codes=["T-008"])
    assert [finding.message for finding in result.findings] == (
        [
            f"T-001は環境準備完了日{ready}より前(2024/04/25)に実施されています。"
            "結果が有効か佐藤さんに確認し、必要なら再実施してください。"
        ]
        if ready
        else []
    )


def test_a_test_run_again_afterwards_is_in_order():
    tests = register(
        "test",
        """
        | id    | environment | executed_date | result | executed_date_2 | result_2 |
        | T-001 | 検証環境    | 2024-04-24    | fail   | 2024-05-02      | pass     |
        | T-002 | 検証環境    | 2024-04-22    | fail   | 2024-04-24      | pass     |""",
    )
    result = check(tests, environment("| 環境準備 | 2024-04-26 | | 検証環境 |"), codes=["T-008"])
    assert told(result) == [("T-008", "E3")]


# T-009


def messages(text):
    return [finding.message for finding in check(register("test", text), codes=["T-009"]).findings]


def test_what_stands_in_the_way_is_named_with_its_state():
    assert messages(
        """
        | id    | depends_on    | executed_date | result |
        | T-001 |               |               |        |
        | T-002 |               | 2024-04-30    | fail   |
        | T-003 |               | 2024-05-07    | pass   |
        | T-004 |               | 2024-05-02    | pass   |
        | T-005 | T-001～T-004  | 2024-05-02    | pass   |"""
    ) == [
        "T-005は先行テストT-001(未実施)、T-002(fail)、T-003(2024/05/07にpass)より先に実施されています。"
        "前提が満たされていたか確認してください。"
    ]


@pytest.mark.parametrize(
    ("predecessor", "why"),
    [
        ("| T-001 | | 2024-05-02 | pass |", "the same day is early enough"),
        ("| T-001 | |            | pass |", "the day is missing (T-001 tells that), the verdict is not"),
        ("| T-001 | |            | not_applicable |", "what is out of scope holds nobody up"),
        ("| T-009 | |            |      |", "an id nobody has"),
    ],
)
def test_a_predecessor_that_is_in_order(predecessor, why):
    text = f"| id | depends_on | executed_date | result |\n{predecessor}\n| T-002 | T-001 | 2024-05-02 | pass |"
    assert messages(text) == [], why


def test_a_predecessor_passed_once_is_passed_although_it_was_run_again():
    text = """
        | id    | depends_on | executed_date | result | executed_date_2 | result_2 |
        | T-001 |            | 2024-04-30    | pass   | 2024-05-07      | pass     |
        | T-002 |            | 2024-04-30    | fail   | 2024-05-07      | pass     |
        | T-003 | T-001      | 2024-05-02    | pass   |                 |          |
        | T-004 | T-002      | 2024-05-02    | pass   |                 |          |"""
    (message,) = messages(text)
    assert message.startswith("T-004は先行テストT-002(2024/05/07にpass)より先に")


def test_a_predecessor_whose_result_nobody_can_read_is_judged_when_it_is_put_right():
    tests = register("test", "| id | depends_on | executed_date | result |\n| T-002 | T-001 | 2024-05-02 | pass |")
    unread = Record.read(tests.tables[0], 3, {"id": "T-001", "result": None})
    assert check(tests.with_records([*tests, unread]), codes=["T-009"]).findings == ()
    not_run = Record.read(tests.tables[0], 3, {"id": "T-001", "result": "not_run"})
    assert len(check(tests.with_records([*tests, not_run]), codes=["T-009"]).findings) == 1


def test_a_circle_is_one_error_wherever_its_rows_stand():
    lines = ["| T-010 | T-009 | | |", "| T-009 | T-011 | | |", "| T-011 | T-010、T-001 | | |", "| T-001 | | | |"]
    for order in (lines, lines[::-1]):
        text = "\n".join(["| id | depends_on | executed_date | result |", *order])
        (finding,) = check(register("test", text), codes=["T-009"]).findings
        assert (finding.level, finding.id, finding.field) == ("error", "T-009", "depends_on")
        assert finding.message == (
            "T-009の先行テストが循環しています(T-009→T-011→T-010→T-009)。どれか1つの先行を消してください。"
        )


def test_tests_of_a_circle_are_not_told_again_one_by_one():
    text = """
        | id    | depends_on | executed_date | result |
        | T-001 | T-002      | 2024-05-01    | pass   |
        | T-002 | T-001      | 2024-05-02    | pass   |
        | T-003 | T-003      | 2024-05-02    | pass   |"""
    assert told(check(register("test", text), codes=["T-009"])) == [("T-009", "B2"), ("T-009", "B4")]


def test_a_long_chain_is_followed_to_its_end():
    count = 5000
    lines = [f"| T-{n} | T-{n + 1} | | |" for n in range(1, count)] + [f"| T-{count} | T-1 | | |"]
    tests = register("test", "\n".join(["| id | depends_on | executed_date | result |", *lines]))
    ((*circle,),) = circles(tests)
    assert [test.id for test in circle] == [f"T-{n}" for n in range(1, count + 1)]


# T-019


def kept(day, **tests):
    rows = tuple(
        {"id": name.replace("_", "-"), "result": verdict, "executed_date": when}
        for name, (verdict, when) in tests.items()
    )
    return Kept(date.fromisoformat(day), {"tests": rows})


NOW = """
    | id    | executed_date | result |
    | T-001 | 2024-04-30    | pass   |
    | T-002 | 2024-05-02    | pass   |"""


def test_ng_that_became_ok_needs_a_later_day():
    states = [kept("2024-04-30", T_001=("fail", "2024-04-30"), T_002=("fail", "2024-04-30"))]
    result = check(register("test", NOW), codes=["T-019"], kept=states)
    assert told(result) == [("T-019", "B2")]
    assert result.findings[0].message == (
        "T-001はNGからOKに変わりましたが、再実施日が更新されていません。再実施日を入れてください。"
    )


def test_it_is_told_until_it_is_put_right_and_by_the_newest_ng():
    first = kept("2024-04-30", T_001=("fail", "2024-04-30"))
    assert told(
        check(register("test", NOW), codes=["T-019"], kept=[first, kept("2024-05-01", T_001=("pass", "2024-04-30"))])
    ) == [("T-019", "B2")]
    again = [kept("2024-04-30", T_002=("fail", "2024-04-30")), kept("2024-05-02", T_002=("fail", "2024-05-02"))]
    assert told(check(register("test", NOW), codes=["T-019"], kept=again)) == [("T-019", "B3")]


def test_the_day_of_the_second_round_is_as_good():
    tests = register(
        "test",
        """
        | id    | executed_date | result | executed_date_2 | result_2 |
        | T-001 | 2024-04-30    | fail   | 2024-05-02      | pass     |
        | T-002 | 2024-04-30    | pass   |                 |          |
        | T-003 | 2024-04-30    | fail   |                 | pass     |""",
    )
    failed = ("fail", "2024-04-30")
    states = [kept("2024-04-30", T_001=failed, T_002=failed, T_003=failed)]
    # a verdict without any day is T-001's
    assert sorted(told(check(tests, codes=["T-001", "T-019"], kept=states))) == [("T-001", "D4"), ("T-019", "B3")]

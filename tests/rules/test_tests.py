"""T rules beyond their examples: rounds, as-of days, what is proposed."""

from datetime import date

from pmo_xl.model.kept import Kept
from tests.rules.asking import check, told
from tests.support.build import register

ROUNDS = """
    | id    | executed_date | result | executed_date_2 | result_2 |
    | T-001 |               | fail   | 2024-05-02      | pass     |
    | T-002 | 2024-04-30    | fail   |                 | pass     |
    | T-003 | 2024-04-30    | fail   | 2024-05-02      |          |
    | T-004 | 2024-04-30    | fail   | 2024-05-08      | pass     |"""


def test_every_filled_round_is_looked_at_and_its_own_cell_is_named():
    result = check(register("test", ROUNDS), codes=["T-001", "T-002", "T-007"])
    assert sorted(told(result)) == [("T-001", "B2"), ("T-001", "D3"), ("T-002", "E4"), ("T-007", "D5")]


def test_the_day_proposed_is_the_first_kept_one_that_shows_the_verdict():
    tests = register(
        "test",
        """
        | id    | executed_date | result |
        | T-001 |               | pass   |""",
    )
    kept = [
        Kept(date(2024, 4, 30), {"tests": ({"id": "T-001", "result": "not_run"},)}),
        Kept(date(2024, 5, 1), {"tests": ({"id": "T-001", "result": "pass"},)}),
        Kept(date(2024, 5, 2), {"tests": ({"id": "T-001", "result": "pass"},)}),
    ]
    (finding,) = check(tests, codes=["T-001"], kept=kept).findings
    assert finding.fix.new == "2024-05-01"
    assert finding.message == (
        "T-001は結果「pass」ですが実施日がありません。2024/05/01の実施なら日付を入れてください。"
    )


def test_a_test_run_later_was_not_run_on_the_day():
    tests = register(
        "test",
        """
        | id    | planned_date | executed_date | result | remarks |
        | T-001 | 2024-05-01   | 2024-05-02    | pass   |         |""",
    )
    codes = ["T-006", "T-007"]
    assert check(tests, codes=codes, as_of="2024-05-02").findings == ()
    # on the morning of the day before, it stands as planned for an earlier day and run on a later one
    assert told(check(tests, codes=codes, as_of="2024-05-01")) == [("T-007", "C2")]


def test_planned_for_today_is_not_late_and_a_reason_is_enough():
    tests = register(
        "test",
        """
        | id    | planned_date | result  | remarks |
        | T-001 | 2024-05-07   |         |         |
        | T-002 | 2024-05-02   |         | 待ち    |
        | T-003 | 2024-05-02   | hold    |         |
        | T-004 | 2024-05-02   |         |         |""",
    )
    assert told(check(tests, codes=["T-006"])) == [("T-006", "B5")]


def test_a_test_without_an_id_is_named_by_its_row():
    tests = register(
        "test",
        """
        | id | executed_date | result | tester |
        |    | 2024-05-02    |        |        |""",
    )
    (finding,) = check(tests, codes=["T-002"]).findings
    assert finding.message == "2行目は実施日2024/05/02がありますが結果が空です。実施者に結果を確認してください。"


def test_a_test_whose_id_is_only_a_number_is_called_a_test():
    tests = register("test", "| id | executed_date | result |\n| 6 | 2024-05-02 | |")
    (finding,) = check(tests, codes=["T-002"]).findings
    assert finding.message.startswith("テスト6は実施日")


ROSTER = """
    | owner     | owner_org | side     |
    | 佐藤 一郎 | 甲社      | ユーザー |
    | 田中 次郎 | A社       | ベンダー |
    | 林 三郎   | A社       | ベンダー |
    | 林 四郎   | 甲社      | ユーザー |"""


def test_the_vendors_people_are_known_by_any_spelling_but_nobody_is_guessed():
    tests = register(
        "test",
        """
        | id    | tester       | result |
        | T-001 | 田中次郎さん | pass   |
        | T-002 | 田中         | fail   |
        | T-003 | 林           | pass   |
        | T-004 | 佐藤         | pass   |
        | T-005 | 田中 次郎    |        |""",
    )
    result = check(tests, register("roster", ROSTER), codes=["T-010"])
    assert told(result) == [("T-010", "B2"), ("T-010", "B3")]
    assert "T-001の実施者田中 次郎さんはA社(開発側)です。" in result.findings[0].message

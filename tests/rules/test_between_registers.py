"""D and X rules beyond their examples: what links two registers, and which rule speaks."""

from tests.rules.asking import check, told
from tests.support.build import register

DEFECTS = """
    | id    | title | status | test_id | fixed_date | fix_plan_date | retest_result | vendor |
    | D-001 | 桁    | closed |         | 2024-05-01 |               |               | A社    |
    | D-002 | 送信  | open   | T-009   |            | 2024-05-02    |               |        |"""


def defects(text=DEFECTS):
    return register("defect", text, file="不具合.xlsx")


def case_list(text):
    return register("test", text, file="テスト.xlsx")


def test_closed_while_its_test_still_fails_is_told_once_and_names_test_and_tester():
    failing = case_list("""
        | id    | tester | executed_date | result | defect_id |
        | T-001 | 佐藤   | 2024-04-30    | fail   | ｄ－００１ |""")
    result = check(defects(), failing, codes=["D-006", "X-004"])
    assert told(result) == [("X-004", "C2")]
    assert result.findings[0].message == (
        "不具合D-001はクローズ済みですが、テストT-001はNGのままです。再実施して結果を更新してください(佐藤さん)。"
    )


def test_a_later_round_about_another_defect_does_not_blame_the_first():
    rounds = case_list("""
        | id    | executed_date | result | defect_id | executed_date_2 | result_2 | defect_id_2 |
        | T-001 | 2024-04-24    | fail   | D-001     | 2024-05-02      | fail     | D-002       |""")
    assert check(defects(), rounds, codes=["X-004"]).findings == ()


def test_a_pass_before_the_fix_proves_nothing_a_pass_on_its_day_does():
    for day, proved in (("2024-04-30", False), ("2024-05-01", True)):
        retested = case_list(f"""
            | id    | executed_date | result | defect_id |
            | T-001 | {day}         | pass   | D-001     |""")
        assert bool(check(defects(), retested, codes=["D-006"]).findings) is not proved, day


def test_a_pass_counts_also_where_only_the_defect_names_the_test():
    own = defects(DEFECTS.replace("| D-001 | 桁    | closed |         |", "| D-001 | 桁    | closed | T-001   |"))
    retested = case_list("""
        | id    | executed_date | result | defect_id |
        | T-001 | 2024-05-02    | pass   |           |""")
    assert check(own, retested, codes=["D-006"]).findings == ()


def test_waiting_tests_are_those_that_name_the_defect_and_those_behind_them():
    waiting = case_list("""
        | id    | executed_date | result         | defect_id | depends_on |
        | T-001 |               | blocked        | D-002     |            |
        | T-002 |               |                |           | T-001      |
        | T-003 |               |                |           | T-002      |
        | T-004 |               | not_applicable | D-002     |            |
        | T-005 | 2024-05-01    | pass           | D-002     |            |
        | T-006 |               |                |           | T-005      |""")
    (finding,) = check(defects(), waiting, codes=["D-004"]).findings
    assert finding.message == (
        "不具合D-002は修正予定日2024/05/02を過ぎています。担当ベンダーに新しい予定日を確認してください(待ちテスト3件)。"
    )


def test_a_circle_of_dependencies_ends():
    circle = case_list("""
        | id    | executed_date | result  | defect_id | depends_on |
        | T-001 |               | blocked | D-002     | T-002      |
        | T-002 |               |         |           | T-001      |""")
    assert "(待ちテスト2件)" in check(defects(), circle, codes=["D-004"]).findings[0].message


def test_without_a_test_register_no_count_is_claimed():
    (finding,) = check(defects(), codes=["D-004"]).findings
    assert "待ちテスト" not in finding.message


def test_the_only_defect_that_names_a_failed_test_is_proposed_two_are_only_named():
    failed = case_list("""
        | id    | executed_date | result | defect_id |
        | T-009 | 2024-05-02    | fail   |           |""")
    (finding,) = check(defects(), failed, codes=["X-001"]).findings
    assert finding.message.endswith("(候補: D-002)。")
    assert (finding.fix.kind, finding.fix.new, finding.place.cell) == ("suggest", "D-002", "D2")
    both = defects(DEFECTS.replace("| D-001 | 桁    | closed |         |", "| D-001 | 桁    | closed | T-009   |"))
    (finding,) = check(both, failed, codes=["X-001"]).findings
    assert finding.message.endswith("(候補: D-001、D-002)。")
    assert finding.fix is None


def test_a_defect_named_in_any_round_is_enough():
    rounds = case_list("""
        | id    | executed_date | result | defect_id | executed_date_2 | result_2 | defect_id_2 |
        | T-001 | 2024-04-24    | fail   | D-002     | 2024-05-02      | fail     |             |
        | T-002 | 2024-04-24    | fail   |           | 2024-05-02      | pass     |             |
        | T-003 | 2024-05-08    | fail   |           |                 |          |             |""")
    # T-003 is dated after the day: it has not happened
    assert told(check(defects(), rounds, codes=["X-001"])) == [("X-001", "D3")]


def test_a_defect_detected_later_is_no_typing_mistake():
    later = register(
        "defect",
        """
        | id    | title | status | detected_date |
        | D-007 | 桁    | open   | 2024-05-20    |""",
    )
    named = case_list("""
        | id    | result | defect_id |
        | T-001 | fail   | D-007     |""")
    assert check(later, named, codes=["X-002"]).findings == ()


def test_an_id_that_only_lacks_zeros_is_asked_about_never_taken_for_the_other():
    named = case_list("""
        | id    | executed_date | result | defect_id | requirement_id |
        | T-001 | 2024-05-02    | fail   | D-1       | R-1            |""")
    requirements = register("requirement", "| id | title |\n| R-01 | 受注 |\n| R-001 | 取消 |")
    result = check(defects(), named, requirements, codes=["X-002", "X-009", "X-004"])
    assert [finding.message for finding in result.findings] == [
        "T-001の不具合「D-1」が不具合一覧にありません。番号の打ち間違いか、起票漏れです(D-001のことですか?)。",
        "T-001の要件R-1が要件一覧にありません。番号を確認してください(R-01、R-001のことですか?)。",
    ]


def test_the_unknown_ones_of_several_ids_are_named_and_nothing_else():
    named = case_list("""
        | id    | result | defect_id           |
        | T-001 | fail   | D-001、D-091 / D-092 |""")
    (finding,) = check(defects(), named, codes=["X-002"]).findings
    assert finding.message.startswith("T-001の不具合「D-091、D-092」が不具合一覧にありません。")


def test_a_requirement_is_named_with_its_weight_where_it_has_one():
    requirements = register(
        "requirement",
        """
        | id   | title | severity |
        | R-01 | 受注  | 高       |
        | R-02 | 照会  |          |""",
    )
    none = case_list("""
        | id    | requirement_id | result |
        | T-001 |                | pass   |""")
    messages = [finding.message for finding in check(requirements, none, codes=["X-007"]).findings]
    assert messages == [
        "要件R-01(重要度高)に実施対象のテストがありません。テストを追加するか、不要の理由と承認者を書いてください。",
        "要件R-02に実施対象のテストがありません。テストを追加するか、不要の理由と承認者を書いてください。",
    ]


def test_an_id_in_other_letters_is_respelled_as_its_own_register_writes_it():
    named = case_list("""
        | id    | result | defect_id       |
        | T-001 | fail   | ｄ－００１、D-002 |""")
    (finding,) = check(defects(), named, codes=["G-006", "X-002"]).findings
    assert (finding.code, finding.fix.kind, finding.fix.new) == ("G-006", "safe", "D-001、D-002")


def test_two_spellings_of_one_id_in_one_register_are_the_same_id_twice():
    twice = defects("""
        | id    | title | status |
        | D-001 | 桁    | open   |
        | d-001 | 送信  | open   |
        | D-003 | 照会  | open   |""")
    assert told(check(twice, codes=["G-005", "G-006"])) == [("G-005", "A2")]


def test_a_register_with_a_form_of_its_own_is_left_alone():
    own = defects("""
        | id    | title | status |
        | d_001 | 桁    | open   |
        | d_002 | 送信  | open   |""")
    assert check(own, codes=["G-006"]).findings == ()

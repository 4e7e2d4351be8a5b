"""I rules on what an issue lacks, beyond their examples."""

from datetime import date

import pytest

from pmo_xl.settings import CheckSection, Config, Params, ProjectSection
from tests.rules.asking import check, reasons, told
from tests.support.build import register


def messages(result):
    return [finding.message for finding in result.findings]


def test_the_department_that_shall_name_somebody_is_named():
    issues = register(
        "issue",
        """
        | id    | owner | owner_org | status |
        | K-001 |       | 物流部    | open   |
        | K-002 |       |           |        |""",
    )
    assert messages(check(issues, codes=["I-001"])) == [
        "課題K-001に担当者がいません。本日の朝会で物流部から1名決めてください。",
        "課題K-002に担当者がいません。本日の朝会で担当部署から1名決めてください。",
    ]


def due_of(line, **params):
    heading = "| id | severity | owner | status | raised_date | due_date |"
    config = Config(check=CheckSection(params=Params(**params)))
    (finding,) = check(register("issue", f"{heading}\n{line}"), codes=["I-002"], config=config).findings
    return finding


def test_the_due_date_proposed_is_counted_in_working_days_from_the_day_it_was_raised():
    # 5/2 (Thu) ⊕ 3: 5/7 (5/3 to 5/6 are days off), 5/8, 5/9
    finding = due_of("| K-001 | high | 佐藤 | open | 2024-05-02 | |")
    assert (finding.fix.kind, finding.fix.new, finding.place.cell) == ("suggest", "2024-05-09", "F2")
    assert finding.message == (
        "課題K-001に期限がありません。重要度highの目安は起票から3営業日です。"
        "2024/05/09でよいか担当の佐藤さんに確認してください。"
    )


def test_a_due_date_is_never_proposed_before_today():
    assert due_of("| K-001 | critical | 佐藤 | open | 2024-04-15 | |").fix.new == "2024-05-07"


def test_today_being_a_day_off_the_next_working_day_is_proposed():
    issues = register("issue", "| id | status | raised_date | due_date |\n| K-001 | open | 2024-04-01 | |")
    (finding,) = check(issues, codes=["I-002"], as_of="2024-05-05").findings
    assert finding.fix.new == "2024-05-07"


def test_without_a_rank_an_owner_and_a_day_the_clauses_are_dropped():
    # nobody rated it: as medium, 5 working days after today: 5/8, 5/9, 5/10, 5/13, 5/14
    assert due_of("| K-001 | | | open | | |").message == (
        "課題K-001に期限がありません。目安は本日から5営業日です。2024/05/14でよいか担当者に確認してください。"
    )


def test_the_days_are_a_setting_and_the_ranks_it_leaves_out_keep_theirs():
    days = {"high": 1}
    assert due_of("| K-001 | high | | open | 2024-05-07 | |", issue_due_days=days).fix.new == "2024-05-08"
    # medium: 5/8, 5/9, 5/10, 5/13, 5/14
    assert due_of("| K-001 | medium | | open | 2024-05-07 | |", issue_due_days=days).fix.new == "2024-05-14"


WAITING = """
    | id    | responded_by | status  | raised_date | due_date |
    | K-001 |              | waiting | 2024-05-02  |          |"""


def test_an_issue_that_waits_without_a_due_date_is_told_once():
    assert told(check(register("issue", WAITING), codes=["I-002", "I-011"])) == [("I-011", "B2")]
    assert told(check(register("issue", WAITING), codes=["I-002"])) == [("I-002", "E2")]
    (finding,) = check(register("issue", WAITING), codes=["I-011"]).findings
    assert finding.message == (
        "課題K-001は回答待ちですが、依頼先と回答期限が書かれていません。依頼先と回答期限を入れてください。"
    )


def test_a_sheet_that_has_no_column_for_whom_is_asked_is_judged_by_the_due_date_alone():
    questions = register(
        "qa",
        """
        | id    | status  | due_date   |
        | Q-001 | waiting | 2024-05-10 |
        | Q-002 | waiting |            |""",
    )
    assert told(check(questions, codes=["I-011"])) == [("I-011", "C3")]


@pytest.mark.parametrize(
    ("as_of", "cells"), [("2024-05-07", ["C3", "C4"]), ("2024-05-11", ["C3", "C4"]), ("2024-05-12", ["C4"])]
)
def test_only_days_off_still_to_come_are_told(as_of, cells):
    todos = register(
        "todo",
        """
        | id    | status | due_date   |
        | A-001 | open   | 2024-05-10 |
        | A-002 | open   | 2024-05-11 |
        | A-003 |        | 2024-07-15 |
        | A-004 | closed | 2024-05-12 |""",
    )
    assert sorted(cell for _, cell in told(check(todos, codes=["I-005"], as_of=as_of))) == cells


def test_the_working_day_before_is_proposed_unless_it_has_gone_by():
    todos = register("todo", "| id | status | due_date |\n| A-001 | open | 2024-05-11 |")
    (finding,) = check(todos, codes=["I-005"]).findings
    assert finding.message == (
        "ToDo A-001の期限2024/05/11は土曜日です。前の営業日2024/05/10か次の営業日2024/05/13にしてください。"
    )
    assert finding.fix.new == "2024-05-10"
    (finding,) = check(todos, codes=["I-005"], as_of="2024-05-11").findings
    assert finding.fix.new == "2024-05-13"


def test_an_answer_is_a_word_about_how_it_ended_and_so_is_the_reason_of_what_was_taken_back():
    issues = register(
        "issue",
        """
        | id    | status   | response | remarks    |
        | K-001 | closed   | 直した   |            |
        | K-002 | closed   |          | 5/2 会議   |
        | K-003 | rejected |          | 再現しない |
        | K-004 | rejected |          |            |""",
    )
    result = check(issues, codes=["I-009"])
    assert told(result) == [("I-009", "C3"), ("I-009", "C5")]
    assert messages(result) == [
        "課題K-002は完了ですが対応内容が空です。後から説明できるよう1行で結果を書いてください。",
        "課題K-004は「rejected」ですが対応内容が空です。後から説明できるよう1行で結果を書いてください。",
    ]


GRAVE = """
    | id    | priority | impact | due_date   | status |
    | K-001 | critical |        | 2024-05-20 | open   |
    | K-002 | high     | 請求   | 2024-05-20 | open   |
    | K-003 | medium   |        | 2024-05-20 | open   |"""


def test_each_part_that_holds_is_named_and_the_end_of_the_phase_only_where_it_is_set():
    ends = Config(project=ProjectSection(phase="UAT", phase_end=date(2024, 5, 17)))
    assert messages(check(register("issue", GRAVE), codes=["I-014"], config=ends)) == [
        "重要度「critical」の課題K-001に影響(業務・費用・日程)がありません"
        "(しかも期限2024/05/20はUAT終了2024/05/17より後です)。判断のため1行追記してください。",
        "重要度「high」の課題K-002の期限2024/05/20はUAT終了2024/05/17より後です。"
        "前倒しするか、このまま進めてよいか判断を求めてください。",
    ]
    assert told(check(register("issue", GRAVE), codes=["I-014"])) == [("I-014", "C2")]


def ranked(high, others, closed_high=0):
    ranks = ["high"] * high + ["low"] * others
    lines = [f"| K-{n:03} | {rank} | open |" for n, rank in enumerate(ranks)]
    lines += [f"| C-{n:03} | critical | closed |" for n in range(closed_high)]
    return register("issue", "\n".join(["| id | severity | status |", *lines]))


@pytest.mark.parametrize(
    ("high", "others", "said"),
    [
        (4, 6, None),  # 40.0% is not above it
        (5, 6, "45.5%"),  # 5/11 = 0.4545…
        (9, 0, None),  # fewer than ten are open
    ],
)
def test_too_many_are_urgent_only_when_there_are_ten_and_more_than_two_in_five(high, others, said):
    result = check(ranked(high, others, closed_high=5), codes=["I-015"])
    assert messages(result) == (
        [f"未完了の{said}が重要度「高」以上です。朝会で上位5件に絞って付け直してください。"] if said else []
    )
    assert told(result) == ([("I-015", "B1")] if said else [])  # it is the column's matter, not one record's


def test_the_share_is_a_setting():
    strict = Config(check=CheckSection(params=Params(high_share=0.2, high_share_min=5)))
    assert len(check(ranked(2, 3), codes=["I-015"], config=strict).findings) == 1


def test_a_sheet_without_a_rank_says_so():
    result = check(register("issue", "| id | status |\n| K-001 | open |"), codes=["I-015"])
    assert reasons(result, "I-015") == ["「一覧」に「重要度か優先度」の列がありません"]

"""H-003, H-004, H-010: numbers given to other matters, figures that no longer hold, rows entered afterwards."""

from dataclasses import replace
from datetime import date

import pytest

from pmo_xl.model.kept import Kept
from pmo_xl.rules.engine import run_rules
from pmo_xl.rules.registry import catalogue
from tests.rules.asking import check, reasons, told
from tests.support.build import register, situation

THURSDAY = date(2024, 5, 2)
HISTORY = ["H-002", "H-003", "H-004", "H-010"]

BEFORE = (
    {"id": "K-001", "title": "帳票の桁あふれ", "status": "open", "raised_date": "2024-04-22"},
    {"id": "K-002", "title": "受注画面の文言修正", "status": "open", "raised_date": "2024-04-23"},
    {"id": "K-003", "title": "送信の遅れ", "status": "open", "raised_date": "2024-04-24"},
)


def kept(*rows, name="issues", metrics=None):
    return [Kept(THURSDAY, {name: tuple(row | {"_place": ["台帳.xlsx", "一覧", 9]} for row in rows)}, metrics or {})]


def issues(*lines):
    text = "\n".join(["| id | title | status | raised_date | closed_date |", *lines])
    return register("issue", text)


def test_one_deleted_one_renumbered_one_backdated_are_three_findings():
    now = issues(
        "| K-101 | 帳票の桁あふれ | open | 2024-04-22 | |",
        "| K-003 | 送信の遅れ | open | 2024-04-24 | |",
        "| K-004 | 月次締めの手順 | open | 2024-05-01 | |",
    )
    result = check(now, codes=HISTORY, kept=kept(*BEFORE))
    assert sorted(told(result)) == [("H-002", "A9"), ("H-003", "A2"), ("H-010", "D4")]
    messages = {finding.code: finding.message for finding in result.findings}
    assert messages["H-002"].startswith("2024/05/02にあったK-002「受注画面の文言修正」がなくなりました。")
    assert messages["H-003"] == (
        "2024/05/02にK-001だった「帳票の桁あふれ」がK-101になっています。元の番号 K-001 に戻してください。"
    )
    assert messages["H-010"].startswith("K-004は起票日が2024/05/01ですが、2024/05/02の時点では存在しませんでした。")


@pytest.mark.parametrize(
    ("line", "speaks"),
    [
        ("| K-001 | 月次締めの手順を決める | open | 2024-05-07 | |", True),  # another matter, raised another day
        ("| K-001 | 月次締めの手順を決める | open | 2024-04-22 | |", False),  # the same one, worded anew
        ("| K-001 | 帳票の桁があふれる件 | open | 2024-05-07 | |", False),
        ("| K-001 |  | open | 2024-05-07 | |", False),
    ],
)
def test_an_id_that_stands_for_another_matter(line, speaks):
    result = check(issues(line), codes=["H-003"], kept=kept(BEFORE[0]))
    assert told(result) == [("H-003", "B2")] * speaks


def test_of_two_that_are_alike_each_has_its_own():
    rows = (
        {"id": "K-001", "title": "帳票の桁あふれ"},
        {"id": "K-002", "title": "帳票の桁あふれ"},
    )
    result = check(issues("| K-009 | 帳票の桁あふれ | open | | |"), codes=HISTORY, kept=kept(*rows))
    # one row carries one of the two; the other is gone
    assert sorted(told(result)) == [("H-002", "A9"), ("H-003", "A2")]


def test_rows_of_a_workbook_that_cannot_be_read_are_not_reported_as_deleted():
    state = situation("2024-05-07", issues("| K-001 | 帳票の桁あふれ | open | 2024-04-22 | |"), kept=kept(*BEFORE[:2]))
    rules = [catalogue()["H-002"]]
    assert [finding.id for finding in run_rules(rules, state).findings] == ["K-002"]
    assert run_rules(rules, replace(state, unread=("台帳.xlsx",))).findings == ()


def test_a_renumbered_row_without_a_number_is_said_so():
    (finding,) = check(issues("|  | 帳票の桁あふれ | open | | |"), codes=HISTORY, kept=kept(BEFORE[0])).findings
    assert finding.message.startswith("2024/05/02にK-001だった「帳票の桁あふれ」がIDのない行になっています。")


@pytest.mark.parametrize(
    ("line", "told_of"),
    [
        ("| K-004 | 新しい件 | open | 2024-05-02 | |", "起票日が2024/05/02"),  # the kept day itself: it was not there
        ("| K-004 | 新しい件 | open | 2024-05-03 | |", ""),
        ("| K-004 | 新しい件 | closed | 2024-05-03 | 2024-05-06 |", "5/3に起票され5/6に完了しましたが"),
        ("| K-004 | 新しい件 | closed | 2024-05-07 | 2024-05-07 |", ""),  # came and went today
        ("| K-004 | 新しい件 | open | | |", ""),
        ("|  | 新しい件 | open | 2024-05-01 | |", ""),
    ],
)
def test_a_row_entered_afterwards(line, told_of):
    messages = [finding.message for finding in check(issues(line), codes=["H-010"], kept=kept()).findings]
    assert len(messages) == bool(told_of)
    assert all(told_of in message for message in messages)


TESTS = ({"id": "T-001", "verdict": "pass", "executed_date": "2024-05-01"}, {"id": "T-002", "verdict": "not_run"})
SAID = {"execution_rate": {"value": 0.5, "count": 1, "of": 2}, "completion_rate": {"value": 0.5, "count": 1, "of": 2}}


def of_tests(*lines):
    return register("test", "\n".join(["| id | executed_date | result |", *lines]))


def test_a_figure_that_changed_is_told_once_with_the_records():
    now = of_tests("| T-001 | 2024-05-01 | pass |", "| T-002 | 2024-05-02 | fail |")
    (finding,) = check(now, codes=["H-004"], kept=kept(*TESTS, name="tests", metrics=SAID)).findings
    assert finding.place.cell == "B3"
    assert finding.message == (
        "2024/05/02に報告した消化1件が、現在の表では2件です(T-002)。本日の報告に訂正として載せます。"
    )


@pytest.mark.parametrize(
    ("lines", "speaker"),
    [
        (["| T-002 |  | not_run |"], "H-002"),  # the row is gone
        (["| T-001 | 2024-06-01 | pass |", "| T-002 |  | not_run |"], "T-007"),  # its date is still to come
    ],
)
def test_it_is_quiet_where_another_rule_tells_the_cause(lines, speaker):
    found = check(of_tests(*lines), codes=["H-004", "T-007"], kept=kept(*TESTS, name="tests", metrics=SAID))
    assert [code for code, _ in told(found)] == ["T-007"] * (speaker == "T-007")


def test_without_the_columns_or_a_kept_day_it_is_skipped_with_its_reason():
    now = register("test", "| id | result |\n| T-001 | pass |")
    assert reasons(check(now, codes=["H-004"], kept=kept(*TESTS, name="tests")), "H-004") == [
        "「一覧」に「実施日か検出日か起票日か完了日」の列がありません"
    ]
    assert reasons(check(of_tests("| T-001 | | pass |"), codes=["H-004"]), "H-004") == [
        "前回の記録がありません(history keep で残せます)"
    ]
    undated = register("issue", "| id | title | status |\n| K-1 | 件名 | open |")
    assert reasons(check(undated, codes=["H-010"], kept=kept()), "H-010") == [
        "「一覧」に「起票日か検出日」の列がありません"
    ]

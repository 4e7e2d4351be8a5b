from datetime import date

import pytest

from pmo_xl.model.kept import Kept
from tests.rules.asking import check, told
from tests.support.build import register


def kept(name, *rows):
    return [Kept(date(2024, 5, 2), {name: rows})]


@pytest.mark.parametrize(
    ("before", "now", "fell"),
    [
        ("closed", "in_progress", True),
        ("closed", "resolved", True),
        ("resolved", "open", True),
        ("in_progress", "open", True),
        ("waiting", "in_progress", False),
        ("closed", "rejected", False),
        ("open", "closed", False),
    ],
)
def test_a_state_falls_when_its_rank_does(before, now, fell):
    issues = register(
        "issue",
        f"""
        | id    | title | status |
        | K-001 | 帳票  | {now}  |""",
    )
    result = check(issues, codes=["H-001"], kept=kept("issues", {"id": "K-001", "status": before}))
    assert told(result) == [("H-001", "C2")] * fell


@pytest.mark.parametrize(
    ("before", "now", "fell"),
    [("pass", "fail", True), ("pass", "not_run", True), ("fail", "not_run", True), ("fail", "blocked", False),
     ("blocked", "not_run", False), ("fail", "pass", False), ("pass", "not_applicable", False)],
)  # fmt: skip
def test_a_verdict_falls_but_waiting_for_the_fix_takes_nothing_back(before, now, fell):
    tests = register(
        "test",
        f"""
        | id    | result |
        | T-001 | {now}  |""",
    )
    row = {"id": "T-001", "result": before, "verdict": before}
    assert told(check(tests, codes=["H-001"], kept=kept("tests", row))) == [("H-001", "B2")] * fell


def test_a_retest_that_fails_after_a_pass_points_at_its_round():
    tests = register(
        "test",
        """
        | id    | executed_date | result | executed_date_2 | result_2 |
        | T-001 | 2024-04-30    | pass   | 2024-05-07      | fail     |""",
    )
    row = {"id": "T-001", "result": "pass", "verdict": "pass"}
    (finding,) = check(tests, codes=["H-001"], kept=kept("tests", row)).findings
    assert finding.place.cell == "E2"
    assert finding.message.startswith("T-001の状態が「pass」→「fail」に戻りました(E2)。")


LEFT = """
    | id    | title              | status |
    | K-001 | 帳票の桁あふれ     | open   |
    | {id} | {title} | open   |"""


def gone(number="K-009", title="別の件について"):
    issues = register("issue", LEFT.format(id=number, title=title), sheet="課題一覧")
    rows = (
        {"id": "K-001", "title": "帳票の桁あふれ", "_place": ["台帳.xlsx", "課題一覧", 2]},
        {"id": "K-002", "title": "受注画面の文言修正", "_place": ["台帳.xlsx", "課題一覧", 3]},
    )
    return check(issues, codes=["H-002"], kept=kept("issues", *rows))


def test_a_row_that_is_gone_is_named_with_its_title_where_it_stood():
    (finding,) = gone().findings
    assert finding.message.startswith("2024/05/02にあったK-002「受注画面の文言修正」がなくなりました。")
    assert (finding.id, finding.place.cell, finding.record) == ("K-002", "A3", None)


def test_the_same_id_in_other_letters_is_still_there():
    assert gone(number="Ｋ－００２").findings == ()


def test_the_same_matter_under_a_new_number_was_not_deleted():
    assert gone(title="受注画面の文言修正").findings == ()


def test_a_record_dated_later_still_stands_in_the_sheet():
    issues = register(
        "issue",
        """
        | id    | title          | status | raised_date |
        | K-001 | 帳票の桁あふれ | open   | 2024-06-01  |""",
    )
    rows = ({"id": "K-001", "title": "帳票の桁あふれ"},)
    assert check(issues, codes=["H-002"], kept=kept("issues", *rows)).findings == ()


def test_a_register_that_was_not_kept_before_has_lost_nothing():
    issues = register("issue", LEFT.format(id="K-002", title="別"))
    assert check(issues, codes=["H-001", "H-002"], kept=kept("todos", {"id": "A-001", "title": "名簿"})).findings == ()

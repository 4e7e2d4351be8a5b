"""追加予算台帳: three sums that are never mixed, however their states are written."""

from datetime import date

import pytest

from pmo_xl.reports.budget import budget, budget_line, total_of
from tests.support.build import register, register_of, situation

AS_OF = "2024-05-07"


def changes(*rows):
    header = ["id", "title", "kind", "cost", "decided_date", "raised_date"]
    return register_of("change", header, [[f"CR-{n:02}", "変更", *row] for n, row in enumerate(rows, 1)])


def test_each_state_has_its_own_running_total():
    seen = situation(AS_OF, changes(
        ("承認済", 1_000_000.0, date(2024, 4, 12), None),
        ("申請中", 700_000.0, None, date(2024, 4, 20)),
        ("承認済", 300_000.0, date(2024, 4, 30), None),
        ("見込", 2_000_000.0, None, date(2024, 4, 25)),
        ("申請中", 50_000.0, None, None),
    ))  # fmt: skip
    lines = budget(seen)
    assert [(line.record.id, line.state, line.total) for line in lines] == [
        ("CR-01", "approved", 1_000_000),
        ("CR-02", "applied", 700_000),
        ("CR-04", "foreseen", 2_000_000),
        ("CR-03", "approved", 1_000_000 + 300_000),
        ("CR-05", "applied", 700_000 + 50_000),  # without a day it comes last
    ]
    assert budget_line(lines) == "承認済 1,300,000円、申請中 750,000円、見込 2,000,000円"


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("承認済", "approved"), ("決裁済み", "approved"), ("採用", "approved"), ("決定", "approved"), ("確定", "approved"),
        ("申請中", "applied"), ("承認待ち", "applied"), ("未承認", "applied"), ("判断待ち", "applied"), ("稟議中", "applied"),
        ("承認申請中", "applied"), ("見込", "foreseen"), ("仮決定", "foreseen"), ("概算", "foreseen"),
        ("", "unclear"), ("対応中", "unclear"), ("却下", None), ("承認取消", None), ("見送り", None),
    ],
)  # fmt: skip
def test_what_is_applied_for_is_never_taken_for_approved(word, state):
    lines = budget(situation(AS_OF, changes((word or None, 100.0, None, None))))
    assert [line.state for line in lines] == ([state] if state else [])
    assert total_of(lines, "approved") == (100 if state == "approved" else 0)


def test_what_is_decided_after_the_day_is_still_applied_for():
    lines = budget(situation(AS_OF, changes(("承認済", 100.0, date(2024, 5, 8), None))))
    assert [line.state for line in lines] == ["applied"]


def test_a_decision_that_was_replaced_is_no_money_any_more():
    decisions = register("decision", """
        | id    | title | kind | cost   | decided_date | related_id | remarks |
        | D-001 | 旧案  | 決定 | 500000 | 2024-04-22   |            |         |
        | D-002 | 新案  | 決定 | 800000 | 2024-05-01   | D-001      | 置換    |""")  # fmt: skip
    assert [(line.record.id, line.cost) for line in budget(situation(AS_OF, decisions))] == [("D-002", 800_000)]


def test_a_pending_decision_asks_for_the_cost_of_its_recommended_option():
    decisions = register("decision", """
        | id    | title | kind     |
        | D-001 | 立会  | 判断待ち |
        | D-002 | 済み  | 決定     |""")  # fmt: skip
    options = register("option", """
        | related_id | title | cost    | recommended |
        | D-001      | 社内  | 0       |             |
        | D-001      | 委託  | 1600000 | ○           |
        | D-002      | 委託  | 900000  | ○           |""")  # fmt: skip
    (line,) = budget(situation(AS_OF, decisions, options))
    # which option was taken of a decision already made, nobody has written
    assert (line.record.id, line.state, line.cost, line.by_option) == ("D-001", "applied", 1_600_000, True)


def test_sums_that_no_word_explains_are_in_none_of_the_three_and_are_said():
    lines = budget(situation(AS_OF, changes(("対応中", 100.0, None, None), ("承認済", 5.0, None, None))))
    assert budget_line(lines) == "承認済 5円、申請中 0円、見込 0円。区分の分からないものが1件あり、どれにも含みません"
    assert budget_line(()) == "追加費用のある変更・決定はありません"


MATTERS = """
    | id    | title    | kind     | related_id |
    | D-001 | 立会     | 判断待ち | K-001      |
    | D-002 | 適用     | 判断待ち | K-002      |
    | D-003 | 夜間対応 | 判断待ち |            |"""
PRICES = """
    | related_id | title | cost    | recommended |
    | D-001      | 委託  | 1600000 | ○           |
    | D-002      | 臨時  | 300000  | ○           |
    | D-003      | 契約  | 600000  | ○           |"""


@pytest.mark.parametrize(
    ("kind", "named", "applied"),
    [
        ("申請中", "D-001", 1_600_000 + 300_000 + 600_000),  # the decision itself
        ("申請中", "k-002", 1_600_000 + 1_600_000 + 600_000),  # the matter it is about
        ("申請中", "D-001、D-002、D-003", 1_600_000),  # one line for three
        (
            "却下",
            "D-001",
            1_600_000 + 300_000 + 600_000,
        ),  # refused in the ledger: what is still asked for is the decision's
        ("申請中", "K-009", 1_600_000 + 1_600_000 + 300_000 + 600_000),  # another matter
    ],
)
def test_money_in_the_ledger_and_of_the_decision_that_asks_for_it_counts_once(kind, named, applied):
    ledger = register("change", f"""
        | id    | title | kind   | cost    | related_id |
        | CR-01 | 委託  | {kind} | 1600000 | {named}    |""")  # fmt: skip
    lines = budget(situation(AS_OF, ledger, register("decision", MATTERS), register("option", PRICES)))
    assert total_of(lines, "applied") == applied


def test_a_decision_with_its_own_cost_is_not_counted_beside_the_line_that_names_it():
    ledger = register("change", """
        | id    | title | kind   | cost   | related_id |
        | CR-01 | 委託  | 承認済 | 500000 | D-001      |""")  # fmt: skip
    decisions = register("decision", """
        | id    | title | kind | cost   |
        | D-001 | 委託  | 決定 | 500000 |
        | D-002 | 別件  | 決定 | 200000 |""")  # fmt: skip
    assert total_of(budget(situation(AS_OF, ledger, decisions)), "approved") == 500_000 + 200_000


@pytest.mark.parametrize(
    ("word", "state"), [("承認済", "approved"), ("申請中", "applied"), ("却下", None), ("販売", "unclear")]
)
def test_a_ledger_may_keep_the_state_in_its_category(word, state):
    ledger = register("change", f"""
        | id    | title | category | cost   |
        | CR-01 | 委託  | {word}   | 500000 |""")  # fmt: skip
    assert [line.state for line in budget(situation(AS_OF, ledger))] == ([state] if state else [])

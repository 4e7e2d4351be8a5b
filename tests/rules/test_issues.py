"""I rules beyond their examples."""

from datetime import date

import pytest

from pmo_xl.model.kept import Kept
from pmo_xl.settings import CheckSection, Config, Params
from tests.rules.asking import check, reasons, told
from tests.support.build import register


def test_nobody_named_is_never_printed_empty():
    issues = register(
        "issue",
        """
        | id    | owner | status | due_date   |
        |       |       | open   | 2024-05-02 |""",
    )
    (finding,) = check(issues, codes=["I-003"]).findings
    assert finding.message == (
        "2行目の課題は期限2024/05/02を1営業日過ぎています。担当者に新しい期限と理由を確認してください。"
    )


@pytest.mark.parametrize(
    ("as_of", "late"), [("2024-05-06", 0), ("2024-05-07", 0), ("2024-05-08", 1), ("2024-05-13", 4)]
)
def test_a_due_date_on_a_holiday_is_late_from_the_second_working_day(as_of, late):
    # 2024-05-03 is a public holiday, the next working day is 5/7: 5/8, 5/9, 5/10, 5/13 are the days past it
    issues = register(
        "issue",
        """
        | id    | status | due_date   |
        | K-001 | open   | 2024-05-03 |""",
    )
    found = check(issues, codes=["I-003"], as_of=as_of).findings
    assert [f"を{late}営業日過ぎて" in finding.message for finding in found] == [True] * bool(late)


def load_of(*owners):
    lines = "\n".join(f"| K-{number:03} | {owner} | open |" for number, owner in enumerate(owners, 1))
    return [f.message for f in check(register("issue", f"| id | owner | status |\n{lines}"), codes=["I-016"]).findings]


def test_the_load_of_a_person_is_one_figure_however_the_name_is_spelt():
    one = ("佐藤 一郎", "佐藤 一郎", "佐藤一郎", "佐藤", "佐藤さん", "佐藤　一郎課長、鈴木")
    # 佐藤 6, 鈴木 2, 田中 1, 林 1: 10 of 4 people are 2.5 each
    assert load_of(*one, "鈴木", "田中", "林") == [
        "佐藤 一郎さんに未完了が6件集中しています(平均2.5件)。割り振りを見直してください。"
    ]


def test_two_people_of_one_surname_are_not_one_load():
    assert load_of(*["佐藤 一郎"] * 3, *["佐藤 二郎"] * 2, "鈴木", "田中", "林") == []


def test_an_issue_closed_later_was_overdue_on_the_day():
    issues = register(
        "issue",
        """
        | id    | status | due_date   | closed_date |
        | K-001 | closed | 2024-05-01 | 2024-05-08  |""",
    )
    assert told(check(issues, codes=["I-003"])) == [("I-003", "C2")]
    assert check(issues, codes=["I-003"], as_of="2024-05-08").findings == ()


def test_the_noun_is_that_of_the_register():
    todos = register(
        "todo",
        """
        | id    | status | raised_date | due_date   | closed_date |
        | A-001 | closed | 2024-05-01  | 2024-04-01 |             |""",
    )
    assert [finding.message[:11] for finding in check(todos, codes=["I-004", "I-006"]).findings] == [
        "ToDo A-001の", "ToDo A-001は",
    ]  # fmt: skip


def test_a_mistyped_year_of_the_raised_date_is_found_although_the_issue_does_not_exist_yet():
    issues = register(
        "issue",
        """
        | id    | status | raised_date | due_date   |
        | K-001 | open   | 2025-05-01  | 2024-05-10 |""",
    )
    assert told(check(issues, codes=["I-004"])) == [("I-004", "D2")]


CLOSED = """
    | id    | status | closed_date |
    | K-001 | closed |             |"""


def test_the_closing_day_proposed_is_the_first_kept_one_that_shows_it_closed():
    kept = [
        Kept(date(2024, 4, 30), {"issues": ({"id": "K-001", "status": "open"},)}),
        Kept(date(2024, 5, 2), {"issues": ({"id": "K-001", "status": "closed"},)}),
    ]
    (finding,) = check(register("issue", CLOSED), codes=["I-006"], kept=kept).findings
    assert (finding.fix.kind, finding.fix.new, finding.place.cell) == ("suggest", "2024-05-02", "C2")
    (finding,) = check(register("issue", CLOSED), codes=["I-006"]).findings
    assert finding.message == "課題K-001は完了ですが完了日が空です。基準日の2024/05/07でよければ入れてください。"


def test_reopened_with_its_closing_day_left_behind_is_told_by_the_history_rule():
    issues = register(
        "issue",
        """
        | id    | status      | closed_date |
        | K-001 | in_progress | 2024-05-01  |""",
    )
    kept = [Kept(date(2024, 5, 2), {"issues": ({"id": "K-001", "status": "closed"},)})]
    assert told(check(issues, codes=["I-007", "H-001"], kept=kept)) == [("H-001", "B2")]
    assert told(check(issues, codes=["I-007"], kept=kept)) == [("I-007", "C2")]


def test_a_closing_day_still_to_come_is_told_once():
    issues = register(
        "issue",
        """
        | id    | status | raised_date | closed_date |
        | K-001 | closed | 2024-05-01  | 2024-05-08  |
        | K-002 | closed | 2024-05-01  | 2024-04-30  |""",
    )
    result = check(issues, codes=["I-006", "I-007", "I-008"])
    assert sorted(told(result)) == [("I-008", "D2"), ("I-008", "D3")]
    assert {finding.message[:45] for finding in result.findings} == {
        "課題K-001の完了日2024/05/08は基準日2024/05/07より先です。実績の日付に直してください。"[:45],
        "課題K-002の完了日2024/04/30は起票日2024/05/01より前です。実績の日付に直してください。"[:45],
    }


STILL = """
    | id    | owner | status | updated_date |
    | K-001 | 佐藤  | open   | 2024-04-30   |"""


def test_the_days_without_movement_are_working_days_and_a_setting():
    # after 4/30: 5/1, 5/2, 5/7 are working days
    (finding,) = check(register("issue", STILL), codes=["I-010"]).findings
    assert finding.message == ("課題K-001は3営業日動きがありません。佐藤さんに状況を聞き、進捗欄を更新してください。")
    patient = Config(check=CheckSection(params=Params(stale_days=4)))
    assert check(register("issue", STILL), codes=["I-010"], config=patient).findings == ()


def kept_rows(**days):
    return [
        Kept(date(2024, int(day[1:3]), int(day[3:])), {"issues": ({"id": "K-001", "owner": owner, "status": "open"},)})
        for day, owner in days.items()
    ]


UNDATED = """
    | id    | owner | status |
    | K-001 | 佐藤  | open   |"""


def test_kept_states_tell_when_a_row_last_moved_where_no_day_is_written():
    moved_on_the_first = kept_rows(d0430="鈴木", d0501="佐藤", d0502="佐藤")
    (finding,) = check(
        register("issue", UNDATED), codes=["I-010"], kept=moved_on_the_first, as_of="2024-05-08"
    ).findings
    assert "K-001は3営業日動きがありません" in finding.message  # 5/2, 5/7, 5/8
    moved_today = kept_rows(d0430="鈴木", d0501="鈴木", d0502="鈴木")
    assert check(register("issue", UNDATED), codes=["I-010"], kept=moved_today).findings == ()


def test_a_written_day_stands_against_states_that_never_differed():
    never = kept_rows(d0501="佐藤", d0502="佐藤")
    never = [Kept(k.date, {"issues": ({**k.registers["issues"][0], "updated_date": "2024-04-30"},)}) for k in never]
    assert told(check(register("issue", STILL), codes=["I-010"], kept=never)) == [("I-010", "D2")]


def test_without_a_day_and_without_history_it_says_that_it_cannot_know():
    result = check(register("issue", UNDATED), codes=["I-010"])
    assert result.findings == ()
    assert reasons(result, "I-010") == [
        "「一覧」に「更新日」の列がなく、前回の記録もありません(history keep で残せます)"
    ]


def test_overdue_and_standing_still_is_told_once():
    issues = register(
        "issue",
        """
        | id    | status | due_date   | updated_date |
        | K-001 | open   | 2024-05-01 | 2024-04-24   |""",
    )
    assert told(check(issues, codes=["I-003", "I-010"])) == [("I-003", "C2")]

"""催促文: three tones by the days overdue, at most five matters, who waits, by when; nobody is blamed."""

import pytest

from pmo_xl.reports.request_letter import tone_of
from pmo_xl.reports.request_list import request_lists
from tests.support.build import register, situation

ROSTER = """
    | owner    | owner_org | side     |
    | 甲野太郎 | A社       | ベンダー |
    | 甲田次郎 | A社       | ベンダー |"""
HEAD = "| id | title | owner | owner_org | raised_date | due_date | status | response | related_id |"
BLAME = ("！", "!", "遅れ", "怠", "なぜ", "まだ", "至急", "督促", "違反", "べき", "ください。早")


def letter(*todos, issues="", as_of="2024-05-07"):
    registers = [register("todo", "\n".join([HEAD, *todos])), register("roster", ROSTER)]
    if issues:
        registers.append(register("issue", issues))
    (one,) = request_lists(situation(as_of, *registers), project="基幹刷新")
    return one.letter()


def todo(due, number=1, *, owner="甲野太郎", response="", related=""):
    return (
        f"| A-{number:03} | 桁数の回答{number} | {owner} | A社 | 2024-04-22 | {due} | open | {response} | {related} |"
    )


@pytest.mark.parametrize(
    ("due", "overdue", "tone"),
    [
        # working days past due on 5/7: 4/26 and 5/7 are Friday and Tuesday, 4/29 and 5/3–5/6 are days off
        ("2024-05-08", 0, 0),
        ("2024-05-07", 0, 0),
        ("2024-05-02", 1, 1),  # 5/7
        ("2024-04-26", 4, 1),  # 4/30, 5/1, 5/2, 5/7
        ("2024-04-25", 5, 2),  # and 4/26
        ("2024-04-01", 23, 2),  # 4 in the week of 4/1, three weeks of 5, then 4/30 to 5/2 and 5/7
    ],
)
def test_the_tone_follows_the_working_days_past_due(due, overdue, tone):
    made = letter(todo(due))
    assert made.tone == tone == tone_of(overdue)
    assert (f"期限から{overdue}営業日" in made.body) == (tone == 2)
    assert ("本日時点で回答を確認できておりません。" in made.body) == (tone > 0)
    assert [word for word in BLAME if word in made.subject + made.body] == []


def test_the_three_tones_differ_in_subject_request_and_ending():
    mild, plain, firm = (letter(todo(due)) for due in ("2024-05-10", "2024-05-02", "2024-04-25"))
    assert [one.subject.split("】")[0] for one in (mild, plain, firm)] == [
        "【ご依頼中の件のご案内",
        "【状況確認のお願い",
        "【ご回答のお願い",
    ]
    assert "行き違いをお許しください" in plain.body
    assert "見込みの日だけでも" in firm.body
    # the own due date while it is still to come; two and one working days after 5/7 when it is past
    assert "5/10(金)までに状況を" in mild.body
    assert "5/9(木)までに状況を" in plain.body
    assert "5/8(水)までに状況を" in firm.body


def test_one_request_is_the_sentence_of_the_page():
    made = letter(
        todo("2024-05-02", related="K-001"), issues="| id | title | status |\n| K-001 | 桁の不足 | in_progress |"
    )
    lines = made.body.splitlines()
    assert lines[0] == "A社 甲野太郎様"
    assert lines[2] == "お世話になっております。PMOです。"
    assert lines[3] == (
        "4/22(月)にお願いした「桁数の回答1」(A-001、期限5/2(木))について、"
        "本日時点で回答を確認できておりません。課題1件がお待ちしております。"
    )


def test_five_matters_are_in_the_letter_and_the_sixth_is_counted():
    body = letter(*(todo("2024-05-02", n) for n in range(1, 7))).body
    assert [line[0] for line in body.splitlines() if line[1:3] == ". "] == list("12345")
    assert "ほか1件は、添付の一覧をご覧ください。" in body
    assert "ほか" not in letter(*(todo("2024-05-02", n) for n in range(1, 6))).body


def test_the_tone_is_that_of_the_most_overdue_and_each_sentence_keeps_its_own():
    made = letter(todo("2024-04-25", 1), todo("2024-05-02", 2), todo("2024-05-10", 3))
    first, second, third = (line for line in made.body.splitlines() if line[1:3] == ". ")
    assert made.tone == 2
    assert "期限から5営業日" in first
    assert "本日時点で回答を" in second
    assert "ご確認をお願いいたします" in third


def test_several_people_are_named_with_their_matters():
    body = letter(todo("2024-05-02", 1), todo("2024-05-02", 2, owner="甲田次郎")).body
    assert body.startswith("A社 御中\n")
    assert "（ご担当 甲野太郎様）" in body
    assert "（ご担当 甲田次郎様）" in body


def test_what_has_been_answered_is_not_asked_again_before_it_is_overdue():
    body = letter(todo("2024-05-10", 1, response="5/2 送付"), todo("2024-05-10", 2)).body
    assert "桁数の回答1" not in body
    assert "桁数の回答2" in body
    late = letter(todo("2024-05-02", 1, response="5/2 着手")).body
    assert "本日時点で完了を確認できておりません。" in late  # an answer there is; done it is not
    only = letter(todo("2024-05-10", 1, response="5/2 送付"))
    assert "お願いしている1件の一覧をお送りします" in only.body


def test_what_nobody_wrote_is_not_invented():
    body = letter("|  | 桁数の回答 |  | A社 |  |  | open |  |  |").body
    assert "お願いしている「桁数の回答」(期限未定)について" in body
    assert "None" not in body
    assert body.startswith("A社 御中\n")

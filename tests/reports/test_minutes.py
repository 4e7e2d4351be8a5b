"""Minutes: every line of the memo stands in them once, and what is missing is asked for."""

from datetime import date

from pmo_xl.reports.memo_sheet import implied_rows, minutes_of_text
from pmo_xl.rules.decisions import is_undecided
from pmo_xl.sheets.meaning.memo_lines import sort_of_line
from tests.support.build import register, situation

MEMO = """\
会議名: 夕会
日時: 2026/11/24 16:00〜17:00
出席者: 青葉一郎、若葉花子
記録者: 紅葉次郎

■ 本日の結果
受注登録のテストは予定どおり完了した。
決: 明日の販売テストは10時開始とする
ToDo: 若葉花子 11/27 マスタの差分を確認する
ToDo: 台帳の更新
保留: 帳票の余白
決: 夜間適用を行う方向で検討
"""


def minutes(text=MEMO, *registers):
    return minutes_of_text(text, situation("2026-11-24", *registers), project="刷新", source="夕会メモ")


def test_every_line_stands_in_the_minutes_exactly_once():
    page = minutes().values()
    assert page["head"]["title"] == "夕会"
    assert [topic["title"] for topic in page["topics"]] == ["本日の結果"]
    assert page["topics"][0]["points"] == ["受注登録のテストは予定どおり完了した。"]
    assert [row["text"] for row in page["decisions"]] == [
        "明日の販売テストは10時開始とする",
        "夜間適用を行う方向で検討",
    ]
    assert [row["text"] for row in page["todos"]] == ["マスタの差分を確認する", "台帳の更新"]
    assert [row["text"] for row in page["open"]] == ["帳票の余白"]


def test_a_todo_says_who_and_when_and_asks_for_what_is_missing():
    known, unknown = minutes().values()["todos"]
    assert (known["owner"], known["due"], known["owner_gap"], known["due_gap"]) == (
        "若葉花子",
        "2026/11/27",
        "",
        "",
    )
    assert (unknown["owner_gap"], unknown["due_gap"]) == ("【要確認】", "【要確認】")


def test_a_decision_that_is_none_yet_is_marked_and_stays_where_it_is():
    taken, doubtful = minutes().values()["decisions"]
    assert taken["doubt"] == ""
    assert doubtful["doubt"] == "【要確認: 決定か継続か】"
    assert is_undecided("画面の配色は調整中。")
    assert is_undecided("配色は次回までに検討する")
    assert not is_undecided("配色は現行どおりとする")


def test_objections_are_open_for_two_working_days():
    # 2026-11-24 is a Tuesday: Wednesday, Thursday
    assert minutes().values()["closing"] == "11/26までにご指摘がない場合は確定といたします。"


def test_words_for_the_sorts_of_lines():
    said = {
        "決定": "decision",
        "ToDo": "todo",
        "宿題": "todo",
        "保留": "open",
        "次回": "next",
        "論点": "point",
        "雑談": "other",
    }
    assert {word: sort_of_line(word) for word in said} == said


def test_the_last_meetings_todos_are_those_the_attendees_still_have_open():
    todos = register(
        "todo",
        """
        | id    | title          | owner     | status | due_date   |
        | A-001 | 帳票の確認     | 青葉 一郎 | open   | 2026-11-20 |
        | A-002 | 終わったもの   | 青葉一郎  | closed | 2026-11-20 |
        | A-003 | よその人のもの | 柏木四郎  | open   | 2026-11-20 |""",
    )
    (row,) = minutes(MEMO, todos).values()["earlier"]
    # 11/20 is a Friday and 11/23 a public holiday: one working day late on 11/24
    assert (row["id"], row["due"]) == ("A-001", "2026/11/20（1営業日超過）")


def test_customers_stand_before_vendors_among_the_attendees():
    roster = register(
        "roster",
        """
        | owner    | owner_org | side     |
        | 青葉一郎 | B社       | ベンダー |
        | 若葉花子 | 販売部    | ユーザー |""",
    )
    assert minutes(MEMO, roster).values()["head"]["attendees"] == "販売部: 若葉花子\nB社: 青葉一郎\n紅葉次郎(記)"


def test_rows_the_registers_have_already_are_not_added_again():
    todos = register(
        "todo",
        """
        | id    | title                | owner    | status | due_date   |
        | A-009 | マスタの差分を確認する | 若葉花子 | open   | 2026-11-27 |""",
    )
    rows = implied_rows(minutes(MEMO, todos), situation("2026-11-24", todos))
    assert [(row["register"], row["action"], row["id"]) for row in rows] == [
        ("decisions", "add", ""), ("todos", "same", "A-009"), ("todos", "add", ""), ("decisions", "add", ""),
    ]  # fmt: skip


def test_a_day_without_a_year_is_read_from_the_day_of_the_meeting():
    text = "日時: 2026/12/28\nToDo: 若葉花子 1/8 年始の確認をする"
    (line,) = minutes_of_text(text, situation("2026-12-28"), project="刷新", source="x").of("todo")
    assert line.due == date(2027, 1, 8)

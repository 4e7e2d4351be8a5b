"""Minutes: every line of the memo stands in them once, and what is missing is asked for."""

from datetime import date
from pathlib import Path

from pmo_xl.reports.memo_sheet import minutes_of_text
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
    assert is_undecided("暫定運用は続ける方向で調整する。")
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


def test_a_day_without_a_year_is_read_from_the_day_of_the_meeting():
    text = "日時: 2026/12/28\nToDo: 若葉花子 1/8 年始の確認をする"
    (line,) = minutes_of_text(text, situation("2026-12-28"), project="刷新", source="x").of("todo")
    assert line.due == date(2027, 1, 8)


def line_of(words, *registers):
    (row,) = minutes(f"日時: 2026/11/24\n出席者: 青葉一郎、若葉花子\n{words}", *registers).values()["todos"]
    return row


def test_a_due_date_is_shown_with_the_words_it_was_said_in():
    # 11/24 is a Tuesday: 来週金 is 12/4
    assert line_of("ToDo: 青葉一郎 来週金 名簿を出す")["due"] == "2026/12/04（来週金）"
    assert line_of("ToDo: 青葉一郎 3営業日後 名簿を出す")["due"] == "2026/11/27（3営業日後）"
    assert line_of("ToDo: 青葉一郎 11/27(金) 名簿を出す")["due"] == "2026/11/27"


def test_a_due_date_that_may_be_several_days_stays_as_said_and_is_asked():
    row = line_of("ToDo: 名簿を出す（担当: 青葉一郎、期限: 来週）")
    assert (row["owner"], row["due"], row["due_gap"]) == ("青葉一郎", "来週", "【要確認】")


ROSTER = """
    | owner    | owner_org | side     |
    | 佐藤太郎 | 経理部    | ユーザー |
    | 佐藤花子 | 営業部    | ユーザー |
    | 青葉一郎 | A社       | ベンダー |
    | 楠木部長 | 経理部    | ユーザー |"""


def test_an_owner_who_is_no_one_certain_person_is_asked():
    roster = register("roster", ROSTER)
    asked = {
        name: line_of(f"ToDo: {name} 11/27 名簿を出す", roster)["owner_gap"]
        for name in ("青葉一郎", "佐藤太郎", "佐藤", "青葉一郎、若葉花子", "若葉花子", "紅葉次郎", "経理部")
    }
    assert asked == {
        "青葉一郎": "",
        "佐藤太郎": "",
        "佐藤": "【要確認】",  # two of that name
        "青葉一郎、若葉花子": "【要確認】",  # one is responsible
        "若葉花子": "",  # not in the roster, but in the meeting
        "紅葉次郎": "【要確認】",  # in neither
        "経理部": "",
    }


def test_marks_may_stand_in_brackets_and_are_no_topics():
    page = minutes(
        "日時: 2026/11/24\n【議題A】\n【決定】据え置く\n・[ToDo] 青葉一郎 11/27 名簿を出す\n(保留) 単価"
    ).values()
    assert page["head"]["agenda"] == "1. 議題A"
    assert [row["text"] for row in page["decisions"]] == ["据え置く"]
    assert [(row["owner"], row["text"]) for row in page["todos"]] == [("青葉一郎", "名簿を出す")]
    assert [row["text"] for row in page["open"]] == ["単価"]


def test_the_agenda_are_the_topics_in_their_order():
    assert minutes().values()["head"]["agenda"] == "1. 本日の結果"


def test_the_next_meeting_may_be_said_among_the_lines():
    page = minutes(MEMO + "次回: 2026/11/25 16:00\n次回: 修正の結果を持ち寄る\n").values()
    assert page["next"] == {"at": "2026/11/25 16:00", "items": ["修正の結果を持ち寄る"]}
    assert page["open"][0]["where"] == "2026/11/25 16:00"


def test_what_the_last_meeting_gave_out_is_told_even_when_done_and_what_this_one_did_is_not():
    todos = register(
        "todo",
        """
        | id    | title        | owner    | status | due_date   | raised_date | remarks                 |
        | A-001 | 先々週のもの | 柏木四郎 | closed | 2026-11-13 | 2026-11-10  | 夕会 2026/11/10 No.2    |
        | A-002 | 前回のもの   | 柏木四郎 | closed | 2026-11-20 | 2026-11-17  | 第3回夕会 2026/11/17 No.1 |
        | A-003 | 別の会議の物 | 柏木四郎 | open   | 2026-11-20 | 2026-11-17  | 朝会 2026/11/17 No.1    |
        | A-004 | 今回のもの   | 青葉一郎 | open   | 2026-11-27 | 2026-11-24  | 夕会 2026/11/24 No.4    |""",
    )
    assert [row["id"] for row in minutes(MEMO, todos).values()["earlier"]] == ["A-002"]


def test_the_identifier_tells_meetings_and_editions_apart():
    first, same, changed = minutes().identifier, minutes().identifier, minutes(MEMO + "決: 19時に始める\n").identifier
    assert first == same != changed
    assert first.split(" #")[0] == changed.split(" #")[0] == "夕会 2026/11/24"


def test_the_edition_is_counted_unless_the_memo_says_it():
    assert [minutes().values(n)["head"]["version"] for n in (1, 2, 3)] == ["初版", "第2版", "第3版"]
    assert minutes("版: 1.2\n" + MEMO).values(2)["head"]["version"] == "1.2"


def test_the_memo_of_the_guide_reads_as_it_says():
    guide = (Path(__file__).parents[2] / "docs" / "minutes.md").read_text("utf-8")
    page = minutes(guide.split("```text\n")[1].split("```")[0]).values()
    # the meeting is on 2024-05-07, a Tuesday
    assert [(row["owner"], row["due"], row["text"]) for row in page["todos"]] == [
        ("若葉花子", "2024/05/17（来週金）", "マスタの差分を確認する"),
        ("紅葉さん", "2024/05/10", "会場を予約する"),
        ("甲野太郎", "2024/05/08（明日）", "再現手順を送る"),
    ]
    assert page["head"]["agenda"] == "1. 本日の結果"
    assert page["next"]["at"] == "2024/05/08 16:00"

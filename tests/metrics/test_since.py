"""What happened since the last kept day, told by what it means."""

from dataclasses import replace
from datetime import date

import pytest

from pmo_xl.metrics.catalogue import measure
from pmo_xl.metrics.day import Day
from pmo_xl.metrics.since import events_since, summary
from pmo_xl.model.kept import Kept
from tests.support.build import register, situation

WEDNESDAY, THURSDAY = date(2024, 5, 8), date(2024, 5, 9)


def row(identifier, **values):
    return {"id": identifier, "_place": ["台帳.xlsx", "一覧", 9], **values}


def kept(*rows, day=WEDNESDAY, name="issues"):
    return Kept(day, {name: rows})


def since(text, *states, kind="issue", as_of=THURSDAY):
    return situation(as_of, register(kind, text), kept=states)


def told(state):
    return [(e.change, e.id, e.field, e.old, e.new, e.place.cell) for e in events_since(state)]


def line(state):
    return summary(events_since(state), Day(state))


def test_each_change_is_told_by_what_it_means():
    state = since(
        """
        | id    | title              | status      | due_date   |
        | K-001 | 帳票の桁あふれ     | closed      | 2024-05-10 |
        | K-002 | 受注画面の文言     | in_progress | 2024-05-10 |
        | K-003 | 送信の遅れ         | open        | 2024-05-15 |
        | K-104 | 月次締めの手順     | open        | 2024-05-10 |
        | K-006 | 新しく出た課題     | open        | 2024-05-10 |
        | K-007 | 期限を早めた課題   | waiting     | 2024-05-09 |""",
        kept(
            row("K-001", title="帳票の桁あふれ", status="open", due_date="2024-05-10"),
            row("K-002", title="受注画面の文言", status="closed", due_date="2024-05-10"),
            row("K-003", title="送信の遅れ", status="open", due_date="2024-05-10"),
            row("K-004", title="月次締めの手順", status="open", due_date="2024-05-10"),
            row("K-005", title="消された課題", status="open", due_date="2024-05-10"),
            row("K-007", title="期限を早めた課題", status="open", due_date="2024-05-10"),
        ),
    )
    assert told(state) == [
        ("closed", "K-001", "status", "open", "closed", "C2"),
        ("reversed", "K-002", "status", "closed", "in_progress", "C3"),
        ("postponed", "K-003", "due_date", "2024-05-10", "2024-05-15", "D4"),
        ("renumbered", "K-104", "id", "K-004", "K-104", "A5"),
        ("new", "K-006", "", None, None, "A6"),
        ("changed", "K-007", "status", "open", "waiting", "C7"),
        ("changed", "K-007", "due_date", "2024-05-10", "2024-05-09", "D7"),
        ("gone", "K-005", "", None, None, "9:9"),
    ]
    assert line(state) == "昨日から: 新規1、完了1、延期1、逆戻り1、番号変更1、消えた行1、変更1"


def test_a_postponement_tells_how_often_and_how_far():
    """4/26 → 5/1 is 2 working days (4/30, 5/1), 5/1 → 5/7 is 2 (5/2, 5/7), 5/7 → 5/10 is 3: the third time, 7 in all."""
    text = """
        | id    | title | status | due_date   |
        | K-001 | 帳票  | open   | 2024-05-10 |"""
    states = [
        kept(row("K-001", title="帳票", status="open", due_date=due), day=day)
        for day, due in (
            (date(2024, 4, 25), "2024-04-26"),
            (date(2024, 4, 26), "2024-05-01"),
            (date(2024, 5, 1), "2024-05-07"),
            (WEDNESDAY, "2024-05-07"),
        )
    ]
    (event,) = events_since(since(text, *states))
    assert (event.times, event.days) == (3, 2 + 2 + 3)
    assert event.as_dict() == {
        "change": "postponed", "register": "issues", "id": "K-001", "field": "due_date",
        "old": "2024-05-07", "new": "2024-05-10", "file": "台帳.xlsx", "sheet": "一覧", "cell": "D2",
        "times": 3, "days": 7,
    }  # fmt: skip
    assert line(since(text, *states)) == "昨日から: 延期1(うち3回目1)"


def test_a_move_back_and_forth_counts_only_the_later_ones():
    text = """
        | id    | title | status | due_date   |
        | K-001 | 帳票  | open   | 2024-05-10 |"""
    states = [
        kept(row("K-001", title="帳票", status="open", due_date=due), day=day)
        for day, due in ((date(2024, 5, 2), "2024-05-10"), (date(2024, 5, 7), "2024-05-08"), (WEDNESDAY, "2024-05-09"))
    ]
    (event,) = events_since(since(text, *states))
    assert (event.times, event.days) == (2, 1 + 1)  # 5/8 → 5/9, 5/9 → 5/10


def test_a_test_given_another_day_is_counted_apart_and_one_that_went_back_is_told():
    state = since(
        """
        | id    | title | planned_date | executed_date | result  |
        | T-001 | 登録  | 2024-05-10   |               | not_run |
        | T-002 | 照会  | 2024-05-07   |               | not_run |
        | T-003 | 帳票  | 2024-05-07   | 2024-05-09    | pass    |""",
        kept(
            row("T-001", title="登録", planned_date="2024-05-08", result="not_run", verdict="not_run"),
            row(
                "T-002",
                title="照会",
                planned_date="2024-05-07",
                executed_date="2024-05-07",
                result="pass",
                verdict="pass",
            ),
            row("T-003", title="帳票", planned_date="2024-05-07", result="not_run", verdict="not_run"),
            name="tests",
        ),
        kind="test",
    )
    assert [event[:3] for event in told(state)] == [
        ("postponed", "T-001", "planned_date"),
        ("changed", "T-002", "executed_date"),
        ("reversed", "T-002", "result"),
        ("changed", "T-003", "executed_date"),
        ("changed", "T-003", "result"),
    ]
    assert line(state) == (
        "昨日から: 逆戻り1、変更2、テストの予定変更1、昨日報告した消化数が1件変わった、昨日報告した完了数が1件変わった"
    )


@pytest.mark.parametrize(
    ("day", "words"), [(date(2024, 5, 8), "昨日から: 変化なし"), (date(2024, 5, 2), "5/2から: 変化なし")]
)
def test_the_line_names_the_day_it_compares_with(day, words):
    text = """
        | id    | title | status |
        | K-001 | 帳票  | open   |"""
    assert line(since(text, kept(row("K-001", title="帳票", status="open"), day=day))) == words


def test_what_was_reported_and_is_no_longer_so_ends_the_line(tmp_path):
    from pmo_xl.history import keep, load

    before = """
        | id    | executed_date | result  |
        | T-001 | 2024-05-08    | pass    |
        | T-002 |               | not_run |
        | T-003 |               | not_run |"""
    state = situation(WEDNESDAY, register("test", before))
    keep(tmp_path, state, measure(state))
    after = before.replace("|               | not_run |", "| 2024-05-08    | fail    |")
    now = situation(THURSDAY, register("test", after), kept=load(tmp_path, before=THURSDAY))
    assert line(now) == "昨日から: 変更2、昨日報告した消化数が2件変わった"
    said = measure(now)["since_previous"]
    assert (said.value, said.text) == (2, line(now))
    assert {r["change"]: r["count"] for r in said.rows if r["count"]} == {"changed": 2}
    keep(tmp_path, now, measure(now))
    friday = situation(date(2024, 5, 10), register("test", after), kept=load(tmp_path, before=date(2024, 5, 10)))
    # a comparison is not compared again
    assert (measure(friday)["since_previous"].value, measure(friday)["since_previous"].previous) == (0, None)
    assert measure(friday)["corrections"].previous is None


def test_without_a_kept_day_nothing_can_be_said():
    metrics = measure(since("| id | title | status |\n| K-1 | 帳票 | open |"))
    assert metrics["since_previous"].value is None


def test_the_days_of_a_roster_or_a_plan_are_listed_but_not_counted_as_work():
    plan = "| id | planned_date | planned_count |\n| P-1 | 2024-05-09 | 5 |"
    assert line(since(plan, Kept(WEDNESDAY, {"plans": ()}), kind="plan")) == "昨日から: 変化なし"


def test_rows_of_a_workbook_that_cannot_be_read_are_not_gone():
    text = """
        | id    | title | status |
        | K-002 | 画面  | open   |"""
    state = since(
        text,
        kept(
            {"id": "K-001", "title": "帳票", "_place": ["別の台帳.xlsx", "一覧", 5]},
            row("K-003", title="送信"),
            row("K-002", title="画面", status="open"),
        ),
    )
    assert [(e.change, e.id) for e in events_since(state)] == [("gone", "K-001"), ("gone", "K-003")]
    assert [(e.change, e.id) for e in events_since(replace(state, unread=("別の台帳.xlsx",)))] == [("gone", "K-003")]


def test_a_register_that_is_there_no_more_has_lost_its_rows():
    state = since(
        "| id | title | status |\n| K-001 | 帳票 | open |",
        Kept(
            WEDNESDAY, {"issues": (row("K-001", title="帳票", status="open"),), "todos": (row("A-001", title="名簿"),)}
        ),
    )
    assert line(state) == "昨日から: 消えた行1"


def test_a_row_that_lost_its_number_is_gone_for_all_who_name_it():
    state = since(
        "| id | title | status |\n|  | 帳票の桁あふれ | open |",
        kept(row("K-001", title="帳票の桁あふれ", status="open")),
    )
    assert [(e.change, e.id) for e in events_since(state)] == [("gone", "K-001")]

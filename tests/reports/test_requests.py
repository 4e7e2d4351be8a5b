"""Open requests: which there are, to whom they go, each exactly once; the order, the head counts, what waits."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pmo_xl.model.kept import Kept
from pmo_xl.reports.request_list import request_lists
from pmo_xl.reports.requests import KINDS, UNADDRESSED, open_requests
from tests.support.build import register, register_of, situation

DAY = "2024-05-07"  # a Tuesday; 5/3 to 5/6 are days off
ROSTER = """
    | owner    | owner_org | side     |
    | 甲野太郎 | A社       | ベンダー |
    | 乙川一子 | B社       | ベンダー |
    | 青葉一郎 | 営業部    | ユーザー |
    | 若葉花子 | 営業部    | ユーザー |
    | 紅葉次郎 | 経理部    | ユーザー |"""
TODOS = """
    | id    | title            | owner              | owner_org | raised_by | raised_date | due_date   | status      | response | related_id |
    | A-001 | 桁数の回答       | 甲野太郎           |           | 青葉一郎  | 2024-04-22  | 2024-04-26 | in_progress |          | K-001      |
    | A-002 | 端末の手配       | 青葉一郎           |           | 甲野太郎  | 2024-05-01  | 2024-05-07 | open        |          |            |
    | A-003 | 送り先の確認     | 若葉花子、紅葉次郎 |           | 青葉一郎  | 2024-05-01  | 2024-05-10 | open        | 5/2 連絡 |            |
    | A-004 | 画面の文言       |                    | B社       | 青葉一郎  | 2024-05-07  |            | open        |          |            |
    | A-005 | 誰かの仕事       |                    |           | 青葉一郎  | 2024-05-01  | 2024-05-10 | open        |          |            |
    | A-006 | 済んだこと       | 甲野太郎           |           | 青葉一郎  | 2024-04-22  | 2024-04-26 | closed      |          |            |"""
ISSUES = """
    | id    | title      | owner    | owner_org | status      | due_date   |
    | K-001 | 桁の不足   | 青葉一郎 | 営業部    | in_progress | 2024-05-10 |
    | K-002 | 単価の合意 | 紅葉次郎 | 経理部    | waiting     | 2024-05-01 |"""
DEFECTS = """
    | id    | title      | vendor | owner    | status      | fix_plan_date |
    | D-001 | 印刷ずれ   | A社    |          | waiting     | 2024-05-02    |
    | D-002 | 締めの誤り | B社    |          | in_progress | 2024-05-02    |"""
TESTS = """
    | id    | result  | defect_id | depends_on |
    | T-001 | fail    | D-001     |            |
    | T-002 | not_run |           | T-001      |
    | T-003 | pass    |           | T-001      |"""


def day(todos=TODOS, *, kept=(), as_of=DAY, **more):
    registers = [register("todo", todos), register("issue", ISSUES), register("defect", DEFECTS)]
    return situation(as_of, *registers, register("test", TESTS), register("roster", ROSTER), kept=kept, **more)


def lists(seen):
    return {one.name: one for one in request_lists(seen, project="基幹システム刷新")}


def ids(one):
    return [request.record.id for request in one.requests]


def test_open_todo_and_what_waits_for_somebody_go_to_department_or_vendor():
    found = {name: ids(one) for name, one in lists(day()).items()}
    assert found == {
        "営業部": ["A-002", "A-003"],  # A-003 names two: the first is responsible
        "経理部": ["K-002"],  # K-001 is being worked on, K-002 waits
        "A社": ["A-001", "D-001"],  # A-006 is closed
        "B社": ["A-004"],  # D-002 is being worked on
        UNADDRESSED: ["A-005"],
    }


def test_the_most_overdue_comes_first_then_the_nearest_due_then_the_id():
    # due 4/26: 4/30, 5/1, 5/2, 5/7 = 4 working days late; 5/1: 5/2 and 5/7; 5/2: 5/7
    found = [(request.record.id, request.overdue) for request in open_requests(day())]
    assert found == [
        ("A-001", 4),
        ("K-002", 2),
        ("D-001", 1),
        ("A-002", 0),
        ("A-003", 0),
        ("A-005", 0),
        ("A-004", 0),
    ]


def test_a_person_no_roster_knows_is_an_addressee_of_its_own():
    todos = TODOS.replace("| 若葉花子、紅葉次郎 |", "| 白樺しらべ         |")
    own = lists(day(todos))["白樺しらべ"]
    assert ids(own) == ["A-003"]
    assert own.values()["addressee"] == "白樺しらべ様"
    assert own.addressee.is_outside  # nobody can say whose people it is: no company's name is shown to it


def test_a_row_that_stands_twice_is_one_request_and_two_rows_of_one_id_are_two():
    twice = (
        TODOS
        + """
    | A-002 | 端末の手配       | 青葉一郎 |  | 甲野太郎  | 2024-05-01  | 2024-05-07 | open | | |
    | A-002 | 別の端末の手配   | 青葉一郎 |  | 甲野太郎  | 2024-05-01  | 2024-05-07 | open | | |"""
    )
    assert ids(lists(day(twice))["営業部"]) == ["A-002", "A-002", "A-003"]


def test_of_two_pmos_the_user_sides_ledger_counts():
    own = register("todo", TODOS, side="user")
    other = register("todo", TODOS.replace("A-0", "V-0"), side="vendor")
    seen = situation(DAY, own, register("roster", ROSTER))
    both = situation(DAY, own, register("roster", ROSTER))
    object.__setattr__(both, "written", {**both.written, "todos_vendor": other})
    assert [r.record.id for r in open_requests(both)] == [r.record.id for r in open_requests(seen)]


def test_the_head_counts_what_presses():
    own = lists(day())["営業部"]
    assert own.headline == "未完了2件のうち、期限超過0件、本日期限1件、回答待ち1件、新規0件です。"
    # A-003 has been answered; nothing was raised after 5/2, the working day before
    assert lists(day())["B社"].counts["new"] == 1  # raised on 5/7


def kept(rows, on=date(2024, 5, 2)):
    place = {"_place": ["台帳.xlsx", "一覧", 2]}
    return Kept(on, registers={"todos": tuple(row | place for row in rows)})


BEFORE = [
    {"id": "A-001", "title": "桁数の回答", "owner": "甲野太郎", "status": "in_progress"},
    {"id": "A-002", "title": "端末の手配", "owner": "青葉一郎", "status": "open"},
    {"id": "A-006", "title": "済んだこと", "owner": "甲野太郎", "status": "open"},
    {"id": "A-000", "title": "消えたこと", "owner": "甲野太郎", "status": "closed"},
]


def test_the_change_since_the_day_before_is_counted_from_the_kept_state():
    found = lists(day(kept=[kept(BEFORE)]))
    # A社: were open; now A-001 and D-001 (no defects were kept)
    assert found["A社"].change == "前日比±0"
    assert found["営業部"].change == "前日比+1"  # A-002; now
    assert found["B社"].change == "前日比+1"
    assert [request.is_new for request in found["営業部"].requests] == [False, True]
    assert lists(day())["営業部"].change == ""


def test_an_older_state_is_named_by_its_day():
    assert lists(day(kept=[kept(BEFORE, date(2024, 4, 26))]))["営業部"].change == "前回(4/26)比+1"


def test_fewer_are_signed_with_the_projects_minus():
    more = [*BEFORE, *({"id": f"B-{n}", "title": f"件{n}", "owner_org": "B社", "status": "open"} for n in range(4))]
    assert lists(day(kept=[kept(more)]))["B社"].change == "前日比▲3"  # 4 were open, now A-004


def test_tests_and_issues_that_wait_are_named():
    waiting = {request.record.id: request.waiting for request in open_requests(day())}
    assert waiting["A-001"].named() == "課題K-001"
    # T-001 failed for it and T-002 depends on T-001; T-003 passed
    assert waiting["D-001"].named() == "テスト2件(T-001、T-002)"
    assert waiting["D-001"].counted() == "テスト2件"
    assert not waiting["A-002"]


def test_more_than_three_tests_are_a_number():
    tests = "\n".join(["    | id | result | defect_id |", *(f"    | T-{n:03} | fail | D-001 |" for n in range(1, 6))])
    seen = situation(DAY, register("defect", DEFECTS), register("test", tests))
    assert open_requests(seen)[0].waiting.named() == "テスト5件(T-001、T-002、T-003 他2件)"


def test_the_columns_are_those_of_the_page():
    row = lists(day())["営業部"].values()["requests"][0]
    assert (row["no"], row["id"], row["title"], row["requester"]) == (1, "A-002", "端末の手配", "甲野太郎")
    assert (row["raised"], row["due"], row["overdue"]) == (date(2024, 5, 1), date(2024, 5, 7), None)
    assert row["status"] == "open◆○"  # due today, not answered
    assert (row["answer"], row["answered_on"], row["new_status"]) == (None, None, None)
    assert lists(day())["A社"].values()["requests"][0]["overdue"] == 4


def test_what_was_settled_later_was_open_on_the_day_and_keeps_its_key():
    todos = """
    | id    | title      | owner_org | raised_date | status | closed_date |
    | A-001 | 桁数の回答 | A社       | 2024-05-01  | closed | 2024-05-08  |"""
    (then,) = request_lists(situation(DAY, register("todo", todos)), project="")
    (before,) = request_lists(situation("2024-05-02", register("todo", todos)), project="")
    (now,) = request_lists(situation("2024-05-08", register("todo", todos)), project="")
    assert (ids(then), ids(now)) == (["A-001"], [])
    key = then.values()["requests"][0]["key"]
    assert key == before.values()["requests"][0]["key"]


def test_an_internal_row_goes_to_no_vendor_but_is_not_lost():
    todos = TODOS.replace("5/2 連絡", "社内限り").replace("| 桁数の回答       |", "| 桁数(社内限り) |")
    found = lists(day(todos))
    assert ids(found["A社"]) == ["D-001"]
    assert ids(found[UNADDRESSED]) == ["A-001", "A-005"]
    assert "社内限り(送付しません)" in found[UNADDRESSED].values()["requests"][0]["status"]
    assert "A-003" in ids(found["営業部"])  # our own department reads it


def test_no_request_at_all_is_one_list_that_says_so():
    (one,) = request_lists(situation(DAY), project="")
    assert (one.name, one.letter()) == (UNADDRESSED, None)
    assert one.headline == "未完了の依頼はありません。"
    assert [row["title"] for row in one.values()["requests"]] == ["未完了の依頼はありません"]


names = st.sampled_from(
    ["甲野太郎", "乙川一子", "青葉一郎", "若葉花子、甲野太郎", "営業部", "白樺しらべ", "未定", None]
)
orgs = st.sampled_from(["A社", "㈱A社", "Ｂ社", "営業部", None])
statuses = st.sampled_from(["open", "in_progress", "waiting", "answered", "resolved", "closed", "rejected", None])
dues = st.one_of(st.none(), st.integers(-40, 40).map(lambda n: date(2024, 5, 7) + timedelta(days=n)))
titles = st.sampled_from(["桁数の回答", "社内限りの件", "B社と経理部の分担"])
rows = st.lists(st.tuples(st.sampled_from(KINDS), names, orgs, statuses, dues, titles), max_size=30)


@given(rows)
def test_all_lists_together_are_all_open_requests_and_no_two_share_one(made):
    header = ["id", "title", "owner", "owner_org", "status", "due_date"]
    registers = []
    for kind in KINDS:
        own = [row for row in made if row[0] == kind]
        lines = [
            [f"{kind}-{n}", title, owner, org, status, due] for n, (_, owner, org, status, due, title) in enumerate(own)
        ]
        registers.append(register_of(kind, header, lines))
    seen = situation(DAY, *registers, register("roster", ROSTER))
    split = request_lists(seen, project="")
    every = [request.record.id for one in split for request in one.requests]
    wanted = [
        record.id
        for one in registers
        for record in one
        if (record.status not in ("closed", "rejected") if one.kind in ("todo", "qa") else record.status == "waiting")
    ]
    assert sorted(every) == sorted(wanted)
    assert len({one.name for one in split}) == len(split)
    for one in split:
        assert one.counts["open"] == len(one.requests)
        assert not (one.addressee.is_outside and "社内限" in str(one.values()["requests"]))
        late = [request.overdue for request in one.requests]
        assert late == sorted(late, reverse=True)

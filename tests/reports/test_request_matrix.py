"""連携マトリクス: who waits for whom; rows add up, ids are behind every cell, answers are counted in working days."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from pmo_xl.reports.request_matrix import COLUMNS, OTHERS, UNKNOWN, request_matrix
from pmo_xl.reports.requests import UNADDRESSED
from tests.support.build import register, register_of, situation

ROSTER = """
    | owner    | owner_org | side     |
    | 甲野太郎 | A社       | ベンダー |
    | 青葉一郎 | 営業部    | ユーザー |
    | 紅葉次郎 | 経理部    | ユーザー |"""
TODOS = """
    | id    | title | raised_by | owner    | owner_org | raised_date | due_date   | status | response_date | closed_date |
    | A-001 | 一    | 青葉一郎  | 甲野太郎 |           | 2024-04-22  | 2024-04-26 | open   |               |             |
    | A-002 | 二    | 青葉一郎  | 甲野太郎 |           | 2024-04-22  | 2024-05-10 | open   | 2024-04-24    |             |
    | A-003 | 三    | 青葉一郎  | 甲野太郎 |           | 2024-04-26  | 2024-05-10 | closed |               | 2024-05-02  |
    | A-004 | 四    | 紅葉次郎  | 青葉一郎 |           | 2024-05-01  |            | open   |               |             |
    | A-005 | 五    |           |          |           | 2024-05-01  |            | open   |               |             |"""
ISSUES = """
    | id    | title | raised_by | owner    | status | raised_date | closed_date |
    | K-001 | 六    | 紅葉次郎  | 甲野太郎 | closed | 2024-04-30  | 2024-05-07  |"""


def matrix(*registers):
    return request_matrix(situation("2024-05-07", *registers, register("roster", ROSTER)), project="基幹刷新")


def made():
    return matrix(register("todo", TODOS), register("issue", ISSUES))


def test_rows_are_who_asks_and_columns_who_is_asked():
    values = made().values()
    names = [values["columns"][f"c{n}"] for n in range(1, COLUMNS + 1)]
    assert names[:4] == ["A社", "営業部", UNADDRESSED, None]  # 4, 1 and 1 requests; 宛先未定 last
    assert [(row["source"], row["c1"], row["c2"], row["c3"], row["total"]) for row in values["sent"]] == [
        ("営業部", 3, None, None, 3),
        ("経理部", 1, 1, None, 2),
        (UNKNOWN, None, None, 1, 1),
        ("計", 4, 1, 1, 6),
    ]
    first = values["open"][0]
    assert (first["source"], first["c1"], first["total"]) == ("営業部", 2, 2)
    assert [row["total"] for row in values["overdue"]] == [1, None, None, 1]  # A-001 alone


def test_answers_are_counted_in_working_days_from_request_to_answer():
    found = made()
    # 4/23, 4/24 = 2; A-003: 4/30, 5/1, 5/2 = 3 (4/29 is a day off); A-001 is not answered
    assert found.cell("営業部", "A社").days == Fraction(2 + 3, 2)
    assert found.values()["days"][0]["c1"] == "2.5"
    # K-001: 5/1, 5/2, 5/7 = 3 (5/3 to 5/6 are days off)
    assert found.cell("経理部", "A社").days == 3
    assert found.values()["days"][0]["c2"] is None
    assert found.values()["days"][1]["c2"] == "−"  # asked, and no answer yet
    assert found.cell(target="A社").days == Fraction(2 + 3 + 3, 3)  # a mean of requests, not of means


def test_ids_are_behind_every_cell():
    rows = {(row["source"], row["target"]): row for row in made().values()["pairs"]}
    own = rows["営業部", "A社"]
    assert (own["sent_ids"], own["open_ids"], own["overdue_ids"]) == ("A-001、A-002、A-003", "A-001、A-002", "A-001")
    assert (own["sent"], own["open"], own["overdue"], own["answered"], own["days"]) == (3, 2, 1, 2, "2.5")
    assert len(made().values()["requests"]) == 6


def test_an_answer_of_a_reopened_request_is_none():
    todos = TODOS.replace("| closed |               | 2024-05-02  |", "| open   |               | 2024-05-02  |")
    assert matrix(register("todo", todos)).cell("営業部", "A社").days == 2


def test_more_departments_than_columns_are_summed_and_nothing_is_lost():
    header = ["id", "title", "raised_by", "owner_org", "status"]
    rows = [[f"A-{n}", "件", "青葉一郎", f"第{n}課", "open"] for n in range(1, COLUMNS + 2)]
    full = matrix(register_of("todo", header, rows[:COLUMNS])).values()
    assert OTHERS not in full["columns"].values()
    values = matrix(register_of("todo", header, rows)).values()
    assert values["columns"][f"c{COLUMNS}"] == OTHERS
    assert values["sent"][0][f"c{COLUMNS}"] == 2  # 13 departments, 11 of them with a column
    assert len(values["pairs"]) == COLUMNS + 1


def test_thirty_ids_are_listed_and_the_thirty_first_is_counted():
    header = ["id", "title", "raised_by", "owner_org", "status"]
    rows = [[f"A-{n}", f"件{n}", "青葉一郎", "A社", "open"] for n in range(31)]
    (row,) = matrix(register_of("todo", header, rows)).values()["pairs"]
    assert row["open_ids"].endswith("A-29 他1件(明細)")


def test_an_empty_project_says_why_there_is_nothing():
    values = matrix().values()
    assert values["sent"][0]["source"] == "データなし: ToDo・Q&A・課題がありません"
    assert values["headline"] == "依頼中のものはありません。"


people = st.sampled_from(["甲野太郎", "青葉一郎", "紅葉次郎", "白樺しらべ", None])
states = st.sampled_from(["open", "closed", "answered"])


@given(st.lists(st.tuples(people, people, states), max_size=40))
def test_rows_and_columns_add_up_to_the_requests_sent(lines):
    header = ["id", "title", "raised_by", "owner", "status"]
    rows = [[f"A-{n}", f"件{n}", by, owner, status] for n, (by, owner, status) in enumerate(lines)]
    found = matrix(register_of("todo", header, rows))
    assert len(found.cell().sent) == len(lines)
    for source in found.sources:
        across = [found.cell(source, target) for target in found.targets]
        assert sum(len(cell.sent) for cell in across) == len(found.cell(source).sent)
        assert sum(len(cell.open) for cell in across) == len(found.cell(source).open)
    for target in found.targets:
        down = [found.cell(source, target) for source in found.sources]
        assert sum(len(cell.sent) for cell in down) == len(found.cell(target=target).sent)
    assert len(found.cell().open) == sum(status != "closed" for _, _, status in lines)

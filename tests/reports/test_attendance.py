"""Who sat in a meeting, and which ToDo of theirs are still open, whichever way their names are written."""

from pmo_xl.reports.attendance import attendees_in_order, earlier_todos
from tests.support.build import register, situation

ROSTER = register(
    "roster",
    """
    | owner     | owner_org | side     |
    | 山田 太郎 | 経理部    | ユーザー |
    | 高橋 一郎 | A社       | ベンダー |
    | 高橋 次郎 | 株式会社A社 | ベンダー |""",
)
TODOS = register(
    "todo",
    """
    | id    | title | owner    | status |
    | A-001 | 名簿  | 山田さん | open   |
    | A-002 | 端末  | 鈴木     | open   |
    | A-003 | 会場  | 田中     | open   |
    | A-004 | 資料  | 経理部   | open   |
    | A-005 | 手順  | 鈴木花子 | closed |""",
)


def test_attendees_stand_by_company_the_customer_first():
    day = situation("2024-05-07", ROSTER)
    assert attendees_in_order("高橋一郎、髙橋 次郎様、山田太郎、鈴木花子、記録の人", "記録の人", day) == (
        "経理部: 山田 太郎",
        "A社: 高橋 一郎、高橋 次郎",
        "鈴木花子",
    )


def test_a_todo_belongs_to_an_attendee_however_either_is_spelt():
    day = situation("2024-05-07", ROSTER, TODOS)
    assert [todo.id for todo in earlier_todos(day, "山田太郎、鈴木 花子、経理部", "定例", None)] == [
        "A-001",
        "A-002",
        "A-004",
    ]


def test_where_two_attendees_fit_a_todo_is_nobodys():
    day = situation("2024-05-07", TODOS)
    assert [todo.id for todo in earlier_todos(day, "鈴木花子、鈴木太郎", "定例", None)] == []

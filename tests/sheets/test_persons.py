"""Who is who: by the roster, and without one by the names that the registers themselves hold."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_xl.sheets.meaning.namesakes import told_apart
from pmo_xl.sheets.meaning.persons import People
from tests.support.build import register

ROSTER = register(
    "roster",
    """
    | owner       | owner_org | side     | title        | alias       |
    | 山田 太郎   | 経理部    | ユーザー | 業務リーダー | ヤマダ      |
    | 山田 花子   | 営業部    | ユーザー | 検証         |             |
    | 高橋 一郎   | A社       | ベンダー | 開発PL       | I.Takahashi |
    | 佐藤次郎    | 経理部    | ユーザー | 検証         |             |
    | 斉藤 三郎   | 購買部    | ユーザー | 検証         |             |
    | John Smith  | 株式会社B | ベンダー | 開発         |             |
    | 佐藤次郎    | 経理部    | ユーザー | 承認         |             |""",
)
PEOPLE = People([ROSTER])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("山田太郎", "山田 太郎"), ("ヤマダ", "山田 太郎"), ("I.Takahashi", "高橋 一郎"), ("i.takahashi@a.example", "高橋 一郎"),
        ("高橋", "高橋 一郎"), ("髙橋さん", "高橋 一郎"), ("高橋一郎（A社）", "高橋 一郎"), ("A社 高橋", "高橋 一郎"), ("佐藤", "佐藤次郎"),
        ("佐藤 次郎", "佐藤次郎"), ("山田（太）", "山田 太郎"), ("山田(花子)", "山田 花子"), ("営業部 山田", "山田 花子"),
        ("山田（経理）", "山田 太郎"), ("Smith", "John Smith"), ("J. Smith", "John Smith"), ("Smith, John", "John Smith"),
        ("smith.john@b.example", "John Smith"), ("鈴木", None), ("山田", None), ("山田さん", None), ("B社 高橋", "高橋 一郎"),
        ("経理部 高橋", None),  # the roster knows 経理部, and no 高橋 in it
        ("山田（健）", None), ("佐", None), ("Takahashi", None),
    ],
)  # fmt: skip
def test_the_roster_knows_names_aliases_and_lone_surnames(text, name):
    person = PEOPLE.resolve(text)
    assert (person.name if person else None) == name


def test_a_surname_with_two_bearers_is_not_guessed():
    assert [person.name for person in PEOPLE.candidates("山田")] == ["山田 太郎", "山田 花子"]


def test_who_stands_in_the_roster_twice_is_one_person():
    assert [person.name for person in PEOPLE.everybody].count("佐藤次郎") == 1


def test_a_near_spelling_is_a_suggestion_only():
    assert PEOPLE.resolve("斎藤三郎") is None
    assert [person.name for person in PEOPLE.similar("斎藤三郎")] == ["斉藤 三郎"]


def test_the_roster_tells_side_and_organisations():
    assert PEOPLE.resolve("高橋").is_vendor
    assert not PEOPLE.resolve("佐藤").is_vendor
    assert PEOPLE.is_organisation("経理部")
    assert PEOPLE.is_organisation("㈱B")
    assert not PEOPLE.is_organisation("山田")


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("山田太郎、髙橋", ("山田 太郎", "高橋 一郎")),
        ("高橋・高橋一郎", ("高橋 一郎",)),
        ("Smith, John", ("John Smith",)),
        ("経理部、佐藤", ("佐藤次郎",)),
        ("事務局", ()),
        ("未定", ()),
        ("鈴木", ("鈴木",)),
    ],
)
def test_the_people_of_a_cell_each_once_under_their_one_name(cell, people):
    assert PEOPLE.named_in(cell) == people


SAME = [
    ["山田", "山田太郎"],
    ["山田", "山田 太郎", "山田太郎", "山田　太郎さん", "山田課長", "山田（太）", "A社 山田"],
    ["高橋", "髙橋 花子", "高橋花子様"],
    ["渡辺", "渡邊 一"],
    ["佐々木", "佐々木 健"],
    ["佐々木", "佐々木健"],
    ["林", "林太郎"],
    ["林", "林 翔"],
    ["山田", "山田翔"],
    ["A社 山田", "山田", "Ａ社 山田"],
    ["山田（太）", "山田"],
    ["ジョン", "ジョン・スミス"],
    ["Yamada", "T. Yamada", "Taro Yamada", "Yamada Taro", "taro.yamada@example.com"],
]
TWO = [
    [["山田"], ["山田太郎"], ["山田花子"]],
    [["山田"], ["山田太郎"], ["山田（花）"]],
    [["A社 山田"], ["B社 山田"], ["山田"]],
    [["山田（太）"], ["山田（花）"], ["山田"]],
    [["斉藤"], ["斎藤 一郎"]],
    [["久保"], ["久保田一郎"]],
    [["長谷"], ["長谷川翔"]],
    [["佐久"], ["佐久間"]],
    [["林"], ["林田"]],
    [["林"], ["林田翔"]],
    [["森"], ["森永翔"]],
    [["ヤマダ"], ["山田"]],
    [["山田"], ["山田設計事務所"]],
    [["Yamada"], ["Taro Yamada"], ["Jiro Yamada"]],
    [["T. Yamada"], ["Taro Yamada"], ["Tomo Yamada"]],
    [["Y.T"], ["Taro Yamada"]],
]


@pytest.mark.parametrize("names", SAME, ids=" ".join)
def test_without_a_roster_the_names_met_tell_who_is_one_person(names):
    assert list(told_apart(names)) == [names]


@pytest.mark.parametrize("people", TWO, ids=str)
def test_where_two_would_fit_nobody_is_joined(people):
    names = [name for person in people for name in person]
    assert sorted(told_apart(names)) == sorted(people)


def owners(*names, kind="issue"):
    lines = "\n".join(f"| K-{number:03} | 帳票 | {name} |" for number, name in enumerate(names, 1))
    return register(kind, f"| id | title | owner |\n{lines}")


def test_a_person_outside_the_roster_is_called_as_most_cells_do():
    people = People([], [owners("山田", "山田", "山田太郎"), owners("山田 太郎", kind="todo")])
    assert {people.name_of(name) for name in ("山田", "山田太郎", "山田 太郎")} == {"山田"}
    assert people.named_in("山田太郎、鈴木、山田") == ("山田", "鈴木")


def test_the_whole_set_of_registers_decides_not_the_one_sheet():
    issues, todos = owners("山田", "山田太郎"), owners("山田花子", kind="todo")
    assert People([], [issues]).name_of("山田") == People([], [issues]).name_of("山田太郎")
    both = People([], [issues, todos])
    assert len({both.name_of(name) for name in ("山田", "山田太郎", "山田花子")}) == 3


def test_the_roster_goes_before_the_names_met():
    people = People([ROSTER], [owners("佐藤", "佐藤 太一", "高橋", "高橋 一郎")])
    assert people.name_of("佐藤") == "佐藤次郎"
    assert people.name_of("佐藤 太一") == "佐藤 太一"
    assert people.name_of("高橋") == "高橋 一郎"


def test_spellings_of_an_ambiguous_surname_are_one_name_nobody_is_told_apart_by():
    people = People([ROSTER], [owners("山田", "山田さん", "山田")])
    assert (people.name_of("山田さん"), people.name_of("山田")) == ("山田", "山田")


def test_people_of_numbered_columns_count_too():
    second = register("issue", "| id | owner | owner_2 |\n| K-1 | 鈴木 | 山田 太郎 |\n| K-2 | 鈴木 | 山田 |")
    assert People([], [second]).name_of("山田") == "山田 太郎"  # equally common: the longer one


@given(st.lists(st.sampled_from([name for names in SAME for name in names]), unique=True))
def test_nobody_is_lost_and_the_order_of_the_cells_does_not_matter(names):
    groups = list(told_apart(names))
    assert Counter(name for group in groups for name in group) == Counter(names)
    again = list(told_apart(names[::-1]))
    assert sorted(map(sorted, groups)) == sorted(map(sorted, again))


@given(st.lists(st.text(), unique=True))
def test_no_name_is_too_strange(names):
    assert Counter(name for group in told_apart(names) for name in group) == Counter(names)
    for name in names:
        PEOPLE.resolve(name), PEOPLE.named_in(name), PEOPLE.name_of(name)

"""Names in registers: one person in many spellings, several people in one cell, and words that are nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_xl.sheets.people import People, fold_name, is_group, is_nobody, loose_name, organisation_of, split_people
from tests.support.build import register

ROSTER = register(
    "roster",
    """
    | owner      | owner_org | side     | title        | alias         |
    | 山田 太郎  | 経理部    | ユーザー | 業務リーダー | ヤマダ        |
    | 山田 花子  | 営業部    | ユーザー | 検証         |               |
    | 高橋 一郎  | A社       | ベンダー | 開発PL       | I.Takahashi   |
    | 佐藤次郎   | 経理部    | ユーザー | 検証         |               |
    | 斉藤 三郎  | 購買部    | ユーザー | 検証         |               |""",
)
PEOPLE = People([ROSTER])


@pytest.mark.parametrize(
    "text",
    [
        "高橋一郎",
        "髙橋　一郎",
        "高橋 一郎さん",
        "高橋一郎様",
        "A社 高橋一郎",
        "（A社）高橋一郎",
        "高橋一郎@A社",
        "高橋一郎（A社）",
        "高橋一郎PL",
    ],
)
def test_one_person_in_many_spellings_has_one_key(text):
    assert fold_name(text) == "高橋一郎"


@pytest.mark.parametrize("text", ["渡辺", "渡邊", "渡邉"])
def test_old_and_new_characters_are_one_name(text):
    assert fold_name(text) == "渡辺"


def test_two_names_that_only_look_alike_stay_two():
    assert fold_name("斉藤") != fold_name("斎藤")
    assert fold_name("齋藤") == fold_name("斎藤")
    assert loose_name("斉藤") == loose_name("齋藤")
    assert loose_name("ヤマダ") == loose_name("やまだ")


def test_a_title_alone_is_what_was_written():
    assert fold_name("PM") == "pm"
    assert fold_name("山田部長") == "山田"


def test_the_roster_knows_full_names_aliases_and_lone_surnames():
    found = {
        text: (person.name if (person := PEOPLE.resolve(text)) else None)
        for text in [
            "山田太郎",
            "ヤマダ",
            "I.Takahashi",
            "高橋",
            "髙橋さん",
            "佐藤",
            "鈴木",
            "高橋一郎（A社）",
        ]
    }
    assert found == {
        "山田太郎": "山田 太郎",
        "ヤマダ": "山田 太郎",
        "I.Takahashi": "高橋 一郎",
        "高橋": "高橋 一郎",
        "髙橋さん": "高橋 一郎",
        "佐藤": "佐藤次郎",
        "鈴木": None,
        "高橋一郎（A社）": "高橋 一郎",
    }


def test_a_surname_with_two_bearers_is_not_guessed():
    assert PEOPLE.resolve("山田") is None
    assert [person.name for person in PEOPLE.candidates("山田")] == ["山田 太郎", "山田 花子"]
    assert PEOPLE.resolve("山田（太）").name == "山田 太郎"
    assert PEOPLE.resolve("営業部 山田").name == "山田 花子"


def test_a_near_spelling_is_a_suggestion_only():
    assert PEOPLE.resolve("斎藤三郎") is None
    assert [person.name for person in PEOPLE.similar("斎藤三郎")] == ["斉藤 三郎"]


def test_the_roster_tells_the_side():
    assert PEOPLE.resolve("高橋").is_vendor
    assert not PEOPLE.resolve("佐藤").is_vendor


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("山田、佐藤", ("山田", "佐藤")),
        ("山田・佐藤", ("山田", "佐藤")),
        ("ジョン・スミス", ("ジョン・スミス",)),
        ("ジョン・スミス・山田", ("ジョン・スミス", "山田")),
        ("山田/佐藤 / 髙橋", ("山田", "佐藤", "髙橋")),
        ("山田＆佐藤＋高橋", ("山田", "佐藤", "高橋")),
        ("山田\n佐藤", ("山田", "佐藤")),
        ("山田 太郎", ("山田 太郎",)),
        ("未定", ()),
        (None, ()),
    ],
)
def test_several_people_in_one_cell(text, people):
    assert split_people(text) == people


@pytest.mark.parametrize(
    "text",
    ["事務局", "各リーダー", "共通チーム", "全員", "ベンダ", "ベンダー", "顧客", "弊社", "営業部", "A社", "第2開発G"],
)
def test_a_group_is_no_person(text):
    assert is_group(text)
    assert PEOPLE.is_organisation(text)


@pytest.mark.parametrize("text", ["山田", "A社 山田", "服部", "阿部", "矢部 翔", "山田部長"])
def test_a_person_is_no_group(text):
    assert not is_group(text)


def test_nobody_and_the_company_beside_a_name():
    assert all(is_nobody(text) for text in ["", "-", "未定", "未割当", "TBD", "（未定）"[1:3]])
    assert not is_nobody("山田")
    assert (organisation_of("A社 山田"), organisation_of("山田")) == ("A社", None)


@given(st.text())
def test_no_name_is_too_strange(text):
    fold_name(text), loose_name(text), split_people(text), is_group(text), PEOPLE.resolve(text)

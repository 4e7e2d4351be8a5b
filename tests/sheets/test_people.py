"""Names in registers: one person in many spellings, several people in one cell, and words that are nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_xl.sheets.meaning.people import (
    fold_name,
    has_something_beside,
    is_group,
    is_nobody,
    loose_name,
    organisation_of,
    split_people,
    written_name,
)

TAKAHASHI = """
    高橋一郎 | 髙橋　一郎 | 高橋 一郎さん | 高橋一郎様 | 高橋一郎氏 | 高橋　一郎 課長 | 高橋一郎PM | 高橋一郎L | 高橋一郎ＰＬ
    A社 高橋一郎 | （A社）高橋一郎 | (A社) 高橋 一郎 | 高橋一郎@A社 | 高橋一郎（A社） | 高橋一郎＠Ａ社 | 株式会社A 高橋一郎 | ㈱A 高橋一郎
    A社 開発部 高橋一郎 | 営業部 高橋一郎 | 営業部：高橋一郎 | 高橋一郎 他 | 高橋一郎ほか | 高橋一郎 他2名 | NTT 高橋一郎 | 高橋一郎（主）
"""


@pytest.mark.parametrize("text", [text.strip() for line in TAKAHASHI.strip().splitlines() for text in line.split("|")])
def test_one_person_in_many_spellings_has_one_key(text):
    assert fold_name(text) == "高橋一郎"


@pytest.mark.parametrize(
    "text",
    ["Taro Yamada", "Yamada Taro", "YAMADA Taro", "Yamada, Taro", "yamada.taro@example.co.jp", "taro_yamada@example.com",
     "Mr. Taro Yamada", "Ｔａｒｏ　Ｙａｍａｄａ", "Taro Yamada (A社)", "Yamada Taro PM"],
)  # fmt: skip
def test_a_name_in_latin_letters_has_one_key_in_both_orders(text):
    assert fold_name(text) == "taro yamada"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("渡邉", "渡辺"), ("渡邊", "渡辺"), ("髙橋", "高橋"), ("山﨑", "山崎"), ("齋藤", "斎藤"), ("濵田", "浜田"), ("廣瀬", "広瀬"),
        ("國分", "国分"), ("澤田", "沢田"), ("櫻井", "桜井"), ("德永", "徳永"), ("瀧川", "滝川"), ("𠮷田", "吉田"), ("葛󠄀城", "葛城"),
        ("张伟", "張偉"), ("刘 强", "劉強"), ("ヤマダ", "ﾔﾏﾀﾞ"), ("サトウ", "ｻﾄｳ"),
    ],
)  # fmt: skip
def test_old_new_and_simplified_characters_are_one_name(one, other):
    assert fold_name(one) == fold_name(other)


def test_two_names_that_only_look_alike_stay_two():
    assert fold_name("斉藤") != fold_name("斎藤")
    assert fold_name("齋藤") == fold_name("斎藤")
    assert loose_name("斉藤") == loose_name("齋藤")
    assert loose_name("ヤマダ") == loose_name("やまだ")


def test_a_title_alone_is_what_was_written():
    assert fold_name("PM") == "pm"
    assert fold_name("山田部長") == "山田"


def test_what_stands_beside_a_name_is_a_company_or_the_beginning_of_the_given_name():
    assert (organisation_of("A社 山田"), organisation_of("山田@A社"), organisation_of("山田")) == ("A社", "A社", None)
    assert written_name("山田（太）").given == "太"
    assert (
        written_name("山田（A社）").given,
        written_name("山田（主）").given,
        written_name("山田太郎（太）").given,
    ) == ("", "", "太")
    assert fold_name("山田（太）") != fold_name("山田（花）")
    assert [has_something_beside(text) for text in ("A社 山田", "山田（太）", "山田 太郎")] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("山田、佐藤", ("山田", "佐藤")),
        ("山田・佐藤", ("山田", "佐藤")),
        ("ジョン・スミス", ("ジョン・スミス",)),
        ("ジョン・スミス・山田", ("ジョン・スミス", "山田")),
        ("山田/佐藤 / 髙橋", ("山田", "佐藤", "髙橋")),
        ("ｼﾞｮﾝ･ｽﾐｽ", ("ｼﾞｮﾝ･ｽﾐｽ",)),
        ("山田，佐藤,高橋；鈴木", ("山田", "佐藤", "高橋", "鈴木")),
        ("山田（A社、B社）、佐藤", ("山田（A社、B社）", "佐藤")),
        ("Taro Yamada and John Smith", ("Taro Yamada", "John Smith")),
        ("山田、未定", ("山田",)),
        ("山田、山田", ("山田",)),
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
    ["事務局", "各リーダー", "共通チーム", "全員", "ベンダ", "ベンダー", "顧客", "弊社", "営業部", "A社", "第2開発G", "A社様", "顧客様", "全社",
     "関係者各位", "A社 開発チーム", "株式会社甲", "㈱甲", "Dev Team", "PM", "リーダー", "各部門", "先方", "情報システム室", "大阪支店"],
)  # fmt: skip
def test_a_group_is_no_person(text):
    assert is_group(text)


@pytest.mark.parametrize(
    "text",
    [
        "山田",
        "A社 山田",
        "山田@A社",
        "服部",
        "阿部",
        "渡部",
        "長谷部",
        "矢部 翔",
        "山田部長",
        "各務 太郎",
        "全 太郎",
        "Yamada Taro",
        "山田 太郎",
    ],
)
def test_a_person_is_no_group(text):
    assert not is_group(text)


@pytest.mark.parametrize(
    "text",
    ["", " ", "-", "－", "未定", "未割当", "未割り当て", "未アサイン", "TBD", "tbd", "調整中", "なし", "N/A", "不明"],
)
def test_a_word_for_nobody_names_nobody(text):
    assert is_nobody(text)
    assert split_people(text) == ()


def test_a_name_is_somebody():
    assert not is_nobody("山田")


@given(st.text())
def test_no_name_is_too_strange(text):
    fold_name(text), loose_name(text), split_people(text), is_group(text), is_nobody(text)

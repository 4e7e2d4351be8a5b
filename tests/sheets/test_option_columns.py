"""Choices written beside each matter (選択肢A 内容, 案1費用, 何もしない場合): read as options, on layouts people draw."""

import pytest

from pmo_xl.model.grid import Area, Grid, SheetFacts
from pmo_xl.sheets.finding.layout import find_tables
from pmo_xl.sheets.finding.option_columns import choice_named
from pmo_xl.sheets.records_of import read_table
from tests.support.sheet import rows_of

FIELDS = (
    "related_id",
    "title",
    "cost",
    "months",
    "monthly_count",
    "minutes_each",
    "hourly_cost",
    "risk",
    "recommended",
)


def read(text, sheet="課題一覧", merges=()):
    """(kind, name of the choice, its filled fields record by record) of every table on the sheet."""
    grid = Grid("課題.xlsx", sheet, rows_of(text), SheetFacts(merges=tuple(merges)))
    tables = [read_table(table) for table in find_tables(grid).tables]
    return [
        (one.table.kind, one.table.title if one.table.within else "", [_said(r) for r in one.records]) for one in tables
    ]


def _said(record):
    return {name: record.get(name) for name in FIELDS if record.get(name) is not None}


FIX = {"related_id": "K-1", "title": "修正する", "cost": 3_000_000}
HAND = {"related_id": "K-1", "title": "手で補う", "monthly_count": 600, "minutes_each": 5, "hourly_cost": 4000}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("""
        | 課題ID | 件名   | 期限       | 状態   | 選択肢A 内容 | 選択肢A 費用（万円） | 選択肢B 内容 | 選択肢B 件数/月 | 選択肢B 分/件 | 選択肢B 人時単価 |
        | K-1    | 止まる | 2024/05/01 | 対応中 | 修正する     | 300                  | 手で補う     | 600             | 5             | 4,000円          |""",
         {"案A": [FIX], "案B": [HAND]}),
        ("""
        | 課題ID | 件名   | 期限       | 状態   | 案1      |         | 案2      |         |         |          |
        |        |        |            |        | 内容     | 費用    | 内容     | 件数/月 | 分/件   | 人時単価 |
        | K-1    | 止まる | 2024/05/01 | 対応中 | 修正する | 300万円 | 手で補う | 600件   | 300秒   | 4000     |""",
         {"案1": [FIX], "案2": [HAND]}),  # 300 seconds are 5 minutes
        ("""
        | 課題ID | 件名   | 期限       | 状態   | 第一案   | 第一案の費用 | 第二案   | 第二案の件/月 | 第二案の時間/件 | 第二案の時間単価 |
        | K-1    | 止まる | 2024/05/01 | 対応中 | 修正する | ￥3,000,000  | 手で補う | 600           | 5分             | 4000             |""",
         {"案一": [FIX], "案二": [HAND]}),
        ("""
        | 課題ID | 件名   | 期限       | 状態   | 対応案①  | 対応案①_コスト | 対応案②  |
        | K-1    | 止まる | 2024/05/01 | 対応中 | 修正する | 3000000        | 手で補う |""",
         {"案1": [FIX], "案2": [{"related_id": "K-1", "title": "手で補う"}]}),
        ("""
        | 課題ID | 件名   | 期限       | 状態   | オプション1（内容） | オプション1（金額） | 何もしない場合の影響 |
        | K-1    | 止まる | 2024/05/01 | 対応中 | 修正する            | 3000000             | 発注が止まる         |""",
         {"案1": [FIX], "何もしない": [{"related_id": "K-1", "risk": "発注が止まる"}]}),
    ],
    ids=["one row", "two rows", "第一案", "circled", "doing nothing"],
)  # fmt: skip
def test_choices_beside_a_matter_are_its_options(text, expected):
    first, *others = read(text)
    assert (first[0], len(first[2])) == ("issue", 1)
    assert {name: records for _, name, records in others} == expected
    assert {kind for kind, _, _ in others} == {"option"}


def test_a_merged_group_word_names_the_choice_of_all_columns_below():
    text = """
        | 課題ID | 件名   | 期限       | 状態   | 選択肢A  |         | 選択肢B  |      |
        |        |        |            |        | 内容     | 費用    | 内容     | 費用 |
        | K-1    | 止まる | 2024/05/01 | 対応中 | 修正する | 3000000 | 手で補う | 0    |"""
    down = [Area(1, column, 2, column) for column in range(1, 5)]
    _, one, other = read(text, merges=[*down, Area(1, 5, 1, 6), Area(1, 7, 1, 8)])
    assert one[1:] == ("案A", [FIX])
    assert other[1:] == ("案B", [{"related_id": "K-1", "title": "手で補う", "cost": 0}])


def test_the_choices_may_stand_below_what_is_said_of_them():
    text = """
        | 課題ID | 件名   | 期限       | 状態   | 費用    |      | リスク |      | 備考 |
        |        |        |            |        | Ａ案    | Ｂ案 | Ａ案   | Ｂ案 |      |
        | K-1    | 止まる | 2024/05/01 | 対応中 | 3000000 | 0    | 遅れ   | 誤り | あ   |"""
    down = [Area(1, column, 2, column) for column in (1, 2, 3, 4, 9)]
    matters, one, other = read(text, merges=[*down, Area(1, 5, 1, 6), Area(1, 7, 1, 8)])
    assert (matters[0], len(matters[2])) == ("issue", 1)
    assert one[1:] == ("案A", [{"related_id": "K-1", "cost": 3_000_000, "risk": "遅れ"}])
    assert other[1:] == ("案B", [{"related_id": "K-1", "cost": 0, "risk": "誤り"}])


def test_only_matters_that_have_a_choice_are_its_records_and_the_matters_all_stay():
    text = """
        | 課題ID | 件名   | 期限       | 状態   | 案1      | 案2      |
        | K-1    | 止まる | 2024/05/01 | 対応中 | 修正する | 手で補う |
        | K-2    | 遅い   | 2024/05/01 | 対応中 |          |          |
        | K-3    | 別     | 2024/05/01 | 完了   | 入替える |          |"""
    matters, first, second = read(text)
    assert [record["related_id"] for record in first[2]] == ["K-1", "K-3"]
    assert [record["related_id"] for record in second[2]] == ["K-1"]
    assert len(matters[2]) == 3


def test_what_does_not_parse_is_blank_and_said_and_never_guessed():
    text = """
        | 課題ID | 件名   | 期限       | 状態   | 案1      | 案1費用      | 案1期間 | 案2      | 案2費用 | 案2件数/月 |
        | K-1    | 止まる | 2024/05/01 | 対応中 | 修正する | 300〜500万円 | 2週間   | 手で補う | 要見積  | 30件/日    |"""
    grid = Grid("課題.xlsx", "課題一覧", rows_of(text))
    _, first, second = (read_table(table) for table in find_tables(grid).tables)
    assert (first.records[0].cost, first.records[0].months) == (None, None)
    assert [(odd.field, odd.text, odd.table.place(odd.row, odd.field).cell) for odd in first.oddities] == [
        ("cost", "300〜500万円", "F2"),
        ("months", "2週間", "G2"),
    ]
    assert [(odd.field, odd.text) for odd in second.oddities] == [("cost", "要見積"), ("monthly_count", "30件/日")]


def test_a_heading_nobody_knows_is_shown_as_not_used():
    text = """
        | 課題ID | 件名   | 期限       | 状態   | 案1      | 案1ほげ | 案2      |
        | K-1    | 止まる | 2024/05/01 | 対応中 | 修正する | x       | 手で補う |"""
    _, first, _ = find_tables(Grid("課題.xlsx", "課題一覧", rows_of(text))).tables
    assert first.unmapped == {6: "案1ほげ"}


@pytest.mark.parametrize(
    ("sheet", "text", "kind"),
    [
        ("テスト", "| テストID | テスト項目 | 選択肢1 | 選択肢2 | 期待結果 | 結果 |\n| T-1 | 選ぶ | はい | いいえ | はい | OK |", "test"),
        ("質問一覧", "| No | 質問 | 選択肢1 | 選択肢2 | 回答 | 回答者 |\n| 1 | 要るか | はい | いいえ | はい | 青葉 |", "qa"),
        ("課題一覧", "| 課題ID | 件名 | 案1 | 期限 | 状態 |\n| K-1 | 止まる | 直す | 2024/05/01 | 対応中 |", "issue"),
        ("課題一覧", "| 課題ID | 件名 | 案件1 | 案内A | 期限 | 状態 |\n| K-1 | 止まる | x | y | 2024/05/01 | 対応中 |", "issue"),
    ],
    ids=["a test", "an inquiry", "one choice only", "other words"],
)  # fmt: skip
def test_what_only_looks_like_choices_is_none(sheet, text, kind):
    assert [one[0] for one in read(text, sheet=sheet)] == [kind]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("A", "案A"), ("ａ", "案A"), ("案2", "案2"), ("選択肢B", "案B"), ("②", "案2"), ("B案（追加予算）", "案B"), ("第一案", "案一"),
        ("何もしない", "何もしない"), ("要検討", None), ("", None), ("案件", None), ("AとB", None), ("12", None),
    ],
)  # fmt: skip
def test_the_choice_that_a_cell_names(cell, name):
    assert choice_named(cell) == name

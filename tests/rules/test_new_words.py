"""H-009: headings and words that came or went since the kept state, kept and loaded as a project does it."""

from datetime import date

import pytest

from pmo_xl.history import keep, load
from pmo_xl.model.grid import Area, Validation
from pmo_xl.model.kept import Kept
from pmo_xl.rules.engine import run_rules
from pmo_xl.rules.registry import catalogue
from pmo_xl.sheets.read import register_from_rows
from tests.rules.asking import reasons
from tests.support.build import situation
from tests.support.grids import grid

BEFORE = """
    | No.   | 件名       | 状態   | 期限       | 残件（5/2時点） |
    | K-001 | 帳票の桁   | 対応中 | 2024/05/10 | 3               |
    | K-002 | 画面の文言 | 完了   | 2024/05/02 | 0               |
    | K-003 | 送信の遅れ | 完了   | 2024/05/02 | 0               |"""


def sheet(text, **facts):
    drawn = grid(text, **facts)
    return register_from_rows("issue", drawn.rows, near=date(2024, 5, 7), sheet="課題一覧", facts=drawn.facts)


@pytest.fixture
def since(tmp_path):
    """What H-009 says of a sheet after another one was kept on 2024-05-02."""
    keep(tmp_path, situation("2024-05-02", sheet(BEFORE)), {})

    def ask(text, **facts):
        now = situation("2024-05-07", sheet(text, **facts), kept=load(tmp_path, before=date(2024, 5, 7)))
        return [(f.place.cell, f.field, f.message) for f in run_rules([catalogue()["H-009"]], now).findings]

    return ask


def test_the_same_sheet_says_nothing_and_the_date_in_a_heading_may_change(since):
    assert since(BEFORE) == []
    assert since(BEFORE.replace("5/2時点", "5/7時点")) == []


def test_a_new_column_is_told_at_its_heading(since):
    new = BEFORE.replace("時点） |\n", "時点） | 横展開 |\n").replace(
        "3               |\n", "3               | 要     |\n"
    )
    assert since(new) == [("F1", "", "列「横展開」が増えました。集計対象にするか pmo.toml で選んでください。")]


def test_a_column_that_is_gone_is_told_with_what_it_was_used_for(since):
    gone = "\n".join("|".join([*line.split("|")[:4], *line.split("|")[5:]]) for line in BEFORE.split("\n"))
    assert since(gone) == [
        (
            "1:1",
            "due_date",
            "列「期限」がなくなりました。「期限」として集計していました。集計対象にするか pmo.toml で選んでください。",
        )
    ]


def test_a_heading_that_was_reworded_is_one_matter(since):
    assert since(BEFORE.replace("期限", "回答期限")) == [
        (
            "D1",
            "due_date",
            "列「期限」が「回答期限」に変わりました。同じ「期限」として集計しています。違う場合は pmo.toml で指定してください。",
        )
    ]


def test_a_second_word_for_the_same_state_is_told_where_it_first_stands(since):
    """完了 was the word for it; クローズ means the same and is new. 回答待ち is new too, but nothing else said that."""
    new = BEFORE.replace("遅れ | 完了  ", "遅れ | クローズ").replace("桁   | 対応中", "桁   | 回答待ち")
    assert since(new) == [
        (
            "C4",
            "status",
            "状態に新しい言葉「クローズ」が増えました(これまでは「完了」)。「完了」として集計しています。"
            "違う場合は pmo.toml で選んでください。",
        )
    ]


def test_a_word_the_drop_down_list_offers_was_agreed(since):
    new = BEFORE.replace("遅れ | 完了  ", "遅れ | クローズ")
    offered = Validation((Area(2, 3, 4, 3),), ("対応中", "完了", "クローズ"))
    assert since(new, validations=(offered,)) == []


def test_a_state_that_only_moves_on_is_no_new_word(since):
    assert since(BEFORE.replace("対応中", "完了  ")) == []


def test_where_headings_were_not_kept_it_says_so():
    now = sheet(BEFORE)
    bare = Kept(date(2024, 5, 2), {now.name: ()})
    result = run_rules([catalogue()["H-009"]], situation("2024-05-07", now, kept=[bare]))
    assert reasons(result, "H-009") == ["2024/05/02の記録には「課題一覧」の見出しが残されていません"]

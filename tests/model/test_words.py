"""The word tables of sheets.md §6, written as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_xl.model.words import (
    fold,
    is_blank_like,
    is_ditto,
    level_of,
    nearest_word,
    result_of,
    spellings,
    status_of,
)


@pytest.mark.parametrize(
    ("canonical", "written"),
    [
        ("open", "未着手 未対応 未 新規 起票済み オープン OPEN Ready ToDo １：未着手 1:未着手 ①新規"),
        ("in_progress", "対応中 調査中 着手 仕掛中 WIP 対応中（A社） 2.対応中 対応中5/7"),
        ("answered", "回答済 回答済み 回答あり Answered"),
        ("waiting", "保留 待ち 回答待 回答待ち 先方ボール ﾍﾟﾝﾃﾞｨﾝｸﾞ Pending"),
        ("resolved", "対応済 対応済み 修正完了 再テスト待ち Fixed"),
        ("closed", "完了 済 済み クローズ CLOSE Ｃｌｏｓｅｄ DONE 完 ③完了 40_完了 対応中→完了 対応中⇒完了"),
        ("rejected", "却下 取下げ 取り下げ 取下 対象外 仕様通り Cancelled"),
    ],
)
def test_a_state_is_understood_however_it_is_spelled(canonical, written):
    assert {word: status_of(word) for word in written.split()} == dict.fromkeys(written.split(), canonical)


@pytest.mark.parametrize(
    ("canonical", "written"),
    [
        ("pass", ["OK", "ok", "ＯＫ", "O.K.", "〇", "○", "◯", "⚪︎", "◎", "●", "✓", "☑", "レ", "合格", "Passed"]),
        ("fail", ["NG", "ｎｇ", "×", "✕", "✖", "x", "X", "ｘ", "バツ", "不合格", "Failed", "F"]),
        ("not_run", ["", " ", "未", "未実施", "未着手", "Not Executed", "No Run"]),
        ("blocked", ["ブロック", "実施不可", "Blocked"]),
        ("hold", ["保留", "△", "▲", "確認中", "On Hold"]),
        ("not_applicable", ["対象外", "N/A", "NA", "該当なし", "スキップ"]),
        ("withdrawn", ["取下げ", "取り下げ", "取消", "取り消し", "欠番"]),
        ("pass", ["OK\n5/7 山田", "OK 5/7", "OK5/7", "NG→OK", "OK（条件なし）", "〇:5/7"]),
        ("fail", ["NG(K-012)", "OK→NG", "OK 5/7 → NG 5/8"]),
    ],
)
def test_a_verdict_is_understood_with_what_people_write_beside_it(canonical, written):
    assert {word: result_of(word) for word in written} == dict.fromkeys(written, canonical)


@pytest.mark.parametrize("written", ["-", "－", "要確認", "OK/NG", "山田"])
def test_a_dash_or_a_foreign_word_is_no_verdict_by_itself(written):
    assert result_of(written) is None


@pytest.mark.parametrize(
    ("canonical", "written"),
    [
        ("critical", ["S", "致命的", "緊急", "最優先", "重大", "1-Critical", "P1", "A:致命的"]),
        ("high", ["A", "Ａ", "高", "大", "重要", "High", "P2", "1:高", "A:重大", "Aランク"]),
        ("medium", ["B", "中", "普通", "Medium"]),
        ("low", ["C", "D", "低", "小", "軽微", "Trivial"]),
        (None, ["1", "3", "5", "", "-", "高い"]),
    ],
)
def test_levels_and_bare_numbers_that_nobody_can_order(canonical, written):
    assert {word: level_of(word) for word in written} == dict.fromkeys(written, canonical)


def test_beside_letters_grave_is_not_the_top():
    assert (level_of("重大"), level_of("重大", has_top=True)) == ("critical", "high")


@pytest.mark.parametrize(
    "text", ["-", "－", "ー", "―", "なし", "無し", "特になし", "N/A", "n/a", "未定", "　", "/", "・", "〃"]
)
def test_blank_like_texts_hold_no_value(text):
    assert is_blank_like(text)


def test_zero_is_a_value_and_ditto_points_up():
    assert not is_blank_like("0")
    assert is_ditto("同上")
    assert is_ditto("〃")
    assert not is_ditto("-")


def test_the_nearest_known_word_is_named_as_it_is_written():
    assert nearest_word("対応ちゅう", spellings({"open": "未着手", "in_progress": "対応中"})) == "対応中"
    assert nearest_word("完了。", ["完了", "対応中"]) == "完了"
    assert nearest_word("zzz", ["完了"]) is None


@given(st.text(alphabet=st.characters(min_codepoint=0x21, max_codepoint=0x7E)))
def test_full_width_letters_are_the_same_word(text):
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in text)
    assert fold(wide) == fold(text)


@given(st.text())
def test_no_text_is_too_strange_to_be_looked_up(text):
    status_of(text), result_of(text), level_of(text), is_blank_like(text)

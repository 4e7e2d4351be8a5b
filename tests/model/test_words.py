"""The word tables of sheets.md §6, written as people write them."""

import difflib

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pmo_xl.model.words import (
    LEVEL_CALLED,
    LEVEL_WORDS,
    RESULT_CALLED,
    RESULT_WORDS,
    STATUS_CALLED,
    STATUS_WORDS,
    fold,
    is_blank_like,
    is_ditto,
    level_of,
    may_hold_word,
    nearest_word,
    result_of,
    spellings,
    status_of,
    word_among,
)

# The tables of sheets.md §6 as they stand there: words are separated by spaces, _ stands for a space in a word.
STATES = """
    open        | 未着手 未対応 未処理 未解決 未完了 未 新規 起票 起票済 登録 受付 発生 オープン OPEN Open New Raised Ready
    open        | Not_Ready ToDo To_Do Proposed
    in_progress | 対応中 対応判断中 調査中 検討中 作業中 処理中 着手 着手中 実施中 進行中 修正中 回答作成中 仕掛中 Doing
    in_progress | In_Progress WIP Assigned Agreed Action
    answered    | 回答済 回答済み 回答あり 仮回答 Answered
    waiting     | 保留 待ち 確認待ち 回答待ち 回答待 顧客確認中 承認待ち 先方ボール ペンディング On_Hold Pending Waiting
    resolved    | 対応済 対応済み 修正済 修正済み 修正完了 改修完了 解決 解決済 解消 処置済 再テスト待ち 確認依頼中
    resolved    | リリース待ち Resolved Fixed Proposed_Complete
    closed      | 完了 済 済み クローズ クローズ済 終了 確認済 完 CLOSE Close Closed Done DONE Completed
    rejected    | 却下 取下げ 取り下げ 取下 中止 対象外 対応不要 不要 重複 仕様通り 再現せず Rejected Cancelled Duplicate
    rejected    | Won't_Fix
"""
VERDICTS = """
    pass           | OK ok ＯＫ O.K. 〇 ◎ ● ✓ 合格 合 良 正常 問題なし 成功 済 Pass PASS Passed P
    fail           | NG ng ＮＧ × ✖ 不合格 否 不良 異常 不具合 失敗 Fail FAIL Failed F
    not_run        | 未 未実施 未着手 未確認 未テスト Not_Executed Not_Run No_Run
    blocked        | ブロック 実施不可 実施不能 着手不可 ブロッキング Blocked
    hold           | 保留 ペンディング 中断 確認中 △ Pending On_Hold
    not_applicable | 対象外 N/A NA 該当なし 不要 スキップ Skip
    withdrawn      | 取下げ 取り下げ 取下 取消 削除 廃止 欠番 Cancelled Deleted
"""
LEVELS = """
    critical | S 致命的 致命 緊急 最優先 最重要 特大 重大 1-Critical Critical Fatal Blocker Immediately Urgent P1 S1 至急
    high     | A 高 大 重要 重度 High Major Serious P2
    medium   | B 中 普通 通常 中度 Medium Normal Moderate P3
    low      | C D 低 小 軽微 軽度 実害無し Low Minor Trivial Cosmetic P4
"""


def words_of(table):
    """(canonical word, written word) of every word of a table."""
    lines = (line.split("|") for line in table.strip().splitlines())
    return [(canonical.strip(), word.replace("_", " ")) for canonical, line in lines for word in line.split()]


def respelled(word):
    """The word in the ways that do not distinguish: case, width, spaces, a final み, numbers before it."""
    wide = "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in word)
    return [
        word.upper(), word.lower(), wide, f"　{word} ", " ".join(word.replace(" ", "")), f"{word}\n", *(
            f"{number}{word}" for number in ("1:", "3.", "①", "③ ", "40_", "(2)", "１：", "05-")
        ),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("meaning_of", "table"),
    [(status_of, STATES), (result_of, VERDICTS), (level_of, LEVELS)],
    ids=["states", "verdicts", "levels"],
)
def test_every_word_of_the_specification_is_understood_in_all_its_spellings(meaning_of, table):
    wrong = []
    for canonical, word in words_of(table):
        spellings_ = [word, *respelled(word), *([f"{word}み"] if word.endswith("済") else [])]
        if word[0].isdigit() or (meaning_of is level_of and len(word) == 1):
            spellings_ = [word, word.lower(), f" {word}　"]  # numbered already; 「05-C」 is an id, no level
        wrong += [
            (written, meaning_of(written), canonical) for written in spellings_ if meaning_of(written) != canonical
        ]
    assert wrong == []


@pytest.mark.parametrize(
    ("canonical", "written"),
    [
        ("open", "未着手 未対応 1:未着手 ①新規 未着手→ 未(5/7) 差し戻し 未回答"),
        ("in_progress", "対応中（A社） 2.対応中 対応中5/7 in-progress IN_PROGRESS 完了→対応中"),
        ("waiting", "ﾍﾟﾝﾃﾞｨﾝｸﾞ on-hold 保留中"),
        (
            "closed",
            "Ｃｌｏｓｅｄ ③完了 40_完了 対応中→完了 対応中⇒完了 【完了】 [完了] 5/7完了 完了(A→B) 完了。 完了★ closed(5/7)",
        ),
        ("rejected", "Won’t_Fix WontFix キャンセル"),
    ],
)
def test_a_state_is_understood_with_what_people_write_around_it(canonical, written):
    words = [word.replace("_", " ") if "’" in word else word for word in written.split()]
    assert {word: status_of(word) for word in words} == dict.fromkeys(words, canonical)


def test_of_a_cell_with_several_lines_the_first_says_the_state():
    assert status_of("完了\n5/7 山田：確認済") == "closed"
    assert status_of("対応中\n（A社の回答待ち）") == "in_progress"


MARKS = """
    pass | 〇 ○ ◯ ⭕ ⭕️ ⚪︎ ⚪ ● ◎ ✓ ✔ ✔️ ☑ ☑︎ ✅ レ ﾚ
    fail | × ✕ ✖ ✖️ ✗ ✘ ☓ ❌ ｘ x X Ｘ バツ ﾊﾞﾂ
    hold | △ ▲
"""


@pytest.mark.parametrize(("canonical", "mark"), words_of(MARKS))
def test_a_mark_is_one_mark_in_all_its_code_points(canonical, mark):
    assert result_of(mark) == canonical


@pytest.mark.parametrize(
    ("canonical", "written"),
    [
        ("not_run", ["", " ", "　", "☐", "□", "Untested"]),
        (
            "pass",
            ["OK\n5/7 山田", "OK 5/7", "OK5/7", "NG→OK", "NG ⇒ OK", "OK（条件なし）", "〇:5/7", "OK※1", "OK、備考参照"],
        ),
        ("pass", ["5/7 OK", "2024/5/7:OK", "5/7OK 山田", "×(5/7)→〇(5/8)", "OK（画面A→画面Bへ遷移）", "OK。", "①OK"]),
        ("fail", ["NG(K-012)", "OK→NG", "OK 5/7 → NG 5/8", "NG K-012、K-013", "〇➡×", "FAIL - BUG-12", "NG\nOK"]),
        ("blocked", ["Blocked by D-12"]),
        ("hold", ["保留（仕様確認）", "保留 5/7", "Suspend"]),
        ("not_applicable", ["N.A.", "対象外(次期)"]),
    ],
)
def test_a_verdict_is_understood_with_what_people_write_beside_it(canonical, written):
    assert {word: result_of(word) for word in written} == dict.fromkeys(written, canonical)


DASHES = "- － ー ― – — − ‐ ‑ ‒ ─"


@pytest.mark.parametrize("written", [*DASHES.split(), "要確認", "OK/NG", "山田", "OK?", "OK→要確認", "条件付きOK"])
def test_a_dash_or_a_foreign_word_is_no_verdict_by_itself(written):
    assert result_of(written) is None


@pytest.mark.parametrize(
    ("canonical", "written"),
    [
        ("critical", ["A:致命的", "S級", "S1 - Critical", "P1:至急"]),
        ("high", ["Ａ", "1:高", "A:重大", "Aランク", "高（A）", "A(高)", "2-High", "S2 - Major", "ＨＩＧＨ"]),
        ("medium", ["高→中", "3 - Medium"]),
        ("low", ["C：軽微", "4. Low", "S3 - Minor"]),
        (None, ["1", "3", "5", "", "-", "高い", "E", "★★★"]),
    ],
)
def test_levels_and_bare_numbers_that_nobody_can_order(canonical, written):
    assert {word: level_of(word) for word in written} == dict.fromkeys(written, canonical)


def test_beside_letters_grave_is_not_the_top():
    assert (level_of("重大"), level_of("重大", has_top=True)) == ("critical", "high")


@pytest.mark.parametrize(
    "text",
    [*DASHES.split(), "なし", "無し", "無", "特になし", "N/A", "n/a", "未定", "", "　", "/", "／", "・", "同上", "〃"],
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


@pytest.mark.parametrize(
    ("called", "meaning_of"), [(STATUS_CALLED, status_of), (RESULT_CALLED, result_of), (LEVEL_CALLED, level_of)]
)
def test_a_canonical_word_and_what_people_are_shown_for_it_read_as_itself(called, meaning_of):
    for canonical, shown in called.items():
        assert (meaning_of(canonical), meaning_of(shown)) == (canonical, canonical)


def test_the_words_of_a_project_are_found_in_a_cell_like_any_other():
    known = {fold("検収OK"): "closed"}
    assert [word_among(known, text) for text in ("検収ＯＫ", "3:検収OK（5/7）", "未検収→検収OK")] == ["closed"] * 3
    assert word_among(known, "検収NG") is None
    assert word_among({}, "検収OK") is None


@given(st.text())
def test_no_text_is_too_strange_to_be_looked_up(text):
    status_of(text), result_of(text), level_of(text), is_blank_like(text)


@given(st.text("対応中済み完了未ab1", max_size=8), st.lists(st.text("対応中済み完了未ab1", max_size=8), max_size=6))
def test_the_nearest_word_is_the_one_whose_letters_agree_best(text, known):
    def score(word):
        one, other = fold(text), fold(word)
        head = next(
            (n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
        )
        return difflib.SequenceMatcher(None, one, other).ratio() + 0.2 * head / max(len(one), len(other), 1)

    same = next((word for word in known if fold(word) == fold(text)), None)
    best = max(known, key=score, default=None)  # of equals the first
    assert nearest_word(text, known) == (same or (best if best is not None and score(best) > 0.5 else None))


WORDS = [word for table in (STATUS_WORDS, RESULT_WORDS, LEVEL_WORDS) for word in spellings(table)]
AROUND = st.text("0123456789年月日第回()（）【】[]「」:：、。・/-ー_ \n→>ァアあ漢abcSPランク級ﬁ済", max_size=4)


@settings(max_examples=2000, deadline=None)
@given(st.one_of(st.text(), st.builds(str.__add__, AROUND, st.builds(str.__add__, st.sampled_from(WORDS), AROUND))))
@example("ﬁxed")
@example("取り下げ（5/7）")
@example("済 山田")
def test_what_the_first_look_lets_go_is_no_word(text):
    if not may_hold_word(text):
        assert (status_of(text), result_of(text), level_of(text)) == (None, None, None)


@pytest.mark.parametrize("text", ["UAT-000033", "受注登録11", "販売4-受注登録8", "エビデンス/0001.png"])
def test_ids_and_names_need_no_second_look(text):
    assert not may_hold_word(text)

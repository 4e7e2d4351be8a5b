"""Headings: one word in many spellings, composed words taken apart, groups read together with the word below."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_xl.model.fields import KINDS
from pmo_xl.sheets.finding.heading_text import same_heading, words_of
from pmo_xl.sheets.finding.headings import best_meaning, is_heading_word, meanings
from pmo_xl.sheets.finding.synonyms import GENERAL
from pmo_xl.sheets.finding.synonyms_of_kind import OF_KIND


def meaning(text, kind, group=""):
    found = meanings(text, group, kind)
    return max(found, key=found.get) if found else None


@pytest.mark.parametrize(
    "spelling", ["No.", "No", "NO", "№", "＃", "#", "番号", "項番", "通番", "連番", "Ｎｏ．", " No ", "No※", "№："]
)
def test_all_spellings_of_number_are_one_word(spelling):
    assert same_heading(spelling, "No")
    assert best_meaning(spelling) == "id"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("対応⏎区分".replace("⏎", "\n"), "対応区分"),
        ("担　当　者", "担当者"),
        ("ユーザー", "ユーザ"),
        ("カテゴリー", "カテゴリ"),
        ("問い合わせ内容", "問合せ内容"),
        ("見積もり", "見積"),
        ("対应内容", "対応内容"),
        ("障害等级", "障害等級"),
        ("ＩＤ", "Id"),
        ("期限*", "期限"),
        ("■状態", "状態▼"),
    ],
)
def test_width_spaces_okurigana_and_old_forms_do_not_distinguish(one, other):
    assert same_heading(one, other)


def test_brackets_and_rounds_are_taken_off_and_kept():
    assert words_of("大項目 (工程)").inside == "工程"
    assert words_of("テスト結果：１回目") == words_of("テスト結果 (1回目)")
    assert words_of("担当者2").number == 2
    assert words_of("確認観点③").number == 3


@pytest.mark.parametrize(
    ("text", "kind", "field"),
    [
        ("課題対応完了予定日", "issue", "due_date"),
        ("一次回答日", "qa", "response_date"),
        ("回答希望日", "qa", "due_date"),
        ("障害検出者", "defect", "detected_by"),
        ("UAT実施者", "test", "tester"),
        ("再テスト予定日", "defect", "retest_plan_date"),
        ("修正完了予定日", "defect", "fix_plan_date"),
        ("実完了日", "issue", "closed_date"),
        ("課題対応状況", "issue", "status"),
        ("要件番号", "test", "requirement_id"),
        ("要件番号", "requirement", "id"),
        ("不具合管理番号", "test", "defect_id"),
        ("不具合管理番号", "defect", "id"),
        ("先行作業ID", "wbs", "depends_on"),
        ("回答・結果", "todo", "response"),
        ("終了日(実績)", "plan", "actual_end"),
    ],
)
def test_a_composed_heading_is_read_by_its_parts(text, kind, field):
    assert meaning(text, kind) == field


@pytest.mark.parametrize(
    "text", ["最終更新者", "類似調査", "バグであるか", "プログラムID", "レビュー完了日", "指摘件数"]
)
def test_columns_without_a_field_are_never_forced(text):
    assert meaning(text, "issue") is None


@pytest.mark.parametrize(
    ("group", "text", "kind", "field"),
    [
        ("予定", "開始日", "wbs", "planned_start"),
        ("実績", "開始日", "wbs", "actual_start"),
        ("起票", "日付", "issue", "raised_date"),
        ("起票", "氏名", "issue", "raised_by"),
        ("対応", "内容", "issue", "action"),
        ("回答", "内容", "qa", "response"),
        ("回答", "日付", "qa", "response_date"),
        ("発見", "日付", "defect", "detected_date"),
        ("期待結果", "出力値", "test", "expected"),
        ("不具合発見者記載", "起票者", "defect", "raised_by"),
    ],
)
def test_a_group_is_read_as_if_written_together(group, text, kind, field):
    assert meaning(text, kind, group) == field


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Detectd on Date", "detected_date"),
        ("Descripton", "description"),
        ("Assigned  to", "owner"),
        ("STATUS", "status"),
    ],
)
def test_english_words_may_be_misspelt(text, field):
    assert best_meaning(text) == field


@pytest.mark.parametrize("kind", ["", *KINDS])
def test_every_word_has_a_finite_meaning_in_every_kind_of_table(kind):
    words = [word for table in (GENERAL, *OF_KIND.values()) for line in table.values() for word in line.split(", ")]
    for word in words:
        assert all(0 < score <= 1 for score in meanings(word, "", kind).values()), word


@given(st.text(max_size=30), st.text(max_size=10), st.sampled_from(sorted(KINDS)))
def test_any_text_may_stand_above_a_column(text, group, kind):
    assert all(0 < score <= 1 for score in meanings(text, group, kind).values())


def test_sentences_and_values_are_no_headings():
    assert not is_heading_word("画面を開いて登録ボタンを押すと、登録完了のメッセージが表示されることを確認してください")
    assert not is_heading_word("受注データ")
    assert not is_heading_word("")


@pytest.mark.parametrize(
    ("heading", "kind", "field"),
    [("Actual Date", "test", "executed_date"), ("Fix Due", "defect", "fix_plan_date")],
)
def test_english_date_headings(heading, kind, field):
    assert meaning(heading, kind) == field


@pytest.mark.parametrize(
    ("text", "kind", "field"),
    [
        ("Owner 担当", "todo", "owner"),
        ("Risk Description / リスク内容", "risk", "description"),
        ("Due\n期限", "issue", "due_date"),
        ("調査結果／原因／対応方法", "defect", "cause"),
        ("回答・備考", "qa", "response"),
        ("议事内容（决定は【决】）", "meeting", "description"),
    ],
)
def test_a_heading_with_several_names_means_what_they_mean(text, kind, field):
    assert meaning(text, kind) == field


@pytest.mark.parametrize(
    ("text", "field"),
    [("编号", "id"), ("负责人", "owner"), ("状态", "status"), ("备注", "remarks"), ("发现日", "detected_date"), ("对策内容", "action")],
)  # fmt: skip
def test_chinese_headings_are_read_as_japanese_ones(text, field):
    assert meaning(text, "defect") == field


@pytest.mark.parametrize(
    ("text", "kind", "field"),
    [
        ("懸案名", "issue", "title"),
        ("構成ID", "other", "id"),
        ("機能分類", "defect", "category"),
        ("情シスからの答え", "qa", "response"),
        ("残高の種類", "test", "category"),
    ],
)
def test_the_last_part_alone_tells_something_but_less_surely(text, kind, field):
    known = max(meanings("課題名", "", "issue").values())
    assert meaning(text, kind) == field
    assert max(meanings(text, "", kind).values()) < 0.8 * known


@pytest.mark.parametrize(
    ("text", "kind", "field"),
    [
        ("だれが", "todo", "owner"),
        ("いつまでに", "issue", "due_date"),
        ("決めた人", "decision", "decided_by"),
        ("決めた日", "decision", "decided_date"),
        ("困りごと", "issue", "title"),
        ("誰から", "qa", "raised_by"),
    ],
)
def test_everyday_words_are_headings_too(text, kind, field):
    assert meaning(text, kind) == field


def test_brackets_within_brackets_are_taken_off_whole():
    assert words_of("議事内容（決定は【決】）").bare == "議事内容"
    assert words_of("【必須】件名").bare == "件名"
    assert words_of("【課題】").bare == "課題"
    assert words_of("処置要否(※1)").bare == "処置要否"

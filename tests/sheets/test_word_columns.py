"""States, verdicts and levels read beside the other words of their column."""

from hypothesis import given
from hypothesis import strategies as st

from pmo_xl.model.words import fold
from pmo_xl.sheets.meaning import word_columns
from pmo_xl.sheets.meaning.column import Cells, Odd
from pmo_xl.sheets.meaning.word_columns import read_levels, read_results, read_statuses


def cells(field, *values, allowed=(), given=None):
    folded = {fold(word): canonical for word, canonical in (given or {}).items()}
    return Cells(field, values, f"C列「{field}」", allowed, folded)


def test_states_are_canonical_and_blank_stays_blank():
    assert read_statuses(cells("status", "未着手", "1:対応中", "完了", None, "-")).values == [
        "open", "in_progress", "closed", None, None,
    ]  # fmt: skip


def test_a_word_nobody_knows_is_reported_beside_the_nearest_one_of_the_column():
    read = read_statuses(cells("status", "対応中", "対応ちゅう", "完了"))
    assert read.values == ["in_progress", None, "closed"]
    assert read.odd == [Odd(1, "unknown_word", "対応ちゅう", "対応中")]
    assert read.notes == [
        "C列「status」の「対応ちゅう」は状態の言葉として読めません（未完了として数えます）。近い言葉は「対応中」です"
    ]


def test_the_words_of_the_project_win():
    read = read_statuses(cells("status", "対応済", "CLOSE", given={"対応済": "closed"}))
    assert read.values == ["closed", "closed"]
    assert read.vocabulary == {"対応済": "closed"}


def test_the_last_word_of_the_drop_down_is_closed_when_no_other_is():
    allowed = ("受付中", "社内作業", "検収OK")
    read = read_statuses(cells("status", "社内作業", "検収OK", "受付中", allowed=allowed))
    assert read.values == ["in_progress", "closed", "open"]
    assert not read.odd
    assert read.vocabulary == {"社内作業": "in_progress", "検収OK": "closed", "受付中": "open"}


def test_what_the_list_decided_is_said():
    read = read_statuses(cells("status", "社内作業", "検収OK", allowed=("受付中", "社内作業", "検収OK")))
    assert list(read.notes) == [
        "C列「status」の「社内作業」は対応中と読みました（入力規則の並びから）",
        "C列「status」の「検収OK」は完了と読みました（入力規則の並びから）",
    ]


def test_a_short_word_that_ends_in_waiting_waits_and_is_said():
    read = read_statuses(cells("status", "客先確認待", "見積り待ち", "完了"))
    assert read.values == ["waiting", "waiting", "closed"]
    assert list(read.notes) == [
        "C列「status」の「客先確認待」は回答待ちと読みました（「…待ち」の形から）",
        "C列「status」の「見積り待ち」は回答待ちと読みました（「…待ち」の形から）",
    ]
    assert not read.odd


def test_the_words_of_the_project_are_found_with_what_stands_around_them():
    read = read_statuses(cells("status", "検収OK（5/7）", "2:検収OK", given={"検収OK": "closed"}))
    assert read.values == ["closed", "closed"]


def test_an_unknown_word_counts_as_open_and_is_told_once():
    read = read_statuses(cells("status", "塩漬け", "塩漬け", "完了"))
    assert read.values == [None, None, "closed"]
    assert len(read.odd) == 2  # every cell is a finding
    assert [note for note in read.notes if "塩漬け" in note] == list(read.notes)
    assert len(read.notes) == 1  # and one sentence for the word


def test_a_known_word_for_closed_keeps_its_meaning_whatever_stands_last():
    read = read_statuses(cells("status", "完了", "塩漬け", allowed=("未着手", "完了", "塩漬け")))
    assert read.values == ["closed", None]
    assert [odd.text for odd in read.odd] == ["塩漬け"]


def test_where_done_is_the_only_word_blank_means_open():
    assert read_statuses(cells("status", "済", None, "済")).values == ["closed", "open", "closed"]
    assert read_statuses(cells("status", "○", None)).values == ["closed", "open"]
    assert read_statuses(cells("status", None, "完了", allowed=("完了",))).values == ["open", "closed"]
    assert read_statuses(cells("status", None, None, allowed=("完了",))).values == ["open", "open"]
    assert read_statuses(cells("status", "レ", None, "ﾚ")).values == ["closed", "open", "closed"]
    assert read_statuses(cells("status", "☑", "☐", "□", None)).values == ["closed", "open", "open", "open"]
    assert read_statuses(cells("status", True, False)).values == ["closed", "open"]
    assert list(read_statuses(cells("status", "済", None)).notes) == [
        "C列「status」には「済」だけがあるため、空欄は未完了とみなしました"
    ]


def test_ticks_and_words_for_done_side_by_side_are_all_done():
    read = read_statuses(cells("status", "済", "レ", None, "完了"))
    assert read.values == ["closed", "closed", "open", "closed"]
    assert list(read.notes) == ["C列「status」には「レ」「完了」「済」だけがあるため、空欄は未完了とみなしました"]
    assert read_statuses(cells("status", "済", "未", None)).values == ["closed", "open", None]


def test_where_other_words_are_possible_blank_stays_unsaid():
    assert read_statuses(cells("status", None, "完了")).values == [None, "closed"]


def test_a_sentence_is_no_state():
    read = read_statuses(cells("status", "A社に確認のうえ来週回答をもらう予定"))
    assert read.values == [None]
    assert read.odd[0].what == "unknown_word"


def test_verdicts_with_marks_dates_and_comments():
    read = read_results(cells("result", "OK\n5/7 山田", "NG(K-012)", "OK→NG", None, "保留"))
    assert read.values == ["pass", "fail", "fail", "not_run", "hold"]


def test_a_dash_beside_verdicts_is_out_of_scope_and_said():
    read = read_results(cells("result", "OK", "-", "－"))
    assert read.values == ["pass", "not_applicable", "not_applicable"]
    assert list(read.notes) == ["C列「result」の「-」2件は対象外とみなしました"]


def test_a_dash_allowed_beside_ok_is_out_of_scope_before_anything_ran():
    assert read_results(cells("result", "-", None, allowed=("OK", "NG", "-"))).values == ["not_applicable", "not_run"]


def test_a_column_of_ticks_has_no_verdict_where_it_is_blank():
    assert read_results(cells("result", "レ", None, "済")).values == ["pass", "not_run", "pass"]


def test_every_dash_of_a_column_means_the_same():
    read = read_results(cells("result", "NG", "-", "－", "ー", "―", "–", "—", "−"))
    assert read.values == ["fail", *["not_applicable"] * 7]
    assert list(read.notes) == ["C列「result」の「-」7件は対象外とみなしました"]


def test_a_dash_alone_is_not_run_and_said():
    read = read_results(cells("result", "-", None))
    assert read.values == ["not_run", "not_run"]
    assert list(read.notes) == ["C列「result」の「-」1件は未実施とみなしました"]


def test_the_project_may_say_what_a_dash_means():
    assert read_results(cells("result", "OK", "-", given={"-": "not_run"})).values == ["pass", "not_run"]


def test_a_retest_without_a_verdict_is_blank_and_not_a_test_not_run():
    assert read_results(cells("retest_result", None, "OK")).values == [None, "pass"]


def test_attendance_is_a_verdict_of_its_own_words():
    read = read_results(cells("result", "出席", "欠席", None, "○"), kind="training")
    assert read.values == ["pass", "fail", "not_run", "pass"]


def test_levels_and_the_legend_that_gives_numbers_a_direction():
    assert read_levels(cells("severity", "A", "B", "C")).values == ["high", "medium", "low"]
    assert read_levels(cells("severity", "1", 2.0, "3", allowed=("1:高", "2:中", "3:低"))).values == [
        "high", "medium", "low",
    ]  # fmt: skip


def test_the_legend_may_stand_in_the_heading():
    column = Cells("priority", [1.0, 2.0, "3", "高"], "C列「優先度（1:高 2=中、３：低）」")
    read = read_levels(column)
    assert read.values == ["high", "medium", "low", "high"]
    assert read.notes[0] == "C列「優先度（1:高 2=中、３：低）」の「1」は高と読みました（見出しや入力規則の説明から）"
    assert read_levels(Cells("priority", [1.0, 2.0], "C列「第2優先度」")).values == [None, None]


def test_bare_numbers_without_a_legend_stay_unknown():
    read = read_levels(cells("priority", 1.0, 2.0, "高"))
    assert read.values == [None, None, "high"]
    assert [(odd.at, odd.text) for odd in read.odd] == [(0, "1"), (1, "2")]


def test_beside_letters_grave_is_below_the_top():
    assert read_levels(cells("severity", "S", "重大", "C")).values == ["critical", "high", "low"]
    assert read_levels(cells("severity", "重大", "中")).values == ["critical", "medium"]


def test_ditto_repeats_the_word_above():
    read = read_statuses(cells("status", "完了", "〃"))
    assert read.values == ["closed", "closed"]
    assert read.odd == [Odd(1, "ditto", "〃", "完了")]


CELLS = st.one_of(
    st.none(), st.text(), st.floats(), st.booleans(), st.sampled_from(["OK", "-", "済", "完了", "〃", "1"])
)


@given(st.lists(CELLS), st.lists(st.text(), max_size=4))
def test_every_column_of_words_can_be_read(values, allowed):
    for read in (read_statuses, read_results, read_levels):
        assert len(read(cells("status", *values, allowed=tuple(allowed))).values) == len(values)


def test_of_thousands_of_unknown_words_the_first_are_looked_up_and_all_are_reported(monkeypatch):
    asked = []
    monkeypatch.setattr(word_columns, "nearest_word", lambda text, known: asked.append(len(tuple(known))))
    known = [f"対応中（{n}）" for n in range(3000)]
    words = [f"作業その{n}" for n in range(5000)]
    read = read_statuses(cells("status", *known, *words))
    assert len(asked) == 200
    assert max(asked) < 1000  # nor is each compared with every other word of the column
    assert len(read.odd) == 5000

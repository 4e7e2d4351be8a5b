"""Keeping the state of a day, reading it back, and telling what changed since."""

import json
from datetime import date

import pytest

from pmo_xl.errors import HistoryError, SaveError
from pmo_xl.history import changes, faults, keep, list_days, load
from pmo_xl.metrics.catalogue import measure
from pmo_xl.model.ids import fold_id
from pmo_xl.situation import Source
from tests.metrics.g1 import AS_OF, g1, issue_rows
from tests.support.build import register, situation

THURSDAY, TUESDAY, WEDNESDAY = date(2024, 5, 2), date(2024, 5, 7), date(2024, 5, 8)

BEFORE = """
    | id    | title      | status      | due_date   | owner  |
    | K-001 | 帳票の桁   | open        | 2024-05-10 | 見本 花子 |
    | K-002 | 画面の文言 | in_progress |            |        |
    | K-003 | 送信の遅れ | open        | 2024-05-02 |        |"""
AFTER = """
    | id    | title      | status      | due_date   | owner  |
    | k-001 | 帳票の桁   | closed      | 2024-05-17 | 見本 花子 |
    | K-004 | 新しい課題 | open        |            |        |
    | K-003 | 送信の遅れ | open        | 2024-05-02 |        |"""


def kept(folder, day, text, **more):
    state = situation(day, register("issue", text, file="課題.xlsx", sheet="課題一覧"), **more)
    return keep(folder, state, measure(state))


def content(place):
    return {path.name: path.read_bytes() for path in sorted(place.iterdir())}


def test_a_day_is_a_folder_of_files_people_can_read(tmp_path):
    place = kept(tmp_path / "history", THURSDAY, BEFORE)
    assert place == tmp_path / "history" / "2024-05-02"
    names = ["issues.jsonl", "manifest.json", "metrics.json", "report.json"]
    assert sorted(path.name for path in place.iterdir()) == names
    first = (place / "issues.jsonl").read_text(encoding="utf-8").splitlines()[0]
    assert json.loads(first) == {
        "id": "K-001",
        "title": "帳票の桁",
        "status": "open",
        "due_date": "2024-05-10",
        "owner": "見本 花子",
        "_place": ["課題.xlsx", "課題一覧", 2],
    }
    assert "帳票の桁" in first
    assert json.loads((place / "metrics.json").read_text(encoding="utf-8"))["issues_open"]["value"] == 3


def test_what_was_kept_comes_back(tmp_path):
    kept(tmp_path, THURSDAY, BEFORE)
    (state,) = load(tmp_path, before=TUESDAY)
    assert state.date == THURSDAY
    assert list(state.registers) == ["issues"]
    assert [row["id"] for row in state.registers["issues"]] == ["K-001", "K-002", "K-003"]
    assert "due_date" not in state.registers["issues"][1]  # blank is not written, and not ""
    assert state.columns["issues"] == ("id", "title", "status", "due_date", "owner")
    assert state.metrics["overdue"]["value"] == 0
    assert state.registers.get("defects", ()) == ()
    assert state.metrics.get("no_such_figure") is None


def test_only_earlier_days_are_loaded_oldest_first(tmp_path):
    for day in (TUESDAY, THURSDAY, WEDNESDAY):
        kept(tmp_path, day, BEFORE)
    for other in ("old", "2024-W19-2", "20240501", ".2024-05-01.x.tmp"):
        (tmp_path / other).mkdir()
    assert list_days(tmp_path) == (THURSDAY, TUESDAY, WEDNESDAY)
    assert [state.date for state in load(tmp_path, before=WEDNESDAY)] == [THURSDAY, TUESDAY]


def test_no_folder_means_nothing_kept(tmp_path):
    assert load(tmp_path / "history", before=TUESDAY) == ()
    assert list_days(tmp_path / "history") == ()


def test_keeping_twice_changes_nothing(tmp_path):
    place = kept(tmp_path, THURSDAY, BEFORE)
    before = content(place)
    times = {path.name: path.stat().st_mtime_ns for path in place.iterdir()}
    assert kept(tmp_path, THURSDAY, BEFORE) == place
    assert content(place) == before
    assert {path.name: path.stat().st_mtime_ns for path in place.iterdir()} == times


def test_keeping_a_day_anew_replaces_it_and_leaves_no_rest(tmp_path):
    state = g1()
    place = keep(tmp_path, state, measure(state))
    assert {"tests.jsonl", "defects.jsonl", "requirements.jsonl"} <= set(content(place))
    kept(tmp_path, AS_OF, AFTER)
    # the new files lay beside the old ones until the manifest named them
    assert set(content(place)) == {"issues.2.jsonl", "manifest.json", "metrics.2.json", "report.2.json"}
    assert faults(tmp_path) == ()
    (again,) = load(tmp_path, before=WEDNESDAY)
    assert [row["id"] for row in again.registers["issues"]] == ["k-001", "K-004", "K-003"]


def test_a_renewed_day_kept_once_more_changes_nothing_either(tmp_path):
    place = kept(tmp_path, THURSDAY, BEFORE)
    first = content(place)
    kept(tmp_path, THURSDAY, AFTER)
    renewed = content(place)
    kept(tmp_path, THURSDAY, AFTER)
    assert content(place) == renewed != first
    kept(tmp_path, TUESDAY, AFTER)
    kept(tmp_path, THURSDAY, AFTER)
    assert faults(tmp_path) == ()


def test_the_days_form_a_chain(tmp_path):
    kept(tmp_path, THURSDAY, BEFORE)
    place = kept(tmp_path, TUESDAY, AFTER)
    manifest = json.loads((place / "manifest.json").read_bytes())
    assert manifest["previous"]["date"] == "2024-05-02"
    assert manifest["registers"]["issues"]["records"] == 3
    assert faults(tmp_path) == ()


def test_a_day_kept_anew_after_the_next_one_shows_in_the_chain(tmp_path):
    kept(tmp_path, THURSDAY, BEFORE)
    kept(tmp_path, TUESDAY, AFTER)
    kept(tmp_path, THURSDAY, AFTER)
    assert faults(tmp_path) == ("2024/05/07の記録の前の日（2024/05/02）が、あとから保存し直されています。",)


def test_a_kept_file_changed_by_hand_shows(tmp_path):
    place = kept(tmp_path, THURSDAY, BEFORE)
    rows = place / "issues.jsonl"
    rows.write_text(rows.read_text(encoding="utf-8").replace("in_progress", "closed"), encoding="utf-8")
    assert faults(tmp_path) == ("2024/05/02の記録 issues.jsonl が、保存のあとで書き換えられています。",)


def test_the_sources_are_named_with_their_hash(tmp_path):
    state = situation(THURSDAY, register("issue", BEFORE))
    object.__setattr__(state, "sources", (Source("課題.xlsx", "/x/課題.xlsx", "2024-05-02 15:42", "ab" * 32),))
    manifest = json.loads((keep(tmp_path, state, {}) / "manifest.json").read_bytes())
    assert manifest["sources"] == [{"file": "課題.xlsx", "saved": "2024-05-02 15:42", "sha256": "ab" * 32}]


def test_the_state_is_kept_as_of_the_day(tmp_path):
    early = g1(THURSDAY)
    keep(tmp_path, early, measure(early))
    (state,) = load(tmp_path, before=TUESDAY)
    defects = {row["id"]: row for row in state.registers["defects"]}
    assert len(defects) == 28  # six are detected on 5/7
    assert defects["D-006"]["status"] == "open"  # closed on 5/7 only
    assert "closed_date" not in defects["D-006"]
    tests = {row["id"]: row for row in state.registers["tests"]}
    assert (tests["T-126"]["verdict"], tests["T-001"]["verdict"]) == ("not_run", "fail")
    assert state.metrics["execution_rate"]["count"] == 94


def test_a_damaged_state_is_refused_by_name_and_only_when_it_is_needed(tmp_path):
    place = kept(tmp_path, THURSDAY, BEFORE)
    (place / "issues.jsonl").write_text('{"id": "K-001"', encoding="utf-8")
    (state,) = load(tmp_path, before=TUESDAY)
    assert state.metrics["issues_open"]["value"] == 3
    with pytest.raises(HistoryError, match=r"2024-05-02/issues\.jsonl を読めません") as refused:
        state.registers["issues"]
    assert "別の場所へ移し" in refused.value.hint


def test_a_folder_that_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "history").write_text("これはファイルです")
    with pytest.raises((SaveError, HistoryError)) as refused:
        kept(tmp_path / "history", THURSDAY, BEFORE)
    assert "履歴フォルダ" in refused.value.message


def test_a_failure_while_writing_leaves_no_half_day(tmp_path, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(SaveError, match="ディスクの空きがありません"):
        kept(tmp_path, THURSDAY, BEFORE)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["CON", "a/b", "課題 一覧", "x" * 90])
def test_a_register_may_have_any_name(tmp_path, name):
    from dataclasses import replace

    named = replace(register("issue", BEFORE), name=name)
    twin = replace(named, name=name.swapcase() + " ")
    keep(tmp_path, situation(THURSDAY, named, twin), {})
    (state,) = load(tmp_path, before=TUESDAY)
    assert list(state.registers) == [name, twin.name]
    assert len(state.registers[name]) == len(state.registers[twin.name]) == 3
    assert {path.suffix for path in (tmp_path / "2024-05-02").iterdir()} == {".json", ".jsonl"}


def since(tmp_path, before, after):
    kept(tmp_path, THURSDAY, before)
    (state,) = load(tmp_path, before=TUESDAY)
    return changes(state, situation(TUESDAY, register("issue", after, file="課題.xlsx", sheet="課題一覧")))


def test_new_gone_and_changed_with_their_cells(tmp_path):
    found = [(c.change, fold_id(c.id), c.field, c.old, c.new, c.place.cell) for c in since(tmp_path, BEFORE, AFTER)]
    assert found == [
        ("changed", "K-001", "id", "K-001", "k-001", "A2"),
        ("changed", "K-001", "status", "open", "closed", "C2"),
        ("changed", "K-001", "due_date", "2024-05-10", "2024-05-17", "D2"),
        ("new", "K-004", "", None, None, "A3"),
        ("gone", "K-002", "", None, None, "3:3"),
    ]


def test_nothing_changed_when_the_rows_only_moved(tmp_path):
    lines = BEFORE.strip().splitlines()
    assert since(tmp_path, BEFORE, "\n".join([lines[0], *reversed(lines[1:])])) == ()


def test_a_cell_filled_or_emptied_is_a_change(tmp_path):
    found = since(tmp_path, BEFORE, BEFORE.replace("|            |        |", "| 2024-05-09 |        |", 1))
    assert [(c.field, c.old, c.new) for c in found] == [("due_date", None, "2024-05-09")]
    back = since(tmp_path, BEFORE, BEFORE.replace("2024-05-02", "", 1))
    assert [(c.field, c.old, c.new) for c in back] == [("due_date", "2024-05-02", None)]


def test_a_new_column_is_no_change_of_every_row(tmp_path):
    wider = """
    | id    | title      | status      | due_date   | owner     | remarks |
    | K-001 | 帳票の桁   | open        | 2024-05-10 | 見本 花子 | 至急    |
    | K-002 | 画面の文言 | in_progress |            |           | 済      |
    | K-003 | 送信の遅れ | open        | 2024-05-02 |           |         |"""
    assert since(tmp_path, BEFORE, wider) == ()


def test_the_same_id_twice_is_compared_in_order(tmp_path):
    twice = BEFORE + "\n    | K-001 | 二つ目     | open        |            |        |"
    found = since(tmp_path, twice, BEFORE)
    assert [(c.change, c.id, c.place.cell) for c in found] == [("gone", "K-001", "5:5")]


def test_a_test_that_ran_is_a_change_of_its_own_cells_only(tmp_path):
    text = """
    | id    | executed_date | result |
    | T-001 |               |        |"""
    old = situation(THURSDAY, register("test", text))
    keep(tmp_path, old, {})
    (state,) = load(tmp_path, before=TUESDAY)
    now = situation(TUESDAY, register("test", text.replace("|               |        |", "| 2024-05-07    | pass   |")))
    found = [(c.field, c.old, c.new) for c in changes(state, now)]
    assert found == [("executed_date", None, "2024-05-07"), ("result", "not_run", "pass")]


def test_the_issues_of_g1_have_not_changed_since_they_were_kept(tmp_path):
    state = g1()
    keep(tmp_path, state, measure(state))
    (yesterday,) = load(tmp_path, before=WEDNESDAY)
    assert changes(yesterday, g1(WEDNESDAY)) == ()
    rows = issue_rows()
    rows[0][5] = date(2024, 5, 20)
    assert [(c.id, c.field, c.new) for c in changes(yesterday, g1(WEDNESDAY, issues=rows))] == [
        ("K-001", "due_date", "2024-05-20")
    ]

"""G-017 and G-018: lists that lack a word, and workbooks that may not be today's."""

import os
from dataclasses import replace
from datetime import datetime, time

import openpyxl
import pytest

import pmo_xl
from pmo_xl.model.grid import Area, Validation
from pmo_xl.rules.engine import run_rules
from pmo_xl.rules.registry import catalogue
from pmo_xl.settings import CheckSection, Config, Params, RegisterSection
from pmo_xl.sheets.read import register_from_rows
from pmo_xl.situation import Source
from tests.rules.asking import check, told
from tests.support.build import register, situation
from tests.support.grids import grid

ISSUES = """
    | No.   | 件名       | 状態     | 期限       |
    | K-001 | 帳票の桁   | 対応中   | 2024/05/10 |
    | K-002 | 画面の文言 | 回答待ち | 2024/05/02 |
    | K-003 | 送信の遅れ | 完了     | 2024/05/02 |
    | K-004 | 印刷の余白 | 回答待ち | 2024/05/02 |"""


def listed(*words, cells=Area(2, 3, 100, 3)):  # noqa: B008 - an area does not change
    return Validation((cells,), words)


def lists(*validations, text=ISSUES, kind="issue", values=None):
    drawn = grid(text, validations=validations)
    config = Config(registers={"issues": RegisterSection(values=values)}) if values else None
    return check(register_from_rows(kind, drawn.rows, facts=drawn.facts), codes=["G-017"], config=config)


def test_a_word_in_use_that_the_list_lacks_is_told_where_it_first_stands():
    (finding,) = lists(listed("未着手", "対応中", "完了")).findings
    assert (finding.place.cell, finding.field, finding.level, finding.record) == ("C3", "status", "info", None)
    assert finding.message == (
        "状態の入力規則に「回答待ち」がありません。合意した選択肢に合わせて規則を更新してください。"
    )


@pytest.mark.parametrize(
    "validations",
    [
        (),
        (listed("対応中", "回答待ち", "完了"),),
        (listed(" 対応中 ", "回答待ち", "完了"),),  # typed with spaces
        (listed(),),  # its source is gone: nobody knows the words
        (listed("佐藤", "鈴木", cells=Area(2, 2, 100, 2)),),  # of another column
        (listed("未着手", cells=Area(50, 3, 100, 3)),),  # of the rows below
    ],
)
def test_a_list_that_has_them_or_does_not_govern_the_cells_is_quiet(validations):
    assert told(lists(*validations)) == []


def test_each_cell_is_held_against_its_own_list():
    """The first two records have a list of their own that offers 回答待ち; row 5 does not."""
    above, below = listed("対応中", "回答待ち", cells=Area(2, 3, 3, 3)), listed("完了", cells=Area(4, 3, 9, 3))
    assert told(lists(above, below)) == [("G-017", "C5")]


def test_a_word_of_pmo_toml_that_the_list_lacks_is_told_at_the_heading():
    agreed = {"status": {"waiting": ["回答待ち"], "closed": ["完了", "終結"]}}
    (finding,) = lists(listed("対応中", "回答待ち", "完了"), values=agreed).findings
    assert finding.place.cell == "C1"
    assert "「終結」がありません" in finding.message


def test_a_word_nobody_can_read_is_left_to_g_009():
    odd = ISSUES.replace("回答待ち", "ほぼ済み")
    drawn = grid(odd, validations=(listed("対応中", "完了"),))
    issues = register_from_rows("issue", drawn.rows, facts=drawn.facts)
    assert told(check(issues, codes=["G-009", "G-017"])) == [("G-009", "C3"), ("G-009", "C5")]


PLAIN = """
    | id    | title    | status | due_date   |
    | K-001 | 帳票の桁 | open   | 2024-05-10 |"""


def books(*sources, at=None, as_of="2024-05-07", hours=None):
    config = Config(check=CheckSection(params=Params(file_age_hours=hours))) if hours else None
    project = replace(situation(as_of, register("issue", PLAIN), config=config), sources=sources, at=at)
    return [finding.message for finding in run_rules([catalogue()["G-018"]], project).findings]


def book(saved, editor="", links=(), file="台帳.xlsx"):
    return Source(file, f"/p/{file}", saved, "ab" * 32, editor, links)


# 2024-05-07 and 08 are a Tuesday and a Wednesday; 05-03 to 05-06 are holidays and a weekend.
@pytest.mark.parametrize(
    ("saved", "at", "hours", "found"),
    [
        ("2024-05-08 15:42", None, None, False),
        ("2024-05-08 04:00", None, None, False),  # 20 hours before the end of the day
        ("2024-05-08 03:59", None, None, True),
        ("2024-05-02 18:30", None, None, True),
        ("2023-05-02 18:30", None, None, True),
        ("2024-05-07 21:00", time(17), None, False),  # exactly 20 hours before 17:00
        ("2024-05-07 20:59", time(17), None, True),
        ("2024-05-07 20:59", time(17), 24.0, False),
        ("2026-11-24 10:00", None, None, False),  # a day of long ago made again from today's workbook
    ],
)
def test_a_workbook_saved_more_than_twenty_hours_ago_is_told(saved, at, hours, found):
    shown = saved.replace("-", "/")
    expected = f"台帳.xlsxの最終保存は{shown}です。本日分が未反映の可能性があります。担当者に保存を依頼してください。"
    assert books(book(saved), at=at, hours=hours, as_of="2024-05-08") == [expected] * found


@pytest.mark.parametrize(
    ("as_of", "at", "found"),
    [
        ("2024-05-07", time(14), 0),  # from 5/2 18:00: 6 hours, four days off, 14 hours
        ("2024-05-07", time(14, 1), 1),
        ("2024-05-06", None, 0),  # a holiday: nobody was to save
    ],
)
def test_days_off_do_not_age_a_workbook(as_of, at, found):
    assert len(books(book("2024-05-02 18:00"), as_of=as_of, at=at)) == found


def test_what_does_not_change_from_day_to_day_may_be_old():
    roster = register(
        "roster",
        """
        | owner    | owner_org |
        | 佐藤太郎 | A社       |""",
    )
    project = replace(situation("2024-05-07", roster), sources=(book("2024-04-01 10:00"),))
    assert told(run_rules([catalogue()["G-018"]], project)) == []


def test_who_has_it_open_is_named_and_its_age_is_the_same_cause():
    assert books(book("2024-05-02 18:30", editor="佐藤さんが編集中です")) == [
        "台帳.xlsxは佐藤さんが編集中です(読んだのは2024/05/02 18:30の保存分)。佐藤さんに保存を依頼し、"
        "閉じてから再実行してください。"
    ]
    assert "編集中の方に保存を依頼し" in books(book("2024-05-07 15:42", editor="誰かが編集中です"))[0]


def test_links_to_other_workbooks_are_a_cause_of_their_own():
    told = books(book("2024-05-02 18:30", links=("単価表.xlsx", "人員.xlsx")))
    assert len(told) == 2
    assert told[1].startswith("台帳.xlsxは外部のブック(単価表.xlsx、人員.xlsx)を参照しています。")


def test_a_workbook_from_which_nothing_is_counted_is_quiet():
    assert books(book("2024-05-02 18:30", file="メモ.xlsx")) == []


def test_read_from_the_file_and_the_lock_beside_it(tmp_path):
    """The whole way: the time of the file, and Excel's `~$` file with the name of who has it open."""
    workbook = openpyxl.Workbook()
    for line in (["No.", "件名", "状態", "期限"], ["K-001", "帳票の桁", "対応中", datetime(2024, 5, 10)]):
        workbook.active.append(line)
    path = tmp_path / "課題一覧.xlsx"
    workbook.save(path)
    saved = datetime(2024, 5, 2, 18, 30).timestamp()
    os.utime(path, (saved, saved))

    def found():
        findings = pmo_xl.load(tmp_path).check(as_of=datetime(2024, 5, 7).date())
        return [f.message for f in findings if f.code == "G-018"]

    assert found() == [
        "課題一覧.xlsxの最終保存は2024/05/02 18:30です。本日分が未反映の可能性があります。担当者に保存を依頼してください。"
    ]
    lock = b"\x06" + "佐藤".encode("cp932").ljust(54) + b"\x02\0" + "佐藤".encode("utf-16-le").ljust(108)
    (tmp_path / "~$課題一覧.xlsx").write_bytes(lock)
    assert [message.partition("(")[0] for message in found()] == ["課題一覧.xlsxは佐藤さんが編集中です"]

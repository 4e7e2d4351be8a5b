"""Which files of a folder are the project's workbooks."""

import os

import pytest

from pmo_xl.errors import BookError
from pmo_xl.sheets.files.discover import is_output, workbooks_in


def put(folder, *names):
    for name in names:
        (folder / name).write_bytes(b"x")


def names(found):
    return [path.name for path in found.paths]


def test_workbooks_lie_directly_in_the_folder(tmp_path):
    put(
        tmp_path,
        "課題管理表.xlsx",
        "テスト.XLSM",
        "旧.xls",
        "一覧.csv",
        "読んで.txt",
        "pmo.toml",
        "議事録.docx",
        "~$課題管理表.xlsx",
        "._x.xlsx",
    )
    (tmp_path / "out").mkdir()
    put(tmp_path / "out", "別.xlsx")
    (tmp_path / "フォルダ.xlsx").mkdir()
    found = workbooks_in(tmp_path)
    assert names(found) == sorted(["課題管理表.xlsx", "テスト.XLSM", "旧.xls", "一覧.csv"])
    assert found.notes == ()


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("日次報告_20240507.xlsx", True),
        ("日次報告_20240507_2.xlsx", True),
        ("週次_20240507.xlsx", True),
        ("指摘_宛先別_A社_20240507.xlsx", True),
        ("課題管理表_指摘_20240507.xlsx", True),
        ("課題管理表_指摘_20240507_2.xlsx", True),
        ("課題管理表_指摘事項.xlsx", False),
        ("貼り付け用_ToDo一覧_社内_20240507.xlsx", True),
        ("指摘一覧_20240507.xlsx", True),
        ("エスカレーション一覧_20240507.xlsx", True),
        ("依頼一覧_A社_20240507.xlsx", True),
        ("議事録_定例会_20240507.xlsx", True),
        ("日次報告.xlsx", False),
        ("日次報告_最新.xlsx", False),
        ("課題管理表_20240507.xlsx", False),
        ("議事録_定例会.xlsx", False),
    ],
)
def test_our_own_outputs_are_known_by_page_and_date(name, ours):
    assert is_output(name) is ours


def test_an_output_in_the_folder_is_left_out_and_named(tmp_path):
    put(tmp_path, "課題.xlsx", "日次報告_20240507.xlsx")
    found = workbooks_in(tmp_path)
    assert names(found) == ["課題.xlsx"]
    assert found.notes == ("日次報告_20240507.xlsx はこのツールが出力した名前であるため、読んでいません",)


@pytest.mark.parametrize(("newer", "older"), [("課題.xlsx", "課題.xlsm"), ("課題.xlsm", "課題.xlsx")])
def test_of_a_book_with_and_without_macros_the_newer_counts(tmp_path, newer, older):
    put(tmp_path, newer, older)
    os.utime(tmp_path / older, (1, 1))
    found = workbooks_in(tmp_path)
    assert names(found) == [newer]
    assert found.notes == (f"課題.xlsx と 課題.xlsm のうち、新しい {newer} を使います",)


def test_links_are_followed_inside_the_folder_only(tmp_path):
    inside, outside = tmp_path / "案件", tmp_path / "別"
    inside.mkdir()
    outside.mkdir()
    put(inside, "課題.xlsx")
    put(outside, "秘密.xlsx")
    (inside / "近道.xlsx").symlink_to(inside / "課題.xlsx")
    (inside / "外.xlsx").symlink_to(outside / "秘密.xlsx")
    (inside / "切れた.xlsx").symlink_to(inside / "無い.xlsx")
    found = workbooks_in(inside)
    assert names(found) == ["課題.xlsx", "近道.xlsx"]
    assert len(found.notes) == 2


def test_a_folder_that_is_not_there_is_an_error_in_words(tmp_path):
    with pytest.raises(BookError, match=r"フォルダ .* を開けません"):
        workbooks_in(tmp_path / "無い")

"""Which folders are projects: what a shared folder looks like after two years, and what must not be taken for one."""

import os

import pytest

from pmo_xl.batch.find import projects_in
from pmo_xl.errors import PmoError


def laid_out(root, text):
    """One file a line, its folders with it."""
    for line in text.split():
        (root / line).parent.mkdir(parents=True, exist_ok=True)
        (root / line).write_bytes(b"")
    return root


def folders(root, **more):
    return [place.folder for place in projects_in(root, **more)]


def test_a_pmo_toml_or_a_workbook_makes_a_project(tmp_path):
    laid_out(tmp_path, "A社/販売/pmo.toml A社/会計/課題管理表.xlsx B社/ToDo.csv B社/メモ.txt C社/写真/一枚.png")
    assert folders(tmp_path) == ["A社/会計", "A社/販売", "B社"]


def test_the_root_may_be_a_project_and_hold_others(tmp_path):
    laid_out(tmp_path, "pmo.toml 課題管理表.xlsx 販売/課題管理表.xlsx")
    assert folders(tmp_path) == [".", "販売"]


def test_history_outputs_copies_and_hidden_folders_are_no_projects(tmp_path):
    laid_out(
        tmp_path,
        """販売/pmo.toml 販売/history/2026-11-20/issues.jsonl history/課題.xlsx out/課題.xlsx Backup/課題.xlsx
        旧版/pmo.toml 販売2/~$課題管理表.xlsx 報告書/日次報告_20261124.xlsx 報告書/課題管理表_指摘_20261124.xlsx
        .git/課題.xlsx $RECYCLE.BIN/課題.xlsx 様式/日次報告.xlsx""",
    )
    assert folders(tmp_path) == ["販売"]


def test_below_a_project_only_another_pmo_toml_counts(tmp_path):
    laid_out(tmp_path, "販売/pmo.toml 販売/参考資料/見積.xlsx 販売/追加開発/pmo.toml")
    assert folders(tmp_path) == ["販売", "販売/追加開発"]


def test_the_folder_of_the_outputs_is_passed_over_whatever_it_is_called(tmp_path):
    laid_out(tmp_path, "販売/課題管理表.xlsx 報告先/販売/課題管理表.xlsx")
    assert folders(tmp_path, but=[tmp_path / "報告先"]) == ["販売"]


def test_links_to_folders_are_not_followed(tmp_path):
    laid_out(tmp_path, "販売/課題管理表.xlsx")
    (tmp_path / "販売" / "上へ").symlink_to(tmp_path, target_is_directory=True)
    assert folders(tmp_path) == ["販売"]


@pytest.mark.parametrize(("name", "said"), [("ない", "見つかりません"), ("課題.xlsx", "フォルダではありません")])
def test_a_root_that_is_none_is_refused(tmp_path, name, said):
    laid_out(tmp_path, "課題.xlsx")
    with pytest.raises(PmoError, match=said):
        projects_in(tmp_path / name)


def test_a_folder_nobody_may_open_is_told_and_the_others_are_found(tmp_path, monkeypatch):
    laid_out(tmp_path, "会計/課題管理表.xlsx 販売/課題管理表.xlsx")
    scandir = os.scandir

    def refusing(path):
        if os.fspath(path).endswith("会計"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    closed, sales = projects_in(tmp_path)
    assert (closed.folder, sales.folder) == ("会計", "販売")
    assert closed.trouble is not None
    assert closed.trouble.message == "フォルダを開けません（アクセス権がありません）"
    assert sales.trouble is None

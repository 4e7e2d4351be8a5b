"""pmo-xl init as a person or a program calls it: exit codes, two-line refusals, JSON, a summary of a few lines."""

import json

import pytest

from pmo_xl.cli import main
from tests.support.sheet import workbook

ISSUES = """
    | 課題ID | 課題名       | 状態   | 期限       | 担当者 |
    | K-001  | 受注が止まる | 様子見 | 2024/04/30 | 山田   |
    | K-002  | 帳票が出ない | 完了   | 2024/05/02 | 佐藤   |"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "案件").mkdir()
    workbook(tmp_path / "案件" / "課題管理表.xlsx", 一覧=ISSUES)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "案件"


def run(capsys, *arguments):
    """Exit code, standard output, standard error."""
    code = main(["init", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def refusal(capsys, *arguments):
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    problem, hint = err.splitlines()
    return problem.removeprefix("エラー: "), hint.removeprefix("対処: ")


def test_the_summary_is_read_in_ten_seconds(folder, capsys):
    code, out, err = run(capsys, "案件")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "1個の表、2件の記録を読み取りました（設定は「#」付きなので、まだ何も変わりません）",
        "【要確認】（1件）:",
        "  ・課題管理表.xlsx 一覧: 状態の「様子見」1件が読めません",
        "作成: 案件/pmo.toml",
    ]


def test_json_names_the_file_and_the_registers(folder, capsys):
    code, out, _ = run(capsys, "案件", "--json", "--as-of", "2024-05-07")
    said = json.loads(out)
    assert code == 0
    assert said["as_of"] == "2024-05-07"
    assert said["outputs"] == ["案件/pmo.toml"]
    (register,) = said["registers"]
    (table,) = register.pop("tables")
    assert register == {"name": "issues", "kind": "issue", "records": 2}
    assert (table["file"], table["sheet"], table["header_rows"], table["records"]) == (
        "課題管理表.xlsx",
        "一覧",
        [1],
        2,
    )
    assert table["doubts"] == ["状態の「様子見」1件が読めません"]


def test_a_second_time_is_refused_and_names_update(folder, capsys):
    run(capsys, "案件")
    before = (folder / "pmo.toml").read_bytes()
    problem, hint = refusal(capsys, "案件")
    assert "pmo.toml はすでにあります" in problem
    assert "--update" in hint
    assert (folder / "pmo.toml").read_bytes() == before


def test_update_says_what_it_added(folder, capsys):
    run(capsys, "案件")
    workbook(folder / "課題管理表.xlsx", 一覧=ISSUES.replace("| 担当者 |", "| 担当者 | 担当会社 |"))
    code, out, _ = run(capsys, "案件", "--update", "--json")
    said = json.loads(out)
    assert (code, said["added"], said["gone"]) == (0, ["課題管理表.xlsx の列「担当会社」"], [])
    assert said["outputs"] == ["案件/pmo.toml"]
    assert run(capsys, "案件", "--update")[1] == "新しく書き足すものはありません\n"


def test_update_without_a_file_writes_the_first_one(folder, capsys):
    assert run(capsys, "案件", "--update")[0] == 0
    assert "[project]" in (folder / "pmo.toml").read_text("utf-8")


def test_a_folder_without_workbooks_is_refused(tmp_path, capsys):
    problem, _ = refusal(capsys, str(tmp_path))
    assert "管理表のブックがありません" in problem
    assert not (tmp_path / "pmo.toml").exists()


def test_what_is_no_folder_is_refused(folder, capsys):
    assert "フォルダではありません" in refusal(capsys, "案件/課題管理表.xlsx")[0]
    assert "見つかりません" in refusal(capsys, "ない")[0]


def test_a_workbook_that_cannot_be_read_is_named_and_the_others_are_written(folder, capsys):
    (folder / "壊れた.xlsx").write_bytes(b"PK\x03\x04 nothing")
    code, _, err = run(capsys, "案件")
    assert code == 3
    assert err.startswith("エラー: 壊れた.xlsx: ")
    assert "#[registers.issues]" in (folder / "pmo.toml").read_text("utf-8")


def test_without_a_folder_it_is_the_current_one(folder, capsys, monkeypatch):
    monkeypatch.chdir(folder)
    assert run(capsys)[0] == 0
    assert (folder / "pmo.toml").is_file()

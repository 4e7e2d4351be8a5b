"""`pmo-xl batch` as a scheduler and a person meet it: what is done, what is told, and with which code it ends."""

import io
import json
import os
import shutil
import sys
from datetime import datetime
from typing import get_args

import pytest
import xlsxwriter

from pmo_xl.batch import run as batch
from pmo_xl.batch.result import ProjectResult
from pmo_xl.batch.work import _CALLED
from pmo_xl.cli import main
from pmo_xl.cli.batch import watching
from pmo_xl.packs import PACKS
from pmo_xl.settings import BatchWork
from tests.batch.folders import DAY, files, is_whole, issues, litter, project

AS_OF = f"--as-of={DAY}"


@pytest.fixture
def shared(tmp_path, monkeypatch):
    """A shared folder of three projects, and the current folder beside it."""
    monkeypatch.chdir(tmp_path)
    for name in ("会計", "販売", "A社/在庫"):
        project(tmp_path / "共有" / name)
    return tmp_path / "共有"


def ran(capsys, *arguments):
    """(exit code, JSON, standard error) of a serial batch."""
    code = main(["batch", *map(str, arguments), AS_OF, "--json", "--workers", "1"])
    out, err = capsys.readouterr()
    return code, json.loads(out) if out else None, err


def test_every_project_is_checked_kept_and_reported(shared, capsys):
    code, said, err = ran(capsys, shared, "--out", "報告")
    assert code == 0, err
    assert said["as_of"] == "2026-11-24"
    assert [(p["project"], p["folder"], p["exit"], p["message"]) for p in said["projects"]] == [
        ("在庫", "A社/在庫", 0, ""), ("会計", "会計", 0, ""), ("販売", "販売", 0, ""),
    ]  # fmt: skip
    for told in said["projects"]:
        pages = [f"報告/{told['folder']}/{page}_20261124" for page in ("指摘一覧", "日次報告", "日次報告")]
        assert [path.rsplit(".", 1)[0] for path in told["outputs"]] == pages
        assert all(is_whole(path) for path in told["outputs"])
        assert (shared / told["folder"] / "history" / "2026-11-24" / "manifest.json").is_file()
    assert "[3/3] 販売 完了" in err
    assert said["outputs"] == ["報告/案件横断報告_20261124.xlsx", "報告/案件横断報告_20261124.html"]
    assert is_whole("報告/案件横断報告_20261124.xlsx")
    assert litter("報告") == litter(shared) == []


def test_a_project_asks_for_what_it_needs(shared, capsys):
    wanted = ["escalate", "requests", "morning", "evening", "defects", "readiness", "weekly", "completion", "work"]
    toml = f"[batch]\nrun = {json.dumps([*wanted, 'training', 'tomorrow', 'decisions'])}\n"
    (shared / "販売" / "pmo.toml").write_text(toml, "utf-8")
    _, said, _ = ran(capsys, shared / "販売", "--out", "報告")
    (told,) = said["projects"]
    pages = {path.removeprefix("報告/").split("_")[0] for path in told["outputs"]}
    assert {
        "エスカレーション一覧",
        "連携マトリクス",
        "朝会",
        "夕会",
        "不具合方針",
        "稼働判定",
        "トレーニング",
        "週次",
        "完了",
        "作業報告",
        "明日の準備",
        "決定ログ",
    } <= pages
    assert not (shared / "販売" / "history").exists()


def test_a_wish_nobody_knows_is_told_with_its_line(shared, capsys):
    (shared / "販売" / "pmo.toml").write_text('[batch]\nrun = ["check", "dayly"]\n', "utf-8")
    code, said, err = ran(capsys, shared, "--out", "報告")
    assert code == 3
    assert [p["exit"] for p in said["projects"]] == [0, 0, 2]
    assert "エラー: 販売: pmo.toml 2行目: 「run」に「dayly」は使えません\n対処: 使えるのは check、keep、daily" in err


def test_one_bad_book_costs_no_other_project_anything(shared, capsys):
    (shared / "会計" / "課題管理表.xlsx").write_bytes(b"")
    (shared / "販売" / "ToDo一覧.xlsx").write_text("<html><table></table></html>", "utf-8")
    code, said, err = ran(capsys, shared, "--out", "報告")
    assert code == 3
    assert [p["exit"] for p in said["projects"]] == [0, 2, 3]
    assert "エラー: 会計: 課題管理表.xlsx: 空のファイルです\n対処: " in err
    assert "エラー: 販売: ToDo一覧.xlsx: HTMLです" in err
    assert "Traceback" not in err
    assert len(files("報告/販売")) == 3, "what could be read is reported"


def test_when_nothing_could_be_done_the_code_is_2(shared, capsys):
    for name in ("会計", "販売", "A社/在庫"):
        (shared / name / "課題管理表.xlsx").write_bytes(b"PK")
    assert ran(capsys, shared, "--out", "報告")[0] == 2


def test_a_folder_without_projects_is_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "空").mkdir()
    assert main(["batch", "空"]) == 2
    assert "空 にプロジェクトがありません\n対処: " in capsys.readouterr().err
    assert main(["batch", "ない"]) == 2
    assert "が見つかりません" in capsys.readouterr().err


def test_a_folder_of_other_workbooks_is_no_project(shared, capsys):
    (shared / "見積").mkdir()
    book = xlsxwriter.Workbook(str(shared / "見積" / "見積書.xlsx"))
    book.add_worksheet("表紙").write_string(0, 0, "御見積書")
    book.close()
    code, said, err = ran(capsys, shared, "--out", "報告")
    assert code == 0
    assert [p["folder"] for p in said["projects"]] == ["A社/在庫", "会計", "販売"]
    assert "見積 には管理表として読める表がないため" in err
    assert "[3/3] 販売 完了" in err, "what is no project is not waited for"


def test_without_out_each_project_says_where_its_files_go(shared, capsys):
    (shared / "販売" / "pmo.toml").write_text('[reports]\nout = "../../販売の報告"\n', "utf-8")
    (shared / "会計" / "pmo.toml").write_text('[reports]\nout = "../../販売の報告"\n', "utf-8")
    _, said, _ = ran(capsys, shared)
    tops = [path.rpartition("/")[0] for p in said["projects"] for path in p["outputs"][:1]]
    assert tops == ["out/A社/在庫", "販売の報告", "販売の報告(2)"], "two projects never share a folder of outputs"


def test_of_versions_the_newest_is_used_and_that_is_said(shared, capsys):
    issues(shared / "販売" / "課題管理表_v2 (2).xlsx", 9)
    _, said, err = ran(capsys, shared, "--out", "報告")
    assert "課題管理表_v2 (2).xlsx を使います。課題管理表.xlsx は" in said["projects"][2]["notes"][0]
    assert "注意: 販売: 課題管理表_v2 (2).xlsx を使います" in err


def test_who_has_a_book_open_is_said(shared, capsys):
    name = "青葉".encode("utf-16-le")
    owner = bytes(55) + (2).to_bytes(2, "little") + name
    (shared / "販売" / "~$課題管理表.xlsx").write_bytes(owner)
    _, said, _ = ran(capsys, shared, "--out", "報告")
    assert said["projects"][2]["notes"][0].startswith("課題管理表.xlsx は青葉さんが編集中です（")


def test_a_book_saved_days_ago_is_said(shared, capsys):
    then = datetime(2026, 11, 19, 18, 30).timestamp()
    os.utime(shared / "販売" / "課題管理表.xlsx", (then, then))
    _, said, _ = ran(capsys, shared, "--out", "報告")
    assert any("課題管理表.xlsxの最終保存は2026/11/19 18:30です" in note for note in said["projects"][2]["notes"])


def test_the_sample_gives_the_same_reports_as_its_verbs(sample, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(sample, tmp_path / "共有" / "見本")
    assert ran(capsys, "共有", "--out", "報告")[0] == 0
    shutil.rmtree(tmp_path / "共有" / "見本" / "history" / "2026-11-24")
    for verb in ("check", "daily"):
        main([verb, "共有/見本", AS_OF, "--out", "単独/見本", "--json"])
    capsys.readouterr()
    assert files("報告/見本") == files("単独/見本")


def test_workers_must_be_a_number_of_workers(shared, capsys):
    assert main(["batch", str(shared), "--workers", "0"]) == 2
    assert "--workers の「0」は使えません" in capsys.readouterr().err
    assert main(["batch", str(shared), "--workers", "two"]) == 2
    assert capsys.readouterr().err == "エラー: --workers の「two」は使えません\n対処: 数字で書いてください（例: 2）\n"


def test_a_scheduler_nobody_knows_is_refused_with_those_that_are(shared, capsys):
    assert main(["batch", str(shared), "--install-schedule", "mac"]) == 2
    told = "エラー: --install-schedule の「mac」は使えません\n対処: 使えるのは auto、windows、systemd、cron です\n"
    assert capsys.readouterr().err == told


def test_ctrl_c_ends_with_130_and_leaves_nothing_half_done(shared, capsys, monkeypatch):
    seen = []

    def interrupted(task):
        seen.append(task.folder)
        if len(seen) == 2:
            raise KeyboardInterrupt
        return work(task)

    work = batch.work_on
    monkeypatch.setattr(batch, "work_on", interrupted)
    assert main(["batch", str(shared), AS_OF, "--out", "報告", "--workers", "1"]) == 130
    assert litter("報告") == []
    assert sorted({path.split("/")[0] for path in files("報告")}) == ["A社"], "no summary of a part"
    monkeypatch.setattr(batch, "work_on", work)
    _, _said, err = ran(capsys, shared, "--out", "報告")
    assert "前回の一括処理は途中で止まっていました" in err
    assert "[1/3] A社/在庫 変更なし" in err


def test_a_summary_that_cannot_be_written_costs_no_report(shared, capsys):
    (shared / "pmo.toml").write_text('[reports.portfolio]\nxlsx = "ない.xlsx"\n', "utf-8")
    code, said, err = ran(capsys, shared, "--out", "報告")
    assert code == 3
    assert [p["exit"] for p in said["projects"]] == [0, 0, 0]
    assert said["outputs"] == []
    assert "エラー: 全体の一覧: " in err
    assert "対処: " in err


def test_every_pack_may_be_asked_for():
    assert {"check", "keep", "daily", "escalate", "requests", *PACKS} <= set(get_args(BatchWork))
    assert set(_CALLED) == set(get_args(BatchWork))


class Terminal(io.StringIO):
    """Somebody watches."""

    def isatty(self):
        return True


def test_on_a_terminal_a_bar_fills_and_failures_stay(monkeypatch):
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    with watching() as watch:
        watch.found(2)
        watch.waiting("[青葉@PC] が実行中です")
        watch.done(ProjectResult("販売", "[bold]販売"), unchanged=False)
        watch.done(ProjectResult("会計", "会計", 2, "課題管理表.xlsx: 空のファイルです"), unchanged=False)
    shown = screen.getvalue()
    assert "会計 できませんでした: 課題管理表.xlsx: 空のファイルです" in shown
    assert "2/2" in shown
    assert "[bold]販売 " not in shown, "what is done leaves no line"


def test_elsewhere_there_are_plain_lines_only(shared, capsys):
    _, _, err = ran(capsys, shared, "--out", "報告")
    assert "\x1b" not in err
    assert "\r" not in err


def test_a_batch_that_was_refused_did_not_stop_halfway(shared, capsys):
    for name in ("会計", "販売", "A社/在庫"):
        (shared / name / "pmo.toml").unlink()
        book = xlsxwriter.Workbook(str(shared / name / "課題管理表.xlsx"))
        book.add_worksheet("表紙").write_string(0, 0, "御見積書")
        book.close()
    assert main(["batch", str(shared), "--out", "報告", "--workers", "1"]) == 2
    assert "管理表として読める表のあるフォルダがありません" in capsys.readouterr().err
    project(shared / "販売")
    _, _, err = ran(capsys, shared, "--out", "報告")
    assert "途中で止まっていました" not in err

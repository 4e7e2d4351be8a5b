"""The command line as a person meets it: exit codes, two-line refusals, JSON, and nobody's workbook touched."""

import hashlib
import json
import logging
import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest

from tests.support.office import complaints

DAY = "--as-of=2026-11-24"


def run(*arguments, cwd=None, env=None, **kwargs):
    return subprocess.run(
        [sys.executable, "-m", "pmo_xl", *map(str, arguments)],
        cwd=cwd, capture_output=True, text=True, encoding="utf-8", env={**os.environ, **(env or {})}, **kwargs,
    )  # fmt: skip


def refusal(done, code=2):
    """The two lines of a refusal; fails on anything else."""
    assert done.returncode == code, done.stderr + done.stdout
    assert "Traceback" not in done.stderr + done.stdout
    lines = done.stderr.strip().splitlines()
    assert lines[0].startswith("エラー: "), lines
    assert lines[1].startswith("対処: "), lines
    return lines[0].removeprefix("エラー: "), lines[1].removeprefix("対処: ")


def fingerprint(folder):
    return {
        path: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in sorted(folder.glob("*.xlsx"))
    }


@pytest.fixture(scope="module")
def reports(sample, tmp_path_factory):
    """Every verb run once over the sample project: {verb: (process, output folder)}."""
    out = tmp_path_factory.mktemp("out")
    before = fingerprint(sample)
    assert len(before) >= 9
    done = {
        "inspect": run("inspect", sample, "--json"),
        "check": run("check", sample, DAY, "--json", "--out", out / "check"),
        "daily": run("daily", sample, DAY, "--json", "--out", out / "daily"),
        "escalate": run("escalate", sample, DAY, "--json", "--out", out / "escalate"),
        "minutes": run("minutes", sample / "議事メモ.xlsx", DAY, "--json", "--out", out / "minutes"),
    }
    assert fingerprint(sample) == before, "a source workbook was touched"
    return done, out


@pytest.mark.parametrize(
    ("verb", "code"), [("inspect", 0), ("check", 1), ("daily", 0), ("escalate", 0), ("minutes", 0)]
)
def test_each_verb_ends_as_the_contract_says_and_prints_only_json(reports, verb, code):
    done = reports[0][verb]
    assert done.returncode == code, done.stderr
    assert isinstance(json.loads(done.stdout), dict)


def test_every_output_named_in_the_json_is_there_and_sound(reports):
    done, out = reports
    named = [Path(p) for verb in done if verb != "inspect" for p in json.loads(done[verb].stdout)["outputs"]]
    written = sorted(p for p in out.rglob("*") if p.is_file())
    assert sorted(p.resolve() for p in named) == written
    kinds = {p.name.split("_")[0] for p in written}
    assert kinds == {"指摘一覧", "日次報告", "エスカレーション一覧", "エスカレーションメモ", "議事録"}
    for path in written:
        assert complaints(path) == [], path


def test_links_of_a_report_lead_to_the_workbooks_also_from_another_folder(sample, tmp_path):
    shutil.copytree(sample, tmp_path / "project")
    done = run("daily", "project", DAY, "--out", "reports/today", "--json", cwd=tmp_path)
    out = tmp_path / json.loads(done.stdout)["outputs"][0]
    leads = [cell for row in openpyxl.load_workbook(out)["明細"].iter_rows() for cell in row if cell.hyperlink]
    assert leads
    for cell in leads:
        book = out.parent / unquote(cell.hyperlink.target)
        assert book.resolve().parent == tmp_path / "project"
        assert book.is_file()


def test_findings_have_the_shape_of_the_contract(reports, sample):
    said = json.loads(reports[0]["check"].stdout)
    assert said["as_of"] == "2026-11-24"
    assert sum(said["counts"].values()) == len(said["findings"]) > 0
    keys = {"code", "level", "file", "sheet", "cell", "id", "field", "message", "fix"}
    for finding in said["findings"]:
        assert set(finding) == keys
        assert (sample / finding["file"]).is_file()
    assert {"skipped_rules", "failed_rules", "outputs"} <= set(said)
    assert said["failed_rules"] == []


def test_metrics_have_the_shape_of_the_contract(reports):
    said = json.loads(reports[0]["daily"].stdout)
    rate = said["metrics"]["execution_rate"]
    assert rate["value"] == pytest.approx(rate["count"] / rate["of"])
    for name, metric in said["metrics"].items():
        assert {"value", "text", "definition"} <= set(metric), name
        if metric["value"] is None:
            assert metric["reason"], name


def test_escalations_have_the_shape_of_the_contract(reports):
    said = json.loads(reports[0]["escalate"].stdout)
    assert said["items"]
    keys = {"id", "title", "file", "sheet", "cell", "to", "condition", "since", "state", "draft", "missing"}
    assert all(set(item) == keys for item in said["items"])


def test_what_escalates_the_whole_project_has_no_id(reports):
    said = json.loads(reports[0]["escalate"].stdout)
    assert [item["id"] for item in said["items"] if item["file"] is None] == [""]


def test_the_moment_a_check_speaks_of_keeps_its_time(sample):
    done = run("check", sample / "課題管理表.xlsx", "--as-of=2026-11-24T16:00", "--json")
    assert json.loads(done.stdout)["as_of"] == "2026-11-24T16:00"


def test_minutes_name_the_register_they_could_not_look_into(sample, tmp_path):
    shutil.copy(sample / "議事メモ.xlsx", tmp_path)
    (tmp_path / "課題管理表.xlsx").write_text("メモ", encoding="utf-8")
    done = run("minutes", tmp_path / "議事メモ.xlsx", DAY, "--out", tmp_path / "out")
    assert refusal(done, 3)[0].startswith("課題管理表.xlsx: ")
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_a_folder_without_workbooks_is_said(tmp_path):
    done = run("inspect", tmp_path)
    assert done.returncode == 0
    assert "管理表のブックがありません" in done.stdout


def test_meetings_have_the_shape_of_the_contract(reports):
    said = json.loads(reports[0]["minutes"].stdout)
    assert len(said["meetings"]) == 2
    assert all(set(meeting) == {"title", "held_at", "todos", "decisions"} for meeting in said["meetings"])
    assert all(set(row) == {"register", "action", "id", "title", "done"} for row in said["rows"])


def test_history_tells_what_changed_since_the_kept_day(sample):
    done = run("history", sample, DAY, "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["since"] == "2026-11-20"
    told = {change["change"] for change in said["changes"]}
    assert told == {"new", "gone", "changed", "closed", "postponed", "reversed"}
    assert said["summary"].startswith("11/20から: 新規")
    assert {"change", "register", "id", "field", "old", "new", "cell"} <= set(said["changes"][0])


@pytest.fixture(scope="module")
def kept_twice(sample, tmp_path_factory):
    """The sample project with its own two kept days and a third one, 11/24."""
    folder = tmp_path_factory.mktemp("kept") / "project"
    shutil.copytree(sample, folder)
    done = run("history", "keep", folder, DAY)
    assert done.returncode == 0, done.stderr
    assert "2026/11/24 の状態を残しました" in done.stdout
    return folder


def test_a_kept_day_is_listed_and_compared_with(sample, kept_twice, tmp_path):
    assert run("history", "list", kept_twice).stdout.split() == ["2026/11/19", "2026/11/20", "2026/11/24"]
    assert "0件" in run("history", "diff", kept_twice, "--as-of=2026-11-25").stdout
    bare = tmp_path / "bare"
    shutil.copytree(sample, bare, ignore=shutil.ignore_patterns("history"))
    assert "残された状態がありません" in refusal(run("history", bare, DAY))[0]


def test_days_that_keeping_removes_are_said(sample, tmp_path):
    folder = tmp_path / "project"
    shutil.copytree(sample, folder, ignore=shutil.ignore_patterns("history"))
    with (folder / "pmo.toml").open("a", encoding="utf-8") as toml:
        toml.write("\n[history]\nkeep_days = 4\n")
    assert "消しました" not in run("history", "keep", folder, "--as-of=2020-01-06").stderr
    done = run("history", "keep", folder, "--as-of=2020-01-20", "--json")
    assert json.loads(done.stdout)["removed"] == ["2020-01-06"]
    assert "注意: 4日（keep_days）より古い記録1日分（2020/01/06まで）を消しました" in done.stderr
    assert run("history", "list", folder).stdout.split() == ["2020/01/20"]


def test_what_a_kept_day_said_is_shown(kept_twice):
    shown = run("history", "show", "2026-11-24", kept_twice).stdout
    report = json.loads(run("daily", kept_twice, DAY, "--json", "--out", kept_twice / "out").stdout)
    for figure in ("execution_rate", "remaining", "defects_open", "overdue"):
        assert report["metrics"][figure]["text"] in shown
    said = json.loads(run("history", "show", "2026/11/24", kept_twice, "--json").stdout)
    assert (said["as_of"], said["faults"], said["outputs"]) == ("2026-11-24", [], [])
    assert said["metrics"] == report["metrics"]
    assert {"name": "issues", "kind": "issue", "records": 48} in said["registers"]
    assert {source["file"] for source in said["sources"]} >= {"課題管理表.xlsx", "テスト管理表.xlsx"}


def test_the_report_of_a_kept_day_is_made_again(kept_twice, tmp_path):
    first, again = kept_twice.parent / "first", kept_twice.parent / "again"
    assert run("daily", kept_twice, DAY, "--out", first).returncode == 0
    for book in kept_twice.glob("*.xlsx"):
        book.rename(tmp_path / book.name)
    try:
        done = run("history", "show", "2026-11-24", kept_twice, "--out", again)
    finally:
        for book in tmp_path.glob("*.xlsx"):
            book.rename(kept_twice / book.name)
    assert done.returncode == 0, done.stderr
    assert "日次報告_20261124.xlsx" in done.stdout
    for path in first.iterdir():
        assert (again / path.name).read_bytes() == path.read_bytes()


def test_a_report_of_a_day_kept_from_other_sheets_tells_where_the_reported_one_is(kept_twice, tmp_path):
    moved_on, as_kept = (
        run("daily", kept_twice, f"--as-of=2026-11-{day}", "--out", tmp_path / day) for day in ("20", "24")
    )
    assert "2026/11/20の記録を残したあとで管理表が変わっています" in moved_on.stderr
    assert "history show 2026-11-20 --out" in moved_on.stderr
    assert "history show" not in as_kept.stderr


def test_a_day_may_be_compared_with_any_kept_one(kept_twice):
    said = json.loads(run("history", "diff", kept_twice, "--as-of=2026-11-25", "--since=2026-11-19", "--json").stdout)
    assert said["since"] == "2026-11-19"
    assert said["summary"].startswith("11/19から: ")
    refused = refusal(run("history", kept_twice, DAY, "--since=2026-11-18"))
    assert "2026/11/18の記録はありません" in refused[0]


def test_a_changed_history_is_said_in_one_sentence(kept_twice, tmp_path):
    folder = tmp_path / "project"
    shutil.copytree(kept_twice, folder)
    rows = folder / "history" / "2026-11-20" / "issues.jsonl"
    rows.write_bytes(rows.read_bytes().replace(b"in_progress", b"closed", 1))
    said = "2026/11/20の記録 issues.jsonl が、保存のあとで書き換えられています。"
    listed = run("history", "list", folder)
    assert listed.returncode == 0
    assert listed.stderr.splitlines() == [f"注意: {said}"]
    assert json.loads(run("history", "list", folder, "--json").stdout)["faults"] == [said]
    assert said in run("history", folder, DAY).stderr
    assert said in run("history", "show", "2026-11-20", folder).stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["show"], "history show には日付が要ります"),
        (["show", "昨日"], "history show の「昨日」は日付として読めません"),
        (["show", "2026-11-21"], "2026/11/21の記録はありません"),
    ],
)
def test_a_day_that_cannot_be_shown_is_refused(kept_twice, words, said):
    assert said in refusal(run("history", *words, *([kept_twice] if len(words) > 1 else [])))[0]


# ---------------------------------------------------------------------------------- refusals


def test_a_file_that_is_not_there():
    what, _ = refusal(run("daily", "ありません.xlsx"))
    assert "ありません.xlsx が見つかりません" in what


def test_an_option_in_front_of_the_verb_is_sent_behind_it():
    what, do = refusal(run("--as-of", "2026-11-24", "daily", "."))
    assert what == "--as-of は、動詞（daily）の前には書けません"
    assert "pmo-xl daily --as-of" in do


def test_an_empty_book_says_that_there_is_nothing_to_report(tmp_path):
    book = tmp_path / "空.xlsx"
    openpyxl.Workbook().save(book)
    done = run("daily", book, DAY, "--out", tmp_path / "out", "--json")
    assert done.returncode == 0, done.stderr
    rate = json.loads(done.stdout)["metrics"]["execution_rate"]
    assert rate["value"] is None
    assert rate["reason"]


def test_one_bad_book_does_not_stop_the_others(sample, tmp_path):
    folder = tmp_path / "project"
    shutil.copytree(sample, folder)
    (folder / "壊れた表.xlsx").write_bytes(b"PK\x03\x04garbage")
    done = run("daily", folder, DAY, "--out", tmp_path / "out", "--json")
    assert done.returncode == 3
    assert "エラー: 壊れた表.xlsx" in done.stderr
    assert len(json.loads(done.stdout)["outputs"]) == 2


def test_an_unknown_key_in_pmo_toml_names_its_line_and_the_nearest_key(sample, tmp_path):
    folder = tmp_path / "project"
    shutil.copytree(sample, folder)
    (folder / "pmo.toml").write_text('[project]\nname = "x"\nphase_strat = 2026-10-26\n', "utf-8")
    what, do = refusal(run("daily", folder))
    assert "3行目" in what
    assert "phase_start" in do


def test_a_template_that_names_something_unknown(sample, tmp_path):
    folder = tmp_path / "project"
    shutil.copytree(sample, folder)
    book = openpyxl.Workbook()
    book.active["B2"] = "{{ metrics.execution_rat.text }}"
    book.save(folder / "own_template.xltx")
    shutil.move(folder / "own_template.xltx", tmp_path / "own.xlsx")
    (folder / "pmo.toml").write_text(f'[reports.daily]\nxlsx = "{(tmp_path / "own.xlsx").as_posix()}"\n', "utf-8")
    what, do = refusal(run("daily", folder, DAY, "--out", tmp_path / "out"))
    assert "B2" in what
    assert "execution_rate" in what + do


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_an_output_folder_that_cannot_be_written(sample, tmp_path):
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    what, _ = refusal(run("daily", sample, DAY, "--out", locked))
    assert "locked" in what


def test_an_output_folder_that_is_a_file(sample, tmp_path):
    (tmp_path / "out").write_text("x")
    what, _ = refusal(run("daily", sample, DAY, "--out", tmp_path / "out"))
    assert "out" in what


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["dayly"], "dayly"),
        (["daily", "--as-of", "昨日"], "昨日"),
        (["daily", "--as-off", "2026-11-24"], "--as-off"),
        (["rules", "I-999"], "I-999"),
        (["minutes"], "ファイル"),
    ],
)
def test_a_mistyped_command_line_is_said_in_two_lines(arguments, said):
    assert said in "".join(refusal(run(*arguments)))


def test_version_and_help_answer():
    assert run("--version").stdout.startswith("pmo-xl ")
    assert "日次報告" in run("--help").stdout


def test_nothing_heavy_is_loaded_before_it_is_needed():
    code = (
        "import sys, pmo_xl, pmo_xl.cli; pmo_xl.cli.main(['--version']);"
        "print([m for m in ('pandas','openpyxl','docx','docxtpl','jinja2','lxml','xlwings','msgspec') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_check_does_not_load_the_writers(sample):
    code = (
        f"import sys, pmo_xl.cli; pmo_xl.cli.main(['check', {str(sample)!r}, '{DAY}', '--json']);"
        "print([m for m in ('pandas','openpyxl','docx','docxtpl','jinja2','xlwings') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("debug", [False, True])
def test_a_fault_of_ours_in_one_book_is_one_line_and_with_debug_its_traceback(
    debug, sample, monkeypatch, caplog, capsys
):
    from pmo_xl.cli import main
    from pmo_xl.sheets import read

    def fails(*_):
        raise ZeroDivisionError("ours")

    monkeypatch.setattr(read, "_file", fails)
    monkeypatch.setattr(logging.getLogger("pmo_xl"), "level", logging.WARNING)  # put back afterwards
    code = main(["inspect", str(sample / "体制表.xlsx"), *(["--debug"] if debug else [])])
    assert code == 2
    assert "エラー: 体制表.xlsx: 読み取り中に問題が起きました（ZeroDivisionError）\n対処: " in capsys.readouterr().err
    assert ("Traceback" in caplog.text) is debug

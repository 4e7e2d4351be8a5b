"""Many projects: the bad ones explained, the others done; and memory that does not grow with their number."""

import json
import subprocess
import sys

import pytest

from pmo_xl.batch import run as batch
from pmo_xl.batch.run import OWN_FOLDER, run
from tests.batch.folders import DAY, files, issues, litter, project

CHECK = '[project]\nname = "{}"\n[batch]\nrun = ["check"]\n'
BAD = {
    "empty": (b"", "空のファイルです"),
    "HTML": (b"<html><body><table></table></body></html>", "HTMLです"),
    "cut short": (None, "壊れています"),
    "garbage": (b"PK\x03\x04" + bytes(200), "壊れています"),
    "password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ""),
}


def many(root, count, every):
    """So many projects, one in `every` of them with a book nobody can read → {folder: what must be said of it}."""
    bad = {}
    kinds = list(BAD.items())
    for number in range(count):
        folder = root / f"部門{number % 7}" / f"案件{number:03}"
        project(folder, 2, toml=CHECK)
        if number % every == every - 1:
            data, said = kinds[len(bad) % len(kinds)][1]
            book = folder / "課題管理表.xlsx"
            book.write_bytes(book.read_bytes()[:900] if data is None else data)
            bad[folder.relative_to(root).as_posix()] = said
    return bad


def all_done_but(tmp_path, count, every):
    bad = many(tmp_path / "共有", count, every)
    command = [sys.executable, "-m", "pmo_xl", "batch", "共有", f"--as-of={DAY}", "--out", "報告", "--json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    projects = json.loads(done.stdout)["projects"]
    assert [p["folder"] for p in projects] == sorted((p["folder"] for p in projects), key=lambda name: name.split("/"))
    assert len(projects) == count
    failed = {p["folder"]: p for p in projects if p["exit"]}
    assert set(failed) == set(bad)
    for folder, said in bad.items():
        assert said in failed[folder]["message"]
        assert failed[folder]["hint"]
        assert f"エラー: {folder}: {failed[folder]['message']}\n対処: {failed[folder]['hint']}" in done.stderr
    good = [p for p in projects if p["exit"] == 0]
    assert len(good) == count - len(bad)
    for p in good:
        assert [path.rsplit("/", 1)[1] for path in p["outputs"]] == ["指摘一覧_20261124.xlsx"]
    assert litter(tmp_path) == []
    return len(good), len(bad)


def test_of_twenty_projects_with_two_bad_ones_eighteen_are_done(tmp_path):
    assert all_done_but(tmp_path, 20, 10) == (18, 2)


@pytest.mark.full
def test_of_two_hundred_projects_with_twenty_bad_ones_180_are_done(tmp_path):
    assert all_done_but(tmp_path, 200, 10) == (180, 20)


_MEASURED = """
import json, resource, sys
from datetime import date
from pmo_xl.batch import run as batch
from pmo_xl.batch.run import Silent, run

class Peaks(Silent):
    def __init__(self):
        self.kilobytes = []
    def done(self, result, *, unchanged):
        with open("/proc/self/statm") as file:
            self.kilobytes.append(int(file.read().split()[1]) * resource.getpagesize() // 1024)

watch = Peaks()
output = run("共有", date(2026, 11, 24), out="報告", workers=1, watch=watch)
print(json.dumps([output.exit, watch.kilobytes]))
"""


def flat_memory(tmp_path, projects, each):
    """Megabytes after a tenth of the projects and after all of them, `each` books in every one, all in one process."""
    books = [
        issues(tmp_path / f"課題管理表{number}.xlsx", 3, prefix=f"K{number}").read_bytes() for number in range(each)
    ]
    for number in range(projects):
        folder = tmp_path / "共有" / f"{number % 97:02}" / f"案件{number:05}"
        folder.mkdir(parents=True)
        for place, book in enumerate(books):
            (folder / f"課題管理表{place}.xlsx").write_bytes(book)
        (folder / "pmo.toml").write_text(CHECK, "utf-8")
    done = subprocess.run([sys.executable, "-c", _MEASURED], cwd=tmp_path, capture_output=True, text=True, check=True)
    code, kilobytes = json.loads(done.stdout)
    assert code == 0
    assert len(kilobytes) == len(files(tmp_path / "報告", summary=False)) == projects
    return kilobytes[projects // 10] / 1024, kilobytes[-1] / 1024


# What stays of a project is its line of the summary, a few kB; its records would be megabytes.
_STAYS = 0.03  # MB


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is measured through /proc")
def test_memory_does_not_grow_from_project_to_project(tmp_path):
    first, last = flat_memory(tmp_path, 30, 2)
    assert last - first < 30 * _STAYS + 3, (first, last)


@pytest.mark.full
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is measured through /proc")
def test_ten_thousand_books_in_flat_memory(tmp_path):
    first, last = flat_memory(tmp_path, 1_000, 10)
    print(f"{first:.0f} MB after 1,000 books, {last:.0f} MB after 10,000")
    assert last - first < 1_000 * _STAYS, (first, last)


def test_a_batch_without_a_change_starts_in_a_moment(tmp_path):
    """Nothing heavy is loaded where nothing is read: no pandas, no Word, no Excel writer, no reader."""
    project(tmp_path / "共有" / "販売", 2, toml=CHECK)
    run(tmp_path / "共有", DAY, out=tmp_path / "報告", workers=1)
    script = (
        "import json, sys; from pmo_xl.cli import main;"
        f"code = main(['batch', '共有', '--as-of={DAY}', '--out', '報告']);"
        "print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    code, modules = json.loads(done.stderr.splitlines()[-1])
    assert code == 0
    heavy = {"pandas", "numpy", "docx", "docxtpl", "openpyxl", "xlwings", "python_calamine", "lxml", "jinja2", "rich"}
    heavy |= {"distributed", "multiprocessing.pool", "pmo_xl.sheets.read", "pmo_xl.rules.engine", "pmo_xl.render.xlsx"}
    assert heavy & set(modules) == set()


def test_the_log_tells_a_program_what_happened(tmp_path):
    many(tmp_path / "共有", 3, 3)
    run(tmp_path / "共有", DAY, out=tmp_path / "報告", workers=1, sleep=lambda seconds: None)
    (log,) = (tmp_path / "報告" / OWN_FOLDER).glob("batch_*.jsonl")
    events = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert len({event["run"] for event in events}) == 1
    named = [event["event"] for event in events]
    assert named[0] == "start"
    assert named[-1] == "end"
    assert named.count("project") == 3
    assert (events[-1]["exit"], events[-1]["projects"], events[-1]["failed"]) == (3, 3, 1)
    (failed,) = [event for event in events if event["event"] == "project" and event["exit"]]
    assert failed["message"]
    assert all({"time", "run", "event"} <= set(event) for event in events)


def test_the_order_of_work_is_not_the_order_of_results(tmp_path):
    many(tmp_path / "共有", 6, 99)
    output = batch.run(tmp_path / "共有", DAY, out=tmp_path / "報告", workers=2)
    assert [result.folder for result in output.results] == sorted(result.folder for result in output.results)

"""Serial, in two processes, on Dask: the same reports to the byte; a worker that dies costs nobody else anything."""

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from pmo_xl.batch import pool
from pmo_xl.batch.dask import cluster
from pmo_xl.batch.run import OWN_FOLDER, run
from pmo_xl.batch.task import Secret, Task
from pmo_xl.errors import PmoError
from tests.batch.folders import DAY, files, litter, project

DEADLY = '''import os
from pathlib import Path

from pmo_xl.rules import found, rule

FATAL = Path(__file__).with_name("fatal")


@rule("Z-001", on="issue", level="info")
def deadly(issues, context):
    """一度だけ、または毎回、プロセスごと終わらせる。"""
    if FATAL.exists():
        if FATAL.read_text() == "once":
            FATAL.unlink()
        os._exit(9)
    yield found(issues[0], "title", "確認用です。")
'''


def deadly(folder, how):
    """A project that kills the worker it is worked on: "once" or "always"."""
    project(folder, 3, toml='[batch]\nrun = ["check"]\n[check]\nrules = "rules.py"\n')
    (folder / "rules.py").write_text(DEADLY, "utf-8")
    (folder / "fatal").write_text(how)


@contextmanager
def dask(workers=2):
    """A scheduler and its workers on loopback, each a process of its own: (address, processes)."""

    def started(what, *options):
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *options, "--no-dashboard"]
        return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8")

    scheduler = started("scheduler", "--host", "127.0.0.1", "--port", "0")
    running = [scheduler]
    try:
        address = next(line for line in scheduler.stderr if "Scheduler at:" in line).split()[-1]
        own = ("--nthreads", "1", "--no-nanny", "--host", "127.0.0.1", "--nworkers", "1")
        running += [started("worker", address, *own) for _ in range(workers)]
        yield address, running[1:]
    finally:
        for process in running:
            process.kill()
            process.communicate()


@pytest.fixture(scope="module")
def on_dask():
    with dask() as (address, _):
        yield address


def everything(tmp_path, name, **how):
    """(results, all files) of a batch over a shared folder made anew."""
    shared, out = tmp_path / "共有", tmp_path / "報告"
    for folder in (shared, out):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(tmp_path / "元", shared)  # with the times of the books
    output = run(shared, DAY, out=out, **how)
    found = files(tmp_path, but=(OWN_FOLDER, "元"))
    assert litter(out) == litter(shared) == [], name
    return output.results, found


def test_serial_in_processes_and_on_dask_give_the_same_bytes(sample, tmp_path, on_dask):
    shutil.copytree(sample, tmp_path / "元" / "見本")
    for number in range(3):
        project(tmp_path / "元" / f"販売{number}", 3 + number)
    (tmp_path / "元" / "販売2" / "課題管理表.xlsx").write_bytes(b"")
    serial = everything(tmp_path, "serial", workers=1)
    assert len(serial[1]) > 4 * 5
    assert everything(tmp_path, "two processes", workers=2) == serial
    with cluster(on_dask, tmp_path) as executor:
        assert everything(tmp_path, "Dask", executor=executor) == serial


def test_any_executor_will_do(tmp_path):
    for number in range(3):
        project(tmp_path / "元" / f"販売{number}", 3, toml='[batch]\nrun = ["check"]\n')
    serial = everything(tmp_path, "serial", workers=1)
    with ThreadPoolExecutor(2) as executor:
        assert everything(tmp_path, "threads", executor=executor) == serial


@pytest.mark.parametrize(("how", "code"), [("once", 0), ("always", 2)])
def test_a_worker_that_dies_is_replaced_and_only_a_project_that_kills_it_again_is_given_up(tmp_path, how, code):
    for name in ("会計", "販売"):
        project(tmp_path / "共有" / name, 3, toml='[batch]\nrun = ["check"]\n')
    deadly(tmp_path / "共有" / "在庫", how)
    output = run(tmp_path / "共有", DAY, out=tmp_path / "報告", workers=2)
    assert {result.folder: result.exit for result in output.results} == {"会計": 0, "在庫": code, "販売": 0}
    told = [result.message.partition("（")[0] for result in output.failed]
    assert told == ["処理中にプロセスが異常終了しました"] * (code // 2)
    assert litter(tmp_path / "報告") == []


def test_a_project_that_never_ends_is_given_up_and_the_others_are_done(tmp_path, monkeypatch):
    """A share that does not answer, a rule without end: the summary is there before the meeting all the same."""
    monkeypatch.setattr(pool, "LIMIT", 6.0)
    for name in ("会計", "販売"):
        project(tmp_path / "共有" / name, 3, toml='[batch]\nrun = ["check"]\n')
    deadly(tmp_path / "共有" / "在庫", "always")
    endless = DEADLY.replace("os._exit(9)", "__import__('time').sleep(600)")
    (tmp_path / "共有" / "在庫" / "rules.py").write_text(endless, "utf-8")
    output = run(tmp_path / "共有", DAY, out=tmp_path / "報告", workers=2)
    assert {result.folder: result.exit for result in output.results} == {"会計": 0, "在庫": 2, "販売": 0}
    assert output.failed[0].message.startswith("0.1分以内に終わらず、打ち切りました")
    assert litter(tmp_path / "報告") == []


def test_a_script_without_a_main_guard_is_run_once(tmp_path):
    """Windows starts each worker anew, and Python has it import the script: the batch would wait for itself."""
    for name in ("会計", "販売"):
        project(tmp_path / "共有" / name, 3, toml='[batch]\nrun = ["check"]\n')
    script = tmp_path / "一括.py"
    script.write_text(
        "import datetime, os\nfrom pmo_xl.batch.run import run\n"
        f"day = datetime.date.fromisoformat('{DAY}')\n"
        "print('begun')\n"
        "print(run('共有', day, out='報告', workers=2, patience=2).exit)\n",
        "utf-8",
    )
    done = subprocess.run([sys.executable, script], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert (done.stdout.split(), done.stderr) == (["begun", "0"], "")


def test_a_dask_worker_killed_in_the_middle_leaves_its_projects_to_the_other(tmp_path):
    for number in range(4):
        project(tmp_path / "共有" / f"販売{number}", 3, toml='[batch]\nrun = ["check"]\n')
    deadly(tmp_path / "共有" / "会計", "once")
    with dask() as (address, workers), cluster(address, tmp_path) as executor:
        output = run(tmp_path / "共有", DAY, out=tmp_path / "報告", executor=executor)
        assert output.exit == 0, output.failed
        assert len(output.results) == 5
        assert sum(worker.poll() is not None for worker in workers) == 1, "one of them must have died"


def test_a_cluster_that_does_not_fit_is_refused(on_dask, tmp_path, monkeypatch):
    with pytest.raises(PmoError, match=r"から .*ない が見えません"), cluster(on_dask, tmp_path / "ない"):
        pass
    monkeypatch.setattr("pmo_xl.batch.dask.edition", lambda: str(os.getpid()))
    with pytest.raises(PmoError, match="この版の pmo-xl が入っていません"), cluster(on_dask, tmp_path):
        pass


def test_a_cluster_that_is_not_there_is_told(monkeypatch):
    monkeypatch.setattr("pmo_xl.batch.dask._PATIENCE", 1)
    with pytest.raises(PmoError, match=r"tcp://127\.0\.0\.1:1 のDaskにつながりません"), cluster("tcp://127.0.0.1:1"):
        pass


def test_without_dask_the_hint_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(PmoError) as refused, cluster("tcp://127.0.0.1:8786"):
        pass
    assert refused.value.hint == "pip install pmo-xl[dask] を実行してください"


def test_no_engine_prints_a_password():
    assert "secret" not in repr(Task("", "", "", DAY, password=Secret("secret")))


def test_as_many_workers_as_cores_but_no_more_than_tasks(monkeypatch):
    monkeypatch.setattr(pool, "_cores", lambda: 8)
    assert (pool.workers_for(200), pool.workers_for(3), pool.workers_for(200, 2), pool.workers_for(0)) == (8, 3, 2, 1)


def test_one_changed_project_starts_no_pool(tmp_path, monkeypatch):
    project(tmp_path / "共有" / "販売", 3, toml='[batch]\nrun = ["check"]\n')
    monkeypatch.setattr(pool, "in_processes", None)
    assert run(tmp_path / "共有", DAY, out=tmp_path / "報告").exit == 0


def test_the_workers_end_with_their_parent(tmp_path):
    """A batch that is killed takes its worker processes with it."""
    for number in range(6):
        project(tmp_path / "共有" / f"販売{number:02}", 3)
    command = [sys.executable, "-m", "pmo_xl", "batch", "共有", f"--as-of={DAY}", "--out", "報告", "--workers", "2"]
    batch = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    assert "[1/6]" in next(batch.stderr)
    workers = descendants(batch.pid)
    assert len(workers) >= 2
    batch.kill()
    batch.communicate()
    assert soon(lambda: not any(Path(f"/proc/{worker}/exe").exists() for worker in workers))


def descendants(pid):
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if stat.read_text(errors="replace").rpartition(")")[2].split()[1] == str(pid):
                child = int(stat.parent.name)
                found += [child, *descendants(child)]
    return found


def soon(holds, patience=20):
    until = time.monotonic() + patience
    while not holds() and time.monotonic() < until:
        time.sleep(0.1)
    return holds()

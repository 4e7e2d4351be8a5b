"""Two and five batches at once, and batches that are killed: every report is old or new, and the next run completes."""

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest

from pmo_xl.batch import turn
from pmo_xl.batch.run import OWN_FOLDER, run
from pmo_xl.errors import SaveError
from pmo_xl.history import faults, lock
from tests.batch.folders import DAY, files, is_whole, issues, litter, project


def started(folder, *options):
    command = [sys.executable, "-m", "pmo_xl", "batch", "共有", f"--as-of={DAY}", "--out", "報告", "--workers", "1"]
    return subprocess.Popen(
        [*command, *options], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )


def write_books(tmp_path, projects, data):
    """Every project's book holds these bytes, saved at one moment."""
    for number in range(projects):
        book = tmp_path / "共有" / f"販売{number}" / "課題管理表.xlsx"
        book.write_bytes(data[number % len(data)])
        os.utime(book, (1_790_000_000, 1_790_000_000))


@pytest.mark.parametrize("count", [2, 5])
def test_batches_at_once_wait_for_each_other_and_do_nothing_twice(tmp_path, count):
    for number in range(2):
        project(tmp_path / "共有" / f"販売{number}", 3)
    alone = run(tmp_path / "共有", DAY, out=tmp_path / "報告", workers=1)
    expected = files(tmp_path / "報告")
    shutil.rmtree(tmp_path / "報告")
    batches = [started(tmp_path) for _ in range(count)]
    told = [batch.communicate(timeout=240) for batch in batches]
    assert [batch.returncode for batch in batches] == [0] * count, told
    assert files(tmp_path / "報告") == expected
    assert litter(tmp_path) == []
    anew = [err.count(" 完了") for _, err in told]
    assert sorted(anew) == [0] * (count - 1) + [len(alone.results)], "one does the work, the others find it done"
    assert sum("への一括処理を、ほかの人が実行中です" in err for _, err in told) == count - 1
    for result in alone.results:
        assert faults(tmp_path / "共有" / result.folder / "history") == ()


def killed_at_random(tmp_path, times, projects, seed=1):
    """Kill a batch again and again, at any moment, over books that change in between."""
    rng = random.Random(seed)
    for number in range(projects):
        project(tmp_path / "共有" / f"販売{number}", 1)
    versions = [issues(tmp_path / "版" / f"{count}.xlsx", count).read_bytes() for count in (2, 3)]
    known = {}  # path of a report → what an undisturbed batch makes of either version
    for version in versions:
        write_books(tmp_path, projects, [version])
        shutil.rmtree(tmp_path / "報告", ignore_errors=True)
        assert run(tmp_path / "共有", DAY, out=tmp_path / "報告", workers=1).exit == 0
        for path, digest in files(tmp_path / "報告", summary=False).items():
            known.setdefault(path, set()).add(digest)
    begun = time.monotonic()
    last = started(tmp_path, "--fresh")
    assert (last.communicate()[0], last.returncode)[1] == 0
    whole = time.monotonic() - begun
    stopped = number = 0
    while stopped < times:  # those that ended just before they were killed do not count
        number += 1
        assert number < 5 * times
        write_books(tmp_path, projects, versions[:: 1 if number % 2 else -1])
        batch = started(tmp_path, "--fresh")
        time.sleep(rng.uniform(0.2, 0.9) * whole)
        batch.send_signal(signal.SIGKILL)
        batch.communicate()
        stopped += batch.returncode == -signal.SIGKILL
        for path in (tmp_path / "報告").rglob("*.*x"):
            assert is_whole(path), path
        there = files(tmp_path / "報告", summary=False)
        rest = {path for path in there if path.endswith((".tmp", ".lock"))}
        assert {path for path in there if path not in rest and there[path] not in known[path]} == set()
        for place in range(projects):
            assert faults(tmp_path / "共有" / f"販売{place}" / "history") == ()
    begun = time.monotonic()
    last = started(tmp_path)
    _, err = last.communicate()
    assert last.returncode == 0, err
    assert time.monotonic() - begun < lock.ABANDONED_AFTER / 2, "nobody waits for the dead"
    assert litter(tmp_path) == []
    after = files(tmp_path / "報告")
    shutil.rmtree(tmp_path / "報告")
    run(tmp_path / "共有", DAY, out=tmp_path / "報告", workers=1)
    assert after == files(tmp_path / "報告"), "the next run completes"


def test_a_killed_batch_leaves_every_report_old_or_new_and_the_next_completes(tmp_path):
    killed_at_random(tmp_path, 3, 2)


@pytest.mark.full
def test_fifty_kills(tmp_path):
    killed_at_random(tmp_path, 50, 6)


def test_a_batch_that_was_stopped_is_taken_up_where_it_stopped(tmp_path):
    for number in range(4):
        project(tmp_path / "共有" / f"販売{number}", 3)
    batch = started(tmp_path)
    assert next(batch.stderr).startswith("[1/4]")
    batch.kill()
    batch.communicate()
    _, err = (again := started(tmp_path)).communicate()
    assert again.returncode == 0
    assert "前回の一括処理は途中で止まっていました。終わっていた分はそのまま使います" in err
    assert err.splitlines()[0] == "[1/4] 販売0 変更なし"
    runs = [
        json.loads(line) for line in (tmp_path / "報告" / OWN_FOLDER / "runs.jsonl").read_text("utf-8").splitlines()
    ]
    assert [run["event"] for run in runs] == ["start", "start", "end"]
    assert runs[-1]["exit"] == 0
    assert runs[-1]["unchanged"] >= 1


def foreign(folder, **more):
    """The lock of a batch on another machine."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / turn.PURPOSE.file
    path.write_text(
        json.dumps({"token": "other", "who": "青葉@PC-02", "machine": "PC-02", "pid": 1, "begun": "1"} | more)
    )
    return path


def test_a_batch_on_another_machine_is_waited_for_by_name(tmp_path):
    project(tmp_path / "共有" / "販売", 2)
    foreign(tmp_path / "報告")
    with pytest.raises(SaveError, match="への一括処理を、ほかの人が実行中です（青葉@PC-02）"):
        run(tmp_path / "共有", DAY, out=tmp_path / "報告", workers=1, patience=0.2)
    assert not (tmp_path / "報告" / "販売").exists()


def test_a_machine_that_crashed_is_waited_for_no_longer_than_a_minute(tmp_path):
    project(tmp_path / "共有" / "販売", 2)
    path = foreign(tmp_path / "報告")
    old = path.stat().st_mtime - lock.ABANDONED_AFTER - 1  # by the drive's own clock
    os.utime(path, (old, old))
    assert run(tmp_path / "共有", DAY, out=tmp_path / "報告", workers=1, patience=0.2).exit == 0
    assert litter(tmp_path / "報告") == []


def test_a_process_of_this_machine_that_has_ended_is_not_waited_for(tmp_path):
    gone = subprocess.Popen([sys.executable, "-c", "pass"])
    said = lock._process(gone.pid)
    gone.wait()
    if not said:
        pytest.skip("this system does not tell when a process began")
    foreign(tmp_path, **said)
    with lock.writing(tmp_path, turn.PURPOSE, patience=0):
        pass
    foreign(tmp_path, **lock._process(os.getpid()))  # this one lives
    with pytest.raises(SaveError), lock.writing(tmp_path, turn.PURPOSE, patience=0):
        pass
    reused = lock._process(os.getpid()) | {"begun": "17"}  # another process got the number of one that has ended
    foreign(tmp_path, **reused)
    with lock.writing(tmp_path, turn.PURPOSE, patience=0):
        pass
    elsewhere = reused | {"machine": f"{socket.gethostname()}/another-start"}
    foreign(tmp_path, **elsewhere)
    with pytest.raises(SaveError), lock.writing(tmp_path, turn.PURPOSE, patience=0):
        pass


def test_a_long_batch_shows_that_it_lives(tmp_path, monkeypatch):
    monkeypatch.setattr(turn, "_BEAT", 0.05)
    monkeypatch.setattr(lock, "ABANDONED_AFTER", 0.6)
    seen = []

    def other():
        try:
            with turn.our_turn(tmp_path, lambda why: None, patience=1.5, pause=0.05):
                seen.append("took over")
        except SaveError:
            seen.append("waited")

    with turn.our_turn(tmp_path, lambda why: None) as heart:
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
        heart.check()
    assert seen == ["waited"]


def test_who_was_taken_over_notices(tmp_path, monkeypatch):
    monkeypatch.setattr(turn, "_BEAT", 0.05)
    with turn.our_turn(tmp_path, lambda why: None) as heart:
        foreign(tmp_path)
        heart._thread.join(5)  # it beats no more once somebody else has the turn
        with pytest.raises(SaveError, match="ほかの人が一括処理を始めました"):
            heart.check()
    assert (tmp_path / turn.PURPOSE.file).exists(), "the lock is the other's now"

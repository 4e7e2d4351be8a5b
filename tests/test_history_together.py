"""Two people keep at once, one of them crashes: no day is ever half there, and nobody waits for ever."""

import errno
import json
import multiprocessing
import os
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from pmo_xl.errors import SaveError
from pmo_xl.history import faults, keep, list_days, lock
from pmo_xl.history.files import digest, files_of
from tests.support.build import register, situation

DAY = date(2024, 5, 7)
TIMES = 12


def state(day, variant):
    """One issue more or less a variant, so that two variants share no file."""
    rows = "".join(f"\n| K-{number:03d} | 件名{variant} | open |" for number in range(1, 30 + variant))
    return situation(day, register("issue", "| id | title | status |" + rows))


def keep_many(folder, days, variants):
    for number in range(TIMES):
        keep(folder, state(days[number % len(days)], variants[number % len(variants)]), {})


def started(*jobs):
    """One process a job, all begun."""
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=target, args=args) for target, *args in jobs]
    for process in processes:
        process.start()
    return processes


def finished(processes):
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0] * len(processes)


def torn(place):
    """The first file that is not what the manifest says, when the manifest has not changed meanwhile; else None."""
    sealed = (place / "manifest.json").read_bytes()
    for name, part in files_of(json.loads(sealed)).items():
        try:
            data = (place / name).read_bytes()
        except FileNotFoundError:
            data = b""
        if digest(data) != part["sha256"] and (place / "manifest.json").read_bytes() == sealed:
            return name
    return None


def rest(folder):
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def test_two_who_keep_the_same_day_never_show_half_of_it(tmp_path):
    both = started((keep_many, tmp_path, [DAY], [0, 1]), (keep_many, tmp_path, [DAY], [2, 3]))
    looked = 0
    while any(process.is_alive() for process in both):
        if list_days(tmp_path):
            assert torn(tmp_path / DAY.isoformat()) is None
            looked += 1
    finished(both)
    assert looked > TIMES, "the reader must have been there while they wrote"
    assert list_days(tmp_path) == (DAY,)
    assert faults(tmp_path) == ()
    assert rest(tmp_path) == []
    kept = sorted(path.name for path in (tmp_path / DAY.isoformat()).iterdir())
    assert len(kept) == 4, kept  # one register, metrics, report, manifest: nothing of the others' variants


def test_two_who_keep_the_same_days_leave_an_unbroken_chain(tmp_path):
    days = [DAY + timedelta(days=number) for number in range(TIMES)]
    finished(started((keep_many, tmp_path, days, [0]), (keep_many, tmp_path, days, [0])))
    assert list_days(tmp_path) == tuple(days)
    assert faults(tmp_path) == ()
    assert rest(tmp_path) == []


def test_two_who_keep_different_days_lose_none_of_them(tmp_path):
    days = [DAY + timedelta(days=number) for number in range(2 * TIMES)]
    finished(started((keep_many, tmp_path, days[::2], [0]), (keep_many, tmp_path, days[1::2], [1])))
    assert list_days(tmp_path) == tuple(days)
    # a day that came after its next one is told as such; nothing is said to be changed or lost
    assert [fault for fault in faults(tmp_path) if "追加されています" not in fault] == []
    for number, day in enumerate(days):  # kept again in order, each names the one before
        keep(tmp_path, state(day, number % 2), {})
    assert faults(tmp_path) == ()


def take_the_lock_and_hang(folder):
    folder.mkdir(exist_ok=True)
    with lock.writing(folder):
        (folder / ".2024-05-07.half.tmp").mkdir()
        time.sleep(60)


def test_whoever_is_killed_while_keeping_leaves_neither_a_day_nor_a_lock(tmp_path, monkeypatch):
    (hanging,) = started((take_the_lock_and_hang, tmp_path))
    while not (tmp_path / ".2024-05-07.half.tmp").exists():
        time.sleep(0.01)
    hanging.kill()
    hanging.join(10)
    assert (tmp_path / lock.LOCK).exists()
    monkeypatch.setattr(lock, "ABANDONED_AFTER", 0.2)
    keep(tmp_path, state(DAY, 0), {})
    assert list_days(tmp_path) == (DAY,)
    assert not (tmp_path / lock.LOCK).exists()
    old = time.time() - 7200
    os.utime(tmp_path / ".2024-05-07.half.tmp", (old, old))
    keep(tmp_path, state(DAY, 0), {})
    assert rest(tmp_path) == []


def test_a_lock_in_use_is_waited_for_and_then_named(tmp_path, monkeypatch):
    monkeypatch.setattr(lock, "PATIENCE", 0.3)
    with lock.writing(tmp_path):
        begun = time.monotonic()
        with pytest.raises(SaveError, match=r"ほかの人が保存中です（.+@.+）") as refused:
            keep(tmp_path, state(DAY, 0), {})
        assert time.monotonic() - begun >= 0.3
        assert "再実行" in refused.value.hint
    keep(tmp_path, state(DAY, 0), {})


def test_who_stood_still_too_long_writes_nothing_over_the_other(tmp_path, monkeypatch):
    monkeypatch.setattr(lock, "ABANDONED_AFTER", -1.0)  # the clock of the drive: any lock is old
    with lock.writing(tmp_path) as slow:
        keep(tmp_path, state(DAY, 0), {})
        with pytest.raises(SaveError, match="ほかの人が保存を始めました"):
            slow.alive()
    assert faults(tmp_path) == ()


def test_a_drive_that_does_not_answer_is_nobody_who_took_over(tmp_path, monkeypatch):
    """A network that hiccups must not be told as another person, nor stop a batch."""

    def away(path):
        raise OSError(errno.ESTALE, "Stale file handle")

    with lock.writing(tmp_path) as ours:
        with monkeypatch.context() as drive:
            drive.setattr(Path, "read_bytes", away)
            with pytest.raises(OSError, match="Stale"):
                ours.alive()
        ours.alive()
        (tmp_path / lock.LOCK).unlink()
        with pytest.raises(SaveError, match="ほかの人が保存を始めました"):
            ours.alive()


def test_of_several_who_find_an_abandoned_lock_one_removes_it(tmp_path, monkeypatch):
    (tmp_path / lock.LOCK).write_text(json.dumps({"token": "gone", "who": "見本@PC"}))
    old = time.time() - 3600
    os.utime(tmp_path / lock.LOCK, (old, old))
    finished(started(*[(keep_many, tmp_path, [DAY], [number]) for number in range(3)]))
    assert faults(tmp_path) == ()
    assert rest(tmp_path) == []

"""Killed at any moment, `minutes --apply` leaves each register as it was or with all its rows, and its backup."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time

import pytest

from tests.carrying.books import DAY, project
from tests.patch.packages import parts

BOOKS = ("ToDo一覧.xlsx", "決定事項一覧.xlsx")


def start(folder):
    return subprocess.Popen(
        [sys.executable, "-m", "pmo_xl", "minutes", str(folder / "議事メモ.xlsx"), f"--as-of={DAY}", "--apply",
         "-o", str(folder / "out")],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
def test_every_register_is_the_old_or_the_new_one(tmp_path):
    original = project(tmp_path / "original")
    old = {name: (original / name).read_bytes() for name in BOOKS}
    whole = shutil.copytree(original, tmp_path / "whole")
    began = time.monotonic()
    assert start(whole).wait() == 0
    took = time.monotonic() - began
    new = {name: parts((whole / name).read_bytes()) for name in BOOKS}
    assert all(new[name] != parts(old[name]) for name in BOOKS)
    chance = random.Random(6)
    for number in range(5):
        folder = shutil.copytree(original, tmp_path / f"run{number}")
        moment = chance.uniform(0.5, 1.0) * took
        process = start(folder)
        time.sleep(moment)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        for name in BOOKS:
            data = (folder / name).read_bytes()
            assert data == old[name] or parts(data) == new[name], f"{name}, killed after {moment:.3f} s"
            if data != old[name]:
                kept = [path.read_bytes() for path in (folder / "out" / "backup").glob(f"{name[:-5]}_*.xlsx")]
                assert kept == [old[name]]
        assert start(folder).wait() == 0  # the next run completes it, and adds nothing twice
        assert {name: parts((folder / name).read_bytes()) for name in BOOKS} == new
        assert [path.name for path in folder.iterdir() if path.name.endswith(".tmp")] == []

"""What a shared drive does to a batch, fault by fault: retried where it may pass, explained where it does not."""

import errno
import os
import shutil
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from pmo_xl.batch.run import OWN_FOLDER, PAUSES, run
from pmo_xl.cli import main
from pmo_xl.errors import PmoError, SaveError
from pmo_xl.sheets.files import snapshot
from tests.batch.folders import DAY, files, is_whole, issues, litter, project

CHECK = '[project]\nname = "{}"\n[batch]\nrun = ["check"]\n'


@pytest.fixture
def shared(tmp_path, monkeypatch):
    """A shared folder with two projects; nobody really waits when a book is in use."""
    monkeypatch.setattr(snapshot, "PAUSE_SECONDS", 0)
    for name in ("会計", "販売"):
        project(tmp_path / "共有" / name, 3, toml=CHECK)
    return tmp_path / "共有"


def ran(shared, **more):
    return run(shared, DAY, out=shared.parent / "報告", workers=1, **{"sleep": lambda seconds: None} | more)


def exits(output):
    return {result.folder: result.exit for result in output.results}


class Asked:
    """A drive that answers with an error each time a file is read, the first `times` times."""

    def __init__(self, monkeypatch, path, error, times=sys.maxsize):
        self.left, self.path, self.error, self.read = times, path, error, snapshot._bytes_of
        monkeypatch.setattr(snapshot, "_bytes_of", self)

    def __call__(self, path):
        if path == self.path and self.left > 0:
            self.left -= 1
            raise self.error
        return self.read(path)


PASSING = {
    "open elsewhere": PermissionError(errno.EACCES, "Permission denied"),
    "the share has gone": OSError(errno.ESTALE, "Stale file handle"),
    "the share does not answer": OSError(errno.ETIMEDOUT, "Connection timed out"),
    "being put in its place": FileNotFoundError(errno.ENOENT, "No such file or directory"),
    "reading breaks off": OSError(errno.EIO, "Input/output error"),
}


@pytest.mark.parametrize("what", PASSING)
def test_what_passes_is_waited_for_with_growing_pauses(shared, monkeypatch, what):
    asked_again = isinstance(PASSING[what], PermissionError | FileNotFoundError)
    one_look = snapshot.ATTEMPTS if asked_again else 1
    Asked(monkeypatch, shared / "販売" / "課題管理表.xlsx", PASSING[what], 2 * one_look)
    paused = []

    def sleep(seconds):
        paused.append(seconds)
        assert not (shared.parent / "報告" / "販売").exists(), "nothing is reported before the book could be read"
        assert (shared.parent / "報告" / "会計").exists(), "nobody else waits for it"

    assert exits(ran(shared, sleep=sleep)) == {"会計": 0, "販売": 0}
    assert paused == list(PAUSES[:2])


@pytest.mark.parametrize("what", PASSING)
def test_what_does_not_pass_is_explained(shared, monkeypatch, what):
    Asked(monkeypatch, shared / "販売" / "課題管理表.xlsx", PASSING[what])
    output = ran(shared)
    assert exits(output) == {"会計": 0, "販売": 2}
    (failed,) = output.failed
    assert failed.message.startswith(("課題管理表.xlsx: 開けません", "課題管理表.xlsx: 読み込み中になくなりました"))
    assert failed.hint
    assert output.exit == 3


def test_who_has_a_locked_book_open_is_asked_for(shared, monkeypatch):
    book = shared / "販売" / "課題管理表.xlsx"
    book.with_name("~$課題管理表.xlsx").write_bytes(bytes(55) + (2).to_bytes(2, "little") + "青葉".encode("utf-16-le"))
    Asked(monkeypatch, book, PermissionError(errno.EACCES, "Permission denied"))
    (failed,) = ran(shared).failed
    assert (failed.hint, failed.ask) == ("青葉さんが編集中です。閉じてから再実行してください", "青葉さん")


def test_a_book_that_is_half_written_is_read_when_it_is_whole(shared):
    book = shared / "販売" / "課題管理表.xlsx"
    whole = book.read_bytes()
    book.write_bytes(whole[: len(whole) // 2])
    assert exits(ran(shared, sleep=lambda seconds: book.write_bytes(whole))) == {"会計": 0, "販売": 0}


def test_a_book_that_has_been_broken_for_long_is_not_waited_for(shared, monkeypatch):
    book = shared / "販売" / "課題管理表.xlsx"
    book.write_bytes(book.read_bytes()[:500])
    tomorrow = time.time() + 86_400
    monkeypatch.setattr(time, "time", lambda: tomorrow)
    paused = []
    output = ran(shared, sleep=paused.append)
    assert exits(output) == {"会計": 0, "販売": 2}
    assert "壊れています" in output.failed[0].message
    assert paused == []


def test_settings_that_somebody_is_saving_are_read_when_they_are_there(shared, monkeypatch):
    read = Path.read_bytes
    left = [3]

    def refusing(path):
        if path == shared / "販売" / "pmo.toml" and left[0]:
            left[0] -= 1
            raise OSError(errno.ESTALE, "Stale file handle")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refusing)
    assert exits(ran(shared)) == {"会計": 0, "販売": 0}


def full_disk(monkeypatch, below):
    """A disk that is full for whatever is written below a folder."""
    real = os.fsync

    def fsync(number):
        if str(below) in str(Path(f"/proc/self/fd/{number}").readlink()):
            raise OSError(errno.ENOSPC, "No space left on device")
        real(number)

    monkeypatch.setattr(os, "fsync", fsync)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="the system does not tell which file a number is")
def test_a_full_disk_leaves_the_old_report_whole_and_nothing_half_written(shared, monkeypatch):
    ran(shared)
    before = files(shared.parent / "報告", summary=False)
    issues(shared / "販売" / "課題管理表.xlsx", 9)
    issues(shared / "会計" / "課題管理表.xlsx", 9)
    full_disk(monkeypatch, shared.parent / "報告" / "販売")
    output = ran(shared)
    (failed,) = output.failed
    assert failed.folder == "販売"
    assert "指摘一覧: " in failed.message
    assert "ディスクの空きがありません" in failed.message
    after = files(shared.parent / "報告", summary=False)
    assert [path for path in before if before[path] != after[path]] == ["会計/指摘一覧_20261124.xlsx"]
    assert litter(shared.parent / "報告") == []
    monkeypatch.undo()
    assert ran(shared).exit == 0


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="the system does not tell which file a number is")
def test_a_full_history_disk_loses_the_day_but_not_the_report(shared, monkeypatch):
    for name in ("会計", "販売"):
        (shared / name / "pmo.toml").write_text('[batch]\nrun = ["keep", "check"]\n', "utf-8")
    full_disk(monkeypatch, shared / "販売" / "history")
    (failed,) = ran(shared).failed
    assert (failed.folder, failed.exit) == ("販売", 3)
    assert failed.message.startswith("履歴の保存: ")
    assert [Path(path).name for path in failed.outputs] == ["指摘一覧_20261124.xlsx"]
    assert list((shared / "販売" / "history").iterdir()) == []


def test_a_folder_that_takes_nothing_costs_only_what_goes_there(shared, monkeypatch):
    monkeypatch.chdir(shared.parent)
    both = '[batch]\nrun = ["check", "keep"]\n'
    (shared / "販売" / "pmo.toml").write_text('[reports]\nout = "報告"\n' + both, "utf-8")
    (shared / "販売" / "報告").write_bytes(b"")
    (shared / "会計" / "pmo.toml").write_text(both, "utf-8")
    (shared / "会計" / "history").write_bytes(b"")
    output = run(shared, DAY, workers=1)
    assert exits(output) == {"会計": 3, "販売": 3}
    no_history, no_report = output.failed
    assert no_history.message.startswith("履歴の保存: 履歴フォルダ ")
    assert [Path(path).name for path in no_history.outputs] == ["指摘一覧_20261124.xlsx"]
    assert "指摘一覧: " in no_report.message
    assert "フォルダーではありません" in no_report.message
    assert (shared / "販売" / "history" / "2026-11-24").is_dir()


def test_an_output_folder_nobody_may_write_into_is_refused_at_once(shared, monkeypatch, capsys):
    def refusing(path, *rest, **more):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("pmo_xl.history.lock.os.open", refusing)
    assert main(["batch", str(shared), "--out", str(shared.parent / "報告")]) == 2
    assert "に書き込めません（読み取り専用の場所です）\n対処: " in capsys.readouterr().err


def test_a_partial_state_never_replaces_a_whole_one(shared):
    (shared / "販売" / "pmo.toml").write_text('[batch]\nrun = ["keep"]\n', "utf-8")
    ran(shared)
    kept = files(shared / "販売" / "history")
    (shared / "販売" / "ToDo一覧.xlsx").write_bytes(b"PK")
    issues(shared / "販売" / "課題管理表.xlsx", 1)
    (failed,) = ran(shared).failed
    assert files(shared / "販売" / "history") == kept
    assert "読めないブックがあるため、先に残した本日の状態を書き換えていません" in failed.notes
    shutil.rmtree(shared / "販売" / "history")
    ran(shared)
    assert (shared / "販売" / "history" / "2026-11-24").is_dir(), "better a partial state than none"


@pytest.mark.parametrize("jump", [timedelta(days=-400), timedelta(days=400), timedelta(hours=-1)])
def test_a_clock_that_jumps_disturbs_nothing(shared, jump):
    moments = iter(datetime(2026, 11, 24, 9, 45) + number * jump for number in range(1000))
    assert exits(ran(shared, now=lambda: next(moments))) == {"会計": 0, "販売": 0}
    book = shared / "販売" / "課題管理表.xlsx"
    moment = (datetime.now() + jump).timestamp()
    os.utime(book, (moment, moment))
    ran(shared)
    issues(book, 7)
    os.utime(book, (moment, moment))
    assert ran(shared).unchanged == 1, "what was saved is read, whatever the clock said then"
    assert len(list((shared.parent / "報告" / OWN_FOLDER).glob("batch_*.jsonl"))) <= 31


def test_a_path_too_long_for_the_system_is_told_and_the_others_are_done(tmp_path):
    name = "長" * 80  # 240 bytes
    project(tmp_path / "共有" / "販売", 3, toml=CHECK)
    project(tmp_path / "共有" / name, 3, toml=CHECK)
    out = tmp_path / "報告"
    while len(os.fsencode(out)) < 3600:
        out = out / ("深" * 60)
    while len(os.fsencode(out)) < 3900:
        out = out / ("d" * 60)
    output = run(tmp_path / "共有", DAY, out=out, workers=1)
    assert exits(output) == {"販売": 0, name: 3}
    assert "パスが長すぎるか" in output.failed[0].message


def test_names_windows_does_not_take_become_names_it_takes(tmp_path):
    for name in ("CON", "販売.", "販売", "A:B", "A/nul.会計"):
        project(tmp_path / "共有" / name, 2, toml=CHECK)
    output = run(tmp_path / "共有", DAY, out=tmp_path / "報告", workers=1)
    assert output.exit == 0
    made = {
        result.folder: Path(result.outputs[0]).parent.relative_to(tmp_path / "報告").as_posix()
        for result in output.results
    }
    assert made == {"A/nul.会計": "A/nul_.会計", "A:B": "A_B", "CON": "CON_", "販売": "販売", "販売.": "販売(2)"}
    assert all(is_whole(path) for result in output.results for path in result.outputs)


def test_a_fault_of_ours_in_one_project_is_told_like_any_other(shared, monkeypatch, capsys):
    from pmo_xl.batch import work

    real = work._check

    def broken(daily, out):
        if daily.project.name == "販売":
            raise ZeroDivisionError("division by zero")
        return real(daily, out)

    monkeypatch.setitem(work._MAKERS, "check", broken)
    arguments = ["batch", str(shared), f"--as-of={DAY}", "--out", str(shared.parent / "報告"), "--workers", "1"]
    assert main(arguments) == 3
    err = capsys.readouterr().err
    assert (
        "エラー: 販売: 指摘一覧: 予期しない問題が起きました（ZeroDivisionError: division by zero）\n対処: --debug"
        in err
    )
    assert "Traceback" not in err


def test_a_heart_beats_on_while_the_drive_does_not_answer(tmp_path, monkeypatch):
    from pmo_xl.batch import turn

    monkeypatch.setattr(turn, "_BEAT", 0.01)
    beats = []

    def read(path):
        beats.append(path)
        raise OSError(errno.ETIMEDOUT, "Connection timed out")

    with turn.our_turn(tmp_path, lambda why: None) as heart:
        monkeypatch.setattr(Path, "read_bytes", read)
        end = time.monotonic() + 5
        while len(beats) < 3 and time.monotonic() < end:
            time.sleep(0.01)
        heart.check()
        assert len(beats) >= 3
        monkeypatch.undo()


def test_what_breaks_in_the_midst_is_not_told_as_a_folder_that_takes_nothing(tmp_path):
    from pmo_xl.batch.turn import our_turn

    with pytest.raises(BrokenPipeError), our_turn(tmp_path, lambda why: None):
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")
    assert litter(tmp_path) == []


def test_a_heart_that_lost_its_turn_stops_the_batch(shared, monkeypatch):
    """The machine slept for an hour; another one has taken over and is at work in the same folder."""
    from pmo_xl.batch import turn

    def check(self):
        raise SaveError("ほかの人が一括処理を始めました", "少し待ってから再実行してください")

    monkeypatch.setattr(turn.Heart, "check", check)
    with pytest.raises(PmoError, match="ほかの人が一括処理を始めました"):
        ran(shared)
    assert litter(shared.parent / "報告") == []

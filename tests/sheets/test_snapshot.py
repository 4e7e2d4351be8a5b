"""Files that are locked, half-written or on the move."""

import errno
import os
import shutil
import threading
import time
from pathlib import Path

import pytest

from pmo_xl.errors import BookError
from pmo_xl.sheets.files import snapshot
from pmo_xl.sheets.files.book import open_book
from pmo_xl.sheets.files.lockfile import editor_of
from tests.support.handmade import package, row, sheet_data, text

WHOLE = package({"一覧": sheet_data(row(1, text("A1", "件名")))})


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    """What happens while we wait is put into `meanwhile`; nobody waits in a test."""
    events = []
    monkeypatch.setattr(snapshot.time, "sleep", lambda seconds: events.pop(0)() if events else None)
    return events


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "課題.xlsx"
    path.write_bytes(WHOLE)
    return path


def lock(path, owner="佐藤"):
    wide = owner.encode("utf-16-le")
    data = (
        bytes([len(owner.encode("cp932"))]) + owner.encode("cp932").ljust(54) + bytes([len(owner), 0]) + wide.ljust(108)
    )
    assert len(data) == 165
    path.with_name(f"~${path.name}").write_bytes(data)


def test_a_book_that_is_being_saved_is_read_when_it_is_whole(path, no_waiting):
    path.write_bytes(WHOLE[:200])
    no_waiting.append(lambda: path.write_bytes(WHOLE))
    assert open_book(path).grid("一覧").value(1, 1) == "件名"


def test_a_book_that_stays_cut_off_is_broken(path):
    path.write_bytes(WHOLE[:200])
    with pytest.raises(BookError, match="壊れています"):
        open_book(path)


def test_only_a_book_that_was_just_written_may_still_be_growing(path, monkeypatch):
    path.write_bytes(WHOLE[:200])
    paused = []
    monkeypatch.setattr(time, "sleep", paused.append)
    told = {}
    for hours in (0, 2):
        now = path.stat().st_ctime + 3600 * hours
        monkeypatch.setattr(time, "time", lambda now=now: now)
        with pytest.raises(BookError) as caught:
            open_book(path)
        told[hours] = (caught.value.passing, len(paused))
        paused.clear()
    assert told == {0: (True, 1), 2: (False, 0)}


def test_a_book_that_vanishes_while_it_is_read_is_said_to_be_gone(path, no_waiting):
    path.write_bytes(WHOLE[:200])
    no_waiting.append(path.unlink)
    with pytest.raises(BookError, match=r"課題\.xlsx が読み込み中になくなりました"):
        open_book(path)


def test_a_book_that_is_away_for_a_moment_is_waited_for(path, no_waiting):
    path.unlink()
    no_waiting.append(lambda: path.write_bytes(WHOLE))
    assert open_book(path).sheets == ("一覧",)


def test_a_book_that_grows_while_it_is_read_is_read_to_its_end(path, monkeypatch):
    read, halves = Path.read_bytes, [WHOLE[:300]]

    def first_half_first(self):
        return halves.pop() if halves else read(self)

    monkeypatch.setattr(Path, "read_bytes", first_half_first)
    assert open_book(path).grid("一覧").value(1, 1) == "件名"


def test_a_book_that_is_saved_again_and_again_is_read_or_refused_in_words(path):
    longer = package({"一覧": sheet_data(*(row(n, text(f"A{n}", "件名")) for n in range(1, 3000)))})
    stop = threading.Event()

    def save():
        while not stop.is_set():
            for data in (WHOLE, longer):
                path.write_bytes(data[: len(data) // 2])
                path.write_bytes(data)

    saver = threading.Thread(target=save)
    saver.start()
    lengths, refusals = set(), []
    try:
        for _ in range(40):
            try:
                lengths.add(len(open_book(path).grid("一覧").rows))
            except BookError as error:
                refusals.append(error)
    finally:
        stop.set()
        saver.join(10)
    assert lengths <= {1, 2999}
    assert all(error.hint and "課題.xlsx" in error.message for error in refusals)


def test_a_book_that_never_rests_is_refused(path, monkeypatch):
    read = Path.read_bytes

    def read_while_somebody_writes(self):
        data = read(self)
        os.utime(self, ns=(0, self.stat().st_mtime_ns + 1_000_000_000))
        return data

    monkeypatch.setattr(Path, "read_bytes", read_while_somebody_writes)
    with pytest.raises(BookError, match="読み込み中に書き換えられました"):
        open_book(path)


def refusing(error):
    def refuse(*_, **__):
        raise error

    return refuse


def windows_error(number, code=errno.EACCES):
    """The error as it comes on Windows."""
    error = OSError(code, os.strerror(code))
    error.winerror = number
    return error


@pytest.fixture
def locked(path, monkeypatch):
    """The book as Windows shows it while Excel has it open for itself: it can be neither read nor copied."""
    for holder, name in ((Path, "read_bytes"), (shutil, "copy2")):
        monkeypatch.setattr(holder, name, refusing(windows_error(32)))
    return path


def test_a_locked_book_names_who_is_editing(locked):
    lock(locked)
    with pytest.raises(BookError, match=r"課題\.xlsx を開けません") as caught:
        open_book(locked)
    assert caught.value.hint == "佐藤さんが編集中です。閉じてから再実行してください"


def test_without_a_lock_file_a_locked_book_is_open_in_some_program(locked):
    with pytest.raises(BookError) as caught:
        open_book(locked)
    assert caught.value.hint == "ほかのプログラムが開いています。閉じてから再実行してください"


def test_a_book_nobody_may_read_is_a_matter_of_rights(path, monkeypatch):
    for holder, name in ((Path, "read_bytes"), (shutil, "copy2")):
        monkeypatch.setattr(holder, name, refusing(PermissionError(13, "Permission denied")))
    with pytest.raises(BookError) as caught:
        open_book(path)
    assert caught.value.hint == "アクセス権を確認してください"


def test_a_book_that_may_be_copied_but_not_read_is_read_from_a_copy(path, monkeypatch):
    read = Path.read_bytes

    def only_copies(self):
        if self == path:
            raise windows_error(32)
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", only_copies)
    lock(path)
    assert open_book(path).grid("一覧").value(1, 1) == "件名"


def test_a_lock_that_is_let_go_in_a_moment_is_no_matter(path, monkeypatch):
    read, failures = Path.read_bytes, [windows_error(33)]

    def sometimes(self):
        if failures:
            raise failures.pop()
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", sometimes)
    monkeypatch.setattr(shutil, "copy2", refusing(windows_error(33)))
    assert open_book(path).sheets == ("一覧",)


def test_a_file_that_is_only_in_the_cloud_is_to_be_downloaded(path, monkeypatch):
    monkeypatch.setattr(Path, "read_bytes", refusing(windows_error(389, errno.EINVAL)))
    with pytest.raises(BookError, match="クラウド上にあり、まだダウンロードされていません") as caught:
        open_book(path)
    assert "エクスプローラーで一度開いて" in caught.value.hint


@pytest.mark.parametrize("number", [3, 206])
def test_a_path_longer_than_windows_takes_is_said_to_be_too_long(tmp_path, monkeypatch, number):
    path = tmp_path / ("深" * 70) / ("い" * 70) / ("階" * 70) / ("層" * 70) / "課題.xlsx"
    monkeypatch.setattr(Path, "stat", refusing(windows_error(number, errno.ENOENT)))
    with pytest.raises(BookError, match="パスが長すぎて開けません"):
        open_book(path)


def test_a_name_longer_than_linux_takes_is_said_to_be_too_long(tmp_path):
    with pytest.raises(BookError, match="パスが長すぎて開けません"):
        open_book(tmp_path / ("長" * 300))


def test_a_file_that_is_too_big_is_refused_unread(path):
    with path.open("r+b") as file:
        file.truncate(600_000_000)  # sparse: no byte of it is written
    with pytest.raises(BookError, match="ファイルが600MB、上限は500MB"):
        open_book(path)


def test_an_open_book_that_can_be_read_is_read(path):
    lock(path)
    assert open_book(path).sheets == ("一覧",)
    assert editor_of(path) == "佐藤さんが編集中です"


def test_a_lock_without_a_readable_name_is_somebodys(path):
    path.with_name("~$課題.xlsx").write_bytes(b"\xff" * 20)
    assert editor_of(path) == "誰かが編集中です"
    assert editor_of(path.with_name("別.xlsx")) is None

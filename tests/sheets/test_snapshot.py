"""Files that are locked, half-written or on the move."""

import os
from pathlib import Path

import pytest

from pmo_xl.errors import BookError
from pmo_xl.sheets import snapshot
from pmo_xl.sheets.book import open_book
from pmo_xl.sheets.lockfile import editor_of
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


def test_a_book_that_vanishes_while_it_is_read_is_said_to_be_gone(path, no_waiting):
    path.write_bytes(WHOLE[:200])
    no_waiting.append(path.unlink)
    with pytest.raises(BookError, match=r"課題\.xlsx が見つかりません"):
        open_book(path)


def test_a_book_that_never_rests_is_refused(path, monkeypatch):
    read = Path.read_bytes

    def read_while_somebody_writes(self):
        data = read(self)
        os.utime(self, ns=(0, self.stat().st_mtime_ns + 1_000_000_000))
        return data

    monkeypatch.setattr(Path, "read_bytes", read_while_somebody_writes)
    with pytest.raises(BookError, match="読み込み中に書き換えられました"):
        open_book(path)


@pytest.fixture
def locked(path, monkeypatch):
    """The book as Windows shows it while Excel has it open for itself: every read fails."""

    def refuse(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    return path


def test_a_locked_book_names_who_is_editing(locked):
    lock(locked)
    with pytest.raises(BookError, match=r"課題\.xlsx を開けません") as caught:
        open_book(locked)
    assert caught.value.hint == "佐藤さんが編集中です。閉じてから再実行してください"


def test_without_a_lock_file_it_is_a_matter_of_rights(locked):
    with pytest.raises(BookError) as caught:
        open_book(locked)
    assert caught.value.hint == "アクセス権を確認してください"


def test_a_lock_that_is_let_go_in_a_moment_is_no_matter(path, monkeypatch):
    read, failures = Path.read_bytes, [PermissionError(13, "Permission denied")]

    def sometimes(self):
        if failures:
            raise failures.pop()
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", sometimes)
    assert open_book(path).sheets == ("一覧",)


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

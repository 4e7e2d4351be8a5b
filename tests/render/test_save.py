"""An output is whole or not there; an open file is left alone; names suit both systems."""

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_xl.errors import SaveError
from pmo_xl.render import save as saving
from pmo_xl.render.save import safe_name, save


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_an_output_lands_in_a_folder_that_was_not_there(tmp_path):
    saved = save(tmp_path / "a" / "b", "日次報告.xlsx", b"1")
    assert (saved.path, saved.note) == (tmp_path / "a" / "b" / "日次報告.xlsx", None)
    assert saved.path.read_bytes() == b"1"
    assert names(saved.path.parent) == ["日次報告.xlsx"]


def test_an_earlier_output_is_replaced(tmp_path):
    save(tmp_path, "x.xlsx", b"old and long")
    assert save(tmp_path, "x.xlsx", b"new").path.read_bytes() == b"new"
    assert names(tmp_path) == ["x.xlsx"]


@pytest.mark.parametrize(
    ("name", "lock"),
    [
        ("日次報告.xlsx", "~$日次報告.xlsx"),
        ("日次報告_0507.docx", "~$報告_0507.docx"),  # Word writes it over the first two letters
        ("報告.docx", "~$報告.docx"),
        ("日次報告.xlsx", ".~lock.日次報告.xlsx#"),
    ],
)
def test_an_output_that_is_open_elsewhere_is_left_alone(tmp_path, name, lock):
    (tmp_path / name).write_bytes(b"old")
    (tmp_path / lock).touch()
    saved = save(tmp_path, name, b"new")
    stem, _, ending = name.rpartition(".")
    assert saved.path.name == f"{stem}_2.{ending}"
    assert name in saved.note
    assert saved.path.name in saved.note
    assert (tmp_path / name).read_bytes() == b"old"
    assert saved.path.read_bytes() == b"new"


def test_when_the_second_name_is_taken_too_there_is_a_third(tmp_path):
    for lock in ("~$x.xlsx", "~$x_2.xlsx"):
        (tmp_path / lock).touch()
    assert save(tmp_path, "x.xlsx", b"1").path.name == "x_3.xlsx"


def test_when_all_names_are_open_the_user_is_told_to_close_them(tmp_path):
    for name in ("x.xlsx", *(f"x_{number}.xlsx" for number in range(2, 10))):
        (tmp_path / f"~${name}").touch()
    with pytest.raises(SaveError, match="使用中"):
        save(tmp_path, "x.xlsx", b"1")
    assert not [name for name in names(tmp_path) if not name.startswith("~$")]


def test_a_folder_of_that_name_is_left_alone(tmp_path):
    (tmp_path / "x.xlsx").mkdir()
    assert save(tmp_path, "x.xlsx", b"1").path.name == "x_2.xlsx"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "ディスクの空き"),
        (errno.EACCES, "権限"),
        (errno.EROFS, "権限"),
        (errno.ENAMETOOLONG, "長すぎる"),
    ],
)
def test_a_disk_that_refuses_is_named_and_the_old_output_is_whole(tmp_path, monkeypatch, number, words):
    save(tmp_path, "x.xlsx", b"old")

    def refuse(_descriptor):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(SaveError) as error:
        save(tmp_path, "x.xlsx", b"new")
    assert str(tmp_path) in error.value.message
    assert words in error.value.message + error.value.hint
    assert names(tmp_path) == ["x.xlsx"]
    assert (tmp_path / "x.xlsx").read_bytes() == b"old"


def test_a_file_where_the_folder_should_be_is_told(tmp_path):
    (tmp_path / "out").touch()
    with pytest.raises(SaveError, match="フォルダーではありません"):
        save(tmp_path / "out", "x.xlsx", b"1")


def test_a_path_too_long_for_the_system_is_told(tmp_path):
    with pytest.raises(SaveError, match="長すぎる"):
        save(tmp_path / ("長" * 300), "x.xlsx", b"1")


_SLOW_WRITER = """
import os, sys, time
from pathlib import Path
from pmo_xl.render import save as saving
real = os.fsync
def slow(descriptor):
    real(descriptor)
    print("writing", flush=True)
    time.sleep(60)
os.fsync = slow
saving.save(Path(sys.argv[1]), "x.xlsx", b"half of it")
"""


@pytest.fixture
def slow_writer(tmp_path):
    process = subprocess.Popen([sys.executable, "-c", _SLOW_WRITER, str(tmp_path)], stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"writing\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_killed_run_harms_nothing_and_its_remains_are_swept(tmp_path, slow_writer):
    (tmp_path / "x.xlsx").write_bytes(b"old")
    slow_writer.send_signal(signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
    slow_writer.wait()
    assert (tmp_path / "x.xlsx").read_bytes() == b"old"
    assert len(names(tmp_path)) == 2
    save(tmp_path, "another.xlsx", b"new")
    assert names(tmp_path) == ["another.xlsx", "x.xlsx"]


def test_two_runs_at_once_write_two_whole_files_and_one_says_so(tmp_path, slow_writer):
    saved = save(tmp_path, "x.xlsx", b"whole")
    assert saved.path.name == "x_2.xlsx"
    assert saved.note
    assert saved.path.read_bytes() == b"whole"


def test_many_threads_on_one_output_leave_whole_files(tmp_path):
    data = [bytes([number]) * 200_000 for number in range(4)]
    results = []

    def work(mine):
        for _ in range(10):
            results.append(save(tmp_path, "x.xlsx", mine))

    threads = [threading.Thread(target=work, args=(mine,)) for mine in data]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(results) == 40
    for path in tmp_path.iterdir():
        assert path.read_bytes() in data


def test_a_reader_beside_the_writer_sees_the_old_or_the_new_file(tmp_path):
    versions = [b"a" * 300_000, b"b" * 300_000]
    save(tmp_path, "x.xlsx", versions[0])
    seen = set()
    stop = threading.Event()

    def watch():
        while not stop.is_set():
            seen.add((tmp_path / "x.xlsx").read_bytes())

    watcher = threading.Thread(target=watch)
    watcher.start()
    begun = time.monotonic()
    for number in range(40):
        save(tmp_path, "x.xlsx", versions[number % 2])
        if time.monotonic() - begun > 10:
            break
    stop.set()
    watcher.join(20)
    assert seen <= set(versions)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("K-001", "K-001"),
        ("a/b", "a_b"),
        ("議事録:1", "議事録_1"),
        ("x. ", "x"),
        ("..\\x", "_x"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("1行目\n2行目", "1行目_2行目"),
        ("CON", "CON_"),
        ("con.xlsx", "con_.xlsx"),
        ("LPT¹", "LPT¹_"),
        ("COM10", "COM10"),
        ("~$x.xlsx", "_x.xlsx"),
        ("", "無題"),
        ("...", "無題"),
        ("=1+1 #%🎉", "=1+1 #%🎉"),
        ("日次報告.docx", "日次報告.docx"),
    ],
)
def test_any_text_gives_a_name_for_both_systems(text, name):
    assert safe_name(text) == name


def test_a_long_title_keeps_its_ending_and_whole_letters():
    name = safe_name("議" * 90 + ".docx")  # 270 bytes
    assert name == "議" * 53 + ".docx"  # 160 bytes hold 53 letters of three


def test_a_name_with_a_day_behind_a_long_title_keeps_the_day(tmp_path):
    name = f"エスカレーションメモ_{safe_name('題' * 90)}_20240507.docx"
    assert save(tmp_path, name, b"1").path.name == name


@given(st.text(max_size=300))
def test_a_name_is_never_a_path_and_never_too_long(text):
    name = safe_name(text)
    assert name
    assert Path(name).name == name
    assert not set(name) & set('\\/:*?"<>|\n\r\t\0')
    assert name == name.rstrip(". ")
    assert not name.startswith((".", "~$", " "))
    assert len(name.encode()) <= 175
    assert safe_name(name) == name


def test_the_temporary_file_is_ours_to_recognise(tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr(os, "fsync", lambda _: seen.extend(names(tmp_path)))
    save(tmp_path, "x.xlsx", b"1")
    (temporary,) = seen
    assert temporary.startswith(saving._OURS)
    assert temporary.endswith(".tmp")

"""The process that reads old workbooks may die, hang, grow or lie: each becomes one refusal, and nothing is left of it."""

import pickle
import subprocess
import sys
import time

import pytest

from pmo_xl.errors import BookError
from pmo_xl.sheets.files import child
from pmo_xl.sheets.files.book import open_book
from pmo_xl.sheets.files.refusal import RefusalError
from tests.support.biff import word, xls

BOOK = xls([("一覧", word(0, 0, "件名") + word(1, 0, "帳票"))])
FAR = xls([("一覧", word(0, 0, "件名") + word(65535, 255, "離れた値"))])


@pytest.fixture
def instead(tmp_path, monkeypatch):
    """Puts another program in the place of the child; it finds the child's own functions in `own`."""

    def of(source):
        path = tmp_path / "program.py"
        path.write_text(f"import os, pickle, runpy, sys, time\nown = runpy.run_path({str(child.PROGRAM)!r})\n{source}")
        monkeypatch.setattr(child, "PROGRAM", path)

    return of


@pytest.fixture
def reason(tmp_path):
    """Why an .xls is refused."""

    def of(data=BOOK):
        path = tmp_path / "課題.xls"
        path.write_bytes(data)
        with pytest.raises(BookError) as caught:
            open_book(path)
        assert caught.value.message.startswith("課題.xls ")
        assert caught.value.hint
        return caught.value.reason

    return of


def test_a_sound_book_is_read_in_it():
    (sheet,) = child.read_apart(BOOK)
    assert (sheet.name, sheet.kind, sheet.visibility, sheet.rows) == (
        "一覧",
        "WorkSheet",
        "Visible",
        [["件名"], ["帳票"]],
    )


@pytest.mark.parametrize(
    "source",
    [
        "os.kill(os.getpid(), 9)",
        "sys.stdin.buffer.read(); os.abort()",
        "sys.exit(own['DAMAGE_EXIT'])",
        "raise SystemError",
        "own['_write'](1); own['_write'](('一覧', 'WorkSheet', 'Visible', [], True, (1, 1)))",
        "sys.stdout.buffer.write(b'nonsense')",
        "",
    ],
    ids=["killed", "aborted", "damage", "exception", "broken off", "nonsense", "silent"],
)
def test_one_that_falls_is_said_to_have_found_nothing_readable(instead, reason, source):
    instead(source)
    assert reason() == "旧形式(.xls)です（読み取れません）"


def test_one_that_leaves_slowly_is_waited_for_and_its_reason_heard(instead):
    # Its pipes are closed before it is gone.
    instead(
        "sys.stdout.close(); sys.stderr.close(); os.close(1); os.close(2); time.sleep(0.3); os._exit(own['PASSWORD_EXIT'])"
    )
    with pytest.raises(child.ProtectedError):
        child.read_apart(BOOK)


@pytest.mark.parametrize("data", [BOOK, BOOK + bytes(1_000_000)], ids=["small", "larger than a pipe"])
def test_one_that_hangs_is_stopped_in_time(instead, reason, monkeypatch, data):
    monkeypatch.setattr(child, "TIME_LIMIT_SECONDS", 0.5)
    instead("time.sleep(60)")
    begin = time.monotonic()
    assert reason(data) == "読み取りに時間がかかりすぎます（上限は0.5秒）"
    assert time.monotonic() - begin < 10


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
def test_one_that_takes_more_memory_than_it_may_is_told_to_be_too_big(instead, reason):
    instead(
        "own['_limit_memory'](int(sys.argv[2]))\n"
        "try:\n    kept = [bytearray(1_000_000) for _ in range(1000)]\nexcept MemoryError:\n    sys.exit(own['MEMORY_EXIT'])"
    )
    assert reason() == "大きすぎます（読み取りに350MBを超えるメモリが必要です）"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
def test_calamine_making_room_for_a_far_value_is_told_to_be_too_big():
    # 65,536 × 256 values of at least 24 bytes are more than 400 MB; calamine ends the process, without an exception.
    with pytest.raises(RefusalError, match="大きすぎます（読み取りに350MBを超えるメモリが必要です）"):
        child.read_apart(FAR)


def test_a_sheet_beyond_the_limit_is_refused_before_its_rows_are_taken(instead):
    instead(
        "own['_write'](1); own['_write'](('一覧', 'WorkSheet', 'Visible', [], True, (60000, 100)))\nsys.stdout.buffer.flush(); time.sleep(60)"
    )
    with pytest.raises(RefusalError, match="シート「一覧」の表の広がりが6,000,000セル、上限は5,000,000セル"):
        child.read_apart(BOOK)


def test_nothing_but_plain_values_is_taken_from_it(instead, tmp_path):
    class Evil:
        def __reduce__(self):
            return (eval, (f"open({str(tmp_path / 'touched')!r}, 'w')",))

    instead(f"sys.stdout.buffer.write({pickle.dumps(Evil())!r})")
    with pytest.raises(child.DamagedError):
        child.read_apart(BOOK)
    assert not (tmp_path / "touched").exists()


def test_it_loads_calamine_and_hardly_anything_else():
    command = [
        sys.executable,
        "-X",
        "importtime",
        "-I",
        "-S",
        str(child.PROGRAM),
        child._calamine_folder(),
        "350000000",
    ]
    done = subprocess.run(command, input=BOOK, capture_output=True)
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.decode().splitlines()}
    assert done.returncode == 0
    assert "python_calamine" in loaded
    assert not {"site", "subprocess", "msgspec", "typing_extensions", "pmo_xl"} & {
        name.partition(".")[0] for name in loaded
    }

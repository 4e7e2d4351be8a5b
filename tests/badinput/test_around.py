"""60–66, 69: what happens around a file, with the real program. test_numbers.py names the tests of single modules."""

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest

from pmo_xl.cli import main
from tests.badinput.issues import issue, issues
from tests.badinput.limited import program
from tests.support.handmade import text
from tests.support.office import complaints

DAY = "--as-of=2024-05-20"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and file limits of POSIX")


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "課題管理表.xlsx"
    path.write_bytes(issues())
    return path


def contents(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def started(*arguments, code="", **options):
    """The program begun in a process of its own; `code` runs before it."""
    command = [
        sys.executable,
        "-c",
        f"{code}\nimport sys, pmo_xl.cli; sys.exit(pmo_xl.cli.main())",
        *map(str, arguments),
    ]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", **options)


def timer(after, call):
    """Code that makes the call so many seconds from then on, unless the program has ended."""
    return f"import pmo_xl.cli; waiting = threading.Timer({after}, {call}); waiting.daemon = True; waiting.start()"


def ended(process):
    """Its exit code and what it said, without a trace."""
    out, err = process.communicate(timeout=120)
    assert "Traceback" not in err
    return process.returncode, out, err


# ------------------------------------------------------------------------------- the folder and its names


def test_what_is_no_workbook_is_passed_over_and_odd_names_are_read(tmp_path):
    folder, outside = tmp_path / "案件 =1 #2 %41 🎉", tmp_path / "別"
    folder.mkdir()
    outside.mkdir()
    names = ["=1+1.xlsx", "a b#c%20.xlsx", "🎉.xlsx"]
    for number, name in enumerate(names):
        (folder / name).write_bytes(issues(issue(2, A=text("A2", f"K-{number}"))))
    (folder / "~$=1+1.xlsx").write_bytes(b"\x06" + "佐藤".encode("cp932").ljust(164))
    (folder / "フォルダ.xlsx").mkdir()
    (outside / "秘密.xlsx").write_bytes(issues())
    (folder / "近道.xlsx").symlink_to(folder / names[0])
    (folder / "外.xlsx").symlink_to(outside / "秘密.xlsx")
    ran = program("inspect", folder, "--json")
    assert ran.code == 0
    assert {file["file"] for file in json.loads(ran.out)["files"]} == {*names, "近道.xlsx"}
    assert ran.err == "注意: 外.xlsx はリンク先がフォルダの外にあるため、読んでいません\n"


def test_links_lead_to_books_of_odd_names(tmp_path, capfd):
    folder = tmp_path / "案件 =1 #2 %41 🎉"
    folder.mkdir()
    (folder / "=1 #2%20🎉.xlsx").write_bytes(issues())
    assert main(["escalate", str(folder), DAY, "--out", str(folder / "out"), "--json"]) == 0
    (page,) = (folder / "out").glob("エスカレーション一覧*.xlsx")
    links = [
        cell.hyperlink.target
        for sheet in openpyxl.load_workbook(page)
        for row in sheet
        for cell in row
        if cell.hyperlink
    ]
    assert links
    assert {(page.parent / unquote(link)).resolve() for link in links} == {(folder / "=1 #2%20🎉.xlsx").resolve()}


def test_ids_as_file_names_are_safe_told_apart_and_inside_the_folder(tmp_path, capfd):
    ids = ["CON", "a/b", "a:b", "議事録:1", "x. ", "x", "..\\x", "../../x", "課" * 90, "課" * 91, "a_x000A_b", "~$x"]
    rows = [issue(at, A=text(f"A{at}", number)) for at, number in enumerate(ids, 2)]
    book = tmp_path / "課題管理表.xlsx"
    book.write_bytes(issues(*rows))
    assert main(["escalate", str(book), DAY, "--out", str(tmp_path / "out"), "--json"]) == 0
    written = [Path(path) for path in json.loads(capfd.readouterr().out)["outputs"]]
    memos = [path for path in written if "メモ" in path.name]
    assert len(memos) == len(ids)
    assert len({path.name.casefold() for path in written}) == len(written)
    assert {path.resolve().parent for path in written} == {tmp_path / "out"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", book.name]
    for path in memos:
        assert complaints(path) == [], path
        assert not set(path.name) & set('\\/:*?"<>|\n')
        assert len(path.name.encode()) <= 255


# ------------------------------------------------------------------------------- writing


def test_two_runs_at_once_leave_whole_files_and_one_says_so(book, tmp_path):
    out = tmp_path / "out"
    # Both wait in the act of writing, so that they do meet there.
    slow = "import os, time; real = os.fsync; os.fsync = lambda file: (real(file), time.sleep(0.5))[0]"
    runs = [started("check", book, DAY, "--out", out, code=slow) for _ in range(2)]
    said = [ended(run) for run in runs]
    assert [code for code, _, _ in said] == [0, 0]
    assert sorted(path.name for path in out.iterdir()) == ["指摘一覧_20240520.xlsx", "指摘一覧_20240520_2.xlsx"]
    assert sorted("指摘一覧_20240520_2.xlsx に保存しました" in err for _, _, err in said) == [False, True]
    for path in out.iterdir():
        assert complaints(path) == [], path


@pytest.mark.parametrize("times", [2, pytest.param(60, marks=pytest.mark.full)])
def test_a_run_that_is_killed_leaves_the_old_report_or_the_new_one(book, tmp_path, times):
    rng, out = random.Random(times), tmp_path / "out"
    assert main(["daily", str(book), DAY, "--out", str(out)]) == 0
    old = contents(out)
    for _ in range(times):
        after = rng.uniform(0.2, 1.5)
        ended(started("daily", book, DAY, "--out", out, code=f"import os, threading; {timer(after, 'os._exit, (9,)')}"))
        for path in out.glob("*.*x"):
            assert path.read_bytes() == old[path.name]  # the same day and data give the same bytes
    assert main(["daily", str(book), DAY, "--out", str(out)]) == 0
    assert contents(out) == old  # what a killed run left is swept


@POSIX
def test_a_full_disk_is_named_and_the_old_report_is_whole(book, tmp_path):
    import resource

    out = tmp_path / "out"
    assert main(["daily", str(book), DAY, "--out", str(out)]) == 0
    old = contents(out)

    def no_room():
        resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))  # no file may become longer

    code, _, err = ended(started("daily", book, DAY, "--out", out, preexec_fn=no_room))
    assert code == 2
    assert (
        err
        == f"エラー: {out} に保存できません（ディスクの空きがありません）\n対処: 空きを作るか、--out で別のフォルダーを指定してください\n"
    )
    assert contents(out) == old


# ------------------------------------------------------------------------------- the console


@pytest.mark.parametrize("encoding", ["cp932", "ascii", "latin-1", "utf-16"])
def test_a_console_of_any_encoding_gets_what_it_can_show(book, encoding):
    done = subprocess.run(
        [sys.executable, "-m", "pmo_xl", "inspect", str(book)],
        capture_output=True, env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert ("課題一覧" in done.stdout.decode(encoding)) == (encoding in ("cp932", "utf-16"))
    assert "K" in done.stdout.decode(encoding) or "A" in done.stdout.decode(encoding)


@POSIX
@pytest.mark.parametrize(
    ("shell", "code", "err"),
    [
        ("inspect --json | true", 0, ""),
        ("--version | true", 0, ""),
        ("inspect >&-", 0, ""),
        ("inspect --json >&-", 0, ""),
        ("check 2>&- >/dev/null", 0, ""),
        ("inspect --json >/dev/full", 2, "エラー: 結果を出力できません（ディスクの空きがありません）"),
        ("rules >/dev/full", 2, "エラー: 結果を出力できません（ディスクの空きがありません）"),
    ],
)
def test_an_output_that_is_closed_or_full_gives_no_trace(book, shell, code, err):
    verb, _, rest = shell.partition(" ")
    given = "" if verb in ("rules", "--version") else f"'{book}'"
    command = f"set -o pipefail; '{sys.executable}' -m pmo_xl {verb} {given} {rest}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stderr.partition("\n")[0]) == (code, err)


@POSIX
@pytest.mark.parametrize("after", [0.02, 0.1, 0.3, 0.6])
def test_an_interrupted_run_says_so_and_leaves_nothing_half_written(book, tmp_path, after):
    out = tmp_path / "out"
    interrupt = timer(after, f"os.kill, (os.getpid(), {int(signal.SIGINT)})")
    run = started("daily", book, DAY, "--out", out, code=f"import os, threading; {interrupt}")
    code, _, err = ended(run)
    assert (code, err) in ((130, "中断しました。書きかけのファイルはありません。\n"), (0, ""))
    for path in out.iterdir() if out.exists() else ():
        assert complaints(path) == [], path

"""Damaged workbooks by the thousand: `python -m tests.badinput.fuzz --count 500`, or `--minutes 20`.

Each comes from a seed, so that `--seed N --count 1` makes it again. What breaks a promise is kept in a folder and named.
"""

import argparse
import contextlib
import io
import json
import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

from pmo_xl.cli import main
from tests.badinput import formats, limited, package
from tests.badinput.cases import CASES
from tests.badinput.mutations import damaged
from tests.support.rich import rich_book

ROOT = Path(__file__).parent.parent.parent
_BATCH = 200  # files a child reads, so that one that falls costs little
_LARGEST = 1_000_000  # bytes of a file worth damaging
_COSTLY = {"01", "02", "06"}
_TRACES = ("Traceback", "panicked", "予期しない", "問題が起きました", "MemoryError")


def seeds(folder):
    """Workbooks to begin with: the sample project, the corpus where there is one, every case, other formats."""
    paths = sorted((ROOT / "workbooks").glob("*.xlsx"))
    if named := os.environ.get("PMO_XL_CORPUS"):
        paths += sorted(Path(named).glob("*.xlsx"))
    files = [(".xlsx", path.read_bytes()) for path in (*paths, rich_book(folder / "rich.xlsx"))]
    cases = [case for case in CASES if case.number not in _COSTLY]
    files += [(Path(case.name).suffix, case.data()) for case in cases]
    files += [
        (".xls", formats.old()),
        (".ods", formats.open_one()),
        (".xlsb", formats.binary()),
        (".xlsx", package.locked()),
    ] * 5
    return [(suffix, data) for suffix, data in files if 0 < len(data) < _LARGEST]


class TooLong(BaseException):
    """The patience with a file is over."""


def ran(verb, path):
    """One verb in this process: exit code, both outputs, and processor seconds."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    started = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, 2 * limited.SECONDS)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main([verb, str(path), "--json", "--as-of", "2024-05-20", "--password", package.PASSWORD])
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    out.flush()
    return code, out.buffer.getvalue().decode(), err.getvalue(), time.process_time() - started


def complaint(path):
    """What is wrong with how inspect and check take the file; "" when nothing is."""
    for verb in ("inspect", "check"):
        try:
            code, out, err, seconds = ran(verb, path)
        except TooLong:
            return f"{verb} never ends"
        if traces := [line for line in (out + err).splitlines() if any(trace in line for trace in _TRACES)]:
            return f"{verb}: {traces[0].strip()}"
        if seconds > limited.SECONDS:
            return f"{verb} takes {seconds:.0f} s"
        if code not in (0, 1, 2):
            return f"{verb} ends with {code}"
        said = json.loads(out) if out else {}
        if code == 2 and not (err.startswith("エラー: 損傷") and "\n対処: " in err):
            return f"{verb} refuses without a reason: {err}"
        if said.get("failed_rules"):
            return f"rules fail: {said['failed_rules']}"
    return ""


def read_all(first, count):
    """Make and read the files of these seeds; each seed is named before, each complaint after it."""

    def too_long(_signal, _frame):
        raise TooLong

    signal.signal(signal.SIGVTALRM, too_long)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        begun = seeds(folder)
        for seed in range(first, first + count):
            print(json.dumps([seed, "fell"]), flush=True)
            rng = random.Random(seed)
            suffix, data = rng.choice(begun)
            path = folder / f"損傷{suffix}"
            path.write_bytes(damaged(data, rng))
            print(json.dumps([seed, complaint(path)]), flush=True)


def hunt(first, count, patience=3600):
    """Seed → complaint for all seeds from `first` on, each batch in a process of its own."""
    found = {}
    while count > 0:
        batch = min(count, _BATCH)
        done = limited.module("tests.badinput.fuzz", "--read", first, batch, patience=patience)
        said = dict(map(json.loads, done.out.splitlines()))
        found |= {seed: words for seed, words in said.items() if words}
        if done.megabytes > limited.MEGABYTES:
            found[first] = f"{done.megabytes:.0f} MB in seeds {first} to {first + batch - 1}; {found.get(first, '')}"
        last = max(said, default=first)  # one that fell is passed over
        if done.code:
            found[last] = f"{found.get(last, '')}: exit code {done.code}, {done.err.strip()[-300:]}"
        first, count = last + 1, count - (last + 1 - first)
    return found


def run(arguments):
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--count", type=int, default=_BATCH)
    options.add_argument("--minutes", type=float, default=0)
    options.add_argument("--read", type=int, nargs=2)
    given = options.parse_args(arguments)
    if given.read:
        return read_all(*given.read)
    end, seed = time.monotonic() + 60 * given.minutes, given.seed
    while True:
        count = _BATCH if given.minutes else given.count
        for bad, words in hunt(seed, count).items():
            print(f"seed {bad}: {words}", flush=True)
        seed += count
        if time.monotonic() >= end:
            return print(f"{seed - given.seed} files")


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))

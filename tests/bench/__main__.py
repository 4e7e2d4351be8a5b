"""python -m tests.bench [name …]: how fast, against what people would use otherwise.

    python -m tests.bench [--pairs N] [read check daily start memory growth button word excel batch]

Each line is a ratio of medians; both sides run alternately in one session (N pairs, 5 unless told) on workbooks this
program generates (seeded), and both must have counted the same. All of it takes an hour: `batch` half of that.
"""

import importlib.metadata
import json
import platform
import sys
import tempfile
from datetime import date
from pathlib import Path

import python_calamine

from tests.bench.books import AS_OF, write_book
from tests.bench.button import button
from tests.bench.files import excel_list, word_table
from tests.bench.folder import batch
from tests.bench.measure import PAIRS, alternately, cpu, peak, python, seconds

_BARE = (
    "import python_calamine, sys; book = python_calamine.CalamineWorkbook.from_path(sys.argv[1]);"
    "book.get_sheet_by_index(0).to_python(skip_empty_area=False)"
)


class Bench:
    """The generated workbooks of one session, and the table that grows line by line."""

    def __init__(self, folder, pairs=PAIRS):
        self.folder = Path(folder)
        self.pairs = pairs
        self.lines = []
        self._books = {}

    def book(self, rows, *, inline=False):
        if (rows, inline) not in self._books:
            home = self.folder / f"rows{rows}{'inline' if inline else ''}"
            home.mkdir()
            counts = write_book(home / "テスト管理表.xlsx", rows, inline=inline)
            self._books[rows, inline] = home / "テスト管理表.xlsx", counts
        return self._books[rows, inline]

    def line(self, what, against, ours, theirs, reach, unit="s"):
        ratio = ours / theirs
        shown = f"{ratio:.2f}×" if ratio > 0.3 else f"{ratio:.2f}× (1/{theirs / ours:.1f})"
        self.lines.append((what, against, f"{ours:.3f} {unit}", f"{theirs:.3f} {unit}", shown, reach))
        print(f"{what:58} {ours:8.3f} {theirs:8.3f} {unit}  {shown:16} reach {reach}", flush=True)


def calamine_only(path):
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return book.get_sheet_by_index(0).to_python(skip_empty_area=False)


def read(bench):
    """Records with addresses, error cells and formula facts, against the bare values."""
    from pmo_xl.project import load

    path, counts = bench.book(20_000)
    got = load(path).registers["tests"]
    assert len(got) == sum(counts.values()), "both sides must read the same rows"
    ours, theirs = alternately(seconds(lambda: load(path).registers), seconds(lambda: calamine_only(path)), bench.pairs)
    bench.line("read into records, 20,000 rows", "calamine to_python()", ours, theirs, "≤ 1.5×")


def check(bench):
    """All rules over what was read; and the whole process with --json."""
    from pmo_xl import rules
    from pmo_xl.project import load

    path, _ = bench.book(20_000)
    project = load(path)
    project.situation(AS_OF)

    def run():
        return rules.run(project.situation(AS_OF))

    ours, theirs = alternately(seconds(run), seconds(lambda: calamine_only(path)), bench.pairs)
    bench.line("all rules, 20,000 rows", "calamine to_python()", ours, theirs, "≤ 0.6×")
    day = f"--as-of={AS_OF}"
    for verb, reach in (("inspect", "≤ 2.0×"), ("check", "≤ 2.6×")):
        options = ("--json",) if verb == "inspect" else ("--json", day)
        ours, theirs = alternately(
            lambda verb=verb, options=options: python("-m", "pmo_xl", verb, str(path), *options),
            lambda: python("-c", _BARE, str(path)),
            bench.pairs,
            cpu,
        )
        bench.line(f"{verb} --json, whole process, 20,000 rows", "a process with to_python()", ours, theirs, reach)
    small, _ = bench.book(1_000)
    ours, theirs = alternately(
        lambda: python("-m", "pmo_xl", "check", str(small), day),
        lambda: python("-c", "import pandas"),
        bench.pairs,
        cpu,
    )
    bench.line("check, whole process, 1,000 rows", 'python -c "import pandas"', ours, theirs, "≤ 0.6×")


def daily(bench):
    """The whole daily report against the usual pipeline, same counts asserted."""
    for rows, engine, reach in (
        (20_000, "openpyxl", "≤ 0.10×"), (20_000, "calamine", "≤ 0.17×"), (1_000, "openpyxl", "≤ 0.25×"),
    ):  # fmt: skip
        path, _ = bench.book(rows)
        out = bench.folder / f"out{rows}{engine}"
        ours_said = json.loads(_daily(path, out).output)["metrics"]
        theirs_said = json.loads(python("-m", "tests.bench.usual", str(path), str(out), engine).output)
        # The usual pipeline counts a verdict with a date it cannot read as run; so does ours (B9 tells).
        assert ours_said["execution_rate"]["count"] == theirs_said["executed"], (ours_said, theirs_said)
        assert ours_said["scope"]["value"] == theirs_said["scope"]
        ours, theirs = alternately(
            lambda path=path, out=out: _daily(path, out),
            lambda path=path, out=out, engine=engine: python("-m", "tests.bench.usual", str(path), str(out), engine),
            bench.pairs,
            cpu,
        )
        bench.line(f"daily, whole process, {rows:,} rows", f"usual pipeline ({engine})", ours, theirs, reach)


def _daily(path, out):
    return python("-m", "pmo_xl", "daily", str(path), f"--as-of={AS_OF}", "--out", str(out), "--json")


def start(bench):
    """What a person waits for before anything happens."""
    for option in ("--help", "--version"):
        ours, theirs = alternately(
            lambda option=option: python("-m", "pmo_xl", option), lambda: python("-c", "pass"), pairs=15, figure=cpu
        )
        bench.line(f"pmo-xl {option}", "bare interpreter", ours, theirs, "≤ +60 ms")
        print(f"{'':58} +{(ours - theirs) * 1000:.0f} ms")


def memory(bench):
    """Peak memory of check on 20,000 rows, as the operating system counted it."""
    path, _ = bench.book(20_000)
    ours, theirs = alternately(
        lambda: peak("-m", "pmo_xl", "check", str(path), f"--as-of={AS_OF}", "--json"),
        lambda: peak("-c", _BARE, str(path)),
    )
    bench.line("check, 20,000 rows: peak memory", "a process with to_python()", ours, theirs, "≤ 100 MB", "MB")


def growth(bench):
    """Five times the rows may take a little more than five times as long; both books keep texts in their cells."""
    from pmo_xl import rules
    from pmo_xl.project import load

    large, small = bench.book(100_000, inline=True)[0], bench.book(20_000, inline=True)[0]
    ours, theirs = alternately(seconds(lambda: load(large).registers), seconds(lambda: load(small).registers), pairs=3)
    bench.line("read 100,000 rows", "read 20,000 rows", ours, theirs, "≤ 5.5×")
    many, few = load(large), load(small)
    ours, theirs = alternately(
        seconds(lambda: rules.run(many.situation(AS_OF))), seconds(lambda: rules.run(few.situation(AS_OF)))
    )
    bench.line("all rules, 100,000 rows", "all rules, 20,000 rows", ours, theirs, "≤ 5.5×")


NAMES = {
    "read": read, "check": check, "daily": daily, "start": start, "memory": memory, "growth": growth,
    "button": button, "word": word_table, "excel": excel_list, "batch": batch,
}  # fmt: skip


def main(names):
    pairs = PAIRS
    if names[:1] == ["--pairs"]:
        pairs, names = int(names[1]), names[2:]
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        sys.exit(f"unknown: {', '.join(unknown)}; known: {', '.join(NAMES)}")
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(folder, pairs)
        for name in names or NAMES:
            NAMES[name](bench)
    libraries = ("python-calamine", "lxml", "openpyxl", "pandas", "docxtpl", "xlsxwriter")
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in libraries)
    print(f"\n{date.today()}, Python {platform.python_version()}, {versions}\n")
    print("| what | against | ours | theirs | ratio | reach |\n|---|---|---|---|---|---|")
    for line in bench.lines:
        print("| " + " | ".join(line) + " |")


if __name__ == "__main__":
    main(sys.argv[1:])

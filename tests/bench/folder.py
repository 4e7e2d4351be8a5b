"""A folder of 200 workbooks in 20 projects: the batch against the usual pipeline, a second run, two workers."""

import json
import shutil

from tests.bench.books import AS_OF, write_book
from tests.bench.measure import PAIRS, alternately, cpu, python, wall

_PROJECTS, _BOOKS, _ROWS = 20, 10, 500


def batch(bench):
    """Cold against the usual pipeline, both engines; then with 3 books changed; then with two workers."""
    root = bench.folder / "案件"
    for project in range(_PROJECTS):
        for book in range(_BOOKS):
            _write(root, project, book)
    out = bench.folder / "batch"
    for engine, reach in (("openpyxl", "≤ 0.083× (1/12)"), ("calamine", "≤ 0.143× (1/7)")):
        usual = json.loads(_usual(bench, root, engine).output)
        _cold(root, out)
        assert _counts(root) == usual, "both sides must have counted the same"
        ours, theirs = alternately(
            lambda: _cold(root, out), lambda engine=engine: _usual(bench, root, engine), bench.pairs, cpu, warm=False
        )
        bench.line("batch, 200 books in 20 projects, cold", f"usual pipeline ({engine})", ours, theirs, reach)
    changes = iter(range(2, 2 + PAIRS + bench.pairs))

    def second():
        seed = next(changes)
        for project in range(3):
            _write(root, project, 0, seed=seed)
        return _batch(root, out)

    # The cold run comes first in each pair: the second one rests on what it left.
    theirs, ours = alternately(lambda: _cold(root, out), second, bench.pairs, cpu, warm=False)
    bench.line("batch, second run, 3 of 200 books changed", "its own cold run", ours, theirs, "≤ 0.15×")
    ours, theirs = alternately(
        lambda: _cold(root, out, workers=2), lambda: _cold(root, out, workers=1), bench.pairs, wall, warm=False
    )
    bench.line("batch, two workers (wall)", "one worker (wall)", ours, theirs, "≤ 0.65×")


def _write(root, project, book, seed=1):
    folder = root / f"案件{project:02}"
    folder.mkdir(parents=True, exist_ok=True)
    number = project * _BOOKS + book
    write_book(folder / f"テスト管理表{book:02}.xlsx", _ROWS, seed=1000 * seed + number, first=1 + book * _ROWS)


def _cold(root, out, workers=1):
    """The batch as on its first day: nothing remembered, nothing kept."""
    shutil.rmtree(out, ignore_errors=True)
    for history in root.glob("*/history"):
        shutil.rmtree(history)
    return _batch(root, out, workers)


def _batch(root, out, workers=1):
    day = f"--as-of={AS_OF}"
    return python("-m", "pmo_xl", "batch", str(root), day, "--out", str(out), "--workers", str(workers), "--json")


def _usual(bench, root, engine):
    return python("-m", "tests.bench.usual", str(root), str(bench.folder / f"usual_{engine}"), engine)


def _counts(root):
    """What the batch kept of the day, all projects together, as the usual pipeline prints it."""
    kept = [json.loads(path.read_text(encoding="utf-8")) for path in root.glob("*/history/*/metrics.json")]
    assert len(kept) == _PROJECTS, f"{len(kept)} projects were kept"
    executed = sum(one["execution_rate"]["count"] for one in kept)
    return {"executed": executed, "scope": sum(one["scope"]["value"] for one in kept)}

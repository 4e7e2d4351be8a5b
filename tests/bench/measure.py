"""Two sides measured alternately: medians, and the ratio that performance is promised in."""

import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

PAIRS = 5


@dataclass(frozen=True)
class Run:
    """What one finished process and those it started used (CPU seconds), how long it took, and what it printed."""

    cpu: float
    output: str
    wall: float


def process(*command):
    """Run a command to its end. Raises when it fails: a fast failure must not count as speed."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as problems:
        started = time.perf_counter()
        child = subprocess.Popen(command, stdout=out, stderr=problems, env=_environment())
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        problems.seek(0)
        if child.returncode not in (0, 1):
            raise RuntimeError(f"{command}: {child.returncode}: {problems.read().decode()[-2000:]}")
        return Run(used.ru_utime + used.ru_stime, out.read().decode(), wall)


_SMALL = (
    "import resource, subprocess, sys;"
    "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL);"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)


def peak(*arguments):
    """Peak memory in MB of this interpreter with those arguments.

    Started from a small process: what the starting process ever held counts in the figure of its child.
    """
    largest = int(process(sys.executable, "-c", _SMALL, sys.executable, *arguments).output)
    return largest / (1024 if sys.platform != "darwin" else 1024 * 1024)


def _environment():
    # As an installed program runs: its byte code is kept (the warm-up writes it), or every start would compile it anew.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONHASHSEED": "0"}


def python(*arguments):
    """This interpreter with those arguments."""
    return process(sys.executable, *arguments)


def alternately(ours, theirs, pairs=PAIRS, figure=lambda value: value, *, warm=True):
    """Run both sides in turn after one warm-up of each → (median of ours, median of theirs).

    Without `warm` the first pair counts: what runs for minutes hardly feels the difference.
    """
    if warm:
        ours(), theirs()
    left, right = [], []
    for _ in range(pairs):
        left.append(figure(ours()))
        right.append(figure(theirs()))
    return statistics.median(left), statistics.median(right)


def seconds(function):
    """A call that answers with the CPU seconds it took in this process, garbage of earlier calls swept first."""

    def timed():
        gc.collect()
        started = time.process_time()
        function()
        return time.process_time() - started

    return timed


def cpu(run):
    return run.cpu


def wall(run):
    return run.wall

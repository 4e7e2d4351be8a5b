"""The real program in a process of its own, under a memory limit, with what it said and what it cost."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

SECONDS = 10
MEGABYTES = 500
_ADDRESS_SPACE = 900_000_000  # it counts libraries and mere reserves too, beside the memory in use
_PATIENCE = 120  # on a machine that is busy with other things; what counts is processor time

# Started from a small process: what the starting process ever held counts in the figure of its child.
_SMALL = """
import json, os, resource, sys
child = os.fork()
if not child:
    resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]), resource.RLIM_INFINITY))
    os.execv(sys.argv[3], sys.argv[3:])
_, status, used = os.wait4(child, 0)
with open(sys.argv[1], "w") as told:
    json.dump([os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss / 1000], told)
"""


@dataclass(frozen=True)
class Ran:
    """What came of one run: its exit code, both outputs, processor seconds and the most memory in MB."""

    code: int
    out: str
    err: str
    seconds: float
    megabytes: float

    @property
    def file(self):
        """The only file in the JSON of inspect."""
        (file,) = json.loads(self.out)["files"]
        return file

    def has_kept_its_promises(self):
        """Whether nobody saw a trace, and it was quick and small enough."""
        lines = (self.err + self.out).splitlines()
        assert not [
            line for line in lines if line.startswith("Traceback") or "panicked" in line or "予期しない" in line
        ]
        assert self.code in (0, 1, 2, 3), (self.code, self.err)
        assert self.seconds <= SECONDS
        assert self.megabytes <= MEGABYTES
        return True


def program(*arguments, **environment):
    """`python -m pmo_xl` with these arguments."""
    return module("pmo_xl", *arguments, **environment)


def module(name, *arguments, patience=_PATIENCE, **environment):
    """`python -m` the module with these arguments."""
    command = [sys.executable, "-m", name, *map(str, arguments)]
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told"
        if sys.platform == "linux":  # elsewhere a process is neither limited nor measured so
            command = [sys.executable, "-S", "-c", _SMALL, str(told), str(_ADDRESS_SPACE), *command]
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", timeout=patience, env=os.environ | environment
        )
        code, seconds, megabytes = json.loads(told.read_text()) if told.exists() else (done.returncode, 0, 0)
    return Ran(code, done.stdout, done.stderr, seconds, megabytes)

"""One writer at a time in a folder, on a shared drive too: a lock file that a crash does not leave for ever.

Shared drives know no reliable file locks, but they know one thing that can happen only once: making a file that must
not exist yet. The file tells who is writing; whoever finds one that nobody has touched for a minute takes over, at once
when its writer was a process of this machine that has ended. The history folder has one, and every batch.
"""

import json
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from getpass import getuser
from pathlib import Path
from typing import Final
from uuid import uuid4

from msgspec import Struct

from pmo_xl.errors import SaveError

LOCK: Final = ".keeping.lock"
ABANDONED_AFTER = 60.0  # seconds without a sign of life
PATIENCE = 90.0  # seconds to wait for the other one: longer than an abandoned lock stands
_PAUSE: Final = 0.02


class Purpose(Struct, frozen=True):
    """What a lock is for: the name of its file, and what is said when it is taken or was lost ({folder}, {who})."""

    file: str
    taken: str
    lost: str
    hint: str


KEEPING: Final = Purpose(
    LOCK,
    "履歴フォルダ {folder} はほかの人が保存中です（{who}）",
    "履歴フォルダ {folder} への保存が止まっている間に、ほかの人が保存を始めました",
    "保存が終わってから再実行してください",
)


class Turn:
    """The right to write in a folder."""

    def __init__(self, path: Path, token: str, purpose: Purpose) -> None:
        self._path = path
        self._token = token
        self._purpose = purpose
        self._said = path.read_bytes()

    def alive(self) -> None:
        """Show that the work goes on. Raises SaveError when somebody took over because it stood still for too long.

        A drive that does not answer is an OSError: it says nothing about anybody else.
        """
        try:
            there = _read(self._path)
        except FileNotFoundError:
            there = {}
        if there.get("token") != self._token:
            raise SaveError(
                self._purpose.lost.format(folder=self._path.parent),
                "少し待ってから再実行してください。書きかけの記録はありません",
            )
        with self._path.open("r+b") as file:  # written, not touched: so the drive's own clock dates it
            file.write(self._said)


@contextmanager
def writing(
    folder: Path,
    purpose: Purpose = KEEPING,
    *,
    patience: float | None = None,
    pause: float = _PAUSE,
    waiting: Callable[[str], None] | None = None,
) -> Iterator[Turn]:
    """Write in the folder while nobody else does; waits for whoever is writing.

    `patience` are the seconds to wait (`PATIENCE`), looking every `pause` seconds; `waiting` is told each time what is
    waited for. Raises SaveError, naming the other one, when it takes longer; OSError when the folder takes no file.
    """
    path, token = folder / purpose.file, uuid4().hex
    _take(path, token, purpose, PATIENCE if patience is None else patience, pause, waiting)
    try:
        yield Turn(path, token, purpose)
    finally:
        with suppress(OSError):
            if _token_in(path) == token:
                path.unlink()


def _take(
    path: Path,
    token: str,
    purpose: Purpose,
    patience: float,
    pause: float,
    waiting: Callable[[str], None] | None,
) -> None:
    data = json.dumps({"token": token, "who": f"{_user()}@{socket.gethostname()}", **_process(os.getpid())}).encode()
    deadline = time.monotonic() + patience
    refused = 0
    while True:
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        except FileExistsError:
            pass
        except PermissionError:  # Windows says this, too, of a file that is just being deleted
            refused += 1
            if refused > 20 and not path.exists():
                raise
        else:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            return
        if _has_ended(path) or _abandoned(path):
            _clear(path)
            continue
        taken = purpose.taken.format(folder=path.parent, who=_who(path))
        if time.monotonic() > deadline:
            raise SaveError(taken, purpose.hint)
        if waiting is not None:
            waiting(taken)
        time.sleep(pause)


def _has_ended(path: Path) -> bool:
    """Whether the writer was a process of this very machine that runs no longer: then nobody has to wait a minute."""
    said = _said(path)
    pid = said.get("pid")
    there = _process(pid) if isinstance(pid, int) else {}
    return bool(there) and there["machine"] == said.get("machine") and there["begun"] != said.get("begun")


def _process(pid: int) -> dict[str, object]:
    """What tells a process from all others: machine and its start, number, when it began ("" when it has ended).

    Nothing where the system does not tell.
    """
    if not sys.platform.startswith("linux"):
        return {}
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        space = Path("/proc/self/ns/pid").readlink()  # containers number their own processes
    except OSError:
        return {}
    try:
        state, *more = Path(f"/proc/{pid}/stat").read_text("ascii", errors="replace").rpartition(")")[2].split()
    except OSError:
        state, more = "X", []
    begun = "" if state in "ZX" else more[18]
    return {"machine": f"{socket.gethostname()}/{boot}/{space}", "pid": pid, "begun": begun}


def _abandoned(path: Path) -> bool:
    """Whether the lock shows no sign of life; both times are told by the drive's own clock, whatever ours says."""
    probe = path.with_name(f".clock.{uuid4().hex}.tmp")
    try:
        probe.touch()
        age = probe.stat().st_mtime - path.stat().st_mtime
    except OSError:
        return False
    finally:
        with suppress(OSError):
            probe.unlink()
    return age > ABANDONED_AFTER


def _clear(path: Path) -> None:
    """Remove an abandoned lock. Of several who find it, the one that makes its marker first does."""
    token = _token_in(path) or "unreadable"
    marker = path.with_name(f".{token}.over")
    try:
        os.close(os.open(marker, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except OSError:
        if _abandoned(marker):  # its maker crashed in turn
            with suppress(OSError):
                marker.unlink()
        time.sleep(_PAUSE)
        return
    with suppress(OSError):
        if (_token_in(path) or "unreadable") == token:
            path.unlink()
    with suppress(OSError):
        marker.unlink()


def _said(path: Path) -> dict[str, object]:
    try:
        return _read(path)
    except OSError:
        return {}


def _read(path: Path) -> dict[str, object]:
    """What the lock says; nothing as long as its maker has not written it. Raises OSError."""
    data = path.read_bytes()
    try:
        said = json.loads(data)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _token_in(path: Path) -> str:
    return str(_said(path).get("token", ""))


def _who(path: Path) -> str:
    return str(_said(path).get("who", "")) or "不明"


def _user() -> str:
    try:
        return getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        return "不明"

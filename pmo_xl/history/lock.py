"""One writer at a time in a history folder, on a shared drive too: a lock file that a crash does not leave for ever.

Shared drives know no reliable file locks, but they know one thing that can happen only once: making a file that must
not exist yet. The file tells who is writing; whoever finds one that nobody has touched for a minute takes over.
"""

import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from getpass import getuser
from pathlib import Path
from typing import Final
from uuid import uuid4

from pmo_xl.errors import SaveError

LOCK: Final = ".keeping.lock"
ABANDONED_AFTER = 60.0  # seconds without a sign of life
PATIENCE = 90.0  # seconds to wait for the other one: longer than an abandoned lock stands
_PAUSE: Final = 0.02


class Turn:
    """The right to write in a history folder."""

    def __init__(self, path: Path, token: str) -> None:
        self._path = path
        self._token = token
        self._said = path.read_bytes()

    def alive(self) -> None:
        """Show that the work goes on. Raises SaveError when somebody took over because it stood still for too long."""
        if _token_in(self._path) != self._token:
            raise SaveError(
                f"履歴フォルダ {self._path.parent} への保存が止まっている間に、ほかの人が保存を始めました",
                "少し待ってから再実行してください。書きかけの記録はありません",
            )
        with self._path.open("r+b") as file:  # written, not touched: so the drive's own clock dates it
            file.write(self._said)


@contextmanager
def writing(folder: Path) -> Iterator[Turn]:
    """Write in the folder while nobody else does; waits for whoever is writing.

    Raises SaveError, naming the other one, when it takes longer than `PATIENCE`; OSError when the folder takes no file.
    """
    path, token = folder / LOCK, uuid4().hex
    _take(path, token)
    try:
        yield Turn(path, token)
    finally:
        with suppress(OSError):
            if _token_in(path) == token:
                path.unlink()


def _take(path: Path, token: str) -> None:
    data = json.dumps({"token": token, "who": f"{_user()}@{socket.gethostname()}"}).encode()
    deadline = time.monotonic() + PATIENCE
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
        if _abandoned(path):
            _clear(path)
        elif time.monotonic() > deadline:
            raise SaveError(
                f"履歴フォルダ {path.parent} はほかの人が保存中です（{_who(path)}）",
                "保存が終わってから再実行してください",
            )
        else:
            time.sleep(_PAUSE)


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


def _said(path: Path) -> dict[str, str]:
    try:
        said = json.loads(path.read_bytes())
    except (OSError, ValueError):
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

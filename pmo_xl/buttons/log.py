"""The log of what went wrong: one small file each time, the newest twenty kept, never shown to the person."""

import os
import platform
import sys
import traceback
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

KEPT: Final = 20


def folder() -> Path:
    r"""%LOCALAPPDATA%\pmo_xl\log; on other systems ~/.local/state/pmo_xl/log."""
    if local := os.environ.get("LOCALAPPDATA"):
        return Path(local) / "pmo_xl" / "log"
    state = os.environ.get("XDG_STATE_HOME")
    return (Path(state) if state else Path.home() / ".local" / "state") / "pmo_xl" / "log"


def write(error: BaseException, doing: str, now: datetime, where: Path | None = None) -> Path | None:
    """Write down the error with everything a helper needs; gives back the file, None where nothing can be written."""
    from pmo_xl import __version__

    where = where or folder()
    lines = [
        f"{now:%Y-%m-%d %H:%M:%S}  {doing}",
        f"pmo_xl {__version__}, Python {platform.python_version()}, {platform.platform()}, {sys.executable}",
        "",
        *traceback.format_exception(error),
    ]
    path = where / f"{now:%Y%m%d_%H%M%S}_{os.getpid()}.log"
    try:
        where.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines), "utf-8", errors="replace")
    except OSError:
        return None
    _sweep(where)
    return path


def _sweep(where: Path) -> None:
    for old in sorted(where.glob("*.log"), key=lambda path: path.name)[:-KEPT]:
        with suppress(OSError):  # somebody is reading it
            old.unlink()

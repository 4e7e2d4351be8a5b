"""Files of a kept day: their names, and writing them so that a reader never meets half of one."""

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

from pmo_xl.errors import SaveError, reason_of

MANIFEST = "manifest.json"
METRICS = "metrics.json"

_RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10))}


def file_names(registers: Iterable[str]) -> dict[str, str]:
    """Register name → a file name both systems take; a project may name its registers as it likes."""
    names: dict[str, str] = {}
    for register in registers:
        stem = re.sub(r"[^\w-]", "_", register)[:60] or "_"
        stem = f"{stem}_" if stem.casefold() in _RESERVED else stem
        taken = {name.casefold() for name in names.values()}
        number, name = 2, f"{stem}.jsonl"
        while name.casefold() in taken:
            number, name = number + 1, f"{stem}_{number}.jsonl"
        names[register] = name
    return names


def digest(data: bytes) -> str:
    """sha256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def put_day(folder: Path, day: date, files: Mapping[str, bytes]) -> Path:
    """Make the day's folder hold exactly these files; the manifest is given, and written, last.

    A new day appears whole or not at all: it is written beside and moved into place. A day that is there already is
    renewed file by file; what is the same is not touched. Raises SaveError when the folder cannot be written.
    """
    place = folder / day.isoformat()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not place.exists():
            _move_in(folder, place, files)
        else:
            _renew(place, files)
    except OSError as error:
        raise SaveError(
            f"履歴フォルダ {folder} に書き込めません（{reason_of(error)}）",
            "空き容量とアクセス権を確認し、開いているファイルを閉じて再実行してください",
        ) from error
    return place


def _move_in(folder: Path, place: Path, files: Mapping[str, bytes]) -> None:
    beside = Path(tempfile.mkdtemp(prefix=f".{place.name}.", suffix=".tmp", dir=folder))
    try:
        beside.chmod(0o755)  # mkdtemp's folders are private; a shared drive's history is not
        for name, data in files.items():
            _write(beside / name, data)
        beside.rename(place)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _renew(place: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        target = place / name
        if target.is_file() and target.read_bytes() == data:
            continue
        beside = place / f".{name}.{os.getpid()}.tmp"
        try:
            _write(beside, data)
            beside.replace(target)
        finally:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
    for stale in place.glob("*.jsonl"):
        if stale.name not in files:
            stale.unlink()


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())

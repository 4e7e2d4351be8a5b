"""Files of a kept day: their names, and writing them so that a reader never meets half of one."""

import hashlib
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

if TYPE_CHECKING:
    from pmo_xl.history.lock import Turn


MANIFEST = "manifest.json"
METRICS = "metrics.json"
REPORT = "report.json"

_RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10))}
_LEFT_AFTER: Final = 3600  # seconds after which a temporary folder is a crash's, not somebody's work

Names = Mapping[str, str]  # what a part is called → the file that holds it


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


def files_of(manifest: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Every file a manifest seals: its name → what the manifest says of it (file, sha256)."""
    parts = [*manifest["registers"].values(), manifest["metrics"]]
    parts += [manifest["report"]] if "report" in manifest else []  # a first form of kept days has none
    return {part["file"]: part for part in parts}


def put_day(
    folder: Path, day: date, parts: Mapping[str, bytes], manifest: Callable[[Names], bytes], turn: "Turn"
) -> Path:
    """Make the day's folder hold these parts; `manifest` is told which file holds which, and is what makes them count.

    A new day appears whole or not at all: it is written beside and moved into place. A day that is there already is
    renewed beside its files, and the manifest changes over from the old ones to the new ones in one step; what is the
    same is not touched. Raises OSError when the folder cannot be written, SaveError when the turn was lost.
    """
    place = folder / day.isoformat()
    if place.exists():
        _renew(place, parts, manifest, turn)
    else:
        _move_in(folder, place, {**parts, MANIFEST: manifest({name: name for name in parts})}, turn)
    return place


def remove_day(folder: Path, day: date) -> None:
    """Take a day out: first out of sight in one step, then file by file."""
    gone = Path(tempfile.mkdtemp(prefix=f".{day.isoformat()}.", suffix=".tmp", dir=folder))
    (folder / day.isoformat()).rename(gone / "day")
    shutil.rmtree(gone, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Remove what a crash left behind."""
    for rest in folder.glob(".*.tmp"):
        with suppress(OSError):
            if time.time() - rest.stat().st_mtime > _LEFT_AFTER:
                shutil.rmtree(rest, ignore_errors=True) if rest.is_dir() else rest.unlink()


def _move_in(folder: Path, place: Path, files: Mapping[str, bytes], turn: "Turn") -> None:
    beside = Path(tempfile.mkdtemp(prefix=f".{place.name}.", suffix=".tmp", dir=folder))
    try:
        beside.chmod(0o755)  # mkdtemp's folders are private; a shared drive's history is not
        for name, data in files.items():
            _write(beside / name, data)
            turn.alive()
        beside.rename(place)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _renew(place: Path, parts: Mapping[str, bytes], manifest: Callable[[Names], bytes], turn: "Turn") -> None:
    in_use = _in_use(place)
    names = {name: _free_name(place, name, data, in_use) for name, data in parts.items()}
    for name, data in parts.items():
        _replace(place / names[name], data)
        turn.alive()
    _replace(place / MANIFEST, manifest(names))
    for stale in place.iterdir():
        if stale.name != MANIFEST and stale.name not in names.values():
            stale.unlink()


def _in_use(place: Path) -> frozenset[str]:
    """The files the present manifest names: a reader may be at them, so their content stays."""
    try:
        return frozenset(files_of(msgspec.json.decode((place / MANIFEST).read_bytes(), type=dict[str, Any])))
    except (OSError, msgspec.DecodeError, KeyError, TypeError):
        return frozenset()  # it cannot be read any more; nothing it names is worth keeping


def _free_name(place: Path, name: str, data: bytes, in_use: frozenset[str]) -> str:
    """Where a part goes: the file that holds it already, else one of its two names that is not in use."""
    stem, _, ending = name.rpartition(".")
    names = (name, f"{stem}.2.{ending}")
    same = next((known for known in names if known in in_use and _holds(place / known, data)), None)
    return same or next(known for known in names if known not in in_use)


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


def _replace(target: Path, data: bytes) -> None:
    if _holds(target, data):
        return
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        _write(beside, data)
        _over(beside, target)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _over(beside: Path, target: Path) -> None:
    """Move a file over another one; Windows refuses that while somebody reads the other, so it is tried again."""
    for pause in (0.02, 0.05, 0.1, 0.2, 0.5, 0):
        try:
            beside.replace(target)
            return
        except PermissionError:
            if not pause:
                raise
            time.sleep(pause)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())

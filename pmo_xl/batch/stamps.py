"""Whether files are still what they were: asked of the folder first, of their content where that leaves a doubt."""

import hashlib
import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from msgspec import Struct

# Files saved so lately that they may change once more without their time telling it (FAT counts in steps of 2 s).
_FRESH: Final = 2_500_000_000  # ns


class Stat(Struct, frozen=True, array_like=True):
    """What a folder tells of a file without opening it; inode and change time where the system has them."""

    size: int
    modified: int
    changed: int = 0
    inode: int = 0


class Input(Struct, frozen=True, array_like=True):
    """A file a result rests on, as it was when it was read. `is_fresh`: its time alone proves nothing."""

    path: str
    stat: Stat
    digest: str
    is_fresh: bool


class Output(Struct, frozen=True, array_like=True):
    """A file that was written, as it lay there afterwards."""

    path: str
    stat: Stat


def stat_of(path: str | Path) -> Stat | None:
    """What the folder tells of the file; None when it is not there, or nobody may ask."""
    try:
        return _stat(os.stat(path))  # noqa: PTH116 - asked of every file of every project
    except (OSError, ValueError):
        return None


def folder_told(folder: Path) -> list[tuple[str, Stat]]:
    """Name and stat of every file in a folder, by name; on Windows one question to the share answers for all."""
    try:
        with os.scandir(folder) as entries:
            return sorted((entry.name, _stat(entry.stat(follow_symlinks=False))) for entry in entries)
    except OSError:
        return []


def _stat(told: os.stat_result) -> Stat:
    # On Windows the change time is when the file was made, and a share may number its files anew at each connection.
    is_posix = os.name == "posix"
    return Stat(told.st_size, told.st_mtime_ns, told.st_ctime_ns * is_posix, told.st_ino * is_posix)


def digest_of(path: str | Path) -> str | None:
    """sha256 of the file's bytes, hexadecimal; None when it cannot be read."""
    try:
        with Path(path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def is_fresh(stat: Stat, now: int) -> bool:
    """Whether the file was saved so close to `now` (ns) that another save may leave the same time behind."""
    return abs(now - max(stat.modified, stat.changed)) < _FRESH


def clock() -> int:
    """Now in ns, as files are dated."""
    return time.time_ns()


def still_so(seen: Input, now: int) -> Input | None:
    """The input with its stat of today when its content is what it was, else None; opened where stat has changed."""
    stat = stat_of(seen.path)
    if stat is None:
        return None
    if stat == seen.stat and not seen.is_fresh:
        return seen
    if stat.size != seen.stat.size or digest_of(seen.path) != seen.digest:
        return None
    return Input(seen.path, stat, seen.digest, is_fresh(stat, now)) if stat_of(seen.path) == stat else None


def outputs_of(paths: Iterable[str | Path]) -> tuple[Output, ...]:
    """The files as they lie there now; those of a folder one by one."""
    found = []
    for path in _files(paths):
        stat = stat_of(path)
        if stat is not None:
            found.append(Output(str(path), stat))
    return tuple(found)


def untouched(outputs: Iterable[Output]) -> bool:
    """Whether every output lies where it was left, as it was left."""
    return all(stat_of(output.path) == output.stat for output in outputs)


def _files(paths: Iterable[str | Path]) -> Iterable[Path]:
    for path in map(Path, paths):
        if path.is_dir():
            yield from sorted(path.iterdir())
        else:
            yield path

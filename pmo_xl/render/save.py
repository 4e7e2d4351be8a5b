"""The safe way onto the disk: an output is whole or it is not there, and nobody's open file is touched."""

import errno
import os
import re
import sys
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

from msgspec import Struct

from pmo_xl.errors import SaveError, reason_of
from pmo_xl.model.pattern import lazy
from pmo_xl.render.text import spoken

_TRIES: Final = 9
_OURS: Final = ".pmo-xl-"
# Linux counts 255 bytes, Windows 255 UTF-16 units: with the bytes both are kept. _2 and the ending need room.
_LONGEST_STEM: Final = 240
_LONGEST_PIECE: Final = 160
_FORBIDDEN = lazy(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_RESERVED = lazy(r"(?:CON|PRN|AUX|NUL|CLOCK\$|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])(?=[. ]|$)", re.IGNORECASE)
_FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))


class Saved(Struct, frozen=True):
    """Where an output lies now, and what to tell about it: None, or why it is not where it was meant to be."""

    path: Path
    note: str | None = None


def save(folder: Path, name: str, data: bytes) -> Saved:
    """Write an output: first beside its place, down to the disk, then moved there in one step.

    The folder is made when missing. A target that is open elsewhere, not replaceable, or just being written by
    another run stays as it is; the output then becomes 「…_2」 and the note says so. Raises SaveError naming the folder
    when nothing can be written there; whatever stood there before is whole.
    """
    wanted = folder / safe_name(name, longest=_LONGEST_STEM)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        sweep(folder)
        for target in _choices(wanted):
            if put_in_place(target, data):
                moved = target != wanted
                note = f"{wanted.name} は使用中か置き換えできないため、{target.name} に保存しました" if moved else None
                return Saved(target, note)
    except OSError as error:
        raise _explained(folder, error) from error
    raise SaveError(
        f"{wanted} に保存できません（使用中です）", "開いているファイルを閉じてから、もう一度実行してください"
    )


def safe_name(text: str, *, longest: int = _LONGEST_PIECE) -> str:
    r"""One file name for Windows and Linux from any text: an id, a title, 「議事録:1.docx」. Never a path.

    It is cut to `longest` bytes before its ending, so that a page's name and a day can stand beside it. Different
    texts may give the same name: whoever writes several files keeps them apart.

    >>> safe_name("議事録:1/2.docx"), safe_name("CON"), safe_name("..\\x. ")
    ('議事録_1_2.docx', 'CON_', '_x')
    """
    name = _FORBIDDEN.sub("_", spoken(text).strip()).lstrip(". ")
    if name.startswith("~$"):  # Office hides its own lock files behind this
        name = f"_{name[2:]}"
    stem, dot, ending = name.rpartition(".")
    if not (dot and re.fullmatch(r"[A-Za-z0-9]{1,8}", ending)):
        stem, dot, ending = name, "", ""
    short = stem.encode()[:longest].decode(errors="ignore")
    if short != stem:
        short = short.rstrip("\u200d")  # an emoji joined to nothing
    short = short.rstrip(". ") or "無題"
    if reserved := _RESERVED.match(short):
        short = f"{reserved[0]}_{short[reserved.end() :]}"
    return short + dot + ending


def _choices(wanted: Path) -> Iterator[Path]:
    yield wanted
    for number in range(2, _TRIES + 1):
        yield wanted.with_name(f"{wanted.stem}_{number}{wanted.suffix}")


def put_in_place(target: Path, data: bytes) -> bool:
    """Whether the data could take the target's place in one step; an open, protected or busy one keeps it."""
    if open_elsewhere(target) or target.is_dir() or (target.exists() and not os.access(target, os.W_OK)):
        return False
    temporary = target.with_name(f"{_OURS}{zlib.crc32(target.name.encode()):08x}.tmp")
    file = _claimed(temporary)
    if file is None:
        return False
    moved = False
    try:
        with file:
            file.truncate()
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            if target.exists():
                with suppress(OSError):  # who may read and write it stays as it was
                    temporary.chmod(target.stat().st_mode & 0o777)
            if sys.platform != "win32":  # the claim lasts until the file is in its place
                moved = _replaced(temporary, target)
        if sys.platform == "win32":  # Windows moves closed files only
            moved = _replaced(temporary, target)
    finally:
        if not moved:
            with suppress(OSError):
                temporary.unlink()
    return moved


def _claimed(temporary: Path) -> BinaryIO | None:
    """The temporary file, open and ours alone; None while another run is writing to it.

    A run that was killed leaves the file but no claim on it, so that the next run simply takes it over.
    """
    for _ in range(3):
        if sys.platform == "win32":
            try:
                return temporary.open("xb")
            except FileExistsError:
                with suppress(PermissionError):  # an open file cannot be removed on Windows: it is in use
                    temporary.unlink()
            continue
        file = os.fdopen(os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666), "r+b")
        if _locked(file) and _lies_at(temporary, file):
            return file
        file.close()
        time.sleep(0.05)  # the other run may be done in a moment
    return None


def _lies_at(path: Path, file: BinaryIO) -> bool:
    """Whether the path still leads to this open file: another run may have just moved it into its place."""
    try:
        return path.stat().st_ino == os.fstat(file.fileno()).st_ino
    except FileNotFoundError:
        return False


def _locked(file: BinaryIO) -> bool:
    """Whether the operating system gives us the file alone. Shared drives that cannot say count as yes."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _replaced(temporary: Path, target: Path) -> bool:
    for pause in (0.1, 0.3, None):
        try:
            temporary.replace(target)
        except PermissionError:
            if sys.platform != "win32":
                raise
            if pause is None:
                return False
            time.sleep(pause)  # a virus scanner or a preview lets go of it in a moment
        else:
            return True
    return False


def open_elsewhere(target: Path) -> bool:
    """Whether Excel, Word or LibreOffice left the mark of an open file beside it."""
    name = target.name
    locks = [f"~${name}", f".~lock.{name}#"]
    if target.suffix.lower() in (".docx", ".docm"):
        locks += [f"~${name[1:]}", f"~${name[2:]}"]  # Word writes it over the first letters of a longer name
    return any(target.with_name(lock).exists() for lock in locks)


def sweep(folder: Path) -> None:
    """Remove what killed runs left behind: temporary files of ours that nobody has a claim on."""
    for path in folder.glob(f"{_OURS}*.tmp"):
        with suppress(OSError):
            if sys.platform == "win32":
                path.unlink()
                continue
            with path.open("r+b") as file:
                if _locked(file) and _lies_at(path, file):
                    path.unlink()


def _explained(folder: Path, error: OSError) -> SaveError:
    elsewhere = "--out で別のフォルダーを指定してください"
    if error.errno in _FULL:
        return SaveError(f"{folder} に保存できません（ディスクの空きがありません）", f"空きを作るか、{elsewhere}")
    if error.errno in (errno.ENAMETOOLONG, errno.EINVAL):
        return SaveError(f"{folder} に保存できません（パスが長すぎるか、使えない文字があります）", elsewhere)
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return SaveError(f"{folder} に保存できません（フォルダーではありません）", elsewhere)
    return SaveError(f"{folder} に保存できません（{reason_of(error)}）", f"書き込み権限を確認するか、{elsewhere}")

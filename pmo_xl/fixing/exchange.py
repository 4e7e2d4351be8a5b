"""How a person's workbook is exchanged on disk: read when nobody has it open, replaced only if still the same."""

from itertools import count
from pathlib import Path
from typing import Final

from pmo_xl.errors import SaveError, reason_of
from pmo_xl.patch import unwritable
from pmo_xl.render.save import open_elsewhere, put_in_place, safe_name, save, sweep
from pmo_xl.sheets.files.lockfile import editor_of

_LONGEST_STEM: Final = 200  # bytes: the stamp and a number still fit behind it


def bytes_of(path: Path, name: str) -> bytes:
    """The bytes of a workbook nobody has open. Raises BookError saying who has, or why it cannot be read."""
    if open_elsewhere(path):
        raise unwritable(name, editor_of(path) or "開いている人がいます", "閉じてから再実行してください")
    try:
        return path.read_bytes()
    except OSError as error:
        raise unwritable(name, reason_of(error), "場所とアクセス権を確認してください") from error


def exchange(path: Path, name: str, old: bytes, new: bytes) -> None:
    """Put the new bytes in the place of the old ones, in one step; whatever goes wrong, the file is one of the two.

    Raises BookError when the file no longer holds the old bytes or is in use, SaveError when the disk refuses.
    """
    try:
        sweep(path.parent)
        if path.read_bytes() != old:
            raise unwritable(name, "読み取ったあとに変更されています", "もう一度実行してください")
        if not put_in_place(path, new):
            raise unwritable(name, "使用中か、読み取り専用です", "閉じてから再実行してください")
    except OSError as error:
        raise SaveError(
            f"{name} に書き込めません（{reason_of(error)}）", "空き容量とアクセス権を確認してください"
        ) from error


def saved_anew(folder: Path, stem: str, stamp: str, suffix: str, data: bytes) -> Path:
    """Write 「stem_stamp.suffix」 under a name that nothing has yet: a backup never takes the place of another one.

    Two books of one name in two folders, or two runs in one second, are told apart by a number. Raises SaveError.
    """
    short = safe_name(stem, longest=_LONGEST_STEM)
    names = (f"{short}_{stamp}{f'_{number}' if number > 1 else ''}{suffix}" for number in count(1))
    return save(folder, next(name for name in names if not (folder / name).exists()), data).path

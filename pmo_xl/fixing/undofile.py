"""The undo file: what a `fix --apply` changed, so that it can be taken back tomorrow."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from pmo_xl.errors import PmoError, reason_of

_FORM: Final = 1  # of the file; a later form must still read this one


class CellBefore(Struct, frozen=True):
    """One written cell: its correction, and its element in the sheet's XML before and after.

    A cell that came with a new row is `joined`; it has no code when nothing but the row's look was written.
    """

    sheet: str
    cell: str
    code: str
    id: str
    field: str
    old: str
    new: str
    element_before: str
    element_after: str
    joined: bool = False


class Before(Struct, frozen=True):
    """One written workbook: where it lies, what its bytes were and are, and where its backup is."""

    file: str
    path: str
    backup: str
    sha256_before: str
    sha256_after: str
    cells: tuple[CellBefore, ...]


class UndoFile(Struct, frozen=True):
    """Everything one run of `fix --apply` wrote."""

    form: int
    applied_at: datetime
    books: tuple[Before, ...]


def written(books: Sequence[Before], now: datetime) -> bytes:
    """The undo file as bytes."""
    return msgspec.json.format(msgspec.json.encode(UndoFile(_FORM, now, tuple(books))), indent=1) + b"\n"


def read(path: Path) -> UndoFile:
    """An undo file. Raises PmoError when it is none, or cannot be read."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=UndoFile)
    except OSError as error:
        raise PmoError(f"{path} を読めません（{reason_of(error)}）", "場所と名前を確認してください") from error
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise PmoError(
            f"{path.name} は取り消し用のファイルではありません", "fix --apply が作成した undo_….json を指定してください"
        ) from None

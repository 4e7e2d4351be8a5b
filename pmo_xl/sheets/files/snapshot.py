"""A workbook's bytes, read once: all work happens on this copy, and the file itself is left alone."""

import errno
import hashlib
import stat
import time
from collections.abc import Callable
from datetime import datetime
from os import stat_result
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from pmo_xl.errors import is_away, reason_of
from pmo_xl.sheets.files.lockfile import editor_of
from pmo_xl.sheets.files.refusal import RefusalError, too_big

MAX_FILE_MB = 500
ATTEMPTS = 3
PAUSE_SECONDS = 0.2
# What Windows answers: for files that OneDrive or SharePoint keeps in the cloud only, for those that another program
# has open for itself, and for paths longer than most programs may ask for.
_CLOUD_ERRORS = frozenset({362, 380, 389, 395, 396, 397})
_SHARING_ERRORS = frozenset({32, 33})
_LONG_PATH_ERRORS = frozenset({3, 206})
_LONGEST_PATH = 260
_AT_REST_SECONDS = 3600

T = TypeVar("T")


class Snapshot(Struct, frozen=True):
    """What a file held at one moment.

    `saved` is when it was last saved, local time (2024-05-07 15:42); `digest` the sha256 of its bytes in hexadecimal.
    """

    path: Path
    data: bytes
    saved: str
    digest: str
    stamp: tuple[int, int]  # size and modification time, to see whether the file changed since
    touched: float = 0.0  # when it was last written or put there, in seconds since 1970

    def is_at_rest(self) -> bool:
        """Whether nobody has written or copied it for an hour, as far as this machine's clock and the file's agree."""
        return self.touched < time.time() - _AT_REST_SECONDS

    def is_outdated(self) -> bool:
        """Whether the file has changed a moment later: somebody was still writing it."""
        time.sleep(PAUSE_SECONDS)
        return _stamp(_asked_again(self.path, self.path.stat)) != self.stamp


def take(path: Path) -> Snapshot:
    """The file's bytes and when they were saved.

    Waits a moment when the file is locked, being written or put in its place, and reads a copy where it may be copied
    but not read. Raises RefusalError when it is not there, is a folder, may not be read, is too big, or does not come
    to rest.
    """
    before = _asked(path, path.stat)
    if stat.S_ISDIR(before.st_mode):
        raise RefusalError("フォルダです", "フォルダの中のブックを指定してください")
    if not stat.S_ISREG(before.st_mode):
        raise RefusalError("ファイルではありません", "Excelのブックを指定してください")
    if before.st_size > MAX_FILE_MB * 1_000_000:
        raise too_big("ファイル", before.st_size / 1_000_000, MAX_FILE_MB, "MB")
    for attempt in range(ATTEMPTS):
        if attempt:
            time.sleep(PAUSE_SECONDS)
            before = _asked_again(path, path.stat)
        data = _asked_again(path, lambda: _bytes_of(path))
        after = _asked_again(path, path.stat)
        if _stamp(before) == _stamp(after) and len(data) == after.st_size:
            saved = f"{datetime.fromtimestamp(after.st_mtime):%Y-%m-%d %H:%M}"
            touched = max(after.st_mtime, after.st_ctime)  # on Windows the second one is when a copy was made
            return Snapshot(path, data, saved, hashlib.sha256(data).hexdigest(), _stamp(after), touched)
    raise RefusalError(
        "読み込み中に書き換えられました", "保存や同期が終わってから再実行してください", particle="が", passing=True
    )


def _stamp(found: stat_result) -> tuple[int, int]:
    return found.st_size, found.st_mtime_ns


def _bytes_of(path: Path) -> bytes:
    """What stands in the file, or in a copy of it: Windows copies files that it does not let others read."""
    try:
        return path.read_bytes()
    except PermissionError as refused:
        import shutil
        import tempfile

        try:
            with tempfile.TemporaryDirectory() as folder:
                return Path(shutil.copy2(path, folder)).read_bytes()
        except OSError:
            raise refused from None


def _asked(path: Path, question: Callable[[], T]) -> T:
    """What the file system answers, or a refusal in words."""
    for _ in range(ATTEMPTS - 1):
        try:
            return question()
        except (PermissionError, FileNotFoundError):
            # A virus scanner or a sync client often lets go at once; and who saves safely takes the old file away
            # a moment before the new one has its name.
            time.sleep(PAUSE_SECONDS)
        except OSError as error:
            raise _refusal(path, error) from error
    try:
        return question()
    except OSError as error:
        raise _refusal(path, error) from error


def _asked_again(path: Path, question: Callable[[], T]) -> T:
    """The same about a file that has been there a moment ago."""
    try:
        return _asked(path, question)
    except _GoneError:
        raise RefusalError(
            "読み込み中になくなりました", "保存や移動が終わってから再実行してください", particle="が", passing=True
        ) from None


class _GoneError(RefusalError):
    """Nothing lies where the file should be."""


def _refusal(path: Path, error: OSError) -> RefusalError:
    number = getattr(error, "winerror", None)
    is_too_long = number in _LONG_PATH_ERRORS and len(str(path.absolute())) >= _LONGEST_PATH
    if error.errno == errno.ENAMETOOLONG or is_too_long:
        return RefusalError("パスが長すぎて開けません", "浅いフォルダに移すか、名前を短くしてください")
    if isinstance(error, FileNotFoundError):
        return _GoneError("見つかりません", "場所と名前を確認してください", particle="が", passing=True)
    if isinstance(error, PermissionError):
        editor = editor_of(path) or ("ほかのプログラムが開いています" if number in _SHARING_ERRORS else None)
        hint = f"{editor}。閉じてから再実行してください" if editor else "アクセス権を確認してください"
        return RefusalError("開けません", hint, particle="を", passing=True)
    if number in _CLOUD_ERRORS:
        return RefusalError(
            "クラウド上にあり、まだダウンロードされていません", "エクスプローラーで一度開いてから再実行してください"
        )
    away = is_away(error)
    hint = "共有フォルダにつながるか確認して再実行してください" if away else "場所とアクセス権を確認してください"
    return RefusalError(f"開けません（{reason_of(error)}）", hint, particle="を", passing=away)

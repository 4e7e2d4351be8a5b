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

from pmo_xl.errors import reason_of
from pmo_xl.sheets.lockfile import editor_of
from pmo_xl.sheets.refusal import RefusalError, too_big

MAX_FILE_MB = 500
ATTEMPTS = 3
PAUSE_SECONDS = 0.2
# Windows answers with these for files that OneDrive or SharePoint keeps in the cloud only.
_CLOUD_ERRORS = frozenset({362, 380, 389, 395, 396, 397})

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

    def is_outdated(self) -> bool:
        """Whether the file has changed a moment later: somebody was still writing it."""
        time.sleep(PAUSE_SECONDS)
        return _stamp(_asked(self.path, self.path.stat)) != self.stamp


def take(path: Path) -> Snapshot:
    """The file's bytes and when they were saved.

    Waits a moment when the file is locked or being written. Raises RefusalError when it is not there, is a folder,
    may not be read, is too big, or does not come to rest.
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
            before = _asked(path, path.stat)
        data = _asked(path, path.read_bytes)
        after = _asked(path, path.stat)
        if _stamp(before) == _stamp(after) and len(data) == after.st_size:
            saved = f"{datetime.fromtimestamp(after.st_mtime):%Y-%m-%d %H:%M}"
            return Snapshot(path, data, saved, hashlib.sha256(data).hexdigest(), _stamp(after))
    raise RefusalError("読み込み中に書き換えられました", "保存や同期が終わってから再実行してください", particle="が")


def _stamp(found: stat_result) -> tuple[int, int]:
    return found.st_size, found.st_mtime_ns


def _asked(path: Path, question: Callable[[], T]) -> T:
    """What the file system answers, or a refusal in words."""
    for _ in range(ATTEMPTS - 1):
        try:
            return question()
        except PermissionError:
            time.sleep(PAUSE_SECONDS)  # a virus scanner or a sync client often lets go at once
        except OSError as error:
            raise _refusal(path, error) from error
    try:
        return question()
    except OSError as error:
        raise _refusal(path, error) from error


def _refusal(path: Path, error: OSError) -> RefusalError:
    if isinstance(error, FileNotFoundError):
        return RefusalError("見つかりません", "場所と名前を確認してください", particle="が")
    if isinstance(error, PermissionError):
        editor = editor_of(path)
        hint = f"{editor}。閉じてから再実行してください" if editor else "アクセス権を確認してください"
        return RefusalError("開けません", hint, particle="を")
    if getattr(error, "winerror", None) in _CLOUD_ERRORS:
        return RefusalError(
            "クラウド上にあり、まだダウンロードされていません", "エクスプローラーで一度開いてから再実行してください"
        )
    if error.errno == errno.ENAMETOOLONG:
        return RefusalError("パスが長すぎて開けません", "浅いフォルダに移すか、名前を短くしてください")
    return RefusalError(f"開けません（{reason_of(error)}）", "場所とアクセス権を確認してください", particle="を")

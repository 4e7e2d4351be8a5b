"""What stops the work: one sentence saying what and where, one saying what to do."""

import errno
from typing import Final

_SAID: Final = {
    errno.EACCES: "アクセス権がありません",
    errno.EPERM: "アクセス権がありません",
    errno.ENOENT: "その場所がありません",
    errno.ENOTDIR: "フォルダーではありません",
    errno.EISDIR: "フォルダーです",
    errno.EROFS: "読み取り専用の場所です",
    errno.ENOSPC: "ディスクの空きがありません",
    errno.EDQUOT: "割り当てられた容量を使い切っています",
    errno.EBUSY: "使用中です",
    errno.EIO: "読み書きに失敗しました",
    errno.ENAMETOOLONG: "名前が長すぎます",
    errno.EMFILE: "開いているファイルが多すぎます",
    errno.ENXIO: "ファイルではありません",
    errno.ELOOP: "リンクが循環しています",
    errno.ENOTEMPTY: "同じ名前のフォルダーがあります",
    errno.EEXIST: "同じ名前のものがあります",
    errno.ESTALE: "共有フォルダとの接続が切れました",
    errno.ETIMEDOUT: "共有フォルダが応答しません",
}
# A shared drive that is away for a moment: what Linux and what Windows answer.
_AWAY: Final = frozenset(
    (errno.EIO, errno.ESTALE, errno.ETIMEDOUT, errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.ENETDOWN)
) | frozenset((errno.ENETUNREACH, errno.ENETRESET, errno.ECONNRESET, errno.ECONNABORTED, errno.EAGAIN, errno.EBUSY))
_WINDOWS_AWAY: Final = frozenset((51, 53, 54, 55, 59, 64, 65, 67, 71, 121, 1231, 1236, 1450))


def is_away(error: OSError) -> bool:
    """Whether the drive itself does not answer: it may again in a moment."""
    return error.errno in _AWAY or getattr(error, "winerror", None) in _WINDOWS_AWAY


def reason_of(error: OSError) -> str:
    """What the operating system objects to, in Japanese; its own words where it has others."""
    return _SAID.get(error.errno or 0) or error.strerror or type(error).__name__


class PmoError(Exception):
    """The work could not be done. Bad data is never an exception: it is a `Finding`.

    `message` names what was met and where, `hint` what a person at a desk can do about it; both are
    Japanese sentences, printed as 「エラー: …」 and 「対処: …」.
    """

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"エラー: {self.message}\n対処: {self.hint}"

    def __reduce__(self) -> tuple[type["PmoError"], tuple[object, ...]]:
        # Workers send errors back to their parent process; the default would lose the hint.
        return type(self), (self.message, self.hint)


class BookError(PmoError):
    """A workbook that cannot be read, or may not be written.

    `reason` is the message without the file's name, for lists that name the file themselves (`inspect --json`).
    `passing`: what is in the way may be gone in a moment (open elsewhere, half written, the drive away).
    """

    def __init__(self, message: str, hint: str, reason: str = "", passing: bool = False) -> None:
        super().__init__(message, hint)
        self.reason = reason or message
        self.passing = passing

    def __reduce__(self) -> tuple[type["BookError"], tuple[str, str, str, bool]]:
        return type(self), (self.message, self.hint, self.reason, self.passing)


class ConfigError(PmoError):
    """A pmo.toml (or a command line) that says something this product does not know."""


class TemplateError(PmoError):
    """A report template that names something unknown, or that cannot be filled."""


class SaveError(PmoError):
    """An output that could not be put in its place; whatever stood there before is whole."""


class HistoryError(PmoError):
    """A kept state that cannot be read any more."""

"""One press of a button from beginning to end: whatever happens, the person gets one message and no traceback."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from pmo_xl.buttons import log
from pmo_xl.buttons.com import is_busy
from pmo_xl.buttons.context import Context, documents, opened
from pmo_xl.buttons.names import ACTIONS, BY_ACTION
from pmo_xl.buttons.notifier import InExcel, Notifier, WithoutExcel
from pmo_xl.buttons.quiet import BusyError, patiently
from pmo_xl.errors import PmoError

_WITHOUT_BOOK: Final = "help"
_SAVED_NOTHING: Final = "ブックは保存も終了もしていません。"


def press(
    action: str,
    find: Callable[[], Any],
    *,
    notifier: Notifier | None = None,
    now: datetime | None = None,
    open_file: Callable[[Path], None] = opened,
    documents_folder: Path | None = None,
    log_folder: Path | None = None,
) -> int:
    """Do the action on the book that `find` gives; 0 whenever the person was told how it went, else 1.

    `now`, `notifier` and the folders are those of machine and person; tests give their own.
    """
    now = now or datetime.now()
    teller: Notifier = notifier or WithoutExcel()
    try:
        try:
            if action not in ACTIONS:
                raise _unknown(action)
            book = _found(action, find)
            if notifier is None and book is not None:
                teller = InExcel(book.app)
            text, wrong = _done(action, book, Context(now, teller, documents_folder or documents(), open_file))
        except PmoError as error:
            text, wrong = said(error), True
        except Exception as error:
            if is_busy(error):
                text, wrong = said(BusyError()), True
            else:
                text, wrong = _unexpected(error, action, now, log_folder), True
        _tell(teller, text, wrong=wrong)
    except Exception as error:
        log.write(error, f"{action}: 画面に表示できませんでした", now, log_folder)
        return 1
    return 0


def _found(action: str, find: Callable[[], Any]) -> Any:  # noqa: ANN401 - xlwings' Book
    """The workbook; for the one action that needs none, None where there is none."""
    try:
        return find()
    except PmoError:
        if action == _WITHOUT_BOOK:
            return None
        raise


def said(error: PmoError) -> str:
    """The one shape of an error on the screen: what, an empty line, what to do."""
    return f"{error.message}\n\n対処: {error.hint}"


def _done(action: str, book: Any, context: Context) -> tuple[str, bool]:  # noqa: ANN401 - xlwings' Book
    from pmo_xl.buttons.actions import action_named
    from pmo_xl.buttons.caller import refuse_unsuitable

    if action != _WITHOUT_BOOK:
        patiently(lambda: book.name)  # a cell that is being edited is waited for, before anything has begun
        refuse_unsuitable(book)
    answer = action_named(action)(book, context)
    return answer.text, answer.wrong


def _tell(teller: Notifier, text: str, *, wrong: bool) -> None:
    """Through Excel's own window; where that has gone or is busy, through one of our own."""
    try:
        teller.tell(text, wrong=wrong)
    except Exception:
        if not isinstance(teller, InExcel):
            raise
        WithoutExcel().tell(text, wrong=wrong)


def _unexpected(error: Exception, action: str, now: datetime, folder: Path | None) -> str:
    label = BY_ACTION[action].label if action in BY_ACTION else action
    written = log.write(error, f"{label}（{action}）", now, folder)
    where = f"記録: {written}" if written else f"記録を残せませんでした（{log.folder()} に書き込めません）"
    hint = "もう一度実行しても同じときは、この記録を添えてお知らせください"
    return f"予期しないエラーです（「{label}」の途中）。\n{_SAVED_NOTHING}\n\n対処: {hint}\n{where}"


def _unknown(action: str) -> PmoError:
    what = f"「{action}」というボタンはありません" if action else "ボタンの名前がありません"
    return PmoError(what, f"使えるのは {'、'.join(ACTIONS)} です")

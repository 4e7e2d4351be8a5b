"""Questions to Excel's own objects (`.api`) that may have no answer: an older Excel, another system, a busy moment."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

T = TypeVar("T")

# RPC_E_CALL_REJECTED, RPC_E_SERVERCALL_RETRYLATER, VBA_E_IGNORE: a cell is being edited, a dialog is open.
_BUSY: Final = frozenset((-2147418111, -2147417846, -2146777998))


def is_busy(error: BaseException) -> bool:
    """Whether the error only says that Excel cannot answer now."""
    if type(error).__name__ == "ExcelBusyError":
        return True
    codes = [getattr(error, "hresult", None)]
    for part in error.args:  # com_error: hresult, text, (…, scode), argument
        codes += [part[-1]] if isinstance(part, tuple) and part else [part]
    return any(code in _BUSY for code in codes if isinstance(code, int))


def ask(question: Callable[[], T], otherwise: T) -> T:
    """The answer, or `otherwise` where there is none. That Excel is busy is no answer but an error."""
    try:
        answer = question()
    except Exception as error:
        if is_busy(error):
            raise
        return otherwise
    return otherwise if answer is None else answer


def attempt(deed: Callable[[], Any]) -> bool:
    """Do what not every Excel can; whether it was done."""
    try:
        deed()
    except Exception as error:
        if is_busy(error):
            raise
        return False
    return True

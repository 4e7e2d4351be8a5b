"""Why a cell or a workbook may not be written, in Japanese."""

from typing import Final

from pmo_xl.errors import BookError

_TELL: Final = "Excelで直接直してください"


class CellRefusal(Exception):  # noqa: N818 - a refusal is no error: the other cells are written
    """One cell that stays as it is; its text is the reason for a list."""


def unwritable(book: str, why: str, hint: str = _TELL) -> BookError:
    """The error that a whole workbook cannot be written; its `reason` is the bare why."""
    return BookError(f"{book} に書き込めません（{why}）", hint, why)

"""Reads old and binary workbooks in a process of its own: what brings that process down does not bring us down.

The reader of .xls, .xlsb and .ods believes the sizes a file declares; a damaged one makes it ask for more memory than
there is, which ends the process without an exception. .xlsx files are measured before and need no such care.
"""

import os
import pickle
import subprocess
import sys
from io import BytesIO
from typing import TYPE_CHECKING

from pmo_xl.model.grid import CellValue, Rows

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

TIME_LIMIT_SECONDS = 60
MEMORY_LIMIT = 2_000_000_000
PASSWORD_EXIT, DAMAGE_EXIT = 3, 4

# One sheet: its name, its visibility, and its rows (None: this sheet is damaged).
ReadSheet = tuple[str, str, Rows | None]


class ProtectedError(Exception):
    """The workbook asks for a password."""


class DamagedError(Exception):
    """The workbook cannot be read, or brought its reader down."""


def read_apart(data: bytes) -> list[ReadSheet]:
    """All sheets of a workbook in calamine's formats.

    Raises ProtectedError, or DamagedError (also after TIME_LIMIT_SECONDS).
    """
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a reader that falls prints a trace nobody should see
            timeout=TIME_LIMIT_SECONDS,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise DamagedError from None
    if done.returncode == PASSWORD_EXIT:
        raise ProtectedError
    if done.returncode != 0:
        raise DamagedError
    sheets: list[ReadSheet] = pickle.loads(done.stdout)  # noqa: S301 - written by our own child, below
    return sheets


def _read(data: bytes) -> list[ReadSheet]:
    from python_calamine import CalamineError, CalamineWorkbook

    book = CalamineWorkbook.from_filelike(BytesIO(data))
    sheets: list[ReadSheet] = []
    for sheet in book.sheets_metadata:
        try:
            rows = _rows(book, sheet.name)
        except CalamineError:
            rows = None
        sheets.append((sheet.name, str(sheet.visible).rpartition(".")[2], rows))
    return sheets


def _rows(book: "CalamineWorkbook", name: str) -> Rows:
    """A sheet's values from A1 on, "" as None; text of spaces only is left to the reader of values."""
    sheet = book.get_sheet_by_name(name)
    start = sheet.start
    # Rows above the first value are given, columns left of it are not.
    margin: list[CellValue] = [None] * (start[1] if start else 0)
    return [margin + [value or (None if value == "" else value) for value in row] for row in sheet.iter_rows()]


def main() -> int:
    """The child: a workbook on standard input, its sheets on standard output."""
    from python_calamine import CalamineError, PasswordError

    _limit_memory()
    try:
        sheets = _read(sys.stdin.buffer.read())
    except PasswordError:
        return PASSWORD_EXIT
    except CalamineError:
        return DAMAGE_EXIT
    sys.stdout.buffer.write(pickle.dumps(sheets))
    return 0


def _limit_memory() -> None:
    """Fail early instead of pushing everything else out of memory; Windows has no such limit for a process itself."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, resource.getrlimit(resource.RLIMIT_AS)[1]))


if __name__ == "__main__":
    sys.exit(main())

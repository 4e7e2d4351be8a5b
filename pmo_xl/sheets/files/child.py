"""Reads old and binary workbooks in a process of its own: what brings that process down does not bring us down.

The reader of .xls and .xlsb believes the sizes a file declares; a damaged one makes it ask for more memory than there
is, which ends the process without an exception. Other workbooks are measured before and need no such care. On Windows
and macOS the process cannot be kept from taking up memory; there the time limit alone holds.
"""

import datetime
import os
import pickle
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Timer
from typing import IO, Any, Final

from msgspec import Struct

from pmo_xl.model.grid import Area, Rows
from pmo_xl.sheets.files.assembly import MAX_AREA
from pmo_xl.sheets.files.calamine_child import MEMORY_EXIT, PASSWORD_EXIT
from pmo_xl.sheets.files.refusal import RefusalError, too_big

PROGRAM: Final = Path(__file__).with_name("calamine_child.py")
TIME_LIMIT_SECONDS: Final = 8.0  # of the ten after which a person should have an answer
MEMORY_LIMIT: Final = 350_000_000  # of the 500 MB that the whole may take
_OUT_OF_MEMORY: Final = b"memory allocation of"
_LESS: Final = "不要なシート・行・列・画像を削除するか、Excelブック(.xlsx)として保存し直してください"


class ProtectedError(Exception):
    """The workbook asks for a password."""


class DamagedError(Exception):
    """The workbook cannot be read, or brought its reader down."""


class ApartSheet(Struct):
    """One sheet: its rows are None when it is damaged, `kind` and `visibility` are calamine's words."""

    name: str
    kind: str
    visibility: str
    merges: tuple[Area, ...]
    rows: Rows | None


def read_apart(data: bytes) -> list[ApartSheet]:
    """All sheets of a workbook in calamine's formats.

    Raises ProtectedError, DamagedError, or RefusalError when it takes too much time or memory.
    """
    is_late = Event()

    def stop() -> None:
        is_late.set()
        child.kill()

    with subprocess.Popen(
        [sys.executable, "-I", "-S", str(PROGRAM), _calamine_folder(), str(MEMORY_LIMIT)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,  # what a reader says that falls is for nobody to see
        env=os.environ | {"RUST_BACKTRACE": "0"},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as child:
        clock = Timer(TIME_LIMIT_SECONDS, stop)
        clock.start()
        try:
            sheets = _conversation(data, child)
            said = child.stderr.read() if child.stderr else b""
            child.wait()  # a child that is stopped on its way out would not say why it leaves
        finally:
            clock.cancel()
            child.kill()
    if is_late.is_set():
        raise RefusalError(f"読み取りに時間がかかりすぎます（上限は{TIME_LIMIT_SECONDS:g}秒）", _LESS, particle="の")
    if child.returncode == PASSWORD_EXIT:
        raise ProtectedError
    if child.returncode == MEMORY_EXIT or _OUT_OF_MEMORY in said:
        raise RefusalError(f"大きすぎます（読み取りに{MEMORY_LIMIT // 1_000_000}MBを超えるメモリが必要です）", _LESS)
    if sheets is None:
        raise DamagedError
    return sheets


def _conversation(data: bytes, child: "subprocess.Popen[bytes]") -> list[ApartSheet] | None:
    """Hand the workbook over and take its sheets; None when the child broke off."""
    if child.stdin is None or child.stdout is None:
        return None
    try:
        with child.stdin as stream:
            stream.write(data)
        return [_sheet(child.stdout) for _ in range(_Values(child.stdout).load())]
    except (OSError, EOFError, pickle.UnpicklingError):
        return None


def _sheet(stream: IO[bytes]) -> ApartSheet:
    """The next sheet. Raises RefusalError when it is too big."""
    name, kind, visibility, merges, is_whole, end = _Values(stream).load()
    if end[0] * end[1] > MAX_AREA:
        raise too_big(f"シート「{name}」の表の広がり", end[0] * end[1], MAX_AREA, "セル")
    rows: Rows = []
    while is_whole and (more := _Values(stream).load()):
        rows += more
    areas = tuple(Area(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in merges)
    return ApartSheet(name, kind, visibility, areas, rows if is_whole else None)


class _Values(pickle.Unpickler):
    """Reads what the child writes: lists of plain values and times, and nothing else, whatever became of the child."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - as the library has it
        """The types a cell's value may have; every other name is refused."""
        if module == "datetime" and name in ("date", "datetime", "time", "timedelta"):
            return getattr(datetime, name)
        raise pickle.UnpicklingError(name)


def _calamine_folder() -> str:
    """The folder in which calamine lies; nothing else of what is installed is given to the child."""
    found = find_spec("python_calamine")
    return str(Path(found.origin).parents[1]) if found and found.origin else ""

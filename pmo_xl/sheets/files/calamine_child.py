"""A program of its own, run by `child`: a workbook on standard input, its sheets on standard output.

It is started by its path and imports nothing of ours, so that it is at work after a twentieth of a second. Its first
argument is the folder in which calamine lies, its second the memory it may take up, in bytes.
"""

import pickle
import sys
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

PASSWORD_EXIT, DAMAGE_EXIT, MEMORY_EXIT = 3, 4, 5
ROWS_AT_ONCE = 1000


def main() -> int:
    """Write how many sheets there are, and for each its name, type, visibility, merges, whether it is whole, its last
    row and column, and its rows.
    """
    _limit_memory(int(sys.argv[2]))
    sys.path.append(sys.argv[1])
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(sys.stdin.buffer.read()))
        _write(len(book.sheets_metadata))
        for entry in book.sheets_metadata:
            try:
                sheet = book.get_sheet_by_name(entry.name)
            except CalamineError:
                sheet = None
            merges = (sheet.merged_cell_ranges or []) if sheet else []
            end = (sheet.end[0] + 1, sheet.end[1] + 1) if sheet and sheet.end else (0, 0)
            _write((entry.name, _word(entry.typ), _word(entry.visible), merges, sheet is not None, end))
            if sheet:
                _write_rows(sheet)
    except PasswordError:
        return PASSWORD_EXIT
    except CalamineError:
        return DAMAGE_EXIT
    except MemoryError:
        return MEMORY_EXIT
    return 0


def _write_rows(sheet: "CalamineSheet") -> None:
    """The values from A1 on, a few rows at a time and nothing at the end; "" is None, every number a float."""
    # Rows above the first value are given, columns left of it are not.
    margin: list[Any] = [None] * (sheet.start[1] if sheet.start else 0)
    rows = []
    for row in sheet.iter_rows():
        rows.append(margin + [float(value) if type(value) is int else None if value == "" else value for value in row])
        if len(rows) == ROWS_AT_ONCE:
            _write(rows)
            rows = []
    _write(rows)
    if rows:
        _write([])


def _write(value: object) -> None:
    pickle.dump(value, sys.stdout.buffer)


def _word(value: object) -> str:
    return str(value).rpartition(".")[2]


def _limit_memory(limit: int) -> None:
    """Fail early instead of pushing everything else out of memory, and leave no image of it behind."""
    if sys.platform == "linux":
        import resource

        most = resource.getrlimit(resource.RLIMIT_AS)[1]
        limit = limit if most == resource.RLIM_INFINITY else min(limit, most)
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())

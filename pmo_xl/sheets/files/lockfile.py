"""The `~$` files Excel lays beside an open workbook: whether a file is one, and who is editing."""

from pathlib import Path

PREFIX = "~$"


def is_lock(path: Path) -> bool:
    """Whether the name is that of a mark of editing (Excel's `~$`, LibreOffice's `.~lock.`)."""
    return path.name.startswith((PREFIX, ".~lock."))


def editor_of(book: Path) -> str | None:
    """Who has the workbook open, as a sentence: 「佐藤さんが編集中です」; None when no lock file lies beside it."""
    return editor_in(book.with_name(PREFIX + book.name))


def editor_in(lock: Path) -> str | None:
    """The same from the lock file itself; 「誰かが編集中です」 when the owner cannot be read from it."""
    try:
        with lock.open("rb") as file:
            data = file.read(512)
    except FileNotFoundError:
        return None
    except OSError:
        data = b""  # Excel keeps it locked while the workbook is open: somebody is there
    owner = _owner(data)
    return f"{owner}さんが編集中です" if owner else "誰かが編集中です"


def _owner(data: bytes) -> str:
    """The name in a lock file: UTF-16 from byte 57 (its length at 55), else in the Windows code page from byte 1."""
    wide = int.from_bytes(data[55:57], "little")
    for raw, encoding in ((data[57 : 57 + 2 * wide], "utf-16-le"), (data[1 : 1 + data[0]] if data else b"", "cp932")):
        try:
            name = raw.decode(encoding).strip("\0 \u3000")
        except UnicodeDecodeError:
            continue
        if name and name.isprintable():
            return name
    return ""

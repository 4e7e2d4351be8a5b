"""Whether the files that cells name are there. Only asked for by `evidence_check`: it looks at the disk."""

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path, PureWindowsPath
from typing import Final

from pmo_xl.model.pattern import lazy

_BETWEEN: Final = lazy(r"[\n;、]+")
_ADDRESS: Final = lazy(r"(?i)^(?:[a-z][a-z0-9+.-]+://|mailto:|www\.)")
_NAMES_A_FILE: Final = lazy(r"(?i)\\|^\.{0,2}/|/$|\.[a-z][a-z0-9]{1,4}$")  # 「5/7 実施」 is none
_LONGEST: Final = 1024


class Evidence:
    """Files beside the workbooks. `books` gives the path of each workbook by its shown name."""

    def __init__(self, books: Mapping[str, str]) -> None:
        self.books = books
        self._is_there = lru_cache(maxsize=None)(_is_there)

    def missing(self, text: str | None, book: str) -> tuple[str, ...]:
        """The paths in a cell that lead nowhere, relative to the workbook; texts that are no path are none of these."""
        if not text:
            return ()
        folder = Path(self.books[book]).parent
        words = (word.strip().strip('"「」') for word in _BETWEEN.split(text))
        return tuple(word for word in words if _is_path(word) and not self._is_there(folder, word))


def _is_path(text: str) -> bool:
    """Whether a text is a path that can be looked for here: no address, and no drive of another system."""
    if not 0 < len(text) <= _LONGEST or _ADDRESS.match(text) or not _NAMES_A_FILE.search(text):
        return False
    return os.name == "nt" or not PureWindowsPath(text).drive


def _is_there(folder: Path, text: str) -> bool:
    try:
        return (folder / (text if os.name == "nt" else text.replace("\\", "/"))).exists()
    except (OSError, ValueError):  # a name no file can have is no path
        return True

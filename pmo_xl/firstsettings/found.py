"""What a folder holds today: its workbooks as pmo.toml names them, their tables, and the sheets passed over."""

from collections.abc import Iterator, Mapping
from datetime import date
from os.path import relpath
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from pmo_xl.firstsettings.suggested import Suggested, suggestions
from pmo_xl.sheets.reading import FileReading, ReadTable

if TYPE_CHECKING:
    from pmo_xl.project import Project


class Found(Struct, frozen=True):
    """The reading of a project for its settings. `files` gives each workbook under the name pmo.toml calls it by."""

    root: Path
    name: str
    as_of: date
    files: Mapping[str, FileReading]
    suggested: Mapping[str, list[Suggested]]

    @property
    def tables(self) -> Iterator[tuple[str, ReadTable]]:
        """Every table with its workbook; choices among the columns of another are that one's."""
        sheets = ((file, sheet) for file, reading in self.files.items() for sheet in reading.sheets)
        return ((file, one) for file, sheet in sheets for one in sheet.read if not one.table.within)

    @property
    def passed_over(self) -> Iterator[tuple[str, str]]:
        """Every sheet without a table, and why: 「テスト管理表.xlsx「表紙」」, 「表紙です」."""
        for file, reading in self.files.items():
            yield from ((f"{file}「{sheet.sheet}」", sheet.skipped or "") for sheet in reading.sheets if not sheet.read)


def found_in(project: "Project", as_of: date) -> Found:
    """What a project's workbooks hold, read as its settings say."""
    reading = project.reading(as_of)
    paths = dict.fromkeys(project.paths)  # the reading has each once, in this order
    files = {_called(path, project.root): file for path, file in zip(paths, reading.files, strict=True)}
    return Found(project.root, project.root.resolve().name, as_of, files, suggestions(reading, as_of))


def _called(path: Path, root: Path) -> str:
    """The workbook as pmo.toml in `root` names it."""
    try:
        return Path(relpath(path, root)).as_posix()
    except ValueError:  # another drive of Windows
        return path.resolve().as_posix()

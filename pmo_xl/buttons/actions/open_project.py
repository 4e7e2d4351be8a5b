"""The project of the open workbook with the workbook as it stands on the screen, and the words all reports share."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from pmo_xl.buttons.com import ask
from pmo_xl.buttons.context import Context
from pmo_xl.buttons.home import Home, home_of, local_path
from pmo_xl.buttons.live.book import read_open
from pmo_xl.buttons.paint.own import own_titles
from pmo_xl.errors import PmoError
from pmo_xl.project import Project
from pmo_xl.sheets.files.book import Book
from pmo_xl.writer import Outputs

_LISTED: Final = 6  # files of a message
_REMARKS: Final = 8


class OpenProject:
    """`book` is the open workbook as it was read, `file` what it is called in findings, `home` where it belongs.

    `has_tables`: something in the project could be read as a register; `is_register`: something in this book.
    """

    def __init__(self, workbook: Any, context: Context) -> None:  # noqa: ANN401 - xlwings' Book
        self.home: Home = home_of(workbook, context)
        ours, has_file = own_titles(workbook), self.home.is_local
        self.book: Book = read_open(workbook, self.home.path, context.now, ours=ours, has_file=has_file)
        self.project: Project = self.home.project.with_open(self.book)
        for other in _others(workbook, self.project, context.now):
            self.project = self.project.with_open(other)
        self.day = context.today
        reading = self.project.reading(self.day)
        self.file = next((s.file for s in reading.sources if s.path == str(self.home.path)), self.book.file)
        self.has_tables = bool(reading.registers)
        own = next((file for file in reading.files if file.file == self.file), None)
        self.is_register = own is not None and any(sheet.read for sheet in own.sheets)
        self._refused = [file for file in reading.files if file.refused]

    def need_tables(self) -> None:
        """Raises PmoError when nothing in it could be read as a register."""
        if not self.has_tables:
            raise PmoError(
                f"{self.book.file} に、管理表として読める表が見つかりません",
                "「読み取り結果」のボタンで、シートがどう読まれたかを確認してください",
            )

    def remarks(self) -> list[str]:
        """What has to be said beside the result: books that could not be read, why only this one was."""
        refused = [f"{file.file} は読めませんでした（{file.refused}）" for file in self._refused]
        notes = [*self.project.notes, *refused, *([self.home.note] if self.home.note else [])]
        return list(dict.fromkeys(notes))


def _others(workbook: Any, project: Project, now: datetime) -> Iterator[Book]:  # noqa: ANN401
    """The project's other workbooks that are open beside this one with something nobody has saved yet."""
    paths = {path.resolve(): path for path in project.paths}
    open_books: list[Any] = ask(lambda: list(workbook.app.books), [])
    for other in open_books:
        place = local_path(other) if other.name != workbook.name else None
        if place is not None and place.resolve() in paths and not _is_saved(other):
            yield read_open(other, paths[place.resolve()], now, ours=own_titles(other))


def _is_saved(workbook: Any) -> bool:  # noqa: ANN401
    return ask(lambda: bool(workbook.api.Saved), True)


def told(head: str, remarks: Iterable[str]) -> str:
    """A message: what was done, then what has to be said, as much of it as fits a box."""
    lines = [f"・{remark}" for remark in remarks]
    more = [f"・ほか{len(lines) - _REMARKS}件"] if len(lines) > _REMARKS else []
    return "\n".join([head, *lines[:_REMARKS], *more])


def told_of(head: str, outputs: Outputs, work: OpenProject) -> str:
    """A message about files: their names, where they lie, what has to be said."""
    names = [f"　{path.name}" for path in outputs.paths[:_LISTED]]
    if len(outputs.paths) > _LISTED:
        names.append(f"　他{len(outputs.paths) - _LISTED}件")
    folder = outputs.paths[0].resolve().parent if outputs.paths else work.home.out
    return told("\n".join([head, *names, f"場所: {folder}"]), [*outputs.notes, *work.remarks()])

"""Writing the pages of a report: which template, under which name, into which folder."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from pmo_xl.resources import template
from pmo_xl.settings import ReportFiles

if TYPE_CHECKING:
    from datetime import date

    from pmo_xl.project import Project
    from pmo_xl.render.xlsx import Template

# Pages whose files have a shorter name than their title (reports.md §0).
_FILES_CALLED: Final = {"週次報告": "週次", "完了報告": "完了"}


class Outputs(Struct, frozen=True):
    """The files that were written, and what has to be said about them (one lies beside its name, as 「…_2」)."""

    paths: tuple[Path, ...]
    notes: tuple[str, ...] = ()

    def with_more(self, others: "Outputs") -> "Outputs":
        """These and the others."""
        return Outputs(self.paths + others.paths, self.notes + others.notes)


class Writer:
    """Writes the pages of one report into one folder, each from the project's own template, else the shipped one."""

    def __init__(self, project: "Project", out: str | Path, as_of: "date") -> None:
        self.project = project
        self.folder = Path(out)
        self.day = f"{as_of:%Y%m%d}"
        self._paths: list[Path] = []
        self._notes: list[str] = []
        self._names: set[str] = set()
        self._looked_at: tuple[Path, Template] | None = None

    def excel(
        self,
        page: str,
        own: ReportFiles,
        values: Mapping[str, Any],
        *,
        part: str = "",
        per_page: tuple[str, int] | None = None,
    ) -> bytes:
        """A workbook, and its bytes; `part` tells several of one page apart.

        `per_page` names a list and how many of its rows a printed page may hold.
        """
        path = self._template(own.xlsx, page, "xlsx")
        opened = self._opened(path)
        self._looked_at = None  # its sheets are the report's from now on
        data = opened.filled(values, folder=self.folder)
        if per_page is not None:
            data = self._paged(path, data, values, *per_page)
        self._put(self._name(page, part), path.suffix.lower(), data)
        return data

    def cells(self, page: str, own: ReportFiles, lengths: Mapping[str, int] | None = None) -> Mapping[str, str]:
        """In which cell of the workbook's template each field stands: figures.first.value → 日次報告!A8.

        `lengths` are those of lists with fields below them: how many rows each grows to.
        """
        return self._opened(self._template(own.xlsx, page, "xlsx")).cells_with(lengths or {})

    def word(self, page: str, own: ReportFiles, values: Mapping[str, Any], *, part: str = "") -> None:
        """A Word document; `part` tells several of one page apart (a record's id, a meeting)."""
        from pmo_xl.render import docx

        path = self._template(own.docx, page, "docx")
        self._put(self._name(page, part), path.suffix.lower(), docx.fill(path, values))

    def page(self, page: str, own: ReportFiles, values: Mapping[str, Any]) -> None:
        """A page for the browser, complete in one file."""
        from pmo_xl.render import html

        self._put(f"{page}_{self.day}", ".html", html.fill(self._template(own.html, page, "html"), values))

    def raw(self, page: str, ending: str, data: bytes, *, part: str = "") -> None:
        """A file that no template makes."""
        self._put(self._name(page, part), ending, data)

    def done(self, *notes: str) -> Outputs:
        """What was written."""
        return Outputs(tuple(self._paths), (*self._notes, *notes))

    def _paged(self, path: Path, data: bytes, values: Mapping[str, Any], name: str, most: int) -> bytes:
        """The workbook with its pages ended; a template that does not show the list as rows stays as it is."""
        from pmo_xl.render.paging import paged

        cell = next((at for field, at in self._opened(path).cells.items() if field.startswith(f"{name}[]")), None)
        return data if cell is None else paged(data, path.name, cell, len(values[name]), most)

    def _name(self, page: str, part: str) -> str:
        from pmo_xl.render.save import safe_name

        called = _FILES_CALLED.get(page, page)
        return f"{called}_{safe_name(part)}_{self.day}" if part else f"{called}_{self.day}"

    def _put(self, stem: str, ending: str, data: bytes) -> None:
        number = 2
        name = stem
        while (name + ending).casefold() in self._names:  # two meetings of one title must not overwrite each other
            name, number = f"{stem}({number})", number + 1
        self._names.add((name + ending).casefold())
        from pmo_xl.render.save import save

        saved = save(self.folder, name + ending, data)
        self._paths.append(saved.path)
        if saved.note:
            self._notes.append(saved.note)

    def _opened(self, path: Path) -> "Template":
        """The Excel template; one that was asked for its cells is filled without being read again."""
        from pmo_xl.render.xlsx import Template

        if self._looked_at is None or self._looked_at[0] != path:
            self._looked_at = path, Template(path)
        return self._looked_at[1]

    def _template(self, own: str | None, page: str, form: str) -> Path:
        """The project's own template, its names looked through before anything is written, else the shipped one."""
        if not own:
            return template(f"{page}.{form}")
        from pmo_xl.pages import sound

        return sound(self.project.root / own, page, form)

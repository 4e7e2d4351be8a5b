"""How a project's workbooks were understood: as text, as JSON, and as one page a workbook."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pmo_xl.resources import template
from pmo_xl.writer import Outputs

if TYPE_CHECKING:
    from pmo_xl.project import Project
    from pmo_xl.sheets.reading import Reading

_PAGE = "読み取り結果"


class InspectOutput:
    """What `inspect` says of a day: `.reading`, `.text()`, `.to_json()`, `.save(out)` for the pages."""

    def __init__(self, project: "Project", as_of: date) -> None:
        self.project = project
        self.as_of = as_of

    @property
    def reading(self) -> "Reading":
        """What the workbooks say."""
        return self.project.reading(self.as_of)

    def text(self) -> str:
        """The reading as a person checks it at a terminal."""
        from pmo_xl.sheets.inspection import as_text

        return as_text(self.reading)

    def to_json(self) -> dict[str, Any]:
        """The shape of `inspect --json`, without its outputs."""
        from pmo_xl.sheets.inspection import as_json

        return as_json(self.reading)

    def save(self, out: str | Path) -> Outputs:
        """Write 読み取り結果_BOOK_DAY.html into the folder, one for every workbook that could be read."""
        from pmo_xl.render import html
        from pmo_xl.render.save import save
        from pmo_xl.reports.inspection_page import inspection_pages

        names = self._names()
        links = {file: quote(name) for file, name in names.items()}
        saved = [
            save(Path(out), names[page.file], html.fill(template(f"{_PAGE}.html"), page.values()))
            for page in inspection_pages(self.reading, self.as_of, links)
        ]
        return Outputs(tuple(one.path for one in saved), tuple(one.note for one in saved if one.note))

    def _names(self) -> Mapping[str, str]:
        """Workbook → the name of its page; 台帳.xlsx and 台帳.csv have two."""
        from pmo_xl.render.save import safe_name

        names: dict[str, str] = {}
        taken: set[str] = set()
        for file in self.reading.files:
            if not file.refused:
                stem = f"{_PAGE}_{safe_name(str(PurePath(file.file).with_suffix('')))}_{self.as_of:%Y%m%d}"
                name, number = stem, 2
                while name.casefold() in taken:
                    name, number = f"{stem}({number})", number + 1
                taken.add(name.casefold())
                names[file.file] = f"{name}.html"
        return names

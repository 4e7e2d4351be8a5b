"""The project an open workbook belongs to, and the folder its outputs go to."""

import os
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from pmo_xl.buttons.context import Context
from pmo_xl.config import FILE_NAME
from pmo_xl.errors import PmoError
from pmo_xl.project import Project, load
from pmo_xl.settings import Config

_OUT: Final = "PMO_XL_OUT"  # a folder for workbooks that lie in no folder of this machine
_MOST_BOOKS: Final = 30  # in a folder nobody has called a project: more look like Downloads


class Home(Struct, frozen=True):
    """`path` is the workbook's own place (one that does not exist where it has none), `out` where outputs go.

    `note` says what a person may wonder about: why only this book was looked at, or where the outputs are.
    """

    path: Path
    project: Project
    out: Path
    note: str = ""
    is_local: bool = True


def home_of(book: Any, context: Context) -> Home:  # noqa: ANN401 - xlwings' Book
    """The project of the nearest pmo.toml beside the book, else its folder; for a book without a folder, it alone."""
    path = local_path(book)
    if path is None:
        out = Path(os.environ[_OUT]) if os.environ.get(_OUT) else context.documents / "PMO"
        where = "まだ保存されていないブックです" if not _is_url(_fullname(book)) else "SharePoint・OneDriveのブックです"
        alone = Project(out, [], Config())  # nothing that lies in Documents belongs to it
        return Home(out / book.name, alone, out, f"{where}。このブックだけを見ました", False)
    project, note = _project(path)
    configured = project.config.reports.out
    return Home(path, project, project.root / (configured or "out"), note)


def local_path(book: Any) -> Path | None:  # noqa: ANN401
    """Where the workbook lies on this machine or its network; None for one never saved and for a web address."""
    fullname = _fullname(book)
    if not fullname or _is_url(fullname):
        return None
    path = Path(fullname)
    return path if path.is_absolute() else None


def _fullname(book: Any) -> str:  # noqa: ANN401
    """Excel's own word where it can be had: xlwings looks for a synchronised copy of a web address, and may fail."""
    try:
        return str(book.api.FullName)
    except Exception:
        try:
            return str(book.fullname)
        except Exception:
            return ""


def _is_url(fullname: str) -> bool:
    return "://" in fullname


def _project(path: Path) -> tuple[Project, str]:
    from pmo_xl.sheets.files.discover import is_output

    folder = path.parent
    if is_output(path.name):  # beside the workbook it was made from, every record would be there twice
        return load(path), "このツールが作成したブックの名前なので、このブックだけを見ました"
    if (folder / FILE_NAME).is_file():
        return load(folder / FILE_NAME), ""
    for above in folder.parents:
        if (above / FILE_NAME).is_file():
            project = load(above / FILE_NAME)
            if path.resolve() in {known.resolve() for known in project.paths}:
                return project, ""
            break
    try:
        project = load(folder)
    except PmoError:
        return load(path), ""
    if len(project.paths) > _MOST_BOOKS:
        found = len(project.paths)
        return load(
            path
        ), f"フォルダーにブックが{found}冊あるため、このブックだけを見ました（pmo.toml を置くと絞り込めます）"
    return project, ""

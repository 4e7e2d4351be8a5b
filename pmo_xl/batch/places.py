"""Where each project's files go: its own folder below --out, or the folder its pmo.toml names; never two in one."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pmo_xl.render.save import safe_name

if TYPE_CHECKING:
    from pmo_xl.project import Project


def out_folders(projects: "Mapping[str, Project | None]", base: Path, *, given: bool) -> dict[str, Path]:
    """Folder below the root → where its outputs go.

    `given`: --out was written, and everything goes below it. Else [reports] out of a project counts, and `base` for
    those that do not say. Every part of a name is one that Windows takes too (CON, a dot at its end); two that come
    out the same are told apart by a number.
    """
    taken: set[str] = set()
    found: dict[str, Path] = {}
    for folder, project in projects.items():
        own = project.config.reports.out if project is not None and not given else None
        wanted = project.root / own if project is not None and own else base / _safe(folder)
        if wanted.resolve() == base.resolve() and folder != "." and own:
            wanted = wanted / _safe(folder)
        found[folder] = _free(wanted, taken)
        taken.add(_folded(found[folder]))
    return found


def _safe(folder: str) -> Path:
    return Path() if folder == "." else Path(*map(safe_name, folder.split("/")))


def _free(wanted: Path, taken: set[str]) -> Path:
    number, free = 2, wanted
    while _folded(free) in taken:
        free, number = wanted.with_name(f"{wanted.name}({number})"), number + 1
    return free


def _folded(path: Path) -> str:
    return str(path.resolve()).casefold()

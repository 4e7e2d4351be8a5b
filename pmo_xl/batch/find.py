"""Which folders under a shared folder are projects: those with a pmo.toml, and those with workbooks lying in them."""

import os
import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Final

from msgspec import Struct

from pmo_xl.config import FILE_NAME, read_config
from pmo_xl.errors import PmoError, reason_of
from pmo_xl.sheets.files.discover import SUFFIXES, is_output
from pmo_xl.sheets.files.lockfile import is_lock

# What lies in them is a project's past, its outputs or its forms, never a project.
NO_PROJECTS: Final = frozenset(
    word
    for words in (
        ("history", "履歴", "out", "output", "outputs", "出力", "報告"),
        ("backup", "backups", "bak", "バックアップ", "控え", "退避", "tmp", "temp"),
        ("old", "旧", "旧版", "過去", "過去版", "archive", "archives", "アーカイブ"),
        ("template", "templates", "report_templates", "テンプレート", "様式", "雛形", "ひな形"),
        ("node_modules", "__pycache__"),
    )
    for word in words
)
_OF_THE_SYSTEM: Final = ("$", ".", "~", "#recycle", "@eadir", "system volume information")


class Place(Struct, frozen=True):
    """A folder that is a project, as far as its names tell.

    `folder` is its path below the root, with / between its parts (「A社/販売管理」; "." is the root itself).
    `has_settings`: a pmo.toml lies in it; without one its workbooks must show that they hold registers.
    `trouble` is what kept anyone from looking into it.
    """

    folder: str
    path: Path
    has_settings: bool
    trouble: PmoError | None = None


def projects_in(root: Path, *, but: Collection[Path] = ()) -> tuple[Place, ...]:
    """The projects below `root` and `root` itself, in the order of their names; no workbook is opened.

    Folders called like a history, an output or a backup are passed over, so are hidden ones, links to folders, and
    those in `but`. Below a project with a pmo.toml only further pmo.toml are looked for: its other folders are its own
    material. A pmo.toml in `root` that has nothing but [reports], and no workbook but the templates it names, makes it
    no project. Raises PmoError when `root` cannot be looked into.
    """
    if not root.is_dir():
        what = "フォルダではありません" if root.exists() else "見つかりません"
        raise PmoError(f"{root} は{what}" if root.exists() else f"{root} が{what}", "共有フォルダを指定してください")
    passed = {path.resolve() for path in but}
    found: list[Place] = []
    waiting: list[tuple[Path, str, bool]] = [(root, ".", False)]
    while waiting:
        path, folder, is_material = waiting.pop()
        try:
            names, folders = _inside(path)
        except OSError as error:
            trouble = PmoError(
                f"フォルダを開けません（{reason_of(error)}）", "フォルダの場所とアクセス権を確認してください"
            )
            if path == root:
                raise PmoError(f"{root}: {trouble.message}", trouble.hint) from error
            found.append(Place(folder, path, False, trouble))
            continue
        has_settings = FILE_NAME in names
        books = {name for name in names if _may_be_workbook(name)}
        of_all = path == root and has_settings and _for_the_summary(path / FILE_NAME, books)
        if not of_all and (has_settings or (not is_material and books)):
            found.append(Place(folder, path, has_settings))
        own = is_material or (has_settings and path != root)
        waiting += [
            (path / name, name if folder == "." else f"{folder}/{name}", own)
            for name in reversed(folders)
            if not _passed_over(name) and not (passed and (path / name).resolve() in passed)
        ]
    return tuple(found)


def _for_the_summary(settings: Path, books: Collection[str]) -> bool:
    """Whether the root's pmo.toml speaks of reports only, and its workbooks are the templates it names."""
    try:
        if set(tomllib.loads(settings.read_text("utf-8-sig"))) != {"reports"}:
            return False
        return set(books) <= set(read_config(settings).reports.templates)
    except (OSError, ValueError, RecursionError, PmoError):
        return False  # as a project it tells what is wrong with it


def _inside(path: Path) -> tuple[frozenset[str], list[str]]:
    """The names of the files and, in order, of the folders in a folder."""
    files: set[str] = set()
    folders: list[str] = []
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.name)
            elif not entry.is_dir():
                files.add(entry.name)
    return frozenset(files), sorted(folders)


def _passed_over(name: str) -> bool:
    folded = name.casefold()
    return folded in NO_PROJECTS or folded.startswith(_OF_THE_SYSTEM)


def _may_be_workbook(name: str) -> bool:
    path = Path(name)
    return path.suffix.lower() in SUFFIXES and not (is_lock(path) or name.startswith(".") or is_output(name))

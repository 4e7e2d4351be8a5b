"""Which workbooks of a folder are a project's: those directly in it, without lock files and without our own outputs."""

from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from msgspec import Struct

from pmo_xl.errors import BookError, reason_of
from pmo_xl.model.pattern import lazy
from pmo_xl.sheets.files.lockfile import is_lock

SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods", ".fods", ".csv", ".tsv")
_PAGES = (
    "日次報告|指摘一覧|エスカレーション一覧|エスカレーションメモ|議事録|朝会|夕会|不具合方針|稼働判定|トレーニング|"
    "週次|完了|決定ログ|判断依頼|作業報告|明日の準備|依頼一覧|連携マトリクス|二台帳突合|指摘_宛先別|貼り付け用|案件横断報告"
)
_BUTTONS: Final = "PMOボタン.xlsm"
# 日次報告_20240507, 依頼一覧_A社_20240507, and 日次報告_20240507_2 when the first one was open elsewhere.
# A list that came back may have been renamed behind the day: 依頼一覧_A社_20240507（回答済）.
# A marked copy carries the name of its workbook: 課題管理表_指摘_20240507.
_OUTPUT = lazy(
    rf"(?:{_PAGES})(?:_.+)?_[0-9]{{8}}(?:_[0-9]+)?$|依頼一覧_.+_[0-9]{{8}}(?![0-9])|.+_指摘_[0-9]{{8}}(?:_[0-9]+)?$"
)


class Found(Struct, frozen=True):
    """The workbooks of a folder in the order of their names, and what was left out that a person may wonder about."""

    paths: tuple[Path, ...]
    notes: tuple[str, ...] = ()


def workbooks_in(folder: Path) -> Found:
    """The workbooks lying directly in `folder`.

    Of x.xlsx and x.xlsm the newer one counts. Lock files, hidden files, sub-folders and the template of buttons, while
    it holds nothing else, are passed over in silence.
    Raises BookError when the folder cannot be listed.
    """
    try:
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        raise BookError(
            f"フォルダ {folder} を開けません（{reason_of(error)}）", "場所とアクセス権を確認してください"
        ) from error
    paths: list[Path] = []
    notes: list[str] = []
    for path in entries:
        if path.suffix.lower() not in SUFFIXES or is_lock(path) or path.name.startswith(".") or path.is_dir():
            continue
        if path.name == _BUTTONS and _has_one_sheet(path):
            continue
        reason = _left_out(path, folder)
        if reason:
            notes.append(f"{path.name} は{reason}ため、読んでいません")
        else:
            paths.append(path)
    return _newer_twins(paths, notes)


def is_output(name: str) -> bool:
    """Whether a file name (with or without its ending) is one this product gives to a page it writes."""
    stem = Path(name).stem
    return any(map(str.isdigit, stem)) and _OUTPUT.match(stem) is not None


def _has_one_sheet(path: Path) -> bool:
    """Whether the template of buttons is as it came, its one sheet the buttons; with sheets of a person's it counts."""
    try:
        with ZipFile(path) as package:
            names = package.namelist()
    except (OSError, BadZipFile):
        return False
    return sum(name.startswith("xl/worksheets/sheet") for name in names) == 1


def _left_out(path: Path, folder: Path) -> str:
    """Why the file is no workbook of the project; "" when it is one."""
    if is_output(path.name):
        return "このツールが出力した名前である"
    if path.is_symlink():
        if not path.exists():
            return "リンク先がない"
        if not path.resolve().is_relative_to(folder.resolve()):
            return "リンク先がフォルダの外にある"
    return ""


def _newer_twins(paths: list[Path], notes: list[str]) -> Found:
    """The same paths without the older of x.xlsx and x.xlsm."""
    by_name = {path.name.lower(): path for path in paths}
    older = set[Path]()
    for path in paths:
        twin = by_name.get(f"{path.stem}.xlsm".lower())
        if path.suffix.lower() == ".xlsx" and twin:
            newer = max(twin, path, key=lambda book: book.stat().st_mtime_ns)
            older.add(path if newer is twin else twin)
            notes.append(f"{path.name} と {twin.name} のうち、新しい {newer.name} を使います")
    return Found(tuple(path for path in paths if path not in older), tuple(notes))

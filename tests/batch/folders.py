"""Shared folders with small projects for the batch: written in a moment, read like any other."""

import hashlib
import re
import zipfile
from datetime import date
from pathlib import Path

import xlsxwriter

DAY = date(2026, 11, 24)
_HEAD = ("課題ID", "件名", "状態", "優先度", "起票日", "期限", "担当者", "完了日")


def issues(path, count=5, *, title="帳票の合計が合わない", prefix="K"):
    """A 課題管理表 with so many open issues."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("課題一覧")
    day = book.add_format({"num_format": "yyyy/mm/dd"})
    sheet.write_row(0, 0, _HEAD)
    for row in range(1, count + 1):
        sheet.write_row(row, 0, (f"{prefix}-{row:03}", f"{title} {row}", "対応中", "高"))
        sheet.write_datetime(row, 4, date(2026, 11, 2), day)
        sheet.write_datetime(row, 5, date(2026, 11, 20 + row % 8), day)
        sheet.write_string(row, 6, "青葉一郎")
    book.close()
    return path


def project(folder, count=5, *, toml='[project]\nname = "{}"\n', **more):
    """A project folder: pmo.toml and a 課題管理表."""
    issues(folder / "課題管理表.xlsx", count, **more)
    if toml is not None:
        (folder / "pmo.toml").write_text(toml.replace("{}", folder.name), "utf-8")
    return folder


def files(folder, *, but=(".pmo-xl",), summary=True):
    """Path below the folder → hash of its bytes, for everything that lies in it; the page about all projects or not."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(Path(folder).rglob("*"))
        if path.is_file()
        and not set(path.relative_to(folder).parts) & set(but)
        and (summary or not path.name.startswith("案件横断報告"))
    }


def is_whole(path):
    """Whether a report can be opened, every part of it."""
    with zipfile.ZipFile(path) as package:
        return package.testzip() is None


def litter(folder):
    """What should not lie in a folder of outputs."""
    return [path.name for path in Path(folder).rglob("*") if re.search(r"\.tmp$|_[2-9]\.\w+$|\.lock$", path.name)]

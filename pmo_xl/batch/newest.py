"""Of several versions of one workbook the one that counts: 最新版, _v2, (2), コピー, a sync client's conflict copies.

The rule, as it is told to people: the one that was saved last; saved at the same time, the higher version.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from pmo_xl.model.pattern import lazy
from pmo_xl.settings import RegisterSection
from pmo_xl.sheets.sections import means_file

RULE: Final = "更新日時が最も新しいものを使います"
_WORDS: Final = "最新版|最新|最終版|最終|確定版|修正版|更新版|改訂版|latest|final|new"
# What people and Windows add to a name to tell versions apart, at its end or in front of it. A day is none of it:
# 議事メモ_20240507 and 議事メモ_20240514 are two meetings.
_VERSION: Final = lazy(
    r"(?:[ _.-]*\((?P<copy>\d{1,2})\)"
    r"|[ _.-]+(?:version|ver|rev|v|r)\.? ?(?P<version>\d{1,4}(?:[._]\d{1,4}){0,3})"
    r"|[ _.-]*第(?P<edition>\d{1,3})版"
    rf"|[ _.-]*[(\[【](?:{_WORDS})[)\]】]|[ _.-]+(?:{_WORDS})|最新版|最新|最終版"
    r"|(?:[ _-]*|の)コピー|[ _-]+copy)$",
    re.IGNORECASE,
)
_IN_FRONT: Final = lazy(rf"^(?:[(\[【](?:{_WORDS})[)\]】][ _-]*|(?:最新版|最新)[ _-]*|コピー ?[~-] ?|copy of )", re.I)
# 課題管理表-DESKTOP-AB12CD3 (OneDrive), 課題管理表 (佐藤 の競合コピー 2024-05-07) (Dropbox and others)
# What else stands behind a hyphen (-UAT, -SIT01, -ERP2026) tells books apart: a computer's name has PC in it, begins as
# those Windows makes up, or is letters with three digits or more that are no year.
_COMPUTER: Final = lazy(
    r"-(?:(?:DESKTOP|LAPTOP|WIN)-[A-Z0-9]{4,12}|(?=[A-Z0-9-]*PC)[A-Z][A-Z0-9-]{2,14}"
    r"|(?![A-Z]*20\d{2,6}$)(?=(?:[A-Z-]*\d){3})[A-Z][A-Z0-9-]{3,14})(?:-\d{1,2})?$"
)
_CONFLICT: Final = lazy(r"[ _]*\((?=[^)]*(?:競合|conflict))(?P<who>[^)]*)\)$", re.IGNORECASE)
_EXCEL: Final = frozenset((".xlsx", ".xlsm", ".xls", ".xlsb"))
_AT_ONCE: Final = 2.0  # seconds that two files copied together may lie apart


class Chosen(Struct, frozen=True):
    """The workbooks that count, in their order, and a sentence for every choice that was made."""

    paths: tuple[Path, ...]
    notes: tuple[str, ...] = ()


class _Version(Struct, frozen=True):
    path: Path
    saved: float
    number: tuple[int, ...]
    is_marked: bool


def chosen(paths: Sequence[Path], registers: Mapping[str, RegisterSection]) -> Chosen:
    """The workbooks without the older versions of the same one, and without conflict copies.

    What a [registers.*] of pmo.toml names by file is a person's choice: it stays, and is no version of anything.
    """
    named = [said.file for said in registers.values() if said.file is not None]
    free = [path for path in paths if not any(means_file(pattern, path.name) for pattern in named)]
    gone: dict[Path, str] = _conflicts(free)
    groups: dict[tuple[Path, str, str], list[_Version]] = {}
    for path in free:
        if path not in gone:
            base, number, is_marked = _read_name(path.stem)
            form = "excel" if path.suffix.lower() in _EXCEL else path.suffix.lower()
            version = _Version(path, _saved(path), number, is_marked)
            groups.setdefault((path.parent, base, form), []).append(version)
    notes = list(dict.fromkeys(gone.values()))
    for versions in groups.values():
        if len(versions) > 1 and any(version.is_marked for version in versions):
            best, told = _best(versions)
            gone |= {version.path: told for version in versions if version is not best}
            notes.append(told)
    return Chosen(tuple(path for path in paths if path not in gone), tuple(notes))


def _conflicts(paths: Sequence[Path]) -> dict[Path, str]:
    """Conflict copy → what is said of it: both it and its original hold somebody's entries."""
    there = {(path.parent, _folded(path.stem), path.suffix.lower()): path for path in paths}
    found: dict[Path, str] = {}
    for path in paths:
        stem = unicodedata.normalize("NFKC", path.stem)
        mark = _CONFLICT.search(stem) or _COMPUTER.search(stem)
        if mark and (original := there.get((path.parent, _folded(stem[: mark.start()]), path.suffix.lower()))):
            found[path] = (
                f"{path.name} は同期の競合コピーのため、読んでいません（{original.name} を使います）。"
                "2つを見比べて1つにまとめてから、競合コピーを消してください（別のブックなら、名前を変えると読みます）"
            )
    return found


def _best(versions: Sequence[_Version]) -> tuple[_Version, str]:
    """The version that counts, and the sentence about it."""
    last = max(version.saved for version in versions)
    latest = [version for version in versions if last - version.saved <= _AT_ONCE]
    best = max(latest, key=lambda version: (version.number, version.path.name))
    others = "、".join(version.path.name for version in versions if version is not best)
    told = f"{best.path.name} を使います。{others} は同じブックの別の版とみなし、読んでいません（{RULE}）"
    higher = max(versions, key=lambda version: version.number)
    if higher.number > best.number and best.number:
        told += f"。版の数字は {higher.path.name} の方が大きいので、どちらが正しいか確認してください"
    return best, told


def _read_name(stem: str) -> tuple[str, tuple[int, ...], bool]:
    """(the name without its marks of a version, the version's number, whether there was a mark)."""
    name = unicodedata.normalize("NFKC", stem).strip()
    numbers: list[tuple[int, ...]] = []
    is_marked = False
    while mark := _VERSION.search(name) or _IN_FRONT.search(name):
        rest = (name[: mark.start()] + name[mark.end() :]).strip(" _-.")
        if not rest:
            break
        said = mark.groupdict()
        text = said.get("version") or said.get("edition") or said.get("copy")
        if text:
            numbers.append(tuple(int(part) for part in re.split(r"[._]", text)))
        name, is_marked = rest, True
    return name.casefold(), tuple(part for number in reversed(numbers) for part in number), is_marked


def _folded(stem: str) -> str:
    return unicodedata.normalize("NFKC", stem).strip().casefold()


def _saved(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0

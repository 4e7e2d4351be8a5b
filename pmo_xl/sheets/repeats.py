"""Tables that repeat the rows of others (全項目一覧, まとめ): found by ids and titles, so that nothing counts twice."""

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from pmo_xl.model.ids import fold_id
from pmo_xl.model.pattern import lazy
from pmo_xl.model.record import Record
from pmo_xl.model.words import fold
from pmo_xl.sheets.reading import FileReading, ReadTable

_SHARE = 0.9  # of its records must stand elsewhere
_FEWEST = 2  # a single common row proves nothing
_SUMMARY = lazy(
    r"全項目|全件|全体|全課題|まとめ|統合|集約|一括|サマリ|マスタ|控え|コピー|バックアップ|旧|copy|all|bak|old",
    re.IGNORECASE,
)

Key = tuple[str, str]


class _Candidate(Struct, frozen=True):
    at: tuple[int, int, int]  # file, sheet, table
    where: str
    one: ReadTable
    keys: frozenset[Key]
    is_summary: bool


def without_repeats(files: Sequence[FileReading]) -> list[FileReading]:
    """The files with tables marked as left out whose rows all stand in other tables of their register.

    A form whose case is in a list is left out too. Of two tables with the same rows the summary goes (by its sheet's
    name, else the longer one, else the later one); two that differ in state or verdict both stay, and a rule points
    at the ids they share.
    """
    registers: dict[str, list[tuple[int, int, int]]] = {}
    for f, file in enumerate(files):
        for s, sheet in enumerate(file.sheets):
            for t, one in enumerate(sheet.read):
                if one.register and not one.table.within and len(one.records) >= _FEWEST:
                    registers.setdefault(one.register, []).append((f, s, t))
    result = list(files)
    for (f, s, t), reason in _forms_in_lists(files):
        result[f] = _marked(result[f], s, t, reason)
    for places in registers.values():
        if len(places) > 1:
            for repeat, reason in _repeats([_candidate(files, place) for place in places]):
                f, s, t = repeat.at
                result[f] = _marked(result[f], s, t, reason)
    return result


def _forms_in_lists(files: Sequence[FileReading]) -> list[tuple[tuple[int, int, int], str]]:
    """The forms of one case each (不具合管理票) whose number stands in a list of their register."""
    forms: list[tuple[tuple[int, int, int], ReadTable]] = []
    lists: list[tuple[str, ReadTable]] = []
    for f, file in enumerate(files):
        for s, sheet in enumerate(file.sheets):
            for t, one in enumerate(sheet.read):
                if one.table.cell_rows and one.register:
                    forms.append(((f, s, t), one))
                elif one.register:
                    lists.append((f"{file.file}の{sheet.sheet}", one))
    listed: dict[tuple[str, str], str] = {}
    for where, one in lists if forms else ():
        for record in one.records:
            listed.setdefault((one.register, fold_id(record.id or "")), where)
    found = []
    for place, one in forms:
        key = (one.register, fold_id(one.records[0].id or ""))
        if key[1] and key in listed:
            found.append((place, f"{listed[key]}にある件の票のため、二重に数えないよう集計から外しました"))
    return found


def _candidate(files: Sequence[FileReading], place: tuple[int, int, int]) -> _Candidate:
    f, s, t = place
    file, sheet = files[f], files[f].sheets[s]
    is_summary = bool(_SUMMARY.search(sheet.sheet) or _SUMMARY.search(file.file))
    keys = frozenset(key for record in sheet.read[t].records if any(key := _key(record)))
    return _Candidate(place, f"{file.file}の{sheet.sheet}", sheet.read[t], keys, is_summary)


def _repeats(tables: Sequence[_Candidate]) -> list[tuple[_Candidate, str]]:
    found = []
    left = list(tables)
    for one in sorted(tables, key=lambda c: (not c.is_summary, -len(c.keys), [-n for n in c.at])):
        others = [other for other in left if other is not one]
        elsewhere = frozenset[Key]().union(*(other.keys for other in others))
        if not one.keys or len(one.keys & elsewhere) < _SHARE * len(one.keys):
            continue
        if not one.is_summary and not _agrees(one, others):
            continue
        left.remove(one)
        sheets = [other.where for other in others if other.keys & one.keys]
        shown = "、".join(sheets[:3]) + (f"など{len(sheets)}表" if len(sheets) > 3 else "")
        found.append((one, f"{shown}と同じ行のため、二重に数えないよう集計から外しました"))
    return found


def _agrees(one: _Candidate, others: Sequence[_Candidate]) -> bool:
    """Whether the rows say the same there: a second round of the same tests is no repetition."""
    known: dict[Key, set[tuple[object, ...]]] = {}
    for other in others:
        for record in other.one.records:
            known.setdefault(_key(record), set()).add(_state(record))
    same = sum(_state(record) in known.get(_key(record), ()) for record in one.one.records)
    return same >= _SHARE * len(one.one.records)


def _state(record: Record) -> tuple[object, ...]:
    return (record.status, record.verdict, record.executed_date, record.closed_date)


def _key(record: Record) -> Key:
    return fold_id(record.id or ""), fold(record.title or record.description or record.expected or "")


def left_out(one: ReadTable, reason: str) -> ReadTable:
    """The table with the reason why its records are in no register, among its notes too."""
    table = replace(one.table, notes=(*one.table.notes, reason))
    return replace(one, table=table, register="", left_out=reason)


def _marked(file: FileReading, s: int, t: int, reason: str) -> FileReading:
    sheet = file.sheets[s]
    read = (*sheet.read[:t], left_out(sheet.read[t], reason), *sheet.read[t + 1 :])
    return replace(file, sheets=(*file.sheets[:s], replace(sheet, read=read), *file.sheets[s + 1 :]))

"""The chain of kept days: each names the day before it with its hash, so that a changed past shows."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from pmo_xl.errors import HistoryError
from pmo_xl.history.files import MANIFEST, digest, files_of
from pmo_xl.history.loading import State, list_days
from pmo_xl.model.days import full_day


def link_to(folder: Path, day: date) -> dict[str, str] | None:
    """The link a day kept now carries: the newest day before it, and the hash of that day's manifest."""
    before = [other for other in list_days(folder) if other < day]
    if not before:
        return None
    return {"date": before[-1].isoformat(), "sha256": _hash(folder, before[-1])}


def faults(folder: Path, *, since: date | None = None) -> tuple[str, ...]:
    """What no longer fits the seals, a sentence each, oldest day first.

    A file that was changed or cannot be read, a day kept anew or in between after the next one was kept, a day taken
    out of the middle. The oldest day may name one that is gone: the beginning of a history is removed after
    `keep_days`, or by hand. Days before `since` are not looked at: every file of a day has to be read.
    """
    return tuple(_faults(folder, since or date.min))


def _faults(folder: Path, since: date) -> Iterator[str]:
    days = [day for day in list_days(folder) if day >= since]
    for before, day in zip((None, *days), days, strict=False):
        state = State(folder / day.isoformat())
        try:
            yield from _broken_seals(state)
            link = state.manifest["previous"]
        except HistoryError as error:
            yield f"{error.message}。"
            continue
        except (KeyError, TypeError):
            yield f"{full_day(day)}の記録の manifest.json が壊れています。"
            continue
        if before is not None and (link is None or link["date"] != before.isoformat()):
            yield _out_of_order(day, before, link)
        elif before is not None and link["sha256"] != _hash(folder, before):
            yield f"{full_day(day)}の記録の前の日（{full_day(before)}）が、あとから保存し直されています。"


def _broken_seals(state: State) -> Iterator[str]:
    for name, part in files_of(state.manifest).items():
        path = state.folder / name
        if not path.is_file():
            yield f"{full_day(state.day)}の記録 {name} がなくなっています。"
        elif digest(path.read_bytes()) != part["sha256"]:
            yield f"{full_day(state.day)}の記録 {name} が、保存のあとで書き換えられています。"


def _out_of_order(day: date, before: date, link: dict[str, Any] | None) -> str:
    named = date.fromisoformat(link["date"]) if link else None
    if named is not None and named > before:
        return f"{full_day(named)}の記録がなくなっています（{full_day(day)}の記録の前の日でした）。"
    return f"{full_day(before)}の記録は、次の日（{full_day(day)}）を残したあとで追加されています。"


def _hash(folder: Path, day: date) -> str:
    manifest = folder / day.isoformat() / MANIFEST
    return digest(manifest.read_bytes()) if manifest.is_file() else digest(b"")

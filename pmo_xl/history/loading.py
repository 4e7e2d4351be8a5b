"""Read kept states back: which days there are at once, what they say only when it is asked."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from pmo_xl.errors import HistoryError, reason_of
from pmo_xl.history.files import MANIFEST, METRICS, digest
from pmo_xl.model.kept import Kept, Row

_T = TypeVar("_T")


def list_days(folder: Path) -> tuple[date, ...]:
    """The days that are kept, oldest first; none when there is no such folder."""
    try:
        names = [entry.name for entry in folder.iterdir()]
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise HistoryError(
            f"履歴フォルダ {folder} を読めません（{reason_of(error)}）", "場所とアクセス権を確認してください"
        ) from error
    return tuple(sorted(day for name in names if (day := _day(name)) is not None))


def load(folder: Path, *, before: date) -> tuple[Kept, ...]:
    """The states kept before a day, oldest first. Their files are read when they are looked at.

    Looking at one that is damaged raises HistoryError.
    """
    states = [_State(folder / day.isoformat()) for day in list_days(folder) if day < before]
    return tuple(
        Kept(state.day, _ByRegister(state, state.rows), _Metrics(state), _ByRegister(state, state.columns))
        for state in states
    )


def faults(folder: Path) -> tuple[str, ...]:
    """What no longer fits the seals: a file that was changed, a day kept anew after the next one was kept."""
    return tuple(_faults(folder))


def _faults(folder: Path) -> Iterator[str]:
    before: tuple[str, str] | None = None
    for day in list_days(folder):
        state = _State(folder / day.isoformat())
        for part in (*state.manifest["registers"].values(), state.manifest["metrics"]):
            if digest(_bytes(state.folder / part["file"])) != part["sha256"]:
                yield f"{day:%Y/%m/%d}の記録 {part['file']} が、保存のあとで書き換えられています。"
        link = state.manifest["previous"]
        if before is not None and (link is None or (link["date"], link["sha256"]) != before):
            yield f"{day:%Y/%m/%d}の記録の前の日（{before[0].replace('-', '/')}）が、あとから保存し直されています。"
        before = day.isoformat(), digest(_bytes(state.folder / MANIFEST))


class _State:
    """One kept day on disk; every file is read once, when asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.day = date.fromisoformat(folder.name)
        self._rows: dict[str, tuple[Row, ...]] = {}

    @cached_property
    def manifest(self) -> dict[str, Any]:
        return _read(self.folder / MANIFEST, lambda data: msgspec.json.decode(data, type=dict[str, Any]))

    @cached_property
    def metrics(self) -> dict[str, Any]:
        return _read(self.folder / METRICS, lambda data: msgspec.json.decode(data, type=dict[str, Any]))

    def columns(self, register: str) -> tuple[str, ...]:
        return tuple(self.manifest["registers"][register]["columns"])

    def rows(self, register: str) -> tuple[Row, ...]:
        if register not in self._rows:
            path = self.folder / self.manifest["registers"][register]["file"]
            self._rows[register] = _read(path, _lines)
        return self._rows[register]


class _ByRegister(Mapping[str, _T]):
    """Register name → what `fetch` gives for it, when it is looked up."""

    def __init__(self, state: _State, fetch: Callable[[str], _T]) -> None:
        self._state = state
        self._fetch = fetch

    def __getitem__(self, name: str) -> _T:
        return self._fetch(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._state.manifest["registers"])

    def __len__(self) -> int:
        return len(self._state.manifest["registers"])


class _Metrics(Mapping[str, Any]):
    """Figure name → what was reported."""

    def __init__(self, state: _State) -> None:
        self._state = state

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - the JSON of a figure
        return self._state.metrics[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._state.metrics)

    def __len__(self) -> int:
        return len(self._state.metrics)


def _lines(data: bytes) -> tuple[Row, ...]:
    return tuple(msgspec.json.decode(b"[" + b",".join(data.splitlines()) + b"]", type=list[dict[str, Any]]))


def _read(path: Path, meaning: Callable[[bytes], _T]) -> _T:
    try:
        return meaning(_bytes(path))
    except msgspec.DecodeError:
        raise _damaged(path, "内容が壊れています") from None


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _damaged(path, reason_of(error)) from error


def _damaged(path: Path, why: str) -> HistoryError:
    return HistoryError(
        f"履歴 {path.parent.name}/{path.name} を読めません（{why}）",
        f"フォルダ {path.parent} を別の場所へ移し、再実行してください。その日の記録なしで比較します",
    )


def _day(name: str) -> date | None:
    try:
        day = date.fromisoformat(name)
    except ValueError:
        return None
    return day if day.isoformat() == name else None  # 20240507 and 2024-W19-2 are dates too, but not ours

"""Read kept states back: which days there are at once, what they say only when it is asked."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from pmo_xl.errors import HistoryError, reason_of
from pmo_xl.history.files import MANIFEST
from pmo_xl.history.rows import headings_of
from pmo_xl.model.ids import fold_id
from pmo_xl.model.kept import IDENTITY, Kept, Row

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
    return tuple(kept_of(State(folder / day.isoformat())) for day in list_days(folder) if day < before)


def state_of(folder: Path, day: date) -> "State":
    """The files of one kept day; raises HistoryError when it is not kept."""
    days = list_days(folder)
    if day not in days:
        known = f"残された日は {days[0]:%Y/%m/%d} から {days[-1]:%Y/%m/%d} までの{len(days)}日です" if days else ""
        raise HistoryError(
            f"{day:%Y/%m/%d}の記録はありません",
            known + "。pmo-xl history list で確認してください" if known else "pmo-xl history keep で残せます",
        )
    return State(folder / day.isoformat())


def kept_of(state: "State") -> Kept:
    """A state as rules and metrics look at it."""
    return Kept(
        state.day,
        _ByRegister(state, state.rows),
        _Metrics(state),
        _ByRegister(state, state.columns),
        _ByRegister(state, state.verdicts),
        _ByRegister(state, state.headings),
    )


class State:
    """One kept day on disk; every file is read once, when asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.day = date.fromisoformat(folder.name)
        self._rows: dict[str, tuple[Row, ...]] = {}

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What is kept, and the seals."""
        return self._read(MANIFEST, _object)

    @cached_property
    def metrics(self) -> dict[str, Any]:
        """The figures that were reported."""
        return self._part(lambda manifest: manifest["metrics"]["file"], _object)

    @cached_property
    def report(self) -> dict[str, Any] | None:
        """What the day's report can be made from again; None where it was not kept (form 1)."""
        return self._part(lambda manifest: manifest["report"]["file"], _object) if "report" in self.manifest else None

    def columns(self, register: str) -> tuple[str, ...]:
        """The fields a register had."""
        return tuple(self.manifest["registers"][register]["columns"])

    def headings(self, register: str) -> tuple[tuple[str, str], ...]:
        """The headings its tables had, each with its field; none where they were not kept (form 1)."""
        tables = self.report["registers"][register]["tables"] if self.report else ()
        return tuple(pair for table in tables for pair in headings_of(table["headers"], table["columns"]))

    def rows(self, register: str) -> tuple[Row, ...]:
        """The rows of a register."""
        if register not in self._rows:
            self._rows[register] = self._part(lambda manifest: manifest["registers"][register]["file"], _lines)
        return self._rows[register]

    def verdicts(self, register: str) -> tuple[tuple[str, str], ...]:
        """(identity, verdict) of the tests of a register that had one; nothing else of the rows is held."""
        rows = self._part(lambda manifest: manifest["registers"][register]["file"], _VERDICTS.decode_lines)
        return tuple((row.identity or fold_id(row.id), said) for row in rows if (said := row.said) is not None)

    def _part(self, file_in: Callable[[dict[str, Any]], str], meaning: Callable[[bytes], _T]) -> _T:
        """A part of the day; when the day is kept anew at this moment, the manifest tells where the part lies now."""
        name = file_in(self.manifest)
        if not (self.folder / name).exists():
            self.__dict__.pop("manifest", None)
            name = file_in(self.manifest)
        return self._read(name, meaning)

    def _read(self, name: str, meaning: Callable[[bytes], _T]) -> _T:
        path = self.folder / name
        try:
            return meaning(path.read_bytes())
        except OSError as error:
            raise _damaged(path, reason_of(error)) from error
        except msgspec.DecodeError:
            raise _damaged(path, "内容が壊れています") from None


class _ByRegister(Mapping[str, _T]):
    """Register name → what `fetch` gives for it, when it is looked up."""

    def __init__(self, state: State, fetch: Callable[[str], _T]) -> None:
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

    def __init__(self, state: State) -> None:
        self._state = state

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - the JSON of a figure
        return self._state.metrics[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._state.metrics)

    def __len__(self) -> int:
        return len(self._state.metrics)


def _object(data: bytes) -> dict[str, Any]:
    return msgspec.json.decode(data, type=dict[str, Any])


def _lines(data: bytes) -> tuple[Row, ...]:
    return tuple(_ROWS.decode_lines(data))


class _Verdict(msgspec.Struct):
    """What a row says of its test's verdict; of all its fields only these are decoded."""

    id: str = ""
    verdict: str | None = None
    result: str | None = None
    identity: str | None = msgspec.field(name=IDENTITY, default=None)

    @property
    def said(self) -> str | None:
        """The verdict; None when the test had not run."""
        said = self.verdict or self.result
        return None if said == "not_run" else said


_VERDICTS = msgspec.json.Decoder(_Verdict)
_ROWS = msgspec.json.Decoder(dict[str, Any])


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

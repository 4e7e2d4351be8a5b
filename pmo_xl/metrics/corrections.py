"""Corrections: figures reported on the last kept day that today's sheets say differently of that day (H-004)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from msgspec import Struct

from pmo_xl.metrics.day import Day, is_duplicate
from pmo_xl.metrics.figure import NOT_KEPT, figure, said, unsaid
from pmo_xl.metrics.rounds import EXECUTED, has_rounds
from pmo_xl.model.kept import PLACE, Kept, Row, row_identity
from pmo_xl.model.metric import Metric
from pmo_xl.model.place import Place
from pmo_xl.model.record import OUT_OF_SCOPE, Record

_CLOSED: Final = ("closed", "rejected")


class Cause(Struct, frozen=True):
    """A record that makes the difference: its id, the cell to look at, and itself; None when its row is gone."""

    id: str
    place: Place
    record: Record | None
    gained: bool  # counted now, not then; otherwise the other way round


class Correction(Struct, frozen=True):
    """One figure of the last kept day: what was reported, what it is now (件), and the records that differ."""

    figure: str
    name: str
    kind: str
    reported: int
    now: int
    causes: tuple[Cause, ...]


class Corrected(Struct, frozen=True):
    """The corrections since a kept state, and the tests that count as executed on its day (their identities)."""

    kept: Kept
    corrections: tuple[Correction, ...]
    executed: frozenset[str]


@figure("corrections", "前回の記録の日について、報告した累計件数と現在の表から数え直した件数が異なる指標の数")
def corrections(day: Day) -> Metric:
    """How many reported figures no longer hold. Rows: figure, name, date, reported, now, ids, cells.

    `previous` and `delta` of every figure stay differences to what was reported, as the reader has that in hand.
    """
    corrected = day.corrected
    if corrected is None:
        return unsaid(NOT_KEPT)
    rows = tuple(
        {
            "figure": one.figure,
            "name": one.name,
            "date": corrected.kept.date,
            "reported": one.reported,
            "now": one.now,
            "ids": [cause.id for cause in one.causes],
            "cells": [str(cause.place) for cause in one.causes],
        }
        for one in corrected.corrections
    )
    return said(
        len(rows), f"訂正{len(rows)}項目" if rows else "訂正なし", rows=rows, extra={"since": corrected.kept.date}
    )


def corrected_since(day: Day) -> Corrected | None:
    """Today's sheets held against the last kept state; None without one.

    Only what dates tell of that day is compared. A record whose state has no date, or was overwritten by a later run
    in a sheet with one column for results, is believed to have been then what was kept of it.
    """
    kept = day.situation.previous
    if kept is None:
        return None
    earlier = tuple(state for state in day.situation.kept if state.date < kept.date)
    then = Day(replace(day.situation, as_of=kept.date, kept=earlier))
    tests = _Compared(day, then, kept, "test")
    verdicts = {key: _verdict_then(*both) for key, both in tests.pairs.items()}
    executed = frozenset(key for key, verdict in verdicts.items() if verdict in EXECUTED)
    found: list[Correction] = []
    if tests.rows and day.config.metrics.basis == "case" and day.has_column("test", "executed_date"):
        cell = "executed_date"
        found += tests.differing("execution_rate", "消化", "count", executed, _had(*EXECUTED), cell)
        if day.config.metrics.done == "pass":  # a sign-off has no date of its own
            passed = {key for key, verdict in verdicts.items() if verdict == "pass"}
            found += tests.differing("completion_rate", "完了", "count", passed, _had("pass"), cell)
    defects = _Compared(day, then, kept, "defect")
    if defects.rows:
        there = {key for key, both in defects.pairs.items() if _found_then(*both)}
        found += defects.differing(
            "defects_found", "不具合の検出", "value", there, _was_found, "detected_date|raised_date"
        )
        if day.has_column("defect", "closed_date"):
            closed = {key for key, both in defects.pairs.items() if key in there and _closed_then(*both)}
            found += defects.differing("defects_closed", "不具合の完了", "value", closed, _was_closed, "closed_date")
    return Corrected(kept, tuple(found), executed)


_Was = Callable[[Record | None, Record | None, Row | None], bool]
_Pair = tuple[Record | None, Record | None, Row | None]  # as today's sheet says, the same as of then, as kept then


class _Compared:
    """The records of a kind today and on the kept day, by identity (without an id by the row they stand in)."""

    def __init__(self, day: Day, then: Day, kept: Kept, kind: str) -> None:
        register = day.situation.one(kind)
        self.kind = kind
        self.kept = kept
        self.rows: dict[str, Row] = {}
        rows = kept.registers.get(register.name, ()) if register is not None else ()
        if not any(row.get(PLACE, ("",))[0] in day.situation.unread for row in rows):  # else nobody knows
            for row in rows:
                self.rows.setdefault(_key_of_row(row), row)
        now = {key_of(record): record for record in reversed(day.records(kind))}
        seen = {key_of(record): record for record in reversed(then.records(kind))}
        keys = dict.fromkeys((*self.rows, *seen))
        self.pairs: dict[str, _Pair] = {key: (now.get(key), seen.get(key), self.rows.get(key)) for key in keys}

    def differing(
        self,
        name: str,
        called: str,
        part: str,
        now: Iterable[str],
        was: _Was,
        fields: str,
    ) -> Iterator[Correction]:
        """The correction of one figure, when what was reported is not the number of `now`."""
        before = {key for key, both in self.pairs.items() if was(*both)}
        said = self.kept.metrics.get(name)
        reported = said.get(part) if isinstance(said, Mapping) else None
        if not self.kept.metrics:
            reported = len(before)  # rows that were kept without figures
        counted = frozenset(now)
        if not isinstance(reported, int) or reported == len(counted):
            return
        causes = tuple(
            self._cause(key, fields, gained=key in counted) for key in self.pairs if (key in counted) != (key in before)
        )
        yield Correction(name, called, self.kind, reported, len(counted), causes)

    def _cause(self, key: str, fields: str, *, gained: bool) -> Cause:
        record, seen, row = self.pairs[key]
        record = record or seen
        if record is not None:
            field = next((name for name in fields.split("|") if record.table.has(name)), record.table.id_field)
            return Cause(record.id or f"{record.row}行目", record.place(field), record, gained)
        file, sheet, number = (row or {}).get(PLACE, ("", "", 0))
        return Cause(str((row or {}).get("id") or f"{number}行目"), Place(file, sheet, number), None, gained)


def _verdict_then(now: Record | None, seen: Record | None, row: Row | None) -> object:
    """The verdict of a test on the kept day; None when it had none that counts."""
    kept = row.get("verdict") if row else None
    if now is None or seen is None or seen.verdict in OUT_OF_SCOPE:
        return None
    if now.verdict in EXECUTED and now.verdict_date is None:
        return kept if kept in EXECUTED else None
    if seen.verdict not in EXECUTED and kept in EXECUTED and _ran_again(now, kept):
        return kept
    return seen.verdict


def _ran_again(now: Record, kept: object) -> bool:
    """Whether a later run overwrote the one that was kept: the sheet has one column, and the verdict may change so."""
    return now.verdict in EXECUTED and not has_rounds(now) and (kept == "fail" or now.verdict != kept)


def _found_then(now: Record | None, seen: Record | None, row: Row | None) -> bool:
    if now is None:
        return False
    if row is not None and (now.arose is None or is_duplicate(now)):  # what was decided since does not change that day
        return _was_found(now, seen, row)
    return seen is not None and now.arose is not None and not is_duplicate(now)


def _was_found(now: Record | None, _: Record | None, row: Row | None) -> bool:
    """Whether a kept defect counted as found; one that was rejected as written twice did not."""
    return row is not None and not (row.get("status") == "rejected" and now is not None and is_duplicate(now))


def _closed_then(now: Record | None, seen: Record | None, row: Row | None) -> bool:
    if now is None or seen is None:
        return False
    if now.is_open or now.closed_date is None:  # opened again since, or nobody wrote when: then as it was kept
        return _was_closed(now, seen, row)
    return not seen.is_open


def _was_closed(now: Record | None, seen: Record | None, row: Row | None) -> bool:
    return row is not None and row.get("status") in _CLOSED and _was_found(now, seen, row)


def _had(*verdicts: str) -> _Was:
    return lambda now, seen, row: row is not None and row.get("verdict") in verdicts


def key_of(record: Record) -> str:
    """What a record is known by from one day to the next: its identity, else the row it stands in."""
    return record.identity or f"\n{record.table.file}\n{record.table.sheet}\n{record.row}"


def _key_of_row(row: Row) -> str:
    return row_identity(row) or "\n" + "\n".join(map(str, row.get(PLACE, ("", "", 0))))

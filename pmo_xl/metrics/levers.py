"""What would make the rest fit: one input changed, load and forecast worked out again by the same code (S06)."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from pmo_xl.metrics.day import Day
from pmo_xl.metrics.figure import figure, said, unsaid
from pmo_xl.metrics.forecast import expected_days, land, pace_of
from pmo_xl.metrics.load import Work, load_rows, peak
from pmo_xl.metrics.pace import required_rate
from pmo_xl.metrics.phase import days_left
from pmo_xl.metrics.testers import Room
from pmo_xl.model.days import short_day
from pmo_xl.model.metric import Metric

_EARLIER: Final = 2  # working days a fix comes earlier
_DROPPED: Final = 10  # tests that go out of scope
_MOST_PEOPLE: Final = 64  # more people than that are no lever


class Inputs(Struct, frozen=True):
    """What load and forecast are worked out from. A part that is not known is None and is not judged.

    People added make the daily nets as much larger as the team: `felt` are the tests left as today's team would feel
    them. `days` are the working days left, of which there is at least one.
    """

    left: int
    nets: tuple[int, ...] | None
    work: Work | None
    room: Room | None
    days: tuple[date, ...]
    felt: int

    @property
    def persons(self) -> Fraction:
        """Whole persons on an average working day of the rest."""
        return sum(self.room.persons.values(), Fraction(0)) / len(self.days) if self.room else Fraction(0)

    @property
    def load(self) -> tuple[Fraction | None, Fraction | None]:
        """Load of the whole rest, and the largest of any day; None when unknown or there is no room at all."""
        if self.work is None or self.room is None:
            return None, None
        rows = load_rows(self.work, self.room.runs)
        return rows[0].ratio, peak(rows)

    @property
    def obstacles(self) -> tuple[str, ...]:
        """What keeps the rest from being done by the phase's end with every day's load ≤ 100 %; none when it fits."""
        found = []
        if self.nets is not None and expected_days(self.felt, self.nets) > len(self.days):
            found.append("直近の実力では終了日に間に合わない")
        if self.work is not None and (late := sum(free > self.days[-1] for free in self.work.waiting)):
            found.append(f"終了日までに始められない修正待ちのテストが{late}件ある")
        if self.work is not None and self.room is not None:
            whole, largest = self.load
            if whole is None or whole > 1:
                found.append("再テストまで含めると能力が足りない")
            elif largest is None or largest > 1:
                found.append("修正待ちのテストが終盤に固まり、入らない日がある")
        return tuple(found)

    @property
    def fits(self) -> bool:
        """Whether all that is known says that the rest fits."""
        return not self.obstacles

    def with_people(self, count: int) -> "Inputs":
        """With so many more whole persons from tomorrow on."""
        if self.room is None or not count:
            return self
        felt = ceil(self.left * self.persons / (self.persons + count))
        return replace(self, room=self.room.with_people(count), felt=felt)

    def without_tests(self, count: int) -> "Inputs":
        """With so many tests fewer, of those that have no verdict yet."""
        left, work = self.left - count, self.work.without(count) if self.work else None
        return replace(self, left=left, felt=left, work=work)


@figure("levers", "入力を1つだけ変えて計算し直した完了見込と負荷率（追加する人は専任、実力は人数に比例）", needs="test")
def levers(day: Day) -> Metric:
    """Rows: lever, name, count, forecast_date, p80, delta_days, load_ratio, load_peak, not_before, fits, note.

    `now` changes nothing; `testers`, `fixes`, `scope` change one input each; `fit_testers` and `fit_scope` are the
    smallest changes after which every load is ≤ 100 % and the forecast is not after the phase's end (count None:
    no such change does it). `not_before` is the first day on which every waiting test is free. The value is True when
    the rest fits as it is; `binding` says in words why it does not, `tests_to_drop` how many tests are too many.
    """
    if day.end is None or not day.live:
        return unsaid(required_rate.of(day).reason or "")
    if not day.remaining:
        return unsaid("残りのテストがありません")
    now = _inputs(day)
    if not now.days:
        return unsaid(required_rate.of(day).reason or "")
    if now.nets is None and (now.work is None or now.room is None):
        return unsaid(f"予測も負荷率もまだ示せません（{_why(day)}）")
    rows = tuple(_rows(day, now))
    needs = {row["lever"]: row["count"] for row in rows}
    extra = {"testers_to_add": needs.get("fit_testers"), "tests_to_drop": needs.get("fit_scope")}
    return said(now.fits, _text(day, now, extra), rows=rows, extra=extra | {"binding": list(now.obstacles)})


def _inputs(day: Day) -> Inputs:
    nets = pace_of(day)
    left = len(day.remaining)
    return Inputs(
        left,
        None if isinstance(nets, Metric) else nets,
        None if isinstance(day.work, Metric) else day.work,
        None if isinstance(day.room, Metric) else day.room,
        days_left(day),
        left,
    )


def _why(day: Day) -> str:
    reasons = (found.reason for found in (pace_of(day), day.room, day.work) if isinstance(found, Metric))
    return "、".join(reason for reason in reasons if reason)


def _rows(day: Day, now: Inputs) -> Iterator[Mapping[str, Any]]:
    yield _row(day, "now", "いまのまま", 0, now)
    if now.persons:
        yield _row(day, "testers", "実施者を1名追加する", 1, now.with_people(1))
    if now.work is not None and now.room is not None:
        waits = "" if now.work.waiting else "修正を待っている実施不可のテストがないため変わりません"
        yield _row(day, "fixes", f"不具合の修正を{_EARLIER}営業日早める", _EARLIER, _fixed_earlier(day, now), waits)
    droppable = _droppable(day)
    if dropped := min(_DROPPED, droppable):
        yield _row(day, "scope", f"テスト{dropped}件を対象外にする", dropped, now.without_tests(dropped))
    if now.fits:
        return
    if now.persons:
        people = _smallest(lambda count: now.with_people(count).fits, _MOST_PEOPLE)
        name = f"実施者を{people}名追加すれば収まる" if people else "実施者の追加だけでは収まらない"
        yield _row(day, "fit_testers", name, people, now.with_people(people) if people else None)
    if droppable:
        tests = _smallest(lambda count: now.without_tests(count).fits, droppable)
        name = f"テスト{tests}件を対象外にすれば収まる" if tests else "対象外を増やすだけでは収まらない"
        yield _row(day, "fit_scope", name, tests, now.without_tests(tests) if tests else None)


def _droppable(day: Day) -> int:
    """Tests without a verdict: only those are taken out, never one that failed."""
    return len(day.with_verdict("not_run", "blocked", "hold"))


def _fixed_earlier(day: Day, now: Inputs) -> Inputs:
    """Every fix that a blocked test waits for comes two working days earlier, at the earliest today."""
    if now.work is None:
        return now
    waiting = (max(day.calendar.shift(free, -_EARLIER), now.days[0]) for free in now.work.waiting)
    return replace(now, work=replace(now.work, waiting=tuple(waiting)))


def _smallest(fits: Callable[[int], bool], most: int) -> int | None:
    """The smallest count that fits, 1 … most; more of it never fits less. None when not even `most` does."""
    if not fits(most):
        return None
    low, high = 0, most  # low does not fit, high does
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if fits(middle) else (middle, high)
    return high


def _row(
    day: Day, lever: str, name: str, count: int | None, inputs: Inputs | None, note: str = ""
) -> Mapping[str, Any]:
    """One lever with what it leads to; without inputs nothing is worked out."""
    row: dict[str, Any] = {
        "lever": lever,
        "name": name,
        "count": count,
        "note": note,
        "fits": bool(inputs and inputs.fits),
    }
    outcome = dict.fromkeys(("forecast_date", "p80", "delta_days", "load_ratio", "load_peak", "not_before"))
    if inputs is None:
        return row | outcome
    if inputs.nets is not None:
        landing = land(inputs.felt, inputs.nets)
        expected, p80 = (_on(day, n) for n in (landing.expected, landing.p80))
        outcome |= {"forecast_date": expected, "p80": p80}
        outcome["delta_days"] = day.calendar.signed(day.end, expected) if day.end and expected else None
    ratio, largest = inputs.load
    outcome["load_ratio"] = None if ratio is None else float(ratio)
    outcome["load_peak"] = None if largest is None else float(largest)
    outcome["not_before"] = max(inputs.work.waiting, default=None) if inputs.work else None
    return row | outcome


def _on(day: Day, days: int | None) -> date | None:
    return None if days is None else day.calendar.shift(day.as_of, days)


def _text(day: Day, now: Inputs, needs: Mapping[str, int | None]) -> str:
    """実施者1名追加、または16件対象外で5/17までに収まります."""
    end = f"{short_day(day.end)}までに" if day.end else ""
    if now.fits:
        return f"いまのままで{end}収まります"
    ways = [
        words.format(count)
        for words, count in (("実施者{}名追加", needs["testers_to_add"]), ("{}件対象外", needs["tests_to_drop"]))
        if count
    ]
    return f"{'、または'.join(ways)}で{end}収まります" if ways else f"人の追加でも対象外でも{end}収まりません"

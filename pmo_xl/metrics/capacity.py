"""What the testers can still run, against what is still to be run (M15)."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

from pmo_xl.metrics.day import Day
from pmo_xl.metrics.figure import figure, said, unsaid
from pmo_xl.metrics.load import LoadRow, load_rows
from pmo_xl.metrics.testers import Room
from pmo_xl.metrics.wording import half_up, percent
from pmo_xl.model.days import short_day
from pmo_xl.model.metric import Metric

_DOUBTFUL: Final = Fraction(6, 5)  # a team that runs a fifth more than it can: one of the two numbers is wrong


@figure("capacity", "実施者数×1人1日の実行数×残営業日")
def capacity(day: Day) -> Metric:
    """Runs that can still be made in the phase. `by_person` says who makes how many on which day, `date` None in all.

    `source` is "roster" when the 体制表 names the testers (稼働率, 着任・離任 and leave count), else "settings".
    """
    room = day.room
    if isinstance(room, Metric):
        return room
    runs = sum(room.runs.values(), Fraction(0))
    value, digits = (int(runs), 0) if runs.denominator == 1 else (float(runs), 1)
    definition, extra = _told(day, room, runs)
    return said(value, f"{half_up(runs, digits)}回", unit="回", definition=definition, extra=extra)


def _told(day: Day, room: Room, runs: Fraction) -> tuple[str, Mapping[str, Any]]:
    """Which of the two sources was used, in words and for programs, and what speaks against it."""
    testers, many = day.config.capacity.testers, len(room.team.people)
    definition = "pmo.tomlの実施者数×1人1日の実行数×残営業日"
    extra: dict[str, Any] = {"source": "settings", "testers": testers}
    notes = []
    if many:
        definition = f"体制表の実施者{many}名（稼働率・着任離任・休暇込み）×専任1人1日の実行数の残営業日の合計"
        extra = {"source": "roster", "testers": many, "by_person": list(_by_person(room))}
        if testers is not None and testers != many:
            notes.append(f"pmo.toml の testers = {testers:g} は使っていません（体制表の実施者は{many}名です）。")
    recent, usual = _recent(day), runs / max(len(room.persons), 1)
    if room.persons and recent > _DOUBTFUL * usual:
        notes.append(
            f"直近の消化{half_up(recent)}件/日が能力{half_up(usual)}件/日を上回っています。"
            "tests_per_person_day が専任1人の件数か、体制表の稼働率を確認してください。"
        )
    return definition, extra | ({"note": "".join(notes)} if notes else {})


def _by_person(room: Room) -> Iterator[Mapping[str, Any]]:
    for person in room.team.people:
        shares = [person.on(x) for x in room.persons]
        runs = {share: float(share * room.team.each) for share in set(shares)}
        yield {"person": person.name, "date": None, "runs": float(sum(shares, Fraction(0)) * room.team.each)}
        for x, share in zip(room.persons, shares, strict=True):
            yield {"person": person.name, "date": x, "runs": runs[share]}


def _recent(day: Day) -> Fraction:
    """Tests executed a working day, over the last `rate_days` working days on which there were results."""
    worked = [x for x in day.executed_by.days if x <= day.as_of][-day.config.metrics.rate_days :]
    if not worked:
        return Fraction(0)
    before = day.calendar.previous(worked[0])
    return Fraction(day.executed_by.at(day.as_of) - day.executed_by.at(before), len(worked))


def _rows(day: Day) -> list[LoadRow] | Metric:
    """The load of each working day left; or why there is none."""
    if isinstance(day.room, Metric):
        return day.room
    if isinstance(day.work, Metric):
        return day.work
    rows = list(load_rows(day.work, day.room.runs))
    return rows if rows and rows[0].capacity else unsaid("残りの能力が0です")


@figure("load_ratio", "必要実行回数/残りの能力", needs="test")
def load_ratio(day: Day) -> Metric:
    """負荷率: above 100 % the rest does not fit, retests included."""
    rows = _rows(day)
    if isinstance(rows, Metric):
        return rows
    ratio = rows[0].runs / rows[0].capacity
    return said(float(ratio), percent(ratio), unit="%")


@figure("load_by_day", "その日より前に始められない実行回数/その日から終了日までの能力", needs="test")
def load_by_day(day: Day) -> Metric:
    """Rows: date, runs, capacity, ratio (None: work and no room). `over` are the days on which it does not fit.

    A blocked test is free only on the working day after its defect's fix.
    """
    rows = _rows(day)
    if isinstance(rows, Metric):
        return rows
    largest = max(row.ratio for row in rows if row.ratio is not None)
    shut = next((row.date for row in rows if row.ratio is None), None)
    text = percent(largest) + (f"（{short_day(shut)}以降は能力0）" if shut else "")
    table = tuple(
        {
            "date": row.date,
            "runs": float(row.runs),
            "capacity": float(row.capacity),
            "ratio": None if row.ratio is None else float(row.ratio),
        }
        for row in rows
    )
    return said(float(largest), text, unit="%", rows=table, extra={"over": [row.date for row in rows if row.is_over]})

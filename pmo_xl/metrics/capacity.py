"""What the testers can still run, against what is still to be run (M15)."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Final

from pmo_xl.metrics.day import Day
from pmo_xl.metrics.figure import figure, said, unsaid
from pmo_xl.metrics.load import LoadRow, Work, load_rows, work_left
from pmo_xl.metrics.phase import NO_END
from pmo_xl.metrics.testers import Team, team_of
from pmo_xl.metrics.wording import half_up, percent
from pmo_xl.model.days import short_day
from pmo_xl.model.metric import Metric

_DOUBTFUL: Final = Fraction(6, 5)  # a team that runs a fifth more than it can: one of the two numbers is wrong


def days_left(day: Day) -> tuple[date, ...]:
    """The working days after the as-of day up to the phase's end."""
    return () if day.end is None else tuple(x for x in day.calendar.days(day.as_of, day.end) if x > day.as_of)


def rooms_of(team: Team, days: tuple[date, ...]) -> dict[date, Fraction]:
    """Working day → runs the team can make on it."""
    return {x: team.runs_on(x) for x in days}


def rest(day: Day) -> tuple[Work, Team] | Metric:
    """The work still to come and the team for it; or the figure that says what is missing."""
    team, work = team_of(day), work_left(day)
    if isinstance(team, Metric):
        return team
    if isinstance(work, Metric):
        return work
    if day.end is None:
        return unsaid(NO_END)
    return work, team


@figure("capacity", "実施者数×1人1日の実行数×残営業日")
def capacity(day: Day) -> Metric:
    """Runs that can still be made in the phase. `by_person` says who makes how many on which day, `date` None in all.

    `source` is "roster" when the 体制表 names the testers (稼働率, 着任・離任 and leave count), else "settings".
    """
    team = team_of(day)
    if isinstance(team, Metric):
        return team
    if day.end is None:
        return unsaid(NO_END)
    days = days_left(day)
    room = sum(rooms_of(team, days).values(), Fraction(0))
    value, digits = (int(room), 0) if room.denominator == 1 else (float(room), 1)
    definition, extra = _told(day, team, days)
    return said(value, f"{half_up(room, digits)}回", unit="回", definition=definition, extra=extra)


def _told(day: Day, team: Team, days: tuple[date, ...]) -> tuple[str, Mapping[str, Any]]:
    """Which of the two sources was used, in words and for programs, and what speaks against it."""
    testers, many = day.config.capacity.testers, len(team.people)
    definition = "pmo.tomlの実施者数×1人1日の実行数×残営業日"
    extra: dict[str, Any] = {"source": "settings", "testers": testers}
    notes = []
    if team.people:
        definition = f"体制表の実施者{many}名（稼働率・着任離任・休暇込み）×専任1人1日の実行数の残営業日の合計"
        extra = {"source": "roster", "testers": many, "by_person": list(_by_person(team, days))}
        if testers is not None and testers != many:
            notes.append(f"pmo.toml の testers = {testers:g} は使っていません（体制表の実施者は{many}名です）。")
    recent, room = _recent(day), sum((team.runs_on(x) for x in days), Fraction(0)) / max(len(days), 1)
    if days and recent > _DOUBTFUL * room:
        notes.append(
            f"直近の消化{half_up(recent)}件/日が能力{half_up(room)}件/日を上回っています。"
            "tests_per_person_day が専任1人の件数か、体制表の稼働率を確認してください。"
        )
    return definition, extra | ({"note": "".join(notes)} if notes else {})


def _recent(day: Day) -> Fraction:
    """Tests executed a working day, over the last `rate_days` working days on which there were results."""
    worked = [x for x in day.executed_by.days if x <= day.as_of][-day.config.metrics.rate_days :]
    if not worked:
        return Fraction(0)
    before = day.calendar.previous(worked[0])
    return Fraction(day.executed_by.at(day.as_of) - day.executed_by.at(before), len(worked))


def _by_person(team: Team, days: tuple[date, ...]) -> Iterator[Mapping[str, Any]]:
    for person in team.people:
        runs = [person.on(x) * team.each for x in days]
        yield {"person": person.name, "date": None, "runs": float(sum(runs))}
        for x, count in zip(days, runs, strict=True):
            yield {"person": person.name, "date": x, "runs": float(count)}


def _rows(day: Day) -> list[LoadRow] | Metric:
    """The load of each working day left; or why there is none."""
    found = rest(day)
    if isinstance(found, Metric):
        return found
    work, team = found
    rows = list(load_rows(work, rooms_of(team, days_left(day))))
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

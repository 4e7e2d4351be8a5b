"""What the product said of simulated projects, held against how they ended."""

from dataclasses import dataclass
from functools import cache
from statistics import mean, median

from pmo_xl.metrics.day import Day
from pmo_xl.metrics.forecast import forecast_date
from pmo_xl.metrics.growth import reliability_growth
from pmo_xl.metrics.runs import required_runs
from tests.simulation.finds import finds
from tests.simulation.sheets import course_as_kept, finds_as_kept
from tests.simulation.uat import AT_ONCE, QUICK, SLOW, SLOWEST, course, date_of

FIXES = {"当日": AT_ONCE, "0〜2営業日": QUICK, "1〜5営業日": SLOW, "2〜9営業日": SLOWEST}
CONSUMED = (0.3, 0.5, 0.7, 0.85)
CONSUMED_GROWTH = (0.5, 0.6, 0.7, 0.8)


@dataclass
class Forecasts:
    """Forecasts made at one consumption: `early` are working days (negative: it ended later than was said)."""

    fixes: str
    consumed: float
    early: list[int]
    after_p50: list[bool]
    after_p80: list[bool]
    after_fixes: list[bool]
    runs: list[float]  # runs it still took / runs that were said to come
    tests: list[float]  # runs it still took / tests that were left


def forecasts(many: int) -> list[Forecasts]:
    """So many courses for each speed of fixing, each forecast at every consumption."""
    return [forecast_of(name, consumed, many) for name in FIXES for consumed in CONSUMED]


@cache
def forecast_of(name: str, consumed: float, many: int) -> Forecasts:
    found = Forecasts(name, consumed, [], [], [], [], [], [])
    for seed in range(many):
        played = course(seed, FIXES[name])
        today = played.day_of(consumed)
        day = Day(course_as_kept(played, today))
        said, end = forecast_date.of(day), date_of(played.end)
        if said.value is None or said.extra["p80"] is None or "p80_with_fixes" not in said.extra:
            continue
        found.early.append(day.calendar.signed(end, said.value))
        found.after_p50.append(end > said.extra["p50"])
        found.after_p80.append(end > said.extra["p80"])
        found.after_fixes.append(end > said.extra["p80_with_fixes"])
        still = played.runs_after(today)
        found.runs.append(still / required_runs.of(day).value)
        found.tests.append(still / len(day.remaining))
    return found


@dataclass
class Growths:
    """Estimates of all defects made at one consumption, as parts of the true number."""

    consumed: float
    asked: int
    estimates: list[float]
    inside: list[bool]  # whether the true number was in the range
    is_open: list[bool]  # whether the range had no upper end
    logistic: list[float]


def growths(many: int) -> list[Growths]:
    """So many phases, each estimated at every consumption; those with fewer than 20 defects then are left out."""
    return [growth_of(consumed, many) for consumed in CONSUMED_GROWTH]


def growth_of(consumed: float, many: int) -> Growths:
    found = Growths(consumed, 0, [], [], [], [])
    for seed in range(many):
        phase = finds(seed)
        said = reliability_growth.of(Day(finds_as_kept(phase, phase.day_of(consumed))))
        if said.value is None and "20件未満" in said.reason:
            continue
        found.asked += 1
        if said.value is None:
            continue
        low, high = said.extra["low"], said.extra["high"]
        found.estimates.append(said.value / phase.all)
        found.inside.append(low <= phase.all and (high is None or phase.all <= high))
        found.is_open.append(high is None)
        if said.extra["logistic"] is not None:
            found.logistic.append(said.extra["logistic"] / phase.all)
    return found


def share(hits: list[bool]) -> float:
    """The part of them that is true."""
    return sum(hits) / len(hits)


def tables(many: int) -> str:
    """The three tables of docs/forecast.md, in Markdown."""
    foretold = forecasts(many)
    lines = [
        "| 修正にかかる日数 | 消化 | ずれの平均 | ずれの大きさ | 半々の日より後 | 8割方の日より後 | 修正待ちを足した日より後 |",
        "|---|---|---|---|---|---|---|",
        *(
            f"| {f.fixes} | {f.consumed:.0%} | {mean(f.early):+.1f}日 | {mean(map(abs, f.early)):.1f}日 "
            f"| {share(f.after_p50):.0%} | {share(f.after_p80):.0%} | {share(f.after_fixes):.0%} |"
            for f in foretold
        ),
        "",
        "| 消化 | 実際の実行回数/必要実行回数 | ±10%以内 | 実際の実行回数/残件 |",
        "|---|---|---|---|",
    ]
    for consumed in CONSUMED:
        runs = [ratio for f in foretold if f.consumed == consumed for ratio in f.runs]
        tests = [ratio for f in foretold if f.consumed == consumed for ratio in f.tests]
        close = share([abs(ratio - 1) <= 0.1 for ratio in runs])
        lines.append(f"| {consumed:.0%} | {mean(runs):.2f} | {close:.0%} | {mean(tests):.2f} |")
    lines += [
        "",
        "| 消化 | 推定できた | ±10%以内 | ±25%以内 | 範囲に入った | 上限が定まらない | ロジスティック曲線のずれ |",
        "|---|---|---|---|---|---|---|",
    ]
    for g in growths(many):
        lines.append(
            f"| {g.consumed:.0%} | {len(g.estimates) / g.asked:.0%} | {_close(g, 0.10):.0%} | {_close(g, 0.25):.0%} "
            f"| {share(g.inside):.0%} | {share(g.is_open):.0%} | {median(g.logistic) - 1:+.0%} |"
        )
    return "\n".join(lines)


def _close(found: Growths, within: float) -> float:
    return share([abs(ratio - 1) <= within for ratio in found.estimates])

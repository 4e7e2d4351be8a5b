"""Forecasts against simulated projects whose end is known, and docs/forecast.md against both."""

import re
from datetime import date
from math import sqrt
from pathlib import Path
from random import Random
from statistics import mean

import pytest

import pmo_xl
from pmo_xl.metrics.forecast import land
from pmo_xl.metrics.tail import MISSED
from tests.simulation.__main__ import COURSES
from tests.simulation.finds import finds
from tests.simulation.measured import FIXES, forecast_of, growth_of, share, tables
from tests.simulation.uat import QUICK, SLOW, course

DOCS = (Path(__file__).parents[2] / "docs" / "forecast.md").read_text(encoding="utf-8")
FEW = 40


def table(first):
    """The rows of the table in the docs whose heading begins so: lists of cells, percent as parts of one."""
    lines = DOCS[DOCS.index(f"| {first} |") :].split("\n\n")[0].splitlines()[2:]
    return [[part(cell.strip()) for cell in line.strip("|").split("|")] for line in lines]


def part(cell):
    found = re.fullmatch(r"([+-]?[\d.]+)(%|日|)", cell)
    if found is None:
        return cell
    return float(found[1]) / (100 if found[2] == "%" else 1)


FORECASTS = {(row[0], row[1]): row for row in table("修正にかかる日数")}
GROWTHS = {row[0]: row for row in table("消化 | 推定できた")}


def near(measured, told, many=FEW):
    """Whether a share of a few may be a share of many: three standard deviations and the rounding of the table."""
    return abs(measured - told) <= 3 * sqrt(max(told * (1 - told), 0.02) / many) + 0.005


# the simulators themselves


@pytest.mark.parametrize("fix_days", FIXES.values(), ids=FIXES)
def test_a_course_ends_when_everything_passed_and_no_retest_comes_before_its_fix(fix_days):
    for seed in range(10):
        played = course(seed, fix_days)
        assert max(ran for test in played.tests for ran, _ in test.runs) == played.end
        for number, test in enumerate(played.tests):
            assert [passed for _, passed in test.runs] == [False] * (len(test.runs) - 1) + [True]
            mended = [defect.fixed for defect in played.defects if defect.test == number]
            again = [ran for ran, _ in test.runs[1:]]
            assert all(fixed < ran for fixed, ran in zip(mended, again, strict=True))
        assert played.runs_after(0) == len(played.tests) + len(played.defects)


def test_the_same_seed_is_the_same_course():
    assert course(7, QUICK) == course(7, QUICK) != course(8, QUICK)
    assert finds(7) == finds(7) != finds(8)


def test_found_defects_follow_the_curve_they_are_drawn_from():
    """By the end 90 to 98 % of them are found; over many phases that is about 94 %."""
    parts = [sum(day <= phase.days for day in phase.found_on) / phase.all for phase in map(finds, range(100))]
    assert mean(parts) == pytest.approx(0.94, abs=0.02)


# what was forecast


def test_when_tomorrow_is_like_the_last_days_p50_and_p80_are_what_they_say():
    """G1's seven days drawn again and again: 104 tests take at most 10 days in 68.46 %, 11 days in 88.00 % (M13)."""
    nets, dice = (4, 15, 16, 11, 12, 5, 14), Random(1)
    needed = []
    for _ in range(4000):
        left, days = 104, 0
        while left > 0:
            left, days = left - dice.choice(nets), days + 1
        needed.append(days)
    landing = land(104, nets)
    assert share([days <= landing.p50 for days in needed]) == pytest.approx(0.6846, abs=0.025)
    assert share([days <= landing.p80 for days in needed]) == pytest.approx(0.8800, abs=0.02)
    assert share([days > landing.p80 for days in needed]) <= 0.2


@pytest.mark.parametrize("fixes", FIXES)
def test_p80_is_missed_about_as_often_as_the_docs_say(fixes):
    told = FORECASTS[fixes, 0.7]
    found = forecast_of(fixes, 0.7, FEW)
    assert len(found.early) == FEW
    assert near(share(found.after_p50), told[4])
    assert near(share(found.after_p80), told[5])
    assert near(share(found.after_fixes), told[6])
    assert mean(found.early) == pytest.approx(told[2], abs=1.5)
    assert share(found.after_fixes) <= share(found.after_p80) <= share(found.after_p50)


def test_the_longer_fixes_take_the_later_it_ends():
    early = [mean(forecast_of(fixes, 0.7, FEW).early) for fixes in FIXES]
    assert early == sorted(early, reverse=True)


def test_the_runs_said_to_come_are_the_runs_it_took():
    found = [forecast_of(fixes, 0.7, FEW) for fixes in FIXES]
    assert mean(ratio for one in found for ratio in one.runs) == pytest.approx(1, abs=0.03)
    assert mean(ratio for one in found for ratio in one.tests) > 1.08  # the tests left are not the runs: retests


@pytest.mark.parametrize("consumed", [0.6, 0.8])
def test_the_number_of_defects_is_estimated_as_well_as_the_docs_say(consumed):
    told, found = GROWTHS[consumed], growth_of(consumed, FEW)
    assert near(share([abs(ratio - 1) <= 0.10 for ratio in found.estimates]), told[2])
    assert near(share([abs(ratio - 1) <= 0.25 for ratio in found.estimates]), told[3])
    assert near(share(found.inside), told[4])


# what the docs say


@pytest.mark.full
def test_the_docs_quote_the_whole_simulation():
    for part_of_output in tables(COURSES).split("\n\n"):
        assert part_of_output in DOCS


def test_what_stands_beside_a_forecast_is_what_was_measured():
    """The words for each speed of fixing, from the rows of 50, 70 and 85 % consumption."""
    for fixes, missed in zip(FIXES, MISSED, strict=True):
        rows = [FORECASTS[fixes, consumed] for consumed in (0.5, 0.7, 0.85)]
        assert missed.p80 == words(mean(row[5] for row in rows))
        assert missed.with_fixes == words(mean(row[6] for row in rows))
        assert missed.days is None or missed.days >= sorted(FIXES[fixes])[-1]
    assert f"当日なら{MISSED[0].p80}、2営業日までなら{MISSED[1].p80}" in DOCS
    assert f"5営業日までなら{MISSED[2].p80}、それより長いと{MISSED[3].p80}" in DOCS


def words(parts):
    """0.40 → 約4割, 0.16 → 1〜2割 (halfway between), 0.98 → ほぼすべて."""
    if parts >= 0.95:
        return "ほぼすべて"
    tenths = parts * 10
    return f"約{round(tenths)}割" if abs(tenths - round(tenths)) <= 0.35 else f"{int(tenths)}〜{int(tenths) + 1}割"


def test_no_speed_of_fixing_makes_p80_a_promise_and_waiting_for_fixes_nearly_does():
    for fixes in FIXES:
        for consumed in (0.5, 0.7, 0.85):
            row = FORECASTS[fixes, consumed]
            assert row[6] < row[5]
            assert row[5] > 0.2
            assert row[6] <= 0.35 or fixes == "2〜9営業日"
    assert max(FIXES["1〜5営業日"]) == max(SLOW) == MISSED[2].days


def test_the_figures_of_the_sample_in_the_docs(sample):
    metrics = pmo_xl.load(sample).daily(as_of=date(2026, 11, 24)).metrics
    for name in ("forecast_date", "load_ratio", "load_by_day", "levers", "reliability_growth"):
        assert f"| {metrics[name].text} | `{name}` |" in DOCS
    rows = [row["name"] for row in metrics["levers"].rows]
    assert [re.sub(r"\d+(?=[名件]\S*ば)", "…", name) for name in rows] == [row[0] for row in table("行")]

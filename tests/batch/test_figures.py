"""What the page about all projects takes out of one project's daily report."""

import json
from dataclasses import replace
from datetime import date

import msgspec
import openpyxl
import pytest

import pmo_xl
from pmo_xl.batch.figures import project_figures
from pmo_xl.batch.result import ProjectResult
from pmo_xl.history import load
from pmo_xl.project_figures import DAYS
from pmo_xl.reports.project_figures import COUNTED, LIGHTS, SHOWN, Cell, Point, ProjectFigures, VendorCount
from tests.metrics.g1 import AS_OF
from tests.support.g1_book import write_g1

KEPT = {  # of the days before 5/7 (5/2 and then, over the holidays, nothing), as `history keep` writes them
    date(2024, 5, 1): '{"execution_rate": {"value": 0.435, "count": 87, "of": 200}, "overdue": {"value": 0}, '
    '"defects_open": {"value": 22}, "rag_overall": {"value": "red"}}',
    date(2024, 5, 2): "{",
}


@pytest.fixture(scope="module")
def g1(tmp_path_factory):
    """G1 as a project with two kept days, one of them damaged; its daily report, saved."""
    folder = tmp_path_factory.mktemp("g1")
    write_g1(folder)
    daily = pmo_xl.load(folder).daily(AS_OF)  # before the damaged day lies there, which is compared with
    report = daily.save(folder / "out").paths[0]
    for day, metrics in KEPT.items():
        place = folder / "history" / day.isoformat()
        place.mkdir(parents=True)
        (place / "manifest.json").write_text('{"metrics": {"file": "metrics.json"}, "registers": {}}', "utf-8")
        (place / "metrics.json").write_text(metrics, "utf-8")
    daily.situation = replace(daily.situation, kept=load(folder / "history", before=AS_OF))
    return daily, project_figures(daily), openpyxl.load_workbook(report)


def test_they_come_back_from_json_as_they_went(g1):
    _, figures, _ = g1
    result = ProjectResult("G1", "事業部/G1", outputs=("out/日次報告.xlsx",), figures=figures)
    assert msgspec.json.decode(msgspec.json.encode(result), type=ProjectResult) == result
    assert msgspec.json.decode(msgspec.json.encode(figures), type=ProjectFigures) == figures


def test_every_figure_is_there_and_says_what_daily_json_says(g1):
    daily, figures, _ = g1
    metrics = daily.to_json()["metrics"]
    assert tuple(figures.lights) == LIGHTS
    assert tuple(figures.figures) == (*SHOWN, *COUNTED)
    for name in SHOWN:
        said, expected = figures.figures[name], metrics[name]
        assert json.loads(json.dumps(said.value)) == expected["value"], name
        assert said.text == expected["text"]
        assert said.delta_text == expected.get("delta_text", "")
        assert (said.count, said.of) == (expected.get("count"), expected.get("of"))
    # metrics.md §8
    assert (figures.figures["execution_rate"].value, figures.figures["execution_gap"].value) == (0.55, -18)
    assert (figures.figures["forecast_date"].value, figures.figures["forecast_date"].late) == ("2024-05-21", 2)
    assert [figures.lights[key].text for key in LIGHTS] == ["赤●", "黄▲", "赤●", "赤●", "緑○"]
    severities = [figures.figures[name].value for name in COUNTED[:5]]
    assert severities == [1, 5, 9, 5, 1]
    assert sum(severities) == figures.figures["defects_open"].value == 21
    # 5+3+2+3+2+4+1+2+2 defects stand before the critical one
    assert figures.figures["defects_critical"].ids == "D-025"
    assert (figures.stamp, figures.unread, figures.minus) == (None, (), "▲")


def test_the_vendors_are_those_of_g1_with_their_ages(g1):
    _, figures, _ = g1
    a, b = figures.vendors
    assert a == VendorCount("A社", 8, 2, 0, 0, 3, 7, 0, d0_2=5, d3_5=2)
    assert b == VendorCount("B社", 11, 4, 0, 0, 1, 14, 5, d0_2=5, d3_5=6, d6_10=3)
    for row in figures.vendors:
        assert row.previous + row.new + row.transferred + row.reopened - row.closed == row.open
        assert row.d0_2 + row.d3_5 + row.d6_10 + row.d11 + row.unknown == row.open


def test_ten_working_days_and_what_nobody_kept_or_can_read_is_not_said(g1):
    _, figures, _ = g1
    days = [date(2024, 4, n) for n in (22, 23, 24, 25, 26, 30)] + [date(2024, 5, n) for n in (1, 2, 7)]
    assert [point.day for point in figures.points] == [date(2024, 4, 19), *days]
    assert len(figures.points) == DAYS
    by_day = {point.day: point for point in figures.points}
    assert by_day[date(2024, 5, 1)] == Point(date(2024, 5, 1), 87, 200, 0.435, 22, 0, "red")
    assert by_day[date(2024, 4, 22)] == Point(date(2024, 4, 22))
    assert by_day[date(2024, 5, 2)] == Point(date(2024, 5, 2))
    assert figures.points_note == "5/2の記録は読めません"
    assert by_day[AS_OF] == Point(AS_OF, 110, 200, 0.55, 21, 6, "red")


def test_each_leads_to_its_row_on_the_projects_own_evidence(g1):
    _, figures, book = g1
    sheet, _, first = figures.evidence.partition("!")
    assert (sheet, first) == ("根拠", "A5")
    for name, said in {**figures.figures, **figures.lights}.items():
        if said.value is None:
            continue
        row = [cell.value for cell in book[sheet][4 + said.number]]
        assert row[0] == f"N{said.number:02}", name
        if name in SHOWN and said.value == row[4]:
            assert row[6:8] == [said.count, said.of]
    rate = [cell.value for cell in book[sheet][4 + figures.figures["execution_rate"].number]]
    assert (rate[2], rate[4]) == ("消化率", 0.55)
    assert figures.figures["execution_rate"].first == Cell("G1.xlsx", "テスト", "A2")
    light = [cell.value for cell in book[sheet][4 + figures.lights["quality"].number]]
    assert (light[2], light[3]) == ("品質の信号", "赤●")

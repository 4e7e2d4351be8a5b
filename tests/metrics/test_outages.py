"""Days on which the environment stood still drop out of the pace, and the page says how many."""

from dataclasses import replace
from datetime import date

import pytest

from pmo_xl.metrics.catalogue import measure
from pmo_xl.metrics.outages import outage_days
from pmo_xl.reports.daily import daily_report
from pmo_xl.rules import run
from tests.metrics.g1 import day, g1
from tests.support.build import register, situation

PLAN = """
    | planned_date | planned_count | remarks              |
    | 2024-04-24   | 14            | 環境停止（終日）     |
    | 2024-05-02   | 16            | 検証環境の停止のため |
    | 2024-05-07   | 16            | 環境停止なし         |"""


def with_plan(text=PLAN, base=None):
    state = base or g1()
    return replace(state, written={**state.written, "plans": register("plan", text)})


def test_g1_without_two_days_of_outage():
    metric = measure(with_plan())["actual_rate"]
    # the last seven planned days without 4/24 and 5/2: 4/22, 23, 25, 26, 30, 5/1, 7
    nets = [8, 11, 15, 16, 11, 12, 14]
    assert metric.extra["nets"] == nets
    assert metric.value == pytest.approx(sum(nets) / 7)
    assert metric.text == "12.4件/日（環境停止2日除く）"
    assert metric.extra["outages"] == [day("4/24"), day("5/2")]
    assert "環境停止2日除く" in metric.definition


def test_an_outage_before_the_days_that_are_averaged_is_not_spoken_of():
    early = "| planned_date | remarks |\n| 2024-04-22 | 環境停止 |"
    assert measure(with_plan(early))["actual_rate"].text == "11.0件/日"


def test_the_page_says_it_wherever_a_pace_or_a_forecast_stands():
    state = with_plan()
    page = daily_report(state, measure(state), run(state)).values()
    assert "環境停止2日除く" in page["footer"]["text"]
    # on 5/1 87 of 200 are executed: too early for a forecast, the pace itself stands on the page
    before = with_plan("| planned_date | remarks |\n| 2024-04-25 | 環境障害 |", base=g1(date(2024, 5, 1)))
    second = daily_report(before, measure(before), run(before)).values()["figures"]["second"]
    # 200 − 77 remain over 5/2, 5/7 and eight days; OK of 4/22, 23, 24, 26, 30, 5/1
    assert second["value"] == f"{123 / 10:.1f} / {(8 + 11 + 4 + 16 + 11 + 12) / 6:.1f}"
    assert second["aside"] == "環境停止1日除く"


def test_the_days_of_a_phase_row_are_all_flagged():
    plan = register("plan", "| phase | planned_start | planned_end |\n| 環境停止 | 2024-05-01 | 2024-05-03 |")
    assert outage_days(situation("2024-05-07", plan)) == {day("5/1"), day("5/2"), day("5/3")}


def test_a_day_off_for_an_outage_is_flagged_too():
    holiday = register("holiday", "| planned_date | title |\n| 2024-05-02 | 環境停止 |\n| 2024-05-08 | 創立記念日 |")
    assert outage_days(situation("2024-05-07", holiday)) == {day("5/2")}


@pytest.mark.parametrize(
    "words", ["環境停止は解消", "環境停止なし", "環境準備", "本番環境で実施", "業務停止", "環境停止に伴う振替分"]
)
def test_words_that_flag_nothing(words):
    plan = register("plan", f"| planned_date | remarks |\n| 2024-05-02 | {words} |")
    assert outage_days(situation("2024-05-07", plan)) == frozenset()


def test_with_too_few_days_left_there_is_no_pace():
    stopped = "".join(f"\n| 2024-{x} | 環境停止 |" for x in ("04-24", "04-25", "04-26", "04-30"))
    metric = measure(with_plan(f"| planned_date | remarks |{stopped}"))["actual_rate"]
    # of nine days 4/22, 23, 5/1, 2, 7 are left
    assert (metric.value, metric.reason) == (None, "計画のある営業日が6日未満です（5日）（環境停止4日除く）")

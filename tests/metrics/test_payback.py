"""By hand or by a fix: hours a month, people, the worst month, and when the fix has paid for itself (M31, M32)."""

from datetime import date

import pytest

from pmo_xl.metrics.catalogue import measure
from tests.support.build import register, situation

AS_OF = date(2024, 5, 7)

OPTIONS = """
    | related_id | title    | cost    | months | upkeep | monthly_count | minutes_each | hourly_cost |
    | K-001      | 手動対応 |         |        |        | 600           | 5            | 4000        |
    | K-001      | 改修     | 3000000 |        |        |               |              |             |"""

HOURS, LABOUR = 600 * 5 / 60, 600 * 5 / 60 * 4000  # 50 h and 200,000 円 a month


def break_even(text):
    return measure(situation(AS_OF, register("option", text)))["break_even_months"]


def test_six_hundred_cases_of_five_minutes_pay_a_fix_of_three_million_back_in_fifteen_months():
    metric = break_even(OPTIONS)
    assert (metric.value, metric.text, metric.unit) == (3_000_000 / LABOUR, "15.0か月", "か月")
    assert metric.value == 15.0
    assert metric.extra["minus_30"] == pytest.approx(3_000_000 / (LABOUR * 0.7))
    assert metric.extra["plus_30"] == pytest.approx(3_000_000 / (LABOUR * 1.3))
    assert [round(metric.extra[key], 1) for key in ("minus_30", "plus_30")] == [21.4, 11.5]


def test_what_is_done_by_hand_during_the_fix_costs_too_and_upkeep_lessens_the_saving():
    text = OPTIONS.replace("| 3000000 |        |        |", "| 3000000 | 3      | 50000  |")
    assert break_even(text).value == (3_000_000 + 3 * LABOUR) / (LABOUR - 50_000)


@pytest.mark.parametrize("upkeep", ["200000", "250000"])
def test_a_fix_that_saves_nothing_never_pays_back(upkeep):
    metric = break_even(OPTIONS.replace("| 3000000 |        |        |", f"| 3000000 |        | {upkeep} |"))
    assert (metric.value, metric.text, metric.reason) == (None, "−", "回収不能")
    # 30 % more cases would save 60,000 or 10,000 円 a month after all
    assert metric.extra["plus_30"] == pytest.approx(3_000_000 / (LABOUR * 1.3 - float(upkeep)))


def test_of_several_fixes_each_has_its_row():
    more = """
    | K-001      | 全面改修 | 6000000 |        |        |               |              |             |
    | K-002      | 手動対応 |         |        |        | 60            | 10           | 3000        |
    | K-002      | 改修     | 300000  |        |        |               |              |             |"""
    metric = break_even(OPTIONS + more)
    assert metric.value is None
    assert metric.reason == "案が3件あります（案ごとの値は明細のとおり）"
    assert [(row["related_id"], row["title"], row["months"]) for row in metric.rows] == [
        ("K-001", "改修", 15), ("K-001", "全面改修", 30), ("K-002", "改修", 300_000 / (60 * 10 / 60 * 3000)),
    ]  # fmt: skip


def test_options_without_a_price_for_the_hour_cannot_be_compared():
    assert break_even(OPTIONS.replace("4000", "    ")).reason.startswith("手動対応")
    assert measure(situation(AS_OF))["break_even_months"].reason == "選択肢の表がありません"


JOBS = """
    | id   | title        | owner    | owner_org | monthly_count | minutes_each | planned_start | planned_end |
    | M-01 | 受注の手入力 | 青葉一郎 | 営業部    | 600           | 5            | 2024-06-03    | 2024-09-30  |
    | M-02 | 請求の照合   | 若葉花子 |           | 120           | 10           |               |             |
    | M-03 | 在庫の棚卸   |          | 物流部    | 30            | 20           | 2024-08-01    | 2024-08-31  |
    | M-04 | 帳票の転記   |          | 物流部    |               | 20           |               | 2024-08-31  |"""
ROSTER = """
    | owner    | owner_org | allocation |
    | 青葉一郎 | 営業部    | 0.5        |
    | 若葉花子 | 経理部    |            |"""


def load(jobs=JOBS, *, settings=None):
    return measure(situation(AS_OF, register("manual_work", jobs), register("roster", ROSTER), config=settings))


def test_the_load_of_what_is_done_by_hand():
    metric = load()["manual_load"]
    first, second, third = 600 * 5 / 60, 120 * 10 / 60, 30 * 20 / 60  # 50, 20, 10 h a month
    assert metric.value == first + second + third
    # 青葉 has half a month: 50 h of 80; nobody is named for the third: of 160
    people = first / 80 + second / 160 + third / 160
    assert metric.extra["fte"] == pytest.approx(people)
    assert metric.text == "80.0時間/月 (0.81人)"
    assert metric.ids == ("M-01", "M-02", "M-03")
    assert metric.extra["incomplete"] == 1
    assert metric.extra["without_end"] == ["M-02"]
    assert (metric.extra["peak_month"], metric.extra["peak_hours"]) == ("2024-08", first + second + third)


def test_the_peak_is_the_month_in_which_most_falls_together():
    spread = JOBS.replace("2024-08-01    | 2024-08-31", "2024-10-01    | 2024-10-31")
    extra = load(spread)["manual_load"].extra
    assert (extra["peak_month"], extra["peak_hours"]) == ("2024-06", 50 + 20)


def test_the_load_of_each_department_beside_what_its_people_have():
    rows = load()["manual_load"].rows
    assert [(row["owner_org"], row["hours"], row["capacity"]) for row in rows] == [
        ("営業部", 50, 80), ("物流部", 10, None), ("経理部", 20, 160),
    ]  # fmt: skip


def test_without_counts_there_is_no_load():
    bare = "| id | title |\n| M-01 | 手入力 |"
    assert load(bare)["manual_load"].reason == "件数/月と分/件のある手動対応がありません"

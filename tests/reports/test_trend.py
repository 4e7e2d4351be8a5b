"""The curve on the page: which one, what it says, and where its lines are named."""

from datetime import date, timedelta

from pmo_xl.model.metric import Metric
from pmo_xl.reports.signals import Signal
from pmo_xl.reports.trend import chart, graph_rows, trend

START = date(2024, 4, 22)


def series(name, columns):
    rows = zip(*columns.values(), strict=True)
    points = [{"date": START + timedelta(days=n)} | dict(zip(columns, row, strict=True)) for n, row in enumerate(rows)]
    return Metric(name, None, "", "", points=tuple(points))


def lights(progress, quality):
    return [Signal(name, name, color, "", "", "") for name, color in (("progress", progress), ("quality", quality))]


BURN_UP = series(
    "burn_up",
    {
        "scope": [200, 200, 200, 200],
        "planned": [50, 100, 150, 200],
        "executed": [40, 90, 140, None],
        "passed": [30, 60, 70, None],
    },
)
CURVE = series(
    "defect_curve", {"found": [3, 8, 12], "closed": [0, 0, 2], "open": [3, 8, 10], "tests_left": [160, 110, 60]}
)
METRICS = {"burn_up": BURN_UP, "defect_curve": CURVE}


def test_the_burn_up_is_shown_unless_quality_is_the_worse_light():
    assert trend(METRICS, lights("red", "red")).kind == "burn_up"
    assert trend(METRICS, lights("yellow", "red")).kind == "defect_curve"
    assert trend({"burn_up": BURN_UP}, lights("yellow", "red")).kind == "burn_up"


def test_the_sentence_is_what_the_chart_says():
    assert trend(METRICS, lights("red", "green")).sentence == "4/24時点で母数 200、計画 150、消化 140、合格 70"
    assert trend(METRICS, lights("green", "red")).sentence == "4/24時点で不具合累計 12、残テスト 60、不具合残 10"


def test_every_line_is_named_at_its_last_point_and_the_flat_one_at_its_first():
    shown = trend(METRICS, lights("red", "green"))
    assert [line.label for line in shown.lines] == ["母数 200", "計画 200", "消化 140", "合格 70"]
    rows = graph_rows(METRICS, shown)
    assert [row["thin_label"] for row in rows] == [200, None, None, None]
    assert [row["dashed_label"] for row in rows] == [None, None, None, 200]
    assert [row["dotted_label"] for row in rows] == [None, None, 70, None]


def test_a_name_the_plan_would_run_through_stands_below_the_plan():
    rows = graph_rows(METRICS, trend(METRICS, lights("red", "green")))
    # a label is 12 % of 200 high: the plan, at 150 beside it, is nearer to 140 than half of that
    assert [row["thick_label"] for row in rows] == [None, None, 150 - 200 * 0.12 / 2, None]


def test_names_that_would_touch_move_apart():
    near = series("defect_curve", {"found": [1, 2, 96], "open": [1, 2, 90], "tests_left": [200, 190, 110]})
    found, left, still_open = trend({"defect_curve": near}, lights("green", "red")).lines[1:]
    assert [line.label for line in (left, found, still_open)] == ["残テスト 110", "不具合累計 96", "不具合残 90"]
    # a label is 12 % of 200 high
    assert [line.label_height for line in (left, found, still_open)] == [110, 110 - 24, 110 - 2 * 24]


def test_names_at_the_foot_of_the_chart_move_up():
    low = series("defect_curve", {"found": [1, 1, 2], "open": [1, 1, 0], "tests_left": [100, 50, 1]})
    heights = {line.name: line.label_height for line in trend({"defect_curve": low}, lights("green", "red")).lines[1:]}
    # a label is 12 high: the lowest keeps half of itself above the axis
    assert heights == {"不具合累計": 6 + 2 * 12, "残テスト": 6 + 12, "不具合残": 6}


FORECAST = series(
    "burn_up",
    {
        "scope": [200] * 6,
        "planned": [10, 20, 40, 140, 170, 200],
        "executed": [5, 15, 30, None, None, None],
        "passed": [4, 12, 25, None, None, None],
        "p50": [None, None, None, 60, 95, 130],
        "p80": [None, None, None, 50, 80, 110],
    },
)


def test_the_forecast_begins_at_what_has_passed_today():
    shown = trend({"burn_up": FORECAST}, lights("red", "green"))
    rows = graph_rows({"burn_up": FORECAST}, shown)
    assert [row["p50"] for row in rows] == [None, None, None, 60, 95, 130]
    assert [row["fan_to"] for row in rows] == [None, None, 25, 60, 95, 130]
    assert [row["fan_from"] for row in rows] == [None, None, 25, 50, 80, 110]
    assert [row["fan_width"] for row in rows] == [None, None, 0, 10, 15, 20]


def test_the_edges_of_the_forecast_are_named_where_they_end():
    rows = graph_rows({"burn_up": FORECAST}, trend({"burn_up": FORECAST}, lights("red", "green")))
    # a label is 12 % of 200 high, the edges are 20 apart
    assert [row["p50_label"] for row in rows] == [None] * 5 + [130]
    assert [row["p80_label"] for row in rows] == [None] * 5 + [130 - 24]


def test_what_was_done_is_named_clear_of_the_forecast():
    rows = graph_rows({"burn_up": FORECAST}, trend({"burn_up": FORECAST}, lights("red", "green")))
    labels = rows[2]["thick_label"], rows[2]["dotted_label"]
    # the forecast leaves from 25: half a label (12) below it, and above the axis two labels of 24
    assert labels == (12 + 24, 12)


def test_without_a_forecast_nothing_of_it_is_drawn():
    gated = trend(METRICS, lights("red", "green"))
    assert gated.fan == ()
    drawn = ("p50", "p80", "p50_label", "p80_label", "fan_to", "fan_from", "fan_width")
    assert {row[key] for row in graph_rows(METRICS, gated) for key in drawn} == {None}


def test_the_defect_curve_draws_no_forecast_but_the_data_keep_it():
    metrics = {"burn_up": FORECAST, "defect_curve": CURVE}
    rows = graph_rows(metrics, trend(metrics, lights("green", "red")))
    assert [row["p80"] for row in rows] == [None, None, None, 50, 80, 110]
    assert {row["fan_from"] for row in rows} == {None}


def test_the_word_chart_ends_with_the_forecast():
    shown = trend({"burn_up": FORECAST}, lights("red", "green"))
    made = chart(shown, graph_rows({"burn_up": FORECAST}, shown))
    assert list(made["series"])[-7:] == [
        "日付", "半々", "8割方", "半々の線", "8割方の線", "8割方まで", "半々までの幅",
    ]  # fmt: skip
    assert made["series"]["8割方まで"] == [None, None, 25, 50, 80, 110]


def test_fewer_than_three_days_are_a_table():
    short = series(
        "burn_up", {"scope": [200] * 3, "planned": [9] * 3, "executed": [5, 8, None], "passed": [4, 7, None]}
    )
    shown = trend({"burn_up": short}, lights("red", "green"))
    assert not shown.enough
    assert shown.table == (
        {"day": "4/22", "thin": "200", "dashed": "9", "thick": "5", "dotted": "4"},
        {"day": "4/23", "thin": "200", "dashed": "9", "thick": "8", "dotted": "7"},
    )
    assert all(row["thick"] is None for row in graph_rows({"burn_up": short}, shown))


def test_the_data_sheet_holds_both_curves_and_names_few_days():
    days = 30
    long = series("burn_up", {name: list(range(days)) for name in ("scope", "planned", "executed", "passed")})
    shown = trend({"burn_up": long}, lights("red", "green"))
    rows = graph_rows({"burn_up": long, "defect_curve": CURVE}, shown)
    assert rows[2]["found"] == 12
    assert rows[2]["executed"] == 2
    named = [number for number, row in enumerate(rows) if row["tick"] == 0]
    assert named[0] == 0
    assert named[-1] == days - 1
    assert len(named) <= 6


def test_the_guide_lines_are_round_and_above_every_line():
    shown = trend(METRICS, lights("green", "red"))
    row = graph_rows(METRICS, shown)[0]
    # the highest point is 160 tests left: 2 × 100
    assert (row["top"], row["half"]) == (200, 100)


def test_the_word_chart_has_lines_then_labels_then_days():
    shown = trend(METRICS, lights("green", "red"))
    made = chart(shown, graph_rows(METRICS, shown))
    assert list(made["series"]) == [
        "目盛", "目盛(半分)", "不具合累計", "残テスト", "不具合残", "不具合累計 12", "残テスト 60", "不具合残 10", "日付",
    ]  # fmt: skip
    assert made["categories"] == ["4/22", "4/23", "4/24", "4/25"]
    assert made["series"]["残テスト"] == [160, 110, 60, None]
    assert shown.sentence in made["alt"]


def test_over_runs_the_days_are_named_by_their_runs_and_idle_days_have_no_place():
    points = [{**point, "runs": runs} for point, runs in zip(CURVE.points, (9, 21, 44), strict=True)]
    by_runs = Metric("defect_curve", None, "", "", points=(points[0], points[2]), extra={"x": "runs"})
    metrics = {"burn_up": BURN_UP, "defect_curve": by_runs}
    shown = trend(metrics, lights("yellow", "red"))
    assert shown.title == "不具合とテストの残り(PB曲線、横軸=累計実行回数)"
    rows = graph_rows(metrics, shown)
    assert [(row["day"], row["found"], row["executed"]) for row in rows] == [("9回", 3, 40), ("44回", 12, 140)]
    # the burn-up keeps its days
    assert [row["day"] for row in graph_rows(metrics, trend(metrics, lights("red", "red")))] == [
        "4/22", "4/23", "4/24", "4/25",
    ]  # fmt: skip

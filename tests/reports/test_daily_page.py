"""The page for the browser, before it is drawn: numbers in sentences, rows behind them, and the drawings laid out."""

import re
from dataclasses import replace
from datetime import date

import pytest
from msgspec import structs

from pmo_xl import rules
from pmo_xl.metrics.catalogue import measure
from pmo_xl.render import html
from pmo_xl.reports.daily import daily_report
from pmo_xl.reports.daily_page import page_values
from pmo_xl.reports.daily_page_bars import progress_of, vendor_bars
from pmo_xl.reports.daily_page_curves import curves
from pmo_xl.reports.daily_page_rows import rows_of
from pmo_xl.reports.daily_page_texts import Linked
from pmo_xl.reports.printed import Evidence
from pmo_xl.resources import template
from tests.metrics import g1
from tests.support.build import register_of, situation
from tests.support.markup import find, tree, words
from tests.support.sheet import sheet

NUMBERED = ".overall, .tiles p, .signals tbody, .vendors tbody td, .lines li, .foot p:first-child"
LEFT, RIGHT, TOP, BOTTOM = 42, 322, 20, 222  # the field of the curves


def reported(seen):
    checked = rules.run(seen)
    return daily_report(seen, measure(seen, checked.findings, ran=checked.codes), checked)


@pytest.fixture(scope="module")
def golden():
    return reported(g1.g1(settings=g1.config(name="基幹システム刷新", phase="UAT")))


@pytest.fixture(scope="module")
def values(golden):
    return page_values(golden, golden.values())


# numbers in sentences


def linked(*numbers):
    rows = [Evidence("本日", "line", f"数{at}", text, None, "") for at, text in enumerate(numbers, 1)]
    return Linked((f"n{at}", row) for at, row in enumerate(rows, 1))


@pytest.mark.parametrize(
    ("text", "numbers", "pieces"),
    [
        ("実施4件", ["4件"], [("実施", ""), ("4件", "n1")]),
        ("実施24件、残り4件", ["4件"], [("実施24件、残り", ""), ("4件", "n1")]),  # 4件 is not in 24件
        ("新規2件、完了2件", ["2件", "2件"], [("新規", ""), ("2件", "n1"), ("、完了", ""), ("2件", "n2")]),
        ("差▲18件(−9.0pt)", ["▲18件", "−9.0pt"], [("差", ""), ("▲18件", "n1"), ("(", ""), ("−9.0pt", "n2"), (")", "")]),
        ("計画比+2営業日", ["2"], [("計画比+2営業日", "")]),  # +2 is another number than 2
        ("会議 第3回", [], [("会議 第3回", "")]),
        ("", ["4件"], []),
    ],
)
def test_a_number_in_a_sentence_leads_to_its_own_row(text, numbers, pieces):
    assert [(piece.text, piece.to) for piece in linked(*numbers).pieces("line", text)] == pieces


def test_the_pieces_of_a_text_are_the_text(values):
    def texts(found):
        if isinstance(found, dict):
            yield from (inner for value in found.values() for inner in texts(value))
        elif isinstance(found, list | tuple):
            if found and isinstance(found[0], dict) and set(found[0]) == {"text", "to"}:
                yield "".join(piece["text"] for piece in found)
            else:
                yield from (inner for value in found for inner in texts(value))

    said = list(texts(values["linked"]))
    assert "UAT日次報告 第9号" in said
    assert "計画との差▲18件(−9.0pt)、完了5/21見込(計画比+2営業日)、負荷率99.3%" in said
    assert "・テスト実施16件(本日計画16件のうち14件)" in said


def variant(**settings):
    """G1 with other settings: metrics={"basis": "run"}."""
    config = g1.config(name="基幹", phase="UAT")
    sections = {name: structs.replace(getattr(config, name), **values) for name, values in settings.items()}
    return g1.g1(settings=structs.replace(config, **sections))


def on(day):
    return replace(variant(), as_of=day)


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(variant(), id="G1"),
        pytest.param(variant(metrics={"basis": "run"}), id="runs counted"),
        pytest.param(variant(metrics={"basis": "effort"}), id="efforts counted"),
        pytest.param(variant(metrics={"curve_x": "runs"}), id="a curve over runs"),
        pytest.param(variant(reports={"minus": "-"}), id="another minus"),
        pytest.param(variant(rag={"words": {"green": "青"}}), id="another word"),
        pytest.param(variant(capacity={"testers": None}), id="no capacity"),
        pytest.param(on(date(2024, 4, 21)), id="the day before"),
        pytest.param(on(date(2024, 4, 23)), id="the second day"),
        pytest.param(on(date(2024, 5, 5)), id="a holiday"),
        pytest.param(on(date(2024, 5, 17)), id="the last day"),
        pytest.param(on(date(2024, 6, 30)), id="long after"),
    ],
)
def test_every_number_leads_somewhere_on_every_day(seen, tmp_path):
    report = reported(seen)
    path = tmp_path / "page.html"
    path.write_bytes(html.fill(template("日次報告.html"), page_values(report, report.values())))
    root = tree(path)
    assert {link.get("href")[1:] for link in root.iter("a")} <= {element.get("id") for element in root.iter()}
    for block in find(root, NUMBERED):
        plain = "".join(block.xpath(".//text()[not(ancestor::a)]")).replace("8割方", "")
        assert not re.search(r"\d", plain), words(block)


# rows


def test_a_row_shows_the_cell_the_count_looked_at():
    issues = sheet("""
        | 課題ID | 課題名 | 状態   | 期限       |
        | K-001  | あ     | 対応中 | 2024/04/30 |
        | K-002  | い     | 対応中 |            |""")
    (part,) = rows_of(list(issues), "数えた行", "due_date").parts
    assert [(row.id, row.text, row.cell, row.value) for row in part.rows] == [
        ("K-001", "あ", "D2", "2024/04/30"),
        ("K-002", "い", "D3", "（空欄）"),
    ]
    (part,) = rows_of(list(issues), "数えた行", "severity").parts
    assert (part.rows[0].cell, part.rows[0].value) == ("2行目", "（列なし）")


def test_of_a_test_with_rounds_it_is_the_last_one_that_counts():
    tests = sheet("""
        | テストID | テスト項目 | 期待結果 | 結果 | 実施日     | 結果2 | 実施日2    |
        | T-1      | あ         | 動く     | NG   | 2024/05/01 | OK    | 2024/05/02 |
        | T-2      | い         | 動く     | OK   | 2024/05/01 |       |            |""")
    (part,) = rows_of(list(tests), "数えた行", "result").parts
    assert [(row.cell, row.value) for row in part.rows] == [("F2", "OK"), ("D3", "OK")]


@pytest.mark.parametrize(("count", "rest"), [(200, ""), (201, "ほか1件"), (1500, "ほか1,300件")])
def test_two_hundred_rows_are_listed_and_the_rest_is_said(count, rest):
    rows = [[f"T-{number:04}", None, None, None, None] for number in range(count)]
    records = list(register_of("test", g1.TEST_FIELDS, rows))
    found = rows_of(records, "数えた行", "result")
    assert sum(len(part.rows) for part in found.parts) == 200
    assert found.count == count
    assert found.ids == f"T-0000〜T-{count - 1:04}"
    assert found.rest.startswith(rest)
    assert bool(found.rest) == bool(rest)


# drawings


def test_the_burn_up_begins_and_ends_with_the_phase(golden):
    burn_up, defects = curves(golden, {"burn_up": "n1"})
    assert (burn_up.to, defects.to) == ("n1", "")
    assert (burn_up.chosen, defects.chosen) == (False, True)  # quality is the worse light
    # G1: 17 working days to 5/17; 110 of 200 on the ninth
    thick = next(line for line in burn_up.lines if line.pen == "thick")
    points = [tuple(map(float, point.split(","))) for point in thick.course.split()]
    assert len(points) == 9
    assert points[0] == (LEFT, _height(9))
    assert points[-1] == (pytest.approx(LEFT + (RIGHT - LEFT) * 8 / 16, abs=0.1), _height(110))
    assert burn_up.today == points[-1][0]


def _height(count):
    return pytest.approx(BOTTOM - (BOTTOM - TOP) * count / 200, abs=0.1)


def test_the_forecast_is_a_field_along_its_points_from_todays_ok_to_the_end(golden):
    burn_up, _ = curves(golden, {})
    corners = [tuple(map(float, point.split(","))) for point in burn_up.fan.split()]
    ahead = golden.metrics["burn_up"].points[9:]
    # today's 96, eight days along the upper edge, and back along the lower one
    assert [y for _, y in corners] == [
        _height(count) for count in (96, *(p["p50"] for p in ahead), *(p["p80"] for p in reversed(ahead)))
    ]
    assert corners[0][0] == burn_up.today
    assert corners[8][0] == corners[9][0] == RIGHT
    assert {label.text for label in burn_up.labels} >= {"半々", "8割方"}


def test_no_forecast_no_field(golden):
    points = tuple({**point, "p50": None, "p80": None} for point in golden.metrics["burn_up"].points)
    metrics = {**golden.metrics, "burn_up": structs.replace(golden.metrics["burn_up"], points=points)}
    burn_up, _ = curves(replace(golden, metrics=metrics), {})
    assert (burn_up.fan, burn_up.fan_words) == ("", "")
    assert "半々" not in {label.text for label in burn_up.labels}


def test_no_two_labels_lie_on_each_other_or_outside(golden):
    for chart in curves(golden, {}):
        placed = [(label.x, label.x + _width(label.text), label.y) for label in chart.labels]
        assert placed
        for n, (left, right, y) in enumerate(placed):
            assert left >= LEFT
            assert right <= 420
            assert TOP - 10 <= y <= BOTTOM + 4
            for other_left, other_right, other in placed[n + 1 :]:
                assert abs(y - other) >= 12 or right < other_left or other_right < left


def _width(text):
    return sum(6.5 if letter.isascii() else 13 for letter in text)


def test_the_bars_are_as_long_as_their_counts(golden):
    # G1: B社 14 = 1 致命, 2 高, 7 中, 3 低, 1 未記入; A社 7 = 3 高, 2 中, 2 低
    first, second = vendor_bars(golden, "n9").bars
    assert (first.name, first.total, first.words) == ("B社", 14, "致命1・高2・中7・低3・未記入1")
    assert (second.name, second.total, second.words) == ("A社", 7, "高3・中2・低2")
    assert [part.level for part in first.segments] == ["critical", "high", "medium", "low", "blank"]
    assert [round(part.width / 408 * 14, 1) for part in first.segments] == [1, 2, 7, 3, 1]
    assert sum(part.width for part in second.segments) == pytest.approx(408 / 2, abs=0.3)
    ends = [part.x + part.width for part in first.segments]
    assert [part.x for part in first.segments[1:]] == pytest.approx(ends[:-1], abs=0.2)


def test_the_progress_bar_has_the_plan_marked(golden):
    bar = progress_of(golden, "n5")
    assert bar.done == pytest.approx(296 * 0.55, abs=0.1)
    assert bar.planned == pytest.approx(2 + 296 * 0.64, abs=0.1)
    assert (bar.done_words, bar.planned_words) == ("実績 55.0%", "計画 64.0%")


def test_the_words_of_a_plan_at_the_end_stay_inside(golden):
    figure = golden.metrics["planned_execution_rate"]
    for ratio, side in ((0.0, "start"), (0.5, "middle"), (1.0, "end")):
        metrics = {**golden.metrics, "planned_execution_rate": structs.replace(figure, value=ratio)}
        assert progress_of(replace(golden, metrics=metrics), "").planned_side == side


# twenty thousand tests


def test_a_page_of_twenty_thousand_tests_stays_small():
    days = [date(2024, 4, 22), date(2024, 4, 23), date(2024, 4, 24), date(2024, 5, 7), date(2024, 5, 8)]
    tests = [
        [f"T-{n:05}", days[n % 5], days[n % 5] if n % 5 < 4 else None, "pass" if n % 5 < 3 else None, None]
        for n in range(20_000)
    ]
    tests = [[*row[:2], row[2] if row[3] else None, *row[3:]] for row in tests]
    seen = situation(
        g1.AS_OF,
        register_of("test", g1.TEST_FIELDS, tests, file="テスト.xlsx"),
        register_of("defect", g1.DEFECT_FIELDS, g1.defect_rows() * 40),
        config=g1.config(),
        calendar=g1.g1().calendar,
    )
    report = reported(seen)
    page = html.fill(template("日次報告.html"), page_values(report, report.values()))
    text = page.decode()
    assert "12,000 ÷ 20,000" in text
    assert len(page) < 2_000_000
    lists = re.findall(r'<table class="rows">.*?</table>', text, re.DOTALL)
    assert max(part.count("<tr><td>") for part in lists) == 200
    assert "ほか11,800件" in text

"""Charts of a filled workbook point at the rows that are filled, and keep their values in store."""

from datetime import date

import pytest
from openpyxl.chart import BarChart, LineChart, Reference, Series

from pmo_xl.render.charts import C
from tests.render.book import filled, template, tree
from tests.render.dressed import dressed
from tests.render.test_xlsx_untouched import POINTS, ROWS, VALUES


def references(path, number):
    """Role → (range, values in store) of every reference of a chart, in order."""
    found = []
    for reference in tree(path, f"xl/charts/chart{number}.xml").iter(f"{C}strRef", f"{C}numRef"):
        cache = reference[1]
        count = int(cache.find(f"{C}ptCount").get("val"))
        stored = [None] * count
        for point in cache.findall(f"{C}pt"):
            stored[int(point.get("idx"))] = point.findtext(f"{C}v")
        found.append((reference.getparent().tag.removeprefix(C), reference.findtext(f"{C}f"), stored))
    return found


@pytest.fixture
def charts(tmp_path):
    def made(number, **values):
        return references(filled(dressed(tmp_path / "t.xlsx"), **VALUES | values), number)

    return made


def serial(day):
    return str((day - date(1899, 12, 30)).days)


def test_a_chart_over_rows_kept_free_ends_with_the_last_filled_one(charts):
    days = [serial(point["day"]) for point in POINTS]
    assert charts(1) == [
        ("tx", "グラフデータ!$B$1", ["計画"]),
        ("cat", "グラフデータ!$A$2:$A$4", days),
        ("val", "グラフデータ!$B$2:$B$4", ["10", "20", "30"]),
        ("tx", "グラフデータ!$C$1", ["実績"]),
        ("cat", "グラフデータ!$A$2:$A$4", days),
        ("val", "グラフデータ!$C$2:$C$4", ["9", "18", "27"]),
    ]


def test_a_chart_over_a_growing_row_covers_all_its_copies(charts):
    names = [row["id"] for row in ROWS]
    assert charts(2) == [
        ("cat", "課題!$A$4:$A$7", names),
        ("val", "課題!$D$4:$D$7", ["2", "4", "6", "8"]),
    ]


def test_a_chart_without_a_point_keeps_a_range_and_a_store(charts):
    assert charts(1, points=[])[1:3] == [
        ("cat", "グラフデータ!$A$2", [None]),
        ("val", "グラフデータ!$B$2", [None]),
    ]
    assert charts(2, rows=[]) == [("cat", "課題!$A$4", [None]), ("val", "課題!$D$4", [None])]


def test_a_full_block_keeps_its_range(charts):
    points = [{"day": date(2024, 5, n), "plan": n, "done": n} for n in range(1, 6)]
    assert charts(1, points=points)[2][1] == "グラフデータ!$B$2:$B$6"


def test_the_line_that_counts_the_rest_is_no_point(charts):
    points = [{"day": date(2024, 5, n), "plan": n, "done": n} for n in range(1, 9)]
    assert charts(1, points=points)[2] == ("val", "グラフデータ!$B$2:$B$5", ["1", "2", "3", "4"])


def test_a_missing_value_is_a_gap_and_not_zero(charts):
    points = [POINTS[0], POINTS[1] | {"done": None}, POINTS[2]]
    assert charts(1, points=points)[5][2] == ["9", None, "27"]


def test_categories_that_are_texts_are_stored_as_texts(charts):
    points = [point | {"day": f"{n}日目"} for n, point in enumerate(POINTS, 1)]
    assert charts(1, points=points)[1] == ("cat", "グラフデータ!$A$2:$A$4", ["1日目", "2日目", "3日目"])


def test_a_chart_of_a_sheet_without_tags_keeps_its_bytes(tmp_path):
    from tests.render.book import parts

    path = dressed(tmp_path / "t.xlsx")
    assert parts(filled(path, **VALUES))["xl/charts/chart3.xml"] == parts(path)["xl/charts/chart3.xml"]


def test_a_chart_below_a_growing_list_follows_cells_that_moved(tmp_path):
    def dress(sheet):
        chart = BarChart()
        series = Series(Reference(sheet, min_col=2, min_row=5, max_row=6), title_from_data=False)
        chart.append(series)
        chart.set_categories(Reference(sheet, min_col=1, min_row=5, max_row=6))
        sheet.add_chart(chart, "E1")

    cells = {"A1": "{{ rows[] }}", "A5": "甲", "B5": 3, "A6": "乙", "B6": 4}
    out = filled(template(tmp_path / "t.xlsx", cells, change=dress), rows=[1, 2, 3])
    assert references(out, 1) == [
        ("cat", "'報告'!$A$7:$A$8", ["甲", "乙"]),
        ("val", "'報告'!$B$7:$B$8", ["3.0", "4.0"]),
    ]


def test_days_in_store_have_the_format_of_their_cells(tmp_path):
    def dress(sheet):
        chart = LineChart()
        chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=1))
        chart.set_categories(Reference(sheet, min_col=1, min_row=1, max_row=1))
        sheet.add_chart(chart, "E1")
        sheet["A1"].number_format = "m/d"

    path = template(tmp_path / "t.xlsx", {"A1": "{{ rows[].day }}", "B1": "{{ rows[].n }}"}, change=dress)
    out = filled(path, rows=[{"day": date(2024, 5, n), "n": n} for n in (1, 2)])
    codes = [code.text for code in tree(out, "xl/charts/chart1.xml").iter(f"{C}formatCode")]
    assert codes == ["m/d"]

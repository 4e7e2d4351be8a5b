"""Charts of a Word document: the figures drawn and the figures behind 「データの編集」 are the same."""

import zipfile
from datetime import date

import openpyxl
import pytest

from pmo_xl.errors import TemplateError
from pmo_xl.render import docx as word
from tests.render.book import part, tree
from tests.render.document import C, add_chart, filled, stream, template
from tests.support.office import complaints

CURVE = {
    "categories": ["5/1", "5/2", "5/7"],
    "series": {"計画": [10, 20, 30], "実績": [9, None, 27.5]},
    "title": "バーンアップ & <推移>",
    "alt": "実績は計画を3件下回っています",
}


def drawn(path, number=1):
    """Series by series: name, categories, values as stored; None for a gap."""
    root = tree(path, f"word/charts/chart{number}.xml")
    return [
        tuple(_stored(series.find(f"{C}{role}")) for role in ("tx", "cat", "val")) for series in root.iter(f"{C}ser")
    ]


def _stored(holder):
    (reference,) = holder
    cache = reference[1]
    values = [None] * int(cache.find(f"{C}ptCount").get("val"))
    for point in cache.findall(f"{C}pt"):
        values[int(point.get("idx"))] = point.findtext(f"{C}v")
    return values


def behind(path, tmp_path, number=1):
    """The sheet that 「データの編集」 opens, judged: its rows, and every range of the chart read from it."""
    book_file = tmp_path / "behind.xlsx"
    book_file.write_bytes(part(path, f"word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"))
    assert complaints(book_file) == []
    sheet = openpyxl.load_workbook(book_file)["Sheet1"]
    rows, ranges = list(sheet.values), []
    for formula in tree(path, f"word/charts/chart{number}.xml").iter(f"{C}f"):
        cells = sheet[formula.text.removeprefix("Sheet1!").replace("$", "")]
        cells = cells if isinstance(cells, tuple) else ((cells,),)
        ranges.append([cell.value for row in cells for cell in row])
    return rows, ranges


@pytest.fixture
def chart(tmp_path):
    def made(data, alt="chart:burnup", series=2, text="本文"):
        path = template(tmp_path / "t.docx", text, change=lambda d: add_chart(d, alt, series=series))
        return filled(path, charts={"burnup": data}, show=False)

    return made


def test_a_chart_shows_the_figures(chart):
    names = ["5/1", "5/2", "5/7"]
    assert drawn(chart(CURVE)) == [
        (["計画"], names, ["10", "20", "30"]),
        (["実績"], names, ["9", None, "27.5"]),
    ]


def test_a_missing_value_is_drawn_as_a_gap(chart):
    (blanks,) = tree(chart(CURVE), "word/charts/chart1.xml").iter(f"{C}dispBlanksAs")
    assert blanks.get("val") == "gap"  # the format's own default would draw a zero


def test_the_workbook_behind_holds_the_same_figures(chart, tmp_path):
    rows, ranges = behind(chart(CURVE), tmp_path)
    assert rows == [(None, "計画", "実績"), ("5/1", 10, 9), ("5/2", 20, None), ("5/7", 30, 27.5)]
    names = ["5/1", "5/2", "5/7"]
    assert ranges == [["計画"], names, [10, 20, 30], ["実績"], names, [9, None, 27.5]]


def test_filling_again_exchanges_the_workbook(chart, tmp_path):
    once = chart(CURVE)
    again = tmp_path / "again.docx"
    # the alt text now is the sentence; a person names the chart anew
    with zipfile.ZipFile(once) as source, zipfile.ZipFile(again, "w") as out:
        for info in source.infolist():
            out.writestr(info, source.read(info).replace(CURVE["alt"].encode(), b"chart:burnup"))
    twice = filled(again, charts={"burnup": {"categories": ["6/1"], "series": {"残": [5]}}})
    rows, ranges = behind(twice, tmp_path)
    assert rows == [(None, "残"), ("6/1", 5)]
    assert ranges == [["残"], ["6/1"], [5]]
    with zipfile.ZipFile(twice) as package:
        assert [n for n in package.namelist() if "embeddings" in n] == ["word/embeddings/Microsoft_Excel_Sheet1.xlsx"]


def test_title_and_alt_text_say_what_it_shows(chart):
    out = chart(CURVE)
    assert [t.text for t in tree(out, "word/charts/chart1.xml").iterfind(f"{C}chart/{C}title//{{*}}t")] == [
        CURVE["title"],
        None,
    ]
    (described,) = tree(out, "word/document.xml").iter("{*}docPr")
    assert described.get("descr") == CURVE["alt"]


def test_without_words_the_template_keeps_its_title(chart):
    out = chart({"categories": ["甲"], "series": {"計": [1]}})
    texts = [t.text for t in tree(out, "word/charts/chart1.xml").iter("{*}t")]
    assert texts == ["見本の", "題"]


def test_days_are_days_in_the_chart_and_behind_it(chart, tmp_path):
    days = [date(2024, 5, 1), date(2024, 5, 2)]
    out = chart({"categories": days, "series": {"件数": [1, 2]}})
    # 1899-12-30 + 45,413 days = 2024-05-01
    assert drawn(out) == [(["件数"], ["45413", "45414"], ["1", "2"])]
    assert [value.date() for value in behind(out, tmp_path)[1][1]] == days


def test_spare_series_of_the_template_go(chart):
    assert len(drawn(chart(CURVE | {"series": {"計画": [1, 2, 3]}}, series=3))) == 1


def test_missing_series_are_made_and_can_be_told_apart(chart):
    out = chart(CURVE | {"series": {"甲": [1, 2, 3], "乙": [4, 5, 6], "丙": [7, 8, 9]}}, series=1)
    series = list(tree(out, "word/charts/chart1.xml").iter(f"{C}ser"))
    assert [name for (name,), _, _ in drawn(out)] == ["甲", "乙", "丙"]
    assert [s.find(f"{C}order").get("val") for s in series] == ["0", "1", "2"]
    assert [s.find(f"{C}spPr") is None for s in series] == [False, True, True]


def test_a_chart_without_a_point_stays_a_sound_chart(chart, tmp_path):
    out = chart({"categories": [], "series": {"計画": []}})
    assert drawn(out) == [(["計画"], [], [])]
    assert behind(out, tmp_path)[0] == [(None, "計画")]


def test_shorter_and_longer_series_are_cut_to_the_categories(chart):
    assert [values for _, _, values in drawn(chart(CURVE | {"series": {"短": [1], "長": [1, 2, 3, 4]}}))] == [
        ["1", None, None],
        ["1", "2", "3"],
    ]


def test_nasty_names_stay_text(chart, tmp_path):
    out = chart({"categories": ["<a&b>", "=1+1"], "series": {"]]>": [1, 2]}})
    assert drawn(out) == [(["]]>"], ["<a&b>", "=1+1"], ["1", "2"])]
    assert behind(out, tmp_path)[0] == [(None, "]]>"), ("<a&b>", 1), ("=1+1", 2)]


def test_a_chart_nobody_gave_figures_for_is_told_with_the_nearest(tmp_path):
    path = template(tmp_path / "t.docx", change=lambda d: add_chart(d, "chart:burnupp"))
    with pytest.raises(TemplateError, match="chart:burnupp") as error:
        word.fill(path, {"charts": {"burnup": CURVE}})
    assert "「chart:burnup」" in error.value.hint


def test_a_chart_with_another_alt_text_keeps_its_own_figures(chart):
    (figure,) = tree(chart(CURVE, alt="組織図", series=1), "word/charts/chart1.xml").iterfind(f".//{C}val//{C}v")
    assert figure.text == "99"


def test_a_chart_that_a_condition_takes_out_leaves_nothing_behind(tmp_path):
    def dress(document):
        document.add_paragraph("{%p if show %}")
        add_chart(document, "chart:burnup")
        document.add_paragraph("{%p endif %}")

    path = template(tmp_path / "t.docx", "本文", change=dress)
    out = filled(path, show=False, charts={"burnup": CURVE})
    with zipfile.ZipFile(out) as package:
        assert not [name for name in package.namelist() if "chart" in name or "embeddings" in name]
        assert b"chart" not in package.read("word/_rels/document.xml.rels")
    assert len(drawn(filled(path, show=True, charts={"burnup": CURVE}))) == 2


def test_two_charts_have_a_workbook_each(tmp_path):
    def dress(document):
        add_chart(document, "chart:a", number=1)
        add_chart(document, "chart:b", number=2)

    out = filled(
        template(tmp_path / "t.docx", change=dress),
        charts={"a": CURVE, "b": {"categories": ["x"], "series": {"y": [8]}}},
    )
    assert behind(out, tmp_path, 1)[0][0] == (None, "計画", "実績")
    assert behind(out, tmp_path, 2)[0] == [(None, "y"), ("x", 8)]


def test_the_workbook_behind_is_the_same_bytes_every_time():
    from pmo_xl.render.chartbook import chart_book

    first = chart_book(["a"], {"b": [1]})
    assert chart_book(["a"], {"b": [1]}) == first
    assert openpyxl.load_workbook(stream(first)).sheetnames == ["Sheet1"]

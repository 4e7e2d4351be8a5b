"""日次報告 in a real browser: opened, driven by mouse and keys, on a telephone, without JavaScript, and on paper."""

import subprocess
from datetime import date

import pytest

import pmo_xl
from pmo_xl.render import html
from pmo_xl.reports.daily_page import page_values
from pmo_xl.resources import template
from tests.make.sample.days import SAMPLE_DAY
from tests.reports.odd_projects import OTHERS, SMALL
from tests.support.sheet import workbook
from tests.support.tab import Tab

NUMBER = ".tiles section:first-child .big a"
OPEN = """(function () {
  var behind = document.querySelector(document.querySelector("%s").getAttribute("href"));
  return behind.parentElement.open;
}())"""


@pytest.fixture(scope="module")
def page(sample, tmp_path_factory):
    return pmo_xl.load(sample).daily(SAMPLE_DAY).save(tmp_path_factory.mktemp("html"), html=True).paths[-1]


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    """The pages of projects with nothing, one record, too much of everything, names without end …: {name: path}."""
    folder = tmp_path_factory.mktemp("odd")
    pages = {}
    for name, make in {**SMALL, **OTHERS}.items():
        report = make()
        pages[name] = folder / f"{name}.html"
        pages[name].write_bytes(html.fill(template("日次報告.html"), page_values(report, report.values())))
    return pages


def test_it_opens_without_a_complaint_and_asks_nobody_for_anything(page):
    with Tab(page) as tab:
        tab.click(NUMBER)
        assert tab.complaints == []
        assert tab.asked == [page.resolve().as_uri()]


def test_its_own_policy_holds(page, tmp_path):
    broken = tmp_path / "broken.html"
    text = page.read_text("utf-8").replace(
        "<h2", "<img src='http://127.0.0.1:9/x.png'><script>document.title = 1</script><h2", 1
    )
    broken.write_text(text, "utf-8")
    with Tab(broken) as tab:
        assert sum("Content Security Policy" in said for said in tab.complaints) == 2
        assert tab.says("document.images[0].naturalWidth") == 0
        assert tab.says("document.title") != "1"


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
def test_a_click_on_a_number_opens_what_lies_behind_it(page, scripts):
    with Tab(page, scripts=scripts) as tab:
        assert tab.says(OPEN % NUMBER) is False
        tab.click(NUMBER)
        assert tab.says(OPEN % NUMBER) is True
        assert tab.says("scrollY") == 0  # the report stays where it is, the proof opens beside it
        seen = """(b => b.top >= 0 && b.top < innerHeight && b.left > document.querySelector("main").getBoundingClientRect().right - 1)
          (document.querySelector(":target").getBoundingClientRect())"""
        assert tab.says(seen) is True


def test_keys_alone_lead_there_and_back(page):
    focus = "document.activeElement"
    with Tab(page) as tab:
        for _ in range(12):
            tab.press("Tab")
            if tab.says(f"{focus}.matches('{NUMBER}')"):
                break
        assert tab.says(f"{focus}.matches('{NUMBER}')"), "the number cannot be reached"
        assert tab.says(f"getComputedStyle({focus}).outlineStyle") == "solid"
        tab.press("Enter")
        assert tab.says(OPEN % NUMBER) is True
        assert tab.says(f"'#' + {focus}.id") == tab.says(f"document.querySelector('{NUMBER}').getAttribute('href')")
        tab.press("Tab")
        assert tab.says(f"{focus}.closest('.behind').id") == tab.says("location.hash.slice(1)")
        tab.press("Escape")
        assert tab.says(f"{focus}.matches('{NUMBER}')") is True


def test_the_list_of_rows_opens_by_key_too(page):
    with Tab(page) as tab:
        tab.click(NUMBER)
        tab.says("document.querySelector(':target .inner > summary').focus()")
        assert tab.says("document.querySelector(':target .inner table').checkVisibility()") is False
        tab.press("Enter")
        assert tab.says("document.querySelector(':target .inner table').checkVisibility()") is True


SMALLEST = """Math.min(...Array.from(document.querySelectorAll("main *")).filter(e => e.checkVisibility() &&
  Array.from(e.childNodes).some(n => n.nodeType === 3 && n.data.trim())).map(e => {
    var svg = e.closest("svg"), wide = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
    return parseFloat(getComputedStyle(e).fontSize) * wide; }))"""


def test_a_telephone_shows_it_without_moving_sideways(page, odd):
    with Tab(page, width=390, height=844) as tab:
        tab.click(NUMBER)
        seen = "(b => b.top >= 0 && b.top < innerHeight)(document.querySelector(':target').getBoundingClientRect())"
        assert tab.says(seen) is True
        for name, path in {"sample": page, **odd}.items():
            tab.show(path)
            assert tab.says("document.documentElement.scrollWidth") == 390, name
            tab.says("document.querySelectorAll('details').forEach(one => { one.open = true; })")
            assert tab.says("document.documentElement.scrollWidth") == 390, name
            assert tab.says(SMALLEST) > 9, name
        assert tab.complaints == []


CONTRAST = """(function () {
  function light(rgb) {
    var part = rgb.map(function (v) { v /= 255; return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4); });
    return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
  }
  function rgb(text) { var all = text.match(/[\\d.]+/g).map(Number); return all.length > 3 && all[3] === 0 ? null : all.slice(0, 3); }
  function ground(e) { for (; e; e = e.parentElement) { var c = rgb(getComputedStyle(e).backgroundColor); if (c) { return c; } } return [255, 255, 255]; }
  var worst = [99, ""];
  document.querySelectorAll("body *").forEach(function (e) {
    var said = Array.from(e.childNodes).some(function (n) { return n.nodeType === 3 && n.data.trim(); });
    if (!said || !e.checkVisibility() || e.closest("script, title, desc, .unseen")) { return; }
    var drawn = e.closest("svg"), onDark = e.matches(".in.critical");
    var ink = light(rgb(getComputedStyle(e)[drawn ? "fill" : "color"]));
    var paper = onDark ? light(rgb(getComputedStyle(document.querySelector(".bar.critical")).fill)) : light(ground(e));
    var ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    if (ratio < worst[0]) { worst = [ratio, e.outerHTML.slice(0, 80)]; }
  });
  return worst;
}())"""


def test_every_text_stands_out_from_its_ground(page):
    with Tab(page) as tab:
        tab.says("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        ratio, where = tab.says(CONTRAST)
        assert ratio >= 4.5, where
        assert ratio < 12, "nothing was measured"


def test_the_lights_differ_without_colour(page):
    grey = """Array.from(document.querySelectorAll("style")).length && ["red", "yellow", "green"].map(function (name) {
      var e = document.createElement("span"); e.className = "light " + name; document.body.append(e);
      var c = getComputedStyle(e).backgroundColor.match(/\\d+/g).map(Number); e.remove();
      return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]; })"""
    with Tab(page) as tab:
        red, yellow, green = tab.says(grey)
    assert yellow - green > 0.05 * 255
    assert green - red > 0.05 * 255  # and the word decides


def pages_of(pdf):
    said = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=True).stdout
    size = next(line for line in said.splitlines() if line.startswith("Page size"))
    assert "A4" in size or ("594" in size and "841" in size), size
    return int(said.split("Pages:")[1].split()[0])


def text_of(pdf):
    return subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout


def test_the_report_is_printed_on_one_page(page, odd, tmp_path):
    with Tab(page) as tab:
        for name, path in {"sample": page, **odd}.items():
            tab.show(path)
            pdf = tab.printed(tmp_path / "one.pdf")
            assert pages_of(pdf) == 1, name
            text = text_of(pdf)
            assert "ご判断いただきたいこと" in text, name
            assert "出典:" in text, f"{name}: the foot is not on it"
            assert "定義" not in text, name
            assert "報告に戻る" not in text, name
            if name in ("sample", "上限超え"):
                assert "(別紙 明細)" in text, name  # what the screen shows beyond the paper's room


def test_the_proofs_are_printed_where_somebody_asks_for_them(page, tmp_path):
    with Tab(page) as tab:
        tab.click("#also")
        pdf = tab.printed(tmp_path / "all.pdf")
    assert pages_of(pdf) > 3
    (
        first,
        *_,
    ) = text_of(pdf).split("\f")
    assert "出典:" in first
    assert "分子の行" in text_of(pdf)


def test_nothing_runs_that_a_cell_says(tmp_path):
    rows = "\n".join(
        f"| {text} | {text} | 対応中 | 2024/05/01 |"
        for text in ("<img src=x onerror=document.title=1>", "<script>document.title=1</script>", "{{ 7*7 }}")
    )
    workbook(tmp_path / "課題.xlsx", 課題=f"| 課題ID | 課題名 | 状態 | 期限 |\n{rows}")
    path = pmo_xl.load(tmp_path).daily(date(2024, 5, 7)).save(tmp_path / "out", html=True).paths[-1]
    with Tab(path) as tab:
        assert tab.says("[document.title, document.scripts.length, document.images.length]") == [
            f"日次報告 {tmp_path.name}",
            1,
            0,
        ]
        assert tab.complaints == []

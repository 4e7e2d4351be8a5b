"""`daily --html`: the figures of the day on one page, each leading to the rows it was counted from."""

import json
import re
from datetime import date, datetime

import openpyxl
import pytest

import pmo_xl
from pmo_xl.cli import main
from pmo_xl.errors import TemplateError
from tests.make.sample.days import SAMPLE_DAY
from tests.support.markup import find, one, tree, words
from tests.support.sheet import workbook

LIGHT = re.compile(r"(赤●|黄▲|緑○|−)")
TITLES = {"progress": "進捗", "quality": "品質", "issues": "課題", "resources": "体制"}


@pytest.fixture(scope="module")
def daily(sample):
    return pmo_xl.load(sample).daily(SAMPLE_DAY)


@pytest.fixture(scope="module")
def saved(daily, tmp_path_factory):
    """(the page, the workbook, what --json says) of the sample project."""
    excel, _, page = daily.save(tmp_path_factory.mktemp("html"), html=True).paths
    return page, excel, json.loads(json.dumps(daily.to_json()))


@pytest.fixture(scope="module")
def root(saved):
    return tree(saved[0])


@pytest.fixture(scope="module")
def said(saved):
    """The metrics of --json, with the brackets of the page."""
    metrics = saved[2]["metrics"]
    for figure in metrics.values():
        for key in ("text", "delta_text", "reason"):
            figure[key] = (figure.get(key) or "").replace("（", "(").replace("）", ")").replace(" (", "(")
    return metrics


def day_of(iso):
    year, month, day = map(int, iso.split("-"))
    return f"{date(year, month, day).month}/{day}"


# the figures


def test_the_three_figures_are_those_of_json(root, said):
    tiles = [[words(p) for p in find(tile, "p")] for tile in find(root, ".tiles > section")]
    rate, forecast = said["execution_rate"], said["forecast_date"]
    assert tiles[0] == [
        rate["text"],
        f"計画 {said['planned_execution_rate']['text']}",
        f"差 {said['execution_gap']['text']}、{said['delay_days']['text']}",
        f"↑増加 {rate['delta_text']}",
    ]
    assert tiles[1] == [
        day_of(forecast["value"]),
        f"計画 12/4 +{forecast['delta_days']}営業日",
        f"8割方 {day_of(forecast['p80'])}まで",
        f"↑前進 {forecast['delta_text']}",
    ]
    assert tiles[2] == [
        said["overdue"]["text"],
        f"未完了 {said['issues_open']['text']}(期限なし {said['no_due']['text']})",
        f"本日期限 {said['due_today']['text']}",
        f"↑増加 {said['overdue']['delta_text']}",
    ]


def test_the_lights_are_those_of_json(root, said):
    rows = [[words(cell) for cell in row] for row in one(root, ".signals tbody").iter("tr")]
    marks = {"red": "赤●", "yellow": "黄▲", "green": "緑○"}
    assert [row[:3] for row in rows] == [
        [
            title,
            marks[said[f"rag_{key}"]["value"]],
            marks[said[f"rag_{key}"]["previous"]["value"]],
        ]
        for key, title in TITLES.items()
    ]
    for row, key in zip(rows, TITLES, strict=True):
        assert re.sub("、8割方[0-9/]+まで", "", said[f"rag_{key}"]["reason"]) == row[3]


def test_the_vendors_are_those_of_json(root, said):
    rows = [[words(cell) for cell in row] for row in one(root, ".vendors tbody").iter("tr")]
    by_vendor = sorted(said["by_vendor"]["rows"], key=lambda row: (-row["open"], not row["vendor"], row["vendor"]))

    def line(name, rows):
        total = {
            key: sum(row.get(key, 0) for row in rows) for key in ("previous", "new", "closed", "open", "overdue_fix")
        }
        moved = sum(row.get("transferred", 0) + row.get("reopened", 0) for row in rows)
        shown = f"+{moved}" if moved > 0 else f"▲{-moved}" if moved else "0"
        counts = [total["previous"], total["new"], total["closed"], shown, total["open"], total["overdue_fix"]]
        return [name, *map(str, counts)]

    assert rows == [*(line(row["vendor"] or "担当未定", [row]) for row in by_vendor), line("合計", by_vendor)]


def test_the_lines_of_today_and_the_foot_are_those_of_json(root, said):
    lines = [words(item) for item in find(root, ".lines li")]
    today = said["today_plan_rate"]
    assert f"・テスト実施{said['executed_today']['text']}(本日計画{today['of']}件のうち{today['count']}件)" in lines
    assert f"・計画日を過ぎた未消化の累計{said['carry_over']['text']}" in lines
    assert f"・不具合 新規{said['defects_new_today']['text']}、完了{said['defects_closed_today']['text']}" in lines
    assert f"・課題 新規{said['issues_new_today']['text']}、完了{said['issues_closed_today']['text']}" in lines
    out = said["scope_excluded"]
    foot = words(one(root, ".foot"))
    assert f"母数{said['scope']['value']}(対象外{out['not_applicable']}・取下{out['withdrawn']}除く" in foot
    assert f"データ{said['data_health']['text']}" in foot


def test_the_curves_are_drawn_from_the_points_of_json(root, said):
    tables = {words(proof.find("summary")): proof for proof in find(root, "details.proof")}
    for key, name, head in (
        ("burn_up", "バーンアップ", ["日付", "母数", "計画", "消化", "合格", "半々", "8割方"]),
        ("defect_curve", "PB曲線", ["日付", "不具合累計", "不具合完了", "不具合残", "残テスト"]),
    ):
        (proof,) = [proof for summary, proof in tables.items() if name in summary]
        rows = [[words(cell) for cell in row] for row in one(proof, ".wide table").iter("tr")]
        assert rows[0] == head
        fields = {"母数": "scope", "計画": "planned", "消化": "executed", "合格": "passed"} | {
            "半々": "p50", "8割方": "p80",
            "不具合累計": "found", "不具合完了": "closed", "不具合残": "open", "残テスト": "tests_left"
        }  # fmt: skip
        points = said[key]["points"]
        assert rows[1:] == [
            [point["date"].replace("-", "/"), *("−" if point[f] is None else f"{point[f]:,}" for f in map(fields.get, head[1:]))]
            for point in points
        ]  # fmt: skip


# the drill-down


def test_every_number_of_the_figures_is_a_link_to_what_lies_behind_it(root):
    targets = {element.get("id") for element in root.iter() if element.get("id")}
    links = find(root, "main a.n")
    assert len(links) > 60
    assert {link.get("href")[1:] for link in find(root, "a")} <= targets
    for block in find(root, ".overall, .tiles p, .signals tbody, .vendors tbody td, .lines li, .foot p:first-child"):
        plain = "".join(block.xpath(".//text()[not(ancestor::a)]"))
        assert re.findall(r"\d+", plain.replace("8割方", "")) == [], words(block)


def test_a_proof_says_definition_fraction_and_rows(root, said):
    link = one(root, ".tiles section:first-child .big a")
    proof = root.get_element_by_id(link.get("href")[1:])
    facts = {words(pair[0]): words(pair[1]) for pair in find(proof, ".facts > div")}
    rate = said["execution_rate"]
    assert facts["定義"] == rate["definition"]
    assert facts["分子 ÷ 分母"] == f"{rate['count']} ÷ {rate['of']}"
    source = one(proof, ".facts a")
    assert words(source) == f"母数 {said['scope']['value']}"
    assert words(root.get_element_by_id(source.get("href")[1:])).startswith(f"定義{said['scope']['definition']}")
    assert words(one(proof, "h4")) == f"分子の行 {rate['count']}件"
    assert len(find(proof, ".rows tbody td:first-child")) == 200  # of 233; the others are named by their ids
    assert f"ほか{rate['count'] - 200}件" in words(proof)


def test_every_row_shows_what_really_stands_in_its_cell(root, sample):
    books, seen = {}, 0
    for part in find(root, ".behind table.rows > tbody"):
        heads = find(part, "th[scope=rowgroup]")
        if not heads or "コード" in words(part.getparent().find("thead")):
            continue
        file, sheet = heads[0].text.split(" ／ ")
        if file not in books:
            books[file] = openpyxl.load_workbook(sample / file, data_only=True)
        for row in find(part, "tr")[1:]:
            identity, _, cell, value = (td.text_content() for td in row.iter("td"))
            if cell.endswith("行目"):
                assert value == "（列なし）"
                continue
            assert shown(books[file][sheet][cell].value) == value.replace("（空欄）", ""), (file, sheet, cell)
            number = int(re.sub("[A-Z]", "", cell))
            line = [shown(found.value) for found in books[file][sheet][number]]
            assert identity in ("−", *line)
            seen += 1
    assert seen > 500


def shown(value):
    """A cell as a person reads it."""
    if isinstance(value, datetime):
        return f"{value:%Y/%m/%d}"
    text = "" if value is None else str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    return text.strip()


def test_the_numbers_have_the_keys_of_the_evidence_sheet(root, saved):
    sheet = openpyxl.load_workbook(saved[1])["根拠"]
    rows = [[str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    there = {f"{row[0]}{row[2]} {row[3]}" for row in rows if re.fullmatch(r"N\d+", row[0])}
    here = [words(key.getparent()) for key in find(root, "details.proof > summary > .key")]
    assert len(here) > 80
    assert len(set(here)) == len(here)
    assert set(here) <= there
    unkeyed = {
        proof.find("div").get("id")
        for proof in find(root, "details.proof")
        if not find(proof, ".key") and proof.find("div").get("id").startswith("n")
    }
    beyond = [link.get("href")[1:] for row in find(root, ".asks tbody tr")[3:] for link in find(row, "a")]
    assert unkeyed  # of decisions the paper has no room for, and of nothing else
    assert unkeyed <= set(beyond)


def test_a_long_list_is_written_once_and_others_lead_to_it(root):
    leads = [lead for lead in find(root, ".facts a") if "と同じ" in (lead.tail or "")]
    assert leads
    for lead in leads:
        count = re.search(r"と同じ([\d,]+)件", lead.tail)[1]
        assert f" {count}件" in words(find(root.get_element_by_id(lead.get("href")[1:]), "h4")[0])


def test_every_decision_leads_to_its_row(root, daily):
    rows = find(root, ".asks tbody tr")
    assert len(rows) == len(daily.report.decisions)
    for wanted, row in zip(daily.report.decisions, rows, strict=True):
        link = one(row, "small a")
        proof = root.get_element_by_id(link.get("href")[1:])
        if wanted.id:
            assert link.text == f"{wanted.id} {wanted.place.sheet}!{wanted.place.cell}"
            assert words(find(proof, ".rows td")[0]) == wanted.id
        if wanted.tests:
            assert f"待っているテスト {len(wanted.tests)}件" in words(proof)


# the page itself


def test_the_page_is_made_for_readers_of_every_kind(root):
    assert root.get("lang") == "ja"
    assert len(list(root.iter("main"))) == len(list(root.iter("h1"))) == 1
    for head in root.iter("th"):
        assert head.get("scope") in ("col", "row", "rowgroup")
    for drawing in find(root, "svg[role=img]"):
        named = [root.get_element_by_id(name) for name in drawing.get("aria-labelledby").split()]
        assert [element.tag for element in named] == ["title", "desc"]
        assert all(words(element) for element in named)
    assert len(find(root, "svg[role=img]")) == 4  # progress, both curves, vendors
    for section in find(root, "section[aria-labelledby], aside[aria-labelledby]"):
        assert words(root.get_element_by_id(section.get("aria-labelledby")))


def test_colour_is_never_alone(root):
    lights = find(root, ".light")
    assert len(lights) == 5
    for light in lights:
        assert LIGHT.fullmatch(words(light))
    pens = {line.get("class") for line in find(root, "polyline")}
    assert pens == {"pen thin", "pen dashed", "pen thick", "pen dotted"}
    style = one(root, "style").text
    assert {
        re.search(rf"\.pen\.{pen} {{[^}}]*}}", style)[0].count("stroke-dasharray") for pen in ("thin", "thick")
    } == {0}
    dashes = [re.search(rf"\.pen\.{pen} {{[^}}]*stroke-dasharray: ([^;]*);", style)[1] for pen in ("dashed", "dotted")]
    assert len(set(dashes)) == 2
    assert {use.get("href") for use in find(root, "use")} == {"#mark-dashed", "#mark-thick", "#mark-dotted"}


def test_the_page_loads_nothing(saved):
    text = saved[0].read_text("utf-8")
    assert not re.search(r"https?://|url\((?!#)|@import|<link|<img|<iframe", text)
    assert not re.search(r"\son[a-z]+=|javascript:", text)
    assert not tree(saved[0]).xpath("//@style")


HOSTILE = [
    "<script>alert(1)</script>",
    "{{ 1234*5678 }}",
    "javascript:alert(1)",
    '"><img src=x onerror=alert(1)>',
    "{% raw %}",
]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A project with code in its titles, vendors, ids, results, sheets, file names and its own name."""
    folder = tmp_path_factory.mktemp("hostile")
    issues = "\n".join(
        f"| <b>K-{number}</b> | {text} | {text} | 対応中 | 高 | 2024/04/25 |" for number, text in enumerate(HOSTILE)
    )
    defects = "\n".join(
        f"| D-{number} | {text} | {text[:12]} | 対応中 | 高 | 2024/05/07 |" for number, text in enumerate(HOSTILE)
    )
    tests = "\n".join(f"| T-{number} | {text} | 2024/05/07 | 2024/05/07 | OK |" for number, text in enumerate(HOSTILE))
    workbook(
        folder / "a<b>&amp;'.xlsx",
        **{
            "<i>課題": f"| 課題ID | 課題名 | 担当者 | 状態 | 重要度 | 期限 |\n{issues}",
            "{{ 不具合 }}": f"| 不具合ID | 件名 | ベンダー | 状態 | 重要度 | 検出日 |\n{defects}",
            "テスト&lt;": f"| テストID | テスト項目 | 予定日 | 実施日 | 結果 |\n{tests}",
        },
    )
    (folder / "pmo.toml").write_text("[project]\nname = '<script>{{ 1234*5678 }}</script>'\n", "utf-8")
    return pmo_xl.load(folder).daily(date(2024, 5, 7)).save(folder / "out", html=True).paths[-1]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_a_cell_is_text(hostile, text):
    root = tree(hostile)
    assert sum(words(cell) == text for cell in root.iter("td")) >= 2  # the title of an issue and of a test at least
    assert len(list(root.iter("script"))) == 1
    assert not list(root.iter("img", "i"))
    assert all(link.get("href").startswith("#") for link in root.iter("a"))
    assert str(1234 * 5678) not in words(one(root, "main"))


def test_names_are_text_too(hostile):
    root = tree(hostile)
    assert words(one(root, ".head b")) == "<script>{{ 1234*5678 }}</script>"
    assert "a<b>&amp;'.xlsx ／ <i>課題" in [words(head) for head in find(root, "th[scope=rowgroup]")]


# what may be missing

TESTS = """
    | テストID | テスト項目 | 予定日     | 実施日     | 結果 |
    | T-1      | あ         | 2024/05/01 | 2024/05/01 | OK   |
    | T-2      | い         | 2024/05/02 | 2024/05/02 | NG   |
    | T-3      | う         | 2024/05/07 | 2024/05/07 | OK   |
    | T-4      | え         | 2024/05/08 |            |      |"""
UNDATED = "| テストID | テスト項目 | 期待結果 | 結果 |\n| T-1 | あ | 動く | OK |\n| T-2 | い | 動く | |"
PROJECTS = {
    "no records": {"課題": "| 課題ID | 課題名 | 状態 | 期限 |"},
    "no plan dates": {"テスト": UNDATED},
    "no defects": {"テスト": TESTS},
    "one issue": {"課題": "| 課題ID | 課題名 | 状態 | 期限 |\n| K-1 | あ | 対応中 | 2024/05/01 |"},
}


@pytest.mark.parametrize("sheets", PROJECTS.values(), ids=PROJECTS)
def test_what_is_not_there_is_said(tmp_path, sheets):
    workbook(tmp_path / "管理表.xlsx", **sheets)
    page = pmo_xl.load(tmp_path).daily(date(2024, 5, 7)).save(tmp_path / "out", html=True).paths[-1]
    root = tree(page)
    ids = {element.get("id") for element in root.iter()}
    assert {link.get("href")[1:] for link in root.iter("a")} <= ids
    for section in find(root, "main section"):  # none is empty below its heading
        heading = section.find(".//h2")
        assert len(words(section)) > len(words(heading)), words(heading)
    assert "データなし: 不具合の表がありません" in words(one(root, ".vendors"))
    assert not find(root, "polyline") or "テスト" in sheets


def test_a_number_that_cannot_be_said_is_a_dash_with_its_reason(tmp_path):
    workbook(tmp_path / "管理表.xlsx", **PROJECTS["one issue"])
    page = pmo_xl.load(tmp_path).daily(date(2024, 5, 7)).save(tmp_path / "out", html=True).paths[-1]
    first = find(tree(page), ".tiles > section")[0]
    assert [words(p) for p in first.iter("p")][:2] == ["−", "テストの表がありません"]
    assert not find(first, "svg")


def test_a_short_history_is_a_table_instead_of_a_curve(tmp_path):
    rows = "\n".join(TESTS.strip().splitlines()[:2])
    workbook(tmp_path / "管理表.xlsx", テスト=rows)
    page = pmo_xl.load(tmp_path).daily(date(2024, 5, 1)).save(tmp_path / "out", html=True).paths[-1]
    trend = one(tree(page), "section[aria-labelledby=h-trend]")
    assert "グラフは3日分から" in words(trend)
    assert [[words(cell) for cell in row] for row in one(trend, "table").iter("tr")] == [
        ["日付", "母数", "計画", "消化", "合格"],
        ["5/1", "1", "1", "1", "1"],
    ]


# the verb


def test_the_verb_writes_the_page_beside_excel_and_word(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    workbook(tmp_path / "管理表.xlsx", テスト=TESTS)
    assert main(["daily", ".", "--as-of", "2024-05-07", "--html", "--json"]) == 0
    outputs = json.loads(capsys.readouterr().out)["outputs"]
    assert outputs == [f"out/日次報告_20240507.{ending}" for ending in ("xlsx", "docx", "html")]
    assert all((tmp_path / name).is_file() for name in outputs)
    assert main(["daily", ".", "--as-of", "2024-05-07", "--out", "bare"]) == 0
    assert sorted(path.suffix for path in (tmp_path / "bare").iterdir()) == [".docx", ".xlsx"]


def test_a_project_may_have_a_page_of_its_own(tmp_path):
    workbook(tmp_path / "管理表.xlsx", テスト=TESTS)
    own = tmp_path / "自社.html"
    policy = '<head><meta http-equiv="Content-Security-Policy" content="{{ policy }}"></head>'
    own.write_text(
        f"{policy}<p>{{{{ title }}}}</p>{{% for one in linked.signals %}}{{{{ one.name }}}}{{% endfor %}}", "utf-8"
    )
    (tmp_path / "pmo.toml").write_text('[reports.daily]\nhtml = "自社.html"\n', "utf-8")
    page = pmo_xl.load(tmp_path).daily(date(2024, 5, 7)).save(tmp_path / "out", html=True).paths[-1]
    assert page.read_text("utf-8").partition("</head>")[2] == "<p>日次報告</p>進捗品質課題体制"
    own.write_text(f"{policy}<p>{{{{ linked.signal }}}}</p>", "utf-8")
    with pytest.raises(TemplateError, match=r"自社\.html の 1行目: 「linked\.signal」") as told:
        pmo_xl.load(tmp_path).daily(date(2024, 5, 7)).save(tmp_path / "again", html=True)
    assert "linked.signals" in told.value.hint

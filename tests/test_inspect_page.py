"""`inspect --html`: one page a workbook that a person checks in a browser, whatever stands in the cells."""

import json
import re
from datetime import date
from itertools import pairwise
from urllib.parse import unquote

import lxml.html
import pytest

import pmo_xl
from pmo_xl.cli import main
from pmo_xl.model.place import column_letters
from tests.support import browser
from tests.support.sheet import workbook

DAY = date(2024, 5, 7)
ISSUES = """
    | 課題管理表 |              |        |            |            |
    | 課題ID     | 課題名       | 状態   | 期限       | 社内メモ   |
    | 例         | 記入例です○○ | 対応中 | 2000/01/01 |            |
    | K-001      | 受注が止まる | 対応中 | 2024/04/30 | 要確認     |
    | K-002      | 帳票が出ない | 完了   | R6.5.7     |            |
    | K-003      | 印刷が遅い   | なぞ   | '2024/5/32 |            |"""
SOUND = """
    | テストID | テスト項目 | 期待結果 | 結果 |
    | T-1      | あ         | 動く     | OK   |"""
HOSTILE = [
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "&lt;b&gt;",
    '"><img src=x onerror=alert(1)>',
    "a'; alert(1)//",
    "</td></table>",
]


def saved(folder, out="out"):
    """The pages of a folder: {workbook: path}."""
    paths = pmo_xl.load(folder).inspect(DAY).save(folder / out).paths
    return {path.name.split("_")[1]: path for path in paths}


def tree(path):
    return lxml.html.fromstring(path.read_text("utf-8"))


def words(element):
    return " ".join(element.text_content().split())


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    folder = tmp_path_factory.mktemp("page")
    workbook(folder / "課題管理表.xlsx", 課題一覧=ISSUES, テスト=SOUND, 表紙="| 表紙 |")
    return saved(folder)["課題管理表"]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A workbook with code in its cells, headings, states and the names of sheet and file."""
    folder = tmp_path_factory.mktemp("hostile")
    rows = "\n".join(
        f"| K-{number} | {text} | {text} | '2024/5/32 | {text} |" for number, text in enumerate(HOSTILE, 1)
    )
    long = f"| K-99 | {'<i>長い文</i>' * 40} | 対応中 | 2024/05/01 | a |"
    table = f"| 課題ID | 課題名 | 状態 | 期限 | <u>{{{{ 7*7 }}}}</u> |\n{rows}\n{long}"
    workbook(folder / "a<b>&amp;'.xlsx", **{"<b>{{1}}": table})
    (path,) = saved(folder).values()
    return path


def test_the_summary_begins_with_the_doubts_and_leads_to_them(page):
    summary = tree(page).get_element_by_id("summary")
    asked = summary.find_class("asks")[0]
    assert [words(item) for item in asked.iter("li")] == [
        "課題一覧: 状態の「なぞ」1件が読めません",
        "課題一覧: D列「期限」の1件は日付として使えません（例: 6行目「2024/5/32」）",
    ]
    counts = [words(item) for item in summary.find_class("tiles")[0].iterchildren()]
    assert counts == ["課題3件課題一覧 3件", "テスト1件テスト 1件"]
    assert "表紙: 表紙です" in words(summary)
    assert words(summary).index("確認してください") < words(summary).index("課題3件")


def test_every_link_leads_somewhere_on_the_page(page):
    root = tree(page)
    targets = {link.get("href") for link in root.iter("a")}
    assert len(targets) > 5
    for target in targets:
        assert root.get_element_by_id(target.removeprefix("#")) is not None


def test_a_table_says_its_kind_how_sure_it_is_and_what_every_column_means(page):
    card = tree(page).get_element_by_id("s1t1")
    assert words(card.find("h3")) == "課題 3件"
    assert re.search(r"確からしさ\d+% 見出し2行目 記録4〜6行目 扱い登録先 issues", words(card.find("dl")))
    rows = [[words(cell) for cell in row] for row in card.find_class("columns")[0].iter("tr")]
    assert rows[0] == ["列", "見出し", "読み取った項目", "最初の値", "記入"]
    assert rows[3] == ["C", "状態 ？", "状態 status", "対応中", "3/3"]
    assert rows[5] == ["E", "社内メモ", "使いません", "要確認", "1/3"]
    assert "なぞ → 読めません 1件" in words(card)
    assert "記入例: 3行目" in words(card)


def test_a_doubt_shows_its_cell_and_the_lines_that_settle_it(page):
    root = tree(page)
    (doubt,) = [
        item for item in root.get_element_by_id("s1t1").find_class("asks")[0].iter("li") if "なぞ" in words(item)
    ]
    (cell,) = doubt.iter("a")
    assert words(cell) == "C6"
    target = root.get_element_by_id(cell.get("href").removeprefix("#"))
    assert words(target) == "なぞ？ 読めない言葉です（未完了として数えます）"
    (lines,) = doubt.iter("pre")
    assert '[registers.issues.values.status]\nopen = ["なぞ"]' in lines.text_content()


def test_the_sheet_is_drawn_with_letters_row_numbers_and_roles(page):
    table = tree(page).get_element_by_id("s1").find_class("sheet")[0]
    head, *body = table.iter("tr")
    assert [words(cell) for cell in head] == ["行", "A", "B", "C", "D", "E"]
    assert [words(row[0]) for row in body] == [
        "1", "2 見出し".replace(" ", ""), "読み取り", "3記入例（除外）", "4記録", "5記録", "6記録",
    ]  # fmt: skip
    assert [words(cell) for cell in body[2]] == [
        "読み取り", "IDid", "件名title", "状態status？", "期限due_date？", "使いません",
    ]  # fmt: skip
    assert words(body[5][4]) == "R6.5.7→ 2024/05/07"


def test_the_page_is_made_for_readers_of_every_kind(page):
    root = tree(page)
    assert root.get("lang") == "ja"
    assert len(list(root.iter("main"))) == len(list(root.iter("h1"))) == 1
    for table in root.iter("table"):
        assert words(table.find("caption"))
        for head in table.iter("th"):
            assert head.get("scope") in ("col", "row")
    for frame in root.find_class("frame"):
        assert (frame.get("role"), frame.get("tabindex")) == ("region", "0")
        assert frame.get("aria-label")
    levels = [int(head.tag[1]) for head in root.iter("h1", "h2", "h3", "h4")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert root.find_class("switch")[0].get("for") == root.get_element_by_id("only").get("id")


def test_the_page_loads_nothing(page):
    text = page.read_text("utf-8")
    assert not re.search(r"https?://|url\(|@import|<link|<img|<iframe", text)
    assert not re.search(r"\son[a-z]+=|javascript:", text)
    assert not tree(page).xpath("//@style")


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_a_cell_is_text(hostile, text):
    root = tree(hostile)
    drawn = root.find_class("sheet")[0]
    assert sum(cell.text == text or cell.text_content().startswith(text) for cell in drawn.iter("td")) == 3
    assert len(list(root.iter("script"))) == 1
    assert not list(root.iter("img", "i", "u"))


def test_a_long_text_can_be_read_whole(hostile):
    (button,) = tree(hostile).find_class("cut")
    assert button.get("title") == "<i>長い文</i>" * 40
    assert button.text_content().endswith("…")


def test_names_of_files_and_sheets_are_text_too(hostile):
    root = tree(hostile)
    assert words(root.find(".//h1")) == "読み取り結果: a<b>&amp;'.xlsx"
    assert "シート「<b>{{1}}」" in [words(head) for head in root.iter("h2")]


def test_other_workbooks_of_the_run_are_linked_and_refused_ones_say_why(tmp_path):
    workbook(tmp_path / "課題 #1.xlsx", 課題一覧=ISSUES)
    workbook(tmp_path / "テスト.xlsx", テスト=SOUND)
    (tmp_path / "壊れ.xlsx").write_bytes(b"")
    pages = saved(tmp_path)
    assert set(pages) == {"課題 #1", "テスト"}
    root = tree(pages["テスト"])
    (details,) = [item for item in root.iter("details") if "ほかのブック" in words(item)]
    other, broken = sorted(details.iter("li"), key=lambda item: "壊れ" in words(item))
    assert unquote(other.find("a").get("href")) == pages["課題 #1"].name
    assert (pages["テスト"].parent / unquote(other.find("a").get("href"))).is_file()
    assert words(other) == "課題 #1.xlsx: 課題 3件 ？ 2"
    assert "読めません 空のファイルです" in words(broken)
    assert "対処: " in words(broken)


def test_a_book_without_doubts_says_so(tmp_path):
    workbook(tmp_path / "テスト.xlsx", テスト=SOUND)
    summary = tree(saved(tmp_path)["テスト"]).get_element_by_id("summary")
    assert "疑わしい所はありません" in words(summary)
    assert not summary.find_class("asks")


def test_two_books_of_one_name_have_two_pages(tmp_path):
    workbook(tmp_path / "台帳.xlsx", 課題一覧=ISSUES)
    (tmp_path / "台帳.csv").write_text("テストID,テスト項目,期待結果,結果\nT-1,あ,動く,OK\n", "utf-8")
    names = sorted(path.name for path in pmo_xl.load(tmp_path).inspect(DAY).save(tmp_path / "out").paths)
    assert names == ["読み取り結果_台帳_20240507(2).html", "読み取り結果_台帳_20240507.html"]


def test_the_page_of_a_long_book_stays_small(tmp_path):
    rows = "\n".join(f"    | K-{number:05} | 件名その{number} | 対応中 | 2024/05/01 |" for number in range(5000))
    path = workbook(tmp_path / "長い.xlsx", 課題一覧=f"| 課題ID | 課題名 | 状態 | 期限 |\n{rows}")
    page = saved(tmp_path)["長い"]
    assert 400 <= page.read_text("utf-8").count("<tr id=") <= 401
    assert page.stat().st_size < 2 * path.stat().st_size


def test_a_book_of_many_sheets_is_drawn_by_the_beginnings_of_its_later_ones(tmp_path):
    rows = "\n".join(f"    | K-{number:05} |" + " あ |" * 19 for number in range(400))
    head = "| 課題ID | 課題名 | 状態 | 期限 |" + "".join(f" メモ{number} |" for number in range(16))
    workbook(tmp_path / "多い.xlsx", **{f"課題{number}": f"{head}\n{rows}" for number in range(12)})
    root = tree(saved(tmp_path)["多い"])
    drawn = [len(section.findall(".//tr[@id]")) for section in root.iter("section") if section.find_class("sheet")]
    assert drawn[0] == 400  # 400 rows of 20 columns seven and a half times are 60,000 cells
    assert drawn[-1] == 20
    assert sum(drawn) * 20 < 75_000


def test_a_stray_cell_far_away_does_not_cost_the_rows_of_the_table(tmp_path):
    rows = "\n".join(f"| K-{number:03} | あ | 対応中 | 2024/05/01 |" for number in range(100))
    text = f"| 課題ID | 課題名 | 状態 | 期限 |{' |' * 2000} 遠い |\n{rows}"
    workbook(tmp_path / "遠い.xlsx", 課題一覧=text)
    (table,) = tree(saved(tmp_path)["遠い"]).find_class("sheet")
    assert len(table.findall(".//tr[@id]")) == 101
    last = 4 + 2000 + 1
    assert words(table.find("thead")) == f"行ABCDE〜{column_letters(last - 1)}{column_letters(last)}"


def test_the_verb_writes_the_pages_and_lists_them(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    workbook(tmp_path / "課題管理表.xlsx", 課題一覧=ISSUES)
    assert main(["inspect", ".", "--html", "--as-of", "2024-05-07"]) == 0
    said = capsys.readouterr().out
    page = "out/読み取り結果_課題管理表_20240507.html"
    assert said.splitlines()[-1] == f"作成: {page}"
    assert "■ まとめ" in said
    assert (tmp_path / page).is_file()
    assert main(["inspect", ".", "--html", "--json", "--out", "there"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [name.split("/")[0] for name in found["outputs"]] == ["there"]
    assert found["files"][0]["sheets"][0]["tables"][0]["records"] == 3


def test_the_project_says_where_pages_go(tmp_path, capsys):
    workbook(tmp_path / "課題管理表.xlsx", 課題一覧=ISSUES)
    (tmp_path / "pmo.toml").write_text('[reports]\nout = "報告"\n', "utf-8")
    assert main(["inspect", str(tmp_path), "--html"]) == 0
    assert [path.suffix for path in (tmp_path / "報告").iterdir()] == [".html"]


def test_without_html_nothing_is_written_and_out_is_told_to_be_idle(tmp_path, capsys):
    workbook(tmp_path / "課題管理表.xlsx", 課題一覧=ISSUES)
    assert main(["inspect", str(tmp_path), "--json", "--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr()
    assert "outputs" not in json.loads(said.out)
    assert "--html" in said.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("others", "code"), [((), 2), (("課題管理表.xlsx",), 3)])
def test_refused_books_set_the_exit_code_and_have_no_page(tmp_path, capsys, others, code):
    (tmp_path / "壊れ.xlsx").write_bytes(b"")
    for name in others:
        workbook(tmp_path / name, 課題一覧=ISSUES)
    assert main(["inspect", str(tmp_path), "--html", "--json", "--out", str(tmp_path / "out")]) == code
    said = capsys.readouterr()
    assert len(json.loads(said.out)["outputs"]) == len(others)
    assert said.err.splitlines()[:2] == [
        line for line in said.err.splitlines() if line.startswith(("エラー: ", "対処: "))
    ]


def test_a_page_that_is_being_replaced_by_a_folder_goes_beside_it(tmp_path, capsys):
    workbook(tmp_path / "課題管理表.xlsx", 課題一覧=ISSUES)
    (tmp_path / "out" / "読み取り結果_課題管理表_20240507.html").mkdir(parents=True)
    assert main(["inspect", str(tmp_path), "--html", "--as-of=2024-05-07", "--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[-1].endswith("_2.html")
    assert "注意: " in said.err


def test_the_browser_has_nothing_to_complain_about(page, hostile, tmp_path):
    assert browser.complaints(page) == []
    assert browser.complaints(hostile) == []
    broken = tmp_path / "broken.html"
    broken.write_text(page.read_text("utf-8").replace("<h1>", "<h1 style='color:red'>"), "utf-8")
    assert browser.complaints(broken), "the policy of the page does not hold"


def test_nothing_runs_that_a_cell_says(hostile):
    assert browser.asked(hostile, "return [view.scripts.length, view.images.length, view.title]") == [
        1,
        0,
        "読み取り結果: a<b>&amp;'.xlsx",
    ]


def test_the_switch_leaves_the_doubts_only(page):
    script = """
        function seen(selector) {
          return Array.from(view.querySelectorAll(selector)).filter(function (e) { return e.offsetHeight > 0; })
            .map(function (e) { return e.id; });
        }
        var before = [seen("section"), seen(".sheet tr[id]")];
        view.querySelector("label.switch").click();
        return before.concat([seen("section"), seen(".sheet tr[id]")]);"""
    sections, rows, sections_left, rows_left = browser.asked(page, script)
    assert sections == ["summary", "s1", "s2", "s3"]
    assert {"s1r1", "s1r3", "s1r6", "s2r2"} <= set(rows)
    assert sections_left == ["summary", "s1"]
    assert rows_left == ["s1r2", "s1r4", "s1r5", "s1r6"]  # heading, the first records, the cells in doubt


def test_the_page_fits_a_phone_and_the_sheet_moves_inside_its_frame(tmp_path):
    head = "| 課題ID | 課題名 | 状態 | 期限 |" + "".join(f" とても長い見出しの列その{number} |" for number in range(20))
    workbook(tmp_path / "広い.xlsx", 課題一覧=f"{head}\n| K-1 | あ | なぞ | 2024/05/01 |")
    script = """var frame = view.querySelector(".frame");
        return [view.documentElement.scrollWidth <= page.innerWidth, page.innerWidth, frame.scrollWidth > frame.clientWidth];"""
    assert browser.asked(saved(tmp_path)["広い"], script, width=390) == [True, 390, True]


def test_a_cut_text_opens_whole_and_closes_again(hostile):
    script = """var box = view.getElementById("whole"), cut = view.querySelector("button.cut");
        cut.click();
        var opened = [box.open, box.querySelector("p").textContent === cut.title];
        view.getElementById("whole-close").click();
        return opened.concat([box.open]);"""
    assert browser.asked(hostile, script) == [True, True, False]


def test_a_link_from_a_doubt_shows_its_cell(page):
    script = """view.querySelector(".asks .rows a").click();
        var cell = view.querySelector("td:target"), frame = cell.closest(".frame").getBoundingClientRect();
        var at = cell.getBoundingClientRect();
        return [cell.id, at.top >= 0 && at.bottom <= page.innerHeight && at.left >= frame.left];"""
    assert browser.asked(page, script, height=500) == ["s1C6", True]

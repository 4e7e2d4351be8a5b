"""The written packs of the day's meetings: one page, whatever the project holds, each count traceable."""

import io
import re
from functools import cache
from math import ceil

import openpyxl
import pytest

from pmo_xl.render import soundness, template, xlsx
from pmo_xl.render.tags import known_names
from pmo_xl.reports.defects_lists import PER_PAGE
from tests.reports.meeting_cases import ALL, PACKS, PROJECTS, made
from tests.support.build import register, situation
from tests.support.office import complaints, converted, pages_of


@cache
def report(pack, case):
    return made(pack, case)


@cache
def written(pack, case):
    own = PACKS[pack]
    return xlsx.fill(own.file, report(pack, case).values(own.cells))


def book_of(pack, case):
    return openpyxl.load_workbook(io.BytesIO(written(pack, case)))


def said_on(page):
    return {str(cell.value) for row in page.iter_rows() for cell in row if cell.value is not None}


@pytest.mark.parametrize("pack", PACKS)
def test_the_shipped_template_comes_from_its_builder(pack, tmp_path):
    own = PACKS[pack]
    own.maker.build(tmp_path / "once.xlsx")
    own.maker.build(tmp_path / "twice.xlsx")
    assert (tmp_path / "once.xlsx").read_bytes() == (tmp_path / "twice.xlsx").read_bytes()
    assert template.names(own.file) == template.names(tmp_path / "once.xlsx")


@pytest.mark.parametrize("pack", PACKS)
def test_the_template_asks_only_for_what_the_report_gives(pack):
    assert [str(problem) for problem in soundness.check(PACKS[pack].file, PACKS[pack].fields)] == []


@pytest.mark.parametrize("pack", PACKS)
def test_every_value_is_a_field_with_its_meaning(pack):
    own = PACKS[pack]
    given = {name for case in PROJECTS for name in known_names(report(pack, case).values(own.cells))}
    assert {name for name in given if not name.endswith("[]")} - set(own.fields) == set()
    assert {name for name in own.fields if "[]" not in name} - given == set()


@pytest.mark.parametrize(("pack", "case"), ALL)
def test_office_finds_nothing_to_repair(pack, case, tmp_path):
    path = tmp_path / "t.xlsx"
    path.write_bytes(written(pack, case))
    assert complaints(path, by_sdk=case == "full") == []


@pytest.mark.office
def test_the_front_of_every_pack_is_one_page(tmp_path):
    paths = []
    for pack, case in ((pack, case) for pack in PACKS for case in ("full", "empty", "columns")):
        book = book_of(pack, case)
        for name in book.sheetnames[1:]:  # the lists behind it are taken out before printing
            del book[name]
        paths.append(tmp_path / f"{pack}_{case}.xlsx")
        book.save(paths[-1])
    counts = {path.stem: pages_of(path) for path in converted(paths, "pdf", tmp_path, fonts=True)}
    defects = counts.pop("defects_full")  # its list goes on: nothing of it is cut
    assert defects >= ceil(len(report("defects", "full").rows) / PER_PAGE) > 1
    assert set(counts.values()) == {1}, counts


@pytest.mark.parametrize(("pack", "case"), ALL)
def test_nothing_of_the_template_and_of_the_program_is_left(pack, case):
    for sheet in book_of(pack, case):
        assert not [text for text in said_on(sheet) if "{{" in text or re.search(r"\bNone\b", text)]


@pytest.mark.parametrize("pack", PACKS)
def test_the_same_report_is_the_same_bytes(pack):
    own = PACKS[pack]
    assert xlsx.fill(own.file, made(pack, "g1").values(own.cells)) == written(pack, "g1")


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("case", ["g1", "full"])
def test_every_row_of_the_evidence_leads_to_a_cell_that_holds_its_number(pack, case):
    book = book_of(pack, case)
    rows = [
        row
        for row in book["根拠"].iter_rows(min_row=5, values_only=True)
        if re.fullmatch(r"N\d+", str(row[0])) and row[1]
    ]
    assert len(rows) > 5
    foot = [
        row for row in rows if row[1] == f"{PACKS[pack].title} のヘッダー・フッター 脚注"
    ]  # below every page, in no cell
    assert not foot or pack == "defects"
    for row in (row for row in rows if row not in foot):
        sheet, _, cell = row[1].split()[0].rpartition("!")
        assert sheet == PACKS[pack].title or (sheet == "手動対応" and pack == "readiness")  # more than the page holds
        assert str(row[3]).removesuffix("件") in str(book[sheet][cell].value), row


@pytest.mark.parametrize("pack", PACKS)
def test_a_stamped_report_says_so_on_its_page(pack):
    said = said_on(book_of(pack, "full")[PACKS[pack].title])
    assert any(text.startswith(f"【参考値】{PACKS[pack].title}") for text in said)
    assert any(text.startswith("【参考値】B9") for text in said)


@pytest.mark.parametrize("pack", PACKS)
def test_what_stands_in_a_cell_stays_text(pack):
    own = PACKS[pack]
    tests = register(
        "test",
        """
        | id    | title         | planned_date | tester |
        | T-001 | =HYPERLINK(1) | 2024-05-07   | 若葉   |
        | T-002 | {{ title }}   | 2024-05-07   | 若葉   |
        """,
    )
    defects = register(
        "defect",
        "| id | title | severity | status | detected_date |\n| D-1 | =HYPERLINK(1) | high | open | 2024-05-07 |",
    )
    made_ = own.report(situation("2024-05-07", tests, defects))
    book = openpyxl.load_workbook(io.BytesIO(xlsx.fill(own.file, made_.values(own.cells))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == "=HYPERLINK(1)"]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}


def test_what_is_not_there_is_said_in_the_morning():
    said = said_on(book_of("morning", "empty")["朝会"])
    assert {
        "朝会 5/7(火)",
        "本日のテストは、テストの表がないため確認できません。",
        "データなし: テストの表がありません",
        "本日判断いただく事項はありません",
        "数値に影響する指摘はありません",
    } <= said
    assert "データなし: 不具合の表がありません" in said_on(book_of("morning", "one")["朝会"])


def test_lists_that_are_cut_in_the_morning_stand_whole_behind():
    book = book_of("morning", "full")
    said = said_on(book["朝会"])
    # 26 to be run and 26 that were run later that day, of which 25 fit; 26 left from before, of which ten fit
    assert {"他27件(別紙 段取り)", "他16件(別紙 明細)"} <= said
    ids = [cell.value for cell in book["段取り"]["D"]]
    assert len([name for name in ids if str(name).startswith("T-")]) == 52


def test_what_is_not_there_is_said_in_the_evening():
    said = said_on(book_of("evening", "empty")["夕会"])
    assert {
        "夕会 5/7(火)",
        "本日の結果は、テストの表がないためまとめられません。",
        "データなし: テストの表がありません",
        "データなし: 不具合の表がありません",
    } <= said
    said = said_on(book_of("evening", "one")["夕会"])
    assert "計画1件=実施0件+未実施(理由あり)0件+未実施(理由未記入)1件" in said


def test_lists_that_are_cut_in_the_evening_stand_whole_behind():
    book = book_of("evening", "full")
    said = said_on(book["夕会"])
    # sixteen tests of today and sixteen of before are not run, of which fifteen fit; sixteen NG of which eight
    assert {"他17件(別紙 リスケ案)", "他8件(別紙 明細)", "他1件(別紙 明細)"} <= said
    ids = [cell.value for cell in book["リスケ案"]["B"]]
    assert len([name for name in ids if str(name).startswith("T-")]) == 32


def test_what_is_not_there_is_said_of_the_defects():
    assert "データなし: 不具合の表がありません" in said_on(book_of("defects", "empty")["不具合方針"])
    assert "致命の不具合はありません" in said_on(book_of("defects", "one")["影響"])
    said = said_on(book_of("defects", "columns")["不具合方針"])
    assert {"テスト紐付けなし", "【要確認】", "終了日なし"} <= said
    assert any(text.endswith("(対応方針の列なし)") for text in said)


def test_what_is_not_there_is_said_of_the_readiness():
    said = said_on(book_of("readiness", "empty")["稼働判定"])
    assert {
        "稼働判定 5/7(火)",
        "判定基準8項目のうち、満たすもの0、満たさないもの8(未確認8を含む)です。",
        "データなし: 不具合の表も課題の表もありません",
        "データなし: 手動対応の表がありません",
        "トレーニング管理表が見つかりません",
    } <= said
    assert "未完了の不具合・課題はありません" not in said


def test_lists_that_are_cut_in_the_readiness_stand_whole_behind():
    book = book_of("readiness", "full")
    said = said_on(book["稼働判定"])
    # 21 of today and 21 undecided ones are open, of which twenty fit; ten departments of which four, ten jobs without an
    # end of which four
    assert {"他22件(別紙 残課題一覧)", "他6件(別紙 手動対応)"} <= said
    ids = [str(cell.value) for cell in book["残課題一覧"]["C"]]
    assert len([name for name in ids if name.startswith("D-")]) == 42
    assert len([cell for cell in book["手動対応"]["C"] if cell.value == 50]) == 0
    assert len([cell for cell in book["手動対応"]["C"] if cell.value == "50.0"]) == 10


def test_what_has_no_answer_is_framed_on_the_page_and_behind_it():
    frames = {
        sheet.title: [
            str(area.sqref) for area in sheet.conditional_formatting for rule in area.rules if "【" in rule.formula[0]
        ]
        for sheet in book_of("readiness", "full").worksheets[:2]
    }
    # the twenty rows below title and heading, from the first column to the last; behind it one row has grown to 42
    page = book_of("readiness", "full")["稼働判定"]
    first = 2 + next(cell.row for cell in page["A"] if str(cell.value).startswith("残課題"))
    last = first + 19
    assert {f"A{first}:A{last}", f"B{first}:J{last}", f"K{first}:K{last}"} <= set(frames["稼働判定"])
    assert set(frames["残課題一覧"]) == {"A5:A46", "B5:K46", "L5:L46"}


def test_no_defect_is_left_out_of_the_list():
    book = book_of("defects", "full")
    ids = [str(cell.value) for cell in book["不具合方針"]["B"]]
    # sixteen of today and sixteen older ones are open without a policy; sixteen are closed
    assert len([name for name in ids if name.startswith("D-")]) == 32
    assert max(len(str(cell.value)) for cell in book["不具合方針"]["C"]) == 40


def test_the_numbers_of_the_first_line_of_the_evening_lead_to_their_tests():
    book = book_of("evening", "g1")
    found = {row[2]: row for row in book["根拠"].iter_rows(min_row=5, max_row=40, values_only=True)}
    # metrics.md §8: T-113 to T-126 were run of T-113 to T-128, and T-109 and T-110 of those left
    assert (found["計画のうち本日実施"][4], found["計画のうち本日実施"][8]) == (14, "T-113〜T-126")
    assert (found["計画外の実施 持越し"][4], found["計画外の実施 持越し"][8]) == (2, "T-109、T-110")
    assert (found["未実施(理由未記入)"][4], found["未実施(理由未記入)"][8]) == (2, "T-127、T-128")


@pytest.mark.parametrize("pack", PACKS)
def test_the_findings_that_the_foot_counts_are_in_the_evidence(pack):
    """データ要修正2件(数値影響あり1件): both numbers, with the rows that were found fault with."""
    report = made(pack, "g1")
    errors = [finding for finding in report.checked.findings if finding.level == "error"]
    book = book_of(pack, "g1")
    rows = {row[2]: row for row in book["根拠"].iter_rows(min_row=5, values_only=True) if row[2]}
    assert errors
    assert rows["要修正の指摘"][4] == len(errors)
    assert "数値に影響する指摘" in rows

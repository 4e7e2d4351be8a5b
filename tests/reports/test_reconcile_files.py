"""The written 二台帳突合: one page, whatever the ledgers hold, each count traceable, nothing of it but text."""

import io
import re
from dataclasses import replace
from functools import cache

import openpyxl
import pytest

from pmo_xl.model.pairs import Pair
from pmo_xl.render import soundness, template, xlsx
from pmo_xl.render.tags import known_names
from pmo_xl.reports.fields.reconcile import FIELDS
from pmo_xl.reports.reconcile_lists import ROWS, SECTIONS
from pmo_xl.resources import template as shipped
from pmo_xl.settings import Config, ProjectSection
from tests.make import reconcile_template
from tests.reports.ledgers import ledger, report_of, seen
from tests.reports.meeting_cases import SIXTY, STAMPED
from tests.reports.test_reconcile import MAPPED, OUR_MESS, THEIR_MESS
from tests.support.build import situation
from tests.support.office import complaints, converted, pages_of

PAGE = "二台帳突合"
FILE = shipped(f"{PAGE}.xlsx")
HEADING = "| id | title | status | severity | due_date | owner | related_id | raised_date | updated_date |"


def row(name, status="open", due="2024-05-10", owner="甲野太郎", related="", title=SIXTY):
    return f"| {name} | {title} | {status} | high | {due} | {owner} | {related} | 2024-05-01 | 2024-05-02 |"


def full():
    """Every section longer than the page has room for, every title and name sixty characters long."""
    count = range(ROWS + 1)
    ours, theirs = [HEADING], [HEADING]
    for n in count:
        title = f"{'春夏秋冬東西南北上下左右前'[n]}{SIXTY[1:]}"
        ours += [row(f"K-1{n:03}", "waiting"), row(f"K-2{n:03}", "closed"), row(f"K-3{n:03}")]
        theirs += [row(f"K-1{n:03}", "waiting"), row(f"K-2{n:03}"), row(f"K-3{n:03}", due="2024-05-14", owner="乙川守")]
        ours += [row(f"ISSUE-2024-{n:04}", owner=SIXTY, related=f"X-{n}", title=title)]
        theirs += [row(f"VENDOR-2024-{n:04}", due="2024-05-15", owner=SIXTY, related=f"X-{n}", title=title)]
    config = Config(project=ProjectSection(name=SIXTY, phase="UAT"))
    return seen("\n".join(ours), "\n".join(theirs), config=config)


def columns():
    """Records that have an id and nothing else."""
    return seen("| id |\n| K-1 |\n| K-2 |", "| id |\n| K-1 |\n| B-2 |")


def one():
    return seen("| id | title | status |\n| K-1 | 桁 | open |", "| id | title | status |\n| K-1 | 桁 | closed |")


def one_side():
    return situation("2024-05-07", ledger("user", "| id | title | status |\n| K-1 | 桁 | open |"))


PROJECTS = {
    "mess": lambda: seen(OUR_MESS, THEIR_MESS, MAPPED),
    "full": full,
    "columns": columns,
    "one": one,
    "empty": lambda: situation("2024-05-07"),
    "one side": one_side,
}


@cache
def report(case):
    made = report_of(PROJECTS[case]())
    return replace(made, **STAMPED) if case == "full" else made


def filled(made):
    opened = xlsx.Template(FILE)
    return opened.filled(made.values(opened.cells_with(made.lengths)))


@cache
def written(case):
    return filled(report(case))


def book_of(case):
    return openpyxl.load_workbook(io.BytesIO(written(case)))


def said_on(sheet):
    return [str(cell.value) for cells in sheet.iter_rows() for cell in cells if cell.value is not None]


def test_the_shipped_template_comes_from_its_builder(tmp_path):
    reconcile_template.build(tmp_path / "once.xlsx")
    reconcile_template.build(tmp_path / "twice.xlsx")
    assert (tmp_path / "once.xlsx").read_bytes() == (tmp_path / "twice.xlsx").read_bytes()
    assert template.names(FILE) == template.names(tmp_path / "once.xlsx")


def test_the_template_asks_only_for_what_the_report_gives():
    assert [str(problem) for problem in soundness.check(FILE, FIELDS)] == []


def test_every_value_is_a_field_with_its_meaning():
    given = {name for case in PROJECTS for name in known_names(report(case).values())}
    assert {name for name in given if not name.endswith("[]")} - set(FIELDS) == set()
    assert {name for name in FIELDS if "[]" not in name} - given == set()


@pytest.mark.parametrize("case", PROJECTS)
def test_office_finds_nothing_to_repair(case, tmp_path):
    path = tmp_path / "t.xlsx"
    path.write_bytes(written(case))
    assert complaints(path, by_sdk=case == "full") == []


@pytest.mark.office
def test_the_front_is_one_page_whatever_the_ledgers_hold(tmp_path):
    paths = []
    for case in ("full", "columns", "empty"):
        book = book_of(case)
        for name in book.sheetnames[1:]:  # the lists behind it are taken out before printing
            del book[name]
        paths.append(tmp_path / f"{case}.xlsx")
        book.save(paths[-1])
    assert [pages_of(path) for path in converted(paths, "pdf", tmp_path, fonts=True)] == [1, 1, 1]


@pytest.mark.parametrize("case", PROJECTS)
def test_nothing_of_the_template_and_of_the_program_is_left(case):
    for sheet in book_of(case):
        assert not [text for text in said_on(sheet) if "{{" in text or re.search(r"\bNone\b", text)]


def test_the_same_ledgers_are_the_same_bytes():
    assert filled(report_of(PROJECTS["mess"]())) == written("mess")


@pytest.mark.parametrize("case", ["mess", "full"])
def test_every_row_of_the_evidence_leads_to_a_cell_that_holds_its_number(case):
    book = book_of(case)
    lines = [
        line for line in book["根拠"].iter_rows(min_row=5, values_only=True) if re.fullmatch(r"N\d+", str(line[0]))
    ]
    for line in lines:
        sheet, _, cell = line[1].split()[0].rpartition("!")
        assert sheet == PAGE
        assert str(line[3]) in str(book[sheet][cell].value), line


def test_every_count_of_the_page_is_in_the_evidence():
    book = book_of("mess")
    proven = {}
    for line in book["根拠"].iter_rows(min_row=5, values_only=True):
        if re.fullmatch(r"N\d+", str(line[0])):
            proven.setdefault(line[1].split()[0].rpartition("!")[2], []).append(line[4])
    front = book[PAGE]
    foot = next(cell.row for cell in front["A"] if str(cell.value).startswith("双方="))
    checked = 0
    for cells in front.iter_rows(max_row=foot):
        for cell in cells:
            numbers = [int(found) for found in re.findall(r"(\d+)件", str(cell.value or ""))]
            numbers = [] if "他" in str(cell.value) else numbers  # 「K-8 他1件」: ids of one matter, not a figure
            if numbers:
                assert sorted(proven[cell.coordinate]) == sorted(numbers), cell.value
                checked += 1
    # outcome, cause, four figures and a breakdown, seven headings, what is left out, the data's health
    assert checked == 2 + 5 + 7 + 1 + 1


def test_the_records_behind_a_count_are_those_of_both_ledgers():
    rows = {line[2]: line for line in book_of("mess")["根拠"].iter_rows(min_row=5, max_row=40, values_only=True)}
    assert (rows["双方が相手待ち"][4], rows["双方が相手待ち"][8]) == (1, "K-1、B-1")
    assert rows["ユーザー側のみ"][8] == "K-4"
    assert set(rows["ベンダー側のみ"][8].split("、")) == {"B-4", "B-5", "B-6"}


def test_a_stamped_page_says_so():
    said = said_on(book_of("full")[PAGE])
    assert any(text.startswith(f"【参考値】{PAGE}") for text in said)
    assert any(text.startswith("【参考値】B9") for text in said)


def test_lines_that_are_cut_stand_whole_behind():
    book = book_of("full")
    said = said_on(book[PAGE])
    made = report("full")
    for section in SECTIONS:
        cut = len(made.of(section)) - len(made.values()[section])
        assert cut > 0
        assert f"他{cut}件(別紙 一覧)" in said
    kept = [cell.value for cell in book["一覧"]["A"]][4:]
    # 13 of each but ⑤ (13 owners, none of gravity) and ⑥ (13 on each side)
    assert [kept.count(title) for title in SECTIONS.values()] == [13, 13, 13, 13, 13, 26, 13]
    assert len(kept) == 6 * 13 + 26


def test_a_page_without_two_ledgers_says_why():
    for case in ("empty", "one side"):
        said = said_on(book_of(case)[PAGE])
        assert "データなし: ユーザー側とベンダー側に、同じ種類の台帳がそろっていません" in said
        assert "突合した台帳: なし" in " ".join(said)


def test_what_stands_in_a_cell_stays_text():
    heading = "| id | title | status |\n"
    made = report_of(
        seen(
            heading + "| K-1 | =HYPERLINK(1) | open |\n| K-2 | {{ title }} | open |",
            heading + "| K-1 | =HYPERLINK(1) | closed |",
            [Pair("K-2", "=1+1")],
        )
    )
    book = openpyxl.load_workbook(io.BytesIO(filled(made)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if str(cell.value)[:2] in ("=H", "=1")]
    assert len(cells) >= 4  # on the page and on 一覧
    assert {cell.data_type for cell in cells} == {"s"}

"""Behind every number: the page's numbers are all on 根拠, and each is found again in the workbook it came from."""

import io
import re
from datetime import date

import openpyxl
import pytest

import pmo_xl
from pmo_xl.render import xlsx
from pmo_xl.resources import template as shipped
from tests.metrics.g1 import AS_OF
from tests.reports.g1_recounted import Sheets, counts, plain, values
from tests.reports.odd_projects import OTHERS, SMALL
from tests.support.g1_book import write_g1

SAMPLE_DAY = date(2026, 11, 24)
# values that are no count of the rows they rest on: days, a net of two, findings (two may name one row)
UNLIKE_ITS_IDS = re.compile("最長経過|他$|指摘|不在|集中|計画比|必要消化|修正にかかる")
HUGE = ("2万件", "上限超え")  # the first takes long, of the second no sheet says the numbers
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def below(sheet, heading):
    """The rows below the heading in column A, by column name."""
    top = next(cell.row for cell in sheet["A"] if cell.value == heading)
    names = [cell.value for cell in sheet[top]]
    found = []
    for row in sheet.iter_rows(min_row=top + 1, values_only=True):
        if row[0] in (None, ""):
            break
        found.append({name: plain(value) for name, value in zip(names, row, strict=True) if name})
    return found


def unfolded(row, book):
    """The ids of a row of 根拠, those of 根拠ID where the cell says so."""
    folded = [row["対象ID"] or ""]
    if "全件は根拠ID" in folded[0]:
        folded = [each["ID"] for each in below(book["根拠ID"], "ID") if row["キー"] in each["キー"].split("、")]
    return [each for text in folded for part in text.split("、") for each in _between(*part.partition("〜")[::2])]


def _between(first, last):
    """T-009, T-011 → T-009, T-010, T-011; a single id has no last one."""
    if not last:
        return [first] if first else []
    head, digits = re.fullmatch(r"(.*?)(\d+)", first).groups()
    return [f"{head}{n:0{len(digits)}d}" for n in range(int(digits), int(last.removeprefix(head)) + 1)]


@pytest.fixture(scope="module")
def g1(tmp_path_factory):
    """G1 as a workbook, and its daily report."""
    folder = tmp_path_factory.mktemp("g1")
    source = openpyxl.load_workbook(write_g1(folder), data_only=True)
    report, _ = pmo_xl.load(folder).daily(AS_OF).save(folder / "out").paths
    return source, openpyxl.load_workbook(report)


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The daily report of the sample project, whose sheets hold the usual mistakes."""
    report, _ = pmo_xl.load("workbooks").daily(SAMPLE_DAY).save(tmp_path_factory.mktemp("sample")).paths
    return openpyxl.load_workbook(report)


def test_every_number_of_g1_is_found_again_in_the_workbook(g1):
    """C22: from the listed ids, or as the formula says, reading the source with openpyxl alone."""
    source, report = g1
    sheets = Sheets(source)
    ids, worked_out = counts(sheets), values(sheets)
    rows = below(report["根拠"], "キー")
    assert len(rows) > 70
    for row in rows:
        name, value = row["名称"], row["値"]
        assert name in ids or name in worked_out, f"nobody recomputes {name}"
        if name in ids:
            assert set(unfolded(row, report)) == ids[name], name
            assert len(unfolded(row, report)) == len(ids[name]), name
        if name in worked_out:
            expected = worked_out[name]
            if isinstance(expected, date):
                assert value == f"{expected:%Y/%m/%d}", name
            elif isinstance(expected, str):
                assert value == expected, name
            else:
                assert value == pytest.approx(float(expected), abs=1e-9), name
        else:
            assert value == len(ids[name]), name
        if row["分子"] is not None and name in ids:
            assert (row["分子"], row["値"]) == (len(ids[name]), pytest.approx(row["分子"] / row["分母"])), name


def test_every_id_leads_to_a_row_of_the_file_it_names(g1):
    source, report = g1
    known = {cell.value for sheet in source for cell in sheet["A"]}
    for row in below(report["根拠"], "キー"):
        assert set(unfolded(row, report)) <= known
        assert bool(row["出典ファイル"]) == bool(unfolded(row, report))
        if row["台帳・セル"]:
            sheet, _, cell = row["台帳・セル"].partition("!")
            assert source[sheet][cell].value == unfolded(row, report)[0]


def cell_of(row, book):
    sheet, _, rest = row["表示箇所"].partition("!")
    return book[sheet][rest.split()[0]] if rest else None


def test_as_many_ids_are_listed_as_a_count_says(sample):
    """On the sample, with more than 200 tests behind a number: 分子, or the number itself, and each of its ids once."""
    counts = [row for row in below(sample["根拠"], "キー") if row["対象ID"]]
    assert any("全件は根拠ID" in row["対象ID"] for row in counts)
    for row in counts:
        count = row["分子"] if row["分子"] is not None else row["値"]
        if isinstance(count, int) and not UNLIKE_ITS_IDS.search(row["名称"]):
            assert len(unfolded(row, sample)) == count, row


ODD = {**SMALL, **OTHERS}
every_book = pytest.mark.parametrize("book", ["G1", "サンプル", *(name for name in ODD if name not in HUGE)])


def report_of(book, request):
    """The workbook of the golden project, of the sample, or of one of the odd projects."""
    if book == "G1":
        return request.getfixturevalue("g1")[1]
    if book == "サンプル":
        return request.getfixturevalue("sample")
    template = xlsx.Template(shipped("日次報告.xlsx"))
    return openpyxl.load_workbook(io.BytesIO(template.filled(ODD[book]().values(template.cells))))


@every_book
def test_what_is_said_to_stand_in_a_cell_stands_in_it(book, request):
    report = report_of(book, request)
    for row in below(report["根拠"], "キー"):
        cell = cell_of(row, report)
        if cell is not None and cell.parent.title == "日次報告":
            shown = f"{cell.value:,}" if isinstance(cell.value, int | float) else cell.value
            assert row["表示値"] in shown, row


# Numbers of the page that count nothing of theirs.
UNCOUNTED = (
    r"\d{4}/\d{2}/\d{2}\(.\)",  # the day of the page
    r"^\d$|^\d{1,2}/\d{1,2}\(.\)(超過)?$|\(別紙 明細\)|\([A-Z]-\d+\)$",  # decisions: number, deadline, id
    r"^8割方 まで$|時点で|^明日の予定|^データなし: |^\d{1,2}/\d{1,2}$",  # words, and days that head something
    r"^予測は消化50%から$|^実力は実績6営業日から$",  # thresholds, which stand below
    r"^【参考値】|出典:",  # both sides of the check stand below 検算; the files
)


@every_book
def test_no_number_of_the_page_lacks_its_evidence(book, request):
    report = report_of(book, request)
    told = {}
    for row in below(report["根拠"], "キー"):
        cell = cell_of(row, report)
        if cell is not None:
            told.setdefault(cell.coordinate, []).append(row["表示値"])
    left = {}
    for cell in (cell for row in report["日次報告"].iter_rows() for cell in row if cell.value not in (None, "", "G1")):
        rest = str(cell.value)
        for text in sorted(told.get(cell.coordinate, ()), key=len, reverse=True):
            rest = rest.replace(text.replace(",", "") if isinstance(cell.value, int) else text, "", 1)
        if NUMBER.search(rest) and not any(re.search(pattern, rest) for pattern in UNCOUNTED):
            left[cell.coordinate] = rest
    assert left == {}

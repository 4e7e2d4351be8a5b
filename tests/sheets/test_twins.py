"""The same book in several formats is the same book: written as .xlsx, saved as .ods and .xls by LibreOffice."""

import random
import shutil
from datetime import date, datetime, timedelta

import pytest
import xlsxwriter

import pmo_xl
from pmo_xl.sheets.files.book import open_book
from pmo_xl.sheets.inspection import as_json
from pmo_xl.sheets.read import read_project
from tests.support.office import converted

pytestmark = pytest.mark.office
BOOKS = 12
DAY = datetime(2024, 5, 1)
TEXTS = (
    "未着手", "Ｋ－０１２", "001", " 前後 ", "a  b", "1行目\n2行目", "\n頭改行", "末尾\n", "a\n\nb", "タブ\tあり", "<b>&\"'",
    "=1+1", "'01", "🎉葛󠄀が", "　全角　", "#N/A", "TRUE", "2024/5/7",
)  # fmt: skip
FORMULAS = (("=1+1", 2), ("=1/0", "#DIV/0!"), ("=NA()", "#N/A"))
FORMATS = {"day": "yyyy/mm/dd", "moment": "yyyy/mm/dd hh:mm", "time": "h:mm", "hours": "[h]:mm", "percent": "0%"}


def write_book(path, seed):
    """A book of two or three sheets with every sort of value and fact, at places the seed decides."""
    rng = random.Random(seed)
    with xlsxwriter.Workbook(str(path)) as book:
        formats = {name: book.add_format({"num_format": code}) for name, code in FORMATS.items()}
        formats |= {"struck": book.add_format({"font_strikeout": True}), "bold": book.add_format({"bold": True})}
        book.add_worksheet("マスタ 1").write_column("B2", ["高", "中", "低"])
        book.define_name("区分", "='マスタ 1'!$B$2:$B$4")
        for number in range(rng.randrange(1, 3)):
            sheet = book.add_worksheet(f"課題{number} ")
            if number:
                sheet.hide()
            fill(sheet, rng, formats)


def fill(sheet, rng, formats):
    top, left, height, width = rng.randrange(4), rng.randrange(3), rng.randrange(1, 12), rng.randrange(1, 8)
    for row in range(top, top + height):
        look = formats["struck"] if rng.random() < 0.15 else formats["bold"] if row == top else None
        for column in range(left, left + width):
            write_value(sheet, row, column, rng, look, formats)
    if rng.random() < 0.7:
        sheet.merge_range(top + height + 1, left, top + height + 2, left + 1, "結合")
        sheet.set_row(top + rng.randrange(height), None, None, {"hidden": True})
        sheet.set_column(left, left, None, None, {"hidden": True})
        sheet.write_comment(top, left, "メモ")
        sheet.insert_textbox(top, left + 9, "図形")
    for offset, source in enumerate((["OK", "NG", "対象外"], "='マスタ 1'!$B$2:$B$4", "=区分")):
        if rng.random() < 0.6:
            rule = {"validate": "list", "source": source}
            sheet.data_validation(top, left + offset, top + 5, left + offset, rule)


def write_value(sheet, row, column, rng, look, formats):
    if rng.random() < 0.4:
        sheet.write_string(row, column, rng.choice(TEXTS), look)
        return
    match rng.randrange(9):
        case 0:
            sheet.write_number(row, column, rng.choice([0, 1, -5, 1.5, 1e6, 0.1, 12345678901234]), look)
        case 1:
            sheet.write_datetime(row, column, DAY + timedelta(days=rng.randrange(400)), formats["day"])
        case 2:
            sheet.write_datetime(row, column, DAY + timedelta(minutes=rng.randrange(400_000)), formats["moment"])
        case 3:
            sheet.write_number(row, column, rng.randrange(1440) / 1440, formats["time"])
        case 4:
            sheet.write_number(row, column, rng.randrange(6000) / 1440, formats["hours"])
        case 5:
            sheet.write_number(row, column, rng.randrange(100) / 100, formats["percent"])
        case 6:
            sheet.write_boolean(row, column, rng.random() < 0.5, look)
        case 7:
            formula, value = rng.choice(FORMULAS)
            sheet.write_formula(row, column, formula, look, value)


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    folder = tmp_path_factory.mktemp("twins")
    paths = [folder / f"{seed}.xlsx" for seed in range(BOOKS)]
    for seed, path in enumerate(paths):
        write_book(path, seed)
    return folder, paths


def rounded(value):
    return float(f"{value:.12g}") if isinstance(value, float) else value


def seen(grid, *, without_formulas=False):
    """What can be compared: values to twelve digits, facts where there are values, drop-downs cell by cell."""
    facts = grid.facts
    rows = [[rounded(value) for value in line] for line in grid.rows]
    width = max((at for line in rows for at, value in enumerate(line, 1) if value is not None), default=0)
    while rows and set(rows[-1]) == {None}:
        rows.pop()
    lists = {
        (row, column): rule.words
        for rule in facts.validations
        for area in rule.areas
        for row in range(area.top, area.bottom + 1)
        for column in range(area.left, area.right + 1)
    }
    return {
        "rows": [line[:width] for line in rows],
        "visibility": facts.visibility,
        "errors": facts.errors,
        "uncached": facts.uncached,
        "formulas": {} if without_formulas else facts.formulas,
        "merges": set(facts.merges),
        "hidden": ({row for row in facts.hidden_rows if row <= len(grid.rows)}, facts.hidden_columns),
        "lists": lists,
        "struck": facts.struck_rows,
        "dressed": facts.dressed_rows,
        "choices": facts.choice_columns,
        "around": (facts.comments, facts.drawings),
    }


@pytest.mark.parametrize("suffix", ["ods", "fods", "xls"])
def test_a_book_saved_in_another_format_has_the_same_values_and_facts(books, suffix):
    folder, paths = books
    # LibreOffice writes TRUE and FALSE as formulas, which in an .xls look like any other.
    loosely = suffix == "xls"
    for path, twin in zip(paths, converted(paths, suffix, folder), strict=True):
        one, other = open_book(path), open_book(twin)
        assert other.sheets == one.sheets
        assert other.notes == ()
        for name in one.sheets:
            expected = seen(one.grid(name), without_formulas=loosely)
            assert seen(other.grid(name), without_formulas=loosely) == expected, (path.name, name)


@pytest.mark.parametrize("suffix", ["ods", "xls"])
def test_the_sample_project_gives_the_same_findings_in_another_format(sample, tmp_path, suffix):
    # Away from its pmo.toml, which would be taken for the one format and not for the other.
    paths = [shutil.copy(path, tmp_path) for path in sorted(sample.glob("*.xlsx"))]
    as_of = date(2026, 11, 24)

    def told(books):
        findings = pmo_xl.load(*books).check(as_of=as_of)
        return sorted((f.code, f.place.sheet, f.place.cell, f.id or "") for f in findings)

    assert told(converted(paths, suffix, tmp_path)) == told(paths)


def test_other_peoples_sheets_are_understood_the_same_as_ods(corpus, tmp_path):
    paths = sorted(corpus.glob("*.xlsx"))
    for path, twin in zip(paths, converted(paths, "ods", tmp_path), strict=True):
        (one,), (other,) = (as_json(read_project([book]))["files"] for book in (path, twin))
        assert other["sheets"] == one["sheets"], path.name

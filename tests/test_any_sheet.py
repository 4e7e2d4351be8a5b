"""Whatever stands in the cells, a sheet is read, inspected, checked and reported without a fault of ours."""

import random
from contextlib import suppress
from datetime import date, datetime

import pytest
import xlsxwriter
from xlsxwriter.exceptions import OverlappingRange

import pmo_xl
from pmo_xl.inspection import InspectOutput
from pmo_xl.sheets.finding.synonyms import GENERAL

DAY = date(2024, 5, 10)

# digits that are none, signs, dates that never were, spaces that are none, half and broken characters
ODD = [
    *(
        "①",
        "⑳",
        "㈱",
        "²",
        "½",
        "Ⅳ",
        "٣",
        "１２",
        "一",
        "〇",
        "○",
        "×",
        "△",
        "-",
        "ー",
        "―",
        "…",
        "〃",
        "同上",
        "↑",
        "※",
        "★",
    ),
    *(
        "",
        " ",
        "\u3000",
        "\n",
        "\t",
        "\u200b",
        "\ufeff",
        "\u202e",
        "é",
        "e\u0301",
        "👨\u200d👩",
        "髙﨑",
        "\ud7ff",
        "_x000D_",
    ),
    *(
        "2/30",
        "13/13",
        "0/0",
        "R99.99.99",
        "令和元年",
        "5月上旬",
        "未定",
        "来週",
        "2024/5/7 25:61",
        "〜",
        "5/1〜",
        "〜5/7",
        "1900/1/0",
    ),
    *(
        "=1+1",
        "{{ 7*7 }}",
        "<b>",
        "&amp;",
        "'",
        '"',
        "%",
        "100%",
        "-0",
        "1e999",
        "NaN",
        "inf",
        "1,2,3",
        "T-001〜T-999999",
    ),
    *(
        "例",
        "合計",
        "計",
        "小計",
        "以上",
        "記入例",
        "No",
        "No.",
        "№",
        "ID",
        "対象外",
        "済",
        "未",
        "OK",
        "NG",
        "a" * 300,
    ),
]
NUMBERS = [0, -1, 1, 0.5, 45419, 45419.75, 1e15, 1e300, 5e-324, 2958465, 2958466, -45000, 60, True, False]
DAYS = [datetime(2024, 5, 7), datetime(1900, 1, 1), datetime(9999, 12, 31, 23, 59), datetime(2024, 2, 29, 12)]


def _cell(chance):
    kind = chance.random()
    if kind < 0.25:
        return None
    if kind < 0.7:
        return chance.choice(ODD)
    return chance.choice(NUMBERS if kind < 0.85 else DAYS)


def _headings(chance):
    words = [word for spellings in GENERAL.values() for word in spellings.split(", ")]
    return [chance.choice(words if chance.random() < 0.8 else ODD) for _ in range(chance.randint(2, 14))]


def _sheet(sheet, chance):
    """A heading of real words somewhere, odd cells below, beside and above it, and now and then a merge."""
    top, left = chance.randint(0, 6), chance.randint(0, 4)
    for _ in range(chance.randint(0, 8)):
        _write(sheet, chance.randint(0, 40), chance.randint(0, 20), _cell(chance))
    for table in range(chance.randint(1, 3)):
        headings = _headings(chance)
        for place, heading in enumerate(headings):
            _write(sheet, top, left + place, heading)
        for row in range(top + 1, top + chance.randint(1, 14)):
            for place in range(len(headings)):
                _write(sheet, row, left + place, _cell(chance))
        if chance.random() < 0.3:
            with suppress(OverlappingRange):
                sheet.merge_range(top + 20, left, top + 20 + chance.randint(0, 2), left + 1 + table, chance.choice(ODD))
        if chance.random() < 0.5:
            top += chance.randint(24, 30)
        else:
            left += len(headings) + chance.randint(0, 2)


def _write(sheet, row, column, value):
    if isinstance(value, datetime):
        sheet.write_datetime(row, column, value)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif value is not None:
        sheet.write_string(row, column, value)


def _book(path, seed):
    chance = random.Random(seed)
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy/mm/dd"}) as book:
        for number in range(chance.randint(1, 3)):
            _sheet(book.add_worksheet(f"表{number}"), chance)


@pytest.mark.parametrize(
    "first", [0, *(pytest.param(seed, marks=pytest.mark.full) for seed in range(1_000, 21_000, 1_000))]
)
def test_nothing_in_a_cell_makes_us_fail(first, tmp_path):
    path = tmp_path / "何でも.xlsx"
    for seed in range(first, first + (120 if first == 0 else 1_000)):
        _book(path, seed)
        project = pmo_xl.load(path)
        refused = [f"seed {seed}: {file.refused}" for file in project.reading(DAY).files if file.refused]
        assert refused == []
        inspected = InspectOutput(project, DAY)
        assert inspected.text()
        inspected.to_json()
        report = project.daily(DAY)
        assert report.checked.failed == (), f"seed {seed}"
        report.report.values()

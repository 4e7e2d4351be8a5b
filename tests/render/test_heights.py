"""Rows that repeat get the height their wrapped text needs."""

import pytest
from lxml import etree

from pmo_xl.model.link import Link
from pmo_xl.render.heights import row_heights

SHEET = etree.fromstring(
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<sheetFormatPr defaultRowHeight="15"/><cols><col min="2" max="2" width="21" customWidth="1"/></cols></worksheet>'
)


def heights(*values, points=11.0, column=2):
    return row_heights(SHEET, {column: (points, values)}, len(values))


def test_a_text_of_one_line_leaves_the_row_alone():
    # 21 − 1 digits of room: ten full-width characters
    assert heights("あ" * 10, "a" * 20, None, 5) == [None] * 4


@pytest.mark.parametrize(("text", "lines"), [("あ" * 11, 2), ("あ" * 31, 4), ("a" * 21, 2), ("一\n二\n三", 3)])
def test_every_further_line_adds_its_height(text, lines):
    assert heights(text) == [pytest.approx(lines * 11 * 1.6 + 2)]


def test_smaller_letters_need_less_room():
    # 20 × 11/9 = 24 digits: twelve full-width characters
    assert heights("あ" * 12, points=9.0) == [None]
    assert heights("あ" * 13, points=9.0) == [pytest.approx(2 * 9 * 1.6 + 2)]


def test_the_highest_cell_of_a_row_decides_and_a_link_counts_by_its_text():
    columns = {2: (11.0, ["あ" * 11]), 3: (11.0, [Link("あ" * 40, "", "一覧", "A1")])}
    # column 3 has Excel's own width, 8.43: room for 7.43 digits; 80 digits are 11 lines
    assert row_heights(SHEET, columns, 1) == [pytest.approx(11 * 11 * 1.6 + 2)]

"""What a sheet says around its cells, read from a workbook full of it."""

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from pmo_xl.model.grid import Area, ListObject
from pmo_xl.sheets.files.book import open_book
from tests.support.handmade import package, row, sheet_data, text
from tests.support.rich import WORDS, rich_book


@pytest.fixture(scope="module")
def rich(tmp_path_factory):
    return open_book(rich_book(tmp_path_factory.mktemp("rich") / "課題.xlsx")).grid("課題").facts


def test_drop_downs_give_their_words_from_the_rule_or_from_another_sheet(rich):
    assert {rule.areas: rule.words for rule in rich.validations} == {
        (Area(2, 1, 11, 1),): ("1", "2", "3"),
        (Area(2, 2, 11, 2),): WORDS,
    }


def test_tables_give_their_range_and_headings(rich):
    assert rich.list_objects == (ListObject("内訳", Area(1, 9, 4, 11), ("甲", "乙", "丙")),)


def test_comments_are_counted_by_cell_and_drawings_by_shape(rich):
    assert rich.comments == 2  # a note on A1 and a thread on B3
    assert rich.drawings == 3  # text box, picture, chart


def test_hidden_rows_columns_and_frozen_rows_are_known(rich):
    assert (rich.hidden_rows, rich.hidden_columns, rich.frozen_rows) == ({7}, {8}, 1)


def test_a_row_is_struck_through_when_all_its_values_are(rich):
    assert rich.struck_rows == {5}


@pytest.fixture
def drop_down(tmp_path):
    """The words of a drop-down whose formula this is, in a book with lists in places a person would put them."""

    def words(formula):
        book = openpyxl.Workbook()
        sheet, master = book.active, book.create_sheet("リスト 1")
        sheet["A1"] = "状態"
        for at, word in enumerate(["未着手", "対応中", None, "完了", 1], 1):
            master.cell(at, 2, word)
        book.defined_names["状態リスト"] = DefinedName("状態リスト", attr_text="'リスト 1'!$B$1:$B$4")
        book.defined_names["又"] = DefinedName("又", attr_text="状態リスト")
        book.defined_names["輪"] = DefinedName("輪", attr_text="輪")
        rule = DataValidation(type="list", formula1=formula)
        rule.add("A2:A5")
        sheet.add_data_validation(rule)
        book.save(tmp_path / "課題.xlsx")
        (found,) = open_book(tmp_path / "課題.xlsx").grid("Sheet").facts.validations
        assert found.areas == (Area(2, 1, 5, 1),)
        return found.words

    return words


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ('"未着手, 対応中,完了"', ("未着手", "対応中", "完了")),
        ("'リスト 1'!$B$1:$B$5", ("未着手", "対応中", "完了", "1")),
        ("'リスト 1'!$B:$B", ("未着手", "対応中", "完了", "1")),
        ("状態リスト", ("未着手", "対応中", "完了")),
        ("又", ("未着手", "対応中", "完了")),
        ('INDIRECT("状態リスト")', ("未着手", "対応中", "完了")),
        ("$A$1:$A$1", ("状態",)),
        ("輪", ()),
        ("#REF!", ()),
        ("'リスト 1'!#REF!", ()),
        ("無いシート!$A$1:$A$3", ()),
        ("OFFSET($A$1,0,0,3)", ()),
    ],
)
def test_the_words_of_a_drop_down_are_found_where_they_stand(drop_down, formula, words):
    assert drop_down(formula) == words


def test_merges_are_cut_to_the_values(tmp_path):
    inside = sheet_data(row(1, text("A1", "甲"), text("C1", "乙")), row(3, text("A3", "丙")))
    inside += '<mergeCells count="3"><mergeCell ref="A1:XFD20000"/><mergeCell ref="B2:B3"/><mergeCell ref="Z9:Z10"/></mergeCells>'
    path = tmp_path / "課題.xlsx"
    path.write_bytes(package({"一覧": inside}))
    assert open_book(path).grid("一覧").facts.merges == (Area(1, 1, 3, 3), Area(2, 2, 3, 2))


def test_the_filter_and_a_pane_in_a_scrolled_view_are_known(tmp_path):
    inside = (
        '<sheetViews><sheetView topLeftCell="A3" workbookViewId="0"><pane ySplit="2" topLeftCell="A5" state="frozen"/>'
        f"</sheetView></sheetViews>{sheet_data(row(4, text('A4', '件名')))}" + '<autoFilter ref="A4:H50"/>'
    )
    path = tmp_path / "課題.xlsx"
    path.write_bytes(package({"一覧": inside}))
    facts = open_book(path).grid("一覧").facts
    assert (facts.frozen_rows, facts.filter_area) == (4, Area(4, 1, 50, 8))

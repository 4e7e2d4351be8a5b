"""The open workbook becomes the very grids its file would become, and what nobody has saved yet is seen."""

from datetime import date, datetime, time
from decimal import Decimal
from types import SimpleNamespace

import openpyxl
import pytest
import xlsxwriter

from pmo_xl.buttons.live.areas import TooManyError, areas_where
from pmo_xl.buttons.live.book import read_open
from pmo_xl.buttons.live.saved import carried
from pmo_xl.buttons.live.values import error_word, plain_value, values_of
from pmo_xl.model.grid import Area, Validation
from pmo_xl.sheets.files.book import open_book
from pmo_xl.sheets.files.refusal import SheetError
from tests.buttons.pressing import NOW, sample_in
from tests.support.fake_excel import Block
from tests.support.grids import grid
from tests.support.sheet import workbook


def same(live, file):
    assert live.sheets == file.sheets
    for name, grid_of_file in file.grids.items():
        assert [*map(list, live.grids[name].rows)] == [*map(list, grid_of_file.rows)], name
        assert live.grids[name].facts == grid_of_file.facts, name


@pytest.mark.office
def test_the_sample_open_is_the_sample_saved(calc, tmp_path):
    home = sample_in(tmp_path)
    for file in ("課題管理表.xlsx", "ToDo・依頼事項一覧.xlsx", "不具合管理表.xlsx", "休日・フェーズ計画.xlsx"):
        book = calc.books.open(home / file)
        same(read_open(book, home / file, NOW), open_book(home / file))
        book.close()


@pytest.mark.office
def test_what_is_not_saved_is_read_and_what_only_the_file_tells_moves_with_its_rows(calc, tmp_path):
    path = sample_in(tmp_path) / "課題管理表.xlsx"
    book = calc.books.open(path)
    sheet = book.sheets["課題一覧"]
    file = open_book(path).grids["課題一覧"]
    sheet["D10"].value = "書き換えた件名"
    sheet["A12"].insert("down")
    live = read_open(book, path, NOW).grids["課題一覧"]
    assert live.value(10, 4) == "書き換えた件名"
    assert live.value(13, 2) == file.value(12, 2)
    assert len(live.rows) == len(file.rows) + 1
    assert live.facts.validations[0].words == file.facts.validations[0].words
    assert {row + (row > 11) for row in file.facts.dressed_rows} == live.facts.dressed_rows
    assert {row + (row > 11) for row in file.facts.grounds} == set(live.facts.grounds)
    assert len(live.facts.merges) == len(file.facts.merges)


@pytest.mark.office
def test_a_table_anywhere_hidden_rows_errors_formulas_and_texts(calc, tmp_path):
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        sheet = made.add_worksheet("表")
        day, clock = made.add_format({"num_format": "yyyy/mm/dd"}), made.add_format({"num_format": "h:mm"})
        for column, heading in enumerate(("課題ID", "件名", "期限", "開始", "比率", "確定"), 2):
            sheet.write_string(4, column, heading)
        for number, text in enumerate(("001", "1-2", "=1+1", "@SUM", "-1"), 5):
            sheet.write_string(number, 2, text)
            sheet.write_datetime(number, 4, datetime(2026, 11, number), day)
        sheet.write_datetime(5, 5, time(9, 30), clock)
        sheet.write_formula(6, 6, "=1/0", None, "#DIV/0!")
        sheet.write_formula(5, 6, "=1+1", None, 2)
        sheet.write_boolean(5, 7, True)
        sheet.merge_range("C2:E2", "課題管理表")
        sheet.set_row(7, None, None, {"hidden": True})
        sheet.set_column("D:D", None, None, {"hidden": True})
        made.add_worksheet("控え").hide()
    book = calc.books.open(path)
    live = read_open(book, path, NOW)
    same(live, open_book(path))
    table = live.grids["表"]
    assert [table.value(row, 3) for row in range(6, 11)] == ["001", "1-2", "=1+1", "@SUM", "-1"]
    assert (table.value(6, 5), table.value(6, 6), table.value(6, 8)) == (date(2026, 11, 5), time(9, 30), True)
    assert table.facts.errors == {(7, 7): "#DIV/0!"}
    assert table.facts.formulas == {7: {6, 7}}
    assert table.facts.hidden_rows == {8}
    assert table.facts.hidden_columns == {4}
    assert table.facts.merges == (Area(2, 3, 2, 5),)
    assert live.grids["控え"].facts.visibility == "hidden"
    assert not book.sheets["控え"].visible
    assert book.sheets["表"]["A8"].api.EntireRow.Hidden  # read, and left as they were


@pytest.mark.office
def test_days_of_a_book_that_counts_from_1904(calc, tmp_path):
    path = tmp_path / "mac.xlsx"
    made = openpyxl.Workbook()
    made.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    made.active.append(["期限", "時刻"])
    made.active.append([datetime(2026, 11, 20), time(12, 0)])
    made.save(path)
    book = calc.books.open(path)
    assert book.api.Date1904
    live = read_open(book, path, NOW)
    same(live, open_book(path))
    assert live.grids["Sheet"].rows[1] == [date(2026, 11, 20), time(12, 0)]


@pytest.mark.office
def test_a_book_that_lies_nowhere_is_read_from_excel_alone(calc, tmp_path):
    book = calc.books.add()
    book.sheets[0]["B2"].value = [["課題ID", "件名"], ["K-1", "帳票"]]
    live = read_open(book, tmp_path / book.name, NOW)
    (found,) = live.grids.values()
    assert [*map(list, found.rows)] == [[None, None, None], [None, "課題ID", "件名"], [None, "K-1", "帳票"]]
    assert found.facts.grounds is None  # nobody has looked
    assert live.saved == "2026-11-20 16:00"


def test_an_emptied_or_rebuilt_sheet_takes_nothing_over_from_its_file():
    saved = grid("| No. | 件名 |\n| 1 | 帳票 |", dressed_rows=frozenset({1}))
    assert carried(saved, [["x", "No.", "件名"], [None, 1.0, "帳票"]]) is None
    assert carried(saved, []) is None


def test_facts_above_and_below_a_row_put_in_go_with_their_rows():
    saved = grid(
        """
        | No. | 件名 | 状態 |
        | 1   | 帳票 | 完了 |
        | 2   | 画面 | 完了 |
        | 3   | 権限 | 対応中 |""",
        struck_rows=frozenset({2, 4}),
        grounds={1: {1: "grey"}, 4: {3: "red"}},
        validations=(Validation((Area(2, 3, 4, 3),), ("完了", "対応中")),),
    )
    rows = [*saved.rows[:3], [2.5, "帳票2", "対応中"], saved.rows[3]]
    facts = carried(saved, rows)
    assert facts.struck_rows == {2, 5}
    assert facts.grounds == {1: {1: "grey"}, 5: {3: "red"}}
    assert facts.validations[0].areas == (Area(2, 3, 5, 3),)
    less = carried(saved, [saved.rows[0], *saved.rows[2:]])
    assert less.struck_rows == {3}
    assert less.validations[0].areas == (Area(2, 3, 3, 3),)


def test_the_project_takes_the_open_book_in_place_of_the_file_of_its_name(tmp_path):
    from msgspec.structs import replace

    from pmo_xl import load

    table = "| 課題ID | 件名 | 状態 |\n| K-1 | 帳票 | 対応中 |\n| K-2 | 画面 | 対応中 |"
    path = workbook(tmp_path / "台帳.xlsx", 課題=table)
    workbook(tmp_path / "決定.xlsx", 決定="| 決定ID | 決定事項 | 決定日 |\n| D-1 | 行う | 2026/11/01 |")
    file = open_book(path)
    shown = file.grids["課題"]
    rows = [*shown.rows[:2], ["K-2", "画面を直した", "対応中"], ["K-3", "新しい", "対応中"]]
    project = load(tmp_path).with_open(replace(file, grids={"課題": replace(shown, rows=rows)}))
    assert [(record.id, record.title) for record in project.registers["issues"]] == [
        ("K-1", "帳票"), ("K-2", "画面を直した"), ("K-3", "新しい"),
    ]  # fmt: skip
    assert len(project.registers["decisions"]) == 1


def test_a_format_far_below_all_values_costs_no_reading():
    """Excel is asked where the values end; only up to there is read."""
    asked = []

    class Cells:
        def Find(self, what, after, look_in, look_at, order, direction):  # noqa: N802
            asked.append((what, after, look_in, look_at, order, direction))
            return SimpleNamespace(Row=2, Column=3)

    class Sheet:
        used_range = SimpleNamespace(row=1, column=1, shape=(1_048_576, 5))
        api = SimpleNamespace(Cells=Cells(), Range=lambda cell: cell)

        def range(self, first, last):
            assert (first, last) == ((1, 1), (2, 3))
            return Block(
                [["課題ID", "件名", None], ["K-1", "帳票", None]], [["課題ID", "件名", ""], ["K-1", "帳票", ""]]
            )

    assert values_of(Sheet()).rows == [["課題ID", "件名"], ["K-1", "帳票"]]
    assert asked == [("*", "A1", -4123, 2, 1, 2), ("*", "A1", -4123, 2, 2, 2)]


def test_a_sheet_too_big_for_a_file_is_too_big_here():
    class Sheet:
        used_range = SimpleNamespace(row=1, column=1, shape=(1_048_576, 5))
        api = None  # which cannot be asked where its values end

    with pytest.raises(SheetError, match="表の広がり"):
        values_of(Sheet())


def test_where_something_holds_is_found_by_ever_smaller_parts():
    held = {(2, 1), (3, 1), (3, 2), (7, 5)}

    def holds(area):
        inside = {(r, c) for r in range(area.top, area.bottom + 1) for c in range(area.left, area.right + 1)}
        return True if inside <= held else None if inside & held else False

    found = areas_where(Area(1, 1, 8, 5), holds)
    cells = [(r, c) for a in found for r in range(a.top, a.bottom + 1) for c in range(a.left, a.right + 1)]
    assert sorted(cells) == sorted(held)  # each once
    with pytest.raises(TooManyError):
        areas_where(Area(1, 1, 1000, 1), lambda area: None if area.top != area.bottom else area.top % 2 == 0, most=100)


def test_values_excel_hands_over_in_its_own_way():
    assert plain_value(Decimal("12.5")) == 12.5
    assert isinstance(plain_value(Decimal(3)), float)
    assert plain_value(datetime(2026, 11, 20)) == date(2026, 11, 20)
    assert plain_value(datetime(2026, 11, 20, 9, 30)) == datetime(2026, 11, 20, 9, 30)
    assert plain_value("") is None
    assert error_word(-2146826281 + 30) == "#エラー"  # a kind xlwings has no word for
    assert (error_word("#REF!"), error_word("#1 の課題"), error_word(1.0)) == ("#REF!", "", "")

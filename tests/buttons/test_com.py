"""What only Excel's own objects have, on a stand-in that records: nothing here was seen in Excel itself."""

from datetime import datetime

import pytest

from pmo_xl.buttons.actions.open_project import told
from pmo_xl.buttons.live.book import read_open
from pmo_xl.buttons.paint.listing import write_listing
from pmo_xl.buttons.paint.marks import clear_marks, paint_findings
from pmo_xl.buttons.paint.own import LISTING, MEMORY, own_sheet, own_titles
from pmo_xl.model.finding import Finding
from pmo_xl.model.grid import Area
from pmo_xl.model.place import Place
from pmo_xl.sheets.files.book import open_book
from tests.buttons.pressing import Person
from tests.support.fake_excel import AUTOMATIC, NONE, SOLID, ComError, FakeBook, FakeNote, Handed, cells_of
from tests.support.sheet import workbook

MAY_7 = datetime(2024, 5, 7, 16, 0)

GREY_50, GRADIENT, RED = -4125, 4000, 0x0000FF


def found(row, column, level="error", message="状態が空です。"):
    return Finding("G-009", level, Place("台帳.xlsx", "課題", row, column), message)


def looks(thing):
    return {name: value for name, value in vars(thing).items() if name[0].isupper()}


@pytest.fixture
def book():
    return FakeBook()


@pytest.fixture
def ledger(tmp_path):
    """A workbook of one overdue issue, open in Excel and saved."""
    table = "| 課題ID | 件名 | 状態 | 担当 | 期限 |\n| K-001 | 帳票 | 対応中 | 佐藤 | 2024/04/30 |"
    path = workbook(tmp_path / "台帳.xlsx", 課題=table)
    book = FakeBook(fullname=str(path))
    book.sheets[0] = Handed(book, "課題", *cells_of(open_book(path).grids["課題"]))
    return book


def painted(book):
    return [at for at, cell in book.sheets[0].cells.items() if cell.note or cell.Interior.Pattern != NONE]


def paint(book, *findings, merges=()):
    return paint_findings(book, findings, {"課題": merges}, lambda text: None)


def clear(book):
    return clear_marks(book, lambda text: None)


def none(ground):
    """Nothing to do: a cell without a ground."""


def white(ground):
    ground.Color = 0xFFFFFF


def theme(ground):
    ground.Pattern, ground.ThemeColor, ground.TintAndShade = SOLID, 5, -0.25


def hatched(ground):
    ground.Pattern, ground.Color, ground.PatternColor, ground.PatternColorIndex = GREY_50, 0xCCFFCC, RED, 3


def hatched_by_theme(ground):
    ground.Pattern, ground.ThemeColor, ground.PatternThemeColor, ground.PatternTintAndShade = GREY_50, 2, 7, 0.4


@pytest.mark.parametrize("dress", [none, white, theme, hatched, hatched_by_theme])
def test_every_kind_of_ground_comes_back_with_its_definition(book, dress):
    cell = book.sheets[0].cell(2, 3)
    dress(cell.Interior)
    before = looks(cell.Interior)
    paint(book, found(2, 3))
    assert (cell.Interior.Pattern, cell.Interior.Color) == (SOLID, 0xB0B6F4)
    assert cell.note.text == "[pmo_xl] 【エラー G-009】状態が空です。"
    clear(book)
    assert looks(cell.Interior) == before
    assert cell.note is None


def test_a_gradient_cannot_be_given_back_and_is_left(book):
    cell = book.sheets[0].cell(2, 3)
    cell.Interior.Pattern = GRADIENT
    before = looks(cell.Interior)
    paint(book, found(2, 3))
    assert looks(cell.Interior) == before
    assert cell.note is not None  # the note is the truth, the ground only help
    clear(book)
    assert looks(cell.Interior) == before
    assert cell.note is None


def test_pale_letters_are_made_readable_and_come_back_from_the_theme(book):
    cell = book.sheets[0].cell(2, 3)
    cell.Font.ThemeColor, cell.Font.TintAndShade = 1, -0.05
    before = looks(cell.Font)
    paint(book, found(2, 3))
    assert cell.Font.ColorIndex == AUTOMATIC
    clear(book)
    assert looks(cell.Font) == before


def test_a_note_of_a_person_keeps_its_bold_letters(book):
    sheet = book.sheets[0]
    cell = sheet.cell(2, 3)
    cell.note = FakeNote(sheet, (2, 3), "佐藤:🙂 確認", bold=range(3))
    paint(book, found(2, 3))
    assert cell.note.text == "佐藤:🙂 確認\n[pmo_xl] 【エラー G-009】状態が空です。"
    assert cell.note.bold == {0, 1, 2}
    clear(book)
    assert cell.note.text == "佐藤:🙂 確認"
    assert cell.note.bold == {0, 1, 2}


def test_a_note_of_a_person_that_says_nothing_stays(book):
    sheet = book.sheets[0]
    sheet.cell(2, 3).note = FakeNote(sheet, (2, 3), "")
    paint(book, found(2, 3))
    clear(book)
    assert sheet.cell(2, 3).note.text == ""


def test_a_message_is_no_longer_than_a_box(book):
    said = told("できました。", [f"{number}件目" for number in range(20)]).splitlines()
    assert (len(said), said[-1]) == (10, "・ほか12件")


def test_a_threaded_comment_is_left_alone(book):
    cell = book.sheets[0].cell(2, 3)
    cell.CommentThreaded = object()
    paint(book, found(2, 3))
    assert cell.note is None
    assert cell.Interior.Pattern == SOLID
    clear(book)
    assert cell.Interior.Pattern == NONE


def test_the_gravest_finding_gives_the_colour_and_all_stand_in_the_note(book):
    paint(book, found(2, 3, "info", "一"), found(2, 3, "warning", "二"))
    cell = book.sheets[0].cell(2, 3)
    assert cell.Interior.Color == 0x99E6FF
    assert cell.note.text == "[pmo_xl] 【情報 G-009】一\n【警告 G-009】二"


def test_a_finding_inside_merged_cells_stands_where_their_value_is_shown(book):
    paint(book, found(4, 3), merges=(Area(3, 2, 5, 4),))
    assert book.sheets[0].cell(3, 2).note is not None
    assert book.sheets[0].cell(4, 3).note is None


def test_the_memory_is_very_hidden_and_its_name_not_shown(book):
    paint(book, found(2, 3))
    assert own_sheet(book, MEMORY).Visible == 2
    assert book.names[MEMORY].Visible is False
    clear(book)
    assert [sheet.name for sheet in book.sheets] == ["課題"]
    assert dict(book.names) == {}


def test_a_sheet_into_which_a_person_has_cut_our_list_is_theirs(book):
    """Excel lets a defined name follow what is cut: the name of our list then stands in the midst of their table."""
    theirs = book.sheets[0]
    theirs.cell(1, 1).value = "課題ID"
    write_listing(book, [found(2, 3)])
    name = book.names[LISTING]
    name.sheet, name.at = theirs, (1, 9)
    assert own_titles(book) == frozenset()
    clear(book)
    assert theirs in book.sheets
    assert dict(book.names) == {}


def test_painting_that_breaks_off_can_be_taken_off(book, monkeypatch):
    from pmo_xl.buttons.paint import notes

    def fails(cell, text):
        raise OSError("gone")

    monkeypatch.setattr(notes, "put", fails)
    with pytest.raises(OSError, match="gone"):
        paint(book, found(2, 3), found(3, 3))
    clear(book)
    assert [book.sheets[0].cell(row, 3).Interior.Pattern for row in (2, 3)] == [NONE, NONE]
    assert len(book.sheets) == 1


def test_more_cells_than_can_be_painted_are_told(book, monkeypatch):
    from pmo_xl.buttons.paint import marks

    monkeypatch.setattr(marks, "MOST", 2)
    done = paint(book, *(found(row, 1) for row in range(2, 7)))
    assert (done.cells, done.left_over) == (2, 3)


def test_a_long_note_is_cut_and_says_where_the_rest_is(book):
    paint(book, found(2, 3, message="あ" * 3000))
    text = book.sheets[0].cell(2, 3).note.text
    assert len(text) == 1000
    assert text.endswith("…（続きは指摘のシートにあります）")
    clear(book)
    assert book.sheets[0].cell(2, 3).note is None


def test_a_mark_excel_does_not_let_go_of_stays_remembered(book, monkeypatch):
    from pmo_xl.buttons.paint import marks

    paint(book, found(2, 3), found(3, 3))
    refusing = book.sheets[0].cell(2, 3).Interior

    def restore(cell, look, original=marks.restore):
        if cell.api.Interior is refusing:
            raise ComError(-2147352567)
        original(cell, look)

    monkeypatch.setattr(marks, "restore", restore)
    done = clear(book)
    assert (done.cells, done.left_over) == (1, 1)
    assert [sheet.name for sheet in book.sheets] == ["課題", "_pmo_xl"]
    monkeypatch.undo()
    assert clear(book).cells == 1
    assert refusing.Pattern == NONE
    assert [sheet.name for sheet in book.sheets] == ["課題"]


# the whole action


def test_a_check_paints_and_lists_and_restores_the_view(ledger, tmp_path):
    assert Person().presses("check", ledger, tmp_path, MAY_7).startswith("指摘 ")
    assert (2, 5) in painted(ledger)
    assert [sheet.name for sheet in ledger.sheets] == ["課題", "指摘", "_pmo_xl"]
    assert ledger.sheets["指摘"].cell(2, 5).formula.startswith("=HYPERLINK(\"#'課題'!")
    assert ledger.app.status_bar is False
    Person().presses("clear", ledger, tmp_path, MAY_7)
    assert painted(ledger) == []


def test_a_read_only_book_gets_its_list_as_a_file_and_no_mark(ledger, tmp_path):
    ledger.ReadOnly = True
    person = Person()
    said = person.presses("check", ledger, tmp_path, MAY_7)
    assert said.startswith("指摘 ")
    assert (
        "読み取り専用で開いているため、セルに色とメモを付けていません。指摘一覧_20240507.xlsx に一覧を作成しました"
        in said
    )
    assert [path.name for path in person.opened] == ["指摘一覧_20240507.xlsx"]
    assert painted(ledger) == []
    assert len(ledger.sheets) == 1
    assert person.presses("fix", ledger, tmp_path, MAY_7).startswith(
        "読み取り専用で開いているため、直せません\n\n対処: "
    )


def test_where_excel_saves_by_itself_the_person_is_told_that_others_see_the_marks(ledger, tmp_path):
    ledger.AutoSaveOn = True
    assert "自動保存がオンのため、色とメモはほかの人にも見えます" in Person().presses("check", ledger, tmp_path, MAY_7)


def test_a_book_without_a_finding_gets_no_sheet(ledger, tmp_path):
    (tmp_path / "pmo.toml").write_text('[check]\nselect = ["I-003"]\n', "utf-8")
    assert Person().presses("check", ledger, tmp_path, datetime(2024, 4, 15)) == "このブックに指摘はありません。"
    assert len(ledger.sheets) == 1


def test_a_book_without_a_table_beside_registers_is_told_so(ledger, tmp_path):
    book = FakeBook(name="メモ.xlsx", fullname=str(tmp_path / "メモ.xlsx"))
    book.sheets[0] = Handed(book, "課題", [["ただのメモ", None]], [["ただのメモ", ""]])
    assert (
        Person().presses("check", book, tmp_path, MAY_7).startswith("このブックに、管理表として読める表はありません。")
    )


def test_a_book_without_a_register_is_refused_with_where_to_look(tmp_path):
    book = FakeBook(fullname="")
    book.sheets[0] = Handed(book, "課題", [["ただのメモ", None]], [["ただのメモ", ""]])
    said = Person().presses("check", book, tmp_path, MAY_7)
    assert said.startswith("台帳.xlsx に、管理表として読める表が見つかりません\n\n対処: 「読み取り結果」")


@pytest.mark.parametrize(("told", "meant"), [(-1, "visible"), (0, "hidden"), (2, "veryHidden")])
def test_a_very_hidden_sheet_is_known_as_one(ledger, tmp_path, told, meant):
    ledger.sheets[0].Visible = ledger.sheets[0].visible = told  # xlwings gives the same number, and 2 looks true
    assert read_open(ledger, tmp_path / "台帳.xlsx", MAY_7).grids["課題"].facts.visibility == meant

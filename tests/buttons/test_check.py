"""チェック and 指摘を消す on a real LibreOffice: painted, and afterwards nothing is left of it."""

from datetime import date, datetime

import pytest

from pmo_xl.buttons.paint.own import LISTING, MEMORY
from tests.buttons.pressing import Person, sample_in, state
from tests.support.sheet import workbook

pytestmark = pytest.mark.office

ISSUES = """
    | 課題ID | 件名           | 状態   | 担当 | 起票日     | 期限       | 完了日 |
    | K-001  | 帳票が出ない   | 対応中 | 佐藤 | 2024/04/01 | 2024/04/30 |        |
    | K-002  | 画面が遅い     | 対応中 | 鈴木 | 2024/04/01 | 2024/06/28 |        |
    | K-003  | 権限がない     | 対応中 |      | 2024/04/01 | 2024/06/28 |        |
    | K-004  | 桁が足りない   | 完了   | 高橋 | 2024/04/02 | 2024/04/26 | 2024/04/26 |"""
MAY_7 = datetime(2024, 5, 7, 16, 0)  # K-001 is three working days overdue, K-003 has nobody; both are told in F2 and D4
PAINT = {"warning": (0xFF, 0xE6, 0x99), "error": (0xF4, 0xB6, 0xB0), "info": (0xDD, 0xEB, 0xF7)}


@pytest.fixture
def issues(calc, tmp_path):
    return calc.books.open(workbook(tmp_path / "台帳.xlsx", 課題一覧=ISSUES))


def check(book, tmp_path):
    return Person().presses("check", book, tmp_path, MAY_7)


def clear(book, tmp_path):
    return Person().presses("clear", book, tmp_path, MAY_7)


def test_findings_are_painted_noted_and_listed_and_then_taken_off_without_trace(issues, tmp_path):
    sheet = issues.sheets["課題一覧"]
    file = (tmp_path / "台帳.xlsx").read_bytes()
    before = state(issues)
    said = check(issues, tmp_path)
    assert said.startswith("指摘 ")
    assert "シート「指摘」を見てください" in said
    assert sheet["F2"].color in PAINT.values()
    assert sheet["F2"].note.text.startswith("[pmo_xl] 【")
    assert "3営業日" in sheet["F2"].note.text  # 5/1, 5/2 and 5/7: from 5/3 to 5/6 nobody works
    listed = issues.sheets["指摘"].used_range.options(ndim=2).value
    assert listed[0] == ["No", "レベル", "コード", "シート", "セル", "ID", "指摘", "直し方"]
    assert ["課題一覧", "F2", "K-001"] in [row[3:6] for row in listed]
    row = [row[4] for row in listed].index("F2") + 1
    assert issues.sheets["指摘"][f"E{row}"].formula == '=HYPERLINK("#\'課題一覧\'!F2","F2")'
    assert "元の見た目に戻しました" in clear(issues, tmp_path)
    assert state(issues) == before
    assert (tmp_path / "台帳.xlsx").read_bytes() == file  # saving is the person's


def test_words_that_look_like_formulas_stay_words(calc, tmp_path):
    table = ISSUES.replace("K-001", "'001").replace("帳票が出ない", "=1+1").replace("K-003", "-1")
    book = calc.books.open(workbook(tmp_path / "台帳.xlsx", 課題一覧=table))
    check(book, tmp_path)
    listed = book.sheets["指摘"].used_range
    assert {"001", "-1"} <= {row[5] for row in listed.options(ndim=2).value}
    formulas = [text for row in listed.formula for text in row if text.startswith("=")]
    assert formulas == [text for text in formulas if text.startswith("=HYPERLINK(")]
    assert len(formulas) == listed.shape[0] - 1


def test_clearing_where_nothing_is_painted_changes_nothing(issues, tmp_path):
    issues.sheets["課題一覧"]["A2"].color = (0xFF, 0xE6, 0x99)  # a person's own, of the same colour
    issues.sheets["課題一覧"]["B2"].add_note("メモ")
    before = state(issues)
    assert clear(issues, tmp_path) == "消すものはありません。"
    assert state(issues) == before


def test_hidden_rows_are_checked_and_stay_hidden(issues, tmp_path):
    sheet = issues.sheets["課題一覧"]
    sheet["A2:A2"].api.EntireRow.Hidden = True
    before = state(issues)
    check(issues, tmp_path)
    assert "3営業日" in sheet["F2"].note.text
    assert sheet["A2"].api.EntireRow.Hidden
    clear(issues, tmp_path)
    assert state(issues) == before


def test_painting_twice_equals_painting_once(issues, tmp_path):
    before = state(issues)
    check(issues, tmp_path)
    once = state(issues)
    check(issues, tmp_path)
    assert state(issues) == once
    clear(issues, tmp_path)
    assert state(issues) == before


def test_a_finding_that_was_dealt_with_is_gone_at_the_next_check(issues, tmp_path):
    check(issues, tmp_path)
    sheet = issues.sheets["課題一覧"]
    sheet["F2"].value = date(2024, 6, 28)
    check(issues, tmp_path)
    assert sheet["F2"].color is None
    assert sheet["F2"].note is None


def test_grounds_letters_and_notes_of_a_person_come_back_as_they_were(issues, tmp_path):
    sheet = issues.sheets["課題一覧"]
    sheet["F2"].color = (255, 255, 255)  # white is not none
    sheet["D4"].color = (0x1F, 0x4E, 0x79)
    sheet["D4"].font.color = (255, 255, 255)  # which nobody could read on our ground
    sheet["F2"].add_note("佐藤さんに確認済み 🙂\n次回は5/10")
    before = state(issues)
    check(issues, tmp_path)
    note = sheet["F2"].note.text
    assert note.startswith("佐藤さんに確認済み 🙂\n次回は5/10\n[pmo_xl] 【")
    assert sheet["D4"].color in PAINT.values()
    assert sheet["D4"].font.color is None
    clear(issues, tmp_path)
    assert state(issues) == before


def test_what_a_person_wrote_or_coloured_after_the_check_stays(issues, tmp_path):
    sheet = issues.sheets["課題一覧"]
    check(issues, tmp_path)
    sheet["F2"].color = (0, 176, 80)
    ours = sheet["D4"].note.text
    sheet["D4"].note.text = f"{ours}\n山田さんに依頼した"
    clear(issues, tmp_path)
    assert sheet["F2"].color == (0, 176, 80)
    assert sheet["F2"].note is None
    assert sheet["D4"].note.text.strip() == "山田さんに依頼した"
    assert sheet["D4"].color is None


def test_marks_are_taken_off_tomorrow_from_another_machine(calc, issues, tmp_path):
    issues.sheets["課題一覧"]["F2"].color = (255, 255, 255)
    issues.sheets["課題一覧"]["D4"].add_note("本人に確認")
    issues.save(tmp_path / "前.xlsx")
    check(issues, tmp_path)
    issues.save(tmp_path / "後.xlsx")
    issues.close()
    before = calc.books.open(tmp_path / "前.xlsx")
    as_it_was = state(before)
    before.close()
    painted = calc.books.open(tmp_path / "後.xlsx")
    assert painted.sheets["課題一覧"]["F2"].color in PAINT.values()
    clear(painted, tmp_path)
    assert state(painted) == as_it_was


def test_rows_put_in_and_a_sheet_renamed_make_no_difference(issues, tmp_path):
    sheet = issues.sheets["課題一覧"]
    sheet["F2"].color = (255, 255, 255)
    check(issues, tmp_path)
    sheet["A1"].insert("down")
    sheet["A1"].insert("down")
    for note in list(sheet.notes):  # so that only our memory knows the cells
        note.delete()
    sheet.name = "課題'24"
    assert sheet["F4"].color in PAINT.values()
    clear(issues, tmp_path)
    assert sheet["F4"].color == (255, 255, 255)
    assert sheet["D6"].color is None
    assert list(sheet.notes) == []
    assert [found.name for found in issues.sheets] == ["課題'24"]


def test_after_sorting_a_mark_is_found_where_its_words_are(issues, tmp_path):
    sheet = issues.sheets["課題一覧"]
    check(issues, tmp_path)
    for old, new in (("F2", "F5"), ("D4", "D3")):  # Excel takes ground and note along with the value
        sheet[new].color, text = sheet[old].color, sheet[old].note.text
        sheet[old].color = None
        sheet[old].note.delete()
        if sheet[new].note:
            sheet[new].note.delete()
        sheet[new].add_note(text)
    clear(issues, tmp_path)
    assert [cell for cell in ("D3", "D4", "F2", "F5") if sheet[cell].color is not None] == []
    assert list(sheet.notes) == []


def test_a_row_with_a_mark_may_be_deleted(issues, tmp_path):
    sheet = issues.sheets["課題一覧"]
    check(issues, tmp_path)
    sheet["A2"].delete()
    clear(issues, tmp_path)
    assert list(sheet.notes) == []
    assert [s.name for s in issues.sheets] == ["課題一覧"]


def test_when_our_memory_was_deleted_by_hand_our_notes_still_go(issues, tmp_path):
    sheet = issues.sheets["課題一覧"]
    check(issues, tmp_path)
    issues.names[MEMORY].refers_to_range.sheet.delete()
    assert clear(issues, tmp_path) != "消すものはありません。"
    assert list(sheet.notes) == []
    assert [s.name for s in issues.sheets] == ["課題一覧"]


def test_a_sheet_called_like_ours_is_not_touched(issues, tmp_path):
    theirs = issues.sheets.add("指摘", after=issues.sheets[-1])
    theirs["A1"].value = "レビュー指摘の控え"
    before = state(issues)
    assert "シート「指摘2」を見てください" in check(issues, tmp_path)
    assert issues.names[LISTING].refers_to_range.sheet.name == "指摘2"
    clear(issues, tmp_path)
    assert state(issues) == before


def test_our_list_is_ours_with_a_row_above_it_and_theirs_once_it_was_cut_into_their_sheet(issues, tmp_path):
    check(issues, tmp_path)
    issues.sheets["指摘"]["A1:H1"].insert("down")
    check(issues, tmp_path)
    assert [s.name for s in issues.sheets if s.visible is True] == ["課題一覧", "指摘"]
    issues.names[LISTING].delete()
    issues.names.add(LISTING, "='課題一覧'!$I$1")  # as it is after cut and paste
    clear(issues, tmp_path)
    assert "課題一覧" in [s.name for s in issues.sheets]


def test_a_protected_sheet_is_listed_and_not_painted(issues, tmp_path):
    sheet = issues.sheets["課題一覧"]
    before = state(issues)[0]["課題一覧"]
    sheet.impl.o.protect("")
    said = check(issues, tmp_path)
    assert "シート「課題一覧」は保護されているため、色とメモを付けていません" in said
    assert state(issues)[0]["課題一覧"] == before
    assert issues.sheets["指摘"]["E2"].value


def test_a_sheet_protected_after_the_check_keeps_its_marks_until_it_can_be_written(issues, tmp_path):
    sheet = issues.sheets["課題一覧"]
    before = state(issues)
    check(issues, tmp_path)
    sheet.impl.o.protect("")
    assert "シート「課題一覧」は保護されているため、色とメモが残っています" in clear(issues, tmp_path)
    sheet.impl.o.unprotect("")
    clear(issues, tmp_path)
    assert state(issues) == before


def test_a_book_whose_structure_is_protected_gets_its_list_as_a_file(issues, tmp_path):
    before = state(issues)
    issues.impl.doc.protect("")
    person = Person()
    said = person.presses("check", issues, tmp_path, MAY_7)
    assert "ブックの構成が保護されているため" in said
    assert [path.name for path in person.opened] == ["指摘一覧_20240507.xlsx"]
    assert state(issues) == before


def test_the_view_is_as_before_and_the_status_bar_is_given_back(calc, issues, tmp_path):
    other = issues.sheets.add("メモ", after=issues.sheets[-1])
    other["B3"].select()
    check(issues, tmp_path)
    assert issues.sheets.active.name == "メモ"
    assert calc.selection.address == "$B$3"
    assert calc.status_bar is False
    assert (calc.screen_updating, calc.enable_events, calc.display_alerts, calc.calculation) == (
        True, True, True, "automatic",
    )  # fmt: skip


def test_our_sheets_are_no_registers_neither_open_nor_saved(issues, tmp_path):
    from pmo_xl import load

    check(issues, tmp_path)
    once = state(issues)[0]["指摘"]
    check(issues, tmp_path)  # the list is not read as a register of its own
    assert state(issues)[0]["指摘"] == once
    issues.save(tmp_path / "保存.xlsx")
    reading = load(tmp_path / "保存.xlsx").reading(date(2024, 5, 7))
    assert [(sheet.sheet, bool(sheet.read)) for sheet in reading.files[0].sheets] == [
        ("課題一覧", True), ("指摘", False), ("_pmo_xl", False),
    ]  # fmt: skip
    assert reading.files[0].sheets[0].grid.facts.grounds == {}  # our colours mean nothing


def test_a_book_never_saved_is_checked_by_itself(calc, tmp_path):
    book = calc.books.add()
    sheet = book.sheets[0]
    sheet["C3"].value = [
        ["課題ID", "件名", "状態", "担当", "期限"],
        ["K-001", "帳票", "対応中", "佐藤", date(2024, 4, 30)],
    ]
    said = check(book, tmp_path)
    assert "まだ保存されていないブックです。このブックだけを見ました" in said
    assert sheet["G4"].color in PAINT.values()  # the table begins at C3
    clear(book, tmp_path)
    assert sheet["G4"].color is None


def test_the_whole_sample_is_given_back(calc, tmp_path):
    book = calc.books.open(sample_in(tmp_path) / "課題管理表.xlsx")
    before = state(book)
    assert "ほかのブックに指摘が" in Person().presses("check", book, tmp_path)
    assert len(list(book.sheets["課題一覧"].notes)) > 10
    clear(book, tmp_path)
    assert state(book) == before

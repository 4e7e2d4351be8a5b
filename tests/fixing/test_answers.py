"""Answers come back in the workbook that was sent: sorted, cut, filled in; they reach the register once, and no other cell."""

import json
import shutil
from datetime import date, datetime

import openpyxl
import pytest
import xlsxwriter

import pmo_xl
from pmo_xl.cli import main
from pmo_xl.errors import PmoError
from pmo_xl.fixing import undo
from tests.patch.packages import differing, value
from tests.support.office import complaints

DAY, NOW = date(2024, 5, 7), datetime(2024, 5, 7, 16, 0)
HEADS = ["No.", "ToDo", "担当会社", "依頼日", "期限", "状態", "回答", "回答日", "備考"]
ROWS = [
    ["A-001", "桁数の回答", "A社", date(2024, 4, 22), date(2024, 5, 10), "対応中", None, None, None],
    ["A-002", "端末の手配", "A社", date(2024, 4, 22), date(2024, 5, 10), None, None, None, "急ぎません"],
    [
        "A-003",
        "手順書の案",
        "A社",
        date(2024, 4, 22),
        date(2024, 5, 10),
        "対応中",
        "作成中です",
        date(2024, 5, 1),
        None,
    ],
    ["A-004", "済んだこと", "A社", date(2024, 4, 1), date(2024, 4, 5), "済", "送付済み", date(2024, 4, 4), None],
]
FORMULA = "=COUNTA(A2:A5)"


def ledger(path, rows=ROWS):
    """A person's ToDo list: days as days, a formula, a drop-down, a comment."""
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "yyyy/m/d"})
        sheet = book.add_worksheet("ToDo")
        sheet.write_row("A1", HEADS)
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, datetime(cell.year, cell.month, cell.day), day)
                elif cell is None and column == 7:
                    sheet.write_blank(number, column, None, day)
                elif cell is not None:
                    sheet.write(number, column, cell)
        sheet.write_formula("K1", FORMULA)
        sheet.data_validation("F2:F5", {"validate": "list", "source": ["対応中", "済"]})
        sheet.write_comment("B2", "メモ")
    return path


@pytest.fixture
def book(tmp_path):
    return ledger(tmp_path / "ToDo一覧.xlsx")


def sent(book, out):
    """The list of A社, as it went out."""
    pmo_xl.load(book).requests(DAY).save(out)
    return out / "依頼一覧_A社_20240507.xlsx"


def returned(book, out, answers, *, name="返送.xlsx", change=None):
    """The same with answers by id (回答, 回答日, 状態), saved by another program."""
    edited = openpyxl.load_workbook(sent(book, out))
    sheet = edited["依頼一覧"]
    for row in sheet.iter_rows(min_row=6):
        for cell, said in zip(row[10:13], answers.get(row[1].value, ()), strict=False):
            cell.value = said
    if change:
        change(sheet)
    edited.save(out / name)
    return out / name


def take(book, *files, confirm=()):
    return pmo_xl.load(book).answers(files, DAY, confirm=confirm)


def cells(output):
    return {fix.fix.place.cell: (fix.fix.old, fix.fix.new, fix.reason) for fix in output.fixes}


FULL = {"A-002": ("5/10に納品します", datetime(2024, 5, 7), "対応中")}


def test_the_sent_workbook_is_blank_where_answers_go_and_its_keys_are_hidden(book, tmp_path):
    sheet = openpyxl.load_workbook(sent(book, tmp_path / "out"))["依頼一覧"]
    assert [cell.value for cell in sheet[5]][10:] == ["回答", "回答日", "状態（ご記入）", "照合キー"]
    assert [[cell.value for cell in row[10:13]] for row in sheet.iter_rows(min_row=6, max_row=8)] == [[None] * 3] * 3
    assert sheet.column_dimensions["N"].hidden
    keys = [sheet.cell(row, 14).value for row in (6, 7, 8)]
    assert len(set(keys)) == 3
    assert not [key for key in keys if "ToDo" in key or "A-00" in key]


def test_a_preview_names_cell_old_and_new_and_touches_nothing(book, tmp_path):
    before = book.read_bytes()
    output = take(book, returned(book, tmp_path / "out", FULL))
    assert cells(output) == {
        "G3": ("", "5/10に納品します", None),
        "H3": ("", "2024-05-07", None),
        "F3": ("", "対応中", None),
    }
    assert "いまは何も変更していません" in output.text()
    assert book.read_bytes() == before


def test_answers_are_written_with_backup_and_undo_and_twice_is_once(book, tmp_path):
    before, file = book.read_bytes(), returned(book, tmp_path / "out", FULL)
    output = take(book, file)
    applied = output.apply(tmp_path / "out", NOW)
    data = book.read_bytes()
    assert [value(data, "ToDo", cell) for cell in ("G3", "H3", "F3")] == [
        "5/10に納品します",
        datetime(2024, 5, 7),
        "対応中",
    ]
    assert differing(before, data) <= {"xl/worksheets/sheet1.xml", "xl/workbook.xml"}
    assert openpyxl.load_workbook(book)["ToDo"]["K1"].value == FORMULA
    assert complaints(book) == []
    assert [backup.read_bytes() for backup in applied.backups] == [before]
    assert all(fix.done for fix in output.fixes)
    again = take(book, file)
    assert (again.fixes, again.plan.suggestions) == ((), ())
    again.apply(tmp_path / "out", NOW)
    assert book.read_bytes() == data
    undo(applied.undo, tmp_path / "out", NOW)
    assert book.read_bytes() == before


def test_rows_may_be_sorted_and_taken_out(book, tmp_path):
    def shuffle(sheet):
        rows = {row[1].value: [cell.value for cell in row] for row in sheet.iter_rows(min_row=6, max_row=8)}
        sheet.delete_rows(6, 3)
        for number, name in enumerate(("A-003", "A-002"), 6):  # A-001 is gone
            for column, cell in enumerate(rows[name], 1):
                sheet.cell(number, column, cell)

    file = returned(book, tmp_path / "out", FULL, change=shuffle)
    assert {cell for cell, (_, _, reason) in cells(take(book, file)).items() if reason is None} == {"G3", "H3", "F3"}


def test_a_cell_that_was_filled_since_is_asked_about_and_not_overwritten(book, tmp_path):
    file = returned(book, tmp_path / "out", FULL)
    ledger(book, [[*row[:6], "電話で聞いた" if row[0] == "A-002" else row[6], *row[7:]] for row in ROWS])
    output = take(book, file)
    assert set(cells(output)) == {"H3", "F3"}
    (asked,) = output.plan.suggestions
    assert (asked.name, asked.fix.old, asked.fix.new) == ("response:ToDo!G3", "電話で聞いた", "5/10に納品します")
    assert "--confirm response:ToDo!G3" in output.text()
    output.apply(tmp_path / "out", NOW)
    assert value(book.read_bytes(), "ToDo", "G3") == "電話で聞いた"
    take(book, file, confirm=["response:ToDo!G3"]).apply(tmp_path / "out", NOW)
    assert value(book.read_bytes(), "ToDo", "G3") == "5/10に納品します"


def test_a_state_takes_the_registers_own_word_and_the_same_state_is_nothing_new(book, tmp_path):
    file = returned(book, tmp_path / "out", {"A-001": (None, None, "着手中"), "A-002": (None, None, "完了")})
    output = take(book, file)
    assert cells(output) == {"F3": ("", "済", None)}  # the ledger's 完了 is 済; 着手中 is its 対応中
    assert output.plan.suggestions == ()


def test_a_word_that_is_no_state_has_to_be_confirmed(book, tmp_path):
    output = take(book, returned(book, tmp_path / "out", {"A-002": (None, None, "たぶん")}))
    assert output.fixes == ()
    assert "「たぶん」は台帳の状態の言葉ではありません" in output.plan.suggestions[0].message


def test_a_day_written_as_text_is_a_day_and_no_day_is_told(book, tmp_path):
    answers = {"A-001": ("回答1", "5/9", None), "A-002": ("回答2", "来週あたり", None)}
    output = take(book, returned(book, tmp_path / "out", answers))
    found = cells(output)
    assert found["H2"] == ("", "2024-05-09", None)
    assert found["H3"][2] == "「来週あたり」は日付として読めません（返送元に確認してください）"
    assert not any(suggestion.field == "response_date" for suggestion in output.plan.suggestions)


def test_an_answer_that_looks_like_a_formula_stays_text(book, tmp_path):
    def plant(sheet):
        sheet["K7"].value, sheet["K7"].data_type = "=1+1", "s"

    output = take(book, returned(book, tmp_path / "out", {}, change=plant))
    output.apply(tmp_path / "out", NOW)
    cell = openpyxl.load_workbook(book)["ToDo"]["G3"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_two_lists_that_say_different_things_fill_nothing(book, tmp_path):
    one = returned(book, tmp_path / "out", {"A-002": ("はい", None, None)}, name="一.xlsx")
    two = returned(book, tmp_path / "out", {"A-002": ("いいえ", None, None)}, name="二.xlsx")
    output = take(book, one, two)
    assert {reason for _, _, reason in cells(output).values()} == {
        "返送された一覧どうしで答えが異なります（正しいほうを台帳に記入してください）"
    }
    same = take(book, one, one)
    assert cells(same) == {"G3": ("", "はい", None)}


def test_a_row_the_register_no_longer_has_is_told(book, tmp_path):
    file = returned(book, tmp_path / "out", FULL)
    ledger(book, [row for row in ROWS if row[0] != "A-002"])
    output = take(book, file)
    assert {fix.id for fix in output.fixes} == {"A-002"}
    assert all("台帳に見つかりません" in (fix.reason or "") for fix in output.fixes)


def test_a_register_without_the_column_is_told(tmp_path):
    path = tmp_path / "ToDo一覧.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("ToDo")
        sheet.write_row("A1", ["No.", "ToDo", "担当会社", "状態"])
        sheet.write_row("A2", ["A-001", "桁数の回答", "A社", "対応中"])
    output = take(path, returned(path, tmp_path / "out", {"A-001": ("はい", None, None)}))
    assert [fix.reason for fix in output.fixes] == ["台帳に「回答」の列がありません"]


def test_rows_that_share_an_id_are_told_apart_by_their_titles(tmp_path):
    rows = [[*ROWS[0][:6], None, None, None], ["A-001", "別の件", *ROWS[0][2:6], None, None, None]]
    path = ledger(tmp_path / "ToDo一覧.xlsx", rows)

    def answer(sheet):
        for row in sheet.iter_rows(min_row=6, max_row=7):
            row[10].value = f"{row[2].value}への回答"

    output = take(path, returned(path, tmp_path / "out", {}, change=answer))
    assert cells(output) == {"G2": ("", "桁数の回答への回答", None), "G3": ("", "別の件への回答", None)}


def test_a_workbook_that_was_not_sent_is_refused(book, tmp_path):
    with pytest.raises(PmoError, match="照合キーのある行がありません"):
        take(book, book)


def test_a_folder_of_returned_lists_is_called_a_folder(book, tmp_path):
    (tmp_path / "返送").mkdir()
    with pytest.raises(PmoError, match="返送 はフォルダです"):
        take(book, tmp_path / "返送")


def test_json_has_the_rows_of_fix(book, tmp_path, capsys):
    file = returned(book, tmp_path / "out", FULL)
    stray = shutil.copy(book, tmp_path / "out" / "別のブック.xlsx")
    code = main(
        ["requests", str(book), "--as-of", "2024-05-07", "--take", str(file), str(stray), "--apply", "--json",
         "--out", str(tmp_path / "made")]
    )  # fmt: skip
    said = capsys.readouterr()
    assert code == 3  # the stray one was refused, the other was taken in
    assert "別のブック.xlsx に照合キーのある行がありません" in said.err
    told = json.loads(said.out)
    assert (told["as_of"], told["applied"], len(told["outputs"])) == ("2024-05-07", True, 2)  # backup and undo file
    row = next(row for row in told["fixes"] if row["cell"] == "H3")
    assert row == {
        "code": "response_date",
        "kind": "safe",
        "file": "ToDo一覧.xlsx",
        "sheet": "ToDo",
        "cell": "H3",
        "id": "A-002",
        "old": "",
        "new": "2024-05-07",
        "done": True,
        "reason": None,
    }


def test_the_sample_goes_round(sample, tmp_path, capsys):
    folder = tmp_path / "project"
    shutil.copytree(sample, folder)
    day = ["--as-of", "2026-11-24"]
    assert main(["requests", str(folder), *day, "--out", str(tmp_path / "out")]) == 0
    edited = openpyxl.load_workbook(tmp_path / "out" / "依頼一覧_C社_20261124.xlsx")
    rows = {row[1].value: row for row in edited["依頼一覧"].iter_rows(min_row=6)}
    rows["A-047"][10].value = "11/26に提出します"
    edited.save(tmp_path / "返送.xlsx")
    taken = ["requests", str(folder), *day, "--take", str(tmp_path / "返送.xlsx"), "--apply", "--out", str(tmp_path)]
    assert main(taken) == 0
    capsys.readouterr()
    register = pmo_xl.load(folder).registers["todos"]
    assert register.find("A-047").response == "11/26に提出します"
    assert register.find("A-047").title == pmo_xl.load(sample).registers["todos"].find("A-047").title
    data = (folder / "ToDo・依頼事項一覧.xlsx").read_bytes()
    assert main(taken) == 0
    assert "新しく書き込む回答はありません" in capsys.readouterr().out
    assert (folder / "ToDo・依頼事項一覧.xlsx").read_bytes() == data

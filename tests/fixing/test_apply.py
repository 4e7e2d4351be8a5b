"""`fix --apply` on a person's workbook: the cells change, the rest keeps its bytes, and everything can be taken back."""

import json
import shutil
from datetime import datetime

import openpyxl
import pytest
import python_calamine

import pmo_xl
from pmo_xl.cli import main
from pmo_xl.errors import PmoError
from pmo_xl.fixing import books, undo
from tests.fixing.books import DAY, make
from tests.patch.packages import differing, value
from tests.support.office import complaints

NOW = datetime(2024, 5, 7, 16, 0)
WRITTEN = {"D4": datetime(2024, 5, 10), "D5": datetime(2024, 5, 14), "D7": datetime(2024, 5, 16), "A7": "K-004"}
OLD = {"D4": "R6.5.10", "D5": "2024.5.14", "D7": "20240516", "A7": "Ｋ－004"}


@pytest.fixture
def book(tmp_path):
    return make(tmp_path / "課題管理表.xlsx")


def fix(book, out, *, confirm=(), apply=True):
    output = pmo_xl.load(book).fix(DAY, confirm=confirm)
    if apply:
        output.apply(out, NOW)
    return output


def run(*arguments, capsys):
    code = main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_preview_touches_nothing(book, tmp_path):
    before = book.read_bytes()
    output = fix(book, tmp_path / "out", apply=False)
    assert book.read_bytes() == before
    assert not (tmp_path / "out").exists()
    assert {row["cell"]: row["old"] for row in output.to_json()["fixes"]} == OLD | {"D8": "2024年5月17日"}
    assert "いまは何も変更していません" in output.text()


def test_days_become_real_days_and_only_the_sheet_changes(book, tmp_path):
    before = book.read_bytes()
    output = fix(book, tmp_path / "out")
    data = book.read_bytes()
    assert differing(before, data) == {"xl/worksheets/sheet1.xml"}
    assert {cell: value(data, "課題一覧", cell) for cell in WRITTEN} == WRITTEN
    assert openpyxl.load_workbook(book)["課題一覧"]["D4"].number_format == "yyyy/m/d"
    assert openpyxl.load_workbook(book)["課題一覧"]["D4"].border.left.style == "thin"
    assert complaints(book) == []
    calamine = python_calamine.CalamineWorkbook.from_path(str(book)).get_sheet_by_index(0)
    assert calamine.to_python(skip_empty_area=False)[3][3] == datetime(2024, 5, 10).date()
    assert all(row.done for row in output.fixes)
    assert [p.read_bytes() for p in output.applied.backups] == [before]


def test_a_second_run_finds_nothing(book, tmp_path):
    fix(book, tmp_path / "out")
    assert fix(book, tmp_path / "out", apply=False).fixes == ()


def test_undo_brings_the_old_bytes_back(book, tmp_path, capsys):
    before = book.read_bytes()
    output = fix(book, tmp_path / "out")
    code, out, err = run("fix", "--undo", output.applied.undo, capsys=capsys)
    assert (code, err) == (0, "")
    assert "元に戻しました: 5件（全5件）" in out
    assert book.read_bytes() == before


def test_undo_without_the_backup_brings_the_cells_back(book, tmp_path, capsys):
    before = book.read_bytes()
    output = fix(book, tmp_path / "out")
    shutil.rmtree(tmp_path / "out" / "backup")
    assert run("fix", "--undo", output.applied.undo, capsys=capsys)[0] == 0
    assert differing(before, book.read_bytes()) == set()


def test_undo_after_somebody_saved_the_book_brings_the_values_back_but_not_over_newer_ones(book, tmp_path, capsys):
    output = fix(book, tmp_path / "out")
    saved = openpyxl.load_workbook(book)  # a program that writes every part anew, as Excel does
    saved["課題一覧"]["D5"] = datetime(2024, 5, 20)
    saved.save(book)
    code, out, _ = run("fix", "--undo", output.applied.undo, "--json", capsys=capsys)
    assert code == 0
    rows = {row["cell"]: (row["done"], row["reason"]) for row in json.loads(out)["fixes"]}
    assert rows["D5"] == (False, "その後に変更されています")
    assert all(done for cell, (done, _) in rows.items() if cell != "D5")
    now = openpyxl.load_workbook(book)["課題一覧"]
    assert {cell: now[cell].value for cell in OLD} == OLD | {"D5": datetime(2024, 5, 20)}


def test_undo_twice_does_nothing_more(book, tmp_path, capsys):
    before = book.read_bytes()
    undo = fix(book, tmp_path / "out").applied.undo
    run("fix", "--undo", undo, capsys=capsys)
    assert run("fix", "--undo", undo, capsys=capsys)[0] == 0
    assert book.read_bytes() == before


def test_a_book_that_is_open_is_left_alone(book, tmp_path, capsys):
    before = book.read_bytes()
    (tmp_path / "~$課題管理表.xlsx").write_bytes(bytes([4]) + "佐藤".encode("cp932").ljust(164, b"\0"))
    code, _, err = run("fix", book, f"--as-of={DAY}", "--apply", "-o", tmp_path / "out", capsys=capsys)
    assert code == 2
    assert "エラー: 課題管理表.xlsx に書き込めません（佐藤さんが編集中です）\n対処: 閉じてから再実行してください" in err
    assert book.read_bytes() == before
    assert not list((tmp_path / "out").rglob("*.json"))


def test_a_book_that_was_changed_since_it_was_read_is_left_alone(book, tmp_path):
    output = fix(book, tmp_path / "out", apply=False)
    changed = openpyxl.load_workbook(book)
    changed["課題一覧"]["B4"] = "書き直した件名"
    changed.save(book)
    before = book.read_bytes()
    applied = output.apply(tmp_path / "out", NOW)
    assert book.read_bytes() == before
    assert [error.message for error in applied.refused] == [
        "課題管理表.xlsx に書き込めません（読み取ったあとに変更されています）"
    ]
    assert {row.reason for row in applied.fixes} == {"読み取ったあとに変更されています"}


def test_where_no_book_could_be_written_there_is_nothing_to_take_back(book, tmp_path, capsys, monkeypatch):
    def held(path, file, old, new):
        raise PmoError(f"{file} に書き込めません（使用中か、読み取り専用です）", "閉じてから再実行してください")

    monkeypatch.setattr(books, "exchange", held)
    out = tmp_path / "out"
    code, said, err = run("fix", book, f"--as-of={DAY}", "--apply", "-o", out, capsys=capsys)
    assert code == 2
    assert "使用中か、読み取り専用です" in err
    assert "元に戻すには" not in said
    assert list(out.glob("undo_*.json")) == []


def test_a_protected_sheet_says_so_at_every_cell(tmp_path):
    book = make(tmp_path / "課題管理表.xlsx", protected=True)
    before = book.read_bytes()
    output = fix(book, tmp_path / "out")
    assert {row.reason for row in output.fixes} == {"シートが保護されています"}
    assert book.read_bytes() == before
    assert output.applied.undo is None


def test_what_is_no_xlsx_is_refused(tmp_path, capsys):
    (tmp_path / "課題.csv").write_text(
        "No.,件名,状態,期限\nＫ－001,帳票,対応中,2024/5/10\nK-002,画面,対応中,2024/5/10\nK-003,通信,対応中,2024/5/10\n",
        "utf-8",
    )
    code, _, err = run("fix", tmp_path / "課題.csv", f"--as-of={DAY}", "--apply", capsys=capsys)
    assert code == 2
    assert "書き込めるのは .xlsx と .xlsm だけです" in err


def test_one_refused_book_does_not_stop_the_others(book, tmp_path, capsys):
    make(tmp_path / "懸念一覧.xlsx", ours=False)
    (tmp_path / "~$懸念一覧.xlsx").write_bytes(b"")
    code, out, err = run("fix", tmp_path, f"--as-of={DAY}", "--apply", "--json", "-o", tmp_path / "out", capsys=capsys)
    assert code == 3
    told = json.loads(out)
    done = {(row["file"], row["done"]) for row in told["fixes"]}
    assert done == {("課題管理表.xlsx", True), ("懸念一覧.xlsx", False)}
    assert "懸念一覧.xlsx に書き込めません" in err


def test_books_of_one_name_in_two_folders_have_a_backup_each(tmp_path):
    books = []
    for folder, ours in (("a", True), ("b", False)):
        (tmp_path / folder).mkdir()
        books.append(make(tmp_path / folder / "課題管理表.xlsx", ours=ours))
    before = [book.read_bytes() for book in books]
    output = pmo_xl.load(*books).fix(DAY)
    applied = output.apply(tmp_path / "out", NOW)
    assert [path.read_bytes() for path in applied.backups] == before
    assert [path.name for path in applied.backups] == [
        "課題管理表_20240507_160000.xlsx",
        "課題管理表_20240507_160000_2.xlsx",
    ]
    undo(applied.undo, tmp_path / "out", NOW)
    assert [book.read_bytes() for book in books] == before


def test_a_second_run_in_the_same_second_leaves_the_first_backup_and_undo_file(book, tmp_path):
    before = book.read_bytes()
    first = fix(book, tmp_path / "out", confirm=()).applied
    changed = openpyxl.load_workbook(book)
    changed["課題一覧"]["D5"] = "2024.5.15"
    changed.save(book)
    second = fix(book, tmp_path / "out").applied
    assert first.backups[0].read_bytes() == before
    assert first.undo != second.undo
    assert first.undo.is_file()


def test_a_long_name_keeps_its_stamp(tmp_path):
    """Two backups of a book whose name fills all that a disk allows are two files."""
    book = make(tmp_path / f"{'長' * 80}.xlsx")
    applied = fix(book, tmp_path / "out").applied
    assert applied.backups[0].name.endswith("_20240507_160000.xlsx")


def test_a_patch_that_wrote_elsewhere_is_noticed(book):
    """Reading back looks at every cell that was to be written, also where the sheet looks as before."""
    from pmo_xl.errors import BookError
    from pmo_xl.fixing.readback import checked
    from pmo_xl.patch import Change, Patched

    nothing_done = Patched(book.read_bytes(), ("xl/worksheets/sheet1.xml",), {}, {}, {})
    with pytest.raises(BookError, match="書き込めていません"):
        checked(book, book.name, nothing_done, [Change("課題一覧", "B4", "別の件名")])


def test_json_has_the_shape_of_the_contract(book, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    _, out, _ = run("fix", book, f"--as-of={DAY}", "--json", capsys=capsys)
    told = json.loads(out)
    assert (told["as_of"], told["applied"], told["undo"], told["backups"]) == ("2024-05-07", False, None, [])
    assert set(told["fixes"][0]) == {
        *("code", "kind", "file", "sheet", "cell", "id", "old", "new", "done", "reason"),
    }
    _, out, _ = run("fix", book, f"--as-of={DAY}", "--json", "--apply", capsys=capsys)
    told = json.loads(out)
    assert told["applied"] is True
    assert told["undo"].startswith("out/undo_")
    assert [path.startswith("out/backup/課題管理表_") for path in told["backups"]] == [True]


def test_what_is_no_undo_file_is_said(tmp_path, capsys):
    (tmp_path / "x.json").write_text("{}", "utf-8")
    for name in ("x.json", "ない.json"):
        code, _, err = run("fix", "--undo", tmp_path / name, capsys=capsys)
        assert code == 2
        assert err.startswith("エラー: ")
        assert "Traceback" not in err

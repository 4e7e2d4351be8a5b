"""Minutes carried into the registers: once, losslessly, over nobody's writing; and taken back."""

import json
import shutil
from datetime import datetime

import openpyxl
import pytest

import pmo_xl
from pmo_xl.cli import main
from tests.carrying.books import DAY, LINES, memo, project, table, todos
from tests.patch.packages import differing, parts
from tests.support.office import complaints

NOW = datetime(2024, 5, 7, 17, 0)


@pytest.fixture
def folder(tmp_path):
    return project(tmp_path / "p")


def minutes(folder, *, file="議事メモ.xlsx", apply=True, now=NOW):
    made = pmo_xl.load(folder).minutes(folder / file, DAY)
    if apply:
        made.apply(folder.parent / "out", now)
    return made


def actions(made):
    return [(row["register"], row["action"], row["id"], row["done"]) for row in made.rows()]


def rows(folder, name="ToDo一覧.xlsx", first=7, last=9):
    sheet = openpyxl.load_workbook(folder / name).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first, max_row=last)]


def run(*arguments, capsys):
    code = main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def edit(path, cell, value):
    """As a person would, in a program that writes every part anew."""
    book = openpyxl.load_workbook(path)
    book.worksheets[0][cell] = value
    book.save(path)


def codes(folder, code="K-005"):
    return [finding for finding in pmo_xl.load(folder).check(DAY) if finding.code == code]


def test_a_preview_touches_nothing(folder):
    before = {path: path.read_bytes() for path in folder.iterdir()}
    made = minutes(folder, apply=False)
    assert actions(made) == [
        ("todos", "add", "A-004", False),
        ("todos", "add", "A-005", False),
        ("decisions", "add", "DC-004", False),
    ]
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    assert "台帳にまだない行: 3件（--apply で書き込みます。いまは何も変更していません）" in made.summary()


def test_todo_and_decisions_join_their_registers_in_the_registers_own_words(folder):
    made = minutes(folder)
    assert actions(made) == [
        ("todos", "add", "A-004", True),
        ("todos", "add", "A-005", True),
        ("decisions", "add", "DC-004", True),
    ]
    # 5/7 is a Tuesday: 来週金 is 5/17
    source = "UAT定例 2024/05/07 No."
    assert rows(folder, last=8) == [
        ["A-004", "桁の一覧を出す", "青葉一郎", datetime(2024, 5, 17), "未", datetime(2024, 5, 7), "K-001", f"{source}2",
         "=D7-45000"],
        ["A-005", "得意先に連絡する", None, None, "未", datetime(2024, 5, 7), None, f"{source}3", "=D8-45000"],
    ]  # fmt: skip
    assert rows(folder, "決定事項一覧.xlsx", 5, 5) == [
        ["DC-004", "単価は据え置く", "決定", "若葉花子", datetime(2024, 5, 7), f"{source}4"]
    ]


def test_everything_else_of_the_workbooks_stays_byte_for_byte(folder):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    minutes(folder)
    after = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert differing(before["ToDo一覧.xlsx"], after["ToDo一覧.xlsx"]) == {"xl/worksheets/sheet1.xml", "xl/workbook.xml"}
    assert after["議事メモ.xlsx"] == before["議事メモ.xlsx"]
    assert after["体制表.xlsx"] == before["体制表.xlsx"]
    old, new = (parts(data["ToDo一覧.xlsx"])["xl/worksheets/sheet1.xml"] for data in (before, after))
    assert new.startswith(old[: old.index(b"<dimension")])
    assert old[old.index(b'<row r="4"') : old.index(b"</sheetData>")] in new
    sheet = openpyxl.load_workbook(folder / "ToDo一覧.xlsx").worksheets[0]
    assert [str(rule.sqref) for rule in sheet.data_validations.dataValidation] == ["E4:E8"]
    assert sheet.auto_filter.ref == "A3:I8"
    for name in ("ToDo一覧.xlsx", "決定事項一覧.xlsx"):
        assert complaints(folder / name) == []


def test_the_second_run_adds_nothing_and_the_check_is_quiet(folder):
    assert len(codes(folder)) == 3
    minutes(folder)
    assert codes(folder) == []
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    again = minutes(folder)
    assert actions(again) == [
        ("todos", "same", "A-004", True),
        ("todos", "same", "A-005", True),
        ("decisions", "same", "DC-004", True),
    ]
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert again.carried.undo is None


def test_an_edited_row_is_the_same_row_and_keeps_its_edits(folder):
    minutes(folder)
    edit(folder / "ToDo一覧.xlsx", "B7", "桁の一覧を、帳票ごとに出す")
    edit(folder / "ToDo一覧.xlsx", "E7", "完了")
    made = minutes(folder)
    assert [row[1] for row in actions(made)] == ["same", "same", "same"]
    assert "ToDo A-004: 桁の一覧を出す　台帳は「桁の一覧を、帳票ごとに出す」" in made.summary()
    assert made.to_json()["unwritten"] == []
    assert rows(folder, last=7)[0][:5] == [
        "A-004", "桁の一覧を、帳票ごとに出す", "青葉一郎", datetime(2024, 5, 17), "完了",
    ]  # fmt: skip


def test_what_the_memo_says_later_fills_blank_cells_and_overwrites_none(folder):
    minutes(folder)
    lines = [list(line) for line in LINES]
    lines[1][4] = "5/20"  # 5/17 stands in the register
    lines[2][3:5] = ["若葉花子", "5/15"]  # nothing does
    memo(folder / "議事メモ.xlsx", lines)
    preview = minutes(folder, apply=False)
    assert [row[:3] for row in actions(preview)] == [
        ("todos", "update", "A-004"),
        ("todos", "update", "A-005"),
        ("decisions", "same", "DC-004"),
    ]
    done = minutes(folder)
    assert [row[3] for row in actions(done)] == [False, True, True]
    assert done.implied[0].reason == "台帳の値は上書きしません（議事録2024/05/20・台帳2024/05/17）"
    assert [row[2:4] for row in rows(folder, last=8)] == [
        ["青葉一郎", datetime(2024, 5, 17)],
        ["若葉花子", datetime(2024, 5, 15)],
    ]


def test_a_line_put_in_later_is_added_and_the_others_stay(folder):
    minutes(folder)
    memo(folder / "議事メモ.xlsx", [LINES[0], ["ToDo", "進捗", "会議室を取る", "若葉花子", "5/9", ""], *LINES[1:]])
    assert actions(minutes(folder)) == [
        ("todos", "add", "A-006", True),
        ("todos", "same", "A-004", True),
        ("todos", "same", "A-005", True),
        ("decisions", "same", "DC-004", True),
    ]
    assert [row[1] for row in actions(minutes(folder))] == ["same"] * 4


def test_a_text_file_is_carried_over_like_a_sheet(folder):
    text = (
        "会議名: 夕会\n日時: 2024/05/07 18:00\n出席者: 若葉花子\nToDo: 若葉花子 明日 会場を見る\n決: 会場は3階とする\n"
    )
    (folder / "夕会.txt").write_text(text, "utf-8")
    assert actions(minutes(folder, file="夕会.txt")) == [
        ("todos", "add", "A-004", True),
        ("decisions", "add", "DC-004", True),
    ]
    assert rows(folder, last=7)[0][7] == "夕会 2024/05/07 No.1"
    assert [row[1] for row in actions(minutes(folder, file="夕会.txt"))] == ["same", "same"]


def test_two_meetings_of_one_run_do_not_carry_the_same_promise_twice(folder):
    text = "会議名: 夕会\n日時: 2024/05/07 18:00\nToDo: 青葉一郎 5/17 桁の一覧を出す\n"
    (folder / "夕会.txt").write_text(text, "utf-8")
    made = pmo_xl.load(folder).minutes([folder / "議事メモ.xlsx", folder / "夕会.txt"], DAY)
    assert [row[:3] for row in actions(made)][-1] == ("todos", "same", "A-004")


def test_what_a_later_meeting_of_the_run_says_otherwise_is_told_and_fills_blank_cells_next_time(folder):
    text = "会議名: 夕会\n日時: 2024/05/07 18:00\nToDo: 青葉一郎 5/20 得意先に連絡する\n"
    (folder / "夕会.txt").write_text(text, "utf-8")

    def carried():
        made = pmo_xl.load(folder).minutes([folder / "議事メモ.xlsx", folder / "夕会.txt"], DAY)
        made.apply(folder.parent / "out", NOW)
        return actions(made)[-1]

    assert carried() == ("todos", "update", "A-005", False)
    assert rows(folder, last=8)[1][2:4] == [None, None]
    assert carried() == ("todos", "update", "A-005", True)
    assert rows(folder, last=8)[1][2:4] == ["青葉一郎", datetime(2024, 5, 20)]


def test_undo_takes_the_rows_back(folder, capsys):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    made = minutes(folder)
    code, out, err = run("fix", "--undo", made.carried.undo, capsys=capsys)
    assert (code, err) == (0, "")
    # id, text, owner, due, status, raised, related, source; A-005: three fewer; DC-004: six
    assert f"元に戻しました: {8 + 5 + 6}件（全{8 + 5 + 6}件）" in out
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_undo_without_the_backup_removes_the_rows(folder, capsys):
    before = (folder / "ToDo一覧.xlsx").read_bytes()
    made = minutes(folder)
    shutil.rmtree(folder.parent / "out" / "backup")
    assert run("fix", "--undo", made.carried.undo, capsys=capsys)[0] == 0
    old, new = (parts(data)["xl/worksheets/sheet1.xml"] for data in (before, (folder / "ToDo一覧.xlsx").read_bytes()))
    data = slice(old.index(b"<sheetData"), old.index(b"</sheetData>"))
    assert old[data] in new
    assert b'<row r="7"' not in new


def test_undo_after_somebody_saved_empties_the_rows_but_not_one_that_was_worked_in(folder, capsys):
    made = minutes(folder)
    edit(folder / "ToDo一覧.xlsx", "E8", "対応中")
    code, out, _ = run("fix", "--undo", made.carried.undo, "--json", capsys=capsys)
    assert code == 0
    told = {row["cell"]: (row["done"], row["reason"]) for row in json.loads(out)["fixes"] if "ToDo" in row["file"]}
    assert told["A7"] == (True, None)
    assert told["E8"] == (False, "その後に変更されています")
    assert told["B8"] == (False, "この行はその後に変更されています")
    first, second = rows(folder, last=8)
    assert first[:8] == [None] * 8
    assert second[:2] == ["A-005", "得意先に連絡する"]


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ({"protected": True}, "シートが保護されています"),
        ({"below": "以上"}, "表のすぐ下（A7）に別の内容があります"),
    ],
)
def test_where_rows_cannot_join_they_are_laid_out_to_paste(tmp_path, how, why):
    folder = project(tmp_path / "p", **how)
    before = (folder / "ToDo一覧.xlsx").read_bytes()
    made = minutes(folder)
    assert [(row.done, row.reason) for row in made.implied] == [(False, why), (False, why), (True, None)]
    assert (folder / "ToDo一覧.xlsx").read_bytes() == before
    outputs = made.save(tmp_path / "out")
    (paste,) = [path for path in outputs.paths if path.suffix == ".xlsx"]
    assert paste.name == "貼り付け用_ToDo一覧_ToDo_20240507.xlsx"
    assert why in outputs.notes[-1]
    sheet = openpyxl.load_workbook(paste).worksheets[0]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["No", "内容", "担当者", "期限", "状態", "起票日", "関連ID", "備考", "残り"],
        ["A-004", "桁の一覧を出す", "青葉一郎", datetime(2024, 5, 17), "未", datetime(2024, 5, 7), "K-001",
         "UAT定例 2024/05/07 No.2", None],
        ["A-005", "得意先に連絡する", None, None, "未", datetime(2024, 5, 7), None, "UAT定例 2024/05/07 No.3", None],
    ]  # fmt: skip
    assert complaints(paste) == []


def test_a_text_that_looks_like_a_formula_stays_text(folder):
    memo(folder / "議事メモ.xlsx", [["ToDo", "", "'=HYPERLINK(1)を直す", "青葉一郎", "5/9", ""]])
    minutes(folder)
    cell = openpyxl.load_workbook(folder / "ToDo一覧.xlsx").worksheets[0]["B7"]
    assert (cell.data_type, cell.value) == ("s", "'=HYPERLINK(1)を直す")


def test_a_book_that_is_open_is_refused_and_the_other_is_written(folder, capsys):
    (folder / "~$ToDo一覧.xlsx").write_bytes(bytes([4]) + "佐藤".encode("cp932").ljust(164, b"\0"))
    before = (folder / "ToDo一覧.xlsx").read_bytes()
    code, out, err = run(
        "minutes", folder / "議事メモ.xlsx", f"--as-of={DAY}", "--apply", "--json", "-o", folder.parent / "out",
        capsys=capsys,
    )  # fmt: skip
    assert code == 3
    assert "エラー: ToDo一覧.xlsx に書き込めません（佐藤さんが編集中です）\n対処: 閉じてから再実行してください" in err
    assert (folder / "ToDo一覧.xlsx").read_bytes() == before
    told = json.loads(out)
    assert [row["done"] for row in told["rows"]] == [False, False, True]
    assert [(row["id"], row["file"], row["reason"]) for row in told["unwritten"]] == [
        (id_, "ToDo一覧.xlsx", "佐藤さんが編集中です") for id_ in ("A-004", "A-005")
    ]


def test_a_book_changed_since_it_was_read_is_refused(folder):
    made = minutes(folder, apply=False)
    edit(folder / "ToDo一覧.xlsx", "B4", "書き直した件名")
    before = (folder / "ToDo一覧.xlsx").read_bytes()
    carried = made.apply(folder.parent / "out", NOW)
    assert (folder / "ToDo一覧.xlsx").read_bytes() == before
    assert [error.message for error in carried.refused] == [
        "ToDo一覧.xlsx に書き込めません（読み取ったあとに変更されています）"
    ]


def test_a_csv_is_refused(folder, capsys):
    (folder / "ToDo一覧.xlsx").unlink()
    (folder / "決定事項一覧.xlsx").unlink()
    (folder / "ToDo一覧.csv").write_text(
        "No,内容,担当者,期限,状態\nA-001,名簿,青葉一郎,2024/5/10,未\nA-002,端末,青葉一郎,2024/5/10,未\n", "utf-8"
    )
    code, _, err = run(
        "minutes", folder / "議事メモ.xlsx", f"--as-of={DAY}", "--apply", "-o", folder.parent / "out", capsys=capsys
    )
    assert code == 2
    assert "書き込めるのは .xlsx と .xlsm だけです" in err
    assert list((folder.parent / "out").glob("貼り付け用_ToDo一覧_*.xlsx"))


def test_without_a_register_the_row_says_so(folder):
    (folder / "決定事項一覧.xlsx").unlink()
    row = minutes(folder).implied[-1]
    assert (row.action, row.done, row.reason) == ("add", False, "決定一覧がありません")


def test_numbers_that_only_count_stay_numbers(folder):
    table(
        folder / "ToDo一覧.xlsx", "ToDo", ["No", "ToDo", "担当者", "期限", "状況"],
        [[n, f"仕事{n}", "青葉一郎", datetime(2024, 5, 10 + n), "未着手"] for n in (1, 2, 3)],
    )  # fmt: skip
    minutes(folder)
    assert [row[:2] for row in rows(folder, first=5, last=6)] == [[4, "桁の一覧を出す"], [5, "得意先に連絡する"]]
    assert [row[1] for row in actions(minutes(folder))] == ["same"] * 3  # no column for the source: found by words


def test_the_json_has_the_shape_of_the_contract(folder, capsys, monkeypatch):
    monkeypatch.chdir(folder.parent)
    _, out, _ = run("minutes", "p/議事メモ.xlsx", f"--as-of={DAY}", "--json", capsys=capsys)
    told = json.loads(out)
    assert (told["applied"], told["undo"], told["backups"]) == (False, None, [])
    assert set(told["rows"][0]) == {"register", "action", "id", "title", "done"}
    assert told["unwritten"] == []
    _, out, _ = run("minutes", "p/議事メモ.xlsx", f"--as-of={DAY}", "--json", "--apply", capsys=capsys)
    told = json.loads(out)
    assert told["applied"] is True
    assert told["undo"].startswith("out/undo_")
    assert [row["done"] for row in told["rows"]] == [True] * 3


def test_memos_of_two_projects_are_not_mixed(folder, tmp_path, capsys):
    project(tmp_path / "q")
    code, _, err = run("minutes", folder / "議事メモ.xlsx", tmp_path / "q" / "議事メモ.xlsx", capsys=capsys)
    assert code == 2
    assert "議事メモが別々のプロジェクトにあります" in err


def test_a_register_of_drop_down_words_gets_one_of_them(folder):
    todos(folder / "ToDo一覧.xlsx")
    for cell in ("E5", "E6"):
        edit(folder / "ToDo一覧.xlsx", cell, "対応中")  # nobody wrote 未 yet, the list offers it
    minutes(folder)
    assert [row[4] for row in rows(folder, last=8)] == ["未", "未"]


def test_a_meeting_without_a_day_is_not_carried_over_but_found_by_its_words(folder):
    text = "会議名: 夕会\nToDo: 青葉一郎 5/10 名簿の提出\nToDo: 青葉一郎 5/10 会場を見る\n"
    (folder / "夕会.txt").write_text(text, "utf-8")
    made = minutes(folder, file="夕会.txt")
    assert actions(made) == [("todos", "same", "A-001", True), ("todos", "add", "", False)]
    assert made.implied[1].reason.startswith("会議の日時がなく、どの回のメモか分かりません")
    assert rows(folder, last=7)[0] == [None] * 9


def test_a_meeting_with_an_id_of_its_own_is_known_by_it(folder):
    (folder / "夕会.txt").write_text("会議名: 夕会\n会議ID: M-012\nToDo: 青葉一郎 5/10 会場を見る\n", "utf-8")
    minutes(folder, file="夕会.txt")
    assert rows(folder, last=7)[0][7] == "M-012 No.1"
    (folder / "夕会.txt").write_text("会議名: 改名\n会議ID: M-012\nToDo: 青葉一郎 5/10 会場の下見\n", "utf-8")
    assert [row[1] for row in actions(minutes(folder, file="夕会.txt"))] == ["same"]

"""In which table and at which row a promise is written, and what keeps a whole workbook from being written."""

import io
import zipfile
from datetime import datetime

import openpyxl
import pytest

import pmo_xl
from tests.carrying.books import DAY, HEADINGS, TODOS, memo, project, table

NOW = datetime(2024, 5, 7, 17, 0)


def promise(text, owner):
    return ["ToDo", "", text, owner, "5/20", ""]


@pytest.fixture
def folder(tmp_path):
    return project(tmp_path / "p")


def carry(folder):
    made = pmo_xl.load(folder).minutes(folder / "議事メモ.xlsx", DAY)
    made.apply(folder.parent / "out", NOW)
    return made


def texts(folder, sheet, column="B"):
    book = openpyxl.load_workbook(folder / "ToDo一覧.xlsx")
    return [cell.value for cell in book[sheet][column]]


def kept_ready(folder, count, *, below=None):
    """A register that keeps numbered rows ready below its last record."""
    rows = [row[:6] for row in TODOS] + [[f"A-{4 + n:03}", None, None, None, None, None] for n in range(count)]
    table(folder / "ToDo一覧.xlsx", "ToDo", HEADINGS[:6], rows + ([["合計", "3件"]] if below else []))
    book = openpyxl.load_workbook(folder / "ToDo一覧.xlsx")
    for row in book["ToDo"].iter_rows(min_row=2, max_row=4 + count):
        for column in (3, 5):
            row[column].number_format = "yyyy/m/d"
    book.save(folder / "ToDo一覧.xlsx")


def test_rows_kept_ready_are_filled_first_and_keep_their_numbers(folder):
    kept_ready(folder, 1)
    memo(folder / "議事メモ.xlsx", [promise("会場", "青葉一郎"), promise("名札", "青葉一郎")])
    made = carry(folder)
    # the row kept ready is A-004, so that the next free number is A-005
    assert [(row.id, row.done) for row in made.implied] == [("A-004", True), ("A-005", True)]
    assert texts(folder, "ToDo", "A")[-2:] == ["A-004", "A-005"]
    assert texts(folder, "ToDo")[-2:] == ["会場", "名札"]


def test_where_nothing_may_join_below_the_rows_kept_ready_are_used_and_the_rest_is_told(folder):
    kept_ready(folder, 2, below="合計")
    memo(folder / "議事メモ.xlsx", [promise(text, "青葉一郎") for text in ("会場", "名札", "資料")])
    made = carry(folder)
    assert [(row.done, row.reason) for row in made.implied] == [
        (True, None), (True, None), (False, "表のすぐ下（A7）に別の内容があります"),
    ]  # fmt: skip
    assert texts(folder, "ToDo")[-3:] == ["会場", "名札", "3件"]


def test_a_promise_joins_the_table_where_its_owners_rows_stand(folder):
    book = openpyxl.Workbook()
    for sheet, owner, first in (("社内ToDo", "若葉花子", 1), ("A社ToDo", "青葉一郎", 51)):
        rows = book.create_sheet(sheet)
        for cells in (HEADINGS[:6], *([f"A-{first + n:03}", f"仕事{n}", owner, DAY, "未", DAY] for n in range(3))):
            rows.append(cells)
    del book["Sheet"]
    book.save(folder / "ToDo一覧.xlsx")
    memo(folder / "議事メモ.xlsx", [promise("見積り", "青葉一郎"), promise("名札", "若葉花子")])
    made = carry(folder)
    assert [(row.id, row.table.sheet, row.done) for row in made.implied] == [
        ("A-054", "A社ToDo", True),
        ("A-055", "社内ToDo", True),  # one register: the next free number is one
    ]
    assert texts(folder, "A社ToDo")[-1] == "見積り"
    assert texts(folder, "社内ToDo")[-1] == "名札"


@pytest.mark.parametrize(("gap", "done"), [(2, False), (3, True)])
def test_two_tables_of_a_sheet_do_not_grow_together(folder, gap, done):
    """Two new rows over a gap of two would leave no blank row before the next table."""
    second = [["決定No", "決定内容", "区分", "決定者", "決定日"]]
    second += [[f"DC-00{n}", f"{n}案とする", "決定", "若葉花子", DAY] for n in (1, 2, 3)]
    (folder / "決定事項一覧.xlsx").unlink()
    rows = [row[:6] for row in TODOS] + [[]] * gap + second
    table(folder / "ToDo一覧.xlsx", "ToDo", HEADINGS[:6], rows)
    book = openpyxl.load_workbook(folder / "ToDo一覧.xlsx")
    for row in (2, 3, 4):
        book["ToDo"].cell(row, 4).number_format = book["ToDo"].cell(row, 6).number_format = "yyyy/m/d"
    book.save(folder / "ToDo一覧.xlsx")
    memo(folder / "議事メモ.xlsx", [promise("会場", "青葉一郎"), promise("名札", "青葉一郎")])
    made = carry(folder)
    assert [row.done for row in made.implied] == [done, done]
    assert made.implied[0].reason == (None if done else "表の下（7行目）の内容とつながります")
    registers = pmo_xl.load(folder).reading(DAY).registers
    assert (len(registers["todos"]), len(registers["decisions"])) == (3 + 2 * done, 3)


def test_a_table_in_sections_takes_only_rows_of_its_last_one(folder):
    rows = [["【経理部】"], *([f"A-00{n}", f"仕事{n}", "若葉花子", "経理部", DAY, "未"] for n in (1, 2))]
    rows += [["【A社】"], *([f"A-00{n}", f"仕事{n}", "青葉一郎", "A社", DAY, "未"] for n in (3, 4))]
    table(folder / "ToDo一覧.xlsx", "ToDo", ["No", "内容", "担当者", "担当部署", "期限", "状態"], rows)
    memo(folder / "議事メモ.xlsx", [promise("名札", "若葉花子"), promise("見積り", "青葉一郎")])
    made = carry(folder)
    assert [(row.title, row.done, row.reason) for row in made.implied] == [
        ("名札", False, "区切りの行がある表で、末尾の「【A社】」の行ではありません"),
        ("見積り", True, None),
    ]
    assert texts(folder, "ToDo")[-2:] == ["仕事4", "見積り"]


def test_a_record_of_several_rows_is_left_to_a_person(tmp_path):
    folder = project(tmp_path / "p", merged=True)
    before = (folder / "ToDo一覧.xlsx").read_bytes()
    made = carry(folder)
    assert {row.reason for row in made.implied if row.register == "todos"} <= {
        "1件が複数行にわたる表です", "1件が複数行に結合されている表です",
    }  # fmt: skip
    assert [row.done for row in made.implied] == [False, False, True]
    assert (folder / "ToDo一覧.xlsx").read_bytes() == before


def test_a_signed_workbook_is_refused(folder):
    path = folder / "ToDo一覧.xlsx"
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    before = path.read_bytes()
    made = carry(folder)
    assert [error.message for error in made.carried.refused] == [
        "ToDo一覧.xlsx に書き込めません（電子署名されています）"
    ]
    assert path.read_bytes() == before
    assert [row.done for row in made.implied] == [False, False, True]


def test_a_provisional_decision_gets_the_registers_word_for_it(folder):
    lines = [["決定", "", text, "若葉花子", "", ""] for text in ("当面は手作業とする（仮）", "仮想の環境を使う")]
    memo(folder / "議事メモ.xlsx", lines)
    carry(folder)
    sheet = openpyxl.load_workbook(io.BytesIO((folder / "決定事項一覧.xlsx").read_bytes())).worksheets[0]
    assert [cell.value for cell in sheet[5]][:4] == ["DC-004", "当面は手作業とする（仮）", "仮決定", "若葉花子"]
    assert [cell.value for cell in sheet[6]][:3] == ["DC-005", "仮想の環境を使う", "決定"]

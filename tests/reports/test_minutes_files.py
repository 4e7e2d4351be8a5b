"""議事録 on disk: editions, what a screen reader finds, many meetings in one run."""

import gc
import time
from datetime import date
from xml.etree import ElementTree as ET

import docx
import pytest

import pmo_xl
from tests.carrying.books import DAY, LINES, memo, project
from tests.patch.packages import parts
from tests.support.office import complaints

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def folder(tmp_path):
    return project(tmp_path / "p")


def save(folder, *files, day=DAY):
    made = pmo_xl.load(folder).minutes([folder / file for file in files or ("議事メモ.xlsx",)], day)
    return made.save(folder / "out").paths


def edition(path):
    return docx.Document(path).tables[0].rows[-1].cells[1].text


def test_minutes_that_changed_come_out_in_the_next_edition(folder):
    (first,) = save(folder)
    assert edition(first) == "初版"
    before = first.read_bytes()
    (again,) = save(folder)
    assert again.read_bytes() == before  # the same memo: the same edition, the same bytes
    memo(folder / "議事メモ.xlsx", [*LINES, ["決定", "単価", "来年見直す", "", "", ""]])
    (second,) = save(folder)
    assert edition(second) == "第2版"
    (tomorrow,) = save(folder, day=date(2024, 5, 8))
    assert (edition(tomorrow), tomorrow.name) == ("第2版", "議事録_UAT定例_20240508.docx")


def test_a_document_that_is_none_is_no_edition(folder):
    (folder / "out").mkdir()
    (folder / "out" / "議事録_UAT定例_20240506.docx").write_bytes(b"PK")
    (path,) = save(folder)
    assert edition(path) == "初版"


def test_another_meeting_of_the_name_begins_with_its_first_edition(folder):
    for day, name in (("2024/05/07", "a.txt"), ("2024/05/14", "b.txt")):
        (folder / name).write_text(f"会議名: 夕会\n日時: {day} 18:00\n決: {name}とする\n", "utf-8")
    assert [edition(path) for path in save(folder, "a.txt", "b.txt")] == ["初版", "初版"]


def test_a_screen_reader_finds_headings_heading_rows_page_numbers_and_properties(folder):
    lines = [["ToDo", "進捗", f"{n}番目の仕事", "青葉一郎", "来週金", ""] for n in range(60)]
    memo(folder / "議事メモ.xlsx", [*LINES, *lines])
    (path,) = save(folder)
    package = parts(path.read_bytes())
    body = ET.fromstring(package["word/document.xml"]).find(f"{W}body")
    headings = {
        "".join(t.text or "" for t in p.iter(f"{W}t")): style.get(f"{W}val")
        for p in body.iter(f"{W}p")
        if (style := p.find(f"{W}pPr/{W}pStyle")) is not None and style.get(f"{W}val").startswith(("Heading", "Title"))
    }
    assert headings == {
        "議事録　UAT定例": "Title",
        **dict.fromkeys(("前回ToDoの状況", "議事", "決定事項", "ToDo", "未決・継続", "次回"), "Heading1"),
        **dict.fromkeys(("進捗", "単価"), "Heading2"),
    }
    head, *tables = body.findall(f"{W}tbl")
    assert head.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstColumn") == "1"
    assert len(tables) == 3  # earlier, decisions, ToDo; nothing was left open
    for table in tables:
        first, *rows = table.findall(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None  # repeated on every page, read as headings
        assert rows
        assert not any(row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert table.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstRow") == "1"
    captions = [table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") for table in (head, *tables)]
    assert captions == ["会議の概要", "前回ToDoの一覧", "決定事項の一覧", "ToDoの一覧"]
    bullets = [
        p for p in body.iter(f"{W}p") if (s := p.find(f"{W}pPr/{W}pStyle")) is not None and "List" in s.get(f"{W}val")
    ]
    assert ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in bullets] == ["帳票の桁が足りない"]
    footer = next(data for name, data in package.items() if name.startswith("word/footer") and b"NUMPAGES" in data)
    fields = [i.text for i in ET.fromstring(footer).iter(f"{W}instrText")]
    assert fields == ["PAGE", "NUMPAGES"]
    said = docx.Document(path).core_properties
    assert (said.title, said.author, said.version) == ("議事録 UAT定例", "紅葉次郎", "1")
    assert said.created.date() == DAY
    assert complaints(path) == []


def test_what_a_todo_lacks_is_bold_and_in_a_box(folder):
    (path,) = save(folder)
    body = ET.fromstring(parts(path.read_bytes())["word/document.xml"])
    asked = [run for run in body.iter(f"{W}r") if "".join(t.text or "" for t in run.iter(f"{W}t")) == "【要確認】"]
    in_cells = [run for table in body.iter(f"{W}tbl") for run in table.iter(f"{W}r") if run in asked]
    assert len(in_cells) == 2  # owner and due date of 「得意先に連絡する」
    for run in in_cells:
        assert run.find(f"{W}rPr/{W}b") is not None
        assert run.find(f"{W}rPr/{W}bdr").get(f"{W}val") == "single"


def test_forty_memos_of_forty_meetings_take_time_in_proportion(folder):
    names = []
    for number in range(40):
        lines = "\n".join(
            f"決: 会議{number}の決めごと{n}\nToDo: 青葉一郎 来週金 会議{number}の宿題{n}" for n in range(15)
        )
        names.append(f"memo{number:02}.txt")
        (folder / names[-1]).write_text(f"会議名: 会議{number}\n日時: 2024/05/07 16:00\n{lines}\n", "utf-8")
    taken = {10: [], 40: []}
    for count in (10, 40) * 3:
        project = pmo_xl.load(folder)
        project.situation(DAY)  # reading the project is not what is measured
        gc.collect()
        gc.disable()  # a collection goes through all that the test run holds, and falls into the longer time
        try:
            began = time.process_time()
            made = project.minutes([folder / name for name in names[:count]], DAY)
            assert len(made.rows()) == 30 * count
            taken[count].append(time.process_time() - began)
        finally:
            gc.enable()
    seconds = {count: min(times) for count, times in taken.items()}  # what else ran can only add
    paths = made.save(folder / "out").paths
    assert len({path.name for path in paths}) == 40
    # 40 is four times 10; a quadratic run would take sixteen times as long
    assert seconds[40] < 9 * max(seconds[10], 0.05), seconds

"""pmo-xl requests: the files of a project, what is in them and what must not be, and how they are printed."""

import email
import json
import zipfile
from datetime import date, datetime, timedelta
from email import policy
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

import pmo_xl
from pmo_xl.cli import main
from tests.support.office import complaints, pages

DAY = date(2024, 5, 7)
HEADS = ["No.", "ToDo", "担当会社", "担当者", "依頼日", "依頼者", "期限", "状態", "回答", "回答日", "備考"]


def project(folder, rows, *, roster=True, **names):
    """A project of one ToDo workbook, and a roster of A社, B社 and 営業部."""
    folder.mkdir(exist_ok=True)
    with xlsxwriter.Workbook(folder / names.get("file", "ToDo一覧.xlsx")) as book:
        day = book.add_format({"num_format": "yyyy/m/d"})
        sheet = book.add_worksheet(names.get("sheet", "ToDo"))
        sheet.write_row("A1", HEADS)
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, datetime(cell.year, cell.month, cell.day), day)
                elif cell is not None:
                    sheet.write(number, column, cell)
        for plant in names.get("plants", ()):
            plant(book, sheet)
    if roster:
        with xlsxwriter.Workbook(folder / "体制表.xlsx") as book:
            sheet = book.add_worksheet("体制表")
            sheet.write_row("A1", ["氏名", "会社", "役割", "側"])
            for number, (who, company, side) in enumerate(
                (("甲野太郎", "A社", "ベンダー"), ("乙川一子", "B社", "ベンダー"), ("青葉一郎", "営業部", "ユーザー")),
                1,
            ):
                sheet.write_row(number, 0, [who, company, "担当", side])
    return folder


def todo(number, *, company="A社", title="", due=DAY, asked_by="青葉一郎", remark=""):
    text = title or f"件{number}"
    return [f"A-{number:03}", text, company, None, date(2024, 4, 22), asked_by, due, "対応中", None, None, remark]


def made(folder, out):
    return pmo_xl.load(folder).requests(DAY).save(out)


def words(path):
    """Every part of a package and its names, as one text."""
    with zipfile.ZipFile(path) as package:
        parts = [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
        return "\n".join([*package.namelist(), *parts])


def test_files_are_named_after_page_addressee_and_day(tmp_path):
    rows = [todo(1), todo(2, company="営業部"), todo(3, company=None)]
    found = {path.name for path in made(project(tmp_path / "p", rows), tmp_path / "out").paths}
    assert found == {
        "依頼一覧_A社_20240507.xlsx",
        "依頼一覧_A社_20240507.eml",
        "依頼一覧_営業部_20240507.xlsx",
        "依頼一覧_営業部_20240507.eml",
        "依頼一覧_宛先未定_20240507.xlsx",  # no letter: to whom?
        "催促文_20240507.txt",
        "連携マトリクス_20240507.xlsx",
    }


def test_the_draft_carries_letter_and_list(tmp_path):
    paths = made(project(tmp_path / "p", [todo(1)]), tmp_path / "out").paths
    draft = next(path for path in paths if path.suffix == ".eml")
    message = email.message_from_bytes(draft.read_bytes(), policy=policy.default)
    assert message["X-Unsent"] == "1"
    body, attached = message.iter_parts()
    assert "「件1」" in body.get_content()
    assert attached.get_filename() == "依頼一覧_20240507.xlsx"
    assert attached.get_content() == draft.with_suffix(".xlsx").read_bytes()
    assert "「件1」" in (tmp_path / "out" / "催促文_20240507.txt").read_text("utf-8-sig")


@pytest.mark.parametrize(("count", "printed"), [(1, 1), (30, 1), (31, 2), (60, 2), (61, 3)])
def test_thirty_rows_are_a_page(count, printed, tmp_path):
    rows = [todo(number) for number in range(1, count + 1)]
    made(project(tmp_path / "p", rows), tmp_path / "out")
    path = tmp_path / "out" / "依頼一覧_A社_20240507.xlsx"
    breaks = openpyxl.load_workbook(path)["依頼一覧"].row_breaks.brk
    assert [line.id for line in breaks] == [5 + 30 * page for page in range(1, printed)]  # the list begins in row 6
    if count in (30, 31):
        assert pages(path, tmp_path) == printed


def test_long_texts_end_a_page_before_the_thirtieth_row(tmp_path):
    title = "基幹システムの受注画面の桁数と、帳票に印刷される桁数の違いについての確認とご回答"
    made(project(tmp_path / "p", [todo(n, title=f"{title}{n}") for n in range(1, 31)]), tmp_path / "out")
    path = tmp_path / "out" / "依頼一覧_A社_20240507.xlsx"
    sheet = openpyxl.load_workbook(path)["依頼一覧"]
    assert len(sheet.row_breaks.brk) >= 1
    assert pages(path, tmp_path) == len(sheet.row_breaks.brk) + 1
    assert [sheet.cell(row, 3).value for row in range(6, 36)] == [f"{title}{n}" for n in range(1, 31)]  # none is cut


def test_sixty_letters_of_a_name_stay_on_the_page(tmp_path):
    name = "東都電算システム開発サービス" * 5 + "社"
    out = tmp_path / "out"
    paths = made(project(tmp_path / "p", [todo(1, company=name)], roster=False), out).paths
    lists = [path for path in paths if path.name.startswith("依頼一覧") and path.suffix == ".xlsx"]
    title = openpyxl.load_workbook(lists[0])["依頼一覧"]["A1"].value
    assert title == f"依頼一覧　{name[:21]}… 御中"  # 22 full-width letters fit
    assert name in (out / "催促文_20240507.txt").read_text("utf-8-sig")
    matrix = next(path for path in paths if path.name.startswith("連携マトリクス"))
    assert openpyxl.load_workbook(matrix)["連携マトリクス"]["B6"].value == f"{name[:10]}…"
    assert pages(lists[0], tmp_path) == 1


def test_a_register_of_titles_alone_is_still_a_list(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "ToDo一覧.xlsx") as book:
        sheet = book.add_worksheet("ToDo")
        sheet.write_row("A1", ["No.", "ToDo", "状態"])
        sheet.write_row("A2", ["A-001", "桁数の回答", "対応中"])
    (one,) = pmo_xl.load(tmp_path / "ToDo一覧.xlsx").requests(DAY).lists
    row = one.values()["requests"][0]
    assert (one.name, row["id"], row["due"], row["requester"], row["status"]) == (
        "宛先未定",
        "A-001",
        None,
        "",
        "対応中○",
    )


def test_nothing_open_is_still_said(tmp_path):
    folder = project(tmp_path / "p", [])
    paths = made(folder, tmp_path / "out").paths
    assert {path.name for path in paths} == {"依頼一覧_宛先未定_20240507.xlsx", "連携マトリクス_20240507.xlsx"}
    sheet = openpyxl.load_workbook(paths[0])["依頼一覧"]
    assert (sheet["A3"].value, sheet["C6"].value) == ("未完了の依頼はありません。", "未完了の依頼はありません")
    assert [complaint for path in paths for complaint in complaints(path)] == []


PLANTED = ("B社", "Ｂ社", "乙川一子", "営業部", "秘マーカー", "社内限り")


def planted(folder):
    """A project with the markers in titles, people, remarks, names of file and sheet, comments, hidden sheets, names."""

    def hide(book, sheet):
        book.add_worksheet("秘マーカー").hide()
        book.define_name("秘マーカー名", "=1")
        book.set_properties({"author": "秘マーカー", "comments": "B社"})
        sheet.write_comment("B2", "秘マーカー B社")

    rows = [
        todo(1, title="Ｂ社との桁数の確認", asked_by="乙川一子", remark="秘マーカー"),
        todo(2, title="営業部の端末", remark="B社に確認"),
        todo(3, title="価格の内訳", remark="社内限り"),
        todo(4, company="B社"),
        todo(5, company="営業部"),
    ]
    return project(folder, rows, file="B社ToDo一覧.xlsx", sheet="B社ToDo", plants=[hide])


def test_a_vendors_package_holds_no_word_that_is_not_its_own(tmp_path):
    found = made(planted(tmp_path / "B社案件"), tmp_path / "out")
    plain = words(tmp_path / "B社案件" / "B社ToDo一覧.xlsx")
    assert [word for word in PLANTED if word in plain] == list(PLANTED)  # they were there to be kept back
    own = tmp_path / "out" / "依頼一覧_A社_20240507.xlsx"
    assert [word for word in PLANTED if word in words(own)] == []
    assert "他社との桁数の確認" in words(own)
    body = email.message_from_bytes(own.with_suffix(".eml").read_bytes(), policy=policy.default)
    letter = body.get_body().get_content() + body["Subject"]
    assert [word for word in PLANTED if word in letter] == []
    assert "他社との桁数の確認" in letter
    # 価格の内訳 is internal: it went to no vendor, and is not lost
    everything = "".join(words(path) for path in found.paths if path.suffix == ".xlsx" and "宛先未定" in path.name)
    assert "価格の内訳" in everything
    assert "価格の内訳" not in words(own)


def test_a_vendors_workbook_has_one_sheet_no_comment_no_link_and_no_name_of_its_own(tmp_path):
    made(planted(tmp_path / "p"), tmp_path / "out")
    own = tmp_path / "out" / "依頼一覧_A社_20240507.xlsx"
    book = openpyxl.load_workbook(own)
    assert book.sheetnames == ["依頼一覧"]
    assert not [cell for row in book.active for cell in row if cell.hyperlink or cell.comment]
    with zipfile.ZipFile(own) as package:
        assert not [name for name in package.namelist() if "comment" in name or "externalLink" in name]


def test_json_tells_addressees_and_files(tmp_path, capsys, monkeypatch):
    project(tmp_path / "p", [todo(1, due=date(2024, 5, 2)), todo(2, company="営業部")])
    monkeypatch.chdir(tmp_path)
    assert main(["requests", "p", "--as-of", "2024-05-07", "--out", "out", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["as_of"] == "2024-05-07"
    assert {row["addressee"]: (row["open"], row["overdue"], row["ids"]) for row in told["addressees"]} == {
        "営業部": (1, 0, ["A-002"]),
        "A社": (1, 1, ["A-001"]),  # 5/2 to 5/7: one working day
    }
    assert [Path(file).exists() for file in told["outputs"]] == [True] * 6


def test_the_same_input_gives_the_same_bytes(tmp_path):
    folder = project(tmp_path / "p", [todo(1), todo(2, company="営業部")])
    one, two = (made(folder, tmp_path / name).paths for name in ("a", "b"))
    assert [path.read_bytes() for path in one if "A社" in path.name] == [
        path.read_bytes() for path in two if "A社" in path.name
    ]


def test_formulas_in_a_title_stay_text_and_markup_stays_markup(tmp_path):
    made(project(tmp_path / "p", [todo(1, title="'=1+1 <b>&{{ x }}")]), tmp_path / "out")
    cell = openpyxl.load_workbook(tmp_path / "out" / "依頼一覧_A社_20240507.xlsx")["依頼一覧"]["C6"]
    assert (cell.data_type, cell.value) == ("s", "'=1+1 <b>&{{ x }}")


def test_apply_without_take_is_refused(tmp_path, capsys):
    project(tmp_path / "p", [todo(1)])
    assert main(["requests", str(tmp_path / "p"), "--apply"]) == 2
    assert "--take と一緒に" in capsys.readouterr().err


def test_lists_that_lie_in_the_project_are_not_read_as_its_ledgers(tmp_path):
    folder = project(tmp_path / "p", [todo(1)])
    made(folder, folder)
    (folder / "依頼一覧_A社_20240507.xlsx").rename(folder / "依頼一覧_A社_20240507（回答済）.xlsx")
    assert [path.name for path in pmo_xl.load(folder).paths] == ["ToDo一覧.xlsx", "体制表.xlsx"]
    assert [request.record.id for one in pmo_xl.load(folder).requests(DAY).lists for request in one.requests] == [
        "A-001"
    ]


@pytest.fixture(scope="module")
def of_sample(sample, tmp_path_factory):
    out = tmp_path_factory.mktemp("out")
    requests = pmo_xl.load(sample).requests(date(2026, 11, 24))
    return requests, requests.save(out)


def test_the_samples_files_are_its_open_requests_and_office_opens_them(of_sample):
    requests, written = of_sample
    shown = []
    for path in written.paths:
        if path.suffix == ".xlsx":
            assert complaints(path) == []
        if path.suffix == ".xlsx" and path.name.startswith("依頼一覧"):
            sheet = openpyxl.load_workbook(path)["依頼一覧"]
            shown += [row[0].value for row in sheet.iter_rows(min_row=6, min_col=14) if row[0].value]
    registers = requests.situation.registers
    open_ones = [todo for todo in registers["todos"] if todo.is_open]
    waiting = [issue for kind in ("issues", "defects") for issue in registers[kind] if issue.status == "waiting"]
    assert len(shown) == len(open_ones) + len(waiting) == 27
    assert len(set(shown)) == len(shown)


def test_the_samples_vendors_read_no_other_name(of_sample):
    _, written = of_sample
    for name in ("A社", "B社", "C社"):
        path = next(p for p in written.paths if p.name.startswith(f"依頼一覧_{name}") and p.suffix == ".xlsx")
        others = {"A社", "B社", "C社", "営業部", "経理部", "情報システム部", "購買部", "物流部", "人事部"} - {name}
        assert [other for other in others if other in words(path)] == []


def test_a_day_after_the_due_day_is_red_only_when_people_work(tmp_path):
    # due on Saturday 5/4, asked on Monday's day off 5/6: nothing is overdue yet
    folder = project(tmp_path / "p", [todo(1, due=date(2024, 5, 4))])
    lists = pmo_xl.load(folder).requests(DAY - timedelta(days=1)).lists
    assert [request.overdue for request in lists[0].requests] == [0]

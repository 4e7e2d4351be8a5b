"""The written 作業報告: a page a person in Word, everybody in Excel, each count traceable."""

import io
import re
from dataclasses import replace

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from pmo_xl import rules
from pmo_xl.metrics.catalogue import measure
from pmo_xl.render import docx as word
from pmo_xl.render import soundness, template, xlsx
from pmo_xl.render.tags import known_names
from pmo_xl.reports.fields.work import EVERYBODY, PERSON
from pmo_xl.reports.work import work_report
from pmo_xl.reports.work_lists import AHEAD, DONE
from pmo_xl.resources import template as shipped
from tests.make import work_templates
from tests.metrics import g1
from tests.reports.test_work import kept_of
from tests.support.build import register, situation
from tests.support.office import complaints, pages

EXCEL, WORD = shipped("作業報告.xlsx"), shipped("作業報告.docx")
CELLS = {asked.name: asked.where for asked in reversed(template.names(EXCEL))}
SIXTY = "受注伝票を登録したときに在庫引当が二重に行われ出荷指示が重複して倉庫へ届くため手作業で突き合わせて取り消す必要がある案件"


def report(seen):
    checked = rules.run(seen)
    return work_report(seen, measure(seen, checked.findings), checked)


def golden():
    """G1 has neither owners nor testers: what is dated today is there, but nobody did it."""
    return report(g1.g1(settings=g1.config(name="基幹システム刷新", phase="UAT")))


def full():
    """More rows than the page holds, all of one person, every text sixty characters long, and a stamp."""
    assert len(SIXTY) == 60
    rows = range(DONE + 1)
    before = "\n".join(f"| K-{n:03} | {SIXTY} | open | 若葉花子 | 2024-05-01 | |" for n in rows)
    now = "\n".join(f"| K-{n:03} | {SIXTY} | in_progress | 若葉花子 | 2024-05-08 | {SIXTY} |" for n in rows)
    tests = "\n".join(f"| T-{n:03} | {SIXTY} | 2024-05-08 | 若葉花子 |" for n in range(AHEAD + 1))
    head = "| id | title | status | owner | due_date | action |"
    plan = register("test", f"| id | title | planned_date | tester |\n{tests}")
    seen = situation(
        "2024-05-07",
        register("issue", f"{head}\n{now}"),
        plan,
        register("roster", f"| owner | owner_org |\n| 若葉花子 | {SIXTY[:30]} |"),
        config=g1.config(name=SIXTY, phase="UAT"),
        kept=[kept_of(register("issue", f"{head}\n{before}"), plan)],
    )
    return replace(
        report(seen),
        stamp="参考値",
        stamp_reason=f"B9 消化推移の最終点と消化件数が一致しません（109と110）{SIXTY}",
    )


def empty():
    return report(situation("2024-05-07"))


def one():
    issues = register("issue", "| id | title | owner | updated_date |\n| K-1 | 課題 | 若葉 | 2024-05-07 |")
    return report(situation("2024-05-07", issues))


CASES = {"g1": golden, "full": full, "empty": empty, "one": one}


def book_of(made):
    return openpyxl.load_workbook(io.BytesIO(xlsx.fill(EXCEL, made.values(CELLS))))


def paragraphs(data):
    body = docx.Document(io.BytesIO(data)).element.body
    return ["".join(text.text or "" for text in paragraph.iter(qn("w:t"))) for paragraph in body.iter(qn("w:p"))]


def page_of(made):
    return word.fill(WORD, made.page(made.people[0]))


def said_on(sheet):
    return {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None}


def test_the_shipped_templates_come_from_their_builder(tmp_path):
    work_templates.build(tmp_path)
    once = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    work_templates.build(tmp_path)
    assert once == {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    for own in (EXCEL, WORD):
        assert template.names(own) == template.names(tmp_path / own.name)


@pytest.mark.parametrize(("path", "fields"), [(EXCEL, EVERYBODY), (WORD, PERSON)], ids=["xlsx", "docx"])
def test_the_templates_ask_only_for_what_the_report_gives(path, fields):
    assert [str(problem) for problem in soundness.check(path, fields)] == []


def test_every_value_is_a_field_with_its_meaning():
    given = {name for make in CASES.values() for name in known_names(make().values(CELLS))}
    assert {name for name in given if not name.endswith("[]")} - set(EVERYBODY) == set()
    assert {name for name in EVERYBODY if "[]" not in name} - given == set()
    made = full()
    given = set(known_names(made.page(made.people[0])))
    assert {name for name in given if not name.endswith("[]")} == set(PERSON)


@pytest.mark.parametrize("case", CASES)
def test_office_finds_nothing_to_repair(case, tmp_path):
    made = CASES[case]()
    (tmp_path / "w.xlsx").write_bytes(xlsx.fill(EXCEL, made.values(CELLS)))
    assert complaints(tmp_path / "w.xlsx") == []
    if made.people:
        (tmp_path / "w.docx").write_bytes(page_of(made))
        assert complaints(tmp_path / "w.docx") == []


@pytest.mark.parametrize("case", ["full", "one"])
@pytest.mark.office
def test_a_person_has_one_page(case, tmp_path):
    (tmp_path / "w.docx").write_bytes(page_of(CASES[case]()))
    assert pages(tmp_path / "w.docx", tmp_path) == 1


def test_nothing_of_the_template_and_of_the_program_is_left():
    for make in CASES.values():
        made = make()
        texts = [text for sheet in book_of(made) for text in said_on(sheet)]
        texts += paragraphs(page_of(made)) if made.people else []
        assert not [text for text in texts if "{{" in text or "{%" in text or re.search(r"\bNone\b", text)]


def test_the_same_report_is_the_same_bytes():
    assert xlsx.fill(EXCEL, full().values(CELLS)) == xlsx.fill(EXCEL, full().values(CELLS))
    assert page_of(full()) == page_of(full())


def test_the_page_of_a_person_whose_day_was_long():
    said = paragraphs(page_of(full()))
    assert "延期19件" in said  # DONE + 1 deadlines were put off
    assert "他1件(別紙 作業報告.xlsx 明細)" in said
    assert "他20件(別紙 明日の準備)" in said  # nine tests and nineteen issues come tomorrow, eight of them fit
    assert any(text.startswith("【参考値】作業報告") for text in said)
    assert sum(text.startswith("課題 K-") for text in said) == DONE


def test_everything_that_did_not_fit_stands_in_the_workbook_with_its_cell():
    book = book_of(full())
    rows = [row for row in book["明細"].iter_rows(min_row=5) if row[0].value]
    assert [row[3].value for row in rows] == [f"K-{n:03}" for n in range(DONE + 1)]
    assert all(row[6].value.startswith("一覧!") for row in rows)


def test_what_nobody_did_is_told_of_g1():
    book = book_of(golden())
    # metrics.md §8: on 5/7 sixteen tests ran, K-013 was closed, D-… were found and closed; nobody is named
    rows = [row for row in book["明細"].iter_rows(min_row=5, values_only=True) if row[0]]
    assert {row[0] for row in rows} == {"担当者を特定できない行"}
    assert sum(row[1] == "テスト実施" for row in rows) == 16
    assert [row[3] for row in rows if row[2] == "課題"] == ["K-013"]
    # D of 5/7: six found (2 + 2 + 2), four closed (3 + 1)
    assert sorted(row[1] for row in rows if row[2] == "不具合") == ["完了"] * 4 + ["新規"] * 6


def test_every_count_leads_to_its_records():
    book = book_of(full())
    rows = [row for row in book["根拠"].iter_rows(min_row=5, values_only=True) if str(row[0]).startswith("N")]
    found = {row[2]: row for row in rows}
    put_off = found["若葉花子 延期"]
    assert (put_off[4], put_off[8]) == (19, "K-000〜K-018")
    sheet, _, cell = put_off[1].split()[0].partition("!")
    assert book[sheet][cell].value == 19
    assert found["若葉花子 明日"][4] == 28

"""エスカレーション一覧: its one page for the owner, its sheets, and the files of a whole project."""

import io
import json
import re
import zipfile
from datetime import date, datetime

import docx
import openpyxl
import pytest

import pmo_xl
from pmo_xl import rules
from pmo_xl.cli import main
from pmo_xl.metrics.catalogue import measure
from pmo_xl.model.kept import Kept
from pmo_xl.render import docx as word
from pmo_xl.render import soundness, template, xlsx
from pmo_xl.reports.earlier import as_it_was
from pmo_xl.reports.escalation import escalation_list
from pmo_xl.reports.escalation_page import EscalationPage
from pmo_xl.reports.fields.escalation import LIST, MEMO
from pmo_xl.reports.memo import memo
from pmo_xl.resources import template as shipped
from pmo_xl.settings import Config, ProjectSection
from tests.make import escalation_template, memo_template
from tests.support.build import register, situation
from tests.support.office import complaints, pages

AS_OF = "2024-05-07"  # 5/3 to 5/6 are days off: one working day after 5/2
EXCEL, WORD = shipped("エスカレーション一覧.xlsx"), shipped("エスカレーションメモ.docx")
CELLS = {asked.name: asked.where for asked in reversed(template.names(EXCEL))}
SIXTY = "受注伝票を登録したときに在庫引当が二重に行われ出荷指示が重複して倉庫へ届くため手作業で突き合わせて取り消す必要がある案件"


def page_of(*registers, config=None, kept=()):
    seen = situation(AS_OF, *registers, config=config, kept=kept)
    checked = rules.run(seen)
    metrics = measure(seen, checked.findings)
    before = seen.previous
    found = escalation_list(seen, metrics, earlier=as_it_was(seen, before) if before else None)
    memos = tuple(memo(item, seen, metrics, project="刷新") for item in found.items)
    return EscalationPage(seen, metrics, checked, "刷新", found, memos)


def issues(*lines):
    return register("issue", "\n".join(("| id | title | status | severity | due_date | impact |", *lines)))


def whole(**more):
    """A project in which everything the sheets can show stands once."""
    registers = {
        "issue": issues("| K-001 | 受注が止まる | open | high | 2024-04-30 | 業務: 受注600件/月、顧客: なし |"),
        "defect": register("defect", """
            | id    | title | status | severity | fix_plan_date | vendor | action   |
            | B-001 | 端数  | open   | high     | 2024-04-26    | A社    |          |
            | B-002 | 帳票  | open   | low      | 2024-05-20    | B社    | 運用回避 |"""),
        "test": register("test", """
            | id    | title | result  | defect_id | planned_date | requirement_id | depends_on |
            | T-001 | 受注  | blocked | K-001     | 2024-05-08   | R-01           |            |
            | T-002 | 照会  |         |           | 2024-05-09   | R-02           | T-001      |
            | T-003 | 請求  | blocked | B-001     | 2024-05-08   | R-01           |            |"""),
        "option": register("option", """
            | related_id | title | cost    | months | upkeep | monthly_count | minutes_each | hourly_cost | risk | reversible | recommended | remarks |
            | K-001      | 手動  |         |        |        | 600           | 5            | 4000        | 誤り | 戻せる     |             | 続く    |
            | K-001      | 修正  | 3000000 | 1      | 10000  |               |              |             | 回帰 | 戻せない   | ○           | 早い    |"""),
        "decision": register("decision", """
            | id    | title              | kind     | related_id | due_date   | cost   |
            | D-001 | 追加予算で修正する | 判断待ち | K-001      | 2024-05-10 | 500000 |"""),
        "manual_work": register("manual_work", """
            | id   | title  | owner    | owner_org | related_id | monthly_count | minutes_each |
            | M-01 | 手入力 | 乙山花子 | 営業部    | K-001      | 600           | 5            |"""),
        "roster": register("roster", """
            | owner    | title              | owner_org | allocation |
            | 青葉一郎 | プロジェクトオーナー | 本社      |            |
            | 乙山花子 | 業務担当           | 営業部    | 1          |"""),
    }  # fmt: skip
    config = Config(project=ProjectSection(phase="UAT", phase_end=date(2024, 5, 17)))
    row = {"id": "K-001", "status": "open", "severity": "high", "due_date": "2024-04-25"}
    gone = {
        "id": "K-002",
        "status": "open",
        "severity": "high",
        "due_date": "2024-04-22",
        "title": "済み",
        "_place": ["台帳.xlsx", "一覧", 9],
    }
    kept = Kept(date(2024, 5, 2), {"issues": (row, gone)}, columns={"issues": tuple(gone)})
    return page_of(*{**registers, **more}.values(), config=config, kept=[kept])


def test_nothing_to_escalate_is_said_in_so_many_words():
    values = page_of().values()
    assert values["headline"] == "エスカレーション対象はありません"
    assert values["changes"] == "前回の記録がないため、新規・継続・解消は示していません（history keep で残せます）"


def test_sixteen_items_show_fifteen_and_say_how_many_are_left():
    values = page_of(issues(*(f"| K-{n:03} | 件名{n} | open | high | 2024-04-22 | |" for n in range(1, 17)))).values()
    assert (len(values["first"]), len(values["items"]), values["note"]) == (15, 16, "他1件(別紙 全件)")


def test_a_row_says_what_is_asked_of_whom_why_since_when_and_what_waits():
    values = whole().values()
    row = values["items"][0]
    assert row | {"id": row["id"].text} == {
        "no": 1,
        "title": "受注が止まる",
        "ask": "修正とすること（3,000,000円＋月10,000円）をご承認ください",
        "to": "プロジェクトオーナー",
        "decide_by": date(2024, 5, 10),
        "rank": "高",
        "overdue": 3,
        "impact": "テスト2件(T-001、T-002)、手作業 月50.0時間、業務: 受注600件/月、顧客: なし",
        "owner": "【要確認】",
        "id": "K-001",
        "condition": "重要度高・期限超過3営業日（5/7から）",
        "since": date(2024, 5, 7),
        "state": "継続",
    }
    # the page for the owner holds three lines of it
    assert values["first"][0]["impact"] == "テスト2件(T-001、T-002)、手作業 月50.0時間、業務: 受注600件/月…"


def test_what_changed_since_the_last_kept_day_is_counted_and_what_is_settled_listed():
    values = whole().values()
    # on 5/2 K-001 was due 4/25: four working days late; B-001 was in no register then; K-002 is gone
    assert values["changes"] == "前回(2024/05/02(木))から: 新規1件・継続1件・解消1件"
    assert [row["title"] for row in values["settled_items"]] == ["済み"]
    assert values["headline"] == "エスカレーション対象は2件（新規1件）です。直近の判断期限は5/10です。"


def test_a_deadline_with_a_time_is_sorted_and_shown_with_it():
    decisions = register(
        "decision", "| id | title | kind | related_id | due_date |\n| D-001 | 決める | 判断待ち | K-001 | 2024-05-10 |"
    )
    (row,) = decisions.tables[0].grid.rows[1:]
    row[4] = datetime(2024, 5, 10, 12, 0)
    page = whole(decision=decisions)
    assert page.values()["first"][0]["decide_by"] == datetime(2024, 5, 10, 12, 0)
    assert page.memos[0].values()["decide_by"] == "2024年5月10日（金）12:00"


_NUMBER = re.compile(r"[\d,]+(?:\.\d+)?(?:件|営業日|時間|か月|円|人|%|回)")


def numbers_of(page):
    """Every printed number with its unit, of the list, the memos, and the sentences and sums of both registers."""
    values = page.values()
    told = [values["headline"], values["changes"], values["manual_line"], values["budget_line"]]
    told += [str(row[key]) for row in values["first"] for key in ("impact", "condition")]
    told += [f"{row['overdue']}営業日" for row in values["first"] if row["overdue"]]
    told += [f"{row[key]}" for row in values["manual_loads"] for key in ("share",)]
    for one in page.memos:
        shown = one.values()
        told += [shown["consequence"], *shown["trial"], *(part["text"] for part in shown["impact"])]
        told += [option[key] for option in shown["options"] for key in ("cost", "months", "load", "payback")]
    return {number for text in told for number in _NUMBER.findall(text)}


def test_every_number_of_the_list_and_the_memos_stands_on_the_evidence_sheet():
    page = whole()
    numbers = numbers_of(page)
    assert {"3,000,000円", "200,000円", "50.0時間", "0.31人", "31.3%"} <= numbers
    told = " ".join(f"{row['text']} {row['formula']}" for row in page.values(CELLS)["evidence"])
    own_words = {"600件", "30%"}  # what the register says itself, and by how much the trial moves the cases
    assert {number for number in numbers - own_words if number not in told} == set()


_SAID = re.compile(r"\d[\d,]*(?:\.\d+)?(?:円|件|時間|人|名|か月|営業日|年|日|分|%)")


def test_every_number_with_a_unit_on_the_memos_of_the_sample_stands_on_its_evidence_sheet(sample, tmp_path):
    made = pmo_xl.load(sample).escalate(date(2026, 11, 24))
    told = " ".join(f"{row['name']} {row['text']} {row['formula']}" for row in made.page.values({})["evidence"])
    told += " 30%"  # by how much the trial moves the cases
    memos = {}
    for path in made.save(tmp_path).paths:
        if path.suffix == ".docx":
            paper = docx.Document(path)
            cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
            memos[path.name] = set(_SAID.findall(" ".join([*cells, *(p.text for p in paper.paragraphs)])))
    done = memos["エスカレーションメモ_K-019_20261124.docx"]
    assert {"3,000,000円", "200,000円", "50.0時間", "0.31人", "15.0か月", "4,000円"} <= done
    assert {name: left for name, found in memos.items() if (left := {said for said in found if said not in told})} == {}


def test_one_memo_of_the_sample_is_finished_and_the_others_say_what_they_lack(sample):
    memos = {one.item.id: one for one in pmo_xl.load(sample).escalate(date(2026, 11, 24)).page.memos}
    assert [name for name, one in memos.items() if not one.gaps] == ["K-019"]
    page = memos["K-019"].values()
    assert (page["draft"], page["decider"]) == ("", "プロジェクトオーナー 青葉一郎様")
    assert len(page["background"]) == 3
    # 600 × 5 ÷ 60 = 50 h, × 4,000 = 200,000 a month; 3,000,000 ÷ 200,000 = 15.0; ÷ 0.7 = 21.4; ÷ 1.3 = 11.5
    assert [option["payback"] for option in page["options"]] == ["−", "15.0か月 (21.4〜11.5)", "−"]
    assert page["options"][0]["load"] == "月50.0時間 (0.31人)"  # ÷ 160


def test_the_sample_shows_what_is_done_by_hand_and_the_money_asked_for(sample):
    shown = pmo_xl.load(sample).escalate(date(2026, 11, 24)).page.values({})
    # 980,000 + 180,000 approved; 3,000,000 + 1,600,000 applied for in the ledger, and DC-018's recommended 300,000
    assert shown["budget_line"] == "承認済 1,160,000円、申請中 4,900,000円、見込 600,000円"
    assert [line["id"].text for line in shown["budget"] if line["note"]] == ["DC-018"]
    loads = {row["department"]: (row["hours"], row["capacity"], row["share"]) for row in shown["manual_loads"]}
    # 購買部: 600 × 5 ÷ 60; (0.6 + 0.5) × 160 = 176 h there are, 50 ÷ 176 = 28.4 %
    assert loads["購買部"] == ("50.0", "176.0", "28.4%")
    assert loads["物流部"][0] == "29.3"  # 440 × 4 ÷ 60
    assert [job["id"].text for job in shown["manual"] if "終了条件" in job["missing"]] == ["M-01"]


def test_evidence_leads_to_the_cell_of_the_page_and_to_the_rows_behind_it():
    rows = {row["name"]: row for row in reversed(whole().values(CELLS)["evidence"])}  # the first of each name
    waiting = rows["K-001 待ちテスト"]
    assert (waiting["text"], waiting["value"], waiting["ids"]) == ("テスト2件", 2, "T-001、T-002")
    assert waiting["where"] == "エスカレーション一覧!H6 影響"
    # (3,000,000 + 1 × 200,000) ÷ (200,000 − 10,000)
    assert rows["案2 修正 損益分岐"]["value"] == pytest.approx(3_200_000 / 190_000)
    assert rows["案2 修正 損益分岐"]["text"] == "16.8か月"


def full():
    """Sixteen items, every name sixty characters long, five options, every figure there."""
    lines = (f"| K-{n:03} | {SIXTY} | open | high | 2024-04-22 | 業務: {SIXTY}、顧客: {SIXTY} |" for n in range(1, 17))
    options = "\n".join(
        f"| K-001 | {SIXTY} | {c} | 2 | 10000 | {n} | 5 | 4000 | {SIXTY} | 戻せない | {mark} | {SIXTY} |"
        for c, n, mark in (("", 600, ""), (3000000, "", "○"), (9000000, "", ""), (12000000, "", ""), (1000000, "", ""))
    )
    header = "| related_id | title | cost | months | upkeep | monthly_count | minutes_each | hourly_cost | risk | reversible | recommended | remarks |"
    jobs = "\n".join(
        f"| M-{n:02} | {SIXTY} | {SIXTY} | 乙山花子 | 営業部 | K-001 | 600 | 5 | 2024-06-28 |" for n in range(40)
    )
    tests = "\n".join(f"| T-{n:03} | {SIXTY} | blocked | K-001 | 2024-05-08 | R-{n:03} |" for n in range(1, 60, 2))
    return whole(
        issue=issues(*lines),
        option=register("option", f"{header}\n{options}"),
        test=register("test", f"| id | title | result | defect_id | planned_date | requirement_id |\n{tests}"),
        manual_work=register(
            "manual_work",
            f"| id | title | action | owner | owner_org | related_id | monthly_count | minutes_each | planned_end |\n{jobs}",
        ),
    )


@pytest.mark.parametrize("project", [whole, full, page_of])
def test_the_workbook_is_sound_and_its_first_sheet_one_page(project, tmp_path):
    path = tmp_path / "一覧.xlsx"
    path.write_bytes(xlsx.fill(EXCEL, project().values(CELLS)))
    assert complaints(path) == []
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["エスカレーション一覧", "全件", "解消", "運用回避一覧", "追加予算台帳", "根拠", "根拠ID"]
    for name in book.sheetnames[1:]:
        del book[name]
    book.save(tmp_path / "first.xlsx")
    assert pages(tmp_path / "first.xlsx", tmp_path) == 1


@pytest.mark.parametrize("project", [whole, full])
def test_every_memo_is_sound_and_one_page(project, tmp_path):
    for number, one in enumerate(project().memos[:2]):
        path = tmp_path / f"memo{number}.docx"
        path.write_bytes(word.fill(WORD, one.values()))
        assert complaints(path) == []
        assert pages(path, tmp_path) == 1


def test_a_draft_begins_with_its_gaps_and_a_finished_memo_has_none():
    def lines(one):
        return [p.text for p in docx.Document(io.BytesIO(word.fill(WORD, one.values()))).paragraphs if p.text]

    done, draft = whole().memos
    assert lines(done)[0] == "エスカレーションメモ"
    assert not any("【要確認】" in line for line in lines(done))
    assert lines(draft)[0] == "【下書き】エスカレーションメモ"
    assert lines(draft)[1].startswith("【要確認】 件名（求める判断）、判断期限")


def test_the_templates_name_only_what_the_pages_offer_and_are_made_by_their_scripts(tmp_path):
    for path, fields, made in ((EXCEL, LIST, escalation_template), (WORD, MEMO, memo_template)):
        assert soundness.check(path, fields) == ()
        made.build(tmp_path / path.name)
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


def test_every_field_is_there_on_every_day():
    for values in (whole().values(CELLS), page_of().values()):
        for name in LIST:
            found = values
            for part in name.replace("[]", "").split("."):
                if isinstance(found, list):
                    found = found[0] if found else None
                if found is None:
                    break
                assert part in found, name
                found = found[part]


@pytest.fixture
def project(tmp_path, monkeypatch):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "課題一覧"
    for row in (
        ["課題ID", "件名", "内容", "状態", "重要度", "起票日", "期限", "担当者"],
        ["K-001", "受注が止まる", "夜間に止まる", "対応中", "高", date(2024, 4, 22), date(2024, 4, 30), "甲野太郎"],
        ["K-002", "帳票がずれる", "右にずれる", "対応中", "低", date(2024, 4, 22), date(2024, 4, 30), "甲野太郎"],
    ):
        sheet.append(row)
    book.save(tmp_path / "課題管理表.xlsx")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command_writes_the_list_and_a_memo_and_says_the_same_as_json(project, capsys):
    assert main(["escalate", ".", "--as-of", AS_OF, "--out", "made", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    (item,) = said["items"]
    assert {key: item[key] for key in ("id", "cell", "to", "condition", "since", "state", "draft")} == {
        "id": "K-001",
        "cell": "A2",
        "to": "プロジェクトオーナー",
        "condition": "重要度高・期限超過3営業日",
        "since": "2024-05-07",
        "state": "new",
        "draft": True,
    }
    made = sorted(path.name for path in (project / "made").iterdir())
    assert made == ["エスカレーションメモ_K-001_20240507.docx", "エスカレーション一覧_20240507.xlsx"]
    memo_text = "".join(p.text for p in docx.Document(project / "made" / made[0]).paragraphs)
    assert all(gap in memo_text for gap in item["missing"])  # the JSON and the page say the same


def test_a_projects_own_template_cannot_make_a_draft_look_finished(project):
    made = docx.Document()
    made.add_paragraph("{{ title }}のご承認をお願いします")
    made.save(project / "own.docx")
    (project / "pmo.toml").write_text('[reports.memo]\ndocx = "own.docx"\n', "utf-8")
    outputs = pmo_xl.load(project).escalate(date(2024, 5, 7)).save(project / "made")
    (path,) = [path for path in outputs.paths if path.suffix == ".docx"]
    first, second = docx.Document(path).paragraphs
    assert first.text.startswith("【下書き】　【要確認】　件名（求める判断）")
    assert second.text == "受注が止まるのご承認をお願いします"


def test_the_same_input_gives_the_same_bytes(project):
    books = [
        next(
            p for p in pmo_xl.load(project).escalate(date(2024, 5, 7)).save(project / name).paths if p.suffix == ".docx"
        )
        for name in ("one", "two")
    ]
    assert books[0].read_bytes() == books[1].read_bytes()


def test_what_people_wrote_is_never_a_formula(project):
    page = whole(issue=issues("| K-001 | =1+1 | open | high | 2024-04-22 | |"))
    with zipfile.ZipFile(io.BytesIO(xlsx.fill(EXCEL, page.values()))) as package:
        assert b"<f>1+1" not in b"".join(package.read(name) for name in package.namelist())


def test_memos_beyond_the_limit_are_said(project):
    (project / "pmo.toml").write_text("[reports]\nmax_memos = 1\n[[escalate]]\noverdue_days = 1\n", "utf-8")
    outputs = pmo_xl.load(project).escalate(date(2024, 5, 7)).save(project / "made")
    assert len(outputs.paths) == 2
    assert outputs.notes == ("メモは1件まで作成しました（他1件は一覧のみ）",)

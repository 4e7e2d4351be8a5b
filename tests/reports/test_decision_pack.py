"""pack decisions: what is put before its owner and what is refused, 仮決定 with what rests on them, what holds no more."""

import io
import json
from datetime import date

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
from pmo_xl.reports.common import OPEN_QUESTION
from pmo_xl.reports.decision_pack import DecisionPack
from pmo_xl.reports.fields.decisions import LOG, REQUEST
from pmo_xl.resources import template as shipped
from tests.make import decisions_template, memo_template
from tests.support.build import register, situation
from tests.support.office import complaints, pages

AS_OF = "2024-05-07"  # 5/3 to 5/6 are days off: one working day after 5/2
EXCEL, WORD = shipped("決定ログ.xlsx"), shipped("判断依頼.docx")
CELLS = {asked.name: asked.where for asked in reversed(template.names(EXCEL))}
SIXTY = "受注伝票を登録したときに在庫引当が二重に行われ出荷指示が重複して倉庫へ届くため手作業で突き合わせて取り消す必要がある案件"

DECISIONS = register("decision", """
    | id     | title            | description      | kind     | decided_by | decided_date | raised_date | due_date   | related_id | remarks |
    | DC-001 | 適用日           | 臨時で適用するか | 判断待ち | 青葉一郎   |              | 2024-05-01  | 2024-05-10 | K-001      |         |
    | DC-002 | 承認経路         | 二つの案         | 判断待ち | 青葉一郎   |              | 2024-05-01  | 2024-05-09 |            |         |
    | DC-003 | 責任分担         | 二つの案         | 判断待ち | 青葉一郎   |              | 2024-05-01  |            |            |         |
    | DC-004 | 締めは月次       | 月次で締める     | 仮決定   | 青葉一郎   | 2024-04-22   |             | 2024-05-01 |            |         |
    | DC-005 | 夜間の処理       | 23時に始める     | 仮決定   | 青葉一郎   | 2024-04-23   |             | 2024-05-20 |            |         |
    | DC-006 | 帳票の様式       | 現行のまま       | 決定     | 青葉一郎   | 2024-04-22   |             |            |            |         |
    | DC-007 | 帳票の様式       | 新しい様式       | 決定     | 青葉一郎   | 2024-05-01   |             |            | DC-006     | 置換    |
    | DC-008 | 照会の画面       | 一覧を加える     | 確定     | 青葉一郎   | 2024-04-30   |             |            | R-01       |         |
    | DC-009 | 済んだ問い       | 済み             | 判断待ち | 青葉一郎   | 2024-05-02   |             | 2024-05-10 |            |         |""")  # fmt: skip
OPTIONS = register("option", """
    | related_id | title        | cost   | months | risk | reversible | recommended | remarks    |
    | DC-001     | 臨時で適用   | 300000 | 0      | 回帰 | 戻せる     | ○           | 早く終わる |
    | DC-001     | 次まで待つ   | 0      | 0      | 遅れ | 戻せる     |             | 間に合わない |
    | DC-003     | 経理が決める | 0      | 0      | 遅れ | 戻せる     | ○           | 明らか     |
    | DC-003     | 両方で決める | 0      | 0      | 遅れ | 戻せる     |             | 長い       |
    | DC-002     | 部長の承認   | 0      | 0      | 遅れ | 戻せる     | ○           | 早い       |""")  # fmt: skip
TESTS = register("test", """
    | id    | title | result  | defect_id | planned_date |
    | T-001 | 受注  | blocked | K-001     | 2024-05-08   |""")  # fmt: skip
ISSUES = register("issue", """
    | id    | title  | status | raised_date | due_date   | kind       |
    | K-001 | 止まる | open   | 2024-04-22  | 2024-05-20 |            |
    | K-002 | 増員   | open   | 2024-04-22  | 2024-05-20 | 経営判断待ち |""")  # fmt: skip
TODOS = register("todo", """
    | id    | title | related_id |
    | A-001 | 手配  | DC-004     |
    | A-002 | 周知  | DC-004     |
    | A-003 | 様式  | DC-006     |""")  # fmt: skip
QAS = register("qa", """
    | id   | category | title              | related_id | owner_org | due_date   | response |
    | Q-01 | 実現可否 | 日次の残高を出せるか | DC-004     | A社       | 2024-05-02 |          |
    | Q-02 | 実現可否 | 6時までに終わるか   | DC-005     | B社       | 2024-05-10 | 可能です |
    | Q-03 | 実現可否 | 一覧を加えられるか  | DC-008     | A社       | 2024-05-10 |          |
    | Q-04 | 操作     | 画面の色            | DC-007     | A社       | 2024-05-10 |          |""")  # fmt: skip
ROSTER = register("roster", """
    | owner    | title    | owner_org |
    | 青葉一郎 | 業務部長 | 本社      |""")  # fmt: skip


def pack(*registers, kept=()):
    seen = situation(AS_OF, *registers, kept=kept)
    checked = rules.run(seen)
    return DecisionPack(seen, measure(seen, checked.findings), checked, "刷新")


def whole():
    return pack(DECISIONS, OPTIONS, TESTS, ISSUES, TODOS, QAS, ROSTER)


def test_what_waits_is_asked_or_refused_with_the_reason():
    found = whole()
    assert {one.memo.item.id: one.refused for one in found.asked} == {
        "DC-001": (),
        "DC-002": ("選択肢が1件です（2件以上必要）",),
        "DC-003": ("判断期限がありません",),
        "K-002": ("選択肢が0件です（2件以上必要）",),
    }
    assert found.notes == (
        "判断依頼 DC-002 は作成しませんでした（選択肢が1件です（2件以上必要））",
        "判断依頼 K-002 は作成しませんでした（選択肢が0件です（2件以上必要））",
        "判断依頼 DC-003 は作成しませんでした（判断期限がありません）",
    )
    states = {row["id"].text: row["state"] for row in found.values()["asked"]}
    assert states["DC-001"] == "判断依頼を作成"
    assert states["DC-003"] == f"{OPEN_QUESTION}判断期限がありません"


def test_doing_nothing_is_no_option_that_somebody_has_written():
    one = next(one for one in whole().asked if one.memo.item.id == "DC-002")
    assert (len(one.memo.options), one.written) == (2, 1)


def test_the_background_of_a_question_is_how_its_matter_came_up(sample):
    (page,) = [
        one.memo
        for one in pmo_xl.load(sample).pack("decisions", date(2026, 11, 24)).report.asked
        if one.memo.item.id == "DC-022"
    ]
    assert [line[:13] for line in page.background] == ["2026/11/09 起票", "2026/11/20 対応", "2026/11/24 起票"]


def test_a_request_says_what_is_asked_of_whom_until_when_and_what_happens_otherwise():
    (one,) = whole().ready
    page = one.values()
    assert (page["draft"], page["gaps"], page["subject"]) == (
        "",
        [],
        "臨時で適用とすること（300,000円）をご承認ください",
    )
    assert (page["decider"], page["decide_by"]) == ("業務部長 青葉一郎様", "2024年5月10日（金）中")
    assert page["consequence"] == "テスト1件（予定日5/8〜5/8）が実施できないまま残ります"
    assert page["recommendation"].splitlines()[:2] == ["案1 臨時で適用。早く終わる", "案2を採らない理由: 間に合わない"]
    assert page["document"]["title"] == "判断依頼 DC-001"


def test_a_request_without_a_recommendation_is_a_draft():
    without = register("option", """
    | related_id | title      | cost | months | risk | reversible |
    | DC-001     | 臨時で適用 | 1    | 0      | 回帰 | 戻せる     |
    | DC-001     | 次まで待つ | 0    | 0      | 遅れ | 戻せる     |""")  # fmt: skip
    (one,) = pack(DECISIONS, without, TESTS, ISSUES).ready
    assert one.gaps == ("推奨案と理由",)
    lines = [p.text for p in docx.Document(io.BytesIO(word.fill(WORD, one.values()))).paragraphs if p.text]
    assert lines[:2] == ["【下書き】判断依頼", "【要確認】 推奨案と理由が未記入のため、下書きです。"]


def test_the_options_of_the_matter_it_names_are_those_of_a_decision():
    options = register("option", """
    | related_id | title | cost | recommended | remarks |
    | K-001      | 甲    | 1    | ○           | 早い    |
    | K-001      | 乙    | 2    |             | 遅い    |""")  # fmt: skip
    (one,) = pack(DECISIONS, options, ISSUES).ready
    assert (one.memo.item.id, one.written) == ("DC-001", 2)


def test_provisional_decisions_stand_with_their_day_and_what_rests_on_them():
    found = whole()
    assert [(one.record.id, one.overdue, [r.id for r in one.rests], one.confirmed) for one in found.provisional] == [
        # 5/1 → 5/2, 5/7: two working days
        ("DC-004", 2, ["A-001", "A-002", "Q-01"], False),
        ("DC-005", 0, ["Q-02"], True),
    ]
    assert [one.record.id for one in found.expired] == ["DC-004"]
    assert [f.id for f in found.checked.findings if f.code == "K-003"] == ["DC-004"]  # the check says the same


def test_a_superseded_decision_is_never_shown_as_current():
    found = whole()
    values = found.values(CELLS)
    current = {row["id"].text for row in values["decided"]}
    assert current == {"DC-007", "DC-008"}
    assert [(row["id"].text, row["why"], row["now"]) for row in values["over"]] == [
        ("DC-006", "置換（DC-007）", "新しい様式"),
    ]
    for name in ("asked", "first_asked", "provisional", "expired", "checks", "unconfirmed"):
        assert "DC-006" not in {row["id"].text for row in values[name]}


def test_a_withdrawn_decision_names_no_other():
    decisions = register(
        "decision", "| id | title | kind | status |\n| DC-001 | 甲 | 取消 | |\n| DC-002 | 乙 | 決定 | rejected |"
    )
    assert [(row["id"].text, row["why"]) for row in pack(decisions).values()["over"]] == [
        ("DC-001", "取下・取消"),
        ("DC-002", "取下・取消"),
    ]


def test_feasibility_is_asked_vendor_by_vendor_and_stays_open_whatever_the_kind_says():
    found = whole()
    assert [
        (check.vendor, check.target.id, check.question.id, check.overdue, check.is_answered) for check in found.checks
    ] == [
        ("A社", "DC-004", "Q-01", 1, False),  # 5/2 → 5/7
        ("A社", "DC-008", "Q-03", 0, False),
        ("B社", "DC-005", "Q-02", 0, True),
    ]
    rows = {row["id"].text: row for row in found.values()["decided"]}
    assert (rows["DC-008"]["kind"], rows["DC-008"]["feasible"]) == ("確定", "実現可否 未確認")
    assert rows["DC-007"]["feasible"] == "−"  # its question is about a colour


def test_a_decision_that_was_provisional_on_a_kept_day_stays_unconfirmed():
    decisions = register(
        "decision", "| id | title | kind | decided_by |\n| DC-001 | 甲 | 確定 | 青葉 |\n| DC-002 | 乙 | 確定 | 青葉 |"
    )
    rows = ({"id": "DC-001", "kind": "仮決定"}, {"id": "DC-002", "kind": "確定"})
    found = pack(decisions, kept=[Kept(date(2024, 5, 2), {"decisions": rows})])
    assert [(check.target.id, check.question, check.is_answered) for check in found.checks] == [("DC-001", None, False)]
    (row,) = found.values()["checks"]
    assert (row["question"], row["vendor"]) == (f"{OPEN_QUESTION}確認の依頼がありません", "担当未定")


def test_a_requirement_that_is_asked_about_is_listed():
    requirements = register(
        "requirement", "| id | title | vendor |\n| R-01 | 即時の照会 | A社 |\n| R-02 | 印刷 | A社 |"
    )
    qas = register("qa", "| id | title | related_id |\n| Q-01 | 技術的に可能か（実現可否） | R-01 |")
    assert [(check.target.id, check.vendor) for check in pack(requirements, qas).checks] == [("R-01", "A社")]


def test_the_headline_counts_and_the_evidence_leads_to_the_rows():
    values = whole().values(CELLS)
    assert values["headline"] == (
        "判断待ちは4件、うち3件は判断依頼を作成できません、仮決定は2件（期限切れ1件）、実現可否の未確認は2件です。"
    )
    rows = {row["name"]: row for row in reversed(values["evidence"])}
    assert (rows["判断待ち"]["value"], rows["判断待ち"]["where"]) == (4, "決定ログ!A3 見出し")
    assert rows["期限切れの仮決定"]["ids"] == "DC-004"
    assert rows["DC-004 依存"]["ids"] == "A-001、A-002、Q-01"
    assert rows["案1 臨時で適用 費用"]["text"] == "300,000円"


def test_nothing_is_said_in_so_many_words():
    assert pack().headline == "決定事項の表がありません"
    assert (
        pack(register("decision", "| id | title | kind |\n| DC-001 | 甲 | 決定 |")).values()["asked_note"]
        == "判断待ちはありません"
    )


def full():
    """Nine of everything, each with sixty characters."""
    asked = "\n".join(f"| DC-{n:03} | {SIXTY} | {SIXTY} | 判断待ち | 青葉一郎 | 2024-05-10 | |" for n in range(9))
    held = "\n".join(f"| DC-{n:03} | {SIXTY} | {SIXTY} | 仮決定 | 青葉一郎 | 2024-05-01 | |" for n in range(10, 19))
    options = "\n".join(
        f"| DC-{n:03} | {SIXTY} | 1 | 1 | {SIXTY} | 戻せない | ○ | {SIXTY} |" for n in range(9) for _ in range(5)
    )
    return pack(
        register(
            "decision", f"| id | title | description | kind | decided_by | due_date | related_id |\n{asked}\n{held}"
        ),
        register(
            "option", f"| related_id | title | cost | months | risk | reversible | recommended | remarks |\n{options}"
        ),
    )


@pytest.mark.parametrize("project", [whole, full, pack])
def test_the_workbook_is_sound_and_its_first_sheet_one_page(project, tmp_path):
    path = tmp_path / "決定ログ.xlsx"
    path.write_bytes(xlsx.fill(EXCEL, project().values(CELLS)))
    assert complaints(path) == []
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["決定ログ", "判断依頼", "仮決定", "決定一覧", "置換・取消", "実現可否", "根拠", "根拠ID"]
    for name in book.sheetnames[1:]:
        del book[name]
    book.save(tmp_path / "first.xlsx")
    assert pages(tmp_path / "first.xlsx", tmp_path) == 1


@pytest.mark.parametrize("project", [whole, full])
def test_a_request_is_sound_and_one_page(project, tmp_path):
    path = tmp_path / "判断依頼.docx"
    path.write_bytes(word.fill(WORD, project().ready[0].values()))
    assert complaints(path) == []
    assert pages(path, tmp_path) == 1


def test_nine_of_each_show_five_and_say_how_many_are_left():
    values = full().values()
    assert [len(values[name]) for name in ("first_asked", "expired", "unconfirmed")] == [5, 5, 5]
    assert values["asked_note"] == "他4件(別紙 判断依頼)"
    assert values["expired_note"] == "他4件(別紙 仮決定)"
    assert values["unconfirmed_note"] == "他4件(別紙 実現可否)"


def test_the_templates_name_only_what_the_pages_offer_and_are_made_by_their_scripts(tmp_path):
    made = ((EXCEL, LOG, decisions_template.build), (WORD, REQUEST, memo_template.build_request))
    for path, fields, build in made:
        assert soundness.check(path, fields) == ()
        build(tmp_path / path.name)
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


def test_the_command_writes_the_log_and_what_is_ready_and_says_what_is_refused(tmp_path, monkeypatch, capsys):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "決定事項"
    for row in (
        ["決定ID", "決定事項", "決定内容", "区分", "決定者", "決定日", "判断期限", "関連ID"],
        ["DC-001", "適用日", "臨時で適用するか", "判断待ち", "青葉一郎", None, date(2024, 5, 10), None],
        ["DC-002", "承認経路", "二つの案", "判断待ち", "青葉一郎", None, None, None],
        ["DC-003", "締め", "月次で締める", "仮決定", "青葉一郎", date(2024, 4, 22), date(2024, 5, 1), None],
    ):
        sheet.append(row)
    options = book.create_sheet("選択肢")
    for row in (
        ["対象ID", "案", "費用", "期間(か月)", "リスク", "戻せるか", "推奨", "理由"],
        ["DC-001", "臨時で適用する", 300000, 0, "回帰が要る", "戻せる", "○", "早く終わる"],
        ["DC-001", "次まで待つ", 0, 0, "遅れる", "戻せる", None, "間に合わない"],
    ):
        options.append(row)
    book.save(tmp_path / "決定事項一覧.xlsx")
    monkeypatch.chdir(tmp_path)
    assert main(["pack", "decisions", ".", "--as-of", AS_OF, "--out", "made", "--json"]) == 0
    told = capsys.readouterr()
    said = json.loads(told.out)
    assert (said["as_of"], said["pack"]) == (AS_OF, "decisions")
    assert [one["id"] for one in said["asked"]] == ["DC-001"]
    assert said["refused"] == [
        {"id": "DC-002", "title": "承認経路", "missing": ["選択肢が0件です（2件以上必要）", "判断期限がありません"]}
    ]
    assert said["provisional"] == [{"id": "DC-003", "due": "2024-05-01", "overdue": 2, "rests": [], "confirmed": False}]
    assert sorted(path.name for path in (tmp_path / "made").iterdir()) == [
        "判断依頼_DC-001_20240507.docx",
        "決定ログ_20240507.xlsx",
    ]
    assert "判断依頼 DC-002 は作成しませんでした（選択肢が0件です（2件以上必要）、判断期限がありません）" in told.err
    assert main(["pack", "decisions", ".", "--as-of", AS_OF, "--out", "made"]) == 0
    assert (
        "DC-002 承認経路（作成しません: 選択肢が0件です（2件以上必要）、判断期限がありません）"
        in capsys.readouterr().out
    )

"""The written weekly report: two pages in Excel and in Word, whatever the project holds, each number traceable."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from pmo_xl import rules
from pmo_xl.metrics.catalogue import measure
from pmo_xl.model.kept import Kept
from pmo_xl.render import docx as word
from pmo_xl.render import soundness, template, xlsx
from pmo_xl.render.tags import known_names
from pmo_xl.reports.decisions import Decision
from pmo_xl.reports.fields.weekly import FIELDS
from pmo_xl.reports.scope_change import ScopeRow
from pmo_xl.reports.weekly import weekly_report
from pmo_xl.resources import template as shipped
from tests.make import weekly_templates
from tests.metrics import g1
from tests.support.build import register, situation
from tests.support.office import complaints, pages

EXCEL, WORD = shipped("週次報告.xlsx"), shipped("週次報告.docx")
CELLS = {asked.name: asked.where for asked in reversed(template.names(EXCEL))}
# kept a week before 5/7: five working days back are 5/2, 5/1, 4/30, 4/26, 4/25
A_WEEK_AGO = date(2024, 4, 25)
SIXTY = "受注伝票を登録したときに在庫引当が二重に行われ出荷指示が重複して倉庫へ届くため手作業で突き合わせて取り消す必要がある案件"


def report(seen, **more):
    checked = rules.run(seen)
    return weekly_report(seen, measure(seen, checked.findings), checked, **more)


def kept_of(day):
    """What `history keep` would have kept of G1 on a day: the figures, and the rows of the tests."""
    seen = g1.g1(day)
    rows = tuple({"id": t.id, "verdict": t.verdict} for t in seen.one("test"))
    return Kept(day, {"tests": rows}, {name: figure.as_dict() for name, figure in measure(seen).items()})


def golden(**more):
    settings = g1.config(name="基幹システム刷新", phase="UAT")
    kept = [kept_of(day) for day in (A_WEEK_AGO, date(2024, 4, 30), date(2024, 5, 2))]
    return report(g1.g1(settings=settings, kept=kept), **more)


def full():
    """Every list one longer than the page allows, every name sixty characters long, and a stamp."""
    assert len(SIXTY) == 60
    tests = "\n".join(f"| T-{n:03} | blocked | D-{n:03} |  |" for n in range(9))
    defects = "\n".join(
        f"| D-{n:03} | {SIXTY} | critical | open | 2024-05-09 | 暫定回避 {SIXTY} | 株式会社サンプルシステムズ関東第二開発部 |"
        for n in range(9)
    )
    risks = "\n".join(f"| RK-{n} | {SIXTY} | high | 2024-05-07 | {SIXTY} | 2024-05-09 |" for n in range(9))
    decisions = "\n".join(f"| DC-{n:03} | {SIXTY} | {SIXTY} | 仮決定 | 2024-05-07 |" for n in range(9))
    seen = situation(
        "2024-05-07",
        register("test", f"| id | result | defect_id | planned_date |\n{tests}"),
        register("defect", f"| id | title | severity | status | fix_plan_date | action | vendor |\n{defects}"),
        register("risk", f"| id | title | severity | raised_date | action | due_date |\n{risks}"),
        register("decision", f"| id | title | description | kind | decided_date |\n{decisions}"),
        config=g1.config(name=SIXTY, phase="UAT"),
    )
    made = report(seen)
    scope = tuple(ScopeRow("対象外", "前から", SIXTY, 1234) for _ in range(9))
    pending = tuple(
        Decision(SIXTY, "執行役員経営企画本部長兼情報システム部長様", date(2024, 5, 8), "") for _ in range(9)
    )
    day = replace(made.coming[0], meetings=(SIXTY,), decisions=12)
    return replace(
        made,
        stamp="参考値",
        stamp_reason=f"B9 消化推移の最終点と消化件数が一致しません（109と110）{SIXTY}",
        scope=scope,
        pending=pending,
        coming=(day,) * 5,
        corrections=(SIXTY * 2,) * 6,
    )


def empty():
    return report(situation("2024-05-07"))


def one():
    tests = register("test", "| id | planned_date | executed_date | result |\n| T-1 | 2024-05-07 | 2024-05-07 | pass |")
    return report(situation("2024-05-07", tests))


def without_columns():
    """Tests that have an id and nothing else, issues without a due date."""
    return report(situation("2024-05-07", register("test", "| id |\n| T-1 |"), register("issue", "| id |\n| K-1 |")))


CASES = {"g1": golden, "full": full, "empty": empty, "one": one, "columns": without_columns}


def texts(data):
    """Every text of a workbook or a document."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        is_word = "word/document.xml" in package.namelist()
    if is_word:
        body = docx.Document(io.BytesIO(data)).element.body
        return ["".join(text.text or "" for text in paragraph.iter(qn("w:t"))) for paragraph in body.iter(qn("w:p"))]
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]


@pytest.fixture(scope="module")
def book():
    return openpyxl.load_workbook(io.BytesIO(xlsx.fill(EXCEL, golden().values(CELLS))))


def test_the_shipped_templates_come_from_their_builder(tmp_path):
    weekly_templates.build(tmp_path)
    once = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    weekly_templates.build(tmp_path)
    assert once == {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    for own in (EXCEL, WORD):
        assert template.names(own) == template.names(tmp_path / own.name)


@pytest.mark.parametrize("path", [EXCEL, WORD], ids=["xlsx", "docx"])
def test_the_templates_ask_only_for_what_the_report_gives(path):
    assert [str(problem) for problem in soundness.check(path, FIELDS)] == []


def test_every_value_is_a_field_with_its_meaning():
    given = {name for made in (golden(), full(), one()) for name in known_names(made.values(CELLS))}
    named = {name for name in given if not name.startswith("charts.") and not name.endswith("[]")}
    assert named - set(FIELDS) == set()
    assert {name for name in FIELDS if "[]" not in name and not name.startswith("charts.")} - given == set()


@pytest.mark.parametrize("case", CASES)
def test_office_finds_nothing_to_repair(case, tmp_path):
    values = CASES[case]().values(CELLS)
    for name, data in (("w.xlsx", xlsx.fill(EXCEL, values)), ("w.docx", word.fill(WORD, values))):
        (tmp_path / name).write_bytes(data)
        assert complaints(tmp_path / name) == []


@pytest.mark.parametrize("case", CASES)
@pytest.mark.office
def test_the_report_is_two_pages(case, tmp_path):
    values = CASES[case]().values(CELLS)
    (tmp_path / "w.docx").write_bytes(word.fill(WORD, values))
    assert pages(tmp_path / "w.docx", tmp_path) == 2
    # of the workbook the first two sheets are the report: the lists behind it are taken out before printing
    made = openpyxl.load_workbook(io.BytesIO(xlsx.fill(EXCEL, values)))
    for name in made.sheetnames[2:]:
        del made[name]
    made.save(tmp_path / "w.xlsx")
    assert pages(tmp_path / "w.xlsx", tmp_path) == 2


@pytest.mark.parametrize("path", [EXCEL, WORD], ids=["xlsx", "docx"])
def test_no_text_is_cut_below_twelve_characters(path):
    made = (xlsx if path == EXCEL else word).fill(path, full().values(CELLS))
    cut = [text for text in texts(made) if text.endswith("…")]
    assert len(set(cut)) > 5
    # full-width characters count two halves; the last may have been half a character too wide
    assert [text for text in cut if sum(2 if ord(one) > 255 else 1 for one in text) < 23] == []


def test_the_same_report_is_the_same_bytes():
    assert xlsx.fill(EXCEL, golden().values(CELLS)) == xlsx.fill(EXCEL, golden().values(CELLS))
    assert word.fill(WORD, golden().values()) == word.fill(WORD, golden().values())


@pytest.mark.parametrize("case", CASES)
def test_nothing_of_the_template_and_of_the_program_is_left(case):
    values = CASES[case]().values(CELLS)
    for data in (xlsx.fill(EXCEL, values), word.fill(WORD, values)):
        assert not [text for text in texts(data) if "{{" in text or "{%" in text or re.search(r"\bNone\b", text)]


def said_on(page):
    return {str(cell.value) for row in page.iter_rows() for cell in row if cell.value is not None}


def test_the_first_page_says_what_g1_says_now_and_a_week_ago(book):
    said = said_on(book["週次報告"])
    assert {
        "UAT週次報告",
        "対象期間 4/26(金)〜5/7(火)",
        "1週間前(4/25)",
        "赤●",
        "完了見込は計画の2営業日後です。",
    } <= said
    # metrics.md §8: executed 110 of 200 on 5/7 and 44 on 4/25, passed 96 and 38
    # +66 of 200 tests are 33.0 points, +58 are 29.0
    assert {"55.0%", "22.0%", "+66件(+33.0pt)", "48.0%", "19.0%", "+58件(+29.0pt)"} <= said
    # no forecast at 22 %: it begins at 50 %
    assert "5/21見込(計画比+2営業日)" in said
    assert "要件22件のうちテストあり20件(90.9%)、全件OK3件(13.6%)、未検証2件、弱い要件7件" in said


def test_the_second_page_says_what_is_not_there(book):
    said = said_on(book["週次報告(2)"])
    assert "データなし: リスクの表がありません" in said
    assert "データなし: 決定の表がありません" in said
    assert "母数 200件 → 200件(±0件)" in said
    assert "訂正はありません" in said
    # nine tests a day; the critical defect's fix is due on 5/9, three fixes and K-010–012 on 5/10
    assert {"テスト9", "テスト9 修正1", "テスト9 修正3 期限3"} <= said
    # carried over: the 16 of before and T-127, T-128 of today
    assert "テスト計画45件、ほか計画日を過ぎた未消化18件" in said


def test_what_stands_in_a_cell_stays_text():
    decisions = register(
        "decision",
        """
        | id    | title         | description | kind | decided_date |
        | DC-01 | =HYPERLINK(1) |             | 決定 | 2024-05-07   |
        | DC-02 | <b>&          |             | 決定 | 2024-05-07   |
        | DC-03 | {{ title }}   |             | 決定 | 2024-05-07   |
        """,
    )
    values = report(situation("2024-05-07", decisions)).values(CELLS)
    made = openpyxl.load_workbook(io.BytesIO(xlsx.fill(EXCEL, values)))
    cells = [cell for row in made["週次報告(2)"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value == "=HYPERLINK(1)"} == {"s"}
    for said in (texts(xlsx.fill(EXCEL, values)), texts(word.fill(WORD, values))):
        assert {"=HYPERLINK(1)", "<b>&", "{{ title }}"} <= set(said)


@pytest.mark.parametrize("words", ["【参考値】", "他1件(別紙 明細)"])
def test_a_stamp_and_what_did_not_fit_are_said_on_the_page(words):
    values = full().values(CELLS)
    for data in (xlsx.fill(EXCEL, values), word.fill(WORD, values)):
        assert any(words in text for text in texts(data))


def test_the_number_on_the_page_is_the_metric(book):
    made = golden()
    rows = {row[2].value: row for row in book["根拠"].iter_rows(min_row=5) if row[2].value}
    rate = rows["消化率"]
    assert rate[4].value == made.metrics["execution_rate"].value == 0.55
    where = rate[1].value.split()[0].removeprefix("週次報告!")
    assert book["週次報告"][where].value == rate[3].value == "55.0%"
    assert (rate[12].value, rate[13].value.date()) == (0.22, A_WEEK_AGO)
    assert rate[8].value == "T-001〜T-020、T-031〜T-040、T-045〜T-110、T-113〜T-126"


def test_the_numbers_of_sentences_can_be_traced_too(book):
    rows = {(row[1].value, row[2].value): row for row in book["根拠"].iter_rows(min_row=5) if row[1].value}
    rows = {key: row for key, row in rows.items() if str(row[0].value).startswith("N")}
    names = {name: where for where, name in rows}
    assert {
        "完了見込の計画差",
        "重大な不具合",
        "期限超過の重要課題",
        "未検証の要件",
        "弱い要件",
        "計画日を過ぎた未消化",
    } <= set(names)
    thin = rows[names["弱い要件"], "弱い要件"]
    assert thin[8].value == "R-14〜R-20"
    # each leads to a cell that holds its number
    for (where, _), row in rows.items():
        sheet, _, cell = where.split()[0].partition("!")
        if cell and sheet in ("週次報告", "週次報告(2)") and row[3].value:
            assert str(row[3].value).removesuffix("件") in str(book[sheet][cell].value), (where, row[3].value)


def test_a_list_that_is_empty_says_so_on_its_sheet(book):
    said = said_on(book["明細"])
    assert {"データなし: リスクの表がありません", "データなし: 決定の表がありません", "なし"} <= said


def test_the_matrix_has_a_row_for_every_requirement(book):
    sheet = book["要件網羅"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5) if row[0].value]
    assert [row[0] for row in rows] == [f"R-{number:02}" for number in range(1, 23)]
    assert rows[1][4:9] == ["T-011〜T-020", 10, 10, 10, "全件OK"]
    assert rows[20][4:9] == ["T-201〜T-212", 0, 0, 0, "未検証"]
    assert rows[21][4] == "−"


def test_tests_by_system_with_their_total_and_what_cannot_be_run():
    tests = register(
        "test",
        """
        | id    | title | system     | result         | defect_id | remarks    |
        | T-001 | 登録  | 販売       | pass           |           |            |
        | T-002 | 連携  | 販売、会計 | blocked        | D-001     |            |
        | T-003 | 照会  | 会計       | blocked        |           | データなし |
        | T-004 | 廃止  | 会計       | not_applicable |           |            |
        """,
    )
    made = openpyxl.load_workbook(io.BytesIO(xlsx.fill(EXCEL, report(situation("2024-05-07", tests)).values(CELLS))))
    sheet = made["システム別"]
    rows = [[cell.value for cell in row[:10]] for row in sheet.iter_rows(min_row=5, max_row=7)]
    # 母数, 消化, OK, NG, 実施不可, 保留, 未実施, 読取不可, 対象外: T-002 stands in both rows and once in the total
    assert rows == [
        ["会計", 2, 0, 0, 0, 2, 0, 0, 0, 1],
        ["販売", 2, 1, 1, 0, 1, 0, 0, 0, 0],
        ["合計(重複を除く)", 3, 1, 1, 0, 2, 0, 0, 0, 1],
    ]
    assert "行の合計4件は母数3件より1件多くなります" in sheet["A2"].value
    blocked = [[cell.value for cell in row[:5]] for row in sheet.iter_rows(min_row=11, max_row=12)]
    assert blocked == [
        ["連携", "販売、会計", "T-002", "D-001", "不具合の修正待ち"],
        ["照会", "会計", "T-003", "−", "データの準備待ち"],
    ]


_POINT = re.compile(r'<c:pt idx="(\d+)"><c:v>(\d+)</c:v>')


def test_both_curves_are_bound_to_their_own_data(book):
    data = xlsx.fill(EXCEL, golden().values(CELLS))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        charts = [
            package.read(name).decode() for name in package.namelist() if re.search(r"charts/chart\d+\.xml$", name)
        ]
    assert len(charts) == 2
    burn, curve = charts
    # 17 working days from 4/22 to 5/17, from row 9 on
    assert "グラフデータ!$O$9:$O$25" in burn
    assert "グラフデータ2!$O$9:$O$25" in curve
    # forecast: of the last seven days' OK (4, 15, 16, 11, 12, 5, 14) four are 12 or more, six are 5 or more
    fan = re.search(r"<c:areaChart>.*</c:areaChart>", burn, re.DOTALL)[0]
    below, between = ({int(n): int(v) for n, v in _POINT.findall(part)} for part in fan.split("<c:val>")[1:])
    assert (below[8], below[9]) == (96, 96 + 5)
    assert (between[8], between[9]) == (0, 12 - 5)
    assert min(below) == min(between) == 8
    assert "<c:areaChart>" not in curve
    assert "<c:v>残テスト 90</c:v>" in curve
    assert "<c:legend>" not in burn + curve

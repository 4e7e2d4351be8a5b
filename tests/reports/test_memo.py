"""The memo an owner decides on: every section of one that is complete, and every gap of one that is not."""

from datetime import date
from fractions import Fraction

import pytest

from pmo_xl.metrics.payback import comparisons
from pmo_xl.model.kept import Kept
from pmo_xl.model.metric import Metric
from pmo_xl.reports.background import background
from pmo_xl.reports.common import OPEN_QUESTION
from pmo_xl.reports.escalation import escalation_list
from pmo_xl.reports.memo import memo
from pmo_xl.reports.options import choices
from pmo_xl.settings import Config, EscalateSection, ProjectSection
from tests.support.build import register, situation

AS_OF = "2024-05-07"  # 5/3 to 5/6 are days off: one working day after 5/2

ISSUE = register("issue", """
    | id    | title        | description        | status | severity | due_date   | raised_date | raised_by | impact |
    | K-001 | 受注が止まる | 夜間バッチが止まる | open   | high     | 2024-04-30 | 2024-04-22  | 青葉 | 業務: 受注600件/月、顧客: なし |""")  # fmt: skip
OPTIONS = """
    | related_id | title            | cost    | months | monthly_count | minutes_each | hourly_cost | risk     | reversible | recommended | remarks          |
    | K-001      | 業務側が手動で対応する |         |        | 600           | 5            | 4000        | 入力誤り | 戻せる     |             | 月50時間が続く   |
    | K-001      | 追加予算で修正   | 3000000 | 0      |               |              |             | 回帰が要る | 戻せない |  ○         | 15か月で回収する |
    | K-001      | 何もしない       |         |        |               |              |             | 受注停止 | 戻せる     |             |                  |"""
DECISION = """
    | id    | title              | kind     | related_id | due_date   |
    | D-001 | 追加予算で修正する | 判断待ち | K-001      | 2024-05-10 |"""
TESTS = """
    | id    | title | result  | defect_id | planned_date | requirement_id |
    | T-001 | 受注  | blocked | K-001     | 2024-05-08   | R-01           |"""
ROSTER = """
    | owner    | title              | owner_org |
    | 青葉一郎 | プロジェクトオーナー | 本社      |"""
WRITTEN = {"option": OPTIONS, "decision": DECISION, "test": TESTS, "roster": ROSTER}


def memo_of(*more, issue=ISSUE, config=None, kept=(), metrics=None, **written):
    """The memo of the first item; `written` puts another text in a register's place, None leaves the register out."""
    registers = [register(kind, text) for kind, text in (WRITTEN | written).items() if text]
    seen = situation(AS_OF, *([issue] if issue else []), *registers, *more, config=config, kept=kept)
    item = escalation_list(seen, metrics or {}).items[0]
    return memo(item, seen, metrics or {}, project="刷新")


def test_a_memo_with_everything_says_every_section_of_the_page():
    page = memo_of().values()
    assert (page["draft"], page["gaps"], page["notice"]) == ("", [], [])
    assert (page["id"], page["title"]) == ("K-001", "受注が止まる")
    assert page["subject"] == "追加予算で修正とすること（3,000,000円）をご承認ください"
    assert (page["decider"], page["decide_by"]) == ("プロジェクトオーナー 青葉一郎様", "2024年5月10日（金）中")
    assert page["consequence"] == "テスト1件（予定日5/8〜5/8）が実施できないまま残ります"
    # 4/30 → 5/1, 5/2, 5/7: three working days
    assert page["background"] == [
        "2024/04/22 起票（青葉）: 夜間バッチが止まる",
        "2024/04/30 期限。3営業日を経過し未完了",
    ]
    assert {part["name"]: part["text"] for part in page["impact"]} == {
        "業務": "確認できない要件1件（R-01）、受注600件/月",
        "費用": "3,000,000円（追加予算で修正）",
        "日程": "待ちテスト1件、期限を3営業日超過",
        "顧客": "なし",
    }
    assert page["recommendation"].split("\n") == [
        "案2 追加予算で修正。15か月で回収する",
        "案1を採らない理由: 月50時間が続く",
        "案3を採らない理由: 受注停止",
    ]
    assert page["assumption"] == "2024/04/30までに対応を終える前提。2024/05/07から 重要度高・期限超過3営業日"
    assert page["attached"] == "課題K-001、決定D-001、テストT-001"


def test_six_hundred_cases_of_five_minutes_are_fifty_hours_and_a_fix_pays_back_in_fifteen_months():
    manual, fix, nothing = memo_of().options
    assert manual.hours == Fraction(600 * 5, 60) == 50
    assert manual.labour == 50 * 4000
    assert manual.people == Fraction(50, 160)
    compared = comparisons([manual.record, fix.record, nothing.record])
    assert [one.months() for one in compared] == [Fraction(3_000_000, 200_000)] == [15]
    # 30 % fewer cases: 3,000,000 / (200,000 × 0.7) = 21.43; 30 % more: 3,000,000 / (200,000 × 1.3) = 11.54
    page = memo_of().values()
    first, second, third = page["options"]
    assert (first["cost"], first["load"], first["payback"]) == ("月200,000円", "月50.0時間 (0.31人)", "−")
    assert (second["cost"], second["load"], second["payback"]) == ("3,000,000円", "−", "15.0か月 (21.4〜11.5)")
    assert (third["title"], third["cost"], third["months"]) == ("何もしない", "−", "−")
    assert page["trial"] == [
        "案1 600件/月×5分÷60＝月50.0時間（÷160時間＝0.31人）、4,000円/時で月200,000円",
        "案2 3,000,000円÷月200,000円＝15.0か月で回収（件数30%減なら21.4、30%増なら11.5）",
    ]


def test_the_trial_shows_the_sum_with_what_is_done_by_hand_during_the_fix_and_its_upkeep():
    fix = OPTIONS.replace("| 追加予算で修正   | 3000000 | 0      |", "| 追加予算で修正   | 3000000 | 2      |")
    header, *lines = fix.strip().splitlines()
    header = header.replace("| months |", "| months | upkeep |")
    lines = [
        line.replace("| 2      |", "| 2      | 10000 |", 1) if "3000000" in line else _wider(line) for line in lines
    ]
    page = memo_of(option="\n".join([header, *lines]))
    # (3,000,000 + 2 × 200,000) ÷ (200,000 − 10,000) = 3,400,000 ÷ 190,000 = 17.9
    assert page.trial[1].startswith("案2 3,400,000円÷月190,000円＝17.9か月で回収（件数30%減なら")


def _wider(line):
    cells = line.strip().strip("|").split("|")
    return "|" + "|".join([*cells[:4], " ", *cells[4:]]) + "|"


def test_a_fix_that_saves_nothing_never_pays_back():
    # 600×5÷60 = 50 h × 200 円 = 10,000 円 a month; the fix costs 10,000 円 a month to keep up
    options = """
    | related_id | title | cost    | upkeep | months | monthly_count | minutes_each | hourly_cost | risk | reversible | recommended | remarks |
    | K-001      | 手動  |         |        |        | 600           | 5            | 200         | 誤り | 戻せる     |             | 続く    |
    | K-001      | 修正  | 3000000 | 10000  | 2      |               |              |             | 遅延 | 戻せない   | ○           | 早い    |"""
    # 30 % more: 13,000 − 10,000 = 3,000 a month saved; (3,000,000 + 2 × 13,000) / 3,000 = 1,008.7. 30 % fewer: nothing
    second = memo_of(option=options).values()["options"][1]
    assert (second["cost"], second["payback"]) == ("3,000,000円＋月10,000円", "回収不能 (回収不能〜1,008.7)")


@pytest.mark.parametrize(
    ("left_out", "gap"),
    [
        ("option", "選択肢（2案以上）"),
        ("option", "推奨案と理由"),
        ("decision", "判断期限"),
        ("test", "期限を過ぎると起きること"),
    ],
)
def test_whatever_nobody_has_written_makes_it_a_draft_and_is_listed(left_out, gap):
    option = OPTIONS.replace("受注停止", "") if left_out == "test" else OPTIONS
    page = memo_of(**({"option": option} | {left_out: None})).values()
    assert page["draft"] == "【下書き】"
    assert gap in page["gaps"]
    assert page["notice"] == ["【下書き】", OPEN_QUESTION, *page["gaps"]]
    assert page["document"]["title"] == "【下書き】エスカレーションメモ K-001"


@pytest.mark.parametrize(
    ("cell", "gap", "shown"),
    [
        ("3000000", "選択肢の費用", ("cost", OPEN_QUESTION)),
        ("| 0      |", "選択肢の期間", ("months", OPEN_QUESTION)),
        ("回帰が要る", "選択肢のリスク", ("risk", OPEN_QUESTION)),
        ("戻せない", "選択肢の戻せるか", ("reversible", OPEN_QUESTION)),
        ("15か月で回収する", "推奨案と理由", ("mark", "○")),
    ],
)
def test_a_blank_cell_of_an_option_stays_a_question(cell, gap, shown):
    blank = OPTIONS.replace(cell, "|        |" if cell.startswith("|") else "")
    page = memo_of(option=blank).values()
    assert gap in page["gaps"]
    assert page["options"][1][shown[0]] == shown[1]


def test_an_impact_that_no_one_has_written_is_named():
    issue = register("issue", """
        | id    | title  | status | severity | due_date   | raised_date |
        | K-001 | 止まる | open   | high     | 2024-04-30 | 2024-04-22  |""")  # fmt: skip
    assert memo_of(issue=issue).gaps == ("影響（顧客）",)
    assert memo_of(issue=issue, test=None).gaps[:2] == ("影響（業務・顧客）",)


def test_doing_nothing_is_added_where_the_sheet_has_no_such_option():
    two = "\n".join(OPTIONS.splitlines()[:-1])
    page = memo_of(option=two).values()
    assert page["gaps"] == []
    nothing = page["options"][2]
    assert (nothing["title"], nothing["risk"]) == ("何もしない", "「期限を過ぎると」のとおり")
    assert page["recommendation"].endswith("案3を採らない理由: テスト1件（予定日5/8〜5/8）が実施できないまま残ります")


def test_more_than_four_options_are_counted_and_not_shown():
    more = OPTIONS + "\n" + "\n".join(OPTIONS.splitlines()[2] for _ in range(3))
    page = memo_of(option=more).values()
    assert (len(page["options"]), page["more_options"]) == (4, "他2案")


def test_options_may_be_written_for_the_decision_that_asks():
    assert len(memo_of(option=OPTIONS.replace("K-001", "D-001")).options) == 3


@pytest.mark.parametrize(
    ("title", "description", "subject"),
    [
        ("5/9夜間に修正を適用する", "", "5/9夜間に修正を適用することをご承認ください"),
        ("適用日", "修正を5/9に適用するか", "修正を5/9に適用するか、ご判断ください"),
        ("値引の承認経路", "営業部の2案", "値引の承認経路についてご判断ください"),
        ("受注伝票を登録したときの在庫引当が二重に行われる不具合の修正を前倒しで適用する", "",
         "受注伝票を登録したときの在庫引当が二重に行われる不具合の修…ことをご承認ください"),
    ],
)  # fmt: skip
def test_what_is_asked_is_a_sentence_of_at_most_forty_characters(title, description, subject):
    decision = f"""
    | id    | title   | description   | kind     | related_id | due_date   |
    | D-001 | {title} | {description} | 判断待ち | K-001      | 2024-05-10 |"""
    page = memo_of(option=None, decision=decision)
    assert page.subject == subject
    assert len(subject) <= 40


def test_without_a_decision_nobody_has_asked_anything():
    page = memo_of(option=None, decision=None)
    assert page.subject == OPEN_QUESTION
    assert page.gaps[:2] == ("件名（求める判断）", "判断期限")


def test_work_done_by_hand_meanwhile_is_part_of_the_impact():
    manual = register("manual_work", """
        | id   | title  | related_id | monthly_count | minutes_each |
        | M-01 | 手入力 | K-001      | 600           | 5            |
        | M-02 | 突合   | K-001      | 120           | 10           |
        | M-03 | 別件   | K-002      | 999           | 10           |""")  # fmt: skip
    page = memo_of(manual)
    # 600 × 5 ÷ 60 + 120 × 10 ÷ 60 = 50 + 20
    assert page.item.below.hours == 70
    assert dict(page.impact)["業務"].startswith("手作業 月70.0時間")
    assert page.attached.endswith("手動対応M-01、M-02")


def test_the_background_is_told_by_the_kept_states():
    kept = [
        Kept(date(2024, 4, day), {"issues": ({"id": "K-001", "due_date": due, "severity": rank, "status": "open"},)})
        for day, due, rank in ((23, "2024-04-24", "medium"), (24, "2024-04-26", "medium"), (25, "2024-04-26", "high"))
    ]
    seen = situation(AS_OF, ISSUE, kept=kept)
    # 4/24 → 4/26 was seen on 4/24, 4/26 → 4/30 today; of three lines one is left for the move of the deadline
    assert background(ISSUE[0], seen) == (
        "2024/04/22 起票（青葉）: 夜間バッチが止まる",
        "2024/04/30 期限。3営業日を経過し未完了",
        "2024/05/07 期限を2024/04/26から2024/04/30へ延期（2回目）",
    )
    once = [Kept(k.date, {"issues": ({**k.registers["issues"][0], "due_date": "2024-04-30"},)}) for k in kept]
    assert background(ISSUE[0], situation(AS_OF, ISSUE, kept=once))[1] == "2024/04/25 重要度を「中」から「高」へ変更"


def test_without_kept_states_the_sheet_tells_the_background():
    issue = register("issue", """
        | id    | title | status | severity | due_date   | raised_date | action             | updated_date |
        | K-001 | 遅い  | open   | high     | 2024-04-30 | 2024-04-22  | 見積を受領している | 2024-05-02   |""")  # fmt: skip
    assert background(issue[0], situation(AS_OF, issue)) == (
        "2024/04/22 起票: 遅い",
        "2024/04/30 期限。3営業日を経過し未完了",
        "2024/05/02 対応: 見積を受領している",
    )


def test_a_provisional_decision_says_what_rests_on_it():
    decision = """
    | id    | title          | kind   | due_date   |
    | D-001 | 締めは月次とする | 仮決定 | 2024-05-01 |"""
    todos = register("todo", """
        | id    | title | related_id |
        | A-001 | 手配  | D-001      |
        | A-002 | 周知  | D-001      |""")  # fmt: skip
    page = memo_of(todos, issue=None, option=None, decision=decision, test=None)
    assert page.consequence == "これに基づく2件（A-001、A-002）が仮のまま進みます"


def test_what_is_settled_after_go_live_is_worked_around_until_then():
    config = Config(project=ProjectSection(go_live=date(2024, 6, 3)), escalate=(EscalateSection(after_go_live=True),))
    issue = register("issue", """
        | id    | title | status | severity | due_date   | raised_date |
        | K-001 | 遅い  | open   | low      | 2024-06-10 | 2024-04-22  |""")  # fmt: skip
    # 6/4 5 6 7 10
    said = memo_of(issue=issue, config=config, decision=None, test=None).consequence
    assert said == "稼働日6/3から5営業日、未対応のまま業務を行います"


def test_the_project_as_a_whole_has_the_options_of_its_plan():
    forecast = Metric(
        "forecast_date", date(2024, 5, 21), "5/21見込 (計画比+2営業日)", "残件/実力", extra={"delta_days": 2}
    )
    rows = (
        {"lever": "now", "name": "いまのまま", "count": 0, "forecast_date": date(2024, 5, 21)},
        {"lever": "fit_testers", "name": "収まる", "count": 2, "forecast_date": date(2024, 5, 17)},
        {"lever": "fit_scope", "name": "収まらない", "count": None, "forecast_date": None},
    )
    levers = Metric("levers", False, "", "入力を1つだけ変える", rows=rows)
    page = memo_of(
        issue=None, option=None, decision=None, test=None, metrics={"forecast_date": forecast, "levers": levers}
    )
    assert [option.title for option in page.options] == [
        "実施者を2名追加する",
        "期間を2営業日延長する（5/21まで）",
        "何もしない",
    ]
    assert page.trial[0] == "案1 完了見込5/17"
    assert page.gaps == ("判断期限", "影響（業務・費用・顧客）", "選択肢の費用・期間・リスク・戻せるか", "推奨案と理由")


LATE = Metric("forecast_date", date(2024, 5, 21), "5/21見込 (計画比+2営業日)", "残件/実力", extra={"delta_days": 2})


@pytest.mark.parametrize("name", ["プロジェクト", "プロジェクト全体", "テスト完了見込の遅れ", "D-001"])
def test_the_project_as_a_whole_may_have_options_and_a_decision_of_its_own(name):
    related = name if name != "D-001" else "プロジェクト"
    decision = f"""
    | id    | title              | kind     | related_id | due_date   | impact                       |
    | D-001 | 要員を2名追加する  | 判断待ち | {related}  | 2024-05-10 | 業務: 現場から2名、顧客: なし |"""
    options = f"""
    | related_id | title             | cost   | months | risk     | reversible | recommended | remarks        |
    | {name}     | 要員を2名追加する | 800000 | 0      | 教育3日  | 戻せる     | ○           | 期日に間に合う |
    | {name}     | 期日を延ばす      | 300000 | 1      | 稼働延期 | 戻せない   |             | 稼働が延びる   |"""
    page = memo_of(issue=None, option=options, decision=decision, test=None, metrics={"forecast_date": LATE})
    assert page.gaps == ()
    assert page.subject == "要員を2名追加すること（800,000円）をご承認ください"
    assert page.values()["decide_by"] == "2024年5月10日（金）中"
    assert dict(page.impact)["業務"] == "現場から2名"
    assert page.attached == "決定D-001"


def test_the_background_of_the_project_is_what_its_forecast_said_on_kept_days():
    said = [(24, "5/20", 1), (25, "5/22", 3), (26, "5/17", 0), (30, "5/22", 3)]
    kept = [
        Kept(date(2024, 4, day), {}, metrics={"forecast_date": {
            "value": f"2024-05-{word[2:]}", "text": f"{word}見込 (計画比+{late}営業日)", "delta_days": late}})
        for day, word, late in said
    ]  # fmt: skip
    page = memo_of(issue=None, option=None, decision=None, test=None, metrics={"forecast_date": LATE}, kept=kept)
    # on 4/26 it was on time: the run that goes on today began on 4/30
    assert page.background == (
        "2024/04/30 5/22見込 (計画比+3営業日)",
        "2024/05/07 5/21見込 (計画比+2営業日)",
    )


def test_options_of_another_matter_are_not_shown():
    seen = situation(AS_OF, ISSUE, register("option", OPTIONS.replace("K-001", "K-0011")))
    assert choices(ISSUE[0], seen) == ()

"""The blocks of the weekly report, each from a few rows: the week, lights, blockers, risks, scope, days to come."""

from datetime import date

import pytest

from pmo_xl.metrics.catalogue import measure
from pmo_xl.model.grid import Grid
from pmo_xl.model.kept import Kept
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.model.table import Table
from pmo_xl.reports.blockers import blockers
from pmo_xl.reports.coming import carried_over, coming_days
from pmo_xl.reports.corrections import corrections
from pmo_xl.reports.decided import decided_since
from pmo_xl.reports.decisions import Decision
from pmo_xl.reports.risks import risk_changes, why_no_risks
from pmo_xl.reports.scope_change import scope_line, scope_rows
from pmo_xl.reports.week import compared, light_days, light_rows, week_of
from pmo_xl.settings import Config, RagSection
from tests.support.build import register, situation

AS_OF = "2024-05-07"  # a Tuesday after 憲法記念日, a weekend and 振替休日
APRIL_25, MAY_2 = date(2024, 4, 25), date(2024, 5, 2)


def kept(day, metrics=None, **registers):
    return Kept(day, registers, metrics or {})


# the week


def test_a_week_is_five_working_days_and_looks_back_at_the_state_before_them():
    week = week_of(situation(AS_OF, kept=[kept(date(2024, 4, 24)), kept(APRIL_25), kept(MAY_2)]))
    # back from 5/7: 5/2, 5/1, 4/30, 4/26, 4/25
    assert (week.first, week.last, week.base.date) == (date(2024, 4, 26), date(2024, 5, 7), APRIL_25)
    assert (week.period, week.label) == ("4/26(金)〜5/7(火)", "1週間前(4/25)")


@pytest.mark.parametrize(
    ("days", "base", "label"),
    [
        ([date(2024, 4, 19)], date(2024, 4, 19), "前回(4/19)"),  # a gap is named by its day
        ([date(2024, 4, 30), MAY_2], date(2024, 4, 30), "記録開始以降(4/30)"),
        ([], None, "記録開始以降"),
    ],
)
def test_what_a_week_without_its_state_is_compared_with(days, base, label):
    week = week_of(situation(AS_OF, kept=[kept(day) for day in days]))
    assert (week.base.date if week.base else None, week.label) == (base, label)


def test_lights_of_five_days_stand_side_by_side_today_last():
    seen = situation(AS_OF, kept=[kept(MAY_2, {"rag_quality": {"value": "yellow"}, "rag_issues": {"value": None}})])
    metrics = {"rag_quality": Metric("rag_quality", "red", "赤", "", reason="重大な不具合1件")}
    rows = {row.key: row for row in light_rows(seen, metrics)}
    assert [f"{day:%m/%d}" for day in light_days(seen)] == ["04/26", "04/30", "05/01", "05/02", "05/07"]
    assert list(rows) == ["overall", "progress", "quality", "issues", "resources"]
    assert rows["quality"].words == ("−", "−", "−", "黄▲", "赤●")
    assert rows["quality"].reason == "重大な不具合1件"
    assert rows["issues"].words == ("−",) * 5
    assert rows["issues"].reason == "算出していません"


def test_lights_speak_in_the_projects_own_words():
    config = Config(rag=RagSection(words={"green": "青"}))
    rows = light_rows(situation(AS_OF, config=config), {"rag_issues": Metric("rag_issues", "green", "青", "")})
    assert next(row for row in rows if row.key == "issues").words[-1] == "青○"


def test_figures_now_and_then_with_their_difference():
    said = {
        "execution_rate": {"value": 0.22, "text": "22.0%", "count": 44, "of": 200},
        "forecast_date": {"value": "2024-05-17", "text": "5/17見込"},
        "overdue": {"value": None, "text": "−"},
    }
    seen = situation(AS_OF, kept=[kept(APRIL_25, said)])
    metrics = {
        "execution_rate": Metric("execution_rate", 0.55, "55.0%", "", count=110, of=200, unit="%"),
        "forecast_date": Metric("forecast_date", date(2024, 5, 21), "5/21見込", ""),
        "overdue": Metric("overdue", 6, "6件", "", unit="件"),
        "approved_rate": Metric("approved_rate", None, "−", "", reason="承認者の列がありません"),
    }
    names = {name: name for name in metrics}
    rows = {row.key: row for row in compared(names, metrics, week_of(seen), seen)}
    # 110 - 44 = 66 of 200 are 33.0 points
    assert (rows["execution_rate"].then, rows["execution_rate"].change) == ("22.0%", "+66件 (+33.0pt)")
    # 5/20 and 5/21 are the working days after 5/17
    assert rows["forecast_date"].change == "+2営業日"
    assert (rows["overdue"].then, rows["overdue"].change) == ("−", "−")
    assert (rows["approved_rate"].now, rows["approved_rate"].remark) == ("−", "承認者の列がありません")


# what hinders


def test_a_defect_hinders_when_a_test_cannot_be_run_because_of_it():
    tests = register(
        "test",
        """
        | id    | result  | defect_id | depends_on | remarks              |
        | T-001 | blocked | D-002     |            |                      |
        | T-002 | not_run |           | T-001      |                      |
        | T-003 | fail    | D-001     |            |                      |
        | T-004 | fail    | D-003     |            |                      |
        | T-005 | blocked |           |            | 検証環境の停止のため |
        | T-006 | pass    | D-002     |            |                      |
        """,
    )
    defects = register(
        "defect",
        """
        | id    | title | severity | status | action   | fix_plan_date |
        | D-001 | 高い  | high     | open   | 運用回避 | 2024-05-09    |
        | D-002 | 低い  | low      | open   |          |               |
        | D-003 | 中位  | medium   | open   |          |               |
        | D-004 | 完了  | critical | closed |          |               |
        """,
    )
    found = blockers(situation(AS_OF, tests, defects))
    # D-003 holds up its own failed test only, and is neither critical nor high
    assert [(item.what, [test.id for test in item.waiting]) for item in found] == [
        ("高い", ["T-003"]),
        ("低い", ["T-001", "T-002"]),  # T-002 waits for T-001
        ("環境の不具合・停止", ["T-005"]),
    ]
    assert (found[0].workaround, found[0].until) == ("運用回避", date(2024, 5, 9))
    assert (found[1].workaround, found[1].until) == (None, None)


# risks

RISKS = """
    | id    | title | severity | status | raised_date |
    | RK-01 | 新規  | high     | open   | 2024-05-01  |
    | RK-02 | 上昇  | high     | open   | 2024-04-01  |
    | RK-03 | 同じ  | low      | open   | 2024-04-01  |
"""


def test_risks_that_are_new_and_that_are_judged_anew():
    then = (
        {"id": "RK-02", "severity": "medium", "status": "open"},
        {"id": "RK-03", "severity": "low", "status": "open"},
    )
    seen = situation(AS_OF, register("risk", RISKS), kept=[kept(APRIL_25, risks=then)])
    found = risk_changes(seen, week_of(seen))
    assert [(item.record.id, item.change) for item in found] == [("RK-01", "新規"), ("RK-02", "重要度 中→高")]


def test_a_column_that_was_not_kept_then_has_not_changed():
    then = ({"id": "RK-02"}, {"id": "RK-03"})
    state = Kept(APRIL_25, {"risks": then}, {}, {"risks": ("id", "title", "raised_date")})
    seen = situation(AS_OF, register("risk", RISKS), kept=[state])
    assert [item.change for item in risk_changes(seen, week_of(seen))] == ["新規"]


def test_without_a_kept_state_only_the_day_tells_what_is_new():
    seen = situation(AS_OF, register("risk", RISKS))
    assert [item.record.id for item in risk_changes(seen, week_of(seen))] == ["RK-01"]
    assert why_no_risks(seen) == "この期間に新しいリスク、変化したリスクはありません"
    assert why_no_risks(situation(AS_OF)) == "リスクの表がありません"


# scope

TESTS = """
    | id    | result         | remarks          |
    | T-001 | pass           |                  |
    | T-002 | not_applicable | 次期に対応のため |
    | T-003 | withdrawn      |                  |
    | T-004 | not_run        | 追加             |
    | T-005 | not_run        | 戻した理由       |
    | T-006 | not_applicable | 次期に対応のため |
"""
THEN = (
    {"id": "T-001", "verdict": "not_run"},
    {"id": "T-002", "verdict": "not_applicable"},
    {"id": "T-003", "verdict": "not_run"},
    {"id": "T-005", "verdict": "withdrawn"},
    {"id": "T-006", "verdict": "not_applicable"},
    {"id": "T-007", "verdict": "not_run"},
)


def test_what_left_the_scope_in_this_period_and_what_had_left_it_before():
    seen = situation(AS_OF, register("test", TESTS), kept=[kept(APRIL_25, {"scope": {"value": 3}}, tests=THEN)])
    week = week_of(seen)
    rows = {(row.what, row.when, row.reason, row.count) for row in scope_rows(seen, week)}
    assert rows == {
        ("取下", "", "【要確認】", 1),  # nobody wrote why T-003 was taken out
        ("追加", "", "追加", 1),
        ("母数に戻した", "", "戻した理由", 1),
        ("行がなくなった", "", "いまの表に行がありません", 1),
        ("対象外", "前から", "次期に対応のため", 2),
    }
    assert scope_rows(seen, week)[-1].when == "前から"  # what is news comes first
    # T-001, T-004 and T-005 count now
    assert scope_line(measure(seen), week, "▲") == "母数 3件 → 3件(±0件)"


def test_without_a_kept_state_what_is_out_is_told_whenever_it_left():
    seen = situation(AS_OF, register("test", TESTS))
    week = week_of(seen)
    assert [(row.what, row.count) for row in scope_rows(seen, week)] == [("対象外", 2), ("取下", 1)]
    assert scope_line(measure(seen), week, "▲") == "母数 3件(期間の初めの記録なし)"
    assert scope_line(measure(situation(AS_OF)), week, "▲") == "母数 −(テストの表がありません)"


# decisions, days to come, corrections


def test_decisions_of_the_period_newest_first():
    decisions = register(
        "decision",
        """
        | id    | title | kind     | decided_date |
        | DC-01 | 前    | 決定     | 2024-04-25   |
        | DC-02 | 早い  | 決定     | 2024-04-26   |
        | DC-03 | 仮    | 仮決定   | 2024-05-07   |
        | DC-04 | 先    | 決定     | 2024-05-08   |
        | DC-05 | 問い  | 判断待ち |              |
        """,
    )
    seen = situation(AS_OF, decisions)
    assert [found.id for found in decided_since(seen, APRIL_25)] == ["DC-03", "DC-02"]


def test_a_day_to_come_holds_what_falls_on_it():
    tests = register(
        "test",
        """
        | id    | planned_date | executed_date | result  |
        | T-001 | 2024-05-08   |               | not_run |
        | T-002 | 2024-05-08   | 2024-05-07    | pass    |
        | T-003 | 2024-05-11   |               | blocked |
        | T-004 | 2024-05-07   |               | not_run |
        """,
    )
    issues = register(
        "issue",
        "| id | title | status | due_date |\n| K-1 | 期限 | open | 2024-05-08 |\n| K-2 | 済 | closed | 2024-05-08 |",
    )
    defects = register("defect", "| id | title | status | fix_plan_date |\n| D-1 | 桁 | open | 2024-05-09 |")
    seen = situation(AS_OF, tests, issues, defects)
    asked = [Decision("決める", None, date(2024, 5, 8), None), Decision("いつか", None, None, None)]
    wednesday, thursday, _, monday, _ = coming_days(seen, asked, 5)
    assert ([test.id for test in wednesday.tests], [due.id for due in wednesday.due]) == (["T-001"], ["K-1"])
    assert (wednesday.decisions, [fix.id for fix in thursday.fixes]) == (1, ["D-1"])
    # 5/11 is a Saturday: the test is run on Monday
    assert (monday.day, [test.id for test in monday.tests]) == (date(2024, 5, 13), ["T-003"])
    assert [test.id for test in carried_over(seen)] == ["T-004"]


def test_a_meeting_is_called_by_the_name_in_the_head_of_its_memo():
    grid = Grid("議事メモ.xlsx", "0507", [["会議名", "UAT定例"], ["区分", "内容"], ["論点", "進捗"]])
    table = Table("meeting", grid, (2,), {"kind": 1, "description": 2}, {}, record_rows=(3,), head={"title": (1, 2)})
    values = {
        "kind": "論点",
        "description": "進捗",
        "held_at": "2024/05/07 16:00",
        "next_at": "2024/05/08 10:00〜11:00",
    }
    memo = Register("meetings", "meeting", (Record(table, 3, values),), (table,))
    assert coming_days(situation(AS_OF, memo), (), 1)[0].meetings == ("UAT定例 10:00",)


def test_the_corrections_of_the_week_day_by_day():
    row = {"name": "消化", "date": "2024-04-30", "reported": 74, "now": 73}
    before = {"name": "消化", "date": "2024-04-24", "reported": 27, "now": 26}
    states = [
        kept(APRIL_25, {"corrections": {"rows": [before]}}),  # spoke of the week before
        kept(date(2024, 5, 1), {"corrections": {"rows": [row]}}),
        kept(MAY_2, {"corrections": {"rows": []}}),
    ]
    rows = (
        {"name": "消化", "date": MAY_2, "reported": 94, "now": 93},
        {"name": "完了", "date": MAY_2, "reported": 82, "now": 81},
    )
    metrics = {"corrections": Metric("corrections", 2, "訂正2項目", "", rows=rows)}
    seen = situation(AS_OF, kept=states)
    assert corrections(seen, metrics, week_of(seen).since) == (
        "4/30に報告した数字の訂正: 消化74→73件",
        "5/2に報告した数字の訂正: 消化94→93件、完了82→81件",
    )
    assert corrections(situation(AS_OF), {}, APRIL_25) == ()

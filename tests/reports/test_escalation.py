"""What goes up: the default conditions, their order, and memos that never look finished when they are not."""

from datetime import date

import pytest

from pmo_xl.metrics.payback import comparisons
from pmo_xl.metrics.slips import moves_of
from pmo_xl.model.kept import Kept
from pmo_xl.reports.escalation import as_it_was, escalation_list
from pmo_xl.reports.memo import memo
from pmo_xl.reports.options import choices
from pmo_xl.rules.context import Context
from pmo_xl.settings import Config, EscalateSection, ProjectSection
from tests.support.build import register, situation

AS_OF = "2024-05-07"  # 5/3 to 5/6 are days off: one working day after 5/2


def listed(*registers, config=None, kept=(), earlier=None):
    seen = situation(AS_OF, *registers, config=config, kept=kept)
    return escalation_list(seen, {}, project="刷新", earlier=earlier)


def test_a_serious_issue_three_working_days_overdue_goes_up():
    issues = register("issue", """
        | id    | title        | status | severity | due_date   |
        | K-001 | 受注が止まる | open   | high     | 2024-04-30 |
        | K-002 | 帳票のずれ   | open   | low      | 2024-04-30 |
        | K-003 | 締切前       | open   | critical | 2024-05-02 |
        | K-004 | 終わった     | closed | critical | 2024-04-22 |""")  # fmt: skip
    found = listed(issues)
    # 4/30 → 5/1, 5/2, 5/7: three working days
    assert [(item.id, item.overdue) for item in found.items] == [("K-001", 3)]
    assert found.items[0].since == date(2024, 5, 7)
    assert found.items[0].condition == "重要度高・期限超過3営業日"


def test_a_provisional_decision_past_its_day_goes_up_and_a_final_one_does_not():
    decisions = register(
        "decision",
        """
        | id    | title              | kind   | due_date   |
        | D-001 | 締め処理は月次とする | 仮決定 | 2024-05-01 |
        | D-002 | 画面は現行のまま     | 確定   | 2024-05-01 |""",
    )
    found = listed(decisions)
    assert [item.id for item in found.items] == ["D-001"]
    assert found.items[0].ask == "仮決定「締め処理は月次とする」を確定・変更・延長のいずれにするかご判断ください"


def test_a_fix_after_go_live_goes_up_unless_a_workaround_is_named():
    config = Config(project=ProjectSection(go_live=date(2024, 6, 3)))
    defects = register(
        "defect",
        """
        | id    | title | status | severity | fix_plan_date | action               |
        | B-001 | 遅い  | open   | medium   | 2024-06-10    |                      |
        | B-002 | 遅い  | open   | medium   | 2024-06-10    | 運用回避: 手で締める |""",
    )
    assert [item.id for item in listed(defects, config=config).items] == ["B-001"]


def test_a_related_test_is_no_way_round_but_a_decision_is():
    config = Config(project=ProjectSection(go_live=date(2024, 6, 3)))
    defects = register(
        "defect",
        """
        | id    | title | status | severity | fix_plan_date | related_id |
        | B-001 | 遅い  | open   | medium   | 2024-06-10    | T-001      |
        | B-002 | 遅い  | open   | medium   | 2024-06-10    | DC-01      |""",
    )
    decisions = register("decision", "| id | title | kind |\n| DC-01 | 手で締める | 決定 |")
    assert [item.id for item in listed(defects, decisions, config=config).items] == ["B-001"]


def test_the_third_slip_goes_up():
    issues = register(
        "issue",
        """
        | id    | title | status | severity | due_date   |
        | K-001 | 移行  | open   | low      | 2024-05-20 |""",
    )
    kept = [
        Kept(date(2024, 4, day), {"issues": ({"id": "K-001", "due_date": f"2024-05-{due}"},)})
        for day, due in ((22, "01"), (23, "08"), (24, "08"), (25, "15"))
    ]
    # 5/1 → 5/8 → 5/15 → 5/20: moved later three times
    assert [item.condition for item in listed(issues, kept=kept).items] == ["期限延期3回"]
    assert listed(issues, kept=kept[:3]).items == ()


def test_the_projects_own_conditions_replace_the_defaults():
    config = Config(escalate=(EscalateSection(to="部長", severity=("low",), overdue_days=1),))
    issues = register(
        "issue",
        """
        | id    | title | status | severity | due_date   |
        | K-001 | 重い  | open   | critical | 2024-04-22 |
        | K-002 | 軽い  | open   | low      | 2024-05-02 |""",
    )
    assert [(item.id, item.to) for item in listed(issues, config=config).items] == [("K-002", "部長")]


def test_the_most_urgent_stands_first_deadline_then_severity_then_waiting_tests():
    defects = register(
        "defect",
        """
        | id    | title | status | severity | fix_plan_date |
        | B-001 | 甲    | open   | high     | 2024-04-22    |
        | B-002 | 乙    | open   | critical | 2024-04-22    |
        | B-003 | 丙    | open   | high     | 2024-04-22    |
        | B-004 | 丁    | open   | high     | 2024-04-22    |""",
    )
    tests = register(
        "test",
        """
        | id    | title | result  | defect_id | depends_on |
        | T-001 | 一    | blocked | B-003     |            |
        | T-002 | 二    |         |           | T-001      |
        | T-003 | 三    | pass    | B-001     |            |""",
    )
    decisions = register(
        "decision",
        """
        | id    | title                    | kind     | related_id | due_date   |
        | D-001 | B-004の修正を5/9に適用する | 判断待ち | B-004      | 2024-05-08 |""",
    )
    found = listed(defects, tests, decisions)
    assert [item.id for item in found.items] == ["B-004", "B-002", "B-003", "B-001"]
    # T-002 comes after T-001 and waits too; a test that passed waits for nothing
    assert [len(item.waiting) for item in found.items] == [0, 0, 2, 0]
    assert found.items[0].ask == "B-004の修正を5/9に適用する"
    assert found.items[0].decide_by == date(2024, 5, 8)


def test_new_continuing_and_settled_are_told_apart_by_the_kept_state():
    issues = register(
        "issue",
        """
        | id    | title  | status | severity | due_date   |
        | K-001 | 前から | open   | high     | 2024-04-25 |
        | K-002 | 今日   | open   | high     | 2024-04-30 |
        | K-003 | 解けた | closed | high     | 2024-04-25 |""",
    )
    row = {"status": "open", "severity": "high"}
    kept = Kept(date(2024, 5, 2), {"issues": (
        {"id": "K-001", "due_date": "2024-04-25", **row},
        {"id": "K-002", "due_date": "2024-04-30", **row},
        {"id": "K-003", "due_date": "2024-04-25", **row},
    )})  # fmt: skip
    now = situation(AS_OF, issues, kept=[kept])
    found = escalation_list(now, {}, project="刷新", earlier=as_it_was(now, kept))
    # on 5/2 K-001 was 4 working days late (4/26, 4/30, 5/1, 5/2), K-002 two
    assert {item.id: item.state for item in found.items} == {"K-001": "continuing", "K-002": "new"}
    assert [item.id for item in found.settled] == ["K-003"]


def test_a_deadline_that_was_blank_then_was_not_late_then():
    issues = register(
        "issue",
        """
        | id    | title    | status | severity | due_date   |
        | K-001 | 期限追記 | open   | high     | 2024-04-25 |""",
    )
    row = {"id": "K-001", "status": "open", "severity": "high"}
    kept = Kept(date(2024, 5, 2), {"issues": (row,)}, columns={"issues": ("id", "status", "severity", "due_date")})
    now = situation(AS_OF, issues, kept=[kept])
    found = escalation_list(now, {}, project="刷新", earlier=as_it_was(now, kept))
    assert [item.state for item in found.items] == ["new"]


def test_the_moves_of_a_deadline_are_those_of_the_record_and_of_no_other_that_bears_its_number():
    text = "| id | title | status | due_date |\n| 1 | 受注 | open | 2024-05-31 |"
    issues, todos = register("issue", text), register("todo", text, sheet="ToDo")
    kept = [
        Kept(date(2024, 5, day), {
            "issues": ({"id": "1", "due_date": due, "_identity": "1@一覧/"},),
            "todos": ({"id": "1", "due_date": "2024-04-01", "_identity": "1@ToDo/"},),
        })
        for day, due in ((1, "2024-05-10"), (2, "2024-05-20"))
    ]  # fmt: skip
    context = Context(situation(AS_OF, issues, todos, kept=kept))
    assert [(move.seen.day, move.old.day, move.new.day) for move in moves_of(issues[0], context)] == [
        (2, 10, 20),
        (2, 20, 31),
    ]
    assert len(moves_of(todos[0], context)) == 1


def test_nothing_to_escalate_is_said_in_so_many_words():
    assert listed().values()["headline"] == "エスカレーション対象はありません"


def test_sixteen_items_show_fifteen_and_say_how_many_are_left():
    lines = "\n".join(f"| K-{n:03} | 件名{n} | open | high | 2024-04-22 |" for n in range(1, 17))
    issues = register("issue", f"| id | title | status | severity | due_date |\n{lines}")
    values = listed(issues).values()
    assert (len(values["first"]), len(values["items"]), values["note"]) == (15, 16, "他1件(別紙 全件)")


ISSUE = register(
    "issue",
    """
    | id    | title        | description          | status | severity | due_date   | raised_date | impact       |
    | K-001 | 受注が止まる | 夜間バッチが止まる   | open   | high     | 2024-04-30 | 2024-04-22  | 受注600件/月、顧客: なし |""",
)
OPTIONS = register(
    "option",
    """
    | related_id | title          | cost    | months | monthly_count | minutes_each | hourly_cost | risk     | reversible | recommended | remarks        |
    | K-001      | 業務側の手動対応 |         |        | 600           | 5            | 4000        | 入力誤り | ○         |             |                |
    | K-001      | 追加予算で修正 | 3000000 |        |               |              |             | 遅延     | ×         | ○          | 15か月で回収   |
    | K-001      | 何もしない     |         |        |               |              |             | 受注停止 | ○         |             |                |""",
)
DECISION = register(
    "decision",
    """
    | id    | title                    | kind     | related_id | due_date   |
    | D-001 | 追加予算で修正する       | 判断待ち | K-001      | 2024-05-10 |""",
)
TESTS = register(
    "test",
    """
    | id    | title | result  | defect_id | planned_date |
    | T-001 | 受注  | blocked | K-001     | 2024-05-08   |""",
)


def memo_of(*registers):
    seen = situation(AS_OF, *registers)
    return memo(escalation_list(seen, {}, project="刷新").items[0], seen, project="刷新")


def test_a_memo_with_everything_is_no_draft():
    page = memo_of(ISSUE, OPTIONS, DECISION, TESTS).values()
    assert page["draft"] == ""
    assert page["gaps"] == []
    assert [(part["name"], part["text"]) for part in page["impact"]] == [
        ("業務", "受注600件/月"), ("費用", "3,000,000円（追加予算で修正）"),
        ("日程", "待ちテスト1件、期限を3営業日超過"), ("顧客", "なし"),
    ]  # fmt: skip
    assert page["subject"] == "追加予算で修正する"
    assert page["consequence"] == "テスト1件（予定日5/8〜5/8）が実施できないまま残ります"


@pytest.mark.parametrize(
    ("left_out", "gap"),
    [(OPTIONS, "選択肢（2案以上と「何もしない」）"), (DECISION, "判断期限"), (TESTS, "判断しない場合に起きること")],
)
def test_whatever_nobody_has_written_makes_it_a_draft_and_is_listed(left_out, gap):
    page = memo_of(*(r for r in (ISSUE, OPTIONS, DECISION, TESTS) if r is not left_out)).values()
    assert page["draft"] == "【下書き】"
    assert gap in page["gaps"]


def test_six_hundred_cases_of_five_minutes_are_fifty_hours_and_a_fix_pays_back_in_fifteen_months():
    seen = situation(AS_OF, ISSUE, OPTIONS)
    manual, fix, nothing = choices(ISSUE[0], seen)
    assert manual.hours == 600 * 5 / 60 == 50
    assert manual.labour == 50 * 4000
    compared = comparisons([manual.record, fix.record, nothing.record])
    assert [(one.fix.title, one.months()) for one in compared] == [(fix.title, 3_000_000 / 200_000)]  # 15 months

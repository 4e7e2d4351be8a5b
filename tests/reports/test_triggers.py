"""When something goes up: every condition, alone and together, on kept states; what is new, goes on, or is settled."""

from datetime import date

import pytest

from pmo_xl.metrics.slips import moves_of
from pmo_xl.model.kept import Kept
from pmo_xl.model.metric import Metric
from pmo_xl.reports.earlier import as_it_was, figures_then
from pmo_xl.reports.escalation import escalation_list
from pmo_xl.rules.context import Context
from pmo_xl.rules.engine import run
from pmo_xl.settings import CapacitySection, Config, EscalateSection, ProjectSection
from tests.support.build import register, situation

AS_OF = "2024-05-07"  # 5/3 to 5/6 are days off: one working day after 5/2


def listed(*registers, config=None, kept=(), earlier=None, metrics=None):
    seen = situation(AS_OF, *registers, config=config, kept=kept)
    return escalation_list(seen, metrics or {}, earlier=earlier)


def asked(*rules, **project):
    return Config(
        escalate=rules, project=ProjectSection(**project), capacity=CapacitySection(testers=1, tests_per_person_day=2)
    )


def held(found):
    return [(item.id, item.condition, item.since) for item in found.items]


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
    assert found.items[0].ask == "仮決定「締め処理は月次とする」の確定・変更・延長をご判断ください"


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
    found = escalation_list(now, {}, earlier=as_it_was(now, kept))
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
    found = escalation_list(now, {}, earlier=as_it_was(now, kept))
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


def test_what_a_replaced_provisional_decision_said_goes_up_no_more():
    decisions = register(
        "decision",
        """
        | id    | title              | kind   | due_date   | related_id | remarks |
        | D-001 | 締めは月次とする   | 仮決定 | 2024-05-01 |            |         |
        | D-002 | 締めは日次とする   | 仮決定 | 2024-05-20 | D-001      | 置換    |""",
    )
    assert listed(decisions).items == ()


def test_the_default_conditions_are_the_rules_of_the_check():
    """K-003, X-015 and U-005: whatever the check finds goes up, and nothing else of that sort."""
    config = Config(project=ProjectSection(go_live=date(2024, 6, 3)))
    decisions = register("decision", """
        | id    | title | kind   | due_date   | status |
        | D-001 | 甲    | 仮決定 | 2024-05-01 | open   |
        | D-002 | 乙    | 仮決定 | 2024-05-01 | closed |
        | D-003 | 丙    | 仮決定 | 2024-05-07 | open   |""")  # fmt: skip
    defects = register("defect", """
        | id    | title | status | severity | fix_plan_date | action   |
        | B-001 | 遅い  | open   | low      | 2024-06-04    |          |
        | B-002 | 遅い  | open   | low      | 2024-06-04    | 運用回避 |
        | B-003 | 遅い  | closed | low      | 2024-06-04    |          |
        | B-004 | 遅い  | open   | low      | 2024-06-03    |          |""")  # fmt: skip
    seen = situation(AS_OF, decisions, defects, *two_ledgers(), config=config)
    said = {finding.id for finding in run(seen).findings if finding.code in ("K-003", "X-015", "U-005")}
    assert {item.id for item in escalation_list(seen, {}).items} == said == {"D-001", "B-001", "A-001"}


def two_ledgers(theirs="2024-05-14", raised="2024-05-01"):
    user = register("todo", f"""
        | id    | title    | owner    | status | due_date   | raised_date | related_id |
        | A-001 | 版の確定 | 甲野太郎 | open   | 2024-05-09 | 2024-04-30  | K-001      |
        | A-002 | 文言     | 甲野太郎 | open   | 2024-05-10 | {raised}    | K-002      |""",
        side="user")  # fmt: skip
    vendor = register("todo", f"""
        | id    | title    | owner    | status | due_date   | raised_date | related_id |
        | B-001 | 版の確定 | 甲野太郎 | open   | {theirs}   | {raised}    | K-001      |
        | B-002 | 文言     | 甲野太郎 | open   | 2024-05-10 | {raised}    | K-002      |""",
        side="vendor")  # fmt: skip
    return user, renamed(vendor, "vendor_todos")


def renamed(register_, name):
    return type(register_)(
        name, register_.kind, register_.records, register_.tables, register_.oddities, register_.side
    )


def test_two_instructions_that_differ_go_up_two_working_days_after_the_second_was_given():
    # the second on 5/1: 5/2 and 5/7 are two working days; the condition holds from 5/7
    assert held(listed(*two_ledgers())) == [("A-001", "ベンダー側B-001と指示が異なって2営業日", date(2024, 5, 7))]
    assert held(listed(*two_ledgers(raised="2024-05-02"))) == []  # only 5/7
    assert held(listed(*two_ledgers(theirs="2024-05-09"))) == []  # they agree


def test_a_matter_that_both_sides_keep_goes_up_once_as_the_user_side_has_it():
    text = """
        | id    | title | status | severity | due_date   | owner |
        | K-001 | 遅い  | open   | high     | 2024-04-22 | 甲野  |"""
    both = register("issue", text, side="user"), renamed(register("issue", text, side="vendor"), "vendor_issues")
    assert [item.id for item in listed(*both).items] == ["K-001"]


def issue_since(raised="2024-04-22", **more):
    row = {
        "id": "K-001",
        "title": "移行",
        "status": "open",
        "severity": "low",
        "raised_date": raised,
        "due_date": "2024-05-20",
    }
    columns = [*row, *more]
    line = " | ".join({**row, **more}.values())
    return register("issue", f"| {' | '.join(columns)} |\n| {line} |")


@pytest.mark.parametrize(
    ("rule", "words", "since"),
    [
        # 4/23 24 25 26 30 5/1 5/2 5/7: the fifth working day after 4/22 is 4/30
        (EscalateSection(age_days=5), "滞留8営業日", date(2024, 4, 30)),
        (EscalateSection(age_days=9), None, None),
        (EscalateSection(severity=("low",)), "重要度低", None),  # nobody kept since when
        (EscalateSection(severity=("low",), age_days=8), "重要度低・滞留8営業日", date(2024, 5, 7)),
        (EscalateSection(severity=("high",), age_days=1), None, None),
        (EscalateSection(kind=("defect",), age_days=1), None, None),
        (EscalateSection(after_go_live=False), None, None),  # false asks for nothing
        (EscalateSection(overdue_days=1), None, None),
    ],
)
def test_a_condition_says_in_words_that_it_holds_and_since_when(rule, words, since):
    assert held(listed(issue_since(), config=asked(rule))) == ([("K-001", words, since)] if words else [])


def test_a_severity_holds_since_the_first_kept_day_that_shows_it():
    kept = [
        Kept(date(2024, 4, day), {"issues": ({"id": "K-001", "severity": level},)})
        for day, level in ((24, "low"), (25, "high"), (26, "low"), (30, "low"))
    ]
    found = listed(issue_since(), config=asked(EscalateSection(severity=("low",))), kept=kept)
    assert held(found) == [("K-001", "重要度低", date(2024, 4, 26))]


def test_slips_hold_since_the_move_that_made_them_as_many_as_asked():
    kept = [
        Kept(date(2024, 4, day), {"issues": ({"id": "K-001", "due_date": f"2024-05-{due}"},)})
        for day, due in ((22, "01"), (23, "08"), (24, "15"))
    ]
    # 5/1 → 5/8 (seen 4/23) → 5/15 (4/24) → 5/20 (today)
    for slips, since in ((1, date(2024, 4, 23)), (2, date(2024, 4, 24)), (3, date(2024, 5, 7))):
        found = listed(issue_since(), config=asked(EscalateSection(slips=slips)), kept=kept)
        assert held(found) == [("K-001", "期限延期3回", since)]
    assert held(listed(issue_since(), config=asked(EscalateSection(slips=4)), kept=kept)) == []


WAITING = """
    | id    | title | result  | defect_id | depends_on |
    | T-001 | 一    | blocked | K-001     |            |
    | T-002 | 二    |         |           | T-001      |
    | T-003 | 三    | pass    | K-001     |            |"""


def test_waiting_tests_count_those_that_come_after_and_since_the_kept_state_that_first_shows_as_many():
    row = {"id": "K-001", "status": "open"}

    def kept(day, *tests):
        rows = tuple({"id": name, "verdict": "blocked", "result": "blocked", **more} for name, more in tests)
        return Kept(
            date(2024, 4, day),
            {"issues": (row,), "tests": rows},
            columns={"tests": ("id", "result", "defect_id", "depends_on")},
        )

    one, two = ("T-001", {"defect_id": "K-001"}), ("T-002", {"depends_on": "T-001"})
    states = [kept(24, one, two), kept(25, one), kept(26, one, two), kept(30, one, two)]
    found = listed(
        issue_since(), register("test", WAITING), config=asked(EscalateSection(waiting_tests=2)), kept=states
    )
    assert held(found) == [("K-001", "待ちテスト2件", date(2024, 4, 26))]
    found = listed(issue_since(), register("test", WAITING), config=asked(EscalateSection(waiting_tests=3)))
    assert held(found) == []


def test_a_fix_after_go_live_is_known_since_the_first_kept_day_with_that_date():
    defects = register("defect", """
        | id    | title | status | severity | fix_plan_date |
        | B-001 | 遅い  | open   | low      | 2024-06-10    |""")  # fmt: skip
    kept = [
        Kept(date(2024, 4, day), {"defects": ({"id": "B-001", "fix_plan_date": planned},)})
        for day, planned in ((24, "2024-05-10"), (25, "2024-06-10"), (26, "2024-06-10"))
    ]
    found = listed(
        defects,
        config=asked(EscalateSection(kind=("defect",), after_go_live=True), go_live=date(2024, 6, 3)),
        kept=kept,
    )
    assert held(found) == [("B-001", "対応予定2024/06/10が稼働日2024/06/03より後", date(2024, 4, 25))]


def test_a_defect_that_is_fixed_is_not_late_any_more():
    defects = register("defect", """
        | id    | title | status   | severity | fix_plan_date | fixed_date |
        | B-001 | 直し済 | resolved | high     | 2024-04-22    | 2024-05-02 |
        | B-002 | 未修正 | resolved | high     | 2024-04-22    |            |""")  # fmt: skip
    assert [item.id for item in listed(defects).items] == ["B-002"]


def test_two_tables_that_hold_for_one_record_are_both_said_and_the_first_names_the_addressee():
    rules = EscalateSection(to="部長", age_days=8), EscalateSection(to="社長", severity=("low",), age_days=5)
    (item,) = listed(issue_since(), config=asked(*rules)).items
    assert (item.to, item.condition) == ("部長", "滞留8営業日、重要度低・滞留8営業日")
    assert item.since == date(2024, 4, 30)  # the second held first


def forecast(days):
    return Metric(
        "forecast_date", date(2024, 5, 21), f"5/21見込 (計画比+{days}営業日)", "残件/実力", extra={"delta_days": days}
    )


def load(ratio):
    return Metric("load_ratio", ratio, f"{ratio:.1%}", "必要実行回数/残りの能力")


def test_the_project_goes_up_when_the_forecast_is_past_the_end_and_when_the_load_is_too_high():
    found = listed(metrics={"forecast_date": forecast(2), "load_ratio": load(1.05)})
    assert [(item.title, item.condition) for item in found.items] == [
        ("テスト完了見込の遅れ", "完了見込が計画より2営業日後"),
        ("テスト要員の不足", "テストの負荷率が105.0%"),
    ]
    assert listed(metrics={"forecast_date": forecast(0), "load_ratio": load(0.99)}).items == ()
    assert len(listed(metrics={"load_ratio": load(1.0)}).items) == 1


def test_all_conditions_of_one_table_must_hold_also_those_of_the_project():
    both = asked(EscalateSection(forecast_late_days=2, load_ratio=1.0))
    assert listed(config=both, metrics={"forecast_date": forecast(2), "load_ratio": load(0.9)}).items == ()
    (item,) = listed(config=both, metrics={"forecast_date": forecast(2), "load_ratio": load(1.0)}).items
    assert item.condition == "完了見込が計画より2営業日後・テストの負荷率が100.0%"
    grave = asked(EscalateSection(severity=("low",), load_ratio=1.0))
    assert listed(issue_since(), config=grave, metrics={"load_ratio": load(0.9)}).items == ()
    (item,) = listed(issue_since(), config=grave, metrics={"load_ratio": load(1.1)}).items
    assert (item.id, item.condition) == ("K-001", "重要度低・テストの負荷率が110.0%")


def test_the_project_is_compared_with_the_figures_that_were_kept():
    def kept(day, days):
        return Kept(date(2024, 4, day), metrics={"forecast_date": forecast(days).as_dict()})

    states = [kept(24, 1), kept(25, 0), kept(26, 1), kept(30, 3)]
    seen = situation(AS_OF, kept=states)
    figures = {"forecast_date": forecast(2)}
    now = escalation_list(seen, figures, earlier=as_it_was(seen, states[-1]), earlier_metrics=figures_then(states[-1]))
    assert [(item.state, item.since) for item in now.items] == [("continuing", date(2024, 4, 26))]
    over = escalation_list(seen, {}, earlier=as_it_was(seen, states[-1]), earlier_metrics=figures_then(states[-1]))
    assert [item.title for item in over.settled] == ["テスト完了見込の遅れ"]


def test_a_workaround_written_since_the_kept_day_settles_it():
    text = """
        | id    | title | status | severity | fix_plan_date | action   |
        | B-001 | 遅い  | open   | low      | 2024-06-10    | 運用回避 |"""
    row = {"id": "B-001", "status": "open", "severity": "low", "fix_plan_date": "2024-06-10"}
    kept = Kept(date(2024, 5, 2), {"defects": (row,)}, columns={"defects": ("id", "status", "fix_plan_date", "action")})
    config = Config(project=ProjectSection(go_live=date(2024, 6, 3)))
    now = situation(AS_OF, register("defect", text), config=config, kept=[kept])
    found = escalation_list(now, {}, earlier=as_it_was(now, kept))
    assert (found.items, [item.id for item in found.settled]) == ((), ["B-001"])


def test_a_row_that_is_gone_is_told_as_it_was():
    row = {
        "id": "K-009",
        "title": "消えた行",
        "status": "open",
        "severity": "high",
        "due_date": "2024-04-22",
        "_place": ["台帳.xlsx", "一覧", 5],
    }
    kept = Kept(date(2024, 5, 2), {"issues": (row,)}, columns={"issues": tuple(row)})
    now = situation(AS_OF, issue_since(), kept=[kept])
    (gone,) = escalation_list(now, {}, earlier=as_it_was(now, kept)).settled
    assert (gone.id, gone.title) == ("K-009", "消えた行")


def test_what_waits_for_a_decision_is_followed_through_what_it_names():
    decisions = register("decision", """
        | id    | title  | kind   | due_date   | related_id   |
        | D-001 | 仮の案 | 仮決定 | 2024-05-01 | K-001、T-009 |""")  # fmt: skip
    tests = register("test", WAITING + """
    | T-009 | 九    |         |           |            |
    | T-010 | 十    |         |           | T-009      |""")  # fmt: skip
    (item,) = [item for item in listed(decisions, issue_since(), tests).items if item.id == "D-001"]
    # T-001 names K-001, T-002 comes after it; T-009 is named itself, T-010 comes after it; T-003 passed
    assert [test.id for test in item.waiting] == ["T-001", "T-002", "T-009", "T-010"]
    assert item.impact_in_full == "テスト4件(T-001、T-002、T-009、T-010)"


def test_tests_that_the_planned_fix_comes_too_late_for_are_those_of_d_011():
    defects = register("defect", """
        | id    | title | status | severity | fix_plan_date |
        | B-001 | 遅い  | open   | high     | 2024-05-01    |
        | B-002 | 遅い  | open   | high     | 2024-05-01    |""")  # fmt: skip
    tests = register("test", """
        | id    | result  | defect_id |
        | T-001 | blocked | B-001     |
        | T-002 | blocked | B-001     |
        | T-003 | blocked | B-001     |
        | T-004 | blocked | B-002     |""")  # fmt: skip
    config = asked(EscalateSection(overdue_days=1), phase_end=date(2024, 5, 2))
    seen = situation(AS_OF, defects, tests, config=config)
    items = {item.id: item for item in escalation_list(seen, {}).items}
    # two a day: one test is run on 5/2, the end; three take 5/2 and 5/7
    assert [test.id for test in items["B-001"].below.late] == ["T-001", "T-002", "T-003"]
    assert items["B-002"].below.late == ()
    assert items["B-001"].impact_in_full == "テスト3件(T-001〜T-003)、うち3件は終了予定5/2に間に合わない"
    assert [f.id for f in run(seen).findings if f.code == "D-011"] == ["B-001"]

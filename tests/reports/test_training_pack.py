"""トレーニング: who lacks something, who was there and who counts, what came up and to whom it goes."""

from datetime import date

import pytest

from pmo_xl import rules
from pmo_xl.metrics.catalogue import measure
from pmo_xl.reports.criteria import criteria
from pmo_xl.settings import Config, RegisterSection
from tests.reports.training_cases import AS_OF, CASES, issues, people, report, reviews
from tests.support.build import register, situation

COUNTED = Config(registers={"trainings": RegisterSection(values={"result": {"pass": ["代理出席"]}})})


def ids(found):
    return [one.record.id for one in found]


def test_those_who_lack_something_come_first():
    made = report(people())
    # 6 lacks an ID tomorrow, 7 the papers on 5/20; then by day: 8 on 5/8, 9 without a day
    assert ids(made.coming) == ["6", "7", "8", "9"]
    assert [[tick.called for tick in one.lacking] for one in made.coming] == [["ID準備"], ["資料準備"], [], []]
    assert ids(made.soon) == ["6"]
    said = made.values()
    assert (
        said["headline"]["outcome"] == "これから受講する4名のうち2名の準備が済んでいません、うち1名は研修が間近です。"
    )
    rows = [(row["documents"], row["account"], row["environment"], row["when"]) for row in said["ready"]]
    assert rows == [
        ("済", "未(空欄)", "−", "5/8(水)"),
        ("未", "済", "−", "5/20(月)"),
        ("済", "済", "−", "5/8(水)"),
        ("済", "済", "−", "日程未定"),
    ]


def test_whoever_lacks_something_on_the_day_before_is_what_the_rule_finds():
    seen = situation(AS_OF, people())
    found = [finding for finding in rules.run(seen).findings if finding.code == "X-018"]
    assert [finding.record.id for finding in found] == ids(report(people()).soon)
    assert "椿 花さんのID準備が研修前日時点で未準備です" in found[0].message


def test_a_column_that_names_the_document_or_the_room_is_no_preparation_but_one_with_the_ids_is():
    text = """
        | owner   | planned_date | precondition      | precondition_2 | precondition_3 |
        | 青葉 葉 | 2024-05-08   | 操作説明書 第2版  | u0412          | 本社3階        |
        | 若葉 花 | 2024-05-08   | 操作説明書 第2版  |                | 本社3階        |
        | 双葉 実 | 2024-05-08   | 操作説明書 第2版  | 申請中         | 本社3階        |
        """
    register_ = people(text, precondition="資料", precondition_2="ログインID", precondition_3="会場準備")
    made = report(register_)
    assert [(one.record.owner, [tick.called for tick in one.lacking]) for one in made.coming] == [
        ("若葉 花", ["ログインID"]),
        ("双葉 実", ["ログインID"]),
        ("青葉 葉", []),
    ]
    found = [f.record.owner for f in rules.run(situation(AS_OF, register_)).findings if f.code == "X-018"]
    assert found == ["若葉 花", "双葉 実"]


def test_the_rate_leaves_somebody_sent_out_unless_told_otherwise():
    made = report(people())
    # nine of ten are to attend (10 is withdrawn): 1 and 2 did, 3 sent somebody, 8 is written for tomorrow
    assert [one.state for one in made.people] == [
        *("attended", "attended", "proxy", "absent", "unclear", "coming", "coming", "coming", "coming")
    ]
    said = made.values()["said"]
    assert said["status"] == "受講率は22.2%です(対象9名・受講2名、代理1名は数えていません)。"
    assert said["rule"].startswith("代理出席は受講に数えていません。")
    assert 'pass = ["代理出席"]' in said["how"]  # as the list says it
    assert said["early"] == "開催日が基準日より後の出欠1名は、まだ数えていません。"
    counted = report(people(), config=COUNTED)
    assert counted.values()["said"]["status"] == "受講率は33.3%です(対象9名・受講2名、代理1名を含みます)。"
    assert counted.values()["said"]["rule"].startswith("代理出席は受講に数えています。")
    assert counted.values()["said"]["how"] == ""


def test_a_mark_beside_the_word_for_somebody_sent_is_no_attendance():
    text = "| owner | planned_date | result |\n| 青葉 | 2024-05-01 | pass |\n| 若葉 | 2024-05-01 | pass |"
    made = people(text)
    made.tables[0].grid.rows[2][2] = "○(代理 双葉)"
    assert [one.state for one in report(made).people] == ["attended", "proxy"]
    assert report(made).rate == pytest.approx(1 / 2)
    assert report(made, config=COUNTED).rate == 1


def test_a_list_with_a_column_for_each_time_counts_a_person_for_each():
    text = """
        | owner | result | result_2 | remarks    |
        | 青葉  | pass   | pass     | 図が小さい |
        | 若葉  | pass   | fail     |            |
        | 双葉  | pass   |          |            |
        """
    made = report(people(text, result="第1回 出欠", result_2="第2回 出欠"))
    # three people, two times: six places, of which 青葉 has two, the others one each
    assert (len(made.people), made.rate) == (6, pytest.approx(4 / 6))
    assert made.values()["said"]["status"] == "受講率は66.7%です(対象延べ6名・受講4名)。"
    assert [(one.record.owner, one.round) for one in made.coming] == [("双葉", "第2回 出欠")]
    assert [one.text for one in made.insights] == ["図が小さい"]


def test_whoever_was_there_the_second_time_has_attended():
    text = """
        | owner | planned_date | result | result_2 |
        | 青葉  | 2024-05-01   | pass   |          |
        | 若葉  | 2024-05-01   | fail   | pass     |
        | 双葉  | 2024-05-01   | fail   |          |
        """
    made = report(people(text, result="出欠", result_2="補講"))
    assert [one.state for one in made.people] == ["attended", "attended", "absent"]


def test_the_criterion_of_going_live_is_the_same_rate():
    for config, wanted in ((None, "22.2%"), (COUNTED, "33.3%")):
        seen = situation(AS_OF, people(), config=config)
        (row,) = (one for one in criteria(seen, measure(seen)) if one.name == "トレーニングの受講率")
        assert (row.actual, row.met) == (wanted, "not_met")
    seen = situation(AS_OF, people("| owner |\n| 青葉 |"))
    (row,) = (one for one in criteria(seen, measure(seen)) if one.name == "トレーニングの受講率")
    assert (row.actual, row.met, row.remark) == ("", "unknown", "出欠の列がありません")


def test_departments_stand_by_their_rate_with_whoever_is_missing():
    rows = report(people()).values()["status"]
    assert [(row["org"], row["target"], row["rate"], row["missing"]) for row in rows] == [
        ("物流部", "3名", "0.0%", "欅 木、樫 実、榎 葉"),
        ("経理部", "3名", "0.0%", "楓 紅(欠席)、桂 樹(要確認)、椿 花"),
        ("営業部", "3名", "66.7%", "双葉 実(代理)"),
        ("合計", "9名", "22.2%", ""),
    ]
    for row in rows:  # everybody is in one of the columns
        states = ("attended", "proxy", "absent", "unclear", "coming")
        assert sum(int(row[state].removesuffix("名")) for state in states) == int(row["target"].removesuffix("名"))


def test_a_day_later_the_same_list_counts_who_was_there():
    made = report(people(), as_of="2024-05-08")
    assert ids(one for one in made.people if one.state == "attended") == ["1", "2", "8"]
    assert made.values()["said"]["early"] == ""


def test_remarks_that_say_the_same_are_counted_together_each_in_its_own_words():
    made = report(people())
    rows = made.values()["insights"]
    assert [(row["no"], row["text"], row["classes"], row["count"]) for row in rows] == [
        ("1", "説明書の図が古い", "説明書(案)", "2件"),
        ("1-2", "説明書の図が古いです", "説明書(案)", "〃"),
        ("2", "画面を大きくしてほしい", "機能改善(案)", "1件"),
    ]
    # なし says nothing; what has no class stands in its own list
    assert [row["text"] for row in made.values()["unclassified"]] == ["机が低い"]
    assert made.values()["said"]["insights"] == (
        "気づき・課題は4件、似たものをまとめて3種類です(説明書2件、機能改善1件、未分類1件)。"
    )


def test_what_somebody_said_who_has_cancelled_is_not_dropped():
    made = report(people("| owner | result | remarks |\n| 青葉 | withdrawn | 日程が合わない |"))
    assert (made.people, [one.text for one in made.insights]) == ((), ["日程が合わない"])


def test_a_column_for_anything_is_a_remark_only_where_there_is_no_other():
    text = "| owner | remarks | remarks_2 |\n| 青葉 | 図が小さい | 11/3に振替 |"
    both = report(people(text, remarks="気づき", remarks_2="備考"))
    assert [one.text for one in both.insights] == ["図が小さい"]
    only = report(people("| owner | remarks |\n| 青葉 | 11/3に振替 |", remarks="備考"))
    assert [one.text for one in only.insights] == ["11/3に振替"]


def test_issues_of_the_training_go_by_their_class_and_one_of_two_to_both():
    made = report(issues())
    assert ids(made.insights) == ["K-001", "K-002", "K-003", "K-005"]
    assert ids(made.unclassified) == ["K-003"]
    assert ids(made.going_to("business")) == ["K-002"]
    assert ids(made.going_to("system")) == ["K-001", "K-002"]  # K-005 is closed
    rows = {row["id"]: row for row in made.values()["insights"]}
    assert (rows["K-001"]["classes"], rows["K-001"]["action"], rows["K-001"]["due"]) == (
        "ロジック確認",
        "確認中",
        "5/10",
    )
    # five working days from 5/1: 5/2, 5/7, 5/8, 5/9, 5/10
    assert rows["K-002"]["due"] == "5/10(案)"
    assert rows["K-002"]["side"] == "業務責任者・システム担当者"
    assert made.values()["said"]["improvements"] == (
        "1件です。未分類1件は、分類が決まってから載ります。完了・取下1件は載せていません。"
    )


def test_a_text_that_names_the_manual_is_about_the_manual_whatever_else_it_wishes():
    text = "| owner | remarks |\n| 青葉 | 説明書の字を大きくしてほしい |\n| 若葉 | 画面の字が小さい |\n| 双葉 | 廊下が暗い |"
    assert [one.classes for one in report(people(text)).insights] == [("manual",), ("improvement",), ()]


def test_a_proposed_day_is_never_over():
    made = report(people(), as_of="2024-06-28")
    assert {one.due for one in made.insights if one.is_due_proposed} == {date(2024, 6, 28)}


def test_findings_closed_on_an_old_version_come_first():
    made = report(reviews())
    rows = made.values()["documents"]
    assert [(row["id"], row["mark"], row["found_in"], row["checked_in"], row["newest"]) for row in rows] == [
        ("V-003", "× 版ズレ", "−", "1.2", "1.10"),
        ("V-002", "未完了", "1.1", "−", "1.10"),
        ("V-001", "○", "−", "1.10", "1.10"),
        ("V-004", "○", "−", "1.0", "1.0"),
    ]
    checked = rules.run(situation(AS_OF, reviews()))
    assert [f.record.id for f in checked.findings if f.code == "X-017"] == ids(
        d for d in made.documents if d.is_outdated
    )


def test_without_a_list_the_issues_stand_alone():
    made = CASES["issues"]()
    said = made.values()
    assert said["headline"]["outcome"] == "トレーニング管理表が見つかりません。"
    assert said["headline"]["cause"] == "研修の課題だけを載せています(4件)。"
    assert "データなし: トレーニング管理表が見つかりません" in said["ready"][0].values()
    assert [row["id"] for row in said["insights"]] == ["K-001", "K-002", "K-005"]


def test_a_list_without_attendance_has_no_rate():
    made = report(people("| owner | owner_org | planned_date |\n| 青葉 | 営業部 | 2024-05-01 |"))
    assert made.rate is None
    assert made.values()["headline"]["cause"] == "データなし: 出欠の列がありません"
    assert {row["rate"] for row in made.values()["status"]} == {"−"}


def test_the_round_and_the_time_of_day_are_read_where_they_stand_merged():
    from msgspec.structs import replace as changed

    from pmo_xl.model.grid import Area

    made = people("| owner | planned_date |\n| 青葉 | 2024-05-08 |\n| 若葉 | 2024-05-08 |")
    (table,) = made.tables
    for row, cells in zip(table.grid.rows, (["回", "時間"], ["第2回", "13:00-15:00"], [None, None]), strict=True):
        row.extend(cells)
    facts = changed(table.grid.facts, merges=(Area(2, 3, 3, 3), Area(2, 4, 3, 4)))
    told = changed(table, grid=changed(table.grid, facts=facts), headers=dict(table.headers) | {3: "回", 4: "時間"})
    rows = report(made.__class__(made.name, made.kind, tuple(r.replace(table=told) for r in made), (told,))).values()
    assert [(row["round"], row["when"]) for row in rows["ready"]] == [("第2回", "5/8(水) 13:00-15:00")] * 2


def test_issues_of_a_sheet_of_the_training_are_its_issues():
    found = register("issue", "| id | title |\n| 1 | 図が古い |", sheet="研修課題")
    assert ids(report(found).insights) == ["1"]

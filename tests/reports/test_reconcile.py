"""二台帳突合: what stands in which section, who moves next, and that the two sides are treated alike."""

import dataclasses
import re
from datetime import date

import pytest

from pmo_xl.errors import PmoError
from pmo_xl.model.pairs import Pair
from pmo_xl.reports.reconcile import require_both
from pmo_xl.reports.reconcile_lists import ROOM, ROWS, SECTIONS, TALL, shares
from tests.reports.ledgers import DAY, ledger, report, report_of, seen, told
from tests.support.build import register, situation

OURS = """
    | id    | title    | status      | due_date   | severity | owner  | raised_date | updated_date |
    | K-001 | 帳票の桁 | waiting     | 2024-05-10 | high     | 青葉葉 | 2024-04-24  | 2024-05-02   |
    | K-002 | 画面     | closed      | 2024-05-01 | medium   | 青葉葉 | 2024-04-24  |              |
    | K-003 | 送信     | in_progress | 2024-05-09 | critical | 青葉葉 | 2024-04-24  |              |
    | K-004 | 印刷     | in_progress | 2024-05-20 | low      | 青葉葉 | 2024-04-24  |              |
    """
THEIRS = """
    | id    | title    | status      | due_date   | severity | owner  | raised_date | updated_date |
    | K-001 | 帳票の桁 | waiting     | 2024-05-10 | high     | 青葉葉 | 2024-04-24  | 2023-12-28   |
    | K-002 | 画面     | in_progress | 2024-05-01 | medium   | 青葉葉 | 2024-04-24  |              |
    | K-003 | 送信     | open        | 2024-05-14 | high     | 丙川守 | 2024-04-24  |              |
    | B-009 | 監視     | open        | 2024-05-17 | medium   | 丙川守 | 2024-04-24  |              |
    """


def test_each_difference_stands_in_its_section():
    made = report(OURS, THEIRS)
    assert told(made, "waiting") == [("K-001", "K-001", "status", "waiting", "waiting", None)]
    # the side that is not done moves next
    assert told(made, "status") == [("K-002", "K-002", "status", "closed", "in_progress", "vendor")]
    assert told(made, "due") == [("K-003", "K-003", "due", "2024/05/09", "2024/05/14", None)]
    assert told(made, "weight") == [
        ("K-003", "K-003", "owner", "青葉葉", "丙川守", None),
        ("K-003", "K-003", "severity", "critical", "high", None),
    ]
    # by gravity: medium before low
    assert told(made, "alone") == [
        ("", "B-009", "ledger", "記載なし", "open", "vendor"),
        ("K-004", "", "ledger", "in_progress", "記載なし", "user"),
    ]
    assert (made.of("told"), made.of("unsure")) == ((), ())


def test_the_head_counts_what_the_sections_list():
    values = report(OURS, THEIRS).values()
    assert {name: card["value"] for name, card in values["figures"].items()} == {
        "both": "3件",  # K-001 to K-003
        "alone": "1件 / 1件",
        "differ": "4件",  # K-002 its state; K-003 its due date, owner and severity
        "waiting": "1件",
    }
    assert values["figures"]["differ"]["note"] == "状態1件・期限1件・担当1件・重要度1件"
    assert values["headline"]["outcome"] == "双方にある3件で、双方が相手待ち1件、食い違い4件です。"
    assert values["headline"]["cause"] == "片側のみはユーザー側1件、ベンダー側1件です。"
    row = values["waiting"][0]
    assert (row["user_updated"], row["vendor_updated"]) == ("5/2", "2023/12/28")


def test_two_equal_ledgers_say_so_in_every_section():
    values = report(OURS, OURS).values()
    # K-001 waits on both sides
    assert values["headline"]["text"] == (
        "双方にある4件で、双方が相手待ち1件、食い違い0件です。片側のみはユーザー側0件、ベンダー側0件です。"
    )
    assert [values[name][0]["title"] for name in ("status", "due", "told", "weight", "alone", "unsure")] == [
        "状態の異なるものはありません",
        "期限の異なるものはありません",
        "異なる指示はありません",
        "異なるものはありません",
        "片側だけにあるものはありません",
        "確認待ちはありません",
    ]


OUR_MESS = """
    | id    | title          | status      | due_date   | severity | owner  | related_id | raised_date | side |
    | K-1   | 帳票の桁       | waiting     | 2024-05-10 | high     | 甲野   | X-1        | 2024-05-01  |      |
    | K-2   | 画面           | in_progress | 2024-05-11 | medium   | 甲野   | X-2        | 2024-05-01  | 自社 |
    | K-3   | 承認           | open        | 2024-05-13 | high     | 青葉   |            | 2024-04-24  |      |
    | K-4   | 印刷の余白     | open        | 2024-05-20 | low      | 青葉   |            | 2024-04-24  |      |
    | K-5   | 本日の件       | open        |            |          |        |            | 2024-05-07  |      |
    |       | 番号のない件   | open        |            |          |        |            | 2024-04-24  |      |
    | K-7   | 単価の更新     | closed      |            | low      |        |            | 2024-04-24  |      |
    | K-8   | 単価の取込     | open        |            | low      |        |            | 2024-04-24  |      |
    | K-1   | 同じ番号の別件 | closed      | 2024-06-01 | low      | 青葉   |            | 2024-04-24  |      |
    """
THEIR_MESS = """
    | id    | title          | status      | due_date   | severity | owner  | related_id | raised_date | side |
    | B-1   | 帳票の桁       | waiting     | 2024-05-14 | low      | 乙川   | X-9        | 2024-05-01  |      |
    | B-2   | 画面           | closed      | 2024-05-11 | medium   | 甲野   | X-2        | 2024-05-01  |      |
    | B-31  | 承認(一次)     | closed      | 2024-05-13 | high     | 青葉   |            | 2024-04-24  |      |
    | B-32  | 承認(二次)     | open        | 2024-05-16 | high     | 青葉   |            | 2024-04-24  | 先方 |
    | B-4   | 印刷の余白     | open        | 2024-05-20 | low      | 青葉   |            | 2024-04-24  |      |
    | B-5   | 夜間の監視     | open        | 2024-05-09 | critical | 乙川   |            | 2024-04-24  |      |
    | B-6   | 版の確定       | open        | 2024-05-16 | low      | 甲野   | X-1        | 2024-05-02  |      |
    | B-7   | 単価           | closed      |            | low      |        |            | 2024-04-24  |      |
    | B-6   | 番号の重複     | open        | 2024-05-16 | low      | 甲野   | X-1        | 2024-05-02  |      |
    """
MAPPED = (
    Pair("K-1", "B-1"),
    Pair("K-2", "B-2"),
    Pair("K-3", "B-31", "主件"),
    Pair("K-3", "B-32", "主件"),
    Pair("K-8", "B-7"),
    Pair("K-7", "B-7"),
    Pair("K-99", "B-98"),
)


def test_swapping_the_ledgers_changes_the_labels_only():
    made = report(OUR_MESS, THEIR_MESS, MAPPED)
    swapped = report(THEIR_MESS, OUR_MESS, [Pair(pair.vendor, pair.user, pair.rule) for pair in MAPPED])
    other = {"user": "vendor", "vendor": "user", None: None}
    filled = {section for section in SECTIONS if made.of(section)}
    assert filled == set(SECTIONS)  # the mess has something for every section
    for section in SECTIONS:
        assert told(swapped, section) == [
            (theirs, ours, item, they, we, other[mover]) for ours, theirs, item, we, they, mover in told(made, section)
        ], section
    one, two = made.values(), swapped.values()
    for name in ("both", "differ", "waiting"):
        assert one["figures"][name] == two["figures"][name]
    assert one["figures"]["alone"]["value"] == " / ".join(reversed(two["figures"]["alone"]["value"].split(" / ")))
    assert one["headline"]["outcome"] == two["headline"]["outcome"]
    assert one["left_out"] == two["left_out"] == "⑥に数えないもの: 本日起票1件・IDなし1件・同じIDの2行目以降2件。"


def test_one_for_many_is_one_matter_whichever_side_has_the_many():
    made = report(OUR_MESS, THEIR_MESS, MAPPED)
    # K-1, K-2, K-3 with its two, B-7 with its two
    assert len(made.found.matters) == 4
    assert [ids[:2] for ids in told(made, "status")] == [
        ("K-3", "B-31、B-32"),  # 主件: B-31 is done, K-3 is not
        ("K-2", "B-2"),
        ("K-8、K-7", "B-7"),  # all of ours have to be done, K-8 is not
    ]


def test_titles_alone_are_never_believed_until_the_mapping_sheet_says_so():
    ours = "| id | title | status |\n| K-4 | 印刷の余白が足りない | open |"
    theirs = "| id | title | status |\n| B-9 | 印刷の余白が足りない件 | open |"
    made = report(ours, theirs)
    assert told(made, "unsure") == [("K-4", "B-9", "title", "印刷の余白が足りない", "印刷の余白が足りない件", None)]
    assert made.values()["unsure"][0]["title"] == "□同じ □別"
    assert told(made, "alone") == [
        ("", "B-9", "ledger", "似た件名 K-4", "open", "vendor"),
        ("K-4", "", "ledger", "open", "似た件名 B-9", "user"),
    ]
    assert made.found.matters == ()
    confirmed = report(ours, theirs, [Pair("K-4", "B-9")])
    assert (len(confirmed.found.matters), confirmed.lines) == (1, ())


def test_a_mapped_id_that_the_other_side_lacks_is_named():
    made = report("| id | title | status |\n| K-4 | 印刷 | open |", "| id | title | status |\n| B-1 | 桁 | open |",
                  [Pair("K-4", "B-77")])  # fmt: skip
    assert [line[3:5] for line in told(made, "alone") if line[0]] == [("open", "B-77の記載なし")]


TODO = "| id | title | status | due_date | owner | related_id | raised_date | action |\n"


def test_an_instruction_is_told_with_both_texts_and_their_cells():
    made = report(
        TODO + "| A-1 | 新しい帳票の版を確定する | open | 2024-05-09 | 甲野太郎 | K-1 | 2024-05-01 | 版1.2で出す |",
        TODO + "| B-1 | 版を見直してから出す | open | 2024-05-14 | 甲野 太郎さん | K-1 | 2024-05-02 | 版1.3に直す |",
        kind="todo",
    )
    values = made.values()
    (row,) = [row for row in values["rows"] if row["section"].startswith("④")]
    assert row["user"] == "「新しい帳票の版を確定する」 2024/05/09まで 版1.2で出す"
    assert row["vendor"] == "「版を見直してから出す」 2024/05/14まで 版1.3に直す"
    assert row["title"].startswith("甲野太郎さんへの指示: ")
    assert (row["user_place"].text, row["vendor_place"].text) == (
        "業務側todo.xlsx user側!A2",
        "A社todo.xlsx vendor側!A2",
    )
    (shown,) = values["told"]
    # what differs first: as much as two lines of 9.2 full-width letters hold
    assert shown["vendor"] == "5/14まで 版1.3に直す「版を見直して…"


def test_an_instruction_names_the_person_both_sides_mean():
    made = report(
        TODO + "| A-1 | 版の確定 | open | 2024-05-09 | 甲野太郎、乙川守 | K-1 | 2024-05-01 | |",
        TODO + "| B-1 | 版の確定 | open | 2024-05-14 | 乙川守 | K-1 | 2024-05-02 | |",
        kind="todo",
    )
    assert [line.title for line in made.of("told")] == ["乙川守さんへの指示: 版の確定"]


def test_the_list_leads_to_the_cells_that_differ():
    rows = {row["item"]: row for row in report(OURS, THEIRS).values()["rows"]}
    # the columns are id, title, status, due_date, severity, owner
    cells = {item: rows[item]["vendor_place"].text.rpartition("!")[2] for item in ("状態", "期限", "重要度", "担当")}
    assert cells == {"状態": "C3", "期限": "D4", "重要度": "E4", "担当": "F4"}
    assert rows["台帳"]["vendor_place"] is None  # K-004 is in our ledger only


def test_what_is_for_internal_eyes_is_nowhere():
    ours = OURS.rstrip() + "\n    | K-66 | 秘密の値引き | open | 2024-05-10 | high | 社内限り | 2024-04-24 | |\n"
    made = report(ours, THEIRS)
    assert made.found.internal == 1
    values = made.values()
    assert values["left_out"] == "社内限り1件は、この資料のどの数にも入れていません。"
    assert values["figures"]["alone"]["value"] == "1件 / 1件"
    assert not re.search("秘密|K-66", str(values))


ROSTER = register(
    "roster",
    """
    | owner    | owner_org | side     |
    | 甲野太郎 | A社       | ベンダー |
    | 青葉葉   | 業務部    | ユーザー |
    | 若葉花子 | 業務部    | ユーザー |
    """,
)
PAIR = "| id | title | status | due_date | owner | side |\n| K-1 | 桁 | open | {} | {} | {} |"


@pytest.mark.parametrize(
    ("ours", "theirs", "differ"),
    [
        ("甲野太郎", "甲野", False),  # one family name, one bearer
        ("甲野太郎", "青葉葉", True),
        ("青葉葉、甲野太郎", "甲野太郎", False),  # somebody is named by both
        ("A社", "甲野太郎", False),  # the roster puts him there
        ("業務部", "甲野太郎", True),
        ("株式会社A社", "A社", False),
        ("", "甲野太郎", False),  # not written is no difference
    ],
)
def test_owners_differ_when_nobody_is_named_by_both(ours, theirs, differ):
    for one, other in ((ours, theirs), (theirs, ours)):
        made = report(PAIR.format("", one, ""), PAIR.format("", other, ""), more=[ROSTER])
        assert bool(made.of("weight", "owner")) is differ


@pytest.mark.parametrize(
    ("ours", "theirs", "mover"),
    [
        (("青葉葉", ""), ("若葉花子", ""), "user"),  # both owners are of one side
        (("甲野太郎", ""), ("甲野太郎", ""), "vendor"),
        (("青葉葉", ""), ("甲野太郎", ""), None),
        (("青葉葉", ""), ("知らない人", ""), None),
        (("青葉葉", "ベンダー"), ("青葉葉", ""), "vendor"),  # the column speaks before the owners
        (("", "当社"), ("", "先方"), "user"),  # 当社 is whoever keeps the ledger
        (("", "当社"), ("", "当社"), None),  # they disagree
        (("", "A"), ("", ""), None),
    ],
)
def test_who_moves_next_is_said_only_when_it_is_known(ours, theirs, mover):
    made = report(PAIR.format("2024-05-10", *ours), PAIR.format("2024-05-14", *theirs), more=[ROSTER])
    assert [line.mover for line in made.of("due")] == [mover]


def test_whose_turn_it_is_is_not_taken_from_the_owners_where_both_wait():
    waiting = PAIR.replace("| open |", "| waiting |")
    made = report(waiting.format("", "青葉葉", ""), waiting.format("", "青葉葉", ""), more=[ROSTER])
    assert [line.mover for line in made.of("waiting")] == [None]


def test_lines_go_by_gravity_and_due_date():
    heading = "| id | title | status | severity | due_date |\n"
    rows = ["K-1 | 桁 | open | low | 2024-05-08", "K-2 | 桁 | open | high | 2024-05-20", "K-3 | 桁 | open | | 2024-05-01",
            "K-4 | 桁 | open | high | 2024-05-10"]  # fmt: skip
    later = [row.replace("2024-05", "2024-06") for row in rows]
    made = report(heading + "\n".join(f"| {row} |" for row in rows), heading + "\n".join(f"| {row} |" for row in later))
    assert [line[0] for line in told(made, "due")] == ["K-4", "K-2", "K-1", "K-3"]


def test_a_planned_fix_is_the_due_date_of_a_defect_in_either_ledger():
    ours = "| id | title | status | fix_plan_date |\n| D-1 | 桁 | open | 2024-05-10 |"
    theirs = "| id | title | status | due_date |\n| D-1 | 桁 | open | 2024-05-14 |"
    for one, other in ((ours, theirs), (theirs, ours)):
        assert len(report(one, other, kind="defect").of("due")) == 1


def test_what_was_closed_after_the_day_was_open_on_it():
    heading = "| id | title | status | closed_date |\n"
    made = report(heading + "| K-1 | 桁 | closed | 2024-05-09 |", heading + "| K-1 | 桁 | closed | 2024-05-02 |")
    assert told(made, "status") == [("K-1", "K-1", "status", "未完了(5/9にclosed)", "closed", "user")]


def test_a_record_in_one_of_two_vendors_ledgers_is_not_alone():
    heading = "| id | title | status |\n"
    vendors = [ledger("vendor", heading + f"| {name} | 桁 | open |", name=f"issue_{name}") for name in ("K-1", "K-2")]
    ours = ledger("user", heading + "| K-1 | 桁 | open |\n| K-2 | 画面 | open |\n| K-3 | 送信 | open |")
    project = situation(DAY, ours, *vendors)
    made = report_of(project)
    assert [line.users[0].id for line in made.of("alone")] == ["K-3"]
    assert len(made.found.matters) == 2
    assert [finding.id for finding in made.checked.findings if finding.code == "U-001"] == ["K-3"]


def many(count, due="2024-05-10"):
    rows = "\n".join(f"| K-{n:03} | 件{n} | open | {due} |" for n in range(count))
    return f"| id | title | status | due_date |\n{rows}"


def test_twelve_rows_a_section_and_the_rest_on_the_list():
    values = report(many(ROWS), many(ROWS, "2024-05-14")).values()
    assert (len(values["due"]), values["due_note"]) == (12, "")
    values = report(many(ROWS + 1), many(ROWS + 1, "2024-05-14")).values()
    assert (len(values["due"]), values["due_note"], len(values["rows"])) == (12, "他1件(別紙 一覧)", 13)


def test_the_paper_is_never_fuller_than_it_can_hold():
    def height(rows):
        return sum(max(rows[section], 1) * TALL.get(section, 1) for section in SECTIONS)

    full = shares(dict.fromkeys(SECTIONS, 13))
    assert height(full) <= ROOM
    assert min(full.values()) >= 2
    assert shares(dict.fromkeys(SECTIONS, 2)) == dict.fromkeys(SECTIONS, 2)
    two = shares(dict.fromkeys(SECTIONS, 0) | {"due": 30, "alone": 30})
    assert (two["due"], two["alone"]) == (12, 12)


@pytest.mark.parametrize(
    ("registers", "message", "word"),
    [
        ([], "ユーザー側の台帳もベンダー側の台帳も、どれか決まっていません", 'side = "user" か "vendor"'),
        ([("user", "issue")], "ベンダー側の台帳がありません", 'side = "vendor"'),
        ([("vendor", "issue")], "ユーザー側の台帳がありません", 'side = "user"'),
        (
            [("user", "issue"), ("vendor", "defect")],
            "同じ種類の台帳が両側にそろっていません（ユーザー側は課題一覧、ベンダー側は不具合一覧）",
            'side = "user" か "vendor"',
        ),
    ],
)
def test_a_missing_side_is_named_and_how_to_name_it(registers, message, word):
    made = [ledger(side, "| id | title |\n| K-1 | 桁 |", kind=kind) for side, kind in registers]
    with pytest.raises(PmoError) as wrong:
        require_both(situation(DAY, register("issue", "| id |\n| K-9 |"), *made))
    assert wrong.value.message == message
    assert wrong.value.hint == f"pmo.toml の [registers.名前] に file と kind、{word} を書いてください"


def test_a_kind_that_one_side_alone_keeps_is_said():
    more = [ledger("user", TODO + "| A-1 | 版 | open | 2024-05-09 | 甲野 | K-1 | 2024-05-01 | |", kind="todo")]
    assert report(OURS, THEIRS, more=more).values()["compared"] == (
        "突合した台帳: 課題一覧（ToDo一覧はユーザー側だけ）"
    )


def test_columns_that_are_missing_are_no_differences():
    made = report("| id |\n| K-1 |\n| K-2 |", "| id |\n| K-1 |\n| B-2 |")
    assert {line.section for line in made.lines} == {"alone"}
    row = made.values()["alone"][0]
    assert (row["vendor"], row["vendor_updated"], row["title"]) == ("空欄", "−", "−")


def test_the_words_are_neutral():
    made = report(OUR_MESS, THEIR_MESS, MAPPED)
    assert "異なります" in SECTIONS["status"]
    assert not re.search("誤り|間違|ミス|不正", str(made.values()) + str(dict(SECTIONS)))


def test_the_page_says_what_check_says():
    made = report_of(seen(OUR_MESS, THEIR_MESS, MAPPED))
    found = {code: {f.id for f in made.checked.findings if f.code == code} for code in ("U-001", "U-002", "U-004")}
    assert found["U-001"] == {one.id for line in made.of("alone") for one in line.records}
    assert found["U-002"] <= {one.id for line in made.of("status") for one in line.users}
    assert len(found["U-002"]) == len(made.of("status"))
    assert found["U-004"] == {one.id for line in made.of("waiting") for one in line.users}


def test_the_day_is_the_arguments():
    project = seen(OUR_MESS, THEIR_MESS, MAPPED)
    later = report_of(dataclasses.replace(project, as_of=date(2024, 5, 8)))
    assert later.values()["left_out"] == "⑥に数えないもの: IDなし1件・同じIDの2行目以降2件。"

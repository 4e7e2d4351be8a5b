"""運用回避一覧: who does what by hand, how much a month, until when; and what nobody has said an end of."""

from pmo_xl.metrics.catalogue import measure
from pmo_xl.reports.common import OPEN_QUESTION, Links
from pmo_xl.reports.manual_register import job_values, load_values, manual_jobs, manual_line
from tests.support.build import register, situation

AS_OF = "2024-05-07"
JOBS = register("manual_work", """
    | id   | title  | action       | owner    | owner_org | status | related_id | monthly_count | minutes_each | planned_end |
    | M-01 | 手入力 | 画面に入れる | 乙山花子 | 営業部    | open   | K-001      | 600           | 5            | 2024-06-28  |
    | M-02 | 差替え | 差し替える   | 丙川次郎 | 経理部    | open   | B-001      | 120           | 10           |             |
    | M-03 | 照合   | 照合する     | 丙川次郎 | 経理部    | open   | B-003      | 960           | 10           | 2024-06-28  |
    | M-04 | 停止   | 済んだ       | 丙川次郎 | 経理部    | closed | B-004      | 999           | 10           |             |
    | M-05 | 転記   | 転記する     | 乙山花子 | 営業部    | open   | B-005      |               | 10           | 2024-06-28  |""")  # fmt: skip
ROSTER = register("roster", """
    | owner    | owner_org | allocation |
    | 乙山花子 | 営業部    | 1          |
    | 丙川次郎 | 経理部    | 0.5        |""")  # fmt: skip
DEFECTS = register("defect", """
    | id    | title    | status | action             |
    | B-001 | 端数     | open   | 運用回避: 差し替え |
    | B-002 | 帳票     | open   | 運用回避で対応     |
    | B-003 | 検索     | open   | 修正               |
    | B-006 | 済み     | closed | 運用回避           |""")  # fmt: skip


def found():
    seen = situation(AS_OF, JOBS, ROSTER, DEFECTS)
    return seen, manual_jobs(seen), measure(seen)


def test_every_open_job_is_listed_and_what_defects_alone_say_is_done_by_hand():
    _, jobs, _ = found()
    assert [(job.record.id, job.hours, job.missing) for job in jobs] == [
        ("M-01", 50, ()),  # 600 × 5 ÷ 60
        ("M-02", 20, ("終了条件",)),
        ("M-03", 160, ()),
        ("M-05", None, ("件数/月・分/件",)),
        ("B-002", None, ("手動対応一覧への記載", "件数/月・分/件", "終了条件")),  # B-001 has its row: M-02
    ]


def test_each_department_is_laid_beside_what_it_can_carry():
    _, _, metrics = found()
    # 経理部: 20 + 160 h; 160 h × 0.5 = 80 h to give: 225 %. People: 180 ÷ 80 = 2.25
    assert load_values(metrics) == [
        {"department": "営業部", "hours": "50.0", "people": "0.31", "capacity": "160.0", "share": "31.3%", "mark": ""},
        {"department": "経理部", "hours": "180.0", "people": "2.25", "capacity": "80.0", "share": "225.0%", "mark": "超過"},
    ]  # fmt: skip


def test_the_sentence_counts_hours_and_what_has_no_end():
    _, jobs, metrics = found()
    # 50 + 180 h; people 0.3125 + 2.25 = 2.5625
    assert manual_line(jobs, metrics) == (
        "手動対応は5件、230.0時間/月 (2.56人)、最大は2024/05の230.0時間です。終了条件のないものが2件あります。"
    )
    assert manual_line((), metrics) == "手動対応（運用回避）はありません"


def test_what_is_not_written_is_a_question_in_its_cell():
    seen, jobs, _ = found()
    rows = job_values(jobs, seen, Links.of(seen))
    assert [row["ends"] for row in rows] == ["2024/06/28", OPEN_QUESTION, "2024/06/28", "2024/06/28", OPEN_QUESTION]
    assert [row["hours"] for row in rows] == [50.0, 20.0, 160.0, OPEN_QUESTION, OPEN_QUESTION]
    assert rows[4]["missing"] == "手動対応一覧への記載、件数/月・分/件、終了条件"

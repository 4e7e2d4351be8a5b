"""The packs of the day's meetings with projects of every size, for the tests of what is written."""

from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

from pmo_xl import rules
from pmo_xl.metrics.catalogue import measure
from pmo_xl.render import template
from pmo_xl.reports.defects_lists import PER_PAGE
from pmo_xl.reports.defects_pack import defects_report
from pmo_xl.reports.evening import evening_report
from pmo_xl.reports.evening_lists import ROWS as EVENING_ROWS
from pmo_xl.reports.fields import defects as defects_fields
from pmo_xl.reports.fields import evening as evening_fields
from pmo_xl.reports.fields import morning as morning_fields
from pmo_xl.reports.fields import readiness as readiness_fields
from pmo_xl.reports.morning import morning_report
from pmo_xl.reports.morning_lists import ROWS as MORNING_ROWS
from pmo_xl.reports.morning_state import before_the_days_tests
from pmo_xl.reports.readiness_lists import ROWS as READINESS_ROWS
from pmo_xl.reports.readiness_pack import readiness_report
from pmo_xl.resources import template as shipped
from tests.make import defects_template, evening_template, morning_template, readiness_template
from tests.metrics import g1
from tests.support.build import register, situation

SIXTY = "受注伝票を登録したときに在庫引当が二重に行われ出荷指示が重複して倉庫へ届くため手作業で突き合わせて取り消す必要がある案件"
VENDOR = "株式会社サンプルシステムズ関東第二開発部"
STAMPED = {"stamp": "参考値", "stamp_reason": f"B9 消化推移の最終点と消化件数が一致しません（109と110）{SIXTY}"}


@dataclass(frozen=True)
class Pack:
    """One pack: its template, what it may name, who builds the template, and how many rows a page of it takes."""

    title: str
    fields: Any
    maker: ModuleType
    rows: Any
    report: Any

    @property
    def file(self):
        return shipped(f"{self.title}.xlsx")

    @property
    def cells(self):
        return {asked.name: asked.where for asked in reversed(template.names(self.file))}


def _morning(seen):
    return _of(morning_report, before_the_days_tests(seen))


def _of(make, seen):
    checked = rules.run(seen)
    return make(seen, measure(seen, checked.findings), checked)


def _evening(seen):
    return _of(evening_report, seen)


def _defects(seen):
    return _of(defects_report, seen)


def _readiness(seen):
    return _of(readiness_report, seen)


PACKS = {
    "morning": Pack("朝会", morning_fields.FIELDS, morning_template, MORNING_ROWS, _morning),
    "defects": Pack("不具合方針", defects_fields.FIELDS, defects_template, {"defects": PER_PAGE}, _defects),
    "readiness": Pack("稼働判定", readiness_fields.FIELDS, readiness_template, READINESS_ROWS, _readiness),
    "evening": Pack("夕会", evening_fields.FIELDS, evening_template, EVENING_ROWS, _evening),
}


def golden():
    return g1.g1(settings=g1.config(name="基幹システム刷新", phase="UAT"))


def full(most):
    """Every list one longer than the page allows, every name sixty characters long."""
    assert len(SIXTY) == 60
    count = range(most + 1)
    today = [f"| T-{n:03} | {SIXTY} | 2024-05-07 | not_run | D-{n:03} | {SIXTY} | |" for n in count]
    before = [f"| T-1{n:03} | {SIXTY} | 2024-05-02 | blocked | D-1{n:03} | {SIXTY} | |" for n in count]
    done = [f"| T-2{n:03} | {SIXTY} | 2024-05-07 | fail | D-{n:03} | {SIXTY} | 2024-05-07 |" for n in count]
    new = [f"| D-{n:03} | {SIXTY} | critical | open | 2024-05-07 | | {VENDOR} | | |" for n in count]
    old = [
        f"| D-1{n:03} | {SIXTY} | high | closed | 2024-04-25 | 2024-05-09 | {VENDOR} | | 2024-05-02 |" for n in count
    ]
    undecided = [f"| D-2{n:03} | {SIXTY} | high | open | 2024-04-25 | | {VENDOR} | | |" for n in count]
    errors = [
        f"| T-3{n:03} | {SIXTY} | 2024-05-02 | pass | | {'春夏秋冬東西南北上下'[n % 10]}山{n}子 | |" for n in range(10)
    ]
    decisions = [f"| K-{n:03} | {SIXTY} | 判断待ち | {SIXTY} | 2024-05-07 |" for n in range(8)]
    by_hand = [f"| M-{n:03} | {SIXTY} | 第{n}{VENDOR} | 600 | 5 | |" for n in range(10)]
    found = "| id | title | severity | status | detected_date | fix_plan_date | vendor | action | closed_date |"
    jobs = "| id | title | owner_org | monthly_count | minutes_each | planned_end |"
    heading = "| id | title | planned_date | result | defect_id | tester | executed_date |"
    return situation(
        "2024-05-07",
        register("test", "\n".join([heading, *today, *before, *done, *errors])),
        register("defect", "\n".join([found, *new, *old, *undecided])),
        register("decision", "\n".join(["| id | title | kind | decided_by | due_date |", *decisions])),
        register("manual_work", "\n".join([jobs, *by_hand])),
        config=g1.config(name=SIXTY, phase="UAT"),
    )


def empty():
    return situation("2024-05-07")


def one():
    return situation("2024-05-07", register("test", "| id | planned_date |\n| T-1 | 2024-05-07 |"))


def without_columns():
    """Tests and defects that have an id and nothing else."""
    return situation("2024-05-07", register("test", "| id |\n| T-1 |"), register("defect", "| id |\n| D-1 |"))


PROJECTS = {"g1": golden, "full": full, "empty": empty, "one": one, "columns": without_columns}
ALL = [(pack, case) for pack in PACKS for case in PROJECTS]


def made(pack, case):
    """The report of a pack for a project."""
    own = PACKS[pack]
    if case != "full":
        return own.report(PROJECTS[case]())
    return replace(own.report(full(max(own.rows.values()))), **STAMPED)

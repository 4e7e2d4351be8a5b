"""Projects whose daily report must still be one page: none, few and many rows, missing columns, long names, a stamp."""

from dataclasses import replace
from datetime import date, time

from pmo_xl import rules
from pmo_xl.metrics.catalogue import measure
from pmo_xl.reports.daily import daily_report
from pmo_xl.reports.decisions import Decision
from pmo_xl.reports.vendors import VendorRow
from pmo_xl.settings import Config, ProjectSection
from tests.metrics import g1
from tests.support.build import register, register_of, situation

LONG = (
    "販売管理および購買管理と在庫管理を含む基幹業務システム刷新プロジェクトの第二期における受入テスト工程の全体取りまとめ担当"
    * 2
)


def report(seen, **more):
    checked = rules.run(seen)
    return daily_report(seen, measure(seen, checked.findings, ran=checked.codes), checked, **more)


def golden(**more):
    seen = g1.g1(settings=g1.config(name="基幹システム刷新", phase="UAT"))
    return report(replace(seen, at=time(16)), **more)


def many(count):
    """As many tests as asked, over the working days of G1, half of them run, and some defects of six vendors."""
    days = [g1.day(x) for x in g1.DAYS + g1.LATER]
    results = ["pass", "pass", "pass", "fail", "pass", "blocked", "hold", "pass"]
    tests = []
    for number in range(count):
        planned = days[number * len(days) // count]
        result = results[number % 8] if planned <= g1.AS_OF else "not_run"
        ran = planned if result in ("pass", "fail") else None
        tests.append([f"T-{number + 1:05}", planned, ran, result, f"R-{number % 22 + 1:02}"])
    defects = [
        [f"D-{n:04}", f"{'ABCDEF'[n % 6]}社", days[n % 9], ["critical", "high", "medium", "low"][n % 4],
         "open" if n % 3 else "closed", None if n % 3 else days[8], None, None, None]
        for n in range(count // 4)
    ]  # fmt: skip
    return report(g1.g1(tests=tests, defects=defects, settings=g1.config(name="大規模", phase="UAT")))


def one_record():
    return report(situation(g1.AS_OF, register("issue", "| id | title | status |\n| K-001 | 一件だけの課題 | open |")))


def no_plan_dates():
    rows = [[name, None, *rest] for name, _, *rest in g1.rows_of_tests()]
    return report(g1.g1(tests=rows))


def without_planned_column():
    fields = ["id", "executed_date", "result"]
    tests = register_of("test", fields, [[row[0], row[2], row[3]] for row in g1.rows_of_tests()])
    return report(situation(g1.AS_OF, tests, config=Config(project=ProjectSection(phase="UAT"))))


def no_defects():
    return report(g1.g1(without=("defect",)))


def two_days():
    """A phase on its second day: too few points for a curve."""
    return report(g1.g1(date(2024, 4, 23)))


def finished():
    rows = [[name, plan, plan or g1.AS_OF, "pass", need] for name, plan, _, _, need in g1.rows_of_tests()]
    return report(g1.g1(date(2024, 5, 17), tests=rows))


def long_names():
    """Every name sixty characters and more: project, titles, people, vendors, workbooks."""
    name = LONG[:60]
    defects = [[row[0], f"{row[1]}{name}", *row[2:]] for row in g1.defect_rows()]
    issues = [[row[0], name, *row[2:]] for row in g1.issue_rows()]
    seen = g1.g1(defects=defects, issues=issues, settings=g1.config(name=name, phase="UAT"))
    return report(seen, decisions=[Decision(name, name, date(2024, 5, 1), name)] * 3)


def beyond_every_limit():
    """One more than the page has room for in every block, every text as long as it may be, and a stamp."""
    decisions = [Decision(LONG, "執行役員経営企画本部長", date(2024, 5, 8), "手作業が月45時間" * 3)] * 4
    vendor = VendorRow("株式会社サンプルシステムズ"[:12], 1234, 100, 100, -10, -10, 1234, 100)
    return replace(
        golden(decisions=decisions, project=LONG),
        stamp="参考値",
        stamp_reason="B9 消化推移の最終点と消化件数が一致しません（109と110）",
        vendors=(vendor,) * 7,
        today=(f"テスト実施16件と、{LONG}",) * 6,
        tomorrow=(f"会議 {LONG} 10:00",) * 6,
    )


def stamped():
    rows = g1.rows_of_tests()
    rows[0][2] = None  # a verdict without its day: B9 does not agree
    return report(g1.g1(tests=rows))


SMALL = {
    "g1": golden,
    "空": lambda: report(situation(g1.AS_OF)),
    "1件": one_record,
    "予定日なし": no_plan_dates,
    "上限超え": beyond_every_limit,
    "長い名前": long_names,
}
OTHERS = {
    "400件": lambda: many(400),
    "2万件": lambda: many(20_000),
    "予定列なし": without_planned_column,
    "不具合なし": no_defects,
    "2日目": two_days,
    "完了": finished,
    "参考値": stamped,
}

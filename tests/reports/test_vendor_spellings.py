"""What the pages say of a vendor whose name the cells spell in several ways."""

from pmo_xl.metrics import measure
from pmo_xl.reports.common import Links
from pmo_xl.reports.details import details
from pmo_xl.reports.evidence import evidence
from pmo_xl.reports.printed import Printed
from pmo_xl.reports.today import next_events
from tests.metrics.test_vendors import project


def test_every_spelling_stands_behind_the_figure_of_its_vendor():
    metrics = measure(project())
    printed = [Printed("by_vendor", "未完了の不具合", "ベンダー別", "vendors[].open")]
    page = {"vendors": [{"vendor": "A社", "open": 4}, {"vendor": "B社", "open": 1}, {"vendor": "担当未定", "open": 1}]}
    behind = {row.name: [record.id for record in row.records] for row in evidence(metrics, printed, "日次報告", page)}
    assert behind["未完了の不具合 A社"] == ["D-01", "D-02", "D-03", "D-04"]
    assert behind["未完了の不具合 担当未定"] == ["D-06"]


def test_the_page_and_its_details_call_a_vendor_alike():
    day = project()
    assert "不具合の修正予定 4件(A社3件、B社1件)" in next_events(day, ())[1]
    rows = details(day, measure(day), (), Links.of(day))["grave_defects"]
    assert [row["vendor"] for row in rows] == ["A社", "A社", "A社", "A社", "B社", "担当未定"]

"""What the pages say of a vendor whose name the cells spell in several ways."""

from pmo_xl.metrics.catalogue import measure
from pmo_xl.reports.common import Links
from pmo_xl.reports.details import details
from pmo_xl.reports.today import next_events
from pmo_xl.reports.vendor_evidence import vendor_evidence
from pmo_xl.reports.vendors import vendor_rows
from tests.metrics.test_vendors import project


def test_every_spelling_stands_behind_the_figure_of_its_vendor():
    day = project()
    metrics = measure(day)
    behind = {
        row.name: [record.id for record in row.records] for row in vendor_evidence(day, metrics, vendor_rows(metrics))
    }
    assert behind["不具合 A社 残"] == ["D-01", "D-02", "D-03", "D-04"]
    assert behind["不具合 担当未定 残"] == ["D-06"]


def test_the_page_and_its_details_call_a_vendor_alike():
    day = project()
    assert "不具合の修正予定 4件(A社3件、B社1件)" in next_events(day, ())[1]
    rows = details(day, measure(day), (), Links.of(day))["grave_defects"]
    assert [row["vendor"] for row in rows] == ["A社", "A社", "A社", "A社", "B社", "担当未定"]

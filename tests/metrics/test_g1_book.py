"""G1 as a real workbook: read from its cells it gives the figures of the fixture, to the last digit and word."""

import pytest

import pmo_xl
from pmo_xl.metrics.catalogue import measure
from pmo_xl.metrics.stamp import stamp
from tests.metrics.g1 import AS_OF, g1
from tests.support.g1_book import write_g1


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    folder = tmp_path_factory.mktemp("g1")
    write_g1(folder)
    return pmo_xl.load(folder).situation(AS_OF)


def test_every_record_is_found(read):
    assert {name: len(register) for name, register in read.registers.items()} == {
        "issues": 20, "tests": 220, "defects": 34, "requirements": 22,
    }  # fmt: skip
    assert [oddity for register in read.written.values() for oddity in register.oddities] == []


def test_every_figure_is_that_of_the_fixture(read):
    from_cells, from_tables = measure(read), measure(g1())
    assert {name: metric.as_dict() for name, metric in from_cells.items()} == {
        name: metric.as_dict() for name, metric in from_tables.items()
    }
    assert stamp(from_cells, read) is None


def test_a_figure_leads_to_its_cells(read):
    late = measure(read)["overdue"]
    assert [str(record.place("due_date")) for record in late.records[:2]] == ["G1.xlsx 課題!F2", "G1.xlsx 課題!F3"]

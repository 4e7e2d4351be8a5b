"""The same table in another layout is read as the same records: headings and places change, what they say does not."""

import random

import pytest
import xlsxwriter
from hypothesis import example, given
from hypothesis import strategies as st

from pmo_xl.sheets.finding.layout import find_tables
from pmo_xl.sheets.read import read_project
from pmo_xl.sheets.records_of import read_table
from tests.support.relayout import TABLES, WAYS, other_words, plain, relaid


def read(grid):
    """The one table of a grid, and of every record the values of all its fields."""
    (table,) = find_tables(grid).tables
    found = read_table(table)
    return table, [{field: record.get(field) for field in table.columns} for record in found.records]


def as_first_drawn(kind):
    return read(relaid(kind, (), random.Random(0))[0])[1]


@pytest.mark.parametrize("kind", TABLES)
def test_the_first_drawing_is_read_wholly(kind):
    table = plain(kind)
    values = as_first_drawn(kind)
    assert len(values) == len(table.rows)
    assert all(set(record) == set(table.fields) for record in values)
    # every filled cell has become a value
    filled = [sum(cell is not None for cell in row) for row in table.rows]
    blank_verdicts = [sum(record.get("result") == "not_run" for record in [one]) for one in values]
    assert [sum(value is not None for value in one.values()) for one in values] == [
        cells + blank for cells, blank in zip(filled, blank_verdicts, strict=True)
    ]


@pytest.mark.parametrize("kind", TABLES)
def test_any_other_word_for_a_heading_means_the_same_field(kind):
    table, want = plain(kind), as_first_drawn(kind)
    wrong = []
    for at, field in enumerate(table.fields):
        for word in other_words(kind, field):
            grid, _ = relaid(kind, (), random.Random(0))
            rows = [[*grid.rows[0][:at], word, *grid.rows[0][at + 1 :]], *grid.rows[1:]]
            found, values = read(type(grid)(grid.file, grid.sheet, rows))
            if found.kind != kind or values != want:
                wrong.append((field, word, found.kind))
    assert wrong == []


@example("risk", {"moved", "permuted", "title", "renamed"}, 18)  # Risk ID beside a column Risk
@given(st.sampled_from(list(TABLES)), st.sets(st.sampled_from(WAYS)), st.integers(0, 10_000))
def test_another_layout_is_read_as_the_same_records(kind, ways, seed):
    grid, rows = relaid(kind, ways, random.Random(seed))
    table, values = read(grid)
    assert (table.kind, list(table.record_rows)) == (kind, rows)
    assert values == as_first_drawn(kind)


@pytest.mark.parametrize("kind", TABLES)
def test_written_as_a_workbook_it_is_read_as_the_same_records_too(kind, tmp_path):
    grid, rows = relaid(kind, WAYS, random.Random(7))
    _write(tmp_path / "台帳.xlsx", grid)
    reading = read_project([tmp_path / "台帳.xlsx"])
    (register,) = reading.registers.values()
    assert [record.row for record in register] == rows
    fields = plain(kind).fields
    assert [{field: record.get(field) for field in fields} for record in register] == as_first_drawn(kind)


def _write(path, grid):
    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "yyyy/mm/dd"})
        sheet = book.add_worksheet(grid.sheet)
        for area in grid.facts.merges:
            sheet.merge_range(area.top - 1, area.left - 1, area.bottom - 1, area.right - 1, "")
        for row, cells in enumerate(grid.rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, str):
                    sheet.write_string(row, column, cell)
                elif cell is not None:
                    sheet.write_datetime(row, column, cell, day)
        for row in grid.facts.hidden_rows:
            sheet.set_row(row - 1, None, None, {"hidden": True})

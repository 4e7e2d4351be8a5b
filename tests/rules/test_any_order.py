"""The same rows in another order, the same workbooks in another order: the same findings."""

import random
import re
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pmo_xl
from pmo_xl.rules.engine import run
from tests.support.build import register, register_of, situation

DAY = date(2026, 11, 24)
CELL = re.compile(r"(?<![A-Z0-9-])[A-Z]{1,2}\d+(?!\d)|\d+行目")
ON_THE_FIRST_CELL = ("G-005", "P-002")  # so says the catalogue: which cell that is depends on the rows alone


@pytest.fixture(scope="module")
def day(sample):
    """The sample with all its planted mistakes; what only a sheet can hold (merged cells, text dates) is read away."""
    return pmo_xl.load(sample).situation(DAY)


def shuffled(day, seed):
    """The same records on the same sheets, their rows in another order; seed None leaves them where they are."""
    registers = []
    for name, written in day.written.items():
        header = list(dict.fromkeys(field for table in written.tables for field in table.columns))
        rows = [[record.get(field) for field in header] for record in written]
        if seed is not None:
            random.Random(f"{seed}{name}").shuffle(rows)
        if written.kind != "meeting":  # the lines of a memo follow each other
            registers.append(register_of(written.kind, header, rows, sheet=name))
    return situation(DAY, *registers, config=day.config, calendar=day.calendar, kept=day.kept)


def said(day):
    result = run(day)
    assert result.failed == ()
    return Counter(map(_told, result.findings)), result.codes, result.skipped


def _told(finding):
    where = None if finding.code in ON_THE_FIRST_CELL else (finding.id, finding.field)
    return finding.code, where, CELL.sub("□", finding.message), finding.fix.new if finding.fix else None


@pytest.fixture(scope="module")
def straight(day):
    return said(shuffled(day, None))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_rows_changes_nothing(day, straight, seed):
    assert sum(straight[0].values()) > 200  # there is something to lose
    assert said(shuffled(day, seed)) == straight


LINES = {
    "issue": """
        | id    | title                | owner | status      | due_date   | raised_date | closed_date | severity |
        | K-001 | 帳票の桁が足りない   | 佐藤  | in_progress | 2024-04-30 | 2024-04-22  |             | high     |
        | K-002 | 帳票の桁が足りません |       | closed      |            | 2024-04-23  | 2024-05-20  | low      |
        | K-003 | 確認                 | 鈴木  | waiting     |            | 2024-04-24  | 2024-04-30  | high     |
        |       | 番号のない課題       | 鈴木  | open        | 2024-04-20 | 2024-04-24  |             |          |""",
    "test": """
        | id    | result  | planned_date | executed_date | defect_id | depends_on |
        | T-001 | fail    | 2024-04-30   | 2024-04-30    |           |            |
        | T-002 | pass    | 2024-05-04   |               | D-009     | T-001      |
        | T-003 | blocked | 2024-05-02   |               | D-001     | T-002      |
        | T-004 | not_run | 2024-05-02   | 2024-05-02    |           |            |
        | T-005 | not_run |              |               |           | T-001      |""",
    "defect": """
        | id    | title            | status | severity | test_id | detected_date |
        | D-001 | 桁が欠ける       | closed | critical | T-001   | 2024-04-30    |
        | D-002 | 画面が固まる     | open   |          | T-009   | 2024-05-20    |""",
}


def small(shuffle):
    registers = []
    for kind, text in LINES.items():
        head, *rows = text.strip().splitlines()
        shuffle(rows)
        registers.append(register(kind, "\n".join([head, *rows])))
    shuffle(registers)
    return said(situation("2024-05-07", *registers))


@given(chance=st.randoms(use_true_random=False))
def test_any_order_of_a_few_rows_and_registers_gives_the_same(chance):
    assert small(chance.shuffle) == small(lambda rows: None)


def test_the_order_of_files_changes_nothing_not_even_the_order_of_findings(sample):
    books = sorted(sample.glob("*.xlsx"))
    findings = [pmo_xl.load(*order).check(DAY).to_json() for order in (books, books[::-1], books[3:] + books[:3])]
    assert findings[0]["findings"]
    assert findings[1] == findings[0]
    assert findings[2] == findings[0]

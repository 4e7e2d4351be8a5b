"""All rules over sheets nobody drew up for them: how often each speaks, judged by hand, and no oftener.

The sheets of tests/unseen (people who had not seen the reader) are made here; the corpus of real workbooks lies
outside the project. Each workbook is a project of its own, as of the last days it speaks of.
"""

import os
from collections import Counter
from datetime import date, datetime, time
from statistics import quantiles

import pytest

import pmo_xl
from tests.unseen import load

GUESSING = ("I-012", "P-002", "H-007", "U-005", "P-005", "X-016")
# Things that have happened by then tell the day a workbook speaks of; plans and due dates lie ahead of it.
HAPPENED = (
    *("raised_date", "updated_date", "closed_date", "executed_date", "detected_date", "response_date"),
    *("decided_date", "fixed_date"),
)

# Rule → (at most so often, why it is right) in the corpus of 2026: every finding was looked at beside its sheet.
JUDGED = {
    "G-001": (12, "lists without 件名, 状態, 期限 or ID: templates whose authors keep those elsewhere, or not at all"),
    "G-003": (10, "title blocks and headings of two rows, each told rightly"),
    "G-007": (1, "progress_gantt D6: 「終了次第チームブレークアウトで振り返り」 stands where an end belongs"),
    "G-011": (4, "one cell over several rows of a record: progress_gantt D6:D8, test_spec_houganshi C34, I34, K34"),
    "G-015": (9, "example rows of the templates, section rows, and what stands apart below the table"),
    "G-016": (4, "progress_gantt C9:D10: 「→」 for as above"),
}


def day_of(project):
    """The day by which nearly all that the workbook says has happened: a mistyped year must not decide."""
    days = [
        value.date() if isinstance(value, datetime) else value
        for register in project.registers.values()
        for record in register
        for field in HAPPENED
        if isinstance(value := record.get(field), date)
    ]
    if not days:
        return date(2024, 5, 7)
    ordinals = [day.toordinal() for day in days]
    return date.fromordinal(int(quantiles(ordinals, n=50)[-1])) if len(ordinals) > 1 else days[0]


def findings(path):
    """(findings of the workbook as a project, number of records); it was saved on the day it speaks of."""
    project = pmo_xl.load(path)
    day = day_of(project)
    saved = datetime.combine(day, time(9)).timestamp()
    os.utime(path, (saved, saved))
    output = pmo_xl.load(path).check(as_of=day)
    assert output.result.failed == (), path.name
    return list(output), sum(map(len, project.registers.values()))


def test_rules_that_guess_speak_once_in_200_records_at_most(tmp_path):
    """「椿」 and 「椿課長」 are one person in two spellings: P-002 is right, and still it must not speak too often."""
    counts, records = Counter(), 0
    for number, drawing in enumerate(drawing for drawings in load().values() for drawing in drawings):
        path = tmp_path / str(number) / drawing.name
        path.parent.mkdir()
        drawing.write(path)
        found, count = findings(path)
        counts.update(finding.code for finding in found)
        records += count
    assert records > 1500
    assert {code: counts[code] for code in GUESSING if counts[code] > records / 200} == {}


@pytest.fixture(scope="module")
def in_corpus(corpus, tmp_path_factory):
    """(file, finding) of every finding in the corpus, read from copies."""
    folder, found = tmp_path_factory.mktemp("corpus"), []
    for source in sorted(corpus.glob("*.xlsx")):
        path = folder / source.name
        path.write_bytes(source.read_bytes())
        found += [(source.name, finding) for finding in findings(path)[0]]
    return found


def test_no_rule_speaks_oftener_in_the_corpus_than_was_judged_right(in_corpus):
    counts = Counter(finding.code for _, finding in in_corpus)
    assert {code: n for code, n in counts.items() if n > JUDGED.get(code, (0,))[0]} == {}


def test_rules_that_guess_are_silent_in_the_corpus(in_corpus):
    """It has fewer than 200 records: one guess would be one too many."""
    assert [(name, str(f.place), f.message) for name, f in in_corpus if f.code in GUESSING] == []

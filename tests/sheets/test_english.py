"""English headings: read word by word, by what the column holds and the acts before it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_xl.model.fields import KINDS
from pmo_xl.sheets.finding.english import english_field


def best(text, kind):
    found = english_field(text, kind)
    return max(found, key=found.get) if found else None


@pytest.mark.parametrize(
    ("text", "kind", "field"),
    [
        ("Tested By", "test", "tester"),
        ("Tested On", "test", "executed_date"),
        ("Case ID", "test", "test_case_id"),
        ("Linked Risk", "issue", "related_id"),
        ("Issue Title", "issue", "title"),
        ("Risk Description", "risk", "description"),
        ("Risk ID", "risk", "id"),
        ("Mitigation Plan", "risk", "action"),
        ("Date Raised", "issue", "raised_date"),
        ("Raised By", "issue", "raised_by"),
        ("Needed By", "issue", "due_date"),
        ("Validate By", "issue", "due_date"),
        ("Decided By", "decision", "decided_by"),
        ("started_at", "wbs", "actual_start"),
        ("Target Completion Date", "issue", "due_date"),
        ("Root Cause", "defect", "cause"),
        ("Workstream", "issue", "category"),
    ],
)
def test_a_heading_is_read_by_its_words(text, kind, field):
    assert best(text, kind) == field


def test_a_bare_participle_is_a_day_or_a_person_and_content_decides():
    assert {"raised_date", "raised_by"} <= set(english_field("Created", "issue"))


@pytest.mark.parametrize(
    ("text", "kind", "field"),
    [("Expected behaivor", "test", "expected"), ("Asignee", "issue", "owner"), ("Staus", "issue", "status")],
)
def test_a_word_may_be_misspelt(text, kind, field):
    assert best(text, kind) == field


@pytest.mark.parametrize("text", ["予定日", "suite of the house by the river bank there", "Lorem ipsum", "", "12"])
def test_what_is_no_english_heading_means_nothing(text):
    assert english_field(text, "issue") == {}


@given(st.text(max_size=40), st.sampled_from(["", *KINDS]))
def test_any_text_may_be_asked(text, kind):
    assert all(0 < share <= 1 for share in english_field(text, kind).values())

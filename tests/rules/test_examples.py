"""Every rule finds in its own example what its page says, and nothing else."""

import pytest

from pmo_xl.rules.engine import run_rules
from pmo_xl.rules.example import examples_of
from pmo_xl.rules.registry import catalogue

RULES = list(catalogue().values())
CASES = [
    pytest.param(rule, number, id=f"{rule.code}-{number + 1}")
    for rule in RULES
    for number in range(len(examples_of(rule)))
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_has_title_reason_remedy_and_an_example_that_shows_both_sides(rule):
    page = rule.check.__doc__
    assert page.strip().splitlines()[0].endswith("。")
    assert "なぜ: " in page
    assert "対処: " in page
    rows = [expected for example in examples_of(rule) for table in example.tables for expected in table.expected]
    own = [expected for expected in rows if any(code == rule.code for code, _ in expected)]
    assert own, "an example must show what is found"
    assert len(own) < len(rows), "and the nearest innocent case"


@pytest.mark.parametrize(("rule", "number"), CASES)
def test_the_example_says_what_is_found(rule, number):
    example = examples_of(rule)[number]
    situation = example.situation()
    named = {rule.code} | {code for table in example.tables for row in table.expected for code, _ in row}
    result = run_rules(RULES, situation)
    assert not result.failed
    for table in example.tables:
        if table.kept is None:
            found = [[] for _ in table.rows]
            for finding in result.findings:
                if finding.code in named and finding.place.sheet == table.sheet:
                    found[finding.place.row - 1].append((finding.code, finding.field if finding.field else ""))
            # a page may name the code alone where no single field is meant
            for cells, expected, got in zip(table.rows, table.expected, found, strict=True):
                wanted = sorted((code, field) for code, field in expected)
                assert sorted(got) == wanted, f"{cells}: {[f.message for f in result.findings]}"

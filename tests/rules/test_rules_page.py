"""docs/rules.md says what the rules say."""

import re

from pmo_xl.rules.registry import catalogue
from tests.make import rules_docs


def test_the_page_is_what_the_rules_give():
    assert rules_docs.PAGE.read_text("utf-8") == rules_docs.page(), "run: python -m tests.make.rules_docs"


def test_every_rule_has_a_reason_a_remedy_and_an_example():
    text = rules_docs.page()
    sections = re.split(r'^### <a id="[^"]+"></a>', text, flags=re.MULTILINE)[1:]
    assert [section.split()[0] for section in sections] == list(catalogue())
    for section in sections:
        assert "\nなぜ: " in section, section[:40]
        assert "\n対処: " in section, section[:40]
        assert "```text\n例 " in section, section[:40]

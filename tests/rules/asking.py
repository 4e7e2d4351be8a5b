"""One question for many tests: which findings does a rule have on these registers?"""

from pmo_xl.rules.engine import run_rules
from pmo_xl.rules.registry import catalogue
from tests.support.build import situation

AS_OF = "2024-05-07"


def check(*registers, codes=(), config=None, kept=(), as_of=AS_OF):
    """The result of these rules (none named: all of them)."""
    rules = [catalogue()[code] for code in codes] or list(catalogue().values())
    return run_rules(rules, situation(as_of, *registers, config=config, kept=kept))


def told(result):
    """(code, cell) of every finding, in the order they are told."""
    return [(finding.code, finding.place.cell) for finding in result.findings]


def reasons(result, code):
    return [reason for skipped, reason in result.skipped if skipped == code]

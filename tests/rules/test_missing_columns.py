"""A rule whose column, register or history is not there is skipped, and says what it misses."""

from dataclasses import replace
from datetime import date

import pytest

from pmo_xl.model.fields import KINDS
from pmo_xl.model.kept import Kept
from pmo_xl.model.needed import NEEDED
from pmo_xl.rules.phrases import either, register_name
from pmo_xl.rules.registry import catalogue
from pmo_xl.settings import CapacitySection, CheckSection, Config, Params, ProjectSection
from tests.rules.asking import check, reasons
from tests.support.build import register_of

RULES = list(catalogue().values())
DATED = Config(
    project=ProjectSection(phase_start=date(2024, 4, 22), phase_end=date(2024, 5, 17), go_live=date(2024, 6, 3)),
    capacity=CapacitySection(testers=3, tests_per_person_day=5),
    check=CheckSection(params=Params(evidence_check=True)),
)
SAID_OF_SETTING = {
    "capacity.tests_per_person_day": "pmo.toml の [capacity] に tests_per_person_day がありません",
    "check.params.evidence_check": "pmo.toml の [check.params] に evidence_check = true がありません",
}
WITHOUT_COLUMN = [pytest.param(rule, names, id=f"{rule.code}-{names}") for rule in RULES for names in rule.reads]
BESIDE_COLUMN = [
    pytest.param(rule, kind, names, id=f"{rule.code}-{kind}-{names}")
    for rule in RULES
    for kind, columns in rule.beside.items()
    for names in columns
]


def empty(kind, columns):
    """A register of a kind that has these columns and no record."""
    return register_of(kind, [name for names in columns for name in names.split("|")] or ["version"], [], sheet="一覧")


def own(rule, columns):
    """The register the rule looks at; of two ledgers that of the user side."""
    return replace(empty(rule.on[0], columns), side="user" if rule.two_sides else None)


def surroundings(rule):
    """Everything the rule needs beside its own register."""
    registers = [empty(kind, columns) for kind, columns in rule.beside.items()]
    if rule.two_sides:
        registers.append(replace(empty(rule.on[0], rule.reads), name="theirs", side="vendor"))
    return registers, [Kept(date(2024, 5, 2))] if rule.history else []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_with_everything_there_it_runs(rule):
    beside, kept = surroundings(rule)
    needed = NEEDED[rule.on[0]] if rule.code == "G-001" else rule.reads
    result = check(own(rule, needed), *beside, codes=[rule.code], kept=kept, config=DATED)
    assert result.ran == 1
    assert result.findings == ()


@pytest.mark.parametrize(("rule", "names"), WITHOUT_COLUMN)
def test_without_one_of_its_columns_it_is_skipped(rule, names):
    beside, kept = surroundings(rule)
    lacking = own(rule, [other for other in rule.reads if other != names])
    result = check(lacking, *beside, codes=[rule.code], kept=kept, config=DATED)
    assert result.ran == 0
    assert reasons(result, rule.code) == [f"「一覧」に「{either(names)}」の列がありません"]


@pytest.mark.parametrize(("rule", "kind", "names"), BESIDE_COLUMN)
def test_without_a_column_of_the_other_register_it_is_skipped(rule, kind, names):
    _, kept = surroundings(rule)
    others = [empty(k, [name for name in columns if (k, name) != (kind, names)]) for k, columns in rule.beside.items()]
    result = check(own(rule, rule.reads), *others, codes=[rule.code], kept=kept, config=DATED)
    assert reasons(result, rule.code) == [f"「一覧」に「{either(names)}」の列がありません"]


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.settings], ids=lambda rule: rule.code)
def test_without_a_setting_it_is_skipped(rule):
    beside, kept = surroundings(rule)
    result = check(own(rule, rule.reads), *beside, codes=[rule.code], kept=kept)
    (reason,) = reasons(result, rule.code)
    assert reason == SAID_OF_SETTING.get(rule.settings[0], f"pmo.toml の [project] に {rule.settings[0]} がありません")


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.beside], ids=lambda rule: rule.code)
def test_without_the_other_register_it_is_skipped(rule):
    result = check(own(rule, rule.reads), codes=[rule.code], config=DATED)
    assert reasons(result, rule.code) == [f"{register_name(next(iter(rule.beside)))}がありません"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_without_any_register_of_its_kinds_it_is_skipped(rule):
    result = check(codes=[rule.code])
    assert result.ran == 0
    (reason,) = reasons(result, rule.code)
    assert reason == "管理表がありません" or KINDS[rule.on[0]][0] in reason

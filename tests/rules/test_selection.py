from datetime import date

import pytest

from pmo_xl.errors import ConfigError
from pmo_xl.rules.engine import run
from pmo_xl.rules.registry import catalogue
from pmo_xl.rules.selection import level_of, selected
from pmo_xl.settings import Accept, CheckSection, Config
from tests.support.build import situation


def codes(**settings):
    return [rule.code for rule in selected(catalogue().values(), CheckSection(**settings))]


def test_without_a_word_every_rule_runs():
    assert codes() == list(catalogue())


def test_a_family_is_chosen_by_its_letter():
    assert {code[0] for code in codes(select=("I", "X"))} == {"I", "X"}


def test_a_single_rule_is_left_out():
    assert set(catalogue()) - set(codes(ignore=("I-003",))) == {"I-003"}


def test_the_longer_prefix_decides():
    assert codes(select=("I-003",), ignore=("I",)) == ["I-003"]
    assert "I-003" not in codes(select=("I",), ignore=("I-00",))
    assert "I-010" in codes(select=("I",), ignore=("I-00",))


def test_at_equal_length_leaving_out_wins():
    assert codes(select=("I",), ignore=("I",)) == []


@pytest.mark.parametrize(
    ("check", "where"),
    [
        (CheckSection(select=("I-03",)), "select"),
        (CheckSection(ignore=("I-0003",)), "ignore"),
        (CheckSection(levels={"i-003": "error"}), "levels"),
        (CheckSection(accept=(Accept(code="I-03", id="K-1", until=date(2024, 6, 1), reason="待ち"),)), "accept"),
    ],
)
def test_a_code_nobody_knows_is_an_error_that_names_the_nearest(check, where):
    with pytest.raises(ConfigError, match=where) as error:
        run(situation("2024-05-07", config=Config(check=check)))
    assert "I-003" in error.value.hint or "I-013" in error.value.hint


def test_a_rule_of_the_catalogue_that_is_not_built_yet_is_no_error_but_is_said(monkeypatch):
    fewer = {code: rule for code, rule in catalogue().items() if code != "I-001"}
    monkeypatch.setattr("pmo_xl.rules.engine.catalogue", lambda: fewer)
    result = run(situation("2024-05-07", config=Config(check=CheckSection(select=("I-001",)))))
    assert result.skipped == (("I-001", "この版ではまだ確認できません"),)


def test_a_level_may_be_set_for_a_family_and_again_for_one_rule():
    check = CheckSection(levels={"I": "info", "I-003": "error"})
    assert [level_of(code, "warning", check) for code in ("I-003", "I-010", "T-006")] == ["error", "info", "warning"]


@pytest.mark.parametrize(
    ("typed", "meant"), [("T-06", "T-006"), ("x-014", "X-014"), ("D-0011", "D-011"), ("H_007", "H-007")]
)
def test_the_nearest_code_is_one_that_exists(typed, meant):
    with pytest.raises(ConfigError) as error:
        selected(catalogue().values(), CheckSection(ignore=(typed,)))
    assert error.value.message == f"pmo.toml の [check] ignore の「{typed}」というルールはありません"
    assert error.value.hint == f"「{meant}」のことですか？"


def test_what_is_near_to_nothing_leads_to_the_handbook():
    with pytest.raises(ConfigError) as error:
        selected(catalogue().values(), CheckSection(select=("期限",)))
    assert error.value.hint == "pmo-xl rules でルールの番号を確認してください"


def test_what_was_not_chosen_is_counted_apart_from_what_could_not_run():
    result = run(situation("2024-05-07", config=Config(check=CheckSection(select=("I",)))))
    issues = sum(code.startswith("I") for code in catalogue())
    total = len(catalogue())
    assert result.summary == (
        f"確認 {total}件中 0件実行、{issues}件は対象なし、0件は実行できず、{total - issues}件は選択外"
    )

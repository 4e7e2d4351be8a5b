"""Companies: spellings of one, and the spelling it is shown in."""

import pytest

from pmo_xl.sheets.meaning.companies import Companies, fold_company


@pytest.mark.parametrize(
    "written",
    [
        "A社", "Ａ社", "株式会社A社", "㈱A社", "(株)A社", "（株）Ａ社", "A社(株)", "A社㈱", "A社株式会社", "A 社", "ａ社", "A社様", "㍿A社",
        "株式会社　A社", "A社 御中",
    ],
)  # fmt: skip
def test_the_form_of_a_company_its_place_and_width_do_not_distinguish(written):
    assert fold_company(written) == "a社"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("東都システム㈱", "株式会社東都ｼｽﾃﾑ"), ("有限会社甲", "甲(有)"), ("ABC Co., Ltd.", "abc"), ("ABC Inc.", "ＡＢＣ"),
        ("開発ベンダー", "開発ベンダ"), ("経理部 ", "経理 部"),
    ],
)  # fmt: skip
def test_other_names_of_one_company(one, other):
    assert fold_company(one) == fold_company(other)


@pytest.mark.parametrize(
    ("one", "other"), [("A社", "B社"), ("A社", "A部"), ("東都システム", "東都システムズ"), ("株式会社", "様")]
)
def test_two_companies_stay_two(one, other):
    assert fold_company(one) != fold_company(other)


def test_a_company_is_shown_as_most_cells_write_it():
    companies = Companies(["株式会社A社", "A社", "Ａ社", "A社", "B社"])
    assert {companies.shown(text) for text in ("㈱A社", "Ａ社", "A社")} == {"A社"}
    assert companies.shown("C 社") == "C 社"  # nobody else writes it


def test_of_equally_common_spellings_the_same_one_is_shown_in_any_order():
    assert Companies(["㈱A社", "A社"]).shown("A社") == Companies(["A社", "㈱A社"]).shown("A社")


def test_an_earlier_spelling_counts_only_for_a_company_no_longer_met():
    companies = Companies(["㈱A社"], earlier=["A社", "A社", "C社", "C社", "㈱C社"])
    assert (companies.shown("A社"), companies.shown("(株)C社")) == ("㈱A社", "C社")

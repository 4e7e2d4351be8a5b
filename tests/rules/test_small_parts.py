from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_xl.errors import PmoError
from pmo_xl.model.place import Place
from pmo_xl.rules import handbook, phrases
from pmo_xl.rules.numbering import FreeNumbers
from pmo_xl.rules.registry import CODES, FAMILIES, catalogue
from pmo_xl.rules.similarity import bigrams, dice
from tests.support.build import register_of


def ids(*written):
    return register_of("issue", ["id"], [[word] for word in written])


@pytest.mark.parametrize(
    ("written", "next_ones"),
    [
        (["K-009", "K-010"], ["K-011", "K-012"]),
        (["K-1", "K-2", "K-3"], ["K-4", "K-5"]),
        (["1", "2", "7"], ["8", "9"]),
        (["K-099"], ["K-100", "K-101"]),
        (["A-001", "K-001", "K-002"], ["K-003", "K-004"]),  # the form most of them have
        (["甲", "乙"], [None]),
        ([None], [None]),
    ],
)
def test_the_next_number_follows_the_last_in_the_usual_form(written, next_ones):
    issues = ids(*written)
    free = FreeNumbers(issues)
    assert [free.next_of(issues.tables[0]) for _ in next_ones] == next_ones


def test_each_table_of_a_register_has_its_own_form():
    sales, stock = ids("T-S105", "T-S104"), ids("T-W061", "T-W062")
    free = FreeNumbers(replace(sales, records=sales.records + stock.records, tables=sales.tables + stock.tables))
    assert [free.next_of(stock.tables[0]), free.next_of(sales.tables[0])] == ["T-W063", "T-S106"]


def test_likeness_is_the_share_of_common_letter_pairs():
    # 帳票の桁 → 帳票 票の の桁; 帳票の印 → 帳票 票の の印: 2 of 3 each, 2·2/(3+3)
    assert dice(bigrams("帳票の桁"), bigrams("帳票の印")) == pytest.approx(4 / 6)
    assert dice(bigrams("帳票 の（桁）"), bigrams("帳票の桁")) == 1
    assert dice(bigrams(""), bigrams("")) == 0


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_lies_between_nothing_and_all_and_looks_both_ways(one, other):
    value = dice(bigrams(one), bigrams(other))
    assert 0 <= value <= 1
    assert value == dice(bigrams(other), bigrams(one))


@pytest.mark.parametrize(
    ("name", "called"),
    [(None, "担当者"), ("", "担当者"), ("佐藤", "佐藤さん"), ("佐藤様", "佐藤様"), ("佐藤\n鈴木", "佐藤、鈴木さん")],
)
def test_people_are_called_politely_and_nobody_is_called_nothing(name, called):
    assert phrases.san(name) == called


def test_cells_are_named_as_far_as_needed():
    here, there = Place("a.xlsx", "一覧", 5, 2), Place("a.xlsx", "一覧", 9, 2)
    assert phrases.cells([here, there]) == "B5、B9"
    assert phrases.cells([here, Place("a.xlsx", "二", 9, 2)]) == "一覧!B5、二!B9"
    assert phrases.cells([here, Place("b.xlsx", "一覧", 9, 2)]) == "a.xlsx 一覧!B5、b.xlsx 一覧!B9"
    assert phrases.cells([here] * 8).endswith("B5 ほか2か所")


def test_the_catalogue_has_its_114_codes_and_every_built_rule_is_one_of_them():
    assert len(CODES) == sum(count for _, count in FAMILIES.values()) == 114
    assert set(catalogue()) <= set(CODES)


FIRST_25 = (
    "G-001 G-004 G-005 G-007 G-009 G-013 I-003 I-004 I-006 I-007 I-010 T-001 T-002 T-006 T-007 T-010 "
    "D-004 D-006 X-001 X-002 X-004 X-007 P-002 H-001 H-002"
)


def test_the_first_25_are_built():
    assert set(FIRST_25.split()) <= set(catalogue())


@pytest.mark.parametrize("code", catalogue())
def test_every_rule_has_its_page(code):
    page = handbook.page(code)
    assert page.startswith(f"{code} {catalogue()[code].name}")
    for part in ("レベル:", "対象:", "直し方:", "なぜ:", "対処:", "例 ("):
        assert part in page
    assert "none" not in page.split("なぜ")[0]


def test_the_listing_names_every_rule_once():
    listing = handbook.listing()
    assert all(listing.count(f"  {code} ") == 1 for code in catalogue())


def test_a_page_that_does_not_exist_is_answered_with_the_nearest(monkeypatch):
    with pytest.raises(PmoError) as unknown:
        handbook.page("I-0003")
    assert "I-003" in unknown.value.hint
    monkeypatch.setattr(handbook, "catalogue", dict)
    with pytest.raises(PmoError) as later:
        handbook.page("I-003")
    assert "この版にはまだありません" in later.value.message

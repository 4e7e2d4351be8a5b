"""Columns and fields paired: the sum of the scores is the greatest there is."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from pmo_xl.sheets.finding.matching import best_matching

FIELDS = "abcd"
wishes = st.lists(
    st.dictionaries(st.sampled_from(FIELDS), st.floats(0.1, 1.5).map(lambda score: round(score, 2)), max_size=4),
    max_size=5,
)


def total(columns, chosen):
    return sum(columns[number][name] for number, name in enumerate(chosen) if name is not None)


@given(wishes)
def test_no_other_pairing_scores_higher(columns):
    chosen = best_matching(columns)
    used = [name for name in chosen if name is not None]
    assert len(used) == len(set(used))
    best = max(
        (
            total(columns, pick)
            for pick in product(*[[None, *column] for column in columns])
            if len({n for n in pick if n}) == sum(n is not None for n in pick)
        ),
        default=0,
    )
    assert abs(total(columns, chosen) - best) < 1e-6


def test_a_column_gives_way_to_one_that_has_no_other_field():
    assert best_matching([{"closed_date": 1.0, "fixed_date": 0.9}, {"closed_date": 0.95}]) == [
        "fixed_date",
        "closed_date",
    ]

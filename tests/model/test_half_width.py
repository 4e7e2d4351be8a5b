"""One width for every character, marks that old systems write apart included."""

import pytest

from pmo_xl.model.half_width import half_width
from pmo_xl.model.ids import fold_id
from pmo_xl.model.words import fold, status_of


@pytest.mark.parametrize(
    ("written", "half"),
    [
        ("Ａ１－㈱", "A1-(株)"),
        ("ｶﾞｷﾞ", "ガギ"),
        ("カ゛キ゛", "ガギ"),
        ("ハ゜ス", "パス"),
        ("か\u3099", "が"),
        ("ABC-1", "ABC-1"),
    ],
)
def test_every_character_has_one_form(written, half):
    assert half_width(written) == half


def test_a_voicing_mark_written_apart_is_part_of_its_letter():
    assert fold("クロース゛") == fold("クローズ")
    assert status_of("クロース゛済") == "closed"
    assert fold_id("カ゛－０１") == fold_id("ｶﾞ-01")

"""Densities against the 基準値 sheet: limits only from there, and no figure without a size (M30)."""

from dataclasses import replace
from datetime import date

import pytest

import pmo_xl
from pmo_xl.history import keep, restore
from pmo_xl.metrics.catalogue import measure
from pmo_xl.model.standards import Limits, Standards
from tests.metrics.g1 import g1
from tests.support.sheet import workbook

AS_OF = date(2024, 5, 7)
TESTS = "| テストID | テスト項目 | 期待結果 | 結果 |" + "".join(
    f"\n| T-{n:03} | 項目{n} | 表示 | OK |" for n in range(1, 181)
)
DEFECTS = "| 不具合No | 不具合名 | 発見日 | 状態 |" + "".join(
    f"\n| D-{n:03} | 事象{n} | 2024/5/7 | 対応中 |" for n in range(1, 13)
)
LIMITS = """
    | 指標       | 下限 | 上限 | 単位    |
    | テスト密度 | 80   | 120  | 件/KLOC |
    | 不具合密度 | 2    | 5    | 件/KLOC |"""
REQUIREMENTS = """
    | 要件ID | 要件名 | 規模(KLOC) |
    | R-01   | 受注   | 1.2        |
    | R-02   | 出荷   | 0.8        |
    | R-03   | 請求   |            |"""


def metrics(folder, **sheets):
    workbook(folder / "台帳.xlsx", テスト=TESTS, 不具合=DEFECTS, **sheets)
    return pmo_xl.load(folder).daily(AS_OF).metrics


def test_densities_by_the_size_of_the_requirements(tmp_path):
    found = metrics(tmp_path, 基準値=LIMITS, 要件一覧=REQUIREMENTS)
    assert (found["test_density"].value, found["test_density"].text) == (180 / 2.0, "90.0件/KLOC")
    assert found["test_density"].extra == {"size": 2.0, "low": 80, "high": 120}
    assert (found["defect_density"].value, found["defect_density"].text) == (12 / 2.0, "6.0件/KLOC")
    assert (found["density_zone"].value, found["density_zone"].text) == (
        "within-high", "テスト密度範囲内・不具合密度上限超",
    )  # fmt: skip


def test_a_size_of_the_sheet_itself(tmp_path):
    limits = LIMITS + "\n    | 規模       | 4    |      | KLOC    |"
    found = metrics(tmp_path, 品質基準=limits)
    assert (found["test_density"].value, found["defect_density"].text) == (180 / 4, "3.0件/KLOC")
    assert found["density_zone"].value == "low-within"


def test_without_a_size_nothing_is_said(tmp_path):
    found = metrics(tmp_path, 基準値=LIMITS)
    for key in ("test_density", "defect_density", "density_zone"):
        assert (found[key].value, found[key].text) == (None, "−")
        assert found[key].reason.startswith("規模の記録がありません")


def test_without_limits_there_is_a_density_and_no_zone(tmp_path):
    found = metrics(tmp_path, 要件一覧=REQUIREMENTS)
    assert found["test_density"].extra == {"size": 2.0}
    assert found["density_zone"].reason == "基準値シートにテスト密度と不具合密度の下限・上限がありません"


@pytest.mark.parametrize(
    ("size", "zone"),
    [  # G1: 200 tests, 34 defects; limits 8–20 tests and 1–2 defects for a unit
        (30, "low-within"), (25, "within-within"), (17, "within-within"), (16, "within-high"), (10, "within-high"),
        (9.9, "high-high"), (34, "low-within"), (35, "low-low"),
    ],
)  # fmt: skip
def test_a_limit_itself_is_within(size, zone):
    standards = Standards(Limits(8, 20), Limits(1, 2), size, "KLOC")
    assert measure(replace(g1(), standards=standards))["density_zone"].value == zone


def test_a_kept_day_knows_its_standards(tmp_path):
    state = replace(g1(), standards=Standards(Limits(8, 20), None, 10, "FP"))
    keep(tmp_path, state, measure(state))
    assert restore(tmp_path, AS_OF, root=tmp_path)[0].standards == state.standards


def test_inspection_says_what_a_sheet_of_standards_is_for(tmp_path):
    workbook(tmp_path / "台帳.xlsx", 基準値=LIMITS)
    text = pmo_xl.load(tmp_path).inspect(AS_OF).text()
    assert "基準値の表として、密度の判定に使います" in text
    assert "集計には使いません" not in text

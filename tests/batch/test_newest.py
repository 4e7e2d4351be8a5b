"""最新版_v2 (2): which of several versions counts, by the rule that is told."""

import os

import pytest

from pmo_xl.batch.newest import RULE, chosen
from pmo_xl.settings import RegisterSection


@pytest.fixture
def books(tmp_path):
    """Workbooks, the first saved first; "=" before a name: at the same time as the one before."""

    def make(*names):
        moment = 1_700_000_000
        for name in names:
            moment += 0 if name.startswith("=") else 60
            path = tmp_path / name.removeprefix("=")
            path.write_bytes(b"")
            os.utime(path, (moment, moment))
        return sorted(tmp_path.iterdir())

    return make


def names(choice):
    return [path.name for path in choice.paths]


@pytest.mark.parametrize(
    "other",
    [
        "課題管理表_v2.xlsx", "課題管理表 (2).xlsx", "課題管理表（２）.xlsx", "課題管理表_最新版.xlsx", "【最新】課題管理表.xlsx",
        "課題管理表_最新版_v2 (2).xlsx", "課題管理表 - コピー.xlsx", "課題管理表 - コピー (3).xlsx", "コピー ～ 課題管理表.xlsx",
        "課題管理表_Ver1.2.xlsm", "課題管理表第2版.xlsx", "課題管理表_final.xlsx", "課題管理表最新.xlsx", "課題管理表のコピー.xlsx",
        "課題管理表 - Copy.xlsx", "Copy of 課題管理表.xlsx",
    ],
)  # fmt: skip
def test_of_two_versions_the_one_saved_last_counts(books, other):
    choice = chosen(books("課題管理表.xlsx", other), {})
    assert names(choice) == [other]
    (told,) = choice.notes
    assert told.startswith(f"{other} を使います。課題管理表.xlsx は")
    assert RULE in told
    assert names(chosen(books(other, "課題管理表.xlsx"), {})) == ["課題管理表.xlsx"]


def test_saved_at_once_the_higher_version_counts(books):
    choice = chosen(books("課題管理表_v2.xlsx", "=課題管理表_v10.xlsx", "=課題管理表_v9.xlsx"), {})
    assert names(choice) == ["課題管理表_v10.xlsx"]


def test_a_higher_version_that_was_saved_earlier_is_doubted(books):
    choice = chosen(books("課題管理表_v3.xlsx", "課題管理表_v2.xlsx"), {})
    assert names(choice) == ["課題管理表_v2.xlsx"]
    assert "課題管理表_v3.xlsx の方が大きいので" in choice.notes[0]


@pytest.mark.parametrize(
    "pair",
    [
        ("議事メモ_20240507.xlsx", "議事メモ_20240514.xlsx"),  # two meetings
        ("テスト管理表_1.xlsx", "テスト管理表_2.xlsx"),  # two parts
        ("課題管理表_A社.xlsx", "課題管理表_B社.xlsx"),
        ("課題管理表.xlsx", "課題管理表.csv"),
        ("v1.xlsx", "v2.xlsx"),
        ("在庫-WMS.xlsx", "受注-WMS.xlsx"),
        ("テスト管理表.xlsx", "テスト管理表-UAT.xlsx"),  # a phase, a part, a year: no computer
        ("テスト管理表.xlsx", "テスト管理表-SIT01.xlsx"),
        ("テスト管理表.xlsx", "テスト管理表-ERP2026.xlsx"),
        ("議事メモ.xlsx", "議事メモ-20240507.xlsx"),
    ],
)
def test_what_only_looks_alike_is_all_read(books, pair):
    choice = chosen(books(*pair), {})
    assert names(choice) == sorted(pair)
    assert choice.notes == ()


@pytest.mark.parametrize(
    "copy",
    [
        "課題管理表-DESKTOP-AB12CD3.xlsx",
        "課題管理表 (青葉 の競合コピー 2026-11-20).xlsx",
        "課題管理表-PMOPC01-2.xlsx",
        "課題管理表-NB12345.xlsx",
    ],
)
def test_a_conflict_copy_is_never_read_but_always_told(books, copy):
    choice = chosen(books("課題管理表.xlsx", copy), {})
    assert names(choice) == ["課題管理表.xlsx"]
    assert choice.notes[0].startswith(f"{copy} は同期の競合コピーのため、読んでいません（課題管理表.xlsx を使います）")


def test_what_pmo_toml_names_is_no_version_of_anything(books):
    paths = books("課題管理表.xlsx", "課題管理表_v2.xlsx")
    said = {"issues": RegisterSection(file="課題管理表.xlsx")}
    assert names(chosen(paths, said)) == ["課題管理表.xlsx", "課題管理表_v2.xlsx"]

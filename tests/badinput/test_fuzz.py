"""Workbooks and settings damaged at random: read or refused in words, never anything else."""

import random
import sys

import pytest

from pmo_xl.config import read_config
from pmo_xl.errors import ConfigError
from tests.badinput.fuzz import hunt
from tests.badinput.mutations import damaged_bytes, damaged_settings

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="time is limited as POSIX does")
SETTINGS = """
[project]
name = "基幹システム刷新 UAT"
phase_start = 2024-04-22
phase_end = 2024-05-17
holidays = "jp"
extra_holidays = [2024-05-02]
[capacity]
testers = 3
tests_per_person_day = 5
[registers.issues]
file = "課題管理表.xlsx"
sheet = ["課題一覧", "課題"]
kind = "issue"
side = "user"
header_rows = [3]
[registers.issues.columns]
due_date = "対応期限"
[registers.issues.values.status]
closed = ["対応済", "CLOSE"]
[check]
select = ["I", "T"]
ignore = ["I-013"]
[check.levels]
"I-005" = "warning"
[[check.accept]]
code = "I-003"
id = "K-012"
until = 2024-05-20
reason = "顧客回答待ち"
[check.params]
stale_days = 3
[[escalate]]
to = "プロジェクトオーナー"
kind = ["issue", "defect"]
severity = ["critical", "high"]
overdue_days = 3
[metrics]
rate_days = 7
[rag]
gap_red_pt = 10
[history]
folder = "history"
keep_days = 400
[reports]
out = "out"
to = "プロジェクトオーナー"
[reports.daily]
xlsx = "日次報告.xlsx"
"""


@POSIX
@pytest.mark.parametrize(("first", "count"), [(1, 60), pytest.param(100_000, 5_000, marks=pytest.mark.full)])
def test_damaged_workbooks_are_read_or_refused_in_words(first, count):
    assert hunt(first, count) == {}


@pytest.mark.parametrize(("first", "count"), [(1, 400), pytest.param(1_000, 40_000, marks=pytest.mark.full)])
def test_damaged_settings_are_read_or_refused_in_words(tmp_path, first, count):
    path = tmp_path / "pmo.toml"
    refused = []
    for seed in range(first, first + count):
        rng = random.Random(seed)
        damage = rng.choice((damaged_settings, damaged_settings, damaged_bytes))
        path.write_bytes(damage(SETTINGS.encode(), rng))
        try:
            read_config(path)
        except ConfigError as error:
            refused.append((seed, error))
    assert 0 < len(refused) < count
    assert [seed for seed, error in refused if not (error.message.startswith("pmo.toml") and error.hint)] == []

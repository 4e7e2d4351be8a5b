"""Working days as the figures count them: Golden Week, year's end, company holidays, a fiscal year's turn, a day off."""

from datetime import date

import pytest

import pmo_xl
from pmo_xl.metrics.catalogue import measure
from pmo_xl.settings import Config, MetricsSection, ProjectSection
from pmo_xl.workdays import Calendar
from tests.support.build import register, situation
from tests.support.sheet import workbook


def counted(as_of, start, end, *, extra=None, issues="| id | status | due_date |"):
    settings = Config(project=ProjectSection(phase_start=start, phase_end=end))
    return measure(situation(as_of, register("issue", issues), config=settings, calendar=Calendar(extra)))


def days(metrics):
    return tuple(metrics[f"working_days_{part}"].value for part in ("total", "elapsed", "remaining"))


def test_golden_week_2024():
    # 4/29 昭和の日, 5/3 憲法, 5/4 みどり (Sat), 5/5 こども (Sun), 5/6 振替: 4/22–26 (5), 4/30–5/2 (3), 5/7–10 (4)
    assert days(counted(date(2024, 5, 2), date(2024, 4, 22), date(2024, 5, 10))) == (12, 8, 4)


def test_golden_week_2026():
    # 4/29 (Wed) 昭和の日, 5/3 (Sun) 憲法, 5/4 (Mon) みどり, 5/5 (Tue) こども, 5/6 (Wed) 振替 for 5/3:
    # 4/27, 28, 30, 5/1 (4), 5/7, 8 (2)
    assert days(counted(date(2026, 5, 1), date(2026, 4, 27), date(2026, 5, 8))) == (6, 4, 2)


@pytest.mark.parametrize(
    ("due", "late"),
    [("2026-05-01", 1), ("2026-05-02", 0), ("2026-05-06", 0), ("2026-04-30", 2), ("2026-04-28", 3)],
)
def test_days_past_due_over_golden_week_2026(due, late):
    # on 5/7: 5/2 (Sat) to 5/6 move to 5/7 itself; of 4/28 the days 4/30, 5/1 and 5/7 have passed
    issues = f"| id | status | due_date |\n| K-1 | open | {due} |"
    metrics = counted(date(2026, 5, 7), date(2026, 4, 27), date(2026, 5, 8), issues=issues)
    assert metrics["overdue"].value == (1 if late else 0)
    assert Calendar().overdue_days(date.fromisoformat(due), date(2026, 5, 7)) == late


def project(tmp_path, toml="", **sheets):
    workbook(tmp_path / "計画.xlsx", **sheets)
    dates = "phase_start = 2024-12-23\nphase_end = 2025-01-10\n"
    (tmp_path / "pmo.toml").write_text(f"[project]\n{dates}{toml}", encoding="utf-8")
    return pmo_xl.load(tmp_path)


ISSUES = "| No. | 件名 | 状態 | 期限 |\n| K-001 | 締めの確認 | 対応中 | 2024/12/30 |"
# 12/23–27 (5) and 1/6–10 (5) with 12/30, 31, 1/2, 1/3 off (28, 29, 4, 5 are a weekend's, 1/1 is a public holiday)
YEARS_END = (10, 6, 4)


def test_years_end_of_extra_holidays(tmp_path):
    off = "extra_holidays = [2024-12-30, 2024-12-31, 2025-01-02, 2025-01-03]"
    metrics = project(tmp_path, off, 課題一覧=ISSUES).daily(date(2025, 1, 6)).metrics
    assert days(metrics) == YEARS_END


@pytest.mark.parametrize(
    "span", ["12/29〜1/3", "'2024/12/29～2025/1/3", "'12月29日〜1月3日", "'2024/12/29-2025/1/3", "12/29から1/3"]
)
def test_years_end_of_a_span_on_the_day_off_sheet(tmp_path, span):
    off = f"| 日付 | 名称 |\n| {span} | 年末年始休業 |\n| 2024/11/15 | 創立記念日 |"
    loaded = project(tmp_path, 休日=off, 課題一覧=ISSUES)
    report = loaded.daily(date(2025, 1, 6))
    assert days(report.metrics) == YEARS_END
    assert report.situation.calendar.name_of(date(2024, 12, 31)) == "年末年始休業"
    # due 12/30 is due on 1/6: today, not late
    assert (report.metrics["overdue"].value, report.metrics["due_today"].value) == (0, 1)
    assert [finding for finding in loaded.check(date(2025, 1, 6)) if finding.place.sheet == "休日"] == []


@pytest.mark.parametrize(("start", "end"), [("開始日", "終了日"), ("休業開始日", "休業終了日"), ("開始", "終了")])
def test_years_end_from_a_first_and_a_last_day(tmp_path, start, end):
    off = f"| 名称 | {start} | {end} |\n| 年末年始休業 | 2024/12/29 | 2025/1/3 |\n| 夏季休業 | 2024/8/13 | 2024/8/15 |"
    report = project(tmp_path, 会社休業日=off, 課題一覧=ISSUES).daily(date(2025, 1, 6))
    assert days(report.metrics) == YEARS_END
    assert len(report.situation.calendar.extra) == 6 + 3


def test_a_span_of_a_mistyped_year_closes_one_day_only(tmp_path):
    off = "| 日付 | 名称 |\n| '2014/12/29〜2025/1/3 | 年末年始休業 |\n| 2024/12/30 | 年末休業 |"
    extra = project(tmp_path, 休日=off, 課題一覧=ISSUES).situation(date(2025, 1, 6)).calendar.extra
    assert sorted(extra) == [date(2024, 12, 30), date(2025, 1, 3)]


def test_a_company_holiday_and_somebodys_leave(tmp_path):
    off = "| 日付 | 名称 | 氏名 |\n| 2024/12/26 | 創立記念日 | |\n| 2024/12/27 | 有給休暇 | 山田太郎 |"
    metrics = project(tmp_path, 休日=off, 課題一覧=ISSUES).daily(date(2024, 12, 25)).metrics
    # 12/23–27 less 26, 12/30, 31, 1/2, 3, 1/6–10
    assert days(metrics) == (4 + 4 + 5, 3, 1 + 4 + 5)


def test_a_phase_over_the_turn_of_the_fiscal_year():
    # 3/25–29 (5), 4/1–5 (5); 3/20 春分 is before it
    metrics = counted(date(2024, 3, 29), date(2024, 3, 25), date(2024, 4, 5))
    assert days(metrics) == (10, 5, 5)
    # 2025-03-31 is a Monday, 4/1 the working day after it
    metrics = counted(
        date(2025, 4, 1),
        date(2025, 3, 31),
        date(2025, 4, 1),
        issues="| id | status | due_date |\n| K-1 | open | 2025-03-31 |",
    )
    assert days(metrics) == (2, 2, 0)
    assert metrics["overdue"].value == 1


def test_on_a_day_off_nothing_becomes_overdue():
    issues = "| id | status | due_date |\n| K-1 | open | 2024-05-02 |\n| K-2 | open | 2024-05-01 |"
    phase = date(2024, 4, 22), date(2024, 5, 17)
    by_day = {
        as_of: counted(as_of, *phase, issues=issues)["overdue"].value
        for as_of in (date(2024, 5, 2), date(2024, 5, 3), date(2024, 5, 4), date(2024, 5, 6), date(2024, 5, 7))
    }
    assert list(by_day.values()) == [1, 1, 1, 1, 2]


@pytest.mark.parametrize(
    ("way", "overdue", "today", "words"),
    [("next", 0, 1, "休日なら翌営業日"), ("previous", 1, 0, "休日なら前営業日")],
)
def test_where_a_due_date_on_a_day_off_goes_is_the_projects_choice_and_is_said(way, overdue, today, words):
    issues = register("issue", "| id | status | due_date |\n| K-1 | open | 2024-05-05 |")  # こどもの日, a Sunday
    settings = Config(metrics=MetricsSection(holiday_due=way))
    metrics = measure(situation(date(2024, 5, 7), issues, config=settings, calendar=Calendar(holiday_due=way)))
    assert (metrics["overdue"].value, metrics["due_today"].value) == (overdue, today)
    assert words in metrics["overdue"].definition
    assert words in metrics["due_today"].definition


def test_the_page_says_that_days_off_move_due_dates_back():
    from pmo_xl.reports.common import workdays_line

    seen = situation(date(2024, 5, 7), calendar=Calendar(holiday_due="previous"))
    assert workdays_line(seen).endswith("休日の期限=前営業日")
    assert "休日の期限" not in workdays_line(situation(date(2024, 5, 7)))

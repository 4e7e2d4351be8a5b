"""The sentence above everything: every pattern, its threshold, and never more than sixty characters."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_xl.model.metric import Metric
from pmo_xl.reports.headline import CAUSES, OUTCOMES, headline
from pmo_xl.reports.signals import Signal
from pmo_xl.settings import Config, ProjectSection
from tests.support.build import situation

END = date(2024, 5, 17)


def figures(**values):
    """Figures by name; a pair is value and text, a Metric stands for itself."""
    made = {}
    for name, value in values.items():
        if isinstance(value, Metric):
            made[name] = value
        else:
            number, text = value if isinstance(value, tuple) else (value, f"{value}件")
            made[name] = Metric(name, number, text, "", count=1)
    return made


def lights(**colors):
    names = ("progress", "quality", "issues", "resources")
    return [Signal(name, name, colors.get(name, "green"), "", "", "") for name in names]


def said(metrics, *, decisions=0, as_of="2024-05-07", **colors):
    seen = situation(as_of, config=Config(project=ProjectSection(phase_end=END)))
    return headline(seen, metrics, lights(**colors), decisions)


RUNNING = {"scope": 200, "remaining": 104, "execution_rate": (0.55, "55.0%"), "planned_execution_rate": (0.64, "64.0%")}


def forecast(days):
    return Metric("forecast_date", date(2024, 5, 21), "5/21見込", "", extra={"delta_days": days})


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (2, "完了見込は計画の2営業日後です。"),
        (0, "完了見込は計画どおり5/21です。"),
        (-1, "完了見込は計画の1営業日前です。"),
    ],
)
def test_with_a_forecast_the_outcome_is_the_landing(days, sentence):
    assert said(figures(**RUNNING, forecast_date=forecast(days))).outcome == sentence


def test_without_a_forecast_the_outcome_is_the_gap_to_the_plan():
    behind = figures(**RUNNING, execution_gap=-18, delay_days=(1.125, "約1.1日遅れ"))
    assert said(behind).outcome == "消化は計画より18件少なく、約1.1日遅れです。"
    assert said(figures(**RUNNING, execution_gap=-18)).outcome == "消化は計画を18件下回っています。"
    ahead = figures(**RUNNING, execution_gap=3)
    assert said(ahead, quality="red").outcome == "消化は計画より3件先行しています。"


def test_smooth_is_said_only_with_green_lights_and_no_gap():
    assert said(figures(**RUNNING, execution_gap=3)).outcome == "テストは順調で、計画より3件先行しています。"
    assert said(figures(**RUNNING, execution_gap=0)).outcome == "テストは計画どおり順調です。"
    assert "順調" not in said(figures(**RUNNING, execution_gap=3), issues="yellow").text
    assert "順調" not in said(figures(**RUNNING, execution_gap=-1)).text


def test_a_light_that_nobody_could_judge_is_not_green():
    assert said(figures(**RUNNING, execution_gap=3), resources=None).outcome == "消化は計画より3件先行しています。"
    assert said(figures(**RUNNING, execution_gap=0), resources=None).outcome == "消化は計画どおりです。"
    # 総合 is not green while a decision is waited for past its date, though all four lights are
    late = figures(**RUNNING, execution_gap=0, rag_overall=("yellow", "黄"))
    assert said(late).outcome == "消化は計画どおりです。"


def test_no_plan_so_far_gives_no_comparison():
    known = figures(scope=200, remaining=104, execution_rate=Metric("execution_rate", 0.05, "5.0%", "", count=10))
    assert said(known).outcome == "消化は10件(5.0%)です。"


@pytest.mark.parametrize(
    ("known", "colors", "cause"),
    [
        ({"blocked_rate": Metric("", 0.06, "6.0%", "", count=12)}, {"quality": "yellow"},
         "実施できないテスト12件の解消が必要です。"),
        ({"blocked_rate": Metric("", 0.05, "5.0%", "", count=10), "overdue_fixes": 5}, {"quality": "yellow"},
         "修正予定日を過ぎた不具合5件の対応が必要です。"),  # 5.0 % is not above blocked_warn
        ({}, {"quality": "red"}, "品質の信号の理由をご確認ください。"),
        ({"overdue": 0, "no_due": 2}, {"issues": "yellow"}, "期限のない課題2件の期限設定が必要です。"),
        ({"load_ratio": (0.9, "90.0%")}, {"resources": "red"}, "残り期間の負荷率は90.0%です。"),
        ({"load_ratio": (0.89, "89.0%")}, {"resources": "yellow"}, "担当者の割り振りの見直しが必要です。"),
        ({"required_rate": (13.0, "13.0件/日")}, {"progress": "red"}, "期間内の完了には13.0件/日が必要です。"),
        ({}, {"progress": "red"}, ""),
    ],
)  # fmt: skip
def test_every_other_cause_has_its_threshold(known, colors, cause):
    assert said(figures(**RUNNING, **known), **colors).cause == cause


def test_an_empty_scope_a_finished_test_and_a_phase_that_is_over_have_sentences_of_their_own():
    assert said({}).outcome == "テストの記録がまだありません。"
    assert said(figures(scope=0)).outcome == "母数が0件のため進捗は示せません。"
    assert said(figures(scope=200, remaining=0)).outcome == "全200件のテストが完了しました。"
    # 5/17 → 5/20, 5/21: two working days
    over = said(figures(**RUNNING), as_of="2024-05-21")
    assert over.outcome == "終了予定日を2営業日過ぎ、残りは104件です。"


def test_the_cause_speaks_of_the_worst_light_and_of_progress_last():
    grave = Metric("severity_by_status", 1, "1件", "", rows=({"severity": "critical", "total": 1},))
    known = figures(
        **RUNNING,
        severity_by_status=grave,
        overdue=6,
        required_rate=(13.0, "13.0件/日"),
        actual_rate=(11.0, "11.0件/日"),
    )
    assert said(known, progress="red", quality="red", issues="red").cause == "重大な不具合1件の修正が鍵です。"
    assert said(known, progress="red", issues="red").cause == "期限を過ぎた課題6件の対応が必要です。"
    assert said(known, progress="red", issues="yellow").cause == "必要13.0件/日に対し実力は11.0件/日です。"


def test_a_green_page_says_how_much_there_is_to_decide():
    assert said(figures(**RUNNING), decisions=2).cause == "本日のご判断は2件です。"
    assert said(figures(**RUNNING)).cause == ""


@given(
    st.integers(0, 99_999),
    st.integers(-9_999, 9_999),
    st.integers(-250, 250),
    st.dictionaries(
        st.sampled_from(["progress", "quality", "issues", "resources"]), st.sampled_from(["red", "yellow", "green"])
    ),
    st.booleans(),
)
def test_no_headline_is_longer_than_sixty_characters(scope, gap, days, colors, landed):
    known = figures(
        scope=scope,
        remaining=scope,
        execution_rate=(0.5, "50.0%"),
        planned_execution_rate=(0.5, "50.0%"),
        execution_gap=gap,
        delay_days=(123.4, "約123.4日遅れ"),
        overdue=scope,
        no_due=scope,
        overdue_fixes=scope,
        load_ratio=(1.1, "110.0%"),
        required_rate=(1234.5, "1,234.5件/日"),
        actual_rate=(1234.5, "1,234.5件/日"),
        **({"forecast_date": forecast(days)} if landed else {}),
    )
    sentence = said(known, **colors).text
    assert len(sentence) <= 60
    assert sentence.endswith("。")


def test_a_sentence_is_always_one_of_the_patterns():
    """Of the closed set: filled with figures of any size a pattern keeps its words, and none is left untested above."""
    sentence = said(figures(**RUNNING, execution_gap=-18), quality="red")
    assert sentence.outcome == OUTCOMES[sentence.outcome_key].format(gap="18")
    assert sentence.cause == CAUSES[sentence.cause_key]
    tested = Path(__file__).read_text("utf-8")
    for pattern in (*OUTCOMES.values(), *CAUSES.values()):
        fixed = max(re.split(r"\{\w+\}", pattern), key=len)
        assert fixed in tested, pattern

"""The numbers a page prints: the figure each comes from, what it is called, in which field and words it stands."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pmo_xl.metrics.wording import signed
from pmo_xl.model.days import short_day
from pmo_xl.model.metric import Metric, Value
from pmo_xl.model.record import Record
from pmo_xl.reports.common import tight

WHOLE: Final = ""  # the number is all that stands in its field
_INDEX: Final = re.compile(r"\[(\d+)\]")
_ROW: Final = re.compile(r"\d+$")


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed number: the figure it comes from, its name, its block on the page, and where it stands.

    `field` is a template field, or one of a list (`events[].text`); `form` are the words around the number there, `{}`
    being the number itself. It is printed where the field holds them.
    `part` is which number of the figure it is: its value (""), or one of those `said` knows.
    """

    metric: str
    name: str
    block: str
    field: str
    form: str = "{}"
    part: str = ""
    begins: str = ""  # how the text must begin that holds it


def _light(key: str, name: str, block: str, place: str) -> tuple[Printed, ...]:
    figure, field = f"rag_{key}", place.format(key)
    return (
        Printed(figure, f"{name}の信号", block, f"{field}.now", WHOLE),
        Printed(figure, f"{name}の信号(前回)", block, f"{field}.previous", WHOLE, "previous"),
    )


DAILY: Final = (
    Printed("working_days_elapsed", "号数", "表題", "title", "第{}号", "number"),
    *_light("overall", "総合", "総合", "overall"),
    Printed("scope", "母数", "総合", "headline.outcome", "全{}の"),
    Printed("days_past_end", "終了予定日からの営業日", "総合", "headline.outcome", "終了予定日を{}営業日", "number"),
    Printed("remaining", "残件数", "総合", "headline.outcome", "残りは{}"),
    Printed("forecast_date", "完了見込の計画差", "総合", "headline.outcome", "計画の{}営業日", "late"),
    Printed("forecast_date", "完了見込", "総合", "headline.outcome", "計画どおり{}です"),
    Printed("execution_rate", "消化件数", "総合", "headline.outcome", "消化は{}", "count"),
    Printed("execution_rate", "消化率", "総合", "headline.outcome", "({})"),
    Printed("execution_gap", "消化の計画差", "総合", "headline.outcome", "計画より{}", "size"),
    Printed("execution_gap", "消化の計画差", "総合", "headline.outcome", "計画を{}", "size"),
    Printed("delay_days", "遅れ日数", "総合", "headline.outcome", "、{}です"),
    Printed("critical_open", "重大な不具合", "総合", "headline.cause", "重大な不具合{}"),
    Printed("blocked_rate", "実施不可のテスト", "総合", "headline.cause", "実施できないテスト{}", "count"),
    Printed("overdue_fixes", "修正予定超過の不具合", "総合", "headline.cause", "過ぎた不具合{}"),
    Printed("overdue", "期限超過課題", "総合", "headline.cause", "過ぎた課題{}"),
    Printed("no_due", "期限のない課題", "総合", "headline.cause", "期限のない課題{}"),
    Printed("load_ratio", "負荷率", "総合", "headline.cause", "負荷率は{}"),
    Printed("required_rate", "必要消化", "総合", "headline.cause", "必要{}に"),
    Printed("required_rate", "必要消化", "総合", "headline.cause", "完了には{}"),
    Printed("actual_rate", "実力", "総合", "headline.cause", "実力は{}"),
    Printed("decisions", "本日のご判断", "総合", "headline.cause", "ご判断は{}"),
    Printed("execution_rate", "消化率", "①", "figures.first.value"),
    Printed("planned_execution_rate", "計画消化率", "①", "figures.first.note", "計画 {}"),
    Printed("execution_gap", "消化の計画差", "①", "figures.first.aside", "差 {}", "first"),
    Printed("execution_gap_pt", "消化率の計画差", "①", "figures.first.aside", "({})"),
    Printed("delay_days", "遅れ日数", "①", "figures.first.aside"),
    Printed("execution_rate", "消化率の変化", "①", "figures.first.change", "{}", "delta"),
    Printed("forecast_date", "完了見込", "②", "figures.second.value"),
    Printed("phase_end", "終了予定日", "②", "figures.second.note", "計画 {}"),
    Printed("forecast_date", "完了見込の計画差", "②", "figures.second.note", "{}営業日", "delta_days"),
    Printed("forecast_date", "8割の見込", "②", "figures.second.aside", "8割方 {}", "p80"),
    Printed("forecast_date", "完了見込の変化", "②", "figures.second.change", "{}", "delta"),
    Printed("required_rate", "必要消化", "②", "figures.second.value", "{} /", "bare"),
    Printed("actual_rate", "実力", "②", "figures.second.value", "/ {}", "bare"),
    Printed("outages", "環境停止の日", "②", "figures.second.aside", "環境停止{}除く"),
    Printed("required_rate", "必要消化の変化", "②", "figures.second.change", "{}", "delta"),
    Printed("overdue", "期限超過課題", "③", "figures.third.value"),
    Printed("issues_open", "未完了課題", "③", "figures.third.note", "未完了 {}"),
    Printed("no_due", "期限のない課題", "③", "figures.third.note", "期限なし {}"),
    Printed("due_today", "本日期限の課題", "③", "figures.third.aside", "本日期限 {}"),
    Printed("overdue", "期限超過課題の変化", "③", "figures.third.change", "{}", "delta"),
)
LIGHTS: Final = (
    *_light("progress", "進捗", "信号", "signals.{}"),
    Printed("execution_gap", "消化の計画差", "信号", "signals.progress.reason", "差{}", "first"),
    Printed("execution_gap_pt", "消化率の計画差", "信号", "signals.progress.reason", "({})"),
    Printed("forecast_date", "完了見込", "信号", "signals.progress.reason", "完了{}見込"),
    Printed("forecast_date", "完了見込の計画差", "信号", "signals.progress.reason", "計画比{}営業日", "delta_days"),
    Printed("load_ratio", "負荷率", "信号", "signals.progress.reason", "負荷率{}"),
    *_light("quality", "品質", "信号", "signals.{}"),
    Printed("critical_open", "重大な不具合", "信号", "signals.quality.reason", "重大な不具合{}"),
    Printed("critical_age", "重大な不具合の最長経過", "信号", "signals.quality.reason", "最長{}営業日", "number"),
    Printed("overdue_fixes", "修正予定超過の不具合", "信号", "signals.quality.reason", "過ぎた不具合{}"),
    Printed("refail_rate", "再NG率", "信号", "signals.quality.reason", "再NG率{}"),
    Printed("blocked_rate", "実施不可率", "信号", "signals.quality.reason", "実施不可率{}"),
    *_light("issues", "課題", "信号", "signals.{}"),
    Printed("grave_overdue", "期限超過の重要課題", "信号", "signals.issues.reason", "重要な課題{}が"),
    Printed("overdue", "期限超過課題", "信号", "signals.issues.reason", "超過の課題{}"),
    Printed("grave_undated", "期限のない重要課題", "信号", "signals.issues.reason", "期限のない重要な課題{}"),
    *_light("resources", "体制", "信号", "signals.{}"),
    Printed("load_by_day", "日別負荷率の最大", "信号", "signals.resources.reason", "最大{}"),
    Printed("absent", "担当者不在の案件", "信号", "signals.resources.reason", "不在の案件{}"),
    Printed("crowded", "担当が集中している人", "信号", "signals.resources.reason", "集中している人{}"),
)
FOOT: Final = (
    Printed("scope", "母数", "脚注", "footer.scope", "母数{}", "number"),
    Printed("scope_excluded", "対象外のテスト", "脚注", "footer.scope", "対象外{}", "not_applicable"),
    Printed("scope_excluded", "取下のテスト", "脚注", "footer.scope", "取下{}", "withdrawn"),
    Printed("scope", "母数の変化", "脚注", "footer.scope", "{}", "delta"),
    Printed("faults", "要修正の指摘", "脚注", "footer.health", "要修正{}"),
    Printed("faults_in_figures", "数値に影響する指摘", "脚注", "footer.health", "数値影響あり{}"),
    Printed("days_off", "プロジェクト等の休日", "脚注", "footer.workdays", "休日{}", "days"),
)


_HOW: Final = {  # a part that is counted in another way than its figure
    "delta": "今回−前回",
    "previous": "前回の値",
    "late": "終了予定日から完了見込までの営業日",
    "delta_days": "終了予定日から完了見込までの営業日",
    "p80": "最近の日々の実績から、8割の場合に終わっている日",
    "not_applicable": "結果が対象外のテスト件数",
    "withdrawn": "結果が取下のテスト件数",
}
_OF_ALL: Final = ("", "first", "bare", "number", "size", "count")  # the parts that rest on all records of the figure
INPUTS: Final = (  # what the printed figures are worked out from, where it stands on no page
    Printed("remaining", "残件数", "計算の元", ""),
    Printed("required_rate", "必要消化", "計算の元", ""),
    Printed("actual_rate", "実力", "計算の元", ""),
    Printed("working_days_remaining", "残りの営業日", "計算の元", ""),
    Printed("failure_rate", "NG率", "計算の元", ""),
    Printed("required_runs", "必要実行回数", "計算の元", ""),
    Printed("capacity", "残りの能力", "計算の元", ""),
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One number on the page with everything it can be traced by. `value` and `previous` are unrounded."""

    block: str
    field: str
    name: str
    text: str
    value: Value
    formula: str
    records: tuple[Record, ...] = ()
    count: int | None = None
    of: int | None = None
    previous: Value = None
    previous_day: date | None = None


def on_page(entries: Iterable[Printed], figures: Mapping[str, Metric], page: Mapping[str, Any]) -> Iterator[Evidence]:
    """The numbers of these entries that a text of the page holds; `page` holds its values."""
    texts = dict(texts_of("", page))
    for entry in entries:
        figure = figures.get(entry.metric)
        found = figure and next(_in_texts(entry, figure, texts), None)
        if found:
            yield found


def inputs(figures: Mapping[str, Metric]) -> Iterator[Evidence]:
    """What the figures of the page are worked out from, as far as it is known."""
    for entry in INPUTS:
        figure = figures.get(entry.metric)
        if figure is not None and figure.value is not None:
            yield behind(figure, entry.name, entry.block, "")


def _in_texts(entry: Printed, figure: Metric, texts: Mapping[str, str]) -> Iterator[Evidence]:
    for field, text in texts.items():
        if _INDEX.sub("[]", field) == entry.field and (found := _in_text(entry, figure, text)):
            yield _behind(entry, figure, field, *found)


def behind(figure: Metric, name: str, block: str, field: str) -> Evidence:
    """A figure that is printed as it is."""
    return _behind(Printed(figure.name, name, block, field), figure, field, tight(figure.text), figure.value)


def _behind(entry: Printed, figure: Metric, field: str, text: str, value: Value) -> Evidence:
    part = entry.part
    whole, before = part == "", figure.previous
    records = figure.records if part in _OF_ALL else ()
    if part in ("not_applicable", "withdrawn"):
        records = tuple(test for test in figure.records if test.verdict == part)
    return Evidence(
        block=entry.block,
        field=field,
        name=entry.name,
        text=text,
        value=value,
        formula=_HOW.get(part) or figure.definition + (f"(理由: {figure.reason})" if figure.reason else ""),
        records=records,
        count=figure.count if whole else None,
        of=figure.of if whole else None,
        previous=before.value if before and (whole or part in ("delta", "previous")) else None,
        previous_day=before.date if before and (whole or part in ("delta", "previous")) else None,
    )


def _in_text(entry: Printed, figure: Metric, text: str) -> tuple[str, Value] | None:
    value, number = said(figure, entry.part)
    if value is None or not text.startswith(entry.begins):
        return None
    if entry.form == WHOLE:
        return text, value
    words = entry.form.format(number)
    before = r"(?<![\d.,▲−+±])" if entry.form.startswith("{}") else ""  # 4件 is not in 24件, 2営業日 not in ▲2営業日
    after = r"(?!\d)" if entry.form.endswith("{}") else ""
    holds = re.search(rf"{before}{re.escape(words)}{after}", text)
    return (number, value) if holds else None


def said(figure: Metric, part: str) -> tuple[Value, str]:
    """One number of a figure and its printed text; (None, "") where it has none.

    "": the value; first: without what follows in brackets; bare: without 件/日; number: without its unit; days: in 日;
    size: without its sign; count, of, previous, delta: those; late: working days from the plan, without sign; anything
    else: the figure's extra of that name.
    """
    value = figure.value
    match part:
        case "":
            return value, short_day(value) if isinstance(value, date) else tight(figure.text)
        case "first":
            return value, figure.text.partition(" (")[0]
        case "bare":
            return value, figure.text.partition("件/日")[0]
        case "number":
            return value, _plain(value)
        case "days":
            return value, f"{_plain(value)}日"
        case "size":
            return value, f"{abs(value):,}件" if isinstance(value, int) else ""
        case "count" | "of":
            value = figure.count if part == "count" else figure.of
            return value, f"{value or 0:,}件"
        case "previous":
            return (figure.previous.value, "") if figure.previous else (None, "")
        case "delta":
            return figure.delta, tight(figure.delta_text)
        case "late":
            late = figure.extra.get("delta_days")
            return late, _plain(abs(late)) if isinstance(late, int) else ""
        case "delta_days":
            late = figure.extra.get("delta_days")
            words = tight(figure.text).partition("計画比")[2].partition("営業日")[0]
            return late, words or (signed(late, "▲") if isinstance(late, int) else "")
        case _:
            inner = figure.extra.get(part)
            return inner, _plain(inner)


def _plain(value: object) -> str:
    if isinstance(value, date):
        return short_day(value)
    return f"{value:,}" if isinstance(value, int | float) else ""


def texts_of(prefix: str, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The page's texts by the field each stands in: headline.outcome, events[2].text."""
    for name, value in values.items():
        field = f"{prefix}{name}"
        if isinstance(value, Mapping):
            yield from texts_of(f"{field}.", value)
        elif isinstance(value, list):
            for number, item in enumerate(value):
                yield from texts_of(f"{field}[{number}].", item) if isinstance(item, Mapping) else ()
        elif isinstance(value, str):
            yield field, value


def cell_of(field: str, cells: Mapping[str, str]) -> str | None:
    """Where on the page a field stands: `events[2].text` two rows below the list's first item."""
    name = _INDEX.sub("[]", field)
    first = cells.get(name)
    index = _INDEX.search(field)
    if first is None or index is None:
        return first
    return _ROW.sub(lambda row: str(int(row[0]) + int(index[1])), first)

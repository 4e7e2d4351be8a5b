"""What the page counts besides the catalogue of figures: the numbers inside its sentences, each with its records."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from pmo_xl.model.days import short_day
from pmo_xl.model.finding import Finding
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record
from pmo_xl.model.words import CALLED
from pmo_xl.reports.common import day_of, metric
from pmo_xl.reports.decisions import Decision
from pmo_xl.reports.printed import FOOT, Evidence, Printed, on_page
from pmo_xl.reports.today import due_on, fixes_on, moved_from_today, not_run_today, planned_on
from pmo_xl.rules.figures import figures_touched
from pmo_xl.situation import Situation

_GRAVE: Final = ("critical", "high")
_TODAY, _TOMORROW = "本日", "明日"
EVENTS: Final = (
    Printed("executed_today", "本日の実施", _TODAY, "events[].text", "テスト実施{}"),
    Printed("planned_today", "本日計画のテスト", _TODAY, "events[].text", "本日計画{}の"),
    Printed("today_plan_rate", "本日計画のうち実施", _TODAY, "events[].text", "のうち{}", "count"),
    Printed("not_run_today", "本日計画の未実施", _TODAY, "events[].text", "本日計画の未実施{}"),
    Printed("moved_today", "本日計画からの延期", _TODAY, "events[].text", "本日計画からの延期{}"),
    Printed("carry_over", "計画日を過ぎた未消化", _TODAY, "events[].text", "未消化の累計{}"),
    Printed("defects_new_today", "本日の新規不具合", _TODAY, "events[].text", "不具合 新規{}"),
    Printed("defects_closed_today", "本日完了の不具合", _TODAY, "events[].text", "、完了{}", begins="・不具合"),
    Printed("issues_new_today", "本日の新規課題", _TODAY, "events[].text", "課題 新規{}"),
    Printed("issues_closed_today", "本日完了の課題", _TODAY, "events[].text", "、完了{}", begins="・課題"),
    Printed("next_planned", "次の営業日の計画", _TOMORROW, "tomorrow[].text", "テスト計画{}"),
    Printed("next_carried", "未消化の持越し", _TOMORROW, "tomorrow[].text", "持越し{}"),
    Printed("next_decisions", "期限のくるご判断", _TOMORROW, "tomorrow[].text", "ご判断の期限 {}"),
    Printed("next_fixes", "修正予定の不具合", _TOMORROW, "tomorrow[].text", "修正予定 {}"),
    Printed("next_issues", "期限のくる課題", _TOMORROW, "tomorrow[].text", "課題の期限 {}"),
    Printed("next_todos", "期限のくるToDo", _TOMORROW, "tomorrow[].text", "ToDoの期限 {}"),
)


def counted(
    situation: Situation, metrics: Mapping[str, Metric], findings: Sequence[Finding], decisions: Sequence[Decision]
) -> dict[str, Metric]:
    """Those numbers under names of their own; what is not known is left out."""
    found = [*_settings(situation), *_of_reasons(situation, metrics, findings), *_faults(findings)]
    found += [*_of_events(situation, decisions)]
    outages = metric(metrics, "actual_rate").extra.get("outages") or ()
    found.append(_number("outages", len(outages), "実力の平均から除いた環境停止の日数", unit="日"))
    found.append(_number("decisions", len(decisions), "判断待ちの決定とエスカレーション対象の件数"))
    return {figure.name: figure for figure in found}


def of_the_foot(
    situation: Situation, metrics: Mapping[str, Metric], findings: Sequence[Finding], page: Mapping[str, Any]
) -> tuple[Evidence, ...]:
    """What the foot of a page prints: the scope, the findings, the days off. `page` are its values, the foot's too."""
    own = {figure.name: figure for figure in (*_settings(situation), *_faults(findings))}
    return tuple(on_page(FOOT, {**metrics, **own}, page))


def _number(name: str, value: int, how: str, records: Sequence[Record] = (), unit: str = "件") -> Metric:
    return Metric(name, value, f"{value:,}{unit}", how, records=tuple(records))


def _records(name: str, how: str, records: Sequence[Record]) -> Metric:
    return _number(name, len(records), how, records)


def _settings(situation: Situation) -> Iterator[Metric]:
    end, calendar = situation.config.project.phase_end, situation.calendar
    if end is not None:
        yield Metric("phase_end", end, short_day(end), "pmo.toml [project] phase_end")
        yield _number("days_past_end", calendar.after(end, situation.as_of), "終了予定日の翌日から基準日までの営業日")
    yield _number("days_off", len(calendar.extra), "休日の表とpmo.toml extra_holidays の日数", unit="日")


def _of_reasons(situation: Situation, metrics: Mapping[str, Metric], findings: Sequence[Finding]) -> Iterator[Metric]:
    """What the reasons of the lights count."""
    critical = [defect for defect in metric(metrics, "severity_by_status").records if defect.rank == "critical"]
    yield _records("critical_open", "重要度が致命の未完了の不具合件数", critical)
    ages = [situation.calendar.after(d.arose, situation.as_of) for d in critical if d.arose is not None]
    yield _number("critical_age", max(ages, default=0), "検出日の翌日から基準日までの営業日の最大", critical, "営業日")
    late = [issue for issue in metric(metrics, "overdue").records if issue.rank in _GRAVE]
    yield _records("grave_overdue", "期限超過課題のうち重要度が致命・高の件数", late)
    undated = [issue for issue in metric(metrics, "no_due").records if issue.rank in _GRAVE]
    yield _records("grave_undated", "期限のない未完了課題のうち重要度が致命・高の件数", undated)
    for name, code, unit in (("absent", "P-004", "件"), ("crowded", "I-016", "名")):
        own = [finding for finding in findings if finding.code == code]
        yield _number(name, len(own), f"指摘{code}の件数", _behind(own), unit)


def _faults(findings: Sequence[Finding]) -> Iterator[Metric]:
    errors = [finding for finding in findings if finding.level == "error"]
    yield _number("faults", len(errors), "レベルがエラーの指摘の件数(指摘一覧)。対象IDはその行", _behind(errors))
    touching = [finding for finding in errors if figures_touched(finding)]
    yield _number("faults_in_figures", len(touching), "そのうち指標の計算に使う欄の指摘", _behind(touching))


def _behind(findings: Sequence[Finding]) -> tuple[Record, ...]:
    """The rows that were found fault with, each once."""
    rows = {(f.place.file, f.place.sheet, f.place.row): f.record for f in findings if f.record is not None}
    return tuple(record for record in rows.values() if record is not None)


def _of_events(situation: Situation, decisions: Sequence[Decision]) -> Iterator[Metric]:
    tomorrow = situation.calendar.shift(situation.as_of, 1)
    planned, carried = planned_on(situation, tomorrow)
    today = [test for test in situation.counted("test") if test.planned_date == situation.as_of and test.is_live]
    yield _records("planned_today", "予定日が基準日のテスト件数", today)
    yield _records("not_run_today", "予定日が基準日で未消化のテスト件数", not_run_today(situation))
    yield _records("moved_today", "前回は基準日が予定日だった、後日予定のテスト件数", moved_from_today(situation))
    yield _records("next_planned", "次の営業日が予定日の未消化のテスト件数", planned)
    yield _records("next_carried", "予定日が次の営業日より前で未消化のテスト件数", carried)
    due = sum(wanted.until is not None and day_of(wanted.until) == tomorrow for wanted in decisions)
    yield _number("next_decisions", due, "判断期限が次の営業日の件数(明細)")
    yield _records("next_fixes", "修正予定日が次の営業日で修正日のない不具合件数", fixes_on(situation, tomorrow))
    yield _records("next_issues", "期限が次の営業日の未完了の課題件数", due_on(situation, "issue", tomorrow))
    yield _records("next_todos", "期限が次の営業日の未完了のToDo件数", due_on(situation, "todo", tomorrow))


Share = tuple[Printed, Metric]


def shares(situation: Situation, figures: Mapping[str, Metric]) -> Iterator[Share]:
    """The parts of a count that a sentence names: うち致命1件, 5/9へ2件, B社3件."""
    new = metric(figures, "defects_new_today")
    for rank in _GRAVE:
        own = [defect for defect in new.records if defect.rank == rank]
        yield _share("defects_new_today", f"本日の新規不具合({CALLED[rank]})", f"{CALLED[rank]}{{}}", own, figures)
    days = Counter(test.planned_date for test in metric(figures, "moved_today").records)
    for day in days:
        own = [test for test in metric(figures, "moved_today").records if test.planned_date == day]
        if day is not None:
            said = short_day(day)
            yield _share("moved_today", f"{said}への延期", f"{said}へ{{}}", own, figures)
    for row in metric(figures, "corrections").rows or ():
        for part, form, name in (("reported", "{}→", "報告"), ("now", "→{}件", "現在")):
            entry = Printed("corrections", f"訂正 {row['name']}({name})", _TODAY, "events[].text", form, "number",
                            begins=f"・訂正 {short_day(row['date'])}に報告した{row['name']}")  # fmt: skip
            how = f"{short_day(row['date'])}の{row['name']}。{'前回の記録' if part == 'reported' else '現在の表から'}"
            yield entry, _number("corrections", row[part], how)
    fixes = metric(figures, "next_fixes").records
    for name in dict.fromkeys(situation.supplier(defect) for defect in fixes):
        own = [defect for defect in fixes if situation.supplier(defect) == name]
        shown = name or "担当未定"
        yield _share("next_fixes", f"修正予定の不具合 {shown}", f"{shown}{{}}", own, figures)


def _share(of: str, name: str, form: str, own: Sequence[Record], figures: Mapping[str, Metric]) -> Share:
    entry = next(entry for entry in EVENTS if entry.metric == of)
    figure = _records(of, f"{metric(figures, of).definition}のうち{name.rpartition(' ')[2]}", own)
    return replace(entry, name=name, form=form), figure

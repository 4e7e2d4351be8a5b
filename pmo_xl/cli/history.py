"""The verb `history`: keep the state of a day, say what has changed since, list the kept days, show one of them."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.cli.arguments import moment
from pmo_xl.cli.show import padded, relative, show_json, shown, tell
from pmo_xl.errors import HistoryError, PmoError
from pmo_xl.model.days import WEEKDAYS, full_day
from pmo_xl.model.fields import KINDS, label
from pmo_xl.model.words import CALLED

if TYPE_CHECKING:
    from pmo_xl.metrics.since import Event
    from pmo_xl.project import Project
    from pmo_xl.situation import Situation

_LISTED: Final = 50
_FIRST: Final = ("gone", "renumbered", "reversed", "postponed", "new", "closed", "changed")  # what surprises first
_FIGURES: Final = {
    "scope": "母数",
    "execution_rate": "消化率",
    "planned_execution_rate": "計画消化率",
    "completion_rate": "完了率",
    "remaining": "残件数",
    "forecast_date": "完了見込",
    "defects_found": "不具合の検出",
    "defects_open": "不具合の残",
    "issues_open": "未完了課題",
    "overdue": "期限超過課題",
    "overdue_todos": "期限超過ToDo",
}


def diff(project: "Project", day: date, options: argparse.Namespace) -> None:
    """What has changed since the last kept day, or the one given with --since."""
    from pmo_xl.history import faults
    from pmo_xl.metrics.day import Day
    from pmo_xl.metrics.since import events_since, summary

    situation = project.situation(day)
    if options.since:
        since = _day(options.since, "--since")
        situation = situation.compared_with(since)
        if situation.previous is None or situation.previous.date != since:
            raise PmoError(f"{full_day(since)}の記録はありません", "pmo-xl history list で残した日を確認してください")
    if situation.previous is None:
        raise PmoError(
            f"{full_day(day)} より前に残された状態がありません", "pmo-xl history keep で毎日の状態を残してください"
        )
    before = situation.previous.date
    found = events_since(situation)
    line = summary(found, Day(situation))
    if options.json:
        changes = [event.as_dict() for event in found]
        show_json({"as_of": str(day), "since": str(before), "summary": line, "changes": changes, "outputs": []})
    else:
        print("\n".join([line, f"{full_day(before)} からの変化: {len(found)}件", *_lines(found)]))
    _warn(faults(project.history_folder, since=before))


def keep(project: "Project", day: date, at: time | None, options: argparse.Namespace) -> None:
    """Keep the state of the as-of day; days removed because of keep_days are said."""
    from pmo_xl.history import list_days

    before = list_days(project.history_folder)
    folder = project.keep(day, at=at, today=datetime.now().date())
    removed = sorted(set(before) - set(list_days(project.history_folder)))
    if options.json:
        show_json({"as_of": str(day), "removed": list(map(str, removed)), "outputs": shown([folder])})
    else:
        print(f"{full_day(day)} の状態を残しました: {relative(folder)}")
    if removed:
        until = full_day(removed[-1])
        limit = project.config.history.keep_days
        _warn([f"{limit}日（keep_days）より古い記録{len(removed)}日分（{until}まで）を消しました"])


def listing(project: "Project", options: argparse.Namespace) -> int:
    """The kept days, oldest first, and what no longer fits their seals."""
    from pmo_xl.history import faults, list_days

    days = list_days(project.history_folder)
    broken = faults(project.history_folder)
    if options.json:
        day, _ = moment(options.as_of, now=datetime.now())
        show_json({"as_of": str(day), "days": [str(day) for day in days], "faults": list(broken), "outputs": []})
    else:
        print("\n".join(map(full_day, days)) or "残された日はまだありません（history keep で残せます）")
    _warn(broken)
    return 0


def show(project: "Project", options: argparse.Namespace) -> int:
    """What a kept day said: figures and registers; with --out its 日次報告 is made again."""
    from pmo_xl.history import faults, state_of

    day = _day(options.day, "history show ")
    state = state_of(project.history_folder, day)
    manifest, metrics = state.manifest, state.metrics
    outputs = project.daily_as_kept(day).save(Path(options.out)) if options.out else None
    broken = [fault for fault in faults(project.history_folder, since=day) if full_day(day) in fault]
    if options.json:
        registers = [
            {"name": name, "kind": kept["kind"], "records": kept["records"]}
            for name, kept in manifest["registers"].items()
        ]
        known = {"as_of": str(day), "registers": registers, "metrics": metrics, "sources": manifest["sources"]}
        show_json(known | {"faults": broken, "outputs": shown(outputs.paths) if outputs else []})
    else:
        print("\n".join(_told(day, manifest, metrics)))
    tell(outputs, listed=not options.json)
    _warn(broken)
    return 0


def changed_since_kept(project: "Project", situation: "Situation") -> str | None:
    """Of a day that was kept from other workbooks than today's: that this is so, and how to get what was reported."""
    from pmo_xl.history import list_days, state_of

    day = situation.as_of
    if day not in list_days(project.history_folder):
        return None
    try:
        sources = state_of(project.history_folder, day).manifest["sources"]
    except HistoryError as error:  # today's report does not need it
        return error.message
    then = {(source["file"], source["sha256"]) for source in sources}
    if then == {(source.file, source.digest) for source in situation.sources}:
        return None
    again = f"pmo-xl history show {day} --out フォルダ"
    return f"{full_day(day)}の記録を残したあとで管理表が変わっています。残したときの報告は {again} で作り直せます"


def _told(day: date, manifest: Mapping[str, Any], metrics: Mapping[str, Any]) -> Iterator[str]:
    yield f"{full_day(day)}({WEEKDAYS[day.weekday()]}) の記録"
    for name, called in _FIGURES.items():
        if said := metrics.get(name):
            reason = f"（{said['reason']}）" if said.get("reason") else ""
            delta = f"  {said['delta_text']}" if said.get("delta_text") else ""
            yield f"  {padded(called, 14)}{said['text']}{reason}{delta}"
    yield "管理表"
    for kept in manifest["registers"].values():
        yield f"  {padded(KINDS[kept['kind']][0], 14)}{kept['records']:,}行"


def _lines(found: Sequence["Event"]) -> Iterator[str]:
    from pmo_xl.metrics.since import CALLED as NAMES

    ranked = sorted(found, key=lambda event: (_FIRST.index(event.change), event.kind == "test"))
    for event in ranked[:_LISTED]:
        field = f" {label(event.field)}「{_value(event.old)}」→「{_value(event.new)}」" if event.field else ""
        often = f"（{event.times}回目、累計{event.days}営業日）" if event.times else ""
        yield f"  {NAMES[event.change]} {event.id}{field}{often}（{event.place}）"
    if len(found) > _LISTED:
        yield f"他{len(found) - _LISTED}件（--json ですべて表示します）"


def _value(value: object) -> str:
    return "空欄" if value is None else " ".join(CALLED.get(str(value), str(value)).split())[:40]


def _day(text: str, option: str) -> date:
    try:
        day, _ = moment(text, now=datetime.now())
    except PmoError:
        raise PmoError(
            f"{option.strip()} の「{text}」は日付として読めません", "2024-05-07 の形で書いてください"
        ) from None
    return day


def _warn(sentences: Iterable[str]) -> None:
    for sentence in sentences:
        print(f"注意: {sentence}", file=sys.stderr)

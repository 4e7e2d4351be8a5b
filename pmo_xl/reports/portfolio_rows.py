"""案件横断報告: the line of one project, each number in the words it is printed in."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Any, Final

from pmo_xl.metrics.wording import signed
from pmo_xl.model.days import short_day
from pmo_xl.model.link import Link
from pmo_xl.reports.common import DASH, tight
from pmo_xl.reports.project_figures import LIGHTS, SEVERITIES, ProjectFigures, Said

NOTHING_BEFORE: Final = "前回の記録なし"
DAILY: Final = "日次報告"
LEVELS: Final = dict(zip(SEVERITIES, ("致命", "高", "中", "低", "空欄"), strict=True))
LIGHT_NAMES: Final = dict(zip(LIGHTS, ("総合", "進捗", "品質", "課題", "体制"), strict=True))
_POINTS: Final = re.compile(r"\(([^()]*pt)\)$")
_TOO_EARLY: Final = (  # the long reasons of a forecast → the short ones of the daily page
    (re.compile(r"^消化([\d.]+%)未満のため予測はまだ示せません.*$"), r"予測は消化\1から"),
    (re.compile(r"^結果のある営業日が(\d+)日未満のため予測はまだ示せません.*$"), r"予測は実績\1営業日から"),
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A project that was read. `base` is its folder, `outputs` its files, both as seen from the current folder.

    `name` is unlike every other project's; `remark` is what could not be done for it, "" when all was; `notes` are what
    else has to be said of it.
    """

    name: str
    folder: str
    base: str
    figures: ProjectFigures
    outputs: tuple[str, ...] = ()
    remark: str = ""
    notes: tuple[str, ...] = ()

    @property
    def color(self) -> str:
        """Its overall light: red, yellow, green, "" where it has none."""
        return str(self.figures.lights["overall"].value or "")

    @property
    def late(self) -> int | None:
        """Working days its forecast lies behind the phase's end; None without a forecast or an end."""
        return self.figures.figures["forecast_date"].late

    @property
    def title(self) -> str:
        """Its name, stamped where its figures may not be quoted."""
        return f"【{self.figures.stamp}】{self.name}" if self.figures.stamp else self.name

    def said(self, source: str) -> Said:
        """A light or a figure."""
        lights = self.figures.lights
        return lights[source] if source in lights else self.figures.figures[source]

    def output(self, page: str, *endings: str) -> str:
        """The file of a page with the first of these endings that there is; "" without one."""
        own = [path for path in self.outputs if PurePath(path).name.startswith(f"{page}_")]
        return next((path for ending in endings for path in own if path.lower().endswith(ending)), "")


@dataclass(frozen=True, slots=True)
class Unseen:
    """A project that could not be read: what the trouble is, what helps, whom to ask ("" where nobody is known)."""

    name: str
    folder: str
    reason: str
    hint: str
    ask: str


def worst_first(projects: tuple[Seen, ...]) -> tuple[Seen, ...]:
    """Red, yellow, green, those without a light; among them by days late (unknown last), then by name."""
    order = ("red", "yellow", "green", "")

    def place(one: Seen) -> tuple[int, bool, int, str, str]:
        return order.index(one.color), one.late is None, -(one.late or 0), one.name, one.folder

    return tuple(sorted(projects, key=place))


def row_values(number: int, one: Seen) -> dict[str, Any]:
    """What a template may name of `projects[]`."""
    lights = {key: one.figures.lights[key].text for key in LIGHTS}
    open_, faults = one.said("defects_open"), one.said("faults")
    return {
        "no": number,
        "link": report_link(one),
        "title": one.title,
        "folder": one.folder,
        "phase": one.figures.phase,
        "color": one.color,
        **lights,
        **{f"{key}_color": str(one.figures.lights[key].value or "") for key in LIGHTS},
        "before": before(one),
        "reason": reason(one),
        "rate": one.said("execution_rate").text,
        "rate_note": noted(one.said("execution_rate"), points(change(one.said("execution_rate")))),
        "gap": tight(one.said("execution_gap").text).partition("(")[0],
        "gap_note": planned(one),
        "forecast": forecast(one.said("forecast_date")),
        "forecast_note": forecast_note(one),
        "overdue": one.said("overdue").text,
        "overdue_note": noted(one.said("overdue"), change(one.said("overdue"))),
        "open": open_.text,
        "open_note": noted(open_, change(open_)),
        "severities": severities(one),
        "faults": f"要修正{faults.text}",
        "faults_note": doubts(one),
        "stamp_reason": tight(one.figures.stamp_reason),
    }


def report_link(one: Seen) -> Link | None:
    """Leads to the project's daily report in Excel, else to whatever was written for it; None without any output."""
    daily = one.output(DAILY, ".xlsx", ".xlsm")
    path = daily or next(iter(one.outputs), "")
    return Link("開く", path, DAILY if daily else "", "A1") if path else None


def before(one: Seen) -> str:
    """前回 黄▲: the overall light of the last time."""
    return f"前回 {one.figures.lights['overall'].delta_text or DASH}"


def reason(one: Seen) -> str:
    """Why the overall light is what it is, and what could not be done for the project."""
    said = one.figures.lights["overall"].reason or DASH
    return f"{said}\n※{one.remark}" if one.remark else said


def change(said: Said) -> str:
    """+3件, 前回(4/26)比+3件; 「前回の記録なし」 where nothing is known before, "" where nothing is known now."""
    if said.value is None:
        return ""
    return tight(said.delta_text.removeprefix("前日比")) or NOTHING_BEFORE


def points(text: str) -> str:
    """Of the change of a rate only the points, with the day it stands against: +8.0pt."""
    found = _POINTS.search(text)
    if found is None:
        return text
    against, mark, _ = text.partition("比")
    return f"{against}{mark}{found[1]}" if mark else found[1]


def noted(said: Said, text: str) -> str:
    """The small type below a figure: how it moved, or why it cannot be said."""
    return text if said.value is not None else tight(said.reason)


def planned(one: Seen) -> str:
    """計画66.9%, or why there is no plan to compare with."""
    plan = one.said("planned_execution_rate")
    return f"計画{plan.text}" if plan.value is not None else tight(one.said("execution_gap").reason or plan.reason)


def forecast(said: Said) -> str:
    """The day of the forecast: 12/8."""
    return short_day(date.fromisoformat(said.value)) if isinstance(said.value, str) else DASH


def forecast_note(one: Seen) -> str:
    """計画比+2営業日, 前日比▲2営業日; without a forecast why there is none, and what a day must bring."""
    said, needed = one.said("forecast_date"), one.said("required_rate")
    if said.value is not None:
        moved = f"\n{tight(said.delta_text)}" if said.delta_text else ""
        late = "計画日の記入なし" if said.late is None else f"計画比{signed(said.late, one.figures.minus)}営業日"
        return late + moved
    why = tight(said.reason)
    for form, short in _TOO_EARLY:
        why = form.sub(short, why)
    return f"{why}\n必要{needed.text}" if needed.value is not None else why


def severities(one: Seen) -> str:
    """致命1 高5 中11: what is zero is left out."""
    counts = {name: one.said(key).value for key, name in LEVELS.items()}
    if all(count is None for count in counts.values()):
        return DASH
    return " ".join(f"{name}{count:,}" for name, count in counts.items() if isinstance(count, int) and count) or "なし"


def doubts(one: Seen) -> str:
    """数値影響38件, the stamp, and the workbooks that are in no figure."""
    unread = one.figures.unread
    lacking = f"\n読めないブック{len(unread)}冊" if unread else ""
    stamp = f"\n【{one.figures.stamp}】" if one.figures.stamp else ""
    return f"数値影響{one.said('faults_in_figures').text}{lacking}{stamp}"


def data_values(number: int, one: Seen) -> dict[str, Any]:
    """What a template may name of `data[]`: the same as values that Excel can sort and add up."""
    day = one.said("forecast_date").value
    return {
        "no": number,
        "name": one.name,
        "folder": one.folder,
        "phase": one.figures.phase,
        "phase_end": one.figures.phase_end,
        **{key: one.figures.lights[key].text for key in LIGHTS},
        "before": before(one).removeprefix("前回 "),
        "rate": one.said("execution_rate").value,
        "rate_delta": one.said("execution_rate").delta,
        "planned": one.said("planned_execution_rate").value,
        "gap": one.said("execution_gap").value,
        "completion": one.said("completion_rate").value,
        "remaining": one.said("remaining").value,
        "forecast": date.fromisoformat(day) if isinstance(day, str) else None,
        "late": one.late,
        "forecast_delta": one.said("forecast_date").delta,
        "forecast_reason": one.said("forecast_date").reason,
        "issues_open": one.said("issues_open").value,
        "overdue": one.said("overdue").value,
        "overdue_delta": one.said("overdue").delta,
        "open": one.said("defects_open").value,
        "open_delta": one.said("defects_open").delta,
        **{key.removeprefix("defects_"): one.said(key).value for key in LEVELS},
        "overdue_fixes": one.said("overdue_fixes").value,
        "faults": one.said("faults").value,
        "affecting": one.said("faults_in_figures").value,
        "stamp": one.figures.stamp,
        "stamp_reason": tight(one.figures.stamp_reason),
        "unread": "、".join(one.figures.unread),
        "remark": " ".join(part for part in (one.remark, *one.notes) if part),
    }


def unseen_values(number: int, one: Unseen) -> dict[str, Any]:
    """What a template may name of `failures[]`."""
    return {
        "no": number,
        "name": one.name,
        "folder": one.folder,
        "reason": one.reason,
        "hint": one.hint,
        "ask": one.ask or "【要確認】",
    }

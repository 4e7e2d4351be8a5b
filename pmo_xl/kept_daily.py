"""The daily report of a kept day: made again from what was kept, whatever has become of the workbooks."""

from datetime import date

from msgspec.structs import replace

from pmo_xl.errors import HistoryError
from pmo_xl.history import kept_of, restore, state_of
from pmo_xl.metrics.catalogue import measure
from pmo_xl.metrics.reported import as_reported
from pmo_xl.model.days import full_day
from pmo_xl.outputs import DailyOutput
from pmo_xl.project import Project
from pmo_xl.rules.kept_result import from_kept


def daily_as_kept(project: Project, day: date) -> DailyOutput:
    """The report of the day; figures that this version would count otherwise stand as they were reported, and are said.

    Raises HistoryError when the day was not kept, or its files cannot be read any more.
    """
    folder = project.history_folder
    situation, kept = restore(folder, day, root=project.root)
    try:
        checked = from_kept(kept["checked"], situation)
        name = str(kept["project"])
    except (KeyError, TypeError, ValueError) as error:
        raise HistoryError(
            f"{full_day(day)}の記録 report.json の内容が壊れています（{type(error).__name__}）",
            "pmo-xl history list で書き換えの有無を確認してください",
        ) from error
    counted = measure(situation, checked.findings, ran=checked.codes)
    metrics, differing = as_reported(counted, kept_of(state_of(folder, day)).metrics)
    config = replace(situation.config, project=replace(situation.config.project, name=name))
    then = Project(project.root, project.paths, config)
    shown = "、".join(differing[:5]) + (f" ほか{len(differing) - 5}件" if len(differing) > 5 else "")
    note = f"{full_day(day)}の記録を数え直すと異なる数字があり、報告した値のまま表示しました: {shown}"
    return DailyOutput(then, situation, checked, metrics, notes=(note,) if differing else ())

"""Projects for the summary: G1's figures once, and others made from them by naming what differs."""

from datetime import date
from types import SimpleNamespace

from msgspec.structs import replace

from pmo_xl.batch.result import ProjectResult
from pmo_xl.project_figures import project_figures
from pmo_xl.reports.project_figures import LIGHTS, Point, ProjectFigures, Said
from tests.metrics.g1 import AS_OF
from tests.reports.odd_projects import golden, report
from tests.support.build import situation

WORDS = {"red": "赤●", "yellow": "黄▲", "green": "緑○", None: "−"}
DAYS = [date(2024, 4, n) for n in (19, 22, 23, 24, 25, 26, 30)] + [date(2024, 5, n) for n in (1, 2, 7)]
SIXTY = "受注伝票を登録したときに在庫引当が二重に行われ出荷指示が重複して倉庫へ届くため手作業で突き合わせて取り消す必要がある案件"
HOSTILE = "=SUM(A1) {{ title }} <b>&amp;</b> {% x %}"


def figures_of(made, root="."):
    """What `project_figures` takes out of a report made in memory."""
    from pathlib import Path

    project = SimpleNamespace(name=made.project, root=Path(root), config=made.situation.config)
    return project_figures(
        SimpleNamespace(
            report=made, situation=made.situation, metrics=made.metrics, checked=made.checked, project=project
        )
    )


G1: ProjectFigures = figures_of(golden())
EMPTY: ProjectFigures = figures_of(report(situation(AS_OF)))


def made(figures=G1, *, color="red", late=2, stamp=None, unread=(), points=None, vendors=None, **values):
    """Figures like these but for the overall light, the days late, and the values named."""
    lights = {**figures.lights, "overall": replace(figures.lights["overall"], value=color, text=WORDS[color])}
    changed = {name: replace(figures.figures[name], value=value, text=f"{value}件") for name, value in values.items()}
    forecast = figures.figures["forecast_date"]
    if late is None:
        why = "消化50%未満のため予測はまだ示せません。必要消化13.0件/日"
        forecast = Said(None, "−", reason=why)
    else:
        forecast = replace(forecast, late=late)
    return replace(
        figures,
        lights=lights,
        figures={**figures.figures, "forecast_date": forecast, **changed},
        stamp=stamp,
        unread=unread,
        points=figures.points if points is None else points,
        vendors=figures.vendors if vendors is None else vendors,
    )


def result(name, figures=None, **more):
    figures = G1 if figures is None else figures
    return ProjectResult(name, more.pop("folder", name), figures=figures, **more)


def failed(name, **more):
    said = {"message": "課題管理表.xlsx を開けません", "hint": "佐藤さんが編集中です。閉じてから再実行してください"}
    return ProjectResult(name, name, 2, **(said | more))


def kept(*values):
    """A project's last days, as (executed, open defects, overdue) of 200 tests; None for a day nobody kept."""
    days = DAYS[-len(values) :]
    return tuple(
        Point(day) if value is None else Point(day, value[0], 200, value[0] / 200, value[1], value[2], "red")
        for day, value in zip(days, values, strict=True)
    )


assert len(SIXTY) == 60
assert set(G1.lights) == set(LIGHTS)

"""日次報告: Excel and Word, of what stands on the screen."""

from typing import Any

from pmo_xl.buttons.actions import Answer
from pmo_xl.buttons.actions.open_project import OpenProject, told_of
from pmo_xl.buttons.context import Context
from pmo_xl.buttons.quiet import doing, still


def daily(book: Any, context: Context) -> Answer:  # noqa: ANN401 - xlwings' Book
    """Write the daily report and open its workbook."""
    with still(book, "シートを読んでいます"):
        work = OpenProject(book, context)
        work.need_tables()
        doing(book.app, "日次報告を作成しています")
        report = work.project.daily(context.today)
        outputs = report.save(work.home.out)
    context.open(outputs.paths[0])
    return Answer(told_of(f"日次報告を作成しました。\n{report.report.headline.text}", outputs, work))

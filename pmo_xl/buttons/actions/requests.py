"""依頼一覧: what is open, for every addressee a workbook and a letter."""

from typing import Any

from pmo_xl.buttons.actions import Answer
from pmo_xl.buttons.actions.open_project import OpenProject, told_of
from pmo_xl.buttons.context import Context
from pmo_xl.buttons.quiet import doing, still


def requests(book: Any, context: Context) -> Answer:  # noqa: ANN401 - xlwings' Book
    """Write the lists and letters, and open their folder."""
    with still(book, "シートを読んでいます"):
        work = OpenProject(book, context)
        work.need_tables()
        doing(book.app, "依頼一覧を作成しています")
        made = work.project.requests(context.today)
        outputs = made.save(work.home.out)
    context.open(outputs.paths[0].parent)
    return Answer(told_of(f"依頼一覧を作成しました。宛先は{len(made.lists)}件です。", outputs, work))

"""読み取り結果: how each sheet was understood, as a page for the browser."""

from pathlib import PurePath
from typing import Any

from pmo_xl.buttons.actions import Answer
from pmo_xl.buttons.actions.open_project import OpenProject, told_of
from pmo_xl.buttons.context import Context
from pmo_xl.buttons.quiet import doing, still


def inspect(book: Any, context: Context) -> Answer:  # noqa: ANN401 - xlwings' Book
    """Write the pages and open the one of this workbook."""
    from pmo_xl.render.save import safe_name

    with still(book, "シートを読んでいます"):
        work = OpenProject(book, context)
        doing(book.app, "読み取り結果を作成しています")
        outputs = work.project.inspect(context.today).save(work.home.out)
    stem = safe_name(str(PurePath(work.file).with_suffix("")))
    page = next((path for path in outputs.paths if f"_{stem}_" in path.name), outputs.paths[0])
    context.open(page)
    return Answer(told_of("シートをどう読み取ったかをページにしました。", outputs, work))

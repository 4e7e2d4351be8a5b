"""議事録: a Word document for every memo sheet of the open workbook."""

from typing import Any

from pmo_xl.buttons.actions import Answer
from pmo_xl.buttons.actions.open_project import OpenProject, told_of
from pmo_xl.buttons.context import Context
from pmo_xl.buttons.quiet import doing, still


def minutes(book: Any, context: Context) -> Answer:  # noqa: ANN401 - xlwings' Book
    """Write the minutes and open the first; the registers stay as they are. Raises PmoError without a memo sheet."""
    with still(book, "シートを読んでいます"):
        work = OpenProject(book, context)
        doing(book.app, "議事録を作成しています")
        made = work.project.minutes(work.home.path, context.today)
        outputs = made.save(work.home.out)
    context.open(outputs.paths[0])
    decisions = sum(len(meeting.of("decision")) for meeting in made.meetings)
    todos = sum(len(meeting.of("todo")) for meeting in made.meetings)
    head = f"議事録を作成しました。会議{len(made.meetings)}件、決定{decisions}件、ToDo{todos}件です。"
    new = sum(row.action == "add" for row in made.implied)
    if new:
        head += f"\n台帳にまだない決定・ToDoが{new}件あります（台帳への転記は pmo-xl minutes --apply で行えます）。"
    return Answer(told_of(head, outputs, work))

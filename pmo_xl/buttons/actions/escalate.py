"""エスカレーション: the list, and a memo for every item on it."""

from typing import Any

from pmo_xl.buttons.actions import Answer
from pmo_xl.buttons.actions.open_project import OpenProject, told_of
from pmo_xl.buttons.context import Context
from pmo_xl.buttons.quiet import doing, still


def escalate(book: Any, context: Context) -> Answer:  # noqa: ANN401 - xlwings' Book
    """Write the list and the memos, and open the list."""
    with still(book, "シートを読んでいます"):
        work = OpenProject(book, context)
        work.need_tables()
        doing(book.app, "エスカレーションを作成しています")
        escalation = work.project.escalate(context.today)
        outputs = escalation.save(work.home.out)
    context.open(outputs.paths[0])
    head = f"エスカレーション一覧を作成しました。{len(escalation.items)}件です。"
    return Answer(told_of(head, outputs, work))

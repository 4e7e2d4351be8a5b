"""直す: the corrections that are certain, shown first and set in the open workbook when the person agrees."""

from collections.abc import Sequence
from typing import Any, Final

from pmo_xl.buttons.actions import Answer
from pmo_xl.buttons.actions.open_project import OpenProject, told
from pmo_xl.buttons.com import ask
from pmo_xl.buttons.context import Context
from pmo_xl.buttons.live.fixes import corrected
from pmo_xl.buttons.live.write import write_texts
from pmo_xl.buttons.paint.own import FIXES, added, removed
from pmo_xl.buttons.quiet import doing, still
from pmo_xl.errors import PmoError
from pmo_xl.fixing.plan import Planned

TITLE: Final = "直す一覧"
_HEADINGS: Final = ("シート", "セル", "ID", "コード", "いまの値", "直した値", "理由")
_WIDTHS: Final = (18, 8, 12, 8, 24, 24, 80)
_HEAD: Final = "#D9D9D9"
_NAMED: Final = 10


def fix(book: Any, context: Context) -> Answer:  # noqa: ANN401 - xlwings' Book
    """Preview, ask, set the values. The workbook is neither saved nor closed: what was set is the person's to keep."""
    if ask(lambda: bool(book.api.ReadOnly), False):
        raise PmoError("読み取り専用で開いているため、直せません", "書き込めるように開き直してから実行してください")
    with still(book, "シートを読んでいます"):
        work = OpenProject(book, context)
        work.need_tables()
        doing(book.app, "直せるセルを探しています")
        plan = work.project.fix(context.today).plan
    fixes = [one for one in plan.fixes if one.fix.place.file == work.file and one.reason is None]
    remarks = _remarks(plan.fixes, plan.suggestions, work)
    if not fixes:
        return Answer(told("確実に直せるセルはありません。", remarks))
    if not _agreed(book, context, fixes):
        return Answer("何も変更していません。")
    with still(book, "値を直しています"):
        done = [corrected(book, one, work.book.grids[one.fix.place.sheet]) for one in fixes]
    count = sum(one.done for one in done)
    left = [
        f"{one.fix.place.sheet}!{one.fix.place.cell} は直していません（{one.reason}）" for one in done if one.reason
    ]
    more = [f"ほか{len(left) - _NAMED}件も直していません"] if len(left) > _NAMED else []
    head = f"{count}セルを直しました。まだ保存していません（確認してから保存してください）。"
    return Answer(told(head, [*left[:_NAMED], *more, *remarks]), wrong=bool(left))


def _agreed(book: Any, context: Context, fixes: Sequence[Planned]) -> bool:  # noqa: ANN401
    """Show the corrections on a sheet of ours and ask; the sheet is gone afterwards, and the view as before."""
    before = ask(lambda: book.sheets.active, None)
    question = f"{len(fixes)}セルを直します。よろしいですか？"
    if ask(lambda: bool(book.api.ProtectStructure), False):
        lines = [f"{f.fix.place.sheet}!{f.fix.place.cell}「{f.fix.old}」→「{f.fix.new}」" for f in fixes[:_NAMED]]
        lines += [f"ほか{len(fixes) - _NAMED}セル"] if len(fixes) > _NAMED else []
        return context.notifier.ask("\n".join([question, "", *lines]))
    with still(book, "直すセルの一覧を作成しています"):
        title = _preview(book, fixes)
    try:
        book.sheets[title].activate()
        return context.notifier.ask(f"{question}\nシート「{title}」に一覧があります。")
    finally:
        with still(book, "一覧を消しています"):
            removed(book, FIXES)
        if before is not None:
            before.activate()


def _preview(book: Any, fixes: Sequence[Planned]) -> str:  # noqa: ANN401
    sheet = added(book, FIXES, TITLE)
    rows = [
        (one.fix.place.sheet, one.fix.place.cell, one.id, one.code, one.fix.old or "(空欄)", one.fix.new, one.message)
        for one in fixes
    ]
    write_texts(sheet, 1, 1, [_HEADINGS, *rows])
    for column, width in enumerate(_WIDTHS, 1):
        sheet.range((1, column)).column_width = width
    head = sheet.range((1, 1), (1, len(_HEADINGS)))
    head.color, head.font.bold = _HEAD, True
    return str(sheet.name)


def _remarks(fixes: Sequence[Planned], suggestions: Sequence[Planned], work: OpenProject) -> list[str]:
    said = []
    elsewhere = sum(one.fix.place.file != work.file for one in fixes)
    waiting = sum(one.fix.place.file == work.file for one in suggestions)
    undecided = sum(one.fix.place.file == work.file and one.reason is not None for one in fixes)
    if elsewhere:
        said.append(f"ほかのブックに直せるセルが{elsewhere}件あります（そのブックを開いて「直す」を押してください）")
    if undecided:
        said.append(f"同じセルに別の直し方があるものが{undecided}件あります（手で直してください）")
    if waiting:
        said.append(f"人の判断が要る提案が{waiting}件あります（「チェック」の一覧の「直し方」を見てください）")
    return [*said, *work.remarks()]

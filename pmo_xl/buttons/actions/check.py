"""チェック: the findings of the open workbook, painted on their cells and listed on a sheet of ours."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from pmo_xl.buttons.actions import Answer
from pmo_xl.buttons.actions.open_project import OpenProject, told
from pmo_xl.buttons.com import ask
from pmo_xl.buttons.context import Context
from pmo_xl.buttons.paint.listing import write_listing
from pmo_xl.buttons.paint.marks import Done, clear_marks, has_marks, paint_findings
from pmo_xl.buttons.quiet import doing, still
from pmo_xl.model.finding import GRAVITIES, GRAVITY_CALLED, Finding
from pmo_xl.outputs import CheckOutput

_NO_TABLE = "このブックに、管理表として読める表はありません。「読み取り結果」のボタンで、読まれ方を確認できます。"
_PLAIN = (".csv", ".txt", ".tsv", ".prn")


def check(book: Any, context: Context) -> Answer:  # noqa: ANN401 - xlwings' Book
    """Check the project as it stands on the screen; paint the findings of this workbook in place of earlier ones."""
    why_not = obstacle(book)
    with still(book, "シートを読んでいます"):
        if not why_not and has_marks(book):
            clear_marks(book, lambda text: doing(book.app, text))
        work = OpenProject(book, context)
        work.need_tables()
        doing(book.app, "点検しています")
        checked = work.project.check(context.today)
        own = [finding for finding in checked if finding.place.file == work.file]
        remarks = [*_elsewhere(checked, own), *checked.result.notes, *work.remarks()]
        remarks += [reason for _, reason in checked.result.failed]
        if why_not or not own:
            return _unpainted(checked, own, why_not, remarks, work, context)
        title, shortened = write_listing(book, own)
        merges = {name: grid.facts.merges for name, grid in work.book.grids.items()}
        done = paint_findings(book, own, merges, lambda text: doing(book.app, text))
    remarks = [*_unfinished(done, shortened, title), *_shared(book), *remarks]
    return Answer(told(f"{_counted(own)}\nシート「{title}」を見てください。", remarks))


def obstacle(book: Any) -> str:  # noqa: ANN401
    """Why nothing can be painted in this workbook; "" where it can."""
    if ask(lambda: book.api.ReadOnly, False):
        return "読み取り専用で開いているため、セルに色とメモを付けていません"
    if ask(lambda: book.api.ProtectStructure, False):
        return "ブックの構成が保護されているため、セルに色とメモを付けていません"
    if str(book.name).lower().endswith(_PLAIN):
        return "CSV・テキストは色とメモを保存できないため、セルには付けていません"
    return ""


def _unpainted(
    checked: CheckOutput,
    own: Sequence[Finding],
    why_not: str,
    remarks: Sequence[str],
    work: OpenProject,
    context: Context,
) -> Answer:
    """Nothing to paint, or nowhere: the list goes into a file of its own then."""
    if not own and not work.is_register:
        return Answer(told(_NO_TABLE, remarks), wrong=True)
    if not own:
        return Answer(told("このブックに指摘はありません。", remarks))
    outputs = checked.save(work.home.out)
    for path in outputs.paths:
        context.open(path)
    where = [f"{why_not}。{path.name} に一覧を作成しました（{path.resolve().parent}）" for path in outputs.paths]
    return Answer(told(_counted(own), [*where, *outputs.notes, *remarks]))


def _counted(own: Sequence[Finding]) -> str:
    count = Counter(finding.level for finding in own)
    levels = "、".join(f"{GRAVITY_CALLED[level]} {count[level]}" for level in GRAVITIES if count[level])
    return f"指摘 {len(own)} 件（{levels}）"


def _elsewhere(checked: CheckOutput, own: Sequence[Finding]) -> list[str]:
    others = len(checked) - len(own)
    if not others:
        return []
    return [
        f"同じプロジェクトのほかのブックに指摘が{others}件あります（そのブックを開いて「チェック」を押してください）"
    ]


def _shared(book: Any) -> list[str]:  # noqa: ANN401
    """Where Excel saves by itself, others see the marks at once."""
    if not ask(lambda: bool(book.api.AutoSaveOn), False):
        return []
    return ["自動保存がオンのため、色とメモはほかの人にも見えます。見終わったら「指摘を消す」を押してください"]


def _unfinished(done: Done, shortened: int, title: str) -> list[str]:
    """What could not be painted or shown in full."""
    said = []
    if done.protected:
        sheets = "、".join(f"「{name}」" for name in done.protected)
        said.append(f"シート{sheets}は保護されているため、色とメモを付けていません（一覧にはあります）")
    if done.left_over:
        said.append(
            f"色とメモは急ぐものから{done.cells:,}セルまで付けました。残り{done.left_over:,}セルは一覧にあります"
        )
    if shortened:
        said.append(f"シート「{title}」の{shortened}セルは、長すぎるため途中まで表示しました")
    return said

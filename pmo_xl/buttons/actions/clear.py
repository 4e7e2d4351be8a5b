"""指摘を消す: the workbook looks again as it did before it was checked."""

from typing import Any

from pmo_xl.buttons.actions import Answer
from pmo_xl.buttons.actions.open_project import told
from pmo_xl.buttons.com import ask
from pmo_xl.buttons.context import Context
from pmo_xl.buttons.paint.marks import clear_marks
from pmo_xl.buttons.paint.own import FIXES, own_titles, removed
from pmo_xl.buttons.quiet import doing, still
from pmo_xl.errors import PmoError


def clear(book: Any, context: Context) -> Answer:  # noqa: ANN401 - every action takes both
    """Take off all marks and our sheets; with none of them in it the workbook is not touched."""
    is_locked = ask(lambda: bool(book.api.ProtectStructure), False)
    if is_locked and own_titles(book):
        raise PmoError(
            "ブックの構成が保護されているため、指摘のシートを削除できません",
            "「校閲」の「ブックの保護」を解除してから、もう一度実行してください",
        )
    with still(book, "指摘を消しています"):
        done = clear_marks(book, lambda text: doing(book.app, text))
        removed(book, FIXES)
    kept = [f"シート「{name}」は保護されているため、色とメモが残っています" for name in done.protected]
    if kept:
        kept.append("保護を解除して、もう一度「指摘を消す」を押してください")
    if done.left_over:
        kept.append(
            f"{done.left_over}セルは、Excelが変更を受け付けないため残っています。もう一度「指摘を消す」を押してください"
        )
    if not done.cells and not kept:
        return Answer("消すものはありません。")
    return Answer(told(f"{done.cells}セルの色とメモを消し、元の見た目に戻しました。", kept), wrong=bool(kept))

"""設定: the project's pmo.toml, opened, and written first where there is none."""

from typing import Any

from pmo_xl.buttons.actions import Answer
from pmo_xl.buttons.context import Context
from pmo_xl.buttons.home import home_of, local_path
from pmo_xl.config import FILE_NAME
from pmo_xl.errors import PmoError
from pmo_xl.project import load


def settings(book: Any, context: Context) -> Answer:  # noqa: ANN401 - xlwings' Book
    """Open pmo.toml; a new one has what inspection found in the folder. Raises PmoError for a book without a folder."""
    path = local_path(book)
    if path is None:
        raise PmoError(
            "このブックはフォルダーにないため、設定ファイルの置き場所がありません",
            "管理表のフォルダーに保存するか、同期したフォルダーから開いてください",
        )
    beside = path.parent / FILE_NAME
    known = home_of(book, context).project.root / FILE_NAME if not beside.is_file() else beside
    if known.is_file():
        context.open(known)
        return Answer(f"設定ファイルを開きます。\n{known}")
    made = load(path.parent).first_settings(context.today)
    outputs = made.save()
    context.open(outputs.paths[0])
    return Answer(f"設定ファイルを作成しました。書き方は中の説明を見てください。\n{outputs.paths[0]}")

"""ヘルプ: what the buttons do, in one message."""

from typing import Any

from pmo_xl.buttons import log
from pmo_xl.buttons.actions import Answer
from pmo_xl.buttons.context import Context
from pmo_xl.buttons.names import BUTTONS


def help(book: Any, context: Context) -> Answer:  # noqa: A001, ANN401 - the button's name; every action takes both
    """The buttons and their tips, and what to do when one does not work."""
    lines = [f"{button.label}: {button.tip}" for button in BUTTONS]
    more = (
        "報告は、ブックと同じフォルダーの out（pmo.toml の [reports] out）に作成します。",
        "ブックを保存したり閉じたりすることはありません。",
        f"動かないときは、コマンドプロンプトで pmo-xl buttons doctor を実行してください。記録: {log.folder()}",
    )
    return Answer("\n".join([*lines, "", *more]))

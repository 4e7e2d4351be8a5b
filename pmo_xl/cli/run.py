"""`pmo-xl run`: the buttons without macros; Python is the parent here and turns to the workbook that is open."""

import argparse
import sys

from pmo_xl.errors import PmoError


def run(options: argparse.Namespace) -> int:
    """One button's work on the active workbook, told in a message box, or without a button the window of all ten.

    Raises PmoError away from Windows, without --active, and for a button there is none of.
    """
    from pmo_xl.buttons.names import ACTIONS
    from pmo_xl.config import nearest

    if options.button and options.button not in ACTIONS:
        near = nearest(options.button, ACTIONS)
        hint = f"「{near}」のことですか？" if near else f"使えるのは {'、'.join(ACTIONS)} です"
        raise PmoError(f"「{options.button}」というボタンはありません", hint)
    if not options.active:
        raise PmoError(
            "run には --active が要ります",
            "ファイルを指定して実行するには、pmo-xl check のような動詞を使ってください",
        )
    if sys.platform != "win32":
        raise PmoError(
            "run --active は、Windows の Excel で開いているブックに使います",
            "ほかの環境では、pmo-xl check のような動詞にファイルを指定してください",
        )
    if options.button:
        from pmo_xl.buttons.caller import find_book
        from pmo_xl.buttons.running import press

        return press(options.button, find_book)
    from pmo_xl.buttons.window import show

    return show()

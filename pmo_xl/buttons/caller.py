"""The workbook whose button was pressed: by the window of its Excel and its name, else the one in front."""

from collections.abc import Sequence
from typing import Any, Final

from pmo_xl.buttons.com import ask
from pmo_xl.buttons.quiet import patiently
from pmo_xl.errors import PmoError

_WORKSHEET: Final = -4167  # xlWorksheet
_OPEN_ONE: Final = (
    "Excelで管理表のブックを開き（「保護ビュー」なら「編集を有効にする」を押し）、もう一度実行してください"
)


def given(arguments: Sequence[str]) -> tuple[str, int]:
    """The name and the window a launcher hands over (`--wb=課題=管理.xlsx`, `--hwnd=123`); "" and 0 where it does not.

    A name may hold an equals sign itself.
    """
    words = dict(argument.removeprefix("--").partition("=")[::2] for argument in arguments if argument.startswith("--"))
    hwnd = words.get("hwnd", "")
    name = words.get("wb", "").replace("?", "%")  # as the launcher writes it, lest Windows expand %TEMP% in a name
    return name, int(hwnd) if hwnd.lstrip("-").isdigit() else 0


def find_book(name: str = "", hwnd: int = 0) -> Any:  # noqa: ANN401 - xlwings' Book
    """The workbook of this name in the Excel with this window.

    Without a window the one Excel that has a book of the name, without a name the active book. Raises PmoError when
    there is none, when two Excels have one and nothing tells them apart, and when Excel is busy for long.
    """
    from pmo_xl.buttons.door import xlwings_alone

    xlwings = xlwings_alone()
    apps: list[Any] = patiently(lambda: ask(lambda: list(xlwings.apps), []))
    if not apps:
        raise PmoError("開いているExcelが見つかりません", _OPEN_ONE)
    ours = [app for app in apps if hwnd and hwnd in _windows(app)]
    with_name = [(app, book) for app in ours or apps for book in _books(app) if _same(book, name)]
    if len(with_name) > 1 and not ours:
        raise PmoError(
            f"{name} という名前のブックが、{len(with_name)}つのExcelで開かれています",
            "使わないほうのExcelを閉じてから、もう一度実行してください",
        )
    if with_name:
        return with_name[0][1]
    app = (ours or apps)[0]
    book = patiently(lambda: ask(lambda: app.books.active if len(app.books) else None, None))
    if book is None:
        raise _nothing_open(app)
    return book


def refuse_unsuitable(book: Any) -> None:  # noqa: ANN401
    """Raises PmoError where the sheet in front is a chart or a dialog, which no action can do anything with."""
    kind = ask(lambda: book.api.ActiveSheet.Type, _WORKSHEET)
    if kind != _WORKSHEET:
        raise PmoError("グラフだけのシートが表示されています", "表のあるシートを表示してから、もう一度実行してください")


def _nothing_open(app: Any) -> PmoError:  # noqa: ANN401
    if ask(lambda: int(app.api.ProtectedViewWindows.Count), 0):
        return PmoError(
            "ブックが「保護ビュー」で開いています",
            "黄色い帯の「編集を有効にする」を押してから、もう一度実行してください",
        )
    return PmoError("開いているブックがありません", _OPEN_ONE)


def _windows(app: Any) -> frozenset[int]:  # noqa: ANN401
    """The windows an Excel is known by: the one xlwings has found it by, and the one it names itself.

    Each open workbook has a window of its own, so the two may differ.
    """
    found = patiently(lambda: ask(lambda: int(app.hwnd), 0)), patiently(lambda: ask(lambda: int(app.api.Hwnd), 0))
    return frozenset(found)


def _books(app: Any) -> list[Any]:  # noqa: ANN401
    return patiently(lambda: ask(lambda: list(app.books), []))


def _same(book: Any, name: str) -> bool:  # noqa: ANN401
    return bool(name) and str(patiently(lambda: book.name)).casefold() == name.casefold()

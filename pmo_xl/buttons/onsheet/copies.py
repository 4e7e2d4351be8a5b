"""The copy of a workbook that carries its buttons: 課題管理表.xlsm beside 課題管理表.xlsx, never over another file."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pmo_xl.buttons.onsheet.add import Buttoned, with_buttons
from pmo_xl.buttons.onsheet.foreign import unbuttoned
from pmo_xl.errors import SaveError

_SUFFIXES: Final = (".xlsx", ".xlsm")
_ELSEWHERE: Final = "--out で別のフォルダを指定するか、そのファイルの名前を変えてから、もう一度実行してください"


@dataclass(frozen=True, slots=True)
class Copy:
    """Where the workbook with buttons lies, the name of the sheet they are on, and whether it was written just now."""

    path: Path
    sheet: str
    is_new: bool


def add_buttons(path: Path, out: Path | None = None) -> Copy:
    """Write the .xlsm with buttons beside a workbook, or into the folder `out`; the workbook itself stays as it is.

    A second run finds the same copy and writes nothing. Raises BookError where the workbook cannot be read or may not
    be given buttons, SaveError where another file has the copy's name.
    """
    from pmo_xl.sheets.files.refusal import RefusalError
    from pmo_xl.sheets.files.snapshot import take

    if path.suffix.lower() not in _SUFFIXES:
        hint = "Excelで「Excelブック（.xlsx）」として保存し直したものを指定してください"
        raise unbuttoned(path.name, "ボタンを付けられるのは .xlsx と .xlsm だけです", hint)
    try:
        data = take(path).data
    except RefusalError as refused:
        raise refused.about(path.name) from None
    made = with_buttons(data, path.name)
    if made.was_there and out is None:
        return Copy(path, made.sheet, is_new=False)
    return _kept(made, path, path.parent if out is None else out)


def _kept(made: Buttoned, path: Path, folder: Path) -> Copy:
    from pmo_xl.render.save import save

    target = folder / f"{path.stem}.xlsm"
    if target.exists():
        if _is_same(target, path):
            hint = "--out で別のフォルダを指定してください（元のブックは書き換えません）"
            raise unbuttoned(path.name, "ボタン付きの写しが、元のブックと同じ名前になります", hint)
        try:
            there = target.read_bytes()
        except OSError:
            there = b""
        if there == made.data:
            return Copy(target, made.sheet, is_new=False)
        raise SaveError(f"{target.name} がすでに {folder} にあるため、書き込んでいません", _ELSEWHERE)
    return Copy(save(folder, target.name, made.data).path, made.sheet, is_new=True)


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False

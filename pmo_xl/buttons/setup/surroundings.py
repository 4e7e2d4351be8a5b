"""What lies around: settings of xlwings, the cache of pywin32, folders in the cloud, and room for the log."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pmo_xl.buttons.setup.check import Check, Question, error, info, ok, warning
from pmo_xl.buttons.setup.places import log_folder
from pmo_xl.buttons.setup.port import Port
from pmo_xl.errors import reason_of

_LICENSE: Final = "LICENSE_KEY"
_USER_FOLDERS: Final = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"


def questions(port: Port) -> tuple[Question, ...]:
    """Everything around Python and Excel."""
    windows: tuple[Question, ...] = (lambda: _cache(port), lambda: _cloud(port)) if port.on_windows else ()
    return (lambda: _xlwings(port), *windows, lambda: [_log(port)])


def _xlwings(port: Port) -> Iterator[Check]:
    """xlwings reads a configuration of its own; with a licence key in it, it turns to its paid part."""
    path = port.home / ".xlwings" / "xlwings.conf"
    try:
        told = path.read_text("utf-8", errors="replace") if path.is_file() else ""
    except OSError:
        told = ""
    if "XLWINGS_LICENSE_KEY" in port.environment or _LICENSE in told.upper():
        where = "環境変数 XLWINGS_LICENSE_KEY" if "XLWINGS_LICENSE_KEY" in port.environment else f"{path}"
        said = f"{where} に xlwings PRO の鍵があります。このツールはPROを使いません"
        yield warning("xlwingsの設定", said, "ほかで使っていなければ、鍵を削除してください")
    elif told:
        yield info("xlwingsの設定", f"{path} があります。ボタンの動作には使いません")


def _cache(port: Port) -> Iterator[Check]:
    """pywin32 keeps what it learned about Excel; half-written, it makes every call fail."""
    folder = port.temporary / "gen_py"
    if not folder.is_dir():
        return
    known = [path for path in folder.glob("*/*") if path.is_dir() and path.name != "__pycache__"]
    broken = [path for path in known if not _is_whole(path / "__init__.py")]
    if broken:
        yield error(
            "gen_py", f"{folder} の写しが壊れています（{broken[0].name}）", f"Excelを閉じて {folder} を削除してください"
        )
    else:
        yield ok("gen_py", f"{folder}")


def _is_whole(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0


def _cloud(port: Port) -> Iterator[Check]:
    documents = str(port.values("HKCU", _USER_FOLDERS).get("Personal", ""))
    roots = [port.environment[name] for name in ("ONEDRIVECOMMERCIAL", "ONEDRIVE") if port.environment.get(name)]
    if not roots:
        return
    said = (
        f"{roots[0]} のブックは、Excelでは https:// の場所として開きます。点検はできますが、"
        "出力先はブックの隣ではなく、設定したフォルダか「ドキュメント」です"
    )
    yield info("SharePoint・OneDrive", said, "出力先を決めるには pmo.toml の [reports] out に書いてください")
    if documents.lower().startswith(roots[0].lower()) or "onedrive" in documents.lower():
        yield info("SharePoint・OneDrive", "「ドキュメント」はOneDriveにあります。出力した報告も同期されます")


def _log(port: Port) -> Check:
    folder = log_folder(port)
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        trial = folder / ".pmo-xl-doctor.tmp"
        trial.write_bytes(b"")
        trial.unlink()
        for path in made:
            path.rmdir()
    except OSError as refused:
        advice = "このフォルダへの書き込みの許可を確認してください（ボタンは動きますが、問題の記録が残りません）"
        return warning("ログ", f"{folder} に書き込めません（{reason_of(refused)}）", advice)
    return ok("ログ", f"{folder}")

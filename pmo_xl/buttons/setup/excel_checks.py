"""Is Excel in order: its version, the add-in in its start-up folder, and what Excel itself has switched off."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pmo_xl.buttons.ribbon.addin import FILE_NAME, version_of
from pmo_xl.buttons.setup.check import Check, Question, error, info, ok, warning
from pmo_xl.buttons.setup.places import addin_path, start_folder
from pmo_xl.buttons.setup.port import Port

OFFICE: Final = r"Software\Microsoft\Office"
_VERSIONS: Final = ("16.0", "15.0", "14.0")
_OLDEST: Final = 14  # the first that knows the customUI of 2009
_CLICK_TO_RUN: Final = r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
_APP_PATH: Final = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
_FROM_ELSEWHERE: Final = 3
_AGAIN: Final = "pmo-xl buttons install を実行してください"


def questions(port: Port, version: str) -> tuple[Question, ...]:
    """Everything about Excel and the add-in."""
    return (
        lambda: [_excel(port)],
        lambda: _start(port),
        lambda: _addin(port, version),
        lambda: _switched_off(port),
        lambda: _running(port),
    )


def _running(port: Port) -> Iterator[Check]:
    if port.excel_is_running():
        yield info("Excelの状態", "起動しています", "登録や版の変更は、Excelを開き直すと反映されます")


def version_key(port: Port) -> str:
    """The version of Office whose settings count: the newest this user has settings of."""
    have = port.subkeys("HKCU", OFFICE)
    return next((version for version in _VERSIONS if version in have), _VERSIONS[0])


def _excel(port: Port) -> Check:
    run = port.values("HKLM", _CLICK_TO_RUN)
    if told := run.get("VersionToReport"):
        bits = {"x64": "64ビット", "x86": "32ビット"}.get(str(run.get("Platform", "")), "ビット数は不明")
        return ok("Excel", f"Microsoft 365 / Office {told}（{bits}）")
    program = port.values("HKLM", _APP_PATH).get("")
    if not program:
        return error("Excel", "このPCにExcel（デスクトップ版）が見つかりません", "Excelをインストールしてください")
    number = version_key(port)
    if int(number.partition(".")[0]) < _OLDEST:
        return error("Excel", f"版 {number} は古すぎます", "Excel 2016 以降をお使いください")
    bits = "32ビット" if "(x86)" in str(program) else "64ビット"
    return ok("Excel", f"版 {number}（{bits}、{program}）")


def _start(port: Port) -> Iterator[Check]:
    folder = start_folder(port)
    if folder.is_dir():
        yield ok("スタートアップ", f"{folder}")
    else:
        yield warning("スタートアップ", f"{folder} がありません", f"Excelを一度開いてから {_AGAIN}")
    other = port.values("HKCU", rf"{OFFICE}\{version_key(port)}\Excel\Options").get("AltStartup")
    if other:
        yield info("スタートアップ", f"Excelは {other} のブックも起動時に開きます")
    if (folder / "xlwings.xlam").is_file():
        said = "xlwings自身のアドイン（xlwings.xlam）もあります。このツールは使いませんが、両方あっても動きます"
        yield info("スタートアップ", said)


def _addin(port: Port, version: str) -> Iterator[Check]:
    path = addin_path(port)
    if not path.is_file():
        yield error("アドイン", f"{path} がありません", _AGAIN)
        return
    try:
        made_by = version_of(path.read_bytes())
    except OSError:
        yield error("アドイン", f"{path} を読めません", "アクセス権を確認してください")
        return
    if made_by is None:
        yield error("アドイン", f"{path} はこのツールのアドインではありません", f"どけてから {_AGAIN}")
    elif made_by != version:
        yield warning("アドイン", f"版 {made_by} のままです（製品は {version}）", f"Excelを閉じて {_AGAIN}")
    else:
        yield ok("アドイン", f"{path}（版 {made_by}）")
    zone = port.zone(path)
    if zone is not None and zone >= _FROM_ELSEWHERE:
        said = "インターネットから来たファイルの印（MOTW）が付いています。Excelはマクロを止めます"
        yield error("アドインの印", said, f"ファイルを削除して {_AGAIN}。このPCで作ったアドインには印が付きません")


def _switched_off(port: Port) -> Iterator[Check]:
    """Excel keeps a list of what it once failed to start with, as bytes that hold the path in UTF-16."""
    key = rf"{OFFICE}\{version_key(port)}\Excel\Resiliency\DisabledItems"
    listed = [str(value).replace(r"\x00", "") for value in port.values("HKCU", key).values()]
    if any(Path(FILE_NAME).stem in text.lower() for text in listed):
        yield error(
            "使用できないアイテム",
            "Excelが前回の異常終了のあと、アドインを止めています",
            "「ファイル」→「オプション」→「アドイン」→管理「使用できないアイテム」→「設定」で有効にしてください",
        )

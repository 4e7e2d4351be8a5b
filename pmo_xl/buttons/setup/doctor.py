"""The doctor: everything that decides whether a button works, looked at one by one, with what to do."""

from collections.abc import Mapping
from dataclasses import dataclass

from pmo_xl.buttons.setup import excel_checks, policy_checks, python_checks, surroundings
from pmo_xl.buttons.setup.check import Check, info
from pmo_xl.buttons.setup.places import KEY, VALUE, addin_path, command_line, interpreter
from pmo_xl.buttons.setup.port import Port


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, in order, and what an IT department is to be told (label → text)."""

    checks: tuple[Check, ...]
    for_it: Mapping[str, str]


def examined(port: Port, version: str) -> Report:
    """Look at everything there is to look at on this machine; nothing is changed. `version` is the product's."""
    checks = [*python_checks.checks(port, version)]
    if port.on_windows:
        checks += [*excel_checks.checks(port, version), *policy_checks.checks(port)]
    else:
        said = "Windowsではないため、Excelに関する項目（登録・アドイン・マクロの方針など）は調べていません"
        checks.append(info("Excel", said, "Excelのボタンは、WindowsのPCで pmo-xl buttons install を実行すると使えます"))
    checks += surroundings.checks(port)
    return Report(tuple(checks), _for_it(port) if port.on_windows else {})


def _for_it(port: Port) -> Mapping[str, str]:
    python = port.values("HKCU", KEY).get(VALUE) or str(interpreter(port))
    return {
        "起動するプログラム": str(python),
        "コマンドライン": command_line(str(python)),
        "起動元": "EXCEL.EXE（VBAの WScript.Shell.Run。通信・ファイルの書き込み・他プログラムの起動はしません）",
        "レジストリ": rf"HKCU\{KEY} の {VALUE}（読み取りのみ）",
        "アドイン": str(addin_path(port)),
    }

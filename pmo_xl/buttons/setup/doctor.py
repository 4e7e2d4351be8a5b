"""The doctor: everything that decides whether a button works, looked at one by one, with what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pmo_xl.buttons.setup import excel_checks, policy_checks, protection_checks, python_checks, surroundings
from pmo_xl.buttons.setup.check import Check, Question, info, warning
from pmo_xl.buttons.setup.places import KEY, VALUE, addin_path, command_line, interpreter
from pmo_xl.buttons.setup.port import Port

_NOT_WINDOWS: Final = info(
    "Excel",
    "Windowsではないため、Excelに関する項目（登録・アドイン・マクロの方針など）は調べていません",
    "Excelのボタンは、WindowsのPCで pmo-xl buttons install を実行すると使えます",
)


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, in order, and what an IT department is to be told (label → text)."""

    checks: tuple[Check, ...]
    for_it: Mapping[str, str]


def examined(port: Port, version: str) -> Report:
    """Look at everything there is to look at on this machine; nothing is changed. `version` is the product's."""
    asked: list[Question] = [*python_checks.questions(port, version)]
    if port.on_windows:
        asked += [*excel_checks.questions(port, version), *policy_checks.questions(port)]
        asked += protection_checks.questions(port)
    else:
        asked.append(lambda: [_NOT_WINDOWS])
    asked += surroundings.questions(port)
    checks = [check for question in asked for check in _answered(question)]
    return Report(tuple(checks), _for_it(port) if port.on_windows else {})


def _answered(question: Question) -> list[Check]:
    """What was found; a thing that cannot be looked at (an odd entry in PATH, say) is told and spoils no other."""
    try:
        return list(question())
    except Exception as problem:
        said = f"調べられなかった項目があります（{type(problem).__name__}: {problem}）"
        return [warning("診断", said, "ボタンが動いていれば、そのままで構いません")]


def _for_it(port: Port) -> Mapping[str, str]:
    python = port.values("HKCU", KEY).get(VALUE) or str(interpreter(port))
    return {
        "起動するプログラム": str(python),
        "コマンドライン": command_line(str(python)),
        "起動元": "EXCEL.EXE（VBAの WScript.Shell.Run。通信・ファイルの書き込み・他プログラムの起動はしません）",
        "レジストリ": rf"HKCU\{KEY} の {VALUE}（読み取りのみ）",
        "アドイン": str(addin_path(port)),
    }

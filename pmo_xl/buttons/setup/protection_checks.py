"""Does Windows let Excel start Python and Python write: rules of Defender, AppLocker, and which virus scanner is there.

The rules are named so that a person can ask for an exception; nothing here tries to get round one.
"""

from collections.abc import Iterator
from typing import Final

from pmo_xl.buttons.setup.check import ASK_IT, WITHOUT, Check, Question, error, info, ok, warning
from pmo_xl.buttons.setup.port import Port

_GUARDS: Final = (  # what is set by policy counts more
    r"SOFTWARE\Microsoft\Windows Defender\Windows Defender Exploit Guard",
    r"SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard",
)
_DEVICE_MANAGEMENT: Final = r"SOFTWARE\Microsoft\Windows Defender\Policy Manager"
_SCANNERS: Final = r"SOFTWARE\Microsoft\Security Center\Provider\Av"
_APPLOCKER: Final = r"SOFTWARE\Policies\Microsoft\Windows\SrpV2\Exe"
_CHILD_PROCESSES: Final = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"  # "Block all Office applications from creating …"
_BLOCK, _AUDIT, _WARN = "1", "2", "6"


def questions(port: Port) -> tuple[Question, ...]:
    """Everything that protects this PC."""
    return (
        lambda: [_child_processes(port)],
        lambda: _programs(port),
        lambda: _folders(port),
        lambda: _scanners(port),
    )


def _child_processes(port: Port) -> Check:
    """The rule of Defender that forbids Office to start programs."""
    name = "子プロセスの規則（ASR）"
    rules: dict[str, str] = {}
    told = str(port.values("HKLM", _DEVICE_MANAGEMENT).get("ASRRules", ""))
    rules |= dict(rule.lower().split("=", 1) for rule in told.split("|") if "=" in rule)
    for guard in _GUARDS:
        known = port.values("HKLM", rf"{guard}\ASR\Rules")
        rules |= {rule.strip("{}").lower(): str(value) for rule, value in known.items()}
    state = rules.get(_CHILD_PROCESSES, "0")
    if state == _BLOCK:
        said = "Officeから他のプログラムを起動できません（ASRの規則が「ブロック」です）"
        return error(name, said, f"{ASK_IT}。{WITHOUT}")
    if state == _WARN:
        return warning(name, "Officeから他のプログラムを起動すると警告が出ます", f"警告で許可するか、{ASK_IT}")
    if state == _AUDIT:
        return info(name, "記録だけで、止められません（監査）")
    return ok(name, "Officeから他のプログラムを起動することは、この規則では止められていません")


def _programs(port: Port) -> Iterator[Check]:
    if port.subkeys("HKLM", _APPLOCKER):
        said = "実行できるプログラムが制限されています（AppLocker）。登録したPythonが許可されている必要があります"
        yield warning("プログラムの制限", said, ASK_IT)


def _folders(port: Port) -> Iterator[Check]:
    """Defender can keep programs it does not know from writing to Documents and the desktop."""
    states = {
        str(port.values("HKLM", rf"{guard}\Controlled Folder Access").get("EnableControlledFolderAccess", "0"))
        for guard in _GUARDS
    }
    if _BLOCK in states:
        said = "「ドキュメント」などへの書き込みが止められることがあります（Windowsの「フォルダー アクセスの制御」）"
        advice = "保存できないときは、pmo.toml の [reports] out で別の場所にするか、Pythonの許可を依頼してください"
        yield warning("フォルダーの保護", said, advice)


def _scanners(port: Port) -> Iterator[Check]:
    found = [port.values("HKLM", rf"{_SCANNERS}\{key}").get("DISPLAYNAME") for key in port.subkeys("HKLM", _SCANNERS)]
    if names := "、".join(sorted({str(name) for name in found if name})):
        said = f"{names}。ボタンの1回目が遅いのは、Pythonのファイルを調べているためのことがあります"
        yield info("ウイルス対策", said, f"止められたときは、{ASK_IT}")

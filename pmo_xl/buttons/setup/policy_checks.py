"""Does the company let macros run and Excel start programs: Office policies, attack surface rules, AppLocker."""

from collections.abc import Iterator, Mapping
from typing import Final

from pmo_xl.buttons.setup.check import Check, Question, error, info, ok, warning
from pmo_xl.buttons.setup.excel_checks import OFFICE, version_key
from pmo_xl.buttons.setup.port import Port, Root, Value

_POLICY_ROOTS: Final = (r"Software\Policies\Microsoft\Office", r"Software\Policies\Microsoft\Cloud\Office")
_ASK_IT: Final = "情報システム部門に、下の「情報システム部門に伝えること」を添えて相談してください"
_ROOTS: Final[tuple[Root, ...]] = ("HKLM", "HKCU")  # what is set for the user counts more
_WITHOUT: Final = "マクロを使わない方法もあります: pmo-xl run --active"
_SIGNED_ONLY, _NONE = 3, 4  # of VBAWarnings; 1 all, 2 asks
_CHILD_PROCESSES: Final = (
    "d4f940ab-401b-4efc-aadc-ad5f3c50688a"  # Block all Office applications from creating child processes
)
_BLOCK, _AUDIT, _WARN = "1", "2", "6"
_ASR: Final = (
    r"SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules",
    r"SOFTWARE\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules",
)
_ASR_OF_DEVICE_MANAGEMENT: Final = r"SOFTWARE\Microsoft\Windows Defender\Policy Manager"
_APPLOCKER: Final = r"SOFTWARE\Policies\Microsoft\Windows\SrpV2\Exe"


def questions(port: Port) -> tuple[Question, ...]:
    """Everything about policies."""
    return (
        lambda: _macros(port),
        lambda: _addins(port),
        lambda: [_child_processes(port)],
        lambda: _programs(port),
    )


def _programs(port: Port) -> Iterator[Check]:
    if port.subkeys("HKLM", _APPLOCKER):
        said = "実行できるプログラムが制限されています（AppLocker）。登録したPythonが許可されている必要があります"
        yield warning("プログラムの制限", said, _ASK_IT)


def _policies(port: Port, below: str) -> dict[str, Value]:
    """The values that policies set for this user or this machine; names in lower case."""
    found: dict[str, Value] = {}
    for root in _ROOTS:
        for policies in _POLICY_ROOTS:
            found |= _lowered(port.values(root, rf"{policies}\{version_key(port)}\{below}"))
    return found


def _own(port: Port, below: str) -> dict[str, Value]:
    """The values this user chose in Excel's options."""
    return _lowered(port.values("HKCU", rf"{OFFICE}\{version_key(port)}\{below}"))


def _lowered(values: Mapping[str, Value]) -> dict[str, Value]:
    return {name.lower(): value for name, value in values.items()}


def _macros(port: Port) -> Iterator[Check]:
    name, policy = "マクロの方針", _policies(port, r"Excel\Security")
    by_company = "vbawarnings" in policy
    level = policy.get("vbawarnings", _own(port, r"Excel\Security").get("vbawarnings", 2))
    who = "会社の方針" if by_company else "このユーザーの設定"
    if _policies(port, "Common").get("vbaoff") == 1 or _policies(port, r"Common\Security").get("vbaoff") == 1:
        yield error(name, "VBAそのものが止められています（VBAOff）", f"{_ASK_IT}。{_WITHOUT}")
    elif level == _NONE:
        yield warning(
            name,
            f"{who}で、警告なしにすべてのマクロを無効にしています。シートのボタンは動きません"
            "（リボンのアドインは、信頼できる場所にあるため動く見込みです）",
            f"リボンが出ないときは{_ASK_IT}。{_WITHOUT}" if by_company else _OWN_SETTING,
        )
    elif level == _SIGNED_ONLY:
        advice = f"アドインに会社の署名を付けるよう依頼してください（内容は毎回同じなので署名し直せます）。{_WITHOUT}"
        yield warning(name, f"{who}で、署名のあるマクロだけを許可しています", advice if by_company else _OWN_SETTING)
    else:
        yield ok(name, f"{who}では、マクロを使えます（ブックごとに「コンテンツの有効化」が出ることがあります）")
    if policy.get("blockcontentexecutionfrominternet") == 1:
        advice = "ボタン付きのブックはメールで送らず、共有フォルダに置いてください"
        yield info("受け取ったブック", "メールやWebから来たブックのマクロは止められます", advice)


_OWN_SETTING: Final = (
    "「ファイル」→「オプション」→「トラスト センター」→「マクロの設定」で"
    "「警告して、VBA マクロを無効にする」を選んでください"
)


def _addins(port: Port) -> Iterator[Check]:
    values = _own(port, r"Excel\Security") | _policies(port, r"Excel\Security")
    if values.get("disablealladdins") == 1:
        yield error("アドインの方針", "アドインがすべて無効にされています", f"{_ASK_IT}。{_WITHOUT}")
    elif values.get("requireaddinsig") == 1:
        advice = f"アドインに会社の署名を付けるよう依頼してください。{_WITHOUT}"
        yield warning("アドインの方針", "署名のあるアドインだけが許可されています", advice)
    places = r"Excel\Security\Trusted Locations"
    trusted = _own(port, places) | _policies(port, places)
    if trusted.get("alllocationsdisabled") == 1:
        said = "信頼できる場所がすべて無効にされています。アドインのマクロも許可が必要になります"
        yield warning("信頼できる場所", said, f"{_ASK_IT}。{_WITHOUT}")


def _child_processes(port: Port) -> Check:
    """The rule of Defender that forbids Office to start programs; we never try to get round it."""
    name = "子プロセスの規則（ASR）"
    rules: dict[str, str] = {}
    told = str(port.values("HKLM", _ASR_OF_DEVICE_MANAGEMENT).get("ASRRules", ""))
    rules |= dict(rule.lower().split("=", 1) for rule in told.split("|") if "=" in rule)
    for key in reversed(_ASR):
        rules |= {rule.strip("{}").lower(): str(value) for rule, value in port.values("HKLM", key).items()}
    state = rules.get(_CHILD_PROCESSES, "0")
    if state == _BLOCK:
        return error(
            name, "Officeから他のプログラムを起動できません（ASRの規則が「ブロック」です）", f"{_ASK_IT}。{_WITHOUT}"
        )
    if state == _WARN:
        return warning(name, "Officeから他のプログラムを起動すると警告が出ます", f"警告で許可するか、{_ASK_IT}")
    if state == _AUDIT:
        return info(name, "記録だけで、止められません（監査）")
    return ok(name, "Officeから他のプログラムを起動することは、この規則では止められていません")

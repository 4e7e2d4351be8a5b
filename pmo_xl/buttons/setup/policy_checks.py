"""Does the company let macros and add-ins run: Office's policies, and what this user chose in Excel's options."""

from collections.abc import Iterator, Mapping
from typing import Final

from pmo_xl.buttons.setup.check import ASK_IT, WITHOUT, Check, Question, error, info, ok, warning
from pmo_xl.buttons.setup.excel_checks import OFFICE, version_key
from pmo_xl.buttons.setup.port import Port, Root, Value

_POLICY_ROOTS: Final = (r"Software\Policies\Microsoft\Office", r"Software\Policies\Microsoft\Cloud\Office")
_ROOTS: Final[tuple[Root, ...]] = ("HKLM", "HKCU")  # what is set for the user counts more
_SIGNED_ONLY, _NONE = 3, 4  # of VBAWarnings; 1 all, 2 asks
_OWN_SETTING: Final = (
    "「ファイル」→「オプション」→「トラスト センター」→「マクロの設定」で"
    "「警告して、VBA マクロを無効にする」を選んでください"
)
_ADDIN_RUNS: Final = "シートのボタンは動きません（リボンのアドインは、信頼できる場所にあるため動く見込みです）"


def questions(port: Port) -> tuple[Question, ...]:
    """Everything about policies."""
    return (
        lambda: _macros(port),
        lambda: _addins(port),
    )


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
        yield error(name, "VBAそのものが止められています（VBAOff）", f"{ASK_IT}。{WITHOUT}")
    elif level == _NONE:
        advice = f"リボンが出ないときは{ASK_IT}。{WITHOUT}" if by_company else _OWN_SETTING
        yield warning(name, f"{who}で、警告なしにすべてのマクロを無効にしています。{_ADDIN_RUNS}", advice)
    elif level == _SIGNED_ONLY:
        advice = f"アドインに会社の署名を付けるよう依頼してください（内容は毎回同じなので署名し直せます）。{WITHOUT}"
        said = f"{who}で、署名のあるマクロだけを許可しています。{_ADDIN_RUNS}"
        yield warning(name, said, advice if by_company else _OWN_SETTING)
    else:
        yield ok(name, f"{who}では、マクロを使えます（ブックごとに「コンテンツの有効化」が出ることがあります）")
    if policy.get("blockcontentexecutionfrominternet") == 1:
        advice = "ボタン付きのブックはメールで送らず、共有フォルダに置いてください"
        yield info("受け取ったブック", "メールやWebから来たブックのマクロは止められます", advice)


def _addins(port: Port) -> Iterator[Check]:
    values = _own(port, r"Excel\Security") | _policies(port, r"Excel\Security")
    if values.get("disablealladdins") == 1:
        yield error("アドインの方針", "アドインがすべて無効にされています", f"{ASK_IT}。{WITHOUT}")
    elif values.get("requireaddinsig") == 1:
        advice = f"アドインに会社の署名を付けるよう依頼してください。{WITHOUT}"
        yield warning("アドインの方針", "署名のあるアドインだけが許可されています", advice)
    places = r"Excel\Security\Trusted Locations"
    trusted = _own(port, places) | _policies(port, places)
    if trusted.get("alllocationsdisabled") == 1:
        said = "信頼できる場所がすべて無効にされています。アドインのマクロも許可が必要になります"
        yield warning("信頼できる場所", said, f"{ASK_IT}。{WITHOUT}")

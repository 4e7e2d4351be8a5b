"""The tab 「PMO」 as Office reads it: groups, labels, icons and tooltips of the ten buttons, in customUI of 2009."""

from html import escape
from itertools import groupby
from typing import Final

from pmo_xl.buttons.names import BUTTONS, Button

NAMESPACE: Final = "http://schemas.microsoft.com/office/2009/07/customui"
TAB: Final = "PMO"
CALLBACK: Final = "PmoXl_Ribbon"


def ribbon_xml() -> str:
    """The part customUI14.xml: one group after the other, each button's action as its tag."""
    groups = "".join(
        _group(number, label, tuple(buttons))
        for number, (label, buttons) in enumerate(groupby(BUTTONS, key=lambda button: button.group), 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<customUI xmlns="{NAMESPACE}">\n <ribbon>\n  <tabs>\n   <tab id="pmoXlTab" label="{TAB}">\n'
        f"{groups}   </tab>\n  </tabs>\n </ribbon>\n</customUI>\n"
    )


def _group(number: int, label: str, buttons: tuple[Button, ...]) -> str:
    inside = "".join(map(_button, buttons))
    return f'    <group id="pmoXlGroup{number}" label="{escape(label)}">\n{inside}    </group>\n'


def _button(button: Button) -> str:
    return (
        f'     <button id="pmoXl{button.action.capitalize()}" tag="{button.action}" label="{escape(button.label)}"'
        f' size="large" imageMso="{button.icon}" screentip="{escape(button.label)}" supertip="{escape(button.tip)}"'
        f' onAction="{CALLBACK}"/>\n'
    )

"""python -m tests.make.ribbon_picture: docs/images of the buttons: the ribbon drawn from the add-in's own tab, and the sheet
of buttons as LibreOffice draws it. Office's icons belong to Office; plain signs stand in their place.
"""

import io
import subprocess
import tempfile
import zipfile
from html import escape
from pathlib import Path

from lxml import etree

from pmo_xl import __version__
from pmo_xl.buttons.onsheet.panel import panel_book
from pmo_xl.buttons.ribbon.addin import addin
from pmo_xl.buttons.ribbon.tab import NAMESPACE
from tests.make.pictures import IMAGES
from tests.support.office import drawn
from tests.support.tab import Tab

SIGNS = {
    "check": "✓", "clear": "⌫", "fix": "✎", "daily": "▦", "escalate": "!", "minutes": "☰", "requests": "✉",
    "inspect": "⌕", "settings": "⚙", "help": "?",
}  # fmt: skip
STYLE = """body{margin:0;overflow:hidden;font:13px "Noto Sans CJK JP",sans-serif;background:#fff;width:1010px}
.names{display:flex;gap:18px;padding:8px 14px 0;color:#444}.names b{color:#217346;border-bottom:3px solid #217346;padding-bottom:4px}
.tab{display:flex;background:#f3f2f1;border-top:1px solid #ddd;padding:6px 4px 0;border-bottom:1px solid #ccc}
.group{border-right:1px solid #ccc;padding:0 6px;text-align:center}.row{display:flex;height:84px}
.group small{display:block;color:#666;padding:2px 0 4px}
.button{min-width:70px;padding:6px 5px 0}.button i{display:block;font:normal 30px/40px "Noto Sans CJK JP","Noto Sans Symbols2",sans-serif;color:#1f4e79}
.button span{font-size:12px;white-space:nowrap;line-height:1.25;display:block}"""


def page():
    """The tab as a page for the browser, every word of it read out of the add-in."""
    with zipfile.ZipFile(io.BytesIO(addin(__version__))) as package:
        root = etree.fromstring(package.read("customUI/customUI14.xml"))
    ui = f"{{{NAMESPACE}}}"
    (tab,) = root.iter(f"{ui}tab")
    groups = "".join(
        f'<div class="group"><div class="row">{"".join(map(_button, group))}</div><small>{escape(group.get("label"))}</small></div>'
        for group in tab
    )
    names = "".join(f"<span>{name}</span>" for name in ("ファイル", "ホーム", "挿入", "データ", "校閲", "表示"))
    return (
        f'<!DOCTYPE html><meta charset="utf-8"><style>{STYLE}</style>'
        f'<div class="names">{names}<b>{escape(tab.get("label"))}</b></div><div class="tab">{groups}</div>'
    )


def _button(button):
    sign = SIGNS[button.get("tag")]
    return f'<div class="button"><i>{sign}</i><span>{escape(button.get("label"))}</span></div>'


def build(folder=IMAGES):
    """Both pictures."""
    with tempfile.TemporaryDirectory() as work:
        html = Path(work) / "ribbon.html"
        html.write_text(page(), "utf-8")
        with Tab(html, width=1010, height=150) as tab:
            tab.picture(folder / "ribbon.png", whole=False)
        book = Path(work) / "PMOボタン.xlsm"
        book.write_bytes(panel_book())
        part = ["-singlefile", "-r", "90", "-png", "-x", "30", "-y", "30", "-W", "560", "-H", "490"]
        subprocess.run(["pdftoppm", *part, str(drawn(book, work)), str(folder / "buttons_sheet")], check=True)


if __name__ == "__main__":
    build()

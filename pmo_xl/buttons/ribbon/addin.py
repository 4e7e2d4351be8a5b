"""pmo_xl.xlam: the add-in with the tab 「PMO」, made on the user's own machine from text, the same bytes each time."""

import re
from typing import Final

from pmo_xl.buttons.macros.modules import pages, ribbon_modules
from pmo_xl.buttons.macros.project import built
from pmo_xl.buttons.newbook import MAIN, MS, new_book
from pmo_xl.buttons.ribbon.tab import ribbon_xml

FILE_NAME: Final = "pmo_xl.xlam"
_PROJECT: Final = "PmoXlAddin"
_PROJECT_ID: Final = "{0A6B1C52-77B1-4C3E-8C60-5F5A3A1D0001}"
_SHEET: Final = "Sheet1"
_TAB: Final = "customUI/customUI14.xml"


def addin(version: str) -> bytes:
    """The bytes of the add-in. `version` stands in its properties, so that `doctor` can compare."""
    sheet = f'<worksheet xmlns="{MAIN}"><sheetPr codeName="{_SHEET}"/><sheetData/></worksheet>'
    return new_book(
        "addin",
        ("pmo_xl", sheet.encode()),
        built((*pages([_SHEET]), *ribbon_modules()), name=_PROJECT, id_=_PROJECT_ID),
        {"title": "pmo_xl", "description": "リボンのタブ「PMO」を表示します", "version": version},
        relations=((f"{MS}/2007/relationships/ui/extensibility", _TAB),),
        parts={_TAB: ("", ribbon_xml().encode())},
    )


def is_signed(data: bytes) -> bool:
    """Whether a company has put its signature on the macros of an add-in."""
    from pmo_xl.errors import TemplateError
    from pmo_xl.render.package import Package

    try:
        return any("vbaProjectSignature" in name for name in Package(data, FILE_NAME).names)
    except TemplateError:
        return False


def version_of(data: bytes) -> str | None:
    """The version of the product that made an add-in of ours; None for any other file."""
    from pmo_xl.errors import TemplateError
    from pmo_xl.render.package import Package

    try:
        package = Package(data, FILE_NAME)
        found = re.search(rb"<cp:version>([^<]*)</cp:version>", package.read("docProps/core.xml"))
        is_ours = b"pmoXlTab" in package.read(_TAB)
    except TemplateError:
        return None
    return found[1].decode("utf-8", "replace") if found and is_ours else None

"""Links in a filled sheet: a click on an id opens the register at its cell."""

import os
import posixpath
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import quote

from lxml import etree

from pmo_xl.model.link import Link
from pmo_xl.render.package import R_ID, Relations
from pmo_xl.render.workbook import M, insert

MOST_LINKS: Final = 65_530  # Excel's limit of one sheet; the texts of further ones stay
_AFTER: Final = frozenset(
    M + name
    for name in (
        *("printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties"),
        *("cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF"),
        *("picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"),
    )
)


def put_links(
    root: etree._Element, links: Sequence[tuple[str, Link]], relations: Relations, folder: Path | None = None
) -> None:
    """Make the cells (A1, link) lead where they should; `relations` takes up the workbooks they lead to.

    `folder` is where the filled workbook will lie: Excel reads a relative address from there.
    """
    if not links:
        return
    holder = root.find(f"{M}hyperlinks")
    if holder is None:
        holder = etree.Element(f"{M}hyperlinks")
        insert(root, holder, next((child for child in root if child.tag in _AFTER), None))
    cells = {cell for cell, _ in links}
    address = cache(lambda path: seen_from(path, folder))
    for old in list(holder):
        if old.get("ref") in cells:
            holder.remove(old)
    for cell, link in links[: MOST_LINKS - len(holder)]:
        element = etree.SubElement(holder, f"{M}hyperlink", ref=cell)
        if link.path:
            element.set(R_ID, relations.add("hyperlink", address(link.path), external=True))
        if link.sheet:
            sheet = link.sheet.replace("'", "''")
            element.set("location", f"'{sheet}'!{link.cell}")


def seen_from(path: str, folder: Path | None) -> str:
    """The address of a file in a link that stands in a file of this folder (`address_of`)."""
    return address_of(_from_folder(path, folder))


def _from_folder(path: str, folder: Path | None) -> str:
    """A workbook's path as seen from the report's folder; absolute where no way leads there (another drive)."""
    if folder is None:
        return path
    whole = Path(path).resolve()
    try:
        return os.path.relpath(whole, folder.resolve())
    except ValueError:
        return str(whole)


def address_of(path: str) -> str:
    """A workbook's path as a hyperlink holds it: / between folders, percent-encoded, file:/// when absolute.

    >>> address_of("登録 簿/課題#1.xlsx")
    '%E7%99%BB%E9%8C%B2%20%E7%B0%BF/%E8%AA%B2%E9%A1%8C%231.xlsx'
    """
    path = path.replace("\\", "/")
    if path.startswith("//"):
        return f"file:{quote(path)}"
    if re.match(r"[A-Za-z]:/", path):
        return f"file:///{path[:2]}{quote(path[2:])}"
    return f"file://{quote(path)}" if posixpath.isabs(path) else quote(path)

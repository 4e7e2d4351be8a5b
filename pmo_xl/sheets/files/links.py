"""The other workbooks that a workbook's formulas take values from (its external links)."""

import re
from urllib.parse import unquote

from pmo_xl.sheets.files.package import Package
from pmo_xl.sheets.files.refusal import RefusalError

_UNNAMED = "（名前の分からないブック）"


def linked_books(package: Package, main: str) -> tuple[str, ...]:
    """Their file names in the order of the links, without folders (those are of somebody's own machine).

    A link whose own part is damaged is a link all the same, to a book without a name.
    """
    links = [relation.target for relation in package.relations(main) if relation.kind == "externalLink"]
    return tuple(dict.fromkeys(_name_of(package, link) for link in links))


def _name_of(package: Package, link: str) -> str:
    try:
        address = next(iter(package.outside(link)), "")
    except RefusalError:
        address = ""
    return re.split(r"[/\\]", unquote(address))[-1] or _UNNAMED

"""Which workbooks may be given buttons: none that has macros of somebody else, a signature or a locked structure."""

import re
from typing import Final

from pmo_xl.buttons.macros.modules import OURS, sheet_modules
from pmo_xl.buttons.macros.project import CODE_PAGE
from pmo_xl.errors import BookError, TemplateError
from pmo_xl.patch.book import Workbook
from pmo_xl.render.package import Package

MACROS: Final = "vbaProject"
RIBBON_INSTEAD: Final = (
    "そのままのブックで使えるリボンのボタンがあります: pmo-xl buttons install（ブックは変わりません）"
)
_SAVE_AS: Final = "Excelで「Excelブック（.xlsx）」として保存し直したものを指定してください"
_OLD_SHEETS: Final = frozenset(("xlMacrosheet", "xlIntlMacrosheet", "dialogsheet"))  # macros of Excel 4 and 5
_LOCKED: Final = re.compile(
    rb"<(?:[\w.-]+:)?workbookProtection\b(?=(?:[^<>\"']|\"[^\"]*\"|'[^']*')*\blockStructure\s*=\s*[\"'](?:1|true)[\"'])"
)


def unbuttoned(book: str, why: str, hint: str = RIBBON_INSTEAD) -> BookError:
    """The error that a workbook cannot be given buttons."""
    return BookError(f"{book} にボタンを付けられません（{why}）", hint, why)


def opened(data: bytes, name: str) -> Workbook:
    """The workbook, if its kind may be given buttons at all. Raises BookError with the reason."""
    try:
        book = Workbook(data, name)
        xml = book.package.read(book.part)
    except BookError as refused:
        hint = _SAVE_AS if "Excelブックでは" in refused.reason else RIBBON_INSTEAD
        raise unbuttoned(name, refused.reason, hint) from None
    except TemplateError:  # the package's own word for a damaged file
        raise unbuttoned(name, "壊れているか、Excelブックではありません", _SAVE_AS) from None
    if _LOCKED.search(xml):
        hint = "Excelの「校閲」→「ブックの保護」を解除してから、もう一度実行してください"
        raise unbuttoned(name, "ブックの構成が保護されています", hint)
    if {relation.kind for relation in book.package.relations(book.part)} & _OLD_SHEETS:
        raise unbuttoned(name, "古いExcelのマクロシートかダイアログシートがあります")
    return book


def has_our_buttons(book: Workbook) -> bool:
    """Whether the workbook has our macros already. Raises BookError for the macros of somebody else."""
    projects = [part for part in book.package.names if part.rpartition("/")[2].lower() == "vbaproject.bin"]
    projects += [part for part in book.package.related(book.part, MACROS) if part not in projects]
    if not projects:
        return False
    if len(projects) == 1 and _is_ours(book.package, projects[0]):
        return True
    raise unbuttoned(
        book.name, "ほかのマクロがあります。マクロを混ぜると、署名やフォームが失われるおそれがあるためです"
    )


def _is_ours(package: Package, part: str) -> bool:
    """Whether a macro project, perhaps saved by Excel since, holds all our modules and no other module or form."""
    from pmo_xl.sheets.binary.ole import OleFile

    text = OleFile(package.read(part)).read("PROJECT").decode(CODE_PAGE, "replace")
    modules = set(re.findall(r"^Module=(\S+)", text, re.MULTILINE))
    others = re.search(r"^(?:Class|BaseClass|Package)=", text, re.MULTILINE)
    return {module.name for module in sheet_modules()} <= modules <= OURS and others is None

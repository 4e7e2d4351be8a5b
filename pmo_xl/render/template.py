"""What a template asks for, before it is used: its names, and those that no report gives."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from pmo_xl.config import nearest
from pmo_xl.errors import TemplateError
from pmo_xl.render import tags, wordcharts
from pmo_xl.render.package import Package
from pmo_xl.render.source import Source
from pmo_xl.render.workbook import M, Workbook, cell_name, cells_of, text_of
from pmo_xl.render.xlsx import CHART_PART, DRAWING_TEXT

if TYPE_CHECKING:
    from jinja2 import nodes

_WORD_PARTS = ("document", "header", "footer", "footnotes")


@dataclass(frozen=True, slots=True)
class Asked:
    """One name a template asks for, as reports give it (`rows[].id`, `charts.burnup`), and where it stands."""

    name: str
    where: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A name that nothing answers to, where it stands, and the name that was probably meant (or None)."""

    name: str
    where: str
    near: str | None

    def __str__(self) -> str:
        meant = f"（「{self.near}」のことですか？）" if self.near else ""
        return f"{self.where}: 「{self.name}」という項目はありません{meant}"


def names(path: Path) -> tuple[Asked, ...]:
    """Every name an Excel or Word template asks for, in the order of the file, each once.

    Raises TemplateError when the file is no template or a tag cannot be read.
    """
    package = Package.open(path)
    found = _of_document(package) if wordcharts.DOCUMENT in package else _of_workbook(package)
    return tuple(dict.fromkeys(found))


def check(path: Path, known: Collection[str]) -> tuple[Problem, ...]:
    """The names of a template that are not among the known ones (`title`, `summary.open`, `rows[].id`)."""
    groups = {name[:at] for name in known for at in range(len(name)) if name[at] in ".["}
    groups |= {f"{group}[]" for group in groups if any(name.startswith(f"{group}[]") for name in known)}
    return tuple(
        Problem(asked.name, asked.where, nearest(asked.name, known))
        for asked in names(path)
        if asked.name not in known and asked.name not in groups
    )


def _of_workbook(package: Package) -> Iterator[Asked]:
    book, source = Workbook(package), Source(package.name, {})

    def asked(text: str, where: str) -> Iterator[Asked]:
        for part in source.segments(text, where) or ():
            if isinstance(part, tags.Tag):
                yield Asked(part.known_as, where)

    for sheet, part in book.sheets.items():
        root = book.root(sheet)
        for row in root.iterfind(f"{M}sheetData/{M}row"):
            for column, cell in cells_of(row):
                yield from asked(text_of(cell, book.strings), f"{sheet}!{cell_name(int(row.get('r', '0')), column)}")
        for element in root.iterfind(f"{M}headerFooter/*"):
            yield from asked(element.text or "", f"{sheet} のヘッダー・フッター")
        for drawing in package.related(part, "drawing"):
            for text in _drawn(package.tree(drawing)):
                yield from asked(text, f"{sheet} の図形")
    for part in filter(CHART_PART.fullmatch, package.names):
        for text in _drawn(package.tree(part)):
            yield from asked(text, "グラフ")


def _drawn(root: etree._Element) -> Iterator[str]:
    for element in root.iter(etree.Element):
        if element.tag == DRAWING_TEXT:
            yield element.text or ""
        yield from (element.get(name, "") for name in ("descr", "title"))


def _of_document(package: Package) -> Iterator[Asked]:
    import io

    from docxtpl import DocxTemplate
    from jinja2 import TemplateSyntaxError

    from pmo_xl.render.room import environment

    patch = DocxTemplate(io.BytesIO()).patch_xml
    for part in package.names:
        folder, _, name = part.rpartition("/")
        if folder != "word" or not name.startswith(_WORD_PARTS) or not name.endswith(".xml"):
            continue
        where = {"document": "本文", "header": "ヘッダー", "footer": "フッター"}.get(
            name.rstrip("0123456789.xml"), "脚注"
        )
        root = package.tree(part)
        try:
            tree = environment().parse(patch(etree.tostring(root, encoding="unicode")))
        except TemplateSyntaxError as error:
            raise TemplateError(
                f"テンプレート {package.name} の {where} の書き方に誤りがあります（{error.message}）",
                "{{ }} と {% %} の対応を確認してください",
            ) from None
        yield from (Asked(name, where) for name in _paths(tree, {}))
        for described, _ in wordcharts.charts_in(root):
            chart = wordcharts.chart_name(described)
            if chart is not None:
                yield Asked(f"charts.{chart}", where)


def _paths(node: "nodes.Node", scope: dict[str, str | None]) -> Iterator[str]:
    """The dotted names in a jinja tree. `scope` says what a loop's own name stands for; None: not for our values."""
    from jinja2 import nodes

    path = _path(node, scope)
    if path is not None:
        if path:
            yield path
        return
    if isinstance(node, nodes.For):
        yield from _paths(node.iter, scope)
        items = _path(node.iter, scope)
        inner = dict(scope) | {"loop": None}
        if isinstance(node.target, nodes.Name):
            inner[node.target.name] = f"{items}[]" if items else None
        else:
            inner |= {name.name: None for name in node.target.find_all(nodes.Name)}
        for child in (*node.body, *([node.test] if node.test else [])):
            yield from _paths(child, inner)
        for child in node.else_:
            yield from _paths(child, scope)
        return
    if isinstance(node, nodes.Assign):
        yield from _paths(node.node, scope)
        scope |= {name.name: None for name in node.target.find_all(nodes.Name)}
        if isinstance(node.target, nodes.Name):
            scope[node.target.name] = _path(node.node, scope) or None
        return
    for child in node.iter_child_nodes():
        yield from _paths(child, scope)


def _path(node: "nodes.Node", scope: dict[str, str | None]) -> str | None:
    """a.b for a name or a chain of dots; "" when it hangs on a name of the template's own; None for anything else."""
    from jinja2 import nodes

    if isinstance(node, nodes.Name):
        known = node.name in scope
        return (scope[node.name] or "") if known else node.name
    if isinstance(node, nodes.Getattr):
        head = _path(node.node, scope)
        return f"{head}.{node.attr}" if head else head
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        head = _path(node.node, scope)
        if not head:
            return head
        return f"{head}[]" if isinstance(node.arg.value, int) else f"{head}.{node.arg.value}"
    return None

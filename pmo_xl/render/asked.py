"""The names a Jinja template asks for, with what each is asked to be: a value that is printed, a list, anything."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from pmo_xl.model.pattern import lazy
from pmo_xl.render.room import FILTERS

if TYPE_CHECKING:
    from jinja2 import nodes

Use = Literal["value", "list", "chart", "any", "filter", "wide"]


@dataclass(frozen=True, slots=True)
class Asked:
    """One name a template asks for, as reports give it (`rows[].id`, `charts.burnup`), and where it stands.

    `use` is what it must be: printed (value), repeated over (list), a chart's figures (chart), or anything that a
    condition or a filter can look at (any). A filter nobody knows is asked for as such; `wide` is a piece that would
    be a tag if its braces were half-width. `stray` is a loop's own name that stands outside its loop.
    """

    name: str
    where: str
    use: Use = "value"
    stray: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a Jinja tree and the line of the source it stands in."""

    name: str
    line: int
    use: Use
    stray: bool = False


_BRACED: Final = lazy("[{｛]{2}[^{}｛｝]+[}｝]{2}")
Scope = dict[str, str | None]


def wide(text: str) -> Iterator[str]:
    """The pieces of a text that would be tags if their braces were not full-width: ｛｛ title ｝｝."""
    return (piece[0] for piece in _BRACED.finditer(text) if set(piece[0]) & {"｛", "｝"})


def found_in(tree: "nodes.Template", filters: Container[str]) -> Iterator[Found]:
    """The dotted names in a Jinja tree, in its order, and the filters it uses that are not among those."""
    from jinja2 import nodes

    for node in tree.find_all(nodes.Filter):
        if node.name not in filters:
            yield Found(node.name, node.lineno, "filter")
    loops = {name.name for loop in tree.find_all(nodes.For) for name in loop.target.find_all(nodes.Name)}
    loops |= {loop.target.name for loop in tree.find_all(nodes.For) if isinstance(loop.target, nodes.Name)}
    for found in _found(tree, {}, "any"):
        head = found.name.partition(".")[0].partition("[")[0]
        yield Found(found.name, found.line, found.use, stray=head in loops)


def _found(node: "nodes.Node", scope: Scope, use: Use) -> Iterator[Found]:
    """`scope` says what a loop's own name stands for; None: not for our values."""
    from jinja2 import nodes

    path = _path(node, scope)
    if path is not None:
        if path:
            yield Found(path, node.lineno, use)
        return
    match node:
        case nodes.For():
            yield from _loop(node, scope)
        case nodes.Assign():
            yield from _found(node.node, scope, "any")
            scope |= {name.name: None for name in node.target.find_all(nodes.Name)}
            if isinstance(node.target, nodes.Name):
                scope[node.target.name] = _path(node.node, scope) or None
        case nodes.Macro():
            scope[node.name] = None
            inner: Scope = dict(scope) | {name.name: None for name in node.args}
            for child in node.body:
                yield from _found(child, inner, "any")
        case nodes.Output():
            for child in node.nodes:
                yield from _found(child, scope, "value")
        case nodes.Filter() if node.name in FILTERS:
            for part in node.iter_child_nodes():
                yield from _found(part, scope, use)
        case _:
            for part in node.iter_child_nodes():
                yield from _found(part, scope, "any")


def _loop(node: "nodes.For", scope: Scope) -> Iterator[Found]:
    from jinja2 import nodes

    yield from _found(node.iter, scope, "list")
    items = _path(node.iter, scope)
    inner: Scope = dict(scope) | {"loop": None}
    if isinstance(node.target, nodes.Name):
        inner[node.target.name] = f"{items}[]" if items else None
    else:
        inner |= {name.name: None for name in node.target.find_all(nodes.Name)}
    for child in (*node.body, *([node.test] if node.test else [])):
        yield from _found(child, inner, "any")
    for child in node.else_:
        yield from _found(child, scope, "any")


def _path(node: "nodes.Node", scope: Mapping[str, str | None]) -> str | None:
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

"""Whether a template is sound: names nothing answers to, lists that are not repeated, and values that are."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pmo_xl.config import nearest
from pmo_xl.render import html
from pmo_xl.render.asked import Asked
from pmo_xl.render.room import FILTERS
from pmo_xl.render.template import is_page, names
from pmo_xl.render.wordcharts import ALT_PREFIX

_NARROW: Final = str.maketrans("｛｝", "{}")


@dataclass(frozen=True, slots=True)
class Problem:
    """A name that cannot be used as it stands: where, what is wrong, what to do, and the name probably meant."""

    name: str
    where: str
    said: str
    hint: str
    near: str | None = None

    def __str__(self) -> str:
        return f"{self.where}: {self.said}。{self.hint}"


@dataclass(frozen=True)
class Known:
    """The names a page offers (`title`, `rows[].id`), and the lists and groups they imply."""

    names: Collection[str]
    lists: frozenset[str] = field(init=False)
    groups: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        parts = [(name, at) for name in self.names for at in range(len(name))]
        object.__setattr__(self, "lists", frozenset(n[:at] for n, at in parts if n.startswith("[]", at)))
        object.__setattr__(self, "groups", frozenset(n[:at] for n, at in parts if n[at] == "."))


def check(path: Path, known: Collection[str]) -> tuple[Problem, ...]:
    """What keeps a template from being filled with the known names, in the order of the file.

    Raises TemplateError when the file is no template or a tag cannot be read.
    """
    offered = Known(known)
    word = path.suffix.lower() not in (".xlsx", ".xlsm")
    found = (_problem(asked, offered, word) for asked in names(path))
    return (*_unguarded(path), *(problem for problem in found if problem is not None))


def _unguarded(path: Path) -> Iterator[Problem]:
    """An HTML page without its policy would run whatever code stands in it."""
    if is_page(path) and not re.search(rf"\{{\{{\s*{html.POLICY}\s*\}}\}}", html.source_of(path)):
        said = "頁が外のものを動かさないようにする指定がありません"
        line = f'<meta http-equiv="Content-Security-Policy" content="{{{{ {html.POLICY} }}}}">'
        yield Problem(html.POLICY, "<head>", said, f"{line} を戻してください")


def _problem(asked: Asked, known: Known, word: bool) -> Problem | None:
    name, where = asked.name, asked.where
    if asked.use == "wide":
        narrow = name.translate(_NARROW)
        return Problem(name, where, f"「{name}」のかっこが全角です", f"半角で {narrow} と書いてください")
    if asked.use == "filter":
        said = f"「|{name}」という変換はありません"
        return Problem(name, where, said, f"使えるのは {'、'.join(FILTERS)} です", nearest(name, FILTERS))
    if asked.use == "any" and (name in known.names or name in known.lists or name in known.groups):
        return None
    if asked.use == "chart" and name in known.names:
        return None
    if name in known.lists:
        if asked.use == "list":
            return None
        return Problem(name, where, f"「{name}」は一覧です", _repeat(name, _items(name, known), word))
    if name in known.names or name in known.groups:
        if asked.use == "list":
            return Problem(
                name, where, f"「{name}」は一覧ではないので、繰り返せません", f"{{{{ {name} }}}} と書いてください"
            )
        if name not in known.groups:
            return None
        inner = next(other for other in known.names if other.startswith(f"{name}."))
        return Problem(name, where, f"「{name}」は一つの値ではありません", f"{{{{ {inner} }}}} のように書いてください")
    return _unknown(asked, known, word)


def _unknown(asked: Asked, known: Known, word: bool) -> Problem:
    name, where = asked.name, asked.where
    bare = name.replace("[]", "")
    same = next((other for other in known.names if other.replace("[]", "") == bare), None)
    if same is not None and "[]" in same:
        group, _, last = same.rpartition("[]")
        said = f"「{bare}」は一覧「{group}」の項目です"
        return Problem(name, where, said, _repeat(group, last.lstrip("."), word), same)
    if same is not None:
        return Problem(name, where, f"「{bare}」は一覧ではありません", f"{{{{ {same} }}}} と書いてください", same)
    if asked.stray:
        head = name.partition(".")[0]
        said = f"「{name}」は繰り返しの外にあります"
        return Problem(
            name, where, said, f"「{head}」を使えるのは {{% for {head} in … %}} と {{% endfor %}} の間だけです"
        )
    said = f"「{name}」という項目はありません"
    near = nearest(name, [*known.names, *known.lists])
    if near is None:
        last = name.rpartition(".")[2]
        near = next((other for other in known.names if last and other.rpartition(".")[2] == last), None)
    if near is None:
        return Problem(name, where, said, "pmo-xl template fields で使える名前を確認してください")
    if word and "[]" in near and "[]" not in name:
        group, _, last = near.rpartition("[]")
        return Problem(name, where, said, f"一覧「{group}」の項目なら、{_repeat(group, last.lstrip('.'), word)}", near)
    shown = ALT_PREFIX + near.removeprefix("charts.") if asked.use == "chart" else near
    return Problem(name, where, said, f"「{shown}」のことですか？", near)


def _items(name: str, known: Known) -> str:
    """A field of the items of a list; "" when they are plain texts."""
    of_items = (other[len(name) + 2 :] for other in known.names if other.startswith(f"{name}[]"))
    return next(of_items, "").lstrip(".").partition(".")[0].partition("[")[0]


def _repeat(group: str, last: str, word: bool) -> str:
    """How a list is repeated: in Word with a loop, in Excel with [] in its row."""
    item = f".{last}" if last else ""
    if not word:
        return f"{{{{ {group}[]{item} }}}} と書くと、その行が件数だけ増えます"
    inside = "…." + group.rpartition("[].")[2] if "[]" in group else group
    return f"{{%tr for row in {inside} %}} と {{%tr endfor %}} の間に {{{{ row{item} }}}} と書いてください"

"""The words of a template: what `{{ name }}` may look like, and the value behind it."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from msgspec import Struct

from pmo_xl.config import nearest
from pmo_xl.errors import TemplateError
from pmo_xl.render.text import plain

_TAG = re.compile(r"\{\{\s*([^\W\d]\w*(?:\.\w+)*)(?:\[(\d{0,4})\](?:\.(\w+(?:\.\w+)*))?)?\s*\}\}")


class Tag(Struct, frozen=True):
    """One `{{ … }}`. `size` None: a single value; 0: rows[], a row that grows; n: rows[n], n rows kept free for it."""

    name: str
    size: int | None = None
    field: str = ""

    def __str__(self) -> str:
        if self.size is None:
            return self.name
        return f"{self.name}[{self.size or ''}]" + (f".{self.field}" if self.field else "")

    @property
    def known_as(self) -> str:
        """The name a report model gives it: rows[5].id is rows[].id."""
        return self.name if self.size is None else f"{self.name}[]" + (f".{self.field}" if self.field else "")


Segments = tuple[str | Tag, ...]


def segments(text: str) -> Segments | None:
    """The text between and the tags in a template text; None when it has no tag.

    Raises ValueError with the piece that opens like a tag and is none.
    """
    if "{{" not in text:
        return None
    parts: list[str | Tag] = []
    at = 0
    for found in _TAG.finditer(text):
        parts.append(text[at : found.start()])
        size = None if found[2] is None else int(found[2] or 0)
        parts.append(Tag(found[1], size, found[3] or ""))
        at = found.end()
    parts.append(text[at:])
    for part in parts:
        if isinstance(part, str) and "{{" in part:
            raise ValueError(part[part.index("{{") :][:40])
    return tuple(part for part in parts if part != "")


def alone(parts: Segments) -> bool:
    """Whether a tag has its cell for itself, so that its value keeps its type."""
    return sum(isinstance(part, Tag) for part in parts) == 1 and not any(
        isinstance(part, str) and part.strip() for part in parts
    )


def value_at(values: object, path: str) -> object:
    """The value a dotted path leads to; below None there is None. Raises KeyError when a name is unknown."""
    for name in path.split("."):
        if values is None:
            return None
        if not isinstance(values, Mapping) or name not in values:
            raise KeyError(name)
        values = values[name]
    return values


def joined(parts: Segments, value: Callable[[Tag], object]) -> str:
    """The text of a cell that mixes tags and text; `value` gives a tag's value."""
    return "".join(part if isinstance(part, str) else plain(value(part)) for part in parts)


def known_names(values: Mapping[str, Any]) -> tuple[str, ...]:
    """The names these values answer to, as a template writes them: total, summary.open, rows[].id."""
    return tuple(dict.fromkeys(_names("", values)))


def _names(prefix: str, value: object) -> Iterable[str]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _names(f"{prefix}.{name}" if prefix else str(name), inner)
    elif isinstance(value, list | tuple):
        if not value:
            yield f"{prefix}[]"
        for item in value[:50]:
            yield from _names(f"{prefix}[]", item)
    else:
        yield prefix


def unknown(template: str, where: str, name: str, known: Collection[str]) -> TemplateError:
    """The error for a name nothing answers to, beside the one that was probably meant."""
    near = nearest(name, known)
    if near is None:
        last = name.rpartition(".")[2]
        near = next((word for word in known if word.rpartition(".")[2] == last), None)
    hint = (
        f"「{near}」のことですか？ テンプレートの名前を直してください" if near else "使える名前に直すか、消してください"
    )
    return TemplateError(f"テンプレート {template} の {where} にある「{name}」という項目はありません", hint)


def malformed(template: str, where: str, piece: str) -> TemplateError:
    """The error for a piece that opens like a tag and cannot be read."""
    return TemplateError(
        f"テンプレート {template} の {where} にある「{piece}」を読めません",
        "{{ 名前 }}、{{ 一覧[].項目 }}、{{ 一覧[5].項目 }} のどれかの形で書いてください",
    )

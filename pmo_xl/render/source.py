"""The values behind a template's tags, and the sentence a person reads when one is not there."""

from collections.abc import Mapping, Sequence
from operator import itemgetter
from pathlib import Path

from pmo_xl.errors import TemplateError
from pmo_xl.render.tags import Segments, Tag, alone, joined, known_names, malformed, segments, unknown, value_at


class Source:
    """The values a template is filled from. `where` is the sheet and cell that errors name."""

    def __init__(self, template: str, values: Mapping[str, object], folder: Path | None = None) -> None:
        """`template` is the file's name in messages, `folder` where the filled file will lie."""
        self.template = template
        self.values = values
        self.folder = folder

    def segments(self, text: str, where: str) -> Segments | None:
        """The tags in a text, None when there are none. Raises TemplateError on a piece that only looks like one."""
        try:
            return segments(text)
        except ValueError as piece:
            raise malformed(self.template, where, str(piece)) from None

    def value(self, tag: Tag, where: str) -> object:
        """The value of a single tag. Raises TemplateError naming the nearest known name."""
        value = self._at(self.values, tag.name, tag, where)
        if isinstance(value, Mapping | list | tuple):
            raise self._no_single_value(tag, where)
        return value

    def text(self, text: str, where: str) -> str | None:
        """A text with its tags replaced; None when it has none."""
        parts = self.segments(text, where)
        return None if parts is None else joined(parts, lambda tag: self.value(tag, where))

    def cell(self, parts: Segments, where: str) -> object:
        """The value of a cell without lists: typed when its tag stands alone, text otherwise."""
        if alone(parts):
            return self.value(next(part for part in parts if isinstance(part, Tag)), where)
        return joined(parts, lambda tag: self.value(tag, where))

    def items(self, tag: Tag, where: str) -> Sequence[object]:
        """The list behind rows[] or rows[5]; None counts as an empty one."""
        items = self._at(self.values, tag.name, tag, where)
        if items is None:
            return ()
        if not isinstance(items, list | tuple):
            raise TemplateError(
                f"テンプレート {self.template} の {where} にある「{tag}」は一覧ではありません",
                f"{{{{ {tag.name} }}}} と書くか、一覧の名前に直してください",
            )
        return items

    def column(self, parts: Segments, items: Sequence[object], where: str) -> list[object]:
        """A cell's value for each item of its list: typed when its tag stands alone, text otherwise."""
        tags = [part for part in parts if isinstance(part, Tag)]
        columns = {tag: self._column(tag, items, where) for tag in tags}
        if alone(parts):
            return columns[tags[0]]
        return [joined(parts, lambda tag, row=row: columns[tag][row]) for row in range(len(items))]  # type: ignore[misc]

    def _column(self, tag: Tag, items: Sequence[object], where: str) -> list[object]:
        if tag.size is None:
            return [self.value(tag, where)] * len(items)
        try:  # the usual case, fast: items are mappings, the field one of their keys
            values = list(map(itemgetter(tag.field), items)) if tag.field else list(items)  # type: ignore[arg-type]
        except (KeyError, TypeError):
            values = [self._at(item, tag.field, tag, where) for item in items]
        if any(issubclass(kind, Mapping | list | tuple) for kind in set(map(type, values))):
            raise self._no_single_value(tag, where)
        return values

    def _at(self, values: object, path: str, tag: Tag, where: str) -> object:
        try:
            return value_at(values, path)
        except KeyError:
            raise unknown(self.template, where, tag.known_as, known_names(self.values)) from None

    def _no_single_value(self, tag: Tag, where: str) -> TemplateError:
        return TemplateError(
            f"テンプレート {self.template} の {where} にある「{tag}」は一つの値ではありません",
            f"{{{{ {tag.known_as}[].項目 }}}} か {{{{ {tag.known_as}.項目 }}}} のように書いてください",
        )

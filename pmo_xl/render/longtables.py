"""Long tables of a Word document: plain rows are written straight into the XML, hundreds at a time."""

import re
from collections.abc import Mapping, Sequence
from html import escape
from operator import itemgetter
from typing import Final

from pmo_xl.render.tags import value_at
from pmo_xl.render.text import clean, plain

ENOUGH: Final = 100  # rows; below this the detour saves nothing a person would notice
_LOOP = re.compile(
    r"\{%\s*for\s+(?P<item>\w+)\s+in\s+(?P<list>[^\W\d][\w.]*)\s*%\}\s*"
    r"(?P<row><w:tr[ >](?:(?!</w:tr>|\{%|\{#).)*</w:tr>)\s*\{%\s*endfor\s*%\}",
    re.DOTALL,
)
_TAG = re.compile(r"\{\{\s*([^\W\d][\w.]*)\s*\}\}")
_BREAK: Final = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB: Final = '</w:t><w:tab/><w:t xml:space="preserve">'


class LongTables:
    """The rows taken out of a template before it is rendered, to be put back where their marks stand afterwards."""

    def __init__(self, values: Mapping[str, object], enough: int = ENOUGH) -> None:
        self._values = values
        self._enough = enough
        self._rows: list[str] = []

    def taken_out(self, xml: str) -> str:
        """A template whose loops over long lists of plain rows show the first item and a mark for the others.

        A loop with anything but `{{ item.field }}` in its single row stays as it is, and so does one whose list or
        field is unknown: the renderer says what is wrong.
        """
        return _LOOP.sub(lambda found: self._loop(found, xml), xml)

    def put_back(self, xml: bytes) -> bytes:
        """The rendered document with all rows in their places."""
        for number, rows in enumerate(self._rows):
            xml = xml.replace(_mark(number).encode(), rows.encode(), 1)
        return xml

    def _loop(self, found: re.Match[str], xml: str) -> str:
        name, path, row = found["item"], found["list"], found["row"]
        root = path.partition(".")[0]
        if re.search(rf"\{{%[^%]*\b(?:for|set)\s+(?:\w+\s*,\s*)*{root}\b", xml):
            return found[0]  # the name is given another meaning somewhere
        try:
            items = value_at(self._values, path)
            if not isinstance(items, Sequence) or isinstance(items, str) or len(items) < self._enough:
                return found[0]
            rest = _rows(row, name, [clean(item) for item in items[1:]])
        except KeyError:
            return found[0]
        self._rows.append(rest)
        first = _TAG.sub(lambda tag: "{{ " + re.sub(rf"^{name}\b", f"{path}[0]", tag[1]) + " }}", row)
        return first + _mark(len(self._rows) - 1)


def _mark(number: int) -> str:
    return f"<!--pmo_xl rows {number}-->"


def _rows(row: str, name: str, items: Sequence[object]) -> str:
    """The row once for each item. Raises KeyError when it needs more than the item's own fields."""
    still, paths = _TAG.split(row)[::2], _TAG.split(row)[1::2]
    if "{{" in "".join(still):
        raise KeyError(row)
    columns = []
    for path in paths:
        item, _, field = path.partition(".")
        if item != name:
            raise KeyError(path)
        try:  # the usual case, fast: items are mappings, the field one of their keys
            values = list(map(itemgetter(field), items)) if field else items  # type: ignore[arg-type]
        except (KeyError, TypeError):
            values = [value_at(each, field) for each in items]
        columns.append(list(map(_text, values)))
    head, tails = still[0], still[1:]
    if not columns:
        return head * len(items)
    return "".join(
        head + "".join([text + tail for text, tail in zip(line, tails, strict=True)])
        for line in zip(*columns, strict=True)
    )


def _text(value: object) -> str:
    if isinstance(value, str):
        text = value
    elif isinstance(value, Mapping | list | tuple):
        raise KeyError("not a single value")
    else:
        text = plain(value)
    if text.isalnum():
        return text
    return escape(text).replace("\n", _BREAK).replace("\t", _TAB)
